//! Complaints, spells and hand-overs added up: the integers of a row, counted from its evidence alone.

use std::collections::BTreeMap;

use super::evidence::{Case, End, Followed, HandOver, Spell, Until};
use crate::judge::Exits;

/// The integers of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // each field is the column of its name, or what its name says
pub struct Tally {
    pub received: u64,
    pub eligible: u64,
    pub duplicate: u64,
    pub jurisdiction: u64,
    pub archived: u64,
    pub waiting: u64,
    pub blocked: u64,
    pub responded: u64,
    /// Closed without a known response, in a source that does not tell of responses.
    pub untold: u64,
    pub due: u64,
    pub responded_in_time: u64,
    pub unanswered_overdue: u64,
    pub no_deadline: u64,
    pub not_yet_due: u64,
    /// Responses of which something is known of the time, and those whose interval holds the limit.
    pub timed: u64,
    pub response_undecided: u64,
    /// Seconds to each response that is known to the second, ascending.
    pub response_seconds: Vec<u64>,
    pub response_workdays: Vec<u64>,
    /// What became of complaints until the response, and until the resolution.
    pub until_response: Curved,
    pub until_resolution: Curved,
    pub closed: u64,
    pub by_reporter: u64,
    pub by_system: u64,
    pub by_admin: u64,
    pub resolution_seconds: Vec<u64>,
    pub resolution_workdays: Vec<u64>,
    pub resolution_undecided: u64,
    pub resolution_due: u64,
    pub resolved_in_time: u64,
    pub hops: u64,
    pub opening: u64,
    pub stock_received: u64,
    pub stock_reopened: u64,
    pub stock_closed: u64,
    pub closing: u64,
    pub over_limit: u64,
    pub oldest_days: Option<u64>,
    pub returned_late: u64,
}

/// How complaints left a curve.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Curved {
    /// At each minute since the start of their clock: by the step, by being archived, out of sight.
    pub exits: BTreeMap<u32, [u32; 3]>,
    /// Out of sight with an outcome at an unknown time.
    pub untimed: u64,
}

impl Curved {
    fn add(&mut self, followed: Option<Followed>) {
        let Some(Followed { minute, end, untimed }) = followed else { return };
        let [outcomes, competing, unseen] = self.exits.entry(minute).or_default();
        *match end {
            End::Outcome => outcomes,
            End::Competing => competing,
            End::Unseen => unseen,
        } += 1;
        self.untimed += u64::from(untimed);
    }

    /// As a curve is made of them.
    #[must_use]
    pub fn exits(&self) -> Vec<Exits> {
        let exit = |(minute, [events, competing, censored]): (&u32, &[u32; 3])| Exits {
            minute: *minute,
            events: *events,
            competing: *competing,
            censored: *censored,
        };
        self.exits.iter().map(exit).collect()
    }
}

impl Tally {
    /// Counts a row's evidence.
    #[must_use]
    pub fn of(cases: &[&Case], spells: &[&Spell], handed: &[&HandOver]) -> Self {
        let mut tally = Self { received: cases.len() as u64, ..Self::default() };
        cases.iter().for_each(|case| tally.add(case));
        tally.response_seconds.sort_unstable();
        for spell in spells {
            let one = |is: bool| u64::from(is);
            let in_closing = spell.is_in_closing_stock();
            tally.opening += one(spell.began == "before");
            tally.stock_received += one(spell.began == "received");
            tally.stock_reopened += one(spell.began == "reopened");
            tally.stock_closed += one(spell.ended == "in_quarter");
            tally.closing += one(in_closing);
            tally.over_limit += one(in_closing && spell.over_limit);
            tally.oldest_days = tally.oldest_days.max(spell.open_days);
        }
        tally.returned_late = handed.iter().filter(|row| row.late).count() as u64;
        tally
    }

    fn add(&mut self, case: &Case) {
        let ground = match case.exclusion.as_str() {
            "" => &mut self.eligible,
            "duplicate" => &mut self.duplicate,
            "jurisdiction" => &mut self.jurisdiction,
            "archived" => &mut self.archived,
            "waiting" => &mut self.waiting,
            _ => &mut self.blocked,
        };
        *ground += 1;
        self.until_response.add(case.followed(Until::Response));
        self.until_resolution.add(case.followed(Until::Resolution));
        if !case.is_eligible() {
            return;
        }
        let one = |is: bool| u64::from(is);
        self.responded += one(case.is_responded());
        self.untold += one(!case.is_responded() && case.is_closed() && !case.tells_response);
        self.due += one(case.response.is_due());
        self.timed += one(case.response.is_timed());
        self.response_undecided += one(case.response.undecided);
        match case.response.outcome.as_str() {
            "in_time" => self.responded_in_time += 1,
            "unanswered" => self.unanswered_overdue += 1,
            "no_deadline" => self.no_deadline += 1,
            "not_yet_due" => self.not_yet_due += 1,
            _ => {}
        }
        self.response_seconds.extend(case.response.seconds);
        self.response_workdays.extend(case.response.workdays);
        self.closed += one(case.is_closed());
        match case.closed_by.as_str() {
            "reporter" => self.by_reporter += 1,
            "system" => self.by_system += 1,
            "unit" | "admin" => self.by_admin += 1,
            _ => {}
        }
        self.resolution_seconds.extend(case.resolution.seconds);
        self.resolution_workdays.extend(case.resolution.workdays);
        self.resolution_undecided += one(case.is_closed() && case.resolution.undecided);
        self.resolution_due += one(case.resolution.is_due());
        self.resolved_in_time += one(case.resolution.outcome == "in_time");
        self.hops = self.hops.saturating_add(case.hops);
    }

    /// Whether any response has a time to the second, where there is one at all: dates tell no hours, whatever the gate.
    #[must_use]
    pub fn tells_hours(&self) -> bool {
        self.responded == 0 || !self.response_seconds.is_empty()
    }

    /// Seconds to the response in the middle, and at the 90th percentile by nearest rank.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // seconds of some years
    pub fn middle_and_p90(&self) -> Option<(f64, f64)> {
        let sorted = &self.response_seconds;
        let n = sorted.len();
        let at = |place: usize| sorted.get(place).copied();
        let (low, high) = (at(n.checked_sub(1)? / 2)?, at(n / 2)?);
        let p90 = at((n * 9).div_ceil(10) - 1)?;
        Some(((low as f64 + high as f64) / 2.0, p90 as f64))
    }
}

/// The mean of so many, in a larger unit; `None` of none.
#[must_use]
#[allow(clippy::cast_precision_loss)] // sums of seconds stay far below 2^53
pub fn mean(of: &[u64], unit: f64) -> Option<f64> {
    (!of.is_empty()).then(|| of.iter().map(|n| u128::from(*n)).sum::<u128>() as f64 / of.len() as f64 / unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two_and_the_p90_is_a_value() {
        let of = |seconds: &[u64]| Tally { response_seconds: seconds.to_vec(), ..Tally::default() }.middle_and_p90();
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some((7.0, 7.0)));
        assert_eq!(of(&[1, 2]), Some((1.5, 2.0)));
        assert_eq!(of(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), Some((5.5, 9.0)));
        assert_eq!(of(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), Some((6.0, 10.0)));
    }
}
