//! What is published tells nobody's case: no small cell can be computed, no stray name is a unit, and what is
//! confidential stays inside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::{folder, read_table, run_csv};
use crate::trial::{GOOD, Trial, delimited, holds_none};

/// A cell: unit and category.
type Cell = (String, String);

/// Subtracts what is shown from the public totals, again and again. Which hidden cells come out, with their value;
/// how many are hidden.
fn attacked(public: &Path) -> (BTreeMap<Cell, i64>, usize) {
    let league = read_table(&public.join("league.csv")).rows;
    let table = read_table(&public.join("kategori.csv")).rows;
    let count = |text: &str| text.parse::<i64>().ok();
    let totals: BTreeMap<&str, i64> =
        league.iter().map(|r| (r["skpd_id"].as_str(), count(&r["received"]).expect("a count"))).collect();
    let categories: BTreeMap<&str, i64> = table
        .iter()
        .filter(|r| r["skpd_id"].is_empty())
        .map(|r| (r["category"].as_str(), count(&r["received"]).expect("a margin is shown")))
        .collect();
    let cells: BTreeMap<(&str, &str), Option<i64>> = table
        .iter()
        .filter(|r| !r["skpd_id"].is_empty())
        .map(|r| ((r["skpd_id"].as_str(), r["category"].as_str()), count(&r["received"])))
        .collect();
    let detailed: BTreeSet<&str> =
        cells.keys().filter(|(_, c)| categories.contains_key(c)).map(|(unit, _)| *unit).collect();
    let mut lines: Vec<(Vec<(&str, &str)>, i64)> = Vec::new();
    let mut known: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    let mut open: BTreeSet<(&str, &str)> = BTreeSet::new();
    for unit in totals.keys() {
        for category in categories.keys() {
            match cells.get(&(*unit, *category)) {
                Some(Some(n)) => drop(known.insert((*unit, *category), *n)),
                None if detailed.contains(unit) => drop(known.insert((*unit, *category), 0)),
                _ => drop(open.insert((*unit, *category))),
            }
        }
        lines.push((categories.keys().map(|c| (*unit, *c)).collect(), totals[unit]));
    }
    for (category, total) in &categories {
        lines.push((totals.keys().map(|u| (*u, *category)).collect(), *total));
    }
    let hidden = cells.values().filter(|n| n.is_none()).count();
    let mut solved = BTreeMap::new();
    loop {
        let before = solved.len();
        for (cells, total) in &lines {
            let rest = total - cells.iter().filter_map(|c| known.get(c)).sum::<i64>();
            assert!(rest >= 0, "the table does not add up");
            let unknown: Vec<_> = cells.iter().filter(|c| !known.contains_key(*c)).copied().collect();
            let each = match unknown.len() {
                1 => rest,
                n if n > 1 && rest == 0 => 0,
                _ => continue,
            };
            for cell in unknown {
                known.insert(cell, each);
                solved.insert((cell.0.to_owned(), cell.1.to_owned()), each);
            }
        }
        if solved.len() == before {
            return (solved, hidden);
        }
    }
}

#[test]
fn no_small_cell_of_the_sample_city_can_be_computed() {
    let out = folder();
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
    run_csv(&config, out.path()).expect_status(&[0, 1]);
    let mut all = 0;
    for quarter in ["2024-Q1", "2024-Q2"] {
        let public =
            crate::support::quarter_folder(out.path(), "Pemerintah Kota Contohsari (fiktif)", quarter).join("publik");
        let (solved, hidden) = attacked(&public);
        assert!(solved.values().all(|n| *n == 0 || *n >= 5), "{quarter}: {solved:?}");
        let shown = read_table(&public.join("kategori.csv")).rows;
        assert!(shown.iter().all(|r| r["received"].parse::<i64>().is_ok_and(|n| n >= 5) || r["received"].is_empty()));
        assert!(shown.iter().any(|r| !r["skpd_id"].is_empty() && !r["received"].is_empty()), "something is shown");
        all += hidden;
    }
    assert!(all > 0, "the sample has small cells");
}

/// The good rows and so many more, each with this in the unit's column.
fn with_units(names: &[&str]) -> String {
    let ids: Vec<String> = (1..=names.len()).map(|n| format!("N{n}")).collect();
    let more = ids.iter().zip(names).map(|(id, name)| {
        let mut row = GOOD[3];
        row[0] = id;
        row[4] = name;
        row
    });
    delimited(&GOOD.into_iter().chain(more).collect::<Vec<_>>(), b',')
}

const PERSON: &str = "Raden Kartolo Uji";
const NUMBER: &str = "Warga 3573019907120001";

#[test]
fn a_stray_name_is_no_unit_and_one_that_many_rows_have_is() {
    let office = "Dinas Sosial";
    let names = [PERSON, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, office, office, office, office, office];
    let trial = Trial::new(with_units(&names));
    trial.run(&["--only", "csv,xlsx,html,charts"]).expect_status(&[0]);
    holds_none(&trial.quarter().join("publik"), &[PERSON, "3573019907120001", "raden-kartolo"]);
    holds_none(&trial.quarter().join("internal/bukti"), &[PERSON, "3573019907120001", "raden-kartolo"]);
    let rows = trial.table("publik/league.csv").rows;
    let line = |id: &str| rows.iter().find(|r| r["skpd_id"] == id).expect("a line");
    let folded = line("unit-tidak-dikenal");
    assert_eq!((folded["skpd"].as_str(), folded["received"].as_str()), ("(unit tidak dikenal)", "6"));
    assert_eq!((folded["verdict"].as_str(), folded["rank"].as_str()), ("not_assigned", ""));
    assert_eq!(line("dinas-sosial")["received"], "5");
    let said = trial.findings("DQ015");
    let named = ["aduan.csv:6  x6", ":  x5 Dinas Sosial"];
    assert!(said.len() == 2 && named.iter().all(|n| said.iter().any(|s| s.starts_with(n))), "{said:?}");
    holds_none(&trial.quarter(), &[PERSON, "3573019907120001", "raden-kartolo"]);
}

