use std::collections::BTreeMap;

use super::mix::{Share, kitagawa};
use super::regression::{Observation, fit};
use super::study::Series;
use super::{Change, Gauge, Ground, Lack};
use crate::measure::WeekCell;

/// Sums of three seeded even draws, nearly normal, in units of their standard deviation.
struct Chance(rand_pcg::Pcg64Mcg);

impl Chance {
    fn new(seed: u64) -> Self {
        use rand_pcg::rand_core::SeedableRng as _;
        Self(rand_pcg::Pcg64Mcg::seed_from_u64(seed))
    }

    fn even(&mut self) -> f64 {
        use rand_pcg::rand_core::Rng as _;
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }

    fn of(&mut self, n: u64, rate: f64) -> u64 {
        (0..n).map(|_| u64::from(self.even() < rate)).sum()
    }
}

fn segments(time: f64, after: f64) -> [f64; 4] {
    [1.0, time, after, time * after]
}

fn plain(week: i64, x: [f64; 4], y: f64) -> Observation<4> {
    Observation { week, x, y, weight: 1.0, chance: 0.0 }
}

#[test]
fn lines_without_noise_are_found_exactly() {
    // 10 + 2 a week before; 5 higher and 1 flatter from week 12 on.
    let points: Vec<_> = (0..24)
        .map(|week| {
            let (time, after) = (f64::from(week) - 12.0, f64::from(u8::from(week >= 12)));
            plain(i64::from(week), segments(time, after), 34.0 + 2.0 * time + 5.0 * after - time * after)
        })
        .collect();
    let fitted = fit(&points).unwrap();
    for (found, planted) in fitted.coefficients.iter().zip([34.0, 2.0, 5.0, -1.0]) {
        assert!((found - planted).abs() < 1e-9, "{:?}", fitted.coefficients);
    }
    assert_eq!(fitted.interval(2), None, "where nothing varies, nothing tells what chance does");
}

#[test]
fn a_series_worked_by_hand_is_reproduced() {
    // 1 3 | 2 4, weights 1: the lines 1 + 2t and, from t = 0 at the third point, 2 + 2t; no degree of freedom is left.
    let four: Vec<_> = [(-2.0, 0.0, 1.0), (-1.0, 0.0, 3.0), (0.0, 1.0, 2.0), (1.0, 1.0, 4.0)]
        .iter()
        .zip(0..)
        .map(|((time, after, y), week)| plain(week, segments(*time, *after), *y))
        .collect();
    assert_eq!(fit(&four), None, "four points tell four coefficients and no error");
    // Difference of means with weights: (2 x 1 + 4 x 4) / 6 - (1 x 1 + 3 x 3) / 4 = 3 - 2.5.
    let level: Vec<Observation<2>> =
        [(0.0, 1.0, 1.0), (0.0, 3.0, 3.0), (1.0, 2.0, 1.0), (1.0, 2.0, 1.0), (1.0, 4.0, 4.0)]
            .iter()
            .zip(0..)
            .map(|((after, y, weight), week)| Observation {
                week,
                x: [1.0, *after],
                y: *y,
                weight: *weight,
                chance: 0.0,
            })
            .collect();
    let fitted = fit(&level).unwrap();
    let after = (2.0 + 2.0 + 16.0) / 6.0;
    assert!((fitted.coefficients[0] - 2.5).abs() < 1e-12);
    assert!((fitted.coefficients[1] - (after - 2.5)).abs() < 1e-12);
}

#[test]
fn the_classical_error_comes_out_where_weeks_are_independent() {
    // y = 0 1 0 1 ... is negatively correlated: taken for uncorrelated, so the errors are those of least squares.
    let points: Vec<Observation<2>> = (0..24)
        .map(|week| {
            let x = [1.0, f64::from(u8::from(week >= 12))];
            Observation { week: i64::from(week), x, y: f64::from(week % 2), weight: 1.0, chance: 0.0 }
        })
        .collect();
    let fitted = fit(&points).unwrap();
    // s^2 = 24 x 0.25 / 22, var = s^2 (1/12 + 1/12)
    let error = (24.0_f64 * 0.25 / 22.0 / 6.0).sqrt();
    assert!((fitted.errors[1] - error).abs() < 1e-12);
    assert_eq!((fitted.autocorrelation, fitted.freedom), (0.0, 22.0));
}

