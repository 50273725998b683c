//! How a date that may not be known is kept: as the number of its day.

use chrono::{Datelike as _, NaiveDate};
use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

/// Writes a date.
///
/// # Errors
/// Those of the serializer.
#[allow(clippy::ref_option)] // as serde calls it
pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|d| d.num_days_from_ce()).serialize(serializer)
}

/// Reads a date.
///
/// # Errors
/// Those of the deserializer, and a number that is no day.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let date = |number| NaiveDate::from_num_days_from_ce_opt(number).ok_or_else(|| D::Error::custom("no such date"));
    Option::<i32>::deserialize(deserializer)?.map(date).transpose()
}
