//! `bukti-umur-sama.csv`: the restricted complaints of earlier quarters as they stood at the age of the report's.
//!
//! What happened to any other complaint by a cut is told by its times, which stand in the evidence of its own quarter. There
//! a restricted one has none; here is what of it had happened by then, so that the quarters of equal age can be computed
//! again. A line holds no id, class, channel or time, of its waiting no more than the curves of its quarter tell, and its place tells nothing: lines are sorted by what they say.

use super::csv_files::{Sheet, cell};
use super::{Document, Options};
use crate::judge::{Report, RestrictedAtAgeRow, Value};
use crate::problem::Problem;

const HEADER: [&str; 24] = [
    "quarter",
    "agency_id",
    "skpd_id",
    "closed_by",
    "response_evidence",
    "response_outcome",
    "response_seconds",
    "response_workdays",
    "resolution_evidence",
    "resolution_outcome",
    "resolution_seconds",
    "resolution_workdays",
    "tells_response",
    "response_undecided",
    "resolution_undecided",
    "exclusion",
    "followed_minutes",
    "there",
    "answered",
    "answered_surely",
    "answered_possibly",
    "response_due",
    "closed",
    "resolution_due",
];

/// The table; none where nothing is held back.
pub(super) fn file(report: &Report, options: &Options) -> Result<Option<Document>, Problem> {
    if options.include_confidential || report.restricted_at_age.is_empty() {
        return Ok(None);
    }
    let mut lines: Vec<[String; 24]> = report.restricted_at_age.iter().map(line).collect();
    lines.sort_unstable();
    let mut sheet = Sheet::new("internal/bukti-umur-sama.csv", HEADER)?;
    for line in lines {
        sheet.plain_row(line)?;
    }
    sheet.finish().map(Some)
}

fn line(row: &RestrictedAtAgeRow) -> [String; 24] {
    let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    [
        row.quarter.clone(),
        cell(&Value::text(&row.agency_id)),
        cell(&Value::text(&row.skpd_id)),
        row.closed_by.to_owned(),
        row.response_evidence.to_owned(),
        row.response_outcome.to_owned(),
        number(row.response_seconds),
        number(row.response_workdays),
        row.resolution_evidence.to_owned(),
        row.resolution_outcome.to_owned(),
        number(row.resolution_seconds),
        number(row.resolution_workdays),
        yes(row.tells_response),
        yes(row.response_undecided),
        yes(row.resolution_undecided),
        row.exclusion.to_owned(),
        number(row.followed_minutes),
        yes(row.there),
        yes(row.answered),
        yes(row.answered_surely),
        yes(row.answered_possibly),
        yes(row.response_due),
        yes(row.closed),
        yes(row.resolution_due),
    ]
}
