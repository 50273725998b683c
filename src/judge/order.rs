//! The order of the rows of a league table, and the rank that each had before.

use std::collections::BTreeMap;

use super::league_row::LeagueRow;

/// The rank of the quarter before, where the unit stood in the same group.
pub fn carry_previous(rows: &mut [LeagueRow], previous: &[LeagueRow]) {
    let key = |r: &LeagueRow| (r.agency_id.clone(), r.skpd_id.clone());
    let before: BTreeMap<_, &LeagueRow> = previous.iter().map(|p| (key(p), p)).collect();
    for row in rows {
        row.previous_rank = before.get(&key(row)).filter(|p| p.group == row.group).and_then(|p| p.rank);
    }
}

/// Ranked rows first, by government, group (largest volumes first by their first number) and rank; then the others by name.
pub fn sort(rows: &mut [LeagueRow]) {
    let volume = |r: &LeagueRow| r.group.split(['-', '+']).next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0);
    rows.sort_by(|a, b| {
        let key = |r: &LeagueRow| {
            let group = r.rank.is_some().then(|| (std::cmp::Reverse(volume(r)), r.group.clone()));
            (r.agency_id.clone(), r.rank.is_none(), group, r.rank, r.skpd.clone(), r.skpd_id.clone())
        };
        key(a).cmp(&key(b))
    });
}
