//! What the slides promise, on made-up reports of every kind.

use std::path::Path;
use std::process::Command;

use super::pieces::Slide;
use super::{Deck, TEMPLATE, deck, lines, listed};
use crate::judge::{
    Against, Announcement, Answering, AnswersFor, BacklogAge, LeagueRow, LineRow, Moved, MovementRow, Named, Note,
    Pending, Report, Verdict,
};
use crate::problem::Problem;
use crate::publish::pdf::Press;
use crate::publish::{Format, Language, Options, Templates, fixture};

const LONG: &str = "Dinas Pendidikan, Kepemudaan, Olahraga, Kebudayaan, Pariwisata, dan Pemberdayaan Perempuan";

fn options() -> Options {
    Options {
        languages: vec![Language::Id, Language::En],
        formats: Format::ALL.into_iter().collect(),
        include_confidential: false,
        version: "0.0.0",
        templates: Templates::default(),
    }
}

/// Units in this many rows, each with complaints that nobody answered.
fn all_unanswered(report: &mut Report) {
    let named = |row: &LeagueRow| Named {
        agency_id: row.agency_id.clone(),
        agency: row.agency.clone(),
        skpd_id: row.skpd_id.clone(),
        skpd: row.skpd.clone(),
    };
    let answering = |(i, row): (u64, &LeagueRow)| Answering {
        unit: named(row),
        answers: AnswersFor::Unit,
        unanswered: 500 - i,
        closed_unanswered: 0,
        closed_by_reporter: 0,
        older: 7,
        oldest_days: Some(1_345),
        quarters_in_a_row: 4,
        at_least: true,
        returned_late: 1,
        late: 12,
        due: 1_402,
    };
    let units = report.league.iter().filter(|row| row.verdict != Verdict::NotAssigned);
    report.announcement.answering = (0..).zip(units).map(answering).collect();
}

/// Sets by which nobody, or everybody but the ends, is told apart.
fn sets(report: &mut Report, told_apart: bool) {
    let ranked = report.league.iter().filter(|row| row.rank.is_some()).count() as u64;
    for row in report.league.iter_mut().filter(|row| row.rank.is_some()) {
        let rank = row.rank.unwrap_or(1);
        let set = if told_apart { (rank.saturating_sub(2).max(1), (rank + 2).min(ranked)) } else { (1, ranked) };
        (row.rank_low, row.rank_high) = (Some(set.0), Some(set.1));
    }
}

fn lengthen(report: &mut Report) {
    for row in &mut report.league {
        row.skpd = format!("{LONG} {}", row.skpd_id);
    }
    for row in &mut report.backlog_age {
        row.skpd = format!("{LONG} {}", row.skpd_id);
    }
    for row in &mut report.movement {
        row.skpd = format!("{LONG} {}", row.skpd_id);
    }
}

/// Eight quarters of the government, and what can be said of the last.
fn with_trend(report: &mut Report, change: Moved) {
    let Some(model) = report.lines.first().cloned() else { return };
    let now = report.quarter;
    let line = |i: i32| {
        let (responded, in_time) = (540 + 5 * u64::from(i.unsigned_abs()), 366 + 12 * u64::from(i.unsigned_abs()));
        let rate = |part: u64| Some(f64::from(u32::try_from(part).unwrap_or_default()) / 600.0);
        LineRow {
            quarter: crate::terms::Quarter::from_index(now.index() - 7 + i),
            skpd_id: String::new(),
            skpd: String::new(),
            eligible: 600,
            responded,
            responded_surely: responded,
            responded_possibly: responded,
            response_rate: rate(responded),
            due: 600,
            responded_in_time: Some(in_time),
            on_time_rate: rate(in_time),
            ..model.clone()
        }
    };
    report.lines.extend((0..8).map(line));
    if let Some(model) = report.movement.first().cloned() {
        report.movement.push(MovementRow {
            skpd_id: String::new(),
            skpd: String::new(),
            measure: "on_time_rate",
            change,
            against: Against::Previous,
            ..model
        });
    }
}

