//! The words of every document: one catalogue, each key with its Indonesian and its English text.
//!
//! Owns wording only. Places of the form `{name}` are filled by the caller.

mod cards;
mod columns;
mod comparison;
mod data;
mod documents;
mod funnel;
mod letter;
pub mod measures;
mod message;
mod movement;
mod own;
mod page;
mod pending;
mod pictures;
mod ranking;
mod report;
mod slides;
mod terminal;
mod words;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub use own::{Wording, reword, shipped as shipped_words};

use super::Language;
use crate::judge::Verdict;
use crate::terms::Text;

/// A line of the catalogue: key, Indonesian, English.
type Entry = (&'static str, &'static str, &'static str);

/// The parts of the catalogue, by subject.
const PARTS: &[&[Entry]] = &[
    cards::ENTRIES,
    columns::ENTRIES,
    comparison::ENTRIES,
    data::ENTRIES,
    documents::ENTRIES,
    funnel::ENTRIES,
    letter::ENTRIES,
    message::ENTRIES,
    movement::ENTRIES,
    page::ENTRIES,
    pending::ENTRIES,
    pictures::ENTRIES,
    ranking::ENTRIES,
    report::ENTRIES,
    slides::ENTRIES,
    terminal::ENTRIES,
    words::ENTRIES,
    workbook::ENTRIES,
];

static CATALOGUE: LazyLock<BTreeMap<&'static str, Text>> =
    LazyLock::new(|| PARTS.iter().flat_map(|part| part.iter()).map(|&(key, id, en)| (key, Text { id, en })).collect());

/// The text of a key. A key without a text stands for itself; a test finds each before a reader does.
#[must_use]
pub fn t(key: &'static str, language: Language) -> &'static str {
    find(key, language).unwrap_or(key)
}

/// The text of a key made at run time, if there is one.
#[must_use]
pub fn find(key: &str, language: Language) -> Option<&'static str> {
    own::find(key, language).or_else(|| CATALOGUE.get(key).map(|text| language.of(*text)))
}

/// The names of the `{name}` places of a text.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// Every text in both languages.
#[cfg(test)]
pub fn all() -> impl Iterator<Item = Text> {
    CATALOGUE.values().copied()
}

/// Fills the `{name}` places of a text.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => out.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The heading of a column of the league table.
#[must_use]
pub fn heading(column: &'static str, language: Language) -> &'static str {
    find(&format!("col.{column}"), language).unwrap_or(column)
}

/// What a column of the league table means, in one line.
#[must_use]
pub fn definition(column: &'static str, language: Language) -> &'static str {
    find(&format!("def.{column}"), language).unwrap_or(column)
}

/// The name of a measure; its machine word where it is no column.
#[must_use]
pub fn measure(name: &str, language: Language) -> String {
    find(&format!("col.{name}"), language).unwrap_or(name).to_owned()
}

/// A machine word of a family such as `step` or `class` in words; itself where it has none.
#[must_use]
pub fn word(family: &str, word: &str, language: Language) -> String {
    find(&format!("{family}.{word}"), language).unwrap_or(word).to_owned()
}

/// What a profile takes a status for, in words: `closed (system)` is "ditutup (sistem, karena pelapor diam)".
#[must_use]
pub fn read_as(meaning: &str, language: Language) -> String {
    let parts = meaning.strip_suffix(')').and_then(|m| m.split_once(" ("));
    let (state, more) = parts.unwrap_or((meaning, ""));
    let state = word("state", state, language);
    let known = |word: &str| {
        let text = ["closed_by", "reason"].iter().find_map(|family| find(&format!("{family}.{word}"), language));
        text.unwrap_or(word).to_owned()
    };
    let more: Vec<String> = more.split(", ").filter(|word| !word.is_empty()).map(known).collect();
    if more.is_empty() { state } else { format!("{state} ({})", more.join("; ")) }
}

/// A verdict in words.
#[must_use]
pub fn verdict(verdict: Verdict, language: Language) -> &'static str {
    match verdict {
        Verdict::Ranked => t("verdict.ranked", language),
        Verdict::TooFew => t("verdict.too_few", language),
        Verdict::NoEvidence => t("verdict.no_evidence", language),
        Verdict::NotAssigned => t("verdict.not_assigned", language),
    }
}

/// A comparison group in words.
#[must_use]
pub fn group(name: &str, language: Language) -> String {
    if name.is_empty() {
        return String::new();
    }
    let by_volume = name.chars().any(|c| c.is_ascii_digit());
    let key = if by_volume { "group.volume" } else { "group.kind" };
    fill(t(key, language), &[("name", &word("kind", name, language))])
}

/// A limit such as `24h` or `5wd` in words.
#[must_use]
pub fn limit(limit: &str, language: Language) -> String {
    let unit = limit.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = limit.strip_suffix(unit).unwrap_or(limit);
    match unit {
        "h" => format!("{number} {}", t("unit.hours", language)),
        "d" => format!("{number} {}", t("unit.days", language)),
        "wd" => format!("{number} {}", t("unit.workdays", language)),
        "source" => t("limit.source", language).to_owned(),
        _ => limit.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::judge::COLUMNS;

    const SOURCES: &[&str] = &[
        include_str!("mod.rs"),
        include_str!("../mod.rs"),
        include_str!("../announcement.rs"),
        include_str!("../cards/mod.rs"),
        include_str!("../cards/measures.rs"),
        include_str!("../cards/next.rs"),
        include_str!("../cards/place.rs"),
        include_str!("../cards/trend.rs"),
        include_str!("../explain.rs"),
        include_str!("../letter/mod.rs"),
        include_str!("../letter/annex.rs"),
        include_str!("../letter/markdown.rs"),
        include_str!("../moved.rs"),
        include_str!("../notes.rs"),
        include_str!("../presets.rs"),
        include_str!("../robustness.rs"),
        include_str!("../summary.rs"),
        include_str!("../terminal.rs"),
        include_str!("../warning.rs"),
        include_str!("../charts/before_after.rs"),
        include_str!("../charts/frame.rs"),
        include_str!("../certainty.rs"),
        include_str!("../charts/funnel.rs"),
        include_str!("../charts/ranking.rs"),
        include_str!("../charts/quarters.rs"),
        include_str!("../charts/backlog.rs"),
        include_str!("../charts/response.rs"),
        include_str!("../charts/attainment.rs"),
        include_str!("../charts/curves.rs"),
        include_str!("../charts/draft.rs"),
        include_str!("../charts/flow.rs"),
        include_str!("../charts/heat.rs"),
        include_str!("../charts/movement.rs"),
        include_str!("../charts/lines.rs"),
        include_str!("../charts/rate.rs"),
        include_str!("../charts/unit.rs"),
        include_str!("../comparison/words.rs"),
        include_str!("../editions.rs"),
        include_str!("../message.rs"),
        include_str!("../html/mod.rs"),
        include_str!("../html/children.rs"),
        include_str!("../html/composition.rs"),
        include_str!("../html/funnel.rs"),
        include_str!("../html/league.rs"),
        include_str!("../html/method.rs"),
        include_str!("../html/movement.rs"),
        include_str!("../html/mutu.rs"),
        include_str!("../html/pending.rs"),
        include_str!("../html/quality.rs"),
        include_str!("../html/ranking.rs"),
        include_str!("../html/returns.rs"),
        include_str!("../pdf/advice.rs"),
        include_str!("../pdf/chapters.rs"),
        include_str!("../pdf/report.rs"),
        include_str!("../pdf/slides/backlog.rs"),
        include_str!("../pdf/slides/movers.rs"),
        include_str!("../pdf/slides/ground.rs"),
        include_str!("../pdf/slides/mod.rs"),
        include_str!("../pdf/slides/next.rs"),
        include_str!("../pdf/slides/opening.rs"),
        include_str!("../pdf/slides/order.rs"),
        include_str!("../pdf/slides/trend.rs"),
        include_str!("../pdf/slides/unanswered.rs"),
        include_str!("../html/profiles.rs"),
        include_str!("../html/targets.rs"),
        include_str!("../html/template.rs"),
        include_str!("../xlsx/mod.rs"),
        include_str!("../xlsx/backlog.rs"),
        include_str!("../xlsx/charts.rs"),
        include_str!("../xlsx/composition.rs"),
        include_str!("../xlsx/front.rs"),
        include_str!("../xlsx/grid.rs"),
        include_str!("../xlsx/league.rs"),
        include_str!("../xlsx/method.rs"),
        include_str!("../xlsx/page.rs"),
        include_str!("../xlsx/pictures.rs"),
        include_str!("../xlsx/quality.rs"),
        include_str!("../xlsx/ranking.rs"),
        include_str!("../xlsx/silent.rs"),
        include_str!("../xlsx/trend.rs"),
        include_str!("../templates/laporan.html"),
        include_str!("../templates/tabel.html"),
        include_str!("../templates/mutu-data.html"),
    ];

    #[test]
    fn each_key_stands_once_and_has_both_languages_with_the_same_places() {
        let mut seen = BTreeSet::new();
        for (key, id, en) in PARTS.iter().flat_map(|part| part.iter()) {
            assert!(seen.insert(key), "{key} stands twice");
            assert!(!id.trim().is_empty() && !en.trim().is_empty(), "{key} lacks a language");
            assert_eq!(places(id), places(en), "{key} has other places in English");
        }
    }

    #[test]
    fn each_key_that_is_asked_for_has_a_text() {
        for source in SOURCES {
            for start in ["t(\"", "t(\n"] {
                for (at, _) in source.match_indices(start) {
                    let before = source[..at].chars().next_back().unwrap_or(' ');
                    if before.is_alphanumeric() || before == '_' {
                        continue;
                    }
                    let Some(key) = source[at..].split('"').nth(1) else { continue };
                    if key.contains('.') && key.chars().all(|c| c.is_ascii_lowercase() || ".-_".contains(c)) {
                        assert!(CATALOGUE.contains_key(key), "{key} has no text");
                    }
                }
            }
        }
    }

    #[test]
    fn each_text_is_used() {
        let all = SOURCES.concat();
        let families = [
            "col.",
            "def.",
            "step.",
            "class.",
            "event.",
            "groups.",
            "kind.",
            "level.",
            "clock.",
            "severity.",
            "channel.",
            "state.",
            "closed_by.",
            "reason.",
            "validity.",
            "gate.",
            "gauge.",
            "ground.",
            "change.",
            "column.",
            "scenario.",
            "answers.",
            "funnel.verdict.",
            "card.funnel.",
            "letter.addressee.",
            "letter.head.",
            "letter.office.",
            "letter.signer.",
        ];
        for key in CATALOGUE.keys() {
            let by_family = families.iter().any(|family| key.starts_with(family));
            assert!(by_family || all.contains(&format!("\"{key}\"")), "{key} is used nowhere");
        }
    }

    #[test]
    fn a_status_is_told_in_words() {
        let id = |meaning: &str| read_as(meaning, Language::Id);
        assert_eq!(id("closed (system)"), "ditutup (sistem, karena pelapor diam)");
        assert_eq!(id("archived (unit, jurisdiction)"), "diarsipkan (SKPD; bukan kewenangan)");
        assert_eq!(id("received"), "belum terverifikasi");
        assert_eq!(id("something else"), "something else");
    }

    #[test]
    fn each_column_has_a_heading_and_a_definition() {
        for column in COLUMNS {
            for family in ["col", "def"] {
                let key = format!("{family}.{}", column.name);
                assert!(CATALOGUE.contains_key(key.as_str()), "{key} has no text");
            }
        }
    }

    #[test]
    fn places_are_filled_and_braces_survive() {
        assert_eq!(fill("{a} dari {b}", &[("a", "{b}"), ("b", "2")]), "{b} dari 2");
        assert_eq!(fill("{x} {", &[]), "{x} {");
    }

    #[test]
    fn limits_are_words() {
        assert_eq!(limit("24h", Language::Id), "24 jam");
        assert_eq!(limit("5wd", Language::Id), "5 hari kerja");
        assert_eq!(limit("60d", Language::En), "60 calendar days");
        assert_eq!(limit("?", Language::En), "?");
    }
}
