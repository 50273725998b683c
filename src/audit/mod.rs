//! Figures held against something else than the program that made them: a table that somebody else published.
//!
//! It computes for itself; no code is shared with `measure`, which makes the figures of a report.

pub mod table;
