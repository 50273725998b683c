//! DQ017: the reason is not mapped.

use crate::terms::{Rule, Severity, Text};

/// The reason is not mapped.
pub const RULE: Rule = Rule {
    code: "DQ017",
    severity: Severity::Warning,
    title: Text { id: "Alasan arsip tidak dikenal", en: "The reason is not mapped" },
    why: Text {
        id: "Aduan yang diarsipkan tanpa alasan yang dikenal tetap dihitung dan dianggap terbuka.",
        en: "An archived complaint without a known reason stays eligible and open.",
    },
    example: Text { id: "'Sudah ditangani' pada kolom alasan", en: "'Already handled' in the reason column" },
    next: Text { id: "Petakan nilai itu pada [reason] di profil.", en: "Map the value under [reason] in the profile." },
};
