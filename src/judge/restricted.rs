//! What the complaints that are told only on demand are, counted by unit and one respect at a time.
//!
//! Their lines in the evidence say neither class nor channel, category nor age, so that nobody is found in them. A table by
//! these could not be computed again without them; a count of each by itself is enough for that, and leads to no line.

use std::collections::BTreeMap;

use super::evidence::{EvidenceRow, SpellRow};
use super::report::AGE_BOUNDS;

/// The classes of age of open complaints, by the columns of `umur-terbuka.csv`.
pub const AGE_CLASSES: [&str; 5] = ["days_0_5", "days_6_14", "days_15_60", "days_61_180", "days_over_180"];

/// Restricted complaints of a unit that agree in one respect (`internal/bukti-dirahasiakan.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestrictedPart {
    /// The government's id.
    pub agency_id: String,
    /// The unit's id.
    pub skpd_id: String,
    /// `class`, `channel`, `category` (of the complaints of the quarter) or `age` (of those open at as-of).
    pub dimension: &'static str,
    /// The machine word; empty = not told.
    pub value: String,
    /// How many.
    pub complaints: u64,
}

/// The class of an age in days.
#[must_use]
pub fn age_class(days: u64) -> &'static str {
    let beyond = AGE_BOUNDS.iter().filter(|bound| i64::try_from(days).is_ok_and(|days| days > **bound)).count();
    AGE_CLASSES.get(beyond).copied().unwrap_or_default()
}

/// The parts of all restricted complaints, by government, unit and respect.
#[must_use]
pub fn parts(evidence: &[EvidenceRow], spells: &[SpellRow]) -> Vec<RestrictedPart> {
    let mut counts: BTreeMap<(&str, &str, &'static str, &str), u64> = BTreeMap::new();
    for row in evidence.iter().filter(|row| row.restricted) {
        for (dimension, value) in [("class", row.class), ("channel", row.channel), ("category", &row.category)] {
            *counts.entry((&row.agency_id, &row.skpd_id, dimension, value)).or_default() += 1;
        }
    }
    let open = spells.iter().filter(|row| row.restricted);
    for (row, days) in open.filter_map(|row| Some((row, row.open_days?))) {
        *counts.entry((&row.agency_id, &row.skpd_id, "age", age_class(days))).or_default() += 1;
    }
    let part = |((agency_id, skpd_id, dimension, value), complaints): ((&str, &str, _, &str), u64)| RestrictedPart {
        agency_id: agency_id.to_owned(),
        skpd_id: skpd_id.to_owned(),
        dimension,
        value: value.to_owned(),
        complaints,
    };
    counts.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_falls_into_the_class_whose_last_day_it_does_not_pass() {
        for (days, class) in
            [(0, 0), (5, 0), (6, 1), (14, 1), (15, 2), (60, 2), (61, 3), (180, 3), (181, 4), (9_999, 4)]
        {
            assert_eq!(age_class(days), AGE_CLASSES[class], "{days}");
        }
    }

    #[test]
    fn only_restricted_complaints_are_counted_each_respect_by_itself() {
        let row = |class, restricted| EvidenceRow { class, channel: "sms", restricted, ..EvidenceRow::default() };
        let spell = |open_days, restricted| SpellRow { open_days, restricted, ..SpellRow::default() };
        let evidence = [row("aspirasi", true), row("aspirasi", true), row("", true), row("aspirasi", false)];
        let spells = [spell(Some(7), true), spell(None, true), spell(Some(7), false)];
        let told: Vec<String> = parts(&evidence, &spells)
            .iter()
            .map(|part| format!("{} {} {}", part.dimension, part.value, part.complaints))
            .collect();
        assert_eq!(told, ["age days_6_14 1", "category  3", "channel sms 3", "class  1", "class aspirasi 2"]);
    }
}
