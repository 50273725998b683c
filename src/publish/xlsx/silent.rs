//! The sheet `Tidak merespons`: what `pengumuman.csv` holds, part by part: who never answered, who answered late, who let
//! complaints go late, who did best, who improved, who cannot be judged.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::grid::{Block, Cell, Column, Grid, Paint};
use super::page::{Page, Scope};
use crate::judge::{Answering, Best, MovementRow, Named, Verdict, is_rate};
use crate::publish::texts::{self, t};

/// Widths of the columns: a unit, its government, and what is told of it.
const UNIT: f64 = 46.0;
const AGENCY: f64 = 26.0;
const FIGURES: [f64; 9] = [20.0, 13.0, 13.0, 13.0, 13.0, 13.0, 13.0, 13.0, 13.0];

/// Writes the sheet.
pub fn write(book: &mut Workbook, scope: Scope<'_>) -> Result<(), XlsxError> {
    let Scope { report, language, .. } = scope;
    let announcement = &report.announcement;
    let agency = scope.several().then_some(AGENCY);
    let widths = std::iter::once(UNIT).chain(agency).chain(FIGURES).collect();
    let mut page = Page::open(book, "xlsx.silent", scope, widths)?;
    let lead = [t("section.announce.lead", language), t("xlsx.silent.lead", language)].map(str::to_owned);
    page.title(t("section.announce", language), &lead)?;

    page.heading(t("section.unanswered", language))?;
    let never: Vec<&Answering> = announcement.answering.iter().filter(|a| a.never() > 0).collect();
    let mut first = None;
    if never.is_empty() {
        let known = announcement.known;
        let none = if known { "section.unanswered.none" } else { "section.unanswered.unknown" };
        page.text(t(none, language), &scope.styles.body)?;
    } else {
        first = Some(unanswered(&mut page, &never)?);
    }
    page.skip();
    for (heading, note, count) in [
        ("announce.late", "xlsx.silent.late", (|a| a.late) as fn(&Answering) -> u64),
        ("announce.handed_on", "xlsx.silent.handed_on", |a| a.returned_late),
        ("xlsx.silent.reporter", "xlsx.silent.reporter.note", |a| a.closed_by_reporter),
    ] {
        let mut rows: Vec<&Answering> = announcement.answering.iter().filter(|a| count(a) > 0).collect();
        rows.sort_by(|a, b| count(b).cmp(&count(a)).then_with(|| a.unit.skpd.cmp(&b.unit.skpd)));
        if !rows.is_empty() {
            page.heading(t(heading, language))?;
            counted(&mut page, t(note, language), &rows, count)?;
            page.skip();
        }
    }
    page.heading(t("announce.best", language))?;
    if announcement.best.is_empty() {
        page.text(t("announce.best.none", language), &scope.styles.body)?;
    } else {
        best(&mut page, &announcement.best)?;
    }
    page.skip();
    page.heading(t("announce.improved", language))?;
    if announcement.improved.is_empty() {
        let compared = |r: &MovementRow| r.comparisons.is_some() && !r.skpd_id.is_empty();
        let any = report.movement.iter().any(compared);
        let none = if any { "announce.improved.none" } else { "announce.improved.unknown" };
        page.text(t(none, language), &scope.styles.body)?;
    } else {
        improved(&mut page, &announcement.improved)?;
    }
    page.skip();
    if !announcement.unjudged.is_empty() {
        page.heading(t("section.unjudged", language))?;
        unjudged(&mut page, &announcement.unjudged)?;
    }
    if let Some(block) = first {
        page.sheet.autofilter(block.head, 0, block.last, page.columns() - 1)?;
    }
    page.sheet.set_freeze_panes(1, 1)?;
    page.sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// The columns that name a unit.
fn names(scope: Scope<'_>) -> Vec<Column> {
    let mut columns = vec![Column::words(scope.t("table.unit"), UNIT)];
    if scope.several() {
        columns.push(Column::words(texts::heading("agency", scope.language), AGENCY));
    }
    columns
}

/// The cells that name a unit.
fn named(unit: &Named, scope: Scope<'_>) -> Vec<Cell> {
    let agency = scope.several().then(|| Cell::text(&unit.agency));
    std::iter::once(Cell::text(&unit.skpd)).chain(agency).collect()
}

/// Who answers for a line.
fn answers(row: &Answering, scope: Scope<'_>) -> Cell {
    Cell::text(&texts::word("answers", row.answers.word(), scope.language))
}

fn unanswered(page: &mut Page<'_>, rows: &[&Answering]) -> Result<Block, XlsxError> {
    let scope = page.scope;
    let number =
        |key: &'static str, note: &'static str| Column::numbers(scope.t(key), 13.0, Paint::Plain).noted(scope.t(note));
    let mut columns = names(scope);
    columns.extend([
        Column::words(scope.t("xlsx.silent.answers"), 20.0),
        number("xlsx.silent.now", "xlsx.silent.now.note"),
        number("col.due", "def.due"),
        number("xlsx.silent.closed", "xlsx.silent.closed.note"),
        number("xlsx.silent.older", "xlsx.silent.older.note"),
        Column { paint: Paint::Volume, ..number("xlsx.silent.total", "xlsx.silent.total.note") },
        number("xlsx.silent.oldest", "xlsx.silent.oldest.note"),
        number("xlsx.silent.row", "xlsx.silent.row.note"),
        number("table.let_go_late", "def.returned_late"),
    ]);
    let cells = |row: &&Answering| {
        let quarters = match row.at_least {
            true => Cell::AtLeast(row.quarters_in_a_row),
            false => Cell::Count(row.quarters_in_a_row),
        };
        let mut cells = named(&row.unit, scope);
        cells.extend([
            answers(row, scope),
            Cell::Count(row.unanswered),
            Cell::Count(row.due),
            Cell::Count(row.closed_unanswered),
            Cell::Count(row.older),
            Cell::Count(row.never()),
            Cell::count(row.oldest_days),
            quarters,
            Cell::Count(row.returned_late),
        ]);
        cells
    };
    page.grid(&Grid::plain(columns, rows.iter().map(cells).collect()))
}

fn counted(
    page: &mut Page<'_>,
    note: &str,
    rows: &[&Answering],
    count: fn(&Answering) -> u64,
) -> Result<(), XlsxError> {
    let scope = page.scope;
    let mut columns = names(scope);
    columns.extend([
        Column::words(scope.t("xlsx.silent.answers"), 20.0),
        Column::numbers(scope.t("table.count"), 13.0, Paint::Volume).noted(note),
        Column::numbers(scope.t("col.due"), 13.0, Paint::Plain).noted(scope.t("def.due")),
    ]);
    let cells = |row: &&Answering| {
        let mut cells = named(&row.unit, scope);
        cells.extend([answers(row, scope), Cell::Count(count(row)), Cell::Count(row.due)]);
        cells
    };
    page.grid(&Grid::plain(columns, rows.iter().map(cells).collect()))?;
    Ok(())
}

fn best(page: &mut Page<'_>, groups: &[Best]) -> Result<(), XlsxError> {
    let scope = page.scope;
    let mut columns = names(scope);
    columns.extend([
        Column::words(scope.t("col.group"), 20.0),
        Column::numbers(scope.t("col.rank"), 13.0, Paint::Plain),
        Column::numbers(scope.t("col.rank_low"), 13.0, Paint::Plain),
        Column::numbers(scope.t("col.rank_high"), 13.0, Paint::Plain),
        Column::numbers(scope.t("xlsx.silent.ranked"), 13.0, Paint::Plain),
        Column::words(scope.t("col.verdict"), 13.0).over(2),
    ]);
    let mut rows = Vec::new();
    for group in groups {
        let line = |unit: &Named, ranks: [Cell; 3], words: &'static str| {
            let mut cells = named(unit, scope);
            cells.push(Cell::text(&texts::word("kind", &group.group, scope.language)));
            cells.extend(ranks);
            cells.extend([Cell::Count(group.ranked), Cell::text(scope.t(words))]);
            cells
        };
        let none = || [Cell::Empty, Cell::Empty, Cell::Empty];
        if group.is_nobody() {
            let agency = group.first.first().map_or("", |unit| unit.agency.as_str());
            let nobody = Named {
                agency_id: String::new(),
                agency: agency.to_owned(),
                skpd_id: String::new(),
                skpd: scope.t("xlsx.silent.nobody").to_owned(),
            };
            rows.push(line(&nobody, none(), "xlsx.silent.nobody.note"));
            continue;
        }
        let (low, high) = group.ranks.unzip();
        let first = || [Cell::Count(1), Cell::count(low), Cell::count(high)];
        rows.extend(group.first.iter().map(|unit| line(unit, first(), "xlsx.silent.first")));
        rows.extend(group.with.iter().map(|unit| line(unit, none(), "xlsx.silent.with")));
    }
    page.grid(&Grid::plain(columns, rows))?;
    Ok(())
}

