//! The events of a complaint, in order, to its life at the as-of time.

use super::life::{Holding, Known, Life, Reading, later, status_response};
use crate::config::Clock;
use crate::terms::{ClosedBy, EventKind, Reason, State};
use crate::validate::{Case, EventRow, Origin, Stamp};

/// An event with its units found.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    at: Stamp,
    kind: EventKind,
    actor: Option<u32>,
    target: Option<u32>,
    closed_by: Option<ClosedBy>,
    reason: Option<Reason>,
    origin: Origin,
    /// Whether the complaint's own row tells it, and no event.
    by_row: bool,
}

/// The unit that holds the complaint.
#[derive(Debug, Clone, Copy)]
struct Held {
    unit: u32,
    /// Its assignment.
    since: Stamp,
    /// When its clock started, where it held the complaint before.
    start: Option<Stamp>,
    /// Its own first progress that counts.
    own: Stamp,
    /// Its own last progress in the present spell.
    last: Stamp,
}

/// A complaint while its events are read.
struct Course<'a> {
    reading: &'a Reading<'a>,
    life: Life,
    held: Option<Held>,
    /// Progress of units before they were assigned, first of each.
    early: Vec<(u32, Stamp, Origin)>,
    /// First progress that counts while nobody held it and nobody is named.
    nobody: Stamp,
    any: Stamp,
    any_last: Stamp,
    /// Whether a closing event was met in the present spell; `done` alone is none.
    closing_met: bool,
    /// Whether an event told of an end, a reopening or a wait, so that the row's status is not asked.
    told: bool,
    /// Whether anything but the receipt was met.
    met: bool,
    /// Whether the closing of the present spell stands in the complaint's own row.
    closed_by_row: bool,
    contradicting: Vec<(EventKind, Origin)>,
    before_assignment: Vec<Origin>,
}

/// What came of reading a complaint's events.
pub struct Outcome {
    /// The life.
    pub life: Life,
    /// Events that do not go with the others, or before which one is missing.
    pub contradicting: Vec<(EventKind, Origin)>,
    /// Responses of units that were assigned only later.
    pub before_assignment: Vec<Origin>,
    /// Rows of responses and closings before the receipt, to be kept aside.
    pub before_receipt: Vec<Origin>,
}

impl From<Life> for Outcome {
    /// A life that no event tells.
    fn from(life: Life) -> Self {
        Self { life, contradicting: Vec::new(), before_assignment: Vec::new(), before_receipt: Vec::new() }
    }
}

/// Reads a complaint from its events, and from its row where a source has one.
///
/// `received` is the receipt: the row's own, or the first `received` event. `unassigned` is the line of complaints
/// that nobody holds.
pub fn read(
    case: Option<&Case>,
    events: &[EventRow],
    received: Stamp,
    unassigned: u32,
    reading: &Reading<'_>,
) -> Outcome {
    let moves = |k: EventKind| matches!(k, EventKind::Assigned | EventKind::Forwarded | EventKind::Returned);
    let moved_by_events = events.iter().any(|e| moves(e.kind));
    let mut steps: Vec<Step> = case.map(|c| steps_of_case(c, moved_by_events, reading)).unwrap_or_default();
    steps.extend(events.iter().map(|e| Step {
        at: e.at,
        kind: e.kind,
        actor: reading.units.named(e.actor),
        target: reading.units.named(e.target),
        closed_by: e.closed_by,
        reason: e.reason,
        origin: e.origin,
        by_row: false,
    }));
    let (early, mut steps): (Vec<Step>, Vec<Step>) =
        steps.into_iter().partition(|s| s.kind != EventKind::Received && s.at.certainly_before(received, reading.zone));
    let outcome = |s: &&Step| reading.is_progress(s.kind) || s.kind == EventKind::Closed;
    let before_receipt: Vec<Origin> = early.iter().filter(outcome).map(|s| s.origin).collect();
    let progress_before_receipt = early.iter().any(|s| reading.is_progress(s.kind));
    let cut = steps.iter().any(|s| reading.is_later(s.at));
    steps.retain(|s| !reading.is_later(s.at));
    order(&mut steps, reading);
    let mut course = Course::new(received, unassigned, reading);
    course.met = case.is_some();
    // A receipt told twice, at two times; the first one counts.
    let again = |s: &&Step| s.kind == EventKind::Received && received.certainly_before(s.at, reading.zone);
    if case.is_none() {
        course.contradicting.extend(steps.iter().filter(again).map(|s| (s.kind, s.origin)));
    }
    course.contradicting.extend(early.iter().filter(|s| !outcome(s) && !s.by_row).map(|s| (s.kind, s.origin)));
    steps.iter().for_each(|step| course.take(step));
    Outcome { before_receipt, ..course.finish(case, progress_before_receipt, cut) }
}

