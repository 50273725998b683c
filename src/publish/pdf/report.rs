//! `laporan.pdf`.
use serde::Serialize;

use super::{Picture, Press};
use crate::judge::Report;
use crate::problem::Problem;
use crate::publish::charts::Chart;
use crate::publish::numbers::quarter;
use crate::publish::{Document, Language, Options};

#[derive(Serialize)]
struct Data {
    lang: &'static str,
    title: String,
}

/// The report for printing, in one language.
///
/// # Errors
/// The template is not sound.
pub fn document(
    press: &Press<'_>,
    report: &Report,
    _charts: &[Chart],
    pictures: &[Picture],
    language: Language,
    _options: &Options,
) -> Result<Document, Problem> {
    let data = Data {
        lang: language.code(),
        title: format!("{} {}", report.government.name, quarter(report.quarter, language)),
    };
    let bytes = press.print("laporan.typ", &data, pictures, report)?.bytes;
    Ok(Document { path: format!("publik/laporan{}.pdf", language.suffix()), bytes })
}
