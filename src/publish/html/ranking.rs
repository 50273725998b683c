//! What a rank is worth: beside it in the league table its zone and a mark where it moves, and the table of what moves it.

use std::collections::BTreeMap;

use super::league::RANK_RANGE;
use super::table::{Cell, Head, Table};
use crate::judge::{LeagueRow, RankRow, Report};
use crate::publish::numbers::count;
use crate::publish::texts::{self, t};
use crate::publish::{Language, presets, robustness};

/// The ranked rows by government and unit.
fn ranked(report: &Report) -> BTreeMap<(&str, &str), &RankRow> {
    report.ranking.iter().map(|row| ((row.agency_id.as_str(), row.skpd_id.as_str()), row)).collect()
}

/// Adds what is known of the ranks of these rows to their table.
pub fn add(mut table: Table, rows: &[LeagueRow], report: &Report, language: Language) -> Table {
    let ranked = ranked(report);
    let of = |row: &LeagueRow| ranked.get(&(row.agency_id.as_str(), row.skpd_id.as_str())).copied();
    let ranks = texts::heading(RANK_RANGE, language);
    if let Some(at) = table.head.iter().position(|head| head.text == ranks) {
        for (cells, row) in table.rows.iter_mut().map(|r| &mut r.cells).zip(rows) {
            if of(row).is_some_and(RankRow::moves)
                && let Some(cell) = cells.get_mut(at)
            {
                cell.text.push('*');
            }
        }
    }
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

/// The ranks that move, with what moves them; `None` where none does.
pub fn moves(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::number(texts::heading("rank", language)),
        Head::name(t("table.unit", language)),
        Head::text(texts::heading("group", language)),
        Head::number(t("table.range", language)),
        Head::text(t("table.moves", language)),
    ];
    let rows = report.ranking.iter().filter(|row| row.moves()).map(|row| {
        vec![
            Cell::text(format!("{}*", count(row.rank, language))),
            Cell::text(row.skpd.as_str()),
            Cell::text(group(row, language)),
            Cell::text(robustness::range(row, language)),
            Cell::text(robustness::grounds(row, report, language)),
        ]
    });
    Table::fixed(head, rows.collect())
}

/// The group of a row; for a government its level.
pub fn group(row: &RankRow, language: Language) -> String {
    if row.skpd_id.is_empty() { texts::word("level", &row.group, language) } else { texts::group(&row.group, language) }
}
