//! A comparison of two periods to bytes and words: CSV files, a chart, tables and sentences for a terminal.
//!
//! Owns wording and form. Computes no figure but the share that a part has of its difference.

mod chart;
mod files;
mod words;

pub use files::{Origin, documents, value};
pub use words::{Board, boards, heading, refused, remarks, written};
pub(super) use words::{gauge, interval, name, result};

use crate::judge::Explained;
use crate::judge::{Change, Estimate};

/// The share that a part has of the difference; none where the difference cannot be told from chance: a share of next to
/// nothing says nothing.
fn share_of(explained: &Explained, difference: &Estimate) -> Option<f64> {
    (difference.change() != Change::Unclear).then(|| explained.part.value / difference.value)
}

/// A number of complaints that must not be told where it is small.
fn told(n: u64) -> Option<u64> {
    (n == 0 || n >= 5).then_some(n)
}
