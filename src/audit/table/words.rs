//! The words by which offices name columns and rows, in Indonesian and English.

mod labels;

pub use labels::{Label, counted, label};

use super::period;

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Names of units, categories, statuses.
    Name,
    /// Periods.
    Period,
    /// The group within which ranks are given.
    Group,
    /// A running number or a code.
    Ordinal,
    /// How many days a period has.
    Days,
    /// Stock at the beginning.
    Opening,
    /// What came in.
    Received,
    /// What was opened again.
    Reopened,
    /// What was finished.
    Closed,
    /// What went elsewhere.
    Transferred,
    /// Stock at the end.
    Closing,
    /// The sum of other columns.
    Total,
    /// Any other count.
    Count,
    /// A count since the beginning of a year.
    Cumulative,
    /// A count that is aimed at.
    Target,
    /// A part of a whole.
    Share,
    /// A share that may exceed the whole: an attained target.
    Attainment,
    /// A change against the period before.
    Growth,
    /// A mean number a day.
    PerDay,
    /// A rank.
    Rank,
    /// A mean, a time, a score: nothing that adds up.
    Measure,
    /// Left out: empty, or so stated.
    Ignored,
}

impl Kind {
    /// Every kind with the word by which it is stated.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Name, "name"),
        (Self::Period, "period"),
        (Self::Group, "group"),
        (Self::Ordinal, "no"),
        (Self::Days, "days"),
        (Self::Opening, "opening"),
        (Self::Received, "received"),
        (Self::Reopened, "reopened"),
        (Self::Closed, "closed"),
        (Self::Transferred, "transferred"),
        (Self::Closing, "closing"),
        (Self::Total, "total"),
        (Self::Count, "count"),
        (Self::Cumulative, "cumulative"),
        (Self::Target, "target"),
        (Self::Share, "share"),
        (Self::Attainment, "attainment"),
        (Self::Growth, "growth"),
        (Self::PerDay, "per-day"),
        (Self::Rank, "rank"),
        (Self::Measure, "measure"),
        (Self::Ignored, "ignore"),
    ];

    /// The word by which it is stated.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// Whether it counts complaints, so that it is whole and may be part of something.
    pub const fn is_count(self) -> bool {
        matches!(
            self,
            Self::Opening
                | Self::Received
                | Self::Reopened
                | Self::Closed
                | Self::Transferred
                | Self::Closing
                | Self::Total
                | Self::Count
                | Self::Cumulative
        )
    }

    /// Whether its numbers are whole whatever they count.
    pub const fn is_whole(self) -> bool {
        self.is_count() || matches!(self, Self::Ordinal | Self::Days | Self::Rank | Self::Period | Self::Target)
    }

    /// Whether it is a part of a whole, or may be.
    pub const fn is_share(self) -> bool {
        matches!(self, Self::Share | Self::Attainment)
    }

    /// Whether it says which row it is.
    pub const fn is_label(self) -> bool {
        matches!(self, Self::Name | Self::Period | Self::Group)
    }
}

/// What is known of a column's cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// Cells with a number.
    pub numbers: usize,
    /// Cells with words.
    pub texts: usize,
    /// Cells that are a period.
    pub periods: usize,
    /// Numbers with a percent sign.
    pub percents: usize,
    /// Numbers that have decimals whichever way they are read.
    pub decimals: usize,
    /// Numbers that run 1, 2, 3 down the rows.
    pub running: usize,
    /// Dashes.
    pub dashes: usize,
}

/// Words of a header or label: lower case, split at everything but letters, digits and `%`.
pub fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let spaced: String = lower.chars().map(|c| if c == '%' { " % ".to_owned() } else { c.to_string() }).collect();
    spaced.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

