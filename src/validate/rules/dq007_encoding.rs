//! DQ007: the text is not UTF-8.

use crate::terms::{Rule, Severity, Text};

/// The text is not UTF-8.
pub const RULE: Rule = Rule {
    code: "DQ007",
    severity: Severity::Warning,
    title: Text { id: "Teks bukan UTF-8", en: "The text is not UTF-8" },
    why: Text {
        id: "Huruf yang rusak dapat memecah satu nama unit menjadi dua.",
        en: "Damaged letters can split one unit's name into two.",
    },
    example: Text { id: "berkas yang disimpan sebagai ANSI", en: "a file saved as ANSI" },
    next: Text { id: "Simpan ulang sebagai CSV UTF-8.", en: "Save it again as CSV UTF-8." },
};
