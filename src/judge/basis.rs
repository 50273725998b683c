//! The rules of the score in words: each measure with its weight, direction, target and cap, and each target.

use super::report::TargetText;
use super::targets::{aim_of, default_aim};
use crate::config::{Config, Direction, Target, is_scoreable};

/// A measure of the score.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredText {
    /// The measure.
    pub measure: String,
    /// Its share of the score; 0 = shown and not scored.
    pub weight: f64,
    /// Which way it is good, where no target says otherwise.
    pub direction: Direction,
    /// What it is held against where no target of the configuration holds; `None` = every row has one of its own.
    pub target: Option<f64>,
    /// Where the attainment is cut off, where no target says otherwise.
    pub cap: f64,
}

/// Every measure of the score, and behind them those that the preset shows without scoring them.
pub fn measures(config: &Config) -> Vec<ScoredText> {
    let shown = config.preset.iter().flat_map(|p| &p.measures).filter(|m| m.weight <= 0.0).map(|m| (&m.measure, 0.0));
    let scored = config.score.iter().map(|s| (&s.measure, s.weight));
    let text = |(measure, weight): (&String, f64)| {
        let aim = default_aim(config, measure);
        ScoredText {
            measure: measure.clone(),
            weight,
            direction: aim.map(|a| a.direction).or_else(|| is_scoreable(measure)).unwrap_or(Direction::Higher),
            target: aim.map(|a| a.value),
            cap: aim.map_or(1.0, |a| a.cap),
        }
    };
    scored.chain(shown).map(text).collect()
}

/// A target, with the direction and the cap that hold where it states none.
pub fn target(target: &Target) -> TargetText {
    let aim = aim_of(target);
    TargetText {
        measure: target.measure.clone(),
        year: target.year,
        scope: target.skpd.clone().or_else(|| target.kind.map(|k| k.to_string())).unwrap_or_default(),
        value: target.value,
        quarter: target.quarter,
        direction: aim.direction,
        cap: aim.cap,
    }
}
