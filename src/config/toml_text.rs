//! TOML text to a checked value, with line and column in every complaint.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _};

use super::period::AsOf;
use crate::problem::Problem;

/// Reads TOML into `T`; unknown keys and bad values are errors with line and column.
///
/// # Errors
/// The text is no TOML, or not what `T` takes.
pub fn parse<T: DeserializeOwned>(text: &str, shown: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let place = error.span().map_or_else(|| shown.to_owned(), |span| place_of(text, shown, span.start));
        Problem::new("the configuration cannot be used")
            .at(place)
            .because(error.message().trim())
            .hint("correct this line; `rapor init` writes a configuration with every key, its default and a comment")
    })
}

/// `file:line:column` of a byte offset.
pub fn place_of(text: &str, shown: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    format!("{shown}:{line}:{column}")
}

/// A value written as a text in TOML and read by its `FromStr`, so that a bad one is an error at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word<T>(pub T);

impl<'de, T> Deserialize<'de> for Word<T>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(Self).map_err(D::Error::custom)
    }
}

/// One value or a list of them.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// As a list.
    pub fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

/// A TOML date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateText(pub NaiveDate);

impl<'de> Deserialize<'de> for DateText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match AsOf::deserialize(deserializer)? {
            AsOf::EndOf(date) => Ok(Self(date)),
            _ => Err(D::Error::custom("a date without a time is needed")),
        }
    }
}
