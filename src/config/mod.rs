//! `rapor.toml` and source profiles to checked types. The only reader of TOML; knows no stage.
//!
//! A wrong key or value is an error with its line and column: a configuration that is silently
//! ignored would publish a wrong table.

mod colours;
mod file;
mod period;
mod preset;
mod profile;
mod score;
mod template;
mod time_format;
mod toml_text;
mod wording;

use std::path::{Path, PathBuf};

pub use colours::colours;
pub use file::{Clock, Gate, Gates, GroupBy, Groups, Placed, Publish, Response, Source, Survival, Target, UnitSection};
pub use period::{AsOf, Quarters};
pub use preset::{Both, PRESETS, Preset, PresetMeasure, ScoreZone};
pub use profile::{BUILT_IN, Event, Field, Join, Mapping, PreambleDate, Profile, Shape, Status, value_key};
pub use score::{Direction, SCOREABLE, Scored, is_measure, is_rate, is_scoreable, limit_of};
pub use template::{PROFILE_EXAMPLE, TEMPLATE};
pub use time_format::{TimeFormat, Written};
pub use wording::{OwnWords, wording};

use crate::problem::Problem;
use crate::reference::Deadline;

/// A checked configuration. Paths are resolved against the folder of `rapor.toml`.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of `rapor.toml`: what names in documents are relative to.
    pub base: PathBuf,
    /// Whose report it is.
    pub unit: UnitSection,
    /// Which quarters.
    pub quarters: Quarters,
    /// Up to when everything counts.
    pub as_of: Option<AsOf>,
    /// Where the exports are and how they are read.
    pub sources: Vec<Source>,
    /// `skpd.csv`.
    pub skpd: Option<PathBuf>,
    /// `alias.csv`.
    pub aliases: Option<PathBuf>,
    /// `instansi.csv`.
    pub instansi: Option<PathBuf>,
    /// The calendar; `None` = the shipped one.
    pub calendar: Option<PathBuf>,
    /// When the clock starts and what counts as a response.
    pub response: Response,
    /// Deadlines that replace the shipped ones of their step.
    pub deadlines: Vec<Deadline>,
    /// Targets.
    pub targets: Vec<Target>,
    /// Measures of the score with normalised weights.
    pub score: Vec<Scored>,
    /// The preset from which they come, if any.
    pub preset: Option<Preset>,
    /// Comparison groups.
    pub groups: Groups,
    /// Days within which a repeated text is the same complaint.
    pub duplicate_window_days: u32,
    /// How far the data may fall short.
    pub gates: Gates,
    /// Up to when complaints are followed for a restricted mean.
    pub survival: Survival,
    /// How the documents look.
    pub publish: Publish,
    /// The text of the configuration: part of what a report depends on.
    pub text: String,
}

impl Config {
    /// Reads and checks a configuration.
    ///
    /// # Errors
    /// The file is missing, is no TOML, or has an unknown key or a bad value.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|e| {
            Problem::new("the configuration cannot be read")
                .at(&shown)
                .because(e)
                .hint("give the path of a rapor.toml, or write one with `rapor init`")
        })?;
        let base = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        Self::parse(&text, &shown, base)
    }

    /// Checks the text of a configuration whose paths are relative to `base`.
    ///
    /// # Errors
    /// It is no TOML, or has an unknown key or a bad value.
    pub fn parse(text: &str, shown: &str, base: &Path) -> Result<Self, Problem> {
        file::parse(text, shown, base)
    }
}
