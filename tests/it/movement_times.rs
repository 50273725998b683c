//! Mean times at equal age: what is told of them, and what must not be.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate, TimeDelta};

use crate::support::{Row, folder, quarter_folder, read_table, run_csv, write};

const CONFIG: &str = r#"[unit]
name  = "Kota Waktu"
level = "kota"
zone  = "WIB"

[period]
quarters = ["2024-Q2"]
as-of    = 2024-07-20

[[source]]
files   = "aduan.csv"
profile = "cases"

[reference]
skpd = "skpd.csv"

[groups]
by = "none"
minimum-volume = 5
"#;

/// Complaints of a unit from a day on, one a day at eight in the morning, answered after so many hours; `None` = never.
fn complaints(text: &mut String, unit: &str, from: &str, hours: &[Option<i64>]) {
    let first: NaiveDate = from.parse().expect("a date");
    for (day, hours) in (0..).zip(hours) {
        let received = (first + Days::new(day)).and_hms_opt(8, 0, 0).expect("a time");
        let answered = hours.map(|h| format!("{}+07:00", (received + TimeDelta::hours(h)).format("%Y-%m-%dT%H:%M:%S")));
        let (state, answered) = answered.map_or(("received", String::new()), |at| ("in-progress", at));
        let received = received.format("%Y-%m-%dT%H:%M:%S");
        let _ = writeln!(text, "{unit}-{from}-{day},{received}+07:00,{answered},{unit},{state}");
    }
}

fn answers(hours: &[i64]) -> Vec<Option<i64>> {
    hours.iter().map(|h| Some(*h)).collect()
}

fn gerak(config: &str, text: &str, units: &[&str]) -> Vec<Row> {
    let input = folder();
    write(&input.path().join("rapor.toml"), config);
    write(&input.path().join("aduan.csv"), text);
    let register: String = units.iter().map(|unit| format!("{unit},{unit}\n")).collect();
    write(&input.path().join("skpd.csv"), &format!("skpd_id,name\n{register}"));
    let out = folder();
    run_csv(&input.path().join("rapor.toml"), out.path()).expect_status(&[0]);
    read_table(&quarter_folder(out.path(), "Kota Waktu", "2024-Q2").join("publik/gerak.csv")).rows
}

/// Cells of the one comparison with the quarter before, as words.
#[track_caller]
fn cells(rows: &[Row], unit: &str, measure: &str, columns: &str) -> String {
    let is_it = |r: &&Row| r["skpd_id"] == unit && r["measure"] == measure && r["against"] == "previous";
    let found: Vec<&Row> = rows.iter().filter(is_it).collect();
    let [row] = found.as_slice() else { panic!("{} rows of {unit} {measure}", found.len()) };
    columns.split(' ').map(|c| if row[c].is_empty() { "." } else { &row[c] }).collect::<Vec<_>>().join(" ")
}

const HEADER: &str = "complaint_id,received_at,first_response_at,skpd,status\n";
const BEFORE: &str = "2024-01-10";
const NOW: &str = "2024-04-10";
const MEAN: &str = "mean_response_hours";
const WAIT: &str = "restricted_mean_response_hours";

/// Twenty answers around some hours.
fn around(hours: i64) -> Vec<i64> {
    (0..20).map(|i| hours + i % 4).collect()
}

/// *Cepat* answers faster than before, and as many. *Pilih* only seems to: it answers the easy ones alone. *Lunas* clears its
/// old ones, which makes its mean longer. *Lambat* answers fewer and slower. *Sama* is as it was, *Sedikit* has four.
fn planted() -> Vec<Row> {
    let mut text = HEADER.to_owned();
    let easy_and_hard = |hard: i64| -> Vec<i64> { (0..40).map(|i| if i < hard { 200 } else { 10 + i % 3 }).collect() };
    let none = |n: usize| vec![None; n];
    for (unit, before, now) in [
        ("Cepat", answers(&around(50)), answers(&around(5))),
        ("Pilih", answers(&easy_and_hard(20)), [answers(&around(10)), none(20)].concat()),
        ("Lunas", [answers(&around(10)), none(20)].concat(), answers(&easy_and_hard(20))),
        ("Lambat", answers(&around(5)), [answers(&around(90)[..15]), none(5)].concat()),
        ("Sama", answers(&around(20)), answers(&around(20))),
        ("Sedikit", answers(&[1, 2, 3, 4]), answers(&[30, 31, 32, 33])),
    ] {
        complaints(&mut text, unit, BEFORE, &before);
        complaints(&mut text, unit, NOW, &now);
    }
    // The data begin with the quarter before.
    complaints(&mut text, "Sama", "2024-01-01", &[Some(20)]);
    gerak(CONFIG, &text, &["Cepat", "Pilih", "Lunas", "Lambat", "Sama", "Sedikit"])
}

