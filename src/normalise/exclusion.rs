//! Which complaints are received but not eligible, each counted under the first ground that applies.

use super::life::{Life, Reading};
use super::limits::Due;
use super::units::Standing;
use crate::terms::{Exclusion, Reason, State};

/// The ground on which a complaint leaves the count, other than being found to be the same as another.
///
/// The order is that of the contract: duplicate, blocked, jurisdiction, archived, waiting.
pub fn of(life: &Life, standing: Standing, due: Due, reading: &Reading<'_>) -> Exclusion {
    let reason = (life.state == State::Archived).then_some(life.reason).flatten();
    match (life.state, reason) {
        (State::Duplicate, _) | (_, Some(Reason::Duplicate)) => Exclusion::Duplicate,
        (State::Blocked, _) => Exclusion::Blocked,
        (State::OutOfJurisdiction, _) | (_, Some(Reason::Jurisdiction)) => Exclusion::Jurisdiction,
        _ if standing == Standing::Vertikal => Exclusion::Jurisdiction,
        (_, Some(Reason::Withdrawn | Reason::Invalid | Reason::Incomplete)) => Exclusion::Archived,
        (State::Waiting, _) if waits_in_time(life, due, reading) => Exclusion::Waiting,
        _ => Exclusion::None,
    }
}

/// Whether a complaint was put to waiting before its response deadline; an unknown time counts as such and is flagged.
fn waits_in_time(life: &Life, due: Due, reading: &Reading<'_>) -> bool {
    let Some(since) = life.waiting_since.earliest(reading.zone) else { return true };
    match due {
        Due::Never => true,
        Due::At { early, .. } => since <= early,
        Due::WorkingDay(number) => reading.work_of(life.waiting_since).is_none_or(|work| work <= number),
    }
}
