//! Which column is the change, or the mean a day, of which.

use super::super::Table;
use super::super::decimal::{Decimal, Ratio};
use super::super::stated::Statements;
use super::super::words::{Kind, is_bare_share, is_decline, subject};
use super::{Fit, SAMPLED, Share, counts};

/// Against what a change is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The row of the period before; rows may run from the newest period to the oldest.
    RowBefore {
        /// Whether they do.
        backwards: bool,
    },
    /// Another column of the same row.
    Column(usize),
}

/// A column of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Growth {
    /// The column.
    pub column: usize,
    /// What changes.
    pub of: usize,
    /// Against what.
    pub base: Base,
    /// Whether less is printed as a number above 0.
    pub decline: bool,
    /// Whether it is told in percent of the base, or else as a number.
    pub percent: bool,
}

/// How many days there are in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// A column tells.
    Column(usize),
    /// The row's period tells.
    Period,
    /// A person stated it for all rows.
    Stated(u32),
}

/// A column of means a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerDay {
    /// The column.
    pub column: usize,
    /// What is divided.
    pub of: usize,
    /// By what.
    pub days: Days,
}

impl Growth {
    /// From what to what a row changed; `None` where one is not known.
    pub fn ends(&self, table: &Table, row: usize) -> Option<(Decimal, Decimal)> {
        let to = table.number(row, self.of)?;
        let from = match self.base {
            Base::Column(column) => table.number(row, column)?,
            Base::RowBefore { backwards } => {
                let before = if backwards { next_plain(table, row)? } else { previous_plain(table, row)? };
                table.number(before, self.of)?
            }
        };
        Some((from, to))
    }

    /// What the change must be; `None` where it is not known or the base is 0.
    pub fn truth(&self, table: &Table, row: usize) -> Option<Ratio> {
        let (from, to) = self.ends(table, row)?;
        let change = to.plus(from.negated())?;
        let change = if self.decline { change.negated() } else { change };
        let base = if from.digits < 0 { from.negated() } else { from };
        if self.percent { Ratio::of(change, base, 100) } else { change.ratio() }
    }

    fn fit(&self, table: &Table) -> Fit {
        let rows = table.plain().take(SAMPLED);
        Fit::of(rows.filter_map(|row| Some((table.number(row, self.column)?, self.truth(table, row)?))), 0)
    }
}

impl Growth {
    /// Whether most of its numbers agree, and two at least.
    fn is_sure(&self, table: &Table) -> bool {
        let fit = self.fit(table);
        fit.telling_near >= 2 && fit.is_likely()
    }
}

fn previous_plain(table: &Table, row: usize) -> Option<usize> {
    (0..row).rev().find(|r| table.is_plain(*r))
}

fn next_plain(table: &Table, row: usize) -> Option<usize> {
    (row + 1..table.grid.rows.len()).find(|r| table.is_plain(*r))
}

/// Finds of what each column of changes is the change. A bare "%" that is no share of anything may be one; then most of its
/// numbers must agree.
pub fn growths(table: &Table, shares: &[Share], statements: &Statements) -> Vec<Growth> {
    let is_open = |column: &usize| {
        table.kind(*column) == Kind::Share
            && is_bare_share(table.name(*column))
            && !shares.iter().any(|share| share.column == *column)
    };
    let bare = table.columns_that(Kind::is_share).into_iter().filter(is_open);
    let bare = bare.filter_map(|column| growth(table, statements, column).filter(|g| g.percent && g.is_sure(table)));
    let columns = table.columns_that(|k| k == Kind::Growth);
    columns.into_iter().filter_map(|column| growth(table, statements, column)).chain(bare).collect()
}

