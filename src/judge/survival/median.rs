//! The time by which half of the complaints had their outcome.

use super::{Curve, SAME};
use crate::judge::wilson::Z;

/// The median of a curve with its 95 % interval: in minutes, or in what it was scaled to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Median {
    /// Half had their outcome by then.
    Reached {
        /// The first time from which no more than half are pending; the middle of a step on which exactly half are.
        at: f64,
        /// Lower end of the interval; `None` where the data set none.
        low: Option<f64>,
        /// Upper end; `None` where the data set none.
        high: Option<f64>,
    },
    /// More than half are pending as far as anybody looked: "belum tercapai", and no number.
    NotReached {
        /// Lower end of the interval; `None` where the data set none.
        low: Option<f64>,
    },
    /// There are no complaints.
    Nothing,
}

impl Median {
    /// The same in another unit of time.
    #[must_use]
    pub fn scaled(self, by: f64) -> Self {
        let scale = |time: Option<f64>| time.map(|t| t * by);
        match self {
            Self::Reached { at, low, high } => Self::Reached { at: at * by, low: scale(low), high: scale(high) },
            Self::NotReached { low } => Self::NotReached { low: scale(low) },
            Self::Nothing => Self::Nothing,
        }
    }
}

impl Curve<'_> {
    /// The median, and as its interval the times at which the pointwise interval of the curve holds one half (Brookmeyer
    /// and Crowley, Biometrics 38 (1982), 29-41), built on the logarithm of the curve as R's `survfit` does. Where nothing is
    /// pending any more that logarithm has no error: such a point sets neither bound, as there.
    ///
    /// Where exactly half are pending for a while, the middle of that while is meant; one that nothing ended lasts to the last
    /// minute at which a complaint was seen.
    #[must_use]
    pub fn median(&self) -> Median {
        let Some(last) = self.last else { return Median::Nothing };
        let half = |of: &dyn Fn(f64, f64) -> Option<f64>| {
            let values = self.points.iter().map(|p| (p.minute, of(p.pending, p.variance)));
            crossing(values, last)
        };
        // The error of the logarithm is that of the curve over the curve itself.
        let bound = |side: f64| {
            half(&|pending, variance| (pending > SAME).then(|| pending * (side * Z * variance.sqrt() / pending).exp()))
        };
        let (low, high) = (bound(-1.0), bound(1.0));
        match half(&|pending, _| Some(pending)) {
            Some(at) => Median::Reached { at, low, high },
            None => Median::NotReached { low },
        }
    }
}

/// The first minute from which values are at most one half; the middle of a flat stretch at one half.
fn crossing(values: impl Iterator<Item = (u32, Option<f64>)>, last: u32) -> Option<f64> {
    let mut values = values.filter_map(|(minute, value)| Some((minute, value?)));
    let (first, value) = values.find(|(_, value)| *value <= 0.5 + SAME)?;
    if value < 0.5 - SAME {
        return Some(f64::from(first));
    }
    let end = values.find(|(_, value)| *value < 0.5 - SAME).map_or(last, |(minute, _)| minute);
    Some(f64::midpoint(f64::from(first), f64::from(end)))
}
