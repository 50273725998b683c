//! Rows of all files to complaints: repeated rows merged, events gathered.

use rustc_hash::FxHashMap;

use super::units::Units;
use crate::terms::{EventKind, Place, RejectedRow, Rule, State, Zone};
use crate::validate::{Case, EventRow, Intake, Origin, Stamp, rules};

/// A distinct complaint: where its row and its events are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Complaint {
    /// The row in the cases, if a source of that layout has one.
    pub case: Option<usize>,
    /// Start and end in [`Merged::events`].
    pub events: (usize, usize),
    /// Receipt.
    pub received: Stamp,
    /// The government.
    pub agency: u32,
}

/// All complaints of the run.
#[derive(Debug, Default)]
pub struct Merged {
    /// The complaints, ordered by first appearance in the files, files ordered by name.
    pub complaints: Vec<Complaint>,
    /// Places of events, gathered by complaint.
    pub events: Vec<usize>,
    /// The rows that the one of a complaint replaced, by its place among the complaints, where dated exports are compared.
    pub replaced: FxHashMap<usize, Vec<usize>>,
}

impl Merged {
    /// The id of a complaint.
    pub fn id<'i>(&self, complaint: &Complaint, intake: &'i Intake) -> &'i str {
        match complaint.case {
            Some(row) => intake.cases.ids.get(row),
            None => self.events.get(complaint.events.0).map_or("", |row| intake.events.ids.get(*row)),
        }
    }

    /// The events of a complaint.
    pub fn events_of(&self, complaint: &Complaint, intake: &Intake) -> Vec<EventRow> {
        let places = self.events.get(complaint.events.0..complaint.events.1).unwrap_or_default();
        places.iter().filter_map(|row| intake.events.rows.get(*row)).copied().collect()
    }
}

/// Which government a complaint id belongs to, where rows of one id may leave it open.
struct Homes<'i> {
    units: &'i Units,
    /// Ids whose rows name exactly one government; empty where the run holds one.
    of_id: FxHashMap<String, Option<u32>>,
}

impl<'i> Homes<'i> {
    fn new(intake: &Intake, units: &'i Units) -> Self {
        let mut of_id: FxHashMap<String, Option<u32>> = FxHashMap::default();
        if units.agencies.len() > 1 {
            let cases = intake.cases.rows.iter().enumerate().map(|(r, c)| (intake.cases.ids.get(r), c.unit));
            let events = intake.events.rows.iter().enumerate();
            let events = events.flat_map(|(r, e)| [e.target, e.actor].map(|unit| (intake.events.ids.get(r), unit)));
            for (id, name) in cases.chain(events) {
                if let Some(unit) = units.named(name) {
                    let agency = Some(units.agency_of(unit));
                    let known = of_id.entry(id.to_owned()).or_insert(agency);
                    if *known != agency {
                        *known = None;
                    }
                }
            }
        }
        Self { units, of_id }
    }

    /// The government of a row: its own, else the only one that other rows of the id name, else the first.
    fn of(&self, id: &str, named: Option<u32>) -> u32 {
        let own = named.map(|unit| self.units.agency_of(unit));
        own.or_else(|| self.of_id.get(id).copied().flatten()).unwrap_or(0)
    }
}

/// Merges repeated rows by government and complaint id. A row exported by as-of beats a later one, then the newest
/// export wins, then the row with the newest time, then the one that is furthest on; of rows that agree in all this the
/// last one stands. The others are counted as repeated.
pub fn merge(intake: &mut Intake, units: &Units, zone: Zone, as_of: i64) -> Merged {
    let homes = Homes::new(intake, units);
    let mut merged = merge_cases(intake, &homes, zone, as_of);
    merge_events(intake, &homes, zone, &mut merged);
    merged
}

