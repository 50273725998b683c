//! The gates of `rapor.toml` and the report on the data themselves.

use crate::pages::{self, PageTable};
use crate::support::Outcome;
use crate::trial::{Trial, good_and};

/// A complaint without a class, one that no unit was given, and one whose receipt cannot be read.
const NO_CLASS: &str = "B1,2024-05-03 08:00:00,,,Dinas Kesehatan,,received,website,x,,,t,teks yang cukup panjang satu";
const NO_UNIT: &str = "B2,2024-05-04 08:00:00,,,,aspirasi,received,website,x,,,t,teks yang cukup panjang dua";
const NO_TIME: &str = "B3,kemarin,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks yang cukup panjang tiga";

/// Runs four good complaints and these with these gates beside the one that is there.
fn run(lines: &[&str], gates: &str) -> (Trial, Outcome) {
    let trial = Trial::new(good_and(lines));
    trial.edit("rejected-rows = 1.0", &format!("rejected-rows = 1.0\n{gates}"));
    let outcome = trial.run(&["--only", "html"]);
    (trial, outcome)
}

/// The gates that fell short, as the manifest names them.
fn shortfalls(trial: &Trial) -> Vec<String> {
    let manifest: serde_json::Value = serde_json::from_slice(&trial.bytes("manifest.json")).expect("JSON");
    let list = manifest["shortfalls"].as_array().expect("a list");
    list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

#[test]
fn each_gate_fails_beyond_its_limit_and_not_at_it() {
    // One of five complaints lacks a class, or a unit. The last one came in on 6 May, 60 days before 5 July, and no
    // complaint in June.
    for (line, gate, limit, beyond) in [
        (NO_CLASS, "empty-class", "0.2", "0.19"),
        (NO_UNIT, "empty-unit", "0.2", "0.19"),
        (NO_CLASS, "missing-months", "1", "0"),
        (NO_CLASS, "stale-days", "60", "59"),
    ] {
        let (trial, outcome) = run(&[line], &format!("{gate} = {limit}"));
        outcome.expect_status(&[0]);
        assert_eq!(shortfalls(&trial), Vec::<String>::new(), "{gate}");
        let (trial, outcome) = run(&[line], &format!("{gate} = {beyond}"));
        let outcome = outcome.expect_status(&[1]);
        assert_eq!(shortfalls(&trial), [gate]);
        assert!(outcome.stdout.contains(&format!("melebihi ambang {gate}")), "{}", outcome.stdout);
    }
}

#[test]
fn a_warning_is_said_and_ends_with_0() {
    let gates = "empty-class = { warn = 0.1, fail = 0.5 }\nmissing-months = { warn = 0 }\nevidence-share = { warn = 1.0, fail = 0.1 }";
    let (trial, outcome) = run(&[NO_CLASS], gates);
    let outcome = outcome.expect_status(&[0]);
    assert_eq!(shortfalls(&trial), Vec::<String>::new());
    for said in [
        "20 % aduan triwulan ini tidak punya klasifikasi, melebihi ambang peringatan empty-class 10 %",
        "1 bulan tanpa satu aduan pun",
    ] {
        assert!(outcome.stdout.contains(said), "{}", outcome.stdout);
    }
    assert!(!outcome.stdout.contains("evidence-share"), "all responses have a time: {}", outcome.stdout);
}

#[test]
fn nothing_is_asked_that_the_configuration_does_not_ask() {
    let (_, outcome) = run(&[NO_CLASS, NO_UNIT], "");
    let outcome = outcome.expect_status(&[0]);
    assert!(!outcome.stdout.contains("ambang"), "{}", outcome.stdout);
}

/// The tables of the page on data quality, and its text.
fn page(trial: &Trial) -> (Vec<PageTable>, String) {
    let html = String::from_utf8(trial.bytes("internal/mutu-data.html")).expect("text");
    for word in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!html.contains(word), "the page needs no network: {word}");
    }
    (pages::tables(&html), pages::text(&html))
}

#[test]
fn the_page_tells_what_was_read_and_held_back_how_complete_and_how_fresh_it_is() {
    let (trial, outcome) = run(&[NO_CLASS, NO_UNIT, NO_TIME], "missing-months = { warn = 0 }");
    outcome.expect_status(&[0]);
    let (tables, text) = page(&trial);
    let sources = pages::with_heading(&tables, &["Sumber", "Bulan kosong"]);
    assert_eq!(
        pages::row(sources, "aduan.csv"),
        ["aduan.csv cases", "1", "7", "6", "1", "0", "6 Mei 2024", "–", "60", "Juni 2024"]
    );
    let reasons = pages::with_heading(&tables, &["Sumber", "Aturan"]);
    assert_eq!(pages::row(reasons, "aduan.csv")[..2], ["aduan.csv", "DQ002"]);
    assert_eq!(pages::row(reasons, "aduan.csv")[3], "1");
    // Seven rows: the class is told in six, the unit in six, an answer in three, a closing in two, the reporter in none.
    let columns = pages::with_heading(&tables, &["Kolom", "Terisi"]);
    let filled = |name: &str| pages::row(columns, name)[1..].join(" ");
    assert_eq!(filled("klasifikasi"), "class 6 85,7 %");
    assert_eq!(filled("SKPD skpd"), "skpd 6 85,7 %");
    assert_eq!(filled("waktu respons pertama"), "first-response-at 3 42,9 %");
    assert_eq!(filled("waktu ditutup"), "closed-at 2 28,6 %");
    assert_eq!(filled("pelapor"), "tidak ada di berkas – –");
    // Of the health office: two answered and closed to the second, one open without a class; one row held back.
    let units = pages::with_heading(&tables, &["Unit", "Tanpa klasifikasi"]);
    assert_eq!(
        pages::row(units, "Dinas Kesehatan"),
        ["Dinas Kesehatan", "3", "1 DQ002: 1", "1", "3 Mei 2024", "100 % 2 / 2", "100 % 2 / 2"]
    );
    let gates = pages::with_heading(&tables, &["Ukuran mutu", "Hasil"]);
    assert_eq!(pages::row(gates, "Bulan tanpa aduan")[1..], ["1", "0", "–", "PERINGATAN"]);
    assert_eq!(pages::row(gates, "Baris ditolak")[1..], ["14,3 %", "–", "100 %", "lulus"]);
    assert!(text.contains("Antara dua ekspor"), "the evidence of each unit");
    let public = String::from_utf8(trial.bytes("publik/laporan.html")).expect("text");
    let tables = pages::tables(&public);
    assert_eq!(pages::row(pages::with_heading(&tables, &["Sumber", "Bulan kosong"]), "aduan.csv")[2], "7");
    assert_eq!(
        pages::row(pages::with_heading(&tables, &["Ukuran mutu", "Hasil"]), "Bulan tanpa aduan")[4],
        "PERINGATAN"
    );
}

