//! Accepted rows to the canonical tables, as Parquet: names, statuses and times in one form, repeated
//! rows merged, duplicates grouped, personal data gone.
//!
//! Computes no measure. What leaves this stage holds no name, text or reporter of any complaint;
//! of texts there are only the numbers by which equal ones are found.

mod as_of;
mod changes;
mod columns;
mod cuts;
mod doublets;
mod duplicates;
mod echoes;
mod exclusion;
mod history;
mod life;
mod limits;
mod merge;
mod otherwise;
mod snapshots;
mod tables;
mod traces;
mod units;
mod unknown;
mod validity;

pub use as_of::{AsOfSource, find as find_as_of};
pub use changes::Change;
pub use doublets::Doublet;
pub use otherwise::Otherwise;
pub use tables::{Canonical, Context, Tables, build};
// Patterns that show only in figures are told by documented rules too.
pub use crate::validate::rules;
pub use units::{Agency, Shown, Standing, Unit, Units};
pub use unknown::UnknownName;
