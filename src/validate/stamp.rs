//! A time as it is known: to the second, to the day, or not at all.

use chrono::{DateTime, Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::terms::Zone;

/// A time in eight bytes: an instant in seconds since 1970 UTC, a local date without a clock time, or nothing.
///
/// ```
/// use chrono::NaiveDate;
/// use rapor::terms::Zone;
/// use rapor::validate::Stamp;
/// let day = NaiveDate::from_ymd_opt(2024, 4, 1).unwrap();
/// let exact = Stamp::instant(1_711_904_400); // 2024-03-31 17:00 UTC
/// assert_eq!(exact.date(Zone::WIB), Some(day));
/// assert_eq!(Stamp::day(day).date(Zone::WIT), Some(day));
/// assert!(Stamp::NONE.date(Zone::WIB).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp(i64);

impl Stamp {
    /// Not known.
    pub const NONE: Self = Self(i64::MIN);

    /// Known to the second.
    #[must_use]
    pub fn instant(seconds: i64) -> Self {
        Self(seconds << 1)
    }

    /// Known to the day: the local date as it is written.
    #[must_use]
    pub fn day(date: NaiveDate) -> Self {
        Self(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() << 1 | 1)
    }

    /// Whether it is known at all.
    #[must_use]
    pub fn is_some(self) -> bool {
        self != Self::NONE
    }

    /// Whether only the date is known.
    #[must_use]
    pub fn date_only(self) -> bool {
        self.is_some() && self.0 & 1 == 1
    }

    /// The first second at which it can have been, in seconds since 1970 UTC.
    #[must_use]
    pub fn earliest(self, zone: Zone) -> Option<i64> {
        self.is_some().then(|| if self.0 & 1 == 1 { (self.0 >> 1) - zone.seconds() } else { self.0 >> 1 })
    }

    /// The last second at which it can have been, in seconds since 1970 UTC.
    #[must_use]
    pub fn latest(self, zone: Zone) -> Option<i64> {
        let first = self.earliest(zone)?;
        Some(if self.date_only() { first + 86_399 } else { first })
    }

    /// The instant, where it is known to the second.
    #[must_use]
    pub fn exact(self) -> Option<i64> {
        (self.is_some() && self.0 & 1 == 0).then_some(self.0 >> 1)
    }

    /// The local date.
    #[must_use]
    pub fn date(self, zone: Zone) -> Option<NaiveDate> {
        if !self.is_some() {
            return None;
        }
        let shift = if self.date_only() { 0 } else { zone.seconds() };
        DateTime::from_timestamp((self.0 >> 1) + shift, 0).map(|t| t.date_naive())
    }

    /// The local date with day and month exchanged; `None` where there is no such date or it is the same.
    #[must_use]
    pub fn turned(self, zone: Zone) -> Option<NaiveDate> {
        let date = self.date(zone)?;
        let turned = NaiveDate::from_ymd_opt(date.year(), date.day(), date.month())?;
        (turned != date).then_some(turned)
    }

    /// Whether it certainly lies before `other`: dates are compared where either is known to the day.
    #[must_use]
    pub fn certainly_before(self, other: Self, zone: Zone) -> bool {
        match (self.latest(zone), other.earliest(zone)) {
            (Some(mine), Some(others)) => mine < others,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_month_are_exchanged_where_that_gives_another_date() {
        let date = |month, day| NaiveDate::from_ymd_opt(2024, month, day);
        let turned = |month, day| date(month, day).and_then(|d| Stamp::day(d).turned(Zone::WIB));
        assert_eq!(turned(3, 5), date(5, 3));
        assert_eq!(turned(3, 3), None, "the same date");
        assert_eq!(turned(3, 13), None, "there is no month 13");
        assert_eq!(turned(2, 12), date(12, 2));
        assert_eq!(Stamp::NONE.turned(Zone::WIB), None);
    }
}
