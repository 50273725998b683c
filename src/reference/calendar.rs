//! Working days: Monday to Friday less national holidays and collective leave.
//!
//! Owns the counting. A year is covered where its national holidays are decreed; what lies
//! outside is counted as weekdays, and the caller must ask [`Calendar::covers`] before using it.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::table;
use crate::problem::Problem;

/// The shipped calendar, 2016 to 2026.
const SHIPPED: &[u8] = include_bytes!("../../data/reference/calendar.csv");

/// Monday 3 January 2000, in days from the common era: the first day that is counted.
const ORIGIN: i32 = 730_122;

/// What makes a day free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayKind {
    /// `libur_nasional`: a national holiday.
    LiburNasional,
    /// `cuti_bersama`: collective leave.
    CutiBersama,
}

/// Whether a day may still be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayStatus {
    /// Decreed.
    Final,
    /// Expected.
    Provisional,
}

/// One row of the calendar: a free day and by what decree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Holiday or leave.
    pub kind: DayKind,
    /// Its official name.
    pub name: String,
    /// The decree that set it.
    pub decree: String,
    /// Whether it is decreed.
    pub status: DayStatus,
    /// The region code to which it is confined, as written; `None` = the whole country.
    pub region: Option<String>,
}

/// The days on which offices are closed, for one region or the whole country.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Every row of the file, in the order of the file.
    days: Vec<Day>,
    /// The digits of the region for which days are counted; empty = none in particular.
    region: String,
    /// The years whose national holidays are all final.
    covered: Vec<i32>,
    /// The first day of `closed`, in days from the common era.
    first: i32,
    /// For each day from `first`: how many weekdays up to and including it are free.
    closed: Vec<i32>,
    /// The same, up to the day before the origin.
    before_origin: i32,
}

impl Calendar {
    /// Reads a calendar: `date,kind,name,decree,status,region`; name, decree and region may be left out.
    /// It counts the days of the whole country; see [`Self::for_region`].
    ///
    /// # Errors
    /// A malformed table, an unknown kind or status, a bad date or region code, or one day
    /// listed twice with the same kind and region.
    pub fn parse(bytes: &[u8], shown: &str) -> Result<Self, Problem> {
        let rows = table::read(
            bytes,
            shown,
            ["date", "kind", "name", "decree", "status", "region"],
            &["date", "kind", "status"],
        )?;
        let mut days = Vec::with_capacity(rows.len());
        let mut seen = HashMap::new();
        for table::Row { line, cells: [date, kind, name, decree, status, region] } in rows {
            let Some(date) = table::date(&date, shown, line, "date")? else { continue };
            let unknown = |column: &str, known: &str| {
                Problem::new(format!("the {column} of the day is not known"))
                    .at(table::at(shown, line, column))
                    .hint(format!("write {known}"))
            };
            let kind: DayKind = kind.parse().map_err(|()| unknown("kind", "libur_nasional or cuti_bersama"))?;
            let status: DayStatus = status.parse().map_err(|()| unknown("status", "final or provisional"))?;
            let digits =
                digits(&region).ok_or_else(|| unknown("region", "a region code such as 33 or 33.74, or nothing"))?;
            if let Some(earlier) = seen.insert((date, kind, digits), line) {
                return Err(Problem::new("the day is listed twice with the same kind")
                    .at(table::at(shown, line, "date"))
                    .because(format!("it stands on line {earlier} already"))
                    .hint("keep one row and join the names with ' / '"));
            }
            let region = Some(region).filter(|region| !region.is_empty());
            days.push(Day { date, kind, name, decree, status, region });
        }
        Ok(Self::count(days, String::new()))
    }

    /// The calendar inside the program.
    ///
    /// # Errors
    /// None in a released program: a test reads it.
    pub fn shipped() -> Result<Self, Problem> {
        Self::parse(SHIPPED, "data/reference/calendar.csv")
    }

