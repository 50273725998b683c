//! What the tests share: a temporary folder, the program as a subprocess, tables as rows of named cells.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// How a run of the program ended.
#[derive(Debug)]
pub struct Outcome {
    /// The exit status; -1 where a signal ended it.
    pub status: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Outcome {
    /// Fails the test with everything the program said, unless it ended with one of these statuses.
    #[track_caller]
    pub fn expect_status(self, allowed: &[i32]) -> Self {
        assert!(
            allowed.contains(&self.status),
            "the program ended with {} and not with one of {allowed:?}\n--- standard output\n{}\n--- standard error\n{}",
            self.status,
            self.stdout,
            self.stderr
        );
        self
    }
}

/// Runs the program with these arguments, in a fixed environment.
pub fn rapor<I, A>(arguments: I) -> Outcome
where
    I: IntoIterator<Item = A>,
    A: AsRef<std::ffi::OsStr>,
{
    let output = Command::new(env!("CARGO_BIN_EXE_rapor"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts");
    Outcome {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// `rapor run CONFIG --out OUT --quiet --only csv`.
pub fn run_csv(config: &Path, out: &Path) -> Outcome {
    rapor([
        "run".as_ref(),
        config.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
        "--quiet".as_ref(),
        "--only".as_ref(),
        "csv".as_ref(),
    ])
}

/// A folder that is gone when the test ends.
pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A folder of `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A file or folder of the shared sample data beside the project. Where it is absent the test is
/// to be left out, and a line says so.
pub fn shared_data(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        Some(path)
    } else {
        eprintln!("skipped: ../shared/data/{name} is not here");
        None
    }
}

/// Writes a file of a test, with its folders.
pub fn write(path: &Path, content: &str) {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).expect("the folder can be made");
    }
    fs::write(path, content).expect("the file can be written");
}

/// A row of a table: the cells by the name of their column.
pub type Row = BTreeMap<String, String>;

/// A table as it stands in a CSV file.
#[derive(Debug, Clone)]
pub struct Table {
    /// The names of the columns, in order.
    pub columns: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<Row>,
}

/// Reads a CSV file.
#[track_caller]
pub fn read_table(path: &Path) -> Table {
    let mut reader =
        csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    let columns: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let rows = reader
        .records()
        .map(|record| {
            let record = record.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
        })
        .collect();
    Table { columns, rows }
}

/// The folder of a government's quarter in an output folder.
pub fn quarter_folder(out: &Path, unit: &str, quarter: &str) -> PathBuf {
    out.join(slug(unit)).join(quarter)
}

/// A name as a folder: lower case, everything but letters and digits a hyphen.
pub fn slug(name: &str) -> String {
    let spaced: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Whether two cells say the same: both empty, the same words, or numbers that differ by no more
/// than `tolerance` of the larger (near zero, by no more than `tolerance`).
pub fn same_cell(expected: &str, found: &str, tolerance: f64) -> bool {
    if expected == found {
        return true;
    }
    match (expected.parse::<f64>(), found.parse::<f64>()) {
        (Ok(x), Ok(y)) => (x - y).abs() <= tolerance * x.abs().max(y.abs()).max(1.0),
        _ => false,
    }
}
