//! `belum-direspons.csv`: who waits for a response past the limit, the oldest first; those held back last, by their days alone.

use super::csv_files::{Sheet, shown};
use super::evidence_files::HELD_BACK;
use super::{Document, Options};
use crate::judge::{Report, Value, WorkItem};
use crate::problem::Problem;

const HEADER: [&str; 10] =
    ["skpd_id", "skpd", "complaint_id", "received_at", "deadline", "days", "class", "agency_id", "clock_at", "earlier"];

/// The table.
pub(super) fn file(report: &Report, options: &Options) -> Result<Document, Problem> {
    let mut sheet = Sheet::new("internal/belum-direspons.csv", HEADER)?;
    let (told, mut held_back): (Vec<&WorkItem>, Vec<&WorkItem>) =
        report.unanswered.iter().partition(|item| shown(item.restricted, options));
    for item in told {
        sheet.row(line(item, false))?;
    }
    // By what they say alone: their order must not lead to a receipt.
    held_back.sort_by_key(|item| (&item.agency_id, &item.skpd_id, std::cmp::Reverse(item.days), item.earlier));
    for item in held_back {
        sheet.row(line(item, true))?;
    }
    sheet.finish()
}

/// A complaint; of a masked one its unit and its days.
fn line(item: &WorkItem, masked: bool) -> [Value; 10] {
    let open = |text: String| if masked { Value::Empty } else { Value::Text(text) };
    [
        Value::text(&item.skpd_id),
        Value::text(&item.skpd),
        Value::text(if masked { HELD_BACK } else { &item.complaint_id }),
        open(item.received_at.format("%Y-%m-%dT%H:%M:%S").to_string()),
        open(item.deadline.clone()),
        Value::Count(item.days),
        open(item.class.clone()),
        Value::text(&item.agency_id),
        open(item.clock_at.clone()),
        Value::text(if item.earlier { "yes" } else { "no" }),
    ]
}
