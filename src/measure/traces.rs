//! Traces that habits and slips leave in the data, as the queries of `queries/mutu/` count them: plain integers.

use super::rows::Row;
use crate::problem::Problem;

/// Everything that the search for patterns looks at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// Receipts by file, unit and day.
    pub entry_days: Vec<EntryDay>,
    /// Closings by unit and day.
    pub closing_days: Vec<ClosingDay>,
    /// Times by file.
    pub file_times: Vec<FileTimes>,
    /// Classes, closings, reporters and replies by unit and quarter.
    pub unit_traits: Vec<UnitTraits>,
}

/// Complaints of a file and unit received on one local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryDay {
    /// The file's place among the accounts.
    pub file: usize,
    /// The government.
    pub agency: usize,
    /// The shown unit.
    pub unit: usize,
    /// The quarter of the day.
    pub quarter: i32,
    /// The day, counted from 1970-01-01.
    pub day: i64,
    /// How many, duplicates left out.
    pub complaints: u64,
}

impl EntryDay {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            file: row.place("file")?.unwrap_or_default(),
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            quarter: super::figures::quarter(row, "quarter")?.unwrap_or_default(),
            day: row.int("received_day")?,
            complaints: row.count("complaints")?,
        })
    }
}

/// Complaints that a unit, an admin or nobody knows who closed on one local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosingDay {
    /// The government.
    pub agency: usize,
    /// The shown unit.
    pub unit: usize,
    /// The day, counted from 1970-01-01.
    pub day: i64,
    /// How many, whenever received; duplicates left out.
    pub complaints: u64,
}

impl ClosingDay {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            day: row.int("closed_day")?,
            complaints: row.count("complaints")?,
        })
    }
}

/// What the times of a file look like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FileTimes {
    /// The file's place among the accounts.
    pub file: usize,
    /// Complaints received at a known local hour.
    pub timed: u64,
    /// Of these, received from 00:00 to 05:59.
    pub at_night: u64,
    /// Complaints whose first outcome came more than 60 days after the receipt, and where one of the two dates has a
    /// month when its day is taken for one.
    pub long_ones: u64,
    /// Of these, the ones whose outcome comes 0 to 14 days after the receipt once day and month are exchanged.
    pub folding_back: u64,
}

impl FileTimes {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            file: row.place("file")?.unwrap_or_default(),
            timed: row.count("timed")?,
            at_night: row.count("at_night")?,
            long_ones: row.count("long_ones")?,
            folding_back: row.count("folding_back")?,
        })
    }
}

/// What the complaints of a unit and quarter of receipt have in common; duplicates left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnitTraits {
    /// The government.
    pub agency: usize,
    /// The shown unit.
    pub unit: usize,
    /// The quarter.
    pub quarter: i32,
    /// Complaints by class, in the order of `terms::Class`.
    pub classes: [u64; 4],
    /// Closed by unit or admin, in a source that tells of responses.
    pub closings: u64,
    /// Of these, without any progress before the closing.
    pub silent_closings: u64,
    /// Complaints that tell their reporter.
    pub with_reporter: u64,
    /// Of these, the most that one reporter has.
    pub most_of_one_reporter: u64,
    /// Complaints that tell the text of a reply.
    pub with_reply: u64,
    /// Of these, the most that share one text.
    pub most_of_one_reply: u64,
}

impl UnitTraits {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            quarter: super::figures::quarter(row, "quarter")?.unwrap_or_default(),
            classes: [
                row.count("supervisory")?,
                row.count("non_supervisory")?,
                row.count("information")?,
                row.count("aspiration")?,
            ],
            closings: row.count("closings")?,
            silent_closings: row.count("silent_closings")?,
            with_reporter: row.count("with_reporter")?,
            most_of_one_reporter: row.count("most_of_one_reporter")?,
            with_reply: row.count("with_reply")?,
            most_of_one_reply: row.count("most_of_one_reply")?,
        })
    }
}
