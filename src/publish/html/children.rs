//! Units beneath one parent, ranked among themselves.

use super::table::{Cell, Head, Row, Table};
use crate::judge::{ChildRow, Report, Verdict};
use crate::publish::Language;
use crate::publish::numbers::{MISSING, count, decimal};
use crate::publish::texts::{self, fill, t};

/// One line a unit that has a parent; `None` where the register tells of none.
pub fn table(report: &Report, language: Language) -> Option<Table> {
    let several = report.instansi.len() > 1;
    let head = vec![
        Head::name(t("table.unit", language)),
        Head::text(t("table.parent", language)),
        Head::number(texts::heading("rank", language)),
        Head::number(texts::heading("eligible", language)).meaning(texts::definition("eligible", language)),
        Head::number(texts::heading("score", language)).meaning(texts::definition("score", language)),
    ];
    let row = |row: &ChildRow| {
        let why = (row.verdict != Verdict::Ranked).then(|| texts::verdict(row.verdict, language).to_owned());
        let rank = row.rank.map_or_else(
            || MISSING.to_owned(),
            |rank| {
                let places = [("rank", count(rank, language)), ("ranked", count(row.ranked, language))];
                fill(t("table.sibling_rank", language), &places.each_ref().map(|(k, v)| (*k, v.as_str())))
            },
        );
        let set = row.rank_low.zip(row.rank_high).map(|(low, high)| {
            let ends = [("low", count(low, language)), ("high", count(high, language))];
            fill(t("table.sibling_set", language), &ends.each_ref().map(|(k, v)| (*k, v.as_str())))
        });
        let score = row.score.map_or_else(|| MISSING.to_owned(), |score| decimal(score, 3, language));
        let cells = vec![
            Cell::text(row.skpd.as_str()).sub(why),
            Cell::text(row.parent.as_str()).sub(several.then(|| row.agency.clone())),
            Cell { sort: row.rank.map_or_else(|| "999999".to_owned(), |n| n.to_string()), ..Cell::text(rank) }.sub(set),
            Cell::count(Some(row.eligible), language),
            Cell::number(score, row.score),
        ];
        Row { faint: row.rank.is_none(), ..Row::of(cells) }
    };
    let rows: Vec<Row> = report.children.iter().map(row).collect();
    (!rows.is_empty()).then_some(Table { head, rows, sortable: true })
}
