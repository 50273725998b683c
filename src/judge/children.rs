//! Units of one parent among themselves: the puskesmas of a Dinas Kesehatan, the kelurahan of a kecamatan.
//!
//! Siblings are compared whatever their volume, as long as each has the minimum; their scores are those of the league table.

use std::collections::BTreeMap;

use super::league_row::{LeagueRow, Verdict};
use super::rank::competition;
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
    /// How many units of the parent are ranked.
    pub ranked: u64,
    /// As in the league table.
    pub verdict: Verdict,
}

/// The units of the register that have a parent, by government and parent; ranked ones first, then the others by name.
/// A parent that was renamed or merged is its successor at the quarter's end.
pub fn rows(canonical: &Canonical, quarter: Quarter, league: &[LeagueRow]) -> Vec<ChildRow> {
    let units = &canonical.units;
    let agency_id = |agency: usize| units.agencies.get(agency).map_or("", |a| a.id.as_str());
    let numbers: BTreeMap<(&str, &str), usize> =
        units.units.iter().enumerate().map(|(n, u)| ((agency_id(u.agency), u.id.as_str()), n)).collect();
    let shown = |number: usize| {
        let place = canonical.shown.get(&quarter).and_then(|shown| shown.get(number));
        place.map_or(number, |place| *place as usize)
    };
    let mut parents: BTreeMap<usize, Vec<&LeagueRow>> = BTreeMap::new();
    for row in league {
        let unit = numbers.get(&(row.agency_id.as_str(), row.skpd_id.as_str())).and_then(|n| units.units.get(*n));
        let parent = unit.and_then(|u| Some((agency_id(u.agency), u.parent_id.as_deref()?)));
        if let Some(parent) = parent.and_then(|key| numbers.get(&key)) {
            parents.entry(shown(*parent)).or_default().push(row);
        }
    }
    let mut out: Vec<ChildRow> = parents
        .into_iter()
        .filter_map(|(parent, children)| {
            let parent = units.units.get(parent)?;
            let scores: Vec<Option<f64>> =
                children.iter().map(|r| r.score.filter(|_| r.verdict == Verdict::Ranked)).collect();
            let ranked = scores.iter().flatten().count() as u64;
            let ranks = competition(&scores).into_iter().map(move |rank| rank.filter(|_| ranked > 1));
            Some(children.into_iter().zip(ranks).map(move |(row, rank)| ChildRow {
                agency_id: row.agency_id.clone(),
                agency: row.agency.clone(),
                parent_id: parent.id.clone(),
                parent: parent.name.clone(),
                skpd_id: row.skpd_id.clone(),
                skpd: row.skpd.clone(),
                eligible: row.eligible,
                score: row.score,
                rank,
                ranked,
                verdict: row.verdict,
            }))
        })
        .flatten()
        .collect();
    out.sort_by(|a, b| {
        let key = |r: &ChildRow| {
            (r.agency_id.clone(), r.parent.clone(), r.parent_id.clone(), r.rank.is_none(), r.rank, r.skpd.clone())
        };
        key(a).cmp(&key(b)).then_with(|| a.skpd_id.cmp(&b.skpd_id))
    });
    out
}
