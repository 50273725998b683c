//! The ranks that chance allows, from the complaints of the evidence: counted here, judged by `judge`.

use std::collections::BTreeMap;

use super::book::{Book, Key};
use super::evidence::Case;
use super::recompute::{Recomputed, Rival, rings};
use crate::judge::{Cell, Direction, Member, Moments, RankSet, SampledPart, Sureness, rank_sets, sureness};

/// What chance allows of a rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certainty {
    /// The ranks.
    pub set: RankSet,
    /// From whom of those compared it is not told apart.
    pub alike: Vec<Key>,
}

/// What chance allows of the ranks of all rows; nothing of a group in which a score does not tell its error.
#[must_use]
pub fn of(book: &Book, rows: &BTreeMap<Key, Recomputed>) -> BTreeMap<Key, Certainty> {
    rings(rows).into_values().flat_map(|rivals| among(book, rows, rivals)).collect()
}

/// The same of those who are compared with one another.
#[must_use]
pub fn among(book: &Book, rows: &BTreeMap<Key, Recomputed>, mut rivals: Vec<Rival>) -> BTreeMap<Key, Certainty> {
    // By what does not change: the order decides which draw goes to whom.
    rivals.sort_by(|a, b| a.key.cmp(&b.key));
    let members: Option<Vec<Member>> = rivals.iter().map(|rival| member(book, rows, rival)).collect();
    let known = members.map(|members| rank_sets(&members)).unwrap_or_default();
    let certainty = |(place, set): (usize, &RankSet)| {
        let is_alike = |other: &usize| !known.told_apart.contains(&(place.min(*other), place.max(*other)));
        let others = rivals.iter().enumerate().filter(|(other, _)| *other != place && is_alike(other));
        let alike = others.map(|(_, rival)| rival.key.clone()).collect();
        Some((rivals.get(place)?.key.clone(), Certainty { set: *set, alike }))
    };
    known.sets.iter().enumerate().filter_map(certainty).collect()
}

/// A row as its errors are asked for: the sampled measures of its score, and its complaints by the way they were handled.
fn member(book: &Book, rows: &BTreeMap<Key, Recomputed>, rival: &Rival) -> Option<Member> {
    let mut sampled = Vec::new();
    for part in &rows.get(&rival.key)?.parts {
        match sureness(&part.measure) {
            Sureness::Counted => {}
            Sureness::Untold => return None,
            Sureness::Sampled(of) => sampled.push(SampledPart {
                sampled: of,
                weight: part.weight,
                aim: part.target.filter(|aim| *aim > 0.0)?,
                direction: if part.lower { Direction::Lower } else { Direction::Higher },
                cap: part.cap,
            }),
        }
    }
    // What is only counted cannot be off: no sample says how sure its order is.
    if sampled.is_empty() {
        return None;
    }
    Some(Member::new(rival.score, sampled, &ways(&book.cases_of(&rival.key))))
}

/// The eligible complaints by the way in which they were handled.
fn ways(cases: &[&Case]) -> Vec<Cell> {
    let mut ways: BTreeMap<[bool; 6], Cell> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.is_eligible()) {
        let (response, resolution) = (&case.response, &case.resolution);
        let key = [
            case.is_responded(),
            response.is_due(),
            response.outcome == "in_time",
            case.is_closed(),
            resolution.is_due(),
            resolution.outcome == "in_time",
        ];
        let [responded, due, in_time, closed, resolution_due, resolved_in_time] = key;
        let way = ways.entry(key).or_insert(Cell {
            responded,
            due,
            in_time,
            closed,
            resolution_due,
            resolved_in_time,
            ..Cell::default()
        });
        way.complaints += 1;
        // Times in whole tenths of an hour.
        add(&mut way.response_tenths, response.seconds.map(|seconds| seconds / 360));
        add(&mut way.response_workdays, response.workdays);
        add(&mut way.resolution_tenths, resolution.seconds.map(|seconds| seconds / 360));
        add(&mut way.resolution_workdays, resolution.workdays);
    }
    ways.into_values().collect()
}

fn add(moments: &mut Moments, time: Option<u64>) {
    if let Some(time) = time {
        moments.count += 1;
        moments.sum = moments.sum.saturating_add(time);
        moments.squares = moments.squares.saturating_add(time.saturating_mul(time));
    }
}
