//! What a cell shows by itself, and two rows for one period.

use std::collections::BTreeMap;

use super::super::Table;
use super::super::finding::Fault;
use super::super::number::{Mark, Token};
use super::super::reading;
use super::super::words::Kind;
use super::Checked;

pub fn check(table: &Table, checked: &mut Checked) {
    errors(table, checked);
    marks(table, checked);
    twice(table, checked);
}

/// Errors of the spreadsheet program.
fn errors(table: &Table, checked: &mut Checked) {
    for (at, row) in table.grid.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            if cell.token == Token::Error && table.kind(column) != Kind::Ignored {
                checked.count();
                checked.add(table, (at, column), None, Fault::SpreadsheetError);
            }
        }
    }
}

/// The first number of a column that is written in the other way than the one before.
fn marks(table: &Table, checked: &mut Checked) {
    for column in reading::mixed(table) {
        let mut first: Option<Mark> = None;
        for (at, row) in table.grid.rows.iter().enumerate() {
            let Some(Token::Number(number)) = row.cells.get(column).map(|c| &c.token) else { continue };
            let Some(mark) = number.mark() else { continue };
            if *first.get_or_insert(mark) != mark {
                checked.add(table, (at, column), None, Fault::MixedMarks);
                break;
            }
        }
    }
}

/// Rows of one name and period whose counts differ.
fn twice(table: &Table, checked: &mut Checked) {
    if table.columns_that(|k| k == Kind::Period).is_empty() {
        return;
    }
    let counts = table.columns_that(Kind::is_count);
    let mut seen: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for row in table.plain() {
        let key = table.key(row, Kind::is_label);
        let Some(first) = seen.get(&key).copied() else {
            seen.insert(key, row);
            continue;
        };
        let differs = |column: &usize| {
            let both = table.number(first, *column).zip(table.number(row, *column));
            both.is_some_and(|(a, b)| !a.order(b).is_eq())
        };
        let total = counts.iter().copied().filter(|c| matches!(table.kind(*c), Kind::Total | Kind::Received));
        if let Some(column) = total.chain(counts.iter().copied()).find(differs) {
            checked.count();
            let other = table.grid.rows.get(first).and_then(|r| r.cells.get(column));
            if let Some(other) = other {
                let fault = Fault::TwoTotals { other: other.place, says: other.text.clone() };
                checked.add(table, (row, column), None, fault);
            }
        }
    }
}
