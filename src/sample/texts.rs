//! What the made-up complaints say: short Indonesian sentences about places, never about persons.

use super::dice::Dice;

/// A subject that people complain about.
pub(super) struct Topic {
    key: &'static str,
    /// The category as exports name it.
    pub category: &'static str,
    /// The category's number in the national export.
    pub number: &'static str,
    titles: &'static [&'static str],
    sentences: &'static [&'static str],
}

macro_rules! topic {
    ($key:literal, $category:literal, $number:literal, [$($title:literal),+], [$($sentence:literal),+]) => {
        Topic { key: $key, category: $category, number: $number, titles: &[$($title),+], sentences: &[$($sentence),+] }
    };
}

/// `{p}` stands for the place, `{n}` for a small number.
static TOPICS: [Topic; 32] = [
    topic!(
        "layanan",
        "Pelayanan Publik",
        "101",
        ["Antrean pelayanan", "Jam buka loket", "Surat pengantar belum selesai"],
        [
            "Loket di dekat {p} tutup sebelum jam layanan berakhir, sudah {n} kali terjadi.",
            "Surat pengantar untuk warga {p} belum selesai setelah {n} hari.",
            "Mohon informasi syarat surat pengantar bagi warga {p}, antrean sampai {n} jam."
        ]
    ),
    topic!(
        "jalan",
        "Jalan Rusak",
        "201",
        ["Jalan berlubang", "Aspal mengelupas", "Jalan ambles"],
        [
            "Jalan berlubang di {p}, lebarnya sekitar {n} meter, mohon segera diperbaiki.",
            "Aspal di {p} mengelupas sejak {n} minggu lalu dan licin saat hujan.",
            "Jalan ambles di {p}, pengendara harus memutar {n} kilometer."
        ]
    ),
    topic!(
        "drainase",
        "Drainase",
        "202",
        ["Saluran tersumbat", "Gorong-gorong rusak"],
        [
            "Saluran air di {p} tersumbat, genangan bertahan {n} jam setelah hujan.",
            "Gorong-gorong di {p} retak sepanjang {n} meter, mohon dicek."
        ]
    ),
    topic!(
        "trotoar",
        "Trotoar",
        "203",
        ["Trotoar rusak", "Ubin pemandu hilang"],
        [
            "Trotoar di {p} rusak sepanjang {n} meter, pejalan kaki turun ke jalan.",
            "Ubin pemandu di {p} hilang {n} keping, berbahaya bagi difabel netra."
        ]
    ),
    topic!(
        "sampah",
        "Sampah",
        "301",
        ["Sampah menumpuk", "Jadwal angkut sampah", "Pembakaran sampah"],
        [
            "Sampah menumpuk di {p}, sudah {n} hari tidak diangkut.",
            "Truk sampah tidak lewat di {p} selama {n} hari, bau sampai ke rumah.",
            "Ada pembakaran sampah di {p} hampir {n} kali seminggu, asapnya mengganggu."
        ]
    ),
    topic!(
        "pohon",
        "Pohon dan Taman",
        "302",
        ["Pohon rawan tumbang", "Dahan menutup lampu"],
        [
            "Pohon besar di {p} miring dan rawan tumbang, tingginya sekitar {n} meter.",
            "Dahan di {p} menutup rambu, mohon dipangkas {n} batang."
        ]
    ),
    topic!(
        "limbah",
        "Limbah",
        "303",
        ["Air sungai berbau", "Limbah usaha"],
        [
            "Air sungai dekat {p} berbusa dan berbau sejak {n} hari lalu.",
            "Usaha cucian di {p} membuang limbah ke selokan, {n} kali terlihat."
        ]
    ),
    topic!(
        "lampu",
        "Lampu Jalan",
        "401",
        ["Lampu jalan padam", "Lampu lalu lintas mati"],
        [
            "Lampu jalan di {p} padam {n} titik, gelap dan rawan.",
            "Lampu lalu lintas dekat {p} mati sejak {n} hari lalu."
        ]
    ),
    topic!(
        "parkir",
        "Parkir",
        "402",
        ["Parkir liar", "Karcis parkir"],
        [
            "Parkir di badan jalan {p} membuat macet sampai {n} jam.",
            "Juru parkir di {p} tidak memberi karcis, {n} kali kejadian."
        ]
    ),
    topic!(
        "angkutan",
        "Angkutan Umum",
        "403",
        ["Halte rusak", "Usul rute"],
        ["Halte di {p} bocor, kursinya tinggal {n}.", "Usul: angkutan kota melewati {p} setiap {n} puluh menit."]
    ),
    topic!(
        "ktp",
        "KTP",
        "501",
        ["KTP belum jadi", "Rekam KTP"],
        [
            "KTP warga {p} belum jadi, sudah {n} minggu sejak perekaman.",
            "Mohon informasi jadwal perekaman KTP di {p}, loket antre {n} jam."
        ]
    ),
    topic!(
        "kk",
        "Kartu Keluarga",
        "502",
        ["Perubahan KK", "KK belum terbit"],
        [
            "Perubahan kartu keluarga untuk alamat {p} belum terbit setelah {n} hari.",
            "Cara pisah kartu keluarga bagi warga {p}? Berkas sudah {n} kali dikembalikan."
        ]
    ),
    topic!(
        "akta",
        "Akta",
        "503",
        ["Akta kelahiran", "Akta daring"],
        [
            "Akta kelahiran pemohon di {p} belum dapat diunduh, {n} hari menunggu.",
            "Layanan akta daring gagal dibuka dari {p}, dicoba {n} kali."
        ]
    ),
    topic!(
        "kesehatan",
        "Layanan Kesehatan",
        "601",
        ["Antrean puskesmas", "Obat kosong", "Jadwal imunisasi"],
        [
            "Antrean poli dekat {p} sampai {n} jam, kursi tunggu kurang.",
            "Obat kosong saat warga {p} berobat, diminta kembali {n} hari lagi.",
            "Mohon jadwal imunisasi bagi warga {p}, posyandu libur {n} minggu."
        ]
    ),
    topic!(
        "nyamuk",
        "Demam Berdarah",
        "602",
        ["Permintaan pengasapan", "Jentik nyamuk"],
        [
            "Mohon pengasapan di {p}, ada {n} warga sakit demam berdarah.",
            "Banyak jentik di kolam kosong {p}, sudah {n} minggu."
        ]
    ),
    topic!(
        "rsud",
        "Rumah Sakit",
        "603",
        ["Antrean pendaftaran", "Ruang tunggu", "Jadwal dokter"],
        [
            "Antrean pendaftaran bagi pasien dari {p} sampai {n} jam.",
            "Pendingin ruang tunggu rumah sakit mati {n} hari, dilaporkan keluarga dari {p}.",
            "Jadwal poli berubah tanpa pemberitahuan, warga {p} datang {n} kali."
        ]
    ),
    topic!(
        "sekolah",
        "Pendidikan",
        "701",
        ["Atap kelas bocor", "Informasi penerimaan siswa"],
        [
            "Atap kelas sekolah dekat {p} bocor di {n} ruang.",
            "Mohon penjelasan zonasi sekolah untuk alamat {p}, jaraknya {n} kilometer."
        ]
    ),
    topic!(
        "pungutan",
        "Pungutan",
        "702",
        ["Dugaan pungutan", "Biaya tidak resmi"],
        [
            "Ada dugaan pungutan di layanan dekat {p}, {n} kali diminta.",
            "Diminta biaya tidak resmi saat mengurus berkas di {p}, {n} warga mengalami."
        ]
    ),
    topic!(
        "rumah",
        "Perumahan",
        "801",
        ["Rumah tidak layak huni", "Fasilitas perumahan"],
        [
            "Bantuan rumah tidak layak huni di {p} belum ada kabar setelah {n} bulan.",
            "Fasilitas umum perumahan {p} belum diserahkan, sudah {n} tahun."
        ]
    ),
    topic!(
        "taman",
        "Taman Kota",
        "802",
        ["Ayunan rusak", "Lampu taman"],
        ["Ayunan taman di {p} patah {n} buah, berbahaya bagi anak.", "Lampu taman di {p} mati {n} titik."]
    ),
    topic!(
        "internet",
        "Internet Publik",
        "803",
        ["WiFi publik mati", "Situs tidak dapat dibuka"],
        [
            "WiFi publik di {p} mati sejak {n} hari lalu.",
            "Situs layanan kota tidak dapat dibuka dari {p}, dicoba {n} kali."
        ]
    ),
    topic!(
        "bansos",
        "Bantuan Sosial",
        "804",
        ["Bantuan belum diterima", "Data bantuan"],
        [
            "Bantuan sosial warga {p} belum cair selama {n} bulan.",
            "Mohon pembaruan data penerima bantuan di {p}, {n} keluarga belum terdata."
        ]
    ),
    topic!(
        "pasar",
        "Pasar",
        "805",
        ["Harga naik", "Kios bocor"],
        ["Harga beras di pasar dekat {p} naik {n} kali bulan ini.", "Atap kios pasar dekat {p} bocor {n} titik."]
    ),
    topic!(
        "izin",
        "Perizinan",
        "806",
        ["Izin usaha", "Syarat izin"],
        [
            "Izin usaha di {p} belum terbit setelah {n} minggu.",
            "Mohon syarat izin usaha kecil di {p}, berkas {n} kali ditolak."
        ]
    ),
    topic!(
        "kerja",
        "Ketenagakerjaan",
        "807",
        ["Upah belum dibayar", "Pelatihan kerja"],
        [
            "Upah pekerja usaha di {p} belum dibayar {n} bulan.",
            "Mohon jadwal pelatihan kerja untuk warga {p}, kuota {n} orang."
        ]
    ),
    topic!(
        "pkl",
        "Ketertiban",
        "808",
        ["Lapak di trotoar", "Reklame liar"],
        [
            "Lapak menutup trotoar di {p}, sekitar {n} lapak setiap malam.",
            "Reklame liar di {p} ada {n} buah, menutup rambu."
        ]
    ),
    topic!(
        "bising",
        "Kebisingan",
        "809",
        ["Musik larut malam", "Suara mesin"],
        [
            "Musik keras di {p} sampai larut malam, {n} kali seminggu.",
            "Suara mesin usaha di {p} mengganggu, {n} jam setiap hari."
        ]
    ),
    topic!(
        "air",
        "Air Bersih",
        "901",
        ["Air tidak mengalir", "Pipa bocor", "Tagihan air"],
        [
            "Air tidak mengalir di {p} selama {n} hari.",
            "Pipa bocor di {p}, air terbuang sejak {n} hari lalu.",
            "Tagihan air di {p} naik {n} kali lipat, mohon dicek meternya."
        ]
    ),
    topic!(
        "pajak",
        "Pajak Daerah",
        "902",
        ["Tagihan PBB", "Salah data pajak"],
        [
            "Tagihan PBB untuk {p} salah luas tanah, {n} kali dilaporkan.",
            "Mohon informasi keringanan pajak untuk {p}, tunggakan {n} tahun."
        ]
    ),
    topic!(
        "banjir",
        "Banjir",
        "903",
        ["Genangan tinggi", "Tanggul retak"],
        ["Genangan di {p} setinggi {n} puluh sentimeter.", "Tanggul dekat {p} retak sepanjang {n} meter."]
    ),
    topic!(
        "pegawai",
        "Kepegawaian",
        "904",
        ["Sikap petugas", "Petugas tidak di tempat"],
        [
            "Petugas layanan dekat {p} tidak di tempat pada jam kerja, {n} kali.",
            "Pelayanan petugas di {p} kurang ramah, sudah {n} kali disampaikan."
        ]
    ),
    topic!(
        "tanah",
        "Pertanahan",
        "905",
        ["Sertifikat belum selesai", "Pengukuran tanah"],
        ["Sertifikat tanah di {p} belum selesai setelah {n} bulan.", "Pengukuran tanah di {p} ditunda {n} kali."]
    ),
];

