//! DQ008: the line is no JSON object.

use crate::terms::{Rule, Severity, Text};

/// The line is no JSON object.
pub const RULE: Rule = Rule {
    code: "DQ008",
    severity: Severity::Rejected,
    title: Text { id: "Baris bukan objek JSON", en: "The line is no JSON object" },
    why: Text {
        id: "Baris yang terpotong tidak dapat dibaca sebagian.",
        en: "A truncated line cannot be read in part.",
    },
    example: Text { id: "baris terakhir terpotong saat diunduh", en: "a last line cut off in the download" },
    next: Text { id: "Unduh ulang berkasnya.", en: "Download the file again." },
};
