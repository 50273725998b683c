//! DQ014: one complaint id with different receipt times.

use crate::terms::{Rule, Severity, Text};

/// One complaint id with different receipt times.
pub const RULE: Rule = Rule {
    code: "DQ014",
    severity: Severity::Warning,
    title: Text {
        id: "Satu nomor aduan dengan waktu masuk yang berbeda",
        en: "One complaint id with different receipt times",
    },
    why: Text {
        id: "Mungkin dua kanal memakai nomor yang sama untuk aduan yang berbeda; satu di antaranya lalu tidak terhitung.",
        en: "Two channels may use one number for different complaints; one of them then goes uncounted.",
    },
    example: Text { id: "nomor 1001 di SAMBAT dan 1001 di Call Center", en: "number 1001 in two channels" },
    next: Text {
        id: "Beri awalan kanal pada nomornya sebelum diekspor.",
        en: "Give the ids a prefix of their channel before exporting.",
    },
};
