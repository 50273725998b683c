//! Delimited text: records by the rules of the `csv` crate, lines as a person counts them.
//!
//! Owns the separator, the record loop and the decoding of the wanted fields. One record and one
//! row of cells are used again for every row; an unwanted field is split off and never decoded.

mod swallowed;
mod tap;
#[cfg(test)]
mod tests;
mod whole;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use ::csv::{ByteRecord, Reader, ReaderBuilder};

pub use self::whole::{Typed, TypedRow, typed};

use self::tap::{Tap, TooLong};
use super::encoding::{Decoded, Encoding};
use super::header::{Columns, Finder, Names};
use super::{Cell, Fault, Layout, Limits, RawRow, Sink, Table, text};
use crate::problem::Problem;

/// How much is read from the file at once.
const BUFFER: usize = 1 << 20;

/// The separators that are tried where none is given; the first wins a tie.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// Reads a delimited text file into a sink.
pub(super) fn read(path: &Path, shown: &str, layout: &Layout<'_>, sink: &mut impl Sink) -> Result<(), Problem> {
    let look = text::first_look(path, shown, layout.encoding)?;
    text::refuse_json(&look.head, shown)?;
    let names = Names::new(layout.wanted);
    let file = Origin { path, shown, encoding: look.encoding, limits: layout.limits };
    let Found { mut records, columns, row, preamble } =
        find(&file, layout.delimiter, &names, told_separator(&look.head))?;
    let present = columns.present();
    sink.table(&Table { sheet: "", present: &present, header_row: row, preamble: &preamble })?;

    let mut tally = layout.limits.tally();
    let mut spare: Vec<Cell<'static>> = Vec::with_capacity(columns.places.len());
    while records.advance()? {
        if records.is_blank() {
            continue;
        }
        tally.row(shown)?;
        tally.cells(records.record.len(), shown)?;
        if let Some(lines) = records.swallowed() {
            // What stands in such a record belongs to several rows; none of its cells may be taken for a value.
            let nothing = vec![Cell::Empty; columns.places.len()];
            for (at, row) in lines.into_iter().enumerate() {
                if at > 0 {
                    tally.row(shown)?;
                }
                sink.row(&RawRow { row, cells: &nothing, fault: Some(Fault::Swallowed) })?;
            }
            continue;
        }
        let mut cells = emptied(spare);
        let row = records.line();
        let found = records.record.len();
        let ragged = (found != columns.width).then_some(Fault::Ragged { found, expected: columns.width });
        let fault = records.has_zero().then_some(Fault::Nul).or(ragged);
        if decode(&records.record, &columns, &mut cells) {
            sink.row(&RawRow { row, cells: &cells, fault })?;
        } else {
            // Rare: the texts are copied only for a row that holds broken ones.
            let texts: Vec<_> = columns
                .places
                .iter()
                .map(|place| {
                    place.and_then(|at| records.record.get(at)).map_or_else(Default::default, String::from_utf8_lossy)
                })
                .collect();
            let mended: Vec<Cell<'_>> = texts.iter().map(|t| cell(t)).collect();
            sink.row(&RawRow { row, cells: &mended, fault: fault.or(Some(Fault::Encoding)) })?;
        }
        spare = emptied(cells);
    }
    records.refuse_open_quote()
}

/// The cells of the first rows of a file, under the separator that splits them into most cells.
pub(super) fn first_rows(
    path: &Path,
    shown: &str,
    separator: Option<u8>,
    encoding: Option<Encoding>,
    limits: Limits,
    count: usize,
) -> Result<Vec<Vec<String>>, Problem> {
    let look = text::first_look(path, shown, encoding)?;
    let file = Origin { path, shown, encoding: look.encoding, limits };
    let told = separator.or(told_separator(&look.head));
    let mut best: Vec<Vec<String>> = Vec::new();
    for &separator in told.as_slice().iter().chain(if told.is_none() { &SEPARATORS[..] } else { &[] }) {
        let mut records = Records::open(&file, separator)?;
        let mut rows = Vec::new();
        while rows.len() < count && records.advance()? {
            rows.push(records.texts());
        }
        let cells = |rows: &[Vec<String>]| rows.iter().map(Vec::len).sum::<usize>();
        if best.is_empty() || cells(&rows) > cells(&best) {
            best = rows;
        }
    }
    Ok(best)
}

