//! `gerak.csv` and `riwayat-umur-sama.csv`: quarters of equal age, and what can be said of the change between them.

use chrono::NaiveDateTime;

use super::Document;
use super::csv_files::Sheet;
use crate::judge::{LineRow, MeanTime, MovementRow, Report, Value};
use crate::problem::Problem;

/// Both tables.
pub(super) fn files(report: &Report) -> Result<[Document; 2], Problem> {
    Ok([movement(report)?, lines(report)?])
}

fn moment(at: NaiveDateTime) -> Value {
    Value::Text(at.format("%Y-%m-%dT%H:%M:%S").to_string())
}

fn movement(report: &Report) -> Result<Document, Problem> {
    let header = [
        "period",
        "agency_id",
        "agency",
        "skpd_id",
        "skpd",
        "group",
        "measure",
        "against",
        "compared",
        "compared_as_of",
        "now",
        "now_numerator",
        "now_denominator",
        "before",
        "before_numerator",
        "before_denominator",
        "difference",
        "low",
        "high",
        "comparisons",
        "change",
        "reason",
    ];
    let mut sheet = Sheet::new("publik/gerak.csv", header)?;
    for row in &report.movement {
        let MovementRow { now, before, .. } = row;
        sheet.row([
            Value::Text(report.quarter.to_string()),
            Value::text(&row.agency_id),
            Value::text(&row.agency),
            Value::text(&row.skpd_id),
            Value::text(&row.skpd),
            Value::text(&row.group),
            Value::text(row.measure),
            Value::text(row.against.word()),
            Value::Text(row.quarter.to_string()),
            row.cut.map_or(Value::Empty, moment),
            Value::number(now.value),
            Value::count(now.part),
            Value::count(now.whole),
            Value::number(before.value),
            Value::count(before.part),
            Value::count(before.whole),
            Value::number(row.difference),
            Value::number(row.low),
            Value::number(row.high),
            Value::count(row.comparisons),
            Value::text(row.change.word()),
            Value::text(row.reason),
        ])?;
    }
    sheet.finish()
}

fn mean(time: Option<MeanTime>) -> Value {
    Value::number(time.map(|t| t.mean))
}

/// A column of the quarters of equal age.
type Column = (&'static str, fn(&LineRow) -> Value);

const LINE: [Column; 33] = [
    ("period", |r| Value::Text(r.quarter.to_string())),
    ("as_of", |r| moment(r.cut)),
    ("agency_id", |r| Value::text(&r.agency_id)),
    ("agency", |r| Value::text(&r.agency)),
    ("skpd_id", |r| Value::text(&r.skpd_id)),
    ("skpd", |r| Value::text(&r.skpd)),
    ("group", |r| Value::text(&r.group)),
    ("received", |r| Value::Count(r.received)),
    ("eligible", |r| Value::Count(r.eligible)),
    ("responded", |r| Value::Count(r.responded)),
    ("responded_low", |r| Value::Count(r.responded_surely)),
    ("responded_high", |r| Value::Count(r.responded_possibly)),
    ("response_rate", |r| Value::number(r.response_rate)),
    ("due", |r| Value::Count(r.due)),
    ("responded_in_time", |r| Value::count(r.responded_in_time)),
    ("on_time_rate", |r| Value::number(r.on_time_rate)),
    ("unanswered_overdue", |r| Value::count(r.unanswered_overdue)),
    ("unanswered_named", |r| Value::count(r.unanswered_named)),
    ("closed", |r| Value::Count(r.closed)),
    ("closed_by_reporter", |r| Value::Count(r.closed_by_reporter)),
    ("closed_by_system", |r| Value::Count(r.closed_by_system)),
    ("closed_by_admin", |r| Value::Count(r.closed_by_admin)),
    ("resolution_due", |r| Value::Count(r.resolution_due)),
    ("resolved_in_time", |r| Value::count(r.resolved_in_time)),
    ("resolution_on_time_rate", |r| Value::number(r.resolution_on_time_rate)),
    ("score", |r| Value::number(r.score)),
    ("rank", |r| Value::count(r.rank)),
    ("verdict", |r| Value::text(r.verdict.word())),
    ("mean_response_hours", |r| mean(r.times.response_hours)),
    ("restricted_mean_response_hours", |r| Value::number(r.times.waiting_hours.map(|w| w.mean))),
    ("mean_response_workdays", |r| mean(r.times.response_workdays)),
    ("mean_resolution_days", |r| mean(r.times.resolution_days)),
    ("mean_resolution_workdays", |r| mean(r.times.resolution_workdays)),
];

fn lines(report: &Report) -> Result<Document, Problem> {
    let mut sheet = Sheet::new("publik/riwayat-umur-sama.csv", LINE.map(|(name, _)| name))?;
    for row in &report.lines {
        sheet.row(LINE.map(|(_, value)| value(row)))?;
    }
    sheet.finish()
}
