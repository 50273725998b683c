//! How often each unit gave complaints back or handed them on.

use super::table::{Cell, Head, Table};
use crate::judge::{Report, ReturnRow};
use crate::publish::Language;
use crate::publish::numbers::count;
use crate::publish::texts::{fill, t};

/// The columns, in the order of [`counts`].
pub const COLUMNS: [&str; 4] = ["table.returned", "table.handed_on", "table.unheld", "table.let_go_late"];

/// The counts of a row.
pub fn counts(row: &ReturnRow) -> [u64; 4] {
    [row.returned, row.handed_on, row.unheld, row.late]
}

/// What the table says, in a sentence.
pub fn lead(report: &Report, language: Language) -> String {
    let twice = u64::try_from(report.bounced.len()).unwrap_or(u64::MAX);
    fill(t("section.returns.lead", language), &[("twice", &count(twice, language))])
}

/// One line a unit that let complaints go; `None` where none did.
pub fn table(report: &Report, language: Language) -> Option<Table> {
    let head = std::iter::once(Head::name(t("table.unit", language)))
        .chain(COLUMNS.into_iter().map(|key| Head::number(t(key, language))));
    let cells = |row: &ReturnRow| {
        let counts = counts(row).into_iter().map(|n| Cell::count(Some(n), language));
        std::iter::once(Cell::text(row.skpd.as_str())).chain(counts).collect()
    };
    let mut table = Table::fixed(head.collect(), report.returns.iter().map(cells).collect())?;
    table.sortable = true;
    Some(table)
}
