//! A proposal for a file that no profile knows: which column is what, as far as the file tells, and a question where it
//! does not.
//!
//! Owns the words by which headers are recognised and the formats that are tried. It reads the whole file and keeps only
//! counts, and values of columns of words until they are counted. It decides nothing that a person must: where two
//! readings fit every row, or a value means something, the line is left open, and a run refuses the profile.

mod columns;
mod dates;
mod header;
mod purpose;
mod survey;
mod text;

use std::path::Path;

pub use text::quoted;

use crate::config::{BUILT_IN, Join, Profile};
use crate::problem::Problem;
use crate::source::{self, Encoding, Layout, Limits, Wanted};

/// What is proposed for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// A built-in profile has all that it requires in the file.
    BuiltIn(&'static str),
    /// A profile of its own.
    Own {
        /// The profile, as TOML.
        text: String,
        /// How many lines a person has to fill.
        questions: usize,
    },
}

/// Reads a file and proposes how it is to be read. `name` is the name of the profile, `shown` that of the file in messages.
///
/// # Errors
/// The file cannot be opened or read, no row looks like a header, or a limit is passed.
pub fn propose(path: &Path, shown: &str, name: &str, limits: Limits) -> Result<Proposal, Problem> {
    let told = source::told_encoding(path, shown)?;
    let mut header = header::find(path, shown, told, &limits)?;
    if let Some(built_in) = built_in(&header.names) {
        return Ok(Proposal::BuiltIn(built_in));
    }
    let mut survey = survey(path, shown, &header, limits)?;
    let garbled = survey.garbled;
    if told.is_none() && (header.is_garbled() || garbled.0 > 0) {
        // What the usual encoding does not allow nearly always is this one; whether it is, only a person can see.
        header = header::find(path, shown, Some(Encoding::Windows1252), &limits)?;
        survey = self::survey(path, shown, &header, limits)?;
        survey.garbled = garbled;
    }
    if survey.rows == 0 {
        return Err(Problem::new("the file has a header and no rows")
            .at(shown)
            .because("formats and values are told by rows")
            .hint("propose a profile from an export that holds complaints"));
    }
    let plan = columns::plan(&survey);
    let (text, questions) = text::profile(name, &header, &survey, &plan);
    Ok(Proposal::Own { text, questions })
}

/// Reads a file whose header is known.
fn survey(path: &Path, shown: &str, header: &header::Header, limits: Limits) -> Result<survey::Survey, Problem> {
    let wanted: Vec<Wanted> =
        header.single.iter().map(|h| Wanted { header: h.clone(), required: header.in_one_row }).collect();
    let layout =
        Layout { wanted: &wanted, delimiter: header.delimiter, encoding: header.encoding, sheet: None, limits };
    let mut survey = survey::Survey::new(&header.single);
    source::read(path, shown, &layout, &mut survey)?;
    Ok(survey)
}

/// The built-in profile that has everything it needs in a header; of several the one that knows most of its columns.
fn built_in(names: &[String]) -> Option<&'static str> {
    let there: Vec<String> = names.iter().map(|n| source::folded(n)).collect();
    let has = |wanted: &Wanted| there.contains(&source::folded(&wanted.header));
    let fit = |(name, _): &(&'static str, &str)| {
        let profile = Profile::built_in(name).ok()?;
        let whole = profile.wanted.iter().all(|w| !w.required || has(w));
        // Of columns that stand for one another, and of the first response's, the needed ones must be there.
        let needed = profile.columns.iter().filter(|c| c.field.is_needed() && c.join != Join::Together);
        let chosen = needed.map(|c| c.wanted.iter().filter_map(|i| profile.wanted.get(*i)).any(has));
        let known = profile.wanted.iter().filter(|w| has(w)).count();
        (whole && chosen.into_iter().all(|there| there)).then_some((known, *name))
    };
    let best = BUILT_IN.iter().filter_map(fit).max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::built_in;

    fn of(names: &[&str]) -> Option<&'static str> {
        built_in(&names.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn a_header_that_a_built_in_profile_knows_is_told() {
        assert_eq!(of(&["service_request_id", "status", "requested_datetime", "updated_datetime"]), Some("open311"));
        assert_eq!(of(&["complaint_id", "received_at", "status", "skpd"]), Some("cases"));
        assert_eq!(of(&["trace_number", "nama_skpd", "kategori", "status", "tanggal_masuk"]), Some("jakarta-crm"));
        assert_eq!(of(&["Nomor Aduan", "Tanggal Aduan", "Status", "OPD", "Tanggal Tanggapan 1"]), Some("laporgub"));
        // A category and a status alone make no Jakarta.
        assert_eq!(of(&["no", "kategori", "status", "tanggal"]), None);
        assert_eq!(of(&["Unique Key", "Created Date", "Status"]), None);
    }
}
