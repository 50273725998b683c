//! The interval of a difference of two rates.

use super::wilson;

/// The interval of `now - before`, each a part of a whole, at `z` standard deviations: the hybrid score interval of
/// Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10, built from Wilson's limits of the two rates. It holds
/// for two independent samples, here the complaints of two quarters. `None` for an empty whole.
///
/// ```
/// let (low, high) = rapor::judge::newcombe((56, 70), (48, 80), 1.959_964).unwrap();
/// assert_eq!((format!("{low:.4}"), format!("{high:.4}")), ("0.0524".into(), "0.3339".into()));
/// assert!(rapor::judge::newcombe((0, 0), (48, 80), 1.959_964).is_none());
/// ```
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
pub fn newcombe(now: (u64, u64), before: (u64, u64), z: f64) -> Option<(f64, f64)> {
    let (now_low, now_high) = wilson::at(now.0, now.1, z)?;
    let (before_low, before_high) = wilson::at(before.0, before.1, z)?;
    let (p, q) = (now.0 as f64 / now.1 as f64, before.0 as f64 / before.1 as f64);
    let reach = |a: f64, b: f64| a.hypot(b);
    Some((p - q - reach(p - now_low, before_high - q), p - q + reach(now_high - p, q - before_low)))
}

#[cfg(test)]
mod tests {
    use super::newcombe;

    const Z: f64 = 1.959_964;

    #[test]
    fn the_values_that_newcombe_published_are_reproduced() {
        let published = [
            ((56, 70), (48, 80), "0.0524", "0.3339"),
            ((9, 10), (3, 10), "0.1705", "0.8090"),
            ((6, 7), (2, 7), "0.0582", "0.8062"),
            ((5, 56), (0, 29), "-0.0381", "0.1926"),
            ((0, 10), (0, 20), "-0.1611", "0.2775"),
            ((0, 10), (0, 10), "-0.2775", "0.2775"),
            ((10, 10), (0, 20), "0.6791", "1.0000"),
            ((10, 10), (0, 10), "0.6075", "1.0000"),
        ];
        for (now, before, low, high) in published {
            let (l, h) = newcombe(now, before, Z).unwrap();
            assert_eq!((format!("{l:.4}").as_str(), format!("{h:.4}").as_str()), (low, high), "{now:?} {before:?}");
        }
    }

    #[test]
    fn the_interval_holds_the_difference_mirrors_and_widens_with_confidence() {
        let rates = [(0, 1), (1, 1), (0, 7), (7, 7), (3, 8), (399, 400), (20, 400)];
        for now in rates {
            for before in rates {
                let (low, high) = newcombe(now, before, Z).unwrap();
                let rate = |(part, whole): (u64, u64)| f64::from(part as u32) / f64::from(whole as u32);
                let difference = rate(now) - rate(before);
                assert!(low <= difference + 1e-12 && difference <= high + 1e-12, "{now:?} {before:?}");
                assert!((-1.0 - 1e-12..=1.0 + 1e-12).contains(&low) && (-1.0 - 1e-12..=1.0 + 1e-12).contains(&high));
                let (mirrored_low, mirrored_high) = newcombe(before, now, Z).unwrap();
                assert!((low + mirrored_high).abs() < 1e-12 && (high + mirrored_low).abs() < 1e-12);
                let (wider_low, wider_high) = newcombe(now, before, 3.0).unwrap();
                assert!(wider_low <= low && high <= wider_high, "{now:?} {before:?}");
            }
        }
    }
}
