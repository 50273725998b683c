//! Restricted complaints of earlier quarters as they stood at the age of the report's, in words.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{BY_STATUS, Kept, UNDECIDED, Wording, count, proof};
use crate::measure::{Lines, RestrictedAtAge};
use crate::terms::{ClosedBy, Exclusion, Quarter};

/// A restricted complaint of an earlier quarter (`bukti-umur-sama.csv`): what its masked line in that quarter's own evidence
/// says of it, and what of that had happened by the cut. Holds neither its id nor a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // most fields are the columns of their name, described in queries/README.md
pub struct RestrictedAtAgeRow {
    pub quarter: String,
    pub agency_id: String,
    /// The unit under which the report shows it; empty = as the government sees it.
    pub skpd_id: String,
    pub closed_by: &'static str,
    pub response_evidence: &'static str,
    pub response_outcome: &'static str,
    pub response_seconds: Option<u64>,
    pub response_workdays: Option<u64>,
    pub resolution_evidence: &'static str,
    pub resolution_outcome: &'static str,
    pub resolution_seconds: Option<u64>,
    pub resolution_workdays: Option<u64>,
    pub tells_response: bool,
    pub response_undecided: bool,
    pub resolution_undecided: bool,
    pub exclusion: &'static str,
    /// For how many minutes it had been followed, up to the horizon: begun ones up to a response; else as many as leave the curve
    /// as it is and tell no receipt. Empty = not eligible, or not there.
    pub followed_minutes: Option<u64>,
    /// Whether it had come in, and to whom it is charged, by the cut.
    pub there: bool,
    pub answered: bool,
    pub answered_surely: bool,
    pub answered_possibly: bool,
    pub response_due: bool,
    pub closed: bool,
    pub resolution_due: bool,
}

/// The minutes of each quarter's curves at its cut at which somebody was answered: between two of them a curve does not tell
/// how long a complaint waits.
fn marks(lines: &Lines, horizon: u64) -> BTreeMap<i32, BTreeSet<u64>> {
    let mut marks: BTreeMap<i32, BTreeSet<u64>> = BTreeMap::new();
    for row in lines.units.iter().chain(&lines.governments) {
        let of_quarter = marks.entry(row.figures.quarter).or_default();
        of_quarter.extend([0, horizon]);
        let answered = row.figures.until_response.exits.iter().filter(|exit| exit.events > 0);
        of_quarter.extend(answered.map(|exit| u64::from(exit.minute)));
    }
    marks
}

impl Wording<'_> {
    /// The lines of `bukti-umur-sama.csv`; `lines` are those of the report.
    pub fn restricted_at_age(&self, restricted: &[RestrictedAtAge], lines: &Lines) -> Vec<RestrictedAtAgeRow> {
        let [until_response, _] = self.horizons;
        let marks = marks(lines, until_response);
        let row = |r: &RestrictedAtAge| {
            let minutes = count(r.followed_minutes);
            let timed = r.is_responded && r.response_evidence != BY_STATUS;
            let before = |of: &BTreeSet<u64>| of.range(..=minutes).next_back().copied();
            let told = if timed { minutes } else { marks.get(&r.quarter).and_then(before).unwrap_or_default() };
            RestrictedAtAgeRow {
                followed_minutes: (r.is_there && r.exclusion == 0).then_some(told),
                ..self.restricted_row(r)
            }
        };
        restricted.iter().map(row).collect()
    }

    fn restricted_row(&self, r: &RestrictedAtAge) -> RestrictedAtAgeRow {
        let excluded = r.exclusion != 0;
        let response = Kept { excluded, due: r.response_due, in_time: r.response_in_time };
        let resolution = Kept { excluded, due: r.resolution_due, in_time: r.resolution_in_time };
        RestrictedAtAgeRow {
            quarter: Quarter::from_index(r.quarter).to_string(),
            agency_id: self.agency_id(r.agency),
            skpd_id: r.unit.map(|unit| self.unit(unit).0).unwrap_or_default(),
            closed_by: ClosedBy::from_code(r.closed_by).map_or("", ClosedBy::word),
            response_evidence: proof(r.response_evidence),
            response_outcome: response.outcome((r.response_evidence > 0).then_some(r.response_evidence), "unanswered"),
            response_seconds: r.response_seconds.map(count),
            response_workdays: r.response_workdays.map(count),
            resolution_evidence: proof(r.resolution_evidence),
            resolution_outcome: resolution.outcome((r.closed_by >= 0).then_some(r.resolution_evidence), "open"),
            resolution_seconds: r.resolution_seconds.map(count),
            resolution_workdays: r.resolution_workdays.map(count),
            tells_response: r.tells_response,
            response_undecided: r.response_evidence == UNDECIDED,
            resolution_undecided: r.resolution_evidence == UNDECIDED,
            exclusion: Exclusion::from_code(r.exclusion).map_or("", Exclusion::word),
            followed_minutes: None,
            there: r.is_there,
            answered: r.is_responded,
            answered_surely: r.is_responded_surely,
            answered_possibly: r.is_responded_possibly,
            response_due: r.is_response_due,
            closed: r.is_closed,
            resolution_due: r.is_resolution_due,
        }
    }
}
