//! Other ways in which the same rows could have been read.

use std::fmt;

/// Another reading of the same rows. A rank that changes with it rests on a choice that could have been made otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OtherReading {
    /// A unit's clock starts at receipt, though the configuration starts it at assignment.
    ClockReceived,
    /// A unit's clock starts at assignment, though the configuration starts it at receipt.
    ClockAssigned,
    /// Every complaint of the classes berkadar and tidak berkadar pengawasan has the limit of tidak berkadar.
    ClassNonSupervisory,
    /// Every one of them has the limit of berkadar.
    ClassSupervisory,
    /// Complaints found to be the same as another count all the same.
    DuplicatesKept,
}

impl OtherReading {
    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ClockReceived => "clock:received",
            Self::ClockAssigned => "clock:assigned",
            Self::ClassNonSupervisory => "class:tidak-berkadar-pengawasan",
            Self::ClassSupervisory => "class:berkadar-pengawasan",
            Self::DuplicatesKept => "duplicates:kept",
        }
    }
}

impl fmt::Display for OtherReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
