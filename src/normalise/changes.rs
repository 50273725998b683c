//! What changed from one dated export of a list to the next: recorded complaint by complaint, and noted by rule.

use chrono::NaiveDate;

use super::merge::place_of;
use super::snapshots::{Changed, Difference};
use super::units::{Standing, Units};
use crate::config::Status;
use crate::terms::{Class, ClosedBy, Quarter, Rule, Zone};
use crate::validate::{Intake, rules};

/// One change of a complaint between two exports. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The complaint's id.
    pub complaint_id: String,
    /// The unit that holds it now, by number.
    pub unit: u32,
    /// The quarter of its receipt.
    pub quarter: Quarter,
    /// The local date of the earlier export.
    pub from: NaiveDate,
    /// The local date of the later one.
    pub to: NaiveDate,
    /// `status`, `unit`, `class`, `receipt` or `vanished`.
    pub what: &'static str,
    /// As it was: a machine word, the id of a unit, or a date; empty = none.
    pub before: String,
    /// As it is.
    pub after: String,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
}

/// The complaint to which changes belong.
#[derive(Debug, Clone)]
pub struct Subject {
    pub complaint_id: String,
    pub unit: u32,
    pub received: NaiveDate,
    pub restricted: bool,
}

/// Records changes, and notes those that ask for a look under their rule, at the file and row of the later export.
pub fn record(
    changed: &[Changed],
    subject: &Subject,
    units: &Units,
    zone: Zone,
    intake: &mut Intake,
    changes: &mut Vec<Change>,
) {
    for change in changed {
        if let Some(rule) = rule_of(change.difference) {
            let place = place_of(intake, change.case.origin);
            intake.log.note(rule, &place, "");
        }
        let (Some(from), Some(to)) = (change.from.date(zone), change.to.date(zone)) else { continue };
        let (what, before, after) = words(change.difference, units);
        changes.push(Change {
            complaint_id: subject.complaint_id.clone(),
            unit: subject.unit,
            quarter: Quarter::of(subject.received),
            from,
            to,
            what,
            before,
            after,
            restricted: subject.restricted,
        });
    }
}

fn rule_of(difference: Difference) -> Option<&'static Rule> {
    match difference {
        Difference::Status { .. } => difference.goes_back().then_some(&rules::STATUS_WENT_BACK),
        Difference::Unit { .. } => Some(&rules::UNIT_CHANGED),
        // A class that was missing and is now given was completed, not changed.
        Difference::Class { before, .. } => before.is_some().then_some(&rules::CLASS_CHANGED),
        Difference::Receipt { .. } => Some(&rules::RECEIPT_CHANGED),
        Difference::Vanished => Some(&rules::VANISHED),
    }
}

fn words(difference: Difference, units: &Units) -> (&'static str, String, String) {
    match difference {
        Difference::Status { before, after } => ("status", status(before), status(after)),
        Difference::Unit { before, after } => ("unit", unit(before, units), unit(after, units)),
        Difference::Class { before, after } => {
            let word = |class: Option<Class>| class.map(|c| c.word().to_owned()).unwrap_or_default();
            ("class", word(before), word(after))
        }
        Difference::Receipt { before, after } => {
            let day = |date: Option<NaiveDate>| date.map(|d| d.to_string()).unwrap_or_default();
            ("receipt", day(before), day(after))
        }
        Difference::Vanished => ("vanished", String::new(), String::new()),
    }
}

fn status(status: Status) -> String {
    match status.closed_by {
        Some(by) if by != ClosedBy::Unknown => format!("{} ({by})", status.state),
        _ => status.state.to_string(),
    }
}

/// The id of a unit; a name that the register does not know may be anything, and is not told.
fn unit(number: u32, units: &Units) -> String {
    let unit = units.units.get(number as usize);
    unit.filter(|u| u.standing != Standing::Unknown).map(|u| u.id.clone()).unwrap_or_default()
}
