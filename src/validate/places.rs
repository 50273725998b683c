//! Where the canonical columns of a profile stand in a file, and what is written there.

use std::borrow::Cow;

use crate::config::{Field, Join, Mapping, Profile};
use crate::source::{Cell, RawRow};
use crate::terms::Zone;

/// The canonical columns of one file. Times are read in `times`.
pub(super) struct Places<'a> {
    profile: &'a Profile,
    /// The clock of times that carry no offset.
    pub(super) clock: Zone,
    mappings: Vec<Option<&'a Mapping>>,
    /// For each wanted column, whether the table at hand has it.
    present: Vec<bool>,
}

impl<'a> Places<'a> {
    pub(super) fn new(profile: &'a Profile, clock: Zone) -> Self {
        let mappings = Field::NAMES.iter().map(|(field, _)| profile.mapping(*field)).collect();
        Self { profile, clock, mappings, present: Vec::new() }
    }

    /// A table begins that has these of the wanted columns.
    pub(super) fn begin(&mut self, present: &[bool]) {
        self.present = present.to_vec();
    }

    pub(super) fn get(&self, field: Field) -> Option<&'a Mapping> {
        self.mappings.get(field as usize).copied().flatten()
    }

    /// Whether the table at hand has the column, or one of several.
    pub(super) fn has(&self, field: Field) -> bool {
        let wanted = self.get(field).map(|m| m.wanted.as_slice()).unwrap_or_default();
        wanted.iter().any(|i| self.present.get(*i).copied().unwrap_or(false))
    }

    /// The header in the file behind a canonical column.
    pub(super) fn header(&self, field: Field) -> String {
        let mapping = self.get(field);
        let headers = mapping.into_iter().flat_map(|m| &m.wanted);
        let there = headers.filter(|i| self.present.get(**i).copied().unwrap_or(false));
        let names: Vec<_> = there.filter_map(|i| self.profile.wanted.get(*i)).map(|w| w.header.as_str()).collect();
        if mapping.is_some_and(|m| m.join == Join::First) {
            names.first().map_or(String::new(), ToString::to_string)
        } else {
            names.join(" + ")
        }
    }

    /// The text of a column; `None` where it is absent, blank, or a word for "empty".
    pub(super) fn text<'r>(&self, row: &RawRow<'r>, field: Field) -> Option<Cow<'r, str>> {
        let mapping = self.get(field)?;
        if let [one] = mapping.wanted.as_slice() {
            return self.cell_text(row, *one);
        }
        let mut parts = mapping.wanted.iter().filter_map(|i| self.cell_text(row, *i));
        if mapping.join == Join::First {
            return parts.next();
        }
        let joined = parts.collect::<Vec<_>>().join(" ");
        (!joined.is_empty()).then_some(Cow::Owned(joined))
    }

    /// The text of a wanted column.
    pub(super) fn cell_text<'r>(&self, row: &RawRow<'r>, wanted: usize) -> Option<Cow<'r, str>> {
        match row.cells.get(wanted)? {
            Cell::Empty => None,
            Cell::Text(text) => {
                let text = text.trim();
                (!text.is_empty() && !self.profile.empty.iter().any(|e| e == text)).then_some(Cow::Borrowed(text))
            }
            Cell::Moment(moment) => Some(Cow::Owned(moment.format("%Y-%m-%d %H:%M:%S").to_string())),
        }
    }
}
