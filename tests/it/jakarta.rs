//! A year of real complaints from Jakarta, with dates alone and every one of them closed: ranked on the
//! resolution limit, and recomputed here row by row.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use crate::support::{Row, folder, quarter_folder, rapor, read_table, same_cell, shared_data, write};

/// The government to which one of the names belongs: its complaints are "ditangani langsung".
const GOVERNMENT: &str = "Kota Administrasi Jakarta Pusat";

/// Rows in the file, each one a complaint.
const COMPLAINTS: u64 = 5_241;

/// Fewest complaints for a rank.
const MINIMUM: u64 = 5;

const QUARTERS: [&str; 4] = ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"];

/// What plain loops over the rows say of a unit in a quarter.
#[derive(Debug, Default, Clone)]
struct Plain {
    received: u64,
    days: i64,
    in_time: u64,
    rank: Option<u64>,
    previous_rank: Option<u64>,
}

type Plains = BTreeMap<(String, String), Plain>;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Every figure again, for a limit of so many days.
fn recomputed(file: &Path, limit: i64) -> Plains {
    let mut units = Plains::new();
    for row in read_table(file).rows {
        assert_eq!(row["status"], "COMPLETE", "the analyst's copy holds closed complaints alone");
        let (received, closed) = (date(&row["tanggal_masuk"]), date(&row["tanggal_selesai"]));
        let period = format!("{}-Q{}", received.year(), received.month0() / 3 + 1);
        let name = if row["skpd"].eq_ignore_ascii_case(GOVERNMENT) { "(ditangani langsung)" } else { &row["skpd"] };
        let unit = units.entry((period, name.to_owned())).or_default();
        let days = (closed - received).num_days();
        unit.received += 1;
        unit.days += days;
        unit.in_time += u64::from(days <= limit);
    }
    // Every complaint is due, so the score is in time of received; shares are compared as fractions.
    let all = units.clone();
    let ranked = |name: &str, unit: &Plain| !name.starts_with('(') && unit.received >= MINIMUM;
    for ((period, name), unit) in &mut units {
        let rivals = all.iter().filter(|((p, n), u)| p == period && ranked(n, u));
        let better = rivals.filter(|(_, u)| u.in_time * unit.received > unit.in_time * u.received).count();
        unit.rank = ranked(name, unit).then_some(1 + better as u64);
    }
    let all = units.clone();
    for ((period, name), unit) in &mut units {
        let before = QUARTERS.iter().zip(&QUARTERS[1..]).find(|(_, now)| *now == period).map(|(before, _)| *before);
        let before = before.and_then(|before| all.get(&(before.to_owned(), name.clone())));
        unit.previous_rank = before.and_then(|unit| unit.rank);
    }
    units
}

#[test]
fn a_year_of_jakarta_comes_out_as_plain_loops_over_its_rows_say() {
    agrees(3);
}

/// Nearly every complaint was closed within three days; within the day of receipt the ranks lie apart.
#[test]
fn so_it_does_where_the_ranks_lie_apart() {
    agrees(0);
}

/// Ranks the kelurahan on a limit of so many days and compares every figure.
fn agrees(limit: i64) {
    let Some(data) = shared_data("jakarta-crm-2020") else { return };
    let file = data.join("crm_jakarta_2020.csv");
    let input = folder();
    let config = input.path().join("rapor.toml");
    fs::copy(&file, input.path().join("crm.csv")).expect("the file can be copied");
    write(&config, &configuration(limit));
    let out = folder();
    let done = rapor([
        "run".as_ref(),
        config.as_os_str(),
        "--out".as_ref(),
        out.path().as_os_str(),
        "--json".as_ref(),
        "--only".as_ref(),
        "csv,html".as_ref(),
    ])
    .expect_status(&[0]);
    let newest = quarter_folder(out.path(), GOVERNMENT, "2020-Q4");
    assert_figures(&recomputed(&file, limit), &read_table(&newest.join("publik/riwayat.csv")).rows);
    assert_every_row_is_accounted_for(&done.stdout);
    for quarter in QUARTERS {
        assert_it_says_that_no_complaint_is_open(&quarter_folder(out.path(), GOVERNMENT, quarter));
    }
}