fn growth(table: &Table, statements: &Statements, column: usize) -> Option<Growth> {
    let decline = is_decline(table.name(column));
    let down = backwards(table).map(|backwards| Base::RowBefore { backwards });
    let counts = counts(table);
    let candidates: Vec<(usize, Base)> = match statements.of(column) {
        [of] => vec![(*of, down.unwrap_or(Base::RowBefore { backwards: false }))],
        [from, to, ..] => vec![(*to, Base::Column(*from))],
        [] => {
            let rows = counts.iter().filter_map(|of| Some((*of, down?)));
            let pairs = counts.windows(2).filter_map(|pair| match pair {
                [from, to] => Some((*to, Base::Column(*from))),
                _ => None,
            });
            rows.chain(pairs).collect()
        }
    };
    let stated = !statements.of(column).is_empty();
    let only = candidates.len() == 1;
    let about = subject(table.name(column));
    let mut best: Option<((usize, bool, bool), f64, Growth)> = None;
    let candidates = candidates.into_iter().flat_map(|c| [(c, true), (c, false)]);
    for ((of, base), percent) in candidates {
        let growth = Growth { column, of, base, decline, percent };
        let fit = growth.fit(table);
        let named = subject(table.name(of)).iter().any(|w| about.contains(w));
        // A change told as a number is taken for one only where it agrees: nothing in a header tells it from a percentage.
        let taken =
            if percent { stated || only || fit.is_likely() || fit.distance <= 5.0 } else { fit.near * 2 > fit.of };
        if fit.of == 0 || !taken {
            continue;
        }
        let rating = (fit.near, named, of < column);
        if best.as_ref().is_none_or(|(r, d, _)| rating > *r || (rating == *r && fit.distance < *d)) {
            best = Some((rating, fit.distance, growth));
        }
    }
    best.map(|(_, _, growth)| growth)
}

/// Whether the rows are periods from the newest to the oldest; `None` where they are no periods in order.
fn backwards(table: &Table) -> Option<bool> {
    let periods: Vec<_> = table.plain().take(SAMPLED).map(|row| table.period(row)).collect::<Option<Vec<_>>>()?;
    let in_order = |sign: i32| {
        periods
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.kind == b.kind && (b.number - a.number).signum() == sign))
    };
    if periods.len() < 2 {
        None
    } else if in_order(1) {
        Some(false)
    } else if in_order(-1) {
        Some(true)
    } else {
        None
    }
}

impl PerDay {
    /// The number of days of a row.
    pub fn days_of(&self, table: &Table, row: usize) -> Option<Decimal> {
        match self.days {
            Days::Column(column) => table.number(row, column),
            Days::Stated(days) => Some(Decimal::whole(i128::from(days))),
            Days::Period => table.period(row)?.days.map(|days| Decimal::whole(i128::from(days))),
        }
    }

    /// What the mean of a row must be; `None` where it is not known or there is no day.
    pub fn truth(&self, table: &Table, row: usize) -> Option<Ratio> {
        Ratio::of(table.number(row, self.of)?, self.days_of(table, row)?, 1)
    }
}

/// Finds of what each mean a day is the mean.
pub fn per_days(table: &Table, statements: &Statements) -> Vec<PerDay> {
    let columns = table.columns_that(|k| k == Kind::PerDay);
    columns.into_iter().filter_map(|column| per_day(table, statements, column)).collect()
}

fn per_day(table: &Table, statements: &Statements, column: usize) -> Option<PerDay> {
    let stated = statements.of(column);
    let counts = match stated.first() {
        Some(of) => vec![*of],
        None => counts(table),
    };
    let days: Vec<Days> = match (stated.get(1), statements.days(column)) {
        (_, Some(days)) => vec![Days::Stated(days)],
        (Some(days), None) => vec![Days::Column(*days)],
        (None, None) => {
            table.columns_that(|k| k == Kind::Days).into_iter().map(Days::Column).chain([Days::Period]).collect()
        }
    };
    let mut best: Option<((usize, bool), f64, usize, PerDay)> = None;
    for of in &counts {
        for days in &days {
            let mean = PerDay { column, of: *of, days: *days };
            let rows = table.plain().take(SAMPLED);
            let fit = Fit::of(rows.filter_map(|row| Some((table.number(row, column)?, mean.truth(table, row)?))), 0);
            // The days of a month may be its working days; only where a column tells them is it known what was divided by.
            let told = matches!(days, Days::Column(_)) || is_range(table);
            if fit.of == 0 || !(!stated.is_empty() || told || fit.is_found()) {
                continue;
            }
            // Of equal ones the one that comes nearest to what is printed, then the one that stands nearest.
            let (rating, apart) = ((fit.near, told), of.abs_diff(column));
            let is_better = best.is_none_or(|(r, d, a, _)| {
                let nearer = fit.distance.total_cmp(&d).then(apart.cmp(&a)).is_lt();
                rating > r || (rating == r && nearer)
            });
            if is_better {
                best = Some((rating, fit.distance, apart, mean));
            }
        }
    }
    best.map(|(_, _, _, mean)| mean)
}

/// Whether periods are told from day to day.
fn is_range(table: &Table) -> bool {
    table.plain().take(SAMPLED).all(|row| table.period(row).is_some_and(|p| p.kind == super::super::period::Kind::Days))
}
