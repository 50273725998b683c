//! Months of receipt: each is what the table says of the complaints of its days.

use std::path::Path;

use chrono::{Days, Months, NaiveDate};

use super::rules::{Calendar, Rules, quarter_of};
use super::table::recompute_days;
use crate::support::{Table, read_table, same_cell};

/// What the month alone decides.
const COUNTS: [&str; 4] = ["received", "eligible", "responded", "due"];
/// What is left empty where too few times of the quarter are known.
const TIMED: [&str; 5] = ["responded_in_time", "unanswered_overdue", "on_time_rate", "on_time_low", "on_time_high"];

/// Every cell of `bulanan.csv` that is not the one recomputed, for the units of a report's folder of public tables.
pub fn differences(public: &Path, input: &Table, rules: &Rules, calendar: &Calendar) -> Vec<String> {
    let table = read_table(&public.join("bulanan.csv"));
    let lines = read_table(&public.join("riwayat-umur-sama.csv"));
    let mut said = Vec::new();
    let mut months: Vec<&str> = table.rows.iter().map(|row| row["month"].as_str()).collect();
    months.sort_unstable();
    months.dedup();
    if months.len() < 6 || months.len() > 12 {
        said.push(format!("{months:?} are the months"));
    }
    let (mut met, mut timed) = (0, 0);
    for month in months {
        let first: NaiveDate = format!("{month}-01").parse().expect("a day");
        let last = first + Months::new(1) - Days::new(1);
        let expected = recompute_days(input, rules, calendar, [first, last]);
        let quarter = quarter_of(first);
        for row in table.rows.iter().filter(|row| row["month"] == month && !row["skpd_id"].is_empty()) {
            let unit = &row["skpd"];
            let Some(want) = expected.get(unit) else {
                said.push(format!("{month} {unit}: a row that is not expected"));
                continue;
            };
            met += 1;
            let mut compare = |column: &str| {
                let cell = want.cells[column].map_or(String::new(), |n| n.to_string());
                if !same_cell(&cell, &row[column], 1e-9) {
                    said.push(format!("{month} {unit} {column}: recomputed {cell}, found {}", row[column]));
                }
            };
            COUNTS.into_iter().for_each(&mut compare);
            let line = lines.rows.iter().find(|l| l["period"] == quarter && l["skpd"] == *unit);
            let is_known = line.is_some_and(|line| !line["responded_in_time"].is_empty());
            if is_known && want.cells["responded_in_time"].is_some() {
                TIMED.into_iter().for_each(&mut compare);
                timed += 1;
            } else if !is_known && TIMED.iter().any(|column| !row[*column].is_empty()) {
                said.push(format!("{month} {unit}: told in time though its quarter's times are not known"));
            }
        }
        for (unit, want) in &expected {
            let told = table.rows.iter().any(|row| row["month"] == month && row["skpd"] == *unit);
            if want.cells["received"] > Some(0.0) && !told {
                said.push(format!("{month} {unit}: no row"));
            }
        }
    }
    if met == 0 || timed == 0 {
        said.push(format!("{met} rows compared, {timed} with times"));
    }
    said
}
