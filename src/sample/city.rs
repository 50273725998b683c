//! The sample city: 3,000 complaints of four quarters in four channels, and what is planted among them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use super::dice::Dice;
use super::life::{self, Case, Custom, Holder, Life, Oddity, at};
use super::units::{self, DISTRICTS, FORMER, SUCCESSOR, UNITS};
use super::{call_center, cases, sambat, texts};
use crate::terms::{Channel, Quarter, Reason, State};

/// How many distinct complaints each quarter brings; the last two make the 1,367 of the first half of 2024.
const QUOTAS: [(i32, u32, usize); 4] = [(2023, 3, 796), (2023, 4, 837), (2024, 1, 671), (2024, 2, 696)];

/// Where a complaint came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Route {
    /// The national system, by the city's dashboard.
    National,
    /// The city's own application.
    Application,
    /// Call Center 112.
    CallCenter,
    /// The forum and its WhatsApp number.
    Forum,
}

impl Route {
    const ALL: [(Self, u64); 4] =
        [(Self::National, 450), (Self::Application, 300), (Self::CallCenter, 150), (Self::Forum, 100)];

    fn draw(dice: &mut Dice) -> Self {
        Self::ALL[dice.weighted(Self::ALL.iter().map(|(_, weight)| *weight))].0
    }

    fn custom(self) -> Custom {
        match self {
            Self::National => Custom { blank: 45, lingering: 50, by_system: 680, by_admin: 240, by_reporter: 80 },
            Self::Application => sambat::CUSTOM,
            Self::CallCenter => call_center::CUSTOM,
            Self::Forum => Custom { blank: 10, ..cases::CUSTOM },
        }
    }

    fn channel(self, dice: &mut Dice) -> Channel {
        match self {
            Self::National => life::national_channel(dice),
            Self::Application => Channel::LocalApp,
            Self::CallCenter => Channel::CallCenter,
            Self::Forum if dice.chance(350) => Channel::FaceToFace,
            Self::Forum => Channel::Whatsapp,
        }
    }
}

/// A complaint of the city and its way in.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its way in.
    pub route: Route,
    /// The complaint.
    pub case: Case,
}

/// Every complaint of the city, oldest first.
pub(super) fn draw(dice: &mut Dice) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (year, number, quota) in QUOTAS {
        let quarter = Quarter::from_index(year * 4 + i32::try_from(number).unwrap_or(1) - 1);
        for holder in deck(dice, quota) {
            let serial = entries.len() as u64;
            let received = life::receipt(dice, quarter.first_day(), quarter.last_day());
            entries.push(entry(dice, holder, received, serial));
        }
        on_the_edge(&mut entries, quarter, dice);
    }
    repeat_across_channels(&mut entries, dice);
    odd_ones(&mut entries, dice);
    entries.sort_by_key(|entry| entry.case.received);
    number(&mut entries, dice);
    entries
}

fn call_is_rare(holder: Holder) -> bool {
    holder.unit().is_some_and(|unit| unit.topics.contains(&"pegawai"))
}

/// As many holders as the quota, each unit by its weight, in an order of chance.
fn deck(dice: &mut Dice, quota: usize) -> Vec<Holder> {
    const DIRECT: u64 = 8;
    let total: u64 = DIRECT + UNITS.iter().map(|unit| unit.habits.volume).sum::<u64>();
    let share = |weight: u64, dice: &mut Dice| {
        // A tenth more or less from quarter to quarter, the fraction left to chance.
        let scaled = weight * quota as u64 * dice.below(200).saturating_add(900) / total;
        usize::try_from(scaled / 1000 + u64::from(dice.chance(scaled % 1000))).unwrap_or(0).max(3)
    };
    let mut deck: Vec<Holder> = Vec::with_capacity(quota + 64);
    for unit in &UNITS {
        let count = share(unit.habits.volume, dice);
        deck.extend(std::iter::repeat_n(Holder::Unit(unit), count));
    }
    let direct = share(DIRECT, dice);
    deck.extend(std::iter::repeat_n(Holder::Government, direct));
    // What is missing or too much is the biggest unit's.
    let biggest = Holder::Unit(&UNITS[0]);
    while deck.len() > quota {
        let Some(place) = deck.iter().position(|holder| holder.unit().is_some_and(|unit| unit.id == UNITS[0].id))
        else {
            break;
        };
        deck.swap_remove(place);
    }
    deck.resize(quota, biggest);
    dice.shuffle(&mut deck);
    deck
}

