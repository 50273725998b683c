//! How much of a change comes from another mix of complaints.
//!
//! A rate is the sum over strata (classes, channels) of their share times their rate. Kitagawa, Journal of the American
//! Statistical Association 50 (1955), 1168-1194, splits the difference of two such sums into what the shares do, at the
//! mean of both rates, and what the rates do, at the mean of both shares; the two add up to the difference exactly. A
//! stratum that one side lacks has no rate there: it is given that of the other side, so that its coming or going counts
//! as mix, and the complaints in such strata are told.
//!
//! Errors by the delta method over weeks: each week's influence on a part is added up in squares, as for a ratio in a
//! sample of clusters (Cochran, Sampling Techniques, 3rd edition, 1977, section 6.3), and widened for autocorrelation as the measure's own.
//! That of the mix itself is not estimated: where the mix drifts slowly, the interval of its part is too short.

use std::collections::{BTreeMap, BTreeSet};

/// The complaints of a week in a stratum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share<S> {
    /// The week.
    pub week: i64,
    /// The stratum.
    pub stratum: S,
    /// How many complaints.
    pub whole: u64,
    /// How many of them, or what they add up to.
    pub part: u64,
}

/// A difference of two rates in its two parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mix {
    /// What another mix does.
    pub mix: f64,
    /// Its standard error.
    pub mix_error: f64,
    /// What other rates within the strata do.
    pub rest: f64,
    /// Its standard error.
    pub rest_error: f64,
    /// The rate before, had the mix been that after (direct standardisation).
    pub standardised: f64,
    /// Complaints in strata that the other side lacks, of both sides.
    pub unmatched: u64,
}

/// A stratum on one side: how many complaints, and what they add up to.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    whole: u64,
    part: u64,
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn float(n: u64) -> f64 {
    n as f64
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.whole += other.whole;
        self.part += other.part;
    }

    fn rate(self) -> Option<f64> {
        (self.whole > 0).then(|| float(self.part) / float(self.whole))
    }
}

/// A stratum with its shares and rates before and after, and how the mix part moves with each.
#[derive(Debug, Clone, Copy, Default)]
struct Stratum {
    sums: [Sum; 2],
    shares: [f64; 2],
    rates: [f64; 2],
    /// By how much the mix part grows a unit of each side's rate.
    by_rate: [f64; 2],
}

impl Stratum {
    fn new(sums: [Sum; 2], totals: [Sum; 2]) -> Self {
        let [before, after] = sums;
        let share = |of: Sum, total: Sum| if total.whole == 0 { 0.0 } else { float(of.whole) / float(total.whole) };
        let shares = [share(before, totals[0]), share(after, totals[1])];
        let moved = shares[1] - shares[0];
        let (rates, by_rate) = match (before.rate(), after.rate()) {
            (Some(b), Some(a)) => ([b, a], [moved / 2.0, moved / 2.0]),
            (Some(b), None) => ([b, b], [moved, 0.0]),
            (None, Some(a)) => ([a, a], [0.0, moved]),
            (None, None) => ([0.0, 0.0], [0.0, 0.0]),
        };
        Self { sums, shares, rates, by_rate }
    }

    fn mean_rate(&self) -> f64 {
        f64::midpoint(self.rates[0], self.rates[1])
    }

    fn mix(&self) -> f64 {
        (self.shares[1] - self.shares[0]) * self.mean_rate()
    }

    fn rest(&self) -> f64 {
        (self.rates[1] - self.rates[0]) * f64::midpoint(self.shares[0], self.shares[1])
    }

    fn unmatched(&self) -> u64 {
        match self.sums.map(|s| s.whole) {
            [n, 0] | [0, n] => n,
            _ => 0,
        }
    }
}

/// Splits the difference. `widening` multiplies the variances. `None` where a side is empty, fewer than two weeks tell of
/// one, or there is but one stratum, so that there is no mix.
#[must_use]
pub fn kitagawa<S: Ord + Copy>(sides: [&[Share<S>]; 2], widening: f64) -> Option<Mix> {
    let mut sums: BTreeMap<S, [Sum; 2]> = BTreeMap::new();
    let mut totals = [Sum::default(); 2];
    for ((side, shares), total) in sides.into_iter().enumerate().zip(&mut totals) {
        for share in shares.iter().filter(|s| s.whole > 0) {
            let one = Sum { whole: share.whole, part: share.part };
            sums.entry(share.stratum).or_default().get_mut(side)?.add(one);
            total.add(one);
        }
    }
    let weeks = sides.map(|shares| shares.iter().map(|s| s.week).collect::<BTreeSet<_>>().len());
    if sums.len() < 2 || totals.iter().any(|t| t.whole == 0) || weeks.iter().any(|n| *n < 2) {
        return None;
    }
    let strata: BTreeMap<S, Stratum> = sums.into_iter().map(|(s, sums)| (s, Stratum::new(sums, totals))).collect();
    let (mut mix_variance, mut rest_variance) = (0.0, 0.0);
    for ((side, shares), total) in sides.into_iter().enumerate().zip(totals) {
        let (mix, rest) = influences(side, shares, total, &strata);
        mix_variance += mix;
        rest_variance += rest;
    }
    Some(Mix {
        mix: strata.values().map(Stratum::mix).sum(),
        mix_error: (mix_variance * widening).sqrt(),
        rest: strata.values().map(Stratum::rest).sum(),
        rest_error: (rest_variance * widening).sqrt(),
        standardised: strata.values().map(|s| s.shares[1] * s.rates[0]).sum(),
        unmatched: strata.values().map(Stratum::unmatched).sum(),
    })
}

/// The variances of the two parts that come from the weeks of one side.
fn influences<S: Ord + Copy>(
    side: usize,
    shares: &[Share<S>],
    total: Sum,
    strata: &BTreeMap<S, Stratum>,
) -> (f64, f64) {
    let sign = if side == 0 { -1.0 } else { 1.0 };
    let (whole, rate) = (float(total.whole), total.rate().unwrap_or_default());
    // What every complaint of this side adds to the mix part whichever stratum it is of.
    let common: f64 = strata.values().map(|s| s.shares.get(side).copied().unwrap_or_default() * s.mean_rate()).sum();
    let mut weeks: BTreeMap<i64, [f64; 2]> = BTreeMap::new();
    for share in shares.iter().filter(|s| s.whole > 0) {
        let Some(stratum) = strata.get(&share.stratum) else { continue };
        let [Some(own), Some(own_rate), Some(by_rate)] = [
            stratum.sums.get(side).map(|s| float(s.whole)),
            stratum.rates.get(side).copied(),
            stratum.by_rate.get(side).copied(),
        ] else {
            continue;
        };
        let (n, x) = (float(share.whole), float(share.part));
        let mix = sign * n * (stratum.mean_rate() - common) / whole + by_rate * (x - own_rate * n) / own;
        let all = sign * (x - rate * n) / whole;
        let week = weeks.entry(share.week).or_default();
        *week = [week[0] + mix, week[1] + all - mix];
    }
    let n = float(weeks.len() as u64);
    let correction = n / (n - 1.0);
    let squares = |part: fn(&[f64; 2]) -> f64| weeks.values().map(|w| part(w) * part(w)).sum::<f64>() * correction;
    (squares(|w| w[0]), squares(|w| w[1]))
}
