//! Which measures can be scored and targeted, in which direction they are good, and on which limit they depend.

use crate::reference::Step;

/// Which way a measure is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// A measure of the score: a column of `league.csv`, or `volume_pro_rata`.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// Its name.
    pub measure: String,
    /// Its share of the score; all shares add up to 1.
    pub weight: f64,
}

/// Measures that can be scored, with their good direction.
pub const SCOREABLE: &[(&str, Direction)] = &[
    ("response_rate", Direction::Higher),
    ("on_time_rate", Direction::Higher),
    ("resolution_rate", Direction::Higher),
    ("resolution_on_time_rate", Direction::Higher),
    ("volume_attainment", Direction::Higher),
    ("volume_pro_rata", Direction::Higher),
    ("mean_response_hours", Direction::Lower),
    ("median_response_hours", Direction::Lower),
    ("p90_response_hours", Direction::Lower),
    ("mean_response_workdays", Direction::Lower),
    ("mean_resolution_days", Direction::Lower),
    ("mean_resolution_workdays", Direction::Lower),
    ("oldest_open_days", Direction::Lower),
    ("backlog_over_limit", Direction::Lower),
    ("returned_late", Direction::Lower),
    ("unanswered_overdue", Direction::Lower),
];

/// Further measures that may have a target, to be shown beside it.
const COUNTED: &[&str] = &["received", "eligible", "responded", "closed", "open", "backlog_closing"];

/// The good direction of a measure that can be scored; `None` for any other word.
#[must_use]
pub fn is_scoreable(measure: &str) -> Option<Direction> {
    SCOREABLE.iter().find(|(m, _)| *m == measure).map(|(_, d)| *d)
}

/// Whether a target can be set for the measure.
#[must_use]
pub fn is_measure(measure: &str) -> bool {
    is_scoreable(measure).is_some() || COUNTED.contains(&measure)
}

/// All measures that can be scored, for messages.
#[must_use]
pub fn scoreable_names() -> String {
    SCOREABLE.iter().map(|(m, _)| *m).collect::<Vec<_>>().join(", ")
}

/// Whether a measure without a target is measured against 1.
#[must_use]
pub fn is_rate(measure: &str) -> bool {
    measure.ends_with("_rate") || matches!(measure, "volume_attainment" | "volume_pro_rata")
}

/// The step whose limit a measure that can be scored depends on; `None` where it knows no limit.
#[must_use]
pub fn limit_of(measure: &str) -> Option<Step> {
    match measure {
        "on_time_rate" | "unanswered_overdue" | "returned_late" => Some(Step::Response),
        "resolution_on_time_rate" | "backlog_over_limit" => Some(Step::Resolution),
        _ => None,
    }
}
