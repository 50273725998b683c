//! The share of complaints still pending after so many days.

use super::Curve;
use super::curve::leaving;
use crate::judge::wilson::around;

/// The days after which the share pending is told: those of the limits in use.
pub const PENDING_DAYS: [u32; 5] = [1, 3, 5, 14, 60];

/// A share with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share, a fraction of one.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Curve<'_> {
    /// The share pending after a minute; `None` where nobody was seen for so long and some are pending.
    ///
    /// The interval is Wilson's for the number of complaints that, followed to the end, would tell as much: `p (1 - p) / variance`
    /// (Rothman, Journal of Chronic Diseases 31 (1978), 557-560). It lies between 0 and 1, and where no complaint was lost
    /// from sight it is Wilson's own. Where all are pending, or none, the variance says nothing; then those count that were seen
    /// to the minute, or to their outcome (Dorey and Korn, Statistics in Medicine 6 (1987), 679-687).
    #[must_use]
    pub fn share_pending(&self, minute: u32) -> Option<Share> {
        if !self.reaches(minute) {
            return None;
        }
        let passed = self.points.partition_point(|p| p.minute <= minute);
        let point = passed.checked_sub(1).and_then(|at| self.points.get(at));
        let (value, variance) = point.map_or((1.0, 0.0), |p| (p.pending, p.variance));
        let tells_as_much = if variance > 0.0 {
            value * (1.0 - value) / variance
        } else {
            let seen = |e: &&crate::measure::Exits| e.minute >= minute;
            let to_the_end =
                self.exits.iter().filter(|e| !seen(e)).map(|e| f64::from(e.events) + f64::from(e.competing));
            self.exits.iter().filter(seen).map(leaving).chain(to_the_end).sum()
        };
        let (low, high) = around(value, tells_as_much)?;
        Some(Share { value, low, high })
    }
}
