//! DQ054: a quote swallowed the row.

use crate::terms::{Rule, Severity, Text};

/// A quote swallowed the row.
pub const RULE: Rule = Rule {
    code: "DQ054",
    severity: Severity::Rejected,
    title: Text { id: "Baris tertelan tanda kutip", en: "A quote swallowed the row" },
    why: Text {
        id: "Tanda kutip yang terbuka pada baris pertama yang disebut membuat baris-baris sesudahnya terbaca sebagai satu isian.",
        en: "A quote that opens on the first line named makes the rows after it one field.",
    },
    example: Text {
        id: "teks aduan dengan satu tanda kutip saja",
        en: "a complaint text with a single quote sign in it",
    },
    next: Text {
        id: "Hapus atau gandakan tanda kutip pada baris itu, atau ekspor ulang.",
        en: "Remove or double the quote on that line, or export again.",
    },
};
