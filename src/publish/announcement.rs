//! The announcement in sentences that can be read out.

use super::Language;
use super::moved;
use super::numbers::{self, count};
use super::texts::{self, fill, t};
use crate::judge::{Answering, AnswersFor, Best, MovementRow, Named, Report};

/// More names than these are counted, not listed.
const NAMES: usize = 4;

/// What is said of a quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    /// Units with complaints that never had a response, those with most first.
    pub never: Vec<Line>,
    /// The same of what the government itself answers for.
    pub own: Vec<Line>,
    /// The same of names that the register does not know.
    pub unknown: Vec<Line>,
    /// Units that answered late.
    pub late: Vec<Line>,
    /// Units that let complaints go after their limit.
    pub handed_on: Vec<Line>,
    /// Who did best, a sentence a group.
    pub best: Vec<String>,
    /// Who improved beyond chance, a sentence a unit; where nobody did or nothing can be said, that.
    pub improved: Vec<String>,
}

/// A unit that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// How many complaints.
    pub count: u64,
    /// What else is told of them.
    pub facts: String,
}

/// Puts the announcement into sentences.
pub fn of(report: &Report, language: Language) -> Spoken {
    let announcement = &report.announcement;
    let lines = |whose: AnswersFor| {
        let named = announcement.answering.iter().filter(move |a| a.answers == whose && a.never() > 0);
        named.map(|a| Line { name: name(&a.unit, report), count: a.never(), facts: facts(a, language) }).collect()
    };
    let counted = |count: fn(&Answering) -> u64, facts: &dyn Fn(&Answering) -> String| {
        let named = announcement.answering.iter().filter(move |a| a.answers == AnswersFor::Unit && count(a) > 0);
        let mut lines: Vec<Line> =
            named.map(|a| Line { name: name(&a.unit, report), count: count(a), facts: facts(a) }).collect();
        lines.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        lines
    };
    Spoken {
        never: lines(AnswersFor::Unit),
        own: lines(AnswersFor::Government),
        unknown: lines(AnswersFor::UnknownName),
        late: counted(|a| a.late, &|a| {
            fill(t("announce.of_due", language), &[("due", &numbers::count(a.due, language))])
        }),
        handed_on: counted(|a| a.returned_late, &|_| String::new()),
        best: announcement.best.iter().map(|best| best_of(best, report, language)).collect(),
        improved: improved(report, language),
    }
}

/// A unit's name, with its government where there are several.
fn name(unit: &Named, report: &Report) -> String {
    if report.instansi.len() > 1 { format!("{} ({})", unit.skpd, unit.agency) } else { unit.skpd.clone() }
}

/// What is told of the complaints for which a unit is named, beside how many they are.
pub fn facts(row: &Answering, language: Language) -> String {
    let with = |key: &'static str, n: u64| fill(t(key, language), &[("n", &count(n, language))]);
    let mut facts = Vec::new();
    if row.unanswered > 0 {
        let places = [("n", count(row.unanswered, language)), ("due", count(row.due, language))];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        facts.push(fill(t("announce.this", language), &places));
    }
    if let Some(days) = row.oldest_days {
        facts.push(fill(t("announce.oldest", language), &[("days", &count(days, language))]));
    }
    if row.older > 0 {
        facts.push(with("announce.older", row.older));
    }
    if row.closed_unanswered > 0 {
        facts.push(with("announce.closed", row.closed_unanswered));
    }
    match (row.quarters_in_a_row, row.at_least) {
        (0 | 1, _) => {}
        (n, true) => facts.push(with("announce.row.least", n)),
        (n, false) => facts.push(with("announce.row", n)),
    }
    if row.returned_late > 0 {
        facts.push(with("announce.handed", row.returned_late));
    }
    facts.join("; ")
}

