//! A naive recomputation of the league table from random exports, compared with what the program publishes.
//!
//! Nothing here shares code with the crate: rows are read again, working days are counted day by
//! day, and every figure comes from plain loops over complaints.

mod ages;
mod complaint;
mod means;
mod months;
mod otherwise;
pub mod random;
mod rules;
mod table;
mod waiting;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};

use crate::support::{Row, Table, fixture, folder, quarter_folder, read_table, run_csv, same_cell, write};
use random::Dice;
use rules::{Calendar, Deadline, Limit, Rules, Unit, end_of, quarter_of};
use table::{Cells, Expected, curves, recompute};

/// Rows in the export of a round.
const ROWS: usize = 1_500;

/// U9 never gets a complaint.
const UNITS: &[Unit] = &[
    Unit { id: "U1", name: "Dinas Pekerjaan Umum", alias: Some("DPU"), vertical: false },
    Unit { id: "U2", name: "Dinas Kesehatan", alias: None, vertical: false },
    Unit { id: "U3", name: "Dinas Perhubungan", alias: Some("Dishub Kota"), vertical: false },
    Unit { id: "U4", name: "Dinas Lingkungan Hidup", alias: None, vertical: false },
    Unit { id: "U5", name: "Badan Pendapatan Daerah", alias: Some("Bapenda"), vertical: false },
    Unit { id: "U6", name: "Kecamatan Utara", alias: None, vertical: false },
    Unit { id: "U7", name: "Kecamatan Selatan", alias: None, vertical: false },
    Unit { id: "U8", name: "RSUD Kota", alias: None, vertical: false },
    Unit { id: "U9", name: "Inspektorat", alias: None, vertical: false },
    Unit { id: "UV", name: "Kantor Pertanahan", alias: Some("BPN Kota"), vertical: true },
];

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The rules that a round changes: 24 hours from receipt, in WIB, to a date.
fn ordinary() -> Rules {
    Rules {
        government: "Kota Acak",
        zone: "WIB",
        zone_minutes: 7 * 60,
        as_of_text: "2024-06-30".to_owned(),
        as_of: end_of(date("2024-06-30")),
        from_assignment: false,
        dates_only: false,
        deadlines: vec![Deadline::plain("response", Limit::Hours(24))],
        weights: vec![("on_time_rate", 1.0)],
        minimum_volume: 1,
        units: UNITS,
    }
}

fn at(rules: Rules, local: &str) -> Rules {
    let as_of = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M:%S").expect("a time");
    Rules { as_of_text: local.to_owned(), as_of, ..rules }
}

fn from_receipt() -> Rules {
    at(ordinary(), "2024-06-12T15:30:00")
}

fn from_assignment() -> Rules {
    let resolution = |class, limit| Deadline { class: Some(class), ..Deadline::plain("resolution", limit) };
    Rules {
        zone: "WITA",
        zone_minutes: 8 * 60,
        from_assignment: true,
        deadlines: vec![
            Deadline::plain("response", Limit::Days(3)),
            resolution("permintaan-informasi", Limit::Hours(72)),
            resolution("aspirasi", Limit::Days(10)),
            resolution("tidak-berkadar-pengawasan", Limit::Workdays(7)),
            Deadline::plain("resolution", Limit::Days(60)),
        ],
        weights: vec![("on_time_rate", 0.6), ("resolution_on_time_rate", 0.4)],
        ..ordinary()
    }
}

fn working_days() -> Rules {
    let own = |skpd, limit| Deadline { skpd: Some(skpd), ..Deadline::plain("response", limit) };
    let rules = Rules {
        zone: "WIT",
        zone_minutes: 9 * 60,
        deadlines: vec![
            Deadline::plain("response", Limit::Workdays(2)),
            own("U3", Limit::Workdays(5)),
            own("U5", Limit::Days(1)),
            Deadline { class: Some("aspirasi"), ..own("U5", Limit::Hours(36)) },
            Deadline { class: Some("aspirasi"), ..Deadline::plain("response", Limit::Workdays(1)) },
        ],
        weights: vec![("on_time_rate", 0.5), ("resolution_on_time_rate", 0.5)],
        minimum_volume: 5,
        ..ordinary()
    };
    at(rules, "2024-04-17T00:00:00")
}

