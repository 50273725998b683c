//! Which column is a share of what.

use super::super::Table;
use super::super::decimal::{Decimal, Ratio};
use super::super::stated::Statements;
use super::super::words::{Kind, Label, is_bare_share, is_target, subject};
use super::{Fit, Relations, SAMPLED, counts};

/// Where the header says what is meant, a relation is taken whose numbers lie within this many points of the printed ones.
const POINTS: f64 = 5.0;

/// What a share is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Another column of the same row.
    Column(usize),
    /// The sum of the part's column over all rows.
    Sum,
    /// The same, as it is printed in this row of totals.
    Printed(usize),
}

/// A column that is a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The column.
    pub column: usize,
    /// The column of the part.
    pub part: usize,
    /// What it is a part of.
    pub whole: Whole,
    /// What a full share is printed as: 100 or 1.
    pub full: i128,
}

/// What a share must be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Truth {
    /// This.
    Is(Ratio),
    /// Nothing: the whole is 0.
    OfNothing,
    /// Not known.
    Unknown,
}

impl Share {
    /// Part and whole of a row; `None` where one is not known.
    pub fn parts(&self, table: &Table, relations: &Relations, row: usize) -> Option<(Decimal, Decimal)> {
        let part = table.value(row, self.part).addend()?;
        let whole = match self.whole {
            Whole::Column(column) => table.value(row, column).addend()?,
            Whole::Sum => relations.sums.get(self.part).copied().flatten()?,
            Whole::Printed(total) => table.number(total, self.part)?,
        };
        Some((part, whole))
    }

    /// What the share of a row must be.
    pub fn truth(&self, table: &Table, relations: &Relations, row: usize) -> Truth {
        match self.parts(table, relations, row) {
            Some((_, whole)) if whole.is_zero() => Truth::OfNothing,
            Some((part, whole)) => Ratio::of(part, whole, self.full).map_or(Truth::Unknown, Truth::Is),
            None => Truth::Unknown,
        }
    }

    fn fit(&self, table: &Table, relations: &Relations, rows: &[usize]) -> Fit {
        // Rows of sums tell of a column as the others do.
        let sums = relations.covers.iter().map(|cover| &cover.row).filter(|row| is_checked(table, self, **row));
        let pairs = rows.iter().chain(sums).filter_map(|row| match self.truth(table, relations, *row) {
            Truth::Is(truth) => Some((table.number(*row, self.column)?, truth)),
            Truth::OfNothing | Truth::Unknown => None,
        });
        Fit::of(pairs, self.full)
    }
}

/// Finds of what each column of shares is a share.
pub fn find(table: &Table, relations: &Relations, statements: &Statements) -> Vec<Share> {
    let columns = table.columns_that(Kind::is_share);
    columns.into_iter().filter_map(|column| one(table, relations, statements, column)).collect()
}

fn one(table: &Table, relations: &Relations, statements: &Statements, column: usize) -> Option<Share> {
    let rows: Vec<usize> = table.plain().filter(|row| table.number(*row, column).is_some()).take(SAMPLED).collect();
    let printed_total = relations.grand().map(|cover| cover.row);
    let mut wholes: Vec<Whole> = vec![Whole::Sum];
    wholes.extend(printed_total.map(Whole::Printed));
    let mut counts = counts(table);
    if table.kind(column) == Kind::Attainment {
        // An attained rate is a share of the rate that was aimed at.
        let rates = table.columns_that(|k| k == Kind::Share);
        wholes.extend(rates.iter().copied().filter(|c| is_target(table.name(*c))).map(Whole::Column));
        counts.extend(rates);
    }
    wholes.extend(
        counts
            .iter()
            .copied()
            .filter(|c| table.kind(*c).is_count())
            .chain(table.columns_that(|k| k == Kind::Target))
            .map(Whole::Column),
    );
    let fulls: &[i128] = if has_signs(table, column, &rows) { &[100] } else { &[100, 1] };

    let (parts, wholes) = match statements.of(column) {
        [] => (counts, wholes),
        [part] => {
            (vec![*part], vec![Some(Whole::Sum), printed_total.map(Whole::Printed)].into_iter().flatten().collect())
        }
        [part, whole, ..] => (vec![*part], vec![Whole::Column(*whole)]),
    };
    let stated = !statements.of(column).is_empty();
    let mut best: Option<(Rating, Share)> = None;
    for part in &parts {
        for whole in &wholes {
            if *whole == Whole::Column(*part) {
                continue;
            }
            for full in fulls {
                let share = Share { column, part: *part, whole: *whole, full: *full };
                let fit = share.fit(table, relations, &rows);
                if !(stated || is_taken(table, &share, fit, &rows)) {
                    continue;
                }
                let rating = Rating::of(table, &share, fit);
                if best.as_ref().is_none_or(|(best, _)| rating.is_better_than(best)) {
                    best = Some((rating, share));
                }
            }
        }
    }
    best.map(|(_, share)| share)
}

