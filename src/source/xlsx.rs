//! Workbooks: one cell after another from the sheet's XML, gathered into rows.
//!
//! Owns the choice of sheets, the assembly of rows and how a typed cell is written as text. A sheet
//! is never held whole; what must be (shared strings) is bounded by the guard.

mod guard;
mod merged;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::fs::File;
use std::io::BufReader;
use std::ops::Range;
use std::path::Path;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime};

use self::merged::Merged;
use super::header::{Columns, Finder, Names, Seen, fold};
use super::limits::Tally;
use super::{Cell, Fault, Layout, Limits, RawRow, Remark, Sink, Table, has_zero, number, text};
use crate::problem::Problem;

/// How many columns a sheet can have.
const COLUMNS: u32 = 16_384;

/// A workbook that passed the guard.
struct Book {
    parts: Xlsx<BufReader<File>>,
    /// Whether any sheet has merged cells.
    merged: bool,
}

/// Reads a workbook into a sink.
pub(super) fn read(path: &Path, shown: &str, layout: &Layout<'_>, sink: &mut impl Sink) -> Result<(), Problem> {
    let mut book = open(path, shown, layout.limits)?;
    let names = Names::new(layout.wanted);
    let mut tally = layout.limits.tally();
    let mut seen = Vec::new();
    let mut found = false;
    let mut without: Vec<String> = Vec::new();
    for sheet in sheets(&book, layout.sheet, shown)? {
        match read_sheet(&mut book, &sheet, shown, &names, &mut tally, sink)? {
            Outcome::Read => found = true,
            Outcome::Blank => {}
            Outcome::NoHeader(rows) => {
                seen.push(rows);
                without.push(sheet);
            }
        }
    }
    let hidden = if layout.sheet.is_none() { hidden(&mut book, shown, &names, layout.limits)? } else { Vec::new() };
    if !found {
        return Err(match hidden.first() {
            None => names.missing(shown, &seen),
            Some(sheet) => Problem::new("the only sheet with the headers is hidden")
                .at(format!("{shown}, sheet \"{}\"", sheet.escape_debug()))
                .because("a hidden sheet may be an older state or a draft, so it is read only by its name")
                .hint("unhide the sheet, or name it as `sheet` in the profile"),
        });
    }
    without.iter().for_each(|sheet| sink.remark(Remark::NoHeader(sheet)));
    hidden.iter().for_each(|sheet| sink.remark(Remark::HiddenSheet(sheet)));
    Ok(())
}

/// The hidden sheets that have the header.
fn hidden(book: &mut Book, shown: &str, names: &Names<'_>, limits: Limits) -> Result<Vec<String>, Problem> {
    let sheets = book.parts.sheets_metadata().iter();
    let hidden = sheets.filter(|s| s.typ == SheetType::WorkSheet && s.visible != SheetVisible::Visible);
    let hidden: Vec<String> = hidden.map(|s| s.name.clone()).collect();
    let mut with_header = Vec::new();
    for sheet in hidden {
        let mut finder = Finder::new(names);
        let mut there = false;
        each_row(book, &sheet, shown, &mut limits.tally(), |row, _| {
            // Two columns of one name are a header all the same.
            there = !matches!(finder.offer(row.number(), &row.texts()), Ok(None));
            Ok(if there || finder.exhausted() { Next::Stop } else { Next::Row })
        })?;
        if there {
            with_header.push(sheet);
        }
    }
    Ok(with_header)
}

/// The cells of the first rows of each visible sheet.
pub(super) fn first_rows(path: &Path, shown: &str, limits: Limits, count: usize) -> Result<Vec<Vec<String>>, Problem> {
    let mut book = open(path, shown, limits)?;
    let mut rows = Vec::new();
    for sheet in sheets(&book, None, shown)? {
        let mut left = count;
        each_row(&mut book, &sheet, shown, &mut limits.tally(), |row, _| {
            rows.push(row.texts());
            left = left.saturating_sub(1);
            Ok(if left == 0 { Next::Stop } else { Next::Row })
        })?;
    }
    Ok(rows)
}

