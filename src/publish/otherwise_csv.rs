//! `bukti-uji.csv`: the complaints of which another reading makes something else, so that the ranks by it can be computed again.
//! A complaint that is held back has no limit there, and stands behind the others in the order of what is left.

use super::csv_files::{Sheet, shown};
use super::evidence_files::{number, text, yes};
use super::{Document, Options};
use crate::judge::{OtherwiseRow, StepOtherwise};
use crate::problem::Problem;

const HEADER: [&str; 15] = [
    "reading",
    "row",
    "agency_id",
    "skpd_id",
    "exclusion",
    "response_deadline",
    "response_outcome",
    "response_seconds",
    "response_workdays",
    "response_undecided",
    "resolution_deadline",
    "resolution_outcome",
    "resolution_seconds",
    "resolution_workdays",
    "resolution_undecided",
];

/// The file. `places` are those of the complaints among the lines of the evidence.
///
/// # Errors
/// A row could not be written, which a memory buffer does not do.
pub(super) fn file(rows: &[OtherwiseRow], places: &[usize], options: &Options) -> Result<Document, Problem> {
    let place = |row: &OtherwiseRow| places.get(row.number).copied().unwrap_or_default();
    let mut rows: Vec<&OtherwiseRow> = rows.iter().collect();
    // Readings as they come; a unit's complaints before those that its government sees, each in the order of the evidence.
    rows.sort_by_key(|row| (row.reading, row.skpd_id.is_empty(), place(row)));
    let mut sheet = Sheet::new("internal/bukti-uji.csv", HEADER)?;
    for row in rows {
        let masked = !shown(row.restricted, options);
        let step = |step: &StepOtherwise| {
            [
                if masked { String::new() } else { step.deadline.clone() },
                step.outcome.to_owned(),
                number(step.seconds),
                number(step.workdays),
                yes(step.undecided).to_owned(),
            ]
        };
        let names = [row.reading.to_owned(), place(row).to_string(), text(&row.agency_id), text(&row.skpd_id)];
        let cells = names.into_iter().chain([row.exclusion.to_owned()]);
        sheet.plain_row(cells.chain(step(&row.response)).chain(step(&row.resolution)))?;
    }
    sheet.finish()
}
