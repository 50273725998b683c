//! Rows and columns that are the sum of others.

use super::super::Table;
use super::super::decimal::Decimal;
use super::super::stated::Statements;
use super::super::words::{Kind, Label};
use super::{SAMPLED, counts};

/// A row of sums and the rows from which it is added up: the plain ones from `from` up to, not with, `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cover {
    /// The row of sums.
    pub row: usize,
    /// The first row.
    pub from: usize,
    /// The row after the last one.
    pub to: usize,
    /// Whether these are all rows.
    pub is_grand: bool,
}

impl Cover {
    /// The plain rows that are added up.
    pub fn rows(self, table: &Table) -> impl Iterator<Item = usize> {
        (self.from..self.to).filter(|row| table.is_plain(*row))
    }
}

/// A column of sums and its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// The column of sums.
    pub total: usize,
    /// The columns that are added up.
    pub parts: Vec<usize>,
}

/// The sum of a column over rows; `None` where a cell is not known, or there is no row.
pub fn sum(table: &Table, column: usize, rows: impl Iterator<Item = usize>) -> Option<Decimal> {
    let mut total = None;
    for row in rows {
        let addend = table.value(row, column).addend()?;
        total = Some(total.unwrap_or(Decimal::whole(0)).plus(addend)?);
    }
    total
}

/// The rows of sums, each with what it adds up.
pub fn covers(table: &Table) -> Vec<Cover> {
    let totals: Vec<(usize, bool)> = table
        .grid
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| if let Label::Total { bare } = row.kind { Some((at, bare)) } else { None })
        .collect();
    let end = table.grid.rows.len();
    let count = |from: usize, to: usize| table.filled().filter(|row| (from..to).contains(row)).count();
    let all = count(0, end);
    let mut covers = Vec::new();
    let mut begin = 0;
    for (place, (row, bare)) in totals.iter().copied().enumerate() {
        let is_last = place + 1 == totals.len();
        // A total above all rows is the sum of those beneath it.
        if count(0, row) == 0 {
            let to = totals.get(place + 1).filter(|_| !bare).map_or(end, |(next, _)| *next);
            covers.push(Cover { row, from: row + 1, to, is_grand: count(row + 1, to) == all });
            begin = row + 1;
            continue;
        }
        let block = (count(begin, row) > 0).then_some((begin, row));
        let whole = (0, row);
        let (from, to) = match block {
            None => whole,
            Some(block) if block.0 == 0 => block,
            // Both are possible: the one that more columns agree with, and of equal ones the usual one.
            Some(block) => match agreeing(table, row, block).cmp(&agreeing(table, row, whole)) {
                std::cmp::Ordering::Greater => block,
                std::cmp::Ordering::Less => whole,
                std::cmp::Ordering::Equal if is_last => whole,
                std::cmp::Ordering::Equal => block,
            },
        };
        covers.push(Cover { row, from, to, is_grand: count(from, to) == all });
        begin = row + 1;
    }
    covers.retain(|cover| count(cover.from, cover.to) > 0);
    covers
}

/// How many columns of counts have this sum in a row.
fn agreeing(table: &Table, row: usize, (from, to): (usize, usize)) -> usize {
    let rows = || table.filled().filter(|r| (from..to).contains(r));
    let agrees = |column: &usize| {
        let printed = table.number(row, *column);
        printed.is_some_and(|p| sum(table, *column, rows()).is_some_and(|s| s.order(p).is_eq()))
    };
    counts(table).into_iter().filter(agrees).count()
}

/// The columns of sums, each with the columns that are added up.
pub fn breakdowns(table: &Table, statements: &Statements) -> Vec<Breakdown> {
    let counts: Vec<usize> = counts(table).into_iter().filter(|c| table.kind(*c) != Kind::Cumulative).collect();
    let mut found = Vec::new();
    for (place, total) in counts.iter().copied().enumerate() {
        let stated = statements.of(total);
        if table.kind(total) == Kind::Total && !stated.is_empty() {
            found.push(Breakdown { total, parts: stated.to_vec() });
            continue;
        }
        // What came in is often told by what became of it, though no header says so; more must agree then.
        let strict = match table.kind(total) {
            Kind::Total => false,
            Kind::Received => true,
            _ => continue,
        };
        let (before, after) = (counts.get(..place).unwrap_or_default(), counts.get(place + 1..).unwrap_or_default());
        let left = (0..before.len()).filter_map(|from| before.get(from..)).collect();
        let right = (0..after.len()).map(|to| after.get(..=to).unwrap_or_default()).collect();
        for runs in [left, right] {
            if let Some(parts) = best_run(table, total, runs, strict) {
                found.push(Breakdown { total, parts });
            }
        }
    }
    found
}

/// The run of columns whose sum the column is in most rows.
fn best_run(table: &Table, total: usize, runs: Vec<&[usize]>, strict: bool) -> Option<Vec<usize>> {
    let rows: Vec<usize> = (0..table.grid.rows.len())
        .filter(|row| matches!(table.grid.rows.get(*row).map(|r| r.kind), Some(Label::Plain | Label::Total { .. })))
        .take(SAMPLED)
        .collect();
    let longest = runs.iter().map(|run| run.len()).max().unwrap_or(0);
    let mut best: Option<(usize, usize, &[usize])> = None;
    for parts in runs.into_iter().filter(|run| run.len() >= 2) {
        let (mut of, mut right, mut near) = (0, 0, 0);
        for row in &rows {
            let Some(printed) = table.number(*row, total) else { continue };
            let values: Option<Vec<Decimal>> = parts.iter().map(|c| table.value(*row, *c).addend()).collect();
            let Some(values) = values else { continue };
            // A row with one part alone says nothing of the others.
            if values.iter().filter(|v| !v.is_zero()).count() < 2 {
                continue;
            }
            let Some(sum) = values.iter().try_fold(Decimal::whole(0), |sum, v| sum.plus(*v)) else { continue };
            of += 1;
            right += usize::from(sum.order(printed).is_eq());
            let off = (sum.approximate() - printed.approximate()).abs();
            near += usize::from(off <= 0.02 * printed.approximate().abs());
        }
        let holds = if strict {
            of >= 3 && right * 10 >= of * 9
        } else {
            // Few rows may agree by chance; then all columns of that side must be meant, or all rows must agree.
            let all = parts.len() == longest;
            (right >= 2 && right * 3 >= of * 2)
                || (right >= 1 && right == of)
                || (right >= 1 && of == 2 && all)
                || (of == 1 && near == 1 && all && parts.len() >= 3)
        };
        if holds && best.is_none_or(|(r, n, _)| (right, near) > (r, n)) {
            best = Some((right, near, parts));
        }
    }
    best.map(|(_, _, parts)| parts.to_vec())
}
