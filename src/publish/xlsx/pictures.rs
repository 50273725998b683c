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
/// Rows of a printed page.
const PAGE: u32 = 33;

/// The height of a picture with this many bars.
fn height(bars: u32) -> u32 {
    (96 + 21 * bars).max(180)
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
    let mut breaks = Vec::new();
    // What stands above the first picture takes some rows of its page.
    let mut used = page.row + 2;
    for (chart, height) in pictures {
        let rows = height / ROW + 2;
        if used + rows > PAGE {
            breaks.push(page.row);
            used = 0;
        }
        Place { column: 0, columns: page.columns(), height }.put(&mut page, chart)?;
        page.row += rows;
        used += rows;
    }
    page.sheet.set_page_breaks(&breaks)?;
    page.sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Every picture with its height in pixels.
fn pictures(scope: Scope<'_>, drawn: &Drawn) -> Vec<(Chart, u32)> {
    let language = scope.language;
    let mut out = Vec::new();
    for (title, bars) in drawn.ranks.iter().flat_map(|ranks| ranks.pictures(scope)) {
        let height = height(bars.rows.1 - bars.rows.0 + 1);
        out.push((charts::bars(&title, bars, height, language), height));
    }
    if let Some(trend) = &drawn.trend {
        let lines = trend.lines();
        out.push((charts::trend(&trend.picture(t("xlsx.trend.title", language), &lines), language), 400));
    }
    if let Some((bars, ages)) = drawn.ages.units() {
        let height = height(u32::try_from(bars).unwrap_or(1)) + 30;
        let title = match drawn.ages.is_cut() {
            true => fill(t("xlsx.backlog.most", language), &[("n", &count(bars as u64, language))]),
            false => t("section.ages", language).to_owned(),
        };
        out.push((charts::stacked_ages(&title, ages, height, language), height));
    }
    out
}
