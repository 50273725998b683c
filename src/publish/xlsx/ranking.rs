//! The sheet `Peringkat`: what each rank is worth, with each ranked unit's rate and its interval for the picture.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::charts::{Bars, bars_of_page};
use super::grid::{Block, Cell, Column, Grid, Paint};
use super::page::{Page, Scope};
use crate::judge::{LeagueRow, RankRow, Report};
use crate::publish::html::rank_group;
use crate::publish::texts::{self, fill, t};
use crate::publish::{Language, presets, robustness};

/// What the chart shows of a unit: a rate, and how far its interval reaches beneath and above.
#[derive(Debug, Clone, Copy, Default)]
struct Bar {
    rate: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

/// A measure and what the chart shows of it.
type Shown = (&'static str, fn(&LeagueRow) -> Bar);

/// What the chart may show, the first that any ranked unit has. No rate of what was finished is among them: a bar has no room
/// for who closed.
const SHOWN: [Shown; 2] = [
    ("on_time_rate", |r| Bar { rate: r.on_time_rate, low: r.on_time_low, high: r.on_time_high }),
    ("response_rate", |r| Bar { rate: r.response_rate, low: None, high: None }),
];

fn measure(report: &Report) -> Option<Shown> {
    let has = |of: fn(&LeagueRow) -> Bar| report.league.iter().any(|r| r.rank.is_some() && of(r).rate.is_some());
    SHOWN.into_iter().find(|(name, of)| !report.refuses(name) && has(*of))
}

/// Where the rates stand, for the pictures.
#[derive(Debug, Clone)]
pub struct Drawn {
    sheet: String,
    measure: &'static str,
    block: Block,
    rates: u16,
}

impl Drawn {
    /// One picture a group, in parts where it is long: title and bars, with the pixels that each bar takes.
    pub fn pictures(&self, scope: Scope<'_>) -> Vec<(String, Bars<'_>, u32)> {
        let mut out = Vec::new();
        let (most, pixels) = bars_of_page(scope.report.ranking.iter().map(|row| row.skpd.as_str()));
        let mut first = self.block.first;
        for group in scope.report.ranking.chunk_by(|a, b| compared(a) == compared(b)) {
            let parts = group.len().div_ceil(most).max(1);
            // Parts of one length: the last one does not stand there with a single bar.
            let long = group.len().div_ceil(parts).max(1);
            for (part, rows) in (1_usize..).zip(group.chunks(long)) {
                let last = first + u32::try_from(rows.len()).unwrap_or(1) - 1;
                let of = (parts > 1).then_some((part, parts));
                let bars = Bars { sheet: &self.sheet, rows: (first, last), names: 1, rates: self.rates };
                out.push((title(rows, of, self.measure, scope), bars, pixels));
                first = last + 1;
            }
        }
        out
    }
}

/// Writes the sheet.
pub fn write(book: &mut Workbook, scope: Scope<'_>) -> Result<Option<Drawn>, XlsxError> {
    let Scope { report, language, .. } = scope;
    let head = |name: &'static str, width, paint| Column::of(name, width, paint, language);
    let shown = measure(report);
    let zones = report.basis.preset.as_ref().map_or(&[][..], |preset| &preset.zones);
    let pro_rata = report.ranking.iter().any(|row| row.volume_pro_rata.is_some());
    let chance = t("xlsx.band.chance", language);
    let choices = t("section.robust", language);
    let mut columns = vec![head("rank", 9.0, Paint::Plain), head("skpd", 44.0, Paint::Nothing)];
    if scope.several() {
        columns.push(head("agency", 26.0, Paint::Nothing));
    }
    columns.extend([
        head("group", 10.0, Paint::Nothing),
        head("score", 8.0, Paint::Plain),
        head("rank_low", 10.0, Paint::Plain).under(chance),
        head("rank_high", 10.0, Paint::Plain).under(chance),
        head("robust_low", 10.0, Paint::Plain).under(choices),
        head("robust_high", 10.0, Paint::Plain).under(choices),
        Column::words(t("table.moves", language), 60.0).under(choices),
    ]);
    if !zones.is_empty() {
        columns.push(head("zone", 12.0, Paint::Nothing));
    }
    if pro_rata {
        columns.push(head("volume_pro_rata", 12.0, Paint::Plain));
    }
    let bars_at = u16::try_from(columns.len()).unwrap_or(0);
    let band = shown.map_or("", |(name, _)| texts::heading(name, language));
    if let Some((name, _)) = shown {
        let share = t("table.rate", language);
        let definition = texts::definition(name, language);
        columns.extend([
            Column::numbers(share, 9.0, Paint::Rate(super::league::target(name, report))).noted(definition).under(band),
            Column::numbers(t("xlsx.below", language), 9.0, Paint::Plain)
                .noted(t("xlsx.below.note", language))
                .under(band),
            Column::numbers(t("xlsx.above", language), 9.0, Paint::Plain)
                .noted(t("xlsx.below.note", language))
                .under(band),
        ]);
    }
    let league = |row: &RankRow| {
        let is_it = |r: &&LeagueRow| (&r.agency_id, &r.skpd_id) == (&row.agency_id, &row.skpd_id);
        report.league.iter().chain(&report.instansi).find(is_it)
    };
    let cells = |row: &RankRow| {
        let of = league(row);
        let zone = zones.iter().find(|zone| Some(&zone.name) == row.zone.as_ref());
        let rank = if row.moves() { Cell::Starred(row.rank) } else { Cell::Count(row.rank) };
        let mut cells = vec![rank, Cell::text(&row.skpd)];
        if scope.several() {
            cells.push(of.map_or(Cell::Empty, |of| Cell::text(&of.agency)));
        }
        cells.extend([
            Cell::text(&group(row, language)),
            Cell::Score(row.score),
            Cell::count(row.rank_low),
            Cell::count(row.rank_high),
            Cell::Count(row.robust.low),
            Cell::Count(row.robust.high),
            Cell::text(&robustness::grounds(row, report, language)),
        ]);
        if !zones.is_empty() {
            cells.push(zone.map_or(Cell::Empty, |zone| Cell::text(presets::of(&zone.label, language))));
        }
        if pro_rata {
            cells.push(Cell::rate(row.volume_pro_rata));
        }
        if let Some((_, bar)) = shown {
            let Bar { rate, low, high } = of.map(bar).unwrap_or_default();
            cells.push(Cell::rate(rate));
            cells.push(Cell::rate(rate.zip(low).map(|(rate, low)| (rate - low).max(0.0))));
            cells.push(Cell::rate(rate.zip(high).map(|(rate, high)| (high - rate).max(0.0))));
        }
        cells
    };
    let grid = Grid::plain(columns, report.ranking.iter().map(cells).collect());
    let mut page = Page::open(book, "xlsx.ranking", scope, grid.widths())?;
    let mut lead = vec![t("xlsx.ranking.lead", language).to_owned()];
    lead.extend(robustness::lead(report, language));
    page.title(t("xlsx.ranking", language), &lead)?;
    let block = page.grid(&grid)?;
    page.finish(block, 2)?;
    let sheet = page.sheet.name();
    let drawn = |(measure, _)| Drawn { sheet, measure, block, rates: bars_at };
    Ok(shown.filter(|_| block.has_rows()).map(drawn))
}

/// A group in the words of its column.
fn group(row: &RankRow, language: Language) -> String {
    texts::word(if row.skpd_id.is_empty() { "level" } else { "kind" }, &row.group, language)
}

/// Those who are compared with one another: units of a government and group, or governments of a level.
fn compared(row: &RankRow) -> (bool, &str, &str) {
    let of_unit = !row.skpd_id.is_empty();
    (of_unit, if of_unit { &row.agency_id } else { "" }, &row.group)
}

fn title(rows: &[RankRow], part: Option<(usize, usize)>, measure: &'static str, scope: Scope<'_>) -> String {
    let Scope { report, language, .. } = scope;
    let name = texts::heading(measure, language).to_owned();
    let unit = rows.first().filter(|row| scope.several() && !row.skpd_id.is_empty());
    let agency = unit.and_then(|row| report.league.iter().find(|r| r.agency_id == row.agency_id));
    let agency = agency.map(|row| row.agency.clone());
    let group = rows.first().map(|row| rank_group(row, language)).filter(|group| !group.is_empty());
    let part = part.map(|(part, of)| {
        let values = [("part", part.to_string()), ("of", of.to_string())];
        fill(t("xlsx.chart.part", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
    });
    [Some(name), agency, group, part].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
