//! The same complaint under another id: which complaints are one, by what they are known, and which of them counts.
//!
//! Two complaints for one unit are one where the later came in within the window and
//! - their title and text are the same, and nothing told speaks against it: district and reporter; or
//! - their reporter is the same, the first was not closed before the other came in, and nothing told speaks against it:
//!   district, category, text.
//!
//! Each complaint is held against the first of a group alone, so that no chain of reports runs on for months. Numbers
//! of texts and reporters are compared for equality only: what comes out does not depend on them.

use std::collections::{BTreeMap, VecDeque};

use rustc_hash::FxHashMap;

use crate::validate::Likeness;

/// Complaints under one reporter's name in a quarter beyond which the name tells nothing: an operator who enters what
/// others report, or a word for "anybody". Likewise complaints of one text, unit and quarter that tell no reporter: a
/// phrase that is chosen from a list. Counted by quarter, so that a file tells nothing of quarters it does not hold.
const MOST_OF_ONE: u32 = 20;

/// A complaint as the search for duplicates sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// By what it is known.
    pub likeness: Likeness,
    /// The unit that holds it.
    pub unit: u32,
    /// Its category; 0 = not told.
    pub category: u32,
    /// The local date of its receipt, in days.
    pub day: i32,
    /// The quarter of that date.
    pub quarter: i32,
    /// Its receipt at its earliest, seconds since 1970 UTC.
    pub received: i64,
    /// When it was closed, at its earliest; the beginning of time where nobody knows, `None` = open.
    pub closed: Option<i64>,
    /// Its id, for a stable order.
    pub id: &'a str,
    /// Whether it leaves the count on another ground anyway.
    pub excluded: bool,
    /// Whether its channel marks it as the same as another.
    pub marked: bool,
    /// Its place among the complaints.
    pub index: usize,
}

/// By what a complaint is known to be the same as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The same title and text for one unit.
    Text,
    /// The same reporter for one unit, and nothing that speaks against it.
    Reporter,
    /// The same title and text, but for another unit: to be looked at, and counted in both.
    OtherUnit,
}

/// Complaints that are one, by their places: the earliest first, each with what ties it to the earliest (the earliest
/// itself: to the next).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The complaints.
    pub members: Vec<(usize, Sign)>,
    /// The one that counts: the earliest that is otherwise eligible, else the earliest that its channel does not mark as a
    /// duplicate, else the earliest; ties go to the smaller id. `None` = all of them count.
    pub kept: Option<usize>,
}

/// What the search came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The groups, ordered by the receipt of their first complaints.
    pub groups: Vec<Group>,
    /// Complaints whose text was taken for a phrase from a list, and compared with no other.
    pub canned: u64,
}

/// Finds the groups.
pub fn find(mut candidates: Vec<Candidate<'_>>, window_days: u32) -> Found {
    forget_busy_reporters(&mut candidates);
    let canned = forget_canned_texts(&mut candidates);
    let text = |c: &Candidate<'_>| Some(c.likeness.text).filter(|_| c.likeness.telling);
    let reporter = |c: &Candidate<'_>| Some(c.likeness.reporter).filter(|r| *r > 0);
    let (by_text, by_reporter) = (shared(&candidates, text), shared(&candidates, |c| Some((reporter(c)?, c.unit))));
    // Of most complaints nothing is known that another shares.
    let mut places = by_text.iter().zip(&by_reporter).map(|(text, reporter)| *text || *reporter);
    candidates.retain(|_| places.next().unwrap_or_default());
    candidates.sort_unstable_by_key(|c| (c.received, c.id, c.index));
    let window = i64::from(window_days);
    let (mut firsts, mut anywhere) = (Firsts::new(&candidates, window), Firsts::new(&candidates, window));
    let (mut same, mut elsewhere): (Tied, Tied) = Default::default();
    for (place, candidate) in candidates.iter().enumerate() {
        if let Some((first, sign)) = firsts.of(candidate, candidate.unit) {
            same.entry(first).or_default().push((place, sign));
        } else {
            firsts.enter(place, candidate.unit);
            // The first report of each unit is held against that of any other.
            match anywhere.by_text(candidate, ANY) {
                Some(first) => elsewhere.entry(first).or_default().push((place, Sign::OtherUnit)),
                None => anywhere.enter(place, ANY),
            }
        }
    }
    let groups = same.into_iter().map(|tied| group(&candidates, tied, true));
    let mut groups: Vec<(usize, Group)> =
        groups.chain(elsewhere.into_iter().map(|tied| group(&candidates, tied, false))).collect();
    groups.sort_by_key(|(first, _)| *first);
    Found { groups: groups.into_iter().map(|(_, group)| group).collect(), canned }
}

