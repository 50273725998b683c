//! What another reading makes of the complaints behind the figures, in words: only of those of which it makes something else.

use std::collections::HashMap;

use super::evidence::{Kept, UNDECIDED, Wording, count};
use crate::measure::{Listed, ListedOtherwise, StepOtherwise};
use crate::terms::Exclusion;

/// A complaint by another reading (`bukti-uji.csv`). What does not stand here is as in its row of the evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherwiseRow {
    /// The machine word of the reading.
    pub reading: &'static str,
    /// Its number in the evidence.
    pub number: usize,
    /// The government.
    pub agency_id: String,
    /// The unit that sees it so; empty = its government does.
    pub skpd_id: String,
    /// Why it is not eligible; empty = it is.
    pub exclusion: &'static str,
    /// The response.
    pub response: StepRow,
    /// The resolution.
    pub resolution: StepRow,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
}

/// A step of it, as in the evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepRow {
    /// The limit.
    pub deadline: String,
    /// Whether it was kept.
    pub outcome: &'static str,
    /// Seconds from the start of the clock.
    pub seconds: Option<u64>,
    /// Working days from the start of the clock.
    pub workdays: Option<u64>,
    /// Whether it is in time by one reading of its interval and late by the other.
    pub undecided: bool,
}

impl Wording<'_> {
    /// The complaints of which other readings make something else.
    pub fn otherwise(&self, listed: &[Listed], otherwise: &[ListedOtherwise]) -> Vec<OtherwiseRow> {
        let places: HashMap<i64, usize> = (0..).zip(listed).map(|(place, l)| (l.number, place)).collect();
        let row = |other: &ListedOtherwise| {
            let place = *places.get(&other.number)?;
            Some(self.read_otherwise(other, place, listed.get(place)?))
        };
        otherwise.iter().filter_map(row).collect()
    }

    fn read_otherwise(&self, other: &ListedOtherwise, number: usize, listed: &Listed) -> OtherwiseRow {
        let excluded = other.exclusion != 0;
        let step = |step: &StepOtherwise, taken: bool, not_taken: &'static str| StepRow {
            // No clock starts before the receipt, so that no working day of a limit lies before it.
            deadline: self.deadline(self.zone(listed.agency), listed.received_at, (step.limit_at, step.limit_work)),
            outcome: Kept { excluded, due: step.due, in_time: step.in_time }
                .outcome(taken.then_some(step.evidence), not_taken),
            seconds: step.seconds.map(count),
            workdays: step.workdays.map(count),
            undecided: step.evidence == UNDECIDED,
        };
        OtherwiseRow {
            reading: other.reading.word(),
            number,
            agency_id: self.agency_id(listed.agency),
            skpd_id: if other.by_government { String::new() } else { self.unit(listed.unit).0 },
            exclusion: Exclusion::from_code(other.exclusion).map_or("", Exclusion::word),
            response: step(&other.response, other.response.evidence > 0, "unanswered"),
            resolution: step(&other.resolution, listed.closed_by >= 0, "open"),
            restricted: listed.restricted,
        }
    }
}
