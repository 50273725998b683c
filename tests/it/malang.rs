//! The line that Malang published for January to June 2024, rebuilt from made-up complaints.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::support::{folder, quarter_folder, rapor, read_table, same_cell, write};

/// Complaints from January to June.
const RECEIVED: u32 = 1_367;

/// The year's target.
const TARGET: u32 = 2_920;

const GOVERNMENT: &str = "Kota Contoh Semester";

const UNITS: [&str; 4] = ["Dinas Pekerjaan Umum", "Dinas Kesehatan", "Dinas Perhubungan", "Kecamatan Utara"];

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).expect("a date")
}

/// The first working day after a date, by the shipped calendar.
fn next_working_day(date: NaiveDate, off: &BTreeSet<NaiveDate>) -> NaiveDate {
    let works = |d: &NaiveDate| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun) && !off.contains(d);
    date.iter_days().skip(1).find(works).expect("a working day")
}

/// Complaints spread over the half year, each answered and closed on the next working day.
fn complaints() -> String {
    let calendar = read_table(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reference/calendar.csv"));
    let national = calendar.rows.iter().filter(|row| row["region"].is_empty());
    let off: BTreeSet<NaiveDate> = national.map(|row| row["date"].parse().expect("a date")).collect();
    let days = (day(6, 30) - day(1, 1)).num_days() + 1;
    let mut rows = "complaint_id,received_at,first_response_at,closed_at,skpd,class,status\n".to_owned();
    for (number, unit) in (0..RECEIVED).zip(UNITS.iter().cycle()) {
        let date = day(1, 1) + Days::new(u64::from(number) % days.unsigned_abs());
        let answered = next_working_day(date, &off);
        let (hour, minute) = (number % 24, number % 60);
        writeln!(
            rows,
            "S{number:04},{date} {hour:02}:{minute:02}:00,{answered} 09:00:00,{answered} 15:00:00,{unit},\
             tidak-berkadar-pengawasan,closed-by-unit"
        )
        .expect("text");
    }
    rows
}

#[test]
fn the_published_line_of_a_half_year_comes_out_whole() {
    let input = folder();
    let config = input.path().join("rapor.toml");
    write(&input.path().join("cases.csv"), &complaints());
    write(&config, &configuration());
    let out = folder();
    rapor([
        "run".as_ref(),
        config.as_os_str(),
        "--out".as_ref(),
        out.path().as_os_str(),
        "--quiet".as_ref(),
        "--only".as_ref(),
        "csv,html".as_ref(),
    ])
    .expect_status(&[0]);
    let report = quarter_folder(out.path(), GOVERNMENT, "2024-Q2");

    let [row] = read_table(&report.join("publik/league-instansi.csv")).rows.try_into().expect("one government");
    let share = f64::from(RECEIVED) / f64::from(TARGET);
    let cells = [
        ("received_ytd", "1367".to_owned()),
        ("volume_target", "2920".to_owned()),
        ("volume_attainment", share.to_string()),
        ("response_rate", "1".to_owned()),
        ("on_time_rate", "1".to_owned()),
        ("mean_response_workdays", "1".to_owned()),
        ("open", "0".to_owned()),
    ];
    for (column, want) in cells {
        assert!(same_cell(&want, &row[column], 0.0), "{column}: {want}, published {}", row[column]);
    }

    let history = read_table(&report.join("publik/riwayat.csv")).rows;
    let sum = |column: &str| history.iter().map(|row| row[column].parse::<u32>().expect("a count")).sum::<u32>();
    assert_eq!((sum("received"), sum("responded")), (RECEIVED, RECEIVED), "both quarters together");
    assert!(history.iter().all(|row| row["mean_response_workdays"] == "1"), "one working day for each unit");

    let page = fs::read_to_string(report.join("publik/laporan.html")).expect("the page");
    let says = |text: &str| assert!(page.contains(text), "the page does not say: {text}");
    says("Sejak 1 Januari 2024 diterima 1.367 aduan, 46,8 % dari target setahun sebanyak 2.920");
    says("(100,0 %)");
    says("Respons pertama datang rata-rata setelah 1");
}

fn configuration() -> String {
    format!(
        r#"
[unit]
name = "{GOVERNMENT}"
level = "kota"
zone = "WIB"
[period]
quarters = ["2024-Q1", "2024-Q2"]
as-of = 2024-07-05
[[source]]
files = "cases.csv"
profile = "cases"
[[deadline]]
step = "response"
class = "*"
limit = "1wd"
source = "set for this test"
[[target]]
year = 2024
measure = "received"
value = {TARGET}
[score]
weights = {{ on_time_rate = 1.0 }}
"#
    )
}
