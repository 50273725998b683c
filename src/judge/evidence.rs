//! The complaints behind the figures, in words.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days, NaiveDate, Timelike as _};

use super::report::{Report, WorkItem};
use super::survival::PENDING_DAYS;
use crate::measure::{Canonical, Listed, ListedHandover, ListedSpell};
use crate::reference::Calendar;
use crate::terms::{Channel, Class, ClosedBy, Exclusion, Quarter, State, Zone};

/// Evidence by a status alone: the step was taken, and nobody knows when.
pub(super) const BY_STATUS: i64 = 3;
/// Evidence between two dated exports, on one side of the limit.
const BETWEEN: i64 = 4;
/// Evidence between two dated exports with the limit between them.
pub(super) const UNDECIDED: i64 = 5;

/// A complaint behind the figures (`bukti/<skpd>.csv`): all that a figure of its unit's row is made of. Times are local, as
/// texts; dates alone where the export holds no more, `first/last` where two exports bound them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Its place among the complaints of the quarter; the government's view of a complaint has the number of its unit's.
    pub number: usize,
    /// The government.
    pub agency_id: String,
    /// The unit to which it is charged.
    pub skpd_id: String,
    /// The complaint's id.
    pub complaint_id: String,
    /// The class, or empty.
    pub class: &'static str,
    /// The channel, or empty.
    pub channel: &'static str,
    /// Receipt.
    pub received_at: String,
    /// When the clock started.
    pub clock_at: String,
    /// First counting response; empty = none.
    pub responded_at: String,
    /// Resolution; empty = none.
    pub resolved_at: String,
    /// Closing; empty = open, or at an unknown time.
    pub closed_at: String,
    /// `unit`, `admin`, `system`, `reporter`, `unknown`; empty = open.
    pub closed_by: &'static str,
    /// `exact` (to the second or to the day, as the times are written), `interval` (between two exports), `status` or `none`.
    pub response_evidence: &'static str,
    /// Response limit as an ISO time, or the day on which its working days are over; empty = none.
    pub response_deadline: String,
    /// `in_time`, `late`, `time_unknown`, `unanswered`, `not_yet_due`, `no_deadline` or `excluded`.
    pub response_outcome: &'static str,
    /// Seconds from the start of the clock to the response, where both are known to the second.
    pub response_seconds: Option<u64>,
    /// Working days from the start of the clock to the response.
    pub response_workdays: Option<u64>,
    /// The working days that the response limit allows; empty for any other limit.
    pub response_limit_workdays: Option<u64>,
    /// For how many minutes it was followed from the start of the clock: begun ones up to a response of known time, else whole
    /// ones up to as-of, or to the closing by the reporter. Empty = not eligible.
    pub followed_minutes: Option<u64>,
    /// The same as far as it may be told of a restricted complaint: where nobody answered it, a receipt could be counted back.
    /// The curve that comes of it is the same.
    pub followed_told: Option<u64>,
    /// The same until the resolution, or the archiving, of known time, else up to as-of. Empty = neither eligible nor archived.
    pub resolution_followed_minutes: Option<u64>,
    /// The same as far as it may be told of a restricted complaint.
    pub resolution_followed_told: Option<u64>,
    /// Whether the time of its archiving is known, where it is excluded for it.
    pub archived_known: Option<bool>,
    /// As for the response.
    pub resolution_evidence: &'static str,
    /// As for the response.
    pub resolution_deadline: String,
    /// `in_time`, `late`, `time_unknown`, `open`, `not_yet_due`, `no_deadline` or `excluded`.
    pub resolution_outcome: &'static str,
    /// Seconds from the start of the clock to the resolution; whole days where only dates are known.
    pub resolution_seconds: Option<u64>,
    /// Working days from the start of the clock to the resolution.
    pub resolution_workdays: Option<u64>,
    /// The working days that the resolution limit allows; empty for any other limit.
    pub resolution_limit_workdays: Option<u64>,
    /// How often it was handed on or returned.
    pub hops: u64,
    /// Whether its source tells of responses, so that none told means none given.
    pub tells_response: bool,
    /// Whether the response is in time by one reading of its interval and late by the other.
    pub response_undecided: bool,
    /// Likewise the resolution.
    pub resolution_undecided: bool,
    /// Why it is not eligible; empty = it is.
    pub exclusion: &'static str,
    /// The category, as far as it may be named; empty = not told.
    pub category: String,
    /// Where it stands at as-of.
    pub state: &'static str,
    /// Verification; empty = none.
    pub verified_at: String,
    /// Verification limit, as for the response.
    pub verification_deadline: String,
    /// `in_time`, `late`, `unverified`, `not_yet_due`, `no_deadline`, `not_told` (its source does not) or `excluded`.
    pub verification_outcome: &'static str,
    /// Working days from the receipt to the verification.
    pub verification_workdays: Option<u64>,
    /// The working days that the verification limit allows; empty for any other limit.
    pub verification_limit_workdays: Option<u64>,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
}

