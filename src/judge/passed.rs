//! Complaints that units returned or handed on: how often each unit did, and which complaints nobody took.
//!
//! A return is not charged to the unit that returned the complaint, and the complaint does not vanish: it stands on the
//! line "(belum terdisposisi)" of the supervising unit until somebody holds it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::measure::{Bounce, Measured};
use crate::terms::{Quarter, Zone};

/// How often a unit let complaints of a quarter go (`publik/pengembalian.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnRow {
    /// The government's id.
    pub agency_id: String,
    /// The unit's id.
    pub skpd_id: String,
    /// Its name.
    pub skpd: String,
    /// Times it returned one ("bukan kewenangan"), so that nobody held it then.
    pub returned: u64,
    /// Times it handed one on to another unit.
    pub handed_on: u64,
    /// Of the returned ones, those that nobody has held since.
    pub unheld: u64,
    /// Of all, those let go after the unit's own response limit had passed.
    pub late: u64,
}

/// A complaint that units returned or handed on twice or more (`internal/pengembalian.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BouncedRow {
    /// The complaint's id.
    pub complaint_id: String,
    /// The unit that holds it; "belum-terdisposisi" where nobody does.
    pub skpd_id: String,
    /// Its name.
    pub skpd: String,
    /// The local date of receipt.
    pub received: NaiveDate,
    /// Ids of the units that let it go, in order.
    pub units: Vec<String>,
    /// How often it was returned.
    pub returned: u64,
    /// How often it was handed on.
    pub handed_on: u64,
    /// How often it was let go after the limit of the unit that did.
    pub late: u64,
    /// Whether it is open at as-of.
    pub open: bool,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
}

/// A row a unit that let complaints of this quarter go, most returns first.
pub fn returns(measured: &Measured, quarter: Quarter) -> Vec<ReturnRow> {
    let units = &measured.canonical.units.units;
    let here = measured.handovers.iter().filter(|h| h.quarter == quarter.index());
    let mut rows: Vec<ReturnRow> = here
        .filter_map(|h| {
            let unit = units.get(h.unit)?;
            Some(ReturnRow {
                agency_id: measured.canonical.units.agencies.get(h.agency).map(|a| a.id.clone()).unwrap_or_default(),
                skpd_id: unit.id.clone(),
                skpd: unit.name.clone(),
                returned: h.returned,
                handed_on: h.let_go.saturating_sub(h.returned),
                unheld: h.unheld,
                late: h.late,
            })
        })
        .collect();
    rows.sort_by(|a, b| {
        (b.returned, b.handed_on)
            .cmp(&(a.returned, a.handed_on))
            .then_with(|| (&a.skpd_id, &a.skpd).cmp(&(&b.skpd_id, &b.skpd)))
    });
    rows
}

/// A row a complaint of this quarter that was let go twice or more, most often first. `zone` is the clock of dates.
pub fn bounced(measured: &Measured, quarter: Quarter, zone: Zone) -> Vec<BouncedRow> {
    let units = &measured.canonical.units;
    let mut by_complaint: BTreeMap<(usize, &str), Vec<&Bounce>> = BTreeMap::new();
    for bounce in measured.bounces.iter().filter(|b| b.quarter == quarter.index()) {
        by_complaint.entry((bounce.agency, &bounce.complaint_id)).or_default().push(bounce);
    }
    let id = |unit: usize| units.units.get(unit).map(|u| u.id.clone()).unwrap_or_default();
    let count = |bounces: &[&Bounce], what: fn(&Bounce) -> bool| bounces.iter().filter(|b| what(b)).count() as u64;
    let row = |((agency, complaint_id), bounces): ((usize, &str), Vec<&Bounce>)| {
        let first = *bounces.first()?;
        let clock = units.agencies.get(agency).map_or(zone, |a| a.zone);
        Some(BouncedRow {
            complaint_id: complaint_id.to_owned(),
            skpd_id: id(first.holder),
            skpd: units.units.get(first.holder).map(|u| u.name.clone()).unwrap_or_default(),
            received: clock.date(first.received_at),
            units: bounces.iter().map(|b| id(b.unit)).collect(),
            returned: count(&bounces, |b| b.returned),
            handed_on: count(&bounces, |b| !b.returned),
            late: count(&bounces, |b| b.late),
            open: first.open,
            restricted: first.restricted,
        })
    };
    let mut rows: Vec<BouncedRow> = by_complaint.into_iter().filter_map(row).collect();
    rows.sort_by(|a, b| {
        (b.units.len(), b.returned).cmp(&(a.units.len(), a.returned)).then_with(|| a.complaint_id.cmp(&b.complaint_id))
    });
    rows
}
