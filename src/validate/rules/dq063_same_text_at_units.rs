//! DQ063: one text stands at two units.

use crate::terms::{Rule, Severity, Text};

/// One text stands at two units; both are counted.
pub const RULE: Rule = Rule {
    code: "DQ063",
    severity: Severity::Notice,
    title: Text { id: "Teks yang sama pada dua unit", en: "The same text at two units" },
    why: Text {
        id: "Satu aduan mungkin ditangani dua kali. Keduanya tetap dihitung, karena tiap unit menjawab untuk bagiannya.",
        en: "One complaint may be handled twice. Both are counted, since each unit answers for its part.",
    },
    example: Text {
        id: "laporan yang sama kepada Dinas Perhubungan dan Dinas Pekerjaan Umum",
        en: "the same report to Dinas Perhubungan and to Dinas Pekerjaan Umum",
    },
    next: Text {
        id: "Periksa internal/duplikat.csv (other-unit) dan tetapkan satu unit yang memimpin.",
        en: "See internal/duplikat.csv (other-unit) and name the unit that leads.",
    },
};
