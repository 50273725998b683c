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
        id: "sel kosong, nama orang, atau 1,23E+15 setelah dibuka di Excel",
        en: "an empty cell, a person's name, or 1.23E+15 after Excel opened the file",
    },
    next: Text {
        id: "Ekspor ulang berkasnya; di Excel jadikan kolom nomor sebagai teks.",
        en: "Export the file again; in Excel make the id column a text.",
    },
};
