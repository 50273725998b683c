//! One pass over a file of unknown layout: what each column holds, in counts.
//!
//! Values are kept only of columns whose header says that they hold words of a short list, such as a status; names and
//! texts of persons never are. Of ids only hashes are kept, and only while the file is read.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, BuildHasherDefault};

use rustc_hash::{FxHashSet, FxHasher};

use super::dates::Dates;
use super::purpose;
use crate::problem::Problem;
use crate::source::{Cell, Fault, RawRow, Sink, Table};

/// Texts that mean "empty" in exports.
const EMPTY: [&str; 8] = ["-", "--", "NULL", "null", "N/A", "n/a", "#N/A", "EMPTY"];

/// A column with more different values than this holds no words of a short list.
const MOST_VALUES: usize = 60;

/// The longest text (bytes) that can be a word of a list.
const LONGEST_WORD: usize = 240;

/// What a column holds.
#[derive(Debug)]
pub(super) struct Column {
    /// Its header in the file.
    pub(super) header: String,
    /// Cells that hold something.
    pub(super) filled: u64,
    /// Its times.
    pub(super) dates: Dates,
    /// Its values with their rows, where it is of words; `None` where there are too many.
    pub(super) values: Option<BTreeMap<String, u64>>,
    /// The longest text, in bytes.
    pub(super) longest: usize,
    /// The values met, as long as none comes twice or where the column may hold ids.
    met: Option<FxHashSet<u64>>,
    /// Cells whose value stood there before.
    pub(super) repeated: u64,
    is_of_words: bool,
    may_be_id: bool,
}

impl Column {
    fn new(header: &str) -> Self {
        Self {
            header: header.to_owned(),
            filled: 0,
            dates: Dates::default(),
            values: Some(BTreeMap::new()),
            longest: 0,
            met: Some(FxHashSet::default()),
            repeated: 0,
            is_of_words: purpose::is_of_words(header),
            may_be_id: purpose::may_be_id(header),
        }
    }

    /// Whether it holds something in every row, and no value twice.
    pub(super) fn is_unique(&self, rows: u64) -> bool {
        self.filled == rows && self.repeated == 0
    }

    fn text(&mut self, text: &str, row: u64) {
        self.filled += 1;
        self.longest = self.longest.max(text.len());
        self.dates.text(text, row);
        if let Some(met) = &mut self.met
            && !met.insert(BuildHasherDefault::<FxHasher>::default().hash_one(text))
        {
            self.repeated += 1;
            if !self.may_be_id {
                self.met = None;
            }
        }
        if !self.is_of_words {
            return;
        }
        if let Some(values) = &mut self.values {
            if let Some(rows) = values.get_mut(text) {
                *rows += 1;
            } else if values.len() < MOST_VALUES && text.len() <= LONGEST_WORD {
                values.insert(text.to_owned(), 1);
            } else {
                self.values = None;
            }
        }
    }
}

/// What a file holds.
#[derive(Debug)]
pub(super) struct Survey {
    /// Its columns, in order.
    pub(super) columns: Vec<Column>,
    /// Rows that were looked at.
    pub(super) rows: u64,
    /// Rows that a run would hold back whole, as with another number of cells than the header: not looked at.
    pub(super) broken: u64,
    /// Rows with bytes that are no text, and the first of them.
    pub(super) garbled: (u64, u64),
    /// Texts met that mean "empty".
    pub(super) empty: Vec<&'static str>,
}

impl Survey {
    pub(super) fn new(headers: &[String]) -> Self {
        let columns = headers.iter().map(|h| Column::new(h)).collect();
        Self { columns, rows: 0, broken: 0, garbled: (0, 0), empty: Vec::new() }
    }
}

impl Sink for Survey {
    fn table(&mut self, _table: &Table<'_>) -> Result<(), Problem> {
        Ok(())
    }

    fn row(&mut self, row: &RawRow<'_>) -> Result<(), Problem> {
        match row.fault {
            Some(Fault::Encoding) => {
                if self.garbled.0 == 0 {
                    self.garbled.1 = row.row;
                }
                self.garbled.0 += 1;
            }
            Some(_) => {
                self.broken += 1;
                return Ok(());
            }
            None => {}
        }
        self.rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(row.cells) {
            match cell {
                Cell::Empty => {}
                Cell::Moment(moment) => {
                    column.filled += 1;
                    column.dates.moment(*moment);
                }
                Cell::Text(text) => {
                    let text = text.trim();
                    if let Some(word) = EMPTY.iter().find(|e| **e == text) {
                        if !self.empty.contains(word) {
                            self.empty.push(word);
                        }
                    } else if !text.is_empty() {
                        column.text(text, row.row);
                    }
                }
            }
        }
        Ok(())
    }
}
