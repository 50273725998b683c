//! Why each column of the league table is there, how it is computed, and whose definition it is: the texts of
//! `rapor explain`. What a column is stands in `columns`; the formulas in full in `queries/README.md`.

use crate::terms::Text;

/// The reasoning behind a column.
#[derive(Debug)]
pub struct Meaning {
    /// The column.
    pub name: &'static str,
    /// Why it is there, and what to beware of.
    pub why: Text,
    /// From which counts it comes.
    pub formula: Text,
    /// The decree, rule, paper, file or decision behind it.
    pub source: Text,
}

const fn text(id: &'static str, en: &'static str) -> Text {
    Text { id, en }
}

const fn meaning(name: &'static str, why: Text, formula: Text, source: Text) -> Meaning {
    Meaning { name, why, formula, source }
}

const ROBUST: Text = text(
    "Saisana, Saltelli, Tarantola 2005 (J. R. Statist. Soc. A 168, 307-323); OECD/JRC 2008, langkah 7.",
    "Saisana, Saltelli, Tarantola 2005 (J. R. Statist. Soc. A 168, 307-323); OECD/JRC 2008, step 7.",
);
const OWN: Text =
    text("Ketentuan rapor sendiri; lihat queries/README.md.", "rapor's own decision; see queries/README.md.");
const STRICT: Text = text(
    "Ketentuan rapor (hitungan ketat). Batas respons ditetapkan daerah: [[deadline]] dengan sumber hukumnya, misalnya 1x24 jam di Jawa Tengah.",
    "rapor's own decision (the strict count). Response limits are set by the region: [[deadline]] with its legal source, such as 1x24 hours in Central Java.",
);
const REGISTER: Text = text("Daftar SKPD (skpd.csv) dan alias.csv.", "The unit register (skpd.csv) and alias.csv.");
const GOVERNMENTS: Text = text("instansi.csv, atau [unit] di rapor.toml.", "instansi.csv, or [unit] in rapor.toml.");
const WILSON: Text =
    text("Wilson 1927; Newcombe 1998, metode 3; z = 1,959964.", "Wilson 1927; Newcombe 1998, method 3; z = 1.959964.");
const PROGRESS: Text = text(
    "Jenis kemajuan menurut aturan respons Jawa Tengah: verifikasi, cek lapangan, pengerjaan, tuntas ([response] counts).",
    "The kinds of progress of Central Java's response rule: verification, field check, work, done ([response] counts).",
);
const SURVIVAL: Text = text(
    "Kaplan dan Meier 1958; median: Brookmeyer dan Crowley 1982; rata-rata terbatas: Irwin 1949. Teliti sampai satu menit; selangnya di kurva.csv.",
    "Kaplan and Meier 1958; median: Brookmeyer and Crowley 1982; restricted mean: Irwin 1949. To the minute; intervals in kurva.csv.",
);
const WORKDAYS: Text = text(
    "Hari kerja menurut calendar.csv (hari libur dan cuti bersama dari SKB 3 Menteri); hari penerimaan tidak dihitung.",
    "Working days by calendar.csv (holidays and collective leave of the joint decree of three ministers); the day of receipt is not counted.",
);
const RESOLUTION: Text = text(
    "Batas bawaan: PermenPANRB 62/2018 menurut klasifikasi (5, 14, 60 hari kerja); sebelumnya Perpres 76/2013 dan PermenPANRB 24/2014. Batas sendiri: [[deadline]].",
    "Shipped limits: PermenPANRB 62/2018 by class (5, 14, 60 working days); before it Perpres 76/2013 and PermenPANRB 24/2014. One's own: [[deadline]].",
);
const STATUS: Text = text(
    "Status di ekspor, dibaca menurut tabel [status] profil; penutupan otomatis: PermenPANRB 62/2018.",
    "The status in the export, read by the profile's table [status]; automatic closing: PermenPANRB 62/2018.",
);
const STOCK: Text = text(
    "Neraca stok dan arus: awal + masuk + dibuka lagi - keluar = akhir.",
    "Stock and flow: opening + inflow + reopened - outflow = closing.",
);
const PLAN: Text = text("Rencana aksi: [[target]] di rapor.toml.", "The action plan: [[target]] in rapor.toml.");
const RANKS: Text = text(
    "Mogstad, Romano, Shaikh, Wilhelm, Review of Economic Studies 91 (2024), 476-518; galat tiap pasangan dari aduan keduanya bersama, nilai kritis dari 2.000 undian Dirichlet (jumlah + 1/2) dengan benih tetap (queries/README.md).",
    "Mogstad, Romano, Shaikh, Wilhelm, Review of Economic Studies 91 (2024), 476-518; the error of each pair from the complaints of both together, the critical value from 2,000 seeded Dirichlet draws (count + 1/2); see queries/README.md.",
);
const COPIED: Text = text("Disalin apa adanya.", "Copied as it stands.");
const EXCLUSION: Text = text(
    "Dihitung sekali, pada alasan pertama yang berlaku: ganda, diblokir, bukan kewenangan, diarsipkan, menunggu.",
    "Counted once, under the first ground that applies: duplicate, blocked, jurisdiction, archived, waiting.",
);

