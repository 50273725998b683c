//! A table of `publik/` whose every cell can be asked for, and its rows by what tells them apart.

use std::collections::BTreeMap;

use super::Finished;
use super::book::{Book, Key};
use super::difference::Difference;
use super::explained::List;
use super::folder::{Row, Table};
use super::lists::Reading;
use super::recompute::Cells;
use super::words::Words;
use crate::judge::{Quantity, Value};
use crate::problem::Problem;
use crate::publish::numbers;
use crate::terms::Text;

/// A table of a report: how its cells are addressed, what they mean, and how its rows come out again.
pub struct Sheet {
    /// The stem of its file.
    pub stem: &'static str,
    /// The columns that tell apart the rows of one unit, in the order of an address.
    pub keys: &'static [&'static str],
    /// Its columns, in the order of the file.
    pub columns: &'static [SheetColumn],
    /// To whose row of the league a row belongs.
    pub unit: fn(&Book, &Row<'_>) -> Result<Key, Problem>,
    /// Every row that the evidence gives, and no other.
    pub rows: fn(&Finished) -> Result<Rows, Problem>,
    /// The arithmetic of a cell and the complaints behind it.
    pub tell: fn(&Asked<'_>) -> Told,
}

/// A column of such a table.
pub struct SheetColumn {
    /// The machine name.
    pub name: &'static str,
    /// What kind of quantity it holds.
    pub quantity: Quantity,
    /// What it means.
    pub meaning: Meaning,
}

/// What a column means.
#[derive(Clone, Copy)]
pub enum Meaning {
    /// It tells which row this is.
    Name(Text),
    /// What the column of that name in `league.csv` (or `peringkat.csv`) means.
    League,
    /// Something of its own.
    Own(Text),
}

/// A column that tells which row this is.
pub const fn name(name: &'static str, id: &'static str, en: &'static str) -> SheetColumn {
    SheetColumn { name, quantity: Quantity::Text, meaning: Meaning::Name(Text { id, en }) }
}

/// A column that means what it means in the league.
pub const fn league(name: &'static str, quantity: Quantity) -> SheetColumn {
    SheetColumn { name, quantity, meaning: Meaning::League }
}

/// A column of the table's own.
pub const fn own(name: &'static str, quantity: Quantity, id: &'static str, en: &'static str) -> SheetColumn {
    SheetColumn { name, quantity, meaning: Meaning::Own(Text { id, en }) }
}

/// The quarter of the report.
pub const PERIOD: SheetColumn = name("period", "Triwulan laporan.", "The quarter of the report.");
/// The government's id.
pub const AGENCY_ID: SheetColumn = name("agency_id", "ID instansi.", "The government's id.");
/// The government's name.
pub const AGENCY: SheetColumn = name("agency", "Nama instansi.", "The government's name.");
/// The unit's id.
pub const SKPD_ID: SheetColumn =
    name("skpd_id", "ID unit; kosong pada baris instansi.", "The unit's id; empty in a government's row.");
/// The unit's name.
pub const SKPD: SheetColumn = name("skpd", "Nama unit.", "The unit's name.");
impl Sheet {
    /// Where its file stands.
    #[must_use]
    pub fn path(&self) -> String {
        format!("publik/{}.csv", self.stem)
    }

    /// How its cells are addressed.
    #[must_use]
    pub fn form(&self) -> String {
        let form = |(at, key): (usize, &&str)| match at < self.needed() {
            true => format!(".{}", key.to_uppercase()),
            false => format!("[.{}]", key.to_uppercase()),
        };
        format!("{}{}.COLUMN", self.stem, self.keys.iter().enumerate().map(form).collect::<String>())
    }

    /// How many keys an address must have: a group may be empty, and is then left out.
    #[must_use]
    pub fn needed(&self) -> usize {
        self.keys.len() - usize::from(self.keys.last() == Some(&"group"))
    }
}

/// What tells a row of a table apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its unit's row of the league.
    pub unit: Key,
    /// The values of the key columns.
    pub keys: Vec<String>,
}

/// The rows of a table as they come out, by what tells them apart.
pub type Rows = BTreeMap<Place, Cells>;

/// The unit of a row that holds both ids.
///
/// # Errors
/// It lacks one of them.
pub fn by_ids(_: &Book, row: &Row<'_>) -> Result<Key, Problem> {
    Ok((row.text("agency_id")?, row.text("skpd_id")?))
}

/// The unit of a row that holds its government's name and its own id.
///
/// # Errors
/// It lacks one of them.
pub fn by_government_and_id(book: &Book, row: &Row<'_>) -> Result<Key, Problem> {
    let (agency, skpd_id) = (row.text("agency")?, row.text("skpd_id")?);
    let is_it = |(key, row): &(&Key, &super::book::Published)| key.1 == skpd_id && row.cell("agency") == agency;
    // A name that no row has leads to no unit, and the row to a difference.
    Ok(book.rows.iter().find(is_it).map_or((agency.clone(), skpd_id.clone()), |(key, _)| key.clone()))
}

/// A table as it stands in the report, and as it comes out.
pub struct Opened {
    /// As it stands.
    pub table: Table,
    /// Places of its records.
    pub lines: BTreeMap<Place, Vec<usize>>,
    /// Whether the file is not what the manifest says.
    pub told: Vec<Difference>,
    /// As it comes out.
    pub rows: Rows,
}

/// A cell that is asked for.
pub struct Asked<'a> {
    /// The report.
    pub report: &'a Finished,
    /// The row.
    pub place: &'a Place,
    /// The column.
    pub column: &'static str,
    /// What kind of quantity it holds.
    pub quantity: Quantity,
    /// The row as it comes out; empty where the evidence gives none.
    pub cells: &'a Cells,
    /// The words.
    pub words: &'a Words,
}

/// What is told of a cell.
#[derive(Default)]
pub struct Told {
    /// The rules on which it depends.
    pub rules: Vec<String>,
    /// The arithmetic, one sentence a step.
    pub steps: Vec<String>,
    /// The complaints.
    pub lists: Vec<List>,
    /// The query or source file that computes it.
    pub computed_by: &'static str,
    /// What does not agree besides the cell itself.
    pub differences: Vec<Difference>,
}

impl<'a> Asked<'a> {
    /// A cell of the row.
    #[must_use]
    pub fn value(&self, column: &str) -> Value {
        self.cells.get(column).cloned().unwrap_or(Value::Empty)
    }

    /// A cell of the row for a person.
    #[must_use]
    pub fn shown(&self, column: &str, quantity: Quantity) -> String {
        numbers::value(&self.value(column), quantity, self.words.language)
    }

    /// The cell itself for a person.
    #[must_use]
    pub fn itself(&self) -> String {
        self.shown(self.column, self.quantity)
    }

    /// The value of a key column.
    #[must_use]
    pub fn key(&self, at: usize) -> &'a str {
        self.place.keys.get(at).map_or("", String::as_str)
    }

    /// The lists and the arithmetic of the unit's row of the league.
    #[must_use]
    pub fn reading(&self) -> Reading<'a> {
        Reading { book: &self.report.book, rows: &self.report.rows, key: &self.place.unit, words: self.words }
    }
}
