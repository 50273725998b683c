//! What a letter says, and to whom it says nothing.

use super::*;
use crate::judge::{Announcement, AnswersFor};
use crate::publish::fixture;

fn written(report: &Report, language: Language) -> String {
    let document = document(&of(report, None, language), language);
    String::from_utf8(document.bytes).expect("text")
}

/// All cells and sentences of the annex.
fn annexed(letter: &Letter) -> String {
    serde_json::to_string(&letter.annex).expect("values")
}

#[test]
fn every_unit_is_named_once_in_each_table_with_its_counts() {
    let report = fixture::report(5);
    let letter = of(&report, None, Language::Id);
    let [section, notes] = letter.annex.as_slice() else { panic!("one government and the notes: {:?}", letter.annex) };
    assert!(notes.parts.iter().all(|part| part.table.is_none() && !part.lines.is_empty()));
    let tables: Vec<_> = section.parts.iter().filter_map(|part| part.table.as_ref()).collect();
    let rows: Vec<_> = tables.iter().flat_map(|table| &table.rows).collect();
    assert!(tables.iter().all(|table| table.rows.iter().all(|row| row.cells.len() == table.columns.len())));
    for answering in &report.announcement.answering {
        let never = count(answering.never(), Language::Id);
        let named = rows.iter().filter(|row| row.cells.get(1) == Some(&answering.unit.skpd));
        let named: Vec<_> = named.filter(|row| row.cells.get(2) == Some(&never)).collect();
        assert_eq!(named.len(), 1, "{}", answering.unit.skpd);
        assert!(named.iter().all(|row| row.cells.contains(&"345".to_owned()) && row.facts.contains("345 hari")));
    }
    // Two of the four answer for themselves: 1.367 + 3 and 1.364 + 3, of which 3 each are older.
    let said: String = letter.points.iter().flat_map(|point| &point.items).cloned().collect();
    assert!(said.contains("2 SKPD memegang 2.737 aduan") && said.contains("2.731 dari triwulan ini dan 6"), "{said}");
    assert!(said.contains("2 SKPD merespons 24 aduan"), "{said}");
}

#[test]
fn a_letter_cites_the_limits_of_the_response_alone_with_their_source() {
    let report = fixture::report(5);
    let letter = of(&report, None, Language::Id);
    let first = letter.points.first().expect("the rule");
    assert_eq!(first.items.len(), 1, "{first:?}");
    assert!(first.items.iter().all(|i| i.contains("24 jam") && i.contains("Forum Koordinasi") && i.contains("2019")));
    let mut ended = report.clone();
    for limit in &mut ended.basis.deadlines {
        limit.to = Some(ended.quarter.previous().last_day());
    }
    let letter = of(&ended, None, Language::Id);
    let first = letter.points.first().expect("the rule");
    assert!(first.items.is_empty() && first.text.contains("tidak ada batas waktu respons yang berlaku"), "{first:?}");
}

#[test]
fn where_it_cannot_be_told_nobody_is_named_for_it() {
    let mut report = fixture::report(5);
    report.announcement.untold = vec!["kota-sukamaju".to_owned()];
    let letter = of(&report, None, Language::Id);
    let tables = letter.annex.iter().flat_map(|s| &s.parts).filter(|part| part.table.is_some()).count();
    assert_eq!(tables, 0);
    let said = written(&report, Language::Id);
    assert!(said.contains("tidak dapat dikatakan SKPD mana") && !said.contains("345 hari"), "{said}");
}

#[test]
fn a_first_place_is_told_with_those_who_may_hold_it_too() {
    let report = fixture::report(5);
    let letter = of(&report, None, Language::Id);
    let lines: Vec<&String> = letter.annex.iter().flat_map(|s| &s.parts).flat_map(|part| &part.lines).collect();
    let best = lines.iter().find(|line| line.contains("peringkat 1 dari 5")).expect("who did best");
    assert!(best.contains("tidak dapat dibedakan dari") && best.contains("antara 1 dan 3"), "{best}");
}

