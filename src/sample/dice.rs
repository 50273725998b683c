//! Chance from a seed, the same on every machine.
//!
//! Only integers and the four basic operations on `f64` are used: no logarithm or power, whose last
//! digit depends on the platform's mathematics library.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// A seeded source of draws.
pub(super) struct Dice(Pcg64Mcg);

impl Dice {
    /// Dice that fall the same way for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// A whole number from 0 up to but not including `end`; 0 where `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        let scaled = (u128::from(self.0.next_u64()) * u128::from(end)) >> 64;
        u64::try_from(scaled).unwrap_or(0)
    }

    /// A place in a list of this length.
    pub fn place(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).max(0).unsigned_abs() + 1;
        low.saturating_add_unsigned(self.below(span))
    }

    /// Whether something happens that happens `per_mille` times in a thousand.
    pub fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of a list that has at least one entry.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.place(items.len())]
    }

    /// The place of one of these weights, the heavier the likelier; 0 where all are 0.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u64> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        for (place, weight) in weights.enumerate() {
            if left < weight {
                return place;
            }
            left -= weight;
        }
        0
    }

    /// Seconds from 0 to `longest`, short ones far more often: the square of an even draw.
    pub fn soon(&mut self, longest: i64) -> i64 {
        self.bent(longest, 1)
    }

    /// Like [`Self::soon`], but a long tail: the cube of an even draw.
    pub fn soon_with_tail(&mut self, longest: i64) -> i64 {
        self.bent(longest, 2)
    }

    fn bent(&mut self, longest: i64, bends: u32) -> i64 {
        // In fixed point with 32 binary places, so that no rounding mode can matter.
        let even = self.below(1 << 32);
        let share = (0..bends).fold(even, |share, _| (share * even) >> 32);
        let scaled = (u128::from(longest.max(0).unsigned_abs()) * u128::from(share)) >> 32;
        i64::try_from(scaled).unwrap_or(0)
    }

    /// Puts a list into an order of chance.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.place(end + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way() {
        let draw = |seed| {
            let mut dice = Dice::new(seed);
            (0..5).map(|_| dice.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn draws_stay_inside_their_bounds() {
        let mut dice = Dice::new(1);
        assert_eq!(dice.below(0), 0);
        assert_eq!(dice.weighted([0, 0].into_iter()), 0);
        for _ in 0..2_000 {
            assert!(dice.below(3) < 3);
            assert!((-2..=2).contains(&dice.between(-2, 2)));
            assert!((0..=60).contains(&dice.soon_with_tail(60)));
            assert_eq!(dice.weighted([0, 5, 0].into_iter()), 1);
        }
    }
}
