//! DQ032: the unit differs from an earlier export.

use crate::terms::{Rule, Severity, Text};

/// The unit differs from an earlier export.
pub const RULE: Rule = Rule {
    code: "DQ032",
    severity: Severity::Notice,
    title: Text { id: "Unit berbeda dari ekspor sebelumnya", en: "The unit differs from an earlier export" },
    why: Text {
        id: "Aduan berpindah di antara dua ekspor. Jam unit yang baru mulai di antara keduanya, dan pekerjaan unit lama tidak dihitung untuknya.",
        en: "The complaint changed hands between two exports. The clock of the new unit starts between them, and what the old one did does not count for it.",
    },
    example: Text {
        id: "dinas A di ekspor Juni, dinas B di ekspor Juli",
        en: "dinas A in June's export, dinas B in July's",
    },
    next: Text {
        id: "Bila hanya namanya yang berganti, catat di skpd.csv (successor_id) atau alias.csv.",
        en: "Where only the name changed, say so in skpd.csv (successor_id) or alias.csv.",
    },
};