/// Every column of the league table, in its order.
#[rustfmt::skip]
pub const MEANINGS: &[Meaning] = &[
    meaning("period",
        text("Aduan dihitung pada triwulan ia diterima, bukan saat ditutup: kelompoknya tetap, dan yang terlambat tidak berpindah triwulan.", "A complaint counts in the quarter of its receipt, not of its closing: the cohort stays, and a late one does not move to another quarter."),
        text("triwulan dari tanggal terima menurut waktu setempat", "the quarter of the local date of receipt"), OWN),
    meaning("agency_id", text("Nomor tidak berubah bila nama berubah.", "An id stays where a name changes."), COPIED, GOVERNMENTS),
    meaning("agency", text("Hanya instansi setingkat yang dibandingkan.", "Only governments of one level are compared."), COPIED, GOVERNMENTS),
    meaning("skpd_id", text("Satu unit muncul dengan banyak ejaan; nomornya yang menentukan.", "One unit appears in many spellings; its id decides."), COPIED, REGISTER),
    meaning("skpd", text("Aduan menjadi tanggungan unit yang memegangnya; yang belum dipegang siapa pun berdiri di barisnya sendiri dan tidak hilang.", "A complaint is charged to the unit that holds it; one that nobody holds has a line of its own and does not vanish."),
        text("pemegang pada tanggal data, atau saat ditutup; unit yang berganti nama tampil sebagai penerusnya", "the holder at as-of, or at closing; a renamed unit is shown as its successor"), REGISTER),
    meaning("group", text("Unit dengan 6 aduan tidak adil dibandingkan dengan unit yang menerima 600.", "A unit with 6 complaints is not fairly compared with one that gets 600."),
        text("menurut eligible: 5-29, 30-99, 100+; atau jenis unit; atau tanpa kelompok ([groups])", "by eligible: 5-29, 30-99, 100+; or the kind of unit; or none ([groups])"), text("Ketentuan rapor; kelompok volume seperti pada GRAI India.", "rapor's own decision; volume groups as in India's GRAI.")),
    meaning("received", text("Semua yang datang, sebelum ada yang dikecualikan: jumlah ini harus cocok dengan kanalnya.", "All that came in, before anything is excluded: this number must agree with the channel."),
        text("jumlah nomor aduan yang berbeda, termasuk yang ganda", "distinct complaint ids, duplicates included"), OWN),
    meaning("eligible", text("Penyebut yang adil: yang dikecualikan tampil satu per satu di sebelahnya, sehingga tidak ada yang hilang diam-diam.", "A fair denominator: what is excluded stands beside it ground by ground, so that nothing vanishes in silence."),
        text("received - kelima excluded_*", "received - the five excluded_*"), OWN),
    meaning("excluded_duplicate", text("Satu aduan lewat dua kanal tidak boleh dihitung dua kali.", "One complaint through two channels must not count twice."), EXCLUSION, OWN),
    meaning("excluded_jurisdiction", text("Unit tidak menanggung yang bukan kewenangan pemerintahnya; pernyataan unit sendiri hanyalah pengembalian.", "A unit is not charged with what is not its government's; its own word for that is only a return."), EXCLUSION, OWN),
    meaning("excluded_archived", text("Arsip tidak boleh menjadi tempat membuang penyebut: hanya yang dicabut, tidak valid, atau tidak dilengkapi yang keluar.", "The archive must not swallow the denominator: only withdrawn, invalid and incomplete ones leave it."), EXCLUSION, OWN),
    meaning("excluded_waiting", text("Selama menunggu pelapor unit tidak dapat bertindak, asalkan ia menunggu sejak sebelum batas waktunya.", "While it waits for the reporter a unit cannot act, if it has waited since before its limit."), EXCLUSION, OWN),
    meaning("excluded_blocked", text("Konten yang diblokir kanal tidak sampai ke unit.", "Content that the channel blocked does not reach the unit."), EXCLUSION, OWN),
    meaning("responded", text("Yang dihitung adalah kemajuan nyata; klik verifikasi admin dan penutupan oleh sistem atau pelapor bukan respons.", "What counts is progress; an admin's click on intake and a closing by system or reporter are no response."),
        text("eligible dengan bukti respons (waktu, antara dua ekspor, atau status)", "eligible with evidence of a response (a time, two exports, or a status)"), PROGRESS),
    meaning("response_rate", text("Menunjukkan berapa yang dijawab sama sekali; tidak menunjukkan seberapa cepat.", "Tells how many were answered at all, not how fast."),
        text("responded / eligible", "responded / eligible"), OWN),
    meaning("due", text("Hanya yang batasnya sudah lewat, dijawab atau belum. Bila yang muda ikut saat dijawab saja, ia hanya masuk sebagai keberhasilan.", "Only those whose limit has passed, answered or not. If young ones came in only when answered, they would enter as successes alone."),
        text("eligible dengan batas respons pada atau sebelum tanggal data", "eligible with a response limit at or before as-of"), STRICT),
    meaning("responded_in_time", text("Pembilang respons tepat waktu; batasnya ikut dihitung tepat waktu.", "The numerator of on-time response; the limit itself is in time."),
        text("dari due, yang direspons paling lambat pada batasnya", "of due, those answered by the limit"), STRICT),
    meaning("unanswered_overdue", text("Inilah yang menunggu: daftar kerjanya ada di internal/belum-direspons.csv.", "These people wait: the work list is internal/belum-direspons.csv."),
        text("dari due, yang belum direspons pada tanggal data", "of due, those without a response at as-of"), STRICT),
    meaning("on_time_rate", text("Ukuran utama: unit memegangnya sendiri, dan ia dapat gagal. Yang belum jatuh tempo dan yang tanpa batas tidak pernah dihitung tepat waktu.", "The main measure: it is in the unit's own hands, and it can fail. Those not yet due and those without a limit never count as on time."),
        text("responded_in_time / due", "responded_in_time / due"), STRICT),
    meaning("on_time_low", text("Dari sedikit aduan, tingkat tidak diketahui dengan teliti; selang ini menunjukkannya.", "From few complaints a rate is not known closely; the interval shows it."),
        text("batas bawah selang Wilson 95 % dari responded_in_time dari due", "lower end of the 95% Wilson interval of responded_in_time out of due"), WILSON),
    meaning("on_time_high", text("Dua unit yang selangnya bertumpuk mungkin sama baiknya.", "Two units whose intervals overlap may be equally good."),
        text("batas atas selang Wilson 95 % dari responded_in_time dari due", "upper end of the 95% Wilson interval of responded_in_time out of due"), WILSON),
    meaning("no_deadline", text("Tanpa batas waktu tidak ada yang dapat disebut tepat waktu; jumlahnya ditampilkan.", "Without a limit nothing can be called on time; their number is shown."),
        text("eligible tanpa batas respons yang berlaku", "eligible without a response limit that applies"), STRICT),
    meaning("not_yet_due", text("Aduan muda belum dapat dinilai; ia masuk due setelah batasnya lewat.", "Young complaints cannot be judged yet; they enter due when their limit has passed."),
        text("eligible - due - no_deadline", "eligible - due - no_deadline"), STRICT),
    meaning("mean_response_hours", text("Yang dikenal rapat; tetapi ia melupakan yang tidak pernah dijawab, maka tidak dipakai untuk peringkat, dan antartriwulan hanya dibandingkan bila bagian yang dijawab tidak bergerak ke arah lain.", "The one that meetings know; but it forgets those never answered, so it is no ground for ranks, and is compared between quarters only where the share answered did not move the other way."),
        text("jumlah detik sampai respons / banyaknya / 3600, hanya yang dijawab", "sum of seconds to the response / count / 3600, over answered ones"), OWN),
    meaning("median_response_hours", text("Tidak tergoyahkan oleh satu aduan yang sangat lama.", "Not moved by one complaint that took very long."),
        text("rata-rata dua nilai tengah / 3600, hanya yang dijawab", "mean of the middle two / 3600, over answered ones"), OWN),
    meaning("p90_response_hours", text("Yang dijanjikan kepada pelapor bukan rata-rata, melainkan paling lambat berapa lama.", "What a reporter is promised is not the mean but how long at the most."),
        text("persentil 90 menurut peringkat terdekat / 3600, hanya yang dijawab", "90th percentile by nearest rank / 3600, over answered ones"), OWN),
    meaning("km_median_response_hours", text("Unit yang membiarkan yang sulit terbuka tampak cepat bila hanya yang dijawab dihitung.", "A unit that leaves the hard ones open looks fast where only answered ones count."),
        text("waktu t pertama dengan S(t) <= 1/2 (tengah-tengah bila S tepat 1/2 untuk beberapa lama), S(t) = hasil kali (1 - dijawab / masih menunggu); yang belum dijawab diamati sampai tanggal data atau sampai ditutup pelapor, juga yang hanya terbukti dari status; kosong bila belum tercapai", "the first t with S(t) <= 1/2 (the middle where S is exactly 1/2 for a while), S(t) = product of (1 - answered / still waiting); unanswered ones are seen up to as-of or to a closing by the reporter, as are those that only a status proves; empty where not reached"), SURVIVAL),
    meaning("restricted_mean_response_hours", text("Rata-rata yang dapat dibandingkan walau sebagian belum dijawab; dengan ini perubahan kecepatan antartriwulan dinilai.", "A mean that can be compared though some are not answered yet; by it a change of speed between quarters is judged."),
        text("luas di bawah S(t) sampai cakrawala [survival] response-horizon (14 hari bila tidak disebut); kosong bila tidak ada aduan yang diamati selama itu", "area under S(t) up to [survival] response-horizon (14 days where not stated); empty where no complaint was seen for so long"), SURVIVAL),
    meaning("mean_response_workdays", text("Kantor tutup pada akhir pekan dan hari libur; hari kerja memperhitungkannya.", "Offices are closed on weekends and holidays; working days allow for that."),
        text("jumlah (W(respons) - W(mulai)) / banyaknya, W = banyaknya hari kerja sampai tanggal itu", "sum of (W(response) - W(start)) / count, W = working days up to a date"), WORKDAYS),
    meaning("closed", text("Menutup bukan menyelesaikan: lihat siapa yang menutup.", "Closing is not solving: see who closed."),
        text("eligible yang sudah ditutup pada tanggal data, oleh siapa pun", "eligible and closed at as-of, by whomever"), STATUS),
    meaning("open", text("Pelapor yang masih menunggu dari triwulan ini.", "Those of this quarter who still wait."),
        text("eligible - closed", "eligible - closed"), OWN),
    meaning("resolution_rate", text("Hampir 100 % di mana sistem menutup sendiri; hanya bermakna bersama closed_by_*.", "Near 100% where the system closes by itself; means something only with closed_by_*."),
        text("closed / eligible", "closed / eligible"), STATUS),
    meaning("closed_by_reporter", text("Pelapor sendiri yang menyatakan cukup.", "The reporter himself said that it is enough."),
        text("closed dengan penutup: pelapor", "closed, by the reporter"), STATUS),
    meaning("closed_by_system", text("Tertutup karena pelapor diam 10 hari kerja; bukan tanda selesai.", "Closed because the reporter stayed silent for 10 working days; no sign of a solution."),
        text("closed dengan penutup: sistem", "closed, by the system"), STATUS),
    meaning("closed_by_admin", text("Ditutup pihak yang dinilai; mutu-data mencari hari penutupan massal.", "Closed by the side that is judged; the checks look for days of bulk closing."),
        text("closed dengan penutup: unit atau admin", "closed, by unit or admin"), STATUS),
    meaning("mean_resolution_days", text("Lama sampai selesai, hanya dari yang selesai; yang masih terbuka tidak terlihat di sini.", "Time to resolution, over resolved ones alone; those still open are not seen here."),
        text("jumlah detik sampai selesai / banyaknya / 86400", "sum of seconds to resolution / count / 86400"), OWN),
    meaning("mean_resolution_workdays", text("Batas penyelesaian dihitung dalam hari kerja, maka lamanya juga.", "Resolution limits are in working days, so the duration is too."),
        text("jumlah (W(selesai) - W(mulai)) / banyaknya", "sum of (W(resolution) - W(start)) / count"), WORKDAYS),
    meaning("resolution_due", text("Penyebut ketat penyelesaian: batasnya sudah lewat, selesai atau belum.", "The strict denominator of resolution: the limit has passed, resolved or not."),
        text("eligible dengan batas penyelesaian pada atau sebelum tanggal data", "eligible with a resolution limit at or before as-of"), RESOLUTION),
    meaning("resolved_in_time", text("Pembilang penyelesaian tepat waktu.", "The numerator of on-time resolution."),
        text("dari resolution_due, yang ditutup dan selesai paling lambat pada batasnya", "of resolution_due, closed and resolved by the limit"), RESOLUTION),
    meaning("resolution_on_time_rate", text("Batas hukumnya ada dan dapat gagal; tingkat penutupan tidak.", "Its limit is law and it can fail; a closing rate cannot."),
        text("resolved_in_time / resolution_due", "resolved_in_time / resolution_due"), RESOLUTION),
    meaning("backlog_opening", text("Tunggakan tidak lahir pada triwulan ini; tanpa stok awal neraca tidak dapat diperiksa.", "A backlog is not born in this quarter; without the opening stock the balance cannot be checked."),
        text("aduan terbuka ketika triwulan mulai; kosong bila data mulai di dalamnya", "complaints open when the quarter began; empty where the data begin inside it"), STOCK),
    meaning("backlog_received", text("Arus masuk dari neraca.", "The inflow of the balance."),
        text("aduan yang diterima selama triwulan", "complaints received in the quarter"), STOCK),
    meaning("backlog_closed", text("Arus keluar dari neraca, kapan pun aduannya diterima.", "The outflow of the balance, whenever received."),
        text("aduan yang ditutup selama triwulan", "complaints closed in the quarter"), STOCK),
    meaning("backlog_reopened", text("Aduan yang ditutup terlalu dini kembali ke stok.", "What was closed too early comes back to the stock."),
        text("aduan yang dibuka kembali selama triwulan", "complaints reopened in the quarter"), STOCK),
    meaning("backlog_closing", text("Berapa yang masih menunggu, dari triwulan mana pun.", "How many still wait, of any quarter."),
        text("backlog_opening + backlog_received + backlog_reopened - backlog_closed", "backlog_opening + backlog_received + backlog_reopened - backlog_closed"), STOCK),
    meaning("backlog_over_limit", text("Dari yang menunggu, yang sudah melewati batas hukum.", "Of those that wait, the ones past the legal limit."),
        text("dari backlog_closing, yang batas penyelesaiannya sudah lewat", "of backlog_closing, those with the resolution limit passed"), RESOLUTION),
    meaning("oldest_open_days", text("Satu aduan yang terlupakan tidak terlihat dalam rata-rata.", "One forgotten complaint does not show in a mean."),
        text("tanggal data - penerimaan aduan terbuka yang tertua, dalam hari penuh", "as-of - receipt of the oldest open complaint, in whole days"), OWN),
    meaning("hops", text("Aduan yang dilempar ke sana kemari menunggu lebih lama dari yang terlihat per unit.", "A complaint handed to and fro waits longer than shows with any one unit."),
        text("jumlah pindah tangan dari aduan yang dipegang", "hand-overs of the complaints held"), OWN),
    meaning("returned_late", text("Unit tidak lepas dari batasnya dengan melimpahkan.", "A unit does not escape its limit by handing on."),
        text("dilimpahkan atau dikembalikan sesudah batas responsnya lewat, pada unit yang melepas", "handed on or returned after its response limit had passed, with the unit that let go"), OWN),
    meaning("received_ytd", text("Target volume berlaku setahun; ini yang sudah tercapai.", "A volume target is for the year; this is what has been reached."),
        text("received dari 1 Januari sampai akhir triwulan", "received from 1 January to the quarter's end"), PLAN),
    meaning("volume_target", text("Jumlah aduan yang banyak dapat berarti warga percaya kanalnya; targetnya milik rencana aksi.", "Many complaints may mean that people trust the channel; the target is the action plan's."), COPIED, PLAN),
    meaning("volume_attainment", text("Capaian rencana aksi, tidak dipotong pada 100 %.", "Attainment of the action plan, not cut at 100%."),
        text("received_ytd / volume_target", "received_ytd / volume_target"), PLAN),
    meaning("response_target", text("Target tingkat respons, bila rencana aksi menetapkannya.", "The target of the response rate, where the action plan sets one."), COPIED, PLAN),
    meaning("response_attainment", text("Capaian terhadap target; di atas 1 berarti terlampaui.", "Attainment of the target; above 1 means more than reached."),
        text("response_rate / response_target", "response_rate / response_target"), PLAN),
    meaning("score", text("Menggabungkan beberapa ukuran dengan bobot yang tertulis; satu ukuran kosong mengosongkan skor (rata-rata waktu unit yang tidak menjawab satu pun bernilai capaian 0). Bobot bawaan: on_time_rate 0,6 dan resolution_on_time_rate 0,4, karena keduanya dapat gagal: tingkat penutupan mendekati 100 % di mana sistem menutup sendiri, dan rata-rata waktu melupakan yang tidak pernah dijawab. Respons berbobot lebih besar karena aturan daerah menuntutnya dan unit memegangnya sendiri; penyelesaian tidak boleh hilang, sebab jawaban cepat tanpa penyelesaian bukan pelayanan. Kebijakan lain ditulis sebagai weights, atau sebagai preset: jateng-1x24, renaksi, ombudsman-zona.", "Joins several measures by stated weights; one that is empty leaves the score empty (the mean time of a unit that answered none attains 0). The default weights are on_time_rate 0.6 and resolution_on_time_rate 0.4, because these two can fail: a closing rate is near 100% where the system closes by itself, and a mean time forgets those never answered. The response weighs more because regional rules ask for it and a unit has it in its own hands; resolution must not drop out, as a quick answer without a solution is no service. Another policy is written as weights, or as a preset: jateng-1x24, renaksi, ombudsman-zona."),
        text("jumlah bobot x min(capaian, batas atas), bobot dinormalkan ([score]); batas atas 1 bila target tidak menyebut lain", "sum of weight x min(attainment, cap), weights normalised ([score]); the cap is 1 unless the target says less"), text("Ketentuan rapor (DESIGN.md); pemotongan pada 1 menjawab kritik atas CityScore Boston.", "rapor's own decision (DESIGN.md); the cap answers a criticism of Boston's CityScore.")),
    meaning("rank", text("Hanya dari skor, hanya di dalam kelompok; skor sama mendapat peringkat sama.", "By score alone, inside a group alone; equal scores share a rank."),
        text("1, 2, 2, 4 menurut score di dalam agency, period, group", "1, 2, 2, 4 by score inside agency, period, group"), OWN),
    meaning("rank_low", text("Peringkat dari sedikit aduan tidak pasti; ini yang terbaik yang mungkin.", "A rank from few complaints is uncertain; this is the best possible."),
        text("1 + banyaknya unit yang nyata lebih baik", "1 + units that are significantly better"), RANKS),
    meaning("rank_high", text("Unit yang rentang peringkatnya bertumpuk belum tentu berbeda.", "Units whose sets of ranks overlap may not differ."),
        text("banyaknya unit - banyaknya unit yang nyata lebih buruk", "units - units that are significantly worse"), RANKS),
    meaning("previous_rank", text("Naik atau turun, dinilai dengan aturan dan tanggal data yang sama.", "Up or down, judged by the same rules at the same as-of."),
        text("rank triwulan sebelumnya, dihitung ulang, hanya dalam kelompok yang sama", "rank of the quarter before, recomputed, in the same group only"), OWN),
    meaning("verdict", text("Unit tanpa peringkat tidak hilang: sebabnya disebut.", "A unit without a rank does not vanish: the reason is told."),
        text("yang pertama berlaku: not_assigned, no_evidence, too_few, no_evidence (skor kosong), ranked", "the first that applies: not_assigned, no_evidence, too_few, no_evidence (empty score), ranked"), text("Ketentuan rapor; minimum 5 seperti pada UK Housing Ombudsman.", "rapor's own decision; a minimum of 5 as the UK Housing Ombudsman uses it.")),
];

