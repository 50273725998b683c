//! What does not agree in a report: a file with its hash, a row with its own times, a figure with its evidence.

use crate::publish::Language;

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
    /// The evidence has complaints of a unit that has no row.
    NoRow {
        /// The unit.
        skpd_id: String,
    },
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

    /// Where it lies.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::File { path } => path.clone(),
            Self::Missing { place } | Self::Unfounded { place } => place.clone(),
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
            (Self::NoRow { .. }, Language::Id) => format!("{place}: ada buktinya, tidak ada barisnya di league.csv"),
            (Self::NoRow { .. }, Language::En) => format!("{place}: has evidence and no row in league.csv"),
        }
    }
}
