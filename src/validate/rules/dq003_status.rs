//! DQ003: the status is not mapped.

use crate::terms::{Rule, Severity, Text};

/// The status is not mapped.
pub const RULE: Rule = Rule {
    code: "DQ003",
    severity: Severity::Rejected,
    title: Text { id: "Status tidak dikenal", en: "The status is not mapped" },
    why: Text {
        id: "Arti sebuah status tidak boleh ditebak: selesai, diproses dan diarsipkan mengubah semua angka.",
        en: "What a status means must not be guessed: closed, in progress and archived change every figure.",
    },
    example: Text {
        id: "'Menunggu Disposisi' yang tidak ada pada [status] di profil",
        en: "'Menunggu Disposisi' that does not stand under [status] in the profile",
    },
    next: Text { id: "Petakan nilai itu pada [status] di profil.", en: "Map the value under [status] in the profile." },
};
