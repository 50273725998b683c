//! Dated exports of one list: what the differences between them tell of a complaint.
//!
//! An export shows a status, not when it came about. Two exports bound it: what the earlier one does not show and the
//! later one does happened between them. The newest row says how a complaint stands; the earlier ones say since when at the
//! latest and at the earliest. Every difference is recorded, and none is smoothed over.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::life::{Holding, Known, Life, Reading, Span};
use super::merge::newness;
use super::units::Standing;
use crate::config::{Clock, Status};
use crate::terms::{Class, ClosedBy, Place, State, Zone};
use crate::validate::{Case, Intake, Stamp, rules};

/// The lists of a run of which there are dated exports, up to as-of.
#[derive(Debug, Default)]
pub struct Lists {
    lists: Vec<List>,
    /// For each account, the list its rows belong to.
    of_account: FxHashMap<u32, usize>,
}

/// One list: its exports, oldest first.
#[derive(Debug, Default)]
struct List {
    exports: Vec<Export>,
}

/// One export of a list.
#[derive(Debug)]
struct Export {
    at: Stamp,
    /// Receipt dates that its files cover: as they state it, else from the first to the last row.
    covers: Vec<(NaiveDate, NaiveDate)>,
}

impl Export {
    fn shares_days(&self, other: &Self) -> bool {
        self.covers.iter().any(|(from, to)| other.covers.iter().any(|(first, last)| from <= last && first <= to))
    }
}

impl Lists {
    /// From the files that were read by a profile of layout `snapshots`. Exports made after as-of prove nothing.
    pub fn new(intake: &Intake, zone: Zone, as_of: i64) -> Self {
        let mut number: BTreeMap<&str, usize> = BTreeMap::new();
        let mut of_account = FxHashMap::default();
        let mut stated = FxHashMap::default();
        for snapshot in &intake.snapshots {
            let Some(account) = intake.accounts.get(snapshot.account as usize) else { continue };
            let next = number.len();
            of_account.insert(snapshot.account, *number.entry(account.profile.as_str()).or_insert(next));
            stated.extend(snapshot.period.map(|period| (snapshot.account, period)));
        }
        // The dates of receipt by list, export and file.
        let mut met: BTreeMap<(usize, i64, u32), (Stamp, NaiveDate, NaiveDate)> = BTreeMap::new();
        for case in &intake.cases.rows {
            let list = of_account.get(&case.origin.account);
            let (Some(list), Some(at), Some(date)) = (list, case.exported.earliest(zone), case.received.date(zone))
            else {
                continue;
            };
            if at <= as_of {
                let span = met.entry((*list, at, case.origin.account)).or_insert((case.exported, date, date));
                span.1 = span.1.min(date);
                span.2 = span.2.max(date);
            }
        }
        let mut lists: Vec<List> = (0..number.len()).map(|_| List::default()).collect();
        for ((list, _, account), (at, first, last)) in met {
            let Some(list) = lists.get_mut(list) else { continue };
            let covers = stated.get(&account).copied().unwrap_or((first, last));
            match list.exports.last_mut().filter(|export| export.at == at) {
                Some(export) => export.covers.push(covers),
                None => list.exports.push(Export { at, covers: vec![covers] }),
            }
        }
        Self { lists, of_account }
    }

    /// Notes each file of a list of several whose rows tell no date: they can neither be ordered nor bound anything.
    pub fn note_undated(&self, intake: &mut Intake) {
        let mut undated: BTreeMap<u32, u64> = BTreeMap::new();
        for case in intake.cases.rows.iter().filter(|c| !c.exported.is_some()) {
            *undated.entry(case.origin.account).or_default() += 1;
        }
        for (account, rows) in undated {
            let list = self.of_account.get(&account);
            let files = self.of_account.values().filter(|other| list == Some(*other)).count();
            if let Some(of) = intake.accounts.get(account as usize).filter(|_| files > 1) {
                let place = Place { file: of.file.clone(), sheet: of.sheet.clone(), ..Place::default() };
                intake.log.note_many(&rules::UNDATED_EXPORT, &place, "", rows);
            }
        }
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.lists.iter().all(|list| list.exports.len() < 2)
    }

