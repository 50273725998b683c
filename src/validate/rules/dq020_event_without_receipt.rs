//! DQ020: an event whose complaint has no receipt.

use crate::terms::{Rule, Severity, Text};

/// An event whose complaint has no receipt.
pub const RULE: Rule = Rule {
    code: "DQ020",
    severity: Severity::Rejected,
    title: Text { id: "Peristiwa tanpa waktu masuk aduannya", en: "An event whose complaint has no receipt" },
    why: Text {
        id: "Tanpa waktu masuk aduan tidak punya triwulan; peristiwanya disisihkan.",
        en: "Without a receipt the complaint has no quarter; its events are kept aside.",
    },
    example: Text { id: "hanya ada 'response' untuk nomor itu", en: "only a 'response' for that id" },
    next: Text {
        id: "Sertakan peristiwa 'received' atau ekspor aduannya.",
        en: "Add the 'received' event, or the export of the complaints.",
    },
};
