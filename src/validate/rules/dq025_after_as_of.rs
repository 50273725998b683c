//! DQ025: times after the as-of time.

use crate::terms::{Rule, Severity, Text};

/// Times after the as-of time.
pub const RULE: Rule = Rule {
    code: "DQ025",
    severity: Severity::Notice,
    title: Text { id: "Waktu sesudah saat perhitungan", en: "Times after the as-of time" },
    why: Text {
        id: "Yang terjadi sesudahnya tidak dihitung; aduannya dipandang seperti pada saat itu.",
        en: "What happened later does not count; the complaint is seen as it stood then.",
    },
    example: Text { id: "ditanggapi 7 Juli, perhitungan per 5 Juli", en: "answered 7 July, as-of 5 July" },
    next: Text {
        id: "Pilih as-of yang lebih baru bila itu yang dimaksud.",
        en: "Choose a later as-of if that is meant.",
    },
};
