//! The sheet `Mutu data`: gates, where each row of each file went, how fresh the sources are, what the measures need, how
//! complete the columns are, what was found.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::grid::{Cell, Column, Grid, Paint};
use super::page::{Page, Scope};
use crate::judge::{EvidenceNeed, GateRow, Passed, SourceQuality};
use crate::publish::html::{findings_by_rule, gate_name, given, measures, missing_months, need, passed, share};
use crate::publish::texts::{self, t, word};
use crate::terms::FileAccount;

/// Widths of the columns, in characters.
const WIDTHS: [f64; 10] = [46.0, 30.0, 13.0, 13.0, 13.0, 13.0, 17.0, 17.0, 10.0, 30.0];

/// Writes the sheet.
pub fn write(book: &mut Workbook, scope: Scope<'_>) -> Result<(), XlsxError> {
    let language = scope.language;
    let mut page = Page::open(book, "xlsx.quality", scope, WIDTHS.to_vec())?;
    page.title(t("section.quality", language), &[t("section.quality.lead", language).to_owned()])?;
    for part in [gates, files, sources, needs, columns, findings] {
        let (heading, lead, grid) = part(scope);
        page.heading(t(heading, language))?;
        if !lead.is_empty() {
            page.text(lead, &scope.styles.lead)?;
        }
        page.grid(&grid)?;
        page.skip();
    }
    page.sheet.set_freeze_panes(1, 1)?;
    page.sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// A heading's key, a sentence, and the table beneath.
type Part = (&'static str, &'static str, Grid);

fn words(scope: Scope<'_>, key: &'static str) -> Column {
    Column::words(scope.t(key), 0.0)
}

fn number(scope: Scope<'_>, key: &'static str) -> Column {
    Column::numbers(scope.t(key), 0.0, Paint::Plain)
}

fn gates(scope: Scope<'_>) -> Part {
    let language = scope.language;
    let columns = vec![
        words(scope, "table.gate"),
        words(scope, "table.passed"),
        number(scope, "table.had"),
        number(scope, "table.warn"),
        number(scope, "table.fail"),
    ];
    let cells = |row: &GateRow| {
        let is_share = !matches!(row.name, "missing-months" | "stale-days");
        let figure = |value: Option<f64>| match (value, is_share) {
            (None, _) => Cell::Empty,
            (Some(x), true) => Cell::Rate(x),
            (Some(x), false) => Cell::Number(x),
        };
        let said = passed(row, language).to_owned();
        let said = match row.passed {
            Passed::No | Passed::WithWarning => Cell::Worse(said),
            Passed::Yes | Passed::NotAsked => Cell::Text(said),
        };
        vec![Cell::text(&gate_name(row.name, language)), said, figure(row.had), figure(row.warn), figure(row.fail)]
    };
    let rows = scope.report.quality.gates.iter().map(cells).collect();
    ("section.quality.gates", "", Grid::plain(columns, rows))
}

fn files(scope: Scope<'_>) -> Part {
    let columns = vec![
        words(scope, "table.file"),
        words(scope, "table.profile"),
        number(scope, "table.read"),
        number(scope, "table.accepted"),
        number(scope, "table.rejected"),
        number(scope, "table.duplicate"),
        words(scope, "table.balance"),
    ];
    let cells = |row: &FileAccount| {
        let name = if row.sheet.is_empty() { row.file.clone() } else { format!("{} [{}]", row.file, row.sheet) };
        let balance = match row.balances() {
            true => Cell::text(scope.t("table.balance.yes")),
            false => Cell::Worse(scope.t("table.balance.no").to_owned()),
        };
        let counts = [row.read, row.accepted, row.rejected, row.duplicate].map(Cell::Count);
        [Cell::text(&name), Cell::text(&row.profile)].into_iter().chain(counts).chain([balance]).collect()
    };
    let rows = scope.report.intake.iter().map(cells).collect();
    ("section.quality.files", scope.t("section.quality.lead"), Grid::plain(columns, rows))
}

fn sources(scope: Scope<'_>) -> Part {
    let language = scope.language;
    let columns = vec![
        words(scope, "table.source.files"),
        words(scope, "table.profile"),
        number(scope, "table.read"),
        number(scope, "table.accepted"),
        number(scope, "table.rejected"),
        number(scope, "table.duplicate"),
        number(scope, "table.newest"),
        number(scope, "table.exported"),
        number(scope, "table.days"),
        words(scope, "table.missing"),
    ];
    let cells = |row: &SourceQuality| {
        let counts = [row.read, row.accepted, row.rejected, row.duplicate].map(Cell::Count);
        let missing = match row.missing.is_empty() {
            true => Cell::Empty,
            false => Cell::Worse(missing_months(row, language)),
        };
        let times = [Cell::date(row.newest), Cell::date(row.exported), Cell::count(row.days), missing];
        [Cell::text(&row.source), Cell::text(&row.profile)].into_iter().chain(counts).chain(times).collect()
    };
    let rows = scope.report.quality.sources.iter().map(cells).collect();
    ("section.quality.sources", scope.t("section.quality.sources.lead"), Grid::plain(columns, rows))
}

fn needs(scope: Scope<'_>) -> Part {
    let language = scope.language;
    let columns = vec![
        words(scope, "table.need"),
        words(scope, "table.passed"),
        number(scope, "table.have"),
        number(scope, "xlsx.asked"),
        Column::numbers(scope.t("table.share"), 0.0, Paint::Rate(None)),
        words(scope, "table.measures").over(5),
    ];
    let cells = |row: &EvidenceNeed| {
        let said = given(row, language).to_owned();
        let (part, whole) = row.had.unzip();
        vec![
            Cell::text(&need(row, language)),
            if row.given { Cell::Text(said) } else { Cell::Worse(said) },
            Cell::count(part),
            Cell::count(whole),
            Cell::rate(row.had.and_then(|(part, whole)| share(part, whole))),
            Cell::text(&measures(row, language)),
        ]
    };
    let rows = scope.report.evidence_needs.iter().map(cells).collect();
    ("section.quality.needs", scope.t("section.quality.needs.lead"), Grid::plain(columns, rows))
}

fn columns(scope: Scope<'_>) -> Part {
    let language = scope.language;
    let head = vec![
        words(scope, "table.source.files"),
        words(scope, "table.column"),
        number(scope, "table.filled"),
        number(scope, "table.read"),
        Column::numbers(scope.t("table.share"), 0.0, Paint::Rate(None)),
        words(scope, "xlsx.remark").over(2),
    ];
    let mut rows = Vec::new();
    for source in &scope.report.quality.sources {
        for column in &source.columns {
            let there = !column.header.is_empty();
            let absent = if there { "" } else { scope.t("quality.column.absent") };
            rows.push(vec![
                Cell::text(&source.source),
                Cell::text(&word("column", &column.column, language)),
                if there { Cell::Count(column.filled) } else { Cell::Empty },
                Cell::Count(column.rows),
                Cell::rate(share(column.filled, column.rows).filter(|_| there)),
                Cell::text(absent),
            ]);
        }
    }
    let lead = scope.t("section.quality.columns.lead");
    ("section.quality.columns", lead, Grid::plain(head, rows))
}

fn findings(scope: Scope<'_>) -> Part {
    let language = scope.language;
    let columns = vec![
        words(scope, "table.finding"),
        words(scope, "table.severity"),
        number(scope, "table.rows"),
        words(scope, "table.why").over(4),
        words(scope, "table.next").over(3),
    ];
    let rows = findings_by_rule(scope.report).into_iter().map(|(rule, _, rows)| {
        vec![
            Cell::Text(format!("{} · {}", rule.code, language.of(rule.title))),
            Cell::text(&texts::word("severity", rule.severity.word(), language)),
            Cell::Count(rows),
            Cell::text(language.of(rule.why)),
            Cell::text(language.of(rule.next)),
        ]
    });
    ("section.quality.findings", "", Grid::plain(columns, rows.collect()))
}