const SHARE: &[&str] = &[
    "%",
    "persen",
    "persentase",
    "prosentase",
    "presentase",
    "percent",
    "percentage",
    "pct",
    "share",
    "proporsi",
    "rasio",
    "ratio",
    "rate",
    "tingkat",
    "porsi",
];
const GROWTH: &[&str] = &[
    "pertumbuhan",
    "growth",
    "kenaikan",
    "penurunan",
    "peningkatan",
    "perubahan",
    "selisih",
    "difference",
    "change",
    "increase",
    "decrease",
    "naik",
    "turun",
    "tren",
    "trend",
    "yoy",
    "qoq",
    "mom",
];
const ATTAINMENT: &[&str] = &["capaian", "pencapaian", "ketercapaian", "attainment", "realisasi", "serapan"];
const MEASURE: &[&str] = &[
    "rata", "rerata", "average", "mean", "avg", "median", "skor", "score", "nilai", "indeks", "index", "lama",
    "durasi", "waktu", "usia", "umur", "oldest", "tertua", "bobot", "weight", "low", "high", "p90", "selang", "batas",
];
/// Units of time: a measure, but with a number before them the condition of a count, as in "< 24 jam".
const TIMES: &[&str] = &["jam", "hours", "hour", "menit", "days", "hari", "hk", "workdays"];
const RANK: &[&str] = &["peringkat", "rank", "ranking", "rangking"];
const BOUNDS: &[&str] =
    &["low", "high", "previous", "sebelum", "sebelumnya", "lalu", "bawah", "atas", "min", "maks", "max", "lama"];
const NOT: &[&str] = &["belum", "tidak", "not", "non", "un", "proses"];
const COUNTS: &[&str] = &[
    "jumlah",
    "jml",
    "total",
    "banyak",
    "banyaknya",
    "count",
    "number",
    "n",
    "aduan",
    "pengaduan",
    "laporan",
    "keluhan",
    "complaints",
    "complaint",
    "reports",
    "cases",
    "frekuensi",
    "frequency",
    "volume",
];

/// Whether one of the words is in the list.
fn any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|w| list.contains(&w.as_str()))
}

/// Whether these words stand next to each other.
fn phrase(words: &[String], wanted: &str) -> bool {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    words.windows(wanted.len()).any(|window| window.iter().zip(&wanted).all(|(a, b)| a == b))
}

fn any_phrase(words: &[String], list: &[&str]) -> bool {
    list.iter().any(|p| phrase(words, p))
}

const OPENING: &[&str] = &[
    "saldo awal",
    "sisa awal",
    "stok awal",
    "tunggakan awal",
    "awal",
    "opening",
    "brought forward",
    "b f",
    "sisa lalu",
    "bulan lalu",
    "tahun lalu",
    "triwulan lalu",
    "periode lalu",
    "carry over",
    "carryover",
    "pending awal",
    "initial",
];
const CLOSING: &[&str] = &[
    "saldo akhir",
    "sisa akhir",
    "stok akhir",
    "tunggakan akhir",
    "akhir",
    "closing",
    "carried forward",
    "c f",
    "sisa",
    "saldo",
    "outstanding",
    "pending",
    "pendency",
    "tunggakan",
];
const REOPENED: &[&str] = &["dibuka kembali", "dibuka lagi", "reopened", "reopen"];
const CLOSED: &[&str] = &[
    "selesai",
    "diselesaikan",
    "terselesaikan",
    "tuntas",
    "ditutup",
    "closed",
    "disposed",
    "disposal",
    "disposals",
    "resolved",
    "keluar",
    "penyelesaian",
];
const RECEIVED: &[&str] =
    &["masuk", "diterima", "terima", "received", "receipt", "receipts", "penerimaan", "baru", "new"];
const TRANSFERRED: &[&str] =
    &["dialihkan", "dilimpahkan", "transferred", "transfer", "diteruskan", "dikembalikan", "forwarded"];

/// What a column is, by its header and its cells.
pub fn kind(header: &str, facts: Facts) -> Kind {
    let w = words(header);
    if facts.texts + facts.numbers + facts.dashes == 0 {
        return Kind::Ignored;
    }
    if facts.texts > facts.numbers {
        let periods = facts.periods * 2 > facts.texts + facts.numbers;
        let groups = ["kelompok", "group", "grup", "klaster", "cluster"];
        return if periods {
            Kind::Period
        } else if any(&w, &groups) {
            Kind::Group
        } else {
            Kind::Name
        };
    }
    numeric(header, &w, facts)
}

