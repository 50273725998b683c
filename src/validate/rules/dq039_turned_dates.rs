//! DQ039: day and month may be exchanged.

use crate::terms::{Rule, Severity, Text};

/// Day and month may be exchanged.
pub const RULE: Rule = Rule {
    code: "DQ039",
    severity: Severity::Warning,
    title: Text { id: "Hari dan bulan mungkin tertukar", en: "Day and month may be exchanged" },
    why: Text {
        id: "Ada bulan yang seluruh aduannya jatuh pada tanggal 1-12, atau aduan yang berakhir sebelum mulai atau sangat lama dan menjadi wajar bila hari dan bulannya ditukar. Aplikasi lembar kerja sering menukarnya sebagian. Ini hal yang perlu diperiksa; tidak ada yang dibetulkan sendiri.",
        en: "There are months whose complaints all fall on days 1-12, or complaints that end before they begin or take very long and become ordinary when day and month are exchanged. Spreadsheets often exchange some of them. This is a thing to check; nothing is corrected by itself.",
    },
    example: Text {
        id: "diterima 03/05 (3 Mei) dibaca 5 Maret, sehingga responsnya tampak 59 hari",
        en: "received 03/05 (3 May) read as 5 March, so that its response seems to take 59 days",
    },
    next: Text {
        id: "Bandingkan beberapa baris dengan kanalnya; ekspor tanpa membuka di aplikasi lembar kerja, atau betulkan formats di profil.",
        en: "Compare some rows with the channel; export without opening in a spreadsheet, or correct formats in the profile.",
    },
};
