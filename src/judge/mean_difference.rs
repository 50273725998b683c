//! The interval of a difference of two means.

use super::student;

/// A sample of times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// How many there are; need not be whole where some were seen in part.
    pub count: f64,
    /// Their mean.
    pub mean: f64,
    /// The variance of one of them, as a sample tells it (with `count - 1`).
    pub variance: f64,
}

impl Sample {
    /// Of so many whole numbers, from their sum and the sum of their squares; `None` of fewer than two.
    ///
    /// ```
    /// use rapor::judge::Sample;
    /// let sample = Sample::of(3, 2 + 4 + 9, 4 + 16 + 81).unwrap();
    /// assert_eq!((sample.mean, sample.variance), (5.0, 13.0));
    /// assert!(Sample::of(1, 2, 4).is_none());
    /// ```
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // the subtraction is exact before it
    pub fn of(count: u64, sum: u64, squares: u64) -> Option<Self> {
        if count < 2 {
            return None;
        }
        let [n, sum, squares] = [count, sum, squares].map(u128::from);
        let deviations = (n * squares).saturating_sub(sum * sum) as f64 / n as f64;
        Some(Self { count: n as f64, mean: sum as f64 / n as f64, variance: deviations / (n - 1) as f64 })
    }

    /// The same in another unit.
    #[must_use]
    pub fn scaled(self, by: f64) -> Self {
        Self { mean: self.mean * by, variance: self.variance * by * by, ..self }
    }
}

/// The standard errors of a difference of means, and the degrees of freedom of the first.
struct Errors {
    /// Each sample with the variance of its own.
    own: f64,
    freedom: f64,
    /// Both with the variance of the two together.
    together: f64,
}

impl Errors {
    fn of(a: Sample, b: Sample) -> Option<Self> {
        if a.count < 2.0 || b.count < 2.0 {
            return None;
        }
        let (of_a, of_b) = (a.variance / a.count, b.variance / b.count);
        let own = of_a + of_b;
        let freedom = own * own / (of_a * of_a / (a.count - 1.0) + of_b * of_b / (b.count - 1.0));
        let all = a.count + b.count - 2.0;
        let variance = ((a.count - 1.0) * a.variance + (b.count - 1.0) * b.variance) / all;
        let together = variance * (1.0 / a.count + 1.0 / b.count);
        (own > 0.0).then(|| Self { own: own.sqrt(), freedom, together: together.sqrt() })
    }
}

/// The interval of `now.mean - before.mean` for two independent samples, which misses the true difference with a probability
/// of `error`. `None` of fewer than two times on either side, and where nothing varies.
///
/// It is Welch's (Biometrika 34 (1947), 28-35), with the degrees of freedom of Satterthwaite (Biometrics Bulletin 2 (1946),
/// 110-114), and the larger of two errors: Welch's own, or the one of both samples together (Student's). Times are skewed: a
/// few that happen to be short have a small mean *and* a small spread, and Welch's error takes that for certainty. In draws of
/// equal exponential times, five now and two hundred before, it misses twice as often as it promises at 5 %, and eighty times as
/// often at 0.05 / 200, which is what a group of comparisons asks for. With the larger error the promise is kept for exponential
/// and log-normal times and for working days that are mostly 0; where both samples are of one size the two errors are one, and the
/// interval is Welch's.
///
/// ```
/// // R: t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, -3.3654832 to 0.2054832.
/// use rapor::judge::{Sample, mean_difference};
/// let sample = |tenths: [i32; 10]| {
///     let mean = f64::from(tenths.iter().sum::<i32>()) / 10.0;
///     let squares: f64 = tenths.iter().map(|x| (f64::from(*x) - mean).powi(2)).sum();
///     Sample { count: 10.0, mean, variance: squares / 9.0 }.scaled(0.1)
/// };
/// let first = sample([7, -16, -2, -12, -1, 34, 37, 8, 0, 20]);
/// let second = sample([19, 8, 11, 1, -1, 44, 55, 16, 46, 34]);
/// let (low, high) = mean_difference(first, second, 0.05).unwrap();
/// assert_eq!((format!("{low:.7}"), format!("{high:.7}")), ("-3.3654832".into(), "0.2054832".into()));
/// ```
#[must_use]
pub fn mean_difference(now: Sample, before: Sample, error: f64) -> Option<(f64, f64)> {
    let errors = Errors::of(now, before)?;
    let reach = student::two_sided(error, errors.freedom)? * errors.own.max(errors.together);
    let difference = now.mean - before.mean;
    Some((difference - reach, difference + reach))
}

#[cfg(test)]
mod tests {
    use rand_distr::{Distribution, Exp, LogNormal};
    use rand_pcg::Pcg64Mcg;
    use rand_pcg::rand_core::SeedableRng;

    use super::*;

    #[test]
    fn both_errors_are_those_of_the_published_comparison_of_cars() {
        // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.3: AUTO83B, miles per gallon, US and Japanese cars.
        let us = Sample { count: 249.0, mean: 20.144_58, variance: 6.414_70_f64.powi(2) };
        let japan = Sample { count: 79.0, mean: 30.481_01, variance: 6.107_71_f64.powi(2) };
        let errors = Errors::of(us, japan).unwrap();
        let difference = us.mean - japan.mean;
        assert_eq!(format!("{:.4}", difference / errors.own), "-12.9463");
        assert_eq!(format!("{:.4}", difference / errors.together), "-12.6206");
        assert_eq!(format!("{:.3}", errors.freedom), "136.875");
    }

