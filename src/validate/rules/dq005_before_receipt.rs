//! DQ005: response or closing before the receipt.

use crate::terms::{Rule, Severity, Text};

/// Response or closing before the receipt.
pub const RULE: Rule = Rule {
    code: "DQ005",
    severity: Severity::Rejected,
    title: Text { id: "Tanggapan atau penutupan sebelum aduan masuk", en: "Response or closing before the receipt" },
    why: Text {
        id: "Selisih waktu negatif membuat rata-rata tampak lebih baik; sering tandanya hari dan bulan tertukar.",
        en: "A negative duration flatters the mean; often day and month are swapped.",
    },
    example: Text { id: "masuk 5 Maret 2024, selesai 3 Mei 2023", en: "received 5 March 2024, closed 3 May 2023" },
    next: Text {
        id: "Periksa urutan hari dan bulan serta jam kedua kolom itu.",
        en: "Check the order of day and month, and the clock, of both columns.",
    },
};
