//! How long complaints of a line's row waited and took, as far as its cut tells.

use super::league_row::LeagueRow;
use super::mean_difference::Sample;
use super::survival::{Curve, RestrictedMean};
use crate::measure::{AtAge, Moments};

/// Minutes of an hour.
const HOUR: f64 = 60.0;

/// The times of a row. Each is `None` where the league table leaves its column empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LineTimes {
    /// Hours until the response, of all complaints.
    pub waiting_hours: Option<Waiting>,
    /// Hours to the response, of those answered by the cut.
    pub response_hours: Option<MeanTime>,
    /// Working days to the response, of those answered by the cut.
    pub response_workdays: Option<MeanTime>,
    /// Days to the resolution, of those closed by the cut.
    pub resolution_days: Option<MeanTime>,
    /// Working days to the resolution, of those closed by the cut.
    pub resolution_workdays: Option<MeanTime>,
}

/// A restricted mean in hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waiting {
    /// The mean: a complaint still unanswered at the horizon counts with the whole of it.
    pub mean: f64,
    /// Complaints followed.
    pub complaints: u64,
    /// Complaints of which all is known up to the horizon.
    pub known: f64,
    /// The variance of one of them.
    pub variance: f64,
}

impl Waiting {
    fn of(curve: &Curve<'_>, RestrictedMean { value, error, known, .. }: RestrictedMean) -> Self {
        // Where none is lost from sight the error is that of a sample's mean, but for the factor known / (known - 1).
        let variance = if known > 1.0 { error * error * known * known / (known - 1.0) } else { 0.0 };
        Self { mean: value / HOUR, complaints: curve.complaints(), known, variance: variance / (HOUR * HOUR) }
    }

    /// As a sample of the complaints known up to the horizon.
    pub(super) fn sample(&self) -> Sample {
        Sample { count: self.known, mean: self.mean, variance: self.variance }
    }
}

/// A mean over those that have the time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanTime {
    /// The mean, as the league table has it.
    pub mean: f64,
    /// The sum it comes from: whole seconds, or working days.
    pub sum: u64,
    /// How many have the time.
    pub count: u64,
    /// The variance of one of them; `None` of fewer than two.
    pub variance: Option<f64>,
}

impl MeanTime {
    /// `unit` is what the moments count in, as a part of the mean's unit.
    fn of(mean: f64, sum: u64, moments: Moments, unit: f64) -> Self {
        let sample = Sample::of(moments.count, moments.sum, moments.squares);
        Self { mean, sum, count: moments.count, variance: sample.map(|s| s.scaled(unit).variance) }
    }

    /// As a sample; `None` of fewer than two.
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    pub(super) fn sample(&self) -> Option<Sample> {
        Some(Sample { count: self.count as f64, mean: self.mean, variance: self.variance? })
    }
}

impl LineTimes {
    /// Of a row and what was measured of it; `horizon` in minutes.
    pub(super) fn of(row: &LeagueRow, at_age: Option<&AtAge>, horizon: u32) -> Self {
        let Some(at_age) = at_age else { return Self::default() };
        let f = &at_age.figures;
        let waiting_hours = row.restricted_mean_response_hours.and_then(|_| {
            let curve = Curve::new(&f.until_response.exits);
            curve.restricted_mean(horizon).map(|mean| Waiting::of(&curve, mean))
        });
        let mean = |mean: Option<f64>, sum, moments, unit| mean.map(|mean| MeanTime::of(mean, sum, moments, unit));
        let workdays = |mean: Option<f64>, moments: Moments| mean.map(|m| MeanTime::of(m, moments.sum, moments, 1.0));
        Self {
            waiting_hours,
            response_hours: mean(row.mean_response_hours, f.response_seconds_sum, at_age.response_tenths, 0.1),
            response_workdays: workdays(row.mean_response_workdays, at_age.response_workdays),
            resolution_days: mean(
                row.mean_resolution_days,
                f.resolution_seconds_sum,
                at_age.resolution_tenths,
                0.1 / 24.0,
            ),
            resolution_workdays: workdays(row.mean_resolution_workdays, at_age.resolution_workdays),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Exits;

    #[test]
    fn where_nobody_is_lost_from_sight_the_restricted_mean_is_that_of_a_sample() {
        // 2, 4, 4 and 14 hours up to a horizon of 10, and one never answered: 2, 4, 4, 10, 10.
        let exit = |minute, events, censored| Exits { minute, events, competing: 0, censored };
        let exits = [exit(120, 1, 0), exit(240, 2, 0), exit(600, 1, 1)];
        let curve = Curve::new(&exits);
        let waiting = Waiting::of(&curve, curve.restricted_mean(600).expect("seen to the horizon"));
        let by_hand = Sample::of(5, 30, 4 + 16 + 16 + 100 + 100).expect("a sample");
        assert_eq!((waiting.complaints, waiting.known), (5, 5.0));
        assert!((waiting.mean - by_hand.mean).abs() < 1e-12, "{waiting:?}");
        assert!((waiting.variance - by_hand.variance).abs() < 1e-9, "{waiting:?} {by_hand:?}");
    }

    #[test]
    fn a_mean_keeps_its_seconds_and_takes_its_spread_from_tenths_of_an_hour() {
        // 359 and 3,601 seconds: 0 and 10 tenths.
        let moments = Moments { count: 2, sum: 10, squares: 100 };
        let mean = MeanTime::of(0.55, 3_960, moments, 0.1);
        assert_eq!((mean.sum, mean.count), (3_960, 2));
        let sample = mean.sample().expect("two of them");
        assert!((sample.mean - 0.55).abs() < 1e-12 && (sample.variance - 0.5).abs() < 1e-12, "{sample:?}");
        assert!(MeanTime::of(0.1, 360, Moments { count: 1, sum: 1, squares: 1 }, 0.1).sample().is_none());
    }
}
