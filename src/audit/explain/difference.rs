//! What does not agree in a report: a file with its hash, a row with its own times, a figure with its evidence.

use crate::publish::Language;
use crate::terms::Quarter;

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A file is not the one that the manifest names.
    File {
        /// Its path.
        path: String,
    },
    /// A cell of a row of evidence is not what the row's times give.
    Row {
        /// Where the row stands.
        place: String,
        /// The column.
        column: &'static str,
        /// As it is written.
        written: String,
        /// As the times give it.
        by_times: String,
    },
    /// The published figure is not what the evidence gives.
    Figure {
        /// Where it stands.
        place: String,
        /// The column.
        column: &'static str,
        /// As published.
        published: String,
        /// As it comes out.
        recomputed: String,
    },
    /// The evidence gives a row that the table does not hold.
    Missing {
        /// The table, and which row.
        place: String,
    },
    /// The table holds a row that the evidence does not give, or holds twice.
    Unfounded {
        /// Where it stands.
        place: String,
    },
    /// What happened to a complaint by a cut is not told: its times are held back, and no row says it.
    NoState {
        /// Where the complaint stands.
        place: String,
    },
    /// What is said of another quarter rests on that quarter's own report, which is not there.
    Unshown(Unshown),
    /// The evidence has complaints of a unit that has no row.
    NoRow {
        /// The unit.
        skpd_id: String,
    },
}

/// Why nothing that is said of an earlier quarter can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unshown {
    /// Which quarter.
    pub quarter: Quarter,
    /// Why its report cannot be looked into.
    pub why: Away,
}

/// Why the report of another quarter cannot be looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Away {
    /// There is none beside the one that is explained.
    Absent,
    /// It is of another run: this differs in the two manifests.
    OtherRun(&'static str),
    /// It cannot be read.
    Unreadable(String),
}

impl Unshown {
    fn sentence(&self, language: Language) -> String {
        let Self { quarter, why } = self;
        match (why, language) {
            (Away::Absent, Language::Id) => format!(
                "{quarter}: aduannya hanya tercatat di laporan triwulan itu, yang tidak ada di ../{quarter}; terbitkan semua \
                 triwulan sekaligus dengan rapor run --quarter all"
            ),
            (Away::Absent, Language::En) => format!(
                "{quarter}: its complaints stand only in the report of that quarter, which is not at ../{quarter}; publish all \
                 quarters at once by rapor run --quarter all"
            ),
            (Away::OtherRun(what), Language::Id) => format!(
                "{quarter}: laporan di ../{quarter} berasal dari proses lain ({what} berbeda); terbitkan semua triwulan \
                 sekaligus dengan rapor run --quarter all"
            ),
            (Away::OtherRun(what), Language::En) => format!(
                "{quarter}: the report at ../{quarter} is of another run (its {what} differs); publish all quarters at once by \
                 rapor run --quarter all"
            ),
            (Away::Unreadable(what), Language::Id) => {
                format!("{quarter}: laporan di ../{quarter} tidak dapat dibaca: {what}")
            }
            (Away::Unreadable(what), Language::En) => {
                format!("{quarter}: the report at ../{quarter} cannot be read: {what}")
            }
        }
    }
}

fn shown(cell: &str, language: Language) -> &str {
    match (cell, language) {
        ("", Language::Id) => "(kosong)",
        ("", Language::En) => "(empty)",
        _ => cell,
    }
}

impl Difference {
    /// Whether what is published is not what the evidence gives.
    #[must_use]
    pub fn is_of_figure(&self) -> bool {
        matches!(self, Self::Figure { .. } | Self::Missing { .. } | Self::Unfounded { .. })
    }

    /// Whether what is published may be right and cannot be shown to be.
    #[must_use]
    pub fn is_unshown(&self) -> bool {
        matches!(self, Self::Unshown(_))
    }

    /// Where it lies.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::File { path } => path.clone(),
            Self::Missing { place } | Self::Unfounded { place } | Self::NoState { place } => place.clone(),
            Self::Unshown(why) => why.quarter.to_string(),
            Self::Row { place, column, .. } | Self::Figure { place, column, .. } => format!("{place}, {column}"),
            Self::NoRow { skpd_id } => skpd_id.clone(),
        }
    }

    /// What it is, in words.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let show = |cell: &str| shown(cell, language).to_owned();
        let place = self.place();
        match (self, language) {
            (Self::File { .. }, Language::Id) => format!("{place}: isinya bukan yang tercatat di manifest.json"),
            (Self::File { .. }, Language::En) => format!("{place}: not the content that manifest.json names"),
            (Self::Row { written, by_times, .. }, Language::Id) => {
                format!("{place}: tertulis {}, menurut waktu di baris itu {}", show(written), show(by_times))
            }
            (Self::Row { written, by_times, .. }, Language::En) => {
                format!("{place}: {} is written, {} by the times of the row", show(written), show(by_times))
            }
            (Self::Figure { published, recomputed, .. }, Language::Id) => {
                format!("{place}: tercantum {}, menurut buktinya {}", show(published), show(recomputed))
            }
            (Self::Figure { published, recomputed, .. }, Language::En) => {
                format!("{place}: {} is published, {} by its evidence", show(published), show(recomputed))
            }
            (Self::Missing { .. }, Language::Id) => {
                format!("{place}: menurut buktinya ada barisnya, di tabel tidak ada")
            }
            (Self::Missing { .. }, Language::En) => format!("{place}: its evidence gives a row that is not there"),
            (Self::Unfounded { .. }, Language::Id) => {
                format!("{place}: baris ini tidak ada menurut buktinya, atau tercantum dua kali")
            }
            (Self::Unfounded { .. }, Language::En) => {
                format!("{place}: a row that no evidence gives, or that stands there twice")
            }
            (Self::NoState { .. }, Language::Id) => {
                format!(
                    "{place}: waktunya dirahasiakan, dan bukti-umur-sama.csv tidak memuat keadaannya pada umur yang sama"
                )
            }
            (Self::NoState { .. }, Language::En) => {
                format!(
                    "{place}: its times are held back, and bukti-umur-sama.csv does not tell how it stood at equal age"
                )
            }
            (Self::Unshown(why), language) => why.sentence(language),
            (Self::NoRow { .. }, Language::Id) => format!("{place}: ada buktinya, tidak ada barisnya di league.csv"),
            (Self::NoRow { .. }, Language::En) => format!("{place}: has evidence and no row in league.csv"),
        }
    }
}
