//! DQ019: the event's kind is not mapped.

use crate::terms::{Rule, Severity, Text};

/// The event's kind is not mapped.
pub const RULE: Rule = Rule {
    code: "DQ019",
    severity: Severity::Rejected,
    title: Text { id: "Jenis peristiwa tidak dikenal", en: "The event's kind is not mapped" },
    why: Text {
        id: "Apakah sebuah peristiwa merupakan tanggapan tidak boleh ditebak.",
        en: "Whether an event is a response must not be guessed.",
    },
    example: Text {
        id: "'Dibaca' yang tidak ada pada [event] di profil",
        en: "'Read' that does not stand under [event] in the profile",
    },
    next: Text { id: "Petakan nilai itu pada [event] di profil.", en: "Map the value under [event] in the profile." },
};