/// As-of lies where the last complaint's limit has passed.
fn configuration(limit: i64) -> String {
    format!(
        r#"
[unit]
name = "{GOVERNMENT}"
level = "kota"
zone = "WIB"
[period]
quarters = ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"]
as-of = 2021-01-04
[[source]]
files = "crm.csv"
profile = "jakarta-crm"
[[deadline]]
step = "resolution"
class = "*"
limit = "{limit}d"
source = "set for this test"
[score]
weights = {{ resolution_on_time_rate = 1.0 }}
[groups]
by = "none"
minimum-volume = {MINIMUM}
"#
    )
}

fn assert_figures(expected: &Plains, found: &[Row]) {
    let shown = |rank: Option<u64>| rank.map(|n| n.to_string()).unwrap_or_default();
    let mut ranked = 0;
    let mut received = 0;
    let mut seen = 0;
    for row in found {
        let key = (row["period"].clone(), row["skpd"].clone());
        let unit = expected.get(&key).cloned().unwrap_or_default();
        seen += u64::from(expected.contains_key(&key));
        let mean = |sum: f64| if unit.received == 0 { String::new() } else { (sum / unit.received as f64).to_string() };
        let cells = [
            ("received", unit.received.to_string()),
            ("eligible", unit.received.to_string()),
            ("closed", unit.received.to_string()),
            ("closed_by_admin", unit.received.to_string()),
            ("open", "0".to_owned()),
            ("backlog_received", unit.received.to_string()),
            ("mean_resolution_days", mean(unit.days as f64)),
            ("resolution_due", unit.received.to_string()),
            ("resolved_in_time", unit.in_time.to_string()),
            ("resolution_on_time_rate", mean(unit.in_time as f64)),
            ("score", mean(unit.in_time as f64)),
            ("rank", shown(unit.rank)),
            ("previous_rank", shown(unit.previous_rank)),
        ];
        for (column, want) in cells {
            assert!(same_cell(&want, &row[column], 1e-12), "{key:?} {column}: {want:?}, published {:?}", row[column]);
        }
        for (column, cell) in row.iter().filter(|(column, _)| column.ends_with("_hours")) {
            assert_eq!(cell, "", "{key:?} {column}: dates alone carry no hours");
        }
        let verdict = match unit.rank {
            Some(_) => "ranked",
            None if key.1.starts_with('(') => "not_assigned",
            None => "too_few",
        };
        assert_eq!(row["verdict"], verdict, "{key:?}");
        ranked += usize::from(verdict == "ranked" && key.1.starts_with("KELURAHAN "));
        received += unit.received;
    }
    assert_eq!(seen as usize, expected.len(), "every unit and quarter with complaints has its row");
    assert_eq!(received, COMPLAINTS);
    assert!(ranked > 4 * 40, "{ranked} rows of kelurahan are ranked");
}

fn assert_every_row_is_accounted_for(stdout: &str) {
    let said: serde_json::Value = serde_json::from_str(stdout).expect("JSON on standard output");
    let reports = said["reports"].as_array().expect("a list of reports");
    assert_eq!(reports.len(), QUARTERS.len());
    for report in reports {
        let [file] = report["files"].as_array().expect("a list of files").as_slice() else {
            panic!("one file was read")
        };
        let count = |name: &str| file[name].as_u64().expect("a count");
        assert_eq!(count("read"), COMPLAINTS);
        assert_eq!(count("read"), count("accepted") + count("rejected") + count("duplicate"));
        assert_eq!(count("accepted"), COMPLAINTS);
    }
}

fn assert_it_says_that_no_complaint_is_open(report: &Path) {
    let findings = read_table(&report.join("internal/temuan.csv")).rows;
    let finding = findings.iter().find(|row| row["rule"] == "DQ021").expect("the finding that no complaint is open");
    assert_eq!((finding["file"].as_str(), finding["rows"].as_str()), ("crm.csv", "5241"));
    let page = fs::read_to_string(report.join("publik/laporan.html")).expect("the page");
    assert!(page.contains("Tidak satu pun dari 5.241 aduan dalam data berstatus terbuka"), "the page warns");
    let manifest = fs::read_to_string(report.join("manifest.json")).expect("the manifest");
    assert!(manifest.contains("no_open_complaints"), "the manifest warns");
}
