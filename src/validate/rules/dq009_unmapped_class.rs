//! DQ009: the class is not mapped.

use crate::terms::{Rule, Severity, Text};

/// The class is not mapped.
pub const RULE: Rule = Rule {
    code: "DQ009",
    severity: Severity::Warning,
    title: Text { id: "Klasifikasi tidak dikenal", en: "The class is not mapped" },
    why: Text {
        id: "Klasifikasi menentukan batas waktu; aduannya tetap dihitung, tanpa batas waktu menurut klasifikasi.",
        en: "The class decides the limit; the complaint still counts, without a limit by class.",
    },
    example: Text { id: "'Pengaduan' saja", en: "just 'Pengaduan'" },
    next: Text { id: "Petakan nilai itu pada [class] di profil.", en: "Map the value under [class] in the profile." },
};
