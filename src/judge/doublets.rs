//! Complaints that are the same as another, for the list of a quarter (`duplikat.csv`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::measure::Canonical;
use crate::terms::Quarter;

/// A complaint of a group, or one that its channel marks as a duplicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubletRow {
    /// The group's number in this list; `None` = its channel marks it and does not tell of which complaint.
    pub group: Option<u64>,
    /// The complaint's id.
    pub complaint_id: String,
    /// The unit to which it is charged.
    pub skpd_id: String,
    /// The channel's code; -1 = not told.
    pub channel: i8,
    /// The local date of receipt.
    pub received: NaiveDate,
    /// Whether it counts.
    pub kept: bool,
    /// `text`, `reporter`, `other-unit` or `marked`.
    pub reason: &'static str,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
}

/// Every complaint of each group of which one came in in this quarter, groups numbered from 1; then those that are marked.
pub fn rows(canonical: &Canonical, quarter: Quarter) -> Vec<DoubletRow> {
    let here = |received: NaiveDate| Quarter::of(received) == quarter;
    let doublets = &canonical.doublets;
    let met: BTreeSet<u64> = doublets.iter().filter(|d| here(d.received)).filter_map(|d| d.group).collect();
    let numbers: BTreeMap<u64, u64> = met.into_iter().zip(1..).collect();
    let shown = canonical.shown.get(&quarter);
    let row = |d: &crate::measure::Doublet| {
        let group = match d.group {
            Some(group) => Some(*numbers.get(&group)?),
            None if here(d.received) => None,
            None => return None,
        };
        let unit = shown.and_then(|units| units.get(d.unit as usize)).copied().unwrap_or(d.unit);
        Some(DoubletRow {
            group,
            complaint_id: d.complaint_id.clone(),
            skpd_id: canonical.units.units.get(unit as usize).map(|u| u.id.clone()).unwrap_or_default(),
            channel: d.channel,
            received: d.received,
            kept: d.kept,
            reason: d.reason,
            restricted: d.restricted,
        })
    };
    let mut rows: Vec<DoubletRow> = doublets.iter().filter_map(row).collect();
    // Within a group the order is that of the receipts; the marked come last.
    rows.sort_by(|a, b| {
        let key = |r: &DoubletRow| (r.group.is_none(), r.group, r.received);
        key(a).cmp(&key(b)).then_with(|| (&a.skpd_id, &a.complaint_id).cmp(&(&b.skpd_id, &b.complaint_id)))
    });
    rows
}
