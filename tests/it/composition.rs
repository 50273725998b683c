//! What can be said of complaints without any time: what they are, where they stand, who closed, how old the open ones are.

use std::collections::BTreeMap;
use std::path::Path;

use crate::pages;
use crate::support::{Row, folder, quarter_folder, rapor, read_table};
use crate::trial::{GOOD, Trial, delimited};

const CITY: &str = "Pemerintah Kota Contohsari (fiktif)";

/// Publishes the sample city; what stands below `publik` of a quarter is handed to a test.
fn sample(test: impl Fn(&Path)) {
    let out = folder();
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
    let words = ["run".as_ref(), config.as_os_str(), "--out".as_ref(), out.path().as_os_str(), "--quiet".as_ref()];
    rapor(words).expect_status(&[0, 1]);
    for quarter in ["2024-Q1", "2024-Q2"] {
        test(&quarter_folder(out.path(), CITY, quarter));
    }
}

fn count(row: &Row, column: &str) -> u64 {
    row[column].parse().unwrap_or_else(|_| panic!("no count in {column} of {row:?}"))
}

/// The parts of a dimension, shown ones only, by unit.
fn parts(rows: &[Row], dimension: &str) -> BTreeMap<String, BTreeMap<String, Option<u64>>> {
    let mut out: BTreeMap<String, BTreeMap<String, Option<u64>>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row["dimension"] == dimension) {
        out.entry(row["skpd_id"].clone()).or_default().insert(row["value"].clone(), row["complaints"].parse().ok());
    }
    out
}

#[test]
fn states_closers_and_exclusions_add_up_to_the_league_table() {
    sample(|quarter| {
        let rows = read_table(&quarter.join("publik/komposisi.csv")).rows;
        let league = read_table(&quarter.join("publik/league.csv")).rows;
        let city = read_table(&quarter.join("publik/league-instansi.csv")).rows;
        let (state, closers, validity) = (parts(&rows, "state"), parts(&rows, "closed_by"), parts(&rows, "validity"));
        for unit in league.iter().chain(&city) {
            let of = |table: &BTreeMap<String, BTreeMap<String, Option<u64>>>, value: &str| {
                table.get(&unit["skpd_id"]).and_then(|p| p.get(value)).copied().flatten().unwrap_or(0)
            };
            let sum = |table: &BTreeMap<String, BTreeMap<String, Option<u64>>>| -> u64 {
                table.get(&unit["skpd_id"]).map_or(0, |p| p.values().map(|n| n.expect("never hidden")).sum())
            };
            assert_eq!(sum(&state), count(unit, "received"), "{}", unit["skpd"]);
            assert_eq!(sum(&validity), count(unit, "received"), "{}", unit["skpd"]);
            assert_eq!(sum(&closers), count(unit, "eligible"), "{}", unit["skpd"]);
            for (value, column) in [("admin", "closed_by_admin"), ("system", "closed_by_system"), ("open", "open")] {
                assert_eq!(of(&closers, value), count(unit, column), "{} {value}", unit["skpd"]);
            }
            assert_eq!(of(&validity, "waiting"), count(unit, "excluded_waiting"), "{}", unit["skpd"]);
        }
    });
}

