//! Waiting times again: each complaint followed by itself, each curve walked from outcome to outcome.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::complaint::{Answer, Complaint};
use super::rules::Rules;
use super::table::Cells;

/// How a complaint's waiting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// With the outcome.
    Outcome,
    /// Set aside.
    Aside,
    /// It was seen no longer.
    Unseen,
    /// The same, and an outcome is proved at an unknown time.
    Untimed,
}

/// Minutes waited, and how that ended.
pub type Waited = (i64, Ending);

/// Whose clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    Unit,
    Government,
}

/// The minutes for which a complaint waited: in the minute of an outcome, or the whole ones for which it was seen.
fn minutes(complaint: &Complaint, clock: Clock, until: NaiveDateTime, ending: Ending) -> Waited {
    let start = if clock == Clock::Unit { complaint.start } else { complaint.received };
    let seconds = (until - start).num_seconds().max(0);
    let begun = i64::from(seconds % 60 > 0 && matches!(ending, Ending::Outcome | Ending::Aside));
    (seconds / 60 + begun, ending)
}

/// Until the first response, of an eligible complaint.
pub fn for_response(complaint: &Complaint, clock: Clock, rules: &Rules) -> Option<Waited> {
    if !complaint.exclusion.is_empty() {
        return None;
    }
    let (until, ending) = match complaint.answer(rules.as_of) {
        Answer::At(at) => (at, Ending::Outcome),
        Answer::SomeTime => (rules.as_of, Ending::Untimed),
        Answer::None => (complaint.given_up(rules.as_of).unwrap_or(rules.as_of), Ending::Unseen),
    };
    Some(minutes(complaint, clock, until, ending))
}

/// Until the resolution, of an eligible or archived complaint.
pub fn for_resolution(complaint: &Complaint, clock: Clock, rules: &Rules) -> Option<Waited> {
    let (until, ending) = match complaint.exclusion {
        "" => match complaint.resolved().filter(|_| complaint.closed_by(rules.as_of)) {
            Some(at) => (at, Ending::Outcome),
            None => (rules.as_of, Ending::Unseen),
        },
        "excluded_archived" => complaint.set_aside().map_or((rules.as_of, Ending::Untimed), |at| (at, Ending::Aside)),
        _ => return None,
    };
    Some(minutes(complaint, clock, until, ending))
}

/// The curve of what is pending.
pub struct Curve {
    /// The minute of each outcome, and the share pending from it on.
    steps: Vec<(i64, f64)>,
    /// The last minute at which a complaint was seen.
    last: i64,
    /// Whether every complaint came to an end.
    ended: bool,
}

/// Walks through the outcomes; `None` without complaints.
pub fn curve(waited: &[Waited]) -> Option<Curve> {
    let last = waited.iter().map(|(minute, _)| *minute).max()?;
    let mut at: BTreeMap<i64, (f64, f64)> = BTreeMap::new();
    for (minute, ending) in waited {
        match ending {
            Ending::Outcome => at.entry(*minute).or_default().0 += 1.0,
            Ending::Aside => at.entry(*minute).or_default().1 += 1.0,
            Ending::Unseen | Ending::Untimed => {}
        }
    }
    let (mut open, mut pending) = (1.0, 1.0);
    let mut steps = Vec::new();
    for (minute, (outcomes, aside)) in at {
        let waiting = float(waited.iter().filter(|(other, _)| *other >= minute).count());
        pending -= open * outcomes / waiting;
        open *= 1.0 - (outcomes + aside) / waiting;
        steps.push((minute, pending));
    }
    let seen_at_the_end =
        |(minute, ending): &Waited| *minute == last && matches!(ending, Ending::Unseen | Ending::Untimed);
    Some(Curve { steps, last, ended: !waited.iter().any(seen_at_the_end) })
}

impl Curve {
    /// The share pending after a minute.
    pub fn pending(&self, minute: i64) -> Option<f64> {
        let step = self.steps.iter().rev().find(|(at, _)| *at <= minute);
        (minute <= self.last || self.ended).then(|| step.map_or(1.0, |(_, share)| *share))
    }

    /// The area up to a horizon, in minutes.
    pub fn area(&self, horizon: i64) -> Option<f64> {
        self.pending(horizon)?;
        let (mut area, mut from, mut share) = (0.0, 0, 1.0);
        for (at, next) in self.steps.iter().filter(|(at, _)| *at < horizon) {
            area += share * length(*at - from);
            (from, share) = (*at, *next);
        }
        Some(area + share * length(horizon - from))
    }

    /// The median, in minutes.
    pub fn median(&self) -> Option<f64> {
        let half = self.steps.iter().position(|(_, share)| *share < 0.5 + 1e-9)?;
        let (minute, share) = self.steps[half];
        let lower = self.steps[half..].iter().find(|(_, share)| *share < 0.5 - 1e-9).map_or(self.last, |(at, _)| *at);
        let flat = (share - 0.5).abs() < 1e-9;
        Some(f64::midpoint(length(minute), length(if flat { lower } else { minute })))
    }
}

/// The cells of `kurva.csv` but for the intervals; `hours` where hours may be told at all.
pub fn cells(waited: &[Waited], horizon: i64, hours: bool) -> Option<Cells> {
    let curve = curve(waited)?;
    let count = |endings: &[Ending]| Some(float(waited.iter().filter(|(_, e)| endings.contains(e)).count()));
    let in_hours = |minutes: Option<f64>| minutes.filter(|_| hours).map(|m| m / 60.0);
    let mut cells = Cells::from([
        ("complaints", Some(float(waited.len()))),
        ("events", count(&[Ending::Outcome])),
        ("competing", count(&[Ending::Aside])),
        ("censored", count(&[Ending::Unseen, Ending::Untimed])),
        ("time_unknown", count(&[Ending::Untimed])),
        ("median_hours", in_hours(curve.median())),
        ("restricted_mean_hours", in_hours(curve.area(horizon))),
    ]);
    let days = [("pending_1d", 1), ("pending_3d", 3), ("pending_5d", 5), ("pending_14d", 14), ("pending_60d", 60)];
    cells.extend(days.map(|(name, days)| (name, curve.pending(days * 24 * 60))));
    Some(cells)
}

#[allow(clippy::cast_precision_loss)] // counts of a test are small
fn float(count: usize) -> f64 {
    count as f64
}

#[allow(clippy::cast_precision_loss)] // minutes of some years
fn length(minutes: i64) -> f64 {
    minutes as f64
}
