//! Which columns and rows belong together: what is the sum, the share, the change, the rank of what.
//!
//! A relation is taken from the words of the headers where they say it, and else from the numbers: it is taken where it
//! holds for most rows, so that the others can be told to break it. A relation that holds by chance for few rows is none.

mod changes;
mod ranks;
mod shares;
mod stock;
mod totals;

pub use changes::{Base, Days, Growth, PerDay};
pub use ranks::{Rank, Ranked, usual};
pub use shares::{Share, Truth, Whole, is_checked};
pub use stock::{Opening, Stock};
pub use totals::{Breakdown, Cover};

use super::Table;
use super::decimal::{Decimal, Ratio};
use super::stated::Statements;
use super::words::Kind;

/// How many rows are looked at to find what belongs together.
const SAMPLED: usize = 200;

/// Everything that belongs together in a table.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    /// Rows that are the sum of others.
    pub covers: Vec<Cover>,
    /// Columns that are the sum of others.
    pub breakdowns: Vec<Breakdown>,
    /// Opening, received, closed, closing.
    pub stock: Option<Stock>,
    /// Columns that are shares of others.
    pub shares: Vec<Share>,
    /// Columns that are changes of others.
    pub growths: Vec<Growth>,
    /// Columns that are means a day.
    pub per_days: Vec<PerDay>,
    /// Columns of ranks.
    pub ranks: Vec<Rank>,
    /// For each column the true sum over the plain rows; `None` where one of its cells is not known.
    pub sums: Vec<Option<Decimal>>,
}

impl Relations {
    /// The row that is the sum of all rows, if there is one.
    pub fn grand(&self) -> Option<&Cover> {
        self.covers.iter().find(|c| c.is_grand)
    }
}

/// Finds what belongs together.
pub fn find(table: &Table, statements: &Statements) -> Relations {
    let covers = totals::covers(table);
    let sums = (0..table.columns.len()).map(|column| totals::sum(table, column, table.filled())).collect();
    let mut relations = Relations { covers, sums, ..Relations::default() };
    relations.stock = stock::find(table);
    relations.breakdowns = totals::breakdowns(table, statements);
    relations.shares = shares::find(table, &relations, statements);
    relations.growths = changes::growths(table, &relations.shares, statements);
    relations.per_days = changes::per_days(table, statements);
    relations.ranks = ranks::find(table, statements);
    relations
}

/// How well printed numbers agree with recomputed ones.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fit {
    /// How many were compared.
    pub of: usize,
    /// How many are within one unit of the last printed digit.
    pub near: usize,
    /// How many of those say something: all but a 0 % and a 100 % that are right, which many relations give.
    pub telling: usize,
    /// How many of these are near.
    pub telling_near: usize,
    /// The middle distance, in the unit of the printed numbers.
    pub distance: f64,
}

impl Fit {
    /// Compares; `full` is the number that a full share is printed as.
    pub fn of(pairs: impl Iterator<Item = (Decimal, Ratio)>, full: i128) -> Self {
        let mut fit = Self::default();
        let mut distances = Vec::new();
        for (printed, truth) in pairs {
            let near = truth.judge(printed).is_some_and(super::decimal::Rounding::is_near);
            let plain = near && (truth == Ratio::whole(0) || truth == Ratio::whole(full));
            fit.of += 1;
            fit.near += usize::from(near);
            fit.telling += usize::from(!plain);
            fit.telling_near += usize::from(!plain && near);
            distances.push((printed.approximate() - truth.approximate()).abs());
        }
        distances.sort_by(f64::total_cmp);
        fit.distance = distances.get(distances.len() / 2).copied().unwrap_or(f64::INFINITY);
        fit
    }

    /// Whether the numbers that say something agree: two at least, and all where they are few, three of four else. Columns
    /// of small counts often give the same shares in some rows.
    pub const fn is_found(self) -> bool {
        self.telling_near >= 2
            && (self.telling_near == self.telling || (self.telling >= 4 && self.telling_near * 4 >= self.telling * 3))
    }

    /// Whether most of the numbers agree, where the header says what is meant.
    pub const fn is_likely(self) -> bool {
        self.telling_near >= 1 && self.telling_near * 2 > self.telling
    }
}

/// The columns that count, in their order.
fn counts(table: &Table) -> Vec<usize> {
    table.columns_that(Kind::is_count)
}