impl EvidenceRow {
    /// Whether it was answered at a time of which something is known.
    fn is_answered(&self) -> bool {
        matches!(self.response_evidence, "exact" | "interval")
    }

    /// Whether it was resolved, or archived, at a time of which something is known.
    fn is_over(&self) -> bool {
        matches!(self.resolution_evidence, "exact" | "interval") || self.archived_known == Some(true)
    }
}

/// A spell in the open stock (`bukti-stok.csv`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpellRow {
    /// The government.
    pub agency_id: String,
    /// The unit that holds the complaint, or held it at the closing.
    pub skpd_id: String,
    /// The complaint's id.
    pub complaint_id: String,
    /// Its receipt.
    pub received_at: String,
    /// The local day on which the spell began.
    pub opened_on: String,
    /// `before` the quarter; in it, by being `received` or `reopened`; `after` it, if it is open at as-of.
    pub began: &'static str,
    /// The local day on which it ended; empty = open, or at an unknown time.
    pub closed_on: String,
    /// `in_quarter`, `after` the quarter, or `open` at as-of.
    pub ended: &'static str,
    /// Whether the quarter of closing is known; an unknown one is taken for that of as-of.
    pub closing_known: bool,
    /// The resolution limit, as in [`EvidenceRow`].
    pub deadline: String,
    /// Whether it had passed by the quarter's end, or as-of if earlier.
    pub over_limit: bool,
    /// Whole days from the receipt to as-of, where it is open then.
    pub open_days: Option<u64>,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
}

/// One time that a unit handed a complaint on or returned it (`bukti-serah.csv`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandedRow {
    /// The government.
    pub agency_id: String,
    /// The unit that let go.
    pub skpd_id: String,
    /// The complaint's id.
    pub complaint_id: String,
    /// The how-manieth hand-over of the complaint.
    pub step: u64,
    /// When the unit's clock started.
    pub clock_at: String,
    /// Its response limit, as in [`EvidenceRow`].
    pub deadline: String,
    /// When it let go.
    pub let_go_at: String,
    /// `returned` (nobody was to hold it then) or `handed_on`.
    pub how: &'static str,
    /// Whether the limit had passed.
    pub late: bool,
    /// Whether it was returned and nobody has held it since.
    pub unheld: bool,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
}

impl Report {
    /// Lets go of the lists of complaints, which are by far the most of a report; what is told of it at the end needs none.
    pub fn forget_complaints(&mut self) {
        self.evidence = Vec::new();
        self.evidence_instansi = Vec::new();
        self.otherwise = Vec::new();
        self.spells = Vec::new();
        self.handed = Vec::new();
        self.unanswered = Vec::new();
        self.restricted_at_age = Vec::new();
    }
}

/// Turns listed complaints into words on the government's clock.
pub struct Wording<'a> {
    /// Names of units.
    pub canonical: &'a Canonical,
    /// Working days, to name the last day of a limit.
    pub calendar: &'a Calendar,
    /// The quarter of the report.
    pub quarter: Quarter,
    /// The categories as far as they may be named, by their places.
    pub categories: &'a [String],
    /// Up to how many minutes the restricted means of the response and of the resolution follow complaints.
    pub horizons: [u64; 2],
    /// The days on which working-day numbers are first reached, as far as they have been asked for.
    pub reached: RefCell<BTreeMap<i64, Option<NaiveDate>>>,
}

