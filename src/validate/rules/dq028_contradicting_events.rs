//! DQ028: events contradict each other.

use crate::terms::{Rule, Severity, Text};

/// Events contradict each other.
pub const RULE: Rule = Rule {
    code: "DQ028",
    severity: Severity::Warning,
    title: Text { id: "Urutan peristiwa bertentangan", en: "Events contradict each other" },
    why: Text {
        id: "Ada peristiwa sebelum aduan masuk; peristiwanya tidak dihitung.",
        en: "There is an event before the receipt; it does not count.",
    },
    example: Text { id: "'response' sehari sebelum 'received'", en: "a 'response' one day before 'received'" },
    next: Text { id: "Periksa jam pada sistem pencatat.", en: "Check the clock of the recording system." },
};
