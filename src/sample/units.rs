//! The units of the made-up city: its register with ids, kinds, parents and spellings, and how each one works.
//!
//! Kota Contohsari does not exist; no figure here is about anybody.

use crate::terms::Kind;

/// The government's name.
pub(super) const GOVERNMENT: &str = "Pemerintah Kota Contohsari (fiktif)";

/// How a unit handles what it gets, each in thousandths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// Complaints of an ordinary quarter: its weight among the units.
    pub volume: u64,
    /// Of those it answers, answered within 24 hours.
    pub prompt: u64,
    /// Of those it solves, solved within the limit of the class.
    pub solved: u64,
    /// Never answered.
    pub silent: u64,
}

/// A unit of the register.
#[derive(Debug)]
pub(super) struct Unit {
    /// Its id.
    pub id: &'static str,
    /// Its official name.
    pub name: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// The unit above it; empty = the government.
    pub parent: &'static str,
    /// Other spellings that exports use.
    pub spellings: &'static [&'static str],
    /// How it works.
    pub habits: Habits,
    /// What people complain about here: keys of the topics.
    pub topics: &'static [&'static str],
}

/// The short name: the first spelling, or the name itself.
impl Unit {
    /// The name under which telephone operators know it.
    pub fn short(&self) -> &'static str {
        self.spellings.first().copied().unwrap_or(self.name)
    }
}

const fn habits(volume: u64, prompt: u64, solved: u64, silent: u64) -> Habits {
    Habits { volume, prompt, solved, silent }
}

macro_rules! unit {
    ($id:literal, $kind:ident, $parent:literal, $name:literal, $habits:expr, [$($topic:literal),*], [$($spelling:literal),*]) => {
        Unit {
            id: $id, name: $name, kind: Kind::$kind, parent: $parent, spellings: &[$($spelling),*],
            habits: $habits, topics: &[$($topic),*],
        }
    };
}

/// The unit that was renamed when 2023 ended, under its old name.
pub(super) static FORMER: Unit = unit!(
    "71009",
    Dinas,
    "",
    "Dinas Sosial",
    habits(0, 905, 880, 10),
    ["bansos"],
    ["Dinsos", "DINAS SOSIAL KOTA CONTOHSARI"]
);

/// The id of its successor.
pub(super) const SUCCESSOR: &str = "71010";

/// The last day of the old name.
pub(super) const FORMER_LAST_DAY: &str = "2023-12-31";

/// The first day of the new name.
pub(super) const SUCCESSOR_FIRST_DAY: &str = "2024-01-01";

