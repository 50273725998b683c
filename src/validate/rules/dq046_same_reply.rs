//! DQ046: one reply for many complaints.

use crate::terms::{Rule, Severity, Text};

/// One reply for many complaints.
pub const RULE: Rule = Rule {
    code: "DQ046",
    severity: Severity::Notice,
    title: Text { id: "Jawaban yang sama untuk banyak aduan", en: "One reply for many complaints" },
    why: Text {
        id: "Satu teks jawaban dipakai untuk jelas lebih dari seperdua puluh aduan unit ini pada triwulan itu. Bisa jawaban baku yang sah, bisa jawaban yang tidak menyentuh isi aduan. Teksnya hanya dibandingkan di memori, tidak disimpan. Ini hal yang perlu diperiksa dan tidak mengubah peringkat.",
        en: "One text of reply was used for clearly more than a twentieth of this unit's complaints of the quarter. It may be a proper standard reply, or one that does not speak to the matter. The texts are compared in memory only and not stored. This is a thing to check and changes no rank.",
    },
    example: Text {
        id: "'Terima kasih, sudah kami teruskan' pada 70 dari 100 aduan",
        en: "'Thank you, we have passed it on' on 70 of 100 complaints",
    },
    next: Text {
        id: "Baca beberapa jawaban bersama aduannya; yang dihitung sebagai respons haruslah kemajuan.",
        en: "Read some of the replies with their complaints; what counts as a response should be progress.",
    },
};
