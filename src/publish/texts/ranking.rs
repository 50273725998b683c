//! What is said of ranks, zones and presets.

use super::Entry;

// One entry a line, however long.
#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    ("col.zone", "Zona", "Zone"),
    ("def.zone", "Zona skor menurut preset; batasnya ada pada cara menghitung.", "The zone of the score by the preset; its limits stand under method."),
    ("col.volume_pro_rata", "Capaian volume sampai triwulan ini", "Volume attained up to this quarter"),
    ("def.volume_pro_rata", "Aduan yang diterima sejak 1 Januari dibagi bagian target setahun yang sudah berjalan (triwulan/4).", "Complaints received since 1 January divided by the part of the year's target that has run (quarters/4)."),
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
