//! DQ064: two units of the register that are probably one.

use crate::terms::{Rule, Severity, Text};

/// Two units of the register that are probably one.
pub const RULE: Rule = Rule {
    code: "DQ064",
    severity: Severity::Notice,
    title: Text { id: "Dua unit pada daftar SKPD mungkin unit yang sama", en: "Two units of the register may be one" },
    why: Text {
        id: "Namanya hanya berbeda pada gelar, jarak, tanda baca atau singkatan. Aduannya terbagi pada dua baris; tidak ada yang \
             digabung.",
        en: "Their names differ in titles, gaps, punctuation or short forms alone. Their complaints are split between two \
             lines; nothing is merged.",
    },
    example: Text {
        id: "'RSJD Amino Gondohutomo' dan 'Rumah Sakit Jiwa Daerah Dr. Amino Gondo Hutomo'",
        en: "'RSJD Amino Gondohutomo' and 'Rumah Sakit Jiwa Daerah Dr. Amino Gondo Hutomo'",
    },
    next: Text {
        id: "Bila satu unit, hapus salah satu dari skpd.csv dan tulis namanya pada alias.csv.",
        en: "If they are one, take one of them out of skpd.csv and put its name into alias.csv.",
    },
};
