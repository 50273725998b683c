//! DQ011: response before the assignment.

use crate::terms::{Rule, Severity, Text};

/// Response before the assignment.
pub const RULE: Rule = Rule {
    code: "DQ011",
    severity: Severity::Notice,
    title: Text { id: "Tanggapan sebelum disposisi", en: "Response before the assignment" },
    why: Text {
        id: "Mungkin disposisi dicatat belakangan; bila jam dimulai saat disposisi, selisihnya dihitung nol.",
        en: "The assignment may have been entered late; where the clock starts at assignment the duration is taken as zero.",
    },
    example: Text { id: "ditanggapi pukul 09.00, didisposisi pukul 11.00", en: "answered at 9, assigned at 11" },
    next: Text { id: "Periksa kapan disposisi dicatat.", en: "Check when assignments are entered." },
};
