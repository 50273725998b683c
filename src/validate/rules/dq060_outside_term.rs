//! DQ060: a complaint of a unit that did not exist then.

use crate::terms::{Rule, Severity, Text};

/// A complaint of a unit that did not exist then.
pub const RULE: Rule = Rule {
    code: "DQ060",
    severity: Severity::Warning,
    title: Text {
        id: "Aduan untuk unit di luar masa berlakunya",
        en: "A complaint of a unit outside the time in which it exists",
    },
    why: Text {
        id: "Pada hari aduan masuk atau ditugaskan, unit itu (atau unit yang digantikannya) belum ada atau sudah tidak ada menurut \
             daftar SKPD. Aduannya tetap dihitung; unit yang sudah digabung atau berganti nama ditampilkan sebagai penggantinya.",
        en: "On the day of receipt or assignment the register does not hold that unit, nor one that it took over from, yet or \
             any more. The complaint counts all the same; a merged or renamed unit is shown as its successor.",
    },
    example: Text {
        id: "aduan Februari 2024 untuk dinas yang digabung pada 31 Desember 2023",
        en: "a complaint of February 2024 for a dinas that was merged on 31 December 2023",
    },
    next: Text {
        id: "Periksa valid_from, valid_to dan successor_id pada skpd.csv, atau nama unit pada sistem asal.",
        en: "Check valid_from, valid_to and successor_id in skpd.csv, or the unit's name in the source.",
    },
};
