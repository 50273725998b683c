//! How good the data of a run are: by source what was read, kept and held back, how complete and how fresh; by unit what
//! its figures rest on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::gates::GateRow;
use crate::config::Config;
use crate::measure::Measured;
use crate::terms::{FileAccount, FileQuality, Quarter, Rule};

/// How good the data of a report are (`mutu-data.html`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quality {
    /// The gates, in the order of the configuration.
    pub gates: Vec<GateRow>,
    /// One row a source, all its files together.
    pub sources: Vec<SourceQuality>,
    /// One row a unit with complaints in the quarter, or with rows held back.
    pub units: Vec<UnitQuality>,
}

/// A source: the files of one `[[source]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceQuality {
    /// The name of its file; of several the first and the last.
    pub source: String,
    /// The profile by which it was read.
    pub profile: String,
    /// Files and sheets.
    pub files: u64,
    /// Rows read.
    pub read: u64,
    /// Rows that became a complaint or an event.
    pub accepted: u64,
    /// Rows held back.
    pub rejected: u64,
    /// Rows that repeat another.
    pub duplicate: u64,
    /// Why rows were held back, by rule.
    pub reasons: Vec<(&'static Rule, u64)>,
    /// The newest local date of receipt, not after as-of.
    pub newest: Option<NaiveDate>,
    /// The newest date that an export states of itself.
    pub exported: Option<NaiveDate>,
    /// Days from the newest receipt to as-of.
    pub days: Option<u64>,
    /// Months without a receipt, as [`crate::terms::FileQuality::month`] numbers them.
    pub missing: Vec<i32>,
    /// How complete its columns are.
    pub columns: Vec<ColumnQuality>,
}

impl SourceQuality {
    /// The months without a receipt as `2024-06`.
    #[must_use]
    pub fn missing_words(&self) -> Vec<String> {
        self.missing.iter().map(|m| format!("{:04}-{:02}", m.div_euclid(12), m.rem_euclid(12) + 1)).collect()
    }
}

/// How complete a canonical column of a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnQuality {
    /// Its name: `received-at`.
    pub column: String,
    /// The header in the files; empty where none has such a column.
    pub header: String,
    /// Rows in which it is filled.
    pub filled: u64,
    /// Rows read whose cells could be told apart.
    pub rows: u64,
}

/// What the figures of a unit rest on. Evidence is counted in five: not known, by status, between two exports, to the day,
/// to the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitQuality {
    /// The unit's id.
    pub skpd_id: String,
    /// The unit's name.
    pub skpd: String,
    /// Complaints received in the quarter.
    pub received: u64,
    /// Rows held back that name the unit, of any time, by the code of the rule.
    pub rejected: Vec<(&'static str, u64)>,
    /// Of those received, without a class.
    pub without_class: u64,
    /// The newest local date of receipt in the quarter.
    pub newest: Option<NaiveDate>,
    /// Verification of eligible complaints whose source tells of it.
    pub verification: [u64; 5],
    /// Response of eligible complaints.
    pub response: [u64; 5],
    /// Resolution of those closed.
    pub resolution: [u64; 5],
}

/// Until when a report looks at its sources.
#[derive(Clone, Copy)]
pub struct Until {
    /// The local day of as-of.
    pub as_of: NaiveDate,
    /// The quarter of the report.
    pub quarter: Quarter,
}

impl Until {
    /// The last month that had ended by as-of and lies not after the quarter.
    fn last_month(self) -> i32 {
        let next = self.as_of.succ_opt().unwrap_or(self.as_of);
        let ended = FileQuality::month(next.year(), next.month()) - 1;
        let last = self.quarter.last_day();
        ended.min(FileQuality::month(last.year(), last.month()))
    }
}