/// Opens a workbook behind the guard.
fn open(path: &Path, shown: &str, limits: Limits) -> Result<Book, Problem> {
    let mut file = text::open(path, shown)?;
    let merged = guard::check(&mut file, shown, limits)?.merged;
    let file = text::open(path, shown)?;
    let parts = Xlsx::new(BufReader::new(file)).map_err(|error| broken(&error, shown))?;
    Ok(Book { parts, merged })
}

/// The sheets to read: the one that is named, hidden or not, or all that are visible.
fn sheets(book: &Book, named: Option<&str>, shown: &str) -> Result<Vec<String>, Problem> {
    let all = || book.parts.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet);
    let chosen: Vec<String> = match named {
        Some(name) => {
            let exact = all().find(|s| s.name == name);
            exact.or_else(|| all().find(|s| fold(&s.name) == fold(name))).map(|s| s.name.clone()).into_iter().collect()
        }
        None => all().filter(|s| s.visible == SheetVisible::Visible).map(|s| s.name.clone()).collect(),
    };
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    let what = named.map_or_else(
        || "the workbook has no visible sheet".to_owned(),
        |n| format!("the workbook has no sheet \"{n}\""),
    );
    let there: Vec<String> = all().take(40).map(|s| format!("\"{}\"", s.name.escape_debug())).collect();
    Err(Problem::new(what)
        .at(shown)
        .because(format!("its sheets are: {}", there.join(", ")))
        .hint("name the sheet to read in the profile"))
}

/// What a sheet's reader does next.
enum Next {
    Row,
    Stop,
}

/// What became of a sheet.
enum Outcome {
    Read,
    /// Nothing stands in it.
    Blank,
    /// None of its rows is the header; what was seen.
    NoHeader(Seen),
}

/// Reads a sheet into the sink.
fn read_sheet(
    book: &mut Book,
    sheet: &str,
    shown: &str,
    names: &Names<'_>,
    tally: &mut Tally,
    sink: &mut impl Sink,
) -> Result<Outcome, Problem> {
    let mut finder = Finder::new(names);
    let regions = merged_cells(book, sheet, shown)?;
    let mut header: Option<(Columns, Merged)> = None;
    each_row(book, sheet, shown, tally, |row, tally| {
        if let Some((columns, merged)) = &header {
            tally.row(shown)?;
            let cells: Vec<Cell<'_>> =
                columns.places.iter().map(|p| p.map_or(Cell::Empty, |at| row.cell(at))).collect();
            let fault = has_zero(&cells).then_some(Fault::Nul).or_else(|| row.fault(columns, merged));
            sink.row(&RawRow { row: row.number(), cells: &cells, fault })?;
            return Ok(Next::Row);
        }
        let place = || format!("{shown}, sheet \"{sheet}\", row {}", row.number());
        let Some(columns) = finder.offer(row.number(), &row.texts()).map_err(|p| p.at(place()))? else {
            return Ok(if finder.exhausted() { Next::Stop } else { Next::Row });
        };
        let present = columns.present();
        sink.table(&Table { sheet, present: &present, header_row: row.number(), preamble: finder.preamble() })?;
        row.keep(&columns);
        let merged = Merged::new(&regions, &columns);
        header = Some((columns, merged));
        Ok(Next::Row)
    })?;
    Ok(match header {
        Some(_) => Outcome::Read,
        None if finder.nothing() => Outcome::Blank,
        None => Outcome::NoHeader(finder.seen(sheet)),
    })
}

/// The merged cells of a sheet. They stand behind its rows, so that it is gone through once more where there are any.
fn merged_cells(book: &mut Book, sheet: &str, shown: &str) -> Result<Vec<Dimensions>, Problem> {
    if !book.merged {
        return Ok(Vec::new());
    }
    match book.parts.merge_cells_by_sheet_name(sheet) {
        Ok(regions) => Ok(regions),
        Err(error) => Err(broken(&error, &format!("{shown}, sheet \"{sheet}\""))),
    }
}