/// A count of the canonical tables, which is never negative.
pub(super) fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// A local time, or its date alone. These are by far the most texts of a report, so no format is read each time.
fn written(zone: Zone, at: Option<i64>, exact: bool) -> String {
    let Some(at) = at else { return String::new() };
    let local = zone.local(at);
    let mut text = String::with_capacity(19);
    let mut two = |before: &str, n: u32| {
        text.push_str(before);
        text.extend([n / 10, n % 10].map(|digit| char::from_digit(digit, 10).unwrap_or('0')));
    };
    let year = u32::try_from(local.year().clamp(0, 9_999)).unwrap_or(0);
    two("", year / 100);
    two("", year % 100);
    two("-", local.month());
    two("-", local.day());
    if exact {
        two(" ", local.hour());
        two(":", local.minute());
        two(":", local.second());
    }
    text
}

/// A time, or the first and the last at which it can have been as ISO 8601 writes an interval.
fn step_time(zone: Zone, is_interval: bool, (at, by): (Option<i64>, Option<i64>)) -> String {
    if is_interval && by != at {
        return format!("{}/{}", written(zone, at, true).replace(' ', "T"), written(zone, by, true).replace(' ', "T"));
    }
    written(zone, at, at == by)
}

/// A day of the canonical tables, counted from 1970-01-01.
fn day(number: Option<i64>) -> String {
    let date = number.and_then(|n| NaiveDate::default().checked_add_days(Days::new(u64::try_from(n).ok()?)));
    date.map(|d| d.to_string()).unwrap_or_default()
}

/// What is known of a step and its limit at as-of.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub excluded: bool,
    /// 1 = its limit has passed, 0 = not yet, -1 = none applies.
    pub due: i64,
    pub in_time: bool,
}

impl Kept {
    /// The word for it: of a step that was taken by what evidence, or `not_taken`.
    pub fn outcome(self, taken: Option<i64>, not_taken: &'static str) -> &'static str {
        match (self.excluded, self.due, taken, self.in_time) {
            (true, ..) => "excluded",
            (_, -1, ..) => "no_deadline",
            (_, 0, ..) => "not_yet_due",
            (_, _, Some(BY_STATUS | UNDECIDED), _) => "time_unknown",
            (_, _, Some(_), true) => "in_time",
            (_, _, Some(_), false) => "late",
            (_, _, None, _) => not_taken,
        }
    }
}

pub(super) fn proof(evidence: i64) -> &'static str {
    match evidence {
        // A date is exact as a date.
        1 | 2 => "exact",
        BETWEEN | UNDECIDED => "interval",
        BY_STATUS => "status",
        _ => "none",
    }
}

/// Whether it is excluded as archived: then it is followed until the resolution all the same.
fn is_archived(l: &Listed) -> bool {
    Exclusion::from_code(l.exclusion) == Some(Exclusion::Archived)
}

/// What a curve is made of: for how many minutes a complaint was followed, whether up to its outcome, and what of it is told.
struct Curve {
    minutes: fn(&EvidenceRow) -> Option<u64>,
    is_over: fn(&EvidenceRow) -> bool,
    told: fn(&mut EvidenceRow) -> &mut Option<u64>,
}

impl Curve {
    /// Tells of restricted complaints no more minutes than the curves need: of one without an outcome the last mark that it has
    /// outlasted. Between two marks nothing is read off a curve and nobody leaves it, so that it stays as it is.
    fn mask(&self, horizon: u64, rows: &mut [EvidenceRow], others: &mut [EvidenceRow]) {
        let read_off = PENDING_DAYS.map(|days| u64::from(days) * 1_440);
        let mut marks: BTreeSet<u64> = read_off.into_iter().chain([horizon]).collect();
        // The end of a curve may lie anywhere; who set it is told as the figure tells it.
        let mut longest: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for row in rows.iter().chain(&*others) {
            let minutes = (self.minutes)(row);
            marks.extend(minutes.filter(|_| (self.is_over)(row)));
            for of in [(row.agency_id.as_str(), row.skpd_id.as_str()), (row.agency_id.as_str(), "")] {
                let longest = longest.entry(of).or_default();
                *longest = (*longest).max(minutes.unwrap_or_default());
            }
        }
        marks.extend(longest.into_values());
        for row in rows.iter_mut().chain(others).filter(|row| row.restricted) {
            let outlasted = |minutes: u64| marks.range(..=minutes).next_back().copied().unwrap_or(0);
            let minutes = (self.minutes)(row).map(outlasted);
            *(self.told)(row) = minutes;
        }
    }
}

