//! The quantile of Student's distribution that a 95 % interval needs.

use std::f64::consts::{FRAC_PI_2, PI};

/// The 2.5 % point of the standard normal distribution.
const LOW: f64 = -1.959_963_984_540_054;

/// The 97.5 % point of Student's t with `freedom` degrees of freedom, not necessarily whole: Hill, Algorithm 396,
/// Communications of the ACM 13 (1970), 619-620; right to the fourth digit from 3 degrees on.
#[must_use]
pub fn t975(freedom: f64) -> f64 {
    const TWO_TAILS: f64 = 0.05;
    let n = freedom.max(1.0);
    if n < 1.5 {
        return 1.0 / (TWO_TAILS * FRAC_PI_2).tan();
    }
    let a = 1.0 / (n - 0.5);
    let b = 48.0 / (a * a);
    let mut c = ((20_700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
    let d = ((94.5 / (b + c) - 3.0) / b + 1.0) * (a * PI / 2.0).sqrt() * n;
    let mut y = (d * TWO_TAILS).powf(2.0 / n);
    if y > 0.05 + a {
        let x = LOW;
        y = x * x;
        if n < 5.0 {
            c += 0.3 * (n - 4.5) * (x + 0.6);
        }
        c += (((0.05 * d * x - 5.0) * x - 7.0) * x - 2.0) * x + b;
        y = (((((0.4 * y + 6.3) * y + 36.0) * y + 94.5) / c - y - 3.0) / b + 1.0) * x;
        y = a * y * y;
        y = if y > 0.002 { y.exp_m1() } else { 0.5 * y * y + y };
    } else {
        let tail = 1.0 / (((n + 6.0) / (n * y) - 0.089 * d - 0.822) * (n + 2.0) * 3.0);
        y = ((tail + 0.5 / (n + 4.0)) * y - 1.0) * (n + 1.0) / (n + 2.0) + 1.0 / y;
    }
    (n * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::t975;

    #[test]
    fn the_points_of_the_printed_tables_are_reproduced() {
        let printed = [
            (1.0, 12.706),
            (3.0, 3.182),
            (4.0, 2.776),
            (5.0, 2.571),
            (10.0, 2.228),
            (20.0, 2.086),
            (30.0, 2.042),
            (60.0, 2.000),
            (120.0, 1.980),
            (1e6, 1.960),
        ];
        for (freedom, point) in printed {
            assert!((t975(freedom) - point).abs() < 6e-4, "{freedom}: {}", t975(freedom));
        }
    }

    #[test]
    fn between_whole_numbers_it_falls_without_a_jump() {
        let points: Vec<f64> = (30..3_000).map(|tenth| t975(f64::from(tenth) / 10.0)).collect();
        assert!(points.windows(2).all(|pair| pair[1] < pair[0] + 1e-4 && pair[0] - pair[1] < 0.08));
    }
}
