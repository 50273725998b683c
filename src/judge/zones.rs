//! The zone of a score, where a preset has zones.

use crate::config::ScoreZone;

/// The zone in which a score lies: its percentage is rounded to two decimals, half away from zero, and then held against the
/// lowest score of each zone. `None` without zones.
///
/// Rounding goes by integers, as with ranks: a last bit of a sum of ratios must not move a unit from one zone to another.
pub fn zone_of(score: f64, zones: &[ScoreZone]) -> Option<&ScoreZone> {
    #[allow(clippy::cast_possible_truncation)] // a score lies between 0 and 1
    let trillionths = (score * 1e12).round() as i64;
    let hundredths = (trillionths + 50_000_000).div_euclid(100_000_000);
    zones.iter().find(|zone| hundredths >= zone.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Preset;

    #[test]
    fn the_cut_offs_are_those_of_the_source_at_two_decimals() {
        let zones = Preset::built_in("ombudsman-zona").expect("a preset").zones;
        let zone = |score: f64| zone_of(score, &zones).map(|z| z.name.as_str());
        for (score, expected) in [
            (1.0, "green"),
            (0.81, "green"),
            (0.1 + 0.71, "green"),
            // 80.995 rounds to 81.00, 80.9949 to 80.99.
            (0.809_95, "green"),
            (0.809_949, "yellow"),
            (0.51, "yellow"),
            (0.509_95, "yellow"),
            (0.509_949, "red"),
            (0.0, "red"),
        ] {
            assert_eq!(zone(score), Some(expected), "{score}");
        }
        assert_eq!(zone_of(0.9, &[]), None);
    }
}
