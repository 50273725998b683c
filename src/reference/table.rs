//! Small comma- or semicolon-separated tables with a header.
//!
//! Owns the outer form of a reference file: encoding, separator, header, field counts, dates.
//! Knows nothing of what the cells mean. Its errors tell places, never the content of a cell.

use chrono::{Datelike, NaiveDate};

use crate::problem::Problem;
use crate::terms::Place;

/// One row: its cells in the order of the columns that were asked for, trimmed; empty where the
/// file has no such column.
#[derive(Debug)]
pub(super) struct Row<const N: usize> {
    /// The line on which the row begins, first line 1.
    pub line: u64,
    /// The cells.
    pub cells: [String; N],
}

/// Reads a table whose columns stand in any order. Rows without any content are passed over.
///
/// # Errors
/// The text is not UTF-8, a required column or cell is missing, a column is unknown or stands
/// twice, or a row has another number of fields than the header.
pub(super) fn read<const N: usize>(
    bytes: &[u8],
    shown: &str,
    columns: [&'static str; N],
    required: &[&str],
) -> Result<Vec<Row<N>>, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator(bytes)).flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let mut lines = Lines { bytes, byte: 0, line: 1 };
    let header = reader.headers().map_err(|error| broken(&error, shown, &mut lines))?.clone();
    let places = locate(&header, shown, columns, required)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error, shown, &mut lines))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = record.position().map_or(0, |position| lines.at(position));
        if record.len() != header.len() {
            return Err(Problem::new(format!("the row has {} fields, the header {}", record.len(), header.len()))
                .at(at(shown, line, ""))
                .hint("put a field that contains the separator in double quotes"));
        }
        let cells = places.map(|place| place.and_then(|i| record.get(i)).unwrap_or("").to_owned());
        if let Some((column, _)) =
            columns.iter().zip(&cells).find(|(column, cell)| cell.is_empty() && required.contains(column))
        {
            return Err(Problem::new(format!("the cell '{column}' is empty"))
                .at(at(shown, line, column))
                .hint("fill it in, or take the row out"));
        }
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

/// A place in the file, as errors show it.
pub(super) fn at(shown: &str, line: u64, column: &str) -> Place {
    Place { file: shown.to_owned(), sheet: String::new(), row: line, column: column.to_owned() }
}

/// A cell that holds a date such as 2024-04-08, or nothing.
///
/// # Errors
/// The cell holds anything else.
pub(super) fn date(text: &str, shown: &str, line: u64, column: &str) -> Result<Option<NaiveDate>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    // chrono reads "2024-4-8" and "+12024-04-08" as well; one form only keeps hostile spans out.
    let strict = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let date = text.parse::<NaiveDate>().ok().filter(|date| strict && (1900..=2199).contains(&date.year()));
    date.map(Some).ok_or_else(|| {
        Problem::new("the cell is no date")
            .at(at(shown, line, column))
            .hint("write year, month and day as in 2024-04-08; a spreadsheet may have changed the form of the column")
    })
}

/// The separator that stands more often in the first line, outside quotes.
fn separator(bytes: &[u8]) -> u8 {
    let (mut commas, mut semicolons, mut quoted) = (0_usize, 0_usize, false);
    for byte in bytes.iter().take_while(|b| !matches!(b, b'\r' | b'\n')) {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            _ => {}
        }
    }
    if semicolons > commas { b';' } else { b',' }
}

/// Where each column stands in the file.
fn locate<const N: usize>(
    header: &csv::StringRecord,
    shown: &str,
    columns: [&'static str; N],
    required: &[&str],
) -> Result<[Option<usize>; N], Problem> {
    let names: Vec<String> = header.iter().map(|name| name.to_ascii_lowercase().replace(['-', ' '], "_")).collect();
    let known = || format!("the columns are {}", columns.join(", "));
    if let Some(column) = required.iter().find(|column| !names.iter().any(|name| name == *column)) {
        return Err(Problem::new(format!("the column '{column}' is missing"))
            .at(at(shown, 1, ""))
            .because("the first row must name the columns")
            .hint(known()));
    }
    for (index, name) in names.iter().enumerate() {
        let place = || at(shown, 1, &format!("column {}", index + 1));
        if !columns.contains(&name.as_str()) {
            return Err(Problem::new("the header names a column that is not known").at(place()).hint(known()));
        }
        if names.iter().take(index).any(|earlier| earlier == name) {
            return Err(Problem::new(format!("the column '{name}' stands twice"))
                .at(place())
                .hint("take one of the two out"));
        }
    }
    Ok(columns.map(|column| names.iter().position(|name| name == column)))
}

/// Counts lines. The reader's own count is one behind where lines end in CR LF, and does not
/// step over blank lines.
struct Lines<'a> {
    bytes: &'a [u8],
    /// How far the count has come.
    byte: usize,
    /// The line on which that byte stands.
    line: u64,
}