/// The columns that `peringkat.csv` has besides those of the league table, in its order.
#[rustfmt::skip]
pub const RANK_MEANINGS: &[Meaning] = &[
    meaning("not_told_apart", text("Siapa yang tidak dapat dibedakan dari unit ini; urutan di antara mereka dapat terjadi karena kebetulan.", "Who cannot be told apart from this unit; the order among them can be chance."),
        text("unit sekelompok yang selisih skornya tidak melewati nilai kritis", "units of the group whose difference of scores does not pass the critical value"), RANKS),
    meaning("robust_low", text("Peringkat yang bergantung pada satu pilihan bukan sifat unit itu. Yang diganti, satu demi satu: tiap bobot turun dan naik separuhnya; jam mulai saat diterima atau ditugaskan (yang berpindah tangan tetap memakai penugasannya sendiri); semua pengaduan memakai batas satu klasifikasi; aduan yang ditemukan sama ikut dihitung. Yang ditandai ganda oleh kanalnya sendiri tetap tidak dihitung: itu bukan temuan program ini, dan tidak ada yang mengerjakannya.", "A rank that hangs on one choice is no trait of the unit. Made otherwise, one by one: each weight half less and half more; the clock from receipt or from assignment (a complaint that changed hands keeps its own assignment); all complaints by the limit of one class; complaints found to be the same count too. What its own channel marks as a duplicate stays out: that is no finding of this program, and nobody works on it."),
        text("yang terkecil dari rank dan peringkat semua skenario (peringkat-uji.csv), anggota dan kelompok tetap", "the least of rank and the ranks of all scenarios (peringkat-uji.csv), members and group unchanged"), ROBUST),
    meaning("robust_high", text("Di mana skor anggota lain tidak dapat dihitung, peringkat dapat lebih rendah sebanyak anggota itu; itu ikut dihitung di sini.", "Where the score of other members cannot be computed, the rank may be so many places lower; that is counted here."),
        text("yang terbesar dari rank dan peringkat + unscored semua skenario", "the largest of rank and the ranks + unscored of all scenarios"), ROBUST),
    meaning("moved", text("Peringkat yang bergeser ditandai di setiap dokumen.", "A rank that moves is marked in every document."),
        text("1 bila batas bawah atau atas uji berbeda dari rank", "1 where an end of the range differs from rank"), ROBUST),
    meaning("untested", text("Bila skor tidak dapat dihitung, atau aduannya dalam skenario itu lebih sedikit daripada yang diperlukan untuk peringkat, itu dikatakan dan tidak dihitung; peringkat lama tidak dipakai diam-diam. Ukuran dari stok dan pelimpahan tidak diukur ulang.", "Where a score cannot be computed, or comes from fewer complaints than a rank needs, it is said so and does not count; the old rank is never used in silence. Measures of the stock and of hand-overs are not measured anew."),
        text("banyaknya skenario yang hasilnya bukan peringkat: tanpa skor, atau terlalu sedikit aduan", "scenarios whose outcome is no rank: no score, or too few complaints"), ROBUST),
    meaning("zone", text("Warna yang dikenal rapat; hanya bila preset menetapkan zona, dan batasnya selalu disebut.", "Colours that meetings know; only where the preset has zones, and their limits are always told."),
        text("zona pertama yang batas bawahnya <= skor dalam persen, dibulatkan ke dua desimal", "the first zone whose lowest score is <= the score in percent, rounded to two decimals"), text("[score] preset, misalnya ombudsman-zona.", "[score] preset, such as ombudsman-zona.")),
    meaning("volume_pro_rata", text("Target volume berlaku setahun; pada akhir triwulan II baru separuhnya yang dapat ditagih. Bila dinilai, ia memberi imbalan kepada pencatatan massal; maka bawaannya hanya ditampilkan.", "A volume target is for the year; at the end of the second quarter only half of it can be asked for. Where it is scored it rewards bulk entry; so by default it is only shown."),
        text("received_ytd / (volume_target x triwulan / 4), triwulan = 1 sampai 4", "received_ytd / (volume_target x quarter / 4), quarter = 1 to 4"), PLAN),
];

#[cfg(test)]
mod tests {
    use super::MEANINGS;
    use crate::judge::COLUMNS;

    #[test]
    fn every_column_has_its_meaning_in_the_order_of_the_table() {
        let named: Vec<_> = MEANINGS.iter().map(|m| m.name).collect();
        let columns: Vec<_> = COLUMNS.iter().map(|c| c.name).collect();
        assert_eq!(named, columns);
    }

    #[test]
    fn each_formula_names_columns_that_are_there() {
        // The formula of the verdict names its words.
        for meaning in MEANINGS.iter().filter(|m| m.name != "verdict") {
            for word in meaning.formula.en.split(|c: char| !(c.is_ascii_lowercase() || c == '_')) {
                let names_a_column = word.contains('_') && !word.ends_with('_');
                assert!(!names_a_column || COLUMNS.iter().any(|c| c.name == word), "{}: {word}", meaning.name);
            }
        }
    }
}
