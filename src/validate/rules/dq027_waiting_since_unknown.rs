//! DQ027: waiting for the reporter, since when is unknown.

use crate::terms::{Rule, Severity, Text};

/// Waiting for the reporter, since when is unknown.
pub const RULE: Rule = Rule {
    code: "DQ027",
    severity: Severity::Notice,
    title: Text {
        id: "Menunggu pelapor, sejak kapan tidak diketahui",
        en: "Waiting for the reporter, since when is unknown",
    },
    why: Text {
        id: "Aduan yang menunggu sebelum tenggat dikeluarkan dari hitungan; sejak kapan tidak tercatat, jadi dikeluarkan dan ditandai.",
        en: "Complaints put to waiting before their deadline leave the count; since when is not recorded, so they leave it and are marked.",
    },
    example: Text {
        id: "status 'Menunggu Kelengkapan Informasi' tanpa waktu",
        en: "'Menunggu Kelengkapan Informasi' without a time",
    },
    next: Text { id: "Sertakan log peristiwa bila ada.", en: "Add the event log if there is one." },
};
