//! A calendar quarter of local time ("triwulan").

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// A calendar quarter: `2024-Q2` is April to June 2024 in the local time of the government.
///
/// ```
/// use rapor::terms::Quarter;
/// let q: Quarter = "2024-Q2".parse().unwrap();
/// assert_eq!(q.first_day().to_string(), "2024-04-01");
/// assert_eq!(q.last_day().to_string(), "2024-06-30");
/// assert_eq!(q.previous().to_string(), "2024-Q1");
/// assert_eq!(Quarter::of(q.last_day()), q);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(i32);

/// The text is no quarter such as `2024-Q2`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no quarter: write a year and Q1 to Q4, such as 2024-Q2")]
pub struct ParseQuarterError(pub String);

impl Quarter {
    /// The quarter with this running number: year times four plus 0 to 3.
    #[must_use]
    pub fn from_index(index: i32) -> Self {
        Self(index)
    }

    /// The running number, `year * 4 + (number - 1)`: the form in which tables carry a quarter.
    #[must_use]
    pub fn index(self) -> i32 {
        self.0
    }

    /// The quarter in which a local date falls.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(date.year() * 4 + i32::try_from(date.month0() / 3).unwrap_or(0))
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.div_euclid(4)
    }

    /// 1 to 4.
    #[must_use]
    pub fn number(self) -> u32 {
        u32::try_from(self.0.rem_euclid(4)).unwrap_or(0) + 1
    }

    /// The first local day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), (self.number() - 1) * 3 + 1, 1).unwrap_or(NaiveDate::MIN)
    }

    /// The last local day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day().pred_opt().unwrap_or(NaiveDate::MIN)
    }

    /// The quarter after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The quarter before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// This quarter and all up to and including `last`, oldest first.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year(), self.number())
    }
}

impl FromStr for Quarter {
    type Err = ParseQuarterError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || ParseQuarterError(text.to_owned());
        let (year, number) = text.split_once("-Q").ok_or_else(fail)?;
        if year.len() != 4 || number.len() != 1 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fail());
        }
        let year: i32 = year.parse().map_err(|_| fail())?;
        match number.parse() {
            Ok(number @ 1..=4) => Ok(Self(year * 4 + number - 1)),
            _ => Err(fail()),
        }
    }
}
