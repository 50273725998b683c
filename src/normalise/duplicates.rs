//! The same complaint under another id.

use crate::terms::Zone;
use crate::validate::Stamp;

/// A complaint as the search for duplicates sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// The hash of title and text; never 0.
    pub text: u128,
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

/// Finds complaints with the text of another for the same unit, received within `window_days` of the
/// first of them. One of each group is kept: the earliest that is otherwise eligible, else the
/// earliest; ties go to the smaller id. Returns the places of those not kept.
pub fn find(mut candidates: Vec<Candidate<'_>>, window_days: u32, zone: Zone) -> Vec<usize> {
    candidates.sort_unstable_by_key(|c| (c.text, c.unit, c.received.earliest(zone), c.id, c.index));
    let mut dropped = Vec::new();
    for same in candidates.chunk_by(|a, b| (a.text, a.unit) == (b.text, b.unit)) {
        let mut rest = same;
        while let Some(first) = rest.first() {
            let near =
                rest.iter().take_while(|c| days_between(first.received, c.received, zone) <= i64::from(window_days));
            let (group, later) = rest.split_at(near.count().max(1));
            let kept = group.iter().find(|c| !c.excluded).unwrap_or(first).index;
            dropped.extend(group.iter().map(|c| c.index).filter(|i| *i != kept));
            rest = later;
        }
    }
    dropped.sort_unstable();
    dropped
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

    fn dropped(rows: &[(u128, u32, i64, bool)]) -> Vec<usize> {
        let ids: Vec<String> = (0..rows.len()).map(|i| format!("{i:03}")).collect();
        let candidates =
            rows.iter().zip(&ids).enumerate().map(|(index, ((text, unit, day, excluded), id))| Candidate {
                text: *text,
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
    fn one_that_leaves_the_count_anyway_is_not_the_one_kept() {
        assert_eq!(dropped(&[(7, 1, 0, true), (7, 1, 1, false), (7, 1, 2, false)]), [0, 2]);
    }
}