impl Wording<'_> {
    /// The clock of a government.
    pub(super) fn zone(&self, agency: usize) -> Zone {
        let agencies = &self.canonical.units.agencies;
        agencies.get(agency).or(agencies.first()).map_or(Zone::WIB, |a| a.zone)
    }

    pub(super) fn unit(&self, number: usize) -> (String, String) {
        let unit = self.canonical.units.units.get(number);
        unit.map(|u| (u.id.clone(), u.name.clone())).unwrap_or_default()
    }

    pub(super) fn agency_id(&self, number: usize) -> String {
        self.canonical.units.agencies.get(number).map(|a| a.id.clone()).unwrap_or_default()
    }

    /// The day on which the working-day number of a limit is reached; none where the calendar does not tell.
    fn working_day(&self, start: NaiveDate, number: i64) -> Option<NaiveDate> {
        let at_once = i64::from(self.calendar.ordinal(start)) >= number;
        let find = || start.iter_days().take(4_000).find(|d| i64::from(self.calendar.ordinal(*d)) >= number);
        // From any day before it the number is reached on the same one.
        let day = if at_once { Some(start) } else { *self.reached.borrow_mut().entry(number).or_insert_with(find) };
        day.filter(|day| self.calendar.covers(day.year()))
    }

    pub(super) fn deadline(&self, zone: Zone, start: i64, (at, work): (Option<i64>, Option<i64>)) -> String {
        match (at, work) {
            (Some(at), _) => written(zone, Some(at), true),
            (None, Some(number)) => {
                self.working_day(zone.date(start), number).map(|d| d.to_string()).unwrap_or_default()
            }
            (None, None) => String::new(),
        }
    }

    /// How many working days lie between a start and the number of a later day, such as a limit's.
    fn workdays(&self, zone: Zone, start: i64, limit: Option<i64>) -> Option<u64> {
        limit.map(|number| count(number - i64::from(self.calendar.ordinal(zone.date(start)))))
    }

    /// A line of `bukti/<skpd>.csv`, without its number.
    fn evidence(&self, l: &Listed) -> EvidenceRow {
        let excluded = l.exclusion != 0;
        let zone = self.zone(l.agency);
        let closed_by = ClosedBy::from_code(l.closed_by);
        let spans = |evidence: i64| matches!(evidence, BETWEEN | UNDECIDED);
        let one_day = zone.date(l.closed_at.unwrap_or_default()) == zone.date(l.closed_by_then.unwrap_or_default());
        EvidenceRow {
            number: 0,
            agency_id: self.agency_id(l.agency),
            skpd_id: self.unit(l.unit).0,
            complaint_id: l.complaint_id.clone(),
            class: Class::from_code(l.class).map_or("", Class::word),
            channel: Channel::from_code(l.channel).map_or("", Channel::word),
            received_at: written(zone, Some(l.received_at), l.received_exact),
            clock_at: written(zone, Some(l.clock_at), l.clock_exact),
            responded_at: step_time(zone, spans(l.response_evidence), (l.response_at, l.response_by)),
            resolved_at: step_time(zone, spans(l.resolution_evidence), (l.resolution_at, l.resolution_by)),
            closed_at: step_time(zone, !one_day, (l.closed_at, l.closed_by_then)),
            closed_by: closed_by.map_or("", ClosedBy::word),
            response_evidence: proof(l.response_evidence),
            response_deadline: self.deadline(zone, l.clock_at, (l.response_limit_at, l.response_limit_work)),
            response_outcome: Kept { excluded, due: l.response_due, in_time: l.response_in_time }
                .outcome((l.response_evidence > 0).then_some(l.response_evidence), "unanswered"),
            response_seconds: l.response_seconds.map(count),
            response_workdays: l.response_workdays.map(count),
            response_limit_workdays: self.workdays(zone, l.clock_at, l.response_limit_work),
            followed_minutes: (!excluded).then(|| self.followed_minutes(l)),
            followed_told: None,
            resolution_followed_minutes: self.resolution_followed_minutes(l),
            resolution_followed_told: None,
            archived_known: is_archived(l).then_some(l.archived_seconds.is_some()),
            resolution_evidence: proof(l.resolution_evidence),
            resolution_deadline: self.deadline(zone, l.clock_at, (l.resolution_limit_at, l.resolution_limit_work)),
            resolution_outcome: Kept { excluded, due: l.resolution_due, in_time: l.resolution_in_time }
                .outcome((l.closed_by >= 0).then_some(l.resolution_evidence), "open"),
            resolution_seconds: l.resolution_seconds.map(count),
            resolution_workdays: l.resolution_workdays.map(count),
            resolution_limit_workdays: self.workdays(zone, l.clock_at, l.resolution_limit_work),
            hops: count(l.hops),
            tells_response: l.tells_response,
            response_undecided: l.response_evidence == UNDECIDED,
            resolution_undecided: l.resolution_evidence == UNDECIDED,
            exclusion: Exclusion::from_code(l.exclusion).map_or("", Exclusion::word),
            category: self.categories.get(l.category).cloned().unwrap_or_default(),
            state: State::from_code(l.state).map_or("", State::word),
            verified_at: step_time(zone, false, (l.verification_at, l.verification_by)),
            verification_deadline: self.deadline(
                zone,
                l.received_at,
                (l.verification_limit_at, l.verification_limit_work),
            ),
            verification_outcome: match (excluded, l.verification_due) {
                (true, _) => "excluded",
                (_, -2) => "not_told",
                (_, -1) => "no_deadline",
                (_, 0) => "not_yet_due",
                _ if l.verification_in_time => "in_time",
                _ if l.verification_by.is_some() => "late",
                _ => "unverified",
            },
            verification_workdays: self.workdays(zone, l.received_at, l.verification_work),
            verification_limit_workdays: self.workdays(zone, l.received_at, l.verification_limit_work),
            restricted: l.restricted,
        }
    }

    /// Minutes for which an eligible complaint was followed, as `queries/survival.sql` counts them.
    fn followed_minutes(&self, l: &Listed) -> u64 {
        let since = |at: Option<i64>| at.map(|at| at - l.clock_at);
        let answered = match l.response_evidence {
            BETWEEN | UNDECIDED => since(l.response_by),
            _ => l.response_day_seconds,
        };
        if let Some(seconds) = answered {
            return count(seconds).div_ceil(60);
        }
        let left = match l.resolution_evidence {
            BETWEEN | UNDECIDED => since(l.resolution_by),
            _ => l.resolution_seconds,
        };
        let by_reporter = ClosedBy::from_code(l.closed_by) == Some(ClosedBy::Reporter) && l.response_evidence == 0;
        count(left.filter(|_| by_reporter).unwrap_or(self.canonical.as_of - l.clock_at)) / 60
    }

    /// Minutes for which a complaint was followed until its resolution, as `queries/survival.sql` counts them.
    fn resolution_followed_minutes(&self, l: &Listed) -> Option<u64> {
        let closed = match l.resolution_evidence {
            BETWEEN | UNDECIDED => l.resolution_by.map(|at| at - l.clock_at),
            _ => l.resolution_seconds,
        };
        let over = match is_archived(l) {
            true => l.archived_seconds,
            false if l.exclusion == 0 => closed,
            false => return None,
        };
        let seen = || count(self.canonical.as_of - l.clock_at) / 60;
        Some(over.map_or_else(seen, |seconds| count(seconds).div_ceil(60)))
    }

    /// The complaints of the quarter, and those of them that their government sees otherwise.
    pub fn evidence_of(&self, units: &[Listed], governments: &[Listed]) -> (Vec<EvidenceRow>, Vec<EvidenceRow>) {
        let numbered = |(number, l): (usize, &Listed)| EvidenceRow { number, ..self.evidence(l) };
        // Both lists have one order; where a pair differs, the government's is a row of its own.
        let pairs = units.iter().zip(governments).enumerate();
        let otherwise = pairs.filter(|(_, (unit, government))| unit != government);
        let mut others: Vec<EvidenceRow> = otherwise.map(|(number, (_, l))| numbered((number, l))).collect();
        let mut rows: Vec<EvidenceRow> = units.iter().enumerate().map(numbered).collect();
        let [response, resolution] = self.horizons;
        let answered = Curve {
            minutes: |row| row.followed_minutes,
            is_over: EvidenceRow::is_answered,
            told: |row| &mut row.followed_told,
        };
        let resolved = Curve {
            minutes: |row| row.resolution_followed_minutes,
            is_over: EvidenceRow::is_over,
            told: |row| &mut row.resolution_followed_told,
        };
        answered.mask(response, &mut rows, &mut others);
        resolved.mask(resolution, &mut rows, &mut others);
        (rows, others)
    }

    /// A line of `bukti-stok.csv`.
    pub fn spell(&self, l: &ListedSpell) -> SpellRow {
        let zone = self.zone(l.agency);
        let now = self.quarter.index();
        SpellRow {
            agency_id: self.agency_id(l.agency),
            skpd_id: self.unit(l.unit).0,
            complaint_id: l.complaint_id.clone(),
            received_at: written(zone, Some(l.received_at), l.received_exact),
            opened_on: day(l.opened_day),
            began: match l.opened_quarter.cmp(&now) {
                std::cmp::Ordering::Less => "before",
                std::cmp::Ordering::Greater => "after",
                std::cmp::Ordering::Equal if l.reopened => "reopened",
                std::cmp::Ordering::Equal => "received",
            },
            closed_on: day(l.closed_day),
            ended: match l.closed_quarter {
                None => "open",
                Some(closed) if closed == now => "in_quarter",
                Some(_) => "after",
            },
            closing_known: l.closing_known,
            deadline: self.deadline(zone, l.clock_at, (l.limit_at, l.limit_work)),
            over_limit: l.over_limit_quarter.is_some_and(|passed| passed <= now),
            open_days: l.closed_quarter.is_none().then(|| count((self.canonical.as_of - l.received_at) / 86_400)),
            restricted: l.restricted,
        }
    }

    /// A line of `bukti-serah.csv`.
    pub fn handed(&self, l: &ListedHandover) -> HandedRow {
        let zone = self.zone(l.agency);
        HandedRow {
            agency_id: self.agency_id(l.agency),
            skpd_id: self.unit(l.unit).0,
            complaint_id: l.complaint_id.clone(),
            step: count(l.step),
            clock_at: written(zone, l.start_at, l.start_exact),
            deadline: self.deadline(zone, l.start_at.unwrap_or_default(), (l.limit_at, l.limit_work)),
            let_go_at: written(zone, l.let_go_at, l.let_go_exact),
            how: if l.returned { "returned" } else { "handed_on" },
            late: l.late,
            unheld: l.unheld,
            restricted: l.restricted,
        }
    }

    /// A line of `belum-direspons.csv`.
    pub fn work_item(&self, l: &Listed) -> WorkItem {
        // An old complaint is its successor's to answer.
        let shown = self.canonical.shown.get(&self.quarter).and_then(|units| units.get(l.unit));
        let (skpd_id, skpd) = self.unit(shown.map_or(l.unit, |unit| *unit as usize));
        let zone = self.zone(l.agency);
        let days = (zone.date(self.canonical.as_of) - zone.date(l.clock_at)).num_days();
        WorkItem {
            skpd_id,
            skpd,
            complaint_id: l.complaint_id.clone(),
            received_at: zone.local(l.received_at),
            deadline: self.deadline(zone, l.clock_at, (l.response_limit_at, l.response_limit_work)),
            days: u64::try_from(days).unwrap_or(0),
            class: Class::from_code(l.class).map(|c| c.word().to_owned()).unwrap_or_default(),
            restricted: l.restricted,
            agency_id: self.agency_id(l.agency),
            clock_at: written(zone, Some(l.clock_at), l.clock_exact),
            earlier: l.quarter < self.quarter.index(),
        }
    }
}
