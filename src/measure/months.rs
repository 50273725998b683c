//! Complaints by month of receipt, as `queries/monthly.sql` counts them: plain integers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::engine::{Engine, Query, View};
use super::rows::Row;
use crate::problem::Problem;
use crate::terms::Quarter;

/// Its name and text.
pub(super) const MONTHLY: Query = ("monthly", include_str!("../../queries/monthly.sql"));

/// Complaints that a unit (or, with `unit` empty, a government) received in a month. Where no word says otherwise they are
/// eligible ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MonthCount {
    /// The government.
    pub agency: usize,
    /// The unit, as the report's quarter shows it.
    pub unit: Option<usize>,
    /// The month's running number: year times 12 plus 0 to 11.
    pub month: i32,
    /// All that were received.
    pub received: u64,
    /// Eligible.
    pub eligible: u64,
    /// With a response.
    pub responded: u64,
    /// Whose response limit has passed.
    pub due: u64,
    /// Of these, answered in time.
    pub responded_in_time: u64,
    /// Of these, without a response.
    pub unanswered_overdue: u64,
}

impl MonthCount {
    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?,
            month: i32::try_from(row.int("month")?).unwrap_or_default(),
            received: row.count("received")?,
            eligible: row.count("eligible")?,
            responded: row.count("responded")?,
            due: row.count("due")?,
            responded_in_time: row.count("responded_in_time")?,
            unanswered_overdue: row.count("unanswered_overdue")?,
        })
    }
}

impl Engine {
    /// Complaints by month of local receipt from the first to the last of these days, governments first; units under the
    /// names that a quarter shows.
    ///
    /// # Errors
    /// The query fails.
    pub fn months(&self, shown_in: Quarter, days: [NaiveDate; 2]) -> Result<Vec<MonthCount>, Problem> {
        let [first_day, last_day] = days.map(|day| (day - NaiveDate::default()).num_days());
        let mut out = Vec::new();
        for view in [View::Governments, View::Units] {
            let params = BTreeMap::from([
                ("as_of", self.as_of()),
                ("by_unit", i64::from(view != View::Governments)),
                ("shown_in", i64::from(shown_in.index())),
                ("first_day", first_day),
                ("last_day", last_day),
            ]);
            let batches = self.run(MONTHLY, view, &params)?;
            for row in Row::all(MONTHLY.0, &batches) {
                out.push(MonthCount::read(&row)?);
            }
        }
        Ok(out)
    }
}