fn own_deadlines() -> Rules {
    let rules = Rules {
        zone: "+05:00",
        zone_minutes: 5 * 60,
        deadlines: vec![Deadline::plain("response", Limit::Source)],
        minimum_volume: 10,
        ..ordinary()
    };
    at(rules, "2024-05-10T08:00:01")
}

fn dates_only() -> Rules {
    Rules {
        dates_only: true,
        deadlines: vec![
            Deadline::plain("response", Limit::Days(3)),
            Deadline { skpd: Some("U2"), ..Deadline::plain("response", Limit::Workdays(2)) },
        ],
        ..ordinary()
    }
}

fn changed_limit() -> Rules {
    let mut two_days = Deadline::plain("response", Limit::Hours(48));
    (two_days.from, two_days.to) = (Some(date("2023-08-01")), Some(date("2023-12-31")));
    let mut one_day = Deadline::plain("response", Limit::Hours(24));
    one_day.from = Some(date("2024-01-01"));
    let mut from_march =
        Deadline { class: Some("permintaan-informasi"), ..Deadline::plain("response", Limit::Days(1)) };
    from_march.from = Some(date("2024-03-15"));
    Rules {
        as_of_text: "2024-07-04".to_owned(),
        as_of: end_of(date("2024-07-04")),
        deadlines: vec![two_days, one_day, from_march],
        weights: vec![("on_time_rate", 0.7), ("resolution_on_time_rate", 0.3)],
        minimum_volume: 30,
        ..ordinary()
    }
}

#[test]
fn one_day_to_answer_from_receipt() {
    assert!(agrees(&from_receipt(), 1) > 10, "means were compared");
}

#[test]
fn three_days_from_assignment_and_limits_by_class() {
    agrees(&from_assignment(), 2);
}

#[test]
fn two_working_days_and_other_limits_for_some_units() {
    agrees(&working_days(), 3);
}

#[test]
fn the_deadline_that_each_row_brings() {
    agrees(&own_deadlines(), 4);
}

#[test]
fn dates_without_times() {
    agrees(&dates_only(), 5);
}

#[test]
fn a_limit_that_changed_during_the_year() {
    agrees(&changed_limit(), 6);
}

#[test]
fn the_random_exports_reach_every_figure() {
    let calendar = Calendar::shipped();
    let mut reached: BTreeMap<&str, f64> = BTreeMap::new();
    let rounds = [from_receipt(), from_assignment(), working_days(), own_deadlines(), dates_only(), changed_limit()];
    for (seed, rules) in (1..).zip(&rounds) {
        let input = folder();
        let file = input.path().join("cases.csv");
        write(&file, &random::export(rules, &calendar, &mut Dice::new(seed), ROWS));
        for row in recompute(&read_table(&file), rules, &calendar).values() {
            for (column, value) in &row.cells {
                *reached.entry(column).or_default() += value.unwrap_or(0.0);
            }
            *reached.entry(row.verdict).or_default() += 1.0;
        }
    }
    // What one row a complaint cannot tell.
    let never = ["backlog_reopened", "hops", "returned_late"];
    for (column, sum) in reached {
        assert_eq!(sum > 0.0, !never.contains(&column), "{column} adds up to {sum} over all rounds");
    }
}

