//! Ranks against the values by which they are given.

use std::cmp::Ordering;

use super::super::Table;
use super::super::decimal::Decimal;
use super::super::finding::Fault;
use super::super::relations::{Rank, Ranked, Relations, usual};
use super::{Checked, plain};

/// In larger groups pairs are not compared one by one.
const PAIRED: usize = 1_000;

pub fn check(table: &Table, relations: &Relations, checked: &mut Checked) {
    for rank in &relations.ranks {
        for group in rank.groups(table, table.plain()) {
            if group.len() >= 2 {
                checked.cells += group.len();
                one(table, rank, &group, checked);
            }
        }
    }
}

fn one(table: &Table, rank: &Rank, group: &[Ranked], checked: &mut Checked) {
    let (best, agreeing) = usual(group);
    if agreeing == group.len() {
        return;
    }
    let by = || table.name(rank.by).to_owned();
    let value = |r: &Ranked| table.text(r.row, rank.by).to_owned();
    let truth = |at: usize| best.get(at).and_then(|r| plain(Decimal::whole(*r)));
    let culprits = if group.len() <= PAIRED { culprits(group) } else { Vec::new() };
    for at in &culprits {
        if let Some(r) = group.get(*at) {
            checked.add(table, (r.row, rank.column), truth(*at), Fault::RankOrder { value: value(r), by: by() });
        }
    }
    // Equal values with different ranks; the table shows no ground for the order among them.
    let mut found = !culprits.is_empty();
    let mut order: Vec<usize> = (0..group.len()).filter(|at| !culprits.contains(at)).collect();
    let at = |at: usize| group.get(at).copied();
    order.sort_by(|a, b| match (at(*a), at(*b)) {
        (Some(a), Some(b)) => b.value.order(a.value).then(a.rank.cmp(&b.rank)),
        _ => Ordering::Equal,
    });
    for pair in order.windows(2) {
        let [Some(a), Some(b)] = [pair.first().and_then(|i| at(*i)), pair.get(1).and_then(|i| at(*i))] else {
            continue;
        };
        if a.value.order(b.value).is_eq() && a.rank != b.rank {
            found = true;
            let other = table.grid.rows.get(a.row).map(|r| r.label.clone()).unwrap_or_default();
            let fault = Fault::RankTie { value: value(&b), by: by(), other };
            checked.add(table, (b.row, rank.column), plain(Decimal::whole(a.rank)), fault);
        }
    }
    if found {
        return;
    }
    // The order is right: a gap or a repeated rank. Those after it follow from the first.
    let mut rows: Vec<(usize, &Ranked)> = group.iter().enumerate().collect();
    rows.sort_by_key(|(_, r)| r.rank);
    if let Some((at, r)) = rows.into_iter().find(|(at, r)| best.get(*at) != Some(&r.rank)) {
        checked.add(table, (r.row, rank.column), truth(at), Fault::RankGap);
    }
}

/// The rows that stand against the order of the values: those without which all would be right, else one after the other those
/// that stand against most.
fn culprits(group: &[Ranked]) -> Vec<usize> {
    let is_against = |i: usize, j: usize| {
        let (Some(a), Some(b)) = (group.get(i), group.get(j)) else { return false };
        match a.value.order(b.value) {
            Ordering::Greater => a.rank >= b.rank,
            Ordering::Less => a.rank <= b.rank,
            Ordering::Equal => false,
        }
    };
    let count = |i: usize| (0..group.len()).filter(|j| *j != i && is_against(i, *j)).count();
    let mut against: Vec<usize> = (0..group.len()).map(count).collect();
    let mut found = Vec::new();
    loop {
        let pairs = against.iter().sum::<usize>() / 2;
        if pairs == 0 {
            break;
        }
        let all: Vec<usize> = against.iter().enumerate().filter(|(_, n)| **n == pairs).map(|(at, _)| at).collect();
        if !all.is_empty() {
            found.extend(all);
            break;
        }
        let Some((most, _)) = against.iter().enumerate().max_by_key(|(at, n)| (**n, std::cmp::Reverse(*at))) else {
            break;
        };
        found.push(most);
        for (other, n) in against.iter_mut().enumerate() {
            *n = if other == most { 0 } else { n.saturating_sub(usize::from(is_against(most, other) && *n > 0)) };
        }
    }
    found.sort_unstable();
    found
}
