//! What is aimed at, and how far it was reached: set targets, those of the preset, and what holds without one.

use super::method::{target_period, target_scope, target_value};
use super::quality::who_closed;
use super::table::{Cell, Head, Table};
use crate::judge::{Attained, COLUMNS, Profile, Report, ScoredText, TargetText, column};
use crate::publish::numbers::{self, MISSING, percent, percent_short};
use crate::publish::texts::{self, fill, t};
use crate::publish::{Language, presets};

/// One line a target, with what the government, or the unit meant, reached of it; `None` without targets.
pub fn table(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::text(t("table.measure", language)),
        Head::text(t("table.year", language)),
        Head::text(t("table.scope", language)),
        Head::number(t("table.target", language)),
        Head::text(t("table.direction", language)),
        Head::number(t("table.cap", language)),
        Head::number(t("table.value", language)),
        Head::number(t("table.attainment", language)),
        Head::text(t("table.target.origin", language)),
    ];
    let set = report.basis.targets.iter().map(|target| line(&Aimed::Set(target), report, language));
    let others = report.basis.measures.iter().filter(|m| m.target.is_some() && !is_set_for_all(m, report));
    let others = others.map(|measure| line(&Aimed::Held(measure), report, language));
    Table::fixed(head, set.chain(others).collect())
}

/// A line of the table.
enum Aimed<'r> {
    /// A target of the configuration.
    Set(&'r TargetText),
    /// What a measure of the score is held against without one.
    Held(&'r ScoredText),
}

/// Whether a target of the configuration stands in the place of what a measure is held against without one.
fn is_set_for_all(measure: &ScoredText, report: &Report) -> bool {
    report.basis.targets.iter().any(|target| target.measure == measure.measure && target.scope.is_empty())
}

fn line(aimed: &Aimed<'_>, report: &Report, language: Language) -> Vec<Cell> {
    let (measure, scope, direction, cap, aim) = match aimed {
        Aimed::Set(target) => {
            (&target.measure, target.scope.as_str(), target.direction, target.cap, Some(target.value))
        }
        Aimed::Held(measure) => (&measure.measure, "", measure.direction, measure.cap, measure.target),
    };
    let reached = aim.and_then(|aim| reached(measure, aim, scope, report));
    let closing = matches!(measure.as_str(), "resolution_rate" | "resolution_on_time_rate" | "closed");
    let closers = row_of(scope, report).filter(|_| closing);
    let closers = closers.and_then(|profile| closed(profile, report, language));
    let [period, whom, origin, target] = match aimed {
        Aimed::Set(target) => [
            target_period(target, language),
            target_scope(target, language),
            t("table.target.set", language).to_owned(),
            target_value(target, language),
        ],
        Aimed::Held(measure) => [
            t("table.target.always", language).to_owned(),
            t("table.scope.all", language).to_owned(),
            origin(measure, report, language),
            presets::aim(&measure.measure, measure.target, language),
        ],
    };
    let value = reached.map_or_else(|| MISSING.to_owned(), |reached| value(reached, language));
    let attained = reached.and_then(|reached| reached.attainment);
    vec![
        Cell::text(texts::measure(measure, language)),
        Cell::text(period),
        Cell::text(whom),
        Cell::text(target),
        Cell::text(presets::direction(direction, language)),
        Cell::text(percent_short(cap, language)),
        Cell::text(value).sub(closers),
        Cell::text(attained.map_or_else(|| MISSING.to_owned(), |rate| percent(rate, language))),
        Cell::text(origin),
    ]
}

/// Where a target comes from that the configuration does not set.
fn origin(measure: &ScoredText, report: &Report, language: Language) -> String {
    let preset = report.basis.preset.as_ref().filter(|p| p.measures.iter().any(|m| m.measure == measure.measure));
    preset.map_or_else(
        || t("table.target.default", language).to_owned(),
        |preset| fill(t("table.target.preset", language), &[("name", &preset.name)]),
    )
}

/// The row against which a target is held: the one government, or the unit meant.
fn row_of<'r>(scope: &str, report: &'r Report) -> Option<&'r Profile> {
    let id = match (scope, report.instansi.as_slice()) {
        ("", [_]) => "",
        ("", _) => return None,
        (scope, _) => {
            let is_meant = |row: &&crate::judge::LeagueRow| row.skpd_id == scope || row.skpd == scope;
            report.league.iter().find(is_meant)?.skpd_id.as_str()
        }
    };
    report.profiles.rows.iter().find(|row| row.skpd_id == id)
}

/// What the row meant reached of exactly this target: another one may go before it there.
fn reached<'r>(measure: &str, aim: f64, scope: &str, report: &'r Report) -> Option<&'r Attained> {
    row_of(scope, report)?.attained.iter().find(|a| a.measure == measure && a.target.total_cmp(&aim).is_eq())
}

/// The value in the form of its measure.
pub fn value(attained: &Attained, language: Language) -> String {
    let Some(value) = attained.value else { return MISSING.to_owned() };
    let quantity = column(&attained.measure).or_else(|| COLUMNS.iter().find(|c| c.name == "response_rate"));
    quantity.map_or_else(
        || numbers::trimmed(value, 2, language),
        |column| numbers::value(&crate::judge::Value::Number(value), column.quantity, language),
    )
}

/// Who closed the complaints of a row.
fn closed(profile: &Profile, report: &Report, language: Language) -> Option<String> {
    let rows = if profile.skpd_id.is_empty() { &report.instansi } else { &report.league };
    let is_of =
        |row: &&crate::judge::LeagueRow| (&row.agency_id, &row.skpd_id) == (&profile.agency_id, &profile.skpd_id);
    rows.iter().find(is_of).map(|row| who_closed(row, language))
}
