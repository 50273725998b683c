//! Made-up complaint exports, the same bytes for the same seed on every machine.
//!
//! Owns the invention of data: a city that does not exist, its units, and what people there might
//! complain about. Nothing in it is about a person: there are no names, and texts speak of places.
//! It writes no file; `store` does that with what it gets from here.

mod call_center;
mod cases;
mod city;
mod dice;
mod events;
mod export;
mod life;
mod planted;
mod reference;
mod sambat;
mod sp4n;
mod table;
mod texts;
mod units;

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use crate::problem::Problem;

/// A file of a sample: where it belongs below the chosen folder, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFile {
    /// The path below the folder, with `/` between its parts.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl SampleFile {
    fn new(path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.to_owned(), bytes: bytes.into() }
    }
}

/// A layout in which a sample can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// The national "Laporan Ringkas": no response times.
    Sp4n,
    /// One row a complaint under the canonical names.
    Cases,
    /// One row an event.
    Events,
    /// A whole city with four channels, each in a layout of its own; its size is fixed.
    City,
}

impl Layout {
    /// Every layout, in the order of the help text.
    pub const ALL: [Self; 4] = [Self::Sp4n, Self::Cases, Self::Events, Self::City];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sp4n => "sp4n",
            Self::Cases => "cases",
            Self::Events => "events",
            Self::City => "city",
        }
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Layout {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|layout| layout.word() == text).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|layout| layout.word()).collect();
            format!("'{text}' is no layout of a sample; known are {}", known.join(", "))
        })
    }
}

/// A made-up export of `rows` complaints (`events`: of `rows` events), with its `rapor.toml`, `skpd.csv` and
/// `alias.csv`. Every 400th row stands twice, as in an export that was put together from two; these come on top.
/// `city` has a size of its own and takes no notice of `rows`.
///
/// # Errors
/// A fault of the program: a workbook could not be made.
pub fn export(layout: Layout, rows: u64, seed: u64) -> Result<Vec<SampleFile>, Problem> {
    match layout {
        Layout::Sp4n => Ok(export::sp4n(rows, seed)),
        Layout::Cases => Ok(export::cases(rows, seed)),
        Layout::Events => Ok(export::events(rows, seed)),
        Layout::City => city(seed),
    }
}

/// The sample city: about 3,000 complaints over the quarters 2023-Q3 to 2024-Q2, of which 1,367 distinct ones were
/// received from January to June 2024, in four channels, with late, open, repeated and bad rows.
///
/// # Errors
/// A fault of the program: a workbook could not be made.
pub fn city(seed: u64) -> Result<Vec<SampleFile>, Problem> {
    export::city(seed)
}
