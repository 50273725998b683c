//! DQ047: complaints without a class.

use crate::terms::{Rule, Severity, Text};

/// Complaints without a class.
pub const RULE: Rule = Rule {
    code: "DQ047",
    severity: Severity::Notice,
    title: Text { id: "Aduan tanpa klasifikasi", en: "Complaints without a class" },
    why: Text {
        id: "Berkasnya punya kolom klasifikasi, tetapi pada baris ini kosong. Batas penyelesaian bergantung pada klasifikasi; tanpa itu aduan tidak punya batas bawaan, dan tetap dihitung di semua angka lain.",
        en: "The file has a column for the class, and in these rows it is empty. The resolution limit hangs on the class; without it a complaint has no shipped limit, and counts in all other figures.",
    },
    example: Text { id: "kolom Klasifikasi Laporan kosong", en: "the column 'Klasifikasi Laporan' is empty" },
    next: Text {
        id: "Minta admin kanal mengisi klasifikasinya saat verifikasi.",
        en: "Ask the channel's administrators to fill in the class at verification.",
    },
};
