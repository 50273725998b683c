//! The measures that are compared between quarters of equal age, and the interval of the difference of each.
//!
//! # Which mean of a time tells of a change
//!
//! A mean over answered complaints is one over another part of them in either quarter: who answers fewer of the hard ones has
//! a shorter mean, and who clears old ones a longer. So the mean by which a change of speed is judged counts all
//! complaints: the restricted mean of the time until the response (Royston and Parmar, BMC Medical Research Methodology 13
//! (2013), 152), in which an unanswered one counts with the whole horizon, and one whose cut came before with the time for which it
//! was seen.
//!
//! The means over answered (closed) complaints are published, so they are compared too, but a word is told of them only where
//! the share answered (closed) did not move the other way. With a share `p` answered in `m` hours on average, and any horizon `h`
//! for the rest, the mean over all is `p m + (1 - p) h`: where `m` falls and `p` does not, it falls whatever `h` is. Where
//! both fall, either may be true, and nothing is said.

use crate::judge::line::LineRow;
use crate::judge::line_times::{LineTimes, MeanTime};
use crate::judge::mean_difference::mean_difference;
use crate::judge::newcombe::newcombe;
use crate::judge::normal;

use super::{Moved, Sided};

/// What all comparisons of a group may err together.
pub(super) const ERROR: f64 = 0.05;

/// Fewest complaints known up to the horizon of which a restricted mean is compared: as many as its own interval asks for.
const FEWEST_WAITING: u64 = 10;

/// The least and the most that the numerator of a rate can be, and its denominator.
type Share = (u64, u64, u64);

/// A measure that is compared.
pub(super) struct Compared {
    /// The column of the league table.
    pub name: &'static str,
    /// Whether it is compared only where the policy scores it.
    pub only_scored: bool,
    how: How,
}

enum How {
    /// A rate: more is better.
    Rate { side: fn(&LineRow) -> Sided, share: fn(&LineRow) -> Share },
    /// A mean over answered (closed) complaints, and the share of these: less is better.
    Mean { time: fn(&LineTimes) -> Option<MeanTime>, share: fn(&LineRow) -> Share },
    /// The restricted mean over all complaints: less is better.
    Waiting,
}

fn answered(row: &LineRow) -> Share {
    (row.responded_surely, row.responded_possibly, row.eligible)
}

fn closed(row: &LineRow) -> Share {
    (row.closed, row.closed, row.eligible)
}

const fn mean(
    name: &'static str,
    only_scored: bool,
    time: fn(&LineTimes) -> Option<MeanTime>,
    share: fn(&LineRow) -> Share,
) -> Compared {
    Compared { name, only_scored, how: How::Mean { time, share } }
}

/// Every measure that is compared, in the order of the table.
pub(super) const COMPARED: [Compared; 8] = [
    Compared {
        name: "response_rate",
        only_scored: false,
        how: How::Rate {
            side: |r| Sided { value: r.response_rate, part: Some(r.responded), whole: Some(r.eligible) },
            share: answered,
        },
    },
    Compared {
        name: "on_time_rate",
        only_scored: false,
        how: How::Rate {
            side: |r| Sided { value: r.on_time_rate, part: r.responded_in_time, whole: Some(r.due) },
            share: |r| (r.responded_in_time.unwrap_or(0), r.responded_in_time.unwrap_or(0), r.due),
        },
    },
    Compared {
        name: "resolution_on_time_rate",
        only_scored: false,
        how: How::Rate {
            side: |r| Sided {
                value: r.resolution_on_time_rate,
                part: r.resolved_in_time,
                whole: Some(r.resolution_due),
            },
            share: |r| (r.resolved_in_time.unwrap_or(0), r.resolved_in_time.unwrap_or(0), r.resolution_due),
        },
    },
    Compared { name: "restricted_mean_response_hours", only_scored: false, how: How::Waiting },
    mean("mean_response_hours", false, |t| t.response_hours, answered),
    mean("mean_response_workdays", true, |t| t.response_workdays, answered),
    mean("mean_resolution_days", false, |t| t.resolution_days, closed),
    mean("mean_resolution_workdays", true, |t| t.resolution_workdays, closed),
];

