//! The sheet `Tren`: up to eight quarters of equal age, and what can be said of the change from the last one.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Workbook, XlsxError};

use super::charts::{Line, MOST_LINES, Trend};
use super::grid::{Block, Cell, Column, Grid, Paint};
use super::page::{Page, Scope};
use crate::judge::{LineRow, Moved, MovementRow, Report};
use crate::publish::html::{change, movement_lead};
use crate::publish::numbers::quarter_short;
use crate::publish::texts::{self, t};
use crate::terms::Quarter;

/// A rate of a line.
type Rate = fn(&LineRow) -> Option<f64>;

/// The rates of the sheet, in its order.
const RATES: [(&str, Rate); 2] = [("response_rate", |r| r.response_rate), ("on_time_rate", |r| r.on_time_rate)];

/// Where the lines of the governments stand, for the picture on the first sheet.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The sheet's name.
    pub sheet: String,
    head: u32,
    top: u32,
    first: u32,
    governments: u32,
    names: u16,
    quarters: u16,
    /// Whether the governments have any of the rates.
    told: [bool; 2],
}

impl Drawn {
    fn columns(&self, rate: u16) -> (u16, u16) {
        let first = self.names + rate * self.quarters;
        (first, first + self.quarters.saturating_sub(1))
    }

    /// The lines: of one government its two rates, of several one rate of each.
    pub fn lines(&self) -> Vec<Line> {
        let told = (0_u16..).zip(self.told).filter(|(_, told)| *told).map(|(rate, _)| rate);
        let line = |name, row, rate| {
            let (first, last) = self.columns(rate);
            Line { name, rates: (row, first, last) }
        };
        if self.governments == 1 {
            return told.map(|rate| line((self.top, self.columns(rate).0), self.first, rate)).collect();
        }
        let Some(rate) = told.last() else { return Vec::new() };
        let rows = self.first..self.first + self.governments;
        rows.take(MOST_LINES).map(|row| line((row, 0), row, rate)).collect()
    }

    /// The picture of the lines.
    pub fn picture<'t>(&'t self, title: &'t str, lines: &'t [Line]) -> Trend<'t> {
        let (first, last) = self.columns(0);
        Trend { title, sheet: &self.sheet, quarters: (self.head, first, last), lines, labelled: self.governments == 1 }
    }
}

/// A government, or one of its units.
type Key<'r> = (&'r str, &'r str);

/// Writes the sheet.
pub fn write(book: &mut Workbook, scope: Scope<'_>) -> Result<Option<Drawn>, XlsxError> {
    let Scope { report, language, .. } = scope;
    let quarters: Vec<Quarter> =
        report.lines.iter().map(|row| row.quarter).collect::<BTreeSet<_>>().into_iter().collect();
    let known: BTreeMap<(Key<'_>, Quarter), &LineRow> =
        report.lines.iter().map(|row| ((key(row), row.quarter), row)).collect();
    let moves: BTreeMap<Key<'_>, &MovementRow> = report
        .movement
        .iter()
        .filter(|row| row.measure == "on_time_rate" && row.against == crate::judge::Against::Previous)
        .map(|row| ((&*row.agency_id, &*row.skpd_id), row))
        .collect();
    let several = scope.several();
    let mut columns = vec![Column::words(t("table.unit", language), 44.0)];
    if several {
        columns.push(Column::words(texts::heading("agency", language), 24.0));
    }
    let names = u16::try_from(columns.len()).unwrap_or(1);
    for (name, _) in RATES {
        for quarter in &quarters {
            columns.push(
                Column::numbers(&quarter_short(*quarter, language), 7.5, Paint::Heat)
                    .noted(texts::definition(name, language))
                    .under(texts::heading(name, language)),
            );
        }
    }
    let band = t("xlsx.band.change", language);
    let note = t("section.movement.chance", language);
    columns.extend([
        Column::numbers(t("xlsx.points", language), 9.0, Paint::Plain).noted(note).under(band),
        Column::numbers(t("xlsx.low", language), 8.0, Paint::Plain).noted(note).under(band),
        Column::numbers(t("xlsx.high", language), 8.0, Paint::Plain).noted(note).under(band),
        Column::words(t("table.change", language), 26.0).noted(note).under(band),
    ]);
    let order = order(report);
    let cells = |(agency_id, skpd_id): &Key<'_>| {
        let at = |quarter: Quarter| known.get(&((*agency_id, *skpd_id), quarter));
        let newest = quarters.iter().rev().find_map(|quarter| at(*quarter));
        let agency = newest.map_or("", |row| row.agency.as_str());
        let name = if skpd_id.is_empty() { agency } else { newest.map_or("", |row| row.skpd.as_str()) };
        let mut cells = vec![Cell::text(name)];
        if several {
            cells.push(if skpd_id.is_empty() { Cell::Empty } else { Cell::text(agency) });
        }
        for (_, rate) in RATES {
            cells.extend(quarters.iter().map(|quarter| Cell::rate(at(*quarter).and_then(|row| rate(row)))));
        }
        let moved = moves.get(&(*agency_id, *skpd_id));
        cells.extend([
            Cell::points(moved.and_then(|m| m.difference)),
            Cell::points(moved.and_then(|m| m.low)),
            Cell::points(moved.and_then(|m| m.high)),
            moved.map_or(Cell::Empty, |m| {
                let text = change(m.change, language).to_owned();
                match m.change {
                    Moved::Improved => Cell::Better(text),
                    Moved::Declined => Cell::Worse(text),
                    _ => Cell::Text(text),
                }
            }),
        ]);
        cells
    };
    let grid = Grid::plain(columns, order.iter().map(cells).collect());
    let mut page = Page::open(book, "xlsx.trend", scope, grid.widths())?;
    let lead = movement_lead(report, language).unwrap_or_else(|| t("section.movement.none", language).to_owned());
    page.title(t("xlsx.trend.title", language), &[lead])?;
    let block = page.grid(&grid)?;
    page.finish(block, names)?;
    let drawn = drawn(&page, block, &order, names, &quarters);
    Ok(drawn.filter(|drawn| !drawn.lines().is_empty()))
}

fn key(row: &LineRow) -> Key<'_> {
    (&row.agency_id, &row.skpd_id)
}

/// Governments first, then units in the order of the league, then those without a row in it.
fn order(report: &Report) -> Vec<Key<'_>> {
    let mut seen = BTreeSet::new();
    let there: BTreeSet<Key<'_>> = report.lines.iter().map(key).collect();
    let governments = report.lines.iter().map(key).filter(|key| key.1.is_empty());
    let league = report.league.iter().map(|row| (&*row.agency_id, &*row.skpd_id));
    let others = report.lines.iter().map(key);
    governments.chain(league).chain(others).filter(|key| there.contains(key) && seen.insert(*key)).collect()
}

fn drawn(page: &Page<'_>, block: Block, order: &[Key<'_>], names: u16, quarters: &[Quarter]) -> Option<Drawn> {
    let governments = order.iter().take_while(|key| key.1.is_empty()).count();
    let told =
        RATES.map(|(_, rate)| page.scope.report.lines.iter().any(|row| row.skpd_id.is_empty() && rate(row).is_some()));
    (governments > 0 && block.has_rows()).then(|| Drawn {
        sheet: page.sheet.name(),
        head: block.head,
        top: block.top,
        first: block.first,
        governments: u32::try_from(governments).unwrap_or(1),
        names,
        quarters: u16::try_from(quarters.len()).unwrap_or(1),
        told,
    })
}
