//! DQ002: the receipt time cannot be read.

use crate::terms::{Rule, Severity, Text};

/// The receipt time cannot be read.
pub const RULE: Rule = Rule {
    code: "DQ002",
    severity: Severity::Rejected,
    title: Text { id: "Waktu masuk tidak terbaca", en: "The receipt time cannot be read" },
    why: Text {
        id: "Tanpa waktu masuk aduan tidak punya triwulan dan tidak punya tenggat.",
        en: "Without a receipt time a complaint has no quarter and no deadline.",
    },
    example: Text {
        id: "31/02/2024, atau bentuk tanggal yang tidak disebut profil",
        en: "31/02/2024, or a form of date that the profile does not state",
    },
    next: Text {
        id: "Perbaiki selnya, atau tambahkan bentuk tanggalnya pada formats di profil.",
        en: "Correct the cell, or add its form to formats in the profile.",
    },
};
