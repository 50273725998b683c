//! DQ033: the class differs from an earlier export.

use crate::terms::{Rule, Severity, Text};

/// The class differs from an earlier export.
pub const RULE: Rule = Rule {
    code: "DQ033",
    severity: Severity::Notice,
    title: Text { id: "Klasifikasi berbeda dari ekspor sebelumnya", en: "The class differs from an earlier export" },
    why: Text {
        id: "Tiap klasifikasi punya batas waktu sendiri: klasifikasi yang diganti dapat memperpanjang batas. Yang terbaru dipakai.",
        en: "Each class has its own limit: another class may lengthen it. The newest is used.",
    },
    example: Text {
        id: "tidak berkadar pengawasan (14 HK), lalu berkadar pengawasan (60 HK)",
        en: "without, then with supervisory matter (14, then 60 working days)",
    },
    next: Text {
        id: "Periksa alasan penggantian; daftarnya ada di internal/perubahan.csv.",
        en: "Check why it was changed; internal/perubahan.csv lists them.",
    },
};
