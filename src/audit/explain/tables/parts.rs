//! Complaints by what describes them: the counts of units and governments, and what of these may be published. Which cells
//! are hidden is `judge`'s, given the counts.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Finished;
use super::super::basis::Told as Of;
use super::super::book::Key;
use super::super::evidence::Case;
use super::super::explained::List;
use super::super::sheet::{Asked, Told};
use crate::judge::{ALL, ALL_CATEGORIES, Parts, Value, fit_to_publish};
use crate::publish::numbers;
use crate::terms::HIDDEN_CATEGORY;

/// What describes a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Respect {
    /// Its class.
    Class,
    /// Its channel.
    Channel,
    /// Its category.
    Category,
}

impl Respect {
    /// The machine word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Channel => "channel",
            Self::Category => "category",
        }
    }

    fn of(self, case: &Case) -> &str {
        match self {
            Self::Class => &case.class,
            Self::Channel => &case.channel,
            Self::Category => &case.category,
        }
    }

    /// The one cell of a unit of which only the total can be told.
    const fn all(self) -> &'static str {
        match self {
            Self::Category => ALL_CATEGORIES,
            Self::Class | Self::Channel => ALL,
        }
    }
}

/// A text as a table writes it: one that a spreadsheet would take for a formula is led by an apostrophe.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

/// The text behind the apostrophe.
fn bare(text: &str) -> &str {
    let rest = text.strip_prefix('\'');
    rest.filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])).unwrap_or(text)
}

/// The part of a table to which a value belongs; none = the rest.
fn part(value: &str) -> Option<String> {
    (value != HIDDEN_CATEGORY).then(|| bare(value).to_owned())
}

/// The complaints of every government by unit and part.
fn counts(report: &Finished, respect: Respect) -> BTreeMap<&str, BTreeMap<&str, Parts>> {
    let mut counts: BTreeMap<&str, BTreeMap<&str, Parts>> = BTreeMap::new();
    for ((agency, skpd), cases) in &report.book.cases {
        let unit = counts.entry(agency).or_default().entry(skpd).or_default();
        for case in cases.iter().filter(|case| !case.is_masked()) {
            *unit.entry(part(respect.of(case))).or_default() += 1;
        }
    }
    for ((agency, skpd), parts) in &report.book.restricted {
        let of_respect = parts.iter().filter(|((dimension, _), _)| dimension == respect.word());
        for ((_, value), n) in of_respect {
            let unit = counts.entry(agency).or_default().entry(skpd).or_default();
            *unit.entry(part(value)).or_default() += n;
        }
    }
    counts
}

/// A cell: its row of the league, its value as it is written, and its number, or none where it is hidden.
pub type Cell = (Key, String, Option<u64>);

/// Every cell that may be published; none where no complaint tells of the respect.
pub fn cells(report: &Finished, respect: Respect) -> Vec<Cell> {
    let counts = counts(report, respect);
    let mut parts = counts.values().flat_map(BTreeMap::values).flat_map(|parts| parts.keys());
    if parts.all(|part| part.as_deref() == Some("")) {
        return Vec::new();
    }
    let mut cells = Vec::new();
    for (agency, units) in &counts {
        let (government, told) = fit_to_publish(units, respect.all());
        let lines = std::iter::once(("", government)).chain(told.into_iter().map(|(skpd, line)| (*skpd, line)));
        for (skpd, line) in lines {
            let shown = line.into_iter().filter(|(_, n)| *n != Some(0));
            cells.extend(shown.map(|(value, n)| (((*agency).to_owned(), skpd.to_owned()), guarded(&value), n)));
        }
    }
    cells
}

/// The arithmetic of a cell and the complaints behind it.
pub fn tell(asked: &Asked<'_>, respect: Respect, value: &str) -> Told {
    let (words, reading, key) = (asked.words, asked.reading(), &asked.place.unit);
    let counts = counts(asked.report, respect);
    let units = counts.get(key.0.as_str()).cloned().unwrap_or_default();
    let (government, _) = fit_to_publish(&units, respect.all());
    let shown: BTreeSet<&str> = government.iter().map(|(name, _)| name.as_str()).collect();
    let belongs = |part: Option<&str>| match value {
        _ if value == respect.all() => true,
        HIDDEN_CATEGORY => part.is_none_or(|part| !shown.contains(part)),
        _ => part == Some(bare(value)),
    };
    let cases = reading.book.cases_of(key).into_iter();
    let open = cases.filter(|case| !case.is_masked() && belongs(part(respect.of(case)).as_deref()));
    let items: Vec<_> = open.map(|case| reading.item(case, Of::Receipt)).collect();
    let listed = items.len() as u64;
    let own = units.iter().filter(|(skpd, _)| key.1.is_empty() || **skpd == key.1);
    let all: u64 =
        own.flat_map(|(_, parts)| parts.iter()).filter(|(part, _)| belongs(part.as_deref())).map(|(_, n)| n).sum();
    let number = |n: u64| numbers::count(n, words.language);
    let mut steps = Vec::new();
    if asked.value(asked.column) == Value::Empty {
        steps.push(words.of(
            "Disembunyikan: kurang dari 5, atau dengannya jumlah lain yang kurang dari 5 dapat dihitung dari jumlah baris dan kolom. Bilangannya tidak untuk umum; aduan di bawah ini hanya bagi pembina.",
            "Hidden: fewer than 5, or with it another number below 5 could be computed from the sums of rows and columns. The number is not for the public; the complaints below are for the supervising unit alone.",
        ));
    } else {
        let (listed, masked, all) = (number(listed), number(all.saturating_sub(listed)), number(all));
        steps.push(words.of(
            format!(
                "{listed} aduan di bawah ini + {masked} yang dirahasiakan (internal/bukti-dirahasiakan.csv) = {all}"
            ),
            format!(
                "{listed} complaints below + {masked} that are held back (internal/bukti-dirahasiakan.csv) = {all}"
            ),
        ));
        if value == HIDDEN_CATEGORY {
            steps.push(words.of(
                "(lainnya): yang terlalu sedikit untuk disebut sendiri",
                "(lainnya): those that are too few to be named by themselves",
            ));
        }
    }
    let title = words.of("Dihitung", "Counted");
    let computed_by = match respect {
        Respect::Category => "queries/categories.sql",
        Respect::Class | Respect::Channel => "queries/composition.sql",
    };
    Told { steps, lists: vec![List { word: "counted", title, items }], computed_by, ..Told::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_guards_is_read_without_the_guard() {
        for text in ["=1+1", "+62", "-", "@nama", "Jalan", "", "'kutip"] {
            assert_eq!(bare(&guarded(text)), text);
        }
        assert_eq!((part("(lainnya)"), part(""), part("'-x")), (None, Some(String::new()), Some("-x".to_owned())));
    }
}
