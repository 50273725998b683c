//! DQ055: a sheet without the header is not read.

use crate::terms::{Rule, Severity, Text};

/// A sheet without the header is not read.
pub const RULE: Rule = Rule {
    code: "DQ055",
    severity: Severity::Warning,
    title: Text { id: "Lembar tanpa kepala tabel tidak dibaca", en: "A sheet without the header is not read" },
    why: Text {
        id: "Lembar lain dalam berkas ini dibaca; bila lembar ini memuat aduan dengan nama kolom yang berbeda, aduannya tidak ikut dihitung.",
        en: "Other sheets of the file are read; if this one holds complaints under other column names, they are not counted.",
    },
    example: Text {
        id: "lembar Februari dengan kepala tabel salah ketik",
        en: "February's sheet with a slip in its header",
    },
    next: Text {
        id: "Samakan kepala tabelnya, atau abaikan bila lembar itu hanya catatan.",
        en: "Make its header the same, or ignore this if the sheet is notes only.",
    },
};
