//! DQ001: the complaint id is empty, damaged or something else.

use crate::terms::{Rule, Severity, Text};

/// The complaint id is empty, damaged or something else.
pub const RULE: Rule = Rule {
    code: "DQ001",
    severity: Severity::Rejected,
    title: Text {
        id: "Nomor aduan kosong, rusak, atau bukan nomor",
        en: "The complaint id is empty, damaged or something else",
    },
    why: Text {
        id: "Tanpa nomor yang utuh sebuah aduan tidak dapat ditelusuri dan tidak dapat dikenali bila muncul dua kali. Nama, \
             kalimat, alamat surel, dan nomor telepon bukan nomor aduan: barisnya mungkin bergeser.",
        en: "Without an intact id a complaint cannot be traced, nor recognised when it appears twice. Names, sentences, \
             e-mail addresses and telephone numbers are no ids: the row may have shifted.",
    },
    example: Text {
        id: "sel kosong, nama orang, atau nomor telepon",
        en: "an empty cell, a person's name, or a telephone number",
    },
    next: Text {
        id: "Lihat baris itu di sumbernya: mungkin ada kolom yang hilang atau bertambah; lalu ekspor ulang.",
        en: "Look at the row at its source: a column may be missing or one too many; then export again.",
    },
};
