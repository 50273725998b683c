//! The life of a complaint as it stood at the as-of time.

use chrono::Datelike;

use super::limits::Start;
use super::units::Units;
use crate::config::{Clock, Response};
use crate::reference::Calendar;
use crate::terms::{ClosedBy, EventKind, Reason, State, Zone};
use crate::validate::{Case, Stamp};

/// What the data prove of a response or a closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Nothing happened, as far as the data tell.
    Not,
    /// It happened at a time that is known to the second or to the day.
    At(Stamp),
    /// It happened between two dated exports of one list.
    Between(Span),
    /// A status proves that it happened by the export's date, not when.
    ByStatus,
}

/// The first and the last second at which something can have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub early: i64,
    /// The last.
    pub late: i64,
}

impl Known {
    /// The time as it is written, where there is one.
    pub fn stamp(self) -> Stamp {
        match self {
            Self::At(stamp) => stamp,
            Self::Not | Self::Between(_) | Self::ByStatus => Stamp::NONE,
        }
    }

    /// The first and the last second at which it can have happened, where a time is known.
    pub fn span(self, zone: Zone) -> Option<Span> {
        match self {
            Self::At(stamp) => Some(Span { early: stamp.earliest(zone)?, late: stamp.latest(zone)? }),
            Self::Between(span) => Some(span),
            Self::Not | Self::ByStatus => None,
        }
    }
}

/// A unit that held the complaint and handed it on or returned it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The unit's number.
    pub unit: u32,
    /// When it got it, this time.
    pub since: Stamp,
    /// When its clock started.
    pub start: Stamp,
    /// When it let go.
    pub end: Stamp,
    /// Its own first progress, if any.
    pub response: Stamp,
    /// Whether it returned the complaint, so that nobody held it; else it handed it on.
    pub returned: bool,
}

/// A complaint as it stood at the as-of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// Receipt by the government.
    pub received: Stamp,
    /// The unit that holds it, or held it when it was closed.
    pub unit: u32,
    /// Since when that unit holds it, where an event log tells.
    pub held_since: Stamp,
    /// When that unit's clock started.
    pub start: Stamp,
    /// When at the latest, where two dated exports bound it.
    pub start_by: Stamp,
    /// The unit's own first progress that counts.
    pub response: Known,
    /// Anybody's first progress that counts.
    pub any_response: Known,
    /// Verification and forwarding.
    pub verified: Stamp,
    /// Resolution, where closed: by the holder's own last progress where the system closed.
    pub resolution: Known,
    /// Likewise by anybody's last progress.
    pub any_resolution: Known,
    /// Who closed it; `None` = open.
    pub closed_by: Option<ClosedBy>,
    /// When it left the open stock.
    pub closed: Stamp,
    /// Between which times it left it, where two dated exports tell no more.
    pub closed_between: Option<Span>,
    /// The state.
    pub state: State,
    /// Why it was archived.
    pub reason: Option<Reason>,
    /// When it was archived, where it is.
    pub archived: Known,
    /// Since when it waits for the reporter, where that is known.
    pub waiting_since: Known,
    /// Units that held it before.
    pub handed: Vec<Holding>,
    /// Earlier spells in the open stock: opened and closed again. Empty for all but reopened ones.
    pub earlier_spells: Vec<(Stamp, Stamp)>,
    /// When the present spell in the open stock began: receipt, or the last reopening.
    pub opened: Stamp,
    /// Whether it was closed without any progress of anybody before the closing, in the present spell.
    pub silent: bool,
    /// Whether something after as-of was left out.
    pub cut: bool,
}

/// What the reading of a life depends on.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The last second that counts.
    pub as_of: i64,
    /// The clock of dates.
    pub zone: Zone,
    /// When the clock starts, and what counts.
    pub response: &'a Response,
    /// The units.
    pub units: &'a Units,
    /// The calendar of working days.
    pub calendar: &'a Calendar,
}

impl<'a> Reading<'a> {
    /// The same on the clock of a government.
    pub fn on_clock_of(&self, agency: u32) -> Reading<'a> {
        let agency = self.units.agencies.get(agency as usize);
        Reading { zone: agency.map_or(self.zone, |a| a.zone), ..*self }
    }

    /// Whether a time lies after as-of: what happened later does not count.
    pub fn is_later(&self, stamp: Stamp) -> bool {
        stamp.earliest(self.zone).is_some_and(|t| t > self.as_of)
    }

    /// The time, unless it lies after as-of.
    pub fn until_as_of(&self, stamp: Stamp) -> Stamp {
        if self.is_later(stamp) { Stamp::NONE } else { stamp }
    }

    /// The working-day number of a time's local date; `None` where the calendar does not cover it.
    pub fn work_of(&self, stamp: Stamp) -> Option<i32> {
        let date = stamp.date(self.zone)?;
        self.calendar.covers(date.year()).then(|| self.calendar.ordinal(date))
    }

    /// Whether this kind of event is progress, counted as a response or not.
    pub fn is_progress(&self, kind: EventKind) -> bool {
        let progress =
            [EventKind::Verification, EventKind::FieldCheck, EventKind::Work, EventKind::Response, EventKind::Done];
        progress.contains(&kind)
    }

    /// Whether this kind of progress counts as a response.
    pub fn counts(&self, kind: EventKind) -> bool {
        self.response.counts.contains(&kind)
    }
}

