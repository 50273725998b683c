//! What the page's script knows of each unit, to show it by itself: finished texts, and fractions for lengths.

use serde_json::{Value, json};

use super::targets;
use crate::judge::{Attained, Direction, LeagueRow, Point, Profile, Report, Verdict, is_rate};
use crate::publish::numbers::{MISSING, count, percent, percent_range, percent_short, quarter_short};
use crate::publish::texts::{self, fill, t};
use crate::publish::{Language, announcement, presets, robustness};

/// One entry a row of the league, in its order.
pub fn units(report: &Report, language: Language) -> Value {
    let spoken = announcement::of(report, language);
    let entry = |row: &LeagueRow| {
        let is_of = |p: &&Profile| (&p.agency_id, &p.skpd_id) == (&row.agency_id, &row.skpd_id);
        let profile = report.profiles.rows.iter().find(is_of);
        json!({
            "name": row.skpd,
            "facts": facts(row, report, &spoken, language),
            "line": profile.map(|profile| line(profile, report, language)),
            "measures": profile.map_or_else(Vec::new, |p| measures(p, row, language)),
        })
    };
    Value::Array(report.league.iter().map(entry).collect())
}

/// Its place and how sure it is, and what it is named for.
fn facts(row: &LeagueRow, report: &Report, spoken: &announcement::Spoken, language: Language) -> Vec<String> {
    let mut out = Vec::new();
    let group = texts::group(&row.group, language);
    let place = match (row.rank, row.rank_low.zip(row.rank_high)) {
        (Some(rank), None) => fill(t("unit.rank", language), &[("rank", &count(rank, language))]),
        (Some(rank), Some((low, high))) => {
            let ends = [count(rank, language), count(low, language), count(high, language)];
            fill(t("unit.rank.range", language), &[("rank", &ends[0]), ("low", &ends[1]), ("high", &ends[2])])
        }
        (None, _) => fill(t("unit.unranked", language), &[("why", texts::verdict(row.verdict, language))]),
    };
    out.push(if group.is_empty() || row.verdict != Verdict::Ranked { place } else { format!("{group}: {place}") });
    let is_of = |(agency_id, skpd_id): (&String, &String)| (agency_id, skpd_id) == (&row.agency_id, &row.skpd_id);
    let ranked = report.ranking.iter().find(|r| is_of((&r.agency_id, &r.skpd_id)));
    out.extend(ranked.map(|r| robustness::sentence(r, report, language)).filter(|sentence| !sentence.is_empty()));
    let named = report.announcement.answering.iter().find(|a| is_of((&a.unit.agency_id, &a.unit.skpd_id)));
    if let Some(never) = named.map(crate::judge::Answering::never).filter(|n| *n > 0) {
        let name = if report.instansi.len() > 1 { format!("{} ({})", row.skpd, row.agency) } else { row.skpd.clone() };
        let all = spoken.never.iter().chain(&spoken.own).chain(&spoken.unknown);
        let more = all.into_iter().find(|line| line.name == name).map(|line| line.facts.as_str()).unwrap_or_default();
        out.push(fill(t("unit.never", language), &[("n", &count(never, language)), ("facts", more)]));
    }
    out
}

/// Its rate over quarters.
fn line(profile: &Profile, report: &Report, language: Language) -> Value {
    let measure = report.profiles.measure;
    let aim = profile.attained.iter().find(|a| a.measure == measure);
    let point = |point: &Point| {
        let label = quarter_short(point.quarter, language);
        let (quarter, year) = label.rsplit_once(' ').unwrap_or((&label, ""));
        json!({
            "quarter": quarter,
            "year": year,
            "value": point.value,
            "low": point.range.map(|(low, _)| low),
            "high": point.range.map(|(_, high)| high),
            "text": point.value.map_or_else(|| MISSING.to_owned(), |rate| percent(rate, language)),
            "range": point.range.map_or_else(|| MISSING.to_owned(), |(low, high)| percent_range(low, high, language)),
            "of": fill(t("kpi.of", language), &[("part", &count(point.part, language)), ("whole", &count(point.whole, language))]),
            "n": count(point.whole, language),
        })
    };
    let heading = fill(t("unit.line", language), &[("measure", &texts::measure(measure, language))]);
    json!({
        "heading": heading,
        "target": aim.map(|aim| aim.target),
        "target_text": aim.map(|aim| fill(t("unit.target", language), &[("target", &percent_short(aim.target, language))])),
        "points": profile.points.iter().filter(|p| p.whole > 0).map(point).collect::<Vec<_>>(),
    })
}

/// Its measures against their targets.
fn measures(profile: &Profile, row: &LeagueRow, language: Language) -> Vec<Value> {
    let entry = |attained: &Attained| {
        let closing = matches!(attained.measure.as_str(), "resolution_rate" | "resolution_on_time_rate" | "closed");
        let lower = attained.direction == Direction::Lower && !is_rate(&attained.measure);
        json!({
            "name": texts::measure(&attained.measure, language),
            "value": targets::value(attained, language),
            "note": closing.then(|| super::quality::who_closed(row, language)),
            "target": presets::aim(&attained.measure, Some(attained.target), language),
            "direction": lower.then(|| presets::direction(attained.direction, language)),
            "attainment": attained.attainment.map_or_else(|| MISSING.to_owned(), |rate| percent(rate, language)),
            "part": attained.attainment,
        })
    };
    profile.attained.iter().map(entry).collect()
}
