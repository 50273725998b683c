//! Limits and spread against published values, a second implementation, and edges.

use std::collections::BTreeMap;

use super::limits::{Z_95, Z_998, distance, limits, spread, spread_of, standing, tail};
use super::{Spread, Standing};

/// The hospital stays of `medpar`: provider, died, length of stay, and what stays are compared by.
struct Stay {
    provider: String,
    died: u64,
    days: f64,
    by: [f64; 6],
}

/// The shared copy; `None` where it is absent, which is said.
fn stays() -> Option<Vec<Stay>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/reference/medpar.csv");
    let Ok(mut reader) = csv::Reader::from_path(&path) else {
        eprintln!("skipped: ../shared/data/reference/medpar.csv is not here");
        return None;
    };
    let names = reader.headers().unwrap().clone();
    let place = |name: &str| names.iter().position(|n| n == name).unwrap();
    let places = ["provnum", "died", "los", "hmo", "age80", "type2", "type3"].map(place);
    let stay = |record: csv::StringRecord| {
        let [provider, died, days, hmo, old, urgent, emergency] = places.map(|p| record[p].to_owned());
        let number = |text: &str| text.parse::<f64>().unwrap();
        Stay {
            provider,
            died: died.parse().unwrap(),
            days: number(&days),
            by: [1.0, number(&hmo), number(&died), number(&old), number(&urgent), number(&emergency)],
        }
    };
    Some(reader.records().map(|r| stay(r.unwrap())).collect())
}

/// Deaths and stays of each provider.
fn deaths(stays: &[Stay]) -> Vec<(u64, u64)> {
    let mut all: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for stay in stays {
        let provider = all.entry(&stay.provider).or_default();
        *provider = (provider.0 + stay.died, provider.1 + 1);
    }
    all.into_values().collect()
}

fn spread_of_counts(counts: &[(u64, u64)], theta: f64) -> Spread {
    let distances: Vec<f64> = counts.iter().map(|(d, n)| distance(*d, *n, theta)).collect();
    let weights: Vec<f64> = counts.iter().map(|(_, n)| 4.0 * *n as f64).collect();
    spread(&distances, &weights).unwrap()
}

#[test]
fn deaths_by_provider_agree_with_a_second_implementation() {
    // Recomputed outside this program by the formulas that the R package FunnelPlotR uses for proportions.
    let Some(stays) = stays() else { return };
    let counts = deaths(&stays);
    let (died, all) = counts.iter().fold((0, 0), |(d, n), (died, stays)| (d + died, n + stays));
    let theta = died as f64 / all as f64;
    let spread = spread_of_counts(&counts, theta);
    assert_eq!((counts.len(), died, all), (54, 513, 1_495));
    assert!((spread.phi - 1.360_733_985_099).abs() < 1e-9, "{spread:?}");
    assert!((spread.tau2 - 0.003_533_335_020).abs() < 1e-9, "{spread:?}");
    let outside = |tau2: f64| {
        let is_out = |(d, n): &&(u64, u64)| {
            let (rate, l) = (*d as f64 / *n as f64, limits(theta, *n as f64, tau2));
            rate < l.low_95 || rate > l.high_95
        };
        counts.iter().filter(is_out).count()
    };
    assert_eq!((outside(0.0), outside(spread.tau2)), (11, 4));
}

