//! Complaints by week of receipt, class and channel, as `queries/weekly.sql` counts them: plain integers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::engine::{Engine, Query, View};
use super::rows::Row;
use crate::problem::Problem;
use crate::terms::Quarter;

const WEEKLY: Query = ("weekly", include_str!("../../queries/weekly.sql"));

/// The query behind [`Engine::weeks`], with its text.
pub const WEEKLY_QUERY: (&str, &str) = WEEKLY;

/// Which complaints are counted by week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeksWanted {
    /// The place of the shown unit; `None` = all complaints of each government, the clock started at receipt.
    pub unit: Option<usize>,
    /// The quarter whose names of units hold for all: a renamed or merged unit goes with its predecessors.
    pub shown_in: Quarter,
    /// First and last local day of receipt.
    pub days: [NaiveDate; 2],
    /// The age at which every complaint is looked at, in seconds.
    pub age_seconds: i64,
}

/// Complaints of one government, week, class and channel. Where no word says otherwise they are eligible ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WeekCell {
    /// The government.
    pub agency: usize,
    /// The week of local receipt: week 0 began on Monday, 29 December 1969.
    pub week: i64,
    /// The class's code; -1 = not told or unknown.
    pub class: i64,
    /// The channel's code; -1 = not told.
    pub channel: i64,
    /// All that were received.
    pub received: u64,
    /// Eligible.
    pub eligible: u64,
    /// With a response.
    pub responded: u64,
    /// Closed without a known response, in a file that tells of none.
    pub response_untold: u64,
    /// Responses known to the second.
    pub response_exact: u64,
    /// Responses with any usable time.
    pub response_timed: u64,
    /// Responses whose working days are known.
    pub response_worked: u64,
    /// Whose response limit has passed.
    pub due: u64,
    /// Of these, answered in time.
    pub responded_in_time: u64,
    /// Without a response limit.
    pub no_deadline: u64,
    /// At least 24 hours old at as-of.
    pub day_old: u64,
    /// Of these, answered within 24 clock hours.
    pub within_24h: u64,
    /// Whose clock's start has a working-day number.
    pub clock_worked: u64,
    /// Of these, at least 3 working days old at as-of.
    pub workdays_old_3: u64,
    /// Of these, answered within 3 working days.
    pub within_3wd: u64,
    /// At least 5 working days old at as-of.
    pub workdays_old_5: u64,
    /// Of these, answered within 5 working days.
    pub within_5wd: u64,
    /// Old enough to be looked at at the common age.
    pub of_age: u64,
    /// Of these, answered by that age.
    pub answered_by_age: u64,
    /// Of these, with known working days.
    pub workdays_count: u64,
    /// Their working days.
    pub workdays_sum: u64,
    /// The squares of these, added up.
    pub workdays_squares: u64,
    /// Closed.
    pub closed: u64,
    /// Of these, with a usable time.
    pub closed_timed: u64,
    /// Whose resolution limit has passed.
    pub resolution_due: u64,
    /// Of these, closed and resolved in time.
    pub resolved_in_time: u64,
    /// Without a resolution limit.
    pub no_resolution_deadline: u64,
}

impl WeekCell {
    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            week: row.int("week")?,
            class: row.int("class")?,
            channel: row.int("channel")?,
            received: row.count("received")?,
            eligible: row.count("eligible")?,
            responded: row.count("responded")?,
            response_untold: row.count("response_untold")?,
            response_exact: row.count("response_exact")?,
            response_timed: row.count("response_timed")?,
            response_worked: row.count("response_worked")?,
            due: row.count("due")?,
            responded_in_time: row.count("responded_in_time")?,
            no_deadline: row.count("no_deadline")?,
            day_old: row.count("day_old")?,
            within_24h: row.count("within_24h")?,
            clock_worked: row.count("clock_worked")?,
            workdays_old_3: row.count("workdays_old_3")?,
            within_3wd: row.count("within_3wd")?,
            workdays_old_5: row.count("workdays_old_5")?,
            within_5wd: row.count("within_5wd")?,
            of_age: row.count("of_age")?,
            answered_by_age: row.count("answered_by_age")?,
            workdays_count: row.count("workdays_count")?,
            workdays_sum: row.count("workdays_sum")?,
            workdays_squares: row.count("workdays_squares")?,
            closed: row.count("closed")?,
            closed_timed: row.count("closed_timed")?,
            resolution_due: row.count("resolution_due")?,
            resolved_in_time: row.count("resolved_in_time")?,
            no_resolution_deadline: row.count("no_resolution_deadline")?,
        })
    }
}

impl Engine {
    /// Complaints by week, class and channel, for each government or for one unit.
    ///
    /// # Errors
    /// The query fails.
    pub fn weeks(&self, wanted: WeeksWanted) -> Result<Vec<WeekCell>, Problem> {
        let view = if wanted.unit.is_some() { View::Units } else { View::Governments };
        let unit = wanted.unit.and_then(|unit| i64::try_from(unit).ok()).unwrap_or(-1);
        let [first_day, last_day] = wanted.days.map(|day| (day - NaiveDate::default()).num_days());
        let params = BTreeMap::from([
            ("as_of", self.as_of()),
            ("unit", unit),
            ("shown_in", i64::from(wanted.shown_in.index())),
            ("first_day", first_day),
            ("last_day", last_day),
            ("age_seconds", wanted.age_seconds),
        ]);
        let batches = self.run(WEEKLY, view, &params)?;
        Row::all(WEEKLY.0, &batches).map(|row| WeekCell::read(&row)).collect()
    }
}