/// Every source with its files together, in the order of their names.
pub fn sources(measured: &Measured, until: Until) -> Vec<SourceQuality> {
    let canonical = &measured.canonical;
    let mut by_source: BTreeMap<u32, Vec<&FileAccount>> = BTreeMap::new();
    canonical.accounts.iter().for_each(|account| by_source.entry(account.source).or_default().push(account));
    let source_of: BTreeMap<&str, u32> = canonical.accounts.iter().map(|a| (a.file.as_str(), a.source)).collect();
    let mut reasons: BTreeMap<u32, BTreeMap<&'static str, (&'static Rule, u64)>> = BTreeMap::new();
    for rejected in &canonical.rejected {
        let Some(source) = source_of.get(rejected.place.file.as_str()) else { continue };
        reasons.entry(*source).or_default().entry(rejected.rule.code).or_insert((rejected.rule, 0)).1 += 1;
    }
    let mut row = |(source, files): (u32, Vec<&FileAccount>)| SourceQuality {
        reasons: reasons.remove(&source).unwrap_or_default().into_values().collect(),
        ..source_row(&files, until)
    };
    let mut rows: Vec<SourceQuality> = by_source.into_iter().map(&mut row).collect();
    rows.sort_by(|a, b| (&a.source, &a.profile).cmp(&(&b.source, &b.profile)));
    rows
}

/// What files of one source are called: the first and the last of their names, however the configuration asks for them.
fn name(files: &[&FileAccount]) -> String {
    let names: BTreeSet<&str> = files.iter().map(|f| f.file.as_str()).collect();
    match (names.first(), names.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} … {last}"),
        (first, _) => first.map_or_else(String::new, ToString::to_string),
    }
}

/// Files of one source together.
fn source_row(files: &[&FileAccount], until: Until) -> SourceQuality {
    let sum = |of: fn(&FileAccount) -> u64| files.iter().map(|f| of(f)).sum();
    // What came in after as-of does not make the data fresher.
    let newest = files.iter().filter_map(|f| f.quality.newest).max().map(|day| day.min(until.as_of));
    let days = newest.and_then(|day| u64::try_from((until.as_of - day).num_days()).ok());
    SourceQuality {
        source: name(files),
        profile: files.first().map(|f| f.profile.clone()).unwrap_or_default(),
        files: files.len() as u64,
        read: sum(|f| f.read),
        accepted: sum(|f| f.accepted),
        rejected: sum(|f| f.rejected),
        duplicate: sum(|f| f.duplicate),
        reasons: Vec::new(),
        newest,
        exported: files.iter().filter_map(|f| f.quality.exported).max(),
        days,
        missing: missing_months(files, until),
        columns: columns(files),
    }
}

/// The months without a receipt, from the first that the source tells of (or states to cover) to the last that had ended.
fn missing_months(files: &[&FileAccount], until: Until) -> Vec<i32> {
    let met = |month: i32| files.iter().any(|f| f.quality.months.get(&month).is_some_and(|n| *n > 0));
    let stated = files.iter().filter_map(|f| f.quality.begins).min().map(|d| FileQuality::month(d.year(), d.month()));
    let first = files.iter().filter_map(|f| f.quality.months.keys().next().copied()).min();
    let Some(first) = first.map(|first| stated.map_or(first, |stated| first.min(stated))) else { return Vec::new() };
    (first..=until.last_month()).filter(|month| !met(*month)).collect()
}

/// How often each canonical column is filled, in the files that have it and in those that have not.
fn columns(files: &[&FileAccount]) -> Vec<ColumnQuality> {
    let rows = files.iter().map(|f| f.quality.rows).sum();
    let mut out: Vec<ColumnQuality> = Vec::new();
    for fill in files.iter().flat_map(|f| &f.quality.columns) {
        match out.iter_mut().find(|c| c.column == fill.column) {
            Some(known) => {
                known.filled += fill.filled;
                if known.header.is_empty() {
                    known.header.clone_from(&fill.header);
                }
            }
            None => {
                let (column, header, filled) = (fill.column.clone(), fill.header.clone(), fill.filled);
                out.push(ColumnQuality { column, header, filled, rows });
            }
        }
    }
    out
}

