//! DQ018: the event's time cannot be read.

use crate::terms::{Rule, Severity, Text};

/// The event's time cannot be read.
pub const RULE: Rule = Rule {
    code: "DQ018",
    severity: Severity::Rejected,
    title: Text { id: "Waktu peristiwa tidak terbaca", en: "The event's time cannot be read" },
    why: Text {
        id: "Peristiwa tanpa waktu tidak dapat diurutkan.",
        en: "An event without a time cannot be put in order.",
    },
    example: Text { id: "sel kosong", en: "an empty cell" },
    next: Text {
        id: "Perbaiki selnya, atau tambahkan bentuk tanggalnya pada formats di profil.",
        en: "Correct the cell, or add its form to formats in the profile.",
    },
};