/// Goes through the rows of a sheet that hold anything.
fn each_row(
    book: &mut Book,
    sheet: &str,
    shown: &str,
    tally: &mut Tally,
    mut act: impl FnMut(&mut Row<'_>, &mut Tally) -> Result<Next, Problem>,
) -> Result<(), Problem> {
    let mut cells = match book.parts.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(broken(&error, &format!("{shown}, sheet \"{sheet}\""))),
    };
    let mut row = Row::default();
    loop {
        let place = |row: &Row<'_>| format!("{shown}, sheet \"{sheet}\", after row {}", row.number());
        let cell = cells.next_cell_with_formula_metadata().map_err(|error| broken(&error, &place(&row)))?;
        let here = cell.as_ref().map(|c| c.pos.0);
        if here != Some(row.index) {
            if row.filled && matches!(act(&mut row, tally)?, Next::Stop) {
                return Ok(());
            }
            row.begin(here.unwrap_or_default());
        }
        let Some(cell) = cell else { return Ok(()) };
        tally.cells(1, shown)?;
        if cell.pos.1 >= COLUMNS {
            return Err(guard::broken(&place(&row)).because(format!("a sheet has no more than {COLUMNS} columns")));
        }
        row.put(cell.pos.1, &cell.value, cell.formula.is_some());
    }
}

/// A row of a sheet, assembled in buffers that are used again.
#[derive(Debug, Default)]
struct Row<'b> {
    /// From 0.
    index: u32,
    /// By column.
    slots: Vec<Slot<'b>>,
    /// Texts that are not shared.
    texts: String,
    /// Whether anything but white space stands in it.
    filled: bool,
    /// The columns that are wanted, once the header is known.
    kept: Option<Vec<bool>>,
}

/// A cell of the row that is being assembled.
#[derive(Debug, Clone, Default)]
enum Slot<'b> {
    #[default]
    Empty,
    Shared(&'b str),
    Own(Range<usize>),
    Moment(NaiveDateTime),
    /// A spreadsheet error, or a formula without its value.
    Uncomputed,
}

impl<'b> Row<'b> {
    /// The row as the spreadsheet program shows it.
    fn number(&self) -> u64 {
        u64::from(self.index) + 1
    }

    fn begin(&mut self, index: u32) {
        self.index = index;
        self.slots.clear();
        self.texts.clear();
        self.filled = false;
    }

    /// From now on only these columns are kept.
    fn keep(&mut self, columns: &Columns) {
        let mut kept = vec![false; columns.width];
        for at in columns.places.iter().flatten() {
            if let Some(keep) = kept.get_mut(*at) {
                *keep = true;
            }
        }
        self.kept = Some(kept);
    }

    fn put(&mut self, column: u32, value: &DataRef<'b>, formula: bool) {
        let slot = match (value, formula) {
            (DataRef::Empty, true) | (DataRef::Error(_), _) => Slot::Uncomputed,
            _ => self.slot(value),
        };
        let blank = match &slot {
            Slot::Empty => return,
            // Formulas that are drawn down below the table make no row of an empty one.
            Slot::Uncomputed => true,
            Slot::Shared(text) => text.trim().is_empty(),
            Slot::Own(range) => self.texts.get(range.clone()).unwrap_or_default().trim().is_empty(),
            Slot::Moment(_) => false,
        };
        self.filled |= !blank;
        let Ok(column) = usize::try_from(column) else { return };
        if self.kept.as_ref().is_some_and(|kept| !kept.get(column).copied().unwrap_or(false)) {
            return;
        }
        if self.slots.len() <= column {
            self.slots.resize_with(column + 1, Slot::default);
        }
        if let Some(place) = self.slots.get_mut(column) {
            *place = slot;
        }
    }

