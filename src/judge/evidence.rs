//! The complaints behind the figures, in words.

use chrono::NaiveDate;

use super::report::{EvidenceRow, WorkItem};
use crate::measure::{Canonical, Listed};
use crate::reference::Calendar;
use crate::terms::{Channel, Class, Exclusion, Quarter, Zone};

/// Evidence by a status alone: the step was taken, and nobody knows when.
const BY_STATUS: i64 = 3;
/// Evidence between two dated exports, on one side of the limit.
const BETWEEN: i64 = 4;
/// Evidence between two dated exports with the limit between them.
const UNDECIDED: i64 = 5;

/// Turns listed complaints into words on the government's clock.
pub struct Wording<'a> {
    /// Names of units.
    pub canonical: &'a Canonical,
    /// Working days, to name the last day of a limit.
    pub calendar: &'a Calendar,
    /// The quarter of the report.
    pub quarter: Quarter,
}

impl Wording<'_> {
    /// The clock of the complaint's government.
    fn zone(&self, l: &Listed) -> Zone {
        let agencies = &self.canonical.units.agencies;
        agencies.get(l.agency).or(agencies.first()).map_or(Zone::WIB, |a| a.zone)
    }

    fn time(&self, l: &Listed, at: Option<i64>, exact: bool) -> String {
        let Some(at) = at else { return String::new() };
        let form = if exact { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d" };
        self.zone(l).local(at).format(form).to_string()
    }

    /// A time, or the first and the last at which it can have been as ISO 8601 writes an interval.
    fn step_time(&self, l: &Listed, evidence: i64, (at, by): (Option<i64>, Option<i64>), exact: bool) -> String {
        match evidence {
            BETWEEN | UNDECIDED if by != at => {
                format!("{}/{}", self.time(l, at, true).replace(' ', "T"), self.time(l, by, true).replace(' ', "T"))
            }
            _ => self.time(l, at, exact),
        }
    }

    fn unit(&self, number: usize) -> (String, String) {
        let unit = self.canonical.units.units.get(number);
        unit.map(|u| (u.id.clone(), u.name.clone())).unwrap_or_default()
    }

    /// The day on which the working-day number of a limit is reached.
    fn working_day(&self, l: &Listed, number: i64) -> Option<NaiveDate> {
        self.zone(l).date(l.clock_at).iter_days().take(400).find(|d| i64::from(self.calendar.ordinal(*d)) >= number)
    }

    fn deadline(&self, l: &Listed) -> String {
        match (l.response_limit_at, l.response_limit_work) {
            (Some(at), _) => self.time(l, Some(at), true),
            (None, Some(number)) => self.working_day(l, number).map(|d| d.to_string()).unwrap_or_default(),
            (None, None) => String::new(),
        }
    }

    /// A line of `bukti/<skpd>.csv`.
    pub fn evidence(&self, l: &Listed) -> EvidenceRow {
        let excluded = l.exclusion != 0;
        let outcome =
            |due: i64, (happened, evidence): (bool, i64), in_time: bool| match (excluded, due, happened, in_time) {
                (true, ..) => "excluded",
                (_, -1, ..) => "no_deadline",
                (_, 0, ..) => "not_yet_due",
                (_, _, true, _) if matches!(evidence, BY_STATUS | UNDECIDED) => "time_unknown",
                (_, _, true, true) => "in_time",
                (_, _, true, false) => "late",
                (_, _, false, _) => "unanswered",
            };
        let resolution =
            match outcome(l.resolution_due, (l.closed_by >= 0, l.resolution_evidence), l.resolution_in_time) {
                "unanswered" => "open",
                other => other,
            };
        EvidenceRow {
            skpd_id: self.unit(l.unit).0,
            complaint_id: l.complaint_id.clone(),
            class: Class::from_code(l.class).map(|c| c.word().to_owned()).unwrap_or_default(),
            channel: Channel::from_code(l.channel).map(|c| c.word().to_owned()).unwrap_or_default(),
            received_at: self.time(l, Some(l.received_at), l.received_exact),
            clock_at: self.time(l, Some(l.clock_at), l.clock_exact),
            responded_at: self.step_time(l, l.response_evidence, (l.response_at, l.response_by), l.response_exact),
            resolved_at: self.step_time(
                l,
                l.resolution_evidence,
                (l.resolution_at, l.resolution_by),
                l.resolution_exact,
            ),
            response_evidence: match l.response_evidence {
                // A date is exact as a date.
                1 | 2 => "exact",
                BETWEEN | UNDECIDED => "interval",
                BY_STATUS => "status",
                _ => "none",
            },
            response_deadline: self.deadline(l),
            response_outcome: outcome(
                l.response_due,
                (l.response_evidence > 0, l.response_evidence),
                l.response_in_time,
            ),
            resolution_outcome: resolution,
            exclusion: Exclusion::from_code(l.exclusion).map_or("", Exclusion::word),
            restricted: l.restricted,
        }
    }

    /// A line of `belum-direspons.csv`.
    pub fn work_item(&self, l: &Listed) -> WorkItem {
        // An old complaint is its successor's to answer.
        let shown = self.canonical.shown.get(&self.quarter).and_then(|units| units.get(l.unit));
        let (skpd_id, skpd) = self.unit(shown.map_or(l.unit, |unit| *unit as usize));
        let days = (self.zone(l).date(self.canonical.as_of) - self.zone(l).date(l.clock_at)).num_days();
        WorkItem {
            skpd_id,
            skpd,
            complaint_id: l.complaint_id.clone(),
            received_at: self.zone(l).local(l.received_at),
            deadline: self.deadline(l),
            days: u64::try_from(days).unwrap_or(0),
            class: Class::from_code(l.class).map(|c| c.word().to_owned()).unwrap_or_default(),
            restricted: l.restricted,
        }
    }
}
