//! Finding the header of a file of unknown layout.
//!
//! A row is taken for a header only where no cell of it can be data: no date, no bare number, no long number, no address.
//! So no value of a row comes to stand in a proposal as a name.

use std::collections::BTreeMap;
use std::path::Path;

use super::dates;
use crate::problem::Problem;
use crate::source::{self, Encoding, Limits};

/// The separators that are tried on a text file.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// The longest header, in characters.
const LONGEST: usize = 80;

/// The most columns that are looked at.
const COLUMNS: usize = 400;

/// The header of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Every name, in the order of the file.
    pub(super) names: Vec<String>,
    /// The names that stand for one column each: no other is alike.
    pub(super) single: Vec<String>,
    /// The separator of a text file.
    pub(super) delimiter: Option<u8>,
    /// The encoding of a text file by which it was read.
    pub(super) encoding: Option<Encoding>,
    /// Whether the names stand in one row, and not as keys that an object may lack.
    pub(super) in_one_row: bool,
}

impl Header {
    /// Whether a name holds what the encoding does not allow.
    pub(super) fn is_garbled(&self) -> bool {
        self.names.iter().any(|n| n.contains('\u{fffd}'))
    }
}

/// Finds the header of a file, read in this encoding.
pub(super) fn find(path: &Path, shown: &str, encoding: Option<Encoding>, limits: &Limits) -> Result<Header, Problem> {
    let format = source::Format::of(path);
    let tried: Vec<Option<u8>> = match format {
        source::Format::Delimited => SEPARATORS.iter().copied().map(Some).collect(),
        _ => vec![None],
    };
    let mut best: Option<(Option<u8>, Vec<String>)> = None;
    let mut fault = None;
    for delimiter in tried {
        let rows = match source::headers(path, shown, delimiter, encoding, limits) {
            Ok(rows) => rows,
            // Under a wrong separator a quote may open where none does; only if no other fits it is told.
            Err(problem) => {
                fault = fault.or(Some(problem));
                continue;
            }
        };
        let row = match format {
            source::Format::JsonLines => keys(&rows),
            _ => widest(&rows),
        };
        if row.len() > best.as_ref().map_or(1, |(_, b)| b.len()) {
            best = Some((delimiter, row));
        }
    }
    let Some((delimiter, names)) = best else {
        return Err(fault.unwrap_or_else(|| {
            Problem::new("no row looks like a header")
                .at(shown)
                .because(
                    "in each of the first rows a cell is a date, a number or a long text, or there is but one column",
                )
                .hint("give the columns names in the first row of the file, and try again")
        }));
    };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    names.iter().for_each(|n| *times.entry(source::folded(n)).or_default() += 1);
    let single = names.iter().filter(|n| times.get(&source::folded(n)) == Some(&1)).take(COLUMNS).cloned().collect();
    Ok(Header { names, single, delimiter, encoding, in_one_row: !matches!(format, source::Format::JsonLines) })
}

/// Whether a cell can be the name of a column.
fn is_name(cell: &str) -> bool {
    let digits = |c: &char| c.is_ascii_digit();
    let long_number = cell.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= 6);
    let number = cell.chars().all(|c| c.is_ascii_digit() || " .,:;/+-()".contains(c));
    let crowded = cell.chars().filter(digits).count() >= 6;
    !(cell.chars().count() > LONGEST
        || long_number
        || number
        || crowded
        || cell.contains('@')
        || cell.chars().any(|c| c.is_control() && !c.is_whitespace())
        || dates::is_date(cell))
}

/// The names of a row, without empty cells; none where a cell of it can be data.
fn names(row: &[String]) -> Option<Vec<String>> {
    let cells = row.iter().map(|c| c.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'));
    let filled: Vec<String> = cells.filter(|c| !c.is_empty()).map(str::to_owned).collect();
    filled.iter().all(|c| is_name(c)).then_some(filled)
}

/// The row with the most names; the first of equals.
fn widest(rows: &[Vec<String>]) -> Vec<String> {
    let mut best = Vec::new();
    for row in rows.iter().filter_map(|r| names(r)) {
        if row.len() > best.len() {
            best = row;
        }
    }
    best
}

/// The keys of several objects, in the order in which they are met. One that a single object of several has may be a value.
fn keys(rows: &[Vec<String>]) -> Vec<String> {
    let least = if rows.len() > 1 { 2 } else { 1 };
    let has = |key: &String| rows.iter().filter(|r| r.contains(key)).count() >= least;
    let mut keys: Vec<String> = Vec::new();
    for key in rows.iter().flatten().filter(|k| is_name(k) && has(k)) {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|r| r.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn the_header_is_the_widest_row_of_names() {
        let file = rows(&[
            &["Judul Laporan", "", "Laporan"],
            &["No", "Tiket", "Tanggal", "2010 Wards"],
            &["1", "A-1", "2024-01-05", "x"],
            &["satu", "dua", "tiga", "empat"],
        ]);
        assert_eq!(widest(&file), ["No", "Tiket", "Tanggal", "2010 Wards"]);
    }

    #[test]
    fn a_row_that_can_be_data_is_no_header() {
        for data in ["5 Jan 2024", "081299887766", "12", "siti@contoh.example", "3573 0199", "1.234,50"] {
            assert_eq!(names(&[data.to_owned(), "Siti Aminah".to_owned()]), None, "{data}");
        }
        assert!(widest(&rows(&[&["Siti Aminah", "3573019907120001"], &["Budi", "2024-01-05"]])).is_empty());
    }

    #[test]
    fn a_key_of_one_object_alone_is_not_taken() {
        let file = rows(&[&["id", "unit"], &["id", "unit", "selesai"], &["id", "selesai"], &["Siti Aminah"]]);
        assert_eq!(keys(&file), ["id", "unit", "selesai"]);
        assert_eq!(keys(&rows(&[&["id", "unit"]])), ["id", "unit"]);
    }
}
