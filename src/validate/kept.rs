//! A file that was read, as the store keeps it, and back.
//!
//! The bytes are for this very program: another build knows them by another key and never sees them. They hold what
//! [`Intake`] holds of one file, so no text, no name and no reporter of a complaint.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::intake::Intake;
use super::log::FindingLog;
use super::rules;
use crate::terms::{Place, RejectedRow, Rule};

impl Intake {
    /// The bytes of a file for the store; `None` where they cannot be made, so that the file is read again next time.
    #[must_use]
    pub fn to_kept(&self) -> Option<Vec<u8>> {
        postcard::to_extend(self, Vec::new()).ok()
    }

    /// A file as the store kept it; `None` where the bytes are not such.
    #[must_use]
    pub fn from_kept(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

fn rule<E: serde::de::Error>(code: &str) -> Result<&'static Rule, E> {
    rules::ALL.iter().copied().find(|rule| rule.code == code).ok_or_else(|| E::custom("no such rule"))
}

#[derive(Serialize, Deserialize)]
struct KeptFinding {
    code: String,
    place: Place,
    rows: u64,
    subject: String,
}

impl Serialize for FindingLog {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.findings().map(|f| KeptFinding {
            code: f.rule.code.to_owned(),
            place: f.place.clone(),
            rows: f.rows,
            subject: f.subject.clone(),
        }))
    }
}

impl<'de> Deserialize<'de> for FindingLog {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut log = Self::default();
        for kept in Vec::<KeptFinding>::deserialize(deserializer)? {
            log.note_many(rule(&kept.code)?, &kept.place, &kept.subject, kept.rows);
        }
        Ok(log)
    }
}

/// Rows kept aside.
pub(super) mod rejected {
    use super::{Deserialize, Deserializer, Place, RejectedRow, Serializer, rule};

    pub fn serialize<S: Serializer>(rows: &[RejectedRow], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(rows.iter().map(|row| (row.rule.code, &row.place)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<RejectedRow>, D::Error> {
        let kept = Vec::<(String, Place)>::deserialize(deserializer)?;
        kept.into_iter().map(|(code, place)| Ok(RejectedRow { rule: rule(&code)?, place })).collect()
    }
}

/// Rows kept aside by unit and rule.
pub(super) mod rejected_by_unit {
    use rustc_hash::FxHashMap;

    use super::{Deserialize, Deserializer, Serializer, rule};

    type Rows = FxHashMap<(u32, &'static str), u64>;

    pub fn serialize<S: Serializer>(rows: &Rows, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(rows.iter().map(|((unit, code), rows)| (unit, code, rows)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rows, D::Error> {
        let kept = Vec::<(u32, String, u64)>::deserialize(deserializer)?;
        kept.into_iter().map(|(unit, code, rows)| Ok(((unit, rule(&code)?.code), rows))).collect()
    }
}

/// Two dates, if known.
pub(super) mod days {
    use chrono::Datelike as _;
    use serde::Serialize as _;

    use super::{Deserialize, Deserializer, NaiveDate, Serializer, date};

    #[allow(clippy::ref_option)] // as serde calls it
    pub fn serialize<S: Serializer>(days: &Option<(NaiveDate, NaiveDate)>, serializer: S) -> Result<S::Ok, S::Error> {
        days.map(|(a, b)| (a.num_days_from_ce(), b.num_days_from_ce())).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<(NaiveDate, NaiveDate)>, D::Error> {
        let kept = Option::<(i32, i32)>::deserialize(deserializer)?;
        kept.map(|(a, b)| Ok((date(a)?, date(b)?))).transpose()
    }
}

fn date<E: serde::de::Error>(number: i32) -> Result<NaiveDate, E> {
    NaiveDate::from_num_days_from_ce_opt(number).ok_or_else(|| E::custom("no such date"))
}
