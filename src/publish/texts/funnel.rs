//! Funnels: who lies outside the limits.

use super::Entry;

// One entry a line, however long.
#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    ("section.funnel", "Corong: siapa di luar batas", "Funnels: who lies outside the limits"),
    ("section.funnel.lead", "Unit beraduan sedikit mudah tampak sangat baik atau sangat buruk secara kebetulan. Corong menunjukkan seberapa jauh tingkat sebuah unit boleh menyimpang dari tingkat semua unit bersama-sama, menurut banyaknya aduan. Di luar batas 99,8 % hanya 1 dari 500 unit yang biasa-biasa saja; di luar batas 95 %, 1 dari 20. Andaiannya: aduan tiap unit serupa dan tidak saling bergantung, dan beda antarunit yang wajar sama besar di mana-mana. Klasifikasi dan beratnya perkara tidak diperhitungkan. Di luar batas berarti layak diperiksa sebabnya; itu bukan peringkat dan bukan vonis.", "Units with few complaints easily look very good or very bad by chance. A funnel shows how far a unit's rate may lie from that of all units together, by its number of complaints. Of ordinary units 1 in 500 lies outside the 99.8% limits, 1 in 20 outside the 95% limits. It assumes that the units' complaints are alike and do not depend on each other, and that units ordinarily differ by the same everywhere; it corrects for no classes and no difficulty. Outside the limits means that the cause deserves a look; it is no rank and no verdict."),
    ("section.funnel.details", "{measure}: semua unit", "{measure}: all units"),
    ("funnel.heading", "{measure}: {rate} dari semua unit ({part} dari {whole})", "{measure}: {rate} of all units ({part} of {whole})"),
    ("funnel.above", "Di luar batas, di atas:", "Outside the limits, above:"),
    ("funnel.below", "Di luar batas, di bawah:", "Outside the limits, below:"),
    ("funnel.none", "Tidak ada unit di luar batas: beda yang tampak masih dapat dijelaskan oleh kebetulan.", "No unit lies outside the limits: chance explains the differences that are seen."),
    ("funnel.unnamed", "Tidak menyebut siapa pun: aduan hari-hari terakhir ikut dihitung belum direspons walau batasnya belum lewat, dan tanpa catatan waktu tingkat ini hanya bersandar pada status. Siapa di luar batas dikatakan dari yang sudah jatuh tempo.", "It names nobody: complaints of the last days count as unanswered though their limit has not passed, and without times this rate rests on a status alone. Who lies outside is said of those whose limit has passed."),
    ("funnel.unit", "{unit} {value} ({part} dari {n}; batas {level} {low}–{high})", "{unit} {value} ({part} of {n}; {level} limits {low}–{high})"),
    ("funnel.spread", "Ragam antarunit {phi} kali yang dibawa kebetulan saja (φ = {phi}); batasnya sudah dilebarkan menurut itu.", "The variance between units is {phi} times what chance alone brings (φ = {phi}); the limits are widened by that."),
    ("funnel.even", "Ragam antarunit tidak melebihi yang dibawa kebetulan (φ = {phi}); batasnya tidak dilebarkan.", "The variance between units is no more than chance brings (φ = {phi}); the limits are not widened."),
    ("funnel.few", "Unitnya hanya {n}, terlalu sedikit untuk menaksir beda yang wajar antarunit; batasnya menurut kebetulan saja.", "There are only {n} units, too few to tell how much units ordinarily differ; the limits are those of chance alone."),
    ("funnel.expected", "Dari {n} unit, sampai {k} dapat berada di luar batas 95 % hanya karena kebetulan.", "Of {n} units, up to {k} may lie outside the 95% limits by chance alone."),
    ("funnel.verdict.inside", "di dalam batas", "inside"),
    ("funnel.verdict.above_95", "di atas batas 95 %", "above the 95% limit"),
    ("funnel.verdict.below_95", "di bawah batas 95 %", "below the 95% limit"),
    ("funnel.verdict.above_998", "di atas batas 99,8 %", "above the 99.8% limit"),
    ("funnel.verdict.below_998", "di bawah batas 99,8 %", "below the 99.8% limit"),
    ("funnel.verdict.not_named", "tidak dinilai", "not judged"),
    ("table.funnel.rate", "Tingkat", "Rate"),
    ("table.funnel.of", "Aduan", "Complaints"),
    ("table.funnel.limits", "Batas 95 %", "95% limits"),
    ("table.funnel.limits_far", "Batas 99,8 %", "99.8% limits"),
    ("table.funnel.verdict", "Kedudukan", "Position"),
    ("chart.funnel.title.some", "{measure}: {n} unit di luar batas", "{measure}: {n} units outside the limits"),
    ("chart.funnel.title.none", "{measure}: tidak ada unit di luar batas", "{measure}: no unit outside the limits"),
    ("chart.funnel.title.unnamed", "{measure}: sebaran unit menurut banyaknya aduan", "{measure}: how units spread by number of complaints"),
    ("chart.funnel.unnamed", "Tidak menyebut siapa pun: aduan hari-hari terakhir ikut dihitung belum direspons walau batasnya belum lewat.", "It names nobody: complaints of the last days count as unanswered though their limit has not passed."),
    ("chart.funnel.subtitle", "Tiap titik satu SKPD, {quarter}; garis tengah = tingkat semua SKPD bersama-sama, {rate}", "Each dot is a unit, {quarter}; middle line = the rate of all units together, {rate}"),
    ("chart.funnel.axis", "banyaknya aduan (pembagi tingkat itu; skala akar)", "number of complaints (the rate's denominator; square-root scale)"),
    ("chart.funnel.line_95", "95 %", "95%"),
    ("chart.funnel.line_998", "99,8 %", "99.8%"),
    ("chart.funnel.remark", "Batas menurut Spiegelhalter (2005), dilebarkan menurut beda yang wajar antarunit bila itu dapat ditaksir.", "Limits after Spiegelhalter (2005), widened by how much units ordinarily differ where that can be told."),
    ("chart.funnel.excused", "Titik di luar garis yang tidak bernama: aduannya terlalu sedikit, peluang pastinya masih biasa.", "A dot outside the lines without a name: too few complaints, its exact chance is still ordinary."),
];
