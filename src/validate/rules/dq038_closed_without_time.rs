//! DQ038: closed without a closing time.

use crate::terms::{Rule, Severity, Text};

/// Closed without a closing time.
pub const RULE: Rule = Rule {
    code: "DQ038",
    severity: Severity::Warning,
    title: Text { id: "Ditutup tanpa waktu penutupan", en: "Closed without a closing time" },
    why: Text {
        id: "Berkasnya punya kolom waktu penutupan, tetapi pada aduan yang ditutup ini kosong; penyelesaiannya tidak dapat dinilai tepat waktu atau terlambat.",
        en: "The file has a column for the closing time, and on this closed complaint it is empty; its resolution cannot be judged on time or late.",
    },
    example: Text { id: "status 'selesai', tanggal selesai kosong", en: "status 'closed', closing date empty" },
    next: Text {
        id: "Lengkapi waktunya di kanal; bila memang tidak dicatat, aduannya tetap dihitung ditutup.",
        en: "Fill in the time in the channel; where it was never recorded, the complaint still counts as closed.",
    },
};
