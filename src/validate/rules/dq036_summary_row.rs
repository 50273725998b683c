//! DQ036: a total, footer or header among the complaints.

use crate::terms::{Rule, Severity, Text};

/// A total, footer or header among the complaints.
pub const RULE: Rule = Rule {
    code: "DQ036",
    severity: Severity::Rejected,
    title: Text {
        id: "Baris jumlah, catatan kaki, atau kepala tabel di antara aduan",
        en: "A total, footer or header among the complaints",
    },
    why: Text {
        id: "Baris ini bukan aduan. Ia disisihkan supaya tidak ikut dihitung, dan tidak dibebankan kepada unit mana pun.",
        en: "The row is no complaint. It is kept aside so that it does not count, and is charged to no unit.",
    },
    example: Text {
        id: "'Jumlah' di kolom nomor, 'Dicetak pada 5 Juli 2024', kepala tabel yang terulang di halaman kedua",
        en: "'Total' in the id column, 'Printed on 5 July 2024', the header again on the second page",
    },
    next: Text {
        id: "Tidak ada, bila barisnya memang bukan aduan; ekspor tanpa jumlah dan catatan kaki lebih aman.",
        en: "Nothing, if the row is no complaint indeed; an export without totals and footers is safer.",
    },
};