fn entry(dice: &mut Dice, holder: Holder, received: NaiveDateTime, serial: u64) -> Entry {
    let mut route = Route::draw(dice);
    if route == Route::CallCenter && call_is_rare(holder) {
        route = Route::National;
    }
    let holder = named_then(holder, received.date());
    let class = life::class(dice, holder);
    let topics = holder.unit().map_or(&["layanan"][..], |unit| unit.topics);
    let mut life = Life::draw(dice, holder, class, received, route.custom());
    if life.state == State::Blocked && route != Route::National {
        life.state = State::Archived;
        life.reason = Some(Reason::Invalid);
    }
    let case = Case {
        id: String::new(),
        received,
        class,
        channel: route.channel(dice),
        district: dice.pick(&DISTRICTS),
        reporter: dice.below(1_900) + 1,
        wording: texts::word(dice, topics, serial),
        life,
        oddity: None,
    };
    Entry { route, case }
}

/// The renamed unit under the name that it had on that day.
fn named_then(holder: Holder, day: NaiveDate) -> Holder {
    match holder {
        Holder::Unit(unit) if unit.id == SUCCESSOR && day.year() < 2024 => Holder::Unit(&FORMER),
        other => other,
    }
}

/// Receipts in the first and last hours of a quarter, where a clock read wrongly changes the quarter.
fn on_the_edge(entries: &mut [Entry], quarter: Quarter, dice: &mut Dice) {
    let (first, last) = (quarter.first_day(), quarter.last_day());
    let edges = [
        at(first.year(), first.month(), first.day(), 0, 12),
        at(first.year(), first.month(), first.day(), 3, 41),
        at(first.year(), first.month(), first.day(), 5, 57),
        at(last.year(), last.month(), last.day(), 23, 51),
    ];
    let fits = |entry: &Entry| {
        Quarter::of(entry.case.received.date()) == quarter
            && entry.case.life.holder.unit().is_some_and(|u| u.habits.volume > 30)
    };
    let places: Vec<usize> = entries.iter().enumerate().filter(|(_, e)| fits(e)).map(|(place, _)| place).collect();
    for (edge, place) in edges.into_iter().zip(places.into_iter().step_by(17)) {
        let old = &entries[place];
        let (holder, route, class) = (old.case.life.holder, old.route, old.case.class);
        let life = Life::worked(dice, holder, class, edge, route.custom());
        let case = &mut entries[place].case;
        case.received = edge;
        case.life = life;
    }
}

/// The same complaint again by another way in, and four that only look like it.
struct Repeat {
    count: usize,
    /// Days until it comes again, lowest and highest.
    days: (i64, i64),
    /// Whether the second goes to the same unit.
    same_unit: bool,
    /// Whether the application itself marked it as a duplicate.
    marked: bool,
}

const REPEATS: [Repeat; 4] = [
    Repeat { count: 38, days: (0, 8), same_unit: true, marked: false },
    Repeat { count: 3, days: (0, 3), same_unit: true, marked: true },
    // Not the same complaint: too long after, or with another unit.
    Repeat { count: 2, days: (45, 60), same_unit: true, marked: false },
    Repeat { count: 2, days: (1, 5), same_unit: false, marked: false },
];

/// Overwrites plain complaints with repetitions of others, so that the quotas stay exact.
fn repeat_across_channels(entries: &mut [Entry], dice: &mut Dice) {
    for repeat in &REPEATS {
        let (mut made, mut tries) = (0, 0);
        while made < repeat.count && tries < 20_000 {
            tries += 1;
            let (source, slot) = (dice.place(entries.len()), dice.place(entries.len()));
            let wait = TimeDelta::seconds(dice.between(repeat.days.0 * 86_400 + 900, repeat.days.1 * 86_400));
            if let Some(twin) = twin(&entries[source], &entries[slot], wait, repeat, dice) {
                entries[slot] = twin;
                entries[source].case.oddity = Some(Oddity::Twin);
                made += 1;
            }
        }
    }
}

