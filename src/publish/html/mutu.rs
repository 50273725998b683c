//! `mutu-data.html`: how good the data are, for the supervising unit. One self-contained page.

use minijinja::{Value, context};

use super::table::{Cell, Head, Table};
use super::{quality, template};
use crate::judge::{EvidenceNeed, GateRow, Passed, Report, SourceQuality, UnitQuality};
use crate::problem::Problem;
use crate::publish::notes::{self, gate_value};
use crate::publish::numbers::{MISSING, count, date, decimal, moment, month, percent_short, quarter};
use crate::publish::texts::{self, fill, t, word};
use crate::publish::{Document, Language, Options};

/// A heading and the table under it.
#[derive(Debug, Clone)]
struct Part {
    heading: String,
    table: Option<Table>,
}

impl From<Part> for Value {
    fn from(Part { heading, table }: Part) -> Self {
        context! { heading, table }
    }
}

/// The page in one language.
///
/// # Errors
/// The template is at fault.
pub fn document(report: &Report, language: Language, options: &Options) -> Result<Document, Problem> {
    let as_of = moment(report.as_of, report.government.zone, language);
    let remarks = notes::sentences(report, language).into_iter();
    let remarks = remarks.map(|(weight, text)| context! { warning => weight == notes::Weight::Warning, text });
    let page = context! {
        lang => language.code(),
        script_data => template::script_data(&serde_json::Value::Null, language),
        government => report.government.name.as_str(),
        quarter => quarter(report.quarter, language),
        as_of => fill(t("title.as_of", language), &[("as_of", &as_of)]),
        unfinished => report.unfinished,
        notes => remarks.collect::<Vec<Value>>(),
        gates => gates(report, language),
        sources => sources(report, language),
        reasons => reasons(report, language),
        intake => quality::intake(report, language),
        completeness => report.quality.sources.iter().map(|s| completeness(s, language)).collect::<Vec<Part>>(),
        needs => needs(report, language),
        units => units(report, language),
        evidence => evidence(report, language),
        patterns => patterns(report, language),
        findings => quality::findings(report, language),
        made => fill(t("footer.made", language), &[("version", options.version)]),
    };
    let bytes = template::render(&options.templates, "mutu-data.html", page, language)?;
    Ok(Document { path: format!("internal/mutu-data{}.html", language.suffix()), bytes })
}

/// What a gate is about, in words.
pub fn gate_name(gate: &str, language: Language) -> String {
    word("gate", gate, language)
}

/// How a gate ended, in words.
pub fn passed(row: &GateRow, language: Language) -> &'static str {
    match row.passed {
        Passed::NotAsked => t("quality.gate.not_asked", language),
        Passed::Yes => t("quality.gate.yes", language),
        Passed::WithWarning => t("quality.gate.warning", language),
        Passed::No => t("quality.gate.no", language),
    }
}

/// The figure of a gate, its warning and its limit in words.
pub fn gate_values(row: &GateRow, language: Language) -> [String; 3] {
    [row.had, row.warn, row.fail]
        .map(|value| value.map_or_else(|| MISSING.to_owned(), |value| gate_value(row.name, value, language)))
}

/// The gates and what was held against them.
pub fn gates(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::text(t("table.gate", language)),
        Head::number(t("table.had", language)),
        Head::number(t("table.warn", language)),
        Head::number(t("table.fail", language)),
        Head::text(t("table.passed", language)),
    ];
    let rows = report.quality.gates.iter().map(|row| {
        let alarm = matches!(row.passed, Passed::No | Passed::WithWarning);
        let values = gate_values(row, language).map(Cell::text);
        std::iter::once(Cell::text(gate_name(row.name, language)).sub(Some(row.name.to_owned())))
            .chain(values)
            .chain([Cell::text(passed(row, language)).alarm(alarm)])
            .collect()
    });
    Table::fixed(head, rows.collect())
}

/// The months of a list, `–` where there is none.
pub fn missing_months(source: &SourceQuality, language: Language) -> String {
    let names: Vec<_> = source.missing.iter().map(|m| month(*m, language)).collect();
    if names.is_empty() { MISSING.to_owned() } else { names.join(", ") }
}

