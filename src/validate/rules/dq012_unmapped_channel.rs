//! DQ012: the channel is not mapped.

use crate::terms::{Rule, Severity, Text};

/// The channel is not mapped.
pub const RULE: Rule = Rule {
    code: "DQ012",
    severity: Severity::Notice,
    title: Text { id: "Kanal tidak dikenal", en: "The channel is not mapped" },
    why: Text { id: "Aduannya dihitung pada kanal 'other'.", en: "The complaint counts under the channel 'other'." },
    example: Text { id: "'Radio'", en: "'Radio'" },
    next: Text {
        id: "Petakan nilai itu pada [channel] di profil.",
        en: "Map the value under [channel] in the profile.",
    },
};
