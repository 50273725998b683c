//! The limits within which a rate lies by chance, and how much wider units really spread.

use std::f64::consts::FRAC_PI_2;

/// The point of the standard normal distribution beyond which 5 % lie, both sides together.
pub(super) use crate::judge::wilson::Z as Z_95;

/// The point beyond which 0.2 % lie.
pub const Z_998: f64 = 3.090_232;

/// What is left outside the limits on one side.
const TAIL_95: f64 = 0.025;
const TAIL_998: f64 = 0.001;

/// Fewer units tell nothing of their spread.
pub const FEWEST: usize = 5;

/// What is pulled in at either end before the spread is estimated, so that the units that are looked for do not hide each other.
const WINSORISED: f64 = 0.1;

/// Limits around a rate, as fractions of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lower 95 % limit.
    pub low_95: f64,
    /// The upper 95 % limit.
    pub high_95: f64,
    /// The lower 99.8 % limit.
    pub low_998: f64,
    /// The upper 99.8 % limit.
    pub high_998: f64,
}

/// How much more units differ than chance makes them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The mean square of the units' distances in standard errors; 1 = chance alone.
    pub phi: f64,
    /// The variance between units, on the arcsine scale.
    pub tau2: f64,
}

/// Where a unit lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Within the 95 % limits.
    Inside,
    /// Above the 95 % limit, within that of 99.8 %.
    Above95,
    /// Below the 95 % limit, within that of 99.8 %.
    Below95,
    /// Above the 99.8 % limit.
    Above998,
    /// Below the 99.8 % limit.
    Below998,
    /// Not said: its funnel names nobody.
    NotNamed,
}

impl Standing {
    /// The machine word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Above95 => "above_95",
            Self::Below95 => "below_95",
            Self::Above998 => "above_998",
            Self::Below998 => "below_998",
            Self::NotNamed => "not_named",
        }
    }

    /// Whether it lies outside the limits, and this is said.
    #[must_use]
    pub const fn is_outside(self) -> bool {
        self.is_above() || self.is_below()
    }

    /// Whether it lies above the limits.
    #[must_use]
    pub const fn is_above(self) -> bool {
        matches!(self, Self::Above95 | Self::Above998)
    }

    /// Whether it lies below the limits.
    #[must_use]
    pub const fn is_below(self) -> bool {
        matches!(self, Self::Below95 | Self::Below998)
    }
}

/// A rate on the scale on which its variance is 1 / 4n whatever it is.
fn arcsine(rate: f64) -> f64 {
    rate.clamp(0.0, 1.0).sqrt().asin()
}

/// Back from that scale; beyond its ends a rate is 0 or 1.
fn rate(angle: f64) -> f64 {
    let sine = angle.clamp(0.0, FRAC_PI_2).sin();
    sine * sine
}

/// The limits around `theta` for `n` complaints: sin²(asin √θ ± z √(1/4n + τ²)).
///
/// Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005), 1185-1202 (arcsine
/// scale); the additive τ² from the same author's Handling over-dispersion of performance indicators, Quality and Safety in
/// Health Care 14 (2005), 347-351. `tau2` 0 = chance alone.
#[must_use]
pub fn limits(theta: f64, n: f64, tau2: f64) -> Limits {
    let middle = arcsine(theta);
    let error = (1.0 / (4.0 * n.max(f64::MIN_POSITIVE)) + tau2.max(0.0)).sqrt();
    let (near, far) = (Z_95 * error, Z_998 * error);
    Limits {
        low_95: rate(middle - near),
        high_95: rate(middle + near),
        low_998: rate(middle - far),
        high_998: rate(middle + far),
    }
}

/// The distance of `part / whole` from `theta` in standard errors of chance alone.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub fn distance(part: u64, whole: u64, theta: f64) -> f64 {
    let n = whole as f64;
    (arcsine(part as f64 / n) - arcsine(theta)) * 2.0 * n.sqrt()
}