/// Orders steps by time. Steps of one time stand in the order of their rows: nothing else tells which came first. A log
/// whose rows run backwards in time is read backwards.
fn order(steps: &mut [Step], reading: &Reading<'_>) {
    let at = |s: &Step| s.at.earliest(reading.zone);
    let by_row = |s: &&Step| (s.origin.account, s.origin.row);
    let ends = steps.iter().min_by_key(by_row).zip(steps.iter().max_by_key(by_row));
    let backwards =
        ends.is_some_and(|(first, last)| first.origin.account == last.origin.account && at(first) > at(last));
    steps.sort_by_key(|s| {
        let row = if backwards { u64::MAX - s.origin.row } else { s.origin.row };
        (at(s), s.origin.account, row, s.kind)
    });
}

/// The events that a row of layout `cases` tells. Its assignment is taken where it has a time, or where no event tells
/// of assignments.
fn steps_of_case(case: &Case, moved_by_events: bool, reading: &Reading<'_>) -> Vec<Step> {
    let unit = reading.units.named(case.unit);
    let step = |at, kind| Step {
        at,
        kind,
        actor: unit,
        target: unit,
        closed_by: None,
        reason: None,
        origin: case.origin,
        by_row: true,
    };
    let ending = if case.status.state == State::Archived { EventKind::Archived } else { EventKind::Closed };
    let ended = matches!(case.status.state, State::Closed | State::Archived);
    let assigned = match (case.assigned.is_some(), moved_by_events) {
        (true, _) => case.assigned,
        (false, false) => case.received,
        (false, true) => Stamp::NONE,
    };
    let mut steps = vec![
        step(case.verified, EventKind::Verified),
        step(assigned, EventKind::Assigned),
        step(case.responded, EventKind::Response),
    ];
    if ended {
        let by = case.status.closed_by.unwrap_or(ClosedBy::Unknown);
        let actor = if by == ClosedBy::Unit { unit } else { None };
        steps.push(Step { closed_by: Some(by), reason: case.reason, actor, ..step(case.closed, ending) });
    }
    steps.retain(|s| s.at.is_some() && (s.kind != EventKind::Assigned || unit.is_some()));
    steps
}

impl<'a> Course<'a> {
    fn new(received: Stamp, unassigned: u32, reading: &'a Reading<'a>) -> Self {
        Self {
            reading,
            life: Life::new(received, unassigned),
            held: None,
            early: Vec::new(),
            nobody: Stamp::NONE,
            any: Stamp::NONE,
            any_last: Stamp::NONE,
            closing_met: false,
            told: false,
            met: false,
            closed_by_row: false,
            contradicting: Vec::new(),
            before_assignment: Vec::new(),
        }
    }

    fn is_holder(&self, unit: Option<u32>) -> bool {
        unit.is_none() || unit == self.held.map(|h| h.unit)
    }

    /// When a holder's clock started: at its own first assignment once the complaint has changed hands.
    fn start_of(&self, held: &Held) -> Stamp {
        let assigned = later(self.life.received, held.since, self.reading.zone);
        match (held.start, self.reading.response.clock) {
            (Some(start), _) => start,
            (None, _) if !self.life.handed.is_empty() => assigned,
            (None, Clock::Assigned) => assigned,
            (None, Clock::Received) => self.life.received,
        }
    }

