//! How long complaints wait for a response, the unanswered ones counted; and who looks faster without them.

use super::table::{Cell, Head, Table};
use crate::judge::{CurveRow, Median, PENDING_DAYS, Report, Share, TimeOrder};
use crate::publish::Language;
use crate::publish::numbers::{MISSING, count, decimal, hours, ordinal, percent_range};
use crate::publish::texts::{fill, t};

/// How many of the days in `kurva.csv` the table shows: a response that takes 60 is late by any rule.
const SHOWN: usize = 4;

/// Where a median that was not reached stands in the order of a column: last.
const NEVER: &str = "999999999";

/// What the table says, in a sentence.
pub fn lead(report: &Report, language: Language) -> String {
    fill(t("section.pending.lead", language), &[("horizon", &horizon(report, language))])
}

/// The horizon of the restricted mean in words.
fn horizon(report: &Report, language: Language) -> String {
    let of = responses(report).next().map_or(0.0, |row| row.horizon);
    let whole_days = of % 24.0 == 0.0;
    let (text, number) =
        if whole_days { (t("pending.days", language), of / 24.0) } else { (t("pending.hours", language), of) };
    fill(text, &[("n", &decimal(number, 0, language))])
}

fn responses(report: &Report) -> impl Iterator<Item = &CurveRow> {
    report.pending.curves.iter().filter(|row| row.step == "response")
}

/// One line a government, then one a unit; `None` where the evidence carries nothing of any.
pub fn table(report: &Report, language: Language) -> Option<Table> {
    let told = |row: &CurveRow| row.median.is_some() || row.pending.iter().any(Option::is_some);
    if !responses(report).any(told) {
        return None;
    }
    let mut head = vec![
        Head::name(t("table.unit", language)),
        Head::number(t("table.pending.complaints", language)),
        Head::number(t("table.pending.answered", language)),
    ];
    head.extend(PENDING_DAYS.iter().take(SHOWN).map(|days| {
        Head::number(fill(t("table.pending.after", language), &[("days", &days.to_string())]))
            .meaning(t("table.pending.after.meaning", language))
    }));
    head.push(Head::number(t("table.pending.median", language)).meaning(t("table.pending.median.meaning", language)));
    head.push(
        Head::number(fill(t("table.pending.mean", language), &[("horizon", &horizon(report, language))]))
            .meaning(t("table.pending.mean.meaning", language)),
    );
    let cells = |row: &CurveRow| {
        let name = if row.skpd_id.is_empty() { &row.agency } else { &row.skpd };
        let mut cells = vec![
            Cell::text(name.as_str()),
            Cell::count(Some(row.complaints), language),
            Cell::count(Some(row.events), language),
        ];
        cells.extend(row.pending.iter().take(SHOWN).map(|share| share_cell(*share, language)));
        cells.push(median_cell(row, language));
        let mean = row.restricted_mean.map(|mean| mean.value);
        let text = mean.map_or_else(|| MISSING.to_owned(), |mean| hours(mean, language));
        cells.push(Cell::number(text, mean));
        cells
    };
    let mut table = Table::fixed(head, responses(report).map(cells).collect())?;
    table.sortable = true;
    Some(table)
}

fn share_cell(share: Option<Share>, language: Language) -> Cell {
    Cell::rate(share.map(|s| s.value), language).sub(share.map(|s| percent_range(s.low, s.high, language)))
}

fn median_cell(row: &CurveRow, language: Language) -> Cell {
    match row.median {
        Some(Median::Reached { at, .. }) => Cell::number(hours(at, language), Some(at)),
        Some(Median::NotReached { .. }) => {
            Cell { sort: NEVER.to_owned(), ..Cell::text(t("table.pending.not_reached", language)) }
        }
        Some(Median::Nothing) | None => Cell::number(MISSING.to_owned(), None),
    }
}

/// A sentence for each unit that looks much faster by its answered complaints than by all of them.
pub fn faster(report: &Report, language: Language) -> Vec<String> {
    let horizon = horizon(report, language);
    let several = report.instansi.len() > 1;
    let units = report.pending.orders.iter().filter(|order| order.looks_faster);
    let sentence = |order: &TimeOrder| {
        let of = &order.unit;
        let unit = if several { format!("{} ({})", of.skpd, of.agency) } else { of.skpd.clone() };
        fill(
            t("pending.faster", language),
            &[
                ("unit", &unit),
                ("answered", &count(of.responded, language)),
                ("all", &count(of.eligible, language)),
                ("open", &count(of.eligible.saturating_sub(of.responded), language)),
                ("mean", &hours(of.answered_hours, language)),
                ("place", &ordinal(order.answered_place, language)),
                ("compared", &count(order.compared, language)),
                ("horizon", &horizon),
                ("all_mean", &hours(of.all_hours, language)),
                ("all_place", &ordinal(order.all_place, language)),
            ],
        )
    };
    units.map(sentence).collect()
}
