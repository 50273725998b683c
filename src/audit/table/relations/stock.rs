//! Opening, received, reopened, closed, closing.

use super::super::Table;
use super::super::decimal::Decimal;
use super::super::words::{Kind, words};
use super::SAMPLED;

/// Where the stock at the beginning stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// In a column.
    Column(usize),
    /// Nowhere: it is the closing of the row of the period before.
    RowBefore,
    /// Nowhere: each row begins with nothing.
    Nothing,
}

/// The columns of a stock: opening + received + reopened - closed = closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stock {
    /// Stock at the beginning.
    pub opening: Opening,
    /// What adds to it.
    pub added: Vec<usize>,
    /// What is taken from it.
    pub taken: Vec<usize>,
    /// Stock at the end.
    pub closing: usize,
}

/// Finds the columns of the stock: where received, closed and closing are there, and either opening too or rows of periods
/// most of which tell what they open with.
pub fn find(table: &Table) -> Option<Stock> {
    let of = |kind: Kind| table.columns_that(|k| k == kind);
    let begin = of(Kind::Opening).first().copied();
    let anchor = begin.or_else(|| of(Kind::Closing).first().copied())?;
    let family = words(table.name(anchor));
    // Of several columns of a kind the one that shares words with the opening, then the one that stands nearest.
    let nearest = |kind: Kind| {
        let kinship = |c: usize| words(table.name(c)).iter().filter(|w| family.contains(w)).count();
        of(kind).into_iter().min_by_key(|c| (std::cmp::Reverse(kinship(*c)), c.abs_diff(anchor)))
    };
    let (received, closed, closing) = (nearest(Kind::Received)?, nearest(Kind::Closed)?, nearest(Kind::Closing)?);
    let added: Vec<usize> = [Some(received), nearest(Kind::Reopened)].into_iter().flatten().collect();
    // What was handed on may or may not be among what was closed: the numbers tell.
    let taken = [Some(vec![closed]), nearest(Kind::Transferred).map(|t| vec![closed, t])];
    let openings = match begin {
        Some(begin) => vec![Opening::Column(begin)],
        None => vec![Opening::RowBefore, Opening::Nothing],
    };
    let mut best: Option<(usize, Stock)> = None;
    for opening in openings {
        for taken in taken.iter().flatten() {
            let stock = Stock { opening, added: added.clone(), taken: taken.clone(), closing };
            let (of, balanced) = stock.tally(table);
            let taken = begin.is_some() || (balanced >= 2 && balanced * 2 > of);
            if taken && best.as_ref().is_none_or(|(n, _)| balanced > *n) {
                best = Some((balanced, stock));
            }
        }
    }
    best.map(|(_, stock)| stock)
}

impl Stock {
    /// What the closing must be in a row; `None` where a cell is not known.
    pub fn closing_of(&self, table: &Table, row: usize) -> Option<Decimal> {
        let mut stock = self.opening_of(table, row)?;
        for column in &self.added {
            // An empty cell of what was opened again is none.
            let none = (table.kind(*column) == Kind::Reopened).then_some(Decimal::whole(0));
            stock = stock.plus(table.value(row, *column).addend().or(none)?)?;
        }
        for column in &self.taken {
            stock = stock.plus(table.value(row, *column).addend()?.negated())?;
        }
        Some(stock)
    }

    /// What a row begins with; `None` where it is not known.
    pub fn opening_of(&self, table: &Table, row: usize) -> Option<Decimal> {
        match self.opening {
            Opening::Column(column) => table.value(row, column).addend(),
            Opening::Nothing => Some(Decimal::whole(0)),
            Opening::RowBefore => {
                let before = (0..row).rev().find(|r| table.is_plain(*r)).filter(|_| table.is_plain(row))?;
                let (now, then) = (table.period(row)?, table.period(before)?);
                let follows = now.kind == then.kind && then.number.checked_add(1) == Some(now.number);
                follows.then(|| table.value(before, self.closing).addend())?
            }
        }
    }

    /// How many rows can be balanced, and how many are.
    fn tally(&self, table: &Table) -> (usize, usize) {
        let rows = table.plain().take(SAMPLED).filter_map(|row| {
            // Without a column for it the opening is told by periods alone.
            let told = matches!(self.opening, Opening::Column(_)) || table.period(row).is_some();
            let both = table.number(row, self.closing).zip(self.closing_of(table, row));
            both.filter(|_| told).map(|(printed, truth)| printed.order(truth).is_eq())
        });
        rows.fold((0, 0), |(of, balanced), is_balanced| (of + 1, balanced + usize::from(is_balanced)))
    }
}
