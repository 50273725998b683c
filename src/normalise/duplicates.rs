//! The same complaint under another id.

use crate::terms::Zone;
use crate::validate::{Likeness, Stamp};

/// Complaints of one text and unit beyond which each is no longer held against each.
const LARGE: usize = 2_000;

/// A complaint as the search for duplicates sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// By what it is known; the text's number is never 0.
    pub likeness: Likeness,
    /// The unit that holds it.
    pub unit: u32,
    /// Receipt.
    pub received: Stamp,
    /// Its id, for a stable order.
    pub id: &'a str,
    /// Whether it leaves the count on another ground anyway.
    pub excluded: bool,
    /// Its place among the complaints.
    pub index: usize,
}

/// Finds complaints with the text of another for the same unit, of the same district and reporter where both tell, received within `window_days` of the
/// first of them. One of each group is kept: the earliest that is otherwise eligible, else the
/// earliest; ties go to the smaller id. Returns the places of those not kept.
pub fn find(mut candidates: Vec<Candidate<'_>>, window_days: u32, zone: Zone) -> Vec<usize> {
    let text = |c: &Candidate<'_>| (c.likeness.text, c.unit);
    candidates.sort_unstable_by_key(|c| (text(c), c.received.earliest(zone), c.id, c.index));
    let mut dropped = Vec::new();
    for same in candidates.chunk_by_mut(|a, b| text(a) == text(b)) {
        if same.len() <= LARGE {
            group(same.to_vec(), window_days, zone, &mut dropped);
            continue;
        }
        // So many of one text: only those that tell the same district and reporter are compared, in linear time.
        let told = |c: &Candidate<'_>| (c.likeness.district, c.likeness.reporter);
        same.sort_by_key(told);
        for alike in same.chunk_by(|a, b| told(a) == told(b)) {
            group(alike.to_vec(), window_days, zone, &mut dropped);
        }
    }
    dropped.sort_unstable();
    dropped
}

/// Groups candidates of one text and unit, ordered by receipt, around the earliest of each group.
fn group(mut rest: Vec<Candidate<'_>>, window_days: u32, zone: Zone, dropped: &mut Vec<usize>) {
    while let Some(first) = rest.first().copied() {
        let (group, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|c| {
            let near = days_between(first.received, c.received, zone) <= i64::from(window_days);
            c.index == first.index || (near && first.likeness.agrees(&c.likeness))
        });
        let kept = group.iter().find(|c| !c.excluded).unwrap_or(&first).index;
        dropped.extend(group.iter().map(|c| c.index).filter(|i| *i != kept));
        rest = others;
    }
}

fn days_between(first: Stamp, second: Stamp, zone: Zone) -> i64 {
    match (first.date(zone), second.date(zone)) {
        (Some(a), Some(b)) => (b - a).num_days(),
        _ => i64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dropped(rows: &[(u32, u32, i64, bool)]) -> Vec<usize> {
        let ids: Vec<String> = (0..rows.len()).map(|i| format!("{i:03}")).collect();
        let candidates =
            rows.iter().zip(&ids).enumerate().map(|(index, ((text, unit, day, excluded), id))| Candidate {
                likeness: Likeness { text: *text, ..Likeness::default() },
                unit: *unit,
                received: Stamp::instant(day * 86_400),
                id,
                excluded: *excluded,
                index,
            });
        find(candidates.collect(), 30, Zone::WIB)
    }

    #[test]
    fn the_first_of_one_text_and_unit_is_kept() {
        assert_eq!(dropped(&[(7, 1, 5, false), (7, 1, 0, false), (7, 2, 1, false), (8, 1, 1, false)]), [0]);
    }

    #[test]
    fn beyond_the_window_it_is_another_complaint() {
        assert_eq!(dropped(&[(7, 1, 0, false), (7, 1, 30, false), (7, 1, 31, false), (7, 1, 61, false)]), [1, 3]);
    }

    #[test]
    fn another_district_or_reporter_is_another_complaint() {
        let candidate = |index, district, reporter| Candidate {
            likeness: Likeness { text: 7, district, reporter },
            unit: 1,
            received: Stamp::instant(0),
            id: "x",
            excluded: false,
            index,
        };
        let all = vec![candidate(0, 1, 0), candidate(1, 2, 0), candidate(2, 0, 5), candidate(3, 1, 6)];
        assert_eq!(find(all, 30, Zone::WIB), [2, 3]);
    }

    #[test]
    fn one_that_leaves_the_count_anyway_is_not_the_one_kept() {
        assert_eq!(dropped(&[(7, 1, 0, true), (7, 1, 1, false), (7, 1, 2, false)]), [0, 2]);
    }
}
