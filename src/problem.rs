//! The one error that reaches a person: what, where, why, and what to do next.

use std::fmt;

/// Something that stops a command. Every stage builds it where the fault is known best; `main` prints it.
///
/// It never carries a value of a data row: a shifted row must not print a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// What went wrong, in one sentence without a full stop.
    pub what: String,
    /// File, sheet, row, line or key; may be empty.
    pub place: String,
    /// Why it is a problem, or the cause as the system tells it; may be empty.
    pub why: String,
    /// What to do next; may be empty.
    pub next: String,
}

impl Problem {
    /// A problem known by its sentence; place, cause and advice are added by the methods below.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), place: String::new(), why: String::new(), next: String::new() }
    }

    /// Where it is.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.place = place.to_string();
        self
    }

    /// Why it is a problem.
    #[must_use]
    pub fn because(mut self, why: impl fmt::Display) -> Self {
        self.why = why.to_string();
        self
    }

    /// What to do next.
    #[must_use]
    pub fn hint(mut self, next: impl Into<String>) -> Self {
        self.next = next.into();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if !self.place.is_empty() {
            write!(f, "\n  where: {}", self.place)?;
        }
        if !self.why.is_empty() {
            write!(f, "\n  why:   {}", self.why)?;
        }
        if !self.next.is_empty() {
            write!(f, "\n  next:  {}", self.next)?;
        }
        Ok(())
    }
}

impl Problem {
    /// As one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::json!({ "error": self.what, "where": self.place, "why": self.why, "next": self.next }).to_string()
    }
}
