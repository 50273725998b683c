//! Groups of the same complaint applied to the complaints: one of each counts, all of them are listed and noted.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::duplicates::{self, Candidate, Group, Sign};
use super::life::Reading;
use super::merge::Merged;
use super::tables::Entry;
use crate::terms::{Exclusion, Place, Quarter};
use crate::validate::{Intake, rules};

/// A complaint that is the same as another, or marked so by its channel. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doublet {
    /// The group, from 1 in the order of the receipts of their first complaints; `None` = marked by the channel, which does
    /// not tell of which complaint.
    pub group: Option<u64>,
    /// The complaint's id.
    pub complaint_id: String,
    /// The unit that holds it, by number.
    pub unit: u32,
    /// The local date of its receipt.
    pub received: NaiveDate,
    /// The channel's code; -1 = not told.
    pub channel: i8,
    /// Whether it counts.
    pub kept: bool,
    /// `text`, `reporter`, `other-unit` or `marked`.
    pub reason: &'static str,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
}

/// Takes all but one complaint of each group out of the count. Returns every complaint of a group, and every one that its
/// channel marks, for the list; and the groups.
pub(super) fn exclude(
    entries: &mut [Entry],
    merged: &Merged,
    intake: &mut Intake,
    window_days: u32,
    reading: &Reading<'_>,
) -> (Vec<Doublet>, Vec<Group>) {
    let marked: Vec<usize> = (0_usize..).zip(&*entries).filter(|(_, e)| is_marked(e)).map(|(place, _)| place).collect();
    // Most sources tell nothing by which a complaint could be known again.
    let known = (0_usize..).zip(&*entries).filter(|(_, e)| e.likeness.telling || e.likeness.reporter > 0);
    let candidates = known.map(|(index, e)| candidate(index, e, merged, intake, reading)).collect();
    let found = duplicates::find(candidates, window_days);
    let mut listed: Vec<(Option<u64>, usize, &'static str)> = Vec::new();
    let mut rows = [0, 0, 0, found.canned];
    for (number, group) in (1_u64..).zip(&found.groups) {
        for (place, sign) in group.members.iter().copied() {
            listed.push((Some(number), place, word(sign)));
            let counts = group.kept.is_none_or(|kept| kept == place);
            if let Some(entry) = entries.get_mut(place).filter(|_| !counts) {
                entry.exclusion = Exclusion::Duplicate;
            }
            if let Some(rows) = rows.get_mut(sign as usize).filter(|_| !counts || group.kept.is_none()) {
                *rows += 1;
            }
        }
    }
    let notes = [&rules::SAME_TEXT, &rules::SAME_REPORTER, &rules::SAME_TEXT_AT_UNITS, &rules::CANNED_TEXT];
    for (rule, rows) in notes.into_iter().zip(rows).filter(|(_, rows)| *rows > 0) {
        intake.log.note_many(rule, &Place::default(), "", rows);
    }
    let grouped: BTreeSet<usize> = listed.iter().map(|(_, place, _)| *place).collect();
    let alone = marked.into_iter().filter(|place| !grouped.contains(place));
    listed.extend(alone.map(|place| (None, place, "marked")));
    let doublet = |(group, place, reason)| {
        let entry: &Entry = entries.get(place)?;
        Some(Doublet {
            group,
            complaint_id: merged.id(&entry.complaint, intake).to_owned(),
            unit: entry.life.unit,
            received: entry.life.received.date(reading.on_clock_of(entry.agency).zone)?,
            channel: entry.channel,
            kept: entry.exclusion != Exclusion::Duplicate,
            reason,
            restricted: entry.restricted,
        })
    };
    (listed.into_iter().filter_map(doublet).collect(), found.groups)
}

/// Whether the channel, or who archived it, calls it a duplicate.
fn is_marked(entry: &Entry) -> bool {
    entry.exclusion == Exclusion::Duplicate
}

fn word(sign: Sign) -> &'static str {
    match sign {
        Sign::Text => "text",
        Sign::Reporter => "reporter",
        Sign::OtherUnit => "other-unit",
    }
}

fn candidate<'a>(
    index: usize,
    entry: &Entry,
    merged: &Merged,
    intake: &'a Intake,
    reading: &Reading<'_>,
) -> Candidate<'a> {
    let zone = reading.on_clock_of(entry.agency).zone;
    let date = entry.life.received.date(zone).unwrap_or_default();
    let unknown = i64::MIN;
    Candidate {
        likeness: entry.likeness,
        unit: entry.life.unit,
        category: entry.likeness.category,
        day: date.num_days_from_ce(),
        quarter: Quarter::of(date).index(),
        received: entry.life.received.earliest(zone).unwrap_or_default(),
        closed: entry.life.closed_by.map(|_| entry.life.closed.earliest(zone).unwrap_or(unknown)),
        id: merged.id(&entry.complaint, intake),
        excluded: entry.exclusion != Exclusion::None,
        marked: is_marked(entry),
        index,
    }
}
