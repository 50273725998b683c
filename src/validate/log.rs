//! Findings gathered over many rows, without any value that could be personal.

use std::collections::BTreeMap;

use crate::terms::{Finding, Place, Rule, may_be_named};

/// Findings, one for each rule, file, column and subject, with the number of rows.
#[derive(Debug, Clone, Default)]
pub struct FindingLog {
    found: BTreeMap<(&'static str, String, String, String, String), Finding>,
}

impl FindingLog {
    /// Notes one row.
    pub fn note(&mut self, rule: &'static Rule, place: &Place, subject: &str) {
        self.note_many(rule, place, subject, 1);
    }

    /// Notes several rows at once; `place` is the first of them.
    pub fn note_many(&mut self, rule: &'static Rule, place: &Place, subject: &str, rows: u64) {
        let key = (rule.code, place.file.clone(), place.sheet.clone(), place.column.clone(), subject.to_owned());
        self.found
            .entry(key)
            .and_modify(|f| {
                f.rows += rows;
                f.place.row = f.place.row.min(place.row);
            })
            .or_insert_with(|| Finding { rule, place: place.clone(), rows, subject: subject.to_owned() });
    }

    /// Takes over another log.
    pub fn merge(&mut self, other: Self) {
        for finding in other.found.into_values() {
            self.note_many(finding.rule, &finding.place, &finding.subject, finding.rows);
        }
    }

    /// Whether nothing was noticed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The findings by rule, file and column.
    pub fn findings(&self) -> impl ExactSizeIterator<Item = &Finding> {
        self.found.values()
    }

    /// The findings by rule, file and column.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.found.into_values().collect()
    }
}

/// Values that a profile does not map, counted; only those that many rows share may be printed.
#[derive(Debug, Default)]
pub struct Unmapped {
    values: BTreeMap<(&'static str, String, String), (u64, u64)>,
    /// Rows whose value was not kept because there were too many different ones.
    beyond: BTreeMap<(&'static str, String), (u64, u64)>,
}

/// How many different unmapped values are kept apart.
const MOST_VALUES: usize = 1_000;

impl Unmapped {
    /// Counts a value met in `row`.
    pub fn count(&mut self, rule: &'static Rule, column: &str, value: &str, row: u64) {
        let key = (rule.code, column.to_owned(), value.trim().to_owned());
        if self.values.len() >= MOST_VALUES && !self.values.contains_key(&key) {
            self.beyond.entry((rule.code, column.to_owned())).or_insert((0, row)).0 += 1;
            return;
        }
        self.values.entry(key).or_insert((0, row)).0 += 1;
    }

    /// Turns the counts into findings of one file. A value is named only if at least 5 rows have it,
    /// it has at most 60 characters, and no 6 digits in a row: a shifted row must not print a name.
    pub fn into_log(self, log: &mut FindingLog, rules: &[&'static Rule], file: &str, sheet: &str) {
        let mut note = |code: &str, column: String, subject: &str, rows: u64, row: u64| {
            if let Some(rule) = rules.iter().copied().find(|r| r.code == code) {
                let place = Place { file: file.to_owned(), sheet: sheet.to_owned(), row, column };
                log.note_many(rule, &place, subject, rows);
            }
        };
        for ((code, column, value), (rows, row)) in self.values {
            let subject = if may_be_named(&value, rows) { value.as_str() } else { "" };
            note(code, column, subject, rows, row);
        }
        for ((code, column), (rows, row)) in self.beyond {
            note(code, column, "", rows, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::rules;

    fn subjects(values: &[(&str, u64)]) -> Vec<String> {
        let mut unmapped = Unmapped::default();
        for (value, times) in values {
            (0..*times).for_each(|row| unmapped.count(&rules::STATUS, "status", value, row + 2));
        }
        let mut log = FindingLog::default();
        unmapped.into_log(&mut log, rules::ALL, "a.csv", "");
        log.into_findings().into_iter().map(|f| format!("{} x{}", f.subject, f.rows)).collect()
    }

    #[test]
    fn a_value_is_named_only_where_many_rows_share_it() {
        assert_eq!(subjects(&[("Menunggu", 5), ("Siti Aminah", 4)]), [" x4", "Menunggu x5"]);
    }

    #[test]
    fn long_values_and_numbers_are_never_named() {
        let long = "x".repeat(61);
        assert_eq!(subjects(&[(&long, 9), ("NIK 3573010101", 9)]), [" x18"]);
    }
}