fn merge_cases(intake: &mut Intake, homes: &Homes<'_>, zone: Zone, as_of: i64) -> Merged {
    let cases = std::mem::take(&mut intake.cases);
    let mut merged = Merged::default();
    let mut repeated: Vec<(Origin, Origin, Again)> = Vec::new();
    let compared = !intake.snapshots.is_empty();
    let mut places: FxHashMap<(u32, &str), usize> = FxHashMap::default();
    places.reserve(cases.rows.len());
    for (row, case) in cases.rows.iter().enumerate() {
        let agency = homes.of(cases.ids.get(row), homes.units.named(case.unit));
        let new = merged.complaints.len();
        let place = *places.entry((agency, cases.ids.get(row))).or_insert(new);
        let Some(complaint) = merged.complaints.get_mut(place) else {
            merged.complaints.push(Complaint { case: Some(row), events: (0, 0), received: case.received, agency });
            continue;
        };
        let Some((kept_row, kept)) = complaint.case.and_then(|k| Some((k, cases.rows.get(k)?))) else { continue };
        let moved =
            kept.received.certainly_before(case.received, zone) || case.received.certainly_before(kept.received, zone);
        let again = match compared && kept.exported != case.exported {
            // Another export of the list repeats it as a matter of course; what differs is found by comparing them.
            true => Again::Exported,
            false if moved || (kept.exported == case.exported && kept.unit != case.unit) => Again::Otherwise,
            false => Again::Same,
        };
        let loses = if newness(case, zone, as_of) >= newness(kept, zone, as_of) {
            repeated.push((kept.origin, case.origin, again));
            *complaint = Complaint { case: Some(row), events: (0, 0), received: case.received, agency };
            kept_row
        } else {
            repeated.push((case.origin, case.origin, again));
            row
        };
        if compared {
            merged.replaced.entry(place).or_default().push(loses);
        }
    }
    drop(places);
    intake.cases = cases;
    for (dropped, origin, again) in repeated {
        count_repeated(intake, dropped);
        let place = place_of(intake, origin);
        if again != Again::Exported {
            intake.log.note(&rules::REPEATED_ROW, &place, "");
        }
        if again == Again::Otherwise {
            intake.log.note(&rules::CONFLICTING_ROW, &place, "");
        }
    }
    merged
}

/// How a row repeats another of its complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Again {
    /// As a later export of the list does.
    Exported,
    /// Saying the same of unit and receipt.
    Same,
    /// Saying something else of them.
    Otherwise,
}

/// What makes one row of a complaint newer than another.
pub type Newness = (bool, Option<i64>, Option<i64>, u8, [Option<i64>; 4]);

pub fn newness(case: &Case, zone: Zone, as_of: i64) -> Newness {
    let times = [case.closed, case.responded, case.assigned, case.received].map(|s| s.latest(zone));
    let newest = times.iter().copied().max().flatten();
    let further = match case.status.state {
        State::Received => 0,
        State::Verified => 1,
        State::Waiting => 2,
        State::InProgress => 3,
        _ => 4,
    };
    let by_as_of = case.exported.earliest(zone).is_none_or(|at| at <= as_of);
    (by_as_of, case.exported.latest(zone), newest, further, times)
}

/// Where a row stands.
pub fn place_of(intake: &Intake, origin: Origin) -> Place {
    intake.accounts.get(origin.account as usize).map_or_else(Place::default, |a| Place {
        file: a.file.clone(),
        sheet: a.sheet.clone(),
        row: origin.row,
        column: String::new(),
    })
}

/// Keeps aside an accepted event that turned out to be of no use; its unit's share of such rows grows.
pub fn reject_event(intake: &mut Intake, origin: Origin, rule: &'static Rule) {
    if let Some(account) = intake.accounts.get_mut(origin.account as usize) {
        account.accepted = account.accepted.saturating_sub(1);
        account.rejected += 1;
    }
    // Events stand in the order in which they were read.
    let place = intake.events.rows.binary_search_by_key(&origin, |e| e.origin).ok();
    let event = place.and_then(|p| intake.events.rows.get(p));
    if let Some(name) = event.map(|e| if e.actor > 0 { e.actor } else { e.target }) {
        *intake.rejected_by_unit.entry((name, rule.code)).or_default() += 1;
    }
    let place = place_of(intake, origin);
    intake.log.note(rule, &place, "");
    intake.rejected.push(RejectedRow { rule, place });
}

