//! Steps, categories, the reconciliation of rows, and findings by rule.

use std::collections::BTreeMap;

use super::table::{Cell, Head, Table};
use crate::judge::{CategoryRow, LeagueRow, Report, StepRow};
use crate::publish::Language;
use crate::publish::numbers::count;
use crate::publish::texts::{fill, t, word};
use crate::terms::Rule;

/// How many categories a meeting reads.
const TOP: usize = 12;

/// The steps of the governments, or those of the units.
pub fn steps(report: &Report, governments: bool, language: Language) -> Option<Table> {
    let head = vec![
        Head::name(t("table.unit", language)),
        Head::text(t("table.step", language)),
        Head::number(t("table.due", language)),
        Head::number(t("table.in_time", language)),
        Head::number(t("table.rate", language)),
    ];
    let rows = report.steps.iter().filter(|row| row.skpd_id.is_empty() == governments);
    let cells = |row: &StepRow| {
        vec![
            Cell::text(row.unit.as_str()),
            Cell::text(word("step", row.step, language)).sub(closers(row, report, language)),
            Cell::count(Some(row.due), language),
            Cell::count(Some(row.in_time), language),
            Cell::rate(row.rate, language).bar(row.rate),
        ]
    };
    let mut table = Table::fixed(head, rows.map(cells).collect())?;
    table.sortable = !governments;
    Some(table)
}

/// Who closed, beside a rate of what was finished.
fn closers(row: &StepRow, report: &Report, language: Language) -> Option<String> {
    let is_of = |r: &&LeagueRow| match row.skpd_id.as_str() {
        "" => r.agency == row.unit,
        id => r.skpd_id == id,
    };
    let rows = if row.skpd_id.is_empty() { &report.instansi } else { &report.league };
    rows.iter().find(is_of).filter(|_| row.step == "resolution").map(|r| who_closed(r, language))
}

/// How many were closed by whom, and how many are open.
pub fn who_closed(row: &LeagueRow, language: Language) -> String {
    let n = |n: u64| count(n, language);
    let values = [
        ("admin", n(row.closed_by_admin)),
        ("system", n(row.closed_by_system)),
        ("reporter", n(row.closed_by_reporter)),
        ("open", n(row.open)),
    ];
    fill(t("kpi.closed.note", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
}

/// The largest categories of the governments.
pub fn categories(report: &Report, language: Language) -> Option<Table> {
    let mut rows: Vec<&CategoryRow> = report.categories.iter().filter(|row| row.skpd_id.is_empty()).collect();
    rows.sort_by(|a, b| b.received.cmp(&a.received).then_with(|| a.category.cmp(&b.category)));
    let several = report.instansi.len() > 1;
    let most = rows.first().and_then(|row| row.received).unwrap_or(0);
    let mut head = vec![Head::text(t("table.category", language)), Head::number(t("table.count", language))];
    if several {
        head.insert(1, Head::text(t("table.unit", language)));
    }
    let cells = |row: &&CategoryRow| {
        let name = if row.category.is_empty() { t("table.category.none", language) } else { &row.category };
        let number = match row.received {
            Some(n) => Cell::count(Some(n), language).bar(length(n, most)),
            None => Cell::number(t("table.suppressed", language).to_owned(), None),
        };
        let mut cells = vec![Cell::text(name), number];
        if several {
            cells.insert(1, Cell::text(row.unit.as_str()));
        }
        cells
    };
    Table::fixed(head, rows.iter().take(TOP).map(cells).collect())
}

/// The length of a bar beside the longest.
#[allow(clippy::cast_precision_loss)] // lengths on a screen
pub fn length(n: u64, most: u64) -> Option<f64> {
    (most > 0).then(|| n as f64 / most as f64)
}

/// What became of each file's rows.
pub fn intake(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::text(t("table.file", language)),
        Head::text(t("table.profile", language)),
        Head::number(t("table.read", language)),
        Head::number(t("table.accepted", language)),
        Head::number(t("table.rejected", language)),
        Head::number(t("table.duplicate", language)),
        Head::text(t("table.balance", language)),
    ];
    let rows = report.intake.iter().map(|file| {
        let balance = if file.balances() { "table.balance.yes" } else { "table.balance.no" };
        let sheet = (!file.sheet.is_empty()).then(|| file.sheet.clone());
        vec![
            Cell::text(file.file.as_str()).sub(sheet),
            Cell::text(file.profile.as_str()),
            Cell::count(Some(file.read), language),
            Cell::count(Some(file.accepted), language),
            Cell::count(Some(file.rejected), language).alarm(file.rejected > 0),
            Cell::count(Some(file.duplicate), language),
            Cell::text(t(balance, language)).alarm(!file.balances()),
        ]
    });
    Table::fixed(head, rows.collect())
}

/// Findings added up by rule: places and rows.
pub fn by_rule(report: &Report) -> Vec<(&'static Rule, u64, u64)> {
    let mut rules: BTreeMap<&str, (&'static Rule, u64, u64)> = BTreeMap::new();
    for finding in &report.findings {
        let entry = rules.entry(finding.rule.code).or_insert((finding.rule, 0, 0));
        entry.1 += 1;
        entry.2 += finding.rows;
    }
    let mut out: Vec<_> = rules.into_values().collect();
    out.sort_by_key(|(rule, _, _)| (rule.severity, rule.code));
    out
}

/// Findings by rule, with why and what next.
pub fn findings(report: &Report, language: Language) -> Option<Table> {
    let head = vec![
        Head::text(t("table.rule", language)),
        Head::text(t("table.severity", language)),
        Head::text(t("table.finding", language)),
        Head::number(t("table.rows", language)),
        Head::text(t("table.why", language)),
        Head::text(t("table.next", language)),
    ];
    let rows = by_rule(report).into_iter().map(|(rule, _, rows)| {
        vec![
            Cell::text(rule.code),
            Cell::text(word("severity", rule.severity.word(), language)),
            Cell::text(language.of(rule.title)),
            Cell::count(Some(rows), language),
            Cell::text(language.of(rule.why)),
            Cell::text(language.of(rule.next)),
        ]
    });
    Table::fixed(head, rows.collect())
}
