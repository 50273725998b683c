//! The curve of what is still pending, from what became of complaints at each minute.

use super::SAME;
use crate::measure::Exits;

/// A minute at which an outcome came, and the curve from it on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    /// Minutes since the start of the clock.
    pub minute: u32,
    /// Complaints seen up to this minute without an outcome before it.
    pub at_risk: f64,
    /// Outcomes at it.
    pub events: f64,
    /// Competing outcomes at it.
    pub competing: f64,
    /// Share without any outcome just before it.
    pub open: f64,
    /// Share without the outcome from it on.
    pub pending: f64,
    /// Variance of `pending`.
    pub variance: f64,
}

impl Point {
    /// `d / (n (n - d))` of all outcomes: a term of Greenwood's sum. 0 where nobody is left, after whom the curve is flat.
    pub fn greenwood(&self) -> f64 {
        let gone = self.events + self.competing;
        let left = self.at_risk - gone;
        if left > 0.0 { gone / (self.at_risk * left) } else { 0.0 }
    }

    /// `d (n - d) / n³` of the outcome in question.
    pub fn own(&self) -> f64 {
        self.events * (self.at_risk - self.events) / self.at_risk.powi(3)
    }

    /// `d / n²` of the outcome in question.
    pub fn shared(&self) -> f64 {
        self.events / self.at_risk.powi(2)
    }
}

/// The share of complaints that are still pending, against minutes since the start of their clock.
///
/// With competing outcomes it is one less the cumulative incidence of the outcome in question (Aalen and Johansen,
/// Scandinavian Journal of Statistics 5 (1978), 141-150): a complaint taken away by another outcome stays pending for good.
/// Without, it is the product limit of Kaplan and Meier (Journal of the American Statistical Association 53 (1958), 457-481).
/// At one minute outcomes come before losses from sight.
///
/// ```
/// use rapor::judge::{Curve, Median};
/// use rapor::measure::Exits;
/// // Answered after 2 and 6 hours; one not answered in the 4 hours for which it was seen.
/// let exits = [(120, 1, 0), (240, 0, 1), (360, 1, 0)].map(|(minute, events, censored)| Exits {
///     minute,
///     events,
///     competing: 0,
///     censored,
/// });
/// let curve = Curve::new(&exits);
/// assert_eq!(curve.share_pending(180).map(|s| s.value), Some(2.0 / 3.0));
/// assert!(matches!(curve.median(), Median::Reached { at, .. } if at == 360.0));
/// ```
#[derive(Debug, Clone)]
pub struct Curve<'a> {
    pub(super) exits: &'a [Exits],
    pub(super) points: Vec<Point>,
    /// The last minute at which a complaint was seen; `None` without complaints.
    pub(super) last: Option<u32>,
}

impl<'a> Curve<'a> {
    /// From what became of complaints by minute, earliest first, each minute once.
    ///
    /// The variance of the curve is the one that the delta method gives for the multinomial outcomes of each minute (Dinse
    /// and Larson, Biometrika 73 (1986), 379-386; Gaynor and others, Journal of the American Statistical Association 88
    /// (1993), 400-409), which without competing outcomes is Greenwood's.
    #[must_use]
    pub fn new(exits: &'a [Exits]) -> Self {
        let mut at_risk: f64 = exits.iter().map(leaving).sum();
        let (mut open, mut incidence, mut competed) = (1.0_f64, 0.0_f64, false);
        // Σ g, Σ g F, Σ g F², Σ h, Σ c, Σ c F, with F the incidence from the point on.
        let mut sums = [0.0_f64; 6];
        let mut points: Vec<Point> = Vec::new();
        for exit in exits {
            let (events, competing) = (f64::from(exit.events), f64::from(exit.competing));
            if events + competing > 0.0 {
                competed |= competing > 0.0;
                let before = open;
                incidence += before * events / at_risk;
                open *= (at_risk - events - competing) / at_risk;
                // The product is exact where the last complaint goes, and the sum is not.
                let pending = if competed { (1.0 - incidence).clamp(0.0, 1.0) } else { open };
                let f = 1.0 - pending;
                let mut point =
                    Point { minute: exit.minute, at_risk, events, competing, open: before, pending, variance: 0.0 };
                let (g, h, c) = (point.greenwood(), before * before * point.own(), before * point.shared());
                for (sum, term) in sums.iter_mut().zip([g, g * f, g * f * f, h, c, c * f]) {
                    *sum += term;
                }
                let [sg, sgf, sgff, sh, sc, scf] = sums;
                let variance = f * f * sg - 2.0 * f * sgf + sgff + sh - 2.0 * (f * sc - scf);
                point.variance = if pending > SAME && pending < 1.0 { variance.max(0.0) } else { 0.0 };
                points.push(point);
            }
            at_risk -= leaving(exit);
        }
        Self { exits, points, last: exits.last().map(|e| e.minute) }
    }

    /// Complaints followed.
    #[must_use]
    pub fn complaints(&self) -> u64 {
        self.exits.iter().map(|e| u64::from(e.events) + u64::from(e.competing) + u64::from(e.censored)).sum()
    }

    /// Outcomes seen.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.exits.iter().map(|e| u64::from(e.events)).sum()
    }

    /// Competing outcomes seen.
    #[must_use]
    pub fn competing(&self) -> u64 {
        self.exits.iter().map(|e| u64::from(e.competing)).sum()
    }

    /// Whether the curve is known at a minute: some complaint was seen up to it, or each had its outcome before.
    pub(super) fn reaches(&self, minute: u32) -> bool {
        let nobody_left = |last: &Exits| last.censored == 0;
        self.last.is_some_and(|last| minute <= last) || self.exits.last().is_some_and(nobody_left)
    }
}

/// All complaints that leave at a minute.
pub(super) fn leaving(exit: &Exits) -> f64 {
    f64::from(exit.events) + f64::from(exit.competing) + f64::from(exit.censored)
}
