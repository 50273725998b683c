//! The life of one made-up complaint: when it came, who held it, what became of it.
//!
//! All times are the local clock of the city (WIB). Nothing happens after the export was taken.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::dice::Dice;
use super::units::{FORMER, GOVERNMENT, SUCCESSOR, Unit};
use crate::terms::{Channel, Class, ClosedBy, Reason, State};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// Who holds a complaint.
#[derive(Debug, Clone, Copy)]
pub(super) enum Holder {
    /// A unit.
    Unit(&'static Unit),
    /// The government itself.
    Government,
    /// Nobody yet.
    Nobody,
}

impl Holder {
    /// The unit, if it is one.
    pub fn unit(self) -> Option<&'static Unit> {
        match self {
            Self::Unit(unit) => Some(unit),
            Self::Government | Self::Nobody => None,
        }
    }

    /// The official name; empty where nobody holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unit(unit) => unit.name,
            Self::Government => GOVERNMENT,
            Self::Nobody => "",
        }
    }
}

/// How a channel tends to end things, each in thousandths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Custom {
    /// Not assigned to any unit.
    pub blank: u64,
    /// Answered and never formally closed.
    pub lingering: u64,
    /// Of the closings: by the system, an admin, the reporter; the rest by the unit.
    pub by_system: u64,
    /// See `by_system`.
    pub by_admin: u64,
    /// See `by_system`.
    pub by_reporter: u64,
}

/// What became of a complaint up to the export.
#[derive(Debug, Clone)]
pub(super) struct Life {
    /// Checked at intake.
    pub verified: Option<NaiveDateTime>,
    /// Given to the holder.
    pub assigned: Option<NaiveDateTime>,
    /// First answered.
    pub response: Option<NaiveDateTime>,
    /// Closed or set aside.
    pub closed: Option<NaiveDateTime>,
    /// Where it stands.
    pub state: State,
    /// Who closed it.
    pub closed_by: Option<ClosedBy>,
    /// Why it was set aside.
    pub reason: Option<Reason>,
    /// Who holds it.
    pub holder: Holder,
}

/// When the exports were taken: 5 July 2024, 17:30.
pub(super) fn export_time() -> NaiveDateTime {
    at(2024, 7, 5, 17, 30)
}

/// A minute of a day in the years at hand.
pub(super) fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    let date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    date.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default())
}

/// A receipt from `first` to `last`: by day more than by night, on working days more than at weekends.
pub(super) fn receipt(dice: &mut Dice, first: NaiveDate, last: NaiveDate) -> NaiveDateTime {
    const BY_HOUR: [u64; 24] =
        [4, 2, 2, 2, 3, 8, 18, 38, 62, 78, 76, 66, 50, 56, 60, 54, 48, 42, 38, 44, 42, 30, 18, 9];
    let days = (last - first).num_days().max(0).unsigned_abs();
    let mut date = first;
    for _ in 0..8 {
        date = first.checked_add_days(Days::new(dice.below(days + 1))).unwrap_or(first);
        if date.weekday().number_from_monday() < 6 || dice.chance(550) {
            break;
        }
    }
    let hour = i64::try_from(dice.weighted(BY_HOUR.into_iter())).unwrap_or(12);
    date.and_time(NaiveTime::MIN) + TimeDelta::seconds(hour * HOUR + dice.between(0, HOUR - 1))
}

/// A class; a unit that watches over others gets more of the weighty ones, and a few get none.
pub(super) fn class(dice: &mut Dice, holder: Holder) -> Option<Class> {
    let watched = holder.unit().is_some_and(|unit| unit.topics.contains(&"pegawai"));
    let weights: [u64; 5] = if watched { [550, 300, 80, 40, 30] } else { [15, 740, 140, 75, 30] };
    let classes = [
        Some(Class::Supervisory),
        Some(Class::NonSupervisory),
        Some(Class::Information),
        Some(Class::Aspiration),
        None,
    ];
    classes[dice.weighted(weights.into_iter())]
}

/// The calendar seconds that safely lie inside the limit of a class, by the national rules.
fn comfortable(class: Option<Class>) -> i64 {
    match class {
        Some(Class::Information | Class::Aspiration) => 6 * DAY,
        Some(Class::Supervisory) => 80 * DAY,
        Some(Class::NonSupervisory) | None => 18 * DAY,
    }
}

/// A moment that a person would work at: what falls into the small hours moves to the morning.
fn waking(dice: &mut Dice, moment: NaiveDateTime) -> NaiveDateTime {
    if moment.hour() >= 6 {
        return moment;
    }
    moment.date().and_time(NaiveTime::MIN) + TimeDelta::seconds(7 * HOUR + dice.between(0, 100 * MINUTE))
}

impl Life {
    /// A complaint that lies where it fell.
    fn untouched(holder: Holder, state: State) -> Self {
        Self {
            verified: None,
            assigned: None,
            response: None,
            closed: None,
            state,
            closed_by: None,
            reason: None,
            holder,
        }
    }