/// Whether the column's numbers have percent signs.
fn has_signs(table: &Table, column: usize, rows: &[usize]) -> bool {
    use super::super::number::Token;
    let cell = |row: &usize| table.grid.rows.get(*row).and_then(|r| r.cells.get(column));
    rows.iter().any(|row| matches!(cell(row).map(|c| &c.token), Some(Token::Number(n)) if n.percent))
}

/// Whether a relation holds: most numbers agree, or the header names it and the numbers lie near.
fn is_taken(table: &Table, share: &Share, fit: Fit, rows: &[usize]) -> bool {
    if fit.of == 0 {
        return false;
    }
    #[allow(clippy::cast_precision_loss)] // 1 or 100
    let near = fit.distance <= POINTS * share.full as f64 / 100.0;
    let named = is_named(table, share);
    let bare = is_bare_share(table.name(share.column));
    let is_usual = match share.whole {
        Whole::Column(whole) => matches!(table.kind(whole), Kind::Total | Kind::Received | Kind::Target),
        Whole::Sum | Whole::Printed(_) => true,
    };
    let of_target = table.kind(share.column) == Kind::Attainment
        && matches!(share.whole, Whole::Column(w) if table.kind(w) == Kind::Target || is_target(table.name(w)));
    // Every row at 0 % or 100 % agrees with many relations; only the header can choose one.
    let plain = fit.telling == 0 && fit.near == fit.of;
    fit.is_found()
        || ((named || of_target) && fit.is_likely())
        || ((named || bare) && is_usual && near)
        || (named && share.full == 100 && matches!(share.whole, Whole::Column(w) if table.kind(w) == Kind::Total))
        || (plain && named && rows.len() > 1)
}

/// Whether the header of the share names the part.
fn is_named(table: &Table, share: &Share) -> bool {
    let of_share = subject(table.name(share.column));
    !of_share.is_empty() && of_share == subject(table.name(share.part))
}

/// How good a candidate is.
#[derive(Debug, Clone, Copy)]
struct Rating {
    near: usize,
    named: bool,
    distance: f64,
    apart: usize,
}

impl Rating {
    fn of(table: &Table, share: &Share, fit: Fit) -> Self {
        let apart_of_whole = match share.whole {
            Whole::Column(whole) => whole.abs_diff(share.column),
            Whole::Sum => 1,
            Whole::Printed(_) => 0,
        };
        #[allow(clippy::cast_precision_loss)] // 1 or 100
        let distance = fit.distance / share.full as f64;
        Self {
            near: fit.near,
            named: is_named(table, share),
            distance,
            apart: share.part.abs_diff(share.column) + apart_of_whole,
        }
    }

    fn is_better_than(&self, other: &Self) -> bool {
        let far = |r: &Self| i64::from(r.distance > POINTS / 100.0);
        let key = |r: &Self| (r.near, std::cmp::Reverse(far(r)), r.named);
        match key(self).cmp(&key(other)) {
            std::cmp::Ordering::Equal => match self.distance.total_cmp(&other.distance) {
                std::cmp::Ordering::Equal => self.apart < other.apart,
                order => order.is_lt(),
            },
            order => order.is_gt(),
        }
    }
}

/// Rows whose shares are recomputed: plain ones, and sums where the whole is a column.
pub fn is_checked(table: &Table, share: &Share, row: usize) -> bool {
    match table.grid.rows.get(row).map(|r| r.kind) {
        Some(Label::Plain) => true,
        Some(Label::Total { .. }) => matches!(share.whole, Whole::Column(_)),
        _ => false,
    }
}
