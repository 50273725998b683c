//! How far ranks depend on choices, in words: for the page and for the workbook.

use std::collections::BTreeMap;

use super::Language;
use super::numbers::count;
use super::texts::{self, fill, t, word};
use crate::judge::{LeagueRow, Outcome, RankRow, RankTest, Report, Scenario};

/// A scenario in words, to stand behind "if".
pub fn scenario(scenario: &Scenario, language: Language) -> String {
    match scenario {
        Scenario::Reading(reading) => word("scenario", reading.word(), language),
        Scenario::Weight { measure, up } => {
            let key = if *up { "scenario.weight.up" } else { "scenario.weight.down" };
            fill(t(key, language), &[("measure", &texts::measure(measure, language))])
        }
    }
}

/// The tests of a row.
fn tests<'r>(row: &'r RankRow, report: &'r Report) -> impl Iterator<Item = &'r RankTest> {
    report.rank_tests.iter().filter(|t| (&t.agency_id, &t.skpd_id) == (&row.agency_id, &row.skpd_id))
}

/// Between which ranks a row lies: `2–6`.
pub fn range(row: &RankRow, language: Language) -> String {
    format!("{}–{}", count(row.robust.low, language), count(row.robust.high, language))
}

/// What moves the rank of a row to its best and to its worst, and in how many scenarios it has no score; empty where
/// nothing does.
pub fn grounds(row: &RankRow, report: &Report, language: Language) -> String {
    let of = |rank: u64, at: fn(&RankTest) -> Option<u64>| {
        let there: Vec<String> = tests(row, report)
            .filter(|t| t.outcome.counts() && at(t) == Some(rank))
            .map(|t| scenario(&t.scenario, language))
            .collect();
        let values = [("rank", count(rank, language)), ("scenarios", there.join(", "))];
        fill(t("robust.if", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
    };
    let best = (row.robust.low < row.rank).then(|| of(row.robust.low, |t| t.rank));
    let worst = (row.robust.high > row.rank).then(|| of(row.robust.high, |t| Some(t.rank? + t.unscored)));
    let untested = (row.robust.untested > 0)
        .then(|| fill(t("robust.untested", language), &[("n", &count(row.robust.untested, language))]));
    best.into_iter().chain(worst).chain(untested).collect::<Vec<_>>().join("; ")
}

/// The mark of a rank that moves, in a sentence: "rank 3, between 2 and 6: ..."; empty where it does not.
pub fn sentence(row: &RankRow, report: &Report, language: Language) -> String {
    if !row.moves() {
        return String::new();
    }
    let values = [
        ("rank", count(row.rank, language)),
        ("low", count(row.robust.low, language)),
        ("high", count(row.robust.high, language)),
        ("grounds", grounds(row, report, language)),
    ];
    fill(t("robust.sentence", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
}

/// Between which ranks a row of the league lies, where its rank moves.
pub fn fact(row: &LeagueRow, report: &Report, language: Language) -> Option<String> {
    let ranked = report.ranking.iter().find(|r| (&r.agency_id, &r.skpd_id) == (&row.agency_id, &row.skpd_id))?;
    let values = [("low", count(ranked.robust.low, language)), ("high", count(ranked.robust.high, language))];
    ranked.moves().then(|| fill(t("robust.fact", language), &values.each_ref().map(|(k, v)| (*k, v.as_str()))))
}

/// Scenarios that say nothing of some rows, with the number of these.
fn untested(report: &Report) -> BTreeMap<&Scenario, u64> {
    let mut rows: BTreeMap<&Scenario, u64> = BTreeMap::new();
    for test in report.rank_tests.iter().filter(|test| !test.outcome.counts()) {
        *rows.entry(&test.scenario).or_default() += 1;
    }
    rows
}

/// What was tried, and what of it changes nothing: sentences; empty without ranks.
pub fn lead(report: &Report, language: Language) -> Vec<String> {
    let mut tried: BTreeMap<&Scenario, bool> = BTreeMap::new();
    for test in &report.rank_tests {
        *tried.entry(&test.scenario).or_default() |= test.outcome != Outcome::Unaffected;
    }
    if tried.is_empty() {
        return Vec::new();
    }
    let named = |affected: bool| {
        let of = tried.iter().filter(|(_, is)| **is == affected);
        of.map(|(s, _)| scenario(s, language)).collect::<Vec<_>>().join("; ")
    };
    let moved = report.ranking.iter().filter(|row| row.moves()).count() as u64;
    let values = [("moved", count(moved, language)), ("ranked", count(report.ranking.len() as u64, language))];
    let values = values.each_ref().map(|(k, v)| (*k, v.as_str()));
    let (affected, unaffected) = (named(true), named(false));
    let mut out = vec![t("robust.lead", language).to_owned()];
    if !affected.is_empty() {
        out.push(fill(t("robust.tried", language), &[("scenarios", &affected)]));
    }
    if !unaffected.is_empty() {
        out.push(fill(t("robust.unaffected", language), &[("scenarios", &unaffected)]));
    }
    for (scenario, rows) in untested(report) {
        let values = [("scenario", self::scenario(scenario, language)), ("rows", count(rows, language))];
        out.push(fill(t("robust.few", language), &values.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    out.push(fill(t(if moved > 0 { "robust.moved" } else { "robust.none" }, language), &values));
    out
}
