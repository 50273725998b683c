//! The measures of a score as complaints tell them, and how a score moves with them.

use crate::config::{Config, Direction};
use crate::judge::targets::{Subject, aim};
use crate::measure::{Cell, Moments};

/// A measure of which the complaints of a quarter are a sample.
#[derive(Debug, Clone, Copy)]
pub enum Sampled {
    /// Of those that count, the part that kept it.
    Rate {
        /// Whether a complaint counts.
        counts: fn(&Cell) -> bool,
        /// Whether it kept it.
        kept: fn(&Cell) -> bool,
    },
    /// The mean of a time.
    Mean {
        /// The times of a way of handling.
        moments: fn(&Cell) -> Moments,
        /// The measure's unit in that of the times.
        unit: f64,
    },
}

/// How sure a scored measure is.
#[derive(Debug, Clone, Copy)]
pub enum Sureness {
    /// As sure as its complaints are many.
    Sampled(Sampled),
    /// It is counted and cannot err: how many complaints came in.
    Counted,
    /// A quantile, an extreme or a stock: nothing here tells its error.
    Untold,
}

/// How sure a measure is.
pub fn sureness(measure: &str) -> Sureness {
    let rate = |counts, kept| Sureness::Sampled(Sampled::Rate { counts, kept });
    let mean = |moments, unit| Sureness::Sampled(Sampled::Mean { moments, unit });
    match measure {
        "response_rate" => rate(|_| true, |c| c.responded),
        "on_time_rate" => rate(|c| c.due, |c| c.in_time),
        "resolution_rate" => rate(|_| true, |c| c.closed),
        "resolution_on_time_rate" => rate(|c| c.resolution_due, |c| c.resolved_in_time),
        "mean_response_hours" => mean(|c| c.response_tenths, 0.1),
        "mean_response_workdays" => mean(|c| c.response_workdays, 1.0),
        "mean_resolution_days" => mean(|c| c.resolution_tenths, 1.0 / 240.0),
        "mean_resolution_workdays" => mean(|c| c.resolution_workdays, 1.0),
        _ if measure.starts_with("volume") => Sureness::Counted,
        _ => Sureness::Untold,
    }
}

/// A sampled measure of a score, with the target that holds for one of those compared.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The measure.
    pub sampled: Sampled,
    /// Its weight in the score.
    pub weight: f64,
    /// The target.
    pub aim: f64,
    /// Which way it is good.
    pub direction: Direction,
    /// The attainment above which nothing is gained.
    pub cap: f64,
}

impl Part {
    /// How much the attainment moves with the measure from one value to another: 1 / target where more is better; minus target
    /// / (one x other) where less is, which is exactly what lies between target / one and target / other. A value beyond
    /// the cap is taken at the cap, from where it moves on.
    pub fn slope(&self, one: f64, other: f64) -> f64 {
        match self.direction {
            Direction::Higher => 1.0 / self.aim,
            Direction::Lower => {
                let least = self.aim / self.cap;
                -self.aim / (one.max(least) * other.max(least))
            }
        }
    }
}

/// The sampled measures of the score with what they are held against; `None` where one of them does not tell its error, and where
/// there is none: what is only counted cannot be off, and no sample says how sure its order is.
pub fn parts(config: &Config, subject: Subject<'_>) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for scored in &config.score {
        match sureness(&scored.measure) {
            Sureness::Counted => {}
            Sureness::Untold => return None,
            Sureness::Sampled(sampled) => {
                let aim = aim(config, &scored.measure, subject).filter(|a| a.value > 0.0)?;
                let (weight, direction, cap) = (scored.weight, aim.direction, aim.cap);
                parts.push(Part { sampled, weight, aim: aim.value, direction, cap });
            }
        }
    }
    (!parts.is_empty()).then_some(parts)
}
