//! Competition ranking.

/// Ranks by score, highest first: 1, 2, 2, 4. Entries without a score have no rank.
///
/// Scores that agree to twelve decimals are equal: they come from ratios of integers, and a last bit of rounding must not
/// put one unit before another.
#[must_use]
pub fn competition(scores: &[Option<f64>]) -> Vec<Option<u64>> {
    #[allow(clippy::cast_possible_truncation)] // a score lies between 0 and 1
    let keys: Vec<Option<i64>> = scores.iter().map(|s| s.map(|s| (s * 1e12).round() as i64)).collect();
    let mut ascending: Vec<i64> = keys.iter().flatten().copied().collect();
    ascending.sort_unstable();
    let better = |key: i64| ascending.len() - ascending.partition_point(|other| *other <= key);
    keys.into_iter().map(|key| key.map(|k| 1 + better(k) as u64)).collect()
}

#[cfg(test)]
mod tests {
    use super::competition;

    #[test]
    fn equal_scores_share_the_better_rank() {
        let scores = [Some(0.5), Some(0.9), None, Some(0.9), Some(1.0), Some(0.1 + 0.2), Some(0.3)];
        assert_eq!(competition(&scores), [Some(4), Some(2), None, Some(2), Some(1), Some(5), Some(5)]);
    }
}