const STREETS: [&str; 24] = [
    "Anggrek",
    "Bakung",
    "Bougenvil",
    "Cendana",
    "Cemara",
    "Damar",
    "Delima",
    "Gandaria",
    "Jambu",
    "Jati",
    "Kamboja",
    "Kemuning",
    "Kenari",
    "Ketapang",
    "Mahoni",
    "Mangga",
    "Matoa",
    "Merpati",
    "Nangka",
    "Pinus",
    "Randu",
    "Salak",
    "Sawo",
    "Trembesi",
];
const HOUSES: u64 = 180;
const NEIGHBOURHOODS: u64 = 12;
const WARDS: u64 = 9;

/// What one complaint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    /// The category as exports name it.
    pub category: &'static str,
    /// The category's number in the national export.
    pub number: &'static str,
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
}

/// Words for the complaint with this serial number: no two serial numbers get the same text.
pub(super) fn word(dice: &mut Dice, topics: &[&str], serial: u64) -> Wording {
    let key = if topics.is_empty() { "layanan" } else { dice.pick(topics) };
    let topic = TOPICS.iter().find(|topic| topic.key == key).unwrap_or(&TOPICS[0]);
    let (street, address) = address(serial);
    let text = dice.pick(topic.sentences).replace("{p}", &address).replace("{n}", &dice.between(2, 9).to_string());
    let title = format!("{} di Jalan {street}", dice.pick(topic.titles));
    Wording { category: topic.category, number: topic.number, title, text }
}

