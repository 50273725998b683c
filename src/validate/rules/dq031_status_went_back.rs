//! DQ031: a status lies behind that of an earlier export.

use crate::terms::{Rule, Severity, Text};

/// A status lies behind that of an earlier export.
pub const RULE: Rule = Rule {
    code: "DQ031",
    severity: Severity::Warning,
    title: Text { id: "Status mundur di ekspor berikutnya", en: "A status lies behind that of an earlier export" },
    why: Text {
        id: "Aduan yang sudah ditindaklanjuti atau ditutup tercatat lagi pada tahap sebelumnya. Yang terbaru dipakai; tanpa log peristiwa tidak terlihat apakah aduan dibuka kembali atau statusnya dibetulkan.",
        en: "A complaint that was in progress or closed stands at an earlier step again. The newest is used; without an event log nobody sees whether it was reopened or corrected.",
    },
    example: Text {
        id: "'Ditutup oleh Admin', lalu 'Ditindaklanjuti oleh Instansi'",
        en: "'Ditutup oleh Admin', then 'Ditindaklanjuti oleh Instansi'",
    },
    next: Text {
        id: "Periksa riwayat aduan di kanalnya; daftarnya ada di internal/perubahan.csv.",
        en: "Look at the history of the complaint in its channel; internal/perubahan.csv lists them.",
    },
};
