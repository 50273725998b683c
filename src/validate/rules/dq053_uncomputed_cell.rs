//! DQ053: a cell holds an error or a formula without its value.

use crate::terms::{Rule, Severity, Text};

/// The cell holds an error or a formula that was never computed.
pub const RULE: Rule = Rule {
    code: "DQ053",
    severity: Severity::Rejected,
    title: Text {
        id: "Sel berisi galat atau rumus yang belum dihitung",
        en: "The cell holds an error or a formula that was never computed",
    },
    why: Text {
        id: "Nilainya tidak ada dalam berkas; bila dianggap kosong, aduan dapat terbaca belum ditutup.",
        en: "Its value is not in the file; taken as empty, a complaint could be read as still open.",
    },
    example: Text { id: "#N/A dari VLOOKUP", en: "#N/A of a VLOOKUP" },
    next: Text {
        id: "Buka di program lembar kerja, tempel kolom itu sebagai nilai, lalu simpan.",
        en: "Open it in a spreadsheet program, paste the column as values, and save.",
    },
};
