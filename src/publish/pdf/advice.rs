//! What is to be done next: each piece of advice follows from a figure of the report.

use crate::judge::{AnswersFor, Note, Report, Verdict};
use crate::publish::Language;
use crate::publish::numbers::count;
use crate::publish::texts::{fill, t};

/// How many units a piece of advice names.
const NAMED: usize = 5;

/// The advice that the figures give, the most urgent first.
pub fn of(report: &Report, language: Language) -> Vec<String> {
    let n = |n: u64| count(n, language);
    let never = |whose: AnswersFor| {
        let rows = report.announcement.answering.iter().filter(move |a| a.answers == whose && a.never() > 0);
        rows.map(|a| (a.unit.skpd.as_str(), a.never())).collect::<Vec<_>>()
    };
    let (units, own) = (never(AnswersFor::Unit), never(AnswersFor::Government));
    let mut out = Vec::new();
    match (sum(&units), sum(&own)) {
        (0, 0) if report.announcement.known => out.push(t("report.advice.keep", language).to_owned()),
        (0, 0) => {}
        (of_units, of_own) => {
            if of_units > 0 {
                let places = [("n", n(of_units)), ("units", named(units, language))];
                out.push(fill(t("report.advice.silent", language), &places.each_ref().map(|(k, v)| (*k, v.as_str()))));
            }
            if of_own > 0 {
                out.push(fill(t("report.advice.assign", language), &[("n", &n(of_own))]));
            }
        }
    }
    let over = report.league.iter().filter_map(|r| Some((r.skpd.as_str(), r.backlog_over_limit?)));
    let over: Vec<_> = over.filter(|(_, n)| *n > 0).collect();
    if sum(&over) > 0 {
        let places = [("n", n(sum(&over))), ("units", named(over, language))];
        out.push(fill(t("report.advice.over", language), &places.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    let handed: u64 = report.announcement.answering.iter().map(|a| a.returned_late).sum();
    if handed > 0 {
        out.push(fill(t("report.advice.handed", language), &[("n", &n(handed))]));
    }
    let unproved = report.league.iter().filter(|row| row.verdict == Verdict::NoEvidence).count() as u64;
    if unproved > 0 {
        out.push(fill(t("report.advice.evidence", language), &[("n", &n(unproved))]));
    }
    let unknown = report.notes.iter().find_map(|note| match note {
        Note::UnknownUnits { names, .. } => Some(*names),
        _ => None,
    });
    if let Some(names) = unknown {
        out.push(fill(t("report.advice.register", language), &[("n", &n(names))]));
    }
    if report.league.iter().any(|row| row.rank_low < row.rank_high) {
        out.push(t("report.advice.sure", language).to_owned());
    }
    out
}

fn sum(rows: &[(&str, u64)]) -> u64 {
    rows.iter().map(|(_, n)| n).sum()
}

/// `Dinas A (17), Dinas B (9), ...`, those of most first; more than some are counted.
fn named(mut rows: Vec<(&str, u64)>, language: Language) -> String {
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let rest = rows.len().saturating_sub(NAMED) as u64;
    let mut said: Vec<String> =
        rows.iter().take(NAMED).map(|(name, n)| format!("{name} ({})", count(*n, language))).collect();
    if rest > 0 {
        said.push(fill(t("report.advice.more", language), &[("n", &count(rest, language))]));
    }
    said.join("; ")
}
