//! `kata.toml` of a folder of templates: an office's own words for texts of the documents.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::toml_text::{parse as parse_toml, place_of};
use crate::problem::Problem;

/// Own words for one text, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWords {
    /// The key of the text.
    pub key: String,
    /// In Indonesian; `None` = as shipped.
    pub id: Option<String>,
    /// In English; `None` = as shipped.
    pub en: Option<String>,
    /// File, line and column.
    pub place: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    id: Option<String>,
    en: Option<String>,
}

/// Reads lines of the form `"kpi.received" = { id = "Aduan masuk", en = "Complaints in" }`.
///
/// # Errors
/// The text is no TOML, or a line has another form; with line and column.
pub fn wording(text: &str, shown: &str) -> Result<Vec<OwnWords>, Problem> {
    let hint = "write each line as \"key\" = { id = \"...\", en = \"...\" }; `rapor init --templates` writes one with every key";
    let words: BTreeMap<String, Spanned<Words>> = parse_toml(text, shown).map_err(|problem| problem.hint(hint))?;
    let own = |(key, words): (String, Spanned<Words>)| {
        let place = place_of(text, shown, words.span().start);
        let Words { id, en } = words.into_inner();
        OwnWords { key, id, en, place }
    };
    Ok(words.into_iter().map(own).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_their_place_and_a_slip_is_told() {
        let own = wording("# komentar\n\"kpi.received\" = { id = \"Aduan masuk\" }\n", "kata.toml").expect("words");
        let [one] = own.as_slice() else { panic!("one line") };
        assert_eq!(
            (one.key.as_str(), one.id.as_deref(), one.en.as_deref()),
            ("kpi.received", Some("Aduan masuk"), None)
        );
        assert_eq!(one.place, "kata.toml:2:18");
        let problem = wording("\"kpi.received\" = { in = \"x\" }", "kata.toml").expect_err("an unknown language");
        assert!(problem.place.starts_with("kata.toml:1:") && problem.next.contains("every key"), "{problem}");
    }
}
