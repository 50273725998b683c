//! The PDF documents: each a file of its values here, and a template that lays them out.
//!
//! Owns what stands in which document, in finished words and figures. A template knows no figure and no word of its own.

mod press;
mod report;

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
    // `/grafik/NAME-1.svg` and so on: pictures that fit on a page.
    let mut pictures = Vec::new();
    for chart in charts {
        for (page, number) in chart.pages()?.into_iter().zip(1..) {
            let path = format!("/grafik/{}-{number}.svg", chart.name);
            pictures.push(Picture { path, bytes: page.svg.into_bytes() });
        }
    }
    Ok(vec![report::document(&press, report, charts, &pictures, language, options)?])
}
