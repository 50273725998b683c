//! An office's own words in the place of shipped texts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use super::{CATALOGUE, PARTS, places};
use crate::problem::Problem;
use crate::publish::Language;
use crate::terms::Text;

/// The words of this process: a run publishes for one office, and no text is asked for before they are known.
static OWN: OnceLock<BTreeMap<&'static str, Text>> = OnceLock::new();

/// Own words for a text: its key, Indonesian, English; `None` = as shipped.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The key.
    pub key: String,
    /// Indonesian.
    pub id: Option<String>,
    /// English.
    pub en: Option<String>,
    /// Where it stands, for an error.
    pub place: String,
}

/// Puts own words in the place of shipped texts, once, before the first document is made.
///
/// # Errors
/// There is no text of a key, or the words lack a place that the shipped text fills, or have one more.
pub fn reword(words: Vec<Wording>) -> Result<(), Problem> {
    let words = checked(words)?;
    OWN.set(words).map_err(|_| Problem::new("the words of the documents were set before"))
}

/// The own words of a key.
pub fn find(key: &str, language: Language) -> Option<&'static str> {
    OWN.get()?.get(key).map(|text| language.of(*text))
}

fn checked(words: Vec<Wording>) -> Result<BTreeMap<&'static str, Text>, Problem> {
    let mut own = BTreeMap::new();
    for Wording { key, id, en, place } in words {
        let Some((key, shipped)) = CATALOGUE.get_key_value(key.as_str()) else {
            return Err(Problem::new(format!("'{key}' is no text of the documents"))
                .at(place)
                .hint("`rapor init --templates` writes kata.toml with every key"));
        };
        for (own, shipped) in [(&id, shipped.id), (&en, shipped.en)] {
            if let Some(own) = own
                && places(own) != places(shipped)
            {
                let wanted: Vec<String> = places(shipped).iter().map(|name| format!("{{{name}}}")).collect();
                return Err(Problem::new(format!("the words of '{key}' have other places than the shipped text"))
                    .at(place)
                    .because(if wanted.is_empty() {
                        "that has none".to_owned()
                    } else {
                        format!("that has {}", wanted.join(", "))
                    })
                    .hint("a figure must not be lost, and none can be made up; write each place once"));
            }
        }
        // A catalogue lives as long as the process does.
        let kept =
            |own: Option<String>, shipped: &'static str| own.map_or(shipped, |own| Box::leak(own.into_boxed_str()));
        own.insert(*key, Text { id: kept(id, shipped.id), en: kept(en, shipped.en) });
    }
    Ok(own)
}

/// Every key with its shipped words, as comments of a TOML file to start from.
#[must_use]
pub fn shipped() -> String {
    let mut out = String::from(
        "# Kata-kata dokumen. Hapus tanda # di depan baris yang hendak diganti; tempat {seperti ini} diisi angka atau nama.\n\
         # The words of the documents. Take away the # before a line to change it; a place {like this} is filled with a figure or name.\n",
    );
    for (key, id, en) in PARTS.iter().flat_map(|part| part.iter()) {
        let quoted = |text: &str| toml_string(text);
        let _ = writeln!(out, "# \"{key}\" = {{ id = {}, en = {} }}", quoted(id), quoted(en));
    }
    out
}

/// A text as a basic string of TOML.
fn toml_string(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(key: &str, id: Option<&str>, en: Option<&str>) -> Wording {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Wording { key: key.to_owned(), id: own(id), en: own(en), place: "kata.toml:1:1".to_owned() }
    }

    #[test]
    fn own_words_stand_in_one_language_and_the_other_stays() {
        let own = checked(vec![word("kpi.received", Some("Aduan masuk"), None)]).expect("own words");
        assert_eq!(own.get("kpi.received").map(|t| (t.id, t.en)), Some(("Aduan masuk", "Received")));
    }

    #[test]
    fn words_that_lose_a_figure_or_stand_for_nothing_are_refused() {
        let lost = checked(vec![word("kpi.of", Some("semua"), None)]).expect_err("a place is lost");
        assert!(lost.why.contains("{part}, {whole}") && lost.place == "kata.toml:1:1", "{lost}");
        assert!(checked(vec![word("kpi.received", Some("Masuk {n}"), None)]).is_err());
        assert!(checked(vec![word("kpi.recieved", Some("Masuk"), None)]).is_err_and(|p| p.what.contains("recieved")));
    }

    #[test]
    fn the_shipped_words_can_be_read_back() {
        let uncommented: String = shipped().lines().skip(2).map(|line| format!("{}\n", &line[2..])).collect();
        let read = crate::config::wording(&uncommented, "kata.toml").expect("sound TOML");
        assert_eq!(read.len(), CATALOGUE.len());
        let one = read.iter().find(|w| w.key == "warning.text").expect("a text of many lines");
        assert_eq!(one.id.as_deref(), CATALOGUE.get("warning.text").map(|text| text.id));
    }
}
