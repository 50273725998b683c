//! Two finished reports held against each other, in words.

use super::Language;
use super::comparison::Board;
use super::numbers::{self, MISSING, count};
use super::texts::{fill, heading, t};
use crate::judge::{COLUMNS, Editions, MadeOf, Quantity, Value};

/// How much of a hash is shown.
const SHORT: usize = 12;

/// What is compared, and how much of each table is the same.
#[must_use]
pub fn lines(folders: [&str; 2], tables: &[(&'static str, Editions)], language: Language) -> Vec<String> {
    let [earlier, later] = folders;
    let mut out = vec![fill(t("editions.title", language), &[("earlier", earlier), ("later", later)])];
    for (table, e) in tables {
        let differing = count(e.differing.len() as u64, language);
        let values = [("table", *table), ("same", &count(e.same, language)), ("differing", &differing)];
        out.push(fill(t("editions.table", language), &values));
        let ones = [
            (t("editions.rows.earlier", language), &e.rows_of_one[0]),
            (t("editions.rows.later", language), &e.rows_of_one[1]),
            (t("editions.columns.earlier", language), &e.columns_of_one[0]),
            (t("editions.columns.later", language), &e.columns_of_one[1]),
        ];
        for (text, names) in ones.into_iter().filter(|(_, names)| !names.is_empty()) {
            out.push(format!("  {}", fill(text, &[("names", &names.join("; "))])));
        }
    }
    out
}

/// The cells that differ, and what the reports were made of and do not share; a table without rows is left out.
#[must_use]
pub fn boards(tables: &[(&'static str, Editions)], made: &[MadeOf], language: Language) -> Vec<Board> {
    let (unit, column_of) = (t("editions.unit", language), t("editions.column", language));
    let (earlier, later) = (t("editions.earlier", language), t("editions.later", language));
    let board = |header: &[&str], rows| Board { header: header.iter().map(|h| (*h).to_owned()).collect(), rows };
    let cells = tables.iter().flat_map(|(_, e)| &e.differing).map(|c| {
        let [earlier, later] = both(&c.column, [&c.earlier, &c.later], language);
        vec![c.name.clone(), column(&c.column, language), earlier, later]
    });
    let made = made.iter().map(|m| vec![m.what.clone(), filled(&short(&m.earlier)), filled(&short(&m.later))]);
    let cells = board(&[unit, column_of, earlier, later], cells.collect());
    let made = board(&[t("editions.made_of", language), earlier, later], made.collect());
    [cells, made].into_iter().filter(|board| !board.rows.is_empty()).collect()
}

fn column(name: &str, language: Language) -> String {
    COLUMNS.iter().find(|c| c.name == name).map_or_else(|| name.to_owned(), |c| heading(c.name, language).to_owned())
}

/// Two cells of a column in the form of a document; in full where rounded they would look the same.
fn both(name: &str, cells: [&str; 2], language: Language) -> [String; 2] {
    let Some(column) = COLUMNS.iter().find(|c| c.name == name) else { return cells.map(filled) };
    let form = |cell: &str| {
        let value = match (column.quantity, cell.parse::<u64>(), cell.parse::<f64>()) {
            (Quantity::Text | Quantity::Period, ..) => return filled(cell),
            (Quantity::Count | Quantity::Rank, Ok(n), _) => Value::Count(n),
            (_, _, Ok(x)) => Value::Number(x),
            _ => return filled(cell),
        };
        numbers::value(&value, column.quantity, language)
    };
    let told = cells.map(form);
    if told[0] == told[1] { cells.map(filled) } else { told }
}

fn filled(cell: &str) -> String {
    if cell.is_empty() { MISSING.to_owned() } else { cell.to_owned() }
}

/// A hash by its first digits; anything else as it is.
fn short(text: &str) -> String {
    let hash = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if hash { text.chars().take(SHORT).collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_form_of_their_column_and_a_difference_never_looks_like_none() {
        let id = |name, earlier, later| both(name, [earlier, later], Language::Id);
        assert_eq!(id("on_time_rate", "0.8440366972477065", "0.85"), ["84,4 %", "85,0 %"]);
        assert_eq!(id("received", "1367", ""), ["1.367", MISSING]);
        assert_eq!(id("mean_response_hours", "21.76924064768286", "9"), ["21,8", "9,0"]);
        assert_eq!(
            id("on_time_rate", "0.8440366972477065", "0.8440366972477066"),
            ["0.8440366972477065", "0.8440366972477066"]
        );
        assert_eq!(id("verdict", "ranked", "too_few"), ["ranked", "too_few"]);
        assert_eq!(id("of_another_program", "1", "2"), ["1", "2"]);
    }
}
