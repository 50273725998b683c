//! How alike two names of units look: for a person to choose from, never to decide.
//!
//! Names are compared word by word, after the usual short forms are written out; words that most offices share weigh
//! little. What was written apart or together ("Olah Raga", "Olahraga") is compared as one word besides.

use crate::terms::fold_name;

/// Most words of a name that are compared, and most letters of a word: the work grows with their square.
const WORDS: usize = 20;
const LETTERS: usize = 40;

/// Below this likeness (0 to 1) two words are two words.
const ONE_WORD: f64 = 0.75;

/// What a word weighs that most offices, or most heads of a hospital's namesakes, have in their names.
const LIGHT: f64 = 0.2;

/// Words that tell what kind of office it is or whose, or join others: they tell offices apart the least.
const COMMON: &[&str] = &[
    "badan",
    "bagian",
    "balai",
    "bidang",
    "biro",
    "dan",
    "daerah",
    "di",
    "dinas",
    "dr",
    "drs",
    "dra",
    "drg",
    "h",
    "hj",
    "ir",
    "jiwa",
    "kabupaten",
    "kantor",
    "kecamatan",
    "kelurahan",
    "kota",
    "pelayanan",
    "pemerintah",
    "prof",
    "provinsi",
    "puskesmas",
    "rumah",
    "sakit",
    "satuan",
    "sekretariat",
    "umum",
    "unit",
    "upt",
    "uptd",
];

/// Words that say nothing of which office it is.
const IDLE: &[&str] = &["dan", "di", "dr", "drs", "dra", "drg", "h", "hj", "ir", "prof"];

/// Short forms in use, with what they stand for.
const SHORT: &[(&str, &str)] = &[
    ("bapenda", "badan pendapatan daerah"),
    ("bappeda", "badan perencanaan pembangunan daerah"),
    ("bkd", "badan kepegawaian daerah"),
    ("bkpsdm", "badan kepegawaian dan pengembangan sumber daya manusia"),
    ("bpbd", "badan penanggulangan bencana daerah"),
    ("bpkad", "badan pengelola keuangan dan aset daerah"),
    ("dinkes", "dinas kesehatan"),
    ("dinsos", "dinas sosial"),
    ("disbudpar", "dinas kebudayaan dan pariwisata"),
    ("disdik", "dinas pendidikan"),
    ("disdikbud", "dinas pendidikan dan kebudayaan"),
    ("disdukcapil", "dinas kependudukan dan pencatatan sipil"),
    ("dishub", "dinas perhubungan"),
    ("diskominfo", "dinas komunikasi dan informatika"),
    ("disnaker", "dinas tenaga kerja"),
    ("dispendik", "dinas pendidikan"),
    ("disperindag", "dinas perindustrian dan perdagangan"),
    ("dispora", "dinas kepemudaan dan olahraga"),
    ("dlh", "dinas lingkungan hidup"),
    ("dpmptsp", "dinas penanaman modal dan pelayanan terpadu satu pintu"),
    ("dpu", "dinas pekerjaan umum"),
    ("dpupr", "dinas pekerjaan umum dan penataan ruang"),
    ("dukcapil", "kependudukan dan pencatatan sipil"),
    ("kab", "kabupaten"),
    ("kec", "kecamatan"),
    ("kel", "kelurahan"),
    ("kesbangpol", "kesatuan bangsa dan politik"),
    ("kominfo", "komunikasi dan informatika"),
    ("perkim", "perumahan dan kawasan permukiman"),
    ("pkm", "puskesmas"),
    ("pp", "pamong praja"),
    ("prov", "provinsi"),
    ("ptsp", "pelayanan terpadu satu pintu"),
    ("pupr", "pekerjaan umum dan penataan ruang"),
    ("rs", "rumah sakit"),
    ("rsj", "rumah sakit jiwa"),
    ("rsjd", "rumah sakit jiwa daerah"),
    ("rsud", "rumah sakit umum daerah"),
    ("satpol", "satuan polisi"),
    ("setda", "sekretariat daerah"),
    ("setwan", "sekretariat dprd"),
];

/// A name made ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Likened {
    /// Its words, short forms written out, with what each weighs.
    words: Vec<(String, f64)>,
    /// What the words weigh together.
    weight: f64,
    /// Its telling words as one.
    joined: String,
    /// The first letters of its words.
    initials: String,
}

impl Likened {
    /// Makes a name ready.
    pub fn new(name: &str) -> Self {
        let folded = fold_name(name);
        let words: Vec<(String, f64)> = folded
            .split(' ')
            .flat_map(written_out)
            .take(WORDS)
            .map(|word| (word.chars().take(LETTERS).collect(), if COMMON.contains(&word) { LIGHT } else { 1.0 }))
            .collect();
        let join = |telling: &dyn Fn(&str) -> bool| -> String {
            words.iter().map(|(word, _)| word.as_str()).filter(|word| telling(word)).collect()
        };
        let telling = join(&|word| !COMMON.contains(&word));
        let joined = if telling.is_empty() { join(&|_| true) } else { telling };
        let initials = words.iter().filter(|(w, _)| !IDLE.contains(&w.as_str())).filter_map(|(w, _)| w.chars().next());
        Self { weight: words.iter().map(|(_, weight)| weight).sum(), joined, initials: initials.collect(), words }
    }

