//! Where an earlier quarter is cut so that it is seen at the age that a report's quarter has at as-of.
//!
//! A quarter that ended long ago has had more time to be answered, closed and missed. The age of a report's quarter is as-of
//! less its end; an earlier quarter is as old at its own end plus that age. Offsets are fixed, so the same number of seconds
//! is the same number of days and the same time of day.

use polars::prelude::{Column, IntoColumn, NamedFrom, Series};

use super::columns::int;
use super::limits::work_of_last_whole_day;
use super::units::Agency;
use crate::reference::Calendar;
use crate::terms::{Quarter, Zone};

/// How many quarters a line of equal age holds, the report's own counted.
const LINE: i32 = 8;

/// The instant, in seconds since 1970 UTC, at which `quarter` was as old as `report` is at `as_of`.
fn cut(quarter: Quarter, report: Quarter, as_of: i64, zone: Zone) -> i64 {
    zone.end_of_day(quarter.last_day()) + (as_of - zone.end_of_day(report.last_day()))
}

/// One row a government, report quarter and quarter of its line: the cut, and the working-day number of the last whole day
/// up to it.
pub(super) fn columns(agencies: &[Agency], calendar: &Calendar, as_of: i64, span: (Quarter, Quarter)) -> Vec<Column> {
    let (first, last) = span;
    let mut ints: [Vec<i32>; 4] = Default::default();
    let mut cut_at: Vec<i64> = Vec::new();
    for (number, agency) in (0_i32..).zip(agencies) {
        for report in first.through(last) {
            let oldest = Quarter::from_index(report.index() - LINE + 1).max(first);
            for quarter in oldest.through(report) {
                let at = cut(quarter, report, as_of, agency.zone);
                let work = work_of_last_whole_day(calendar, at, agency.zone);
                let row = [number, report.index(), quarter.index(), work];
                ints.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
                cut_at.push(at);
            }
        }
    }
    let [agency, report, quarter, work] = ints;
    vec![
        int("agency", agency),
        int("report_quarter", report),
        int("quarter", quarter),
        Series::new("cut_at".into(), cut_at).into_column(),
        int("cut_work", work),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(zone: Zone, at: i64) -> String {
        zone.local(at).format("%Y-%m-%d %H:%M:%S").to_string()
    }

    #[test]
    fn a_quarter_is_cut_as_many_days_and_hours_after_its_end_as_the_report_has_had() {
        let zone = Zone::WIT;
        let quarter = |text: &str| text.parse::<Quarter>().expect("a quarter");
        let as_of = zone.end_of_day("2024-07-05".parse().expect("a date")) - 7200;
        let at = |earlier: &str| local(zone, cut(quarter(earlier), quarter("2024-Q2"), as_of, zone));
        assert_eq!(at("2024-Q2"), "2024-07-05 21:59:59");
        assert_eq!(at("2024-Q1"), "2024-04-05 21:59:59");
        assert_eq!(at("2023-Q2"), "2023-07-05 21:59:59");
        // A quarter that has not ended: so many days before its end.
        let inside = zone.end_of_day("2024-06-10".parse().expect("a date"));
        assert_eq!(local(zone, cut(quarter("2023-Q4"), quarter("2024-Q2"), inside, zone)), "2023-12-11 23:59:59");
    }
}