/// By the place of the first of a group, the others with what ties them to it.
type Tied = BTreeMap<usize, Vec<(usize, Sign)>>;

/// Stands for every unit.
const ANY: u32 = u32::MAX;

/// The group of a first complaint and those tied to it, with the place of the first.
fn group(
    candidates: &[Candidate<'_>],
    (first, others): (usize, Vec<(usize, Sign)>),
    one_counts: bool,
) -> (usize, Group) {
    let sign = others.first().map_or(Sign::Text, |(_, sign)| *sign);
    let members: Vec<(&Candidate<'_>, Sign)> =
        std::iter::once((first, sign)).chain(others).filter_map(|(p, sign)| Some((candidates.get(p)?, sign))).collect();
    let member = |(c, _): &(&Candidate<'_>, Sign)| Member { index: c.index, excluded: c.excluded, marked: c.marked };
    let kept = kept(members.iter().map(member)).filter(|_| one_counts);
    (first, Group { members: members.iter().map(|(c, sign)| (c.index, *sign)).collect(), kept })
}

/// A complaint of a group, as far as the choice of the one that counts looks at it.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// Its place among the complaints.
    pub index: usize,
    /// Whether it leaves the count on another ground anyway.
    pub excluded: bool,
    /// Whether its channel marks it as the same as another.
    pub marked: bool,
}

/// The one of a group that counts: the first that is otherwise eligible, else the first that is not marked, else the first.
pub fn kept(members: impl Iterator<Item = Member> + Clone) -> Option<usize> {
    let eligible = members.clone().find(|m| !m.excluded);
    eligible.or_else(|| members.clone().find(|m| !m.marked)).or_else(|| members.clone().next()).map(|m| m.index)
}

/// Takes for not told the reporters under whose name more complaints came in a quarter than one person has.
fn forget_busy_reporters(candidates: &mut [Candidate<'_>]) {
    let mut times: FxHashMap<(u32, i32), u32> = FxHashMap::default();
    for candidate in candidates.iter().filter(|c| c.likeness.reporter > 0) {
        *times.entry((candidate.likeness.reporter, candidate.quarter)).or_default() += 1;
    }
    for candidate in candidates {
        if times.get(&(candidate.likeness.reporter, candidate.quarter)).is_some_and(|times| *times > MOST_OF_ONE) {
            candidate.likeness.reporter = 0;
        }
    }
}

/// Takes for too short the texts that more complaints of a unit and quarter have than are one, none of which tells its
/// reporter. Returns how many complaints have them.
fn forget_canned_texts(candidates: &mut [Candidate<'_>]) -> u64 {
    let key = |c: &Candidate<'_>| {
        let alone = c.likeness.telling && c.likeness.reporter == 0;
        alone.then_some((c.likeness.text, c.unit, c.quarter))
    };
    let mut times: FxHashMap<(u32, u32, i32), u32> = FxHashMap::default();
    for key in candidates.iter().filter_map(key) {
        *times.entry(key).or_default() += 1;
    }
    let mut canned = 0;
    for candidate in candidates {
        if key(candidate).is_some_and(|key| times.get(&key).is_some_and(|times| *times > MOST_OF_ONE)) {
            candidate.likeness.telling = false;
            canned += 1;
        }
    }
    canned
}

/// For each candidate, whether another has the same key.
fn shared<K: Ord + Copy>(candidates: &[Candidate<'_>], key: impl Fn(&Candidate<'_>) -> Option<K>) -> Vec<bool> {
    let mut keyed: Vec<(K, usize)> =
        candidates.iter().enumerate().filter_map(|(place, c)| Some((key(c)?, place))).collect();
    keyed.sort_unstable();
    let mut shared = vec![false; candidates.len()];
    for same in keyed.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        for (_, place) in same {
            if let Some(shared) = shared.get_mut(*place) {
                *shared = true;
            }
        }
    }
    shared
}

/// Text, unit, and district and reporter, each of which may be anything.
type TextKey = (u32, u32, Option<u32>, Option<u32>);

/// The first complaints of the groups that are still open to others, found without walking over all of them.
struct Firsts<'a, 'c> {
    candidates: &'a [Candidate<'c>],
    /// In days.
    window: i64,
    /// Places by text; each stands under what it tells, and under anything.
    texts: FxHashMap<TextKey, VecDeque<usize>>,
    /// Places by reporter and unit: few, see [`MOST_OF_ONE`].
    reporters: FxHashMap<(u32, u32), VecDeque<usize>>,
}

impl<'a, 'c> Firsts<'a, 'c> {
    fn new(candidates: &'a [Candidate<'c>], window: i64) -> Self {
        Self { candidates, window, texts: FxHashMap::default(), reporters: FxHashMap::default() }
    }

    fn enter(&mut self, place: usize, unit: u32) {
        let Some(candidate) = self.candidates.get(place) else { return };
        let Likeness { text, telling, district, reporter, .. } = candidate.likeness;
        if telling {
            for (district, reporter) in pairs([Some(district), None], [Some(reporter), None]) {
                self.texts.entry((text, unit, district, reporter)).or_default().push_back(place);
            }
        }
        if reporter > 0 {
            self.reporters.entry((reporter, unit)).or_default().push_back(place);
        }
    }

    /// The first complaint of the group to which one belongs: by its text, else by its reporter.
    fn of(&mut self, candidate: &Candidate<'_>, unit: u32) -> Option<(usize, Sign)> {
        let by_text = self.by_text(candidate, unit).map(|first| (first, Sign::Text));
        by_text.or_else(|| self.by_reporter(candidate, unit).map(|first| (first, Sign::Reporter)))
    }

    fn by_text(&mut self, candidate: &Candidate<'_>, unit: u32) -> Option<usize> {
        let Likeness { text, telling, district, reporter, .. } = candidate.likeness;
        if !telling {
            return None;
        }
        // What is not told agrees with everything.
        let agreeing = |told: u32| if told == 0 { [None, None] } else { [Some(told), Some(0)] };
        let (candidates, window) = (self.candidates, self.window);
        let keys = pairs(agreeing(district), agreeing(reporter));
        let fronts = keys.into_iter().filter_map(|(district, reporter)| {
            let places = self.texts.get_mut(&(text, unit, district, reporter))?;
            forget_old(places, candidates, window, candidate.day);
            places.front().copied()
        });
        fronts.min()
    }

    fn by_reporter(&mut self, candidate: &Candidate<'_>, unit: u32) -> Option<usize> {
        let places = self.reporters.get_mut(&(candidate.likeness.reporter, unit))?;
        forget_old(places, self.candidates, self.window, candidate.day);
        let same = |place: &&usize| self.candidates.get(**place).is_some_and(|first| of_one_reporter(first, candidate));
        places.iter().find(same).copied()
    }
}

