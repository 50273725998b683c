//! By which column ranks are given, and within which groups.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Table;
use super::super::decimal::Decimal;
use super::super::stated::Statements;
use super::super::words::{Kind, is_score};
use super::SAMPLED;

/// A column of ranks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// The column.
    pub column: usize,
    /// The column by which ranks are given.
    pub by: usize,
    /// Whether the highest value is first.
    pub descending: bool,
    /// The columns within whose equal cells ranks begin anew.
    pub within: Vec<usize>,
}

/// A ranked row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// The row.
    pub row: usize,
    /// Its printed rank.
    pub rank: i128,
    /// The value by which it is ranked, turned so that higher is better.
    pub value: Decimal,
}

impl Rank {
    /// The ranked rows, those of one group together.
    pub fn groups(&self, table: &Table, rows: impl Iterator<Item = usize>) -> Vec<Vec<Ranked>> {
        let mut groups: BTreeMap<Vec<&str>, Vec<Ranked>> = BTreeMap::new();
        for row in rows {
            let rank = table.number(row, self.column).filter(|r| r.scale == 0);
            let (Some(rank), Some(value)) = (rank, table.number(row, self.by)) else { continue };
            let value = if self.descending { value } else { value.negated() };
            let key = self.within.iter().map(|column| table.text(row, *column)).collect();
            groups.entry(key).or_default().push(Ranked { row, rank: rank.digits, value });
        }
        groups.into_values().collect()
    }

    /// How the ranks go with the values.
    fn tally(&self, table: &Table) -> Tally {
        let mut tally = Tally::default();
        for mut group in self.groups(table, table.plain().take(SAMPLED * 10)) {
            tally.of += group.len();
            tally.agreeing += usual(&group).1;
            group.sort_by_key(|r| r.rank);
            for pair in group.windows(2) {
                let [a, b] = pair else { continue };
                match a.value.order(b.value) {
                    _ if a.rank == b.rank => {}
                    std::cmp::Ordering::Greater => tally.right += 1,
                    std::cmp::Ordering::Less => tally.wrong += 1,
                    std::cmp::Ordering::Equal => {}
                }
            }
        }
        tally
    }
}

/// How ranks go with values.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// Ranked rows.
    of: usize,
    /// Those whose rank is the one that the values give.
    agreeing: usize,
    /// Neighbouring ranks whose values stand in the right order.
    right: usize,
    /// Those whose values stand in the wrong order.
    wrong: usize,
}

impl Tally {
    /// Whether ranks are given by a column. Another column than a score may go with the one that is meant, and is not in
    /// the table; so it must agree but for what one wrong cell can do.
    const fn is_taken(self, score: bool, best_share: bool) -> bool {
        if score {
            return self.right > self.wrong || self.agreeing * 2 >= self.of;
        }
        // By a percentage, highest first, ranks are usually given: two that were exchanged do not hide that.
        if best_share && self.of >= 5 && self.agreeing + 2 >= self.of {
            return true;
        }
        let order = self.right >= 2
            && (self.wrong == 0 || (self.wrong == 1 && self.right >= 4) || (self.wrong == 2 && self.right >= 8));
        order || (self.of >= 5 && self.agreeing + 1 >= self.of)
    }
}

