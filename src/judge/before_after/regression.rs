//! Weekly points to coefficients with their uncertainty: weighted least squares, errors that hold where weeks resemble
//! their neighbours.
//!
//! The coefficients are those of weighted least squares, so that a difference of two periods is the difference of their
//! pooled rates, to the last digit. Their errors allow for autocorrelation of first order: its strength is estimated by
//! restricted maximum likelihood (Patterson and Thompson, Biometrika 58 (1971), 545-554), which Turner et al., BMC
//! Medical Research Methodology 21 (2021), 181, found to be the best of the usual ways for short interrupted series.
//! Newey and West's errors are not used: with 24 to 52 independent weeks their 95 % intervals held the truth in 85 to
//! 93 % of simulated draws, those used here in 95 to 97 % (in 92 to 97 % where the correlation is up to 0.6).
//!
//! Those errors take a week's variance to fall as its complaints grow. Where weeks have shocks of their own it does not, and
//! a bulk week then counts for more than it knows: with volumes that vary by one and a half times their mean (coefficient
//! of variation 1.5) such intervals held the truth in 84 % of draws. So beside them stands an error that takes each week's
//! variance from its own deviation (White, Econometrica 48 (1980), 817-838), divided by one less its leverage (the HC2 of
//! MacKinnon and White, Journal of Econometrics 29 (1985), 305-325), with the same correlation between weeks; the larger
//! of the two holds. In 4,000 draws of 26 weeks a side with shocks of 0.1 the intervals of the difference hold the truth in 96 %
//! where the volume hardly varies (0.3) and in 95 % where it varies by 1.5 (level 95, slopes 94 %); a test repeats 400.
//!
//! Negative correlation is taken for none, so that it narrows no interval. The degrees of freedom are those of as many
//! independent weeks as the series is worth: as many weeks alike as weigh as much, (Σ w)² / Σ w² (Kish, Survey Sampling,
//! 1965, section 11.7), times (1 - r) / (1 + r) (Bayley and Hammersley, Supplement to the Journal of the Royal Statistical
//! Society 8 (1946), 184-197).

use crate::judge::student::t975;

/// One weekly point, with the `K` values of its explanation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation<const K: usize> {
    /// The week's running number: correlation fades with the weeks between two points.
    pub week: i64,
    /// The values of the explanation; the first is 1.
    pub x: [f64; K],
    /// What was observed.
    pub y: f64,
    /// The number of complaints behind it, or 1.
    pub weight: f64,
    /// The variance that chance alone gives it, were all weeks alike: no interval is narrower than this makes it.
    pub chance: f64,
}

/// What was fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit<const K: usize> {
    /// The coefficients, in the order of the explanation.
    pub coefficients: [f64; K],
    /// Their standard errors.
    pub errors: [f64; K],
    /// Degrees of freedom of their intervals.
    pub freedom: f64,
    /// The estimated correlation of neighbouring weeks.
    pub autocorrelation: f64,
}

impl<const K: usize> Fit<K> {
    /// A coefficient with its 95 % interval; `None` where nothing varies, so that no interval can be stated.
    #[must_use]
    pub fn interval(&self, which: usize) -> Option<(f64, f64, f64)> {
        let (value, error) = (*self.coefficients.get(which)?, *self.errors.get(which)?);
        let reach = t975(self.freedom) * error;
        (error > 0.0).then_some((value, value - reach, value + reach))
    }
}

/// Fewest degrees of freedom that are reckoned with.
const LEAST_FREEDOM: f64 = 3.0;

/// What a point that draws the line wholly to itself is taken to leave of its deviation, which is nothing but rounding then.
const LEAST_LEFT: f64 = 1e-6;

/// The strongest correlation that is tried, in hundredths, and the first steps between those tried.
const MOST: u32 = 90;
const COARSE: u32 = 5;

