//! Complaints of a unit and quarter by the way in which they were handled, as the errors of a score ask for them.

use super::rows::Row;
use crate::problem::Problem;

/// How many complaints have a time, their sum, and the sum of their squares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moments {
    /// Complaints that have it.
    pub count: u64,
    /// Their sum.
    pub sum: u64,
    /// The sum of their squares.
    pub squares: u64,
}

impl Moments {
    /// From the three columns of this name.
    pub(super) fn read(row: &Row<'_>, name: &str) -> Result<Self, Problem> {
        Ok(Self {
            count: row.count(&format!("{name}_count"))?,
            sum: row.count(&format!("{name}_sum"))?,
            squares: row.count(&format!("{name}_squares"))?,
        })
    }
}

/// Eligible complaints of one unit and quarter that were handled in the same way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cell {
    /// Whether they have a response.
    pub responded: bool,
    /// Whether their response limit has passed.
    pub due: bool,
    /// Whether it has passed and they were answered by it.
    pub in_time: bool,
    /// Whether they are closed.
    pub closed: bool,
    /// Whether their resolution limit has passed.
    pub resolution_due: bool,
    /// Whether it has passed and they were resolved by it.
    pub resolved_in_time: bool,
    /// How many they are.
    pub complaints: u64,
    /// Times to the response, in whole tenths of an hour.
    pub response_tenths: Moments,
    /// Working days to the response.
    pub response_workdays: Moments,
    /// Times to the resolution, in whole tenths of an hour.
    pub resolution_tenths: Moments,
    /// Working days to the resolution.
    pub resolution_workdays: Moments,
}

impl Cell {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let flag = |name: &str| Ok::<_, Problem>(row.int(name)? == 1);
        let moments = |name: &str| Moments::read(row, name);
        Ok(Self {
            responded: flag("responded")?,
            due: flag("due")?,
            in_time: flag("in_time")?,
            closed: flag("closed")?,
            resolution_due: flag("resolution_due")?,
            resolved_in_time: flag("resolved_in_time")?,
            complaints: row.count("complaints")?,
            response_tenths: moments("response_tenths")?,
            response_workdays: moments("response_workdays")?,
            resolution_tenths: moments("resolution_tenths")?,
            resolution_workdays: moments("resolution_workdays")?,
        })
    }
}
