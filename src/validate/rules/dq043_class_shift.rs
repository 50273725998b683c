//! DQ043: classes shifted towards the longer limit.

use crate::terms::{Rule, Severity, Text};

/// Classes shifted towards the longer limit.
pub const RULE: Rule = Rule {
    code: "DQ043",
    severity: Severity::Warning,
    title: Text {
        id: "Klasifikasi bergeser ke batas waktu yang lebih panjang",
        en: "Classes shifted towards the longer limit",
    },
    why: Text {
        id: "Dibanding triwulan sebelumnya, lebih besar bagian aduan unit ini yang masuk klasifikasi dengan batas penyelesaian lebih panjang. Bisa karena isi aduannya berubah, bisa karena cara mengklasifikasi berubah. Ini hal yang perlu diperiksa, bukan tuduhan, dan tidak mengubah peringkat.",
        en: "Compared with the quarter before, a larger share of this unit's complaints is of a class with a longer resolution limit. What people complain about may have changed, or how it is classified. This is a thing to check, no accusation, and changes no rank.",
    },
    example: Text {
        id: "permintaan informasi (5 hari kerja) turun dari 50 % ke 10 %, pengaduan (14 hari kerja) naik",
        en: "requests for information (5 working days) fall from 50% to 10%, complaints (14 working days) rise",
    },
    next: Text {
        id: "Baca beberapa aduan yang diklasifikasi ulang; tanyakan apakah pedomannya berubah.",
        en: "Read some of the complaints; ask whether the guidance for classes changed.",
    },
};
