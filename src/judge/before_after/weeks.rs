//! Which weeks count: whole ones, inside a period and inside the data.

use chrono::{Days, NaiveDate};

use super::Side;
use crate::measure::WeekCell;
use crate::terms::QuarterSpan;

/// The week of a day: week 0 began on Monday, 29 December 1969.
fn week_of(date: NaiveDate) -> i64 {
    ((date - NaiveDate::default()).num_days() + 3).div_euclid(7)
}

/// The Monday of a week.
pub fn monday(week: i64) -> NaiveDate {
    let days = chrono::TimeDelta::try_days(week * 7 - 3).unwrap_or_default();
    NaiveDate::default().checked_add_signed(days).unwrap_or_default()
}

/// The Sunday of a week.
pub fn sunday(week: i64) -> NaiveDate {
    monday(week).checked_add_days(Days::new(6)).unwrap_or_default()
}

/// The days that the data cover: what lies outside was not seen.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The first day.
    pub first: NaiveDate,
    /// The last whole day up to as-of.
    pub last: NaiveDate,
    /// The last receipt: its week was seen, later ones were not.
    pub newest: NaiveDate,
}

/// The whole weeks of a period, first and last; `None` where there is none.
pub fn whole_weeks(period: QuarterSpan, seen: Seen) -> Option<(i64, i64)> {
    let first = period.first.first_day().max(seen.first);
    let last = period.last.last_day().min(seen.last);
    let from = week_of(first) + i64::from(monday(week_of(first)) < first);
    let to = week_of(last) - i64::from(sunday(week_of(last)) > last);
    let to = to.min(week_of(seen.newest));
    (from <= to).then_some((from, to))
}

/// Whole weeks that lie between two periods, first and last.
pub fn between(before: QuarterSpan, after: QuarterSpan) -> Option<(i64, i64)> {
    let (last, next) = (before.last.last_day(), after.first.first_day());
    let from = week_of(last) + 1;
    let to = week_of(next) - 1;
    (from <= to).then_some((from, to))
}

/// What the whole weeks of a period hold.
pub fn side((first, last): (i64, i64), cells: &[WeekCell]) -> Side {
    Side {
        first: monday(first),
        last: sunday(last),
        weeks: u64::try_from(last - first + 1).unwrap_or_default(),
        received: received((first, last), cells),
    }
}

/// Complaints received in these weeks.
pub fn received((first, last): (i64, i64), cells: &[WeekCell]) -> u64 {
    cells.iter().filter(|c| (first..=last).contains(&c.week)).map(|c| c.received).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_run_from_monday_to_sunday() {
        assert_eq!((monday(0), sunday(0)), (date("1969-12-29"), date("1970-01-04")));
        for day in ["2025-01-06", "2025-01-12"] {
            assert_eq!(monday(week_of(date(day))), date("2025-01-06"), "{day}");
        }
    }

    #[test]
    fn every_quarter_has_twelve_whole_weeks_and_none_reaches_beyond_it() {
        let mut quarter: crate::terms::Quarter = "1996-Q1".parse().unwrap();
        for _ in 0..160 {
            let span = QuarterSpan { first: quarter, last: quarter };
            let all = Seen { first: date("1990-01-01"), last: date("2050-01-01"), newest: date("2050-01-01") };
            let (from, to) = whole_weeks(span, all).unwrap();
            assert!((12..=13).contains(&(to - from + 1)), "{quarter}");
            assert!(monday(from) >= quarter.first_day() && sunday(to) <= quarter.last_day(), "{quarter}");
            quarter = quarter.next();
        }
    }

    #[test]
    fn what_the_data_do_not_cover_is_no_week_without_complaints() {
        let span: QuarterSpan = "2025-Q1".parse().unwrap();
        let seen = |first, last, newest| Seen { first: date(first), last: date(last), newest: date(newest) };
        let mondays = |seen| whole_weeks(span, seen).map(|(a, b)| (monday(a).to_string(), monday(b).to_string()));
        let of = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        // 2025-01-01 is a Wednesday, 2025-03-31 a Monday.
        assert_eq!(mondays(seen("2024-01-01", "2025-04-30", "2025-04-29")), of("2025-01-06", "2025-03-24"));
        assert_eq!(mondays(seen("2025-01-14", "2025-04-30", "2025-04-29")), of("2025-01-20", "2025-03-24"));
        assert_eq!(mondays(seen("2024-01-01", "2025-03-22", "2025-03-22")), of("2025-01-06", "2025-03-10"));
        assert_eq!(mondays(seen("2024-01-01", "2025-04-30", "2025-03-12")), of("2025-01-06", "2025-03-10"));
        assert_eq!(mondays(seen("2025-04-02", "2025-04-30", "2025-04-29")), None);
    }
}
