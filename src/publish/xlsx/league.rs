//! The sheets `Liga` and `Riwayat`: the columns that a meeting reads, and every column there is, each with its meaning as a
//! note.

use std::collections::BTreeMap;

use rust_xlsxwriter::{IgnoreError, Workbook, XlsxError};

use super::grid::{Block, Cell, Column, Grid, Paint};
use super::page::{Page, Scope};
use crate::judge::{COLUMNS, Column as Figure, LeagueRow, Quantity, RankRow, Report, column};
use crate::publish::numbers::{percent_short, quarter_short};
use crate::publish::robustness;
use crate::publish::texts::{self, fill, t};

/// What a meeting reads, under the headings that columns share: rank and score, volume, response, closing with who closed.
const TO_READ: &[(&str, &[&str])] = &[
    ("xlsx.band.rank", &["rank", "rank_low", "rank_high", "previous_rank", "score"]),
    ("", &["skpd", "agency", "group"]),
    ("xlsx.band.volume", &["received", "eligible"]),
    ("xlsx.band.response", &["responded", "response_rate"]),
    (
        "xlsx.band.on_time",
        &["due", "responded_in_time", "on_time_rate", "on_time_low", "on_time_high", "unanswered_overdue"],
    ),
    ("xlsx.band.speed", &["mean_response_workdays"]),
    (
        "xlsx.band.resolution",
        &["resolution_on_time_rate", "closed_by_admin", "closed_by_system", "closed_by_reporter", "open"],
    ),
    ("", &["verdict"]),
];