#[test]
fn a_slip_of_the_pen_in_a_units_name_is_told() {
    let trial = Trial::new(with_units(&["Dinas Kesehatn"]));
    trial.publish();
    assert_eq!(trial.findings("DQ015"), [":  x1 Dinas Kesehatn — mirip: Dinas Kesehatan"]);
}

#[test]
fn a_name_of_one_complaint_in_many_exports_stays_unnamed() {
    let trial = Trial::new(with_units(&[PERSON]));
    for month in 1..=6 {
        trial.put(&format!("aduan-{month}.csv"), with_units(&[PERSON]));
    }
    trial.edit("\"aduan.csv\"", "\"aduan*.csv\"");
    trial.publish();
    holds_none(&trial.quarter().join("publik"), &[PERSON]);
}

#[test]
fn without_a_register_a_number_or_a_whole_sentence_is_no_unit() {
    let sentence = "Saya ".repeat(19) + "mengeluh";
    let trial = Trial::new(with_units(&[NUMBER, &sentence, "Dinas Sosial"]));
    trial.edit("[reference]\nskpd = \"skpd.csv\"\n", "");
    trial.publish();
    holds_none(&trial.quarter().join("publik"), &["3573019907120001", "mengeluh"]);
    let rows = trial.table("publik/league.csv").rows;
    let folded = rows.iter().find(|r| r["skpd_id"] == "unit-tidak-dikenal").expect("one line for both");
    assert_eq!((folded["received"].as_str(), folded["verdict"].as_str()), ("2", "not_assigned"));
    assert!(rows.iter().any(|r| r["skpd"] == "Dinas Sosial"), "every other name is a unit");
}

#[test]
fn the_work_list_leaves_out_what_is_confidential_or_closed_and_names_the_successor() {
    let mut supervisory = GOOD[3];
    supervisory[0] = "R1";
    supervisory[5] = "berkadar-pengawasan";
    supervisory[12] = "Pungutan di loket uji kendaraan";
    let mut closed = GOOD[3];
    closed[0] = "C1";
    closed[12] = "Rambu tertutup pohon di simpang tiga";
    closed[6] = "closed-by-reporter";
    closed[3] = "2024-05-20 08:00:00";
    let mut old = GOOD[3];
    old[0] = "L1";
    old[12] = "Trotoar di depan pasar berlubang";
    old[1] = "2024-02-06 08:00:00";
    let trial = Trial::new(delimited(&[GOOD.as_slice(), &[supervisory, closed, old]].concat(), b','));
    let register = "skpd_id,name,kind,parent_id,agency_id,valid_from,valid_to,successor_id\n\
        D1,Dinas Kesehatan,dinas,,,,,\nD2,Dinas Perhubungan,dinas,,,,2024-03-31,D3\nD3,Dinas Jalan,dinas,,,2024-04-01,,\n";
    trial.put("skpd.csv", register);
    trial.publish();
    let list = |trial: &Trial| {
        let rows = trial.table("internal/belum-direspons.csv").rows;
        rows.iter().map(|r| format!("{} {}", r["complaint_id"], r["skpd_id"])).collect::<Vec<_>>()
    };
    assert_eq!(list(&trial), ["L1 D3", "A4 D3", "(dirahasiakan) D3"]);
    let masked = trial.table("internal/belum-direspons.csv").rows.pop().expect("the masked row");
    let told: Vec<&str> =
        masked.iter().filter(|(_, cell)| !cell.is_empty()).map(|(column, _)| column.as_str()).collect();
    assert_eq!(
        told,
        ["agency_id", "complaint_id", "days", "earlier", "skpd", "skpd_id"],
        "its unit and its days alone"
    );
    let warning = String::from_utf8(trial.bytes("internal/JANGAN-DIBAGIKAN.txt")).expect("text");
    assert!(warning.contains(": 2 baris"), "one of the list, one of the evidence:\n{warning}");
    trial.run(&["--only", "csv", "--include-confidential"]).expect_status(&[0]);
    assert_eq!(list(&trial), ["L1 D3", "A4 D3", "R1 D3"]);
}

#[test]
fn evidence_by_a_status_alone_is_not_called_late() {
    let mut row = GOOD[2];
    row[0] = "T1";
    row[2] = "";
    row[12] = "Angkutan kota tidak lewat setelah petang";
    let trial = Trial::new(delimited(&[GOOD.as_slice(), &[row]].concat(), b','));
    trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    let rows = trial.table("internal/bukti/d2.csv").rows;
    let found = rows.iter().find(|r| r["complaint_id"] == "T1").expect("the row");
    assert_eq!((found["response_evidence"].as_str(), found["response_outcome"].as_str()), ("status", "time_unknown"));
}
