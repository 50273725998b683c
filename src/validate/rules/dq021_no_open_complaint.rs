//! DQ021: the file holds no open complaint.

use crate::terms::{Rule, Severity, Text};

/// The file holds no open complaint.
pub const RULE: Rule = Rule {
    code: "DQ021",
    severity: Severity::Warning,
    title: Text { id: "Berkas tidak memuat satu pun aduan terbuka", en: "The file holds no open complaint" },
    why: Text {
        id: "Bila aduan terbuka dibuang sebelum ekspor, tingkat penyelesaian selalu 100 % dan tidak berarti apa-apa.",
        en: "If open complaints were dropped before the export, the completion rate is always 100 % and means nothing.",
    },
    example: Text { id: "semua baris berstatus selesai", en: "every row is closed" },
    next: Text {
        id: "Minta ekspor lengkap termasuk yang belum selesai.",
        en: "Ask for the whole export, open ones included.",
    },
};
