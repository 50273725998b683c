//! DQ065: a text that very many complaints share.

use crate::terms::{Rule, Severity, Text};

/// A text that very many complaints share, none of which tells its reporter.
pub const RULE: Rule = Rule {
    code: "DQ065",
    severity: Severity::Notice,
    title: Text {
        id: "Teks yang sama pada sangat banyak aduan, tidak dipakai untuk mencari duplikat",
        en: "A text that very many complaints share, not used to find duplicates",
    },
    why: Text {
        id: "Lebih dari 20 aduan untuk satu unit dalam satu triwulan memakai teks yang sama dan tidak menyebut pelapornya: tampaknya kalimat \
             pilihan atau isian baku. Semuanya dihitung.",
        en: "More than 20 complaints for one unit in a quarter have the same text and name no reporter: it looks like a phrase \
             chosen from a list. All of them are counted.",
    },
    example: Text {
        id: "'Permintaan informasi jam layanan' pada 200 panggilan ke call center",
        en: "'Request for opening hours' in 200 calls to a call center",
    },
    next: Text {
        id: "Sertakan kolom pelapor agar aduan yang sama dapat dikenali.",
        en: "Add a column for the reporter, so that the same complaint can be told.",
    },
};
