//! By what the same complaint is known under another id: the numbers of equal texts.
//!
//! No text, and no hash of one, leaves this file. Two rows are compared by numbers that mean nothing by themselves: the
//! first text met has number 1, the next that differs from it number 2.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What a row tells of its complaint besides the id, as numbers; 0 = not told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// Title and text.
    pub text: u32,
    /// Whether the text is long enough to tell one complaint from another by itself.
    pub telling: bool,
    /// The district.
    pub district: u32,
    /// The reporter; 0 also where the name is a word for anybody.
    pub reporter: u32,
    /// The category, told apart also where its name is not to be told.
    pub category: u32,
    /// The text of the reply.
    pub reply: u32,
}

impl Likeness {
    /// What the rows of one complaint tell together: of each the first that is told, of texts the first that is telling.
    #[must_use]
    pub fn together(rows: impl Iterator<Item = Self>) -> Self {
        rows.fold(Self::default(), |known, row| {
            let first = |known: u32, told: u32| if known == 0 { told } else { known };
            let better = known.text == 0 || (row.telling && !known.telling);
            let (text, telling) = if better { (row.text, row.telling) } else { (known.text, known.telling) };
            let (district, reporter) = (first(known.district, row.district), first(known.reporter, row.reporter));
            let (category, reply) = (first(known.category, row.category), first(known.reply, row.reply));
            Self { text, telling, district, reporter, category, reply }
        })
    }
}

/// Title and text with fewer letters and digits than this (bytes) are too common to tell one complaint from another.
const SHORTEST_TEXT: usize = 20;

/// Words in the reporter's column that name nobody.
const ANYBODY: &[&str] = &[
    "admin",
    "anonim",
    "anonymous",
    "call center",
    "guest",
    "hamba allah",
    "masyarakat",
    "n n",
    "nn",
    "no name",
    "operator",
    "pelapor",
    "pengadu",
    "petugas",
    "rahasia",
    "tamu",
    "tanpa nama",
    "tidak ada",
    "tidak diketahui",
    "user",
    "warga",
];

/// What a text is; texts of two kinds are never the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Title and text of a complaint.
    Text = 1,
    /// The district.
    District = 2,
    /// The reporter.
    Reporter = 3,
    /// The text of a reply.
    Reply = 4,
    /// The category.
    Category = 5,
}

/// Gives equal texts equal numbers while files are read. Texts are known by a hash whose key is made anew each time, so
/// that nobody who learns a number, or a hash, can try names against it.
#[derive(Debug)]
pub struct Sameness {
    key: [u8; 32],
    numbers: FxHashMap<u128, u32>,
    last: u32,
    /// A text being folded; used again for the next one.
    folded: Vec<u8>,
}

impl Default for Sameness {
    fn default() -> Self {
        Self::after(0)
    }
}

impl Sameness {
    /// Numbers texts from the one after `last` on.
    #[must_use]
    pub fn after(last: u32) -> Self {
        let mut key = [0; 32];
        for part in key.chunks_mut(8) {
            let random = RandomState::new().build_hasher().finish().to_le_bytes();
            part.copy_from_slice(&random);
        }
        Self { key, numbers: FxHashMap::default(), last, folded: Vec::new() }
    }

    /// What a row tells: title, text, district, reporter. Case, spacing and punctuation, which another channel changes in
    /// passing, make no difference.
    pub(super) fn of(&mut self, [title, text, district, reporter]: [&str; 4]) -> Likeness {
        let mut folded = std::mem::take(&mut self.folded);
        let mut fold = |texts: &[&str]| {
            folded.clear();
            for text in texts {
                fold_into(&mut folded, text);
                // No folded text holds this.
                folded.push(0);
            }
            folded.len() - texts.len()
        };
        let length = fold(&[title, text]);
        let words = if length > 0 { self.number(Told::Text, &folded) } else { 0 };
        let telling = length >= SHORTEST_TEXT && !text.is_empty();
        let mut short = |told, value: &str| {
            folded.clear();
            fold_into(&mut folded, value);
            let anybody = std::str::from_utf8(&folded).is_ok_and(|name| ANYBODY.binary_search(&name).is_ok());
            let nothing = folded.is_empty() || (told == Told::Reporter && anybody);
            if nothing { 0 } else { self.number(told, &folded) }
        };
        let (district, reporter) = (short(Told::District, district), short(Told::Reporter, reporter));
        self.folded = folded;
        Likeness { text: words, telling, district, reporter, ..Likeness::default() }
    }