#[test]
fn an_explanation_that_repeats_another_is_refused() {
    let points: Vec<Observation<2>> =
        (0..30).map(|week| Observation { week, x: [1.0, 1.0], y: 1.0, weight: 2.0, chance: 0.0 }).collect();
    assert_eq!(fit(&points), None);
}

#[test]
fn all_of_all_is_no_certainty() {
    let points: Vec<Observation<2>> = (0..24)
        .map(|week| {
            let x = [1.0, f64::from(u8::from(week >= 12))];
            Observation { week, x, y: 1.0, weight: 5.0, chance: 0.01 / 5.0 }
        })
        .collect();
    let (value, low, high) = fit(&points).unwrap().interval(1).unwrap();
    // var = 2 x 0.01 / 60
    let reach = 2.0739 * (0.02_f64 / 60.0).sqrt();
    assert!(value.abs() < 1e-12 && (high - reach).abs() < 1e-5 && (low + reach).abs() < 1e-5, "{low} {high}");
}

const DRAWS: u32 = 400;

/// How often of so many draws the intervals of difference, level and slope hold the truth.
fn coverage(weeks: i64, correlation: f64, gap: i64) -> [u32; 3] {
    let mut chance = Chance::new(62_018);
    let mut held = [0; 3];
    for _ in 0..DRAWS {
        let mut noise = chance.normal();
        let series: Vec<(i64, f64)> = (0..weeks + gap)
            .map(|week| {
                let now = noise;
                noise = correlation * noise + (1.0 - correlation * correlation).sqrt() * chance.normal();
                (week, now)
            })
            .filter(|(week, _)| *week < weeks / 2 || *week >= weeks / 2 + gap)
            .collect();
        let first_after = weeks / 2 + gap;
        #[allow(clippy::cast_precision_loss)]
        let x = |week: i64| ((week - first_after) as f64, f64::from(u8::from(week >= first_after)));
        let flat: Vec<Observation<2>> = series
            .iter()
            .map(|(week, y)| Observation { week: *week, x: [1.0, x(*week).1], y: *y, weight: 1.0, chance: 0.0 })
            .collect();
        let bent: Vec<_> = series.iter().map(|(w, y)| plain(*w, segments(x(*w).0, x(*w).1), *y)).collect();
        let (flat, bent) = (fit(&flat).unwrap(), fit(&bent).unwrap());
        let intervals = [flat.interval(1), bent.interval(2), bent.interval(3)];
        for (count, interval) in held.iter_mut().zip(intervals) {
            *count += u32::from(interval.is_some_and(|(_, low, high)| low <= 0.0 && high >= 0.0));
        }
    }
    held
}

#[test]
fn without_an_effect_the_intervals_hold_nothing_in_95_of_100_draws() {
    let share = |held: u32| f64::from(held) / f64::from(DRAWS);
    for (weeks, gap) in [(24, 0), (26, 13)] {
        for held in coverage(weeks, 0.0, gap) {
            assert!((0.93..0.99).contains(&share(held)), "{weeks} weeks, gap {gap}: {held}");
        }
    }
    // Neighbouring weeks that resemble each other must not pass for evidence.
    for held in coverage(24, 0.4, 0) {
        assert!((0.90..0.98).contains(&share(held)), "correlated weeks: {held}");
    }
}

