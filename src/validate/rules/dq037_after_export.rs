//! DQ037: times after the export's own date.

use crate::terms::{Rule, Severity, Text};

/// Times after the export's own date.
pub const RULE: Rule = Rule {
    code: "DQ037",
    severity: Severity::Warning,
    title: Text { id: "Waktu sesudah tanggal ekspornya sendiri", en: "Times after the export's own date" },
    why: Text {
        id: "Sebuah ekspor tidak dapat memuat yang belum terjadi: jam, zona, atau urutan hari dan bulan mungkin keliru, atau waktunya diisi di muka.",
        en: "An export cannot hold what has not happened yet: the clock, its zone, or the order of day and month may be off, or the time was entered ahead.",
    },
    example: Text { id: "diekspor 5 Juli, ditutup 7 September", en: "exported on 5 July, closed on 7 September" },
    next: Text {
        id: "Periksa bentuk tanggal dan zona di profil, lalu baris itu di sumbernya.",
        en: "Check the forms of dates and the zone in the profile, then the row at its source.",
    },
};
