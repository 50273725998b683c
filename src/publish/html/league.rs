//! The league table of the page: the columns that a meeting reads, and the stock behind them.

use super::ranking;
use super::table::{Cell, Head, Row, Table};
use crate::judge::{LeagueRow, Quantity, Report, Value, Verdict, column};
use crate::publish::Language;
use crate::publish::numbers::{self, percent_range};
use crate::publish::texts::{self, fill, t};

/// A column of the page's league table.
struct Shown {
    name: &'static str,
    cell: fn(&LeagueRow, Language) -> Cell,
    /// Whether it goes where no row has a value.
    optional: bool,
    /// Whether it stands back where a table has a rate in time to be read first.
    back: bool,
}

impl Shown {
    const fn back(self) -> Self {
        Self { back: true, ..self }
    }
}

const fn always(name: &'static str, cell: fn(&LeagueRow, Language) -> Cell) -> Shown {
    Shown { name, cell, optional: false, back: false }
}

const fn if_any(name: &'static str, cell: fn(&LeagueRow, Language) -> Cell) -> Shown {
    Shown { name, cell, optional: true, back: false }
}

/// The heading of the rank, with the ranks that chance allows and that of the quarter before below it.
pub(super) const RANK_RANGE: &str = "rank_range";

const RANK: Shown = if_any(RANK_RANGE, |r, l| {
    let range = r.rank_low.zip(r.rank_high).map(|(low, high)| {
        let (low, high) = (numbers::count(low, l), numbers::count(high, l));
        if low == high { low } else { fill(t("table.rank_range", l), &[("low", &low), ("high", &high)]) }
    });
    let before = r.previous_rank.filter(|before| r.rank.is_some_and(|now| now != *before));
    let before = before.map(|before| fill(t("table.before", l), &[("rank", &numbers::count(before, l))]));
    let sub: Vec<String> = range.into_iter().chain(before).collect();
    let sub = (!sub.is_empty()).then(|| sub.join(" · "));
    Cell { sort: r.rank.map_or_else(|| "999999".to_owned(), |n| n.to_string()), ..Cell::count(r.rank, l) }.sub(sub)
});

/// The heading of who closed, three columns in one.
const CLOSED_SPLIT: &str = "closed_split";

/// What is read first stands first: rank, unit, score and what makes it; the counts behind it follow.
const LEAGUE: &[Shown] = &[
    RANK,
    always("skpd", |r, l| {
        let why = (r.verdict != Verdict::Ranked).then(|| texts::verdict(r.verdict, l).into());
        Cell::text(r.skpd.as_str()).sub(why)
    }),
    if_any("group", |r, l| Cell::text(texts::word("kind", &r.group, l))),
    if_any("score", |r, l| plain(r, "score", l)),
    if_any("on_time_rate", |r, l| {
        let part = r.responded_in_time.zip(r.due).filter(|(_, due)| *due > 0);
        let part = part.map(|(part, due)| format!("{} / {}", numbers::count(part, l), numbers::count(due, l)));
        let range = r.on_time_low.zip(r.on_time_high).map(|(low, high)| percent_range(low, high, l));
        let sub: Vec<String> = part.into_iter().chain(range).collect();
        Cell::rate(r.on_time_rate, l).bar(r.on_time_rate).sub((!sub.is_empty()).then(|| sub.join(" · ")))
    }),
    if_any("unanswered_overdue", |r, l| {
        Cell::count(r.unanswered_overdue, l).alarm(r.unanswered_overdue.is_some_and(|n| n > 0))
    }),
    if_any("resolution_on_time_rate", |r, l| {
        let part = r.resolved_in_time.zip(r.resolution_due);
        let part = part.filter(|(_, whole)| *whole > 0);
        let part = part.map(|(part, whole)| format!("{} / {}", numbers::count(part, l), numbers::count(whole, l)));
        Cell::rate(r.resolution_on_time_rate, l).bar(r.resolution_on_time_rate).sub(part)
    }),
    // Beside how much was finished in time stands who closed.
    always(CLOSED_SPLIT, |r, l| {
        let parts = [r.closed_by_admin, r.closed_by_system, r.closed_by_reporter].map(|n| numbers::count(n, l));
        Cell::count(Some(r.closed), l).sub((r.closed > 0).then(|| parts.join(" · ")))
    }),
    always("received", |r, l| Cell::count(Some(r.received), l)).back(),
    always("eligible", |r, l| Cell::count(Some(r.eligible), l)),
    always("responded", |r, l| Cell::count(Some(r.responded), l)).back(),
    always("response_rate", |r, l| Cell::rate(r.response_rate, l).bar(r.response_rate)).back(),
    if_any("due", |r, l| Cell::count(r.due, l)).back(),
    if_any("responded_in_time", |r, l| Cell::count(r.responded_in_time, l)).back(),
    if_any("mean_response_hours", |r, l| {
        let days = r.mean_response_workdays.map(|days| numbers::workdays_short(days, l));
        plain(r, "mean_response_hours", l).sub(days)
    }),
    if_any("mean_response_workdays", |r, l| plain(r, "mean_response_workdays", l)),
    always("open", |r, l| Cell::count(Some(r.open), l)).back(),
    if_any("backlog_over_limit", |r, l| Cell::count(r.backlog_over_limit, l)).back(),
];

