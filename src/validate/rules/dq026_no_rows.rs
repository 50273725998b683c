//! DQ026: the file has a header and no rows.

use crate::terms::{Rule, Severity, Text};

/// The file has a header and no rows.
pub const RULE: Rule = Rule {
    code: "DQ026",
    severity: Severity::Warning,
    title: Text { id: "Berkas tanpa baris data", en: "The file has a header and no rows" },
    why: Text {
        id: "Kanal yang kosong satu triwulan penuh patut diperiksa.",
        en: "A channel that is empty for a whole quarter deserves a look.",
    },
    example: Text { id: "hanya kepala tabel", en: "just the header" },
    next: Text { id: "Periksa saringan tanggal pada ekspornya.", en: "Check the date filter of the export." },
};
