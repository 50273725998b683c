//! The canonical tables, looked into while they are there.

use std::fs::File;
use std::path::Path;

use arrow::array::{Array, LargeStringArray, StringArray, StringViewArray};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rapor::config::Config;
use rapor::normalise::{self, Context};
use rapor::reference::{Calendar, Deadlines, InstansiList, Register};
use rapor::source::Limits;
use rapor::store::Workspace;
use rapor::validate::{self, Input, Intake, Known, Sameness};

use super::NOWHERE;
use crate::determinism::tree;
use crate::support::folder;

/// The texts of a column, if it holds any.
fn texts(column: &dyn Array) -> Vec<String> {
    let any = column.as_any();
    let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
    if let Some(texts) = any.downcast_ref::<StringArray>() {
        texts.iter().map(owned).collect()
    } else if let Some(texts) = any.downcast_ref::<LargeStringArray>() {
        texts.iter().map(owned).collect()
    } else if let Some(texts) = any.downcast_ref::<StringViewArray>() {
        texts.iter().map(owned).collect()
    } else {
        assert!(column.data_type().is_integer(), "a column of {}", column.data_type());
        Vec::new()
    }
}

/// The columns of a table by their names, with the texts of those that hold any.
pub fn columns(table: &Path) -> Vec<(String, Vec<String>)> {
    let file = File::open(table).expect("the table");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet").build().expect("a reader");
    let mut columns = Vec::new();
    for batch in reader {
        let batch = batch.expect("rows");
        for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
            columns.push((field.name().clone(), texts(column)));
        }
    }
    columns
}

/// Reads everything that a configuration names and builds the tables; then searches them, raw and read back.
#[track_caller]
pub fn hold_nothing(config: &Path) {
    let config = Config::read(config).expect("a configuration");
    let bytes = |path: &Option<std::path::PathBuf>| std::fs::read(path.as_ref().expect("a path")).expect("a file");
    let register = Register::parse((&bytes(&config.skpd), "skpd.csv"), None).expect("a register");
    let instansi = InstansiList::parse(&bytes(&config.instansi), "instansi.csv").expect("a list of governments");
    let known = Known::new(Some(&register), instansi.names().chain([config.unit.name.as_str()]));
    let mut intake = Intake::default();
    let mut same = Sameness::default();
    let zone = config.unit.zone;
    for source in &config.sources {
        for file in &source.files {
            let path = config.base.join(file);
            let input = Input {
                path: &path,
                shown: file,
                source: 0,
                hash: "",
                profile: &source.profile,
                zone,
                limits: Limits::default(),
                known: &known,
            };
            intake.absorb(validate::read(&input, &mut same).expect("the file is read"));
        }
    }
    let stated = config.as_of.map(|stated| stated.instant(zone));
    let (as_of, _) = normalise::find_as_of(&mut intake, zone, stated).expect("an as-of time");
    let mut deadlines = Deadlines::shipped().expect("deadlines");
    deadlines.replace(config.deadlines.clone());
    let context = Context {
        config: &config,
        calendar: &Calendar::shipped().expect("a calendar"),
        deadlines: &deadlines,
        register: Some(&register),
        instansi: Some(&instansi),
        as_of,
        quarters: &config.quarters,
    };
    let home = folder();
    let workspace = Workspace::new(home.path()).expect("a workspace");
    let canonical = normalise::build(intake, &context, &workspace).expect("the tables");
    let found = format!("{:?} {:?}", canonical.findings, canonical.rejected).to_lowercase();
    let mut tables = 0;
    let mut ids = 0;
    for (name, bytes) in tree(home.path()) {
        let raw = String::from_utf8_lossy(&bytes).to_lowercase();
        let mut held = vec![raw, found.clone()];
        if name.ends_with(".parquet") {
            tables += 1;
            for (column, texts) in columns(&home.path().join(&name)) {
                assert!(texts.is_empty() || column == "complaint_id", "{name}: {column} holds texts");
                ids += texts.len();
                held.push(texts.join("\n").to_lowercase());
            }
        }
        for word in NOWHERE {
            assert!(!held.iter().any(|h| h.contains(word)), "{name} holds '{word}'");
        }
    }
    assert!(tables >= 5 && ids >= 6, "{tables} tables with {ids} ids");
    drop(workspace);
}
