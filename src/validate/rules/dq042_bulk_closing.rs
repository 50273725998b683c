//! DQ042: many complaints closed by unit or admin on one day.

use crate::terms::{Rule, Severity, Text};

/// Many complaints closed by unit or admin on one day.
pub const RULE: Rule = Rule {
    code: "DQ042",
    severity: Severity::Warning,
    title: Text {
        id: "Banyak aduan ditutup unit atau admin pada satu hari",
        en: "Many complaints closed by unit or admin on one day",
    },
    why: Text {
        id: "Jumlahnya jauh di atas hari lain unit ini dan irama mingguan pemerintahnya; penutupan oleh sistem tidak ikut. Bisa karena penyelesaian bersama atau pembersihan data, bisa karena mengejar target. Ini hal yang perlu diperiksa, bukan tuduhan, dan tidak mengubah peringkat.",
        en: "Their number is far above this unit's other days and the weekly rhythm of its government; closings by the system are left out. It may be one solution for many or a clean-up, or the wish to meet a target. This is a thing to check, no accusation, and changes no rank.",
    },
    example: Text {
        id: "80 dari 200 penutupan triwulan terjadi pada 28 Juni",
        en: "80 of the quarter's 200 closings on 28 June",
    },
    next: Text {
        id: "Ambil beberapa aduan hari itu dari internal/bukti/ dan periksa apakah masalahnya selesai.",
        en: "Take some of that day's complaints from internal/bukti/ and see whether the matter was solved.",
    },
};
