//! What lies beneath merged cells.
//!
//! A merged cell shows one value over several rows or columns; the file holds it in the first of them only. The others are
//! not empty: what they mean is for a person to fill in.

use calamine::Dimensions;

use super::super::header::Columns;

/// For each wanted column the rows in which it lies beneath a merged cell, from 0, in ascending ranges that part.
#[derive(Debug)]
pub(super) struct Merged(Vec<Vec<(u32, u32)>>);

impl Merged {
    pub(super) fn new(regions: &[Dimensions], columns: &Columns) -> Self {
        Self(columns.places.iter().map(|place| place.map_or_else(Vec::new, |at| beneath(regions, at))).collect())
    }

    /// Whether a wanted column lies beneath a merged cell in this row.
    pub(super) fn hides(&self, wanted: usize, row: u32) -> bool {
        let ranges = self.0.get(wanted).map(Vec::as_slice).unwrap_or_default();
        let before = ranges.partition_point(|(first, _)| *first <= row);
        before.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|(_, last)| row <= *last)
    }
}

/// The rows in which a column lies beneath one of the merged cells.
fn beneath(regions: &[Dimensions], column: usize) -> Vec<(u32, u32)> {
    let Ok(column) = u32::try_from(column) else { return Vec::new() };
    let over = regions.iter().filter(|r| (r.start.1..=r.end.1).contains(&column));
    // The value stands in the first row of the first column, so that one is not beneath it.
    let mut rows: Vec<(u32, u32)> =
        over.map(|r| (r.start.0.saturating_add(u32::from(r.start.1 == column)), r.end.0)).collect();
    rows.retain(|(first, last)| first <= last);
    rows.sort_unstable();
    let mut parted: Vec<(u32, u32)> = Vec::with_capacity(rows.len());
    for (first, last) in rows {
        match parted.last_mut() {
            Some((_, end)) if first <= *end => *end = last.max(*end),
            _ => parted.push((first, last)),
        }
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(start: (u32, u32), end: (u32, u32)) -> Dimensions {
        Dimensions { start, end }
    }

    #[test]
    fn all_but_the_first_cell_of_a_region_is_hidden() {
        let columns = Columns { places: vec![Some(0), Some(1), None], width: 2 };
        let merged = Merged::new(&[region((4, 0), (6, 0)), region((9, 0), (9, 1)), region((5, 0), (8, 0))], &columns);
        let hidden = |wanted| (0..12).filter(|row| merged.hides(wanted, *row)).collect::<Vec<u32>>();
        assert_eq!(hidden(0), [5, 6, 7, 8]);
        assert_eq!(hidden(1), [9]);
        assert!(hidden(2).is_empty() && hidden(3).is_empty());
    }
}
