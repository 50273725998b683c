//! DQ045: many complaints closed without any recorded progress.

use crate::terms::{Rule, Severity, Text};

/// Many complaints closed without any recorded progress.
pub const RULE: Rule = Rule {
    code: "DQ045",
    severity: Severity::Warning,
    title: Text {
        id: "Banyak aduan ditutup tanpa kemajuan yang tercatat",
        en: "Many complaints closed without any recorded progress",
    },
    why: Text {
        id: "Penutupan tanpa verifikasi, cek lapangan, pengerjaan, atau tanggapan sebelumnya; bagiannya jauh di atas unit lain dalam pemerintah yang sama, atau lebih dari separuh untuk pemerintahnya. Bisa karena kemajuan tidak dicatat, bisa karena tidak ada. Ini hal yang perlu diperiksa, bukan tuduhan, dan tidak mengubah peringkat.",
        en: "Closings without verification, field check, work or response before them; their share is far above the other units of the government, or above a half for the government. Progress may not be recorded, or there was none. This is a thing to check, no accusation, and changes no rank.",
    },
    example: Text {
        id: "60 dari 100 penutupan tanpa satu pun kemajuan; unit lain 3 dari 100",
        en: "60 of 100 closings without any progress; other units 3 of 100",
    },
    next: Text {
        id: "Ambil beberapa aduan dari internal/bukti/ dan tanyakan apa yang dilakukan sebelum ditutup.",
        en: "Take some complaints from internal/bukti/ and ask what was done before they were closed.",
    },
};