#[test]
fn where_nobody_failed_the_letter_says_so_and_thanks() {
    let mut report = fixture::report(5);
    report.announcement = Announcement { known: true, ..Announcement::default() };
    report.notes.clear();
    let letter = of(&report, None, Language::Id);
    assert!(letter.annex.iter().flat_map(|s| &s.parts).all(|part| part.table.is_none()));
    let said = written(&report, Language::Id);
    assert!(said.contains("Tidak ada SKPD yang memegang aduan tanpa respons"), "{said}");
    assert!(said.contains("disampaikan penghargaan") && !said.contains("berkeberatan"), "{said}");
}

#[test]
fn several_governments_have_a_section_each_and_tables_numbered_through() {
    let mut report = fixture::report(5);
    let other = "kab";
    let mut rows = report.instansi.clone();
    for row in &mut rows {
        (row.agency_id, row.agency) = (other.to_owned(), "Pemerintah Kabupaten Rawa Indah".to_owned());
    }
    report.instansi.extend(rows);
    let mut answering = report.announcement.answering.clone();
    answering.truncate(1);
    for row in &mut answering {
        (row.unit.agency_id, row.unit.skpd) = (other.to_owned(), "Dinas Lain".to_owned());
        row.answers = AnswersFor::Unit;
    }
    report.announcement.answering.extend(answering);
    let letter = of(&report, None, Language::Id);
    let titles: Vec<&str> = letter.annex.iter().flat_map(|s| &s.parts).map(|part| part.title.as_str()).collect();
    let numbers: Vec<&str> = titles.iter().filter_map(|t| t.strip_prefix("Tabel ")?.split('.').next()).collect();
    let expected: Vec<String> = (1..=numbers.len()).map(|n| n.to_string()).collect();
    assert_eq!(numbers, expected, "{titles:?}");
    let sections: Vec<_> = letter.annex.iter().filter(|s| s.heading == "Pemerintah Kabupaten Rawa Indah").collect();
    let [section] = sections.as_slice() else { panic!("a section of its own") };
    let json = serde_json::to_string(section).expect("values");
    assert!(json.contains("Dinas Lain") && !json.contains("Pekerjaan Umum"), "{json}");
}

#[test]
fn nothing_of_a_complaint_or_a_person_is_in_it_and_no_place_is_left_open() {
    let report = fixture::report(5);
    for language in [Language::Id, Language::En] {
        let (letter, text) = (of(&report, None, language), written(&report, language));
        let all = format!("{}{text}", serde_json::to_string(&letter).expect("values"));
        for id in ["A-1", "A-2", "A-9", "6281"] {
            assert!(!all.contains(id), "{id}");
        }
        assert!(!text.contains('{') && !annexed(&letter).contains("{\\"), "{text}");
    }
    let english = written(&report, Language::En);
    for word in ["aduan", "triwulan", "Tabel", "Lampiran", "Hal:"] {
        assert!(!english.contains(word), "{word}: {english}");
    }
}

#[test]
fn a_name_makes_no_markup_in_the_message() {
    let mut report = fixture::report(5);
    for row in &mut report.announcement.answering {
        row.unit.skpd = "Dinas *A* `b` [c](http://d.id) <e>\n# f".to_owned();
    }
    let said = written(&report, Language::Id);
    assert!(!said.contains("](") && !said.contains('`') && !said.contains('<') && !said.contains("\n# f"), "{said}");
    assert!(
        said.contains("*Dinas \u{2217}A\u{2217} \u{2cb}b\u{2cb} [c] (http: //d.id) \u{2039}e\u{203a} # f*:"),
        "{said}"
    );
    // Each asterisk that is left stands at an end of what we made bold.
    for line in said.lines().filter(|line| line.contains('*')) {
        assert_eq!(line.matches('*').count(), 2, "{line}");
    }
}
