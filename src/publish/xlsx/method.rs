//! The sheet `Metode`: what was in force, with its sources, and what each figure means.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::grid::{Cell, Column, Grid, Paint};
use super::page::{Page, Scope};
use crate::judge::{DeadlineText, ScoredText, TargetText, is_rate};
use crate::publish::html::{WEIGHT_COLUMNS, facts, scope as applies_to, target_period, target_scope, validity};
use crate::publish::presets;
use crate::publish::texts::measures::MEANINGS;
use crate::publish::texts::{self, t, word};

/// Widths of the columns, in characters.
const WIDTHS: [f64; 6] = [34.0, 34.0, 22.0, 22.0, 24.0, 46.0];

/// Writes the sheet.
pub fn write(book: &mut Workbook, scope: Scope<'_>) -> Result<(), XlsxError> {
    let Scope { report, language, styles } = scope;
    let mut page = Page::open(book, "xlsx.method", scope, WIDTHS.to_vec())?;
    page.title(t("section.method", language), &[])?;
    let rows = facts(report, language).iter().map(|f| vec![Cell::text(f.label), Cell::text(&f.text)]).collect();
    let columns = vec![words(scope, "xlsx.method.rule"), words(scope, "xlsx.method.holds").over(5)];
    page.grid(&Grid::plain(columns, rows))?;
    page.skip();
    for (heading, grid) in [
        ("section.method.deadlines", deadlines(scope)),
        ("section.method.weights", weights(scope)),
        ("section.targets", targets(scope)),
        ("section.method.status", statuses(scope)),
        ("section.method.definitions", definitions(scope)),
    ] {
        page.heading(t(heading, language))?;
        page.grid(&grid)?;
        page.skip();
    }
    for note in ["section.method.interval", "xlsx.method.rounding", "xlsx.method.marks"] {
        page.text(t(note, language), &styles.body)?;
    }
    page.sheet.set_freeze_panes(1, 1)?;
    page.sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn words(scope: Scope<'_>, key: &'static str) -> Column {
    Column::words(scope.t(key), 0.0)
}

fn number(scope: Scope<'_>, key: &'static str) -> Column {
    Column::numbers(scope.t(key), 0.0, Paint::Plain)
}

fn deadlines(scope: Scope<'_>) -> Grid {
    let language = scope.language;
    let head = ["table.step", "table.class", "table.limit", "table.scope", "table.valid", "table.source"];
    let cells = |d: &DeadlineText| {
        [
            word("step", &d.step, language),
            word("class", &d.class, language),
            texts::limit(&d.limit, language),
            applies_to(&d.scope, language),
            validity(d, language),
            d.source.clone(),
        ]
        .map(|text| Cell::text(&text))
        .into()
    };
    Grid::plain(head.map(|key| words(scope, key)).into(), scope.report.basis.deadlines.iter().map(cells).collect())
}

/// What a measure is held against, in its own form.
fn aim(measure: &str, value: f64) -> Cell {
    if is_rate(measure) { Cell::Rate(value) } else { Cell::Number(value) }
}

fn weights(scope: Scope<'_>) -> Grid {
    let language = scope.language;
    let [measure, weight, direction, target, cap] = WEIGHT_COLUMNS;
    let cells = |m: &ScoredText| {
        vec![
            Cell::text(&texts::measure(&m.measure, language)),
            if m.weight > 0.0 { Cell::Number(m.weight) } else { Cell::text(t("table.weight.shown", language)) },
            Cell::text(presets::direction(m.direction, language)),
            m.target.map_or_else(|| Cell::text(t("table.target.own", language)), |x| aim(&m.measure, x)),
            Cell::Rate(m.cap),
        ]
    };
    Grid::plain(
        vec![
            words(scope, measure),
            number(scope, weight),
            words(scope, direction),
            number(scope, target),
            number(scope, cap),
        ],
        scope.report.basis.measures.iter().map(cells).collect(),
    )
}

fn targets(scope: Scope<'_>) -> Grid {
    let language = scope.language;
    let cells = |target: &TargetText| {
        vec![
            Cell::text(&texts::measure(&target.measure, language)),
            Cell::text(&target_scope(target, language)),
            Cell::text(&target_period(target, language)),
            aim(&target.measure, target.value),
            Cell::text(presets::direction(target.direction, language)),
            Cell::Rate(target.cap),
        ]
    };
    Grid::plain(
        vec![
            words(scope, "table.measure"),
            words(scope, "table.scope"),
            words(scope, "table.year"),
            number(scope, "table.target"),
            words(scope, "table.direction"),
            number(scope, "table.cap"),
        ],
        scope.report.basis.targets.iter().map(cells).collect(),
    )
}

fn statuses(scope: Scope<'_>) -> Grid {
    let cells = |(profile, status, read_as): &(String, String, String)| {
        vec![Cell::text(profile), Cell::text(status), Cell::text(&texts::read_as(read_as, scope.language))]
    };
    Grid::plain(
        vec![words(scope, "table.profile"), words(scope, "table.status"), words(scope, "table.read_as").over(2)],
        scope.report.basis.status_mapping.iter().map(cells).collect(),
    )
}

fn definitions(scope: Scope<'_>) -> Grid {
    let language = scope.language;
    let rows = MEANINGS.iter().map(|meaning| {
        vec![
            Cell::text(texts::heading(meaning.name, language)),
            Cell::text(meaning.name),
            Cell::text(texts::definition(meaning.name, language)),
            Cell::text(&format!("{}\n{}", language.of(meaning.formula), language.of(meaning.source))),
        ]
    });
    Grid::plain(
        vec![
            words(scope, "table.column"),
            words(scope, "xlsx.method.csv"),
            words(scope, "table.definition").over(3),
            words(scope, "xlsx.method.formula"),
        ],
        rows.collect(),
    )
}
