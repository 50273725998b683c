//! DQ010: a verification, assignment or deadline time cannot be read.

use crate::terms::{Rule, Severity, Text};

/// A verification, assignment or deadline time cannot be read.
pub const RULE: Rule = Rule {
    code: "DQ010",
    severity: Severity::Warning,
    title: Text {
        id: "Waktu verifikasi, disposisi atau tenggat tidak terbaca",
        en: "A verification, assignment or deadline time cannot be read",
    },
    why: Text {
        id: "Aduannya tetap dihitung; langkah itu dianggap tidak diketahui.",
        en: "The complaint still counts; the step is taken as unknown.",
    },
    example: Text { id: "tanggal disposisi '-/-/2024'", en: "assignment date '-/-/2024'" },
    next: Text {
        id: "Perbaiki selnya, atau tambahkan bentuk tanggalnya pada formats di profil.",
        en: "Correct the cell, or add its form to formats in the profile.",
    },
};