/// The ranks that values give, in the ways that are usual: 1, 2, 2, 4 and 1, 2, 2, 3, from 1 or, for an excerpt of a longer
/// table, from its lowest rank. Of them the one that most printed ranks agree with, and how many do.
pub fn usual(group: &[Ranked]) -> (Vec<i128>, usize) {
    let mut order: Vec<usize> = (0..group.len()).collect();
    let value = |at: &usize| group.get(*at).map_or(Decimal::whole(0), |r| r.value);
    order.sort_by(|a, b| value(b).order(value(a)));
    let mut competition = vec![0; group.len()];
    let mut dense = vec![0; group.len()];
    let (mut shared, mut step) = (0_i128, 0_i128);
    let mut last: Option<Decimal> = None;
    for (at, place) in order.iter().zip(1_i128..) {
        let here = value(at);
        if last.is_none_or(|l| !l.order(here).is_eq()) {
            shared = place;
            step += 1;
        }
        last = Some(here);
        competition.iter_mut().skip(*at).take(1).for_each(|r| *r = shared);
        dense.iter_mut().skip(*at).take(1).for_each(|r| *r = step);
    }
    let begin = group.iter().map(|r| r.rank).min().unwrap_or(1).saturating_sub(1);
    let shifted = |ranks: &[i128]| ranks.iter().map(|r| r.saturating_add(begin)).collect::<Vec<_>>();
    let candidates = [shifted(&competition), shifted(&dense), competition, dense];
    let agreeing = |ranks: &[i128]| group.iter().zip(ranks).filter(|(r, wanted)| r.rank == **wanted).count();
    let rated = candidates.into_iter().map(|ranks| (agreeing(&ranks), ranks));
    // Of equal ones the last but one: competition ranks from 1.
    let mut best = (Vec::new(), 0);
    for (at, (n, ranks)) in rated.enumerate() {
        if at == 0 || n > best.1 || (n == best.1 && at == 2) {
            best = (ranks, n);
        }
    }
    best
}

/// Finds by which column each column of ranks is given.
pub fn find(table: &Table, statements: &Statements) -> Vec<Rank> {
    let columns = table.columns_that(|k| k == Kind::Rank);
    columns.into_iter().filter_map(|column| one(table, statements, column)).collect()
}

/// How well a column explains ranks: whether it is a score, how many ranks agree, whether it is a percentage with the highest first,
/// how many neighbours are in order, and how few columns part groups.
type Rating = (bool, usize, bool, usize, usize);

fn one(table: &Table, statements: &Statements, column: usize) -> Option<Rank> {
    let stated = statements.of(column);
    let candidates: Vec<usize> = match stated.first() {
        Some(by) => vec![*by],
        None => table
            .columns_that(|k| !k.is_label() && !matches!(k, Kind::Ordinal | Kind::Rank | Kind::Days | Kind::Ignored)),
    };
    let within: Vec<Vec<usize>> = match stated.get(1..) {
        Some(groups) if !groups.is_empty() => vec![groups.to_vec()],
        _ => groupings(table, column),
    };
    let mut best: Option<(Rating, Rank)> = None;
    for by in candidates {
        let score = is_score(table.name(by));
        for within in &within {
            for descending in [true, false] {
                let rank = Rank { column, by, descending, within: within.clone() };
                let tally = rank.tally(table);
                let best_share = descending && table.kind(by).is_share();
                if stated.is_empty() && !tally.is_taken(score, best_share) {
                    continue;
                }
                // Of equal ones a percentage, highest first; then the fewer groups.
                let rating = (score, tally.agreeing, best_share, tally.right, usize::MAX - within.len());
                if best.as_ref().is_none_or(|(r, _)| rating > *r) {
                    best = Some((rating, rank));
                }
            }
        }
    }
    best.map(|(_, rank)| rank)
}

/// What ranks may begin anew with: nothing, or each column of words that many rows share, alone or two together.
fn groupings(table: &Table, column: usize) -> Vec<Vec<usize>> {
    let rows: Vec<usize> =
        table.plain().filter(|row| table.number(*row, column).is_some()).take(SAMPLED * 10).collect();
    let firsts = rows.iter().filter(|row| table.number(**row, column) == Some(Decimal::whole(1))).count();
    let mut all = vec![Vec::new()];
    if firsts < 2 {
        return all;
    }
    let shared = |column: &usize| {
        let distinct: BTreeSet<&str> = rows.iter().map(|row| table.text(*row, *column)).collect();
        distinct.len() >= 2 && distinct.len() * 2 <= rows.len()
    };
    let columns: Vec<usize> = table.columns_that(Kind::is_label).into_iter().filter(shared).take(8).collect();
    all.extend(columns.iter().map(|c| vec![*c]));
    for (at, a) in columns.iter().enumerate() {
        all.extend(columns.iter().skip(at + 1).map(|b| vec![*a, *b]));
    }
    all
}