/// Who did best in a group, and whether the data tell it apart, in a sentence.
pub fn best_of(best: &Best, report: &Report, language: Language) -> String {
    let several = report.instansi.len() > 1;
    let agency = best.first.first().filter(|_| several).map_or("", |unit| unit.agency.as_str());
    let group = texts::group(&best.group, language);
    let heading: Vec<&str> = [agency, &group].into_iter().filter(|part| !part.is_empty()).collect();
    let heading = if heading.is_empty() { String::new() } else { format!("{}: ", heading.join(" · ")) };
    let names = |units: &[Named]| units.iter().map(|u| u.skpd.as_str()).collect::<Vec<_>>().join("; ");
    let first = match best.first.len() {
        few if few <= NAMES => names(&best.first),
        many => fill(t("announce.best.units", language), &[("n", &count(many as u64, language))]),
    };
    let with = match best.with.len() {
        few if few <= NAMES => names(&best.with),
        many => fill(t("announce.best.others", language), &[("n", &count(many as u64, language))]),
    };
    let ranked = count(best.ranked, language);
    let places = [("group", heading.as_str()), ("first", &first), ("with", &with), ("ranked", &ranked)];
    let text = match (best.is_nobody(), with.is_empty(), best.ranks) {
        (true, _, _) => t("announce.best.nobody", language),
        (false, true, None) => t("announce.best.untold", language),
        (false, true, Some(_)) => t("announce.best.one", language),
        (false, false, _) => t("announce.best.with", language),
    };
    capitalised(&fill(text, &places))
}

/// A sentence with its first letter large: where there is one group alone, none stands before it.
fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn improved(report: &Report, language: Language) -> Vec<String> {
    let rows = &report.announcement.improved;
    let compared = |r: &MovementRow| r.comparisons.is_some() && !r.skpd_id.is_empty();
    if rows.is_empty() {
        let any = report.movement.iter().any(compared);
        let text = if any { t("announce.improved.none", language) } else { t("announce.improved.unknown", language) };
        return vec![text.to_owned()];
    }
    rows.iter().map(|row| improved_line(row, report, language)).collect()
}

/// A unit that improved, in a sentence.
pub fn improved_line(row: &MovementRow, report: &Report, language: Language) -> String {
    let value = |x: Option<f64>| x.map(|x| moved::value(row.measure, x, language)).unwrap_or_default();
    let difference = |x: Option<f64>| x.map(|x| moved::difference(row.measure, x, language)).unwrap_or_default();
    let unit = if report.instansi.len() > 1 { format!("{} ({})", row.skpd, row.agency) } else { row.skpd.clone() };
    fill(
        t("announce.improved.line", language),
        &[
            ("unit", &unit),
            ("measure", &texts::measure(row.measure, language).to_lowercase()),
            ("before", &value(row.before.value)),
            ("now", &value(row.now.value)),
            ("difference", &difference(row.difference)),
            ("low", &difference(row.low)),
            ("high", &difference(row.high)),
            ("in", moved::unit(row.measure, language)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;

    fn told(first: usize, with: usize, ranked: u64, ranks: Option<(u64, u64)>) -> String {
        let report = fixture::report(1);
        let units = |n: usize, what: &str| {
            let named = |i| Named {
                agency_id: String::new(),
                agency: String::new(),
                skpd_id: String::new(),
                skpd: format!("{what}{i}"),
            };
            (0..n).map(named).collect()
        };
        let best = Best { first: units(first, "A"), with: units(with, "B"), group: String::new(), ranked, ranks };
        best_of(&best, &report, Language::Id)
    }

    #[test]
    fn a_first_place_is_said_with_those_that_may_hold_it_as_well() {
        assert!(told(1, 0, 5, Some((1, 1))).contains("tidak ada SKPD lain"));
        assert!(told(1, 0, 5, None).contains("tidak dapat dihitung"));
        assert!(told(1, 2, 5, Some((1, 3))).ends_with("tidak dapat dibedakan dari B0; B1."));
        assert!(told(1, 15, 17, Some((1, 16))).ends_with("tidak dapat dibedakan dari 15 SKPD lain."));
        assert!(told(6, 1, 17, Some((1, 7))).starts_with("6 SKPD bersama, peringkat 1 dari 17"));
        assert!(told(1, 16, 17, Some((1, 17))).starts_with("Tidak ada yang dapat disebut pertama"));
    }
}
