//! DQ044: a large share of complaints comes from one reporter.

use crate::terms::{Rule, Severity, Text};

/// A large share of complaints comes from one reporter.
pub const RULE: Rule = Rule {
    code: "DQ044",
    severity: Severity::Notice,
    title: Text {
        id: "Bagian besar aduan berasal dari satu pelapor",
        en: "A large share of complaints comes from one reporter",
    },
    why: Text {
        id: "Bagian satu pelapor jelas di atas seperdua puluh aduan unit ini pada triwulan itu. Bisa warga yang rajin, bisa petugas yang mencatat atas nama orang lain. Pelapornya tidak disebut dan tidak disimpan; aduannya tetap dihitung. Ini hal yang perlu diperiksa dan tidak mengubah peringkat.",
        en: "One reporter's share is clearly above a twentieth of this unit's complaints of the quarter. It may be a diligent citizen, or an operator who enters for others. The reporter is neither named nor stored; the complaints count all the same. This is a thing to check and changes no rank.",
    },
    example: Text { id: "40 dari 120 aduan dari pelapor yang sama", en: "40 of 120 complaints from the same reporter" },
    next: Text {
        id: "Periksa di kanal apakah akun itu milik petugas.",
        en: "Check in the channel whether the account is an operator's.",
    },
};
