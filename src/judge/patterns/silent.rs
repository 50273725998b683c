//! Closings by unit or admin without any progress before them.

use std::collections::BTreeMap;

use super::tails::{binomial, hypergeometric};
use super::{FEWEST, Sighting, Subject, budget};
use crate::measure::UnitTraits;

/// A unit's share must exceed that of the other units by so much.
const MORE: f64 = 0.1;

/// The share of a whole government above which it is told, though no unit stands out.
const HALF: f64 = 0.5;

/// Units that close silently more often than the other units of their government, beyond chance (Fisher's exact test,
/// one side), and governments that do so in more than half of the cases (the binomial tail).
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub(super) fn closings(traits: &[UnitTraits]) -> Vec<Sighting> {
    let mut governments: BTreeMap<(usize, i32), (u64, u64)> = BTreeMap::new();
    for t in traits {
        let sums = governments.entry((t.agency, t.quarter)).or_default();
        *sums = (sums.0 + t.silent_closings, sums.1 + t.closings);
    }
    let threshold = budget(traits.len() + governments.len());
    let expected_of = |t: &UnitTraits| {
        let (silent, all) = governments.get(&(t.agency, t.quarter)).copied().unwrap_or_default();
        let (others, rest) = (silent - t.silent_closings, all - t.closings);
        (rest >= FEWEST).then_some((others as f64 / rest as f64, silent, all))
    };
    let mut found = Vec::new();
    for t in traits.iter().filter(|t| t.silent_closings >= FEWEST) {
        let Some((share, silent, all)) = expected_of(t) else { continue };
        let more = t.silent_closings as f64 / t.closings as f64 - share;
        if more >= MORE && hypergeometric(t.silent_closings, t.closings, silent, all) < threshold {
            found.push(Sighting {
                subject: Subject::Unit(t.unit),
                quarter: Some(t.quarter),
                day: None,
                seen: t.silent_closings,
                of: t.closings,
                expected: share * t.closings as f64,
            });
        }
    }
    for ((agency, quarter), (silent, all)) in governments {
        if silent >= FEWEST && binomial(silent, all, HALF) < threshold {
            found.push(Sighting {
                subject: Subject::Agency(agency),
                quarter: Some(quarter),
                day: None,
                seen: silent,
                of: all,
                expected: HALF * all as f64,
            });
        }
    }
    found
}