/// The separator of a first line `sep=;`, which spreadsheet programs write and read.
fn told_separator(head: &[u8]) -> Option<u8> {
    let head = head.strip_prefix(text::BOM).unwrap_or(head);
    let line = head.split(|b| matches!(b, b'\r' | b'\n')).next()?;
    let line = line.strip_prefix(b"\"").and_then(|l| l.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [s, e, p, b'=', separator] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => Some(*separator),
        _ => None,
    }
}

/// A file that is read, and how.
#[derive(Debug, Clone, Copy)]
struct Origin<'p> {
    path: &'p Path,
    shown: &'p str,
    encoding: Encoding,
    limits: Limits,
}

/// A file whose header is found; the data rows come next.
struct Found<'p> {
    records: Records<'p>,
    columns: Columns,
    /// The header's line.
    row: u64,
    preamble: Vec<Vec<String>>,
}

/// Finds the header under the separator that is given, or under the best of those that are tried:
/// the most wanted names, then the most cells.
fn find<'p>(
    file: &Origin<'p>,
    delimiter: Option<u8>,
    names: &Names<'_>,
    told: Option<u8>,
) -> Result<Found<'p>, Problem> {
    let given = delimiter.or(told);
    let mut best: Option<Found<'p>> = None;
    let mut nearest: Option<Finder<'_, '_>> = None;
    let mut fault = None;
    for &separator in given.as_slice().iter().chain(if given.is_none() { &SEPARATORS[..] } else { &[] }) {
        let mut finder = Finder::new(names);
        match search(Records::open(file, separator)?, &mut finder, told.is_some()) {
            Ok(Some(found)) => {
                let rank = |f: &Found<'_>| (f.columns.matched(), f.columns.width);
                if best.as_ref().is_none_or(|b| rank(&found) > rank(b)) {
                    best = Some(found);
                }
            }
            Ok(None) => {
                let rank = |f: &Finder<'_, '_>| (f.matched(), f.width());
                if nearest.as_ref().is_none_or(|n| rank(&finder) > rank(n)) {
                    nearest = Some(finder);
                }
            }
            // Under a wrong separator a quote may open where none does; only if no other fits it is told.
            Err(problem) => fault = fault.or(Some(problem)),
        }
    }
    match (best, fault, nearest) {
        (Some(found), _, _) => Ok(found),
        (None, Some(problem), _) => Err(problem),
        (None, None, Some(finder)) if !finder.nothing() => Err(names.missing(file.shown, &[finder.seen("")])),
        (None, None, _) => Err(text::empty(file.shown)),
    }
}

/// Reads rows until one is the header.
fn search<'p>(mut records: Records<'p>, finder: &mut Finder<'_, '_>, told: bool) -> Result<Option<Found<'p>>, Problem> {
    while !finder.exhausted() && records.advance()? {
        if records.is_blank() {
            continue;
        }
        let row = records.line();
        if told && row == 1 {
            continue;
        }
        let cells = records.texts();
        if let Some(columns) = finder.offer(row, &cells).map_err(|p| p.at(records.place()))? {
            return Ok(Some(Found { records, columns, row, preamble: finder.preamble().to_vec() }));
        }
    }
    Ok(None)
}

/// A text field as a cell.
const fn cell(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// Gives a row of cells back for another row. The vector is empty in between, so that it can change
/// what it borrows from; its allocation stays (collecting a vector's own iterator is done in place).
fn emptied<'b>(mut cells: Vec<Cell<'_>>) -> Vec<Cell<'b>> {
    cells.clear();
    cells.into_iter().map(|_| Cell::Empty).collect()
}

/// Decodes the wanted fields; `false` where one of them is not UTF-8.
fn decode<'r>(record: &'r ByteRecord, columns: &Columns, cells: &mut Vec<Cell<'r>>) -> bool {
    for place in &columns.places {
        let field = place.and_then(|at| record.get(at)).unwrap_or_default();
        match std::str::from_utf8(field) {
            Ok(text) => cells.push(cell(text)),
            Err(_) => return false,
        }
    }
    true
}

/// The records of a file, one at a time in one buffer.
struct Records<'p> {
    reader: Reader<Tap<Decoded<File>>>,
    record: ByteRecord,
    separator: u8,
    file: Origin<'p>,
    /// Where the last record that was read begins: its offset and its line.
    last: Option<(u64, u64)>,
}

impl<'p> Records<'p> {
    fn open(file: &Origin<'p>, separator: u8) -> Result<Self, Problem> {
        let tap = Tap::new(text::decoded(file.path, file.shown, file.encoding)?, file.limits.record());
        let reader = rules(separator).buffer_capacity(BUFFER).from_reader(tap);
        Ok(Self { reader, record: ByteRecord::new(), separator, file: *file, last: None })
    }

