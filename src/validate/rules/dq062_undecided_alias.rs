//! DQ062: an alias that nobody has decided on.

use crate::terms::{Rule, Severity, Text};

/// An alias that nobody has decided on.
pub const RULE: Rule = Rule {
    code: "DQ062",
    severity: Severity::Notice,
    title: Text { id: "Alias yang belum diputuskan", en: "An alias that nobody has decided on" },
    why: Text {
        id: "Baris tanpa skpd_id pada daftar alias tidak berlaku: nama itu tetap tidak dikenal.",
        en: "A line without a skpd_id in the list of aliases stands for nothing: the name stays unknown.",
    },
    example: Text { id: "'Dinas Olah Raga' dengan skpd_id kosong", en: "'Dinas Olah Raga' with an empty skpd_id" },
    next: Text {
        id: "Isi skpd_id bila memang unit itu, atau hapus barisnya.",
        en: "Fill in the skpd_id if it is that unit, or take the line out.",
    },
};