    /// How alike two names look, from 0 to 1.
    pub fn to(&self, other: &Self) -> f64 {
        let short = |one: &Self, long: &Self| matches!(one.words.as_slice(), [(word, _)] if word.len() > 2 && *word == long.initials);
        if short(self, other) || short(other, self) {
            return 0.9;
        }
        let by_words = (self.found_in(other) + other.found_in(self)) / (self.weight + other.weight);
        by_words.max(strsim::normalized_levenshtein(&self.joined, &other.joined) * 0.98)
    }

    /// What the words weigh that the other name has too, a slip of the pen aside.
    fn found_in(&self, other: &Self) -> f64 {
        let best = |word: &str| {
            let alike =
                other.words.iter().map(|(o, _)| if o == word { 1.0 } else { strsim::normalized_levenshtein(o, word) });
            alike.fold(0.0, f64::max)
        };
        let found = self.words.iter().map(|(word, weight)| (weight, best(word)));
        found.filter(|(_, alike)| *alike >= ONE_WORD).map(|(weight, alike)| weight * alike).sum()
    }

    /// The name without titles, words that join others, and gaps: two units of one form are probably one, entered twice.
    pub fn bare(&self) -> String {
        self.words.iter().map(|(word, _)| word.as_str()).filter(|word| !IDLE.contains(word)).collect()
    }
}

/// The words that a word stands for.
fn written_out(word: &str) -> std::str::Split<'_, char> {
    SHORT
        .binary_search_by_key(&word, |(short, _)| short)
        .ok()
        .and_then(|i| SHORT.get(i))
        .map_or(word, |(_, long)| long)
        .split(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> f64 {
        let (one, other) = (Likened::new(one), Likened::new(other));
        assert!((one.to(&other) - other.to(&one)).abs() < 1e-12, "likeness goes both ways");
        one.to(&other)
    }

    #[test]
    fn the_short_forms_stand_in_order_and_the_words_are_folded() {
        assert!(SHORT.is_sorted(), "they are looked up by halves");
        assert!(SHORT.iter().flat_map(|(a, b)| [a, b]).chain(COMMON).all(|w| fold_name(w) == **w));
        assert!(IDLE.iter().all(|w| COMMON.contains(w)));
    }

    #[test]
    fn slips_gaps_titles_and_short_forms_look_alike() {
        for (one, other) in [
            ("Dinas Perhubngan", "Dinas Perhubungan"),
            ("Dinas Kepemudaan, Olah Raga dan Pariwisata", "DINAS KEPEMUDAAN, OLAHRAGA DAN PARIWISATA"),
            ("RSJD Dr. AMINO GONDO HUTOMO", "RUMAH SAKIT JIWA DAERAH AMINO GONDOHUTOMO"),
            ("RSUD Moewardi", "RUMAH SAKIT UMUM DAERAH DR. MOEWARDI"),
            ("Dishub Kota", "Dinas Perhubungan"),
            ("Satpol PP", "Satuan Polisi Pamong Praja"),
            ("BPKAD", "Badan Pengelola Keuangan dan Aset Daerah"),
            ("DPPA", "Dinas Pemberdayaan Perempuan dan Anak"),
            ("Badan Penanggulangan Bencana Daerah", "SEKRETARIAT BADAN PENANGGULANGAN BENCANA DAERAH"),
        ] {
            assert!(alike(one, other) > 0.7, "{one} / {other}: {}", alike(one, other));
        }
    }

    #[test]
    fn what_most_offices_share_makes_no_likeness() {
        for (one, other) in [
            ("Dinas Sosial", "Dinas Kesehatan"),
            ("Kecamatan Utara", "Kecamatan Selatan"),
            ("Rumah Sakit Umum Daerah Kelet", "Rumah Sakit Umum Daerah Dr. Rehatta"),
            ("Badan Kepegawaian Daerah", "Badan Penghubung"),
            ("Siti", "Dinas Sosial"),
        ] {
            assert!(alike(one, other) < 0.5, "{one} / {other}: {}", alike(one, other));
        }
    }

    #[test]
    fn one_bare_form_is_one_unit_entered_twice() {
        let bare = |name| Likened::new(name).bare();
        assert_eq!(bare("RSJD Dr. Amino Gondo Hutomo"), bare("Rumah Sakit Jiwa Daerah AMINO GONDOHUTOMO"));
        assert_ne!(bare("Kecamatan Utara"), bare("Kelurahan Utara"));
        assert_ne!(bare("Kelurahan Contoh I"), bare("Kelurahan Contoh II"));
    }
}
