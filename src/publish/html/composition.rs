//! What the complaints are and where they stand, and how old the open ones are.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use super::quality::length;
use super::table::{Cell, Head, Table};
use crate::judge::{AGE_BOUNDS, BacklogAge, CompositionRow, Report};
use crate::publish::Language;
use crate::publish::texts::{fill, t, word};

/// In what complaints agree, in the order of the page.
const DIMENSIONS: [(&str, &str); 5] = [
    ("class", "section.composition.class"),
    ("channel", "section.composition.channel"),
    ("state", "section.composition.state"),
    ("closed_by", "section.composition.closed_by"),
    ("validity", "section.composition.validity"),
];

/// One breakdown.
#[derive(Debug, Clone)]
pub struct Part {
    /// What complaints are told apart by.
    pub heading: &'static str,
    /// Of the governments.
    pub governments: Option<Table>,
    /// Of each unit.
    pub units: Option<Table>,
}

impl From<Part> for Value {
    fn from(Part { heading, governments, units }: Part) -> Self {
        context! { heading, governments, units }
    }
}

/// The breakdowns that the data can carry.
pub fn parts(report: &Report, language: Language) -> Vec<Part> {
    let part = |(dimension, heading): (&str, &'static str)| {
        let rows: Vec<&CompositionRow> = report.composition.iter().filter(|r| r.dimension == dimension).collect();
        (!rows.is_empty()).then(|| Part {
            heading: t(heading, language),
            governments: governments(&rows, report.instansi.len() > 1, language),
            units: units(&rows, language),
        })
    };
    DIMENSIONS.into_iter().filter_map(part).collect()
}

/// The heading of a breakdown, for other documents.
pub fn dimension(name: &str, language: Language) -> &'static str {
    DIMENSIONS.iter().find(|(known, _)| *known == name).map_or("", |(_, heading)| t(heading, language))
}

/// A value of a breakdown in words.
pub fn value(dimension: &str, value: &str, language: Language) -> String {
    match value {
        "" => t("table.not_told", language).to_owned(),
        "(lainnya)" => t("table.rest", language).to_owned(),
        "(semua)" => t("table.whole", language).to_owned(),
        word_of_it => word(dimension, word_of_it, language),
    }
}

/// The governments' lines, with bars.
fn governments(rows: &[&CompositionRow], several: bool, language: Language) -> Option<Table> {
    let rows: Vec<_> = rows.iter().filter(|row| row.skpd_id.is_empty()).collect();
    let most = rows.iter().filter_map(|row| row.complaints).max().unwrap_or(0);
    let mut head = vec![Head::text(t("table.part", language)), Head::number(t("table.count", language))];
    if several {
        head.insert(0, Head::text(t("table.unit", language)));
    }
    let cells = |row: &&&CompositionRow| {
        let bar = row.complaints.and_then(|n| length(n, most));
        let mut cells = vec![
            Cell::text(value(row.dimension, &row.value, language)),
            Cell::count(row.complaints, language).bar(bar),
        ];
        if several {
            cells.insert(0, Cell::text(row.unit.as_str()));
        }
        cells
    };
    Table::fixed(head, rows.iter().map(cells).collect())
}

/// One line a unit, one column a value.
fn units(rows: &[&CompositionRow], language: Language) -> Option<Table> {
    let of_units = || rows.iter().filter(|row| !row.skpd_id.is_empty());
    let mut values: Vec<&str> = Vec::new();
    let governments = rows.iter().filter(|row| row.skpd_id.is_empty());
    for row in governments.chain(of_units()) {
        // A unit of which only the total can be told has no column of its own for it.
        let whole = row.value.starts_with('(') && !rows.iter().any(|r| r.skpd_id.is_empty() && r.value == row.value);
        if !whole && !values.contains(&row.value.as_str()) {
            values.push(&row.value);
        }
    }
    let mut lines: BTreeMap<(&str, &str, &str), BTreeMap<&str, Option<u64>>> = BTreeMap::new();
    for row in of_units() {
        lines.entry((&row.unit, &row.skpd_id, &row.agency_id)).or_default().insert(&row.value, row.complaints);
    }
    let dimension = rows.first().map_or("", |row| row.dimension);
    let mut head = vec![Head::name(t("table.unit", language))];
    head.extend(values.iter().map(|v| Head::number(value(dimension, v, language))));
    let hidden = || Cell::number(t("table.hidden", language).to_owned(), None);
    let rows = lines.iter().map(|((unit, ..), cells)| {
        let whole = !cells.keys().any(|value| values.contains(value));
        let cell = |value: &&str| match cells.get(value) {
            _ if whole => hidden(),
            Some(None) => hidden(),
            Some(n) => Cell::count(*n, language),
            None => Cell::count(Some(0), language),
        };
        std::iter::once(Cell::text(*unit)).chain(values.iter().map(cell)).collect()
    });
    let mut table = Table::fixed(head, rows.collect())?;
    table.sortable = true;
    Some(table)
}

/// The classes of age in words.
pub fn age_classes(language: Language) -> Vec<String> {
    let mut from = 0;
    let mut names: Vec<String> = AGE_BOUNDS
        .iter()
        .map(|to| {
            let values = [("from", from.to_string()), ("to", to.to_string())];
            from = to + 1;
            fill(t("chart.backlog.class", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
        })
        .collect();
    let last = AGE_BOUNDS.last().map(ToString::to_string).unwrap_or_default();
    names.push(fill(t("chart.backlog.class.last", language), &[("from", &last)]));
    names
}

/// Open complaints by age, of the governments or of the units.
pub fn ages(rows: &[BacklogAge], sortable: bool, language: Language) -> Option<Table> {
    let mut head = vec![Head::name(t("table.unit", language)), Head::number(t("table.open", language))];
    head.extend(age_classes(language).into_iter().map(Head::number));
    let cells = |row: &BacklogAge| {
        let counts = std::iter::once(row.counts.iter().sum()).chain(row.counts);
        let counts = counts.map(|n| Cell::count(Some(n), language));
        std::iter::once(Cell::text(row.skpd.as_str())).chain(counts).collect()
    };
    let mut table = Table::fixed(head, rows.iter().map(cells).collect())?;
    table.sortable = sortable;
    Some(table)
}
