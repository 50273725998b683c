//! Which target holds for a row, and how far it is met.

use crate::config::{Config, Direction, Target, is_rate, is_scoreable};
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

/// What a scored measure is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// The value aimed at.
    pub value: f64,
    /// Which way the measure is good.
    pub direction: Direction,
    /// Where the attainment is cut off.
    pub cap: f64,
}

/// What holds where no target of the configuration does: what the preset says, else 1 for a rate.
#[must_use]
pub fn default_aim(config: &Config, measure: &str) -> Option<Aim> {
    let direction = is_scoreable(measure)?;
    let preset = config.preset.as_ref().and_then(|preset| preset.measure(measure));
    match preset {
        Some(m) => Some(Aim { value: m.target, direction: m.direction, cap: m.cap }),
        None => is_rate(measure).then_some(Aim { value: 1.0, direction, cap: 1.0 }),
    }
}

/// What a target asks for, with the good direction of its measure and a cap of 1 where it states none.
#[must_use]
pub fn aim_of(target: &Target) -> Aim {
    let direction = target.direction.or_else(|| is_scoreable(&target.measure)).unwrap_or(Direction::Higher);
    Aim { value: target.value, direction, cap: target.cap.unwrap_or(1.0) }
}

/// What a scored measure is held against: its target, else what holds without one.
///
/// `None` where a measure that is no rate has no target: the caller has checked that this cannot
/// happen for a configured score.
#[must_use]
pub fn aim(config: &Config, measure: &str, subject: Subject<'_>) -> Option<Aim> {
    is_scoreable(measure)?;
    find(config, measure, subject).map(aim_of).or_else(|| default_aim(config, measure))
}

/// The attainment of a scored measure, capped; see [`aim`].
#[must_use]
pub fn scored(config: &Config, measure: &str, value: f64, subject: Subject<'_>) -> Option<f64> {
    let aim = aim(config, measure, subject)?;
    Some(attainment(value, aim.value, aim.direction).min(aim.cap))
}
