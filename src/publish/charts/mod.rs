//! Charts: ranking against target, response over quarters, backlog by age, time to first response, funnels.
//!
//! Owns geometry and nothing else. A chart with nothing to draw does not exist; an empty one is never made.

mod backlog;
mod before_after;
mod frame;
mod funnel;
mod paint;
mod quarters;
mod ranking;
mod response;
mod scene;
mod style;

use super::{Document, Language};
use crate::judge::{Comparison, Report};
use crate::problem::Problem;
use scene::Scene;

/// A chart, ready to be written as SVG or PNG.
#[derive(Debug, Clone)]
pub struct Chart {
    /// The file's name without its ending.
    pub name: &'static str,
    /// What it shows, in words, for readers who do not see it.
    pub alt: String,
    scene: Scene,
}

impl Chart {
    /// As SVG text.
    ///
    /// # Errors
    /// The drawing library refused.
    pub fn svg(&self) -> Result<String, Problem> {
        paint::svg(&self.scene, &self.alt)
    }

    /// As PNG bytes at twice the size.
    ///
    /// # Errors
    /// The drawing library or the encoder refused.
    pub fn png(&self) -> Result<Vec<u8>, Problem> {
        paint::png(&self.scene)
    }
}

/// Every chart that the report's data can carry.
///
/// # Errors
/// The bundled typeface cannot be read.
pub fn all(report: &Report, language: Language) -> Result<Vec<Chart>, Problem> {
    style::register()?;
    let charts = [
        ranking::chart(report, language),
        quarters::chart(report, language),
        response::chart(report, language),
        backlog::chart(report, language),
    ];
    Ok(charts.into_iter().flatten().chain(funnel::charts(report, language)).collect())
}

/// The chart of a comparison of two periods, unless no measure can be judged.
///
/// # Errors
/// The bundled typeface cannot be read.
pub fn before_after(comparison: &Comparison, language: Language) -> Result<Option<Chart>, Problem> {
    style::register()?;
    Ok(before_after::chart(comparison, language))
}

/// The files of the charts, `grafik/*.svg` and `grafik/*.png`.
///
/// # Errors
/// A chart could not be drawn.
pub fn files(charts: &[Chart], language: Language) -> Result<Vec<Document>, Problem> {
    let mut out = Vec::with_capacity(charts.len() * 2);
    for chart in charts {
        let stem = format!("publik/grafik/{}{}", chart.name, language.suffix());
        out.push(Document { path: format!("{stem}.svg"), bytes: chart.svg()?.into_bytes() });
        out.push(Document { path: format!("{stem}.png"), bytes: chart.png()? });
    }
    Ok(out)
}
