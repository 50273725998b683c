//! The mean time for which complaints are pending, up to a horizon.

use super::Curve;
use super::curve::leaving;
use crate::judge::student::t975;

/// Fewest complaints known up to the horizon of which an interval is told.
const FEWEST: u32 = 10;

/// A mean up to a horizon, in minutes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RestrictedMean {
    /// The mean: a complaint that is pending at the horizon counts with the whole of it.
    pub value: f64,
    /// Its standard error, as of many complaints.
    pub error: f64,
    /// The horizon.
    pub horizon: f64,
    /// Complaints of which all is known up to the horizon: seen to it, or to an outcome before it.
    pub known: f64,
}

impl RestrictedMean {
    /// The 95 % interval, in minutes; `None` of fewer than ten complaints known up to the horizon, and where nothing varies.
    ///
    /// Where none was lost from sight the restricted mean is the mean of a sample: so the variance is `m / (m - 1)` times that
    /// of the curve and the quantile Student's with `m - 1` degrees of freedom, `m` being the complaints known up to the
    /// horizon. Times are skewed, and lie between 0 and the horizon: the interval is one of the logarithm of `mean / (horizon
    /// - mean)`, the error by the delta method, so that it lies there too.
    ///
    /// In a test's draws of exponential times of 2 days up to a horizon of 14 it holds the truth in 93 % (10 complaints),
    /// 94 % (15) and 95 % (30). Where one complaint in thirty waits for good, a few dozen may hold none of them, and then
    /// no interval tells it.
    #[must_use]
    pub fn interval(&self) -> Option<(f64, f64)> {
        let left = self.horizon - self.value;
        if self.known < f64::from(FEWEST) || self.error <= 0.0 || self.value <= 0.0 || left <= 0.0 {
            return None;
        }
        let error = self.error * (self.known / (self.known - 1.0)).sqrt();
        let reach = t975(self.known - 1.0) * error * self.horizon / (self.value * left);
        let end = |side: f64| self.horizon / (1.0 + left / self.value * (-side * reach).exp());
        Some((end(-1.0), end(1.0)))
    }
}

impl Curve<'_> {
    /// The area under the curve up to a horizon in minutes; `None` where nobody was seen for so long and some are pending.
    ///
    /// Irwin, Journal of Hygiene 47 (1949), 188-189; Royston and Parmar, BMC Medical Research Methodology 13 (2013), 152. The
    /// standard error is the delta method's as for the curve; without competing outcomes it is the usual
    /// `√ Σ A(t)² d / (n (n - d))`, with `A(t)` the area from `t` to the horizon.
    #[must_use]
    pub fn restricted_mean(&self, horizon: u32) -> Option<RestrictedMean> {
        if !self.reaches(horizon) {
            return None;
        }
        let within = self.points.iter().filter(|p| p.minute < horizon).count();
        let points = self.points.get(..within).unwrap_or_default();
        let mut end = f64::from(horizon);
        let (mut area, mut variance) = (0.0, 0.0);
        // From the horizon backwards: `area` lies under the curve from a point to the horizon.
        for point in points.iter().rev() {
            let from = f64::from(point.minute);
            area += point.pending * (end - from);
            end = from;
            let rest = f64::from(horizon) - from;
            // By how much less area lies there than if no outcome came any more.
            let lost = point.pending * rest - area;
            let whole = point.open * rest;
            variance +=
                lost * lost * point.greenwood() + whole * whole * point.own() - 2.0 * lost * whole * point.shared();
        }
        let known = |exit: &crate::measure::Exits| match exit.minute < horizon {
            true => f64::from(exit.events) + f64::from(exit.competing),
            false => leaving(exit),
        };
        Some(RestrictedMean {
            value: area + end,
            error: f64::max(variance, 0.0).sqrt(),
            horizon: f64::from(horizon),
            known: self.exits.iter().map(known).sum(),
        })
    }
}