/// Writes the league of the quarter: one row a unit, the governments beneath.
pub fn write(book: &mut Workbook, scope: Scope<'_>) -> Result<(), XlsxError> {
    let Scope { report, language, .. } = scope;
    let grouped = report.league.iter().any(|row| !row.group.is_empty());
    let wanted = |name: &str| match name {
        "agency" => scope.several(),
        "group" => grouped,
        _ => true,
    };
    let figures: Vec<(&Figure, &'static str)> = TO_READ
        .iter()
        .flat_map(|(band, names)| names.iter().filter(|name| wanted(name)).map(|name| (*name, *band)))
        .filter_map(|(name, band)| Some((column(name)?, if band.is_empty() { "" } else { t(band, language) })))
        .collect();
    let columns = figures
        .iter()
        .map(|(figure, band)| Column::of(figure.name, width(figure), paint(figure, report), language).under(band));
    let moving: BTreeMap<(&str, &str), &RankRow> =
        report.ranking.iter().filter(|row| row.moves()).map(|row| ((&*row.agency_id, &*row.skpd_id), row)).collect();
    let cells = |row: &LeagueRow| {
        let star = moving.contains_key(&(&*row.agency_id, &*row.skpd_id));
        figures
            .iter()
            .map(|(figure, _)| match cell(row, figure, scope) {
                Cell::Count(rank) if star && figure.name == "rank" => Cell::Starred(rank),
                cell => cell,
            })
            .collect()
    };
    let total = |row: &LeagueRow| {
        let name = if row.agency.is_empty() { &report.government.name } else { &row.agency };
        let of = |figure: &Figure| match figure.name {
            "skpd" => Cell::text(name),
            "agency" | "verdict" => Cell::Empty,
            "group" => Cell::text(&texts::word("level", &row.group, language)),
            _ => cell(row, figure, scope),
        };
        figures.iter().map(|(figure, _)| of(figure)).collect()
    };
    let grid = Grid {
        columns: columns.collect(),
        rows: report.league.iter().map(cells).collect(),
        totals: report.instansi.iter().map(total).collect(),
        flat: false,
    };
    let mut page = Page::open(book, "xlsx.league", scope, grid.widths())?;
    page.title(t("section.league", language), &lead(report, scope))?;
    let block = page.grid(&grid)?;
    let names = figures.iter().zip(1_u16..).find(|((figure, _), _)| figure.name == "skpd").map_or(0, |(_, end)| end);
    page.finish(block, names)?;
    let place = figures.iter().zip(0_u16..).find(|((figure, _), _)| figure.name == "rank").map(|(_, place)| place);
    for (row, at) in report.league.iter().zip(block.first..) {
        let moves = moving.get(&(&*row.agency_id, &*row.skpd_id));
        if let Some((moves, place)) = moves.zip(place) {
            page.note(at, place, &robustness::sentence(moves, report, language))?;
        }
    }
    Ok(())
}

/// What colours and signs mean.
fn lead(report: &Report, scope: Scope<'_>) -> Vec<String> {
    let language = scope.language;
    let targets: Vec<String> = COLUMNS
        .iter()
        .filter_map(|figure| {
            let target = target(figure.name, report)?;
            Some(format!("{} {}", texts::heading(figure.name, language), percent_short(target, language)))
        })
        .collect();
    let colours = match targets.as_slice() {
        [] => String::new(),
        targets => fill(t("xlsx.legend.target", language), &[("targets", &targets.join("; "))]),
    };
    let moves = report.ranking.iter().any(RankRow::moves);
    let star = if moves { t("xlsx.legend.star", language) } else { "" };
    let legend = [colours.as_str(), t("xlsx.legend.bar", language), t("xlsx.legend.grey", language), star];
    let legend: Vec<&str> = legend.into_iter().filter(|text| !text.is_empty()).collect();
    vec![t("xlsx.league.lead", language).to_owned(), legend.join(" ")]
}

/// The target of a rate that holds for every unit in the quarter, if the configuration or its preset states one.
pub fn target(measure: &str, report: &Report) -> Option<f64> {
    let of_all = |t: &&crate::judge::TargetText| t.measure == measure && t.scope.is_empty();
    let mut targets = report.basis.targets.iter().filter(of_all);
    let quarterly = targets.clone().find(|t| t.quarter == Some(report.quarter));
    let stated = quarterly.or_else(|| targets.find(|t| t.quarter.is_none())).map(|t| t.value);
    // Some unit has a target of its own: one colour for all would be wrong.
    let own = report.basis.targets.iter().any(|t| t.measure == measure && !t.scope.is_empty());
    let preset = report.basis.preset.as_ref().and_then(|_| report.basis.measures.iter().find(|m| m.measure == measure));
    let is_rate = column(measure).is_some_and(|c| c.quantity == Quantity::Rate);
    stated.or_else(|| preset.and_then(|m| m.target)).filter(|_| is_rate && !own)
}

fn paint(figure: &Figure, report: &Report) -> Paint {
    match (figure.name, figure.quantity) {
        (_, Quantity::Text | Quantity::Period) => Paint::Nothing,
        ("response_rate" | "on_time_rate" | "resolution_on_time_rate", _) => Paint::Rate(target(figure.name, report)),
        ("unanswered_overdue", _) => Paint::Alarm,
        _ => Paint::Plain,
    }
}

fn width(figure: &Figure) -> f64 {
    match (figure.name, figure.quantity) {
        ("skpd", _) => 44.0,
        ("agency", _) => 30.0,
        ("verdict", _) => 21.0,
        ("group", _) => 10.0,
        (_, Quantity::Period) => 12.0,
        (_, Quantity::Rank) => 7.0,
        (_, Quantity::Rate) => 9.5,
        _ => 8.0,
    }
}

/// A cell of the league table; quarters, groups and verdicts in words.
fn cell(row: &LeagueRow, figure: &Figure, scope: Scope<'_>) -> Cell {
    let language = scope.language;
    match figure.name {
        "period" => Cell::Text(quarter_short(row.period, language)),
        "verdict" => Cell::text(texts::verdict(row.verdict, language)),
        "group" if row.skpd_id.is_empty() => Cell::text(&texts::word("level", &row.group, language)),
        "group" => Cell::text(&texts::word("kind", &row.group, language)),
        _ => Cell::of((figure.get)(row), figure.quantity),
    }
}

/// Writes every column of every quarter, those of the governments first in each, as a plain table for further work: its
/// headings stand in the first row.
pub fn history(book: &mut Workbook, scope: Scope<'_>) -> Result<Block, XlsxError> {
    let Scope { report, language, .. } = scope;
    let columns = COLUMNS.iter().map(|figure| {
        let paint = if paint(figure, report) == Paint::Nothing { Paint::Nothing } else { Paint::Plain };
        Column::of(figure.name, width(figure), paint, language)
    });
    let cells = |row: &LeagueRow| COLUMNS.iter().map(|figure| cell(row, figure, scope)).collect();
    let rows = report.history.iter().map(cells).collect();
    let grid = Grid { columns: columns.collect(), rows, totals: Vec::new(), flat: true };
    let mut page = Page::open(book, "xlsx.history", scope, grid.widths())?;
    // Sixty columns are no one page.
    page.sheet.set_print_fit_to_pages(3, 0).set_repeat_columns(0, 4)?;
    let block = page.grid(&grid)?;
    let names = COLUMNS.iter().zip(1_u16..).find(|(figure, _)| figure.name == "skpd").map_or(0, |(_, end)| end);
    page.finish(block, names)?;
    for (figure, at) in COLUMNS.iter().zip(0_u16..) {
        if figure.quantity == Quantity::Text && block.has_rows() {
            page.sheet.ignore_error_range(block.first, at, block.last, at, IgnoreError::NumberStoredAsText)?;
        }
        // Ids are for machines: they stay, hidden, so that filters and look-ups work.
        if matches!(figure.name, "agency_id" | "skpd_id") {
            page.sheet.set_column_hidden(at)?;
        }
    }
    Ok(block)
}
