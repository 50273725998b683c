//! Parts against totals: rows against rows of sums, columns against columns of sums.

use super::super::Table;
use super::super::decimal::Decimal;
use super::super::finding::Fault;
use super::super::relations::{Breakdown, Cover, Relations};
use super::super::words::{Kind, Label, says_count};
use super::{Checked, plain};

/// A total that is not the sum of its parts.
#[derive(Debug, Clone)]
struct Off {
    /// Its cell.
    at: (usize, usize),
    /// How much the printed total is above the sum.
    by: Decimal,
    /// The sum.
    sum: Decimal,
}

pub fn check(table: &Table, relations: &Relations, checked: &mut Checked) {
    let down: Vec<(Off, &Cover)> = relations
        .covers
        .iter()
        .flat_map(|cover| columns_off(table, cover, checked).into_iter().map(move |off| (off, cover)))
        .collect();
    let across: Vec<(Off, &Breakdown)> = relations
        .breakdowns
        .iter()
        .flat_map(|breakdown| rows_off(table, breakdown, checked).into_iter().map(move |off| (off, breakdown)))
        .collect();
    // Where one row and one column are off by the same, the cell in which they meet is the wrong one.
    let crossing = match (down.as_slice(), across.as_slice()) {
        ([(column, cover)], [(row, breakdown)]) => {
            let (line, part) = (row.at.0, column.at.1);
            let meets = breakdown.parts.contains(&part) && cover.rows(table).any(|r| r == line);
            (meets && column.by.order(row.by).is_eq()).then_some((line, part, row, column))
        }
        _ => None,
    };
    if let Some((row, column, of_row, of_column)) = crossing
        && let Some(truth) = table.number(row, column).and_then(|printed| printed.plus(of_row.by))
    {
        let text = |(row, column): (usize, usize)| table.text(row, column).to_owned();
        let fault = Fault::BothSums { row_total: text(of_row.at), column_total: text(of_column.at) };
        checked.add(table, (row, column), plain(truth), fault);
        return;
    }
    for (off, cover) in down {
        let cells = cover.rows(table).filter_map(|row| table.place(row, off.at.1)).collect();
        let fault = Fault::ColumnSum { rows: cover.rows(table).count(), sum: off.sum, cells };
        checked.add(table, off.at, plain(off.sum), fault);
    }
    for (off, breakdown) in across {
        let parts = breakdown.parts.iter().map(|c| table.value(off.at.0, *c).addend().unwrap_or(Decimal::whole(0)));
        let cells = breakdown.parts.iter().filter_map(|c| table.place(off.at.0, *c)).collect();
        checked.add(table, off.at, plain(off.sum), Fault::RowSum { parts: parts.collect(), sum: off.sum, cells });
    }
}

/// The sum of cells and whether one of them is not known.
fn sum(values: impl Iterator<Item = Option<Decimal>>) -> Option<(Decimal, bool)> {
    let (mut total, mut gaps, mut any) = (Decimal::whole(0), false, false);
    for value in values {
        match value {
            Some(value) => {
                any = true;
                total = total.plus(value)?;
            }
            None => gaps = true,
        }
    }
    any.then_some((total, gaps))
}

/// How much a printed total is above the sum, where that is wrong: what is not known may only fill a total that is above.
fn off(at: (usize, usize), printed: Decimal, (sum, gaps): (Decimal, bool)) -> Option<Off> {
    let by = printed.plus(sum.negated())?;
    let wrong = if gaps { by.digits < 0 } else { !by.is_zero() };
    wrong.then_some(Off { at, by, sum })
}

/// The totals of a row of sums that are off.
fn columns_off(table: &Table, cover: &Cover, checked: &mut Checked) -> Vec<Off> {
    let in_periods = !table.columns_that(|k| k == Kind::Period).is_empty();
    let mut all = Vec::new();
    for column in 0..table.columns.len() {
        let kind = table.kind(column);
        // A stock of several periods and a count since January do not add up over periods.
        let adds = match kind {
            Kind::Opening | Kind::Closing | Kind::Cumulative => !in_periods,
            kind => kind.is_count(),
        };
        let Some(printed) = table.number(cover.row, column).filter(|_| adds) else { continue };
        let Some(sum) = sum(cover.rows(table).map(|row| table.value(row, column).addend())) else { continue };
        if !says_count(table.name(column)) && is_summary(table, cover, column, printed) {
            continue;
        }
        checked.count();
        all.extend(off((cover.row, column), printed, sum));
    }
    all
}

/// Whether a total of a column whose header says nothing is the mean, the least or the greatest of the rows, and not meant as
/// their sum.
fn is_summary(table: &Table, cover: &Cover, column: usize, printed: Decimal) -> bool {
    let values: Vec<Decimal> = cover.rows(table).filter_map(|row| table.number(row, column)).collect();
    let Some(sum) = values.iter().try_fold(Decimal::whole(0), |sum, v| sum.plus(*v)) else { return false };
    if values.len() < 2 || sum.order(printed).is_eq() {
        return false;
    }
    let count = i128::try_from(values.len()).unwrap_or(i128::MAX);
    let mean = super::super::decimal::Ratio::of(sum, Decimal::whole(count), 1);
    let is_mean = mean.and_then(|m| m.judge(printed)).is_some_and(super::super::decimal::Rounding::is_near);
    let is_edge =
        [values.iter().copied().min_by(|a, b| a.order(*b)), values.iter().copied().max_by(|a, b| a.order(*b))]
            .into_iter()
            .flatten()
            .any(|edge| edge.order(printed).is_eq());
    is_mean || is_edge
}

/// The totals of a column of sums that are off.
fn rows_off(table: &Table, breakdown: &Breakdown, checked: &mut Checked) -> Vec<Off> {
    let mut all = Vec::new();
    for (at, row) in table.grid.rows.iter().enumerate() {
        if !matches!(row.kind, Label::Plain | Label::Total { .. }) {
            continue;
        }
        let Some(printed) = table.number(at, breakdown.total) else { continue };
        let parts = breakdown.parts.iter().map(|column| table.value(at, *column).addend());
        let Some(sum) = sum(parts) else { continue };
        checked.count();
        all.extend(off((at, breakdown.total), printed, sum));
    }
    all
}
