//! A small table as it was typed: every cell of every row, with the line on which the row begins.
//!
//! For tables that a person made, whose headers nobody stated. The separator is the one under which most rows
//! have the same number of cells: the comma of "46,8 %" does not split all rows alike.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Origin, Records, SEPARATORS, told_separator};
use crate::problem::Problem;
use crate::source::{Encoding, Format, Limits, text};

/// How many rows tell the separator.
const SAMPLED: usize = 400;

/// A table as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// What parts the cells.
    pub separator: char,
    /// The rows that are not wholly blank.
    pub rows: Vec<TypedRow>,
}

/// A row as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedRow {
    /// The line on which it begins.
    pub line: u64,
    /// Its cells as they stand.
    pub cells: Vec<String>,
}

/// Reads a delimited text file whole.
///
/// # Errors
/// The file is no delimited text or cannot be read, a letter is not of its encoding, a quote swallowed rows, or a limit
/// is passed; `shown` names the file in the message.
pub fn typed(
    path: &Path,
    shown: &str,
    separator: Option<u8>,
    encoding: Option<Encoding>,
    limits: Limits,
) -> Result<Typed, Problem> {
    if Format::of(path) != Format::Delimited {
        return Err(Problem::new("this is not delimited text")
            .at(shown)
            .hint("save the sheet that holds the table as CSV and name that file"));
    }
    let look = text::first_look(path, shown, encoding)?;
    text::refuse_json(&look.head, shown)?;
    let file = Origin { path, shown, encoding: look.encoding, limits };
    let told = told_separator(&look.head);
    let separator = match separator.or(told) {
        Some(separator) => separator,
        None => best_separator(&file)?,
    };
    let mut records = Records::open(&file, separator)?;
    let mut tally = limits.tally();
    let mut rows = Vec::new();
    while records.advance()? {
        if records.is_blank() || (told.is_some() && records.line() == 1) {
            continue;
        }
        tally.row(shown)?;
        tally.cells(records.record.len(), shown)?;
        if records.swallowed().is_some() {
            return Err(Problem::new("a quote has swallowed other rows")
                .at(records.place())
                .because("the record that begins on this line holds line ends and separators inside one field")
                .hint("close or remove the quote on that line, or save the table again"));
        }
        if records.has_zero() {
            return Err(Problem::new("a row holds zero bytes")
                .at(records.place())
                .because("the file was cut off, overwritten, or is no text")
                .hint("save the table again as CSV UTF-8"));
        }
        let mut cells = Vec::with_capacity(records.record.len());
        for field in &records.record {
            let Ok(cell) = std::str::from_utf8(field) else {
                return Err(Problem::new(format!("a letter is not {}", look.encoding))
                    .at(records.place())
                    .hint("save the table as CSV UTF-8, or state the encoding: --encoding windows-1252"));
            };
            cells.push(cell.trim_start_matches('\u{feff}').to_owned());
        }
        rows.push(TypedRow { line: records.line(), cells });
    }
    records.refuse_open_quote()?;
    if rows.is_empty() {
        return Err(text::empty(shown));
    }
    Ok(Typed { separator: char::from(separator), rows })
}

/// The separator under which most of the first rows have the same number of cells, two or more; then the one that makes
/// most cells. Of equal ones the comma goes last: it may be that of decimals.
fn best_separator(file: &Origin<'_>) -> Result<u8, Problem> {
    let mut best = (0, 0, b',');
    let mut fault = None;
    for separator in SEPARATORS.into_iter().filter(|s| *s != b',').chain([b',']) {
        match widths(file, separator) {
            Ok(widths) => {
                let common = widths.into_iter().filter(|(width, _)| *width > 1).max_by_key(|(width, n)| (*n, *width));
                let Some((width, rows)) = common else { continue };
                if (rows, width) > (best.0, best.1) {
                    best = (rows, width, separator);
                }
            }
            // Under a wrong separator a quote may open where none does; the right one is read again and tells it.
            Err(problem) => fault = fault.or(Some(problem)),
        }
    }
    match fault {
        Some(problem) if best.0 == 0 => Err(problem),
        _ => Ok(best.2),
    }
}

/// How many of the first rows have how many cells.
fn widths(file: &Origin<'_>, separator: u8) -> Result<BTreeMap<usize, usize>, Problem> {
    let mut records = Records::open(file, separator)?;
    let mut widths = BTreeMap::new();
    let mut seen = 0;
    while seen < SAMPLED && records.advance()? {
        if !records.is_blank() {
            *widths.entry(records.record.len()).or_default() += 1;
            seen += 1;
        }
    }
    Ok(widths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::testing::made;

    fn read(bytes: &[u8]) -> Result<Typed, Problem> {
        let folder = made("a.csv", bytes);
        typed(&folder.path().join("a.csv"), "a.csv", None, None, Limits::default())
    }

    #[test]
    fn a_decimal_comma_does_not_part_cells() {
        let table = read(b"Unit;Jumlah;Persen\nDinas A, B;12;46,8 %\nDinas C;14;53,2 %\nJumlah;26;100,0 %\n").unwrap();
        assert_eq!(table.separator, ';');
        assert_eq!(table.rows[1], TypedRow { line: 2, cells: vec!["Dinas A, B".into(), "12".into(), "46,8 %".into()] });
        assert_eq!(read(b"Unit,n\nA,1\n").unwrap().separator, ',');
        assert_eq!(read(b"Unit\tn\nA, B\t1\nC\t2\n").unwrap().separator, '\t');
        assert_eq!(read(b"sep=|\na;b|c\n1;2|3\n").unwrap().rows[0].cells, ["a;b", "c"]);
    }

    #[test]
    fn lines_are_those_of_the_file_and_blank_rows_are_left_out() {
        let table = read(b"\xef\xbb\xbfUnit;n\r\n;\r\n\r\nA;1\r\n").unwrap();
        assert_eq!(table.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(table.rows[0].cells, ["Unit", "n"]);
    }

    #[test]
    fn what_is_no_such_table_is_refused_with_its_place() {
        assert!(read(b"").unwrap_err().what.contains("empty"));
        assert!(read(b"PK\x03\x04xx").unwrap_err().to_string().contains("workbook"));
        let problem = read(b"Unit;n\nCaf\xe9;1\n").unwrap_err();
        assert!(problem.place.contains("line 2") && problem.next.contains("windows-1252"), "{problem}");
        assert!(read(b"Unit;n\n\"A;1\nB;2\n").unwrap_err().what.contains("quote"));
        let folder = made("a.xlsx", b"PK\x03\x04");
        let problem = typed(&folder.path().join("a.xlsx"), "a.xlsx", None, None, Limits::default()).unwrap_err();
        assert!(problem.next.contains("CSV"), "{problem}");
    }
}