fn numeric(header: &str, w: &[String], facts: Facts) -> Kind {
    let is_percent = facts.percents * 2 > facts.numbers;
    let bare = w.join(" ");
    let codes = ["no", "nomor", "no urut", "nomor urut", "id", "kode", "code", "skpd id", "agency id"];
    if codes.contains(&bare.as_str()) || (w.is_empty() && facts.running == facts.numbers) {
        return Kind::Ordinal;
    }
    let years = ["tahun", "year", "bulan", "triwulan", "periode", "period", "month", "quarter"];
    if facts.periods == facts.numbers && (any(w, &years) || w.is_empty()) {
        return Kind::Period;
    }
    if any(w, RANK) {
        return if any(w, BOUNDS) { Kind::Measure } else { Kind::Rank };
    }
    let slashed = header.to_lowercase().replace(' ', "");
    if any_phrase(w, &["per hari", "perhari", "per day", "harian", "daily", "sehari"])
        || slashed.contains("/hari")
        || slashed.contains("/day")
    {
        return Kind::PerDay;
    }
    if any(w, GROWTH) {
        return Kind::Growth;
    }
    if any(w, ATTAINMENT) && (is_percent || any(w, SHARE) || facts.decimals > 0) {
        return Kind::Attainment;
    }
    if is_percent || any(w, SHARE) {
        return Kind::Share;
    }
    if ["hari", "jumlah hari", "days", "number of days", "hari kerja", "jumlah hari kerja"].contains(&bare.as_str()) {
        return Kind::Days;
    }
    let on_time = any_phrase(w, &["tepat waktu", "on time", "in time", "hari ini"]);
    let within = w.iter().any(|word| word.chars().all(|c| c.is_ascii_digit()));
    if (any(w, MEASURE) && !on_time) || (any(w, TIMES) && !within) || facts.decimals > 0 {
        return Kind::Measure;
    }
    if any(w, &["target"]) {
        return Kind::Target;
    }
    if any(w, &["kumulatif", "cumulative", "ytd"]) || phrase(w, "s d") {
        return Kind::Cumulative;
    }
    stock(w)
}

/// Kinds that count complaints.
fn stock(w: &[String]) -> Kind {
    let not = any(w, NOT);
    if any_phrase(w, OPENING) {
        Kind::Opening
    } else if any_phrase(w, REOPENED) {
        Kind::Reopened
    } else if any_phrase(w, CLOSED) {
        if not { Kind::Count } else { Kind::Closed }
    } else if any_phrase(w, CLOSING) {
        Kind::Closing
    } else if any(w, TRANSFERRED) {
        Kind::Transferred
    } else if any(w, RECEIVED) && !not {
        Kind::Received
    } else if any(w, &["jumlah", "total", "jml", "keseluruhan", "seluruh", "sum"]) && !not {
        Kind::Total
    } else {
        Kind::Count
    }
}

/// Whether a header says that complaints are counted, so that its numbers are whole.
pub fn says_count(header: &str) -> bool {
    let w = words(header);
    any(&w, COUNTS) || stock(&w) != Kind::Count
}

/// Whether a header is a share and nothing more, so that it belongs to the column beside it.
pub fn is_bare_share(header: &str) -> bool {
    let w = words(header);
    !w.is_empty() && w.iter().all(|w| SHARE.contains(&w.as_str()))
}

/// Whether a header names a rate that cannot exceed 100 %: no ratio, and nothing per so many inhabitants.
pub fn is_rate(header: &str) -> bool {
    let w = words(header);
    any(&w, SHARE.get(1..).unwrap_or_default()) && !any(&w, &["rasio", "ratio", "per"])
}

/// Whether a header names what is aimed at.
pub fn is_target(header: &str) -> bool {
    any(&words(header), &["target", "sasaran"])
}

/// Whether a header of a change speaks of less, so that a decline is printed without its sign.
pub fn is_decline(header: &str) -> bool {
    let w = words(header);
    any(&w, &["penurunan", "decrease", "turun"]) && !any(&w, &["naik", "kenaikan", "increase"])
}

/// Whether a header names a score, which ranks are nearly always given by.
pub fn is_score(header: &str) -> bool {
    any(&words(header), &["skor", "score", "nilai", "indeks", "index", "poin", "points"])
}