/// What was read of each source, and how fresh it is.
pub fn sources(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::name(t("table.source.files", language)),
        Head::number(t("table.files", language)),
        Head::number(t("table.read", language)),
        Head::number(t("table.accepted", language)),
        Head::number(t("table.rejected", language)),
        Head::number(t("table.duplicate", language)),
        Head::text(t("table.newest", language)),
        Head::text(t("table.exported", language)),
        Head::number(t("table.days", language)),
        Head::text(t("table.missing", language)),
    ];
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| MISSING.to_owned(), |day| date(day, language));
    let rows = report.quality.sources.iter().map(|s| {
        vec![
            Cell::text(s.source.as_str()).sub(Some(s.profile.clone())),
            Cell::count(Some(s.files), language),
            Cell::count(Some(s.read), language),
            Cell::count(Some(s.accepted), language),
            Cell::count(Some(s.rejected), language).alarm(s.rejected > 0),
            Cell::count(Some(s.duplicate), language),
            Cell::text(day(s.newest)),
            Cell::text(day(s.exported)),
            Cell::count(s.days, language),
            Cell::text(missing_months(s, language)).alarm(!s.missing.is_empty()),
        ]
    });
    Table::fixed(head, rows.collect())
}

/// Why rows were held back.
fn reasons(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::text(t("table.source.files", language)),
        Head::text(t("table.rule", language)),
        Head::text(t("table.finding", language)),
        Head::number(t("table.rows", language)),
        Head::text(t("table.next", language)),
    ];
    let rows = report.quality.sources.iter().flat_map(|s| s.reasons.iter().map(move |reason| (s, reason)));
    let rows = rows.map(|(source, (rule, rows))| {
        vec![
            Cell::text(source.source.as_str()),
            Cell::text(rule.code),
            Cell::text(language.of(rule.title)),
            Cell::count(Some(*rows), language),
            Cell::text(language.of(rule.next)),
        ]
    });
    Table::fixed(head, rows.collect())
}

/// A share of a whole; empty where there is no whole.
#[allow(clippy::cast_precision_loss)] // lengths on a screen
pub fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// How complete the columns of a source are.
fn completeness(source: &SourceQuality, language: Language) -> Part {
    let head = vec![
        Head::text(t("table.column", language)),
        Head::text(t("table.header", language)),
        Head::number(t("table.filled", language)),
        Head::number(t("table.share", language)),
    ];
    let rows = source.columns.iter().map(|column| {
        let there = !column.header.is_empty();
        let header = if there { column.header.as_str() } else { t("quality.column.absent", language) };
        let share = share(column.filled, column.rows).filter(|_| there);
        vec![
            Cell::text(word("column", &column.column, language)).sub(Some(column.column.clone())),
            Cell::text(header),
            Cell::count(there.then_some(column.filled), language),
            Cell::number(share.map_or_else(|| MISSING.to_owned(), |s| percent_short(s, language)), share).bar(share),
        ]
    });
    let table = Table::fixed(head, rows.collect());
    Part { heading: format!("{} ({})", source.source, count(source.read, language)), table }
}

/// What a group of measures needs, in words.
pub fn need(row: &EvidenceNeed, language: Language) -> String {
    let step = word("step", row.step, language);
    let key = match (row.evidence, row.workdays) {
        ("status", _) => t("quality.need.status", language),
        ("exact", _) => t("quality.need.exact", language),
        (_, true) => t("quality.need.workdays", language),
        (_, false) => t("quality.need.interval", language),
    };
    fill(key, &[("step", &step)])
}

/// The measures of a group, in words.
pub fn measures(row: &EvidenceNeed, language: Language) -> String {
    row.measures.iter().map(|m| texts::measure(m, language)).collect::<Vec<_>>().join("; ")
}

/// Whether the measures of a group are given.
pub fn given(row: &EvidenceNeed, language: Language) -> &'static str {
    if row.given { t("quality.need.given", language) } else { t("quality.need.refused", language) }
}

/// What the measures need, and whether the quarter has it.
fn needs(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::text(t("table.need", language)),
        Head::text(t("table.measures", language)),
        Head::number(t("table.have", language)),
        Head::number(t("table.share", language)),
        Head::text(t("table.passed", language)),
    ];
    let rows = report.evidence_needs.iter().map(|row| {
        let of = row.had.map(|(part, whole)| format!("{} / {}", count(part, language), count(whole, language)));
        let share = row.had.and_then(|(part, whole)| share(part, whole));
        vec![
            Cell::text(need(row, language)),
            Cell::text(measures(row, language)),
            Cell::text(of.unwrap_or_else(|| MISSING.to_owned())),
            Cell::text(share.map_or_else(|| MISSING.to_owned(), |s| percent_short(s, language))),
            Cell::text(given(row, language)).alarm(!row.given),
        ]
    });
    Table::fixed(head, rows.collect())
}