/// Writes a random export, runs the program, and compares every cell of `riwayat.csv`, `riwayat-umur-sama.csv`, `bulanan.csv` and the means of
/// `gerak.csv`. Gives how many means were compared.
fn agrees(rules: &Rules, seed: u64) -> usize {
    let calendar = Calendar::shipped();
    let input = folder();
    let file = |name: &str| input.path().join(name);
    write(&file("cases.csv"), &random::export(rules, &calendar, &mut Dice::new(seed), ROWS));
    write(&file("rapor.toml"), &rules.toml());
    write(&file("skpd.csv"), &rules.register());
    write(&file("alias.csv"), &rules.aliases());
    let expected = recompute(&read_table(&file("cases.csv")), rules, &calendar);
    let out = folder();
    run_csv(&file("rapor.toml"), out.path()).expect_status(&[0]);
    let last = quarter_of(rules.as_of.date());
    let public = quarter_folder(out.path(), rules.government, &last).join("publik");
    let mut differences = differences(&expected, &read_table(&public.join("riwayat.csv")));
    differences.extend(ages::differences(&public, &read_table(&file("cases.csv")), rules, &calendar));
    differences.extend(months::differences(&public, &read_table(&file("cases.csv")), rules, &calendar));
    let curves = curves(&read_table(&file("cases.csv")), rules);
    assert!(curves.values().any(|cells| cells["competing"] > Some(0.0)), "something was archived at a known time");
    differences.extend(differing_curves(&curves, |quarter| {
        read_table(&quarter_folder(out.path(), rules.government, quarter).join("publik/kurva.csv"))
    }));
    if !differences.is_empty() {
        let kept = keep(input.path(), seed);
        let shown: Vec<&String> = differences.iter().take(40).collect();
        panic!("seed {seed}: {} differences; the input is in {kept}\n{shown:#?}", differences.len());
    }
    // And every figure is explained to the same value from the evidence that was written with it.
    for quarter in ["2023-Q4", &last] {
        crate::explain_report::all_cells(&quarter_folder(out.path(), rules.government, quarter));
        crate::explain_tables::all_cells(&quarter_folder(out.path(), rules.government, quarter));
    }
    means::told(&read_table(&public.join("gerak.csv")))
}

