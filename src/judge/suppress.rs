//! Small cells of a breakdown are not shown, nor one that would tell them.

/// Cells below this are not shown.
pub const SMALLEST: u64 = 5;

/// Hides cells from 1 to 4 in rows of a table whose row totals are public. Where just one cell of a row
/// is hidden, the smallest shown one is hidden too, or the total would tell it.
#[must_use]
pub fn row(counts: &[u64]) -> Vec<Option<u64>> {
    let small = |n: u64| (1..SMALLEST).contains(&n);
    let mut shown: Vec<Option<u64>> = counts.iter().map(|n| (!small(*n)).then_some(*n)).collect();
    if counts.iter().filter(|n| small(**n)).count() == 1 {
        let next = shown.iter().enumerate().filter_map(|(i, n)| n.filter(|n| *n > 0).map(|n| (n, i))).min();
        if let Some(cell) = next.and_then(|(_, i)| shown.get_mut(i)) {
            *cell = None;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn one_hidden_cell_never_stands_alone() {
        assert_eq!(row(&[9, 4, 30, 0]), [None, None, Some(30), Some(0)]);
        assert_eq!(row(&[9, 4, 2, 0]), [Some(9), None, None, Some(0)]);
        assert_eq!(row(&[9, 5]), [Some(9), Some(5)]);
        assert_eq!(row(&[3]), [None]);
    }
}
