//! Quarters of equal age: each is what the league said at that quarter's own cut.
//!
//! The recomputation knows no cuts. It is asked for the table at another as-of, with the complaints that the unit had by then.

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::complaint::Complaint;
use super::means::{self, Samples};
use super::rules::{Calendar, Rules, end_of, last_of_quarter};
use super::table::recompute;
use crate::support::{Row, Table, read_table, same_cell};

/// What is compared. A score and a rank are those of the rows as they stood then.
const COLUMNS: [&str; 22] = [
    "received",
    "eligible",
    "responded",
    "response_rate",
    "due",
    "responded_in_time",
    "on_time_rate",
    "unanswered_overdue",
    "closed",
    "closed_by_reporter",
    "closed_by_system",
    "closed_by_admin",
    "resolution_due",
    "resolved_in_time",
    "resolution_on_time_rate",
    "score",
    "rank",
    "mean_response_hours",
    "restricted_mean_response_hours",
    "mean_response_workdays",
    "mean_resolution_days",
    "mean_resolution_workdays",
];

/// Every cell of `riwayat-umur-sama.csv` that is not the one recomputed, for the units of a report's folder of public tables.
pub fn differences(public: &Path, input: &Table, rules: &Rules, calendar: &Calendar) -> Vec<String> {
    let lines = read_table(&public.join("riwayat-umur-sama.csv"));
    let league = read_table(&public.join("league.csv"));
    let mut said = own_quarter(&lines, &league);
    let mut periods: Vec<&str> = lines.rows.iter().map(|row| row["period"].as_str()).collect();
    periods.sort_unstable();
    periods.dedup();
    if periods.len() < 3 {
        said.push(format!("a line of {periods:?} alone"));
    }
    let mut samples = Samples::new();
    for period in periods {
        let cut = cut(period, rules);
        let by_then = Rules { as_of: cut, ..rules.clone() };
        let had = |row: &&Row| Complaint::read(row, rules).is_some_and(|c| c.received <= cut && c.start <= cut);
        let known = Table { rows: input.rows.iter().filter(had).cloned().collect(), ..input.clone() };
        let expected = recompute(&known, &by_then, calendar);
        for row in lines.rows.iter().filter(|row| row["period"] == period && !row["skpd_id"].is_empty()) {
            let told = NaiveDateTime::parse_from_str(&row["as_of"], "%Y-%m-%dT%H:%M:%S").expect("a cut");
            if told != cut {
                said.push(format!("{period} {}: cut at {told} and not at {cut}", row["skpd"]));
            }
            let Some(want) = expected.get(&(period.to_owned(), row["skpd"].clone())) else {
                said.push(format!("{period} {}: a row that is not expected", row["skpd"]));
                continue;
            };
            for column in COLUMNS {
                let cell = want.cells[column].map_or(String::new(), |n| n.to_string());
                if !same_cell(&cell, &row[column], 1e-9) {
                    let unit = &row["skpd"];
                    said.push(format!("{period} at {cut} {unit} {column}: recomputed {cell}, found {}", row[column]));
                }
            }
            samples.insert((period.to_owned(), row["skpd"].clone()), want.samples.clone());
        }
    }
    said.extend(means::differences(&read_table(&public.join("gerak.csv")), &samples, rules));
    said
}

/// As many days and hours after the quarter's end as the report's quarter has had.
fn cut(period: &str, rules: &Rules) -> NaiveDateTime {
    let own = end_of(last_of_quarter(rules.as_of.date()));
    let (year, number) = period.split_once("-Q").expect("a quarter");
    let month = number.parse::<u32>().expect("a number") * 3 - 2;
    let first = NaiveDate::from_ymd_opt(year.parse().expect("a year"), month, 1).expect("a date");
    let age: TimeDelta = rules.as_of - own;
    end_of(last_of_quarter(first)) + age
}

/// The report's own quarter stands in the line as it stands in the league.
fn own_quarter(lines: &Table, league: &Table) -> Vec<String> {
    let mut said = Vec::new();
    for row in &league.rows {
        let own = lines.rows.iter().find(|line| line["period"] == row["period"] && line["skpd_id"] == row["skpd_id"]);
        let Some(own) = own else {
            said.push(format!("{} {}: not in the line", row["period"], row["skpd"]));
            continue;
        };
        for column in lines.columns.iter().filter(|column| league.columns.contains(column)) {
            if own[column] != row[column] {
                let (line, league) = (&own[column], &row[column]);
                said.push(format!(
                    "{} {} {column}: {line} in the line, {league} in the league",
                    row["period"], row["skpd"]
                ));
            }
        }
    }
    said
}
