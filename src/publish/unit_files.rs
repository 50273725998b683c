//! What the files of units are called: by the unit's id, and where two ids have one slug or two governments one id, apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::judge::Report;
use crate::terms::slug;

/// The stem of each unit's file in `bukti/`, where one file holds all units of one id.
pub fn of_ids(report: &Report) -> BTreeMap<&str, String> {
    let evidence = report.evidence.iter().map(|row| row.skpd_id.as_str());
    let ids: BTreeSet<&str> = evidence.chain(report.league.iter().map(|row| row.skpd_id.as_str())).collect();
    let mut taken = Taken::default();
    ids.into_iter().map(|id| (id, taken.name(slug(id)))).collect()
}

/// The stem of each unit's own file, by its government and id: that of `bukti/`, and the government's besides where
/// several have a unit of that id.
pub fn of_units(report: &Report) -> BTreeMap<(&str, &str), String> {
    let of_ids = of_ids(report);
    let units: BTreeSet<(&str, &str)> =
        report.league.iter().map(|row| (row.skpd_id.as_str(), row.agency_id.as_str())).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut taken = Taken::default();
    of_ids.values().for_each(|stem| taken.take(stem));
    let mut out = BTreeMap::new();
    for (id, agency) in units {
        let Some(stem) = of_ids.get(id) else { continue };
        let own = if seen.insert(id) { stem.clone() } else { taken.name(format!("{stem}-{}", slug(agency))) };
        out.insert((agency, id), own);
    }
    out
}

/// Names that are given already.
#[derive(Default)]
struct Taken(BTreeMap<String, u32>);

impl Taken {
    fn take(&mut self, name: &str) {
        self.0.entry(name.to_owned()).or_insert(1);
    }

    /// The name, or the first free one with a number behind it.
    fn name(&mut self, wanted: String) -> String {
        let mut name = wanted;
        loop {
            let seen = self.0.entry(name.clone()).or_insert(0);
            *seen += 1;
            if *seen == 1 {
                return name;
            }
            name = format!("{name}-{seen}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::LeagueRow;
    use crate::publish::fixture;

    #[test]
    fn no_two_units_share_a_file() {
        let mut report = fixture::report(3);
        report.evidence.clear();
        let row = |agency: &str, id: &str| LeagueRow {
            agency_id: agency.to_owned(),
            skpd_id: id.to_owned(),
            ..fixture::empty_row(report.quarter)
        };
        report.league = vec![
            row("kab", "S001"),
            row("kota", "S001"),
            row("kota", "s001"),
            row("kota", "s001-kota"),
            row("kab", "7"),
        ];
        let stems = of_units(&report);
        let of = |agency, id| stems.get(&(agency, id)).map(String::as_str);
        assert_eq!(of("kab", "S001"), Some("s001"));
        assert_eq!(of("kota", "s001"), Some("s001-2"), "another id of the same slug, as in bukti/");
        assert_eq!(of("kota", "s001-kota"), Some("s001-kota"));
        assert_eq!(of("kota", "S001"), Some("s001-kota-2"), "the same id in another government");
        assert_eq!(of("kab", "7"), Some("7"));
        assert_eq!(stems.values().collect::<BTreeSet<_>>().len(), 5);
    }
}
