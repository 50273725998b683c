//! DQ051: a hidden sheet is not read.

use crate::terms::{Rule, Severity, Text};

/// A hidden sheet is not read.
pub const RULE: Rule = Rule {
    code: "DQ051",
    severity: Severity::Warning,
    title: Text { id: "Lembar tersembunyi tidak dibaca", en: "A hidden sheet is not read" },
    why: Text {
        id: "Lembar itu berkepala tabel yang sama; aduan di dalamnya tidak ikut dihitung.",
        en: "The sheet has the same header; complaints in it are not counted.",
    },
    example: Text { id: "lembar triwulan lalu yang disembunyikan", en: "last quarter's sheet, hidden" },
    next: Text {
        id: "Tampilkan lembar itu, sebut namanya sebagai `sheet` dalam profil, atau hapus bila hanya salinan.",
        en: "Unhide the sheet, name it as `sheet` in the profile, or delete it if it is a copy only.",
    },
};