/// The units of today, the renamed one under its new name.
pub(super) static UNITS: [Unit; 33] = [
    unit!(
        "71001",
        Dinas,
        "",
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        habits(165, 800, 820, 25),
        ["jalan", "drainase", "trotoar"],
        [
            "DPUPR",
            "Dinas PUPR",
            "Dinas Pekerjaan Umum & Penataan Ruang",
            "DINAS PU DAN PENATAAN RUANG",
            "Dinas Pekerjaan Umum dan Penataan Ruang Kota Contohsari"
        ]
    ),
    unit!(
        "71002",
        Dinas,
        "",
        "Dinas Lingkungan Hidup",
        habits(140, 900, 900, 5),
        ["sampah", "pohon", "limbah"],
        ["DLH", "DINAS LINGKUNGAN HIDUP KOTA CONTOHSARI", "Dinas Lingk. Hidup"]
    ),
    unit!(
        "71003",
        Dinas,
        "",
        "Dinas Perhubungan",
        habits(58, 880, 880, 5),
        ["lampu", "parkir", "angkutan"],
        ["Dishub", "Dinas Perhubungan Kota Contohsari"]
    ),
    unit!(
        "71004",
        Dinas,
        "",
        "Dinas Kependudukan dan Pencatatan Sipil",
        habits(62, 975, 960, 0),
        ["ktp", "kk", "akta"],
        ["Disdukcapil", "Dispendukcapil", "Dinas Kependudukan & Pencatatan Sipil"]
    ),
    unit!("71005", Dinas, "", "Dinas Kesehatan", habits(14, 940, 920, 0), ["kesehatan", "nyamuk"], ["Dinkes"]),
    unit!(
        "71006",
        Dinas,
        "",
        "Dinas Pendidikan dan Kebudayaan",
        habits(24, 890, 900, 8),
        ["sekolah", "pungutan"],
        ["Disdikbud", "Dinas Pendidikan"]
    ),
    unit!(
        "71007",
        Dinas,
        "",
        "Dinas Perumahan, Kawasan Permukiman dan Pertanahan",
        habits(40, 660, 700, 130),
        ["rumah", "drainase", "taman"],
        ["Disperkim", "Dinas Perkim", "Dinas Perumahan, Kawasan Permukiman & Pertanahan"]
    ),
    unit!(
        "71008",
        Dinas,
        "",
        "Dinas Komunikasi dan Informatika",
        habits(9, 1000, 980, 0),
        ["internet"],
        ["Diskominfo"]
    ),
    unit!(
        "71010",
        Dinas,
        "",
        "Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak",
        habits(20, 905, 880, 10),
        ["bansos"],
        ["DinsosP3A", "Dinas Sosial P3A"]
    ),
    unit!("71011", Dinas, "", "Dinas Perdagangan dan Perindustrian", habits(13, 860, 880, 0), ["pasar"], ["Disdagin"]),
    unit!(
        "71012",
        Dinas,
        "",
        "Dinas Tenaga Kerja dan Penanaman Modal",
        habits(9, 920, 900, 0),
        ["izin", "kerja"],
        ["Disnaker PM"]
    ),
    unit!(
        "71013",
        Lain,
        "",
        "Satuan Polisi Pamong Praja",
        habits(36, 740, 800, 55),
        ["pkl", "bising"],
        ["Satpol PP", "SATPOL-PP"]
    ),
    unit!(
        "71014",
        Lain,
        "",
        "Perumda Air Minum Tirta Contohsari",
        habits(62, 850, 900, 10),
        ["air"],
        ["PDAM", "Perumda Tirta Contohsari"]
    ),
    unit!("71015", Badan, "", "Badan Pendapatan Daerah", habits(12, 960, 940, 0), ["pajak"], ["Bapenda"]),
    unit!("71016", Badan, "", "Badan Penanggulangan Bencana Daerah", habits(10, 990, 950, 0), ["banjir"], ["BPBD"]),
    unit!(
        "71017",
        Badan,
        "",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        habits(3, 900, 850, 0),
        ["pegawai"],
        ["BKPSDM"]
    ),
    unit!(
        "71018",
        Inspektorat,
        "",
        "Inspektorat Daerah",
        habits(5, 880, 850, 0),
        ["pungutan", "pegawai"],
        ["Inspektorat"]
    ),
    unit!("71019", Sekretariat, "", "Sekretariat Daerah", habits(5, 900, 900, 0), ["layanan"], ["Setda"]),
    unit!(
        "72001",
        Kecamatan,
        "",
        "Kecamatan Contohsari Utara",
        habits(9, 930, 900, 0),
        ["layanan", "jalan"],
        ["Kec. Contohsari Utara"]
    ),
    unit!(
        "72002",
        Kecamatan,
        "",
        "Kecamatan Contohsari Selatan",
        habits(8, 900, 900, 0),
        ["layanan", "sampah"],
        ["Kec. Contohsari Selatan"]
    ),
    unit!(
        "72003",
        Kecamatan,
        "",
        "Kecamatan Contohsari Timur",
        habits(14, 700, 780, 200),
        ["layanan", "drainase"],
        ["Kec. Contohsari Timur"]
    ),
    unit!(
        "72004",
        Kecamatan,
        "",
        "Kecamatan Contohsari Barat",
        habits(9, 870, 880, 0),
        ["layanan", "bising"],
        ["Kec. Contohsari Barat"]
    ),
    unit!(
        "72101",
        Kelurahan,
        "72001",
        "Kelurahan Contoh Melati",
        habits(7, 950, 930, 0),
        ["layanan"],
        ["Kel. Contoh Melati"]
    ),
    unit!(
        "72102",
        Kelurahan,
        "72001",
        "Kelurahan Contoh Kenanga",
        habits(5, 860, 900, 0),
        ["layanan", "sampah"],
        ["Kel. Contoh Kenanga"]
    ),
    unit!(
        "72201",
        Kelurahan,
        "72002",
        "Kelurahan Contoh Flamboyan",
        habits(6, 910, 900, 0),
        ["layanan"],
        ["Kel. Contoh Flamboyan"]
    ),
    unit!(
        "72301",
        Kelurahan,
        "72003",
        "Kelurahan Contoh Cempaka",
        habits(3, 800, 850, 0),
        ["layanan", "drainase"],
        ["Kel. Contoh Cempaka"]
    ),
    unit!(
        "72401",
        Kelurahan,
        "72004",
        "Kelurahan Contoh Dahlia",
        habits(8, 980, 960, 0),
        ["layanan"],
        ["Kel. Contoh Dahlia"]
    ),
    unit!(
        "73001",
        Rsud,
        "71005",
        "RSUD Contohsari",
        habits(18, 960, 940, 0),
        ["rsud"],
        ["Rumah Sakit Umum Daerah Contohsari"]
    ),
    unit!(
        "73101",
        Puskesmas,
        "71005",
        "Puskesmas Contohsari Utara",
        habits(7, 950, 940, 0),
        ["kesehatan"],
        ["PKM Utara"]
    ),
    unit!(
        "73102",
        Puskesmas,
        "71005",
        "Puskesmas Contohsari Selatan",
        habits(6, 900, 900, 0),
        ["kesehatan"],
        ["PKM Selatan"]
    ),
    unit!(
        "73103",
        Puskesmas,
        "71005",
        "Puskesmas Contohsari Timur",
        habits(6, 840, 880, 0),
        ["kesehatan", "nyamuk"],
        ["PKM Timur"]
    ),
    unit!(
        "73104",
        Puskesmas,
        "71005",
        "Puskesmas Contohsari Barat",
        habits(5, 960, 930, 0),
        ["kesehatan"],
        ["PKM Barat"]
    ),
    unit!(
        "79001",
        Vertikal,
        "",
        "Kantor Pertanahan Kota Contohsari",
        habits(7, 700, 700, 60),
        ["tanah"],
        ["Kantah Contohsari"]
    ),
];

/// The districts of the city.
pub(super) const DISTRICTS: [&str; 4] =
    ["Contohsari Utara", "Contohsari Selatan", "Contohsari Timur", "Contohsari Barat"];

/// The unit of the register that has this id today.
pub(super) fn unit(id: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.id == id)
}
