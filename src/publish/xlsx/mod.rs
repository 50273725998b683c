//! `liga.xlsx`: the quarter as a workbook that is ready to filter, print and project. Its sheets are always the same ones, so
//! that what an office builds upon them finds them again; one without anything to tell says so.
//!
//! Texts go in as strings, never as formulas; numbers go in full and are rounded by their format. The document's date is the
//! report's as-of time, so the same report gives the same bytes.

mod backlog;
mod charts;
mod composition;
mod fit;
mod front;
mod grid;
mod league;
mod method;
mod page;
mod pictures;
mod quality;
mod ranking;
mod silent;
mod styles;
mod trend;

use chrono::{Datelike, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::page::{Page, SUMMARY, Scope};
use self::pictures::Drawn;
use self::styles::Styles;
use super::numbers::quarter;
use super::texts::t;
use super::{Document, Language};
use crate::judge::Report;
use crate::problem::Problem;

/// The keys of the sheets' names behind the first, in their order.
const SHEETS: [&str; 11] = [
    "xlsx.league",
    "xlsx.ranking",
    "xlsx.trend",
    "xlsx.backlog",
    "xlsx.silent",
    "xlsx.charts",
    "xlsx.composition",
    "xlsx.returns",
    "xlsx.quality",
    "xlsx.method",
    "xlsx.history",
];

/// The workbook in one language.
///
/// # Errors
/// The workbook could not be made.
pub fn document(report: &Report, language: Language, version: &str) -> Result<Document, Problem> {
    let path = format!("publik/liga{}.xlsx", language.suffix());
    let bytes = build(report, language, version)
        .map_err(|e| Problem::new("the workbook could not be made").at(&path).because(e))?;
    Ok(Document { path, bytes })
}

fn build(report: &Report, language: Language, version: &str) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new(language);
    let scope = Scope { report, styles: &styles, language };
    let mut book = Workbook::new();
    book.set_properties(&properties(report, language, version)?);
    // It shows what stands on other sheets, so it is filled last.
    Page::open(&mut book, SUMMARY, scope, front::widths(report))?;
    league::write(&mut book, scope)?;
    let ranks = ranking::write(&mut book, scope)?;
    let trend = trend::write(&mut book, scope)?;
    let ages = backlog::write(&mut book, scope)?;
    silent::write(&mut book, scope)?;
    let drawn = Drawn { ranks, trend, ages };
    pictures::write(&mut book, scope, &drawn)?;
    composition::write(&mut book, scope)?;
    composition::returns(&mut book, scope)?;
    quality::write(&mut book, scope)?;
    method::write(&mut book, scope)?;
    league::history(&mut book, scope)?;
    let sheet = book.worksheet_from_index(0)?;
    let mut front = Page::again(sheet, scope, front::widths(report));
    front::write(&mut front, &SHEETS, &drawn)?;
    book.save_to_buffer()
}

fn properties(report: &Report, language: Language, version: &str) -> Result<DocProperties, XlsxError> {
    let (day, time) = (report.as_of.date(), report.as_of.time());
    let small = |n: u32| u8::try_from(n).unwrap_or(0);
    let created =
        ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), small(day.month()), small(day.day()))?
            .and_hms(u16::try_from(time.hour()).unwrap_or(0), small(time.minute()), f64::from(time.second()))?;
    let period = quarter(report.quarter, language);
    let title = [t("title", language), report.government.name.as_str(), &period].join(" · ");
    Ok(DocProperties::new()
        .set_title(title)
        .set_subject(period)
        .set_company(report.government.name.as_str())
        .set_author(format!("rapor {version}"))
        .set_creation_datetime(&created))
}
