//! DQ040: many complaints come in at night.

use crate::terms::{Rule, Severity, Text};

/// Many complaints come in at night.
pub const RULE: Rule = Rule {
    code: "DQ040",
    severity: Severity::Warning,
    title: Text { id: "Banyak aduan masuk pada dini hari", en: "Many complaints come in at night" },
    why: Text {
        id: "Antara pukul 00.00 dan 06.00 orang jarang mengadu. Bila bagiannya besar, jamnya mungkin jam zona lain (misalnya UTC), atau jam kosong diisi 00.00. Ini hal yang perlu diperiksa: tanggal setempat dan batas dalam jam bergantung padanya.",
        en: "Between midnight and 6 in the morning people seldom complain. Where the share is large, the clock may be of another zone (UTC, say), or empty times were filled with 00:00. This is a thing to check: local dates and limits in hours hang on it.",
    },
    example: Text {
        id: "4 dari 10 aduan masuk antara pukul 00.00 dan 06.00",
        en: "4 of 10 complaints come in between 00:00 and 06:00",
    },
    next: Text {
        id: "Tanyakan zona jam kanalnya dan nyatakan zone di profil; bila kanalnya memang ramai pada malam hari, tidak ada yang perlu diubah.",
        en: "Ask for the zone of the channel's clock and state zone in the profile; where the channel is busy at night indeed, nothing needs to change.",
    },
};
