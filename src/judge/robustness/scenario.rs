//! What is otherwise in a scenario, and which scenarios a configuration has.

use std::fmt;

use crate::config::{Clock, Config, limit_of};
use crate::terms::OtherReading;

/// One choice made otherwise, all others as published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scenario {
    /// The weight of one measure is half as much again, or half of what it is; all weights then add up to 1 again.
    Weight {
        /// The measure.
        measure: String,
        /// Whether it weighs more.
        up: bool,
    },
    /// The rows are read otherwise.
    Reading(OtherReading),
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weight { measure, up } => write!(f, "weight:{measure}:{}", if *up { "up" } else { "down" }),
            Self::Reading(reading) => reading.fmt(f),
        }
    }
}

/// By how much a weight is moved.
const HALF: f64 = 0.5;

/// Each weight alone half less and half more, with all weights that follow. One weight alone cannot be moved.
pub fn weights(config: &Config) -> Vec<(Scenario, Vec<f64>)> {
    let score = &config.score;
    if score.len() < 2 {
        return Vec::new();
    }
    let moved = |place: usize, up: bool| {
        let factor = if up { 1.0 + HALF } else { 1.0 - HALF };
        let weights = score.iter().enumerate();
        let weights: Vec<f64> = weights.map(|(at, s)| if at == place { s.weight * factor } else { s.weight }).collect();
        let total: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / total).collect()
    };
    let both = |(place, part): (usize, &crate::config::Scored)| {
        [false, true].map(|up| (Scenario::Weight { measure: part.measure.clone(), up }, moved(place, up)))
    };
    score.iter().enumerate().flat_map(both).collect()
}

/// The other readings that may bear on the score: the clock, the class where a limit is scored, and duplicates.
pub fn readings(config: &Config) -> Vec<OtherReading> {
    let clock = match config.response.clock {
        Clock::Received => OtherReading::ClockAssigned,
        Clock::Assigned => OtherReading::ClockReceived,
    };
    let classes = [OtherReading::ClassNonSupervisory, OtherReading::ClassSupervisory];
    let by_limit = config.score.iter().any(|part| limit_of(&part.measure).is_some());
    let classes = classes.into_iter().filter(|_| by_limit);
    std::iter::once(clock).chain(classes).chain([OtherReading::DuplicatesKept]).collect()
}

/// Measures that can be scored and are measured anew by another reading: those that follow from the query of the league. The
/// stock and the hand-overs are read once, as the configuration says.
const MEASURED_ANEW: &[&str] = &[
    "response_rate",
    "on_time_rate",
    "resolution_rate",
    "resolution_on_time_rate",
    "volume_attainment",
    "volume_pro_rata",
    "mean_response_hours",
    "median_response_hours",
    "p90_response_hours",
    "mean_response_workdays",
    "mean_resolution_days",
    "mean_resolution_workdays",
    "unanswered_overdue",
];

/// Whether a scored measure is known by another reading.
pub fn is_measured_anew(measure: &str) -> bool {
    MEASURED_ANEW.contains(&measure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SCOREABLE;

    fn config(score: &str) -> Config {
        let text =
            "[unit]\nname = \"X\"\nlevel = \"kota\"\nzone = \"WIB\"\n[[source]]\nfiles = \"a\"\nprofile = \"cases\"\n";
        Config::parse(&format!("{text}{score}"), "rapor.toml", std::path::Path::new(".")).expect("a configuration")
    }

    #[test]
    fn each_weight_moves_alone_by_half_and_the_sum_stays_one() {
        let found = weights(&config("[score]\nweights = { on_time_rate = 0.6, resolution_on_time_rate = 0.4 }\n"));
        let words: Vec<String> = found.iter().map(|(scenario, _)| scenario.to_string()).collect();
        assert_eq!(
            words,
            [
                "weight:on_time_rate:down",
                "weight:on_time_rate:up",
                "weight:resolution_on_time_rate:down",
                "weight:resolution_on_time_rate:up"
            ]
        );
        // 0.3 and 0.4 of 0.7; 0.9 and 0.4 of 1.3; 0.6 and 0.2 of 0.8; 0.6 and 0.6 of 1.2.
        let expected = [[3.0 / 7.0, 4.0 / 7.0], [9.0 / 13.0, 4.0 / 13.0], [0.75, 0.25], [0.5, 0.5]];
        for ((scenario, weights), expected) in found.iter().zip(expected) {
            for (found, expected) in weights.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-12, "{scenario}: {weights:?}");
            }
        }
        assert!(weights(&config("[score]\nweights = { on_time_rate = 1.0 }\n")).is_empty(), "one weight cannot move");
    }

    #[test]
    fn the_class_is_read_otherwise_only_where_a_limit_is_scored() {
        let words = |score: &str| readings(&config(score)).iter().map(|r| r.word()).collect::<Vec<_>>();
        assert_eq!(
            words("[response]\nclock = \"assigned\"\n"),
            ["clock:received", "class:tidak-berkadar-pengawasan", "class:berkadar-pengawasan", "duplicates:kept"]
        );
        assert_eq!(words("[score]\nweights = { response_rate = 1.0 }\n"), ["clock:assigned", "duplicates:kept"]);
    }

    #[test]
    fn of_each_measure_it_is_known_whether_another_reading_measures_it_anew() {
        let not_anew = ["oldest_open_days", "backlog_over_limit", "returned_late"];
        for (measure, _) in SCOREABLE {
            assert_ne!(is_measured_anew(measure), not_anew.contains(measure), "{measure}");
        }
    }
}
