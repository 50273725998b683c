//! `rapor explain --report` on what rests on earlier quarters: every cell comes out again from the reports of those quarters,
//! which one run publishes beside each other; where one is missing nobody is told that all is well.

use std::fs;
use std::path::{Path, PathBuf};

use rapor::audit::explain::Finished;
use rapor::publish::Language;

use crate::explain_tables::{address, cells_of, change, otherwise, quarters};
use crate::support::{Outcome, Row, fixture, folder, quarter_folder, rapor, read_table, run_csv};

/// Each table that rests on earlier quarters, with the columns that tell apart the rows of one unit.
const TABLES: &[(&str, &[&str])] = &[
    ("riwayat-umur-sama", &["period"]),
    ("riwayat", &["period"]),
    ("riwayat-instansi", &["period"]),
    ("gerak", &["measure", "against"]),
    ("pengumuman", &["part", "group"]),
];

const CITY: &str = "Pemerintah Kota Contohsari (fiktif)";

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml")
}

/// Publishes every quarter of an export.
fn run_all(config: &Path, out: &Path) -> Outcome {
    let [config, out] = [config, out].map(|path| path.to_string_lossy().into_owned());
    rapor(["run", &config, "--out", &out, "--quiet", "--only", "csv", "--quarter", "all"])
}

#[test]
fn every_cell_of_the_sample_city_comes_out_the_same() {
    let out = folder();
    run_all(&sample(), out.path()).expect_status(&[0]);
    for quarter in ["2023-Q4", "2024-Q1", "2024-Q2"] {
        let cells = cells_of(TABLES, &quarter_folder(out.path(), CITY, quarter));
        for (stem, _) in TABLES {
            assert!(cells.get(stem).is_some_and(|cells| *cells > 100), "{quarter} {stem}: {cells:?}");
        }
    }
}

#[test]
fn every_cell_of_the_quarters_worked_out_by_hand_comes_out_the_same() {
    for name in ["golden", "golden/events"] {
        let out = folder();
        run_all(&fixture(name).join("rapor.toml"), out.path()).expect_status(&[0, 1]);
        let quarters = quarters(out.path());
        assert!(quarters.len() > 1, "{name}: {quarters:?}");
        for quarter in quarters {
            cells_of(TABLES, &quarter);
        }
    }
}

#[test]
fn every_cell_of_a_random_export_comes_out_the_same() {
    for (layout, seed) in [("events", "21"), ("cases", "22")] {
        let (export, out) = (folder(), folder());
        let path = export.path().to_string_lossy().into_owned();
        rapor(["sample", "--rows", "900", "--seed", seed, "--layout", layout, "--out", &path]).expect_status(&[0]);
        run_all(&export.path().join("rapor.toml"), out.path()).expect_status(&[0, 1]);
        let quarters = quarters(out.path());
        let last = quarters.last().expect("a quarter");
        assert!(cells_of(TABLES, last).values().sum::<usize>() > 100, "{layout}: {quarters:?}");
    }
}

/// What the program says of a cell; in English.
#[track_caller]
fn differences(finished: &Finished, unit: &str, asked: &str) -> Vec<String> {
    let explained = finished.explain(Some(unit), asked, Language::En);
    let explained = explained.unwrap_or_else(|problem| panic!("{unit} {asked}: {problem} {}", problem.next));
    explained.differences.iter().map(|d| d.sentence(Language::En)).collect()
}

fn unit(row: &Row) -> String {
    format!("{}/{}", row["agency_id"], row["skpd_id"])
}

#[test]
fn a_changed_cell_of_any_column_is_noticed() {
    let out = folder();
    run_all(&sample(), out.path()).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), CITY, "2024-Q2");
    let mut spoilt = Vec::new();
    for (stem, keys) in TABLES {
        let before = read_table(&quarter.join(format!("publik/{stem}.csv")));
        // A row of an earlier quarter, near the middle; what tells it apart stays.
        let at = before.rows.len() / 2 - 1;
        let stays = |column: &str| keys.contains(&column) || matches!(column, "agency_id" | "agency" | "skpd_id");
        change(&quarter, stem, |records| {
            for (cell, column) in records[at + 1].iter_mut().zip(&before.columns) {
                if !stays(column) {
                    *cell = otherwise(cell);
                }
            }
        });
        let row = &before.rows[at];
        for column in before.columns.iter().filter(|column| !stays(column)) {
            spoilt.push((unit(row), address(stem, keys, row, column), otherwise(&row[column])));
        }
    }
    let finished = Finished::open(&quarter).unwrap_or_else(|problem| panic!("{problem}"));
    for (unit, asked, now) in spoilt {
        let said = differences(&finished, &unit, &asked);
        assert!(said.iter().any(|said| said.contains(&format!("{now} is published, "))), "{unit} {asked}: {said:?}");
    }
}

