//! The events of a complaint, in order, to its life at the as-of time.

use super::life::{Holding, Known, Life, Reading, later};
use crate::config::Clock;
use crate::terms::{ClosedBy, EventKind, Reason, State};
use crate::validate::{Case, EventRow, Stamp};

/// An event with its units found.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    at: Stamp,
    kind: EventKind,
    actor: Option<u32>,
    target: Option<u32>,
    closed_by: Option<ClosedBy>,
    reason: Option<Reason>,
}

/// A complaint while its events are read.
struct Course<'a> {
    reading: &'a Reading<'a>,
    life: Life,
    holder: Option<u32>,
    held_since: Stamp,
    own: Stamp,
    any: Stamp,
    last_progress: Stamp,
    done: Stamp,
}

/// What came of reading a complaint's events.
pub struct Outcome {
    /// The life.
    pub life: Life,
    /// Events before the receipt, which do not count.
    pub before_receipt: u64,
}

/// Reads a complaint from its events, and from its row where a source has one.
///
/// `received` is the receipt: the row's own, or the first `received` event.
pub fn read(case: Option<&Case>, events: &[EventRow], received: Stamp, reading: &Reading<'_>) -> Outcome {
    let mut steps: Vec<Step> = case.map(|c| steps_of_case(c, reading)).unwrap_or_default();
    steps.extend(events.iter().map(|e| Step {
        at: e.at,
        kind: e.kind,
        actor: reading.units.named(e.actor),
        target: reading.units.named(e.target),
        closed_by: e.closed_by,
        reason: e.reason,
    }));
    let all = steps.len();
    steps.retain(|s| s.kind == EventKind::Received || !s.at.certainly_before(received, reading.zone));
    let before_receipt = u64::try_from(all - steps.len()).unwrap_or(u64::MAX);
    let cut = steps.iter().any(|s| reading.is_later(s.at));
    steps.retain(|s| !reading.is_later(s.at));
    steps.sort_by_key(|s| (s.at.earliest(reading.zone), s.kind, s.actor, s.target));
    let mut course = Course::new(received, case, events, reading);
    steps.iter().for_each(|step| course.take(step));
    let mut life = course.finish(case);
    life.cut = cut;
    Outcome { life, before_receipt }
}

/// The events that a row of layout `cases` tells.
fn steps_of_case(case: &Case, reading: &Reading<'_>) -> Vec<Step> {
    let unit = reading.units.named(case.unit);
    let step = |at, kind| Step { at, kind, actor: unit, target: unit, closed_by: None, reason: None };
    let ending = match case.status.state {
        State::Archived => EventKind::Archived,
        _ => EventKind::Closed,
    };
    let ended = matches!(case.status.state, State::Closed | State::Archived);
    let mut steps = vec![
        step(case.verified, EventKind::Verified),
        step(if case.assigned.is_some() { case.assigned } else { case.received }, EventKind::Assigned),
        step(case.responded, EventKind::Response),
    ];
    if ended {
        let closed_by = Some(case.status.closed_by.unwrap_or(ClosedBy::Unknown));
        steps.push(Step { closed_by, reason: case.reason, ..step(case.closed, ending) });
    }
    steps.retain(|s| s.at.is_some() && (s.kind != EventKind::Assigned || unit.is_some()));
    steps
}

impl<'a> Course<'a> {
    fn new(received: Stamp, case: Option<&Case>, events: &[EventRow], reading: &'a Reading<'a>) -> Self {
        let names = case.map(|c| c.unit).into_iter().chain(events.iter().flat_map(|e| [e.target, e.actor]));
        // "(belum terdisposisi)" of the government that the complaint belongs to.
        let agency = names.filter_map(|n| reading.units.named(n)).map(|u| reading.units.agency_of(u)).next();
        let unassigned = reading.units.unassigned.get(agency.unwrap_or(0) as usize).copied().unwrap_or_default();
        Self {
            reading,
            life: Life {
                received,
                unit: unassigned,
                start: received,
                response: Known::Not,
                any_response: Known::Not,
                verified: Stamp::NONE,
                resolution: Known::Not,
                closed_by: None,
                closed: Stamp::NONE,
                state: State::Received,
                reason: None,
                waiting_since: Stamp::NONE,
                handed: Vec::new(),
                earlier_spells: Vec::new(),
                opened: received,
                cut: false,
            },
            holder: None,
            held_since: Stamp::NONE,
            own: Stamp::NONE,
            any: Stamp::NONE,
            last_progress: Stamp::NONE,
            done: Stamp::NONE,
        }
    }

    /// When the present holder's clock started: at its own assignment once the complaint has changed hands.
    fn start(&self) -> Stamp {
        let assigned = later(self.life.received, self.held_since, self.reading.zone);
        match self.reading.response.clock {
            _ if self.held_since.is_some() && !self.life.handed.is_empty() => assigned,
            Clock::Assigned if self.held_since.is_some() => assigned,
            Clock::Assigned | Clock::Received => self.life.received,
        }
    }

