//! The sheet `Grafik`: every picture of the workbook in the size of a page.

use rust_xlsxwriter::{Chart, Workbook, XlsxError};

use super::charts::{self, Place};
use super::front;
use super::page::{Page, Scope};
use super::{backlog, ranking, trend};
use crate::publish::numbers::count;
use crate::publish::texts::{fill, t};

/// Where the figures of the pictures stand.
pub struct Drawn {
    pub ranks: Option<ranking::Drawn>,
    pub trend: Option<trend::Drawn>,
    pub ages: backlog::Drawn,
}

/// Pixels of a row without a height of its own.
const ROW: u32 = 20;
/// Rows of a printed page, and of the first one, whose title takes the room of some.
const PAGE: u32 = 34;
const FIRST_PAGE: u32 = 32;

/// The height of a picture with bars of this many pixels together.
fn height(bars: u32) -> u32 {
    (96 + bars).max(180)
}

/// Writes the sheet.
pub fn write(book: &mut Workbook, scope: Scope<'_>, drawn: &Drawn) -> Result<(), XlsxError> {
    let Scope { language, styles, .. } = scope;
    let mut page = Page::open(book, "xlsx.charts", scope, front::widths(scope.report))?;
    page.title(t("section.charts", language), &[t("xlsx.charts.lead", language).to_owned()])?;
    let pictures = pictures(scope, drawn);
    if pictures.is_empty() {
        page.text(t("xlsx.nothing", language), &styles.lead)?;
    }
    // Pages end where they would end by themselves: not every program that prints a sheet in the width of a page heeds the
    // breaks that are set.
    let mut end = FIRST_PAGE;
    for (chart, height) in pictures {
        let rows = height / ROW + 1;
        if page.row + rows > end {
            page.row = end;
            page.end_page()?;
            end += PAGE;
        }
        Place { column: 0, columns: page.columns(), height }.put(&mut page, chart)?;
        page.row += rows + 1;
    }
    page.sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Every picture with its height in pixels.
fn pictures(scope: Scope<'_>, drawn: &Drawn) -> Vec<(Chart, u32)> {
    let language = scope.language;
    let mut out = Vec::new();
    for (title, bars, pixels) in drawn.ranks.iter().flat_map(|ranks| ranks.pictures(scope)) {
        let height = height(pixels * (bars.rows.1 - bars.rows.0 + 1));
        out.push((charts::bars(&title, bars, height, language), height));
    }
    if let Some(trend) = &drawn.trend {
        let lines = trend.lines();
        out.push((charts::trend(&trend.picture(t("xlsx.trend.title", language), &lines), language), 400));
    }
    let (most, pixels) = charts::bars_of_page(scope.report.backlog_age.iter().map(|row| row.skpd.as_str()));
    if let Some((bars, ages)) = drawn.ages.units(most) {
        let height = height(pixels * u32::try_from(bars).unwrap_or(1)) + 30;
        let title = match drawn.ages.open() > bars {
            true => fill(t("xlsx.backlog.most", language), &[("n", &count(bars as u64, language))]),
            false => t("section.ages", language).to_owned(),
        };
        out.push((charts::stacked_ages(&title, ages, height, language), height));
    }
    out
}
