//! What the readers' tests share: a sink that keeps all, and files to read.

use std::path::{Path, PathBuf};

use super::{Cell, Fault, Layout, Limits, RawRow, Remark, Sink, Table, Wanted};
use crate::problem::Problem;

/// A table as it was announced.
#[derive(Debug)]
pub(super) struct Announced {
    pub(super) sheet: String,
    pub(super) present: Vec<bool>,
    pub(super) header_row: u64,
    pub(super) preamble: Vec<Vec<String>>,
}

/// A row as it came: a moment is written as ISO 8601 after an `@`, an empty cell is "".
#[derive(Debug)]
pub(super) struct GatheredRow {
    pub(super) row: u64,
    pub(super) cells: Vec<String>,
    pub(super) fault: Option<Fault>,
}

/// Keeps all that it is given.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) tables: Vec<Announced>,
    pub(super) rows: Vec<GatheredRow>,
    pub(super) remarks: Vec<String>,
}

impl Sink for Gathered {
    fn table(&mut self, table: &Table<'_>) -> Result<(), Problem> {
        self.tables.push(Announced {
            sheet: table.sheet.to_owned(),
            present: table.present.to_vec(),
            header_row: table.header_row,
            preamble: table.preamble.to_vec(),
        });
        Ok(())
    }

    fn row(&mut self, row: &RawRow<'_>) -> Result<(), Problem> {
        let text = |cell: &Cell<'_>| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => {
                assert!(!text.is_empty(), "an empty text is an empty cell");
                (*text).to_owned()
            }
            Cell::Moment(moment) => format!("@{}", moment.format("%Y-%m-%dT%H:%M:%S%.f")),
        };
        self.rows.push(GatheredRow { row: row.row, cells: row.cells.iter().map(text).collect(), fault: row.fault });
        Ok(())
    }

    fn remark(&mut self, remark: Remark<'_>) {
        self.remarks.push(format!("{remark:?}"));
    }
}

/// Columns that are all required.
pub(super) fn wanted(names: &[&str]) -> Vec<Wanted> {
    names.iter().map(|name| Wanted { header: (*name).to_owned(), required: true }).collect()
}

/// The plain layout.
pub(super) fn layout(wanted: &[Wanted]) -> Layout<'_> {
    Layout { wanted, delimiter: None, encoding: None, sheet: None, limits: Limits::default() }
}

/// Reads a file by its ending.
pub(super) fn gather(path: &Path, layout: &Layout<'_>) -> Result<Gathered, Problem> {
    let mut gathered = Gathered::default();
    super::read(path, "berkas", layout, &mut gathered).map(|()| gathered)
}

/// A folder with one file in it.
pub(super) fn made(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

/// The folder of real data beside the repository, if it is there.
pub(super) fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: the shared data are not beside the repository");
    None
}
