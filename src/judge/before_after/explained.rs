//! How much of a difference goes with another mix of classes and channels, or with another volume.

use std::collections::BTreeMap;

use super::Estimate;
use super::gauge::Gauge;
use super::mix::{Mix, Share, kitagawa};
use super::regression::{Fit, Observation, fit};
use crate::judge::student::t975;
use crate::measure::WeekCell;

/// What a difference may go with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The mix of classes.
    Class,
    /// The mix of channels.
    Channel,
    /// The mix of classes within channels: both at once.
    ClassAndChannel,
    /// The number of complaints a week.
    Volume,
}

impl Ground {
    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Class => "class_mix",
            Self::Channel => "channel_mix",
            Self::ClassAndChannel => "class_and_channel_mix",
            Self::Volume => "volume",
        }
    }
}

/// A difference in two parts that add up to it: what goes with one ground, and what is left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Explained {
    /// The ground.
    pub by: Ground,
    /// What goes with it.
    pub part: Estimate,
    /// What is left.
    pub rest: Estimate,
    /// For a mix: the value before, had the mix been that after; classes and channels that were not there before have the
    /// value after.
    pub standardised: Option<f64>,
    /// For a mix: complaints of classes or channels that the other period does not have.
    pub unmatched: u64,
}

/// The cells of each side that count for a measure, and the fit of its plain difference.
pub struct Counted<'a> {
    /// The measure.
    pub gauge: Gauge,
    /// Before and after.
    pub cells: [Vec<&'a WeekCell>; 2],
    /// The weeks as the difference was fitted: 1, and 1 after.
    pub points: &'a [Observation<2>],
    /// That fit.
    pub fitted: &'a Fit<2>,
}

impl Counted<'_> {
    /// Every ground for which a part can be told.
    pub fn explained(&self, volumes: &BTreeMap<i64, u64>) -> Vec<Explained> {
        let told = [
            self.mix(Ground::Class, |c| (c.class, 0)),
            self.mix(Ground::Channel, |c| (0, c.channel)),
            self.mix(Ground::ClassAndChannel, |c| (c.class, c.channel)),
            self.volume(volumes),
        ];
        told.into_iter().flatten().collect()
    }

    fn mix(&self, by: Ground, stratum: impl Fn(&WeekCell) -> (i64, i64)) -> Option<Explained> {
        let share = |c: &&WeekCell| {
            let tally = self.gauge.tally(c);
            Share { week: c.week, stratum: stratum(c), whole: tally.whole, part: tally.part }
        };
        let [before, after] = [0, 1].map(|side: usize| {
            self.cells.get(side).map(|cells| cells.iter().map(share).collect::<Vec<_>>()).unwrap_or_default()
        });
        let r = self.fitted.autocorrelation;
        let Mix { mix, mix_error, rest, rest_error, standardised, unmatched } =
            kitagawa([&before, &after], (1.0 + r) / (1.0 - r))?;
        if mix_error <= 0.0 {
            // No stratum's share or rate varies: nothing tells what chance does.
            return None;
        }
        let rest_error = rest_error.max(self.chance_error());
        let reach = t975(self.fitted.freedom);
        let estimate =
            |value: f64, error: f64| Estimate { value, low: value - reach * error, high: value + reach * error };
        Some(Explained {
            by,
            part: estimate(mix, mix_error),
            rest: estimate(rest, rest_error),
            standardised: Some(standardised),
            unmatched,
        })
    }

    /// The standard error that chance alone gives the difference.
    fn chance_error(&self) -> f64 {
        let side = |after: f64| {
            let points = || self.points.iter().filter(|p| same(p.x[1], after));
            let weight: f64 = points().map(|p| p.weight).sum();
            points().map(|p| p.weight * p.weight * p.chance).sum::<f64>() / (weight * weight)
        };
        (side(0.0) + side(1.0)).sqrt()
    }

    /// Oaxaca, International Economic Review 14 (1973), 693-709, and Blinder, Journal of Human Resources 8 (1973), 436-455,
    /// with one coefficient for both periods, estimated beside an indicator of the period (Jann, Stata Journal 8 (2008),
    /// 453-479): how the measure moved with the week's volume inside the periods, times the difference of their mean volumes.
    fn volume(&self, volumes: &BTreeMap<i64, u64>) -> Option<Explained> {
        let volume = |week: i64| volumes.get(&week).copied().unwrap_or(0);
        let mean = |after: f64| {
            let side = || self.points.iter().filter(|p| same(p.x[1], after));
            let weight: f64 = side().map(|p| p.weight).sum();
            side().map(|p| p.weight * float(volume(p.week))).sum::<f64>() / weight
        };
        let (before, after) = (mean(0.0), mean(1.0));
        // Taken from the mean before, so that large volumes do not drown the rest.
        let with = |p: &Observation<2>| Observation {
            week: p.week,
            x: [1.0, p.x[1], float(volume(p.week)) - before],
            y: p.y,
            weight: p.weight,
            chance: p.chance,
        };
        let fitted = fit(&self.points.iter().map(with).collect::<Vec<_>>())?;
        let (slope, low, high) = fitted.interval(2)?;
        let moved = after - before;
        let ends = [low * moved, high * moved];
        let part = Estimate { value: slope * moved, low: ends[0].min(ends[1]), high: ends[0].max(ends[1]) };
        let (value, low, high) = fitted.interval(1)?;
        Some(Explained {
            by: Ground::Volume,
            part,
            rest: Estimate { value, low, high },
            standardised: None,
            unmatched: 0,
        })
    }
}

/// Whether two indicators are the same.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.5
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn float(n: u64) -> f64 {
    n as f64
}