    /// Ends the spell of the unit that holds it; `returned` where nobody is to hold it then.
    fn let_go(&mut self, at: Stamp, returned: bool) {
        if let Some(held) = self.held.take() {
            let start = self.start_of(&held);
            let Held { unit, since, own: response, .. } = held;
            self.life.handed.push(Holding { unit, since, start, end: at, response, returned });
        }
    }

    /// Notes an event that does not go with the others; what the row tells beside them is no event.
    fn contradicts(&mut self, step: &Step) {
        if !step.by_row {
            self.contradicting.push((step.kind, step.origin));
        }
    }

    fn hold(&mut self, unit: u32, at: Stamp) {
        if self.held.is_some_and(|h| h.unit == unit) {
            return;
        }
        self.let_go(at, false);
        // A unit that gets it back keeps its first clock and its first answer: neither is lost by handing on.
        let mut before = self.life.handed.iter().filter(|h| h.unit == unit).peekable();
        let start = before.peek().map(|h| h.start);
        let answered = before.map(|h| h.response).find(|r| r.is_some());
        let early = self.early.iter().find(|(u, ..)| *u == unit).map(|(_, at, origin)| (*at, *origin));
        if let Some((_, origin)) = early.filter(|(early, _)| early.certainly_before(at, self.reading.zone))
            && start.is_none()
        {
            self.before_assignment.push(origin);
        }
        let early = early.map(|(at, _)| at);
        let own = answered.or(early).unwrap_or(Stamp::NONE);
        self.held = Some(Held { unit, since: at, start, own, last: early.unwrap_or(Stamp::NONE) });
    }

    fn progress(&mut self, kind: EventKind, step: &Step, actor: Option<u32>) {
        let at = step.at;
        self.life.waiting_since = Known::Not;
        if self.life.state != State::Archived {
            self.life.state = State::InProgress;
        }
        self.any_last = at;
        let counts = self.reading.counts(kind);
        let by_holder = self.is_holder(actor);
        match (&mut self.held, actor) {
            (Some(held), _) if by_holder => {
                held.last = at;
                if counts && !held.own.is_some() {
                    held.own = at;
                }
            }
            (_, Some(unit)) if counts && !self.early.iter().any(|(u, ..)| *u == unit) => {
                self.early.push((unit, at, step.origin));
            }
            (None, None) if counts && !self.nobody.is_some() => self.nobody = at,
            _ => {}
        }
        if counts && !self.any.is_some() {
            self.any = at;
        }
    }

    /// Ends the present spell. The system closes after the reporter's silence: the last progress before it ended the matter.
    fn close(&mut self, at: Stamp, by: ClosedBy) {
        if self.life.closed_by.is_none() {
            let last = |progress: Stamp| match by {
                ClosedBy::System if progress.is_some() => Known::At(progress),
                _ => Known::At(at),
            };
            self.life.resolution = last(self.held.map_or(self.any_last, |h| h.last));
            self.life.any_resolution = last(self.any_last);
            self.life.closed = at;
        }
        self.life.state = State::Closed;
        self.life.closed_by = Some(by);
        self.life.waiting_since = Known::Not;
    }

    fn reopen(&mut self, at: Stamp) {
        if self.life.closed_by.is_some() {
            self.life.earlier_spells.push((self.life.opened, self.life.closed));
            self.life.opened = at;
        }
        self.life.state = State::InProgress;
        self.life.closed = Stamp::NONE;
        self.life.closed_by = None;
        self.life.reason = None;
        self.life.resolution = Known::Not;
        self.life.any_resolution = Known::Not;
        self.life.silent = false;
        self.closing_met = false;
        self.any_last = Stamp::NONE;
        if let Some(held) = &mut self.held {
            held.last = Stamp::NONE;
        }
    }

    fn verified(&mut self, at: Stamp) {
        if !self.life.verified.is_some() {
            self.life.verified = at;
        }
        if self.life.state == State::Received {
            self.life.state = State::Verified;
        }
    }

