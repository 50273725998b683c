//! DQ052: a value lies beneath a merged cell.

use crate::terms::{Rule, Severity, Text};

/// The column lies beneath a merged cell.
pub const RULE: Rule = Rule {
    code: "DQ052",
    severity: Severity::Rejected,
    title: Text { id: "Isi kolom tertutup sel gabungan", en: "The column lies beneath a merged cell" },
    why: Text {
        id: "Sel gabungan menyimpan isinya hanya pada baris pertama; baris di bawahnya akan terbaca tanpa unit atau tanggal.",
        en: "A merged cell keeps its value in its first row only; the rows below would be read without their unit or date.",
    },
    example: Text { id: "nama SKPD digabung untuk lima aduan", en: "a unit's name merged over five complaints" },
    next: Text { id: "Pisahkan sel gabungan dan isi setiap baris.", en: "Unmerge the cells and fill in every row." },
};