    /// The number of the text of a reply; 0 = none.
    pub(super) fn of_reply(&mut self, reply: &str) -> u32 {
        self.of_one(Told::Reply, reply)
    }

    /// The number of a category; 0 = none.
    pub(super) fn of_category(&mut self, category: &str) -> u32 {
        self.of_one(Told::Category, category)
    }

    fn of_one(&mut self, told: Told, text: &str) -> u32 {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(&mut folded, text);
        let number = if folded.is_empty() { 0 } else { self.number(told, &folded) };
        self.folded = folded;
        number
    }

    /// The number of a folded text. Never 0.
    fn number(&mut self, told: Told, folded: &[u8]) -> u32 {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(&[told as u8]).update(folded);
        let mut half = [0; 16];
        hasher.finalize_xof().fill(&mut half);
        let next = self.last + 1;
        let number = *self.numbers.entry(u128::from_le_bytes(half)).or_insert(next);
        self.last = self.last.max(number);
        number
    }
}

/// Adds a text in lower case, letters and digits only, words parted by one space.
fn fold_into(folded: &mut Vec<u8>, text: &str) {
    let start = folded.len();
    let mut gap = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && folded.len() > start {
            folded.push(b' ');
        }
        if c.is_ascii() {
            folded.extend(u8::try_from(c.to_ascii_lowercase()));
        } else {
            let mut bytes = [0; 4];
            c.to_lowercase().for_each(|c| folded.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(same: &mut Sameness, rows: &[[&str; 4]]) -> Vec<[u32; 3]> {
        rows.iter().map(|row| same.of(*row)).map(|l| [l.text, l.district, l.reporter]).collect()
    }

    #[test]
    fn equal_texts_of_one_kind_have_one_number() {
        let mut same = Sameness::after(7);
        let rows = [
            ["Lampu mati", "Jl. Anggrek", "Utara", ""],
            ["Lampu", "mati Jl. Anggrek", "", "Utara"],
            ["LAMPU  mati", "jl Anggrek!", "utara", "UTARA."],
            ["", "", "...", "-"],
        ];
        assert_eq!(told(&mut same, &rows), [[8, 9, 0], [10, 0, 11], [8, 9, 11], [0, 0, 0]]);
    }

    #[test]
    fn a_word_for_anybody_names_no_reporter() {
        assert!(ANYBODY.is_sorted(), "they are looked up by halves");
        let mut same = Sameness::default();
        let names = ["Anonim", " anonim.", "N.N.", "Hamba Allah", "Warga RT 5", "Anonima"];
        let numbers: Vec<u32> = names.iter().map(|name| same.of(["", "", "", name]).reporter).collect();
        assert_eq!(numbers, [0, 0, 0, 0, 1, 2]);
        assert_eq!(same.of(["", "", "Warga", ""]).district, 3, "a district may be called anything");
    }

    #[test]
    fn a_text_tells_a_complaint_only_where_it_is_long_enough_and_no_title_alone() {
        let mut same = Sameness::default();
        let mut telling = |title: &str, text: &str| same.of([title, text, "", ""]).telling;
        assert!(telling("Lampu", "mati di Jl. Anggrek"));
        assert!(!telling("Lampu", "mati di Anggre"));
        assert!(!telling("Lampu jalan mati di Jalan Anggrek", ""));
        assert!(!telling("", "????????????????????????"));
    }

    #[test]
    fn rows_of_one_complaint_tell_together() {
        let row =
            |text, telling, district, reporter| Likeness { text, telling, district, reporter, ..Likeness::default() };
        let together = Likeness::together([row(0, false, 0, 4), row(1, false, 2, 5), row(3, true, 6, 0)].into_iter());
        assert_eq!(together, row(3, true, 2, 4));
        assert_eq!(Likeness::together(std::iter::empty()), Likeness::default());
    }

    #[test]
    fn no_two_runs_know_a_text_by_the_same_hash() {
        let known = || {
            let mut same = Sameness::default();
            same.of(["", "", "", "nama"]);
            same.numbers.keys().copied().collect::<Vec<_>>()
        };
        assert_ne!(known(), known());
    }
}
