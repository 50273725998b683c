//! Rows of all files to complaints: repeated rows merged, events gathered.

use rustc_hash::FxHashMap;

use super::units::Units;
use crate::terms::{EventKind, Place, RejectedRow, State, Zone};
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
}

/// All complaints of the run.
#[derive(Debug, Default)]
pub struct Merged {
    /// The complaints, ordered by first appearance in the files, files ordered by name.
    pub complaints: Vec<Complaint>,
    /// Places of events, gathered by complaint.
    pub events: Vec<usize>,
}

impl Merged {
    /// The id of a complaint.
    pub fn id<'i>(&self, complaint: &Complaint, intake: &'i Intake) -> &'i str {
        match complaint.case {
            Some(row) => intake.cases.ids.get(row),
            None => self.events.get(complaint.events.0).map_or("", |row| intake.events.ids.get(*row)),
        }
    }

    /// The government of a complaint: that of its row, or of the first event that names a unit.
    pub fn agency_of(&self, complaint: &Complaint, intake: &Intake, units: &Units) -> u32 {
        if let Some(case) = complaint.case.and_then(|row| intake.cases.rows.get(row)) {
            return units.agency_of(units.unit_of(case.unit));
        }
        let places = self.events.get(complaint.events.0..complaint.events.1).unwrap_or_default();
        let events = places.iter().filter_map(|row| intake.events.rows.get(*row));
        let unit = events.flat_map(|e| [e.target, e.actor]).find_map(|name| units.named(name));
        unit.map_or(0, |unit| units.agency_of(unit))
    }

    /// The events of a complaint.
    pub fn events_of(&self, complaint: &Complaint, intake: &Intake) -> Vec<EventRow> {
        let places = self.events.get(complaint.events.0..complaint.events.1).unwrap_or_default();
        places.iter().filter_map(|row| intake.events.rows.get(*row)).copied().collect()
    }
}

/// Merges repeated rows by government and complaint id. The row of the newest export wins, then the one
/// with the newest time, then the one that is furthest on; the others are counted as repeated.
pub fn merge(intake: &mut Intake, units: &Units, zone: Zone) -> Merged {
    let mut merged = merge_cases(intake, units, zone);
    merge_events(intake, units, zone, &mut merged);
    merged
}

fn merge_cases(intake: &mut Intake, units: &Units, zone: Zone) -> Merged {
    let cases = std::mem::take(&mut intake.cases);
    let mut merged = Merged::default();
    let mut repeated: Vec<(Origin, bool)> = Vec::new();
    let mut places: FxHashMap<(u32, &str), usize> = FxHashMap::default();
    places.reserve(cases.rows.len());
    for (row, case) in cases.rows.iter().enumerate() {
        let agency = units.agency_of(units.unit_of(case.unit));
        let new = merged.complaints.len();
        let place = *places.entry((agency, cases.ids.get(row))).or_insert(new);
        let Some(complaint) = merged.complaints.get_mut(place) else {
            merged.complaints.push(Complaint { case: Some(row), events: (0, 0), received: case.received });
            continue;
        };
        let Some(kept) = complaint.case.and_then(|k| cases.rows.get(k)) else { continue };
        let conflict =
            kept.received.certainly_before(case.received, zone) || case.received.certainly_before(kept.received, zone);
        if newness(case, zone) > newness(kept, zone) {
            repeated.push((kept.origin, conflict));
            *complaint = Complaint { case: Some(row), events: (0, 0), received: case.received };
        } else {
            repeated.push((case.origin, conflict));
        }
    }
    drop(places);
    intake.cases = cases;
    for (origin, conflict) in repeated {
        set_aside_repeated(intake, origin);
        if conflict {
            let place = place_of(intake, origin);
            intake.log.note(&rules::CONFLICTING_ROW, &place, "");
        }
    }
    merged
}