#[test]
fn the_page_says_which_measures_are_refused_and_why() {
    let by_status =
        "S1,2024-05-03 08:00:00,,,Dinas Kesehatan,aspirasi,closed-by-system,website,x,,,t,teks panjang sekali";
    let trial = Trial::new(good_and(&[by_status, &by_status.replace("S1", "S2").replace("sekali", "dua kali")]));
    trial.run(&["--only", "html"]).expect_status(&[1]);
    let (tables, _) = page(&trial);
    let needs = pages::with_heading(&tables, &["Bukti yang diperlukan", "Hasil"]);
    // Four closings, two of them at a known time.
    let closing = pages::row(needs, "Penyelesaian: waktu, paling tidak");
    assert_eq!((closing[2].as_str(), closing[3].as_str(), closing[4].as_str()), ("2 / 4", "50 %", "TIDAK DISAJIKAN"));
    assert!(closing[1].contains("Penyelesaian tepat waktu"), "{closing:?}");
    assert_eq!(pages::row(needs, "Penyelesaian: cukup dari status")[4], "disajikan");
    assert_eq!(pages::row(needs, "Respons pertama: waktu sampai detik")[4], "disajikan");
}

#[test]
fn the_workbook_has_a_sheet_on_the_data() {
    use calamine::Reader as _;
    let (trial, _) = run(&[NO_CLASS], "");
    trial.run(&["--only", "xlsx"]).expect_status(&[0]);
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(trial.quarter().join("publik/liga.xlsx")).expect("a workbook");
    let names = book.sheet_names();
    for name in ["Komposisi", "Tunggakan", "Mutu data"] {
        assert!(names.iter().any(|n| n == name), "{names:?}");
    }
    let sheet = book.worksheet_range("Mutu data").expect("the sheet");
    let holds = |text: &str| sheet.rows().flatten().any(|cell| cell == text);
    for text in ["Ambang mutu", "Sumber data", "Kelengkapan kolom", "aduan.csv"] {
        assert!(holds(text), "{text}");
    }
    // 6 May 2024, as a workbook counts days.
    let is_newest =
        |cell: &calamine::Data| matches!(cell, calamine::Data::DateTime(at) if (at.as_f64() - 45_418.0).abs() < 1e-9);
    assert!(sheet.rows().flatten().any(is_newest), "the newest complaint is a date");
}

#[test]
fn a_source_elsewhere_is_named_by_its_file_alone() {
    let trial = Trial::new(good_and(&[]));
    let away = crate::support::folder();
    std::fs::write(away.path().join("ekspor.csv"), good_and(&[])).expect("the file");
    trial.edit("\"aduan.csv\"", &format!("\"{}\"", away.path().join("ekspor.csv").display()));
    trial.run(&["--only", "html"]).expect_status(&[0]);
    let (tables, text) = page(&trial);
    assert_eq!(pages::row(pages::with_heading(&tables, &["Sumber", "Bulan kosong"]), "ekspor.csv")[2], "4");
    assert!(!text.contains(&away.path().display().to_string()), "no path of the machine");
}

#[test]
fn check_tells_how_complete_and_how_fresh_each_source_is() {
    let trial = Trial::new(good_and(&[NO_CLASS]));
    let config = trial.path("rapor.toml").into_os_string();
    let said = crate::support::rapor(["check".into(), config.clone()]).expect_status(&[0]).stdout;
    let line = said.lines().find(|line| line.contains("2024-05-06")).expect("a line for the source");
    for part in ["aduan.csv", "60", "2024-06", "class 80 %", "closed-at 40 %"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    let said = crate::support::rapor(["check".into(), "--json".into(), config]).expect_status(&[0]).stdout;
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let source = &said["sources"][0];
    assert_eq!((source["days"].as_u64(), source["missing_months"][0].as_str()), (Some(60), Some("2024-06")));
    let columns = source["columns"].as_array().expect("columns");
    let class = columns.iter().find(|c| c["column"] == "class").expect("the class");
    assert_eq!((class["filled"].as_u64(), class["rows"].as_u64()), (Some(4), Some(5)));
}

#[test]
fn the_manifest_holds_every_gate_with_its_figure() {
    let (trial, _) = run(&[NO_CLASS], "empty-class = { warn = 0.1, fail = 0.5 }");
    let manifest: serde_json::Value = serde_json::from_slice(&trial.bytes("manifest.json")).expect("JSON");
    let gate = &manifest["gates"]["empty-class"];
    assert_eq!((gate["had"].as_f64(), gate["passed"].as_str()), (Some(0.2), Some("warning")));
    assert_eq!(manifest["gates"]["stale-days"]["passed"], "not_asked");
}
