//! DQ022: times are dates only.

use crate::terms::{Rule, Severity, Text};

/// Times are dates only.
pub const RULE: Rule = Rule {
    code: "DQ022",
    severity: Severity::Notice,
    title: Text { id: "Waktu hanya berupa tanggal", en: "Times are dates only" },
    why: Text {
        id: "Jam tidak dapat dihitung; hari dan hari kerja tetap tepat.",
        en: "Hours cannot be computed; days and working days are exact.",
    },
    example: Text { id: "2020-01-28", en: "2020-01-28" },
    next: Text {
        id: "Minta ekspor dengan jam bila batasnya dalam jam.",
        en: "Ask for an export with clock times if the limit is in hours.",
    },
};