    #[test]
    fn it_is_worked_out_by_hand_for_two_small_samples() {
        // 1, 3 against 4, 6, 8: means 2 and 6, variances 2 and 4. Own error √(2/2 + 4/3) = 1.5275, with (7/3)² / (1 + 16/18) =
        // 2.8824 degrees of freedom; together (2 + 8) / 3 x (1/2 + 1/3) = 2.7778, its root 1.6667.
        let (now, before) = (Sample::of(2, 4, 10).unwrap(), Sample::of(3, 18, 116).unwrap());
        let errors = Errors::of(now, before).unwrap();
        assert_eq!(format!("{:.4} {:.4} {:.4}", errors.own, errors.freedom, errors.together), "1.5275 2.8824 1.6667");
        let (low, high) = mean_difference(now, before, 0.05).unwrap();
        let reach = student::two_sided(0.05, 2.882_352_941_176_470_6).unwrap() * (25.0_f64 / 9.0).sqrt();
        assert!((low - (-4.0 - reach)).abs() < 1e-12 && (high - (-4.0 + reach)).abs() < 1e-12, "{low} {high}");
    }

    #[test]
    fn nothing_is_said_of_one_time_or_of_times_that_do_not_vary() {
        let (one, none) = (Sample { count: 1.0, mean: 3.0, variance: 0.0 }, Sample::of(5, 0, 0).unwrap());
        let some = Sample::of(2, 4, 10).unwrap();
        assert_eq!(mean_difference(one, some, 0.05), None);
        assert_eq!(mean_difference(none, none, 0.05), None);
        assert_eq!(mean_difference(Sample::of(5, 10, 20).unwrap(), none, 0.05), None, "2 x 5 against 0 x 5");
        assert!(mean_difference(none, some, 0.05).is_some());
        assert_eq!(mean_difference(some, some, 0.0), None);
    }

    #[test]
    fn large_sums_lose_nothing() {
        // Two million times of ten years, half of them a tenth of an hour longer.
        let (n, x) = (2_000_000_u64, 876_000_u64);
        let sample = Sample::of(n, n / 2 * (2 * x + 1), n / 2 * (x * x + (x + 1) * (x + 1))).unwrap();
        assert!((sample.variance - 0.25 * 2e6 / (2e6 - 1.0)).abs() < 1e-12, "{}", sample.variance);
    }

    #[test]
    fn it_mirrors_and_widens_with_confidence() {
        let (a, b) = (Sample::of(4, 10, 30).unwrap(), Sample::of(3, 18, 116).unwrap());
        let (low, high) = mean_difference(a, b, 0.05).unwrap();
        let (mirrored_low, mirrored_high) = mean_difference(b, a, 0.05).unwrap();
        assert!((low + mirrored_high).abs() < 1e-12 && (high + mirrored_low).abs() < 1e-12);
        let (wider_low, wider_high) = mean_difference(a, b, 0.001).unwrap();
        assert!(wider_low < low && high < wider_high);
    }

    /// What is drawn: clock hours, or working days.
    type Draw = fn(&mut Pcg64Mcg) -> f64;

    /// In how many of `draws` comparisons of equal times, so many now and so many before, the interval misses 0; with the
    /// larger of two errors, and with Welch's own.
    fn misses(draw: Draw, [now, before]: [usize; 2], error: f64, draws: usize) -> [usize; 2] {
        let chance = &mut Pcg64Mcg::seed_from_u64(1_367);
        let mut sample = |count: usize| {
            let times: Vec<f64> = (0..count).map(|_| draw(chance)).collect();
            #[allow(clippy::cast_precision_loss)] // some hundred
            let count = count as f64;
            let mean = times.iter().sum::<f64>() / count;
            Sample { count, mean, variance: times.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (count - 1.0) }
        };
        let mut missed = [0, 0];
        for _ in 0..draws {
            let (a, b) = (sample(now), sample(before));
            let Some(errors) = Errors::of(a, b) else { continue };
            let beyond = |e: f64| (a.mean - b.mean).abs() > e * student::two_sided(error, errors.freedom).unwrap();
            let (low, high) = mean_difference(a, b, error).unwrap();
            missed[0] += usize::from(low > 0.0 || high < 0.0);
            missed[1] += usize::from(beyond(errors.own));
        }
        missed
    }

    #[test]
    fn equal_skewed_times_are_told_apart_no_more_often_than_promised() {
        let draws: [Draw; 3] = [
            |chance| Exp::new(1.0 / 24.0).unwrap().sample(chance),
            |chance| LogNormal::new(2.0, 1.5).unwrap().sample(chance),
            // Seven of ten on the same day, one in fifty after ten.
            |chance| match Exp::new(1.0).unwrap().sample(chance) {
                x if x < 1.2 => 0.0,
                x if x < 3.9 => f64::floor(x - 0.2),
                _ => 10.0,
            },
        ];
        for draw in draws {
            for sizes in [[5, 5], [5, 30], [5, 200], [30, 30], [30, 200]] {
                // 1,000 comparisons at 5 %: 50 expected, 64 beyond two standard deviations.
                let [larger, _] = misses(draw, sizes, 0.05, 1_000);
                assert!(larger <= 64, "{sizes:?}: {larger}");
            }
        }
        // And why Welch's own error alone will not do.
        let [larger, own] = misses(draws[0], [5, 200], 0.05 / 200.0, 2_000);
        assert!(larger <= 2 && own >= 20, "{larger} {own}");
    }
}