/// The words of a header that say what it is about: without those that every such header has.
pub fn subject(header: &str) -> Vec<String> {
    let dull =
        ["jumlah", "jml", "total", "aduan", "pengaduan", "laporan", "complaints", "reports", "yang", "of", "the"];
    let all = words(header).into_iter().filter(|w| !dull.contains(&w.as_str()) && !SHARE.contains(&w.as_str()));
    all.flat_map(|w| {
        // One word in its several forms.
        let root: &[&str] = match w.as_str() {
            "penyelesaian" | "diselesaikan" | "terselesaikan" => &["selesai"],
            "ditindaklanjuti" | "tindaklanjut" => &["tindak", "lanjut"],
            "respon" | "direspon" | "direspons" | "responded" | "response" => &["respons"],
            "resolution" => &["resolved"],
            _ => return vec![w],
        };
        root.iter().map(|r| (*r).to_owned()).collect()
    })
    .collect()
}

/// Whether a word names what rows may be, such as units: no complaints and no time.
pub fn is_thing(word: &str) -> bool {
    !COUNTS.contains(&word) && !TIMES.contains(&word)
}

/// Whether a header is a change and nothing more, as "Kenaikan (%)".
pub fn is_bare_growth(header: &str) -> bool {
    let w = words(header);
    any(&w, GROWTH) && w.iter().all(|w| GROWTH.contains(&w.as_str()) || SHARE.contains(&w.as_str()))
}

/// Whether a text is a period.
pub fn is_period(text: &str) -> bool {
    period::period(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(header: &str) -> Kind {
        kind(header, Facts { numbers: 5, ..Facts::default() })
    }

    #[test]
    fn headers_in_two_languages_tell_the_kind() {
        let told = [
            ("Saldo Awal", Kind::Opening),
            ("Sisa bulan lalu", Kind::Opening),
            ("Brought Forward", Kind::Opening),
            ("Masuk", Kind::Received),
            ("Receipts", Kind::Received),
            ("Aduan Diterima", Kind::Received),
            ("Selesai", Kind::Closed),
            ("Disposal", Kind::Closed),
            ("Belum selesai", Kind::Count),
            ("Selesai tepat waktu", Kind::Closed),
            ("Sisa", Kind::Closing),
            ("Closing Balance", Kind::Closing),
            ("backlog_reopened", Kind::Reopened),
            ("Jumlah", Kind::Total),
            ("Total Aduan", Kind::Total),
            ("Jumlah Aduan Masuk", Kind::Received),
            ("Persentase", Kind::Share),
            ("% Tuntas", Kind::Share),
            ("response_rate", Kind::Share),
            ("Capaian (%)", Kind::Attainment),
            ("Pertumbuhan", Kind::Growth),
            ("Naik/Turun (%)", Kind::Growth),
            ("Rata-rata per hari", Kind::PerDay),
            ("Aduan/hari", Kind::PerDay),
            ("Rata-rata hari", Kind::Measure),
            ("Hari", Kind::Days),
            ("Respons < 24 jam", Kind::Count),
            ("1-3 hari", Kind::Count),
            ("Lama 24 jam", Kind::Measure),
            ("No.", Kind::Ordinal),
            ("Peringkat", Kind::Rank),
            ("previous_rank", Kind::Measure),
            ("Diproses", Kind::Count),
            ("received_ytd", Kind::Cumulative),
            ("Target", Kind::Target),
        ];
        for (header, wanted) in told {
            assert_eq!(counted(header), wanted, "{header}");
        }
        assert_eq!(kind("Rusak", Facts { dashes: 3, ..Facts::default() }), Kind::Count);
        assert_eq!(kind("volume_target", Facts::default()), Kind::Ignored);
        assert_eq!(kind("Unit", Facts { texts: 3, ..Facts::default() }), Kind::Name);
        assert_eq!(kind("Bulan", Facts { texts: 3, periods: 3, ..Facts::default() }), Kind::Period);
        assert_eq!(kind("Tahun", Facts { numbers: 3, periods: 3, ..Facts::default() }), Kind::Period);
        assert_eq!(kind("Tuntas", Facts { numbers: 3, percents: 3, ..Facts::default() }), Kind::Share);
    }

    #[test]
    fn what_a_header_is_about_is_told() {
        assert_eq!(subject("% Selesai"), ["selesai"]);
        assert_eq!(subject("Jumlah Aduan Selesai"), ["selesai"]);
        assert!(is_bare_share("Persentase (%)") && !is_bare_share("% Selesai"));
        assert!(is_decline("Penurunan") && !is_decline("Naik/Turun"));
        for (kind, word) in Kind::ALL {
            assert_eq!(kind.word(), *word);
        }
    }
}
