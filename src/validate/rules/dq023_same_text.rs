//! DQ023: the same complaint under another id.

use crate::terms::{Rule, Severity, Text};

/// The same complaint under another id.
pub const RULE: Rule = Rule {
    code: "DQ023",
    severity: Severity::Notice,
    title: Text { id: "Aduan yang sama dengan nomor lain", en: "The same complaint under another id" },
    why: Text {
        id: "Teks yang sama untuk unit yang sama dalam jendela hari dihitung sekali; yang pertama dipakai.",
        en: "The same text for the same unit within the window of days counts once; the first is used.",
    },
    example: Text { id: "satu laporan dikirim lewat dua kanal", en: "one report sent through two channels" },
    next: Text {
        id: "Periksa internal/duplikat.csv bila jumlahnya tidak wajar.",
        en: "See internal/duplikat.csv if the number looks odd.",
    },
};