    /// Draws a life from receipt to the export.
    pub fn draw(
        dice: &mut Dice,
        holder: Holder,
        class: Option<Class>,
        received: NaiveDateTime,
        custom: Custom,
    ) -> Self {
        let young = (export_time() - received).num_days() < 40;
        if dice.chance(custom.blank) {
            return Self::without_unit(dice, received, young);
        }
        match dice.below(1000) {
            0..3 => {
                let mut life = Self::untouched(holder, State::Blocked);
                life.closed = before_export(received + TimeDelta::seconds(HOUR + dice.soon(2 * DAY)));
                life
            }
            3..13 => Self::set_aside(dice, holder, received, Some(Reason::Jurisdiction)),
            13..53 => Self::set_aside(dice, holder, received, None),
            53..123 if young => Self::waiting(dice, holder, received),
            _ => Self::worked(dice, holder, class, received, custom),
        }
    }

    /// Draws a life that a unit works on, neither set aside nor waiting.
    pub fn worked(
        dice: &mut Dice,
        holder: Holder,
        class: Option<Class>,
        received: NaiveDateTime,
        custom: Custom,
    ) -> Self {
        let habits =
            holder.unit().map_or((900, 900, 20), |unit| (unit.habits.prompt, unit.habits.solved, unit.habits.silent));
        let (prompt, solved, silent) = habits;
        let delay = if dice.chance(prompt) {
            20 * MINUTE + dice.soon(23 * HOUR + 30 * MINUTE)
        } else {
            DAY + 10 * MINUTE + dice.soon_with_tail(14 * DAY)
        };
        let answer = received + TimeDelta::seconds(delay);
        let morning = waking(dice, answer);
        let limit = received + TimeDelta::days(1);
        let answer = if answer <= limit && morning > limit { answer } else { morning };

        let mut life = Self::untouched(holder, State::Received);
        let wait = (answer - received).num_seconds();
        let verified = received + TimeDelta::seconds((2 * MINUTE + dice.soon(5 * HOUR)).min(wait / 2));
        let assigned = verified + TimeDelta::seconds((MINUTE + dice.soon(3 * HOUR)).min(wait / 3));
        life.verified = before_export(verified);
        life.assigned = before_export(assigned);
        if life.verified.is_some() {
            life.state = State::Verified;
        }
        if dice.chance(silent) {
            return life;
        }
        life.response = before_export(answer);
        if life.response.is_none() {
            return life;
        }
        life.state = State::InProgress;
        if dice.chance(custom.lingering) {
            return life;
        }
        life.close(dice, class, received, answer, solved, custom);
        life
    }

    fn close(
        &mut self,
        dice: &mut Dice,
        class: Option<Class>,
        received: NaiveDateTime,
        answer: NaiveDateTime,
        solved: u64,
        custom: Custom,
    ) {
        let unit = 1000 - custom.by_system - custom.by_admin - custom.by_reporter;
        let closers = [ClosedBy::System, ClosedBy::Admin, ClosedBy::Reporter, ClosedBy::Unit];
        let by = closers[dice.weighted([custom.by_system, custom.by_admin, custom.by_reporter, unit].into_iter())];
        let comfortable = comfortable(class);
        let span = if dice.chance(solved) {
            2 * HOUR + dice.soon(comfortable)
        } else {
            comfortable * 3 / 2 + dice.soon(comfortable * 2)
        };
        let moment = match by {
            // The time-out: ten working days after the answer, at the machine's hour of the night.
            ClosedBy::System => {
                answer.date().and_time(NaiveTime::MIN)
                    + TimeDelta::seconds(15 * DAY + HOUR + dice.between(0, 20 * MINUTE))
            }
            ClosedBy::Unit if dice.chance(120) => {
                // The closing itself is the first that the reporter hears.
                self.response = None;
                answer
            }
            _ => {
                let moment = received + TimeDelta::seconds(span);
                waking(dice, moment.max(answer + TimeDelta::seconds(HOUR)))
            }
        };
        match before_export(moment) {
            Some(moment) => {
                self.closed = Some(moment);
                self.closed_by = Some(by);
                self.state = State::Closed;
            }
            None => self.response = Some(answer),
        }
    }

    fn waiting(dice: &mut Dice, holder: Holder, received: NaiveDateTime) -> Self {
        let holder = if dice.chance(400) { Holder::Nobody } else { holder };
        let mut life = Self::untouched(holder, State::Waiting);
        life.verified = before_export(received + TimeDelta::seconds(5 * MINUTE + dice.soon(6 * HOUR)));
        if life.verified.is_none() {
            life.state = State::Received;
        }
        if !matches!(holder, Holder::Nobody) {
            life.assigned = life.verified;
        }
        life
    }

