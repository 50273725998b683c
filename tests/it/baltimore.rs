//! Ten thousand real requests that exist as CSV and as a workbook: both must say the same, and agree
//! with the days that the city published itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rapor::config::TimeFormat;

use crate::support::{Outcome, folder, quarter_folder, rapor, read_table, shared_data, write};

const GOVERNMENT: &str = "City of Baltimore";

/// Requests in the file.
const REQUESTS: u64 = 10_000;

/// Those with a closing time.
const CLOSED: usize = 9_792;

/// Those of them that the city flags as duplicates or as transferred to another body.
const CLOSED_FOR_OTHERS: usize = 207 + 18;

fn configuration(input: &Path) -> String {
    let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles/baltimore.toml");
    format!(
        r#"
[unit]
name = "{GOVERNMENT}"
level = "kota"
zone = "-05:00"
[period]
quarters = "all"
as-of = 2019-02-13
[[source]]
files = '{}'
profile = '{}'
[[deadline]]
step = "resolution"
class = "*"
limit = "source"
source = "the request's own DueDate"
[score]
weights = {{ resolution_on_time_rate = 1.0 }}
[groups]
by = "none"
"#,
        input.display(),
        profile.display()
    )
}

fn run(input: &Path, out: &Path) -> Outcome {
    let folder = folder();
    let config = folder.path().join("rapor.toml");
    write(&config, &configuration(input));
    rapor([
        "run".as_ref(),
        config.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
        "--json".as_ref(),
        "--only".as_ref(),
        "csv".as_ref(),
    ])
    .expect_status(&[0, 1])
}

/// Rows read, accepted, rejected and repeated, as the first report tells.
fn account(outcome: &Outcome) -> [u64; 4] {
    let said: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON on standard output");
    let file = &said["reports"][0]["files"][0];
    ["read", "accepted", "rejected", "duplicate"].map(|name| file[name].as_u64().expect("a count"))
}

/// The folders of the quarters, oldest first.
fn quarters(out: &Path) -> Vec<PathBuf> {
    let home = quarter_folder(out, GOVERNMENT, "").canonicalize().expect("the government's folder");
    let entries = fs::read_dir(home).expect("a folder").map(|entry| entry.expect("an entry").path());
    let is_quarter = |path: &PathBuf| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'));
    let mut quarters: Vec<PathBuf> = entries.filter(is_quarter).collect();
    quarters.sort();
    quarters
}

#[test]
fn the_workbook_and_the_text_file_give_the_same_tables() {
    let Some(data) = shared_data("baltimore311-2018") else { return };
    let (text, workbook) = (folder(), folder());
    let from_text = run(&data.join("311_sample.csv"), text.path());
    let from_workbook = run(&data.join("311_sample.xlsx"), workbook.path());
    assert_eq!(account(&from_text), [REQUESTS, REQUESTS, 0, 0]);
    assert_eq!(account(&from_workbook), account(&from_text));
    let (text, workbook) = (quarters(text.path()), quarters(workbook.path()));
    assert_eq!(text.len(), 21, "2014-Q1 to 2019-Q1");
    assert_eq!(text.len(), workbook.len());
    for (text, workbook) in text.iter().zip(&workbook) {
        assert_eq!(text.file_name(), workbook.file_name());
        for table in ["league.csv", "league-instansi.csv", "riwayat.csv", "langkah.csv", "kategori.csv"] {
            let read = |folder: &Path| fs::read(folder.join("publik").join(table)).expect("a table");
            assert!(read(text) == read(workbook), "{} {table} differs", text.display());
        }
    }
    let last = text.last().expect("a quarter").join("publik/riwayat.csv");
    let ranked = read_table(&last).rows.iter().filter(|row| row["verdict"] == "ranked").count();
    assert!(ranked > 100, "{ranked} rows are ranked");
}

/// The days that the city published for each closed request.
fn published_days(file: &Path) -> BTreeMap<String, i64> {
    let closed = read_table(file).rows.into_iter().filter(|row| !row["CloseDate"].is_empty());
    closed.map(|row| (row["SRRecordID"].clone(), row["DaysOpen"].parse().expect("whole days"))).collect()
}

#[test]
fn the_days_that_the_city_published_are_the_differences_of_our_dates() {
    let Some(data) = shared_data("baltimore311-2018") else { return };
    let file = data.join("311_sample.csv");
    let format: TimeFormat = "%m/%d/%Y %I:%M:%S %p".parse().expect("a time format");
    let published = published_days(&file);
    assert_eq!(published.len(), CLOSED);
    for row in read_table(&file).rows.iter().filter(|row| !row["CloseDate"].is_empty()) {
        let date = |column: &str| format.read(&row[column]).expect("a time").local.date();
        let days = (date("CloseDate") - date("CreatedDate")).num_days();
        assert_eq!(days, published[&row["SRRecordID"]], "{}", row["SRRecordID"]);
    }
}

#[test]
fn the_complaints_listed_behind_the_figures_were_open_as_long_as_the_city_says() {
    let Some(data) = shared_data("baltimore311-2018") else { return };
    let file = data.join("311_sample.csv");
    let published = published_days(&file);
    let out = folder();
    run(&file, out.path());
    let date = |cell: &str| cell.get(..10).and_then(|date| date.parse::<NaiveDate>().ok()).expect("a date");
    let (mut listed, mut compared) = (0, 0);
    for quarter in quarters(out.path()) {
        for unit in fs::read_dir(quarter.join("internal/bukti")).expect("the evidence") {
            for row in read_table(&unit.expect("an entry").path()).rows {
                listed += 1;
                if row["resolved_at"].is_empty() {
                    continue;
                }
                let days = (date(&row["resolved_at"]) - date(&row["received_at"])).num_days();
                assert_eq!(Some(&days), published.get(&row["complaint_id"]), "{}", row["complaint_id"]);
                compared += 1;
            }
        }
    }
    assert_eq!(listed, REQUESTS, "every request is listed once");
    assert_eq!(compared, CLOSED - CLOSED_FOR_OTHERS);
}