fn twin(source: &Entry, slot: &Entry, wait: TimeDelta, repeat: &Repeat, dice: &mut Dice) -> Option<Entry> {
    let plain = |entry: &Entry| {
        entry.case.oddity.is_none()
            && matches!(entry.case.life.state, State::Closed | State::InProgress | State::Verified)
    };
    let (unit, other) = (source.case.life.holder.unit()?, slot.case.life.holder.unit()?);
    let received = source.case.received + wait;
    let fits = plain(source)
        && plain(slot)
        && source.route != Route::Forum
        && (slot.route != source.route) != repeat.marked
        && (!repeat.marked || slot.route == Route::Application)
        && Quarter::of(received.date()) == Quarter::of(slot.case.received.date())
        && [unit, other].iter().all(|u| u.id != FORMER.id && u.id != SUCCESSOR)
        // Small units keep their few complaints.
        && other.habits.volume > 30
        && unit.habits.volume > 10
        && (repeat.same_unit || unit.id != other.id);
    if !fits {
        return None;
    }
    let holder = if repeat.same_unit { source.case.life.holder } else { slot.case.life.holder };
    let class = source.case.class;
    let mut life = Life::worked(dice, holder, class, received, slot.route.custom());
    if repeat.marked {
        life.closed = Some(life.verified? + TimeDelta::minutes(20));
        life =
            Life { state: State::Duplicate, reason: Some(Reason::Duplicate), closed_by: None, response: None, ..life };
    }
    let case = Case {
        received,
        class,
        life,
        wording: source.case.wording.clone(),
        district: source.case.district,
        reporter: source.case.reporter,
        oddity: Some(Oddity::Twin),
        ..slot.case.clone()
    };
    Some(Entry { route: slot.route, case })
}

/// Odd rows that are kept: each kind a few times, always with a big unit, where it cannot tip a verdict.
fn odd_ones(entries: &mut [Entry], dice: &mut Dice) {
    const WANTED: [(Oddity, Route, usize); 8] = [
        (Oddity::MisspeltUnit, Route::National, 2),
        (Oddity::MisspeltUnit, Route::Application, 1),
        (Oddity::MisspeltUnit, Route::CallCenter, 1),
        (Oddity::UnknownClass, Route::National, 1),
        (Oddity::UnknownClass, Route::Application, 1),
        (Oddity::UnknownChannel, Route::National, 1),
        (Oddity::AnswerBeforeAssignment, Route::Application, 2),
        (Oddity::TimeNotRecorded, Route::Application, 4),
    ];
    let mut free: Vec<&mut Entry> = entries
        .iter_mut()
        .filter(|entry| {
            let big = entry.case.life.holder.unit().is_some_and(|unit| unit.habits.volume >= 58);
            let done = entry.case.life.state == State::Closed && entry.case.life.response.is_some();
            big && done && entry.case.oddity.is_none()
        })
        .collect();
    dice.shuffle(&mut free);
    for (oddity, route, count) in WANTED {
        for _ in 0..count {
            let Some(place) = free.iter().position(|entry| entry.route == route) else { break };
            let case = &mut free.remove(place).case;
            case.oddity = Some(oddity);
            let life = &mut case.life;
            match oddity {
                Oddity::AnswerBeforeAssignment => life.assigned = life.response.map(|at| at + TimeDelta::minutes(25)),
                Oddity::TimeNotRecorded => {
                    life.response = None;
                    life.closed = None;
                    life.closed_by = None;
                    life.state = State::InProgress;
                }
                _ => {}
            }
        }
    }
}

/// Gives each complaint the number that its way in would give it.
fn number(entries: &mut [Entry], dice: &mut Dice) {
    let mut national = 7_100_000;
    let (mut application, mut calls, mut forum) = (0, 0, 0);
    for entry in entries {
        let received = entry.case.received;
        entry.case.id = match entry.route {
            Route::National => {
                national += dice.between(3, 400);
                national.to_string()
            }
            Route::Application => {
                application += 1;
                format!("SMB-{}-{application:05}", received.year())
            }
            Route::CallCenter => {
                calls += 1;
                format!("112-{}-{calls:04}", received.format("%y%m"))
            }
            Route::Forum => {
                forum += 1;
                format!("NGB-{forum:04}")
            }
        };
    }
}

/// The unit with this id: the planted rows name theirs by it.
pub(super) fn holder(id: &str) -> Holder {
    units::unit(id).map_or(Holder::Nobody, Holder::Unit)
}
