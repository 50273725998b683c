//! `publik/bulanan.csv`: what governments and units received in each month of a year, and how much of it was answered in
//! time.

use super::Document;
use super::csv_files::Sheet;
use crate::judge::{MonthRow, Report, Value};
use crate::problem::Problem;

const COLUMNS: [&str; 15] = [
    "period",
    "agency_id",
    "agency",
    "skpd_id",
    "skpd",
    "month",
    "received",
    "eligible",
    "responded",
    "due",
    "responded_in_time",
    "unanswered_overdue",
    "on_time_rate",
    "on_time_low",
    "on_time_high",
];

/// The file.
///
/// # Errors
/// A row could not be written, which a memory buffer does not do.
pub fn files(report: &Report) -> Result<Vec<Document>, Problem> {
    let mut sheet = Sheet::new("publik/bulanan.csv", COLUMNS)?;
    let period = report.quarter.to_string();
    for row in &report.months {
        sheet.row(cells(&period, row))?;
    }
    Ok(vec![sheet.finish()?])
}

fn cells(period: &str, row: &MonthRow) -> [Value; COLUMNS.len()] {
    let month = format!("{:04}-{:02}", row.month.div_euclid(12), row.month.rem_euclid(12) + 1);
    [
        Value::text(period),
        Value::text(&row.agency_id),
        Value::text(&row.agency),
        Value::text(&row.skpd_id),
        Value::text(&row.skpd),
        Value::text(&month),
        Value::Count(row.received),
        Value::Count(row.eligible),
        Value::Count(row.responded),
        Value::Count(row.due),
        Value::count(row.responded_in_time),
        Value::count(row.unanswered_overdue),
        Value::number(row.on_time_rate),
        Value::number(row.on_time_range.map(|range| range.0)),
        Value::number(row.on_time_range.map(|range| range.1)),
    ]
}
