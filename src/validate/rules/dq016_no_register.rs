//! DQ016: there is no unit register.

use crate::terms::{Rule, Severity, Text};

/// There is no unit register.
pub const RULE: Rule = Rule {
    code: "DQ016",
    severity: Severity::Notice,
    title: Text { id: "Tidak ada daftar SKPD", en: "There is no unit register" },
    why: Text {
        id: "Setiap nama yang ditemui menjadi unit sendiri; dua ejaan menjadi dua unit.",
        en: "Each name met is a unit; two spellings are two units.",
    },
    example: Text { id: "[reference] tanpa skpd", en: "[reference] without skpd" },
    next: Text {
        id: "Buat skpd.csv dan alias.csv lalu sebutkan pada [reference].",
        en: "Write skpd.csv and alias.csv and name them under [reference].",
    },
};