/// Every first with every second.
fn pairs(firsts: [Option<u32>; 2], seconds: [Option<u32>; 2]) -> [(Option<u32>, Option<u32>); 4] {
    let ([a, b], [c, d]) = (firsts, seconds);
    [(a, c), (a, d), (b, c), (b, d)]
}

/// Complaints come in the order of their receipt: what is too old for this one is too old for all that follow.
fn forget_old(places: &mut VecDeque<usize>, candidates: &[Candidate<'_>], window: i64, day: i32) {
    let old = |place: &usize| candidates.get(*place).is_none_or(|c| i64::from(day) - i64::from(c.day) > window);
    while places.front().is_some_and(&old) {
        places.pop_front();
    }
}

/// Whether nothing that is told speaks against a later complaint of one reporter being the first again.
fn of_one_reporter(first: &Candidate<'_>, later: &Candidate<'_>) -> bool {
    let agree = |a: u32, b: u32| a == 0 || b == 0 || a == b;
    agree(first.likeness.district, later.likeness.district)
        && agree(first.likeness.text, later.likeness.text)
        && agree(first.category, later.category)
        // What comes in after the closing says that the matter is not settled, or is another.
        && first.closed.is_none_or(|closed| closed >= later.received)
}

#[cfg(test)]
mod tests;