fn several(report: &mut Report, n: usize) {
    let rename = |i: usize, row: &LeagueRow| LeagueRow {
        agency_id: format!("kab-{i}"),
        agency: format!("Pemerintah Kabupaten Rawa Indah Permai Sejahtera {i}"),
        group: "kabupaten".to_owned(),
        rank: Some(i as u64 + 1),
        rank_low: Some(1),
        rank_high: Some(n as u64),
        score: Some(0.9),
        verdict: Verdict::Ranked,
        ..row.clone()
    };
    let Some(model) = report.instansi.first().cloned() else { return };
    report.instansi = (0..n).map(|i| rename(i, &model)).collect();
    if let Some(model) = report.movement.first().cloned() {
        report.movement.extend(report.instansi.iter().map(|row| MovementRow {
            agency_id: row.agency_id.clone(),
            agency: row.agency.clone(),
            skpd_id: String::new(),
            skpd: String::new(),
            ..model.clone()
        }));
    }
    report.backlog_age_instansi = report
        .instansi
        .iter()
        .map(|row| BacklogAge {
            skpd_id: String::new(),
            skpd: row.agency.clone(),
            counts: [40, 31, 22, 9, 4],
            agency_id: row.agency_id.clone(),
        })
        .collect();
}

fn empty() -> Report {
    Report {
        league: Vec::new(),
        instansi: Vec::new(),
        history: Vec::new(),
        instansi_history: Vec::new(),
        backlog_age: Vec::new(),
        backlog_age_instansi: Vec::new(),
        lines: Vec::new(),
        movement: Vec::new(),
        announcement: Announcement::default(),
        ranking: Vec::new(),
        rank_tests: Vec::new(),
        pending: Pending::default(),
        intake: Vec::new(),
        notes: Vec::new(),
        ..fixture::report(1)
    }
}

/// Reports of every kind by name.
fn kinds() -> Vec<(&'static str, Report)> {
    let made = |n: u64, change: &dyn Fn(&mut Report)| {
        let mut report = fixture::report(n);
        change(&mut report);
        report
    };
    vec![
        ("one-unit", made(1, &|_| {})),
        ("five-units", made(5, &|report| sets(report, true))),
        (
            "forty-five-unanswered",
            made(45, &|report| {
                all_unanswered(report);
                sets(report, false);
                with_trend(report, Moved::NoDifference);
            }),
        ),
        (
            "many-long-names",
            made(120, &|report| {
                lengthen(report);
                all_unanswered(report);
                sets(report, true);
                with_trend(report, Moved::Declined);
            }),
        ),
        (
            "three-groups",
            made(45, &|report| {
                lengthen(report);
                sets(report, true);
                for (row, i) in report.league.iter_mut().zip(0_u32..) {
                    row.group =
                        ["5-29", "30-99", "100+", "dinas"].get(i as usize % 4).copied().unwrap_or("").to_owned();
                }
            }),
        ),
        (
            "nobody-unanswered",
            made(5, &|report| {
                report.announcement.answering.clear();
                report.movement.clear();
                report.notes.clear();
            }),
        ),
        ("no-targets", made(5, &|report| report.basis.targets.clear())),
        (
            "unfinished",
            made(5, &|report| {
                report.unfinished = true;
                report.movement.iter_mut().for_each(|row| row.change = Moved::NoDifference);
            }),
        ),
        ("without-times", fixture::without_times(30)),
        ("two-governments", made(5, &|report| several(report, 2))),
        ("many-governments", made(5, &|report| several(report, 35))),
        ("empty", empty()),
    ]
}

fn print(report: &Report, language: Language) -> Result<(Vec<u8>, usize), Problem> {
    let options = options();
    let printed = Press::new(&options.templates)?.print(TEMPLATE, &deck(report, language, &options), &[], report)?;
    Ok((printed.bytes, printed.pages))
}