/// What a status alone proves of a response: in progress or closed, by the export's date, not when.
pub fn status_response(case: &Case, closed_by: Option<ClosedBy>, state: State, reading: &Reading<'_>) -> Known {
    let tells = !reading.is_later(case.exported) && !case.responded.is_some();
    let proved = match closed_by {
        // The system closes only after a follow-up; where a file has no column for responses, that is proof of one.
        Some(ClosedBy::System) => !case.tells_response,
        // The reporter's closing is no progress of anybody.
        Some(ClosedBy::Reporter) => false,
        Some(ClosedBy::Unit | ClosedBy::Admin) => !case.closed.is_some(),
        Some(ClosedBy::Unknown) => true,
        None => state == State::InProgress && case.status.state == State::InProgress,
    };
    if tells && proved { Known::ByStatus } else { Known::Not }
}

impl Life {
    /// Received, and nothing more.
    pub fn new(received: Stamp, unit: u32) -> Self {
        Self {
            received,
            unit,
            held_since: Stamp::NONE,
            start: received,
            start_by: Stamp::NONE,
            response: Known::Not,
            any_response: Known::Not,
            verified: Stamp::NONE,
            resolution: Known::Not,
            any_resolution: Known::Not,
            closed_by: None,
            closed: Stamp::NONE,
            closed_between: None,
            state: State::Received,
            reason: None,
            archived: Known::Not,
            waiting_since: Known::Not,
            handed: Vec::new(),
            earlier_spells: Vec::new(),
            opened: received,
            silent: false,
            cut: false,
        }
    }

    /// The start of the holder's clock as limits see it.
    pub fn start(&self, own_deadline: Stamp) -> Start {
        let last = if self.start_by.is_some() { self.start_by } else { self.start };
        Start { first: self.start, last, own: own_deadline }
    }

    /// Reads a complaint of which one row is all that is known. `unassigned` is the line of complaints that nobody holds.
    pub fn of_case(case: &Case, unassigned: u32, reading: &Reading<'_>) -> Self {
        let responded = reading.until_as_of(case.responded);
        let closed_at = reading.until_as_of(case.closed);
        let assigned = reading.until_as_of(case.assigned);
        let ended_later = closed_at != case.closed;
        // A status tells of the export's date; one exported after as-of proves nothing about as-of.
        let stands = !ended_later && (closed_at.is_some() || !reading.is_later(case.exported));
        let state = match case.status.state {
            state if stands => state,
            _ if responded.is_some() => State::InProgress,
            _ => State::Received,
        };
        let closed_by = (state == State::Closed).then_some(case.status.closed_by.unwrap_or(ClosedBy::Unknown));
        let start = match reading.response.clock {
            Clock::Assigned if assigned.is_some() => later(case.received, assigned, reading.zone),
            Clock::Assigned | Clock::Received => case.received,
        };
        let answered = responded.is_some() && reading.counts(EventKind::Response);
        // A closing by the unit or an admin without earlier progress is `done`.
        let done = matches!(closed_by, Some(ClosedBy::Unit | ClosedBy::Admin))
            && closed_at.is_some()
            && reading.counts(EventKind::Done)
            && (!answered || closed_at.certainly_before(responded, reading.zone));
        let response = match (done, answered) {
            (true, _) => Known::At(closed_at),
            (false, true) => Known::At(responded),
            (false, false) => status_response(case, closed_by, state, reading),
        };
        let resolution = match closed_by {
            None => Known::Not,
            // The system closes after the reporter's silence: the unit's last progress before it ended the matter.
            Some(ClosedBy::System) if responded.is_some() && !closed_at.certainly_before(responded, reading.zone) => {
                Known::At(responded)
            }
            Some(_) if closed_at.is_some() => Known::At(closed_at),
            Some(_) => Known::ByStatus,
        };
        let silent =
            closed_by.is_some() && (!responded.is_some() || closed_at.certainly_before(responded, reading.zone));
        let verified = reading.until_as_of(case.verified);
        // An archiving by the reporter is a withdrawal, whatever reason is left out.
        let withdrawn = case.status.closed_by == Some(ClosedBy::Reporter) && state == State::Archived;
        let mut life = Self {
            start,
            response,
            any_response: response,
            verified: if verified.is_some() { verified } else { assigned },
            resolution,
            any_resolution: resolution,
            closed_by,
            closed: if closed_by.is_some() { closed_at } else { Stamp::NONE },
            state,
            reason: case.reason.or(withdrawn.then_some(Reason::Withdrawn)),
            archived: match state {
                State::Archived if closed_at.is_some() => Known::At(closed_at),
                State::Archived => Known::ByStatus,
                _ => Known::Not,
            },
            silent,
            cut: [case.responded, case.closed].iter().any(|s| reading.is_later(*s)),
            ..Self::new(case.received, reading.units.named(case.unit).unwrap_or(unassigned))
        };
        let refused = state == State::Archived
            && life.reason == Some(Reason::Jurisdiction)
            && case.status.closed_by == Some(ClosedBy::Unit)
            && life.unit != unassigned;
        if refused {
            // A unit's own "bukan kewenangan" is a return; only the supervising unit takes a complaint out of the count.
            let end = if closed_at.is_some() { closed_at } else { case.received };
            let since = later(case.received, assigned, reading.zone);
            let (unit, response) = (life.unit, response.stamp());
            life.handed.push(Holding { unit, since, start, end, response, returned: true });
            life.unit = unassigned;
            life.start = end;
            life.state = State::Verified;
            life.reason = None;
            life.archived = Known::Not;
            life.response = Known::Not;
        }
        life
    }
}

/// The later of two times; the first where either order is possible.
pub fn later(first: Stamp, second: Stamp, zone: Zone) -> Stamp {
    if first.certainly_before(second, zone) { second } else { first }
}
