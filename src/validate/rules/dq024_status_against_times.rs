//! DQ024: status and times disagree.

use crate::terms::{Rule, Severity, Text};

/// Status and times disagree.
pub const RULE: Rule = Rule {
    code: "DQ024",
    severity: Severity::Warning,
    title: Text { id: "Status dan waktu tidak cocok", en: "Status and times disagree" },
    why: Text {
        id: "Ada waktu selesai pada aduan yang belum selesai, atau ada tanggapan pada aduan yang baru masuk; untuk penutupan, status yang dipakai.",
        en: "There is a closing time on an open complaint, or a response on a new one; for the closing the status is used.",
    },
    example: Text { id: "status 'Proses' dengan tanggal selesai", en: "status 'in progress' with a closing date" },
    next: Text { id: "Perbaiki di sumbernya.", en: "Correct it at the source." },
};