/// Fits the points, which come in the order of their weeks. `None` where they cannot tell the coefficients: fewer points
/// than coefficients and one, or an explanation that repeats another.
#[must_use]
pub fn fit<const K: usize>(points: &[Observation<K>]) -> Option<Fit<K>> {
    if points.len() <= K {
        return None;
    }
    let scaled: Vec<Scaled<K>> = points.iter().map(Scaled::of).collect();
    let (inverse, _) = invert(products(&scaled))?;
    let coefficients = times(&inverse, &moments(&scaled));
    // What each point adds to each coefficient, a unit of its scaled deviation.
    let pulls: Vec<[f64; K]> = scaled.iter().map(|s| times(&inverse, &s.x)).collect();
    let found = correlation(&scaled);
    let (autocorrelation, variance) = found.unwrap_or((0.0, 0.0));
    // Where every point lies on the line, what is left of them is rounding.
    let deviation = |s: &Scaled<K>| found.map_or(0.0, |_| s.deviation(&coefficients, &inverse));
    let deviations: Vec<f64> = scaled.iter().map(deviation).collect();
    let mut errors = [0.0; K];
    for (which, error) in errors.iter_mut().enumerate() {
        let pull = |at: usize| pulls.get(at).and_then(|p| p.get(which)).copied().unwrap_or(0.0);
        let (mut alike, mut own) = (0.0, 0.0);
        for (i, (one, deviation)) in scaled.iter().zip(&deviations).enumerate() {
            for (j, (other, beside)) in scaled.iter().zip(&deviations).enumerate() {
                let shared = pull(i) * pull(j) * faded(autocorrelation, (one.week - other.week).abs());
                alike += shared;
                own += shared * deviation * beside;
            }
        }
        let chance: f64 = points.iter().enumerate().map(|(i, p)| pull(i).powi(2) * p.weight * p.chance).sum();
        *error = (alike * variance).max(chance).max(own).max(0.0).sqrt();
    }
    let worth = weeks_alike(points) * (1.0 - autocorrelation) / (1.0 + autocorrelation);
    Some(Fit { coefficients, errors, freedom: (worth - K as f64).max(LEAST_FREEDOM), autocorrelation })
}

/// How many weeks alike would weigh as much: (Σ w)² / Σ w².
fn weeks_alike<const K: usize>(points: &[Observation<K>]) -> f64 {
    let weight: f64 = points.iter().map(|p| p.weight).sum();
    weight * weight / points.iter().map(|p| p.weight * p.weight).sum::<f64>()
}

/// A point scaled by the root of its weight: all have the same variance then.
#[derive(Debug, Clone, Copy)]
struct Scaled<const K: usize> {
    week: i64,
    x: [f64; K],
    y: f64,
}

impl<const K: usize> Scaled<K> {
    fn of(point: &Observation<K>) -> Self {
        let root = point.weight.sqrt();
        Self { week: point.week, x: point.x.map(|x| x * root), y: point.y * root }
    }

    /// How far it lies from the line, had it not drawn the line to itself: its square is right on average where all
    /// variances are alike. `inverse` is that of the sum of products.
    fn deviation(&self, coefficients: &[f64; K], inverse: &Matrix<K>) -> f64 {
        let leverage = dot(&self.x, &times(inverse, &self.x));
        (self.y - dot(&self.x, coefficients)) / (1.0 - leverage).max(LEAST_LEFT).sqrt()
    }
}

/// The correlation of two weeks that lie so far apart.
fn faded(correlation: f64, weeks: i64) -> f64 {
    correlation.powi(i32::try_from(weeks).unwrap_or(i32::MAX))
}

/// The correlation of neighbouring weeks that is likeliest, in hundredths, and the variance beside it: first among every
/// fifth hundredth, then around the best. `None` where every point lies on the line.
fn correlation<const K: usize>(scaled: &[Scaled<K>]) -> Option<(f64, f64)> {
    let mut best = likelihood(scaled, 0)?;
    let mut at = 0;
    for step in [COARSE, 1] {
        let around = if step == 1 { (at.max(COARSE) - COARSE)..=(at + COARSE - 1) } else { 0..=MOST };
        for tried in around.step_by(usize::try_from(step).unwrap_or(1)) {
            let found = likelihood(scaled, tried)?;
            if found.0 > best.0 {
                (best, at) = (found, tried);
            }
        }
    }
    Some((f64::from(at) / 100.0, best.1))
}

