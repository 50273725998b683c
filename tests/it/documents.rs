//! The printed documents say what the tables say, are the same twice, and are whole for every kind of report.

use std::fs;
use std::path::Path;
use std::process::Command;

use rapor::publish::Language;
use rapor::publish::numbers::{count, decimal, percent, percent_range};

use crate::support::{Row, folder, quarter_folder, rapor, read_table};

const CITY: &str = "Pemerintah Kota Contohsari (fiktif)";

/// The texts of a PDF in the order in which they were set, blanks made one; `None` without `pdftotext`.
fn pdf_text(path: &Path) -> Option<String> {
    let done = Command::new("pdftotext").args(["-raw".as_ref(), path.as_os_str(), "-".as_ref()]).output();
    let Ok(done) = done else {
        eprintln!("skipped: pdftotext is not here");
        return None;
    };
    Some(String::from_utf8_lossy(&done.stdout).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {}", row["skpd"]))
}

/// A ranked unit as the short league table of the report writes it.
fn line(row: &Row) -> String {
    let n = |column: &str| count(row[column].parse().expect("a count"), Language::Id);
    let rate = |column: &str| number(row, column);
    [
        row["skpd"].clone(),
        n("due"),
        percent(rate("on_time_rate"), Language::Id),
        percent_range(rate("on_time_low"), rate("on_time_high"), Language::Id),
        n("unanswered_overdue"),
        n("open"),
        decimal(rate("score"), 3, Language::Id),
    ]
    .join(" ")
    .split_whitespace()
    .collect::<Vec<_>>()
    .join(" ")
}

#[test]
fn the_printed_report_says_what_the_tables_say() {
    let out = folder();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
    let words = ["run".as_ref(), sample.as_os_str(), "--out".as_ref(), out.path().as_os_str(), "--only".as_ref()];
    rapor(words.into_iter().chain(["pdf".as_ref()])).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), CITY, "2024-Q2");
    let league = read_table(&quarter.join("publik/league.csv")).rows;
    let ranked: Vec<&Row> = league.iter().filter(|row| !row["rank"].is_empty()).collect();
    assert!(ranked.len() > 20);
    let government = read_table(&quarter.join("publik/league-instansi.csv")).rows;
    let Some(text) = pdf_text(&quarter.join("publik/laporan.pdf")) else { return };
    for row in ranked {
        let line = line(row);
        assert!(text.contains(&line), "not in the report: {line}");
    }
    let [row] = government.as_slice() else { panic!("one government") };
    for figure in [
        percent(number(row, "on_time_rate"), Language::Id),
        percent(number(row, "response_rate"), Language::Id),
        count(row["backlog_closing"].parse().expect("a count"), Language::Id),
    ] {
        assert!(text.contains(&figure), "not in the report: {figure}");
    }
    for row in read_table(&quarter.join("publik/pengumuman.csv")).rows.iter().filter(|r| r["part"] == "unanswered") {
        let never: u64 = ["complaints", "older", "closed_unanswered"]
            .iter()
            .map(|column| row[*column].parse::<u64>().unwrap_or(0))
            .sum();
        let line = format!("{} ", row["skpd"]);
        assert!(never > 0 && text.contains(&line), "not announced: {line}");
    }
    // No complaint is named in what may be shared.
    let mut ids = Vec::new();
    for file in fs::read_dir(quarter.join("internal/bukti")).expect("the evidence") {
        let rows = read_table(&file.expect("a file").path()).rows;
        ids.extend(rows.into_iter().map(|row| row["complaint_id"].clone()).filter(|id| id.len() > 4));
    }
    assert!(ids.len() > 500 && ids.iter().all(|id| !text.contains(id.as_str())), "an id of a complaint is printed");
    // What a meeting reads holds words, never a machine's: those have a low line.
    let cards = fs::read_dir(quarter.join("publik/kartu")).expect("the cards").map(|card| card.expect("a card").path());
    let meeting = ["paparan.pdf", "pengumuman.pdf"].map(|name| quarter.join("publik").join(name));
    for document in cards.chain(meeting) {
        let text = pdf_text(&document).unwrap_or_default();
        assert!(text.len() > 300 && !text.contains('_'), "{}: {text}", document.display());
    }
}