/// How often of so many draws the interval of a difference that is none holds it: rates about 0.7, each week with a shock
/// of its own, volumes about 40 with this coefficient of variation.
fn coverage_of_bulk(variation: f64, shock: f64) -> u32 {
    let mut chance = Chance::new(1_985);
    let spread = (1.0 + variation * variation).ln();
    let mut held = 0;
    for _ in 0..DRAWS {
        let points: Vec<Observation<2>> = (0..52)
            .map(|week| {
                let weight = (40.0 * (spread.sqrt() * chance.normal() - spread / 2.0).exp()).round().max(1.0);
                let rate = (0.7 + shock * chance.normal()).clamp(0.0, 1.0);
                // As many successes as weigh as much, to the nearest whole one.
                let of_chance = (rate * (1.0 - rate) * weight).sqrt() * chance.normal();
                let y = (rate * weight + of_chance).round().clamp(0.0, weight) / weight;
                let x = [1.0, f64::from(u8::from(week >= 26))];
                Observation { week, x, y, weight, chance: 0.21 / weight }
            })
            .collect();
        let interval = fit(&points).and_then(|fitted| fitted.interval(1));
        held += u32::from(interval.is_some_and(|(_, low, high)| low <= 0.0 && high >= 0.0));
    }
    held
}

#[test]
fn bulk_weeks_with_shocks_of_their_own_are_not_taken_for_as_many_witnesses() {
    let share = |held: u32| f64::from(held) / f64::from(DRAWS);
    for (variation, shock) in [(0.3, 0.1), (1.5, 0.1), (1.5, 0.0)] {
        let held = coverage_of_bulk(variation, shock);
        assert!((0.92..0.995).contains(&share(held)), "volumes that vary by {variation}, shocks {shock}: {held}");
    }
}

#[test]
fn the_error_that_trusts_no_weight_is_the_one_worked_by_hand() {
    // Before 0 and 1 by turns; after one week of 12 at 1 beside eleven of 1 at 0 and 1 by turns.
    let point =
        |week: i64, after: f64, weight: f64, y: f64| Observation { week, x: [1.0, after], y, weight, chance: 0.0 };
    let flip = |week: i64| if week % 2 == 0 { 0.0 } else { 1.0 };
    let mut points: Vec<Observation<2>> = (0..12).map(|week| point(week, 0.0, 1.0, flip(week))).collect();
    points.push(point(12, 1.0, 12.0, 1.0));
    points.extend((13..24).map(|week| point(week, 1.0, 1.0, flip(week))));
    let fitted = fit(&points).unwrap();
    assert!(fitted.autocorrelation.abs() < 1e-12);
    // White's sum with leverages: 12 · (1/12)² · (1/4) / (11/12), and after, at a mean of 18/23:
    let mean = 18.0_f64 / 23.0;
    let (bulk, small) = ((12.0_f64 / 23.0).powi(2) / (11.0 / 23.0), (1.0_f64 / 23.0).powi(2) / (22.0 / 23.0));
    let after = bulk * (1.0 - mean).powi(2) + small * (6.0 * (1.0 - mean).powi(2) + 5.0 * mean * mean);
    let own = 0.25 / 11.0 + after;
    // Least squares: s² (1/12 + 1/23), s² of 22 degrees.
    let squares = 12.0 * 0.25 + 18.0 * (1.0 - mean).powi(2) + 5.0 * mean * mean;
    let alike = squares / 22.0 * (1.0 / 12.0 + 1.0 / 23.0);
    assert!(own > alike, "{own} {alike}");
    assert!((fitted.errors[1] - own.sqrt()).abs() < 1e-12, "{:?} {own} {alike}", fitted.errors);
    // (Σ w)² / Σ w² = 35² / 167.
    assert!((fitted.freedom - (35.0 * 35.0 / 167.0 - 2.0)).abs() < 1e-12);
}