/// The spread of units by their distances in standard errors and the inverse variances of these errors; `None` for fewer than
/// five units.
///
/// φ = Σ z² / I over the z pulled in by 10 % at either end (winsorised at R's default quantiles), τ² = max(0, (Iφ - (I - 1)) /
/// (Σw - Σw² / Σw)): Spiegelhalter, Quality and Safety in Health Care 14 (2005), 347-351; the estimate of τ² is that of
/// DerSimonian and Laird, Controlled Clinical Trials 7 (1986), 177-188.
#[must_use]
pub fn spread(distances: &[f64], weights: &[f64]) -> Option<Spread> {
    if distances.len() < FEWEST || distances.len() != weights.len() {
        return None;
    }
    let mut sorted = distances.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&sorted, WINSORISED)?, quantile(&sorted, 1.0 - WINSORISED)?);
    let pulled: Vec<f64> = distances.iter().map(|z| z.clamp(low, high)).collect();
    Some(spread_of(&pulled, weights))
}

/// The same of distances whose ends are dealt with already.
#[allow(clippy::cast_precision_loss)] // units are few
pub(super) fn spread_of(distances: &[f64], weights: &[f64]) -> Spread {
    let count = distances.len() as f64;
    let phi = distances.iter().map(|z| z * z).sum::<f64>() / count;
    let (sum, squares) = weights.iter().fold((0.0, 0.0), |(s, q), w| (s + w, q + w * w));
    let free = sum - squares / sum;
    let tau2 = if free > 0.0 { ((count * phi - (count - 1.0)) / free).max(0.0) } else { 0.0 };
    Spread { phi, tau2 }
}

/// The quantile of sorted numbers, straight between neighbours: number 7 of Hyndman and Fan, The American Statistician 50
/// (1996), 361-365.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // places in a short list
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = (sorted.len().checked_sub(1)?) as f64 * share;
    let below = place.floor();
    let low = *sorted.get(below as usize)?;
    let high = sorted.get(below as usize + 1).copied().unwrap_or(low);
    Some(low + (place - below) * (high - low))
}

/// Where `part` of `whole` lies.
///
/// The arcsine limits are approximate: of five complaints at a rate of one half, all five lie outside the 99.8 % limit, which
/// happens by chance once in 32 times. So a unit is outside only where the exact binomial tail at `theta`, before any
/// over-dispersion, is as rare as the limit says too.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub fn standing(part: u64, whole: u64, theta: f64, tau2: f64) -> Standing {
    if whole == 0 || part > whole {
        return Standing::Inside;
    }
    let n = whole as f64;
    let off = arcsine(part as f64 / n) - arcsine(theta);
    let error = (1.0 / (4.0 * n) + tau2.max(0.0)).sqrt();
    let above = off > 0.0;
    if off.abs() <= Z_95 * error {
        return Standing::Inside;
    }
    let tail = tail(part, whole, theta);
    let far = off.abs() > Z_998 * error && tail <= TAIL_998;
    match (far, tail <= TAIL_95, above) {
        (true, _, true) => Standing::Above998,
        (true, _, false) => Standing::Below998,
        (false, true, true) => Standing::Above95,
        (false, true, false) => Standing::Below95,
        (false, false, _) => Standing::Inside,
    }
}

/// The exact chance of as many as `part` of `whole` or more, where that is above `theta`; as many or fewer, where it is below.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub fn tail(part: u64, whole: u64, theta: f64) -> f64 {
    let n = whole as f64;
    if theta <= 0.0 || theta >= 1.0 || whole == 0 {
        let same = (part as f64 - theta * n).abs() < 0.5;
        return if same { 1.0 } else { 0.0 };
    }
    let above = part as f64 > theta * n;
    // From the end that is added up, so that small chances keep their digits.
    let (count, share) = if above { (whole - part.min(whole), 1.0 - theta) } else { (part.min(whole), theta) };
    let odds = (share / (1.0 - share)).ln();
    let mut log = n * (1.0 - share).ln();
    let mut sum = log.exp();
    for done in 0..count {
        log += ((whole - done) as f64 / (done + 1) as f64).ln() + odds;
        sum += log.exp();
    }
    sum.min(1.0)
}