/// Every text of a deck, a line each.
fn said(deck: &Deck) -> String {
    fn texts(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => out.push(text.clone()),
            serde_json::Value::Array(values) => values.iter().for_each(|value| texts(value, out)),
            serde_json::Value::Object(values) => values.values().for_each(|value| texts(value, out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    texts(&serde_json::to_value(deck).unwrap_or_default(), &mut out);
    out.join("\n")
}

fn heading(slide: &Slide) -> &str {
    match slide {
        Slide::Cover(s) => &s.heading,
        Slide::Numbers(s) => &s.heading,
        Slide::Ranking(s) => &s.heading,
        Slide::Board(s) => &s.heading,
        Slide::Tasks(s) => &s.heading,
        Slide::Backlog(s) => &s.heading,
        Slide::Trend(s) => &s.heading,
        Slide::Points(s) => &s.heading,
    }
}

#[test]
fn a_deck_has_at_most_ten_pages_one_a_slide_and_is_the_same_twice() -> Result<(), Problem> {
    for (name, report) in kinds() {
        // The shapes are the same in both languages; English is longer.
        let both = ["many-long-names", "many-governments", "without-times"].contains(&name);
        for language in [Language::Id, Language::En].into_iter().take(if both { 2 } else { 1 }) {
            let slides = deck(&report, language, &options()).slides.len();
            let (bytes, pages) = print(&report, language)?;
            if let Some(folder) = std::env::var_os("RAPOR_SHOW") {
                let _ = std::fs::write(Path::new(&folder).join(format!("{name}{}.pdf", language.suffix())), &bytes);
            }
            assert!(pages <= 10, "{name}: {pages} pages");
            assert_eq!(pages, slides, "{name}: a slide runs over its page");
        }
    }
    let report = fixture::report(5);
    assert_eq!(print(&report, Language::Id)?, print(&report, Language::Id)?);
    Ok(())
}

#[test]
fn every_slide_says_its_message_with_no_place_left_open_and_no_complaint_named() {
    for (name, report) in kinds() {
        for language in [Language::Id, Language::En] {
            let deck = deck(&report, language, &options());
            let mut seen = Vec::new();
            for slide in &deck.slides {
                let heading = heading(slide).to_owned();
                assert!(heading.chars().count() > 12, "{name}: '{heading}'");
                assert!(!seen.contains(&heading), "{name}: '{heading}' is told twice");
                seen.push(heading);
            }
            let said = said(&deck);
            for part in ["{", "}", "slides.", "NaN", "  "] {
                assert!(!said.contains(part), "{name}: '{part}' in {said}");
            }
            let is_key =
                |line: &&str| line.contains('.') && line.chars().all(|c| c.is_ascii_lowercase() || ".-_".contains(c));
            assert_eq!(said.lines().find(is_key), None, "{name}: a text that is not there");
            for work in &report.unanswered {
                assert!(!said.contains(&work.complaint_id), "{name}: {}", work.complaint_id);
            }
        }
    }
}

/// What is left of a text without the names and sources that the data hold.
fn without_names(said: &str, report: &Report) -> String {
    let mut names: Vec<String> = vec![report.government.name.clone()];
    names.extend(report.league.iter().chain(&report.instansi).flat_map(|row| [row.skpd.clone(), row.agency.clone()]));
    names.extend(report.basis.deadlines.iter().map(|d| d.source.clone()));
    names.retain(|name| !name.is_empty());
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.iter().fold(said.to_owned(), |said, name| said.replace(name, ""))
}

#[test]
fn no_language_is_left_in_the_other() {
    let id = ["aduan", "triwulan", "SKPD", "hari", "dari", "tidak", "dan", "respons", "belum", "Batas"];
    let en = ["complaints", "quarter", "units", "days", "of", "not", "and", "the", "response"];
    for (name, report) in kinds() {
        for (language, foreign) in [(Language::En, id.as_slice()), (Language::Id, en.as_slice())] {
            let said = without_names(&said(&deck(&report, language, &options())), &report);
            let words: Vec<&str> = said.split(|c: char| !c.is_alphabetic()).collect();
            for word in foreign {
                assert!(!words.contains(word), "{name}: '{word}' in the {} deck: {said}", language.code());
            }
        }
    }
}

fn board<'d>(deck: &'d Deck, column: &str) -> Option<&'d super::pieces::Board> {
    deck.slides.iter().find_map(|slide| match slide {
        Slide::Board(board) if board.columns.iter().any(|c| c == column) => Some(board),
        _ => None,
    })
}

#[test]
fn figures_of_the_slides_are_those_of_the_tables() {
    let mut report = fixture::report(5);
    sets(&mut report, true);
    let deck = deck(&report, Language::Id, &options());
    let row = &report.instansi[0];
    let Some(Slide::Numbers(numbers)) = deck.slides.get(1) else { panic!("no numbers") };
    let values: Vec<&str> = numbers.figures.iter().map(|f| f.value.as_str()).collect();
    let percent = |rate: Option<f64>| crate::publish::numbers::percent(rate.unwrap_or(-1.0), Language::Id);
    assert_eq!(values[0], row.received.to_string());
    assert_eq!(values[1], percent(row.response_rate));
    assert_eq!(values[2], percent(row.on_time_rate));
    assert_eq!(values[4], "106", "what is open by age");
    assert!(numbers.heading.starts_with(values[2]), "{}", numbers.heading);

    let Some(Slide::Ranking(ranking)) = deck.slides.get(2) else { panic!("no ranks") };
    let told: Vec<(String, String, Option<f64>)> = ranking.groups[0]
        .rows
        .iter()
        .map(|r| (r.rank.trim_end_matches('*').to_owned(), r.value.clone(), r.rate))
        .collect();
    let ranked: Vec<(String, String, Option<f64>)> = report
        .league
        .iter()
        .filter_map(|r| Some((r.rank?.to_string(), percent(r.on_time_rate), r.on_time_rate)))
        .collect();
    assert_eq!(told, ranked);
    assert_eq!(ranking.target.place, Some(0.9));

    let board = board(&deck, "Aduan tanpa respons").expect("a board");
    let named: Vec<&Answering> =
        report.announcement.answering.iter().filter(|a| a.answers == AnswersFor::Unit).collect();
    let told: Vec<[&str; 2]> = board.rows.iter().map(|r| [r.cells[0].as_str(), r.cells[1].as_str()]).collect();
    let counts: Vec<String> = named.iter().map(|a| crate::publish::numbers::count(a.never(), Language::Id)).collect();
    let expected: Vec<[&str; 2]> = named.iter().zip(&counts).map(|(a, n)| [a.unit.skpd.as_str(), n.as_str()]).collect();
    assert_eq!(told, expected);
}

#[test]
fn of_many_units_without_a_response_those_with_most_are_named_and_the_sum_holds() {
    let mut report = fixture::report(45);
    all_unanswered(&mut report);
    let deck = deck(&report, Language::Id, &options());
    let board = board(&deck, "Aduan tanpa respons").expect("a board");
    assert!(board.rows.len() <= 8, "{} rows", board.rows.len());
    let last = board.rows.last().expect("a row");
    assert!(last.cells[0].starts_with("dan ") && last.cells[0].ends_with("SKPD lain (pengumuman.pdf)"));
    let sum: u64 = board.rows.iter().filter_map(|r| r.cells[1].replace('.', "").parse::<u64>().ok()).sum();
    let all: u64 = report.announcement.answering.iter().map(Answering::never).sum();
    assert_eq!(sum, all);
    assert!(board.heading.starts_with("45 SKPD belum merespons 21.825 aduan"), "{}", board.heading);
}

#[test]
fn who_responded_is_told_with_dignity_and_who_cannot_be_judged_is_not_cleared() {
    let mut report = fixture::report(5);
    report.announcement.answering.clear();
    let said = |report: &Report| {
        let deck = deck(report, Language::Id, &options());
        deck.slides.iter().map(|slide| heading(slide).to_owned()).collect::<Vec<_>>().join("\n")
    };
    assert!(said(&report).contains("Tidak ada SKPD yang menyisakan aduan tanpa respons pada Triwulan II 2024"));
    report.announcement.known = false;
    let untold = said(&report);
    assert!(untold.contains("tidak dapat dikatakan dari data ini"));
    report.notes = vec![Note::NoResponseLimit { complaints: 1_040 }];
    let why = super::unanswered::slide(&super::Talk { report: &report, language: Language::Id });
    let Slide::Points(why) = why else { panic!("no reasons") };
    assert!(why.points[0].text.contains("1.040"), "{:?}", why.points);
    assert!(!untold.contains("Tidak ada SKPD yang menyisakan") && !untold.contains("tidak ada SKPD yang"), "{untold}");
}

#[test]
fn what_is_read_out_while_the_quarter_runs_is_said_to_be_provisional() {
    let report = Report { unfinished: true, ..fixture::report(5) };
    let deck = deck(&report, Language::Id, &options());
    for slide in deck.slides.iter().skip(1).take(3) {
        assert!(heading(slide).starts_with("Sementara: "), "{}", heading(slide));
    }
    let Some(Slide::Cover(cover)) = deck.slides.first() else { panic!("no cover") };
    assert!(cover.mark.is_some() && deck.footer.contains("belum berakhir"));
}

#[test]
fn data_of_closed_complaints_alone_tell_of_no_performance() {
    let mut report = fixture::report(5);
    with_trend(&mut report, Moved::Improved);
    let trends = |report: &Report| {
        let deck = deck(report, Language::Id, &options());
        (heading(&deck.slides[1]).to_owned(), deck.slides.iter().filter(|s| matches!(s, Slide::Trend(_))).count())
    };
    assert_eq!(trends(&report).1, 1);
    report.notes = vec![Note::NoOpenComplaints { complaints: 5 }];
    let (message, count) = trends(&report);
    assert!(message.contains("kinerja tidak dapat dinilai") && count == 0, "{message}");
    let deck = deck(&report, Language::Id, &options());
    let Some(Slide::Numbers(numbers)) = deck.slides.get(1) else { panic!("no numbers") };
    assert!(numbers.figures.iter().all(|figure| !figure.value.contains('%')), "{:?}", numbers.figures);
}

#[test]
fn the_track_shows_what_is_scored() {
    let mut report = fixture::report(5);
    sets(&mut report, true);
    report.basis.weights = vec![("resolution_on_time_rate".to_owned(), 1.0)];
    let deck = deck(&report, Language::Id, &options());
    let Some(Slide::Ranking(ranking)) = deck.slides.get(2) else { panic!("no ranks") };
    assert_eq!(ranking.columns.value, "Skor");
    assert_eq!(ranking.target.place, None, "a score has no target of its own");
}

#[test]
fn nobody_is_called_the_best_where_chance_can_have_made_the_order() {
    let headings = |told_apart: bool| {
        let mut report = fixture::report(5);
        sets(&mut report, told_apart);
        let deck = deck(&report, Language::Id, &options());
        deck.slides.iter().map(|slide| heading(slide).to_owned()).collect::<Vec<_>>().join("\n")
    };
    assert!(headings(false).contains("Tidak ada yang dapat disebut terbaik"));
    assert!(headings(true).contains("Peringkat 1: Dinas Pekerjaan Umum dan Penataan Ruang"));
    assert!(headings(true).contains("2 lain mungkin setara"));
}

#[test]
fn a_tie_is_never_cut() {
    let mut report = fixture::report(30);
    for row in report.league.iter_mut().filter(|row| row.rank.is_some_and(|rank| rank <= 9)) {
        row.rank = Some(1);
    }
    sets(&mut report, true);
    let tied = report.league.iter().filter(|row| row.rank == Some(1)).count();
    let deck = deck(&report, Language::Id, &options());
    let Some(Slide::Ranking(ranking)) = deck.slides.get(2) else { panic!("no ranks") };
    assert_eq!(ranking.groups[0].rows[0].name, format!("{tied} SKPD berbagi peringkat ini"));
    assert!(ranking.groups[0].rows.iter().skip(1).all(|row| row.rank != "1"));
}

#[test]
fn both_who_improved_and_who_declined_are_shown() {
    let report = fixture::report(45);
    let deck = deck(&report, Language::Id, &options());
    let board = board(&deck, "Selang 95 %").expect("a board");
    assert!(board.rows.iter().any(|row| row.alarm) && board.rows.iter().any(|row| !row.alarm));
    assert!(board.heading.contains("membaik dan") && board.heading.contains("menurun melebihi kebetulan"));
}

#[test]
fn rows_are_listed_up_to_the_room_that_is_left() {
    assert_eq!(lines("", 10), 1);
    assert_eq!(lines("0123456789", 10), 1);
    assert_eq!(lines("0123456789a", 10), 2);
    assert_eq!(listed([1, 1, 1].into_iter(), 3), 3);
    assert_eq!(listed([1, 1, 1, 1].into_iter(), 3), 2);
    assert_eq!(listed([9, 1].into_iter(), 3), 1, "one is always named");
}

/// The text of a PDF, where the machine has a reader.
fn read(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().ok()?;
    let path = folder.path().join("paparan.pdf");
    std::fs::write(&path, pdf).ok()?;
    let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn a_reader_finds_the_announced_units_and_figures_in_the_pdf() -> Result<(), Problem> {
    let report = fixture::report(5);
    let Some(text) = read(&print(&report, Language::Id)?.0) else {
        eprintln!("skipped: there is no pdftotext");
        return Ok(());
    };
    for part in ["Rapor pengaduan Triwulan II 2024", "1.370", "30,0 %", "24 jam", "Forum Koordinasi Layanan Publik"] {
        assert!(text.contains(part), "'{part}' in {text}");
    }
    Ok(())
}