impl Compared {
    /// Whether it is a mean over answered (closed) complaints alone.
    pub fn is_of_answered(&self) -> bool {
        matches!(self.how, How::Mean { .. })
    }

    /// Whether it is a time, of which less is better.
    pub fn is_time(&self) -> bool {
        !matches!(self.how, How::Rate { .. })
    }

    /// Its value in a row, with its parts.
    pub fn side(&self, row: &LineRow) -> Sided {
        match self.how {
            How::Rate { side, .. } => side(row),
            How::Mean { time, .. } => time(&row.times).map_or_else(Sided::default, |t| Sided {
                value: Some(t.mean),
                part: Some(t.sum),
                whole: Some(t.count),
            }),
            How::Waiting => row.times.waiting_hours.map_or_else(Sided::default, |w| Sided {
                value: Some(w.mean),
                part: None,
                whole: Some(w.complaints),
            }),
        }
    }

    /// Whether a row has fewer complaints than a comparison needs. Where no time is told it is asked of those that might have
    /// one, so that want of evidence is not taken for want of complaints.
    pub fn is_few(&self, row: &LineRow, minimum_volume: u64) -> bool {
        match self.how {
            How::Rate { share, .. } => share(row).2 < minimum_volume.max(1),
            How::Mean { time, share } => {
                time(&row.times).map_or_else(|| share(row).1, |t| t.count) < minimum_volume.max(2)
            }
            #[allow(clippy::cast_precision_loss)] // a configured count
            How::Waiting => {
                let least = minimum_volume.max(FEWEST_WAITING);
                row.times.waiting_hours.map_or(row.eligible < least, |w| w.known < least as f64)
            }
        }
    }

    /// The interval of the difference, missing the true one with a probability of `error`; `None` where nothing varies. Where a
    /// rate depends on the reading whether an answer came by the cut, it reaches from the lowest end to the highest of all
    /// readings.
    pub fn interval(&self, now: &LineRow, before: &LineRow, error: f64) -> Option<(f64, f64)> {
        match self.how {
            How::Rate { share, .. } => {
                let z = normal::quantile(1.0 - error / 2.0)?;
                let (least, most, whole) = share(now);
                let (least_before, most_before, whole_before) = share(before);
                let (low, _) = newcombe((least, whole), (most_before, whole_before), z)?;
                let (_, high) = newcombe((most, whole), (least_before, whole_before), z)?;
                Some((low, high))
            }
            How::Mean { time, .. } => {
                let sample = |row: &LineRow| time(&row.times).and_then(|t| t.sample());
                mean_difference(sample(now)?, sample(before)?, error)
            }
            How::Waiting => {
                let sample = |row: &LineRow| row.times.waiting_hours.map(|w| w.sample());
                mean_difference(sample(now)?, sample(before)?, error)
            }
        }
    }

    /// What an interval says.
    pub fn word(&self, (low, high): (f64, f64)) -> Moved {
        let (more, less) = match self.how {
            How::Rate { .. } => (Moved::Improved, Moved::Declined),
            How::Mean { .. } | How::Waiting => (Moved::Declined, Moved::Improved),
        };
        match (low > 0.0, high < 0.0) {
            (true, _) => more,
            (_, true) => less,
            _ => Moved::NoDifference,
        }
    }

    /// Whether it is a mean whose share of answered (closed) complaints moved the other way: fewer answered and these faster, or
    /// more answered and these slower. Where readings leave the share open, the one that speaks against the word holds.
    pub fn is_contrary(&self, now: &LineRow, before: &LineRow) -> bool {
        let How::Mean { time, share } = self.how else { return false };
        let Some((mean, mean_before)) = time(&now.times).zip(time(&before.times)) else { return false };
        let (least, most, whole) = share(now);
        let (least_before, most_before, whole_before) = share(before);
        let is_less = |part: u64, of: u64, than: u64, of_that: u64| {
            u128::from(part) * u128::from(of_that) < u128::from(than) * u128::from(of)
        };
        if mean.mean < mean_before.mean {
            is_less(least, whole, most_before, whole_before)
        } else {
            mean.mean > mean_before.mean && is_less(least_before, whole_before, most, whole)
        }
    }
}
