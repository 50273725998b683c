//! Classes that shift from one quarter to the next, towards the longer limit.

use std::collections::BTreeMap;

use super::tails::hypergeometric;
use super::{FEWEST, Sighting, Subject, budget};
use crate::measure::UnitTraits;
use crate::reference::Limit;
use crate::terms::Class;

/// The share must grow by so much: from quarter to quarter what people complain about changes a little.
const GROWTH: f64 = 0.1;

/// How long a limit is, in hours, so that limits of different kinds can be ordered; a working day is 7/5 of a day.
/// `None` where each row has its own.
pub(super) fn length(limit: Limit) -> Option<f64> {
    match limit {
        Limit::Hours(hours) => Some(f64::from(hours)),
        Limit::Days(days) => Some(f64::from(days) * 24.0),
        Limit::WorkingDays(days) => Some(f64::from(days) * 24.0 * 7.0 / 5.0),
        Limit::Source => None,
    }
}

/// Units whose share of classes with a longer limit grew beyond chance since the quarter before: Fisher's exact test
/// (Fisher 1935), one side, for each limit above the shortest. `limit` is the length of the resolution limit of a unit,
/// quarter and class.
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub(super) fn shifts(traits: &[UnitTraits], limit: &dyn Fn(usize, i32, Class) -> Option<f64>) -> Vec<Sighting> {
    let by_place: BTreeMap<(usize, i32), &UnitTraits> = traits.iter().map(|t| ((t.unit, t.quarter), t)).collect();
    let mut tested = Vec::new();
    for now in traits {
        let Some(before) = by_place.get(&(now.unit, now.quarter - 1)) else { continue };
        let lengths: Vec<Option<f64>> = Class::ALL.iter().map(|class| limit(now.unit, now.quarter, *class)).collect();
        let mut steps: Vec<f64> = lengths.iter().copied().flatten().collect();
        steps.sort_by(f64::total_cmp);
        steps.dedup();
        let sum = |t: &UnitTraits, least: f64| -> u64 {
            let counted = lengths.iter().zip(t.classes).filter(|(length, _)| length.is_some_and(|l| l >= least));
            counted.map(|(_, n)| n).sum()
        };
        for step in steps.into_iter().skip(1) {
            let [all_now, all_before] = [now, *before].map(|t| sum(t, f64::MIN));
            if all_now >= FEWEST && all_before >= FEWEST {
                tested.push((now, sum(now, step), all_now, sum(before, step), all_before));
            }
        }
    }
    let threshold = budget(tested.len());
    let shifted = tested.into_iter().filter(|(_, long, all, long_before, all_before)| {
        let growth = *long as f64 / *all as f64 - *long_before as f64 / *all_before as f64;
        *long >= FEWEST
            && growth >= GROWTH
            && hypergeometric(*long, *all, long + long_before, all + all_before) < threshold
    });
    let mut found: Vec<Sighting> = shifted
        .map(|(now, long, all, long_before, all_before)| Sighting {
            subject: Subject::Unit(now.unit),
            quarter: Some(now.quarter),
            day: None,
            seen: long,
            of: all,
            expected: all as f64 * long_before as f64 / all_before as f64,
        })
        .collect();
    // One shift may show at several limits; it is told once, at the shortest of them.
    found.dedup_by_key(|s| (s.subject_number(), s.quarter));
    found
}

impl Sighting {
    fn subject_number(&self) -> usize {
        match self.subject {
            Subject::Unit(n) | Subject::Agency(n) | Subject::File(n) => n,
        }
    }
}
