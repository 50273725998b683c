//! DQ029: isolated early receipt.

use crate::terms::{Rule, Severity, Text};

/// Isolated early receipt.
pub const RULE: Rule = Rule {
    code: "DQ029",
    severity: Severity::Warning,
    title: Text { id: "Aduan masuk jauh lebih awal dari yang lain", en: "Isolated early receipt" },
    why: Text {
        id: "Satu aduan masuk lebih dari dua tahun sebelum aduan berikutnya; tahunnya mungkin salah ketik.",
        en: "One complaint was received more than two years before the next; its year may be a slip of the pen.",
    },
    example: Text {
        id: "diterima 2004-05-06, aduan berikutnya 2024-04-02",
        en: "received 2004-05-06, the next complaint 2024-04-02",
    },
    next: Text {
        id: "Periksa tanggal aduan itu pada sumbernya.",
        en: "Check the date of that complaint at its source.",
    },
};
