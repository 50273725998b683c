//! Which target holds for a row, and how far it is met.

use crate::config::{Config, Direction, Target, is_scoreable};
use crate::terms::{Kind, Quarter};

/// For whom a target is looked up.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The unit's id; `None` = the government itself.
    pub skpd: Option<&'a str>,
    /// The unit's kind.
    pub kind: Option<Kind>,
    /// The quarter.
    pub quarter: Quarter,
    /// Whether it belongs to the government of the configuration, whose volume the targets mean.
    pub home: bool,
}

/// The target of a measure: one for the unit beats one for its kind beats one for all, and one for the
/// quarter beats one for the year. A volume without a unit belongs to the government alone.
#[must_use]
pub fn find<'a>(config: &'a Config, measure: &str, subject: Subject<'_>) -> Option<&'a Target> {
    let holds = |t: &&Target| {
        let unit = match (&t.skpd, subject.skpd) {
            (Some(wanted), Some(skpd)) => wanted == skpd,
            (Some(_), None) => false,
            (None, Some(_)) => measure != "received",
            (None, None) => subject.home || measure != "received",
        };
        let kind = t.kind.is_none() || (subject.skpd.is_some() && t.kind == subject.kind);
        t.measure == measure
            && unit
            && kind
            && t.year == subject.quarter.year()
            && t.quarter.is_none_or(|q| q == subject.quarter)
    };
    let weight = |t: &&Target| (t.skpd.is_some(), t.kind.is_some(), t.quarter.is_some());
    config.targets.iter().filter(holds).max_by_key(weight)
}

/// How far a value meets a target: value / target where higher is better, target / value where lower
/// is better (a value of 0 then meets it wholly). Not capped.
///
/// ```
/// use rapor::config::Direction;
/// use rapor::judge::attainment;
/// assert_eq!(attainment(0.6, 0.8, Direction::Higher), 0.6 / 0.8);
/// assert_eq!(attainment(10.0, 5.0, Direction::Lower), 0.5);
/// assert_eq!(attainment(0.0, 5.0, Direction::Lower), 1.0);
/// ```
#[must_use]
pub fn attainment(value: f64, target: f64, direction: Direction) -> f64 {
    match direction {
        Direction::Higher => value / target,
        Direction::Lower if value <= 0.0 => 1.0,
        Direction::Lower => target / value,
    }
}

/// The attainment of a scored measure, capped as the target says (at 1 where it does not).
///
/// `None` where a measure that is no rate has no target: the caller has checked that this cannot
/// happen for a configured score.
#[must_use]
pub fn scored(config: &Config, measure: &str, value: f64, subject: Subject<'_>) -> Option<f64> {
    let default = is_scoreable(measure)?;
    let target = find(config, measure, subject);
    let rate = measure.ends_with("_rate") || measure == "volume_attainment";
    let aim = target.map(|t| t.value).or_else(|| rate.then_some(1.0))?;
    let direction = target.and_then(|t| t.direction).unwrap_or(default);
    let cap = target.and_then(|t| t.cap).unwrap_or(1.0);
    Some(attainment(value, aim, direction).min(cap))
}
