//! DQ080: an export of a list tells no date.

use crate::terms::{Rule, Severity, Text};

/// An export of a list tells no date.
pub const RULE: Rule = Rule {
    code: "DQ080",
    severity: Severity::Warning,
    title: Text { id: "Ekspor tanpa tanggal", en: "An export tells no date" },
    why: Text {
        id: "Beberapa ekspor dari daftar yang sama hanya dapat diurutkan dan dibandingkan menurut tanggalnya. Baris tanpa tanggal kalah dari baris yang bertanggal.",
        en: "Several exports of one list can be ordered and compared only by their dates. A row without one yields to a row with one.",
    },
    example: Text {
        id: "baris 'Tanggal Generate' di atas judul kolom sudah dihapus",
        en: "the line 'Tanggal Generate' above the header was removed",
    },
    next: Text {
        id: "Ekspor lagi tanpa menghapus baris di atas judul kolom, atau nyatakan tanggalnya di profil: [exported] file-name = \"laporan-%Y-%m-%d.csv\" atau date = 2024-07-05.",
        en: "Export it again and leave the lines above the header, or state the date in the profile: [exported] file-name = \"laporan-%Y-%m-%d.csv\" or date = 2024-07-05.",
    },
};