    /// The same calendar as it holds for a government with this region code: days confined to
    /// that region, or to the province in which it lies, count as well. A code that is none has no such days.
    #[must_use]
    pub fn for_region(&self, region: Option<&str>) -> Self {
        Self::count(self.days.clone(), region.and_then(digits).unwrap_or_default())
    }

    /// W(date): working days from 3 January 2000 up to and including `date`; at or below 0 before it.
    /// The working days between two dates are the difference of the two.
    #[must_use]
    pub fn ordinal(&self, date: NaiveDate) -> i32 {
        let day = date.num_days_from_ce();
        weekdays(day) - self.closed_until(day) + self.before_origin
    }

    /// Working days from `start` to `end`, `start` itself not counted: Friday to Monday is 1, the
    /// same day 0. Negative where `end` comes first.
    #[must_use]
    pub fn working_days_between(&self, start: NaiveDate, end: NaiveDate) -> i32 {
        self.ordinal(end) - self.ordinal(start)
    }

    /// Whether offices work on this day.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        date.pred_opt().is_some_and(|eve| self.ordinal(date) > self.ordinal(eve))
    }

    /// Whether the year's national holidays are known and all of them final.
    #[must_use]
    pub fn covers(&self, year: i32) -> bool {
        self.covered.binary_search(&year).is_ok()
    }

    /// The years that are covered, oldest first.
    #[must_use]
    pub fn covered_years(&self) -> &[i32] {
        &self.covered
    }

    /// The years from `first` to `last`, both included, that are not covered.
    #[must_use]
    pub fn uncovered_years(&self, first: NaiveDate, last: NaiveDate) -> Vec<i32> {
        (first.year()..=last.year()).filter(|year| !self.covers(*year)).collect()
    }

    /// The rows that hold here, in the order of the file.
    pub fn days(&self) -> impl Iterator<Item = &Day> {
        self.days.iter().filter(|day| holds(day, &self.region))
    }

    /// Builds the table of free weekdays.
    fn count(days: Vec<Day>, region: String) -> Self {
        let here = || days.iter().filter(|day| holds(day, &region));
        let mut years: BTreeMap<i32, bool> = BTreeMap::new();
        for day in here().filter(|day| day.kind == DayKind::LiburNasional) {
            *years.entry(day.date.year()).or_insert(true) &= day.status == DayStatus::Final;
        }
        let covered = years.into_iter().filter_map(|(year, all_final)| all_final.then_some(year)).collect();
        let mut free: Vec<i32> =
            here().map(|day| day.date.num_days_from_ce()).filter(|day| weekdays(*day) > weekdays(day - 1)).collect();
        free.sort_unstable();
        free.dedup();
        let first = free.first().copied().unwrap_or(ORIGIN);
        let last = free.last().copied().unwrap_or(ORIGIN);
        let mut upcoming = free.into_iter().peekable();
        let closed = (first..=last)
            .scan(0, |sum, day| {
                *sum += i32::from(upcoming.next_if_eq(&day).is_some());
                Some(*sum)
            })
            .collect();
        let mut calendar = Self { days, region, covered, first, closed, before_origin: 0 };
        calendar.before_origin = calendar.closed_until(ORIGIN - 1);
        calendar
    }

    /// Free weekdays up to and including a day.
    fn closed_until(&self, day: i32) -> i32 {
        match usize::try_from(day - self.first) {
            Ok(index) => self.closed.get(index).or(self.closed.last()).copied().unwrap_or(0),
            Err(_) => 0,
        }
    }
}

/// Mondays to Fridays from the origin up to and including a day.
fn weekdays(day: i32) -> i32 {
    let count = day - ORIGIN + 1;
    count.div_euclid(7) * 5 + count.rem_euclid(7).min(5)
}

/// Whether a row holds in a region given by its digits.
fn holds(day: &Day, region: &str) -> bool {
    day.region.as_deref().is_none_or(|confined| digits(confined).is_some_and(|code| region.starts_with(&code)))
}

