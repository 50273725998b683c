//! Stock and flow of open complaints: opening + received + reopened - closed = closing.

use crate::measure::Spells;

/// The open stock of a unit in one quarter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stock {
    /// Open when the quarter began.
    pub opening: u64,
    /// Added by receipt.
    pub received: u64,
    /// Added by reopening.
    pub reopened: u64,
    /// Closed.
    pub closed: u64,
    /// Open at the quarter's end, or as-of if earlier.
    pub closing: u64,
    /// Of the closing stock, resolution limit passed.
    pub over_limit: u64,
    /// Closings whose quarter is not known.
    pub closed_unknown: u64,
    /// Closings in any quarter.
    pub closed_ever: u64,
    /// Receipt of the oldest complaint open at as-of, of any quarter, seconds since 1970 UTC.
    pub oldest_at: Option<i64>,
}

/// Counts the stock of quarter `q` (a running number) from all spells, those that opened later too: they count for what
/// is told as at as-of only. Each part is counted by its own definition, so that the
/// identity is a check and not an assumption.
pub fn of<'a>(spells: impl Iterator<Item = &'a Spells>, q: i32) -> Stock {
    spells.fold(Stock::default(), |mut s, spell| {
        let open_after = |quarter: i32| spell.closed.is_none_or(|c| c > quarter);
        let add = |condition: bool| if condition { spell.spells } else { 0 };
        s.opening += add(spell.opened < q && open_after(q - 1));
        s.received += add(spell.opened == q && !spell.reopened);
        s.reopened += add(spell.opened == q && spell.reopened);
        s.closed += add(spell.closed == Some(q));
        s.closing += add(spell.opened <= q && open_after(q));
        s.over_limit += add(spell.opened <= q && open_after(q) && spell.over_limit.is_some_and(|o| o <= q));
        s.closed_unknown += add(spell.closed.is_some() && !spell.closing_known);
        s.closed_ever += add(spell.closed.is_some());
        if spell.closed.is_none() {
            s.oldest_at = Some(s.oldest_at.map_or(spell.oldest_at, |d| d.min(spell.oldest_at)));
        }
        s
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spell(opened: i32, closed: Option<i32>, over: Option<i32>, reopened: bool, spells: u64) -> Spells {
        Spells {
            agency: 0,
            unit: 0,
            opened,
            closed,
            over_limit: over,
            reopened,
            closing_known: true,
            spells,
            oldest_at: 100 + i64::from(opened),
        }
    }

    #[test]
    fn the_parts_add_up_in_every_quarter() {
        let spells = [
            spell(1, Some(1), None, false, 5),
            spell(1, Some(3), Some(2), false, 3),
            spell(1, None, Some(1), false, 2),
            spell(2, Some(2), None, true, 4),
            spell(3, None, None, true, 1),
        ];
        let by_hand = [
            // opening, received, reopened, closed, closing, over limit
            (1, [0, 10, 0, 5, 5, 2]),
            (2, [5, 0, 4, 4, 5, 5]),
            (3, [5, 0, 1, 3, 3, 2]),
        ];
        for (quarter, expected) in by_hand {
            let s = of(spells.iter(), quarter);
            assert_eq!([s.opening, s.received, s.reopened, s.closed, s.closing, s.over_limit], expected, "{quarter}");
            assert_eq!(s.opening + s.received + s.reopened - s.closed, s.closing);
            assert_eq!(s.oldest_at, Some(101), "the oldest of the whole stock, whatever the quarter");
        }
    }
}
