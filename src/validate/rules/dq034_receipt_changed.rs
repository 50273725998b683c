//! DQ034: the time of receipt differs from an earlier export.

use crate::terms::{Rule, Severity, Text};

/// The time of receipt differs from an earlier export.
pub const RULE: Rule = Rule {
    code: "DQ034",
    severity: Severity::Warning,
    title: Text {
        id: "Waktu masuk berbeda dari ekspor sebelumnya",
        en: "The time of receipt differs from an earlier export",
    },
    why: Text {
        id: "Waktu masuk menentukan triwulan dan batas waktu; seharusnya tidak pernah berubah. Yang terbaru dipakai.",
        en: "The time of receipt decides quarter and limit, and should never change. The newest is used.",
    },
    example: Text {
        id: "masuk 30 Maret di satu ekspor, 1 April di ekspor lain",
        en: "received on 30 March in one export, on 1 April in another",
    },
    next: Text {
        id: "Periksa ekspornya, juga zona waktu dan urutan hari-bulan di profil.",
        en: "Check the exports, and the clock and the order of day and month in the profile.",
    },
};