#[test]
fn a_mean_is_told_with_its_sum_its_number_and_an_interval_around_the_difference() {
    let rows = planted();
    // Twenty of 5, 6, 7, 8 hours against 50, 51, 52, 53: sums of seconds, means 6.5 and 51.5.
    let parts = "now now_numerator now_denominator before before_numerator before_denominator difference change";
    assert_eq!(cells(&rows, "Cepat", MEAN, parts), "6.5 468000 20 51.5 3708000 20 -45 improved");
    // Both variances are 5 x 5 / 19 = 25 / 19: the errors are one, √(2 x 25 / 19 / 20), with 38 degrees of freedom.
    let number = |column| cells(&rows, "Cepat", MEAN, column).parse::<f64>().expect("a number");
    let reach = (number("high") - number("low")) / 2.0;
    let points = reach / (2.0_f64 * 25.0 / 19.0 / 20.0).sqrt();
    assert!((number("low") + number("high") + 90.0).abs() < 1e-9);
    // Student's point of 38 degrees at 0.05 / m lies between that of the normal distribution and that of 30 degrees.
    let comparisons = number("comparisons");
    let made = rows.iter().filter(|r| !r["skpd_id"].is_empty() && !r["comparisons"].is_empty()).count();
    assert_eq!(made.to_string(), cells(&rows, "Cepat", MEAN, "comparisons"));
    assert!((12.0..24.0).contains(&comparisons) && (2.9..3.7).contains(&points), "{comparisons} {points}");
    // A restricted mean has no sum; it is of the complaints followed.
    let parts = "now now_numerator now_denominator difference change";
    assert_eq!(cells(&rows, "Cepat", WAIT, parts), "6.5 . 20 -45 improved");
}

#[test]
fn a_mean_that_fell_because_the_hard_ones_stay_open_is_no_improvement() {
    let rows = planted();
    // Over answered ones alone 105.5 hours have become 11.5; over all of them the wait is longer than it was.
    assert_eq!(cells(&rows, "Pilih", MEAN, "change reason"), "not_comparable contrary_share");
    assert!(cells(&rows, "Pilih", MEAN, "high").starts_with('-'), "beyond chance, and not told all the same");
    assert_eq!(cells(&rows, "Pilih", "response_rate", "change"), "declined");
    assert!(!cells(&rows, "Pilih", WAIT, "difference").starts_with('-'));
    // The other way round: who clears old ones is not told to have become slower.
    assert_eq!(cells(&rows, "Lunas", MEAN, "change reason"), "not_comparable contrary_share");
    assert_eq!(cells(&rows, "Lunas", "response_rate", "change"), "improved");
    // Fewer answered and these slower is a decline.
    assert_eq!(cells(&rows, "Lambat", MEAN, "change reason"), "declined .");
    assert_eq!(cells(&rows, "Lambat", WAIT, "change reason"), "declined .");
    assert_eq!(cells(&rows, "Sama", MEAN, "change reason"), "no_difference .");
    for row in rows.iter().filter(|r| r["change"] == "improved" && r["measure"].contains("mean_")) {
        let share = cells(&rows, &row["skpd_id"], "response_rate", "difference");
        assert!(row["skpd_id"].is_empty() || !share.starts_with('-'), "{row:?}");
    }
}

#[test]
fn too_few_times_no_times_and_times_that_do_not_vary_are_refused_each_with_its_reason() {
    let rows = planted();
    assert_eq!(cells(&rows, "Sedikit", MEAN, "now change reason low"), "31.5 not_comparable too_few .");
    let mut text = HEADER.to_owned();
    for from in [BEFORE, NOW] {
        complaints(&mut text, "Datar", from, &[Some(8); 12]);
        complaints(&mut text, "Tujuh", from, &answers(&around(9)[..7]));
        complaints(&mut text, "Diam", from, &[None; 12]);
    }
    complaints(&mut text, "Datar", "2024-01-01", &[Some(8)]);
    let rows = gerak(CONFIG, &text, &["Datar", "Tujuh", "Diam"]);
    assert_eq!(cells(&rows, "Datar", MEAN, "difference change reason"), "0 not_comparable no_spread");
    assert_eq!(cells(&rows, "Datar", WAIT, "change reason"), "not_comparable no_spread");
    // Seven are enough for a mean and a rate, not for a mean of all.
    assert_eq!(cells(&rows, "Tujuh", MEAN, "change reason"), "no_difference .");
    assert_eq!(cells(&rows, "Tujuh", WAIT, "change reason"), "not_comparable too_few");
    // Nobody was answered: there is no mean, and the wait of all is the whole horizon in both quarters.
    assert_eq!(cells(&rows, "Diam", MEAN, "now reason"), ". too_few");
    assert_eq!(cells(&rows, "Diam", WAIT, "now reason"), "336 no_spread");
}

#[test]
fn working_days_are_compared_where_they_are_scored() {
    let mut text = HEADER.to_owned();
    complaints(&mut text, "Sama", BEFORE, &answers(&around(20)));
    complaints(&mut text, "Sama", NOW, &answers(&around(20)));
    complaints(&mut text, "Sama", "2024-01-01", &[Some(20)]);
    let compared = |rows: &[Row]| rows.iter().any(|r| r["measure"] == "mean_response_workdays");
    assert!(!compared(&gerak(CONFIG, &text, &["Sama"])));
    let scored = format!(
        "{CONFIG}\n[score]\nweights = {{ mean_response_workdays = 1.0 }}\n\
         [[target]]\nyear = 2024\nmeasure = \"mean_response_workdays\"\nvalue = 1\n"
    );
    let rows = gerak(&scored, &text, &["Sama"]);
    assert!(compared(&rows));
    assert_ne!(cells(&rows, "Sama", "mean_response_workdays", "now_denominator"), ".");
}
