//! Raw rows to typed rows and findings: times, statuses and classes are read by the profile.
//!
//! Never guesses a value and never drops a row in silence: each row of a file is accepted, kept
//! aside under a documented rule, or (found in `normalise`) a repetition of another.

mod columns;
mod complaint_id;
mod faults;
mod fill;
mod intake;
mod kept;
mod likeness;
mod log;
mod places;
mod rare;
mod reader;
mod renumbering;
pub mod rules;
mod stamp;
mod summary_row;
mod times;
mod words;

pub use columns::{Case, Cases, EventRow, Events, Ids, Names, Origin, UnitName};
pub use intake::{Input, Intake, Snapshot, read};
pub use likeness::{Likeness, Sameness};
pub use log::FindingLog;
pub use rare::Known;
pub use renumbering::Renumbering;
pub use stamp::Stamp;
