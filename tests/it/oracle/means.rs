//! The comparisons of mean times again: from the times themselves, with another way to the points of Student's distribution.

use std::collections::BTreeMap;
use std::f64::consts::FRAC_PI_2;

use super::rules::Rules;
use crate::support::{Row, Table, same_cell};

/// The times of a quarter and unit at its cut, by the column of their mean.
pub type Samples = BTreeMap<(String, String), BTreeMap<&'static str, Vec<f64>>>;

/// Everything in the comparisons of units' means that is not as recomputed.
pub fn differences(changes: &Table, samples: &Samples, rules: &Rules) -> Vec<String> {
    let mut said = Vec::new();
    let of = |period: &str, row: &Row| {
        let times = samples.get(&(period.to_owned(), row["skpd"].clone()));
        times.and_then(|times| times.get(row["measure"].as_str())).cloned().unwrap_or_default()
    };
    let means = changes.rows.iter().filter(|row| row["measure"].starts_with("mean_") && !row["skpd_id"].is_empty());
    let mut met = 0;
    for row in means {
        met += 1;
        let (now, before) = (of(&row["period"], row), of(&row["compared"], row));
        let mut check = |column: &str, want: Option<f64>| {
            let want = want.map_or(String::new(), |x| x.to_string());
            if !same_cell(&want, &row[column], 1e-7) {
                said.push(format!(
                    "{} {} {column}: recomputed {want}, found {}",
                    row["skpd"], row["measure"], row[column]
                ));
            }
        };
        for (side, times) in [("now", &now), ("before", &before)] {
            let some = !times.is_empty();
            check(side, some.then(|| mean(times)));
            check(&format!("{side}_denominator"), some.then(|| float(times.len())));
            check(&format!("{side}_numerator"), some.then(|| (sum(times) * whole(&row["measure"])).round()));
        }
        if row["low"].is_empty() {
            let few = now.len().min(before.len()) < rules.minimum_volume.max(2);
            let reason = row["reason"].as_str();
            let untold = rules.dates_only && row["measure"] == "mean_response_hours" && reason == "no_evidence";
            if !untold && few != (reason == "too_few") && !["no_data", "not_assigned", "data_begin"].contains(&reason) {
                said.push(format!(
                    "{} {}: {reason} of {} and {}",
                    row["skpd"],
                    row["measure"],
                    now.len(),
                    before.len()
                ));
            }
            continue;
        }
        let error = 0.05 / row["comparisons"].parse::<f64>().expect("a count");
        let reach = reach(&rounded(&now, &row["measure"]), &rounded(&before, &row["measure"]), error);
        let difference = mean(&now) - mean(&before);
        check("difference", Some(difference));
        check("low", Some(difference - reach));
        check("high", Some(difference + reach));
    }
    if met == 0 {
        said.push("no comparison of a mean".to_owned());
    }
    said
}

/// How many comparisons of units' means have an interval.
pub fn told(changes: &Table) -> usize {
    let is_told =
        |row: &&Row| row["measure"].starts_with("mean_") && !row["skpd_id"].is_empty() && !row["low"].is_empty();
    changes.rows.iter().filter(is_told).count()
}

/// How many whole seconds, or working days, are one of a mean.
fn whole(measure: &str) -> f64 {
    match measure {
        "mean_response_hours" => 3_600.0,
        "mean_resolution_days" => 86_400.0,
        _ => 1.0,
    }
}

/// The times in the steps in which their spread is taken: tenths of an hour begun, working days as they are.
fn rounded(times: &[f64], measure: &str) -> Vec<f64> {
    let whole = whole(measure);
    let tenth = |x: f64| ((x * whole).round() / 360.0).floor() * 360.0 / whole;
    times.iter().map(|x| if whole > 1.0 { tenth(*x) } else { *x }).collect()
}

/// Half of the interval: the larger of the error of each with its own spread and of both with one, and Satterthwaite's degrees.
fn reach(now: &[f64], before: &[f64], error: f64) -> f64 {
    let [(n, squares), (m, other)] = [now, before].map(|times| {
        let centre = mean(times);
        (float(times.len()), sum(&times.iter().map(|x| (x - centre).powi(2)).collect::<Vec<_>>()))
    });
    let (own, of_other) = (squares / (n - 1.0) / n, other / (m - 1.0) / m);
    let freedom = (own + of_other).powi(2) / (own.powi(2) / (n - 1.0) + of_other.powi(2) / (m - 1.0));
    let together = (squares + other) / (n + m - 2.0) * (1.0 / n + 1.0 / m);
    point(freedom, error) * f64::max(own + of_other, together).sqrt()
}

/// The point beyond which Student's t lies with a probability of `error`, both sides together: in the angle the density is a
/// power of the cosine, whose area is added up by Simpson's rule and halved until it fits.
fn point(freedom: f64, error: f64) -> f64 {
    let area = |from: f64| {
        let steps = 600;
        let step = (FRAC_PI_2 - from) / f64::from(steps);
        let weight = |i: i32| if i == 0 || i == steps { 1.0 } else { 2.0 + 2.0 * f64::from(i % 2) };
        let density = |i: i32| (from + step * f64::from(i)).cos().max(0.0).powf(freedom - 1.0);
        (0..=steps).map(|i| weight(i) * density(i)).sum::<f64>() * step / 3.0
    };
    let wanted = area(0.0) * error;
    let (mut low, mut high) = (0.0, FRAC_PI_2);
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if area(middle) > wanted { low = middle } else { high = middle }
    }
    freedom.sqrt() * low.tan()
}

fn sum(values: &[f64]) -> f64 {
    values.iter().sum()
}

fn mean(values: &[f64]) -> f64 {
    sum(values) / float(values.len())
}

#[allow(clippy::cast_precision_loss)] // counts of a test are small
fn float(count: usize) -> f64 {
    count as f64
}
