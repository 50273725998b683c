//! Which quarters, and up to when everything counts.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Deserialize;
use serde::de::Error as _;

use crate::problem::Problem;
use crate::terms::{Quarter, Zone};

/// Which quarters are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quarters {
    /// The newest one that had ended by the as-of time.
    Latest,
    /// Every one with a complaint.
    All,
    /// These.
    These(Vec<Quarter>),
}

impl Quarters {
    /// Which quarters are published, oldest first, of those in which complaints were `received`.
    ///
    /// # Errors
    /// None has ended by the as-of time though the newest one that has is wanted, or one that is wanted has no complaint.
    pub fn choose(&self, received: &BTreeSet<Quarter>, as_of: i64, zone: Zone) -> Result<Vec<Quarter>, Problem> {
        let there = || {
            let all = received.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            format!("everything counts up to {}; the data hold {all}", zone.local(as_of))
        };
        match self {
            Self::All => Ok(received.iter().copied().collect()),
            Self::Latest => match received.iter().rfind(|q| as_of >= zone.end_of_day(q.last_day())) {
                Some(quarter) => Ok(vec![*quarter]),
                None => Err(Problem::new("no quarter with complaints has ended by the as-of time")
                    .because(there())
                    .hint("name the quarter under [period] or with --quarter; an unfinished one is marked so")),
            },
            Self::These(list) => match list.iter().find(|q| !received.contains(q)) {
                None => Ok(list.clone()),
                Some(missing) => Err(Problem::new(format!("there is no complaint to publish for {missing}"))
                    .because(there())
                    .hint("choose one of these quarters, or add the exports of that quarter")),
            },
        }
    }
}

impl std::str::FromStr for Quarters {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "latest" => Ok(Self::Latest),
            "all" => Ok(Self::All),
            quarter => Ok(Self::These(vec![quarter.parse().map_err(|e| format!("{e}, latest or all"))?])),
        }
    }
}

impl<'de> Deserialize<'de> for Quarters {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Text {
            One(String),
            List(Vec<String>),
        }
        match Text::deserialize(deserializer)? {
            Text::One(one) => one.parse().map_err(D::Error::custom),
            Text::List(list) if list.is_empty() => Err(D::Error::custom("quarters is an empty list")),
            Text::List(list) => {
                let mut quarters =
                    list.iter().map(|q| q.parse()).collect::<Result<Vec<Quarter>, _>>().map_err(D::Error::custom)?;
                quarters.sort_unstable();
                quarters.dedup();
                Ok(Self::These(quarters))
            }
        }
    }
}

/// Up to when everything counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// The end of a local day.
    EndOf(NaiveDate),
    /// A local time.
    Local(NaiveDateTime),
    /// An instant, in seconds since 1970 UTC.
    Instant(i64),
}

impl AsOf {
    /// The last second that counts, in seconds since 1970 UTC.
    #[must_use]
    pub fn instant(self, zone: Zone) -> i64 {
        match self {
            Self::EndOf(date) => zone.end_of_day(date),
            Self::Local(time) => zone.instant(time),
            Self::Instant(instant) => instant,
        }
    }

    fn from_toml(value: &toml::value::Datetime) -> Result<Self, String> {
        let date = value.date.ok_or("as-of needs a date")?;
        let date = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            .ok_or("as-of is no real date")?;
        let Some(time) = value.time else { return Ok(Self::EndOf(date)) };
        let second = u32::from(time.second.unwrap_or(0));
        let time = NaiveTime::from_hms_opt(u32::from(time.hour), u32::from(time.minute), second)
            .ok_or("as-of is no real time")?;
        let local = date.and_time(time);
        Ok(match value.offset {
            None => Self::Local(local),
            Some(toml::value::Offset::Z) => Self::Instant(local.and_utc().timestamp()),
            Some(toml::value::Offset::Custom { minutes }) => {
                Self::Instant(local.and_utc().timestamp() - i64::from(minutes) * 60)
            }
        })
    }
}

impl std::str::FromStr for AsOf {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let value: toml::value::Datetime = text
            .parse()
            .map_err(|_| format!("'{text}' is no date or time: write 2024-07-05 or 2024-07-05T12:00:00+07:00"))?;
        Self::from_toml(&value)
    }
}

impl<'de> Deserialize<'de> for AsOf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_toml(&toml::value::Datetime::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