/// Counts a row that another one replaced.
fn count_repeated(intake: &mut Intake, origin: Origin) {
    if let Some(account) = intake.accounts.get_mut(origin.account as usize) {
        account.accepted = account.accepted.saturating_sub(1);
        account.duplicate += 1;
    }
}

fn merge_events(intake: &mut Intake, homes: &Homes<'_>, zone: Zone, merged: &mut Merged) {
    let units = homes.units;
    let events = std::mem::take(&mut intake.events);
    let mut by_complaint: FxHashMap<(u32, &str), Vec<usize>> = FxHashMap::default();
    let mut order: Vec<(u32, &str)> = Vec::new();
    // An event may name no unit of another government, so it goes to the complaint of that id.
    for (row, event) in events.rows.iter().enumerate() {
        let unit = units.named(event.target).or_else(|| units.named(event.actor));
        let key = (homes.of(events.ids.get(row), unit), events.ids.get(row));
        by_complaint
            .entry(key)
            .or_insert_with(|| {
                order.push(key);
                Vec::new()
            })
            .push(row);
    }
    let mut places: FxHashMap<(u32, &str), usize> = FxHashMap::default();
    if !order.is_empty() {
        let cases = &intake.cases;
        places.extend(merged.complaints.iter().enumerate().filter_map(|(place, c)| {
            let row = c.case?;
            let case = cases.rows.get(row)?;
            Some(((homes.of(cases.ids.get(row), units.named(case.unit)), cases.ids.get(row)), place))
        }));
    }
    let mut repeated = Vec::new();
    let mut without_receipt = Vec::new();
    let mut gathered: Vec<(Option<usize>, u32, Stamp, Vec<usize>)> = Vec::new();
    for key in order {
        let mut rows = by_complaint.remove(&key).unwrap_or_default();
        let event = |row: &usize| events.rows.get(*row);
        let same = |row: &usize| {
            event(row).map(|e| {
                (e.at.earliest(zone), e.at.date_only(), e.kind, e.actor, e.target, e.closed_by, e.reason, e.origin)
            })
        };
        rows.sort_by_key(same);
        let mut kept: Vec<usize> = Vec::with_capacity(rows.len());
        for row in rows {
            let key = |r: &usize| event(r).map(|e| (e.at, e.kind, e.actor, e.target, e.closed_by, e.reason));
            if kept.last().is_some_and(|last| key(last) == key(&row)) {
                repeated.extend(event(&row).map(|e| e.origin));
            } else {
                kept.push(row);
            }
        }
        let place = places.get(&key).copied();
        let of_case = place.and_then(|p| merged.complaints.get(p)).map(|c| c.received);
        let stated = kept
            .iter()
            .filter_map(event)
            .flat_map(|e| [if e.kind == EventKind::Received { e.at } else { Stamp::NONE }, e.received]);
        let received = of_case.or_else(|| stated.filter(|s| s.is_some()).min_by_key(|s| s.earliest(zone)));
        match received {
            Some(received) => gathered.push((place, key.0, received, kept)),
            None => without_receipt.extend(kept.iter().filter_map(event).map(|e| e.origin)),
        }
    }
    for (place, agency, received, rows) in gathered {
        let start = merged.events.len();
        merged.events.extend(rows);
        let range = (start, merged.events.len());
        match place.and_then(|p| merged.complaints.get_mut(p)) {
            Some(complaint) => complaint.events = range,
            None => merged.complaints.push(Complaint { case: None, events: range, received, agency }),
        }
    }
    drop((by_complaint, places));
    intake.events = events;
    for origin in repeated {
        count_repeated(intake, origin);
        let place = place_of(intake, origin);
        intake.log.note(&rules::REPEATED_ROW, &place, "");
    }
    for origin in without_receipt {
        reject_event(intake, origin, &rules::EVENT_WITHOUT_RECEIPT);
    }
}
