//! What came in: accepted rows, rows kept aside, findings, and the account of every file.

use std::path::Path;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::columns::{Cases, Events, Names};
use super::log::FindingLog;
use super::reader::Reader;
use crate::config::Profile;
use crate::problem::Problem;
use crate::source::{self, Layout, Limits};
use crate::terms::{FileAccount, RejectedRow, Zone};

/// All files of a run, understood.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    /// Accepted complaints.
    pub cases: Cases,
    /// Accepted events.
    pub events: Events,
    /// Names of units and categories met.
    pub names: Names,
    /// One account a file and sheet. `accepted` still holds repeated rows; `normalise` moves them.
    pub accounts: Vec<FileAccount>,
    /// Rows kept aside.
    pub rejected: Vec<RejectedRow>,
    /// Rows kept aside by unit, where the row told its unit.
    pub rejected_by_unit: FxHashMap<u32, u64>,
    /// What was noticed.
    pub log: FindingLog,
    /// The newest date that an export states of itself, as the last second that it can hold.
    pub exported: Option<i64>,
    /// The first day that an export states to cover.
    pub begins: Option<NaiveDate>,
    /// The files that are dated exports of a list.
    pub snapshots: Vec<Snapshot>,
    /// Complaints whose receipt has no clock time.
    pub dates_only: u64,
    /// The profiles used with their status tables, by name.
    pub status_mapping: Vec<(String, String, String)>,
}

/// A file, or a sheet of one, that is a dated export of a list. Its rows tell their export's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snapshot {
    /// The place in [`Intake::accounts`]; files of one profile are exports of one list.
    pub account: u32,
    /// The first and last day of receipt that it states to cover.
    pub period: Option<(NaiveDate, NaiveDate)>,
}

/// A file to be read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// Its name in documents, relative to the configuration.
    pub shown: &'a str,
    /// The hash of its content.
    pub hash: &'a str,
    /// How its rows are to be understood.
    pub profile: &'a Profile,
    /// The government's clock.
    pub zone: Zone,
    /// Bounds on what is read.
    pub limits: Limits,
}

/// Reads one file into the intake.
///
/// # Errors
/// The file cannot be read, or has none of the profile's columns; nothing of a file that fails half-way may be used.
pub fn read(intake: &mut Intake, input: &Input<'_>) -> Result<(), Problem> {
    let layout = Layout {
        wanted: &input.profile.wanted,
        delimiter: input.profile.delimiter,
        sheet: input.profile.sheet.as_deref(),
        limits: input.limits,
    };
    for (value, status) in &input.profile.status_as_written {
        let meaning = match status.closed_by {
            Some(by) => format!("{} ({by})", status.state),
            None => status.state.to_string(),
        };
        let line = (input.profile.name.clone(), value.clone(), meaning);
        if !intake.status_mapping.contains(&line) {
            intake.status_mapping.push(line);
        }
    }
    let mut reader = Reader::new(intake, input);
    source::read(input.path, input.shown, &layout, &mut reader)?;
    reader.finish();
    Ok(())
}
