//! The reference files of the made-up city: `skpd.csv` and `alias.csv`.

use super::table::Style;
use super::units::{FORMER, FORMER_LAST_DAY, SUCCESSOR, SUCCESSOR_FIRST_DAY, UNITS};
use crate::terms::fold_name;

/// The register of units.
pub(super) fn skpd() -> Vec<u8> {
    let header = ["skpd_id", "name", "kind", "parent_id", "agency_id", "valid_from", "valid_to", "successor_id"];
    let mut text = Style::COMMA.record(&header);
    for unit in UNITS.iter().chain([&FORMER]) {
        let (from, to, successor) = match unit.id {
            id if id == FORMER.id => ("", FORMER_LAST_DAY, SUCCESSOR),
            SUCCESSOR => (SUCCESSOR_FIRST_DAY, "", ""),
            _ => ("", "", ""),
        };
        text.push_str(&Style::COMMA.record(&[
            unit.id,
            unit.name,
            unit.kind.word(),
            unit.parent,
            "",
            from,
            to,
            successor,
        ]));
    }
    text.into_bytes()
}

/// The spellings that exports use, with the unit that each one means. What differs from the official
/// name by case and punctuation alone needs no line.
pub(super) fn alias() -> Vec<u8> {
    let mut text = Style::COMMA.record(&["alias", "skpd_id"]);
    for unit in UNITS.iter().chain([&FORMER]) {
        for spelling in unit.spellings.iter().filter(|spelling| fold_name(spelling) != fold_name(unit.name)) {
            text.push_str(&Style::COMMA.record(&[spelling, unit.id]));
        }
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_name_means_two_units() {
        let mut meanings = BTreeMap::new();
        for unit in UNITS.iter().chain([&FORMER]) {
            for name in unit.spellings.iter().chain([&unit.name]) {
                let before = meanings.insert(fold_name(name), unit.id);
                assert!(before.is_none_or(|id| id == unit.id), "{name}");
            }
        }
    }

    #[test]
    fn ids_are_unique_and_parents_exist() {
        let ids: Vec<_> = UNITS.iter().chain([&FORMER]).map(|unit| unit.id).collect();
        for unit in &UNITS {
            assert_eq!(ids.iter().filter(|id| **id == unit.id).count(), 1, "{}", unit.id);
            assert!(unit.parent.is_empty() || ids.contains(&unit.parent), "{}", unit.parent);
        }
    }
}
