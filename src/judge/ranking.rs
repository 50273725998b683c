//! The ranked rows of a quarter, with what a rank is worth beside it: `peringkat.csv`.

use std::collections::BTreeMap;

use super::league_row::LeagueRow;
use super::robustness::{RankRange, RankTest};
use super::score;
use super::zones::zone_of;
use crate::config::Config;
use crate::terms::Quarter;

/// A ranked unit; among several governments also a ranked government.
#[derive(Debug, Clone, PartialEq)]
pub struct RankRow {
    /// The quarter.
    pub period: Quarter,
    /// The government's id.
    pub agency_id: String,
    /// The unit's id; empty for a government.
    pub skpd_id: String,
    /// The unit's or government's name.
    pub skpd: String,
    /// The comparison group in which the rank holds.
    pub group: String,
    /// The score.
    pub score: f64,
    /// The rank as published.
    pub rank: u64,
    /// The best rank in its confidence set.
    pub rank_low: Option<u64>,
    /// The worst rank in its confidence set.
    pub rank_high: Option<u64>,
    /// The ids of those of its group from whom it is not told apart.
    pub alike: Vec<String>,
    /// Between which ranks it lies when one choice is made otherwise.
    pub robust: RankRange,
    /// The machine word of its zone, where the preset has zones.
    pub zone: Option<String>,
    /// The volume against the part of the year that has run; `None` without a volume target.
    pub volume_pro_rata: Option<f64>,
}

impl RankRow {
    /// Whether the rank is another one when one choice is made otherwise.
    #[must_use]
    pub fn moves(&self) -> bool {
        (self.robust.low, self.robust.high) != (self.rank, self.rank)
    }
}

/// One row a ranked unit in the order of the league; behind them the governments, where there are several to compare.
pub fn rows(config: &Config, league: &[LeagueRow], instansi: &[LeagueRow], tests: &[RankTest]) -> Vec<RankRow> {
    let zones = config.preset.as_ref().map_or(&[][..], |preset| &preset.zones);
    let several = instansi.len() > 1;
    let mut of_row: BTreeMap<(&str, &str), Vec<&RankTest>> = BTreeMap::new();
    for test in tests {
        of_row.entry((&test.agency_id, &test.skpd_id)).or_default().push(test);
    }
    let row = |r: &LeagueRow| {
        let (score, rank) = r.score.zip(r.rank)?;
        let tests = of_row.get(&(r.agency_id.as_str(), r.skpd_id.as_str())).map(Vec::as_slice).unwrap_or_default();
        Some(RankRow {
            period: r.period,
            agency_id: r.agency_id.clone(),
            skpd_id: r.skpd_id.clone(),
            skpd: if r.skpd_id.is_empty() { r.agency.clone() } else { r.skpd.clone() },
            group: r.group.clone(),
            score,
            rank,
            rank_low: r.rank_low,
            rank_high: r.rank_high,
            alike: r.alike.clone(),
            robust: RankRange::of(rank, tests.iter().copied()),
            zone: zone_of(score, zones).map(|zone| zone.name.clone()),
            volume_pro_rata: score::value(r, "volume_pro_rata"),
        })
    };
    league.iter().chain(instansi.iter().filter(|_| several)).filter_map(row).collect()
}
