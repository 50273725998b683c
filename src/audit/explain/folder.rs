//! The files of a finished report, each held against the hash that its manifest names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::difference::Difference;
use crate::problem::Problem;

/// A finished report on the disk.
pub struct Folder {
    root: PathBuf,
    /// What leads to it from the report that is explained; empty for that report itself.
    label: String,
    /// `manifest.json`.
    pub manifest: Json,
    hashes: BTreeMap<String, String>,
}

/// A table as it stands in a CSV file.
#[derive(Debug, Clone, Default)]
pub struct Table {
    path: String,
    columns: BTreeMap<String, usize>,
    records: Vec<csv::StringRecord>,
}

impl Folder {
    /// Opens the folder of a quarter.
    ///
    /// # Errors
    /// There is no manifest, or it is none of this program.
    pub fn open(root: &Path) -> Result<Self, Problem> {
        Self::beside(root, "")
    }

    /// Opens the folder of another quarter; `label` leads to it from the report that is explained.
    ///
    /// # Errors
    /// As for [`Folder::open`].
    pub fn beside(root: &Path, label: &str) -> Result<Self, Problem> {
        let place = root.join("manifest.json");
        let no_report = |why: &dyn std::fmt::Display| {
            Problem::new("this is no folder of a published quarter").at(root.display()).because(why).hint(
                "give the folder that holds publik/, internal/ and manifest.json, such as reports/<government>/2024-Q2",
            )
        };
        let bytes = std::fs::read(&place).map_err(|e| no_report(&format!("manifest.json: {e}")))?;
        let manifest: Json = serde_json::from_slice(&bytes).map_err(|e| no_report(&format!("manifest.json: {e}")))?;
        if manifest.get("program").and_then(Json::as_str) != Some("rapor") {
            return Err(no_report(&"its manifest.json is not one of rapor"));
        }
        let outputs = manifest.get("outputs").and_then(Json::as_object);
        let hashes = outputs.into_iter().flatten();
        let hashes = hashes.filter_map(|(path, hash)| Some((path.clone(), hash.as_str()?.to_owned()))).collect();
        Ok(Self { root: root.to_owned(), label: label.to_owned(), manifest, hashes })
    }

    /// The files below a folder that the manifest names, in order.
    pub fn listed(&self, below: &str) -> Vec<String> {
        let below = |path: &&String| path.starts_with(below) && !path.contains("..");
        self.hashes.keys().filter(below).cloned().collect()
    }

    /// Whether the manifest names a file.
    pub fn has(&self, path: &str) -> bool {
        self.hashes.contains_key(path)
    }

    /// Reads a table. One that is not what the manifest says is read all the same, and told.
    ///
    /// # Errors
    /// It is not there, or is no table.
    pub fn table(&self, path: &str, told: &mut Vec<Difference>) -> Result<Table, Problem> {
        let bytes = std::fs::read(self.root.join(path)).map_err(|e| {
            Problem::new("a file of the report is missing")
                .at(self.root.join(path).display())
                .because(e)
                .hint("a figure can be explained only where internal/ is whole; publish the quarter again")
        })?;
        let found = blake3::hash(&bytes).to_hex();
        let shown = format!("{}{path}", self.label);
        let table = Table::parse(&shown, &bytes)?;
        if self.hashes.get(path).is_none_or(|hash| *hash != found.as_str()) {
            told.push(Difference::File { path: shown });
        }
        Ok(table)
    }
}

impl Table {
    /// Reads the text of a CSV file.
    ///
    /// # Errors
    /// It is no CSV with a header.
    pub fn parse(path: &str, bytes: &[u8]) -> Result<Self, Problem> {
        let fault = |e: csv::Error| Problem::new("a table of the report cannot be read").at(path).because(e);
        let mut reader = csv::Reader::from_reader(bytes);
        let header = reader.headers().map_err(fault)?;
        let columns = header.iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
        let records = reader.records().collect::<Result<Vec<_>, _>>().map_err(fault)?;
        Ok(Self { path: path.to_owned(), columns, records })
    }

    /// Its rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..).map_while(|at| self.row(at))
    }

    /// The row at a place, from 0.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        self.records.get(at).map(|record| Row { table: self, record, line: at + 2 })
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    record: &'a csv::StringRecord,
    /// Its line, where no cell before it holds a line break.
    line: usize,
}

impl Row<'_> {
    fn fault(&self, column: &str, what: &str) -> Problem {
        Problem::new(what)
            .at(format!("{}, line {}, column {column}", self.table.path, self.line))
            .hint("the file was changed, or is of another version of the program; publish the quarter again")
    }

    /// Where it stands.
    pub fn place(&self) -> String {
        format!("{}:{}", self.table.path, self.line)
    }

    /// A cell as it is written.
    ///
    /// # Errors
    /// There is no such column.
    pub fn text(&self, column: &str) -> Result<String, Problem> {
        let at = self.table.columns.get(column);
        let cell = at.and_then(|at| self.record.get(*at));
        cell.map(str::to_owned).ok_or_else(|| self.fault(column, "a table of the report lacks a column"))
    }

    /// A count that may be missing.
    ///
    /// # Errors
    /// There is no such column, or it holds no count.
    pub fn count(&self, column: &str) -> Result<Option<u64>, Problem> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| self.fault(column, "a cell of the report holds no whole number"))
    }

    /// A yes or a no.
    ///
    /// # Errors
    /// There is no such column, or it holds neither.
    pub fn yes(&self, column: &str) -> Result<bool, Problem> {
        match self.text(column)?.as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(self.fault(column, "a cell of the report holds neither yes nor no")),
        }
    }

    /// A value with a form of its own.
    ///
    /// # Errors
    /// There is no such column, or it holds something else.
    pub fn parsed<T: std::str::FromStr>(&self, column: &str) -> Result<T, Problem> {
        // A text that begins with a sign is led by an apostrophe, so that no spreadsheet takes it for a formula.
        let text = self.text(column)?;
        let text = text.strip_prefix('\'').unwrap_or(&text);
        text.parse().map_err(|_| self.fault(column, "a cell of the report holds nothing of its kind"))
    }
}
