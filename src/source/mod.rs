//! Files to raw rows with provenance: CSV, XLSX, JSONL, Parquet.
//!
//! Owns finding the header by its names, splitting records, decoding text, and the limits that
//! keep hostile files within bounds. Judges and converts nothing: a cell comes out as it stands.
//! Only the columns that a profile names are decoded; a row is handed on by reference and its
//! buffers are used again for the next one.

mod csv;
mod encoding;
mod header;
mod jsonl;
mod limits;
mod number;
mod parquet;
#[cfg(test)]
mod testing;
mod text;
mod xlsx;

use std::path::Path;

use chrono::NaiveDateTime;

pub use csv::{Typed, TypedRow, typed};
pub use encoding::Encoding;
pub use limits::Limits;

use crate::problem::Problem;

/// A column that a profile wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The header in the file. Case, and `-`, `_` and space, are alike.
    pub header: String,
    /// Whether a table without it is no table of this layout.
    pub required: bool,
}

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    /// The columns to hand on, in this order.
    pub wanted: &'a [Wanted],
    /// The field separator of a text file; `None` = the one of `,` `;` TAB `|` that the header row tells.
    pub delimiter: Option<u8>,
    /// The encoding of a text file; `None` = the one that a byte-order mark tells, else UTF-8.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook; `None` = every visible sheet that has the header, and an error if none has.
    pub sheet: Option<&'a str>,
    /// Bounds on what is read.
    pub limits: Limits,
}

/// A cell as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing there, or the column is not in the file.
    Empty,
    /// Text, outer white space kept.
    Text(&'a str),
    /// A workbook's or Parquet file's own time, on the clock of the file.
    Moment(NaiveDateTime),
}

/// A table was found: its header row was recognised.
#[derive(Debug)]
pub struct Table<'a> {
    /// The sheet of a workbook; empty for other files.
    pub sheet: &'a str,
    /// For each wanted column, whether the file has it.
    pub present: &'a [bool],
    /// The row of the header as a person counts it; 0 where the format has none.
    pub header_row: u64,
    /// The rows above the header, as text.
    pub preamble: &'a [Vec<String>],
}

/// What is wrong with a row before anything in it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It has another number of fields than the header.
    Ragged {
        /// Fields in the row.
        found: usize,
        /// Fields in the header.
        expected: usize,
    },
    /// A wanted field holds what its encoding does not allow; it stands with replacement characters.
    Encoding,
    /// It is no JSON object.
    Malformed,
    /// It holds zero bytes, as files do that were cut off or overwritten.
    Nul,
    /// It stands inside the quotes of another row's field, or begins the field whose quote swallowed the rows after
    /// it. Its row is the line on which the quote opened, or on which it would stand itself; its cells are empty.
    Swallowed,
    /// The cell of this wanted column lies beneath a merged cell, so its value is not in the row.
    Merged(usize),
    /// The cell of this wanted column holds a spreadsheet error or a formula that was never computed.
    Uncomputed(usize),
}

/// One data row.
#[derive(Debug)]
pub struct RawRow<'a> {
    /// The row as a person counts it: in text files the line on which the record begins, in a
    /// workbook the sheet's row, in Parquet the ordinal from 1.
    pub row: u64,
    /// One cell for each wanted column. Where the row is ragged the cells stand as they are found and may be shifted.
    pub cells: &'a [Cell<'a>],
    /// What is wrong with the row as a whole.
    pub fault: Option<Fault>,
}