/// Subtracts what is shown of a breakdown from the public totals until nothing more comes out.
fn solved(rows: &[Row], dimension: &str, received: &BTreeMap<String, u64>) -> Vec<(String, String, u64)> {
    let table = parts(rows, dimension);
    let Some(margins) = table.get("") else { return Vec::new() };
    let units: Vec<&String> = received.keys().collect();
    let mut known: BTreeMap<(&String, &String), u64> = BTreeMap::new();
    let mut open: Vec<(&String, &String)> = Vec::new();
    for unit in &units {
        let cells = table.get(*unit);
        let detailed = cells.is_some_and(|cells| cells.keys().any(|value| margins.contains_key(value)));
        for value in margins.keys() {
            match cells.and_then(|cells| cells.get(value)) {
                Some(Some(n)) => drop(known.insert((*unit, value), *n)),
                None if detailed => drop(known.insert((*unit, value), 0)),
                _ => open.push((*unit, value)),
            }
        }
    }
    let of_units = units.iter().map(|u| (margins.keys().map(|v| (*u, v)).collect::<Vec<_>>(), received[*u]));
    let of_values =
        margins.iter().map(|(v, n)| (units.iter().map(|u| (*u, v)).collect::<Vec<_>>(), n.expect("a margin is shown")));
    let lines: Vec<_> = of_units.chain(of_values).collect();
    let mut out = Vec::new();
    loop {
        let before = out.len();
        for (cells, total) in &lines {
            let shown: u64 = cells.iter().filter_map(|cell| known.get(cell)).sum();
            let rest = total.checked_sub(shown).expect("the parts are no more than the whole");
            let unknown: Vec<_> = cells.iter().filter(|cell| !known.contains_key(*cell)).copied().collect();
            let each = match unknown.len() {
                0 => {
                    assert_eq!(rest, 0, "{dimension}: the parts are the whole");
                    continue;
                }
                1 => rest,
                _ if rest == 0 => 0,
                _ => continue,
            };
            for cell in unknown {
                known.insert(cell, each);
                out.push((cell.0.clone(), cell.1.clone(), each));
            }
        }
        if out.len() == before {
            assert!(open.len() >= out.len());
            return out;
        }
    }
}

#[test]
fn no_small_class_or_channel_of_a_unit_can_be_computed() {
    sample(|quarter| {
        let rows = read_table(&quarter.join("publik/komposisi.csv")).rows;
        let league = read_table(&quarter.join("publik/league.csv")).rows;
        let received = league.iter().map(|row| (row["skpd_id"].clone(), count(row, "received"))).collect();
        for dimension in ["class", "channel"] {
            let of_units = || rows.iter().filter(|r| r["dimension"] == dimension && !r["skpd_id"].is_empty());
            assert!(of_units().any(|r| r["complaints"].is_empty()), "{dimension}: the sample has small cells");
            assert!(of_units().any(|r| !r["complaints"].is_empty()), "{dimension}: something is shown");
            assert!(of_units().all(|r| r["complaints"].is_empty() || count(r, "complaints") >= 5));
            let small: Vec<_> =
                solved(&rows, dimension, &received).into_iter().filter(|(.., n)| (1..5).contains(n)).collect();
            assert!(small.is_empty(), "{dimension}: {small:?}");
        }
    });
}

#[test]
fn open_complaints_stand_by_age_and_add_up_to_the_government() {
    sample(|quarter| {
        let table = read_table(&quarter.join("publik/umur-terbuka.csv"));
        let classes = ["days_0_5", "days_6_14", "days_15_60", "days_61_180", "days_over_180"];
        assert_eq!(table.columns[3..8], classes);
        let (city, units) = table.rows.split_first().expect("the government first");
        assert_eq!((city["skpd_id"].as_str(), city["unit"].as_str()), ("", CITY));
        for column in ["open"].into_iter().chain(classes) {
            assert_eq!(units.iter().map(|row| count(row, column)).sum::<u64>(), count(city, column), "{column}");
        }
        for row in &table.rows {
            assert_eq!(classes.iter().map(|class| count(row, class)).sum::<u64>(), count(row, "open"));
        }
    });
}

#[test]
fn ages_are_whole_days_up_to_as_of() {
    // As-of is the end of 5 July: received at 08:00 on the day named, 5, 6, 14, 15 and 60 whole days before.
    let received = ["2024-06-30", "2024-06-29", "2024-06-21", "2024-06-20", "2024-05-06"];
    let rows: Vec<[&str; 13]> = received
        .iter()
        .zip(["E1", "E2", "E3", "E4", "E5"])
        .map(|(day, id)| {
            let mut row = GOOD[3];
            (row[0], row[1], row[12]) = (id, day, id);
            row
        })
        .collect();
    let dated: Vec<String> = rows.iter().map(|r| format!("{} 08:00:00", r[1])).collect();
    let rows: Vec<[&str; 13]> = rows
        .into_iter()
        .zip(&dated)
        .map(|(mut row, at)| {
            row[1] = at;
            row
        })
        .collect();
    let trial = Trial::new(delimited(&rows, b','));
    trial.publish();
    let table = trial.table("publik/umur-terbuka.csv").rows;
    let unit = table.iter().find(|r| r["skpd_id"] == "D2").expect("a row");
    let classes = ["open", "days_0_5", "days_6_14", "days_15_60", "days_61_180", "days_over_180"];
    assert_eq!(classes.map(|c| unit[c].as_str()), ["5", "1", "2", "2", "0", "0"]);
}