    /// The value as it will be handed on.
    fn slot(&mut self, value: &DataRef<'b>) -> Slot<'b> {
        let start = self.texts.len();
        match value {
            DataRef::Empty | DataRef::Error(_) | DataRef::SharedString("") => {}
            DataRef::SharedString(text) => return Slot::Shared(text),
            DataRef::String(text) | DataRef::DurationIso(text) => self.texts.push_str(text),
            DataRef::DateTimeIso(text) => match iso(text) {
                Some(moment) => return Slot::Moment(moment),
                None => self.texts.push_str(text),
            },
            DataRef::Int(number) => _ = write!(self.texts, "{number}"),
            DataRef::Float(number) => number::push(&mut self.texts, *number),
            DataRef::Bool(yes) => self.texts.push_str(if *yes { "TRUE" } else { "FALSE" }),
            DataRef::DateTime(time) => match moment(time) {
                Some(moment) => return Slot::Moment(moment),
                None => clock(&mut self.texts, time),
            },
        }
        if self.texts.len() == start { Slot::Empty } else { Slot::Own(start..self.texts.len()) }
    }

    /// The cell of a column.
    fn cell(&self, column: usize) -> Cell<'_> {
        match self.slots.get(column) {
            None | Some(Slot::Empty | Slot::Uncomputed) => Cell::Empty,
            Some(Slot::Shared(text)) => Cell::Text(text),
            Some(Slot::Own(range)) => self.texts.get(range.clone()).map_or(Cell::Empty, Cell::Text),
            Some(Slot::Moment(moment)) => Cell::Moment(*moment),
        }
    }

    /// The first wanted column whose value the row does not hold.
    fn fault(&self, columns: &Columns, merged: &Merged) -> Option<Fault> {
        columns.places.iter().enumerate().find_map(|(wanted, place)| match self.slots.get((*place)?) {
            Some(Slot::Uncomputed) => Some(Fault::Uncomputed(wanted)),
            None | Some(Slot::Empty) => merged.hides(wanted, self.index).then_some(Fault::Merged(wanted)),
            _ => None,
        })
    }

    /// All cells as text, for the search of the header.
    fn texts(&self) -> Vec<String> {
        let text = |column| match self.cell(column) {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.to_owned(),
            Cell::Moment(moment) if moment.time() == chrono::NaiveTime::MIN => moment.date().to_string(),
            Cell::Moment(moment) => moment.to_string(),
        };
        (0..self.slots.len()).map(text).collect()
    }
}

/// The moment of a date cell; `None` where it is a bare clock time, a duration, or no date at all.
fn moment(time: &ExcelDateTime) -> Option<NaiveDateTime> {
    // The last is 9999-12-31, the end of what a workbook can hold.
    if !time.is_datetime() || !(1.0..2_958_466.0).contains(&time.as_f64()) {
        return None;
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    date.and_hms_milli_opt(u32::from(hour), u32::from(minute), u32::from(second), u32::from(milli))
}

/// Appends a clock time or duration as `hh:mm:ss`, and any other number as it is.
fn clock(text: &mut String, time: &ExcelDateTime) {
    let days = time.as_f64();
    let most = if time.is_duration() { 2_958_466.0 } else { 1.0 };
    if !(0.0..most).contains(&days) {
        number::push(text, days);
        return;
    }
    // A time is a share of the day; the nearest second is what was typed. At most 3e11, so exact.
    let seconds = format!("{:.0}", days * 86_400.0).parse::<u64>().unwrap_or(0);
    _ = write!(text, "{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
}

/// A date or time in ISO 8601 without an offset.
fn iso(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok();
    time.or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
}

/// The parser gave up. Its words may quote a cell, so only their kind is passed on.
fn broken(error: &XlsxError, place: &str) -> Problem {
    let problem = guard::broken(place);
    match error {
        XlsxError::Password => Problem::new("the workbook is protected by a password")
            .at(place)
            .hint("take the password off in a spreadsheet program and save it as .xlsx"),
        XlsxError::Io(_) | XlsxError::Zip(_) => problem.because("it cannot be unpacked"),
        XlsxError::Xml(_) | XlsxError::XmlAttr(_) | XlsxError::XmlEof(_) | XlsxError::Encoding(_) => {
            problem.because("its XML is not well formed")
        }
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound | XlsxError::WorksheetNotFound(_) => {
            problem.because("a part of it is missing")
        }
        _ => problem.because("a part of it does not follow the format"),
    }
}