/// What makes one row of a complaint newer than another; does not depend on the order of files.
fn newness(case: &Case, zone: Zone) -> (Option<i64>, Option<i64>, u8, [Option<i64>; 4], std::cmp::Reverse<Origin>) {
    let times = [case.closed, case.responded, case.assigned, case.received].map(|s| s.latest(zone));
    let newest = times.iter().copied().max().flatten();
    let further = match case.status.state {
        State::Received => 0,
        State::Verified => 1,
        State::Waiting => 2,
        State::InProgress => 3,
        _ => 4,
    };
    (case.exported.latest(zone), newest, further, times, std::cmp::Reverse(case.origin))
}

fn place_of(intake: &Intake, origin: Origin) -> Place {
    intake.accounts.get(origin.account as usize).map_or_else(Place::default, |a| Place {
        file: a.file.clone(),
        sheet: a.sheet.clone(),
        row: origin.row,
        column: String::new(),
    })
}

fn set_aside_repeated(intake: &mut Intake, origin: Origin) {
    if let Some(account) = intake.accounts.get_mut(origin.account as usize) {
        account.accepted = account.accepted.saturating_sub(1);
        account.duplicate += 1;
    }
    let place = place_of(intake, origin);
    intake.log.note(&rules::REPEATED_ROW, &place, "");
}

fn merge_events(intake: &mut Intake, units: &Units, zone: Zone, merged: &mut Merged) {
    let events = std::mem::take(&mut intake.events);
    let mut by_complaint: FxHashMap<(u32, &str), Vec<usize>> = FxHashMap::default();
    let mut order: Vec<(u32, &str)> = Vec::new();
    // An event may name no unit of another government, so it goes to the complaint of that id.
    for (row, event) in events.rows.iter().enumerate() {
        let unit = units.named(event.target).or_else(|| units.named(event.actor));
        let key = (unit.map_or(0, |u| units.agency_of(u)), events.ids.get(row));
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
            Some(((units.agency_of(units.unit_of(case.unit)), cases.ids.get(row)), place))
        }));
    }
    let mut repeated = Vec::new();
    let mut without_receipt = Vec::new();
    let mut gathered: Vec<(Option<usize>, Stamp, Vec<usize>)> = Vec::new();
    for key in order {
        let mut rows = by_complaint.remove(&key).unwrap_or_default();
        let event = |row: &usize| events.rows.get(*row);
        let same = |row: &usize| {
            event(row).map(|e| (e.at.earliest(zone), e.at.date_only(), e.kind, e.actor, e.target, e.origin))
        };
        rows.sort_by_key(same);
        let mut kept: Vec<usize> = Vec::with_capacity(rows.len());
        for row in rows {
            let key = |r: &usize| event(r).map(|e| (e.at, e.kind, e.actor, e.target, e.closed_by));
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
            Some(received) => gathered.push((place, received, kept)),
            None => without_receipt.extend(kept.iter().filter_map(event).map(|e| e.origin)),
        }
    }
    for (place, received, rows) in gathered {
        let start = merged.events.len();
        merged.events.extend(rows);
        let range = (start, merged.events.len());
        match place.and_then(|p| merged.complaints.get_mut(p)) {
            Some(complaint) => complaint.events = range,
            None => merged.complaints.push(Complaint { case: None, events: range, received }),
        }
    }
    drop((by_complaint, places));
    intake.events = events;
    repeated.into_iter().for_each(|origin| set_aside_repeated(intake, origin));
    for origin in without_receipt {
        if let Some(account) = intake.accounts.get_mut(origin.account as usize) {
            account.accepted = account.accepted.saturating_sub(1);
            account.rejected += 1;
        }
        let place = place_of(intake, origin);
        intake.log.note(&rules::EVENT_WITHOUT_RECEIPT, &place, "");
        intake.rejected.push(RejectedRow { rule: &rules::EVENT_WITHOUT_RECEIPT, place });
    }
}
