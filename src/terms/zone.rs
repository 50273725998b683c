//! The clocks of Indonesia, and any other fixed offset from UTC.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// A fixed offset from UTC, in whole minutes. Indonesia has no daylight saving time.
///
/// ```
/// use rapor::terms::Zone;
/// let wit: Zone = "WIT".parse().unwrap();
/// assert_eq!(wit.minutes(), 540);
/// assert_eq!("+09:00".parse::<Zone>().unwrap(), wit);
/// assert_eq!(wit.to_string(), "WIT");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(i32);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(0);
    /// Waktu Indonesia Barat, UTC+7.
    pub const WIB: Self = Self(7 * 60);
    /// Waktu Indonesia Tengah, UTC+8.
    pub const WITA: Self = Self(8 * 60);
    /// Waktu Indonesia Timur, UTC+9.
    pub const WIT: Self = Self(9 * 60);

    /// Minutes ahead of UTC.
    #[must_use]
    pub fn minutes(self) -> i32 {
        self.0
    }

    /// Seconds ahead of UTC.
    #[must_use]
    pub fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }

    /// The local wall-clock time at an instant given in seconds since 1970 UTC.
    #[must_use]
    pub fn local(self, instant: i64) -> NaiveDateTime {
        DateTime::from_timestamp(instant.saturating_add(self.seconds()), 0).unwrap_or_default().naive_utc()
    }

    /// The local date at an instant given in seconds since 1970 UTC.
    #[must_use]
    pub fn date(self, instant: i64) -> NaiveDate {
        self.local(instant).date()
    }

    /// The instant, in seconds since 1970 UTC, at which this clock shows `local`.
    #[must_use]
    pub fn instant(self, local: NaiveDateTime) -> i64 {
        local.and_utc().timestamp() - self.seconds()
    }

    /// The last second of a local day, in seconds since 1970 UTC.
    #[must_use]
    pub fn end_of_day(self, date: NaiveDate) -> i64 {
        self.instant(date.and_time(chrono::NaiveTime::MIN)) + 86_399
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::WIB => f.write_str("WIB"),
            Self::WITA => f.write_str("WITA"),
            Self::WIT => f.write_str("WIT"),
            Self(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

impl FromStr for Zone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || format!("'{text}' is no clock: write WIB, WITA, WIT, UTC or an offset such as +05:00");
        match text {
            "WIB" => return Ok(Self::WIB),
            "WITA" => return Ok(Self::WITA),
            "WIT" => return Ok(Self::WIT),
            "UTC" | "Z" => return Ok(Self::UTC),
            _ => {}
        }
        let (sign, rest) = match text.split_at_checked(1) {
            Some(("+", rest)) => (1, rest),
            Some(("-", rest)) => (-1, rest),
            _ => return Err(fail()),
        };
        let (hours, minutes) = rest.split_once(':').ok_or_else(fail)?;
        let two = |part: &str, max: i32| match part.parse::<i32>() {
            Ok(n) if part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()) && n <= max => Ok(n),
            _ => Err(fail()),
        };
        Ok(Self(sign * (two(hours, 14)? * 60 + two(minutes, 59)?)))
    }
}
