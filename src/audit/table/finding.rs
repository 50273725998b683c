//! What is wrong with a cell.

use super::decimal::{Decimal, Ratio, Rounding};
use super::grid::Place;

/// A cell that does not agree with the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where it stands.
    pub place: Place,
    /// The name of its column.
    pub column: String,
    /// The words that name its row.
    pub row: String,
    /// As it is printed.
    pub printed: String,
    /// What it must be; `None` where the table does not tell.
    pub truth: Option<Truth>,
    /// What is wrong.
    pub fault: Fault,
}

/// The true value of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truth {
    /// The number.
    pub value: Decimal,
    /// Whether it is in percent.
    pub percent: bool,
}

/// What is wrong with a cell, with the numbers that show it.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// A total is not the sum of its rows.
    ColumnSum {
        /// How many rows.
        rows: usize,
        /// Their sum.
        sum: Decimal,
        /// Every cell of the relation but the one that is named.
        cells: Vec<Place>,
    },
    /// A total is not the sum of its part columns.
    RowSum {
        /// The parts.
        parts: Vec<Decimal>,
        /// Their sum.
        sum: Decimal,
        /// Every cell of the relation but the one that is named.
        cells: Vec<Place>,
    },
    /// Both the row's and the column's total say that this cell is off by the same amount.
    BothSums {
        /// The total of its row.
        row_total: String,
        /// The total of its column.
        column_total: String,
    },
    /// A share, a change or a mean is cut, rounded up, or wrong.
    Quotient {
        /// Of what kind.
        what: Quotient,
        /// How it was printed.
        how: Rounding,
        /// Above the line.
        above: Decimal,
        /// Below the line.
        below: Decimal,
        /// The exact value.
        exact: Ratio,
        /// Whether the printed number is the mean of the rows' shares.
        mean: bool,
    },
    /// A share above the whole.
    AboveWhole {
        /// The part and the whole, where they are known.
        parts: Option<(Decimal, Decimal)>,
    },
    /// A rate, a change or a mean of nothing.
    OfNothing,
    /// Shares of one whole do not add up to 100 %.
    ShareSum {
        /// What they add up to.
        sum: Decimal,
        /// How many there are.
        rows: usize,
    },
    /// The closing is not what opening and flow leave.
    Stock {
        /// Opening and what was added.
        added: Vec<Decimal>,
        /// What was taken.
        taken: Vec<Decimal>,
        /// Every cell of the relation but the one that is named.
        cells: Vec<Place>,
    },
    /// The total's opening is not the first period's, or its closing not the last one's.
    StockTotal {
        /// Whether it is the opening.
        opening: bool,
    },
    /// The opening is not the closing of the period before.
    Carried {
        /// The period before.
        before: String,
    },
    /// A rank against the values.
    RankOrder {
        /// The value by which ranks are given.
        value: String,
        /// The name of its column.
        by: String,
    },
    /// Equal values with different ranks.
    RankTie {
        /// The value.
        value: String,
        /// The name of its column.
        by: String,
        /// The other row.
        other: String,
    },
    /// A rank that leaves a gap or repeats, though the order is right.
    RankGap,
    /// Two different totals for one period.
    TwoTotals {
        /// Where the other one stands.
        other: Place,
        /// What it says.
        says: String,
    },
    /// A column with both marks before decimals.
    MixedMarks,
    /// An error of the spreadsheet program was published.
    SpreadsheetError,
}

/// Numbers that come of a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotient {
    /// A part of a whole.
    Share,
    /// A change against a base, in percent.
    Growth,
    /// A change as a number.
    Difference,
    /// A mean a day.
    PerDay,
}

impl Fault {
    /// The other cells of a relation that does not hold, any of which may be the wrong one: the relation alone tells only that
    /// something in it is off. `None` where the cell itself is known to be wrong.
    #[must_use]
    pub fn others(&self) -> Option<&[Place]> {
        match self {
            Self::ColumnSum { cells, .. } | Self::RowSum { cells, .. } | Self::Stock { cells, .. } => Some(cells),
            _ => None,
        }
    }

    /// Its machine word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::ColumnSum { .. } => "column-sum",
            Self::RowSum { .. } => "row-sum",
            Self::BothSums { .. } => "cell-against-sums",
            Self::Quotient { how: Rounding::Cut, .. } => "cut",
            Self::Quotient { how: Rounding::Up, .. } => "rounded-up",
            Self::Quotient { what: Quotient::Share, .. } => "share",
            Self::Quotient { what: Quotient::Growth, .. } => "growth",
            Self::Quotient { what: Quotient::Difference, .. } => "difference",
            Self::Quotient { what: Quotient::PerDay, .. } => "per-day",
            Self::AboveWhole { .. } => "above-whole",
            Self::OfNothing => "of-nothing",
            Self::ShareSum { .. } => "share-sum",
            Self::Stock { .. } => "stock",
            Self::StockTotal { .. } => "stock-total",
            Self::Carried { .. } => "carried",
            Self::RankOrder { .. } => "rank-order",
            Self::RankTie { .. } => "rank-tie",
            Self::RankGap => "rank-gap",
            Self::TwoTotals { .. } => "two-totals",
            Self::MixedMarks => "mixed-marks",
            Self::SpreadsheetError => "spreadsheet-error",
        }
    }
}