    /// The list of a row, where there is another export to compare it with.
    fn of(&self, case: &Case) -> Option<&List> {
        let list = self.lists.get(*self.of_account.get(&case.origin.account)?)?;
        let dated = list.exports.iter().any(|export| export.at == case.exported);
        (dated && list.exports.len() > 1).then_some(list)
    }
}

impl List {
    /// The last export before this one that shares days of receipt with it: two halves of a year are no two exports of the
    /// same complaints.
    fn before(&self, at: Stamp) -> Option<&Export> {
        let this = self.exports.iter().find(|export| export.at == at)?;
        self.exports.iter().take_while(|export| export.at != at).filter(|export| export.shares_days(this)).last()
    }

    /// The first export after this one that covers a date.
    fn next_covering(&self, at: Stamp, date: NaiveDate) -> Option<&Export> {
        let mut later = self.exports.iter().skip_while(|export| export.at != at).skip(1);
        later.find(|e| e.covers.iter().any(|(from, to)| (*from..=*to).contains(&date)))
    }
}

/// What differs between two exports of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The status.
    Status { before: Status, after: Status },
    /// The unit that holds it, by number.
    Unit { before: u32, after: u32 },
    /// The class.
    Class { before: Option<Class>, after: Option<Class> },
    /// The time of receipt.
    Receipt { before: Option<NaiveDate>, after: Option<NaiveDate> },
    /// It is missing from a later export that covers its receipt.
    Vanished,
}

impl Difference {
    /// Whether the later status lies behind the earlier one. To wait for the reporter, and to go on after it, is no way back.
    pub fn goes_back(self) -> bool {
        let place = |status: Status| match status.state {
            State::Received => Some(0),
            State::Verified => Some(1),
            State::Waiting => None,
            State::InProgress => Some(2),
            _ => Some(3),
        };
        match self {
            Self::Status { before, after } => place(before).zip(place(after)).is_some_and(|(b, a)| a < b),
            _ => false,
        }
    }
}

/// One difference between two exports of a complaint, and the row of the later one.
#[derive(Debug, Clone, Copy)]
pub struct Changed {
    /// What differs.
    pub difference: Difference,
    /// The earlier export.
    pub from: Stamp,
    /// The later one.
    pub to: Stamp,
    /// The later row; the last one there is, where the complaint has vanished.
    pub case: Case,
}

/// What the exports of a list tell of one complaint.
pub struct Course<'a> {
    list: &'a List,
    rows: Vec<Case>,
    lives: Vec<Life>,
    reading: Reading<'a>,
    /// Under which number each unit goes on after merging and renaming.
    offices: &'a [u32],
}

impl<'a> Course<'a> {
    /// Gathers the rows of a complaint that its list's exports hold; `None` where there is nothing to compare.
    ///
    /// `newest` is the row that stands, `earlier` those that it replaced.
    pub fn new(
        lists: &'a Lists,
        newest: &Case,
        earlier: impl Iterator<Item = Case>,
        unassigned: u32,
        reading: Reading<'a>,
        offices: &'a [u32],
    ) -> Option<Self> {
        let list = lists.of(newest)?;
        let same_list = |c: &Case| lists.of(c).is_some_and(|other| std::ptr::eq(other, list));
        let mut rows: Vec<Case> = earlier.filter(same_list).collect();
        rows.sort_by_key(|c| (c.exported.latest(reading.zone), newness(c, reading.zone, reading.as_of)));
        rows.push(*newest);
        // Of rows of one export the newest stands.
        let mut kept: Vec<Case> = Vec::with_capacity(rows.len());
        for row in rows {
            if kept.last().is_some_and(|last| last.exported == row.exported) {
                kept.pop();
            }
            kept.push(row);
        }
        let lives = kept.iter().map(|c| Life::of_case(c, unassigned, &reading)).collect();
        Some(Self { list, rows: kept, lives, reading, offices })
    }

    fn office(&self, unit: u32) -> u32 {
        self.offices.get(unit as usize).copied().unwrap_or(unit)
    }

