//! What a meeting takes home, in a few sentences: how it went and what changed, who leads, who did not respond, how sure it is.

use super::announcement::{self, Spoken};
use super::html::who_closed;
use super::numbers::{count, percent, percent_range, quarter};
use super::texts::{self, fill, t};
use super::{Language, certainty};
use crate::judge::{Against, LeagueRow, Moved, MovementRow, Note, Report, Verdict};

/// How many of those that did not respond are named at once.
const NAMED: usize = 3;

/// A part of the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub heading: &'static str,
    /// Its sentences.
    pub sentences: Vec<String>,
}

/// The message of a report.
pub fn of(report: &Report, language: Language) -> Vec<Part> {
    let spoken = announcement::of(report, language);
    let parts = [
        ("message.result", result(report, language)),
        ("message.change", change(report, &spoken, language)),
        ("message.first", first(&spoken, language)),
        ("message.unanswered", unanswered(report, &spoken, language)),
        ("message.sure", sure(report, language)),
    ];
    let part = |(key, sentences): (&'static str, Vec<String>)| Part { heading: t(key, language), sentences };
    parts.map(part).into_iter().filter(|part| !part.sentences.is_empty()).collect()
}

/// Whether the data hold closed complaints alone, so that a rate of responses says nothing of performance.
fn is_closed_only(report: &Report) -> bool {
    report.notes.iter().any(|note| matches!(note, Note::NoOpenComplaints { .. }))
}

/// One sentence a government: the rate in time of the response, else that of the resolution with who closed, else the rate
/// of responses.
fn result(report: &Report, language: Language) -> Vec<String> {
    let several = report.instansi.len() > 1;
    let sentence = |row: &LeagueRow| {
        let who = if several { format!("{}: ", row.agency) } else { String::new() };
        let resolved = row.resolution_on_time_rate.zip(row.resolved_in_time).zip(row.resolution_due);
        let (key, rate, part, whole) = match (row.on_time_rate, row.responded_in_time, row.due) {
            (Some(rate), Some(part), Some(whole)) => ("message.in_time", rate, part, whole),
            _ => match (resolved, row.response_rate) {
                (Some(((rate, part), whole)), _) => ("message.resolved", rate, part, whole),
                (None, Some(rate)) if !is_closed_only(report) => {
                    ("message.responded", rate, row.responded, row.eligible)
                }
                _ => return None,
            },
        };
        let range = row.on_time_low.zip(row.on_time_high).filter(|_| key == "message.in_time");
        let range = range.map(|(low, high)| {
            fill(t("summary.on_time.range", language), &[("range", &percent_range(low, high, language))])
        });
        let places = [
            ("who", who),
            ("rate", percent(rate, language)),
            ("part", count(part, language)),
            ("whole", count(whole, language)),
            ("range", range.unwrap_or_default()),
            ("closers", who_closed(row, language)),
        ];
        let text = match key {
            "message.in_time" => t("message.in_time", language),
            "message.resolved" => t("message.resolved", language),
            _ => t("message.responded", language),
        };
        Some(fill(text, &places.each_ref().map(|(name, value)| (*name, value.as_str()))))
    };
    report.instansi.iter().filter_map(sentence).collect()
}

/// What became of the governments' rate since the quarter before, and how many units rose or fell beyond chance.
fn change(report: &Report, spoken: &Spoken, language: Language) -> Vec<String> {
    let several = report.instansi.len() > 1;
    let measure = report.profiles.measure;
    let is_told = |row: &&MovementRow| row.against == Against::Previous && row.change != Moved::NotComparable;
    let of_governments =
        report.movement.iter().filter(is_told).filter(|r| r.skpd_id.is_empty() && r.measure == measure);
    let sentence = |row: &MovementRow| {
        let how = match row.change {
            Moved::Improved => t("message.improved", language),
            Moved::Declined => t("message.declined", language),
            _ => t("message.no_difference", language),
        };
        let who = if several { format!("{}: ", row.agency) } else { String::new() };
        let rate = |rate: Option<f64>| rate.map(|rate| percent(rate, language)).unwrap_or_default();
        let places = [
            ("who", who),
            ("measure", texts::measure(measure, language)),
            ("before", rate(row.before.value)),
            ("now", rate(row.now.value)),
            ("quarter", quarter(row.quarter, language)),
            ("how", how.to_owned()),
        ];
        fill(t("message.moved", language), &places.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    let is_empty_talk = measure == "response_rate" && is_closed_only(report);
    let mut out: Vec<String> = of_governments.filter(|_| !is_empty_talk).map(sentence).collect();
    let told_of_units = report.movement.iter().filter(is_told).any(|r| !r.skpd_id.is_empty());
    if told_of_units {
        out.extend(spoken.improved.iter().take(NAMED).cloned());
        let more = spoken.improved.len().saturating_sub(NAMED) as u64;
        if more > 0 {
            out.push(fill(t("message.improved.more", language), &[("n", &count(more, language))]));
        }
    }
    out
}

fn first(spoken: &Spoken, language: Language) -> Vec<String> {
    if spoken.best.is_empty() { vec![t("announce.best.none", language).to_owned()] } else { spoken.best.clone() }
}

fn unanswered(report: &Report, spoken: &Spoken, language: Language) -> Vec<String> {
    let all = [&spoken.never, &spoken.own, &spoken.unknown];
    if all.iter().all(|lines| lines.is_empty()) {
        let none = if report.announcement.known {
            t("section.unanswered.none", language)
        } else {
            t("section.unanswered.unknown", language)
        };
        return vec![none.to_owned()];
    }
    let sum = |lines: &[announcement::Line]| lines.iter().map(|line| line.count).sum::<u64>();
    let mut out = Vec::new();
    if !spoken.never.is_empty() {
        let most = spoken.never.iter().take(NAMED).map(|l| format!("{} ({})", l.name, count(l.count, language)));
        let places = [
            ("units", count(spoken.never.len() as u64, language)),
            ("n", count(sum(&spoken.never), language)),
            ("most", most.collect::<Vec<_>>().join("; ")),
        ];
        let text =
            if spoken.never.len() > NAMED { t("message.never.most", language) } else { t("message.never", language) };
        out.push(fill(text, &places.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    let others = sum(&spoken.own) + sum(&spoken.unknown);
    if others > 0 {
        out.push(fill(t("message.never.own", language), &[("n", &count(others, language))]));
    }
    out
}

/// In how many groups the order is open, how many ranks depend on a choice, and how many units are not judged.
fn sure(report: &Report, language: Language) -> Vec<String> {
    let mut out = Vec::new();
    let groups = certainty::groups(report);
    let open = groups.iter().filter(|group| certainty::is_open(group)).count() as u64;
    let told = groups.iter().filter(|group| certainty::is_told(group)).count() as u64;
    let n = |n: u64| count(n, language);
    if told > 0 {
        let text = match open {
            0 => t("message.sure.some", language),
            1 if told == 1 => t("message.sure.all", language),
            all if all == told => t("message.sure.none", language),
            _ => t("message.sure.part", language),
        };
        out.push(fill(text, &[("open", &n(open)), ("groups", &n(told))]));
    }
    let moved = report.ranking.iter().filter(|row| row.moves()).count() as u64;
    if moved > 0 {
        let ranked = n(report.ranking.len() as u64);
        out.push(fill(t("message.sure.moves", language), &[("moved", &n(moved)), ("ranked", &ranked)]));
    }
    let unjudged = |verdict| report.league.iter().filter(|row| row.verdict == verdict).count() as u64;
    let few = unjudged(Verdict::TooFew);
    if few > 0 {
        let minimum = n(report.basis.minimum_volume);
        out.push(fill(t("message.sure.few", language), &[("n", &n(few)), ("minimum", &minimum)]));
    }
    let dark = unjudged(Verdict::NoEvidence);
    if dark > 0 {
        out.push(fill(t("message.sure.dark", language), &[("n", &n(dark))]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Announcement;
    use crate::publish::fixture;

    fn said(report: &Report, language: Language) -> String {
        let parts = of(report, language).into_iter();
        parts
            .flat_map(|part| std::iter::once(part.heading.to_owned()).chain(part.sentences))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn it_says_the_result_the_first_the_unanswered_and_how_sure_it_is() {
        let report = fixture::report(12);
        for (language, words) in [
            (Language::Id, ["Hasil", "peringkat 1 dari 5", "tidak pernah direspons", "direspons tepat waktu"]),
            (Language::En, ["Result", "rank 1 of 5", "never answered", "answered on time"]),
        ] {
            let said = said(&report, language);
            for word in words {
                assert!(said.contains(word), "{word}: {said}");
            }
            assert!(!said.contains('{'), "a place was left open: {said}");
        }
    }

    #[test]
    fn where_the_data_tell_nothing_of_times_it_says_that_and_no_rate_in_time() {
        let mut report = fixture::without_times(5);
        report.announcement = Announcement::default();
        let said = said(&report, Language::Id);
        assert!(
            said.contains("Tidak dapat dikatakan") && !said.contains("jatuh tempo direspons tepat waktu"),
            "{said}"
        );
    }
}