fn improved(page: &mut Page<'_>, rows: &[MovementRow]) -> Result<(), XlsxError> {
    let scope = page.scope;
    let mut columns = names(scope);
    columns.extend([
        Column::words(scope.t("table.measure"), 20.0),
        Column::numbers(scope.t("table.then"), 13.0, Paint::Plain),
        Column::numbers(scope.t("table.now"), 13.0, Paint::Plain),
        Column::numbers(scope.t("table.difference"), 13.0, Paint::Plain),
        Column::numbers(scope.t("xlsx.low"), 13.0, Paint::Plain),
        Column::numbers(scope.t("xlsx.high"), 13.0, Paint::Plain),
    ]);
    let cells = |row: &MovementRow| {
        // Of a mean time the measure's name holds the unit.
        let rate = is_rate(row.measure);
        let value = |x: Option<f64>| x.map_or(Cell::Empty, if rate { Cell::Rate } else { Cell::Tenth });
        let difference = |x: Option<f64>| x.map_or(Cell::Empty, if rate { Cell::Points } else { Cell::Change });
        let agency = scope.several().then(|| Cell::text(&row.agency));
        let mut cells: Vec<Cell> = std::iter::once(Cell::text(&row.skpd)).chain(agency).collect();
        cells.extend([
            Cell::text(&texts::measure(row.measure, scope.language)),
            value(row.before.value),
            value(row.now.value),
            difference(row.difference),
            difference(row.low),
            difference(row.high),
        ]);
        cells
    };
    page.grid(&Grid::plain(columns, rows.iter().map(cells).collect()))?;
    Ok(())
}

fn unjudged(page: &mut Page<'_>, rows: &[(Named, Verdict)]) -> Result<(), XlsxError> {
    let scope = page.scope;
    let mut columns = names(scope);
    columns.push(Column::words(scope.t("xlsx.silent.reason"), 20.0).over(2));
    let cells = |(unit, why): &(Named, Verdict)| {
        let mut cells = named(unit, scope);
        cells.push(Cell::text(texts::verdict(*why, scope.language)));
        cells
    };
    page.grid(&Grid::plain(columns, rows.iter().map(cells).collect()))?;
    Ok(())
}
