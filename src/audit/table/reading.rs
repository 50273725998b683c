//! Which mark stands before decimals, column by column.
//!
//! "1.367" is one thousand and something in Indonesian and one and something in English. What a column counts is whole;
//! else its other numbers tell, else those of the whole table where they agree. Where nothing tells, the numbers are left
//! unread and said to be so: none is guessed.

use super::Table;
use super::number::{Mark, Number, Token};
use super::words::{Kind, says_count};

/// How the numbers of a column that may be read in two ways are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As whole numbers.
    Whole,
    /// With this mark before decimals.
    Marked(Mark),
    /// Not at all.
    Doubt,
}

impl Reading {
    /// The number, read so.
    pub fn of(self, number: &Number) -> Option<super::decimal::Decimal> {
        number.certain().or_else(|| match self {
            Self::Whole => number.whole(),
            Self::Marked(mark) => number.with(mark),
            Self::Doubt => None,
        })
    }
}

/// The marks that are met among numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Met {
    dot: bool,
    comma: bool,
    doubtful: bool,
    /// Whole numbers below 1000, which have no mark.
    plain: bool,
}

impl Met {
    const fn one(self) -> Option<Mark> {
        match (self.dot, self.comma) {
            (true, false) => Some(Mark::Dot),
            (false, true) => Some(Mark::Comma),
            _ => None,
        }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            dot: self.dot || other.dot,
            comma: self.comma || other.comma,
            doubtful: self.doubtful || other.doubtful,
            plain: self.plain || other.plain,
        }
    }
}

fn met(table: &Table, column: usize) -> Met {
    let mut met = Met::default();
    for row in &table.grid.rows {
        let Some(Token::Number(number)) = row.cells.get(column).map(|c| &c.token) else { continue };
        match number.mark() {
            Some(Mark::Dot) => met.dot = true,
            Some(Mark::Comma) => met.comma = true,
            None if number.certain().is_none() => met.doubtful = true,
            None => met.plain = met.plain || number.whole().is_some_and(|d| d.digits.abs() < 1_000),
        }
    }
    met
}

/// Settles how each column is read. `stated` is the mark that was stated for the whole table.
pub fn settle(table: &mut Table, stated: Option<Mark>) {
    let all: Vec<Met> = (0..table.columns.len()).map(|column| met(table, column)).collect();
    let table_mark = all.iter().fold(Met::default(), |sum, met| sum.and(*met)).one();
    let counts = || table.columns.iter().zip(&all).filter(|(c, _)| c.kind.is_count());
    let whole_counts = counts().any(|(column, met)| met.plain || column.stated || says_count(&column.name));
    let readings: Vec<Reading> = table
        .columns
        .iter()
        .zip(&all)
        .map(|(column, met)| {
            if !met.doubtful {
                return Reading::Doubt;
            }
            if let Some(mark) = stated {
                return Reading::Marked(mark);
            }
            let by_mark = |mark: Option<Mark>| mark.map_or(Reading::Doubt, Reading::Marked);
            match column.kind {
                kind if kind.is_count() && (whole_counts || column.stated) => Reading::Whole,
                kind if kind.is_count() => by_mark(table_mark),
                kind if kind.is_whole() => Reading::Whole,
                // Counts may be typed in one way and everything else in the other; each column speaks first for itself.
                _ if met.dot && met.comma => Reading::Doubt,
                _ => by_mark(met.one().or(table_mark)),
            }
        })
        .collect();
    for (column, reading) in table.columns.iter_mut().zip(readings) {
        column.reading = reading;
    }
}

/// Columns in which some number has no reading yet.
pub fn doubtful(table: &Table) -> Vec<usize> {
    let is_open = |column: &usize| {
        table.columns.get(*column).is_some_and(|c| c.reading == Reading::Doubt && c.kind != Kind::Ignored)
            && met(table, *column).doubtful
    };
    (0..table.columns.len()).filter(is_open).collect()
}

/// Columns that are neither counted nor labels and have numbers with either mark before decimals.
pub fn mixed(table: &Table) -> Vec<usize> {
    let is_mixed = |column: &usize| {
        let kind = table.columns.get(*column).map(|c| c.kind);
        kind.is_some_and(|k| !k.is_label() && k != Kind::Ignored) && {
            let met = met(table, *column);
            met.dot && met.comma
        }
    };
    (0..table.columns.len()).filter(is_mixed).collect()
}
