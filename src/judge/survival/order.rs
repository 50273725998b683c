//! Two orders of one table: by the mean of answered complaints, and by a mean that counts all of them.

use std::collections::BTreeMap;

use crate::judge::league_row::{LeagueRow, Verdict};
use crate::judge::rank::competition;

/// A ranked unit with its two means.
#[derive(Debug, Clone, PartialEq)]
pub struct TimedUnit {
    /// The government's id.
    pub agency_id: String,
    /// The government's name.
    pub agency: String,
    /// The unit's id.
    pub skpd_id: String,
    /// Its name.
    pub skpd: String,
    /// The comparison group.
    pub group: String,
    /// Complaints that count.
    pub eligible: u64,
    /// Of these, answered.
    pub responded: u64,
    /// Mean hours to the response, over answered complaints.
    pub answered_hours: f64,
    /// Restricted mean hours, over all complaints.
    pub all_hours: f64,
    /// Lower end of its 95 % interval, where one is told.
    pub all_low: Option<f64>,
}

impl TimedUnit {
    /// Of a row of the league table; `None` where it is not ranked or lacks one of the two. `all_low` is the lower end of the
    /// interval of the restricted mean.
    pub(super) fn of(row: &LeagueRow, all_low: Option<f64>) -> Option<Self> {
        let (answered_hours, all_hours) = row.mean_response_hours.zip(row.restricted_mean_response_hours)?;
        (row.verdict == Verdict::Ranked).then(|| Self {
            agency_id: row.agency_id.clone(),
            agency: row.agency.clone(),
            skpd_id: row.skpd_id.clone(),
            skpd: row.skpd.clone(),
            group: row.group.clone(),
            eligible: row.eligible,
            responded: row.responded,
            answered_hours,
            all_hours,
            all_low,
        })
    }
}

/// A unit's place among those it is compared with, by either mean; the shortest time is first.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeOrder {
    /// The unit.
    pub unit: TimedUnit,
    /// Units that are compared: those of its government and group.
    pub compared: u64,
    /// Place by the mean of answered complaints.
    pub answered_place: u64,
    /// Place by the mean of all.
    pub all_place: u64,
    /// Whether the unit looks much faster by its answered complaints than by all of them.
    pub looks_faster: bool,
}

/// The places of units by the mean of answered complaints and by the one that counts all, by government and group.
///
/// A unit *looks faster* where it left complaints unanswered, counting them moves it back by at least two places and at least
/// half of the units that are compared, and even the lower end of the 95 % interval of the mean over all lies above the mean
/// of the answered ones: one forgotten complaint among many answered ones is no habit. Where too few complaints are known for an
/// interval, nothing is said.
pub(super) fn by_time(units: Vec<TimedUnit>) -> Vec<TimeOrder> {
    let mut groups: BTreeMap<(String, String), Vec<TimedUnit>> = BTreeMap::new();
    for unit in units {
        groups.entry((unit.agency_id.clone(), unit.group.clone())).or_default().push(unit);
    }
    let mut orders = Vec::new();
    for members in groups.into_values() {
        // The order of scores has the largest first, and takes them to be small.
        let places = |hours: fn(&TimedUnit) -> f64| {
            let negated: Vec<Option<f64>> = members.iter().map(|unit| Some(-hours(unit) / 1e3)).collect();
            competition(&negated)
        };
        let compared = u64::try_from(members.len()).unwrap_or(u64::MAX);
        let places = places(|unit| unit.answered_hours).into_iter().zip(places(|unit| unit.all_hours));
        for (unit, places) in members.into_iter().zip(places) {
            let (Some(answered_place), Some(all_place)) = places else { continue };
            let back = all_place.saturating_sub(answered_place);
            let beyond_chance = unit.all_low.is_some_and(|low| low > unit.answered_hours);
            let looks_faster = unit.responded < unit.eligible && back >= 2 && 2 * back >= compared && beyond_chance;
            orders.push(TimeOrder { unit, compared, answered_place, all_place, looks_faster });
        }
    }
    orders
}
