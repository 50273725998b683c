//! The words with one meaning: quarters, states, classes, channels, reasons, closers, events, findings.
//!
//! Every stage may name them; they know no stage, no file format and no engine. What an
//! export calls "Diarsipkan oleh Admin" or "Ditutup oleh Sistem" becomes one of these words
//! in `validate` and stays that word to the last document.

mod complaint;
mod finding;
mod fold;
mod quarter;
mod zone;

pub use complaint::{Channel, Class, ClosedBy, EventKind, Exclusion, Kind, Level, Reason, State};
pub use finding::{
    ColumnFill, FileAccount, FileQuality, Finding, Place, RejectedRow, Rule, Severity, Text, may_be_named,
};
pub use fold::{fold_name, slug};
pub use quarter::{ParseQuarterError, Quarter};
pub use zone::Zone;
