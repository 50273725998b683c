//! One row an event of a complaint: hand-overs, returns and reopenings can be seen only here.

use chrono::{NaiveDateTime, TimeDelta};

use super::cases::stamp;
use super::dice::Dice;
use super::life::{Case, Oddity, before_export};
use super::units::{UNITS, Unit};
use crate::terms::{Class, ClosedBy, EventKind, Kind, Reason, State};

const HOUR: i64 = 3_600;

/// The columns, in order.
pub(super) const HEADER: [&str; 12] = [
    "complaint_id",
    "event_at",
    "event_kind",
    "actor",
    "skpd",
    "class",
    "channel",
    "category",
    "reason",
    "district",
    "title",
    "text",
];

/// From this column on, most events have nothing to say.
pub(super) const INTAKE_ONLY: usize = 8;

/// Something that happened to a complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// When, local time.
    pub at: NaiveDateTime,
    /// The cells, in the order of [`HEADER`].
    pub cells: [String; HEADER.len()],
}

/// Writes down the events of one complaint.
struct Log<'a> {
    case: &'a Case,
    events: Vec<Event>,
}

impl Log<'_> {
    fn note(&mut self, at: NaiveDateTime, kind: &str, actor: &str, skpd: &str) {
        if before_export(at).is_none() {
            return;
        }
        let case = self.case;
        let intake = kind == EventKind::Received.word();
        let reason =
            if kind == EventKind::Archived.word() { case.life.reason.unwrap_or(Reason::Invalid).word() } else { "" };
        let cells = [
            case.id.as_str(),
            &stamp(at),
            kind,
            actor,
            skpd,
            case.class.map_or("", Class::word),
            case.channel.word(),
            case.wording.category,
            reason,
            if intake { case.district } else { "" },
            if intake { &case.wording.title } else { "" },
            if intake { &case.wording.text } else { "" },
        ];
        self.events.push(Event { at, cells: cells.map(str::to_owned) });
    }
}

/// The events of a complaint, oldest first.
pub(super) fn events(case: &Case, dice: &mut Dice) -> Vec<Event> {
    let life = &case.life;
    let mut log = Log { case, events: Vec::new() };
    log.note(case.received, EventKind::Received.word(), "", "");
    if let Some(at) = life.verified {
        log.note(at, EventKind::Verified.word(), "", "");
    }
    let holder = life.holder.name();
    let mut moved = TimeDelta::zero();
    if let Some(at) = life.assigned {
        moved = match life.holder.unit() {
            Some(unit) if case.oddity.is_none() && dice.chance(170) => hand_over(&mut log, dice, at, unit),
            _ => {
                log.note(at, EventKind::Assigned.word(), "", holder);
                TimeDelta::zero()
            }
        };
    }
    if let Some(at) = life.response {
        progress(&mut log, dice, at + moved, life.closed.map(|at| at + moved), holder);
    }
    match life.state {
        State::Waiting => {
            let at = life.verified.unwrap_or(case.received) + TimeDelta::minutes(dice.between(10, 300));
            log.note(at, EventKind::Waiting.word(), "", holder);
        }
        State::Closed => {
            if let Some(at) = life.closed {
                closing(&mut log, dice, at + moved, holder);
            }
        }
        State::Archived | State::OutOfJurisdiction | State::Blocked | State::Duplicate => {
            log.note(life.closed.unwrap_or(case.received), EventKind::Archived.word(), "", holder);
        }
        State::Received | State::Verified | State::InProgress => {}
    }
    let mut events = log.events;
    events.sort_by_key(|event| event.at);
    events
}

/// The complaint goes to another unit first; gives the time that passes before its holder gets it.
fn hand_over(log: &mut Log<'_>, dice: &mut Dice, at: NaiveDateTime, holder: &Unit) -> TimeDelta {
    let others: Vec<&Unit> = UNITS
        .iter()
        .filter(|unit| unit.id != holder.id && matches!(unit.kind, Kind::Dinas | Kind::Kecamatan | Kind::Lain))
        .collect();
    let first = dice.pick(&others).name;
    log.note(at, EventKind::Assigned.word(), "", first);
    // One in four lets it lie until the day has passed.
    let delay = if dice.chance(250) { dice.between(26 * HOUR, 70 * HOUR) } else { dice.between(HOUR, 20 * HOUR) };
    let left = at + TimeDelta::seconds(delay);
    if dice.chance(550) {
        log.note(left, EventKind::Forwarded.word(), first, holder.name);
        return TimeDelta::seconds(delay);
    }
    log.note(left, EventKind::Returned.word(), first, "");
    let again = dice.between(HOUR / 4, 3 * HOUR);
    log.note(left + TimeDelta::seconds(again), EventKind::Assigned.word(), "", holder.name);
    TimeDelta::seconds(delay + again)
}

/// The first progress, and what follows it before the closing.
fn progress(log: &mut Log<'_>, dice: &mut Dice, at: NaiveDateTime, closed: Option<NaiveDateTime>, unit: &str) {
    const FIRST: [EventKind; 4] =
        [EventKind::Response, EventKind::Verification, EventKind::FieldCheck, EventKind::Work];
    let first = FIRST[dice.weighted([520, 220, 160, 100].into_iter())];
    log.note(at, first.word(), unit, unit);
    let end = closed.unwrap_or(at + TimeDelta::days(6));
    let room = (end - at).num_seconds();
    if room < 3 * HOUR {
        return;
    }
    if first != EventKind::Response && dice.chance(800) {
        log.note(at + TimeDelta::seconds(room / 3), EventKind::Response.word(), unit, unit);
    }
    if first == EventKind::Response && dice.chance(120) {
        log.note(at + TimeDelta::seconds(room / 4), EventKind::ReporterReplied.word(), "", unit);
    }
    if first != EventKind::Work && dice.chance(300) {
        log.note(at + TimeDelta::seconds(room / 2), EventKind::Work.word(), unit, unit);
    }
    if closed.is_some() && dice.chance(450) {
        log.note(at + TimeDelta::seconds(room / 4 * 3), EventKind::Done.word(), unit, unit);
    }
}

/// The closing, and now and then a second round.
fn closing(log: &mut Log<'_>, dice: &mut Dice, at: NaiveDateTime, unit: &str) {
    let by = log.case.life.closed_by.unwrap_or(ClosedBy::Unknown);
    let (kind, actor) = match by {
        ClosedBy::Unit => ("closed-by-unit", unit),
        ClosedBy::Admin => ("closed-by-admin", ""),
        ClosedBy::System => ("closed-by-system", ""),
        ClosedBy::Reporter => ("closed-by-reporter", ""),
        ClosedBy::Unknown => ("closed", ""),
    };
    log.note(at, kind, actor, unit);
    if log.case.oddity == Some(Oddity::Twin) || by == ClosedBy::Reporter || !dice.chance(55) {
        return;
    }
    let again = at + TimeDelta::seconds(dice.between(20 * HOUR, 150 * HOUR));
    log.note(again, EventKind::Reopened.word(), "", unit);
    let work = again + TimeDelta::seconds(dice.between(2 * HOUR, 40 * HOUR));
    log.note(work, EventKind::Work.word(), unit, unit);
    if dice.chance(700) {
        let end = work + TimeDelta::seconds(dice.between(10 * HOUR, 90 * HOUR));
        log.note(end, EventKind::Done.word(), unit, unit);
        log.note(end + TimeDelta::seconds(HOUR), "closed-by-unit", unit, unit);
    }
}
