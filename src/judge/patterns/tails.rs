//! Exact tails of the binomial and the hypergeometric distribution: how likely chance alone brings so many.
//!
//! Sums of terms, each from logarithms of factorials; no normal approximation, which fails far out in the tail where
//! these are needed. Formulas: Feller, An Introduction to Probability Theory and Its Applications, vol. 1, chapters II and VI.

/// Terms below this share of the sum no longer change it.
const NEGLIGIBLE: f64 = 1e-17;

/// ln n!: added up for small n, by Stirling's series (error below 1e-13 from 256 on) for others.
#[allow(clippy::cast_precision_loss)] // counts of complaints stay far below 2^53
fn ln_factorial(n: u64) -> f64 {
    if n < 256 {
        return (2..=n).map(|i| (i as f64).ln()).sum();
    }
    let x = n as f64;
    let series = (1.0 / 12.0 - 1.0 / (360.0 * x * x)) / x;
    x * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI * x).ln() + series
}

/// ln of the number of ways to choose k of n.
fn ln_choose(n: u64, k: u64) -> f64 {
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// P(X >= k) for X binomial with n trials of probability p.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn binomial(k: u64, n: u64, p: f64) -> f64 {
    if k == 0 || p >= 1.0 {
        return if k <= n { 1.0 } else { 0.0 };
    }
    if k > n || p <= 0.0 {
        return 0.0;
    }
    if (k as f64) <= p * n as f64 {
        // Below the mean the tail is no small number, and nobody asks how large.
        return 1.0;
    }
    let mut term = (ln_choose(n, k) + k as f64 * p.ln() + (n - k) as f64 * (-p).ln_1p()).exp();
    let odds = p / (1.0 - p);
    let mut sum = 0.0;
    for i in k..=n {
        sum += term;
        term *= (n - i) as f64 / (i + 1) as f64 * odds;
        if term <= sum * NEGLIGIBLE {
            break;
        }
    }
    sum.min(1.0)
}

/// P(X >= k), where X of `drawn` are marked when `drawn` are drawn without return from `all` of which `marked` are (Fisher's exact test, one side).
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn hypergeometric(k: u64, drawn: u64, marked: u64, all: u64) -> f64 {
    let most = drawn.min(marked);
    let least = (drawn + marked).saturating_sub(all);
    if k <= least {
        return 1.0;
    }
    if k > most || marked > all || drawn > all {
        return 0.0;
    }
    let total = ln_choose(all, drawn);
    let mut term = (ln_choose(marked, k) + ln_choose(all - marked, drawn - k) - total).exp();
    let mut sum = 0.0;
    for i in k..=most {
        sum += term;
        let up = (marked - i) as f64 * (drawn - i) as f64;
        // all - marked - drawn + i + 1, in an order that stays above zero.
        let down = (i + 1) as f64 * ((all + i + 1) - marked - drawn) as f64;
        term *= up / down;
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-12 * expected.max(1e-300), "{found:e}, expected {expected:e}");
    }

    #[test]
    fn binomial_tails_by_hand() {
        // 11 of 1024: ten coins show at least nine heads.
        close(binomial(9, 10, 0.5), 11.0 / 1024.0);
        close(binomial(3, 3, 0.1), 0.001);
        // 1 - 0.9^3 - 3 * 0.1 * 0.9^2 = 0.028
        close(binomial(2, 3, 0.1), 0.028);
        close(binomial(0, 5, 0.2), 1.0);
        close(binomial(6, 5, 0.2), 0.0);
        close(binomial(1, 5, 0.0), 0.0);
        close(binomial(5, 5, 1.0), 1.0);
    }

    #[test]
    fn binomial_tails_far_out_and_for_many() {
        close(binomial(20, 20, 0.1), 1e-20);
        // The sum of the terms from the other side: 1 - P(X <= 559) for 1000 coins.
        let mut below = 0.0;
        for i in 0..560_u64 {
            below += (ln_choose(1000, i) - 1000.0 * std::f64::consts::LN_2).exp();
        }
        assert!((binomial(560, 1000, 0.5) - (1.0 - below)).abs() < 1e-11);
    }

    #[test]
    fn hypergeometric_tails_by_hand() {
        // Fisher's tea: all four cups of milk found among eight: 1 of 70; at least three: 17 of 70.
        close(hypergeometric(4, 4, 4, 8), 1.0 / 70.0);
        close(hypergeometric(3, 4, 4, 8), 17.0 / 70.0);
        close(hypergeometric(0, 4, 4, 8), 1.0);
        // Drawing 7 of 8 with 4 marked brings at least 3.
        close(hypergeometric(3, 7, 4, 8), 1.0);
        close(hypergeometric(5, 4, 4, 8), 0.0);
    }

    #[test]
    fn factorials_agree_where_the_two_ways_meet() {
        let added: f64 = (2..=300_u32).map(|i| f64::from(i).ln()).sum();
        assert!((ln_factorial(300) - added).abs() < 1e-10);
    }
}
