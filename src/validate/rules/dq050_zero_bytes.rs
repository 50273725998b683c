//! DQ050: the row holds zero bytes.

use crate::terms::{Rule, Severity, Text};

/// The row holds zero bytes.
pub const RULE: Rule = Rule {
    code: "DQ050",
    severity: Severity::Rejected,
    title: Text { id: "Baris memuat bita nol", en: "The row holds zero bytes" },
    why: Text {
        id: "Bita nol muncul bila berkas terpotong atau tertimpa; isi baris itu tidak dapat dipercaya.",
        en: "Zero bytes stand where a file was cut off or overwritten; what else the row holds cannot be trusted.",
    },
    example: Text {
        id: "berkas yang rusak saat disalin dari flashdisk",
        en: "a file damaged while it was copied from a flash drive",
    },
    next: Text { id: "Salin atau ekspor ulang berkasnya.", en: "Copy or export the file again." },
};
