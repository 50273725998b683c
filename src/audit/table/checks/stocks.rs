//! Opening + in - out = closing, and this opening = last closing.

use std::collections::BTreeMap;

use super::super::Table;
use super::super::decimal::Decimal;
use super::super::finding::Fault;
use super::super::relations::{Opening, Relations, Stock};
use super::super::words::{Kind, Label};
use super::{Checked, plain};

pub fn check(table: &Table, relations: &Relations, checked: &mut Checked) {
    let Some(stock) = &relations.stock else { return };
    let in_periods = !table.columns_that(|k| k == Kind::Period).is_empty();
    for (at, row) in table.grid.rows.iter().enumerate() {
        if matches!(row.kind, Label::Plain | Label::Total { .. }) {
            balance(table, stock, at, checked);
        }
    }
    if in_periods {
        if let Opening::Column(opening) = stock.opening {
            carried(table, stock, opening, checked);
        }
        totals(table, relations, stock, checked);
    }
}

fn balance(table: &Table, stock: &Stock, row: usize, checked: &mut Checked) {
    let (Some(printed), Some(truth)) = (table.number(row, stock.closing), stock.closing_of(table, row)) else { return };
    checked.count();
    if printed.order(truth).is_eq() {
        return;
    }
    let of = |columns: &[usize]| columns.iter().filter_map(|c| table.value(row, *c).addend()).collect::<Vec<Decimal>>();
    let opening = stock.opening_of(table, row).filter(|_| stock.opening != Opening::Nothing);
    let added = opening.into_iter().chain(of(&stock.added)).collect();
    let opening = match stock.opening {
        Opening::Column(column) => table.place(row, column),
        Opening::RowBefore => (0..row).rev().find(|r| table.is_plain(*r)).and_then(|r| table.place(r, stock.closing)),
        Opening::Nothing => None,
    };
    let flow = stock.added.iter().chain(&stock.taken).filter_map(|c| table.place(row, *c));
    let cells = opening.into_iter().chain(flow).collect();
    checked.add(table, (row, stock.closing), plain(truth), Fault::Stock { added, taken: of(&stock.taken), cells });
}

/// The opening of a row against the closing of the same unit's row of the period before.
fn carried(table: &Table, stock: &Stock, opening: usize, checked: &mut Checked) {
    let mut units: BTreeMap<Vec<&str>, Vec<(super::super::period::Period, usize)>> = BTreeMap::new();
    for row in table.plain() {
        if let Some(period) = table.period(row) {
            units.entry(table.key(row, |k| k == Kind::Name)).or_default().push((period, row));
        }
    }
    for mut rows in units.into_values() {
        rows.sort_by_key(|(period, row)| (period.kind, period.number, *row));
        for pair in rows.windows(2) {
            let [(before, last), (now, this)] = pair else { continue };
            if before.kind != now.kind
                || before.number + 1 != now.number
                || now.kind == super::super::period::Kind::Days
            {
                continue;
            }
            let both = table.number(*this, opening).zip(table.number(*last, stock.closing));
            let Some((printed, closing)) = both else { continue };
            checked.count();
            if !printed.order(closing).is_eq() {
                let before =
                    table.columns_that(|k| k == Kind::Period).first().map(|c| table.text(*last, *c).to_owned());
                let fault = Fault::Carried { before: before.unwrap_or_default() };
                checked.add(table, (*this, opening), plain(closing), fault);
            }
        }
    }
}

/// The total of several periods begins with the first opening and ends with the last closing.
fn totals(table: &Table, relations: &Relations, stock: &Stock, checked: &mut Checked) {
    // Several units in one table make no single stock of the periods.
    if !table.columns_that(|k| k == Kind::Name).is_empty() {
        return;
    }
    for cover in &relations.covers {
        let mut rows: Vec<_> = cover.rows(table).filter_map(|row| Some((table.period(row)?.number, row))).collect();
        rows.sort_unstable();
        let opening = if let Opening::Column(column) = stock.opening { Some(column) } else { None };
        let closing = Some(stock.closing).filter(|_| stock.opening != Opening::Nothing);
        for (opening, column, row) in [(true, opening, rows.first()), (false, closing, rows.last())] {
            let Some(column) = column else { continue };
            let truth = row.and_then(|(_, row)| table.number(*row, column));
            let (Some(printed), Some(truth)) = (table.number(cover.row, column), truth) else { continue };
            checked.count();
            if !printed.order(truth).is_eq() {
                checked.add(table, (cover.row, column), plain(truth), Fault::StockTotal { opening });
            }
        }
    }
}
