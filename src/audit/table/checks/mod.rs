//! Each relation recomputed, cell by cell.

mod cells;
mod quotients;
mod ranks;
mod stocks;
mod sums;

use super::Table;
use super::decimal::Decimal;
use super::finding::{Fault, Finding, Truth};
use super::relations::Relations;

/// What came of checking a table.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// How many cells were recomputed.
    pub cells: usize,
    /// What was found, in the order of the cells.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Notes that a cell was recomputed.
    const fn count(&mut self) {
        self.cells += 1;
    }

    /// Adds what is wrong with a cell.
    fn add(&mut self, table: &Table, (row, column): (usize, usize), truth: Option<Truth>, fault: Fault) {
        let Some(found) = table.grid.rows.get(row) else { return };
        let Some(cell) = found.cells.get(column) else { return };
        self.findings.push(Finding {
            place: cell.place,
            column: table.name(column).to_owned(),
            row: found.label.clone(),
            printed: cell.text.clone(),
            truth,
            fault,
        });
    }
}

/// A plain number as the truth.
const fn plain(value: Decimal) -> Option<Truth> {
    Some(Truth { value, percent: false })
}

/// Checks a table.
pub fn check(table: &Table, relations: &Relations) -> Checked {
    let mut checked = Checked::default();
    cells::check(table, &mut checked);
    sums::check(table, relations, &mut checked);
    stocks::check(table, relations, &mut checked);
    quotients::shares(table, relations, &mut checked);
    quotients::growths(table, relations, &mut checked);
    quotients::per_days(table, relations, &mut checked);
    ranks::check(table, relations, &mut checked);
    checked.findings.sort_by(|a, b| (a.place, a.fault.word()).cmp(&(b.place, b.fault.word())));
    checked
}
