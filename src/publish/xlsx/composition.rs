//! The sheets `Komposisi` and `Pengembalian`: what the complaints are and where they stand; how often units gave complaints
//! back or handed them on.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::grid::{Cell, Column, Grid, Paint};
use super::page::{Page, Scope};
use crate::judge::{CompositionRow, Report, ReturnRow};
use crate::publish::html::{RETURN_COLUMNS, dimension, dimension_value, return_counts, returns_lead};
use crate::publish::texts::{fill, t};

/// Characters of the column of the units, and of one of counts.
const WIDTHS: (f64, f64) = (44.0, 12.5);

/// Characters of the column of the governments, where there are several.
const AGENCY: f64 = 26.0;

/// Writes a table for each breakdown: one row a unit, one column a value, the governments beneath.
pub fn write(book: &mut Workbook, scope: Scope<'_>) -> Result<(), XlsxError> {
    let Scope { report, language, .. } = scope;
    let mut dimensions: Vec<&str> = Vec::new();
    for row in &report.composition {
        if !dimensions.contains(&row.dimension) {
            dimensions.push(row.dimension);
        }
    }
    let of = |dimension: &str| report.composition.iter().filter(|row| row.dimension == dimension).collect::<Vec<_>>();
    let parts: Vec<(&'static str, Grid)> = dimensions.iter().map(|dimension| part(&of(dimension), scope)).collect();
    let most = parts.iter().map(|(_, grid)| grid.columns.len()).max().unwrap_or(2);
    let agency = scope.several().then_some(AGENCY);
    let counts = std::iter::repeat_n(WIDTHS.1, most.max(8) - 1);
    let widths = std::iter::once(WIDTHS.0).chain(agency).chain(counts).collect();
    let mut page = Page::open(book, "xlsx.composition", scope, widths)?;
    let lead = fill(t("section.composition.lead", language), &[("mark", t("table.hidden", language))]);
    page.title(t("section.composition", language), &[lead])?;
    for (heading, grid) in &parts {
        page.skip();
        page.heading(heading)?;
        page.grid(grid)?;
    }
    if parts.is_empty() {
        page.text(t("xlsx.nothing", language), &scope.styles.lead)?;
    }
    page.sheet.set_freeze_panes(1, 1)?;
    page.sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// The counts of one line, by value.
type Counts<'r> = BTreeMap<&'r str, Option<u64>>;

/// A breakdown: its heading and its table.
fn part(rows: &[&CompositionRow], scope: Scope<'_>) -> (&'static str, Grid) {
    let Scope { report, language, .. } = scope;
    let name = rows.first().map_or("", |row| row.dimension);
    let is_of_government = |row: &CompositionRow| row.skpd_id.is_empty();
    // A unit of which only the total can be told has no column of its own for it.
    let told = |row: &CompositionRow| {
        !row.value.starts_with('(') || rows.iter().any(|r| is_of_government(r) && r.value == row.value)
    };
    let mut values: Vec<&str> = Vec::new();
    let (governments, units): (Vec<_>, Vec<_>) = rows.iter().copied().partition(|row| is_of_government(row));
    for row in governments.iter().chain(&units).filter(|row| told(row)) {
        if !values.contains(&row.value.as_str()) {
            values.push(&row.value);
        }
    }
    let lines = |rows: &[&CompositionRow]| {
        let mut lines: BTreeMap<(&str, &str, &str), Counts<'_>> = BTreeMap::new();
        for row in rows {
            lines.entry((&row.unit, &row.agency_id, &row.skpd_id)).or_default().insert(&row.value, row.complaints);
        }
        let hidden = || Cell::Mark(t("table.hidden", language).to_owned());
        let cells = |((unit, agency_id, skpd_id), counts): (&(&str, &str, &str), &Counts<'_>)| {
            let whole = !counts.keys().any(|value| values.contains(value));
            let cell = |value: &&str| match counts.get(value) {
                _ if whole => hidden(),
                Some(None) => hidden(),
                Some(Some(n)) => Cell::Count(*n),
                None => Cell::Count(0),
            };
            let agency = scope.several().then(|| match skpd_id.is_empty() {
                true => Cell::Empty,
                false => Cell::text(agency_name(report, agency_id)),
            });
            std::iter::once(Cell::text(unit)).chain(agency).chain(values.iter().map(cell)).collect()
        };
        lines.iter().map(cells).collect::<Vec<Vec<Cell>>>()
    };
    let mut columns = vec![Column::words(t("table.unit", language), WIDTHS.0)];
    columns.extend(scope.several().then(|| Column::words(t("col.agency", language), AGENCY)));
    columns.extend(
        values.iter().map(|value| Column::numbers(&dimension_value(name, value, language), WIDTHS.1, Paint::Plain)),
    );
    let grid = Grid { rows: lines(&units), totals: lines(&governments), columns, flat: false };
    (dimension(name, language), grid)
}

/// The name of a government.
fn agency_name<'r>(report: &'r Report, id: &str) -> &'r str {
    report.instansi.iter().find(|row| row.agency_id == id).map_or("", |row| row.agency.as_str())
}

/// Writes the returns.
pub fn returns(book: &mut Workbook, scope: Scope<'_>) -> Result<(), XlsxError> {
    let Scope { report, language, .. } = scope;
    let mut columns = vec![Column::words(t("table.unit", language), 52.0)];
    columns.extend(RETURN_COLUMNS.map(|key| Column::numbers(t(key, language), 18.0, Paint::Plain)));
    let cells = |row: &ReturnRow| {
        std::iter::once(Cell::text(&row.skpd)).chain(return_counts(row).into_iter().map(Cell::Count)).collect()
    };
    let grid = Grid::plain(columns, report.returns.iter().map(cells).collect());
    let mut page = Page::open(book, "xlsx.returns", scope, grid.widths())?;
    page.title(t("section.returns", language), &[returns_lead(report, language)])?;
    let block = page.grid(&grid)?;
    page.finish(block, 1)
}
