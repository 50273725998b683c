//! `pengumuman.csv`: what a meeting may announce, one row a unit and part.

use std::collections::BTreeMap;

use super::Document;
use super::csv_files::Sheet;
use crate::judge::{Answering, Best, MovementRow, Named, Report, Value, Verdict};
use crate::problem::Problem;

const HEADER: [&str; 27] = [
    "period",
    "part",
    "agency_id",
    "agency",
    "skpd_id",
    "skpd",
    "answers_for",
    "complaints",
    "due",
    "closed_unanswered",
    "older",
    "oldest_days",
    "quarters_in_a_row",
    "at_least",
    "returned_late",
    "group",
    "ranked",
    "rank",
    "rank_low",
    "rank_high",
    "measure",
    "before",
    "now",
    "difference",
    "low",
    "high",
    "reason",
];

/// The cells of a row by their column; what is not named stays empty.
type Cells = BTreeMap<&'static str, Value>;

/// The table.
pub(super) fn file(report: &Report) -> Result<Document, Problem> {
    let announcement = &report.announcement;
    let mut rows: Vec<Cells> = Vec::new();
    rows.extend(announcement.answering.iter().filter(|a| a.never() > 0).map(unanswered));
    let counted = |part, count: fn(&Answering) -> u64| {
        let units = announcement.answering.iter().filter(move |a| count(a) > 0);
        units.map(move |a| {
            let mut cells = unit(part, &a.unit);
            cells.insert("answers_for", Value::text(a.answers.word()));
            cells.insert("complaints", Value::Count(count(a)));
            cells.insert("due", Value::Count(a.due));
            cells
        })
    };
    rows.extend(counted("closed_by_reporter", |a| a.closed_by_reporter));
    rows.extend(counted("late", |a| a.late));
    rows.extend(counted("handed_on_late", |a| a.returned_late));
    rows.extend(announcement.best.iter().flat_map(best));
    rows.extend(announcement.improved.iter().map(improved));
    rows.extend(announcement.unjudged.iter().map(unjudged));
    let mut sheet = Sheet::new("publik/pengumuman.csv", HEADER)?;
    for mut cells in rows {
        cells.insert("period", Value::Text(report.quarter.to_string()));
        sheet.row(HEADER.map(|column| cells.remove(column).unwrap_or(Value::Empty)))?;
    }
    sheet.finish()
}

fn unit(part: &'static str, unit: &Named) -> Cells {
    BTreeMap::from([
        ("part", Value::text(part)),
        ("agency_id", Value::text(&unit.agency_id)),
        ("agency", Value::text(&unit.agency)),
        ("skpd_id", Value::text(&unit.skpd_id)),
        ("skpd", Value::text(&unit.skpd)),
    ])
}

fn unanswered(row: &Answering) -> Cells {
    let mut cells = unit("unanswered", &row.unit);
    cells.extend([
        ("answers_for", Value::text(row.answers.word())),
        ("complaints", Value::Count(row.unanswered)),
        ("due", Value::Count(row.due)),
        ("closed_unanswered", Value::Count(row.closed_unanswered)),
        ("older", Value::Count(row.older)),
        ("oldest_days", Value::count(row.oldest_days)),
        ("quarters_in_a_row", Value::Count(row.quarters_in_a_row)),
        ("at_least", Value::Count(u64::from(row.at_least))),
        ("returned_late", Value::Count(row.returned_late)),
    ]);
    cells
}

/// The first of a group, then those that cannot be told from them; where that is everybody, the group alone.
fn best(best: &Best) -> Vec<Cells> {
    if best.is_nobody() {
        let mut cells = best.first.first().map(|named| unit("nobody_best", named)).unwrap_or_default();
        cells.remove("skpd_id");
        cells.remove("skpd");
        cells.extend([("group", Value::text(&best.group)), ("ranked", Value::Count(best.ranked))]);
        return vec![cells];
    }
    let row = |part, named: &Named| {
        let mut cells = unit(part, named);
        cells.extend([("group", Value::text(&best.group)), ("ranked", Value::Count(best.ranked))]);
        cells
    };
    let first = best.first.iter().map(|named| {
        let mut cells = row("best", named);
        cells.extend([
            ("rank", Value::Count(1)),
            ("rank_low", Value::count(best.ranks.map(|(low, _)| low))),
            ("rank_high", Value::count(best.ranks.map(|(_, high)| high))),
        ]);
        cells
    });
    first.chain(best.with.iter().map(|named| row("with_best", named))).collect()
}

fn improved(row: &MovementRow) -> Cells {
    let named = Named {
        agency_id: row.agency_id.clone(),
        agency: row.agency.clone(),
        skpd_id: row.skpd_id.clone(),
        skpd: row.skpd.clone(),
    };
    let mut cells = unit("improved", &named);
    cells.extend([
        ("group", Value::text(&row.group)),
        ("measure", Value::text(row.measure)),
        ("before", Value::number(row.before.value)),
        ("now", Value::number(row.now.value)),
        ("difference", Value::number(row.difference)),
        ("low", Value::number(row.low)),
        ("high", Value::number(row.high)),
    ]);
    cells
}

fn unjudged((named, why): &(Named, Verdict)) -> Cells {
    let mut cells = unit("not_judged", named);
    cells.insert("reason", Value::text(why.word()));
    cells
}