/// What the figures of each unit rest on.
pub fn units(config: &Config, measured: &Measured, quarter: Quarter) -> Vec<UnitQuality> {
    let canonical = &measured.canonical;
    let mut without_class: BTreeMap<usize, u64> = BTreeMap::new();
    let mut received: BTreeMap<usize, u64> = BTreeMap::new();
    for c in measured.composition.iter().filter(|c| c.quarter == quarter.index()) {
        *received.entry(c.unit).or_default() += c.received;
        *without_class.entry(c.unit).or_default() += if c.class < 0 { c.received } else { 0 };
    }
    let count = |counts: &BTreeMap<usize, u64>, unit: usize| counts.get(&unit).copied().unwrap_or_default();
    let shown = canonical.shown.get(&quarter);
    let mut rejected: BTreeMap<usize, BTreeMap<&'static str, u64>> = BTreeMap::new();
    for (unit, rules) in canonical.rejected_by_unit.iter().enumerate() {
        // Rows of a renamed unit stand with its successor.
        let place = shown.and_then(|s| s.get(unit)).map_or(unit, |u| *u as usize);
        let sum = rejected.entry(place).or_default();
        rules.iter().for_each(|(rule, rows)| *sum.entry(*rule).or_default() += rows);
    }
    let evidence = measured.evidence.iter().filter(|e| e.quarter == quarter.index()).map(|e| (e.unit, e));
    let evidence: BTreeMap<usize, _> = evidence.collect();
    let held_back = rejected.iter().filter(|(_, rules)| !rules.is_empty()).map(|(unit, _)| *unit);
    let mut listed: Vec<usize> = evidence.keys().copied().chain(held_back).collect();
    listed.sort_unstable();
    listed.dedup();
    let row = |number: usize| {
        let unit = canonical.units.units.get(number)?;
        let zone = canonical.units.agencies.get(unit.agency).map_or(config.unit.zone, |a| a.zone);
        let known = evidence.get(&number);
        Some(UnitQuality {
            skpd_id: unit.id.clone(),
            skpd: unit.name.clone(),
            received: count(&received, number),
            rejected: rejected.get(&number).map(|r| r.iter().map(|(k, n)| (*k, *n)).collect()).unwrap_or_default(),
            without_class: count(&without_class, number),
            newest: known.map(|e| zone.date(e.newest_at)),
            verification: known.map(|e| e.verification).unwrap_or_default(),
            response: known.map(|e| e.response).unwrap_or_default(),
            resolution: known.map(|e| e.resolution).unwrap_or_default(),
        })
    };
    listed.into_iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::ColumnFill;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    fn file(months: &[(i32, u32)], newest: NaiveDate, class: u64) -> FileAccount {
        let quality = FileQuality {
            rows: 10,
            columns: vec![ColumnFill { column: "class".to_owned(), header: "Jenis".to_owned(), filled: class }],
            months: months.iter().map(|(y, m)| (FileQuality::month(*y, *m), 3)).collect(),
            newest: Some(newest),
            ..FileQuality::default()
        };
        FileAccount { read: 10, accepted: 9, rejected: 1, quality, ..FileAccount::default() }
    }

    fn until(as_of: NaiveDate) -> Until {
        Until { as_of, quarter: Quarter::of(day(2024, 6, 30)) }
    }

    #[test]
    fn a_month_is_missing_only_where_no_file_of_the_source_tells_of_it() {
        let (a, b) = (file(&[(2024, 1), (2024, 2)], day(2024, 2, 20), 9), file(&[(2024, 5)], day(2024, 5, 31), 4));
        let row = source_row(&[&a, &b], until(day(2024, 7, 5)));
        let months = [(2024, 3), (2024, 4), (2024, 6)].map(|(y, m)| FileQuality::month(y, m));
        assert_eq!(row.missing, months);
        assert_eq!((row.newest, row.days), (Some(day(2024, 5, 31)), Some(35)));
        assert_eq!((row.columns[0].filled, row.columns[0].rows), (13, 20));
    }

    #[test]
    fn the_month_of_as_of_is_missing_only_once_it_has_ended() {
        let a = file(&[(2024, 5)], day(2024, 5, 2), 0);
        let missing = |as_of| source_row(&[&a], until(as_of)).missing;
        assert!(missing(day(2024, 6, 29)).is_empty());
        assert_eq!(missing(day(2024, 6, 30)), [FileQuality::month(2024, 6)]);
        assert_eq!(
            missing(day(2024, 12, 31)),
            [FileQuality::month(2024, 6)],
            "no month after the quarter of the report"
        );
    }

    #[test]
    fn a_stated_period_begins_before_the_first_complaint_and_later_rows_are_no_sign_of_freshness() {
        let mut a = file(&[(2024, 6)], day(2024, 6, 30), 0);
        a.quality.begins = Some(day(2024, 5, 1));
        let row = source_row(&[&a], until(day(2024, 6, 10)));
        assert_eq!(row.missing, [FileQuality::month(2024, 5)]);
        assert_eq!((row.newest, row.days), (Some(day(2024, 6, 10)), Some(0)));
    }
}
