//! A judged report to the bytes of its documents: CSV, XLSX, HTML, PDF and charts.
//!
//! Owns sorting, wording, formatting and geometry. It computes no measure (at most it adds up the
//! counts of one picture or list) and never touches the disk: `store` writes what comes out here.

mod alias_sheet;
mod announcement;
mod announcement_csv;
mod cards;
mod certainty;
mod charts;
mod children_csv;
mod colours;
mod comparison;
mod csv_files;
mod curve_files;
mod editions;
mod evidence_at_age_csv;
mod evidence_files;
mod explain;
#[cfg(test)]
mod fixture;
mod funnel_files;
mod html;
mod letter;
mod manifest;
mod message;
mod month_files;
mod moved;
mod movement_csv;
mod notes;
pub mod numbers;
mod otherwise_csv;
mod pdf;
mod presets;
mod rank_files;
mod robustness;
mod summary;
mod templates;
mod terminal;
#[cfg(test)]
mod tests;
mod texts;
mod typeface;
mod unit_files;
mod warning;
mod work_list_csv;
mod xlsx;
mod yardstick_csv;

pub use alias_sheet::{ALIAS_SHEET, alias_sheet, is_blank_sheet};
pub use colours::{Colour, recolour, shipped_colours};
pub use comparison::{
    Board, Origin, boards as comparison_boards, documents as comparison_documents, heading as comparison_heading,
    refused as comparison_refused, remarks as comparison_remarks, value as comparison_value,
    written as comparison_written,
};
pub use editions::{boards as editions_boards, lines as editions_lines};
pub use explain::{
    Explanation, announcement as explain_announcement, column as explain_column, measures as explain_measures,
    ranking as explain_ranking, rule as explain_rule,
};
pub use manifest::{Ingredient, Ingredients, hash, manifest};
pub use notes::sentences as note_sentences;
pub use presets::explanation as explain_preset;
pub use templates::{Logo, Templates};
pub use terminal::{kept as files_kept, replaced as report_replaced, summary as terminal_summary};
pub use texts::{Wording, reword, shipped_words};

use std::collections::BTreeSet;
use std::str::FromStr;

use crate::judge::Report;
use crate::problem::Problem;
use crate::terms::Text;

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it belongs, relative to the report's folder, with `/`: `publik/league.csv`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What to publish, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The languages of the human documents; the first is that of the CSV files' few texts. Empty = Indonesian.
    pub languages: Vec<Language>,
    /// Which documents; CSV files are always written.
    pub formats: BTreeSet<Format>,
    /// Whether the internal lists hold complaints that are confidential or allege wrongdoing.
    pub include_confidential: bool,
    /// The program's version, for the foot of a document.
    pub version: &'static str,
    /// The templates of pages and PDF documents, and the logo.
    pub templates: Templates,
}

impl Options {
    /// The first language, Indonesian where none is given.
    #[must_use]
    pub fn default_language(&self) -> Language {
        self.languages.first().copied().unwrap_or(Language::Id)
    }

    /// Each language once, in the order given.
    fn each_language(&self) -> Vec<Language> {
        let mut out = vec![self.default_language()];
        for language in &self.languages {
            if !out.contains(language) {
                out.push(*language);
            }
        }
        out
    }
}

/// A language of human documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Indonesian.
    Id,
    /// English.
    En,
}

impl Language {
    /// The code, as in `lang="id"`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// What a file's name carries before its ending: `laporan.html`, `laporan.en.html`.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Id => "",
            Self::En => ".en",
        }
    }

    /// The text in this language.
    #[must_use]
    pub fn of(self, text: Text) -> &'static str {
        match self {
            Self::Id => text.id,
            Self::En => text.en,
        }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "id" => Ok(Self::Id),
            "en" => Ok(Self::En),
            _ => Err(format!("'{text}' is no language of the documents; known are id, en")),
        }
    }
}

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The CSV files; always written.
    Csv,
    /// `liga.xlsx`.
    Xlsx,
    /// `laporan.html` and `mutu-data.html`.
    Html,
    /// `grafik/`.
    Charts,
    /// The PDF documents.
    Pdf,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Xlsx, Self::Html, Self::Charts, Self::Pdf];
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "csv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Xlsx),
            "html" => Ok(Self::Html),
            "charts" => Ok(Self::Charts),
            "pdf" => Ok(Self::Pdf),
            _ => Err(format!("'{text}' is no format; known are csv, xlsx, html, charts, pdf")),
        }
    }
}

/// Every file of a report, sorted by path. The same report and options give the same bytes.
///
/// # Errors
/// A document could not be made; nothing of the report's data is in the message.
pub fn render(report: &Report, options: &Options) -> Result<Vec<Document>, Problem> {
    let mut documents = csv_files::files(report, options)?;
    documents.extend(rank_files::files(report)?);
    documents.extend(curve_files::files(report)?);
    documents.extend(funnel_files::files(report)?);
    documents.extend(month_files::files(report)?);
    documents.push(warning::document(csv_files::held_back(report, options)));
    let wanted = |format| options.formats.contains(&format);
    for language in options.each_language() {
        let pictured = [Format::Html, Format::Charts, Format::Pdf].into_iter().any(wanted);
        let charts = if pictured { charts::all(report, language)? } else { Vec::new() };
        if wanted(Format::Charts) {
            documents.extend(charts::files(&charts, language)?);
        }
        if wanted(Format::Html) {
            documents.push(html::document(report, &charts, language, options)?);
            documents.push(html::data_quality(report, language, options)?);
        }
        if wanted(Format::Pdf) {
            documents.extend(pdf::documents(report, &charts, language, options)?);
        }
        if wanted(Format::Xlsx) {
            documents.push(xlsx::document(report, language, options.version)?);
        }
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(documents)
}