impl Lines<'_> {
    /// The line on which the record at this position, or after the line breaks there, begins.
    fn at(&mut self, position: &csv::Position) -> u64 {
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        while let Some((byte, rest)) = self.bytes.get(self.byte..).and_then(<[u8]>::split_first) {
            let ends = *byte == b'\n' || (*byte == b'\r' && rest.first() != Some(&b'\n'));
            if self.byte >= start && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.line += u64::from(ends);
            self.byte += 1;
        }
        self.line
    }
}

/// The table cannot be split into fields.
fn broken(error: &csv::Error, shown: &str, lines: &mut Lines<'_>) -> Problem {
    let line = error.position().map_or(0, |position| lines.at(position));
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => {
            Problem::new("the text is not UTF-8").at(at(shown, line, "")).hint("save the file as CSV in UTF-8")
        }
        _ => Problem::new("the table cannot be read").at(at(shown, line, "")).because(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two(text: &str) -> Result<Vec<Row<2>>, Problem> {
        read(text.as_bytes(), "t.csv", ["id", "note"], &["id"])
    }

    #[test]
    fn columns_stand_in_any_order_with_either_separator() {
        for (text, line) in [
            ("id,note\n1,a\n", 2),
            ("\u{feff}NOTE;Id\r\n a ; 1 \r\n;\r\n", 2),
            ("note,id\r\"a\",1", 2),
            ("\r\nid,note\r\n\r\n1,a", 4),
            ("id,note\n,\n\n1,a\n", 4),
        ] {
            let rows = two(text).unwrap();
            assert_eq!(rows.len(), 1, "{text:?}");
            assert_eq!(rows[0].cells, ["1".to_owned(), "a".to_owned()], "{text:?}");
            assert_eq!(rows[0].line, line, "{text:?}");
        }
        let rows = two("id,note\r\n1,\"two\r\nlines\"\r\n2,b\r\n").unwrap();
        assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(two("id\n7\n").unwrap()[0].cells[1], "");
        assert_eq!(two("id,note\n,\n1,\n").unwrap().len(), 1);
    }

    #[test]
    fn what_is_wrong_is_told_by_place_and_never_by_content() {
        for (text, what, place) in [
            ("", "the column 'id' is missing", "t.csv:1"),
            ("note\nx\n", "the column 'id' is missing", "t.csv:1"),
            ("id,budi\n1,x\n", "the header names a column that is not known", "t.csv:1 (column 2)"),
            ("id,ID\n1,x\n", "the column 'id' stands twice", "t.csv:1 (column 2)"),
            ("id,note\n1,a\nbudi\n", "the row has 1 fields, the header 2", "t.csv:3"),
            ("id,note\n1,a\n,budi\n", "the cell 'id' is empty", "t.csv:3 (id)"),
        ] {
            let problem = two(text).unwrap_err();
            assert_eq!((problem.what.as_str(), problem.place.as_str()), (what, place), "{text:?}");
            assert!(!problem.to_string().contains("budi"), "{problem}");
            assert!(!problem.next.is_empty(), "{problem}");
        }
        let problem = read(b"id,note\n1,\xff\n", "t.csv", ["id", "note"], &["id"]).unwrap_err();
        assert_eq!((problem.what.as_str(), problem.place.as_str()), ("the text is not UTF-8", "t.csv:2"));
    }

    #[test]
    fn only_one_form_of_date_is_read() {
        assert_eq!(date("", "t.csv", 2, "d").unwrap(), None);
        assert_eq!(date("2024-02-29", "t.csv", 2, "d").unwrap().unwrap().to_string(), "2024-02-29");
        for text in ["2023-02-29", "2024-4-8", "08/04/2024", "+2024-04-08", "9999-01-01", "1899-12-31", "2024-04-08 "] {
            assert_eq!(date(text, "t.csv", 2, "d").unwrap_err().place, "t.csv:2 (d)", "{text:?}");
        }
    }
}
