//! Ranks with one choice made otherwise, each alone: a weight half less or half more, the clock from its other start, the class
//! read the other way, duplicates kept. Members and groups stay; scores and ranks are computed here from the evidence.

use std::collections::BTreeMap;
use std::fmt;

use super::book::{Book, Key};
use super::recompute::{Recomputed, Rival, beats, is_few, of_cases, rings};
use super::settings::Settings;

/// One choice made otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scenario {
    /// The weight of a measure is half as much again, or half of what it is.
    Weight {
        /// The measure.
        measure: String,
        /// Whether it weighs more.
        up: bool,
    },
    /// The complaints are read otherwise.
    Reading(&'static str),
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weight { measure, up } => write!(f, "weight:{measure}:{}", if *up { "up" } else { "down" }),
            Self::Reading(reading) => f.write_str(reading),
        }
    }
}

/// A ranked row by one scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// What is otherwise.
    pub scenario: Scenario,
    /// `unaffected`, `ranked`, `too_few` or `no_score`.
    pub outcome: &'static str,
    /// The score there.
    pub score: Option<f64>,
    /// The rank there.
    pub rank: Option<u64>,
    /// How many of those compared have no score there.
    pub unscored: u64,
    /// Those compared that have one, the best first.
    pub rivals: Vec<Rival>,
}

impl Test {
    /// Whether the rank there says anything of the row.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self.outcome, "unaffected" | "ranked")
    }
}

/// Measures of the stock and of hand-overs: no other reading measures them anew.
const READ_ONCE: [&str; 3] = ["oldest_open_days", "backlog_over_limit", "returned_late"];

/// Measures that depend on a limit, which may depend on the class.
const BY_LIMIT: [&str; 5] =
    ["on_time_rate", "unanswered_overdue", "returned_late", "resolution_on_time_rate", "backlog_over_limit"];

/// The scenarios that the rules of a report have.
#[must_use]
pub fn all(settings: &Settings) -> Vec<Scenario> {
    let mut all = Vec::new();
    // One weight alone cannot be moved.
    for (measure, _) in settings.weights.iter().filter(|_| settings.weights.len() > 1) {
        all.extend([false, true].map(|up| Scenario::Weight { measure: measure.clone(), up }));
    }
    let by_limit = settings.weights.iter().any(|(measure, _)| BY_LIMIT.contains(&measure.as_str()));
    let clock = if settings.clock == "assigned" { "clock:received" } else { "clock:assigned" };
    let classes = ["class:tidak-berkadar-pengawasan", "class:berkadar-pengawasan"].into_iter().filter(|_| by_limit);
    all.extend([clock].into_iter().chain(classes).chain(["duplicates:kept"]).map(Scenario::Reading));
    all
}

/// The weights of a scenario, which add up to 1 again.
fn weights(settings: &Settings, measure: &str, up: bool) -> Vec<f64> {
    let factor = if up { 1.5 } else { 0.5 };
    let moved = settings.weights.iter().map(|(name, weight)| if name == measure { weight * factor } else { *weight });
    let moved: Vec<f64> = moved.collect();
    let sum: f64 = moved.iter().sum();
    moved.into_iter().map(|weight| weight / sum).collect()
}

/// A row by a scenario: its score, and whether that comes of too few complaints.
#[derive(Clone, Copy)]
struct Anew {
    score: Option<f64>,
    few: bool,
}

/// What a scenario makes of a row; `None` = nothing reads otherwise.
fn anew(book: &Book, key: &Key, row: &Recomputed, scenario: &Scenario) -> Option<Anew> {
    let settings = &book.settings;
    match scenario {
        Scenario::Weight { measure, up } => {
            let weights = weights(settings, measure, *up);
            let mut parts = row.parts.iter().zip(weights);
            let score = parts.try_fold(0.0, |sum, (part, weight)| Some(sum + weight * part.attainment?));
            Some(Anew { score: score.filter(|_| row.carried.decided), few: is_few(settings, &row.tally) })
        }
        Scenario::Reading(reading) => {
            if !settings.readings.iter().any(|known| known == reading) {
                return None;
            }
            let cases = book.cases_by(key, reading);
            let read = of_cases(book, key, &cases.iter().collect::<Vec<_>>());
            let known = settings.weights.iter().all(|(measure, _)| !READ_ONCE.contains(&measure.as_str()));
            let score = read.cells.get("score").and_then(crate::judge::Value::as_f64).filter(|_| known);
            Some(Anew { score, few: is_few(settings, &read.tally) })
        }
    }
}

/// Every scenario for every ranked row: units, and governments where there are several.
#[must_use]
pub fn of(book: &Book, rows: &BTreeMap<Key, Recomputed>) -> BTreeMap<Key, Vec<Test>> {
    let mut tests: BTreeMap<Key, Vec<Test>> = BTreeMap::new();
    let several = rows.keys().filter(|(_, skpd)| skpd.is_empty()).count() > 1;
    for ((agency, _), members) in rings(rows) {
        if agency.is_none() && !several {
            continue;
        }
        for scenario in all(&book.settings) {
            for (key, test) in again(book, rows, &members, &scenario) {
                tests.entry(key).or_default().push(test);
            }
        }
    }
    tests
}

/// Those compared ranked again.
fn again(book: &Book, rows: &BTreeMap<Key, Recomputed>, members: &[Rival], scenario: &Scenario) -> Vec<(Key, Test)> {
    let found: Vec<(&Rival, Option<Anew>)> = members
        .iter()
        .map(|rival| (rival, rows.get(&rival.key).and_then(|row| anew(book, &rival.key, row, scenario))))
        .collect();
    let score = |(rival, found): &(&Rival, Option<Anew>)| found.map_or(Some(rival.score), |found| found.score);
    let mut rivals: Vec<Rival> =
        found.iter().filter_map(|row| Some(Rival { key: row.0.key.clone(), score: score(row)? })).collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
    let unscored = (members.len() - rivals.len()) as u64;
    let test = |row: &(&Rival, Option<Anew>)| {
        let score = score(row);
        let rank = score.map(|own| 1 + rivals.iter().filter(|rival| beats(rival.score, own)).count() as u64);
        let outcome = match (row.1, score) {
            (None, _) => "unaffected",
            (Some(_), None) => "no_score",
            (Some(Anew { few: true, .. }), Some(_)) => "too_few",
            (Some(_), Some(_)) => "ranked",
        };
        (row.0.key.clone(), Test { scenario: scenario.clone(), outcome, score, rank, unscored, rivals: rivals.clone() })
    };
    found.iter().map(test).collect()
}

/// Between which ranks a row lies over all scenarios, the published rank included, and how many of them say nothing of it.
#[must_use]
pub fn range(rank: u64, tests: &[Test]) -> (u64, u64, u64) {
    let telling = || tests.iter().filter(|test| test.counts()).filter_map(|test| Some((test, test.rank?)));
    let low = telling().map(|(_, rank)| rank).min().map_or(rank, |low| low.min(rank));
    let high = telling().map(|(test, rank)| rank + test.unscored).max().map_or(rank, |high| high.max(rank));
    (low, high, (tests.len() - telling().count()) as u64)
}
