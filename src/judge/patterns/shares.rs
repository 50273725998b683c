//! One reporter, or one text of reply, behind a large share of a unit's complaints.

use super::tails::binomial;
use super::{FEWEST, Sighting, Subject, budget};
use crate::measure::UnitTraits;

/// The largest share of one reporter or one reply that is taken for ordinary.
const ORDINARY: f64 = 0.05;

/// At most so many reporters (or replies) can have a share that large, and the tails of all smaller ones together are
/// no larger than theirs: the tail is convex in the share.
const CANDIDATES: f64 = 1.0 / ORDINARY;

/// Units of which one reporter has more complaints than an ordinary share explains.
pub(super) fn reporters(traits: &[UnitTraits]) -> Vec<Sighting> {
    shares(traits, |t| (t.most_of_one_reporter, t.with_reporter))
}

/// Units of which one text of reply answers more complaints than an ordinary share explains.
pub(super) fn replies(traits: &[UnitTraits]) -> Vec<Sighting> {
    shares(traits, |t| (t.most_of_one_reply, t.with_reply))
}

/// The binomial tail, for every candidate.
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn shares(traits: &[UnitTraits], of: impl Fn(&UnitTraits) -> (u64, u64)) -> Vec<Sighting> {
    let tested: Vec<_> = traits.iter().map(|t| (t, of(t))).filter(|(_, (_, told))| *told >= FEWEST).collect();
    let threshold = budget(tested.len()) / CANDIDATES;
    let large =
        tested.into_iter().filter(|(_, (most, told))| *most >= FEWEST && binomial(*most, *told, ORDINARY) < threshold);
    large
        .map(|(t, (seen, told))| Sighting {
            subject: Subject::Unit(t.unit),
            quarter: Some(t.quarter),
            day: None,
            seen,
            of: told,
            expected: ORDINARY * told as f64,
        })
        .collect()
}
