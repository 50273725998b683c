//! Units of one parent among themselves: the puskesmas of a Dinas Kesehatan, the kelurahan of a kecamatan.
//!
//! Siblings are compared whatever their volume, as long as each has the minimum; their scores are those of the league table,
//! and what chance allows of their ranks is told likewise.

use std::collections::BTreeMap;

use super::league::League;
use super::league_row::{LeagueRow, Verdict};
use crate::measure::Canonical;
use crate::terms::Quarter;

/// A unit beneath another one (`publik/anak.csv`).
#[derive(Debug, Clone, PartialEq)]
pub struct ChildRow {
    /// The government's id.
    pub agency_id: String,
    /// Its name.
    pub agency: String,
    /// The parent's id.
    pub parent_id: String,
    /// Its name.
    pub parent: String,
    /// The unit's id.
    pub skpd_id: String,
    /// Its name.
    pub skpd: String,
    /// Complaints received less the exclusions.
    pub eligible: u64,
    /// The score of the league table.
    pub score: Option<f64>,
    /// Competition rank by score among the ranked units of the same parent; none where it is the only one.
    pub rank: Option<u64>,
    /// The best rank that chance allows among them, as in the league table.
    pub rank_low: Option<u64>,
    /// The worst.
    pub rank_high: Option<u64>,
    /// How many units of the parent are ranked.
    pub ranked: u64,
    /// As in the league table.
    pub verdict: Verdict,
}

/// Who stands above whom in a quarter: for government and unit the number of the parent. One that was renamed or merged is its
/// successor at the quarter's end.
pub fn parents(canonical: &Canonical, quarter: Quarter) -> BTreeMap<(&str, &str), usize> {
    let units = &canonical.units;
    let agency_id = |agency: usize| units.agencies.get(agency).map_or("", |a| a.id.as_str());
    let numbers: BTreeMap<(&str, &str), usize> =
        units.units.iter().enumerate().map(|(n, u)| ((agency_id(u.agency), u.id.as_str()), n)).collect();
    let shown = |number: usize| {
        let place = canonical.shown.get(&quarter).and_then(|shown| shown.get(number));
        place.map_or(number, |place| *place as usize)
    };
    let parent_of = |key: &(&str, &str), number: usize| {
        let unit = units.units.get(number)?;
        let parent = numbers.get(&(key.0, unit.parent_id.as_deref()?))?;
        Some(shown(*parent))
    };
    numbers.iter().filter_map(|(key, number)| Some((*key, parent_of(key, *number)?))).collect()
}

/// The units of the register that have a parent, by government and parent; ranked ones first, then the others by name.
pub fn rows(canonical: &Canonical, quarter: Quarter, league: &League<'_>) -> Vec<ChildRow> {
    let units = &canonical.units;
    let parents = parents(canonical, quarter);
    let parent_of = |row: &LeagueRow| parents.get(&(row.agency_id.as_str(), row.skpd_id.as_str())).copied();
    let mut out = Vec::new();
    for (parent, children) in league.families(quarter, parent_of) {
        let Some(parent) = units.units.get(parent) else { continue };
        let ranked = children.iter().filter(|row| row.verdict == Verdict::Ranked).count() as u64;
        out.extend(children.into_iter().map(|row| ChildRow {
            agency_id: row.agency_id,
            agency: row.agency,
            parent_id: parent.id.clone(),
            parent: parent.name.clone(),
            skpd_id: row.skpd_id,
            skpd: row.skpd,
            eligible: row.eligible,
            score: row.score,
            rank: row.rank,
            rank_low: row.rank_low,
            rank_high: row.rank_high,
            ranked,
            verdict: row.verdict,
        }));
    }
    out.sort_by(|a, b| {
        let key = |r: &ChildRow| {
            (r.agency_id.clone(), r.parent.clone(), r.parent_id.clone(), r.rank.is_none(), r.rank, r.skpd.clone())
        };
        key(a).cmp(&key(b)).then_with(|| a.skpd_id.cmp(&b.skpd_id))
    });
    out
}