    fn archive(&mut self, step: &Step) {
        let withdrawn = (step.closed_by == Some(ClosedBy::Reporter)).then_some(Reason::Withdrawn);
        let reason = step.reason.or(withdrawn);
        let own_refusal = step.actor.is_some() && step.actor == self.held.map(|h| h.unit);
        if reason == Some(Reason::Jurisdiction) && own_refusal {
            // A unit's own "bukan kewenangan" is a return; only the supervising unit takes a complaint out of the count.
            self.let_go(step.at, true);
        } else if self.life.closed_by.is_none() || matches!(reason, Some(r) if r != Reason::Other) {
            // Archived again on the same ground: the first time counts.
            if self.life.state != State::Archived || self.life.reason != reason {
                self.life.archived = Known::At(step.at);
            }
            self.life.state = State::Archived;
            self.life.reason = reason;
        }
    }

    fn take(&mut self, step: &Step) {
        let first = !self.met;
        self.met |= step.kind != EventKind::Received;
        let after_the_end = matches!(step.kind, EventKind::Reopened | EventKind::Closed | EventKind::Archived);
        if self.life.closed_by.is_some() && !after_the_end {
            // What follows a closing without a reopening changes neither the holder nor the answer.
            if !matches!(step.kind, EventKind::Received | EventKind::Verified | EventKind::ReporterReplied) {
                self.contradicts(step);
            }
            return;
        }
        match step.kind {
            EventKind::Received => {}
            EventKind::Verified => self.verified(step.at),
            EventKind::Assigned => {
                self.verified(step.at);
                if let Some(unit) = step.target.or(step.actor) {
                    self.hold(unit, step.at);
                }
            }
            EventKind::Forwarded => match step.target {
                Some(unit) if self.held.is_some_and(|h| h.unit == unit) => self.contradicts(step),
                Some(unit) => self.hold(unit, step.at),
                None => self.give_up(step),
            },
            EventKind::Returned => self.give_up(step),
            EventKind::Verification | EventKind::FieldCheck | EventKind::Work | EventKind::Response => {
                self.progress(step.kind, step, step.actor);
            }
            EventKind::Done => {
                self.progress(step.kind, step, step.actor);
                self.close(step.at, ClosedBy::Unit);
            }
            EventKind::Waiting => {
                self.told = true;
                if self.life.state != State::Waiting {
                    self.life.state = State::Waiting;
                    self.life.waiting_since = Known::At(step.at);
                }
            }
            EventKind::ReporterReplied => {
                if self.life.state == State::Waiting {
                    self.life.state = State::InProgress;
                    self.life.waiting_since = Known::Not;
                }
            }
            EventKind::Closed => {
                self.told = true;
                // The row and an event may tell of one closing; two events are two closings.
                if self.closing_met && !self.closed_by_row {
                    self.contradicts(step);
                }
                if self.closing_met {
                    return;
                }
                self.closing_met = true;
                self.closed_by_row = step.by_row;
                let unknown = if step.actor.is_some() { ClosedBy::Unit } else { ClosedBy::Unknown };
                let by = step.closed_by.unwrap_or(unknown);
                if first && by != ClosedBy::Reporter {
                    self.contradicts(step);
                }
                if self.life.closed_by.is_none() {
                    self.life.silent = !self.any_last.is_some();
                }
                let answered = self.held.map_or(self.nobody, |h| h.own).is_some();
                if self.life.closed_by.is_none() && matches!(by, ClosedBy::Unit | ClosedBy::Admin) && !answered {
                    // A closing by the unit or an admin without earlier progress is `done`.
                    let actor = if by == ClosedBy::Admin { None } else { step.actor };
                    self.progress(EventKind::Done, step, actor);
                }
                self.close(step.at, by);
            }
            EventKind::Reopened => {
                self.told = true;
                if self.life.closed_by.is_none() && self.life.state != State::Archived {
                    self.contradicts(step);
                }
                self.reopen(step.at);
            }
            EventKind::Archived => {
                self.told = true;
                self.archive(step);
            }
        }
    }

