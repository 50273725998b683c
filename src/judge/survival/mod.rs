//! How long complaints wait, those without an outcome counted too: curves, medians, restricted means, shares pending.
//!
//! A mean over answered complaints rewards a unit that leaves the hard ones open. Here every complaint counts for as long as
//! it was seen: one that is still open is *censored* at the as-of time, not left out.
//!
//! Owns what follows from the integers of `queries/survival.sql`. Curves and their figures know minutes and nothing of
//! complaints; `rows` puts them beside units, `order` compares the two orders that a mean over answered complaints and one over
//! all of them make.

mod area;
mod curve;
mod median;
mod order;
mod pending;
mod rows;
#[cfg(test)]
mod tests;

pub use area::RestrictedMean;
pub use curve::Curve;
pub use median::Median;
pub use order::{TimeOrder, TimedUnit};
pub use pending::{PENDING_DAYS, Share};
pub use rows::{CurvePoint, CurveRow, Pending, Spread};
pub(super) use rows::{pending, response_hours};

/// Two shares that differ by less are one: what adding up in floating point leaves.
const SAME: f64 = 1e-9;

/// Minutes of a day.
const DAY: u32 = 1_440;
