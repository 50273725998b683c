//! What a rank is worth, beside it in the league table: the zone of the score.

use std::collections::BTreeMap;

use super::table::{Cell, Head, Table};
use crate::judge::{LeagueRow, RankRow, Report};
use crate::publish::texts;
use crate::publish::{Language, presets};

/// The ranked rows by government and unit.
fn ranked(report: &Report) -> BTreeMap<(&str, &str), &RankRow> {
    report.ranking.iter().map(|row| ((row.agency_id.as_str(), row.skpd_id.as_str()), row)).collect()
}

/// Adds what is known of the ranks of these rows to their table.
pub fn add(mut table: Table, rows: &[LeagueRow], report: &Report, language: Language) -> Table {
    let ranked = ranked(report);
    let of = |row: &LeagueRow| ranked.get(&(row.agency_id.as_str(), row.skpd_id.as_str())).copied();
    let zones = report.basis.preset.as_ref().map_or(&[][..], |preset| &preset.zones);
    if !zones.is_empty() {
        table.head.push(Head::text(texts::heading("zone", language)).meaning(texts::definition("zone", language)));
        for (cells, row) in table.rows.iter_mut().map(|r| &mut r.cells).zip(rows) {
            let name = of(row).and_then(|r| r.zone.as_deref());
            let place = zones.iter().position(|zone| Some(zone.name.as_str()) == name);
            let zone = place.and_then(|place| zones.get(place));
            cells.push(zone.map_or_else(Cell::default, |zone| Cell {
                sort: place.unwrap_or_default().to_string(),
                tint: zone.colour.clone(),
                ..Cell::text(presets::of(&zone.label, language))
            }));
        }
    }
    table
}
