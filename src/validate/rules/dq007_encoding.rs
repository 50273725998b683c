//! DQ007: the text holds what its encoding does not allow.

use crate::terms::{Rule, Severity, Text};

/// The text holds what its encoding does not allow.
pub const RULE: Rule = Rule {
    code: "DQ007",
    severity: Severity::Warning,
    title: Text {
        id: "Teks memuat bita yang bukan pengodean berkasnya",
        en: "The text holds bytes that its encoding does not allow",
    },
    why: Text {
        id: "Huruf yang rusak dapat memecah satu nama unit menjadi dua.",
        en: "Damaged letters can split one unit's name into two.",
    },
    example: Text {
        id: "berkas yang disimpan sebagai ANSI, atau gabungan dua berkas yang berbeda pengodean",
        en: "a file saved as ANSI, or two files of different encodings put together",
    },
    next: Text {
        id: "Simpan ulang sebagai CSV UTF-8, atau nyatakan encoding dalam profil.",
        en: "Save it again as CSV UTF-8, or state its encoding in the profile.",
    },
};