    /// Archived, for the reason given or one that is drawn.
    fn set_aside(dice: &mut Dice, holder: Holder, received: NaiveDateTime, reason: Option<Reason>) -> Self {
        let reasons = [Reason::Invalid, Reason::Incomplete, Reason::Withdrawn, Reason::Other];
        let reason = reason.unwrap_or_else(|| reasons[dice.weighted([300, 400, 180, 120].into_iter())]);
        let nobody = reason != Reason::Other && dice.chance(500);
        let mut life = Self::untouched(if nobody { Holder::Nobody } else { holder }, State::Received);
        life.verified = before_export(received + TimeDelta::seconds(5 * MINUTE + dice.soon(6 * HOUR)));
        if !nobody {
            life.assigned = life.verified;
        }
        let (by, span) = match reason {
            Reason::Incomplete => (ClosedBy::System, 10 * DAY + dice.soon(5 * DAY)),
            Reason::Withdrawn => (ClosedBy::Reporter, 7 * HOUR + dice.soon(5 * DAY)),
            _ => (ClosedBy::Admin, 7 * HOUR + dice.soon(3 * DAY)),
        };
        if let Some(moment) = before_export(received + TimeDelta::seconds(span)) {
            life.closed = Some(waking(dice, moment).min(export_time()));
            life.closed_by = Some(by);
            life.reason = Some(reason);
            life.state = if reason == Reason::Jurisdiction { State::OutOfJurisdiction } else { State::Archived };
        } else if life.verified.is_some() {
            life.state = State::Verified;
        }
        life
    }

    fn without_unit(dice: &mut Dice, received: NaiveDateTime, young: bool) -> Self {
        match dice.below(100) {
            0..45 => Self::set_aside(dice, Holder::Nobody, received, None),
            45..60 if young => Self::waiting(dice, Holder::Nobody, received),
            45..70 => {
                let mut life = Self::untouched(Holder::Nobody, State::Verified);
                life.verified = before_export(received + TimeDelta::seconds(5 * MINUTE + dice.soon(6 * HOUR)));
                if life.verified.is_none() {
                    life.state = State::Received;
                }
                life
            }
            _ => Self::untouched(Holder::Nobody, State::Received),
        }
    }
}

/// The moment, unless it lies after the export.
pub(super) fn before_export(moment: NaiveDateTime) -> Option<NaiveDateTime> {
    (moment <= export_time()).then_some(moment)
}

/// A channel of the national system.
pub(super) fn national_channel(dice: &mut Dice) -> Channel {
    const CHANNELS: [(Channel, u64); 9] = [
        (Channel::Website, 430),
        (Channel::Android, 270),
        (Channel::Ios, 40),
        (Channel::Whatsapp, 110),
        (Channel::Instagram, 60),
        (Channel::Sms, 40),
        (Channel::Email, 25),
        (Channel::FaceToFace, 20),
        (Channel::Letter, 5),
    ];
    CHANNELS[dice.weighted(CHANNELS.iter().map(|(_, weight)| *weight))].0
}

/// A made-up complaint.
#[derive(Debug, Clone)]
pub(super) struct Case {
    /// Its id.
    pub id: String,
    /// Local receipt time.
    pub received: NaiveDateTime,
    /// Its class, as far as one was given.
    pub class: Option<Class>,
    /// The way by which it came.
    pub channel: Channel,
    /// Its district.
    pub district: &'static str,
    /// A number in place of a person.
    pub reporter: u64,
    /// What it says.
    pub wording: super::texts::Wording,
    /// What became of it.
    pub life: Life,
    /// Something odd that was planted.
    pub oddity: Option<Oddity>,
}

/// Something odd in a row that is nevertheless kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// The unit's name has a slip that no alias covers.
    MisspeltUnit,
    /// The class is none of the four.
    UnknownClass,
    /// The channel is none that is known.
    UnknownChannel,
    /// The answer stands before the assignment.
    AnswerBeforeAssignment,
    /// The state shows an answer, its time was never written down.
    TimeNotRecorded,
    /// It repeats the text of another: planted on purpose, so its life stays plain.
    Twin,
}

impl Case {
    /// The holder's name as this row spells it; exports use several spellings.
    pub fn holder_name(&self, dice: &mut Dice) -> String {
        let Some(unit) = self.life.holder.unit() else { return self.life.holder.name().to_owned() };
        if self.oddity == Some(Oddity::MisspeltUnit) {
            return misspelt(unit.name);
        }
        if unit.id == SUCCESSOR && dice.chance(90) {
            // Some desks keep the old name for a while.
            return FORMER.name.to_owned();
        }
        match dice.below(100) {
            0..85 => unit.name.to_owned(),
            85..90 => unit.name.to_uppercase(),
            _ if unit.spellings.is_empty() => unit.name.to_owned(),
            _ => dice.pick(unit.spellings).to_owned(),
        }
    }
}

/// A name with the third-last letter left out.
pub(super) fn misspelt(name: &str) -> String {
    let length = name.chars().count();
    name.chars().enumerate().filter(|(place, _)| place + 3 != length).map(|(_, letter)| letter).collect()
}
