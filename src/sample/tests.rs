use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::*;

const CITY_FILES: usize = 11;

fn bytes<'a>(files: &'a [SampleFile], path: &str) -> &'a [u8] {
    &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}")).bytes
}

/// The records of a delimited text, those with a wrong number of fields left out.
fn records(bytes: &[u8], delimiter: u8, skip: usize) -> Vec<BTreeMap<String, String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).delimiter(delimiter).from_reader(text);
    let mut rows = reader.records().map(|row| row.expect("a record")).skip(skip);
    let header = rows.next().expect("a header");
    rows.filter(|row| row.len() == header.len())
        .map(|row| header.iter().zip(row.iter()).map(|(key, value)| (key.to_owned(), value.to_owned())).collect())
        .collect()
}

fn stamp(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S+07:00").ok()
}

/// The accepted complaints of the city with their local receipt, found from the files alone.
fn receipts(files: &[SampleFile]) -> BTreeMap<String, NaiveDateTime> {
    let mut found = BTreeMap::new();
    for path in ["sp4n/aduan-2023-s2.csv", "sp4n/aduan-2024-s1.csv"] {
        for row in records(bytes(files, path), b',', 0) {
            let times = ["received_at", "first_response_at", "closed_at"].map(|column| &row[column]);
            let readable = times.iter().all(|time| time.is_empty() || stamp(time).is_some());
            let Some(received) = stamp(times[0]).filter(|_| readable && !row["complaint_id"].is_empty()) else {
                continue;
            };
            let ordered = times.iter().filter_map(|time| stamp(time)).all(|time| time >= received);
            if ordered && row["status"] != "Menunggu Rapat" {
                found.insert(row["complaint_id"].clone(), received);
            }
        }
    }
    for row in records(bytes(files, "sambat/sambat-online.csv"), b';', 0) {
        let time = |day: &str, hour: &str| {
            NaiveDateTime::parse_from_str(&format!("{} {}", row[day], row[hour]), "%d/%m/%Y %H:%M:%S").ok()
        };
        let Some(received) = time("tgl_masuk", "jam_masuk") else { continue };
        let closed = time("tgl_selesai", "jam_selesai");
        if row["status"] != "Ditunda" && closed.is_none_or(|closed| closed >= received) {
            found.insert(row["no_tiket"].clone(), received);
        }
    }
    for row in calls(files) {
        let time = |column: usize| date_cell(&row[column]);
        if let Some(received) = time(1).filter(|received| time(3).is_none_or(|answer| answer >= *received)) {
            found.insert(row[0].to_string(), received);
        }
    }
    for event in log(files) {
        if event["event_kind"] == "received" {
            let at = stamp(event["event_at"].as_str().expect("a time")).expect("a receipt can be read");
            found.insert(event["complaint_id"].as_str().expect("an id").to_owned(), at);
        }
    }
    found
}

fn calls(files: &[SampleFile]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes(files, "112/call-center-112.xlsx"))).expect("a workbook");
    let sheet = book.worksheet_range(call_center::SHEET).expect("the sheet");
    sheet.rows().skip_while(|row| row[0] != "Nomor Laporan").skip(1).map(<[Data]>::to_vec).collect()
}

fn date_cell(cell: &Data) -> Option<NaiveDateTime> {
    let Data::DateTime(time) = cell else { return None };
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    date.and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second))
}

fn log(files: &[SampleFile]) -> Vec<serde_json::Value> {
    let text = std::str::from_utf8(bytes(files, "ngobrol/forum-ngobrol.jsonl")).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON object")).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for layout in Layout::ALL {
        let first = export(layout, 300, 5).expect("a sample");
        assert_eq!(first, export(layout, 300, 5).expect("a sample"), "{layout}");
        assert_ne!(first, export(layout, 300, 6).expect("a sample"), "{layout}");
    }
}

#[test]
fn a_layout_is_known_by_its_word() {
    for layout in Layout::ALL {
        assert_eq!(layout.word().parse::<Layout>(), Ok(layout));
    }
    assert!("csv".parse::<Layout>().is_err());
}

#[test]
fn every_seed_of_the_city_receives_1367_complaints_in_the_first_half_of_2024() {
    for seed in [1, 7, 2024] {
        let files = city(seed).expect("a city");
        let receipts = receipts(&files);
        let half = receipts.values().filter(|at| at.year() == 2024 && at.month() <= 6).count();
        assert_eq!((receipts.len(), half), (3_000, 1_367), "seed {seed}");
        let first = NaiveDate::from_ymd_opt(2023, 7, 1).expect("a day");
        assert!(receipts.values().all(|at| at.date() >= first && at.date().year() <= 2024));
    }
}

