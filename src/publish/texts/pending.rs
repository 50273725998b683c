//! How long complaints wait, the unanswered ones counted.

use super::Entry;

// One entry a line, however long.
#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    ("section.pending", "Yang belum dijawab ikut dihitung", "The unanswered ones count too"),
    ("section.pending.lead", "Rata-rata dari aduan yang dijawab melupakan yang dibiarkan terbuka. Di sini setiap aduan dihitung selama ia menunggu sampai tanggal data (Kaplan-Meier); di bawah tiap bagian ada selang 95 %. Median “belum tercapai” berarti lebih dari separuh belum dijawab selama diamati. Pada rata-rata, yang menunggu lebih dari {horizon} dihitung {horizon}. Unit kecil ikut ditampilkan: lihat jumlah aduannya; tabel ini bukan peringkat.", "A mean over answered complaints forgets those that are left open. Here each complaint counts for as long as it waited up to the as-of time (Kaplan-Meier); below each share stands its 95% interval. A median “not reached” means that more than half were unanswered as far as they were seen. In the mean, whatever waited longer than {horizon} counts as {horizon}. Small units are shown too: mind their number of complaints; this table ranks nobody."),
    ("section.pending.faster", "Tampak lebih cepat dari kenyataannya", "Faster at first sight"),
    ("table.pending.complaints", "Aduan", "Complaints"),
    ("table.pending.answered", "Dijawab pada waktu yang diketahui", "Answered at a known time"),
    ("table.pending.after", "Belum dijawab setelah {days} hari", "Unanswered after {days} d"),
    ("table.pending.after.meaning", "Bagian aduan yang belum dijawab setelah sekian hari (24 jam) sejak hitungan waktunya mulai; kosong bila tidak ada yang diamati selama itu.", "The share not answered so many days (of 24 hours) after the clock started; empty where nobody was seen for so long."),
    ("table.pending.median", "Median", "Median"),
    ("table.pending.median.meaning", "Jam sampai separuh aduan dijawab, yang belum dijawab ikut dihitung.", "Hours until half of the complaints were answered, the unanswered ones counted."),
    ("table.pending.mean", "Rata-rata sampai {horizon}", "Mean up to {horizon}"),
    ("table.pending.mean.meaning", "Rata-rata jam menunggu, yang belum dijawab ikut dihitung, dipotong pada cakrawala itu; kosong bila tidak ada yang diamati selama itu.", "Mean hours of waiting, the unanswered ones counted, cut off at that horizon; empty where nobody was seen for so long."),
    ("table.pending.not_reached", "belum tercapai", "not reached"),
    ("pending.days", "{n} hari", "{n} days"),
    ("pending.hours", "{n} jam", "{n} hours"),
    ("pending.faster", "{unit}: {answered} aduan yang dijawab rata-rata memakan {mean}, urutan {place} dari {compared} SKPD sekelompok. Namun {open} dari {all} aduannya belum dijawab; bila semuanya ikut dihitung (sampai {horizon}), rata-ratanya {all_mean} dan urutannya {all_place}.", "{unit}: its {answered} answered complaints took {mean} on average, which puts it {place} of {compared} units in its group. But {open} of its {all} complaints are unanswered; counting all of them (up to {horizon}) the mean is {all_mean} and it comes {all_place}."),
];
