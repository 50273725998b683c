//! DQ028: events contradict each other, or one is missing.

use crate::terms::{Rule, Severity, Text};

/// Events contradict each other, or one is missing.
pub const RULE: Rule = Rule {
    code: "DQ028",
    severity: Severity::Warning,
    title: Text {
        id: "Urutan peristiwa bertentangan atau ada yang hilang",
        en: "Events contradict each other, or one is missing",
    },
    why: Text {
        id: "Ada waktu masuk kedua, peristiwa sebelum aduan masuk atau sesudah ditutup tanpa dibuka kembali, penutupan kedua atau penutupan \
             tanpa peristiwa apa pun sebelumnya, pelimpahan kepada unit yang sudah memegang, pengembalian oleh unit yang \
             tidak memegang, atau pembukaan kembali aduan yang masih terbuka. Yang bertentangan tidak dihitung; \
             pengembalian tanpa catatan penugasan dihitung sebagai dipegang sejak tidak ada pemegang lain.",
        en: "There is a second receipt, an event before the receipt or after a closing without a reopening; a second closing, or one with no \
             event before it; a hand-over to the unit that holds the complaint, a return by one that does not; or a \
             reopening of an open complaint. What contradicts does not count; a return \
             without a record of the assignment counts as held since nobody else held it.",
    },
    example: Text {
        id: "'assigned' sehari sebelum 'received'; dua kali 'closed' tanpa 'reopened'",
        en: "'assigned' one day before 'received'; 'closed' twice without 'reopened'",
    },
    next: Text {
        id: "Periksa jam dan pencatatan pada sistem asal; jenis peristiwanya disebut.",
        en: "Check the clock and the records of the source; the kind of the event is named.",
    },
};
