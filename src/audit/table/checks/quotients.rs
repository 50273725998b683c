//! Shares, changes and means a day: rounded, cut, or wrong.

use super::super::Table;
use super::super::decimal::{Decimal, Ratio, Rounding};
use super::super::finding::{Fault, Quotient, Truth as Told};
use super::super::relations::{self, Relations, Share, Whole};
use super::super::words::{Kind, Label, is_rate, words};
use super::Checked;

/// Decimal digits of a true value where the printed one has very many.
const DIGITS: u32 = 6;

/// Judges a printed quotient; adds what is wrong with it.
struct Quotients<'a> {
    table: &'a Table,
    what: Quotient,
    percent: bool,
}

impl Quotients<'_> {
    fn judge(
        &self,
        at: (usize, usize),
        printed: Decimal,
        exact: Ratio,
        parts: (Decimal, Decimal),
        mean: bool,
        checked: &mut Checked,
    ) {
        checked.count();
        let Some(how) = exact.judge(printed).filter(|how| !how.is_right()) else { return };
        let scale = if printed.scale > 9 { DIGITS } else { printed.scale };
        let truth = exact.rounded(scale).map(|value| Told { value, percent: self.percent });
        let fault = Fault::Quotient {
            what: self.what,
            how,
            above: parts.0,
            below: parts.1,
            exact,
            mean: mean && !how.is_near(),
        };
        checked.add(self.table, at, truth, fault);
    }
}

pub fn shares(table: &Table, relations: &Relations, checked: &mut Checked) {
    for column in table.columns_that(Kind::is_share) {
        match relations.shares.iter().find(|share| share.column == column) {
            Some(share) => of_share(table, relations, share, checked),
            None if relations.growths.iter().any(|growth| growth.column == column) => {}
            None => without_parts(table, relations, column, checked),
        }
    }
    percent_rows(table, relations, checked);
}

fn of_share(table: &Table, relations: &Relations, share: &Share, checked: &mut Checked) {
    let judge = Quotients { table, what: Quotient::Share, percent: share.full == 100 };
    for row in 0..table.grid.rows.len() {
        if !relations::is_checked(table, share, row) {
            continue;
        }
        let Some(printed) = table.number(row, share.column) else { continue };
        let at = (row, share.column);
        let exact = match share.truth(table, relations, row) {
            relations::Truth::Is(exact) => exact,
            relations::Truth::OfNothing => {
                checked.count();
                checked.add(table, at, None, Fault::OfNothing);
                continue;
            }
            relations::Truth::Unknown => continue,
        };
        let Some(parts) = share.parts(table, relations, row) else { continue };
        let is_total = !table.is_plain(row);
        let mean = is_total && is_mean(table, share.column, printed);
        if table.kind(share.column) == Kind::Share && exact.is_above(share.full) {
            checked.count();
            checked.add(table, at, None, Fault::AboveWhole { parts: Some(parts) });
            continue;
        }
        judge.judge(at, printed, exact, parts, mean, checked);
    }
    if !matches!(share.whole, Whole::Column(_)) {
        full_total(table, relations, share.column, share.full, checked);
    }
}

/// Whether a printed number is the mean of the column's rows: the mean of shares is not the share of the sums.
fn is_mean(table: &Table, column: usize, printed: Decimal) -> bool {
    let values: Vec<Decimal> = table.plain().filter_map(|row| table.number(row, column)).collect();
    let sum = values.iter().try_fold(Decimal::whole(0), |sum, v| sum.plus(*v));
    let count = i128::try_from(values.len()).unwrap_or(i128::MAX);
    let mean = sum.and_then(|sum| Ratio::of(sum, Decimal::whole(count), 1));
    values.len() >= 2 && mean.and_then(|m| m.judge(printed)).is_some_and(Rounding::is_near)
}

/// The total of all shares of one whole: 100 %, or what the printed shares add up to.
fn full_total(table: &Table, relations: &Relations, column: usize, full: i128, checked: &mut Checked) {
    let Some(cover) = relations.grand() else { return };
    let Some(printed) = table.number(cover.row, column) else { return };
    let Some(sum) = relations.sums.get(column).copied().flatten() else { return };
    checked.count();
    let whole = Decimal::whole(full);
    if !printed.order(whole).is_eq() && !printed.order(sum).is_eq() {
        let rows = table.plain().count();
        let truth = Some(Told { value: whole, percent: full == 100 });
        checked.add(table, (cover.row, column), truth, Fault::ShareSum { sum, rows });
    }
}

