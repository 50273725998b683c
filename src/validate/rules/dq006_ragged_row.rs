//! DQ006: the row has another number of fields than the header.

use crate::terms::{Rule, Severity, Text};

/// The row has another number of fields than the header.
pub const RULE: Rule = Rule {
    code: "DQ006",
    severity: Severity::Rejected,
    title: Text {
        id: "Jumlah kolom baris berbeda dari kepala tabel",
        en: "The row has another number of fields than the header",
    },
    why: Text {
        id: "Pada baris yang bergeser isi satu kolom terbaca sebagai kolom lain.",
        en: "In a shifted row the content of one column is read as another.",
    },
    example: Text { id: "teks aduan dengan koma tanpa tanda kutip", en: "a complaint text with a comma and no quotes" },
    next: Text {
        id: "Ekspor ulang dengan tanda kutip, atau perbaiki barisnya.",
        en: "Export again with quotes, or mend the row.",
    },
};