#[test]
fn a_difference_worked_by_hand_splits_as_kitagawa_says() {
    // Before: 60 of 80 and 4 of 20; after: 32 of 40 and 18 of 60.
    let cells = |n: [(u64, u64); 2]| -> Vec<Share<u8>> {
        (0..2)
            .flat_map(|week| {
                n.iter().zip(0..).map(move |((whole, part), stratum)| Share {
                    week,
                    stratum,
                    whole: whole / 2,
                    part: part / 2,
                })
            })
            .collect()
    };
    let found = kitagawa([&cells([(80, 60), (20, 4)]), &cells([(40, 32), (60, 18)])], 1.0).unwrap();
    // Rates 0.75, 0.2 and 0.8, 0.3; shares 0.8, 0.2 and 0.4, 0.6.
    let mix = -0.4 * 0.775 + 0.4 * 0.25;
    let rest = 0.05 * 0.6 + 0.1 * 0.4;
    assert!((found.mix - mix).abs() < 1e-12 && (found.rest - rest).abs() < 1e-12, "{found:?}");
    assert!((found.mix + found.rest - (0.5 - 0.64)).abs() < 1e-12, "they add up to the difference");
    assert!((found.standardised - (0.4 * 0.75 + 0.6 * 0.2)).abs() < 1e-12, "before's rates with after's mix");
    assert_eq!(found.unmatched, 0);
    assert!(found.mix_error.abs() < 1e-12, "two weeks that are alike vary in nothing");
}

#[test]
fn a_stratum_that_one_side_lacks_counts_as_mix_and_is_told() {
    let share = |week, stratum, whole, part| Share { week, stratum, whole, part };
    let before = [share(0, 'a', 10, 5), share(1, 'a', 10, 5)];
    let after = [share(9, 'a', 10, 5), share(9, 'b', 4, 4), share(10, 'a', 6, 3)];
    let found = kitagawa([&before, &after], 1.0).unwrap();
    assert!((found.mix - (12.0 / 20.0 - 0.5)).abs() < 1e-12 && found.rest.abs() < 1e-12, "{found:?}");
    assert_eq!(found.unmatched, 4);
    assert_eq!(kitagawa([&before, &before], 1.0), None, "one stratum has no mix");
    assert_eq!(kitagawa([&before, &[]], 1.0), None);
    assert_eq!(kitagawa([&before, &after[..2]], 1.0), None, "one week tells no error");
}

/// Two classes by week: how many of each, and which rate each has.
fn weeks(from: i64, sizes: [u64; 2], rates: [f64; 2], chance: &mut Chance) -> Vec<Share<usize>> {
    let mut out = Vec::new();
    for week in from..from + 13 {
        for stratum in 0..2 {
            let whole = chance.of(2 * sizes[stratum], 0.5);
            out.push(Share { week, stratum, whole, part: chance.of(whole, rates[stratum]) });
        }
    }
    out
}

#[test]
fn parts_add_up_and_their_intervals_hold_the_planted_ones() {
    // The rates stay and the mix turns; then the mix stays and the rates rise.
    for (sizes, rates) in [([[40, 10], [10, 40]], [[0.9, 0.5]; 2]), ([[25, 25]; 2], [[0.6, 0.5], [0.8, 0.7]])] {
        let total = |n: [u64; 2], r: [f64; 2]| {
            let n = n.map(|n| f64::from(u32::try_from(n).unwrap()));
            (n[0] * r[0] + n[1] * r[1]) / (n[0] + n[1])
        };
        let difference = total(sizes[1], rates[1]) - total(sizes[0], rates[0]);
        let mix = total(sizes[1], rates[0]) - total(sizes[0], rates[0]);
        let mut chance = Chance::new(1955);
        let mut held = [0; 2];
        for _ in 0..400 {
            let before = weeks(0, sizes[0], rates[0], &mut chance);
            let after = weeks(13, sizes[1], rates[1], &mut chance);
            let found = kitagawa([&before, &after], 1.0).unwrap();
            let rate = |side: &[Share<usize>]| {
                let sum = |of: fn(&Share<usize>) -> u64| side.iter().map(of).sum::<u64>();
                f64::from(u32::try_from(sum(|s| s.part)).unwrap()) / f64::from(u32::try_from(sum(|s| s.whole)).unwrap())
            };
            assert!((found.mix + found.rest - (rate(&after) - rate(&before))).abs() < 1e-12);
            held[0] += u32::from((found.mix - mix).abs() <= 2.064 * found.mix_error);
            held[1] += u32::from((found.rest - (difference - mix)).abs() <= 2.064 * found.rest_error);
        }
        assert!(held.iter().all(|n| (366..=398).contains(n)), "{held:?} of 400 hold the planted part");
    }
}

