//! Days on which a unit's complaints were entered, or closed, in bulk.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::tails::binomial;
use super::{FEWEST, Sighting, Subject, budget, date, number};
use crate::measure::{ClosingDay, EntryDay};
use crate::terms::Quarter;

/// A bulk day has at least so many times what was to be expected: the daily numbers of real channels scatter more than
/// independent ones do, and a busy day is no bulk day.
const TIMES: f64 = 4.0;

/// Fewest days from which a rhythm is told: each day of the week four times.
const FEWEST_DAYS: i64 = 28;

/// A day is expected to have at least this part of an even day's share, however quiet its weekday is elsewhere.
const QUIETEST: f64 = 0.5;

/// Complaints of a unit on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayCount {
    pub agency: usize,
    pub unit: usize,
    pub day: i64,
    pub complaints: u64,
}

/// Receipts, whatever their file.
pub(super) fn entries(days: &[EntryDay]) -> Vec<DayCount> {
    let of = |d: &EntryDay| DayCount { agency: d.agency, unit: d.unit, day: d.day, complaints: d.complaints };
    days.iter().map(of).collect()
}

/// Closings by unit or admin.
pub(super) fn closings(days: &[ClosingDay]) -> Vec<DayCount> {
    let of = |d: &ClosingDay| DayCount { agency: d.agency, unit: d.unit, day: d.day, complaints: d.complaints };
    days.iter().map(of).collect()
}

/// Counts by day, and by day of the week.
#[derive(Default)]
struct Rhythm {
    days: BTreeMap<i64, u64>,
    weekdays: [u64; 7],
    total: u64,
}

impl Rhythm {
    fn add(&mut self, day: i64, complaints: u64) {
        *self.days.entry(day).or_default() += complaints;
        if let Some(sum) = self.weekdays.get_mut(weekday(day)) {
            *sum += complaints;
        }
        self.total += complaints;
    }

    /// The share that a day would have if it were like the other days of its weekday.
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    fn ordinary_share(&self, day: i64, of_weekday: i64) -> f64 {
        let here = self.days.get(&day).copied().unwrap_or_default();
        let others = self.weekdays.get(weekday(day)).copied().unwrap_or_default() - here;
        let mean = others as f64 / (of_weekday - 1).max(1) as f64;
        let rest = (self.total - here) as f64;
        if rest > 0.0 { mean / (rest + mean) } else { 0.0 }
    }
}

fn weekday(day: i64) -> usize {
    date(day).weekday().num_days_from_monday() as usize
}

/// Days whose number chance does not explain, given the unit's total in the quarter: the binomial tail with the share
/// that the day's weekday has on other days, with the unit itself or in its government, whichever is larger. `span` is
/// the first and the last day of receipt in the data.
#[allow(clippy::cast_precision_loss)]
pub(super) fn days(counts: &[DayCount], span: (i64, i64)) -> Vec<Sighting> {
    let mut governments: BTreeMap<(usize, i32), Rhythm> = BTreeMap::new();
    let mut units: BTreeMap<(usize, i32, usize), Rhythm> = BTreeMap::new();
    for count in counts.iter().filter(|c| (span.0..=span.1).contains(&c.day)) {
        let quarter = Quarter::of(date(count.day)).index();
        governments.entry((count.agency, quarter)).or_default().add(count.day, count.complaints);
        units.entry((count.agency, quarter, count.unit)).or_default().add(count.day, count.complaints);
    }
    let window = |quarter: i32| {
        let quarter = Quarter::from_index(quarter);
        (number(quarter.first_day()).max(span.0), number(quarter.last_day()).min(span.1))
    };
    let length = |(first, last): (i64, i64)| last - first + 1;
    let tests: i64 = units.keys().map(|(_, quarter, _)| length(window(*quarter))).sum();
    let threshold = budget(usize::try_from(tests).unwrap_or(usize::MAX));
    let mut found = Vec::new();
    for ((agency, quarter, unit), own) in &units {
        let (first, last) = window(*quarter);
        let all_days = length((first, last));
        if all_days < FEWEST_DAYS || own.total < FEWEST {
            continue;
        }
        let Some(government) = governments.get(&(*agency, *quarter)) else { continue };
        for (day, seen) in own.days.iter().filter(|(_, seen)| **seen >= FEWEST) {
            let of_weekday = (first..=last).filter(|d| (d - day) % 7 == 0).count() as i64;
            let least = QUIETEST / all_days as f64;
            let share =
                own.ordinary_share(*day, of_weekday).max(government.ordinary_share(*day, of_weekday)).max(least);
            let expected = share * own.total as f64;
            if *seen as f64 >= TIMES * expected && binomial(*seen, own.total, share) < threshold {
                found.push(Sighting {
                    subject: Subject::Unit(*unit),
                    quarter: Some(*quarter),
                    day: Some(*day),
                    seen: *seen,
                    of: own.total,
                    expected,
                });
            }
        }
    }
    found
}
