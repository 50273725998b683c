//! Accepted rows in columns: what a file's rows become once they are understood.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::likeness::Likeness;
use super::stamp::Stamp;
use crate::config::Status;
use crate::terms::{Channel, Class, ClosedBy, EventKind, Reason};

/// Complaint ids one behind the other.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Ids {
    bytes: String,
    ends: Vec<usize>,
}

impl Ids {
    /// Adds an id.
    pub fn push(&mut self, id: &str) {
        self.bytes.push_str(id);
        self.ends.push(self.bytes.len());
    }

    /// The id of a row; empty where there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).and_then(|r| self.ends.get(r)).copied().unwrap_or(0);
        self.ends.get(row).and_then(|end| self.bytes.get(start..*end)).unwrap_or("")
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl Ids {
    fn absorb(&mut self, other: &Self) {
        let before = self.bytes.len();
        self.bytes.push_str(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }
}

/// Texts that repeat, each kept once and named by a number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Interner {
    codes: FxHashMap<Box<[u8]>, u32>,
    texts: Vec<Box<[u8]>>,
}

impl Interner {
    /// The number of a text.
    pub fn code(&mut self, text: &[u8]) -> u32 {
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.codes.insert(text.into(), code);
        self.texts.push(text.into());
        code
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Adds the texts of another; the number that each of its numbers becomes.
    pub fn absorb(&mut self, other: &Self) -> Vec<u32> {
        other.texts.iter().map(|text| self.code(text)).collect()
    }

    /// Every text, by its number.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|t| std::str::from_utf8(t).unwrap_or(""))
    }
}

impl From<Vec<String>> for Interner {
    fn from(texts: Vec<String>) -> Self {
        let mut interner = Self::default();
        for text in texts {
            interner.code(text.as_bytes());
        }
        interner
    }
}

impl From<Interner> for Vec<String> {
    fn from(interner: Interner) -> Self {
        interner.texts().map(str::to_owned).collect()
    }
}

/// A unit as an export names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitName {
    /// The government's name in the row; may be empty.
    pub agency: String,
    /// The unit's id in the row; may be empty.
    pub id: String,
    /// The unit's name in the row; may be empty.
    pub name: String,
}

impl UnitName {
    const BREAK: char = '\u{1f}';

    /// One text for the three, into a buffer that is used again.
    pub(super) fn key(buffer: &mut Vec<u8>, agency: &str, id: &str, name: &str) {
        buffer.clear();
        for part in [agency, id, name] {
            buffer.extend_from_slice(part.as_bytes());
            buffer.push(Self::BREAK as u8);
        }
    }

    fn from_key(key: &str) -> Self {
        let mut parts = key.split(Self::BREAK).map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { agency: next(), id: next(), name: next() }
    }
}

/// Names met in all files.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Names {
    pub(super) units: Interner,
    pub(super) categories: Interner,
}

impl Names {
    /// The units met, by number.
    #[must_use]
    pub fn units(&self) -> Vec<UnitName> {
        self.units.texts().map(UnitName::from_key).collect()
    }

    /// The categories met, by number; the first is always the empty one.
    #[must_use]
    pub fn categories(&self) -> Vec<String> {
        self.categories.texts().map(str::to_owned).collect()
    }
}

/// What the numbers of a part become in the whole.
#[derive(Debug)]
pub(super) struct Numbers {
    /// How many accounts stand before the part's first.
    pub account: u32,
    /// By the number of a unit's name in the part, that in the whole.
    pub units: Vec<u32>,
    /// By the number of a category in the part, that in the whole.
    pub categories: Vec<u32>,
}

impl Numbers {
    /// The number of a unit's name.
    pub fn unit(&self, number: u32) -> u32 {
        self.units.get(number as usize).copied().unwrap_or_default()
    }

    fn category(&self, number: u32) -> u32 {
        self.categories.get(number as usize).copied().unwrap_or_default()
    }

    fn origin(&self, origin: Origin) -> Origin {
        Origin { account: self.account + origin.account, ..origin }
    }
}

/// Which row of which file something came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The place in [`super::Intake::accounts`].
    pub account: u32,
    /// The row as a person counts it.
    pub row: u64,
}

/// What is known of a complaint besides its id.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Where it came from.
    pub origin: Origin,
    /// Receipt by the government.
    pub received: Stamp,
    /// The admin's check on intake.
    pub verified: Stamp,
    /// Assignment to the unit.
    pub assigned: Stamp,
    /// First response.
    pub responded: Stamp,
    /// Closing (or archiving).
    pub closed: Stamp,
    /// The row's own deadline.
    pub deadline: Stamp,
    /// The export's date.
    pub exported: Stamp,
    /// The unit's number in the names.
    pub unit: u32,
    /// The category's number in the names.
    pub category: u32,
    /// The class, if known.
    pub class: Option<Class>,
    /// The channel, if told.
    pub channel: Option<Channel>,
    /// The state, and who closed it.
    pub status: Status,
    /// Why it was archived or put off.
    pub reason: Option<Reason>,
    /// Whether the reporter asked for confidence.
    pub confidential: bool,
    /// Whether the file tells when a complaint is verified or assigned.
    pub tells_verification: bool,
    /// Whether the file tells when a unit responded, so that its silence means something.
    pub tells_response: bool,
    /// By what the same complaint is known under another id.
    pub likeness: Likeness,
}

/// Accepted rows of layout `cases`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Cases {
    /// Their ids.
    pub ids: Ids,
    /// The rest.
    pub rows: Vec<Case>,
}

impl Cases {
    pub(super) fn absorb(&mut self, part: Self, numbers: &Numbers) {
        self.ids.absorb(&part.ids);
        self.rows.extend(part.rows.into_iter().map(|case| Case {
            origin: numbers.origin(case.origin),
            unit: numbers.unit(case.unit),
            category: numbers.category(case.category),
            ..case
        }));
    }
}

/// An event of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    /// Where it came from.
    pub origin: Origin,
    /// When.
    pub at: Stamp,
    /// What.
    pub kind: EventKind,
    /// Who closed, for closings.
    pub closed_by: Option<ClosedBy>,
    /// The unit that acts.
    pub actor: u32,
    /// The unit to which it goes, for assignments and hand-overs.
    pub target: u32,
    /// Receipt, where the row repeats it.
    pub received: Stamp,
    /// The row's own deadline.
    pub deadline: Stamp,
    /// The export's date.
    pub exported: Stamp,
    /// The category's number.
    pub category: u32,
    /// The class, if known.
    pub class: Option<Class>,
    /// The channel, if told.
    pub channel: Option<Channel>,
    /// Why it was archived.
    pub reason: Option<Reason>,
    /// Whether the reporter asked for confidence.
    pub confidential: bool,
    /// As in [`Case::likeness`].
    pub likeness: Likeness,
}

/// Accepted rows of layout `events`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Events {
    /// The complaint of each.
    pub ids: Ids,
    /// The rest.
    pub rows: Vec<EventRow>,
}

impl Events {
    pub(super) fn absorb(&mut self, part: Self, numbers: &Numbers) {
        self.ids.absorb(&part.ids);
        self.rows.extend(part.rows.into_iter().map(|event| EventRow {
            origin: numbers.origin(event.origin),
            actor: numbers.unit(event.actor),
            target: numbers.unit(event.target),
            category: numbers.category(event.category),
            ..event
        }));
    }
}