/// Something about a file that no row tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark<'a> {
    /// A hidden sheet has the header, and is not read because the profile does not name it.
    HiddenSheet(&'a str),
    /// A visible sheet beside one that is read holds rows, and none of them is the header: it is not read.
    NoHeader(&'a str),
}

/// Where rows go.
pub trait Sink {
    /// A table begins. Rows that follow belong to it.
    ///
    /// # Errors
    /// Stops the reading of the file.
    fn table(&mut self, table: &Table<'_>) -> Result<(), Problem>;

    /// A data row. Wholly empty rows are not handed on and not counted.
    ///
    /// # Errors
    /// Stops the reading of the file.
    fn row(&mut self, row: &RawRow<'_>) -> Result<(), Problem>;

    /// Something that is left out. It belongs to the file, not to a table.
    fn remark(&mut self, remark: Remark<'_>) {
        _ = remark;
    }
}

/// Reads a file into a sink. The format follows the file's ending: `.xlsx`/`.xlsm`, `.jsonl`/`.ndjson`,
/// `.parquet`, and delimited text for any other.
///
/// # Errors
/// The file cannot be opened or read, no header has the required names (the columns seen are
/// listed), two wanted columns have one name, or a limit is passed; `shown` names the file in the message.
pub fn read(path: &Path, shown: &str, layout: &Layout<'_>, sink: &mut impl Sink) -> Result<(), Problem> {
    match Format::of(path) {
        Format::Workbook => xlsx::read(path, shown, layout, sink),
        Format::JsonLines => jsonl::read(path, shown, layout, sink),
        Format::Parquet => parquet::read(path, shown, layout, sink),
        Format::Delimited => csv::read(path, shown, layout, sink),
    }
}

/// Whether a path is a plain file that can be opened and holds anything, asked before anything reads it: a pipe would wait
/// for its other end, a device might never end.
///
/// # Errors
/// It is not; `shown` names the file in the message.
pub fn openable(path: &Path, shown: &str) -> Result<(), Problem> {
    text::open(path, shown).map(|_| ())
}

/// How many rows [`headers`] looks at in a file or sheet.
const CANDIDATES: usize = 20;

/// The cells of the first rows of a file, and of each visible sheet of a workbook: the candidates for a
/// header, by which a caller can tell the profile that fits best. JSON gives the keys of the first
/// objects, Parquet its column names. They may hold data rows: compare them, never show them.
///
/// # Errors
/// The file cannot be opened or read, or a limit is passed; `shown` names the file in the message.
pub fn headers(
    path: &Path,
    shown: &str,
    delimiter: Option<u8>,
    encoding: Option<Encoding>,
    limits: &Limits,
) -> Result<Vec<Vec<String>>, Problem> {
    match Format::of(path) {
        Format::Workbook => xlsx::first_rows(path, shown, *limits, CANDIDATES),
        Format::JsonLines => jsonl::first_rows(path, shown, encoding, *limits, CANDIDATES),
        Format::Parquet => parquet::first_rows(path, shown, *limits),
        Format::Delimited => csv::first_rows(path, shown, delimiter, encoding, *limits, CANDIDATES),
    }
}

/// The encoding that the first bytes of a text file give away: by a byte-order mark, or by the zero bytes of UTF-16. `None`
/// where they tell none, and for formats that are no text.
///
/// # Errors
/// The file cannot be opened or read; `shown` names the file in the message.
pub fn told_encoding(path: &Path, shown: &str) -> Result<Option<Encoding>, Problem> {
    match Format::of(path) {
        Format::Workbook | Format::Parquet => Ok(None),
        Format::JsonLines | Format::Delimited => text::told_encoding(path, shown),
    }
}

/// A header as it is compared with others: case, and `-`, `_` and space, are alike.
#[must_use]
pub fn folded(header: &str) -> String {
    header::fold(header)
}

/// Whether a zero byte stands in one of the cells.
fn has_zero(cells: &[Cell<'_>]) -> bool {
    cells.iter().any(|cell| matches!(cell, Cell::Text(text) if text.as_bytes().contains(&0)))
}

/// The formats, by a file's ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.xlsx` and `.xlsm`.
    Workbook,
    /// `.jsonl` and `.ndjson`.
    JsonLines,
    /// `.parquet`.
    Parquet,
    /// Any other: text with a separator.
    Delimited,
}

impl Format {
    /// The format of a file.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
        match ending.as_str() {
            "xlsx" | "xlsm" => Self::Workbook,
            "jsonl" | "ndjson" => Self::JsonLines,
            "parquet" => Self::Parquet,
            _ => Self::Delimited,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::made;
    use super::*;

    fn first(name: &str, bytes: &[u8]) -> Vec<Vec<String>> {
        let folder = made(name, bytes);
        headers(&folder.path().join(name), "berkas", None, None, &Limits::default()).unwrap()
    }

    #[test]
    fn candidates_for_a_header_come_from_every_format() {
        assert_eq!(first("a.csv", b"Judul, Ringkas\nid;isi;unit\n1;a;b\n")[1], ["id", "isi", "unit"]);
        assert_eq!(first("a.csv", &b"id\tisi\n".repeat(50)).len(), CANDIDATES);
        assert_eq!(first("a.jsonl", b"[]\n{\"id\":1,\"isi\":null}\n"), [["id", "isi"]]);
        let mut book = rust_xlsxwriter::Workbook::new();
        for name in ["Jan", "Feb"] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for row in 0..30 {
                sheet.write_string(row, 0, name).unwrap();
            }
        }
        let rows = first("a.xlsx", &book.save_to_buffer().unwrap());
        assert_eq!((rows.len(), rows[0][0].as_str(), rows[39][0].as_str()), (2 * CANDIDATES, "Jan", "Feb"));
    }
}
