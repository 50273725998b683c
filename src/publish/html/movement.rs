//! Who moved, between quarters of equal age.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Cell, Head, Table};
use crate::judge::{LineRow, Moved, MovementRow, Report, Sided, is_rate};
use crate::publish::Language;
use crate::publish::moved;
use crate::publish::numbers::{self, count, moment};
use crate::publish::texts::{self, fill, t};
use crate::terms::Quarter;

/// What was compared with what, in a sentence; `None` where there is nothing to compare with.
pub fn lead(report: &Report, language: Language) -> Option<String> {
    let earlier = report.lines.iter().filter(|row| row.quarter < report.quarter).max_by_key(|row| row.quarter)?;
    let cut = moment(earlier.cut, report.government.zone, language);
    let quarter = numbers::quarter(earlier.quarter, language);
    Some(fill(t("section.movement.lead", language), &[("earlier", &quarter), ("cut", &cut)]))
}

/// The changes beyond chance; `None` where there are none.
pub fn beyond_chance(report: &Report, language: Language) -> Option<Table> {
    table(report, |row| matches!(row.change, Moved::Improved | Moved::Declined), language)
}

/// Every comparison that could be made, those too of which nothing is said.
pub fn all(report: &Report, language: Language) -> Option<Table> {
    table(report, |row| row.change != Moved::NotComparable || row.low.is_some(), language)
}

fn table(report: &Report, wanted: fn(&MovementRow) -> bool, language: Language) -> Option<Table> {
    let several = report.instansi.len() > 1;
    let head = vec![
        Head::name(t("table.unit", language)),
        Head::text(t("table.measure", language)),
        Head::text(t("table.compared", language)),
        Head::number(t("table.then", language)),
        Head::number(t("table.now", language)),
        Head::number(t("table.difference", language)),
        Head::text(t("table.change", language)),
    ];
    let cells = |row: &MovementRow| {
        let name = if row.skpd_id.is_empty() { &row.agency } else { &row.skpd };
        let agency = (several && !row.skpd_id.is_empty()).then(|| row.agency.clone());
        let point = |x: f64| moved::difference(row.measure, x, language);
        let range = row.low.zip(row.high).map(|(low, high)| {
            let unit = moved::unit(row.measure, language);
            fill(t("movement.range", language), &[("low", &point(low)), ("high", &point(high)), ("unit", unit)])
        });
        let difference = row.difference.map_or_else(|| numbers::MISSING.to_owned(), point);
        let contrary = (row.reason == "contrary_share").then(|| t("movement.contrary_share", language).to_owned());
        vec![
            Cell::text(name.as_str()).sub(agency),
            Cell::text(texts::measure(row.measure, language)).sub(who_closed(report, row, language)),
            Cell::text(numbers::quarter_short(row.quarter, language)),
            side(row.measure, row.before, language),
            side(row.measure, row.now, language),
            Cell::number(difference, row.difference).sub(range),
            Cell::text(change(row.change, language)).sub(contrary).alarm(row.change == Moved::Declined),
        ]
    };
    let rows = report.movement.iter().filter(|row| wanted(row)).map(cells).collect();
    let mut table = Table::fixed(head, rows)?;
    table.sortable = true;
    Some(table)
}

/// Beside how much was finished in time, or how fast, stands who closed, in the report's quarter.
fn who_closed(report: &Report, row: &MovementRow, language: Language) -> Option<String> {
    let is_now = |line: &&LineRow| {
        line.quarter == report.quarter && line.agency_id == row.agency_id && line.skpd_id == row.skpd_id
    };
    let line = report.lines.iter().find(is_now).filter(|_| row.measure.contains("resolution"))?;
    let places = [
        ("admin", line.closed_by_admin),
        ("system", line.closed_by_system),
        ("reporter", line.closed_by_reporter),
        ("open", line.eligible.saturating_sub(line.closed)),
    ]
    .map(|(name, n)| (name, count(n, language)));
    Some(fill(t("kpi.closed.note", language), &places.each_ref().map(|(name, n)| (*name, n.as_str()))))
}

/// What can be said of a change, in words.
pub fn change(change: Moved, language: Language) -> &'static str {
    match change {
        Moved::Improved => t("movement.improved", language),
        Moved::Declined => t("movement.declined", language),
        Moved::NoDifference => t("movement.no_difference", language),
        Moved::NotTested => t("movement.not_tested", language),
        Moved::NotComparable => t("movement.not_comparable", language),
    }
}

fn side(measure: &str, side: Sided, language: Language) -> Cell {
    let of = |whole: u64| fill(t("movement.of", language), &[("n", &count(whole, language))]);
    let part = match (side.part, side.whole) {
        // A mean has a sum of times for its numerator, which says nothing to a reader.
        (Some(part), Some(whole)) if is_rate(measure) => {
            Some(format!("{} / {}", count(part, language), count(whole, language)))
        }
        (_, whole) => whole.map(of),
    };
    let text = side.value.map_or_else(|| numbers::MISSING.to_owned(), |value| moved::value(measure, value, language));
    Cell::number(text, side.value).sub(part)
}

/// A rate and its denominator.
type Rate = fn(&LineRow) -> (Option<f64>, u64);

/// The rate that a line shows: of responses on time, or where no times are known of responses.
fn shown(report: &Report) -> (&'static str, Rate) {
    if report.lines.iter().any(|row| row.on_time_rate.is_some()) {
        ("on_time_rate", |row| (row.on_time_rate, row.due))
    } else {
        ("response_rate", |row| (row.response_rate, row.eligible))
    }
}

/// The heading of [`lines`].
pub fn lines_heading(report: &Report, language: Language) -> String {
    fill(t("section.movement.line", language), &[("measure", &texts::measure(shown(report).0, language))])
}

/// One row a government and unit, one column a quarter; `None` where there is one quarter alone.
pub fn lines(report: &Report, language: Language) -> Option<Table> {
    let quarters: BTreeSet<Quarter> = report.lines.iter().map(|row| row.quarter).collect();
    if quarters.len() < 2 {
        return None;
    }
    let (_, rate) = shown(report);
    let mut known: BTreeMap<(&str, &str, Quarter), &LineRow> = BTreeMap::new();
    for row in &report.lines {
        known.insert((&row.agency_id, &row.skpd_id, row.quarter), row);
    }
    let head = std::iter::once(Head::name(t("table.unit", language)));
    let head = head.chain(quarters.iter().map(|q| Head::number(numbers::quarter_short(*q, language)))).collect();
    let now = report.lines.iter().filter(|row| row.quarter == report.quarter && row.eligible > 0);
    let cells = |row: &LineRow| {
        let name = if row.skpd_id.is_empty() { &row.agency } else { &row.skpd };
        let cells = quarters.iter().map(|quarter| {
            let line = known.get(&(row.agency_id.as_str(), row.skpd_id.as_str(), *quarter));
            let (value, whole) = line.map_or((None, 0), |line| rate(line));
            Cell::rate(value, language).bar(value).sub(value.map(|_| count(whole, language)))
        });
        std::iter::once(Cell::text(name.as_str())).chain(cells).collect()
    };
    let mut table = Table::fixed(head, now.map(cells).collect())?;
    table.sortable = true;
    Some(table)
}
