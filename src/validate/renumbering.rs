//! Numbers of equal texts that two runs gave, tied by the rows that both read.

use rustc_hash::FxHashMap;

use super::intake::Intake;
use super::likeness::Likeness;

/// Numbers that stand for one text though they were given apart.
#[derive(Debug, Clone, Default)]
pub struct Renumbering {
    lower: FxHashMap<u32, u32>,
}

impl Renumbering {
    /// The number that a number becomes: the lowest of all that stand for its text.
    fn of(&self, mut number: u32) -> u32 {
        while let Some(lower) = self.lower.get(&number) {
            number = *lower;
        }
        number
    }

    /// Whether every number stays.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// Says that two rows are the same row.
    fn same(&mut self, one: Likeness, other: Likeness) {
        for (a, b) in numbers(one).into_iter().zip(numbers(other)) {
            let (a, b) = (self.of(a), self.of(b));
            if a != b && a > 0 && b > 0 {
                self.lower.insert(a.max(b), a.min(b));
            }
        }
    }

    /// What a row becomes.
    fn likeness(&self, row: Likeness) -> Likeness {
        let [text, district, reporter, category, reply] = numbers(row).map(|number| self.of(number));
        Likeness { text, district, reporter, category, reply, telling: row.telling }
    }
}

/// The numbers of a row.
fn numbers(row: Likeness) -> [u32; 5] {
    [row.text, row.district, row.reporter, row.category, row.reply]
}

impl Intake {
    fn likenesses(&self) -> impl Iterator<Item = Likeness> {
        self.cases.rows.iter().map(|c| c.likeness).chain(self.events.rows.iter().map(|e| e.likeness))
    }

    /// Whether a row tells by what its complaint, or its reply, may be found to be that of another.
    #[must_use]
    pub fn tells_texts(&self) -> bool {
        self.likenesses().any(|l| l.text > 0 || l.reporter > 0 || l.reply > 0)
    }

    /// The highest number that a text of this file has; 0 = the file tells none.
    #[must_use]
    pub fn last_number(&self) -> u32 {
        self.likenesses().flat_map(numbers).max().unwrap_or(0)
    }

    /// Ties the numbers of a file to those that the same file had when it was read before. Whether its rows are the same.
    pub fn tie(&self, before: &Self, renumbering: &mut Renumbering) -> bool {
        let rows = |intake: &Self| (intake.cases.rows.len(), intake.events.rows.len());
        if rows(self) != rows(before) {
            return false;
        }
        self.likenesses().zip(before.likenesses()).for_each(|(now, then)| renumbering.same(now, then));
        true
    }

    /// Gives every text its new number. Whether one changed.
    pub fn renumber(&mut self, renumbering: &Renumbering) -> bool {
        let cases = self.cases.rows.iter_mut().map(|c| &mut c.likeness);
        let events = self.events.rows.iter_mut().map(|e| &mut e.likeness);
        cases.chain(events).fold(false, |changed, likeness| {
            let new = renumbering.likeness(*likeness);
            let differs = new != *likeness;
            *likeness = new;
            changed || differs
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_one_text_become_the_lowest_of_them() {
        let like = |text| Likeness { text, ..Likeness::default() };
        let mut numbers = Renumbering::default();
        numbers.same(like(9), like(4));
        numbers.same(like(9), like(7));
        numbers.same(like(0), like(3));
        assert_eq!([0, 3, 4, 7, 9].map(|n| numbers.of(n)), [0, 3, 4, 4, 4]);
    }
}
