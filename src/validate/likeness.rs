//! By what the same complaint is known under another id: the numbers of equal texts.
//!
//! No text, and no hash of one, leaves this file. Two rows are compared by numbers that mean nothing by themselves: the
//! first text met has number 1, the next that differs from it number 2.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use rustc_hash::FxHashMap;

/// What a row tells of its complaint besides the id, as numbers; 0 = not told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Title and text; 0 also where they are too short to tell one complaint from another.
    pub text: u32,
    /// The district.
    pub district: u32,
    /// The reporter.
    pub reporter: u32,
}

impl Likeness {
    /// Whether nothing told speaks against two complaints being the same: two street lamps in two districts are two.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        let same = |a: u32, b: u32| a == 0 || b == 0 || a == b;
        self.text == other.text && same(self.district, other.district) && same(self.reporter, other.reporter)
    }
}

/// What a text is; texts of two kinds are never the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Title and text of a complaint.
    Text = 1,
    /// The district.
    District = 2,
    /// The reporter.
    Reporter = 3,
}

/// Gives equal texts equal numbers while files are read. Texts are known by a hash whose key is made anew each time, so
/// that nobody who learns a number, or a hash, can try names against it.
#[derive(Debug)]
pub struct Sameness {
    key: [u8; 32],
    numbers: FxHashMap<u128, u32>,
    last: u32,
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
        Self { key, numbers: FxHashMap::default(), last }
    }

    /// The number of texts that stand one behind the other. Never 0.
    pub(super) fn number(&mut self, told: Told, texts: &[&str]) -> u32 {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(&[told as u8]);
        for text in texts {
            hasher.update(text.as_bytes()).update(&[0]);
        }
        let mut half = [0; 16];
        hasher.finalize_xof().fill(&mut half);
        let next = self.last + 1;
        let number = *self.numbers.entry(u128::from_le_bytes(half)).or_insert(next);
        self.last = self.last.max(number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_of_one_kind_have_one_number() {
        let mut same = Sameness::after(7);
        let numbers: Vec<u32> = [
            (Told::Text, ["Lampu mati", "Jl. Anggrek"]),
            (Told::Text, ["Lampu matiJl.", " Anggrek"]),
            (Told::Text, ["Lampu mati", "Jl. Anggrek"]),
            (Told::District, ["Lampu mati", "Jl. Anggrek"]),
        ]
        .iter()
        .map(|(told, texts)| same.number(*told, texts))
        .collect();
        assert_eq!(numbers, [8, 9, 8, 10]);
    }

    #[test]
    fn no_two_runs_know_a_text_by_the_same_hash() {
        let (mut one, mut other) = (Sameness::default(), Sameness::default());
        one.number(Told::Reporter, &["nama"]);
        other.number(Told::Reporter, &["nama"]);
        let known = |same: &Sameness| same.numbers.keys().copied().collect::<Vec<_>>();
        assert_ne!(known(&one), known(&other));
    }
}
