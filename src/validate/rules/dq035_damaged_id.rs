//! DQ035: the complaint id was damaged by a spreadsheet.

use crate::terms::{Rule, Severity, Text};

/// The complaint id was damaged by a spreadsheet.
pub const RULE: Rule = Rule {
    code: "DQ035",
    severity: Severity::Rejected,
    title: Text { id: "Nomor aduan rusak oleh lembar kerja", en: "The complaint id was damaged by a spreadsheet" },
    why: Text {
        id: "Excel mengubah nomor panjang menjadi 1,23E+15 atau ####: angkanya hilang, dan nomor yang berbeda menjadi sama.",
        en: "Excel turns long numbers into 1.23E+15 or ####: digits are lost, and different ids become one.",
    },
    example: Text { id: "1,23E+15", en: "1.23E+15" },
    next: Text {
        id: "Ekspor ulang berkasnya dari kanal; bila harus dibuka di Excel, jadikan kolom nomor sebagai teks lebih dulu.",
        en: "Export the file from the channel again; where it must be opened in Excel, make the id column a text first.",
    },
};
