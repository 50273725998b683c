//! What a meeting takes home.

use super::Entry;

// One entry a line, however long.
#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    ("message.result", "Hasil", "Result"),
    ("message.in_time", "{who}{rate} aduan yang jatuh tempo direspons tepat waktu ({part} dari {whole}{range}).", "{who}{rate} of the complaints due were answered on time ({part} of {whole}{range})."),
    ("message.responded", "{who}{rate} aduan yang masuk hitungan sudah direspons ({part} dari {whole}{range}).", "{who}{rate} of the eligible complaints were answered ({part} of {whole}{range})."),
    ("message.resolved", "{who}{rate} aduan yang jatuh tempo selesai tepat waktu ({part} dari {whole}); yang menutup: {closers}.", "{who}{rate} of the complaints due were resolved on time ({part} of {whole}); closed by: {closers}."),
    ("message.change", "Perubahan", "Change"),
    ("message.moved", "{who}{measure} {how}: dari {before} pada {quarter} menjadi {now}, keduanya pada umur data yang sama.", "{who}{measure} {how}: from {before} in {quarter} to {now}, both at the same age of the data."),
    ("message.improved", "meningkat melebihi kebetulan", "improved beyond chance"),
    ("message.improved.more", "Meningkat melebihi kebetulan juga: {n} SKPD lain.", "Also improved beyond chance: {n} further units."),
    ("message.declined", "menurun melebihi kebetulan", "declined beyond chance"),
    ("message.no_difference", "tidak berbeda melebihi kebetulan", "did not differ beyond chance"),
    ("message.first", "Peringkat pertama", "First places"),
    ("message.unanswered", "Belum merespons", "Not responding"),
    ("message.never", "{units} SKPD memegang {n} aduan yang tidak pernah direspons meskipun batas waktunya sudah lewat: {most}.", "{units} units hold {n} complaints that were never answered although the limit has passed: {most}."),
    ("message.never.most", "{units} SKPD memegang {n} aduan yang tidak pernah direspons meskipun batas waktunya sudah lewat, terbanyak {most}.", "{units} units hold {n} complaints that were never answered although the limit has passed, most of them {most}."),
    ("message.never.own", "{n} aduan lain tidak dipegang SKPD mana pun, ditangani langsung oleh instansi, atau tercatat pada nama yang belum dikenal.", "{n} further complaints are held by no unit, handled directly by the government, or recorded under a name not yet known."),
    ("message.sure", "Tingkat kepastian", "How sure"),
    ("message.sure.all", "Urutan SKPD seluruhnya masih dapat terjadi karena kebetulan.", "The whole order of the units can still be chance."),
    ("message.sure.none", "Di semua kelompok ({groups}), urutan SKPD seluruhnya masih dapat terjadi karena kebetulan.", "In every group ({groups}), the whole order of the units can still be chance."),
    ("message.sure.part", "Di {open} dari {groups} kelompok, urutan SKPD seluruhnya masih dapat terjadi karena kebetulan.", "In {open} of {groups} groups, the whole order of the units can still be chance."),
    ("message.sure.some", "Di setiap kelompok ({groups}), sebagian SKPD dapat dibedakan melebihi kebetulan; rentang tiap peringkat ada pada tabel.", "In every group ({groups}), some units can be told apart beyond chance; the table shows the range of each rank."),
    ("message.sure.moves", "{moved} dari {ranked} peringkat bergeser bila satu pilihan perhitungan diganti.", "{moved} of {ranked} ranks move when one choice of the method is made otherwise."),
    ("message.sure.few", "{n} SKPD tidak diperingkat karena aduannya terlalu sedikit (kurang dari {minimum}).", "{n} units are not ranked because they have too few complaints (under {minimum})."),
    ("message.sure.dark", "{n} SKPD tidak diperingkat karena data tidak memuat bukti yang cukup.", "{n} units are not ranked because the data do not hold enough evidence."),
];
