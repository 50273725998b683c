//! The bounds on what is read, and the messages that name them.
//!
//! Owns the numbers and the counting; which reader counts what is the reader's affair.

use crate::problem::Problem;

/// Bounds on one file. They keep a hostile or broken file from filling memory or running for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most data rows of a file.
    pub rows: u64,
    /// Most cells of a file, those that no profile wants included.
    pub cells: u64,
    /// Most bytes of one record: a line of JSON, a CSV record with all its lines, a workbook's string.
    pub record_bytes: usize,
    /// Most bytes that a compressed file may inflate to.
    pub inflated_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { rows: 50_000_000, cells: 2_000_000_000, record_bytes: 8 << 20, inflated_bytes: 4 << 30 }
    }
}

impl Limits {
    /// Starts counting a file.
    pub(super) const fn tally(self) -> Tally {
        Tally { limits: self, rows: 0, cells: 0 }
    }

    /// `record_bytes` as a file offset is counted.
    pub(super) fn record(&self) -> u64 {
        u64::try_from(self.record_bytes).unwrap_or(u64::MAX)
    }

    /// A record is longer than allowed. `place` tells where it begins.
    pub(super) fn record_too_long(&self, place: &str) -> Problem {
        Problem::new(format!("a record is longer than {} bytes", self.record_bytes))
            .at(place)
            .because(
                "one row of a complaint export is never that long; an opening quote without its end is the usual cause",
            )
            .hint("correct the row in the export, or raise the limit with --max-record-bytes")
    }

    /// A compressed file holds more than allowed.
    pub(super) fn inflated_too_large(&self, shown: &str, part: &str) -> Problem {
        Problem::new(format!("the file inflates to more than {} bytes", self.inflated_bytes))
            .at(shown)
            .because(format!("the limit is passed in its part {part}"))
            .hint("split the export by period, or raise the limit with --max-inflated-bytes")
    }

    /// A file has more rows than allowed.
    pub(super) fn rows_too_many(&self, shown: &str) -> Problem {
        Problem::new(format!("the file has more than {} rows", self.rows))
            .at(shown)
            .hint("split the export by period, or raise the limit with --max-rows")
    }
}

/// Rows and cells of a file so far.
#[derive(Debug)]
pub(super) struct Tally {
    limits: Limits,
    rows: u64,
    cells: u64,
}

impl Tally {
    /// Counts a data row.
    pub(super) fn row(&mut self, shown: &str) -> Result<(), Problem> {
        self.rows += 1;
        if self.rows > self.limits.rows { Err(self.limits.rows_too_many(shown)) } else { Ok(()) }
    }

    /// Counts cells, wanted or not.
    pub(super) fn cells(&mut self, cells: usize, shown: &str) -> Result<(), Problem> {
        self.cells = self.cells.saturating_add(u64::try_from(cells).unwrap_or(u64::MAX));
        if self.cells > self.limits.cells {
            return Err(Problem::new(format!("the file has more than {} cells", self.limits.cells))
                .at(shown)
                .hint("remove columns that are not needed, or raise the limit with --max-cells"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_reached_before_it_is_passed() {
        let mut tally = Limits { rows: 2, cells: 5, ..Limits::default() }.tally();
        assert!(tally.row("f").is_ok());
        assert!(tally.row("f").is_ok());
        assert!(tally.row("f").unwrap_err().next.contains("--max-rows"));
        assert!(tally.cells(5, "f").is_ok());
        assert!(tally.cells(1, "f").unwrap_err().next.contains("--max-cells"));
    }

    #[test]
    fn each_message_names_its_limit_and_flag() {
        let limits = Limits::default();
        let long = limits.record_too_long("f, line 3");
        assert!(
            long.what.contains("8388608") && long.next.contains("--max-record-bytes") && long.place.contains("line 3")
        );
        let large = limits.inflated_too_large("f", "xl/a.xml");
        assert!(large.what.contains("4294967296") && large.next.contains("--max-inflated-bytes"));
    }
}