    /// Reads the next record; `false` at the end.
    fn advance(&mut self) -> Result<bool, Problem> {
        let begin = self.reader.position().byte();
        self.reader.get_mut().begin(begin);
        let outcome = self.reader.read_byte_record(&mut self.record);
        let end = self.reader.position().byte();
        let kept = self.reader.get_mut().end(end);
        match outcome {
            Ok(true) if kept.is_ok() => {
                self.last = Some((begin, self.line()));
                Ok(true)
            }
            Ok(false) if kept.is_ok() => Ok(false),
            Ok(_) => Err(self.file.limits.record_too_long(&self.place())),
            Err(error) => Err(self.broken(&error)),
        }
    }

    /// The line on which the record begins.
    fn line(&self) -> u64 {
        self.reader.get_ref().record_line()
    }

    /// Where the record is, for a message.
    fn place(&self) -> String {
        format!("{}, line {}", self.file.shown, self.line())
    }

    /// Whether a zero byte stands in the record.
    fn has_zero(&self) -> bool {
        self.reader.get_ref().met_zero() && self.record.as_slice().contains(&0)
    }

    /// The lines of the rows that stand in the record because a quote swallowed them, the one on which the quote
    /// opened first; `None` where the record is one row.
    fn swallowed(&self) -> Option<Vec<u64>> {
        if !self.reader.get_ref().spans_lines() {
            return None;
        }
        let begin = self.line();
        let offsets = swallowed::rows(&self.record, self.separator)?;
        Some(offsets.into_iter().map(|offset| begin + offset).collect())
    }

    /// Whether every field is empty or white space. Decided by the first byte in nearly every row.
    fn is_blank(&self) -> bool {
        let bytes = self.record.as_slice().trim_ascii_start();
        match bytes.first() {
            None => true,
            Some(byte) if byte.is_ascii() => false,
            Some(_) => String::from_utf8_lossy(bytes).trim().is_empty(),
        }
    }

    /// The fields as text, for the search of the header.
    fn texts(&self) -> Vec<String> {
        self.record.iter().map(|f| String::from_utf8_lossy(f).into_owned()).collect()
    }

    /// What the parser stumbled over.
    fn broken(&self, error: &::csv::Error) -> Problem {
        match error.kind() {
            ::csv::ErrorKind::Io(cause) if is_too_long(cause) => self.file.limits.record_too_long(&self.place()),
            ::csv::ErrorKind::Io(cause) => text::unreadable(&self.place(), cause),
            _ => Problem::new("the file cannot be split into records").at(self.place()),
        }
    }

    /// A quote that is open at the end of the file has swallowed all rows after it, or the file is cut off.
    fn refuse_open_quote(&self) -> Result<(), Problem> {
        let Some((begin, line)) = self.last else { return Ok(()) };
        let shown = self.file.shown;
        let unreadable = |cause: io::Error| text::unreadable(shown, &cause);
        let mut file = text::decoded(self.file.path, shown, self.file.encoding)?;
        file.skip(begin).map_err(unreadable)?;
        let mut tail = Vec::new();
        file.take(self.file.limits.record().saturating_add(2)).read_to_end(&mut tail).map_err(unreadable)?;
        if !tail.contains(&b'"') {
            return Ok(());
        }
        // A record is put after the last one: where it does not come out, it was inside a quote.
        tail.extend_from_slice(b"\n.");
        let mut records = rules(self.separator).from_reader(tail.as_slice()).into_byte_records().flatten();
        let last = records.next();
        if records.next().is_some() {
            return Ok(());
        }
        // The quote is open in the last field, so it opened on the line on which that field begins.
        let opened = line + last.map_or(0, |record| swallowed::line_ends_before_last(&record));
        Err(Problem::new("a quote is opened and never closed")
            .at(format!("{shown}, line {opened}"))
            .because("all that follows it would be taken for one field, and its rows would be lost")
            .hint("close or remove the quote on that line, or export the file again if it was cut off"))
    }
}

/// Whether it was the tap that stopped the reading.
fn is_too_long(cause: &std::io::Error) -> bool {
    cause.get_ref().and_then(|inner| inner.downcast_ref::<TooLong>()).is_some()
}

/// How the `csv` crate is to split: its own defaults, with every row a record of any length.
fn rules(separator: u8) -> ReaderBuilder {
    let mut rules = ReaderBuilder::new();
    rules.delimiter(separator).has_headers(false).flexible(true);
    rules
}
