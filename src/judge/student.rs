//! Student's distribution: the point that an interval of a mean reaches to.

use std::f64::consts::PI;

use super::normal;

/// Degrees of freedom from which on the normal distribution serves: the two differ by less than one in a million.
const MANY: f64 = 1e6;

/// The 97.5 % point of Student's t with `freedom` degrees of freedom, not necessarily whole.
#[must_use]
pub fn t975(freedom: f64) -> f64 {
    // Inside (0, 1) there always is one.
    two_sided(0.05, freedom).unwrap_or(f64::INFINITY)
}

/// How far from 0 a value of Student's t with `freedom` degrees of freedom, not necessarily whole and at least 1, lies with a
/// probability of `error`, both sides together; `None` for an error outside of (0, 1).
///
/// The probability is the incomplete beta function of `freedom / 2` and 1/2 (Abramowitz and Stegun, Handbook of Mathematical
/// Functions, 26.7.1), and Newton's steps start from the normal point. On the positive side the tail is convex and the
/// normal one smaller, so that no step goes too far.
#[must_use]
pub fn two_sided(error: f64, freedom: f64) -> Option<f64> {
    let normal = normal::quantile(error / 2.0).map(|z| -z).filter(|_| error < 1.0)?;
    let freedom = freedom.max(1.0);
    if freedom >= MANY {
        return Some(normal);
    }
    let beta = ln_beta(freedom / 2.0);
    let mut t = normal;
    for _ in 0..100 {
        let density = (-beta - (freedom + 1.0) / 2.0 * (t * t / freedom).ln_1p()).exp() / freedom.sqrt();
        let step = (tails(t, freedom, beta) - error) / (2.0 * density);
        t += step;
        if step.abs() <= 1e-13 * t {
            break;
        }
    }
    Some(t)
}

/// The probability of both sides beyond `t`, with `beta` the logarithm of B(freedom / 2, 1/2).
fn tails(t: f64, freedom: f64, beta: f64) -> f64 {
    let (x, rest) = (freedom / (freedom + t * t), t * t / (freedom + t * t));
    let factor = (freedom / 2.0 * x.ln() + 0.5 * rest.ln() - beta).exp();
    // The fraction converges fast on its own side of the middle only.
    if x < (freedom + 2.0) / (freedom + 5.0) {
        factor * fraction(freedom / 2.0, 0.5, x) / (freedom / 2.0)
    } else {
        1.0 - factor * fraction(0.5, freedom / 2.0, rest) / 0.5
    }
}

/// The continued fraction of the incomplete beta function (Abramowitz and Stegun, 26.5.8), by the method of Lentz, Applied
/// Optics 15 (1976), 668-671.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const LEAST: f64 = 1e-300;
    let away = |value: f64| if value.abs() < LEAST { LEAST } else { value };
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let (mut c, mut all, mut m) = (1.0, d, 0.0);
    while m < 10_000.0 {
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut last = 1.0;
        for term in [even, odd] {
            d = 1.0 / away(1.0 + term * d);
            c = away(1.0 + term / c);
            last = c * d;
            all *= last;
        }
        if (last - 1.0).abs() < 1e-15 {
            break;
        }
    }
    all
}

/// ln B(a, 1/2).
fn ln_beta(a: f64) -> f64 {
    ln_gamma(a) + 0.5 * PI.ln() - ln_gamma(a + 0.5)
}

/// ln Γ(x) of a positive number: Stirling's series (Abramowitz and Stegun, 6.1.40) from 15 on, to which smaller ones are raised.
fn ln_gamma(x: f64) -> f64 {
    let (mut y, mut raised) = (x, 1.0);
    while y < 15.0 {
        raised *= y;
        y += 1.0;
    }
    let square = y * y;
    let series = (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / (1_260.0 * square)) / square) / y;
    (y - 0.5) * y.ln() - y + 0.5 * (2.0 * PI).ln() + series - f64::ln(raised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_the_printed_tables_are_reproduced() {
        let printed = [
            (0.05, 1.0, 12.706),
            (0.05, 3.0, 3.182),
            (0.05, 4.0, 2.776),
            (0.05, 5.0, 2.571),
            (0.05, 10.0, 2.228),
            (0.05, 20.0, 2.086),
            (0.05, 30.0, 2.042),
            (0.05, 60.0, 2.000),
            (0.05, 120.0, 1.980),
            (0.05, 1e6, 1.960),
            (0.001, 1.0, 636.619),
            (0.001, 2.0, 31.599),
            (0.001, 5.0, 6.869),
            (0.001, 30.0, 3.646),
            (0.001, 120.0, 3.373),
        ];
        for (error, freedom, point) in printed {
            let found = two_sided(error, freedom).unwrap();
            assert!((found - point).abs() < 6e-4, "{error} {freedom}: {found}");
        }
    }

    #[test]
    fn it_is_exact_where_the_distribution_can_be_written_down() {
        for error in [0.5, 0.05, 1e-3, 1e-5, 1e-7] {
            let close = |freedom: f64, exact: f64| {
                let found = two_sided(error, freedom).unwrap();
                assert!((found / exact - 1.0).abs() < 1e-9, "{error} {freedom}: {found}, exact {exact}");
            };
            close(1.0, 1.0 / (PI * error / 2.0).tan());
            close(2.0, (2.0 / (error * (2.0 - error))).sqrt() * (1.0 - error));
        }
    }

    #[test]
    fn the_probability_beyond_it_is_what_was_asked_by_adding_up_the_density() {
        for (error, freedom) in [(0.05, 3.7), (0.05, 17.776), (2.5e-4, 4.0), (2.5e-4, 8.3), (1e-5, 61.5), (0.2, 400.0)]
        {
            let t = two_sided(error, freedom).unwrap();
            let density = |x: f64| (1.0 + x * x / freedom).powf(-(freedom + 1.0) / 2.0);
            // Simpson's rule over the angle, in which the line from 0 on is finite.
            let sum = |from: f64| {
                let (from, steps) = (from.atan(), 20_000);
                let step = (PI / 2.0 - from) / f64::from(steps);
                let weigh = |i: i32| if i == 0 || i == steps { 1.0 } else { 2.0 + 2.0 * f64::from(i % 2) };
                let at = |i: i32| (from + step * f64::from(i)).min(PI / 2.0 - 1e-9);
                (0..=steps).map(|i| weigh(i) * density(at(i).tan()) / at(i).cos().powi(2)).sum::<f64>() * step
            };
            let found = sum(t) / sum(0.0);
            assert!((found / error - 1.0).abs() < 1e-5, "{error} {freedom}: beyond {t} lie {found}");
        }
    }

    #[test]
    fn between_whole_numbers_it_falls_without_a_jump_and_nothing_is_told_of_no_error() {
        let points: Vec<f64> = (30..3_000).map(|tenth| t975(f64::from(tenth) / 10.0)).collect();
        assert!(points.windows(2).all(|pair| pair[1] < pair[0] && pair[0] - pair[1] < 0.08));
        for error in [0.0, 1.0, -0.1, 1.5, f64::NAN] {
            assert_eq!(two_sided(error, 5.0), None, "{error}");
        }
    }
}
