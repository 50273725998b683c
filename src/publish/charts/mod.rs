//! Charts: a unit's place and course, the government's, and what is pending.
//!
//! Owns geometry and nothing else. A chart with nothing to draw does not exist; an empty one is never made. Each is one
//! picture, and where that is higher than a printed page, also a picture a page. A target stands wherever there is one, and an
//! interval wherever the figure has one.

mod attainment;
mod backlog;
mod before_after;
mod curves;
mod draft;
mod flow;
mod frame;
mod funnel;
mod heat;
#[cfg(test)]
mod layout;
mod letters;
mod lines;
mod movement;
mod paint;
mod panel;
mod quarters;
mod ranking;
mod rate;
mod response;
mod scene;
mod style;
mod unit;

pub use unit::{position as unit_position, trend as unit_trend};

use super::{Document, Language};
use crate::judge::{Comparison, Report};
use crate::problem::Problem;
pub use rate::Rate;
use scene::Scene;

/// A chart, ready to be written as SVG or PNG.
#[derive(Debug, Clone)]
pub struct Chart {
    /// The file's name without its ending.
    pub name: &'static str,
    /// What it says, in words and figures, for readers who do not see it.
    pub alt: String,
    scene: Scene,
    /// The same on pages; empty where it fits on one.
    pages: Vec<Scene>,
}

/// A picture of a chart that fits on a printed page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The picture.
    pub svg: String,
    /// Its width in pixels.
    pub width: f64,
    /// Its height in pixels.
    pub height: f64,
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

    /// As pictures of which each fits on a page.
    ///
    /// # Errors
    /// The drawing library refused.
    pub fn pages(&self) -> Result<Vec<Page>, Problem> {
        let page = |scene: &Scene| {
            let svg = paint::svg(scene, &self.alt)?;
            Ok(Page { svg, width: scene.width, height: scene.height })
        };
        if self.pages.is_empty() { Ok(vec![page(&self.scene)?]) } else { self.pages.iter().map(page).collect() }
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
        lines::chart(report, language),
        movement::chart(report, language),
        attainment::chart(report, language),
        flow::chart(report, language),
        heat::chart(report, language),
    ];
    let several = funnel::charts(report, language).into_iter().chain(curves::charts(report, language));
    Ok(charts.into_iter().flatten().chain(several).collect())
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
