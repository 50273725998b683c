//! The files of the chart of a comparison.

use super::words::id;
use crate::judge::Comparison;
use crate::problem::Problem;
use crate::publish::{Document, Language, charts};
use crate::terms::slug;

/// `grafik/banding-<whose>.svg` and `.png`; none where no measure can be judged.
///
/// # Errors
/// The chart could not be drawn.
pub fn files(comparison: &Comparison, language: Language) -> Result<Vec<Document>, Problem> {
    let Some(chart) = charts::before_after(comparison, language)? else { return Ok(Vec::new()) };
    let stem = format!("grafik/banding-{}{}", slug(id(comparison)), language.suffix());
    Ok(vec![
        Document { path: format!("{stem}.svg"), bytes: chart.svg()?.into_bytes() },
        Document { path: format!("{stem}.png"), bytes: chart.png()? },
    ])
}