/// The logarithm of the restricted likelihood of a correlation, and the variance beside it.
#[allow(clippy::cast_precision_loss)]
fn likelihood<const K: usize>(scaled: &[Scaled<K>], hundredths: u32) -> Option<(f64, f64)> {
    let freedom = (scaled.len() - K) as f64;
    let size: f64 = scaled.iter().map(|s| s.y * s.y).sum();
    let (white, log_scale) = whitened(scaled, f64::from(hundredths) / 100.0);
    let (inverse, log_determinant) = invert(products(&white))?;
    let coefficients = times(&inverse, &moments(&white));
    let squares: f64 = white.iter().map(|s| (s.y - dot(&s.x, &coefficients)).powi(2)).sum();
    let varies = squares > size * 1e-20;
    varies.then(|| (-0.5 * (freedom * (squares / freedom).ln() + log_scale + log_determinant), squares / freedom))
}

/// The points less what their predecessors let expect, each at the variance of the first; and the logarithm of the
/// determinant of the correlations.
fn whitened<const K: usize>(scaled: &[Scaled<K>], correlation: f64) -> (Vec<Scaled<K>>, f64) {
    let mut white: Vec<Scaled<K>> = scaled.iter().take(1).copied().collect();
    let mut log_scale = 0.0;
    for pair in scaled.windows(2) {
        if let [before, now] = pair {
            let shared = faded(correlation, now.week - before.week);
            let left = 1.0 - shared * shared;
            let mut x = now.x;
            for (value, earlier) in x.iter_mut().zip(before.x) {
                *value = (*value - shared * earlier) / left.sqrt();
            }
            white.push(Scaled { week: now.week, x, y: (now.y - shared * before.y) / left.sqrt() });
            log_scale += left.ln();
        }
    }
    (white, log_scale)
}

type Matrix<const K: usize> = [[f64; K]; K];

fn dot<const K: usize>(a: &[f64; K], b: &[f64; K]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn times<const K: usize>(matrix: &Matrix<K>, vector: &[f64; K]) -> [f64; K] {
    matrix.map(|row| dot(&row, vector))
}

fn products<const K: usize>(scaled: &[Scaled<K>]) -> Matrix<K> {
    let mut sum = [[0.0; K]; K];
    for point in scaled {
        for (row, x) in sum.iter_mut().zip(point.x) {
            for (cell, other) in row.iter_mut().zip(point.x) {
                *cell += x * other;
            }
        }
    }
    sum
}

fn moments<const K: usize>(scaled: &[Scaled<K>]) -> [f64; K] {
    let mut sum = [0.0; K];
    for point in scaled {
        for (cell, x) in sum.iter_mut().zip(point.x) {
            *cell += x * point.y;
        }
    }
    sum
}

/// The inverse of a symmetric positive matrix and the logarithm of its determinant, by Gauss and Jordan's elimination; no
/// row is exchanged, as none must be in such a matrix. `None` where a pivot has all but vanished.
fn invert<const K: usize>(mut matrix: Matrix<K>) -> Option<(Matrix<K>, f64)> {
    let mut inverse = [[0.0; K]; K];
    for (at, row) in inverse.iter_mut().enumerate() {
        *row.get_mut(at)? = 1.0;
    }
    let mut log_determinant = 0.0;
    for at in 0..K {
        let whole = *matrix.get(at)?.get(at)?;
        if !(whole.is_finite() && whole > 0.0) {
            return None;
        }
        log_determinant += whole.ln();
        let (pivot, pivot_inverse) = (matrix.get(at)?.map(|x| x / whole), inverse.get(at)?.map(|x| x / whole));
        for (other, (row, row_inverse)) in matrix.iter_mut().zip(&mut inverse).enumerate() {
            if other == at {
                (*row, *row_inverse) = (pivot, pivot_inverse);
                continue;
            }
            let factor = *row.get(at)?;
            let size = *row.get(other)?;
            row.iter_mut().zip(pivot).for_each(|(cell, p)| *cell -= factor * p);
            row_inverse.iter_mut().zip(pivot_inverse).for_each(|(cell, p)| *cell -= factor * p);
            // What is left of a column that others tell is a rounding error.
            if other > at && *row.get(other)? <= size * 1e-12 {
                return None;
            }
        }
    }
    Some((inverse, log_determinant))
}
