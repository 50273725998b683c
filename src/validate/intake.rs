//! What came in: accepted rows, rows kept aside, findings, and the account of every file.

use std::path::Path;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::columns::{Cases, Events, Names, Numbers};
use super::kept;
use super::likeness::Sameness;
use super::log::FindingLog;
use super::rare::Known;
use super::reader::Reader;
use crate::config::Profile;
use crate::problem::Problem;
use crate::source::{self, Layout, Limits};
use crate::terms::{FileAccount, RejectedRow, Zone};

/// A file, or all files of a run, understood.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
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
    #[serde(with = "kept::rejected")]
    pub rejected: Vec<RejectedRow>,
    /// Rows kept aside by unit and rule, where the row told its unit.
    #[serde(with = "kept::rejected_by_unit")]
    pub rejected_by_unit: FxHashMap<(u32, &'static str), u64>,
    /// Names of units that were taken away because they can be a person's.
    pub hidden_units: u64,
    /// What was noticed.
    pub log: FindingLog,
    /// The newest date that an export states of itself, as the last second that it can hold.
    pub exported: Option<i64>,
    /// The first day that an export states to cover.
    #[serde(with = "crate::terms::day")]
    pub begins: Option<NaiveDate>,
    /// The files that are dated exports of a list.
    pub snapshots: Vec<Snapshot>,
    /// Complaints whose receipt has no clock time.
    pub dates_only: u64,
    /// The profiles used with their status tables, by name.
    pub status_mapping: Vec<(String, String, String)>,
}

/// A file, or a sheet of one, that is a dated export of a list. Its rows tell their export's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The place in [`Intake::accounts`]; files of one profile are exports of one list.
    pub account: u32,
    /// The first and last day of receipt that it states to cover.
    #[serde(with = "kept::days")]
    pub period: Option<(NaiveDate, NaiveDate)>,
}

/// A file to be read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// Its name in documents, relative to the configuration.
    pub shown: &'a str,
    /// The number of its `[[source]]` in the configuration.
    pub source: u32,
    /// The hash of its content.
    pub hash: &'a str,
    /// How its rows are to be understood.
    pub profile: &'a Profile,
    /// The government's clock.
    pub zone: Zone,
    /// Bounds on what is read.
    pub limits: Limits,
    /// Which names are those of units and of governments.
    pub known: &'a Known<'a>,
}

impl Intake {
    /// Takes over what another file holds: its accounts stand behind those there are, its names get the numbers that they have here.
    pub fn absorb(&mut self, part: Self) {
        if self.accounts.is_empty() && self.log.is_empty() {
            *self = part;
            return;
        }
        let Self {
            cases,
            events,
            names,
            accounts,
            rejected,
            rejected_by_unit,
            hidden_units,
            log,
            exported,
            begins,
            snapshots,
            dates_only,
            status_mapping,
        } = part;
        let account = u32::try_from(self.accounts.len()).unwrap_or(u32::MAX);
        let units = self.names.units.absorb(&names.units);
        let categories = self.names.categories.absorb(&names.categories);
        let numbers = Numbers { account, units, categories };
        self.cases.absorb(cases, &numbers);
        self.events.absorb(events, &numbers);
        self.accounts.extend(accounts);
        self.rejected.extend(rejected);
        for ((unit, rule), rows) in rejected_by_unit {
            *self.rejected_by_unit.entry((numbers.unit(unit), rule)).or_default() += rows;
        }
        self.hidden_units += hidden_units;
        self.log.merge(log);
        self.exported = self.exported.max(exported);
        self.begins = self.begins.into_iter().chain(begins).min();
        self.snapshots.extend(snapshots.into_iter().map(|s| Snapshot { account: account + s.account, ..s }));
        self.dates_only += dates_only;
        for line in status_mapping {
            if !self.status_mapping.contains(&line) {
                self.status_mapping.push(line);
            }
        }
    }
}

impl Intake {
    /// The first and the last local day of what this file tells of complaints' receipts; `None` where it tells of none, or
    /// where its rows may be of complaints whose receipt stands in another file.
    #[must_use]
    pub fn receipts(&self, zone: Zone) -> Option<(NaiveDate, NaiveDate)> {
        if !self.events.rows.is_empty() {
            return None;
        }
        let mut days = self.cases.rows.iter().filter_map(|c| c.received.date(zone));
        let first = days.next()?;
        Some(days.fold((first, first), |(from, to), day| (from.min(day), to.max(day))))
    }
}

/// Reads one file; `same` tells which of its texts are those of files that were read before.
///
/// # Errors
/// The file cannot be read, or has none of the profile's columns.
pub fn read(input: &Input<'_>, same: &mut Sameness) -> Result<Intake, Problem> {
    let layout = Layout {
        wanted: &input.profile.wanted,
        delimiter: input.profile.delimiter,
        encoding: input.profile.encoding,
        sheet: input.profile.sheet.as_deref(),
        limits: input.limits,
    };
    let mut intake = Intake { status_mapping: status_mapping(input.profile), ..Intake::default() };
    let mut reader = Reader::new(&mut intake, same, input);
    source::read(input.path, input.shown, &layout, &mut reader)?;
    reader.finish();
    intake.hide_rare(input.known);
    Ok(intake)
}

/// What a profile takes each status for, a line a status.
fn status_mapping(profile: &Profile) -> Vec<(String, String, String)> {
    let mut lines = Vec::new();
    for (value, status, reason) in &profile.status_as_written {
        let more: Vec<String> =
            status.closed_by.iter().map(ToString::to_string).chain(reason.iter().map(ToString::to_string)).collect();
        let meaning = match more.as_slice() {
            [] => status.state.to_string(),
            more => format!("{} ({})", status.state, more.join(", ")),
        };
        let line = (profile.name.clone(), value.clone(), meaning);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
