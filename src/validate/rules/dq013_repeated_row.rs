//! DQ013: the same complaint or event again.

use crate::terms::{Rule, Severity, Text};

/// The same complaint or event again.
pub const RULE: Rule = Rule {
    code: "DQ013",
    severity: Severity::Notice,
    title: Text { id: "Aduan atau peristiwa yang sama muncul lagi", en: "The same complaint or event again" },
    why: Text {
        id: "Satu aduan hanya dihitung sekali; baris yang paling baru isinya yang dipakai.",
        en: "A complaint counts once; the row with the newest content is used.",
    },
    example: Text {
        id: "aduan yang sama pada ekspor Mei dan Juni",
        en: "the same complaint in the exports of May and June",
    },
    next: Text {
        id: "Tidak perlu tindakan bila ekspornya memang tumpang tindih.",
        en: "Nothing, if the exports overlap on purpose.",
    },
};
