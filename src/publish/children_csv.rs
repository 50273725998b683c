//! `anak.csv`: units beneath another one, ranked among themselves.

use super::Document;
use super::csv_files::Sheet;
use crate::judge::{Report, Value};
use crate::problem::Problem;

/// The table; `None` where the register tells of no parent.
pub(super) fn file(report: &Report) -> Result<Option<Document>, Problem> {
    if report.children.is_empty() {
        return Ok(None);
    }
    let header = [
        "period",
        "agency_id",
        "parent_id",
        "parent",
        "skpd_id",
        "skpd",
        "eligible",
        "score",
        "rank",
        "rank_low",
        "rank_high",
        "ranked",
        "verdict",
    ];
    let mut sheet = Sheet::new("publik/anak.csv", header)?;
    for row in &report.children {
        sheet.row([
            Value::Text(report.quarter.to_string()),
            Value::text(&row.agency_id),
            Value::text(&row.parent_id),
            Value::text(&row.parent),
            Value::text(&row.skpd_id),
            Value::text(&row.skpd),
            Value::Count(row.eligible),
            Value::number(row.score),
            Value::count(row.rank),
            Value::count(row.rank_low),
            Value::count(row.rank_high),
            Value::Count(row.ranked),
            Value::text(row.verdict.word()),
        ])?;
    }
    sheet.finish().map(Some)
}