/// Weeks of so many complaints each, each answered on time with the same chance.
fn steady(of: u64, rate: f64, chance: &mut Chance) -> Vec<WeekCell> {
    let week = |week: i64| {
        let eligible = 1 + chance.of(2 * of - 2, 0.5);
        let in_time = chance.of(eligible, rate);
        let responded =
            WeekCell { response_timed: in_time, responded: in_time, responded_in_time: in_time, ..WeekCell::default() };
        WeekCell { week, received: eligible, eligible, due: eligible, ..responded }
    };
    (0..26).map(week).collect()
}

#[test]
fn few_complaints_and_high_rates_bring_no_false_certainty() {
    for (of, rate) in [(4, 0.97), (30, 0.8)] {
        let mut chance = Chance::new(1_998);
        let mut held = [0_u32; 2];
        for _ in 0..300 {
            let cells = steady(of, rate, &mut chance);
            for (count, gauge) in held.iter_mut().zip([Gauge::OnTime, Gauge::Received]) {
                let judged = Series::new(gauge, &cells, [(0, 12), (13, 25)]).judged(0.8, &BTreeMap::new()).unwrap();
                *count += u32::from(judged.difference.change() == Change::Unclear);
            }
        }
        // 95 % of 300 is 285; chance alone makes it 277 or more in 97.5 of 100 such tests.
        assert!(held.iter().all(|n| *n >= 277), "{held:?} of 300 with {of} complaints a week at {rate}");
    }
}

#[test]
fn a_planted_effect_is_found_where_the_weeks_can_tell_it() {
    let mut chance = Chance::new(7);
    let mut cells = steady(30, 0.6, &mut chance);
    for (cell, after) in cells.iter_mut().zip(steady(30, 0.8, &mut chance)).skip(13) {
        *cell = after;
    }
    let judged = Series::new(Gauge::OnTime, &cells, [(0, 12), (13, 25)]).judged(0.8, &BTreeMap::new()).unwrap();
    assert_eq!(judged.difference.change(), Change::Up);
    assert!((judged.difference.value - 0.2).abs() < 0.08, "{:?}", judged.difference);
    let eleven = Series::new(Gauge::OnTime, &cells, [(0, 10), (13, 25)]).judged(0.8, &BTreeMap::new());
    assert_eq!(eleven, Err(Lack::Weeks([11, 13])));
    let none = Series::new(Gauge::Within24Hours, &cells, [(0, 12), (13, 25)]).judged(0.8, &BTreeMap::new());
    assert!(matches!(none, Err(Lack::Evidence([Some(b), Some(a)])) if b < 0.01 && a < 0.01), "{none:?}");
}

#[test]
fn the_volume_and_what_it_leaves_add_up_to_the_difference() {
    // Where more come in, fewer are answered in time: 0.9 less 0.01 for each complaint, before and after alike.
    let cells: Vec<WeekCell> = (0..26_u64)
        .map(|week| {
            let received = if week < 13 { 20 + week % 3 } else { 40 + week % 3 };
            let week = i64::try_from(week).unwrap();
            let full = WeekCell { received, eligible: 1_000, due: 1_000, ..WeekCell::default() };
            WeekCell { week, responded_in_time: 900 - 10 * received, responded: 1, response_timed: 1, ..full }
        })
        .collect();
    let volumes: BTreeMap<i64, u64> = cells.iter().map(|c| (c.week, c.received)).collect();
    let judged = Series::new(Gauge::OnTime, &cells, [(0, 12), (13, 25)]).judged(0.8, &volumes).unwrap();
    let by = judged.explained.iter().find(|e| e.by == Ground::Volume).unwrap();
    assert!((by.part.value - judged.difference.value).abs() < 1e-9 && by.rest.value.abs() < 1e-9, "{by:?}");
    assert_eq!((by.part.change(), by.rest.change()), (Change::Down, Change::Unclear));
}
