//! Opening, received, reopened, closed, closing.

use super::super::Table;
use super::super::decimal::Decimal;
use super::super::words::{Kind, words};
use super::SAMPLED;

/// The columns of a stock: opening + received + reopened - closed = closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stock {
    /// Stock at the beginning.
    pub opening: usize,
    /// What adds to it.
    pub added: Vec<usize>,
    /// What is taken from it.
    pub taken: Vec<usize>,
    /// Stock at the end.
    pub closing: usize,
}

/// Finds the columns of the stock, where opening, received, closed and closing are all there.
pub fn find(table: &Table) -> Option<Stock> {
    let of = |kind: Kind| table.columns_that(|k| k == kind);
    let opening = of(Kind::Opening).first().copied()?;
    let family = words(table.name(opening));
    // Of several columns of a kind the one that shares words with the opening, then the one that stands nearest.
    let nearest = |kind: Kind| {
        let kinship = |c: usize| words(table.name(c)).iter().filter(|w| family.contains(w)).count();
        of(kind).into_iter().min_by_key(|c| (std::cmp::Reverse(kinship(*c)), c.abs_diff(opening)))
    };
    let (received, closed, closing) = (nearest(Kind::Received)?, nearest(Kind::Closed)?, nearest(Kind::Closing)?);
    let added: Vec<usize> = [Some(received), nearest(Kind::Reopened)].into_iter().flatten().collect();
    let plain = Stock { opening, added, taken: vec![closed], closing };
    // What was handed on may or may not be among what was closed: the numbers tell.
    let Some(transferred) = nearest(Kind::Transferred) else { return Some(plain) };
    let wider = Stock { taken: vec![closed, transferred], ..plain.clone() };
    let balanced = |stock: &Stock| table.plain().take(SAMPLED).filter(|row| stock.is_balanced(table, *row)).count();
    Some(if balanced(&wider) > balanced(&plain) { wider } else { plain })
}

impl Stock {
    /// What the closing must be in a row; `None` where a cell is not known.
    pub fn closing_of(&self, table: &Table, row: usize) -> Option<Decimal> {
        let mut stock = table.value(row, self.opening).addend()?;
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

    fn is_balanced(&self, table: &Table, row: usize) -> bool {
        let printed = table.number(row, self.closing);
        printed.is_some_and(|p| self.closing_of(table, row).is_some_and(|c| c.order(p).is_eq()))
    }
}
