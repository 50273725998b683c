//! Words on charts.

use super::Entry;

// One entry a line, however long.
#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    ("chart.source", "Sumber: data aduan {government}, keadaan {as_of}.", "Source: complaint data of {government}, as of {as_of}."),
    ("chart.target", "Target {value}", "Target {value}"),
    ("chart.target.of", "Target {measure}: {value}", "Target {measure}: {value}"),
    ("chart.ranking.title.one", "Peringkat 1: {unit}, {rate} {short}", "Rank 1: {unit}, {rate} {short}"),
    ("chart.ranking.title.many", "Peringkat SKPD terhadap target", "Units ranked against the target"),
    ("chart.ranking.title.tie", "{n} SKPD berbagi peringkat 1", "{n} units share rank 1"),
    ("chart.ranking.title.none", "Belum ada SKPD yang dapat diperingkat pada triwulan ini", "No unit can be ranked in this quarter"),
    ("chart.ranking.short.on_time", "direspons tepat waktu", "answered on time"),
    ("chart.ranking.short.resolved_on_time", "selesai tepat waktu", "resolved on time"),
    ("chart.ranking.short.responded", "direspons", "answered"),
    ("chart.ranking.subtitle", "{measure} tiap SKPD terhadap target, {quarter}, urut peringkat", "{measure} of each unit against the target, {quarter}, in order of rank"),
    ("chart.ranking.unranked", "Tidak diperingkat", "Not ranked"),
    ("chart.ranking.reading", "n = banyaknya aduan yang menjadi pembagi. Urutan mengikuti skor, yang dapat memuat ukuran lain.", "n = number of complaints in the denominator. The order follows the score, which may hold other measures."),
    ("chart.ranking.interval", "Garis tebal = selang kepercayaan 95 % (Wilson): makin sedikit aduan, makin panjang. SKPD yang garisnya bertumpuk belum tentu berbeda.", "Thick line = 95% confidence interval (Wilson): the fewer complaints, the longer. Units whose lines overlap may not differ."),
    ("chart.quarters.title", "{rate} aduan direspons pada {quarter}", "{rate} of complaints answered in {quarter}"),
    ("chart.quarters.title.many", "Respons dari triwulan ke triwulan", "Response over the quarters"),
    ("chart.quarters.subtitle", "Tingkat respons dan respons tepat waktu per triwulan penerimaan; n = aduan yang masuk hitungan", "Response rate and on-time response by quarter of receipt; n = eligible complaints"),
    ("chart.backlog.title", "Tunggakan terbanyak: {unit}, {n} aduan terbuka", "Largest backlog: {unit}, {n} open complaints"),
    ("chart.backlog.subtitle", "Aduan terbuka dari semua triwulan menurut umur pada {as_of}, terbanyak di atas", "Open complaints of all quarters by age on {as_of}, largest first"),
    ("chart.backlog.class", "{from}–{to} hari", "{from}–{to} days"),
    ("chart.backlog.class.last", "lebih dari {from} hari", "over {from} days"),
    ("chart.backlog.remark", "SKPD tanpa aduan terbuka tidak ditampilkan. Angka di ujung batang = jumlah aduan terbuka.", "Units without open complaints are not shown. The number at the end of a bar = open complaints."),
    ("chart.response.title.some", "{n} dari {total} aduan belum direspons", "{n} of {total} complaints are unanswered"),
    ("chart.response.title.all", "Semua {total} aduan sudah direspons", "All {total} complaints were answered"),
    ("chart.response.subtitle", "Waktu sampai respons pertama, {quarter}, semua SKPD; n = {n} aduan", "Time to first response, {quarter}, all units; n = {n} complaints"),
    ("chart.response.class.hours", "{from}–{to} jam", "{from}–{to} hours"),
    ("chart.response.class.days", "{from}–{to} hari", "{from}–{to} days"),
    ("chart.response.class.last", "lebih dari {from} hari", "over {from} days"),
    ("chart.response.unanswered", "belum direspons", "unanswered"),
    ("chart.response.unknown", "jam tidak diketahui", "hours unknown"),
    ("chart.response.limit", "Batas {hours} jam", "Limit {hours} hours"),
    ("chart.response.remark", "Waktu dihitung dari mulai berjalannya batas waktu tiap SKPD sampai respons pertamanya. Tiap kelas memuat batas atasnya.", "Time runs from the start of each unit's clock to its first response. Each class includes its upper bound."),
];