/// Headings of a rate of what was finished, and of who closed.
const RATES: [&str; 2] = ["Tingkat penutupan", "Penyelesaian tepat waktu"];
const CLOSERS: [&str; 3] = ["Ditutup instansi/admin", "Ditutup sistem", "Ditutup pelapor"];
const SPLIT: &str = "Ditutup: SKPD · sistem · pelapor";

#[test]
fn no_table_shows_a_rate_of_what_was_finished_without_who_closed() {
    use calamine::{Data, Reader as _};
    sample(|quarter| {
        let mut rates = 0;
        for page in ["publik/laporan.html", "internal/mutu-data.html"] {
            let html = std::fs::read_to_string(quarter.join(page)).expect("a page");
            for table in pages::tables(&html) {
                let (head, rows) = table.split_first().expect("a heading");
                let has = |word: &str| head.iter().any(|h| h == word);
                if RATES.iter().any(|rate| has(rate)) {
                    rates += 1;
                    assert!(has(SPLIT) || CLOSERS.iter().all(|c| has(c)), "{page}: {head:?}");
                }
                // A rate may also stand in a row of its own.
                let of_resolution = |row: &&Vec<String>| {
                    let told =
                        row.iter().any(|cell| cell.starts_with("Penyelesaian ") || RATES.contains(&cell.as_str()));
                    told && row.iter().any(|cell| cell.ends_with(" %"))
                };
                let kept = head.iter().any(|h| h == "Langkah") || head.iter().any(|h| h == "Capaian");
                for row in rows.iter().filter(of_resolution).filter(|_| kept) {
                    rates += 1;
                    assert!(
                        row.iter().any(|cell| cell.contains("sistem") && cell.contains("pelapor")),
                        "{page}: {row:?}"
                    );
                }
            }
        }
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook(quarter.join("publik/liga.xlsx")).expect("a workbook");
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).expect("a sheet");
            for row in range.rows() {
                let has = |word: &str| row.iter().any(|cell| matches!(cell, Data::String(text) if text == word));
                if RATES.iter().any(|rate| has(rate)) && name != "Metode" && name != "Mutu data" {
                    rates += 1;
                    assert!(CLOSERS.iter().all(|c| has(c)), "{name}: {row:?}");
                }
            }
        }
        for table in ["league.csv", "league-instansi.csv", "riwayat.csv"] {
            let columns = read_table(&quarter.join("publik").join(table)).columns;
            assert!(columns.iter().any(|c| c == "resolution_rate"));
            assert!(["admin", "system", "reporter"].iter().all(|by| columns.contains(&format!("closed_by_{by}"))));
        }
        assert!(rates >= 6, "{rates} rates of what was finished were looked at");
    });
}

#[test]
fn a_score_of_closing_rates_is_pictured_only_with_who_closed_below() {
    let trial = Trial::new(delimited(&GOOD, b','));
    trial.edit("[groups]", "[score]\nweights = { resolution_rate = 1.0 }\n\n[groups]");
    trial.run(&[]).expect_status(&[0]);
    let charts = crate::determinism::tree(&trial.quarter());
    let svg = charts.iter().filter(|(name, _)| name.ends_with(".svg"));
    let with: Vec<_> = svg.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Tingkat penutupan")).collect();
    let [(name, bytes)] = with.as_slice() else { panic!("the attainment alone: {:?}", with.len()) };
    assert!(name.ends_with("capaian.svg"), "{name}");
    let text = String::from_utf8_lossy(bytes);
    assert!(text.contains("SKPD/admin 2") && text.contains("terbuka 2"), "{text}");
}