#[test]
fn a_utc_clock_would_count_another_half_year() {
    let receipts = receipts(&city(2024).expect("a city"));
    let half = receipts.values().map(|at| *at - chrono::TimeDelta::hours(7)).filter(|at| at.year() == 2024).count();
    assert_ne!(half, 1_367);
}

#[test]
fn the_city_is_small_and_its_tables_are_whole() {
    let files = city(2024).expect("a city");
    assert_eq!(files.len(), CITY_FILES);
    assert!(files.iter().map(|file| file.bytes.len()).sum::<usize>() < 1_500_000);
    for file in files.iter().filter(|file| file.path.split('.').next_back() == Some("toml")) {
        let text = std::str::from_utf8(&file.bytes).expect("UTF-8");
        text.parse::<toml::Table>().unwrap_or_else(|why| panic!("{}: {why}", file.path));
    }
    for (path, columns) in [("skpd.csv", 8), ("alias.csv", 2)] {
        let rows = records(bytes(&files, path), b',', 0);
        assert!(rows.len() > 30 && rows.iter().all(|row| row.len() == columns), "{path}");
    }
}

#[test]
fn texts_are_told_apart_but_for_the_planted_repetitions() {
    let mut dice = dice::Dice::new(2024);
    let entries = city::draw(&mut dice);
    let texts: BTreeSet<_> = entries.iter().map(|entry| entry.case.wording.text.as_str()).collect();
    assert_eq!(entries.len() - texts.len(), 38 + 3 + 2 + 2);
}

#[test]
fn nothing_happens_before_receipt_or_after_the_export() {
    let mut dice = dice::Dice::new(3);
    for entry in city::draw(&mut dice) {
        let life = &entry.case.life;
        for moment in [life.verified, life.assigned, life.response, life.closed].into_iter().flatten() {
            assert!(moment >= entry.case.received && moment <= life::export_time(), "{}", entry.case.id);
        }
        if let (Some(response), Some(closed)) = (life.response, life.closed) {
            assert!(response <= closed, "{}", entry.case.id);
        }
    }
}

#[test]
fn the_national_export_looks_as_it_does_in_the_wild() {
    let files = export(Layout::Sp4n, 2_000, 9).expect("a sample");
    let text = bytes(&files, "sp4n/laporan-ringkas.csv");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("21 fields in every row")).collect();
    assert_eq!(rows.len(), 10 + 1 + 2_000 + 5);
    assert_eq!(&rows[10][0], "Tracking ID");
    assert!(rows.iter().all(|row| row.len() == 21));

    let rows = records(text, b',', 10);
    let share = |keep: &dyn Fn(&BTreeMap<String, String>) -> bool| {
        rows.iter().filter(|row| keep(row)).count() * 1_000 / rows.len()
    };
    assert!((600..720).contains(&share(&|row| row["Status Laporan"] == "Ditutup oleh Sistem")));
    assert!((110..=180).contains(&share(&|row| row["Instansi Terdisposisi"] == "-")));
    assert!(share(&|row| row["Instansi Terdisposisi"] == units::GOVERNMENT) > 0);
    let spellings: BTreeSet<_> = rows
        .iter()
        .filter(|row| row["ID Instansi Terdisposisi"] == units::UNITS[0].id)
        .map(|row| &row["Instansi Terdisposisi"])
        .collect();
    assert!(spellings.len() >= 5);
    assert!(rows.iter().all(|row| row["Nama Pelapor"].starts_with("Pelapor ")));
}

#[test]
fn canonical_exports_have_as_many_rows_as_asked_for() {
    let files = export(Layout::Cases, 1_000, 1).expect("a sample");
    assert_eq!(records(bytes(&files, "aduan/aduan.csv"), b',', 0).len(), 1_000 + 2);
    let files = export(Layout::Events, 1_000, 1).expect("a sample");
    let rows = records(bytes(&files, "kejadian/kejadian.csv"), b',', 0);
    assert_eq!(rows.len(), 1_000 + 2);
    assert!(rows.iter().any(|row| row["event_kind"] == "forwarded"));
    for layout in [Layout::Sp4n, Layout::Cases, Layout::Events] {
        assert_eq!(export(layout, 0, 1).expect("a sample").len(), 4);
    }
}
