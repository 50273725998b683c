//! The columns of `complaints` by which patterns are found: local days and hours, and what complaints have in common.

use chrono::{NaiveDate, Timelike};
use polars::prelude::Column;

use super::columns::{column32, int};
use super::echoes::Echo;
use super::life::Life;
use crate::terms::Zone;
use crate::validate::Stamp;

/// These columns while they are filled.
#[derive(Default)]
pub(super) struct TraceColumns {
    file: Vec<i32>,
    received_day: Vec<Option<i32>>,
    received_turned_day: Vec<Option<i32>>,
    received_hour: Vec<Option<i32>>,
    outcome_day: Vec<Option<i32>>,
    outcome_turned_day: Vec<Option<i32>>,
    closed_day: Vec<Option<i32>>,
    silent_closing: Vec<i32>,
    same_reporter: Vec<i32>,
    same_reply: Vec<i32>,
}

/// A date, counted from 1970-01-01.
pub(super) fn day(date: NaiveDate) -> Option<i32> {
    i32::try_from((date - NaiveDate::default()).num_days()).ok()
}

impl TraceColumns {
    /// Adds a complaint that came from the file with this place among the accounts.
    pub fn push(&mut self, life: &Life, file: u32, echo: Echo, zone: Zone) {
        let answered = life.any_response.stamp();
        let outcome = if answered.is_some() { answered } else { life.closed };
        let on = |stamp: Stamp| stamp.date(zone).and_then(day);
        let turned = |stamp: Stamp| stamp.turned(zone).and_then(day);
        let hour = life.received.exact().and_then(|at| i32::try_from(zone.local(at).hour()).ok());
        self.file.push(i32::try_from(file).unwrap_or(i32::MAX));
        self.received_day.push(on(life.received));
        self.received_turned_day.push(turned(life.received));
        self.received_hour.push(hour);
        self.outcome_day.push(on(outcome));
        self.outcome_turned_day.push(turned(outcome));
        self.closed_day.push(on(life.closed));
        self.silent_closing.push(i32::from(life.silent));
        self.same_reporter.push(i32::try_from(echo.same_reporter).unwrap_or(i32::MAX));
        self.same_reply.push(i32::try_from(echo.same_reply).unwrap_or(i32::MAX));
    }

    /// The columns in the order of the table.
    pub fn into_columns(self) -> [Column; 10] {
        [
            int("file", self.file),
            column32("received_day", &self.received_day),
            column32("received_turned_day", &self.received_turned_day),
            column32("received_hour", &self.received_hour),
            column32("outcome_day", &self.outcome_day),
            column32("outcome_turned_day", &self.outcome_turned_day),
            column32("closed_day", &self.closed_day),
            int("silent_closing", self.silent_closing),
            int("same_reporter", self.same_reporter),
            int("same_reply", self.same_reply),
        ]
    }
}
