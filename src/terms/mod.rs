//! The words with one meaning: quarters, states, classes, channels, reasons, closers, events, findings.
//!
//! Every stage may name them; they know no stage, no file format and no engine. What an
//! export calls "Diarsipkan oleh Admin" or "Ditutup oleh Sistem" becomes one of these words
//! in `validate` and stays that word to the last document.

mod complaint;
pub mod day;
mod finding;
mod fold;
mod hidden;
mod other_reading;
mod quarter;
mod span;
mod zone;

pub use complaint::{Channel, Class, ClosedBy, EventKind, Exclusion, Kind, Level, Reason, State};
pub use finding::{ColumnFill, FileAccount, FileQuality, Finding, Place, RejectedRow, Rule, Severity, Text};
pub use fold::{fold_name, slug};
pub use hidden::{HIDDEN_AGENCY, HIDDEN_CATEGORY, HIDDEN_UNIT, has_long_number, may_be_named};
pub use other_reading::OtherReading;
pub use quarter::{ParseQuarterError, Quarter};
pub use span::QuarterSpan;
pub use zone::Zone;
