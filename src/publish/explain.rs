//! `rapor explain`: what a rule of validation, a column of the league table or of the ranks is, why it is there, and what
//! follows.

use super::Language;
use super::texts::measures::{MEANINGS, Meaning, RANK_MEANINGS};
use super::texts::{definition, heading, t, word};
use crate::terms::{Rule, Text};

/// Something explained, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The code of a rule, or the name of a column or preset.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// A rule's severity in words; empty for anything else.
    pub severity: String,
    /// What is said of it, each part under its machine word and its heading.
    pub parts: Vec<(&'static str, &'static str, String)>,
}

/// A rule: why, an example, what to do.
#[must_use]
pub fn rule(rule: &'static Rule, language: Language) -> Explanation {
    Explanation {
        name: rule.code.to_owned(),
        title: language.of(rule.title).to_owned(),
        severity: word("severity", rule.severity.word(), language),
        parts: vec![
            ("why", t("explain.why", language), language.of(rule.why).to_owned()),
            ("example", t("explain.example", language), language.of(rule.example).to_owned()),
            ("next", t("explain.next", language), language.of(rule.next).to_owned()),
        ],
    }
}

/// Every column of the league table: what, why, formula, source.
#[must_use]
pub fn measures(language: Language) -> Vec<Explanation> {
    MEANINGS.iter().map(|meaning| measure(meaning, language)).collect()
}

/// The columns that `peringkat.csv` has besides those of the league table.
#[must_use]
pub fn ranking(language: Language) -> Vec<Explanation> {
    RANK_MEANINGS.iter().map(|meaning| measure(meaning, language)).collect()
}

/// Name, title and meaning of what `pengumuman.csv` says of a unit's unanswered and late complaints.
#[rustfmt::skip] // one text a line
const ANNOUNCED: [(&str, Text, Text); 4] = [
    ("unanswered",
        Text { id: "Tidak pernah direspons", en: "Never answered" },
        Text { id: "Aduan triwulan ini tanpa respons padahal batasnya sudah lewat (complaints; closed_unanswered di antaranya ditutup juga), tanpa yang ditutup pelapornya, dan aduan triwulan sebelumnya yang masih terbuka tanpa respons (older).", en: "Complaints of the quarter without a response though the limit has passed (complaints; closed_unanswered of them closed all the same), without those that their reporter closed, and those of earlier quarters still open without a response (older)." }),
    ("oldest_days",
        Text { id: "Umur aduan tertua yang belum direspons", en: "Age of the oldest unanswered complaint" },
        Text { id: "Hari sejak jam mulai aduan tertua di internal/belum-direspons.csv sampai tanggal data.", en: "Days from the start of the clock of the oldest complaint in internal/belum-direspons.csv to as-of." }),
    ("late",
        Text { id: "Direspons terlambat", en: "Answered late" },
        Text { id: "Aduan triwulan ini yang direspons setelah batasnya.", en: "Complaints of the quarter that were answered after their limit." }),
    ("handed_on_late",
        Text { id: "Dilepas terlambat", en: "Let go late" },
        Text { id: "Berapa kali unit meneruskan atau mengembalikan aduan setelah batasnya sendiri lewat.", en: "How often the unit handed on or returned a complaint after its own limit had passed." }),
];

/// What `pengumuman.csv` says of a unit's unanswered and late complaints.
#[must_use]
pub fn announcement(language: Language) -> Vec<Explanation> {
    let explained = |(name, title, what): &(&str, Text, Text)| Explanation {
        name: (*name).to_owned(),
        title: language.of(*title).to_owned(),
        severity: String::new(),
        parts: vec![("what", t("explain.what", language), language.of(*what).to_owned())],
    };
    ANNOUNCED.iter().map(explained).collect()
}

/// A column of another table: what it is.
#[must_use]
pub fn column(name: &str, what: Text, language: Language) -> Explanation {
    Explanation {
        name: name.to_owned(),
        title: String::new(),
        severity: String::new(),
        parts: vec![("what", t("explain.what", language), language.of(what).to_owned())],
    }
}

fn measure(meaning: &Meaning, language: Language) -> Explanation {
    Explanation {
        name: meaning.name.to_owned(),
        title: heading(meaning.name, language).to_owned(),
        severity: String::new(),
        parts: vec![
            ("what", t("explain.what", language), definition(meaning.name, language).to_owned()),
            ("why", t("explain.why", language), language.of(meaning.why).to_owned()),
            ("formula", t("explain.formula", language), language.of(meaning.formula).to_owned()),
            ("source", t("explain.source", language), language.of(meaning.source).to_owned()),
        ],
    }
}

impl Explanation {
    /// As lines for a terminal.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let severity = if self.severity.is_empty() { String::new() } else { format!(" ({})", self.severity) };
        let head = format!("{}  {}{severity}", self.name, self.title).trim_end().to_owned();
        let parts = self.parts.iter().flat_map(|(_, heading, text)| {
            [String::new(), (*heading).to_owned()]
                .into_iter()
                .chain(text.lines().flat_map(wrapped).map(|l| format!("  {l}")))
        });
        [head].into_iter().chain(parts).collect()
    }
}

/// How wide a line of an explanation may be.
const WIDTH: usize = 96;

/// A text in lines that break between words.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_lose_none() {
        let text = "kata ".repeat(60);
        let lines = wrapped(&text);
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().all(|l| l.chars().count() <= WIDTH));
        assert_eq!(lines.join(" "), text.trim());
        assert!(wrapped("").is_empty());
    }

    #[test]
    fn a_measure_is_told_with_what_why_formula_and_source() {
        let all = measures(Language::En);
        let found = all.iter().find(|e| e.name == "on_time_rate").map(Explanation::lines).unwrap_or_default();
        assert_eq!(found.first().map(String::as_str), Some("on_time_rate  On-time response"));
        for heading in ["What", "Why", "Formula", "Source"] {
            assert!(found.iter().any(|l| l == heading), "{heading}");
        }
        assert!(found.iter().any(|l| l == "  responded_in_time / due"));
    }
}
