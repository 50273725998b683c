//! `publik/kurva.csv`, its optimistic twin, and `publik/urutan-waktu.csv`: how long complaints are pending, the unanswered ones
//! counted, and what order of the units that makes.

use super::Document;
use super::csv_files::Sheet;
use crate::judge::{CurveRow, Median, PENDING_DAYS, Report, TimeOrder, Value};
use crate::problem::Problem;

/// The files.
///
/// # Errors
/// A row could not be written, which a memory buffer does not do.
pub fn files(report: &Report) -> Result<Vec<Document>, Problem> {
    let mut out = vec![curves("publik/kurva.csv", &report.pending.curves)?, orders(&report.pending.orders)?];
    if !report.pending.curves_optimistic.is_empty() {
        out.push(curves("publik/kurva-optimis.csv", &report.pending.curves_optimistic)?);
    }
    Ok(out)
}

const COUNTS: [&str; 12] = [
    "step",
    "agency_id",
    "skpd_id",
    "unit",
    "complaints",
    "events",
    "competing",
    "censored",
    "time_unknown",
    "closed_by_admin",
    "closed_by_system",
    "closed_by_reporter",
];
const HOURS: [&str; 8] = [
    "median",
    "median_hours",
    "median_low_hours",
    "median_high_hours",
    "restricted_mean_hours",
    "restricted_mean_low_hours",
    "restricted_mean_high_hours",
    "horizon_hours",
];

fn curves(path: &str, rows: &[CurveRow]) -> Result<Document, Problem> {
    let shares = PENDING_DAYS.map(|days| ["", "_low", "_high"].map(|end| format!("pending_{days}d{end}")));
    let header = COUNTS.into_iter().chain(HOURS).chain(shares.iter().flatten().map(String::as_str));
    let mut sheet = Sheet::new(path, header)?;
    for row in rows {
        let (word, median) = match row.median {
            Some(Median::Reached { at, low, high }) => ("reached", [Some(at), low, high]),
            Some(Median::NotReached { low }) => ("not_reached", [None, low, None]),
            Some(Median::Nothing) | None => ("not_stated", [None; 3]),
        };
        let range = row.restricted_mean.and_then(|mean| mean.range).unzip();
        let mean = [row.restricted_mean.map(|mean| mean.value), range.0, range.1];
        let shares = row
            .pending
            .iter()
            .flat_map(|share| [share.map(|s| s.value), share.map(|s| s.low), share.map(|s| s.high)].map(Value::number));
        let unit = if row.skpd_id.is_empty() { &row.agency } else { &row.skpd };
        let names = [row.step, &row.agency_id, &row.skpd_id, unit].map(Value::text);
        let counts = [row.complaints, row.events, row.competing, row.censored, row.untimed].map(Value::Count);
        let closers = row.closers.map_or([Value::Empty, Value::Empty, Value::Empty], |n| n.map(Value::Count));
        let cells = names.into_iter().chain(counts).chain(closers).chain([Value::text(word)]);
        let cells = cells.chain(median.map(Value::number)).chain(mean.map(Value::number));
        sheet.row(cells.chain([Value::Number(row.horizon)]).chain(shares))?;
    }
    sheet.finish()
}

fn orders(rows: &[TimeOrder]) -> Result<Document, Problem> {
    let header = [
        "agency",
        "skpd_id",
        "skpd",
        "group",
        "compared",
        "eligible",
        "responded",
        "mean_response_hours",
        "place_by_answered",
        "restricted_mean_response_hours",
        "place_by_all",
        "remark",
    ];
    let mut sheet = Sheet::new("publik/urutan-waktu.csv", header)?;
    for row in rows {
        let names =
            [&row.unit.agency, &row.unit.skpd_id, &row.unit.skpd, &row.unit.group].map(|name| Value::text(name));
        let counts = [row.compared, row.unit.eligible, row.unit.responded].map(Value::Count);
        let figures = [
            Value::Number(row.unit.answered_hours),
            Value::Count(row.answered_place),
            Value::Number(row.unit.all_hours),
            Value::Count(row.all_place),
            Value::text(if row.looks_faster { "looks_faster_by_answered" } else { "" }),
        ];
        sheet.row(names.into_iter().chain(counts).chain(figures))?;
    }
    sheet.finish()
}
