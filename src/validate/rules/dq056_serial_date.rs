//! DQ056: a number stands where a time should.

use crate::terms::{Rule, Severity, Text};

/// A number stands where a time should.
pub const RULE: Rule = Rule {
    code: "DQ056",
    severity: Severity::Rejected,
    title: Text { id: "Angka di tempat waktu", en: "A number stands where a time should" },
    why: Text {
        id: "Lembar kerja menyimpan tanggal sebagai jumlah hari; tanpa format tanggal tidak diketahui dari hari mana dihitung.",
        en: "A spreadsheet keeps a date as a number of days; without a date format it is not known from which day it counts.",
    },
    example: Text { id: "45392,33 alih-alih 10/04/2024 08:00", en: "45392.33 instead of 10/04/2024 08:00" },
    next: Text {
        id: "Beri kolom itu format tanggal di program lembar kerja, lalu simpan atau ekspor ulang.",
        en: "Give the column a date format in a spreadsheet program, and save or export again.",
    },
};
