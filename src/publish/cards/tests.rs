//! What a card says of units of every kind.

use super::*;
use crate::publish::{Templates, fixture};

fn options() -> Options {
    Options {
        languages: Vec::new(),
        formats: std::collections::BTreeSet::new(),
        include_confidential: false,
        version: "0.0.0",
        templates: Templates::default(),
    }
}

fn card(report: &Report, row: &LeagueRow, language: Language) -> Card {
    of(report, row, Pictures::default(), &options(), language)
}

fn said(card: &Card) -> String {
    serde_json::to_string(card).expect("values")
}

#[test]
fn a_ranked_unit_is_told_its_rank_with_what_the_data_allow() {
    let mut report = fixture::report(12);
    let of = report.league.iter().filter(|row| row.rank.is_some()).count();
    let place = report.league.iter().position(|row| row.rank == Some(3)).expect("a third");
    let row = report.league.get_mut(place).expect("a row");
    (row.rank_low, row.rank_high) = (Some(1), Some(7));
    row.alike = vec!["a".to_owned(); 6];
    let row = row.clone();
    let card = card(&report, &row, Language::Id);
    assert_eq!(card.place.verdict, format!("Peringkat 3 dari {of}"));
    let lines = card.place.lines.join(" ");
    assert!(lines.contains("antara 1 dan 7") && lines.contains("6 SKPD sekelompok"), "{lines}");
    let position = card.place.position.expect("a place");
    assert!(position.low < Some(position.at) && Some(position.at) < position.high, "{position:?}");
    assert_eq!(position.ticks.len(), of);
}

#[test]
fn a_unit_without_a_rank_is_told_why_and_what_would_make_it_judgeable() {
    let report = fixture::report(30);
    let of = |verdict| report.league.iter().find(|row| row.verdict == verdict).expect("one of the kind");
    let few = card(&report, of(Verdict::TooFew), Language::Id);
    assert!(few.place.position.is_none());
    let lines = few.place.lines.join(" ");
    assert!(lines.contains("kurang dari 5") && lines.contains("sedikitnya 5 aduan"), "{lines}");
    let none = card(&report, of(Verdict::NoEvidence), Language::Id);
    let lines = none.place.lines.join(" ");
    assert!(lines.contains("waktu respons dan penutupan tercatat"), "{lines}");
    assert!(none.waiting.figures.is_empty(), "nothing is told of who answered in time");
    assert!(!none.next.lines.is_empty());
    assert!(none.next.lines.iter().all(|line| !line.contains("Jawab") && !line.contains("sesudah batas")), "{none:?}");
}

#[test]
fn what_to_do_is_the_work_list_of_the_unit() {
    let report = fixture::report(5);
    let row = report.league.iter().find(|row| row.skpd_id == "S001").expect("a unit");
    let card = card(&report, row, Language::Id);
    assert!(card.waiting.figures.iter().any(|f| f.alarm && f.value.ends_with(|c: char| c.is_ascii_digit())));
    assert!(card.next.lines.iter().any(|line| line.contains("Jawab 1 aduan") && line.contains("345 hari")), "{card:?}");
}

#[test]
fn every_card_is_whole_in_both_languages_and_holds_no_complaint() {
    let report = fixture::report(12);
    let cards: Vec<_> = units(&report).collect();
    assert_eq!(cards.len(), 12, "the line of nobody has none");
    for row in cards {
        for language in [Language::Id, Language::En] {
            let said = said(&card(&report, row, language));
            for id in ["A-1", "A-2", "A-9", "6281"] {
                assert!(!said.contains(id), "{id}");
            }
            let values = said.replace("{\"", "").replace(":{", "").replace("[{", "").replace(",{", "");
            assert!(!values.contains('{'), "a place is left open: {values}");
            assert!(said.contains(if language == Language::Id { "aduan" } else { "complaints" }));
        }
        let english = said(&card(&report, row, Language::En));
        for word in ["aduan", "triwulan", "Peringkat", "tengah"] {
            assert!(!english.contains(word), "{word}: {english}");
        }
    }
}

#[test]
fn no_rate_of_what_was_finished_stands_without_who_closed() {
    let report = fixture::report(5);
    for row in units(&report) {
        let measures = card(&report, row, Language::Id).measures.expect("measures");
        assert!(measures.note.contains("sistem") && measures.note.contains("pelapor"), "{}", measures.note);
    }
}
