//! DQ004: a response or closing time cannot be read.

use crate::terms::{Rule, Severity, Text};

/// A response or closing time cannot be read.
pub const RULE: Rule = Rule {
    code: "DQ004",
    severity: Severity::Rejected,
    title: Text { id: "Waktu tanggapan atau penutupan tidak terbaca", en: "A response or closing time cannot be read" },
    why: Text {
        id: "Waktu yang ada tetapi tidak terbaca bukan berarti tidak ada tanggapan; membacanya kosong merugikan unit.",
        en: "A time that is there but unreadable does not mean that there was no response; reading it as empty would wrong the unit.",
    },
    example: Text { id: "'kemarin' pada kolom tanggal selesai", en: "'yesterday' in the closing column" },
    next: Text {
        id: "Perbaiki selnya, atau tambahkan bentuk tanggalnya pada formats di profil.",
        en: "Correct the cell, or add its form to formats in the profile.",
    },
};
