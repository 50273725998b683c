//! DQ061: the same reporter complained of one unit again.

use crate::terms::{Rule, Severity, Text};

/// The same reporter complained of one unit again, and nothing speaks against its being the same complaint.
pub const RULE: Rule = Rule {
    code: "DQ061",
    severity: Severity::Warning,
    title: Text {
        id: "Pelapor yang sama untuk unit yang sama, dianggap satu aduan",
        en: "The same reporter for the same unit, taken for one complaint",
    },
    why: Text {
        id: "Aduan kedua dari pelapor dan untuk unit yang sama dalam jendela hari, selagi yang pertama belum ditutup, \
             dihitung sekali bila wilayah, kategori dan teksnya tidak berbeda. Nama yang dipakai lebih dari 20 aduan \
             dalam satu triwulan, atau kata seperti 'Anonim', tidak dipakai.",
        en: "A second complaint of one reporter for one unit within the window of days, while the first was not closed, \
             counts once where district, category and text do not differ. A name that more than 20 complaints of a \
             quarter have, or a word such as 'Anonim', is not used.",
    },
    example: Text {
        id: "aduan lewat telepon tanpa teks, lalu lewat aplikasi dengan teks, dari pelapor yang sama",
        en: "a call without a text, then the application with one, by the same reporter",
    },
    next: Text {
        id: "Periksa internal/duplikat.csv; bila keduanya aduan yang berbeda, lengkapi kategori atau wilayahnya.",
        en: "See internal/duplikat.csv; where the two are different complaints, complete their category or district.",
    },
};
