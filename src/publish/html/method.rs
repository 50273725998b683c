//! How the figures were made: deadlines with their sources, weights, targets, readings of statuses.

use minijinja::{Value, context};

use super::quality::who_closed;
use super::table::{Cell, Head, Table};
use crate::judge::{COLUMNS, DeadlineText, LeagueRow, Quantity, Report, TargetText, column};
use crate::publish::Language;
use crate::publish::numbers::{count, date, decimal, percent, percent_short, trimmed};
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
    let mut out = vec![
        fact("section.method.level", word("level", report.government.level.word(), language)),
        fact("section.method.clock", word("clock", &basis.clock, language)),
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

/// A target's value in the form of its measure.
pub fn target_value(target: &TargetText, language: Language) -> String {
    match column(&target.measure).map(|c| c.quantity) {
        Some(Quantity::Rate) => percent_short(target.value, language),
        _ => trimmed(target.value, 2, language),
    }
}

fn deadlines(report: &Report, language: Language) -> Option<Table> {
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

fn weights(report: &Report, language: Language) -> Option<Table> {
    let head = vec![Head::text(t("table.measure", language)), Head::number(t("table.weight", language))];
    let rows = report.basis.weights.iter().map(|(name, weight)| {
        vec![Cell::text(texts::measure(name, language)), Cell::text(decimal(*weight, 2, language))]
    });
    Table::fixed(head, rows.collect())
}

fn statuses(report: &Report, language: Language) -> Option<Table> {
    let head = ["table.profile", "table.status", "table.read_as"].map(|key| Head::text(t(key, language)));
    let rows = report.basis.status_mapping.iter().map(|(profile, status, read_as)| {
        vec![Cell::text(profile.as_str()), Cell::text(status.as_str()), Cell::text(read_as.as_str())]
    });
    Table::fixed(head.into(), rows.collect())
}

fn definitions(language: Language) -> Option<Table> {
    let head = ["table.column", "table.definition"].map(|key| Head::text(t(key, language)));
    let rows = COLUMNS.iter().map(|column| {
        let heading = Cell::text(texts::heading(column.name, language)).sub(Some(column.name.to_owned()));
        vec![heading, Cell::text(texts::definition(column.name, language))]
    });
    Table::fixed(head.into(), rows.collect())
}

/// The targets, with what the governments reached of them.
pub fn targets(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::text(t("table.measure", language)),
        Head::text(t("table.year", language)),
        Head::text(t("table.scope", language)),
        Head::number(t("table.target", language)),
        Head::number(t("table.value", language)),
        Head::number(t("table.attainment", language)),
    ];
    let rows = report.basis.targets.iter().map(|target| {
        let (value, attained) = reached(target, report, language);
        let closing = matches!(target.measure.as_str(), "resolution_rate" | "resolution_on_time_rate" | "closed");
        let closers = row_of(target, report).filter(|_| closing).map(|row| who_closed(row, language));
        vec![
            Cell::text(texts::measure(&target.measure, language)),
            Cell::text(target.year.to_string()),
            Cell::text(target_scope(target, language)),
            Cell::text(target_value(target, language)),
            Cell::text(value).sub(closers),
            Cell::text(attained),
        ]
    });
    Table::fixed(head, rows.collect())
}

/// The row against which a target is held.
fn row_of<'r>(target: &TargetText, report: &'r Report) -> Option<&'r LeagueRow> {
    let row = match (target.scope.as_str(), report.instansi.as_slice()) {
        ("", [row]) => Some(row),
        ("", _) => None,
        (scope, _) => report.league.iter().find(|row| row.skpd_id == scope || row.skpd == scope),
    };
    row.filter(|_| target.year == report.quarter.year())
}

/// The value and the attainment that stand in a row of the report, for the one government or the unit meant.
fn reached(target: &TargetText, report: &Report, language: Language) -> (String, String) {
    let missing = || (crate::publish::numbers::MISSING.to_owned(), crate::publish::numbers::MISSING.to_owned());
    let Some(row) = row_of(target, report) else { return missing() };
    let attained = match target.measure.as_str() {
        "received" => row.volume_attainment,
        "response_rate" => row.response_attainment,
        _ => None,
    };
    let value = if target.measure == "received" {
        count(row.received_ytd, language)
    } else {
        column(&target.measure)
            .map_or_else(|| missing().0, |c| crate::publish::numbers::value(&(c.get)(row), c.quantity, language))
    };
    (value, attained.map_or_else(|| missing().1, |rate| percent(rate, language)))
}
