//! Rows that are faulty before anything in them is read: which rule each fault breaks, and in which column.

use super::rules;
use crate::source::Fault;
use crate::terms::Rule;

/// A fault as it is told.
pub(super) struct Told {
    /// The rule that is broken.
    pub(super) rule: &'static Rule,
    /// The place in the profile's wanted columns; `None` = the whole row.
    pub(super) wanted: Option<usize>,
    /// Whether the other cells of the row stand where they belong, so that its unit can be told.
    pub(super) in_place: bool,
}

/// What a fault means; `None` where the row is read all the same, and noted.
pub(super) fn told(fault: Fault) -> Option<Told> {
    let row = |rule| Some(Told { rule, wanted: None, in_place: false });
    let cell = |rule, wanted| Some(Told { rule, wanted: Some(wanted), in_place: true });
    match fault {
        Fault::Encoding => None,
        Fault::Ragged { .. } => row(&rules::RAGGED_ROW),
        Fault::Malformed => row(&rules::MALFORMED_RECORD),
        Fault::Nul => row(&rules::ZERO_BYTES),
        Fault::Swallowed => row(&rules::SWALLOWED_ROW),
        Fault::Merged(wanted) => cell(&rules::MERGED_CELLS, wanted),
        Fault::Uncomputed(wanted) => cell(&rules::UNCOMPUTED_CELL, wanted),
    }
}