/// Every cell of the curves that is not as recomputed, and every row too few or too many.
fn differing_curves(
    expected: &BTreeMap<(String, String, &'static str), Cells>,
    published: impl Fn(&str) -> Table,
) -> Vec<String> {
    let quarters: BTreeSet<&String> = expected.keys().map(|(quarter, ..)| quarter).collect();
    let mut said = Vec::new();
    for quarter in quarters {
        let table = published(quarter);
        let of_quarter = expected.iter().filter(|((q, ..), _)| q == quarter);
        let mut met = 0;
        for ((_, unit, step), cells) in of_quarter {
            let Some(row) = table.rows.iter().find(|row| row["unit"] == *unit && row["step"] == *step) else {
                said.push(format!("{quarter} {unit} {step}: no row"));
                continue;
            };
            met += 1;
            for (column, value) in cells {
                let want = value.map_or(String::new(), |n| n.to_string());
                if !same_cell(&want, &row[*column], 1e-9) {
                    said.push(format!("{quarter} {unit} {step} {column}: {want:?}, published {:?}", row[*column]));
                }
            }
        }
        if met != table.rows.len() {
            said.push(format!("{quarter}: {} rows of curves and not {met}", table.rows.len()));
        }
    }
    said
}

/// Keeps the input of a failed round for whoever looks into it.
fn keep(input: &Path, seed: u64) -> String {
    let kept = std::env::temp_dir().join(format!("rapor-oracle-{seed}"));
    for name in ["cases.csv", "rapor.toml", "skpd.csv", "alias.csv"] {
        if let Ok(text) = std::fs::read_to_string(input.join(name)) {
            write(&kept.join(name), &text);
        }
    }
    kept.display().to_string()
}

/// Every cell that is not as recomputed, and every row that is missing or too many.
fn differences(expected: &BTreeMap<(String, String), Expected>, found: &Table) -> Vec<String> {
    let mut rows: BTreeMap<(String, String), &Row> =
        found.rows.iter().map(|row| ((row["period"].clone(), row["skpd"].clone()), row)).collect();
    let mut said = Vec::new();
    if rows.len() != found.rows.len() {
        said.push("two rows of one unit and quarter".to_owned());
    }
    for ((period, unit), want) in expected {
        let Some(have) = rows.remove(&(period.clone(), unit.clone())) else {
            // A line that is no unit of the register may be left out where there is nothing to say.
            let nothing = ["received", "backlog_opening", "backlog_closing"]
                .iter()
                .all(|name| want.cells[name].is_none_or(|n| n == 0.0));
            if !(unit.starts_with('(') && nothing) {
                said.push(format!("{period} {unit}: no row"));
            }
            continue;
        };
        for (column, value) in &want.cells {
            let want = value.map_or(String::new(), |n| n.to_string());
            match have.get(*column) {
                Some(found) if same_cell(&want, found, 1e-9) => {}
                found => said.push(format!("{period} {unit} {column}: recomputed {want:?}, published {found:?}")),
            }
        }
        // The published rank is one of those that chance allows.
        let ranks = ["rank_low", "rank", "rank_high"].map(|c| have[c].parse::<u64>());
        if !have["rank"].is_empty() && !matches!(&ranks, [Ok(low), Ok(rank), Ok(high)] if low <= rank && rank <= high) {
            said.push(format!("{period} {unit}: rank and set {ranks:?}"));
        }
        if have["verdict"] != want.verdict {
            said.push(format!("{period} {unit} verdict: recomputed {}, published {}", want.verdict, have["verdict"]));
        }
    }
    said.extend(rows.keys().map(|(period, unit)| format!("{period} {unit}: a row that is not expected")));
    said
}

/// The units of the golden quarter.
const GOLDEN_UNITS: &[Unit] = &[
    Unit { id: "D01", name: "Dinas Pekerjaan Umum", alias: Some("DPU Kota"), vertical: false },
    Unit { id: "D02", name: "Dinas Kesehatan", alias: None, vertical: false },
    Unit { id: "D03", name: "Dinas Perhubungan", alias: None, vertical: false },
    Unit { id: "D04", name: "Dinas Sosial", alias: None, vertical: false },
    Unit { id: "D05", name: "Dinas Arsip", alias: None, vertical: false },
    Unit { id: "K01", name: "Kecamatan Utara", alias: None, vertical: false },
    Unit { id: "V01", name: "Kantor Pertanahan", alias: None, vertical: true },
];

#[test]
fn the_recomputation_agrees_with_the_quarter_worked_out_by_hand() {
    let one_day = Deadline { from: Some(date("2024-04-02")), ..Deadline::plain("response", Limit::Hours(24)) };
    let rules = Rules {
        government: "Pemerintah Kota Emas",
        as_of_text: "2024-07-04".to_owned(),
        as_of: end_of(date("2024-07-04")),
        deadlines: vec![one_day, Deadline { skpd: Some("D03"), limit: Limit::Workdays(5), ..one_day }],
        weights: vec![("on_time_rate", 0.6), ("resolution_on_time_rate", 0.4)],
        minimum_volume: 2,
        units: GOLDEN_UNITS,
        ..ordinary()
    };
    let calendar = Calendar::of(&[
        "2024-03-11",
        "2024-03-12",
        "2024-03-29",
        "2024-04-08",
        "2024-04-09",
        "2024-04-10",
        "2024-04-11",
        "2024-04-12",
        "2024-04-15",
        "2024-05-01",
        "2024-05-09",
        "2024-05-10",
        "2024-05-23",
        "2024-05-24",
        "2024-06-01",
        "2024-06-17",
        "2024-06-18",
    ]);
    let by_hand = read_table(&fixture("golden/expected-league.csv"));
    let mut recomputed = recompute(&read_table(&fixture("golden/cases.csv")), &rules, &calendar);
    recomputed.retain(|(period, _), _| period == "2024-Q2");
    // What the recomputation does not know: units whose rows were held back or whose answers have no time.
    let without_evidence = ["Dinas Sosial", "Dinas Arsip"];
    for ((_, unit), row) in &mut recomputed {
        if without_evidence.contains(&unit.as_str()) {
            row.verdict = "no_evidence";
            row.cells.insert("rank", None);
        }
    }
    // Where most answers have no time, nothing is said of times.
    for ((_, unit), row) in &mut recomputed {
        if unit == "Dinas Sosial" {
            row.cells.retain(|column, _| by_hand.rows.iter().any(|r| r["skpd"] == *unit && !r[*column].is_empty()));
        }
    }
    for row in recomputed.values_mut() {
        row.cells.remove("rank");
        row.cells.remove("previous_rank");
    }
    let differences = differences(&recomputed, &by_hand);
    assert!(differences.is_empty(), "{differences:#?}");
}
