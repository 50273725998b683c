//! Words of the comparison at equal age.

use super::Entry;

// One entry a line, however long.
#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    ("section.movement", "Bergerak: dibandingkan pada umur yang sama", "Movement: compared at equal age"),
    ("section.movement.lead", "Triwulan yang sudah lama berakhir punya waktu lebih banyak. Karena itu triwulan lain dipotong pada umur triwulan ini: {earlier} dihitung sampai {cut}; yang terjadi sesudahnya tidak ikut. Aduan dihitung pada pemegang dan pengecualian menurut keadaan sekarang.", "A quarter that ended long ago has had more time. So others are cut at the age of this one: {earlier} counts up to {cut}, and nothing after it. Complaints stand with today's holder and today's exclusions."),
    ("section.movement.chance", "Meningkat atau menurun hanya disebut bila melebihi kebetulan: selang selisihnya tidak memuat nol. Semua perbandingan dalam satu kelompok bersama-sama keliru menyebut seseorang dengan peluang paling banyak 5 %.", "Improved and declined are said only beyond chance: where the interval of the difference does not hold zero. All comparisons of a group together name somebody wrongly with a probability of at most 5%."),
    ("section.movement.nobody", "Tidak ada perubahan yang melebihi kebetulan.", "No change is beyond chance."),
    ("section.movement.none", "Belum ada triwulan lain yang dapat dibandingkan.", "There is no other quarter to compare with yet."),
    ("section.movement.all", "Semua perbandingan", "All comparisons"),
    ("section.movement.line", "Sampai delapan triwulan pada umur yang sama: {measure}", "Up to eight quarters at equal age: {measure}"),
    ("table.compared", "Dibanding", "Against"),
    ("table.then", "Dulu", "Then"),
    ("table.now", "Kini", "Now"),
    ("table.difference", "Selisih (poin persen)", "Difference (percentage points)"),
    ("table.change", "Perubahan", "Change"),
    ("movement.improved", "meningkat", "improved"),
    ("movement.declined", "menurun", "declined"),
    ("movement.no_difference", "tidak dapat dibedakan", "cannot be told apart"),
    ("movement.not_comparable", "tidak dapat dibandingkan", "cannot be compared"),
    ("movement.range", "{low} s.d. {high}", "{low} to {high}"),
];