    fn exported(&self, row: usize) -> Stamp {
        self.rows.get(row).map_or(Stamp::NONE, |c| c.exported)
    }

    /// The first second at which the state of a row can have come about: after the row before it; for the first row after
    /// the receipt, where an export made before the receipt does not hold the complaint yet.
    fn after(&self, row: usize) -> Option<i64> {
        let zone = self.reading.zone;
        if let Some(before) = row.checked_sub(1) {
            return self.exported(before).earliest(zone);
        }
        let received = self.rows.first()?.received;
        let before = self.list.before(self.exported(0))?.at.earliest(zone)?;
        received.earliest(zone).filter(|_| received.latest(zone) >= Some(before))
    }

    /// Between which times something came about that `shows` tells of the rows from `from` on, and that held to the end. A
    /// row that `retracts` it starts anew, as to the latest time; as to the earliest, the first sight of it counts.
    fn between(&self, from: usize, shows: impl Fn(&Life) -> bool, retracts: impl Fn(&Life) -> bool) -> Option<Span> {
        let zone = self.reading.zone;
        let first = self.lives.iter().skip(from).position(&shows)? + from;
        let start = self.lives.iter().rposition(retracts).map_or(first, |row| first.max(row + 1));
        let held = self.lives.iter().skip(start).position(&shows)? + start;
        let received = self.lives.last()?.received.earliest(zone)?;
        let early = self.after(first)?.max(received);
        let late = self.exported(held).latest(zone)?.min(self.reading.as_of);
        Some(Span { early, late: late.max(early) })
    }

    /// Between which times the state that holds to the end, and that `shows` tells, came about.
    fn since(&self, shows: impl Fn(&Life) -> bool) -> Option<Span> {
        let start = self.lives.iter().rposition(|life| !shows(life)).map_or(0, |row| row + 1);
        let received = self.lives.last()?.received.earliest(self.reading.zone)?;
        let early = self.after(start)?.max(received);
        let late = self.exported(start).latest(self.reading.zone)?.min(self.reading.as_of);
        Some(Span { early, late: late.max(early) })
    }

    /// The response, of rows from `from` on.
    fn response(&self, from: usize, newest: Known, of: fn(&Life) -> Known) -> Known {
        if !matches!(newest, Known::Not | Known::ByStatus) {
            return newest;
        }
        let retracts = |life: &Life| matches!(life.state, State::Received | State::Verified);
        let shows = |life: &Life| of(life) != Known::Not;
        if self.lives.last().is_some_and(retracts) || !self.lives.iter().skip(from).any(shows) {
            return newest;
        }
        let told = |life: &Life| matches!(of(life), Known::At(_)).then(|| of(life));
        if let Some(at) = self.lives.iter().skip(from).find_map(told) {
            return at;
        }
        let before = from.checked_sub(1).and_then(|row| self.lives.get(row));
        // What the holder before did, its successor need not have done, and a status does not tell whose work it is.
        if before.is_some_and(shows) {
            return Known::ByStatus;
        }
        self.between(from, shows, retracts).map_or(Known::ByStatus, Known::Between)
    }

    /// The row from which on the present unit holds the complaint.
    fn held_from(&self) -> usize {
        let Some(last) = self.lives.last() else { return 0 };
        let other = |life: &Life| self.office(life.unit) != self.office(last.unit);
        self.lives.iter().rposition(other).map_or(0, |row| row + 1)
    }

    fn holds(&self, unit: u32) -> bool {
        let standing = self.reading.units.units.get(unit as usize).map(|u| u.standing);
        matches!(standing, Some(Standing::Unit | Standing::Vertikal | Standing::Direct))
    }

    /// Where the complaint goes from one unit to another: between which times.
    fn hand_over(&self, row: usize) -> Option<Span> {
        let early = self.exported(row.checked_sub(1)?).earliest(self.reading.zone)?;
        let late = self.exported(row).latest(self.reading.zone)?.min(self.reading.as_of);
        Some(Span { early, late: late.max(early) })
    }

