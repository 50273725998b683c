//! `ukuran.csv`: each measure of a unit, with what it is held against.

use super::Document;
use super::csv_files::Sheet;
use crate::judge::{Direction, Report, Value};
use crate::problem::Problem;

const HEADER: [&str; 16] = [
    "period",
    "agency_id",
    "skpd_id",
    "skpd",
    "group",
    "measure",
    "weight",
    "direction",
    "value",
    "numerator",
    "denominator",
    "target",
    "attainment",
    "group_median",
    "group_units",
    "government",
];

/// The table.
pub(super) fn file(report: &Report) -> Result<Document, Problem> {
    let mut sheet = Sheet::new("publik/ukuran.csv", HEADER)?;
    for row in &report.yardsticks {
        let direction = match row.direction {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
        };
        sheet.row([
            Value::Text(report.quarter.to_string()),
            Value::text(&row.agency_id),
            Value::text(&row.skpd_id),
            Value::text(&row.skpd),
            Value::text(&row.group),
            Value::text(&row.measure),
            Value::Number(row.weight),
            Value::text(direction),
            Value::number(row.value),
            Value::count(row.part),
            Value::count(row.whole),
            Value::number(row.target),
            Value::number(row.attainment),
            Value::number(row.middle),
            Value::Count(row.peers),
            Value::number(row.government),
        ])?;
    }
    sheet.finish()
}