    /// A return, or a hand-over to nobody. A former holder's does not take the complaint from the present one.
    fn give_up(&mut self, step: &Step) {
        let last = self.life.handed.last();
        match step.actor {
            // Nobody logged that it was given the complaint. It counts as held since nobody else held it: returning
            // without a record of the assignment is no way to keep out of the count.
            Some(unit) if self.held.is_none() && last.is_none_or(|h| h.unit != unit) => {
                let since = last.map_or(self.life.received, |h| h.end);
                self.contradicts(step);
                self.hold(unit, since);
                self.let_go(step.at, true);
            }
            actor if self.is_holder(actor) => self.let_go(step.at, true),
            _ => self.contradicts(step),
        }
    }

    fn finish(mut self, case: Option<&Case>, progress_before_receipt: bool, cut: bool) -> Outcome {
        let known = |stamp: Stamp| if stamp.is_some() { Known::At(stamp) } else { Known::Not };
        let before_assignment = std::mem::take(&mut self.before_assignment);
        // A unit that worked on it without ever being assigned holds it: nobody else does.
        if self.held.is_none() && self.life.handed.is_empty() {
            let mut workers: Vec<u32> = self.early.iter().map(|(unit, ..)| *unit).collect();
            workers.dedup();
            if let ([unit], received) = (workers.as_slice(), self.life.received) {
                self.hold(*unit, received);
            }
        }
        match &self.held {
            Some(held) => {
                self.life.unit = held.unit;
                self.life.held_since = held.since;
                self.life.start = self.start_of(held);
                self.life.response = known(held.own);
            }
            None => {
                self.life.response = known(self.nobody);
                // Returned and held by nobody: it stays with the supervising unit, whose clock runs from the return.
                if let Some(last) = self.life.handed.last() {
                    self.life.start = last.end;
                }
            }
        }
        self.life.any_response = known(self.any);
        if let Some(case) = case {
            self.ask_status(case);
        }
        let by_status = progress_before_receipt || self.life.closed_by == Some(ClosedBy::Unknown);
        for response in [&mut self.life.response, &mut self.life.any_response] {
            // Something was done; only its time is of no use.
            if by_status && *response == Known::Not {
                *response = Known::ByStatus;
            }
        }
        if self.life.state != State::Archived {
            self.life.archived = Known::Not;
        }
        self.life.cut = cut;
        let contradicting = self.contradicting;
        Outcome { life: self.life, contradicting, before_assignment, before_receipt: Vec::new() }
    }

    /// What no event tells, the row's status does, where it was exported by as-of.
    fn ask_status(&mut self, case: &Case) {
        if self.reading.is_later(case.exported) {
            return;
        }
        match case.status.state {
            state @ (State::Blocked | State::Duplicate | State::OutOfJurisdiction) => self.life.state = state,
            State::Closed if !self.told && self.life.closed_by.is_none() && !case.closed.is_some() => {
                self.life.state = State::Closed;
                self.life.closed_by = Some(case.status.closed_by.unwrap_or(ClosedBy::Unknown));
                self.life.resolution = Known::ByStatus;
                self.life.any_resolution = Known::ByStatus;
                self.life.silent = !self.any_last.is_some();
            }
            State::Archived if !self.told && self.life.closed_by.is_none() => {
                self.life.state = State::Archived;
                self.life.archived = Known::ByStatus;
                self.life.reason = case
                    .reason
                    .or_else(|| (case.status.closed_by == Some(ClosedBy::Reporter)).then_some(Reason::Withdrawn));
            }
            State::Waiting if !self.told && !self.any_last.is_some() => self.life.state = State::Waiting,
            _ => {}
        }
        let by_status = status_response(case, self.life.closed_by, self.life.state, self.reading);
        if self.life.any_response == Known::Not {
            self.life.any_response = by_status;
        }
        if self.life.response == Known::Not && self.life.handed.is_empty() {
            self.life.response = by_status;
        }
    }
}
