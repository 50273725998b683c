//! The quarter in sentences that can be read out: what came in, how it was answered, who leads, who cannot be judged.

use super::numbers::{count, date, decimal, hours, percent, percent_range, quarter, trimmed, workdays};
use super::texts::{self, fill, t};
use super::{Language, certainty, robustness};
use crate::judge::{LeagueRow, Report, Verdict};

/// The summary of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Sentences about each government, one paragraph a government.
    pub paragraphs: Vec<Vec<String>>,
    /// The first three ranks of each comparison group and how sure its order is: heading (may be empty) and lines.
    pub leaders: Vec<(String, Vec<String>)>,
    /// Units that cannot be judged: reason and names.
    pub unjudged: Vec<(String, Vec<String>)>,
}

/// Puts the report into sentences.
pub fn of(report: &Report, language: Language) -> Summary {
    Summary {
        paragraphs: report.instansi.iter().map(|row| government(row, report, language)).collect(),
        leaders: leaders(report, language),
        unjudged: unjudged(report, language),
    }
}

fn government(row: &LeagueRow, report: &Report, language: Language) -> Vec<String> {
    let n = |x: u64| count(x, language);
    let name = if row.agency.is_empty() { &report.government.name } else { &row.agency };
    let mut out = vec![fill(
        t("summary.received", language),
        &[
            ("quarter", &quarter(report.quarter, language)),
            ("government", name),
            ("received", &n(row.received)),
            ("eligible", &n(row.eligible)),
        ],
    )];
    if let Some(rate) = row.response_rate {
        out.push(fill(
            t("summary.response", language),
            &[("responded", &n(row.responded)), ("eligible", &n(row.eligible)), ("rate", &percent(rate, language))],
        ));
    }
    if let (Some(due), Some(in_time), Some(rate)) = (row.due, row.responded_in_time, row.on_time_rate) {
        let range = row.on_time_low.zip(row.on_time_high);
        let range = range.map(|(low, high)| {
            fill(t("summary.on_time.range", language), &[("range", &percent_range(low, high, language))])
        });
        out.push(fill(
            t("summary.on_time", language),
            &[
                ("due", &n(due)),
                ("in_time", &n(in_time)),
                ("rate", &percent(rate, language)),
                ("range", range.as_deref().unwrap_or("")),
            ],
        ));
    }
    out.extend(speed(row, language));
    out.push(fill(
        t("summary.closing", language),
        &[
            ("closed", &n(row.closed)),
            ("admin", &n(row.closed_by_admin)),
            ("system", &n(row.closed_by_system)),
            ("reporter", &n(row.closed_by_reporter)),
            ("open", &n(row.open)),
        ],
    ));
    if let Some(stock) = row.backlog_closing {
        let key = if row.backlog_over_limit.is_some() { "summary.stock.over" } else { "summary.stock" };
        let over = row.backlog_over_limit.map(n).unwrap_or_default();
        let text =
            if key == "summary.stock" { t("summary.stock", language) } else { t("summary.stock.over", language) };
        // The stock is that of the quarter's end, or of as-of if earlier.
        let as_of = date(report.as_of.date().min(report.quarter.last_day()), language);
        out.push(fill(text, &[("as_of", &as_of), ("stock", &n(stock)), ("over", &over)]));
    }
    out.extend(volume(row, report, language));
    out
}

fn speed(row: &LeagueRow, language: Language) -> Option<String> {
    match (row.mean_response_workdays, row.mean_response_hours) {
        (Some(days), Some(time)) => Some(fill(
            t("summary.speed.both", language),
            &[("days", &workdays(days, language)), ("hours", &hours(time, language))],
        )),
        (Some(days), None) => Some(fill(t("summary.speed", language), &[("time", &workdays(days, language))])),
        (None, Some(time)) => Some(fill(t("summary.speed", language), &[("time", &hours(time, language))])),
        (None, None) => None,
    }
}

/// What was received of the year's target, with the part of the year that has passed beside it.
pub fn volume(row: &LeagueRow, report: &Report, language: Language) -> Option<String> {
    let (target, attained) = row.volume_target.zip(row.volume_attainment)?;
    Some(fill(
        t("summary.volume", language),
        &[
            ("year", &report.quarter.year().to_string()),
            ("ytd", &count(row.received_ytd, language)),
            ("target", &trimmed(target, 2, language)),
            ("rate", &percent(attained, language)),
            ("quarters", &report.quarter.number().to_string()),
        ],
    ))
}

/// More lines of one group than these are counted, not listed.
const LEADERS: usize = 5;

fn leaders(report: &Report, language: Language) -> Vec<(String, Vec<String>)> {
    let several = report.instansi.len() > 1;
    let of_group = |rows: Vec<&LeagueRow>| {
        let (agency, group) = rows.first().map(|r| (r.agency.as_str(), r.group.as_str())).unwrap_or_default();
        let group = texts::group(group, language);
        let heading = [if several { agency } else { "" }, &group];
        let heading: Vec<_> = heading.into_iter().filter(|part| !part.is_empty()).collect();
        let first: Vec<_> = rows.iter().filter(|row| row.rank.is_some_and(|rank| rank <= 3)).collect();
        let more = (first.len() > LEADERS).then(|| {
            let n = count((first.len() - LEADERS) as u64, language);
            fill(t("summary.leader.more", language), &[("n", &n)])
        });
        let lines = first.iter().take(LEADERS).map(|row| leader(row, report, language));
        (heading.join(" · "), lines.chain(more).chain(certainty::sentence(&rows, language)).collect())
    };
    certainty::groups(report).into_iter().map(of_group).collect()
}

fn leader(row: &LeagueRow, report: &Report, language: Language) -> String {
    let mut facts = Vec::new();
    if let Some(score) = row.score {
        facts.push(fill(t("summary.leader.score", language), &[("score", &decimal(score, 3, language))]));
    }
    if let Some((rate, due)) = row.on_time_rate.zip(row.due) {
        let values = [("rate", percent(rate, language)), ("due", count(due, language))];
        facts.push(fill(t("summary.leader.on_time", language), &values.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    facts.extend(robustness::fact(row, report, language));
    let rank = count(row.rank.unwrap_or_default(), language);
    fill(t("summary.leader", language), &[("rank", &rank), ("unit", &row.skpd), ("facts", &facts.join(", "))])
}

/// A unit's name, with its government where there are several.
fn name(row: &LeagueRow, report: &Report) -> String {
    if report.instansi.len() > 1 { format!("{} ({})", row.skpd, row.agency) } else { row.skpd.clone() }
}

fn unjudged(report: &Report, language: Language) -> Vec<(String, Vec<String>)> {
    let minimum = count(report.basis.minimum_volume, language);
    [
        (Verdict::TooFew, "summary.unjudged.too_few"),
        (Verdict::NoEvidence, "summary.unjudged.no_evidence"),
        (Verdict::NotAssigned, "summary.unjudged.not_assigned"),
    ]
    .into_iter()
    .filter_map(|(verdict, key)| {
        let mut names: Vec<_> =
            report.league.iter().filter(|row| row.verdict == verdict).map(|row| name(row, report)).collect();
        names.sort();
        (!names.is_empty()).then(|| (fill(t(key, language), &[("minimum", &minimum)]), names))
    })
    .collect()
}