/// What each unit's figures rest on.
fn units(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::name(t("table.unit", language)),
        Head::number(t("table.received.quarter", language)),
        Head::number(t("table.rejected.any", language)),
        Head::number(t("table.no_class", language)),
        Head::text(t("table.newest", language)),
        Head::number(t("table.response.timed", language)),
        Head::number(t("table.resolution.timed", language)),
    ];
    let rows = report.quality.units.iter().map(|unit| {
        let newest = unit.newest.map_or_else(|| MISSING.to_owned(), |day| date(day, language));
        vec![
            Cell::text(unit.skpd.as_str()),
            Cell::count(Some(unit.received), language),
            held_back(unit, language),
            Cell::count(Some(unit.without_class), language),
            Cell::text(newest),
            timed(unit.response, language),
            timed(unit.resolution, language),
        ]
    });
    let mut table = Table::fixed(head, rows.collect())?;
    table.sortable = true;
    Some(table)
}

/// Rows held back, with the rules below.
fn held_back(unit: &UnitQuality, language: Language) -> Cell {
    let rows = unit.rejected.iter().map(|(_, rows)| rows).sum();
    let rules: Vec<_> =
        unit.rejected.iter().map(|(rule, rows)| format!("{rule}: {}", count(*rows, language))).collect();
    Cell::count(Some(rows), language).alarm(rows > 0).sub((rows > 0).then(|| rules.join(", ")))
}

/// What deserves a look, with the figures behind it.
fn patterns(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::text(t("table.rule", language)),
        Head::text(t("table.finding", language)),
        Head::name(t("table.pattern.where", language)),
        Head::text(t("table.pattern.day", language)),
        Head::number(t("table.pattern.seen", language)),
        Head::number(t("table.pattern.expected", language)),
        Head::text(t("table.next", language)),
    ];
    let rows = report.patterns.iter().map(|row| {
        let place = if row.unit.is_empty() { row.file.as_str() } else { row.unit.as_str() };
        let when = row.quarter.map(|q| quarter(q, language));
        let share = share(row.seen, row.of);
        let of = format!("{} / {}", count(row.seen, language), count(row.of, language));
        vec![
            Cell::text(row.rule.code),
            Cell::text(language.of(row.rule.title)),
            Cell::text(place).sub((!row.sheet.is_empty()).then(|| row.sheet.clone())),
            Cell::text(row.day.map_or_else(|| MISSING.to_owned(), |day| date(day, language))).sub(when),
            Cell::number(of, share).bar(share),
            Cell::number(decimal(row.expected, 1, language), Some(row.expected)),
            Cell::text(language.of(row.rule.next)),
        ]
    });
    Table::fixed(head, rows.collect())
}

/// Steps taken of which something is known of the time, of all that were taken.
fn timed([_, by_status, between, day, second]: [u64; 5], language: Language) -> Cell {
    let (timed, taken) = (between + day + second, by_status + between + day + second);
    let rate = share(timed, taken);
    let of = (taken > 0).then(|| format!("{} / {}", count(timed, language), count(taken, language)));
    Cell::number(rate.map_or_else(|| MISSING.to_owned(), |r| percent_short(r, language)), rate).bar(rate).sub(of)
}

/// The evidence of each step, unit by unit.
fn evidence(report: &Report, language: Language) -> Vec<Part> {
    let of = |step: &'static str, counts: fn(&UnitQuality) -> [u64; 5]| {
        let mut head = vec![Head::name(t("table.unit", language))];
        let kinds = ["evidence.second", "evidence.day", "evidence.interval", "evidence.status", "evidence.none"];
        head.extend(kinds.map(|key| Head::number(t(key, language))));
        let told = report.quality.units.iter().filter(|unit| counts(unit).iter().any(|n| *n > 0));
        let rows = told.map(|unit| {
            let cells = counts(unit).into_iter().rev().map(|n| Cell::count(Some(n), language));
            std::iter::once(Cell::text(unit.skpd.as_str())).chain(cells).collect()
        });
        let mut table = Table::fixed(head, rows.collect());
        table.iter_mut().for_each(|table| table.sortable = true);
        let step = word("step", step, language);
        Part { heading: fill(t("section.quality.evidence", language), &[("step", &step)]), table }
    };
    vec![of("verification", |u| u.verification), of("response", |u| u.response), of("resolution", |u| u.resolution)]
}
