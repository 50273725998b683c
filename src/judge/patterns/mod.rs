//! Patterns that deserve a look: bulk days, shifted classes, one voice, silent closings, times that cannot be meant.
//!
//! Each is found from the integers of `queries/mutu/` by a test that says how often chance alone would raise it, and is
//! worded as a thing to check: it accuses nobody and changes no rank. What is tested, file by file:
//! `bulk` days of entry and closing, `classes` from quarter to quarter, `clock` of the night, `shares` of one reporter
//! or reply, `silent` closings, `turned` days and months. `tails` holds the exact probabilities.

mod bulk;
mod classes;
mod clock;
mod shares;
mod silent;
mod tails;
#[cfg(test)]
mod tests;
mod turned;

use chrono::{Days, NaiveDate};

use super::build::Inputs;
use super::report::PatternRow;
use crate::measure::{Measured, rules};
use crate::reference::Step;
use crate::terms::{Class, Finding, Level, Place, Quarter, Rule};

/// How likely a whole run without any fault raises a flag, at the most (Bonferroni 1936, over kinds and tests).
const FALSE_ALARM: f64 = 1e-4;

/// How many kinds of pattern share it.
const KINDS: f64 = 10.0;

/// Fewer complaints than this are no pattern, whatever their probability: nobody should be asked about nine.
const FEWEST: u64 = 10;

/// The probability under which one of so many tests of a kind raises a flag.
#[allow(clippy::cast_precision_loss)] // tests stay far below 2^53
fn budget(tests: usize) -> f64 {
    FALSE_ALARM / KINDS / tests.max(1) as f64
}

/// A day as it is counted from 1970-01-01, as a date.
fn date(day: i64) -> NaiveDate {
    u64::try_from(day).ok().and_then(|days| NaiveDate::default().checked_add_days(Days::new(days))).unwrap_or_default()
}

/// A date, counted from 1970-01-01.
fn number(date: NaiveDate) -> i64 {
    (date - NaiveDate::default()).num_days()
}

/// Whom a pattern is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Unit(usize),
    Agency(usize),
    File(usize),
}

/// A pattern that was seen.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sighting {
    subject: Subject,
    /// The quarter; `None` = the whole file.
    quarter: Option<i32>,
    day: Option<i64>,
    /// How many complaints show it.
    seen: u64,
    /// Of how many.
    of: u64,
    /// How many were to be expected.
    expected: f64,
}

/// Every pattern in the data of a run, of any quarter.
pub(super) fn find(inputs: &Inputs<'_>) -> Vec<PatternRow> {
    let measured = inputs.measured;
    let traces = &measured.traces;
    let canonical = &measured.canonical;
    // What comes after the last receipt follows from what came before it, and has no rhythm of its own.
    let span = canonical.span.map_or((0, -1), |(first, last)| (number(first), number(last)));
    let limit = |unit: usize, quarter: i32, class: Class| {
        let entry = canonical.units.units.get(unit)?;
        let level = canonical.units.agencies.get(entry.agency).and_then(|a| a.level).unwrap_or(Level::Lembaga);
        let day = Quarter::from_index(quarter).first_day();
        let deadline = inputs.deadlines.pick(Step::Resolution, Some(class), &entry.id, level, day)?;
        classes::length(deadline.limit)
    };
    let found: [(&'static Rule, Vec<Sighting>); 9] = [
        (&rules::TURNED_DATES, turned::months(&traces.entry_days)),
        (&rules::TURNED_DATES, turned::durations(&traces.file_times, &canonical.accounts)),
        (&rules::NIGHT_CLOCK, clock::nights(&traces.file_times)),
        (&rules::BULK_ENTRY, bulk::days(&bulk::entries(&traces.entry_days), span)),
        (&rules::BULK_CLOSING, bulk::days(&bulk::closings(&traces.closing_days), span)),
        (&rules::CLASS_SHIFT, classes::shifts(&traces.unit_traits, &limit)),
        (&rules::ONE_REPORTER, shares::reporters(&traces.unit_traits)),
        (&rules::SILENT_CLOSING, silent::closings(&traces.unit_traits)),
        (&rules::SAME_REPLY, shares::replies(&traces.unit_traits)),
    ];
    found.into_iter().flat_map(|(rule, seen)| seen.into_iter().map(|s| row(rule, s, measured))).collect()
}

fn row(rule: &'static Rule, sighting: Sighting, measured: &Measured) -> PatternRow {
    let canonical = &measured.canonical;
    let mut row = PatternRow {
        rule,
        quarter: sighting.quarter.map(Quarter::from_index),
        file: String::new(),
        sheet: String::new(),
        skpd_id: String::new(),
        unit: String::new(),
        day: sighting.day.map(date),
        seen: sighting.seen,
        of: sighting.of,
        expected: sighting.expected,
    };
    match sighting.subject {
        Subject::Unit(unit) => {
            if let Some(unit) = canonical.units.units.get(unit) {
                row.skpd_id.clone_from(&unit.id);
                row.unit.clone_from(&unit.name);
            }
        }
        Subject::Agency(agency) => {
            if let Some(agency) = canonical.units.agencies.get(agency) {
                row.unit.clone_from(&agency.name);
            }
        }
        Subject::File(file) => {
            if let Some(account) = canonical.accounts.get(file) {
                row.file.clone_from(&account.file);
                row.sheet.clone_from(&account.sheet);
            }
        }
    }
    row
}

impl PatternRow {
    /// As a finding: who, when, and how many of how many.
    pub(super) fn finding(&self) -> Finding {
        let day = self.day.map(|d| format!("{d}: ")).unwrap_or_default();
        let unit = if self.unit.is_empty() { String::new() } else { format!("{}, ", self.unit) };
        Finding {
            rule: self.rule,
            place: Place { file: self.file.clone(), sheet: self.sheet.clone(), ..Place::default() },
            rows: self.seen,
            subject: format!("{unit}{day}{}/{}", self.seen, self.of),
        }
    }
}