/// What the second lines of a column say.
fn second_line(name: &str, language: Language) -> &'static str {
    match name {
        RANK_RANGE => t("sub.rank", language),
        "skpd" => t("sub.why", language),
        "on_time_rate" => t("sub.on_time", language),
        "mean_response_hours" => t("sub.workdays", language),
        "resolution_on_time_rate" => t("sub.part", language),
        CLOSED_SPLIT => t("sub.closers", language),
        _ => "",
    }
}

const CLOSING: &[Shown] = &[
    always("eligible", |r, l| Cell::count(Some(r.eligible), l)),
    always("closed", |r, l| Cell::count(Some(r.closed), l)),
    always("closed_by_admin", |r, l| Cell::count(Some(r.closed_by_admin), l)),
    always("closed_by_system", |r, l| Cell::count(Some(r.closed_by_system), l)),
    always("closed_by_reporter", |r, l| Cell::count(Some(r.closed_by_reporter), l)),
    always("open", |r, l| Cell::count(Some(r.open), l)),
    always("resolution_rate", |r, l| Cell::rate(r.resolution_rate, l)),
    if_any("mean_resolution_days", |r, l| plain(r, "mean_resolution_days", l)),
    if_any("backlog_opening", |r, l| Cell::count(r.backlog_opening, l)),
    always("backlog_received", |r, l| Cell::count(Some(r.backlog_received), l)),
    always("backlog_reopened", |r, l| Cell::count(Some(r.backlog_reopened), l)),
    always("backlog_closed", |r, l| Cell::count(Some(r.backlog_closed), l)),
    if_any("backlog_closing", |r, l| Cell::count(r.backlog_closing, l)),
    if_any("backlog_over_limit", |r, l| Cell::count(r.backlog_over_limit, l)),
    if_any("oldest_open_days", |r, l| Cell::count(r.oldest_open_days, l)),
];

const VOLUME: &[Shown] = &[
    always("skpd", |r, _| Cell::text(r.skpd.as_str())),
    always("received_ytd", |r, l| Cell::count(Some(r.received_ytd), l)),
    always("volume_target", |r, l| plain(r, "volume_target", l)),
    always("volume_attainment", |r, l| Cell::rate(r.volume_attainment, l)),
];

const UNIT: Shown = always("skpd", |r, _| Cell::text(if r.skpd.is_empty() { r.agency.as_str() } else { &r.skpd }));
const AGENCY: Shown = always("agency", |r, _| Cell::text(r.agency.as_str()));