/// Shares whose parts the table does not show: none above 100 %, and where they say that they make a whole, 100 % together.
fn without_parts(table: &Table, relations: &Relations, column: usize, checked: &mut Checked) {
    let rows: Vec<usize> = table.plain().filter(|row| table.number(*row, column).is_some()).collect();
    let values: Vec<Decimal> = rows.iter().filter_map(|row| table.number(*row, column)).collect();
    // A rate as a fraction of one is none above 100 %; which of the two a column holds, its values tell.
    let in_percent = values.iter().any(|v| v.order(Decimal::whole(1)).is_gt());
    if table.kind(column) == Kind::Share && is_rate(table.name(column)) && in_percent {
        for (row, value) in rows.iter().zip(&values) {
            checked.count();
            if value.order(Decimal::whole(100)).is_gt() {
                checked.add(table, (*row, column), None, Fault::AboveWhole { parts: None });
            }
        }
    }
    let total = relations.grand().map(|cover| cover.row);
    let of_whole = words(table.name(column)).iter().any(|w| matches!(w.as_str(), "share" | "proporsi" | "porsi"));
    let said = total.and_then(|row| table.number(row, column)).is_some_and(|t| t.order(Decimal::whole(100)).is_eq());
    let all_full = values.iter().all(|v| v.order(Decimal::whole(100)).is_eq());
    let Some(sum) = relations.sums.get(column).copied().flatten() else { return };
    let off = (sum.approximate() - 100.0).abs();
    if values.len() < 2 || all_full || !in_percent || !(said || (of_whole && off <= 10.0)) {
        return;
    }
    checked.count();
    let count = f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX));
    let coarsest = values.iter().map(|v| v.scale).min().unwrap_or(0);
    let unit = Decimal { digits: 1, scale: coarsest }.approximate();
    // Each share may be off by half a unit of its last digit.
    if off > count * unit / 2.0 + 1e-9 {
        let row = total.or(rows.last().copied()).unwrap_or(0);
        let truth = Some(Told { value: Decimal::whole(100), percent: true });
        checked.add(table, (row, column), truth, Fault::ShareSum { sum, rows: values.len() });
    }
}

/// Rows of shares of the row above: each cell is its column's share of the sum.
fn percent_rows(table: &Table, relations: &Relations, checked: &mut Checked) {
    let judge = Quotients { table, what: Quotient::Share, percent: true };
    for (at, row) in table.grid.rows.iter().enumerate() {
        if row.kind != Label::Percent {
            continue;
        }
        let counted =
            |r: &usize| matches!(table.grid.rows.get(*r).map(|r| r.kind), Some(Label::Plain | Label::Total { .. }));
        let Some(above) = (0..at).rev().find(counted) else { continue };
        for breakdown in &relations.breakdowns {
            let Some(whole) = table.number(above, breakdown.total).filter(|w| !w.is_zero()) else { continue };
            for column in breakdown.parts.iter().chain([&breakdown.total]) {
                let (Some(printed), Some(part)) = (table.number(at, *column), table.value(above, *column).addend())
                else {
                    continue;
                };
                if let Some(exact) = Ratio::of(part, whole, 100) {
                    judge.judge((at, *column), printed, exact, (part, whole), false, checked);
                }
            }
        }
    }
}

pub fn growths(table: &Table, relations: &Relations, checked: &mut Checked) {
    for growth in &relations.growths {
        let what = if growth.percent { Quotient::Growth } else { Quotient::Difference };
        let judge = Quotients { table, what, percent: growth.percent };
        let down = matches!(growth.base, relations::Base::RowBefore { .. });
        for row in 0..table.grid.rows.len() {
            let is_total = matches!(table.grid.rows.get(row).map(|r| r.kind), Some(Label::Total { .. }));
            if !(table.is_plain(row) || (is_total && !down)) {
                continue;
            }
            let at = (row, growth.column);
            let Some(printed) = table.number(row, growth.column) else { continue };
            let Some((from, to)) = growth.ends(table, row) else { continue };
            if growth.percent && from.is_zero() {
                checked.count();
                // From nothing to nothing nothing has changed, whichever way that is written.
                if !(to.is_zero() && printed.is_zero()) {
                    checked.add(table, at, None, Fault::OfNothing);
                }
                continue;
            }
            if let Some(exact) = growth.truth(table, row) {
                judge.judge(at, printed, exact, (from, to), false, checked);
            }
        }
    }
}

pub fn per_days(table: &Table, relations: &Relations, checked: &mut Checked) {
    for mean in &relations.per_days {
        let judge = Quotients { table, what: Quotient::PerDay, percent: false };
        for row in 0..table.grid.rows.len() {
            let Some(printed) = table.number(row, mean.column) else { continue };
            let Some((count, days)) = table.number(row, mean.of).zip(mean.days_of(table, row)) else { continue };
            let at = (row, mean.column);
            match mean.truth(table, row) {
                Some(exact) => judge.judge(at, printed, exact, (count, days), false, checked),
                None => {
                    checked.count();
                    checked.add(table, at, None, Fault::OfNothing);
                }
            }
        }
    }
}