/// A street and a full address, one to one with the serial number.
fn address(serial: u64) -> (&'static str, String) {
    let streets = STREETS.len() as u64;
    let round = streets * HOUSES * NEIGHBOURHOODS * WARDS;
    // A prime that shares no factor with the round: neighbours in number live far apart.
    let mixed = (serial % round) * 99_991 % round;
    let street = STREETS[usize::try_from(mixed % streets).unwrap_or(0)];
    let rest = mixed / streets;
    let (house, rest) = (rest % HOUSES + 1, rest / HOUSES);
    let (neighbourhood, ward) = (rest % NEIGHBOURHOODS + 1, rest / NEIGHBOURHOODS + 1);
    let lane = match serial / round {
        0 => String::new(),
        lane => format!(" Gang {lane}"),
    };
    (street, format!("Jalan {street}{lane} No. {house} RT {neighbourhood:02} RW {ward:02}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::sample::units::{FORMER, UNITS};

    #[test]
    fn every_serial_number_has_its_own_address() {
        let addresses: BTreeSet<_> = (0..20_000).chain(466_560..470_000).map(|n| address(n).1).collect();
        assert_eq!(addresses.len(), 20_000 + 3_440);
    }

    #[test]
    fn every_unit_has_topics_that_exist() {
        for unit in UNITS.iter().chain([&FORMER]) {
            assert!(!unit.topics.is_empty(), "{}", unit.name);
            for key in unit.topics {
                assert!(TOPICS.iter().any(|topic| topic.key == *key), "{key}");
            }
        }
    }
}
