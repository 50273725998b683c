//! DQ001: the complaint id is empty or damaged.

use crate::terms::{Rule, Severity, Text};

/// The complaint id is empty or damaged.
pub const RULE: Rule = Rule {
    code: "DQ001",
    severity: Severity::Rejected,
    title: Text { id: "Nomor aduan kosong atau rusak", en: "The complaint id is empty or damaged" },
    why: Text {
        id: "Tanpa nomor yang utuh sebuah aduan tidak dapat ditelusuri dan tidak dapat dikenali bila muncul dua kali.",
        en: "Without an intact id a complaint cannot be traced, nor recognised when it appears twice.",
    },
    example: Text {
        id: "sel kosong, atau 1,23E+15 setelah dibuka di Excel",
        en: "an empty cell, or 1.23E+15 after Excel opened the file",
    },
    next: Text {
        id: "Ekspor ulang berkasnya; di Excel jadikan kolom nomor sebagai teks.",
        en: "Export the file again; in Excel make the id column a text.",
    },
};
