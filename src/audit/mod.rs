//! Verifies what is finished: explains a figure of a report complaint by complaint, and holds a table that somebody else
//! published against its own numbers.
//!
//! It computes for itself: no code is shared with `measure`, which makes the figures of a report; intervals and curves are
//! `judge`'s. Reads files and writes none.

pub mod explain;
pub mod table;
