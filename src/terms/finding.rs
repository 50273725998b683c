//! Findings: what was noticed in the data, where, and by which documented rule.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One text in the two languages of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Indonesian.
    pub id: &'static str,
    /// English.
    pub en: &'static str,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The row was kept aside in `karantina.csv`.
    Rejected,
    /// Something to check; figures may be touched.
    Warning,
    /// Worth knowing.
    Notice,
}

impl Severity {
    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

/// A documented rule of validation.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `DQ001` and on; never reused.
    pub code: &'static str,
    /// What a breach means for the row.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub title: Text,
    /// Why it matters.
    pub why: Text,
    /// A made-up example.
    pub example: Text,
    /// What to do next.
    pub next: Text,
}

/// Where in the input something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file, relative to the configuration.
    pub file: String,
    /// The sheet of a workbook; empty for other files.
    pub sheet: String,
    /// The row as a person counts it (first row 1; for text files the line on which the record begins); 0 = the whole file.
    pub row: u64,
    /// The column's header in the file; empty = the whole row.
    pub column: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.sheet.is_empty() {
            write!(f, " [{}]", self.sheet)?;
        }
        if self.row > 0 {
            write!(f, ":{}", self.row)?;
        }
        if !self.column.is_empty() {
            write!(f, " ({})", self.column)?;
        }
        Ok(())
    }
}

/// Something noticed in the data. Holds no personal data: the subject is a unit's name, a
/// column's header, or a value that many rows share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// By which rule.
    pub rule: &'static Rule,
    /// Where first seen.
    pub place: Place,
    /// How many rows it touches.
    pub rows: u64,
    /// What it is about; may be empty.
    pub subject: String,
}

/// A row kept aside, without any of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// By which rule.
    pub rule: &'static Rule,
    /// Where, down to the column.
    pub place: Place,
}

/// What became of a file's rows: `read = accepted + rejected + duplicate`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileAccount {
    /// The file, relative to the configuration.
    pub file: String,
    /// The sheet of a workbook; empty for other files.
    pub sheet: String,
    /// The profile by which it was read.
    pub profile: String,
    /// The file's content hash (blake3, hex).
    pub hash: String,
    /// Data rows in the file.
    pub read: u64,
    /// Rows that became a complaint or an event.
    pub accepted: u64,
    /// Rows kept aside.
    pub rejected: u64,
    /// Rows that repeat a complaint id or an event.
    pub duplicate: u64,
    /// The number of its `[[source]]` in the configuration.
    pub source: u32,
    /// How complete and how fresh it is.
    pub quality: FileQuality,
    /// Of the rows kept aside, those whose outcome stands before the receipt and of whose dates one has a month when its day
    /// is taken for one.
    pub before_receipt: u64,
    /// Of these, the ones whose outcome comes 0 to 14 days after the receipt once day and month are exchanged.
    pub folding_back: u64,
}

impl FileAccount {
    /// Whether nothing disappeared.
    #[must_use]
    pub fn balances(&self) -> bool {
        self.read == self.accepted + self.rejected + self.duplicate
    }
}

/// How complete and how fresh a file is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileQuality {
    /// Rows whose cells could be told apart.
    pub rows: u64,
    /// The canonical columns that the profile looks for, in the order of the contract.
    pub columns: Vec<ColumnFill>,
    /// Accepted receipts by month, see [`Self::month`].
    pub months: BTreeMap<i32, u64>,
    /// The newest local date of receipt of an accepted row.
    #[serde(with = "super::day")]
    pub newest: Option<NaiveDate>,
    /// The newest date that the export states of itself.
    #[serde(with = "super::day")]
    pub exported: Option<NaiveDate>,
    /// The first day that the export states to cover.
    #[serde(with = "super::day")]
    pub begins: Option<NaiveDate>,
}

/// How often a canonical column is filled in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnFill {
    /// Its name: `received-at`.
    pub column: String,
    /// The header in the file; empty where the file has no such column.
    pub header: String,
    /// Rows in which it is filled.
    pub filled: u64,
}

impl FileQuality {
    /// The running number of a month (1 to 12): year times 12 plus 0 to 11.
    #[must_use]
    pub fn month(year: i32, month: u32) -> i32 {
        year * 12 + i32::try_from(month).unwrap_or(1) - 1
    }
}
