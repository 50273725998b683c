//! Which complaints are received but not eligible, each counted under the first ground that applies.

use super::life::{Known, Life, Reading};
use super::limits::Due;
use super::units::Standing;
use crate::terms::{Exclusion, Reason, State};
use crate::validate::Stamp;

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
        (State::Waiting, _) if waiting(life, due, reading) != Waiting::Late => Exclusion::Waiting,
        _ => Exclusion::None,
    }
}

/// When a complaint was put to waiting, seen from its response deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Before it.
    InTime,
    /// After it: the complaint stays in the count.
    Late,
    /// Nobody knows: it leaves the count and is flagged.
    Unknown,
}

/// Whether a complaint that waits for its reporter was put to waiting before its response deadline.
pub fn waiting(life: &Life, due: Due, reading: &Reading<'_>) -> Waiting {
    let Some(since) = life.waiting_since.span(reading.zone) else { return Waiting::Unknown };
    let work = |at: i64| reading.work_of(Stamp::instant(at));
    let (early, late) = match due {
        Due::Never => (true, true),
        Due::At { early, .. } => (since.early <= early, since.late <= early),
        Due::WorkingDay { early, .. } => {
            let in_time = |at: i64| work(at).is_none_or(|number| number <= early);
            (in_time(since.early), in_time(since.late))
        }
    };
    match (early, late, life.waiting_since) {
        (false, ..) => Waiting::Late,
        // A day is taken at its beginning, as the row tells it.
        (true, _, Known::At(_)) | (true, true, _) => Waiting::InTime,
        (true, false, _) => Waiting::Unknown,
    }
}
