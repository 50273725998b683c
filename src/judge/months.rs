//! The months before the end of a quarter: what was received in each, and how much of it was answered in time.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::line::LineRow;
use super::wilson::wilson;
use crate::measure::{Canonical, MonthCount};
use crate::terms::Quarter;

/// How many months are shown, the quarter's own the last of them.
const MONTHS: u32 = 12;

/// What a unit (or a government, with `skpd_id` empty) received in a month (`publik/bulanan.csv`). Columns are those of the
/// league table of the same name, of the complaints received in the month alone.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // most fields are the columns of their name
pub struct MonthRow {
    /// The month's running number: year times 12 plus 0 to 11.
    pub month: i32,
    pub agency_id: String,
    pub agency: String,
    pub skpd_id: String,
    pub skpd: String,
    pub received: u64,
    pub eligible: u64,
    pub responded: u64,
    pub due: u64,
    /// `None` where the evidence of the month's quarter does not carry times.
    pub responded_in_time: Option<u64>,
    pub unanswered_overdue: Option<u64>,
    pub on_time_rate: Option<f64>,
    /// Both ends of its 95 % interval.
    pub on_time_range: Option<(f64, f64)>,
}

/// The first and the last day of the months that the report of a quarter shows.
#[must_use]
pub fn days(quarter: Quarter) -> [NaiveDate; 2] {
    let after = quarter.last_day().succ_opt().unwrap_or(quarter.last_day());
    [after.checked_sub_months(Months::new(MONTHS)).unwrap_or(after), quarter.last_day()]
}

/// The months of governments, then of units, in the order of their ids, each oldest first. Whether times are known is asked
/// of the month's quarter as the lines of equal age tell it, under the unit's name of today.
pub fn rows(canonical: &Canonical, counts: &[MonthCount], lines: &[LineRow]) -> Vec<MonthRow> {
    let known: BTreeMap<(&str, &str, Quarter), bool> = lines
        .iter()
        .map(|l| ((l.agency_id.as_str(), l.skpd_id.as_str(), l.quarter), l.responded_in_time.is_some()))
        .collect();
    let row = |count: &MonthCount| {
        let agency = canonical.units.agencies.get(count.agency)?;
        let unit = count.unit.and_then(|unit| canonical.units.units.get(unit));
        let (skpd_id, skpd) = unit.map(|u| (u.id.clone(), u.name.clone())).unwrap_or_default();
        let quarter = Quarter::from_index(count.month.div_euclid(3));
        let is_known = known.get(&(agency.id.as_str(), skpd_id.as_str(), quarter)).copied().unwrap_or_default();
        let on_time = wilson(count.responded_in_time, count.due).filter(|_| is_known);
        #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
        let rate = count.responded_in_time as f64 / count.due as f64;
        Some(MonthRow {
            month: count.month,
            agency_id: agency.id.clone(),
            agency: agency.name.clone(),
            skpd_id,
            skpd,
            received: count.received,
            eligible: count.eligible,
            responded: count.responded,
            due: count.due,
            responded_in_time: Some(count.responded_in_time).filter(|_| is_known),
            unanswered_overdue: Some(count.unanswered_overdue).filter(|_| is_known),
            on_time_rate: on_time.map(|_| rate),
            on_time_range: on_time,
        })
    };
    let mut rows: Vec<MonthRow> = counts.iter().filter_map(row).collect();
    rows.sort_by(|a, b| {
        let key = |r: &MonthRow| (!r.skpd_id.is_empty(), r.agency_id.clone(), r.skpd_id.clone(), r.month);
        key(a).cmp(&key(b))
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_ends_with_the_quarter() {
        let quarter: Quarter = "2024-Q1".parse().unwrap();
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(days(quarter), [date(2023, 4, 1), date(2024, 3, 31)]);
    }
}
