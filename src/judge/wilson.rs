//! Wilson's interval for a rate.

/// The 97.5 % point of the standard normal distribution.
pub(in crate::judge) const Z: f64 = 1.959_964;

/// The 95 % interval of `part / whole` after Wilson (1927), as compared by Newcombe, Statistics in
/// Medicine 17 (1998), 857-872, method 3. `None` for an empty whole.
///
/// ```
/// let (low, high) = rapor::judge::wilson(81, 263).unwrap();
/// assert_eq!((format!("{low:.4}"), format!("{high:.4}")), ("0.2553".into(), "0.3662".into()));
/// assert!(rapor::judge::wilson(0, 0).is_none());
/// ```
#[must_use]
pub fn wilson(part: u64, whole: u64) -> Option<(f64, f64)> {
    at(part, whole, Z)
}

/// The same interval at `z` standard deviations.
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub(super) fn at(part: u64, whole: u64, z: f64) -> Option<(f64, f64)> {
    if whole == 0 || part > whole {
        return None;
    }
    let n = whole as f64;
    around_at(part as f64 / n, n, z)
}

/// The 95 % interval of a share that `n` complaints tell, which need be no whole number. `None` where none do.
pub(super) fn around(p: f64, n: f64) -> Option<(f64, f64)> {
    around_at(p, n, Z)
}

fn around_at(p: f64, n: f64, z: f64) -> Option<(f64, f64)> {
    if n <= 0.0 || !(0.0..=1.0).contains(&p) {
        return None;
    }
    let middle = p + z * z / (2.0 * n);
    let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    // At the ends the exact bound is the rate itself; the formula misses it by a rounding error.
    let low = if p <= 0.0 { 0.0 } else { (middle - reach) / scale };
    let high = if p >= 1.0 { 1.0 } else { (middle + reach) / scale };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn the_values_that_newcombe_published_are_reproduced() {
        let published = [
            (81, 263, ".2553", ".3662"),
            (15, 148, ".0624", ".1605"),
            (0, 20, ".0000", ".1611"),
            (1, 29, ".0061", ".1718"),
        ];
        for (part, whole, low, high) in published {
            let (l, h) = wilson(part, whole).unwrap();
            assert_eq!(
                (format!("{l:.4}"), format!("{h:.4}")),
                (format!("0{low}"), format!("0{high}")),
                "{part}/{whole}"
            );
        }
        let (low, high) = wilson(10, 10).unwrap();
        assert_eq!((format!("{low:.4}"), high), ("0.7225".to_owned(), 1.0));
    }
}