#[test]
fn the_published_funnel_of_lengths_of_stay_is_reproduced() {
    // FunnelPlotR's README: lengths of stay against those that a Poisson regression expects of the same patients; of 54 providers
    // 25 lie outside the 99.8 % limits, 9 once these are widened by the spread (10 % of the units cut at either end, log scale).
    // 6.240519 is the dispersion of that regression over the 1,495 stays.
    let Some(stays) = stays() else { return };
    let expected = expected(&stays);
    let dispersion: f64 = stays.iter().zip(&expected).map(|(s, e)| (s.days - e).powi(2) / e).sum();
    assert!((dispersion / (stays.len() as f64 - 6.0) - 6.240_519).abs() < 5e-5);
    let mut providers: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (stay, expected) in stays.iter().zip(&expected) {
        let provider = providers.entry(&stay.provider).or_default();
        *provider = (provider.0 + stay.days, provider.1 + expected);
    }
    let ratios: Vec<(f64, f64)> = providers.into_values().collect();
    assert_eq!(ratios.len(), 54);
    let by_root = |(o, e): &(f64, f64)| 2.0 * (o.sqrt() - e.sqrt());
    assert_eq!(ratios.iter().filter(|r| by_root(r).abs() > Z_998).count(), 25);
    let by_log = |(o, e): &(f64, f64)| e.sqrt() * (o / e).ln();
    let mut sorted: Vec<(f64, f64)> = ratios.iter().map(|r| (by_log(r), r.1)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let kept = &sorted[5..49];
    let (distances, weights): (Vec<f64>, Vec<f64>) = kept.iter().copied().unzip();
    let spread = spread_of(&distances, &weights);
    let is_out = |(o, e): &&(f64, f64)| (o / e).ln().abs() > Z_998 * (1.0 / e + spread.tau2).sqrt();
    assert_eq!(ratios.iter().filter(is_out).count(), 9);
}

/// What a Poisson regression expects of each stay: iterated weighted least squares.
fn expected(stays: &[Stay]) -> Vec<f64> {
    let mean = stays.iter().map(|s| s.days).sum::<f64>() / stays.len() as f64;
    let mut weights = [mean.ln(), 0.0, 0.0, 0.0, 0.0, 0.0];
    let expect = |weights: &[f64; 6], stay: &Stay| weights.iter().zip(stay.by).map(|(w, x)| w * x).sum::<f64>().exp();
    for _ in 0..12 {
        let mut system = [[0.0; 7]; 6];
        for stay in stays {
            let mu = expect(&weights, stay);
            let working = mu.ln() + (stay.days - mu) / mu;
            for (line, x) in system.iter_mut().zip(stay.by) {
                line.iter_mut()
                    .zip(stay.by.into_iter().chain([working]))
                    .for_each(|(cell, other)| *cell += mu * x * other);
            }
        }
        weights = solved(system);
    }
    stays.iter().map(|s| expect(&weights, s)).collect()
}

fn solved(mut system: [[f64; 7]; 6]) -> [f64; 6] {
    for pivot in 0..6 {
        let scale = system[pivot][pivot];
        system[pivot].iter_mut().for_each(|x| *x /= scale);
        let line = system[pivot];
        for (row, others) in system.iter_mut().enumerate() {
            let factor = others[pivot];
            if row != pivot {
                others.iter_mut().zip(line).for_each(|(x, y)| *x -= factor * y);
            }
        }
    }
    system.map(|row| row[6])
}

#[test]
fn limits_narrow_with_complaints_and_never_leave_0_to_1() {
    for theta in [0.0, 0.02, 0.5, 0.98, 1.0] {
        let mut last = limits(theta, 1.0, 0.0);
        for n in 2..400 {
            let here = limits(theta, f64::from(n), 0.0);
            assert!(here.low_998 <= here.low_95 && here.low_95 <= theta + 1e-12, "{theta} {n} {here:?}");
            assert!(here.high_998 >= here.high_95 && here.high_95 >= theta - 1e-12, "{theta} {n} {here:?}");
            assert!(here.low_998 >= 0.0 && here.high_998 <= 1.0);
            assert!(here.low_95 >= last.low_95 - 1e-12 && here.high_95 <= last.high_95 + 1e-12);
            last = here;
        }
        let wide = limits(theta, 400.0, 0.01);
        assert!(wide.low_95 <= last.low_95 && wide.high_95 >= last.high_95);
    }
    let l = limits(0.5, 100.0, 0.0);
    assert!((l.high_95 - (std::f64::consts::FRAC_PI_4 + Z_95 / 20.0).sin().powi(2)).abs() < 1e-12, "{l:?}");
}

#[test]
fn a_spread_needs_five_units_and_is_never_below_0() {
    assert_eq!(spread(&[0.1; 4], &[40.0; 4]), None);
    assert_eq!(spread(&[0.0; 5], &[40.0; 5]), Some(Spread { phi: 0.0, tau2: 0.0 }));
    // One unit far out is pulled in; the four alike keep the spread small.
    let pulled = spread(&[0.0, 0.0, 0.0, 0.0, 50.0], &[40.0; 5]).unwrap();
    assert!((pulled.phi - 180.0).abs() < 1e-9, "{pulled:?}");
    let ten: Vec<f64> = std::iter::repeat_n(0.0, 20).chain([50.0]).collect();
    assert_eq!(spread(&ten, &[40.0; 21]).unwrap().phi, 0.0);
    // φ of exactly (I - 1) / I leaves nothing between units.
    let even = spread(&[1.0, -1.0, 1.0, -1.0, 1.0, -1.0], &[40.0; 6]).unwrap();
    assert!(even.phi == 1.0 && (even.tau2 - 1.0 / 200.0).abs() < 1e-12, "{even:?}");
}

#[test]
fn the_exact_tail_is_that_of_the_binomial() {
    assert!((tail(5, 5, 0.5) - 1.0 / 32.0).abs() < 1e-12);
    assert!((tail(0, 5, 0.5) - 1.0 / 32.0).abs() < 1e-12);
    assert!((tail(4, 5, 0.5) - 6.0 / 32.0).abs() < 1e-12);
    assert!((tail(9, 10, 0.98) - (1.0 - 0.98_f64.powi(10))).abs() < 1e-12);
    assert_eq!([tail(3, 3, 1.0), tail(2, 3, 1.0), tail(0, 3, 0.0), tail(1, 3, 0.0)], [1.0, 0.0, 1.0, 0.0]);
    // Far tails do not vanish, many complaints do not fail.
    assert!(tail(100, 1_000, 0.5) > 0.0 && tail(100, 1_000, 0.5) < 1e-100);
    assert!((tail(50_000, 100_000, 0.5) - 0.5).abs() < 0.01);
}

#[test]
fn few_complaints_name_nobody_whom_chance_explains() {
    // All of five at one half: beyond the 99.8 % curve, yet once in 32 by chance.
    assert!(limits(0.5, 5.0, 0.0).high_998 < 1.0);
    assert_eq!(standing(5, 5, 0.5, 0.0), Standing::Inside);
    assert_eq!(standing(0, 1, 0.95, 0.0), Standing::Inside);
    assert_eq!(standing(0, 0, 0.95, 0.0), Standing::Inside);
    // A unit that answers half of forty where all others answer nine of ten.
    assert_eq!(standing(20, 40, 0.9, 0.0), Standing::Below998);
    assert_eq!(standing(20, 40, 0.9, 0.02), Standing::Below95);
    assert_eq!(standing(20, 40, 0.9, 0.2), Standing::Inside);
    assert_eq!(standing(99, 100, 0.8, 0.0), Standing::Above998);
    assert_eq!(standing(1, 4, 1.0, 0.0), Standing::Below998);
}

#[test]
fn units_of_equal_quality_are_named_no_more_often_than_the_limits_say() {
    use rand_pcg::Pcg64Mcg;
    use rand_pcg::rand_core::{Rng as _, SeedableRng as _};
    // Every count of a binomial, weighted by its chance: no draw is needed for one unit.
    for theta in [0.5_f64, 0.8, 0.9, 0.98] {
        for n in [1_u64, 2, 5, 8, 13, 30, 80] {
            let chance = |k: u64| {
                let ln = |m: u64| (1..=m).map(|i| (i as f64).ln()).sum::<f64>();
                (ln(n) - ln(k) - ln(n - k) + k as f64 * theta.ln() + (n - k) as f64 * (1.0 - theta).ln()).exp()
            };
            let named = |wanted: fn(Standing) -> bool| -> f64 {
                (0..=n).filter(|k| wanted(standing(*k, n, theta, 0.0))).map(chance).sum()
            };
            assert!(named(Standing::is_above) <= 0.025 && named(Standing::is_below) <= 0.025, "{theta} {n}");
            assert!(named(|s| s == Standing::Above998) <= 0.001 && named(|s| s == Standing::Below998) <= 0.001);
        }
    }
    // With the rate and the spread estimated from the units themselves; one planted bad unit is found.
    let mut dice = Pcg64Mcg::seed_from_u64(7);
    let (mut named, mut found) = (0, 0);
    for _ in 0..60 {
        let mut counts: Vec<(u64, u64)> = (0..40)
            .map(|unit| {
                let n = 5 + unit * 4;
                let hit = (0..n).filter(|_| dice.next_u64() % 100 < 85).count() as u64;
                (hit, n)
            })
            .collect();
        counts[30] = (counts[30].1 / 2, counts[30].1);
        let (part, whole) = counts.iter().fold((0, 0), |(p, w), (a, b)| (p + a, w + b));
        let theta = part as f64 / whole as f64;
        let tau2 = spread_of_counts(&counts, theta).tau2;
        let far = |s: Standing| matches!(s, Standing::Above998 | Standing::Below998);
        let is_far = |(p, n): &(u64, u64)| far(standing(*p, *n, theta, tau2));
        found += usize::from(is_far(&counts[30]));
        named += counts.iter().enumerate().filter(|(at, c)| *at != 30 && is_far(c)).count();
    }
    // 60 x 39 units at 0.2 % are 5 by chance.
    assert!(found == 60 && named <= 10, "found {found}, named {named}");
}