    /// The life as it stands, with bounds where the newest row alone has none.
    pub fn life(&self) -> Option<Life> {
        let mut life = self.lives.last()?.clone();
        let held_from = self.held_from();
        life.response = self.response(held_from, life.response, |l| l.response);
        life.any_response = self.response(0, life.any_response, |l| l.any_response);
        self.pass_on(&mut life, held_from);
        if life.closed_by.is_some() && life.resolution == Known::ByStatus {
            life.closed_between = self.since(|life| life.closed_by.is_some());
            if let Some(closing) = life.closed_between {
                // The system closes after the reporter's silence: the unit's last progress before it ended the matter.
                let since = |response: Known| match (life.closed_by, response) {
                    (Some(ClosedBy::System), Known::Between(span)) => Span { early: span.early, ..closing },
                    _ => closing,
                };
                life.resolution = Known::Between(since(life.response));
                life.any_resolution = Known::Between(since(life.any_response));
            }
        }
        if life.archived == Known::ByStatus {
            life.archived = self.since(|life| life.state == State::Archived).map_or(Known::ByStatus, Known::Between);
        }
        if life.state == State::Waiting && life.waiting_since == Known::Not {
            life.waiting_since = self.since(|life| life.state == State::Waiting).map_or(Known::Not, Known::Between);
        }
        Some(life)
    }

    /// Hand-overs between the exports: who let it go, and when the clock of the present unit started.
    fn pass_on(&self, life: &mut Life, held_from: usize) {
        let zone = self.reading.zone;
        let assigned_by_row = self.rows.last().is_some_and(|c| c.assigned.is_some());
        let mut start = self.lives.first().map_or(life.received, |l| l.start);
        let mut handed: Vec<Holding> = Vec::new();
        for (row, pair) in self.lives.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            let Some(span) = self.hand_over(row + 1).filter(|_| self.office(before.unit) != self.office(after.unit))
            else {
                continue;
            };
            let let_go = Stamp::instant(span.early.max(life.received.earliest(zone).unwrap_or(span.early)));
            if self.holds(before.unit) && after.handed.is_empty() {
                // Since when, and up to when, is known to an interval only.
                let since = Stamp::NONE;
                let (unit, returned) = (before.unit, !self.holds(after.unit));
                handed.push(Holding { unit, since, start, end: let_go, response: Stamp::NONE, returned });
            }
            start = let_go;
            let own_clock = !handed.is_empty() || self.reading.response.clock == Clock::Assigned;
            if row + 1 == held_from && own_clock && !assigned_by_row {
                life.start = let_go;
                // A complaint that nobody holds is the supervising unit's from the earliest time on.
                life.start_by = if self.holds(after.unit) { Stamp::instant(span.late) } else { Stamp::NONE };
            }
        }
        handed.append(&mut life.handed);
        life.handed = handed;
    }

    /// Every difference from one export to the next.
    pub fn differences(&self) -> Vec<Changed> {
        let mut changed = Vec::new();
        let zone = self.reading.zone;
        for (rows, lives) in self.rows.windows(2).zip(self.lives.windows(2)) {
            let ([earlier, later], [before, after]) = (rows, lives) else { continue };
            let mut note = |difference| {
                changed.push(Changed { difference, from: earlier.exported, to: later.exported, case: *later });
            };
            if earlier.status != later.status {
                note(Difference::Status { before: earlier.status, after: later.status });
            }
            if self.office(before.unit) != self.office(after.unit) {
                note(Difference::Unit { before: before.unit, after: after.unit });
            }
            if earlier.class != later.class {
                note(Difference::Class { before: earlier.class, after: later.class });
            }
            let moved = earlier.received.certainly_before(later.received, zone)
                || later.received.certainly_before(earlier.received, zone);
            if moved {
                note(Difference::Receipt { before: earlier.received.date(zone), after: later.received.date(zone) });
            }
        }
        let last = self.rows.last();
        let gone = last.and_then(|c| Some((c, self.list.next_covering(c.exported, c.received.date(zone)?)?)));
        changed.extend(gone.map(|(case, export)| Changed {
            difference: Difference::Vanished,
            from: case.exported,
            to: export.at,
            case: *case,
        }));
        changed
    }
}
