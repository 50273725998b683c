//! DQ030: a complaint is missing from a later export.

use crate::terms::{Rule, Severity, Text};

/// A complaint is missing from a later export.
pub const RULE: Rule = Rule {
    code: "DQ030",
    severity: Severity::Warning,
    title: Text { id: "Aduan hilang dari ekspor berikutnya", en: "A complaint is missing from a later export" },
    why: Text {
        id: "Ekspor yang lebih baru mencakup tanggal masuknya, tetapi aduan itu tidak ada lagi. Aduan tetap dihitung menurut baris terakhirnya: yang hilang tidak boleh memperbaiki angka.",
        en: "The newer export covers its date of receipt and no longer holds it. It still counts as its last row tells: what goes missing must not make figures better.",
    },
    example: Text {
        id: "ada di ekspor 3 Juni, tidak ada di ekspor 3 Juli",
        en: "in the export of 3 June, not in that of 3 July",
    },
    next: Text {
        id: "Tanyakan kepada pengelola kanal mengapa aduan itu tidak terbawa; daftarnya ada di internal/perubahan.csv.",
        en: "Ask the administrator of the channel why it is missing; internal/perubahan.csv lists them.",
    },
};
