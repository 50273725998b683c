//! Deadlines of one complaint: which limit applies, and when it has passed.

use chrono::{Days, NaiveDate};
use rustc_hash::FxHashMap;

use crate::reference::{Calendar, Deadlines, Limit, Step};
use crate::terms::{Class, Level, Quarter, Zone};
use crate::validate::Stamp;

/// When a limit passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// No limit applies, or the calendar does not cover it.
    Never,
    /// At an instant, inclusive; two where the start is known only to the day.
    At {
        /// The earliest last second that is in time (the pessimistic reading).
        early: i64,
        /// The latest one (the optimistic reading).
        late: i64,
    },
    /// When the working-day number of a whole day reaches one; two where the start lies between two exports.
    WorkingDay {
        /// The earliest (the pessimistic reading).
        early: i32,
        /// The latest one (the optimistic reading).
        late: i32,
    },
}

/// Finds deadlines, remembering those found.
pub struct Limits<'a> {
    deadlines: &'a Deadlines,
    calendar: &'a Calendar,
    picked: FxHashMap<(Step, Option<Class>, u32, NaiveDate), Option<Limit>>,
    /// Years that a working-day limit needed and the calendar does not cover.
    pub uncovered: std::collections::BTreeSet<i32>,
}

/// When a clock starts, and the row's own deadline.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    /// The start, or the first time at which it can have been.
    pub first: Stamp,
    /// The last time at which it can have been.
    pub last: Stamp,
    /// The row's own deadline.
    pub own: Stamp,
}

impl Start {
    /// A start that is known as well as its stamp tells.
    pub fn at(start: Stamp, own: Stamp) -> Self {
        Self { first: start, last: start, own }
    }
}

/// A unit as deadlines see it.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// Its number.
    pub number: u32,
    /// Its id.
    pub id: &'a str,
    /// The level of its government.
    pub level: Level,
}

impl<'a> Limits<'a> {
    /// With these deadlines and this calendar.
    pub fn new(deadlines: &'a Deadlines, calendar: &'a Calendar) -> Self {
        Self { deadlines, calendar, picked: FxHashMap::default(), uncovered: std::collections::BTreeSet::new() }
    }

    /// When the limit of a step passes for a clock that starts at `start`.
    pub fn due(&mut self, step: Step, class: Option<Class>, owner: Owner<'_>, start: Start, zone: Zone) -> Due {
        let first = self.due_from(step, class, owner, (start.first, start.own), zone);
        if start.first == start.last {
            return first;
        }
        match (first, self.due_from(step, class, owner, (start.last, start.own), zone)) {
            (Due::At { early, .. }, Due::At { late, .. }) => Due::At { early, late },
            (Due::WorkingDay { early, .. }, Due::WorkingDay { late, .. }) => Due::WorkingDay { early, late },
            // Another limit came into force between the two: the first one is kept.
            _ => first,
        }
    }

    fn due_from(
        &mut self,
        step: Step,
        class: Option<Class>,
        owner: Owner<'_>,
        (start, own): (Stamp, Stamp),
        zone: Zone,
    ) -> Due {
        let Some(date) = start.date(zone) else { return Due::Never };
        let pick = || self.deadlines.pick(step, class, owner.id, owner.level, date).map(|d| d.limit);
        let limit = *self.picked.entry((step, class, owner.number, date)).or_insert_with(pick);
        match limit {
            None => Due::Never,
            Some(Limit::Hours(hours)) => {
                let add = i64::from(hours) * 3600;
                match (start.earliest(zone), start.latest(zone)) {
                    (Some(early), Some(late)) => Due::At { early: early + add, late: late + add },
                    _ => Due::Never,
                }
            }
            Some(Limit::Days(days)) => date.checked_add_days(Days::new(u64::from(days))).map_or(Due::Never, |end| {
                let end = zone.end_of_day(end);
                Due::At { early: end, late: end }
            }),
            Some(Limit::WorkingDays(days)) => {
                if !self.calendar.covers(chrono::Datelike::year(&date)) {
                    self.uncovered.insert(chrono::Datelike::year(&date));
                    return Due::Never;
                }
                let number = self.calendar.ordinal(date) + i32::try_from(days).unwrap_or(i32::MAX / 2);
                Due::WorkingDay { early: number, late: number }
            }
            Some(Limit::Source) => own.latest(zone).map_or(Due::Never, |end| Due::At { early: end, late: end }),
        }
    }
}

/// The working-day number of the last whole local day before or at an instant.
///
/// A day beyond the calendar is not counted as a working day: its holidays are not known.
#[must_use]
pub fn work_of_last_whole_day(calendar: &Calendar, instant: i64, zone: Zone) -> i32 {
    let last = zone.date(instant + 1).pred_opt().unwrap_or(NaiveDate::MIN);
    let covered = calendar.covered_years().iter().max().and_then(|y| NaiveDate::from_ymd_opt(*y, 12, 31));
    calendar.ordinal(covered.map_or(last, |c| last.min(c)))
}

/// The ends of quarters, up to as-of, for placing limits and closings.
pub struct QuarterEnds {
    ends: Vec<(Quarter, i64, i32)>,
    zone: Zone,
}

impl QuarterEnds {
    /// From the quarter of the first receipt to that of as-of.
    pub fn new(first: NaiveDate, as_of: i64, zone: Zone, calendar: &Calendar) -> Self {
        let last = Quarter::of(zone.date(as_of));
        let ends = Quarter::of(first)
            .through(last)
            .map(|q| {
                let end = zone.end_of_day(q.last_day()).min(as_of);
                (q, end, work_of_last_whole_day(calendar, end, zone))
            })
            .collect();
        Self { ends, zone }
    }

    /// The first quarter by whose end (or as-of) a limit had passed; `None` where it had not by as-of.
    pub fn passed_in(&self, due: Due) -> Option<Quarter> {
        let index = match due {
            Due::Never => return None,
            Due::At { early, .. } => self.ends.partition_point(|(_, end, _)| *end < early),
            Due::WorkingDay { early, .. } => self.ends.partition_point(|(_, _, work)| *work < early),
        };
        self.ends.get(index).map(|(q, _, _)| *q)
    }

    /// The quarter of a time.
    pub fn of(&self, stamp: Stamp) -> Option<Quarter> {
        stamp.date(self.zone).map(Quarter::of)
    }
}
