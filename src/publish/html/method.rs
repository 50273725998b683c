//! How the figures were made: deadlines with their sources, weights, targets, readings of statuses.

use minijinja::{Value, context};

use super::table::{Cell, Head, Table};
use crate::judge::{COLUMNS, DeadlineText, Report, ScoredText, TargetText};
use crate::publish::Language;
use crate::publish::numbers::{count, date, percent_short, quarter_short};
use crate::publish::presets;
use crate::publish::texts::{self, fill, t, word};

/// The section on method.
#[derive(Debug, Clone)]
pub struct Method {
    deadlines: Option<Table>,
    facts: Vec<Fact>,
    weights: Option<Table>,
    statuses: Option<Table>,
    definitions: Option<Table>,
}

/// A rule in words.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What it is about.
    pub label: &'static str,
    /// What holds.
    pub text: String,
}

impl From<Method> for Value {
    fn from(method: Method) -> Self {
        let Method { deadlines, facts, weights, statuses, definitions } = method;
        context! { deadlines, facts, weights, statuses, definitions }
    }
}

impl From<Fact> for Value {
    fn from(fact: Fact) -> Self {
        let Fact { label, text } = fact;
        context! { label, text }
    }
}

/// The section.
pub fn of(report: &Report, language: Language) -> Method {
    Method {
        deadlines: deadlines(report, language),
        facts: facts(report, language),
        weights: weights(report, language),
        statuses: statuses(report, language),
        definitions: definitions(language),
    }
}

/// The rules that are one sentence each.
pub fn facts(report: &Report, language: Language) -> Vec<Fact> {
    let basis = &report.basis;
    let fact = |label, text| Fact { label: t(label, language), text };
    let counts: Vec<_> = basis.counts.iter().map(|kind| word("event", kind, language)).collect();
    let minimum = count(basis.minimum_volume, language);
    let calendar = basis.calendar_years.map_or_else(
        || t("section.method.calendar.none", language).to_owned(),
        |(from, to)| {
            let values = [("from", from.to_string()), ("to", to.to_string())];
            fill(t("section.method.calendar.text", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
        },
    );
    let preset = basis.preset.as_ref().map(|preset| {
        let (title, source) = (presets::of(&preset.title, language), presets::of(&preset.source, language));
        let values = [("name", preset.name.as_str()), ("title", title), ("source", source)];
        fact("section.method.preset", fill(t("section.method.preset.text", language), &values))
    });
    let zones = basis.preset.as_ref().map(|preset| presets::zones(preset, language).join("; "));
    let zones = zones.filter(|zones| !zones.is_empty()).map(|zones| fact("section.method.zones", zones));
    let mut out = vec![
        fact("section.method.level", word("level", report.government.level.word(), language)),
        fact("section.method.clock", word("clock", &basis.clock, language)),
        fact("section.method.government", t("section.method.government.text", language).to_owned()),
        fact("section.method.counts", counts.join(", ")),
        fact("section.method.groups", word("groups", &basis.groups, language)),
        fact("section.method.minimum", fill(t("section.method.minimum.text", language), &[("n", &minimum)])),
        fact("section.method.calendar", calendar),
    ];
    if let Some((from, to)) = basis.data_span {
        let values = [("from", date(from, language)), ("to", date(to, language))];
        let values = values.each_ref().map(|(k, v)| (*k, v.as_str()));
        out.push(fact("section.method.span", fill(t("section.method.span.text", language), &values)));
    }
    out.extend(preset.into_iter().chain(zones));
    out
}

/// From when to when a deadline holds.
pub fn validity(deadline: &DeadlineText, language: Language) -> String {
    let from = deadline.from.map(|day| fill(t("table.valid.from", language), &[("from", &date(day, language))]));
    let to = deadline.to.map(|day| fill(t("table.valid.to", language), &[("to", &date(day, language))]));
    let parts: Vec<_> = from.into_iter().chain(to).collect();
    if parts.is_empty() { t("table.valid.always", language).to_owned() } else { parts.join(" ") }
}

/// To whom a rule applies.
pub fn scope(scope: &str, language: Language) -> String {
    if scope.is_empty() { t("table.scope.all", language).to_owned() } else { scope.to_owned() }
}

/// To whom a target applies; a volume without a unit belongs to the government alone.
pub fn target_scope(target: &TargetText, language: Language) -> String {
    if target.scope.is_empty() && target.measure == "received" {
        t("table.scope.government", language).to_owned()
    } else {
        scope(&target.scope, language)
    }
}

/// For when a target holds: its quarter, else its year.
pub fn target_period(target: &TargetText, language: Language) -> String {
    target.quarter.map_or_else(|| target.year.to_string(), |quarter| quarter_short(quarter, language))
}

/// A target's value in the form of its measure.
pub fn target_value(target: &TargetText, language: Language) -> String {
    presets::aim(&target.measure, Some(target.value), language)
}

/// The deadlines that were applied, with their sources.
pub fn deadlines(report: &Report, language: Language) -> Option<Table> {
    let head = ["table.step", "table.class", "table.limit", "table.scope", "table.valid", "table.source"];
    let rows = report.basis.deadlines.iter().map(|d| {
        vec![
            Cell::text(word("step", &d.step, language)),
            Cell::text(word("class", &d.class, language)),
            Cell::text(texts::limit(&d.limit, language)),
            Cell::text(scope(&d.scope, language)),
            Cell::text(validity(d, language)),
            Cell::text(d.source.as_str()),
        ]
    });
    Table::fixed(head.map(|key| Head::text(t(key, language))).into(), rows.collect())
}

/// The headings of [`weight_cells`].
pub const WEIGHT_COLUMNS: [&str; 5] = ["table.measure", "table.weight", "table.direction", "table.target", "table.cap"];

/// A measure of the score in words.
pub fn weight_cells(measure: &ScoredText, language: Language) -> [String; 5] {
    [
        texts::measure(&measure.measure, language),
        presets::weight(measure, language),
        presets::direction(measure.direction, language).to_owned(),
        presets::aim(&measure.measure, measure.target, language),
        percent_short(measure.cap, language),
    ]
}

/// The measures of the score with their weights.
pub fn weights(report: &Report, language: Language) -> Option<Table> {
    let head = WEIGHT_COLUMNS.map(|key| Head::text(t(key, language)));
    let rows = report.basis.measures.iter().map(|m| weight_cells(m, language).map(Cell::text).into());
    Table::fixed(head.into(), rows.collect())
}

/// What each status of the exports was read as.
pub fn statuses(report: &Report, language: Language) -> Option<Table> {
    let head = ["table.profile", "table.status", "table.read_as"].map(|key| Head::text(t(key, language)));
    let rows = report.basis.status_mapping.iter().map(|(profile, status, read_as)| {
        vec![Cell::text(profile.as_str()), Cell::text(status.as_str()), Cell::text(texts::read_as(read_as, language))]
    });
    Table::fixed(head.into(), rows.collect())
}

/// What each column of the league means.
pub fn definitions(language: Language) -> Option<Table> {
    let head = ["table.column", "table.definition"].map(|key| Head::text(t(key, language)));
    let rows = COLUMNS.iter().map(|column| {
        let heading = Cell::text(texts::heading(column.name, language)).sub(Some(column.name.to_owned()));
        vec![heading, Cell::text(texts::definition(column.name, language))]
    });
    Table::fixed(head.into(), rows.collect())
}
