//! What a reader must know before using the table, as sentences.

use super::Language;
use super::numbers::{count, percent_short, quarter, trimmed};
use super::texts::{fill, measure, t};
use crate::judge::{Note, Report};

/// How much a note weighs for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Figures are missing or must not be used as they stand.
    Warning,
    /// Worth knowing.
    Remark,
}

/// The notes of a report, warnings first.
pub fn sentences(report: &Report, language: Language) -> Vec<(Weight, String)> {
    let mut out: Vec<_> = report.notes.iter().map(|note| (weight(note), sentence(note, report, language))).collect();
    if report.unfinished && !report.notes.contains(&Note::Unfinished) {
        out.push((Weight::Warning, sentence(&Note::Unfinished, report, language)));
    }
    out.sort_by_key(|(weight, _)| *weight);
    out
}

fn weight(note: &Note) -> Weight {
    match note {
        Note::Unfinished
        | Note::NoOpenComplaints { .. }
        | Note::ResponseTimesRefused { .. }
        | Note::ResolutionTimesRefused { .. }
        | Note::ThinEvidence { .. }
        | Note::RanksUndecided { .. }
        | Note::CalendarRefused { .. }
        | Note::RejectedRows { .. }
        | Note::GateMissed { .. }
        | Note::NoResponseLimit { .. }
        | Note::PublishedDiffers { .. } => Weight::Warning,
        Note::DatesOnly { .. }
        | Note::NoRegister
        | Note::UnknownUnits { .. }
        | Note::Intervals
        | Note::RankSetsUntold { .. } => Weight::Remark,
    }
}

/// A note in a sentence.
pub fn sentence(note: &Note, report: &Report, language: Language) -> String {
    let say = |key, values: &[(&str, &str)]| fill(t(key, language), values);
    let number = |n: &u64| count(*n, language);
    let share = |x: &f64| percent_short(*x, language);
    match note {
        Note::Unfinished => say("note.unfinished", &[("quarter", &quarter(report.quarter, language))]),
        Note::NoOpenComplaints { complaints } => say("note.no_open", &[("n", &number(complaints))]),
        Note::DatesOnly { complaints } => say("note.dates_only", &[("n", &number(complaints))]),
        Note::ResponseTimesRefused { share: had, gate } => {
            say("note.times_refused", &[("share", &share(had)), ("gate", &share(gate))])
        }
        Note::ResolutionTimesRefused { share: had, gate } => {
            say("note.closings_refused", &[("share", &share(had)), ("gate", &share(gate))])
        }
        Note::ThinEvidence { share: had, gate } => say("note.thin", &[("share", &share(had)), ("gate", &share(gate))]),
        Note::RanksUndecided { share: had, gate } => {
            say("note.ranks_undecided", &[("share", &share(had)), ("gate", &share(gate))])
        }
        Note::CalendarRefused { years } => {
            let years: Vec<_> = years.iter().map(ToString::to_string).collect();
            say("note.calendar", &[("years", &years.join(", "))])
        }
        Note::RejectedRows { share: had, gate, warn_only } => {
            let key = if *warn_only { "note.rejected.warn" } else { "note.rejected.fail" };
            fill(t(key, language), &[("share", &share(had)), ("gate", &share(gate))])
        }
        Note::GateMissed { gate, had, limit, warn_only } => gate_missed(gate, (*had, *limit), *warn_only, language),
        Note::NoRegister => say("note.no_register", &[]),
        Note::UnknownUnits { names, complaints } => {
            say("note.unknown_units", &[("names", &number(names)), ("n", &number(complaints))])
        }
        Note::NoResponseLimit { complaints } => say("note.no_response_limit", &[("n", &number(complaints))]),
        Note::Intervals => say("note.intervals", &[]),
        Note::RankSetsUntold { measure: of } => say("note.rank_sets_untold", &[("measure", &measure(of, language))]),
        Note::PublishedDiffers { quarter: earlier, column, skpd, published, now } => {
            let unit = if skpd.is_empty() { &report.government.name } else { skpd };
            say(
                "note.published_differs",
                &[
                    ("quarter", &quarter(*earlier, language)),
                    ("column", &measure(column, language)),
                    ("unit", unit),
                    ("published", published),
                    ("now", now),
                ],
            )
        }
    }
}

/// A gate in a sentence: its figure, its limit, and why it matters.
fn gate_missed(gate: &str, (had, limit): (f64, f64), warn_only: bool, language: Language) -> String {
    let key = match gate {
        "empty-class" => t("note.gate.empty-class", language),
        "empty-unit" => t("note.gate.empty-unit", language),
        "missing-months" => t("note.gate.missing-months", language),
        _ => t("note.gate.stale-days", language),
    };
    let kind = if warn_only { t("note.gate.warn", language) } else { t("note.gate.fail", language) };
    let (had, limit) = (gate_value(gate, had, language), gate_value(gate, limit, language));
    fill(key, &[("had", &had), ("limit", &limit), ("kind", kind), ("gate", gate)])
}

/// The figure of a gate: a share, or a number of months or days.
pub fn gate_value(gate: &str, value: f64, language: Language) -> String {
    match gate {
        "missing-months" | "stale-days" => trimmed(value, 1, language),
        _ => percent_short(value, language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;
    use crate::terms::Quarter;

    #[test]
    fn each_note_says_its_figures_in_both_languages_with_no_place_left_open() {
        let mut report = fixture::report(5);
        report.notes = vec![
            Note::Unfinished,
            Note::NoOpenComplaints { complaints: 5241 },
            Note::DatesOnly { complaints: 12 },
            Note::ResponseTimesRefused { share: 0.0, gate: 0.8 },
            Note::ResolutionTimesRefused { share: 0.1, gate: 0.8 },
            Note::ThinEvidence { share: 0.85, gate: 0.9 },
            Note::RanksUndecided { share: 0.25, gate: 0.8 },
            Note::CalendarRefused { years: vec![2027, 2028] },
            Note::RejectedRows { share: 0.0734, gate: 0.05, warn_only: false },
            Note::RejectedRows { share: 0.0734, gate: 0.05, warn_only: true },
            Note::GateMissed { gate: "empty-class", had: 0.12, limit: 0.1, warn_only: true },
            Note::GateMissed { gate: "empty-unit", had: 0.3, limit: 0.2, warn_only: false },
            Note::GateMissed { gate: "missing-months", had: 2.0, limit: 0.0, warn_only: false },
            Note::GateMissed { gate: "stale-days", had: 1234.0, limit: 60.0, warn_only: true },
            Note::NoRegister,
            Note::UnknownUnits { names: 3, complaints: 1234 },
            Note::NoResponseLimit { complaints: 1234 },
            Note::Intervals,
            Note::RankSetsUntold { measure: "p90_response_hours".to_owned() },
            Note::PublishedDiffers {
                quarter: Quarter::from_index(2024 * 4),
                column: "on_time_rate".to_owned(),
                skpd: "Dinas Contoh".to_owned(),
                published: "0.5".to_owned(),
                now: "0.6".to_owned(),
            },
        ];
        for language in [Language::Id, Language::En] {
            let said = sentences(&report, language);
            assert_eq!(said.len(), report.notes.len());
            for (_, text) in &said {
                assert!(text.ends_with('.') && !text.contains('{'), "{text}");
            }
        }
        let said: String = sentences(&report, Language::Id).into_iter().map(|(_, text)| text).collect();
        for part in ["5.241", "7,3 %", "2027, 2028", "1.234", "Triwulan I 2024", "Respons tepat waktu"] {
            assert!(said.contains(part), "{part}");
        }
    }
}
