//! The mean time for which complaints are pending, up to a horizon.

use super::Curve;

/// A mean up to a horizon, in minutes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RestrictedMean {
    /// The mean: a complaint that is pending at the horizon counts with the whole of it.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
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
        Some(RestrictedMean { value: area + end, error: f64::max(variance, 0.0).sqrt() })
    }
}
