//! How many complaints of a unit and quarter share their reporter, or the text of their reply.
//!
//! Whose name and which text it is ends here: what goes on is how many there are.

use rustc_hash::FxHashMap;

/// What a complaint has in common with others of its unit and quarter; 0 = not told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Echo {
    /// Complaints of the same reporter, this one counted.
    pub same_reporter: u32,
    /// Complaints answered with the same text, this one counted.
    pub same_reply: u32,
}

/// A complaint as its echoes see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// The unit that holds it, and the quarter of its receipt.
    pub place: (u32, i32),
    /// The number of its reporter; 0 = not told.
    pub reporter: u32,
    /// The number of the text of its reply; 0 = not told.
    pub reply: u32,
}

/// The echoes of complaints, in their order.
pub fn find(voices: &[Voice]) -> Vec<Echo> {
    let reporters = counts(voices, |v| v.reporter);
    let replies = counts(voices, |v| v.reply);
    let echo = |v: &Voice| Echo {
        same_reporter: reporters.get(&(v.place, v.reporter)).copied().unwrap_or_default(),
        same_reply: replies.get(&(v.place, v.reply)).copied().unwrap_or_default(),
    };
    voices.iter().map(echo).collect()
}

/// How many complaints of a place have a number that is told.
fn counts(voices: &[Voice], told: impl Fn(&Voice) -> u32) -> FxHashMap<((u32, i32), u32), u32> {
    let mut counts = FxHashMap::default();
    for voice in voices.iter().filter(|v| told(v) != 0) {
        *counts.entry((voice.place, told(voice))).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_are_counted_inside_unit_and_quarter() {
        let voice = |unit, quarter, reporter, reply| Voice { place: (unit, quarter), reporter, reply };
        let voices = [voice(1, 8, 5, 0), voice(1, 8, 5, 3), voice(1, 9, 5, 3), voice(2, 8, 5, 0), voice(1, 8, 0, 3)];
        let found: Vec<_> = find(&voices).iter().map(|e| (e.same_reporter, e.same_reply)).collect();
        assert_eq!(found, [(2, 0), (2, 2), (1, 1), (1, 0), (0, 2)]);
    }
}
