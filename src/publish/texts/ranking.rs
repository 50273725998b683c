//! What is said of ranks, zones and presets.

use super::Entry;

// One entry a line, however long.
#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    ("col.zone", "Zona", "Zone"),
    ("def.zone", "Zona skor menurut preset; batasnya ada pada cara menghitung.", "The zone of the score by the preset; its limits stand under method."),
    ("col.volume_pro_rata", "Capaian volume sampai triwulan ini", "Volume attained up to this quarter"),
    ("def.volume_pro_rata", "Aduan yang diterima sejak 1 Januari dibagi bagian target setahun yang sudah berjalan (triwulan/4).", "Complaints received since 1 January divided by the part of the year's target that has run (quarters/4)."),
    ("certainty.none", "Belum dapat dibedakan: urutan {n} SKPD ini masih dapat terjadi karena kebetulan.", "Not told apart: the order of these {n} units can still be chance."),
    ("certainty.some", "Menurut datanya yang mungkin berperingkat 1: {first}; yang mungkin berperingkat {n}: {last}. Di antara yang disebut bersama, urutannya dapat terjadi karena kebetulan.", "By the data, rank 1 may be held by: {first}; rank {n} by: {last}. Among those named together the order can be chance."),
    ("certainty.many", "{k} dari {n} SKPD", "{k} of {n} units"),
    ("col.overlaps", "Tidak dapat dibedakan dari", "Not told apart from"),
    ("def.overlaps", "Id unit sekelompok yang rentang peringkatnya bertumpuk dengan rentang unit ini.", "Ids of the units of the group whose ranges of rank overlap this unit's."),
    ("col.rank_range", "Rentang peringkat", "Range of rank"),
    ("def.rank_range", "Peringkat yang masih dapat terjadi karena kebetulan; dengan peluang 95 % semua rentang satu kelompok benar sekaligus. Yang rentangnya bertumpuk tidak dapat dibedakan.", "The ranks that chance still allows; with a probability of 95% all ranges of a group are right at once. Those whose ranges overlap cannot be told apart."),
    ("table.rank_range", "{low}–{high}", "{low}–{high}"),
    ("direction.higher", "makin tinggi makin baik", "higher is better"),
    ("direction.lower", "makin rendah makin baik", "lower is better"),
    ("table.direction", "Arah", "Direction"),
    ("table.cap", "Capaian dipotong pada", "Attainment cut off at"),
    ("table.weight.shown", "ditampilkan, tidak dinilai", "shown, not scored"),
    ("table.target.own", "target sendiri", "a target of its own"),
    ("section.method.preset", "Preset skor", "Score preset"),
    ("section.method.preset.text", "{name}: {title}. Sumber: {source}", "{name}: {title}. Source: {source}"),
    ("section.method.zones", "Zona skor", "Zones of the score"),
    ("section.method.zones.text", "{zone} mulai {from}", "{zone} from {from}"),
    ("explain.weights", "Bobot, arah, target, batas", "Weights, direction, target, cap"),
    ("explain.limits", "Batas waktu yang dibawa", "Limits that it brings"),
    ("explain.measure", "{measure} ({name}): bobot {weight}; {direction}; target {target}; capaian dipotong pada {cap}", "{measure} ({name}): weight {weight}; {direction}; target {target}; attainment cut off at {cap}"),
    ("explain.limit", "{step}, {class}: {limit}, {from} ({source})", "{step}, {class}: {limit}, {from} ({source})"),
];
