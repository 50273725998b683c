//! Complaints of units that did not exist when they got them.

use super::life::Reading;
use super::merge::{Merged, place_of};
use super::tables::Entry;
use crate::reference::Register;
use crate::terms::Place;
use crate::validate::{Intake, Stamp, rules};

/// Notes each complaint whose unit existed neither on the day of receipt nor on that of the assignment, as far as known;
/// what a unit took over from another counts as its own.
pub(super) fn note(
    entries: &[Entry],
    merged: &Merged,
    register: &Register,
    reading: &Reading<'_>,
    intake: &mut Intake,
) {
    let mut noted: Vec<(Place, &str)> = Vec::new();
    for entry in entries {
        let Some(unit) = reading.units.units.get(entry.life.unit as usize).filter(|unit| unit.registered) else {
            continue;
        };
        if unit.valid_from.is_none() && unit.valid_to.is_none() {
            continue;
        }
        let zone = reading.on_clock_of(entry.agency).zone;
        let case = entry.complaint.case.and_then(|row| intake.cases.rows.get(row));
        let assigned = case.map_or(Stamp::NONE, |case| case.assigned);
        let days = [entry.life.received, entry.life.held_since, assigned].map(|stamp| stamp.date(zone));
        if days.into_iter().flatten().any(|day| register.in_office(&unit.id, day)) {
            continue;
        }
        let first_event = || merged.events.get(entry.complaint.events.0).and_then(|row| intake.events.rows.get(*row));
        let origin = case.map(|case| case.origin).or_else(|| first_event().map(|event| event.origin));
        noted.push((origin.map(|origin| place_of(intake, origin)).unwrap_or_default(), &unit.name));
    }
    for (place, name) in noted {
        intake.log.note(&rules::OUTSIDE_TERM, &place, name);
    }
}
