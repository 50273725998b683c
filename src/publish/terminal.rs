//! What a run says of its reports on a terminal, in the language of the documents.

use std::path::Path;

use super::Language;
use super::notes;
use super::numbers::{MISSING, count, percent};
use super::texts::{fill, t};
use crate::judge::{Report, Verdict};

/// What became of an older report of the quarter; `None` where there was none.
#[must_use]
pub fn replaced(moved_to: Option<&Path>, language: Language) -> String {
    match moved_to {
        Some(place) => fill(t("terminal.replaced", language), &[("place", &place.display().to_string())]),
        None => t("terminal.same", language).to_owned(),
    }
}

/// A few lines that a person reads first: the government's figures, and how many units are ranked and silent.
#[must_use]
pub fn summary(report: &Report, language: Language) -> Vec<String> {
    let n = |n: u64| count(n, language);
    let rate = |rate: Option<f64>| rate.map_or_else(|| MISSING.to_owned(), |rate| percent(rate, language));
    let mut lines = Vec::new();
    if let Some(row) = report.instansi.first() {
        let values = [
            ("received", n(row.received)),
            ("eligible", n(row.eligible)),
            ("responded", n(row.responded)),
            ("rate", rate(row.response_rate)),
            ("on_time", rate(row.on_time_rate)),
            ("open", n(row.open)),
        ];
        lines.push(fill(t("terminal.total", language), &values.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    let is_silent =
        |r: &&crate::judge::LeagueRow| r.verdict != Verdict::NotAssigned && r.unanswered_overdue.is_some_and(|n| n > 0);
    let silent = report.league.iter().filter(is_silent).count() as u64;
    let values = [("ranked", n(report.ranked() as u64)), ("silent", n(silent))];
    lines.push(fill(t("terminal.ranked", language), &values.each_ref().map(|(k, v)| (*k, v.as_str()))));
    lines.extend(notes::sentences(report, language).into_iter().map(|(_, sentence)| format!("! {sentence}")));
    lines
}

/// How many files were not read again.
#[must_use]
pub fn kept(kept: usize, files: usize, language: Language) -> String {
    let values = [("kept", count(kept as u64, language)), ("files", count(files as u64, language))];
    fill(t("terminal.kept", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
}