/// A number in the form of its column.
fn plain(row: &LeagueRow, name: &str, language: Language) -> Cell {
    column(name).map_or_else(Cell::default, |column| {
        let value = (column.get)(row);
        Cell::number(numbers::value(&value, column.quantity, language), value.as_f64())
    })
}

/// The league of the units; `None` without units.
pub fn units(report: &Report, language: Language) -> Option<Table> {
    let several = report.instansi.len() > 1;
    let agency = several.then_some(&AGENCY);
    let columns = LEAGUE.iter().take(2).chain(agency).chain(LEAGUE.iter().skip(2));
    let table = table(&report.league, columns, true, language)?;
    let mut table = ranking::add(table, &report.league, report, language);
    for ((at, row), unit) in table.rows.iter_mut().enumerate().zip(&report.league) {
        row.unit = Some(at);
        row.group = match unit.verdict {
            Verdict::Ranked => texts::group(&unit.group, language),
            _ => t("page.group.unranked", language).to_owned(),
        };
    }
    Some(table)
}

/// The table of the governments.
pub fn governments(report: &Report, language: Language) -> Option<Table> {
    let columns = LEAGUE.iter().filter(|shown| shown.name != "skpd");
    let columns = columns.clone().take(1).chain(Some(&AGENCY)).chain(columns.skip(1));
    table(&report.instansi, columns, true, language)
        .map(|table| ranking::add(table, &report.instansi, report, language))
}

/// Who closed, and the stock, of units or governments.
pub fn closing(rows: &[LeagueRow], sortable: bool, language: Language) -> Option<Table> {
    let name = if sortable { &UNIT } else { &AGENCY };
    table(rows, std::iter::once(name).chain(CLOSING), sortable, language)
}

/// Volume targets of units that have one of their own.
pub fn volumes(report: &Report, language: Language) -> Option<Table> {
    let rows: Vec<_> = report.league.iter().filter(|row| row.volume_target.is_some()).cloned().collect();
    table(&rows, VOLUME.iter(), true, language)
}

fn table<'a>(
    rows: &[LeagueRow],
    columns: impl Iterator<Item = &'a Shown>,
    sortable: bool,
    language: Language,
) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    // Working days stand below the hours where there are hours.
    let hours = rows.iter().any(|row| row.mean_response_hours.is_some());
    let in_time = rows.iter().any(|row| row.on_time_rate.or(row.resolution_on_time_rate).is_some());
    let columns: Vec<_> = columns
        .filter(|shown| !shown.optional || rows.iter().any(|row| has(row, shown.name)))
        .filter(|shown| !(hours && shown.name == "mean_response_workdays"))
        // Where no limit applies, nothing is past one.
        .filter(|shown| shown.name != "unanswered_overdue" || rows.iter().any(|row| row.due.is_some_and(|due| due > 0)))
        .collect();
    let head = columns
        .iter()
        .map(|shown| {
            let words = column(shown.name).is_none_or(|c| matches!(c.quantity, Quantity::Text | Quantity::Period));
            let text = texts::heading(shown.name, language);
            let head = match (shown.name, words) {
                ("skpd" | "agency", _) => Head::name(text),
                (CLOSED_SPLIT | RANK_RANGE, _) => Head::number(text),
                (_, true) => Head::text(text),
                (_, false) => Head::number(text),
            };
            let head = head.meaning(texts::definition(shown.name, language));
            Head { more: shown.back && in_time, sub: second_line(shown.name, language), ..head }
        })
        .collect();
    let rows = rows
        .iter()
        .map(|row| Row {
            faint: sortable && row.verdict != Verdict::Ranked,
            ..Row::of(columns.iter().map(|shown| (shown.cell)(row, language)).collect())
        })
        .collect();
    Some(Table { head, rows, sortable })
}

fn has(row: &LeagueRow, name: &str) -> bool {
    let name = if name == RANK_RANGE { "rank" } else { name };
    column(name).is_some_and(|column| (column.get)(row) != Value::Empty)
}