/// The digits of a region code (province 2, kabupaten or kota 4, kecamatan 6, kelurahan 10), with
/// or without points; empty for an empty code. At these lengths a prefix is the region around.
pub(super) fn digits(code: &str) -> Option<String> {
    let digits: String = code.chars().filter(|c| *c != '.').collect();
    (matches!(digits.len(), 0 | 2 | 4 | 6 | 10) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

impl FromStr for DayKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "libur_nasional" => Ok(Self::LiburNasional),
            "cuti_bersama" => Ok(Self::CutiBersama),
            _ => Err(()),
        }
    }
}

impl fmt::Display for DayKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LiburNasional => "libur_nasional",
            Self::CutiBersama => "cuti_bersama",
        })
    }
}

impl FromStr for DayStatus {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "final" => Ok(Self::Final),
            "provisional" => Ok(Self::Provisional),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn between(calendar: &Calendar, start: &str, end: &str) -> i32 {
        calendar.working_days_between(day(start), day(end))
    }

    #[test]
    fn the_day_of_receipt_is_not_counted() {
        let calendar = Calendar::shipped().unwrap();
        // 17 May 2024 is a Friday, no holiday near.
        assert_eq!(between(&calendar, "2024-05-17", "2024-05-20"), 1);
        assert_eq!(between(&calendar, "2024-05-18", "2024-05-20"), 1);
        assert_eq!(between(&calendar, "2024-05-20", "2024-05-20"), 0);
        assert_eq!(between(&calendar, "2024-05-20", "2024-05-17"), -1);
    }

    #[test]
    fn eid_2024_closed_offices_for_six_weekdays() {
        let calendar = Calendar::shipped().unwrap();
        // Friday 5 April, then 8-12 and 15 April free: the next working day is Tuesday 16 April.
        assert_eq!(between(&calendar, "2024-04-05", "2024-04-15"), 0);
        assert_eq!(between(&calendar, "2024-04-05", "2024-04-16"), 1);
        assert!(calendar.is_working_day(day("2024-04-05")));
        for free in ["2024-04-06", "2024-04-08", "2024-04-10", "2024-04-12", "2024-04-14", "2024-04-15"] {
            assert!(!calendar.is_working_day(day(free)), "{free}");
        }
    }

    #[test]
    fn amended_decrees_are_followed() {
        let calendar = Calendar::shipped().unwrap();
        // 2023: leave 19-21 and 24-25 April; 28 and 30 June around Idul Adha.
        assert_eq!(between(&calendar, "2023-04-18", "2023-04-26"), 1);
        assert_eq!(between(&calendar, "2023-06-27", "2023-07-03"), 1);
        // 2021: the Islamic new year was moved from 10 to 11 August, Christmas leave struck out.
        assert!(calendar.is_working_day(day("2021-08-10")));
        assert!(!calendar.is_working_day(day("2021-08-11")));
        assert!(calendar.is_working_day(day("2021-12-24")));
        // 2020: of the leave moved to December only the 31st was left; May had none.
        assert!(calendar.is_working_day(day("2020-05-22")));
        assert!(calendar.is_working_day(day("2020-12-30")));
        assert!(!calendar.is_working_day(day("2020-12-31")));
        // 2018: seven days of leave, then election day.
        assert_eq!(between(&calendar, "2018-06-08", "2018-06-21"), 1);
        assert_eq!(between(&calendar, "2018-06-26", "2018-06-28"), 1);
        // 1 June became a holiday in 2017.
        assert!(calendar.is_working_day(day("2016-06-01")));
        assert!(!calendar.is_working_day(day("2017-06-01")));
    }

