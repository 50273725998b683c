//! DQ041: many complaints entered on one day.

use crate::terms::{Rule, Severity, Text};

/// Many complaints entered on one day.
pub const RULE: Rule = Rule {
    code: "DQ041",
    severity: Severity::Warning,
    title: Text { id: "Banyak aduan tercatat masuk pada satu hari", en: "Many complaints entered on one day" },
    why: Text {
        id: "Jumlahnya jauh di atas hari lain unit ini dan irama mingguan pemerintahnya. Bisa karena kejadian luar biasa (banjir, padam), bisa karena pencatatan susulan; yang dicatat belakangan tidak menunjukkan kapan orang mengadu. Ini hal yang perlu diperiksa, bukan tuduhan, dan tidak mengubah peringkat.",
        en: "Their number is far above this unit's other days and the weekly rhythm of its government. It may be an event (a flood, a blackout) or entry after the fact; what was entered later does not tell when people complained. This is a thing to check, no accusation, and changes no rank.",
    },
    example: Text {
        id: "60 dari 300 aduan triwulan masuk pada satu hari; hari lain sekitar 4",
        en: "60 of the quarter's 300 complaints on one day; other days about 4",
    },
    next: Text {
        id: "Lihat aduan hari itu di internal/bukti/ dan tanyakan kepada unitnya.",
        en: "Look at that day's complaints in internal/bukti/ and ask the unit.",
    },
};