#[test]
fn what_an_earlier_report_no_longer_proves_is_noticed_in_the_later_one() {
    let out = folder();
    run_all(&sample(), out.path()).expect_status(&[0]);
    let [earlier, quarter] = ["2024-Q1", "2024-Q2"].map(|q| quarter_folder(out.path(), CITY, q));
    // The answers of a quarter are brought before their limits, the durations with them.
    let place = earlier.join("internal/bukti/71001.csv");
    let text = fs::read_to_string(&place).expect("the evidence");
    fs::write(&place, text.replace(",late,", ",in_time,")).expect("the evidence can be written");
    let finished = Finished::open(&quarter).unwrap_or_else(|problem| panic!("{problem}"));
    let said = differences(&finished, "71001", "riwayat-umur-sama.2024-Q1.responded_in_time").join("\n");
    for part in
        ["../2024-Q1/internal/bukti/71001.csv: not the content", "in_time is written, late by", " is published, "]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(differences(&finished, "71001", "riwayat-umur-sama.2023-Q4.responded_in_time").is_empty());
}

#[test]
fn a_quarter_without_its_report_is_not_shown_to_be_right() {
    let out = folder();
    // The sample publishes two quarters, and tells of four.
    run_csv(&sample(), out.path()).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), CITY, "2024-Q2");
    let path = quarter.to_string_lossy().into_owned();
    let ask =
        |measure: &str| rapor(["explain", "--report", &path, "--skpd", "71001", "--measure", measure, "--lang", "en"]);
    for table in ["riwayat", "riwayat-umur-sama"] {
        ask(&format!("{table}.2024-Q1.on_time_rate")).expect_status(&[0]);
        let outcome = ask(&format!("{table}.2023-Q4.on_time_rate")).expect_status(&[2]);
        for part in ["NOT SHOWN", "By other published cells", " / ", "is not at ../2023-Q4", "rapor run --quarter all"]
        {
            assert!(outcome.stdout.contains(part), "{table} {part}: {}", outcome.stdout);
        }
        assert!(outcome.stderr.contains("cannot be shown to be right"), "{}", outcome.stderr);
    }
    // A run of quarters is shown as far as they go; one that ends in a quarter that is there is shown whole.
    let outcome = ask("pengumuman.unanswered.quarters_in_a_row").expect_status(&[2]);
    for part in ["NOT SHOWN", "2023-Q4: ", "by riwayat-umur-sama.csv, not shown", "2024-Q1: not answered at "] {
        assert!(outcome.stdout.contains(part), "{part}: {}", outcome.stdout);
    }
    let words =
        ["explain", "--report", &path, "--skpd", "71006", "--measure", "pengumuman.unanswered.quarters_in_a_row"];
    let told = rapor(words).expect_status(&[0]).stdout;
    assert!(told.contains("2024-Q1: 0 tanpa respons") && told.contains("berturut-turut: 1 triwulan\n"), "{told}");
    ask("gerak.response_rate.previous.low").expect_status(&[0]);
    let earlier = quarter_folder(out.path(), CITY, "2024-Q1").to_string_lossy().into_owned();
    let words = ["explain", "--report", &earlier, "--skpd", "71001", "--measure", "gerak.on_time_rate.previous.high"];
    let outcome = rapor(words).expect_status(&[2]);
    assert!(
        outcome.stdout.contains("TIDAK DAPAT DITUNJUKKAN") && outcome.stdout.contains("Newcombe"),
        "{}",
        outcome.stdout
    );
    // What the table itself contradicts is told all the same.
    change(&quarter, "riwayat-umur-sama", |records| {
        let column = records[0].iter().position(|name| name == "response_rate").expect("the column");
        records.iter_mut().filter(|r| r[0] == "2023-Q4").for_each(|record| record[column] = "0.5".to_owned());
    });
    let outcome = ask("riwayat-umur-sama.2023-Q4.response_rate").expect_status(&[2]);
    assert!(outcome.stderr.contains("0.5 is published"), "{}", outcome.stderr);
    // A report of other exports tells nothing of these.
    let manifest = quarter_folder(out.path(), CITY, "2024-Q1").join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("the manifest");
    fs::write(&manifest, text.replacen("2024-07-05T23:59:59", "2024-07-06T23:59:59", 1)).expect("it can be written");
    let outcome = ask("riwayat.2024-Q1.on_time_rate").expect_status(&[2]);
    assert!(outcome.stderr.contains("is of another run (its as_of differs)"), "{}", outcome.stderr);
}

#[test]
fn whom_the_quarter_no_longer_knows_is_asked_for_by_the_name_of_its_time() {
    let out = folder();
    run_all(&sample(), out.path()).expect_status(&[0]);
    let path = quarter_folder(out.path(), CITY, "2024-Q2").to_string_lossy().into_owned();
    let ask = |measure: &str| rapor(["explain", "--report", &path, "--skpd", "Dinas Sosial", "--measure", measure]);
    let told = ask("riwayat.2023-Q3.received").expect_status(&[0]).stdout;
    assert!(told.starts_with("Dinas Sosial (71009)") && told.contains("\nDihitung ("), "{told}");
    assert!(ask("received").expect_status(&[2]).stderr.contains("is no unit of this report"));
}
