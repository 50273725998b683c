//! DQ015: the unit's name is not in the register.

use crate::terms::{Rule, Severity, Text};

/// The unit's name is not in the register.
pub const RULE: Rule = Rule {
    code: "DQ015",
    severity: Severity::Warning,
    title: Text { id: "Nama unit tidak ada pada daftar SKPD", en: "The unit's name is not in the register" },
    why: Text {
        id: "Aduannya berdiri pada baris sendiri tanpa peringkat; unit yang sebenarnya mungkin kekurangan aduan.",
        en: "Its complaints stand on a line of their own, unranked; the true unit may lack them.",
    },
    example: Text { id: "'Dinkes Kota' tanpa alias", en: "'Dinkes Kota' without an alias" },
    next: Text {
        id: "Tambahkan nama itu pada alias.csv bila memang unit yang sama.",
        en: "Add the name to alias.csv if it is the same unit.",
    },
};
