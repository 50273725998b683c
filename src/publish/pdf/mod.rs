//! The PDF documents: each a file of its values here, and a template that lays them out.
//!
//! Owns what stands in which document, in finished words and figures. A template knows no figure and no word of its own.

mod advice;
mod block;
mod cards;
mod chapters;
mod glyphs;
mod letter;
mod press;
mod report;
mod slides;

use super::charts::Chart;
use super::{Document, Language, Options};
use crate::judge::Report;
use crate::problem::Problem;
pub use press::{Picture, Press};

/// Every PDF of a report in one language.
///
/// # Errors
/// A template is not sound, or a chart could not be drawn.
pub fn documents(
    report: &Report,
    charts: &[Chart],
    language: Language,
    options: &Options,
) -> Result<Vec<Document>, Problem> {
    let press = Press::new(&options.templates)?;
    let drawn = charts.iter().map(Drawn::of).collect::<Result<Vec<_>, Problem>>()?;
    let mut out = vec![
        report::document(&press, report, &drawn, language, options)?,
        slides::document(&press, report, language, options)?,
    ];
    out.extend(letter::documents(&press, report, language, options)?);
    out.extend(cards::documents(&press, report, language, options)?);
    Ok(out)
}

/// A chart on pages, each a picture that a template finds by its path.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The chart's name.
    pub name: &'static str,
    /// What it says, for those who do not see it.
    pub alt: String,
    /// `/grafik/NAME-1.svg` and so on.
    pub pages: Vec<Picture>,
}

impl Drawn {
    /// The pages of a chart.
    ///
    /// # Errors
    /// The drawing library refused.
    pub fn of(chart: &Chart) -> Result<Self, Problem> {
        let pages = chart.pages()?.into_iter().zip(1_u32..);
        let picture = |(page, number): (super::charts::Page, u32)| Picture {
            path: format!("/grafik/{}-{number}.svg", chart.name),
            svg: page.svg,
        };
        Ok(Self { name: chart.name, alt: chart.alt.clone(), pages: pages.map(picture).collect() })
    }
}