    #[test]
    fn counting_starts_on_monday_3_january_2000() {
        let calendar = Calendar::parse(b"date,kind,status\n1999-12-31,libur_nasional,final\n", "c.csv").unwrap();
        let counts = [("1999-12-29", -1), ("1999-12-30", 0), ("1999-12-31", 0), ("2000-01-02", 0)];
        for (date, count) in counts.into_iter().chain([("2000-01-03", 1), ("2000-01-10", 6), ("2000-01-15", 10)]) {
            assert_eq!(calendar.ordinal(day(date)), count, "{date}");
        }
        let empty = Calendar::parse(b"date,kind,status\n", "c.csv").unwrap();
        assert_eq!(empty.ordinal(day("2000-01-03")), 1);
        assert_eq!(empty.ordinal(day("1999-12-31")), 0);
        assert!(empty.covered_years().is_empty());
        assert!(empty.ordinal(NaiveDate::MAX) > 0 && empty.ordinal(NaiveDate::MIN) < 0);
    }

    #[test]
    fn every_ordinal_agrees_with_a_walk_day_by_day() {
        let calendar = Calendar::shipped().unwrap();
        let free: std::collections::HashSet<NaiveDate> = calendar.days().map(|day| day.date).collect();
        let mut count = 0;
        for date in day("2000-01-03").iter_days().take_while(|date| date.year() < 2030) {
            count += i32::from(date.weekday().num_days_from_monday() < 5 && !free.contains(&date));
            assert_eq!(calendar.ordinal(date), count, "{date}");
        }
    }

    #[test]
    fn the_shipped_calendar_is_sorted_and_covers_2016_to_2026() {
        let calendar = Calendar::shipped().unwrap();
        assert_eq!(calendar.covered_years(), (2016..=2026).collect::<Vec<_>>());
        assert_eq!(calendar.uncovered_years(day("2014-03-01"), day("2016-01-01")), [2014, 2015]);
        assert!(calendar.days().map(|d| (d.date, d.kind)).is_sorted());
        assert!(calendar.days().all(|d| !d.name.is_empty() && !d.decree.is_empty()));
    }

    #[test]
    fn a_year_with_a_provisional_holiday_is_not_covered() {
        let text = "date;kind;status\n2027-01-01;libur_nasional;final\n2027-03-10;libur_nasional;provisional\n\
                    2028-01-01;libur_nasional;final\n2028-01-03;cuti_bersama;provisional\n2029-01-02;cuti_bersama;final\n";
        let calendar = Calendar::parse(text.as_bytes(), "c.csv").unwrap();
        assert_eq!(calendar.covered_years(), [2028]);
    }

    #[test]
    fn a_regional_day_holds_in_its_region_only() {
        let text =
            "date,kind,status,region\n2024-07-01,libur_nasional,final,33\n2024-07-02,libur_nasional,final,51.71\n";
        let calendar = Calendar::parse(text.as_bytes(), "c.csv").unwrap();
        let working = |region| ["2024-07-01", "2024-07-02"].map(|d| calendar.for_region(region).is_working_day(day(d)));
        assert_eq!(working(None), [true, true]);
        assert_eq!(working(Some("33")), [false, true]);
        assert_eq!(working(Some("33.74")), [false, true]);
        assert_eq!(working(Some("3374")), [false, true]);
        assert_eq!(working(Some("51")), [true, true]);
        assert_eq!(working(Some("51.71")), [true, false]);
        assert_eq!(working(Some("elsewhere")), [true, true]);
    }

    #[test]
    fn a_bad_row_is_an_error_with_line_and_column() {
        for (row, place) in [
            ("2024-01-01,libur,final,", "c.csv:3 (kind)"),
            ("2024-01-01,libur_nasional,sure,", "c.csv:3 (status)"),
            ("1 Jan 2024,libur_nasional,final,", "c.csv:3 (date)"),
            ("2024-01-01,libur_nasional,final,Bali", "c.csv:3 (region)"),
            ("2024-08-17,libur_nasional,final,", "c.csv:3 (date)"),
        ] {
            let text = format!("date,kind,status,region\n2024-08-17,libur_nasional,final,\n{row}\n");
            assert_eq!(Calendar::parse(text.as_bytes(), "c.csv").unwrap_err().place, place, "{row}");
        }
    }
}