    fn let_go(&mut self, at: Stamp) {
        if let Some(unit) = self.holder.take() {
            let start = self.start();
            self.life.handed.push(Holding { unit, start, end: at, response: self.own });
        }
        self.held_since = Stamp::NONE;
        self.own = Stamp::NONE;
    }

    fn hold(&mut self, unit: u32, at: Stamp) {
        if self.holder == Some(unit) {
            return;
        }
        self.let_go(at);
        self.holder = Some(unit);
        self.held_since = at;
    }

    fn progress(&mut self, step: &Step) {
        self.life.waiting_since = Stamp::NONE;
        if !matches!(self.life.state, State::Closed | State::Archived) {
            self.life.state = State::InProgress;
        }
        self.last_progress = step.at;
        if !self.reading.counts(step.kind) {
            return;
        }
        let by_holder = step.actor.is_none() || step.actor == self.holder;
        if by_holder && !self.own.is_some() {
            self.own = step.at;
        }
        if !self.any.is_some() {
            self.any = step.at;
        }
    }

    fn close(&mut self, at: Stamp, by: ClosedBy) {
        self.life.state = State::Closed;
        self.life.closed_by = Some(by);
        if !self.life.closed.is_some() {
            self.life.closed = at;
        }
    }

    fn take(&mut self, step: &Step) {
        match step.kind {
            EventKind::Received => {}
            EventKind::Verified => {
                if !self.life.verified.is_some() {
                    self.life.verified = step.at;
                }
                if self.life.state == State::Received {
                    self.life.state = State::Verified;
                }
            }
            EventKind::Assigned => {
                if !self.life.verified.is_some() {
                    self.life.verified = step.at;
                }
                if let Some(unit) = step.target.or(step.actor) {
                    self.hold(unit, step.at);
                }
            }
            EventKind::Forwarded => match step.target {
                Some(unit) => self.hold(unit, step.at),
                None => self.let_go(step.at),
            },
            EventKind::Returned => self.let_go(step.at),
            EventKind::Verification | EventKind::FieldCheck | EventKind::Work | EventKind::Response => {
                self.progress(step);
            }
            EventKind::Done => {
                self.progress(step);
                if !self.done.is_some() {
                    self.done = step.at;
                }
                self.close(step.at, ClosedBy::Unit);
            }
            EventKind::Waiting => {
                self.life.state = State::Waiting;
                self.life.waiting_since = step.at;
            }
            EventKind::ReporterReplied => {
                if self.life.state == State::Waiting {
                    self.life.state = State::InProgress;
                    self.life.waiting_since = Stamp::NONE;
                }
            }
            EventKind::Closed => {
                let by =
                    step.closed_by.unwrap_or(if step.actor.is_some() { ClosedBy::Unit } else { ClosedBy::Unknown });
                if matches!(by, ClosedBy::Unit | ClosedBy::Admin) && !self.last_progress.is_some() {
                    self.progress(&Step { kind: EventKind::Done, actor: None, ..*step });
                }
                self.close(step.at, by);
            }
            EventKind::Reopened => {
                if self.life.closed.is_some() {
                    self.life.earlier_spells.push((self.life.opened, self.life.closed));
                    self.life.opened = step.at;
                }
                self.life.state = State::InProgress;
                self.life.closed = Stamp::NONE;
                self.life.closed_by = None;
                self.life.reason = None;
                self.done = Stamp::NONE;
            }
            EventKind::Archived => {
                self.life.state = State::Archived;
                self.life.reason =
                    step.reason.or_else(|| (step.closed_by == Some(ClosedBy::Reporter)).then_some(Reason::Withdrawn));
            }
        }
    }

    fn finish(mut self, case: Option<&Case>) -> Life {
        let known = |stamp: Stamp| if stamp.is_some() { Known::At(stamp) } else { Known::Not };
        self.life.response = known(self.own);
        self.life.any_response = known(self.any);
        if let Some(unit) = self.holder {
            self.life.unit = unit;
            self.life.start = self.start();
        } else if let Some(last) = self.life.handed.last() {
            // Returned and held by nobody: it stays with the supervising unit, whose clock runs from the return.
            self.life.start = last.end;
        }
        if let Some(case) = case {
            // What no event can tell, the row's status does.
            if matches!(case.status.state, State::Blocked | State::Duplicate | State::OutOfJurisdiction) {
                self.life.state = case.status.state;
            }
            let tells = !self.reading.is_later(case.exported);
            if tells && case.status.state == State::InProgress && !self.any.is_some() {
                self.life.any_response = Known::ByStatus;
                if self.life.handed.is_empty() {
                    self.life.response = Known::ByStatus;
                }
            }
        }
        self.life.resolution = match self.life.closed_by {
            None => Known::Not,
            Some(_) if self.done.is_some() => Known::At(self.done),
            Some(ClosedBy::System) if self.last_progress.is_some() => Known::At(self.last_progress),
            Some(_) => known(self.life.closed),
        };
        self.life
    }
}
