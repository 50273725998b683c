//! Funnels: which units' rates lie further from the rate of all of them than chance explains.
//!
//! A funnel ranks nobody. It assumes that the units' complaints are alike but for chance and for a spread between units that
//! is the same everywhere: it corrects for no mix of classes or difficulty, and says so where it is shown.
//!
//! There is one of every rate that the evidence carries but the closing rate, which is near 100 % where the system closes by
//! itself. Who lies outside is named where the rate is one of complaints whose limit has passed, or where the policy scores it.
//! A response rate that nobody scores is drawn and names nobody: complaints of the last days count as unanswered in it, so that a
//! unit with many of these would be named for their age; and where no times are known it rests on a status alone.

mod limits;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use limits::{Limits, Spread, Standing, distance, limits, spread, standing, tail};

use super::league_row::{LeagueRow, Verdict};
use super::needs;
use crate::config::Config;
use crate::measure::Figures;

/// How many points a curve of limits has.
const POINTS: u32 = 120;

/// A rate that a funnel may be made of: its part and its whole.
type Counts = fn(&LeagueRow) -> Option<(u64, u64)>;

/// The rates of the league table, with their counts.
const RATES: [(&str, Counts); 3] = [
    ("response_rate", |r| r.response_rate.map(|_| (r.responded, r.eligible))),
    ("on_time_rate", |r| r.on_time_rate.and(r.responded_in_time.zip(r.due))),
    ("resolution_on_time_rate", |r| r.resolution_on_time_rate.and(r.resolved_in_time.zip(r.resolution_due))),
];

/// A funnel of one rate in one government.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// The government's id.
    pub agency_id: String,
    /// The government's name.
    pub agency: String,
    /// The column of the league table.
    pub measure: &'static str,
    /// The parts of all units.
    pub part: u64,
    /// The wholes of all units.
    pub whole: u64,
    /// The rate of all units together.
    pub theta: f64,
    /// Whether it says who lies outside.
    pub names: bool,
    /// How much more units differ than by chance; `None` for fewer than five units.
    pub spread: Option<Spread>,
    /// The units, as in the league table.
    pub units: Vec<FunnelUnit>,
    /// The limits that hold (adjusted where the spread is known) by number of complaints, fewest first.
    pub curve: Vec<(f64, Limits)>,
}

impl Funnel {
    /// How many of its units lie outside the 95 % limits, at the most, where all are ordinary.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some hundred units
    pub fn expected_outside(&self) -> f64 {
        0.05 * self.units.len() as f64
    }
}

/// A unit in a funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelUnit {
    /// The unit's id.
    pub skpd_id: String,
    /// The unit's name.
    pub skpd: String,
    /// The part.
    pub part: u64,
    /// The whole; not 0.
    pub whole: u64,
    /// The rate.
    pub value: f64,
    /// The limits of chance alone.
    pub chance: Limits,
    /// The limits widened by the spread between units; `None` where that is not known.
    pub adjusted: Option<Limits>,
    /// The exact binomial chance of being so far from the rate of all, or further, on this side.
    pub tail: f64,
    /// Where it lies, by the adjusted limits where there are any.
    pub standing: Standing,
}

/// The funnels of a quarter: one a rate that its evidence carries, and a government.
pub fn of(config: &Config, quarter: &[&Figures], league: &[LeagueRow]) -> Vec<Funnel> {
    let scored = |name: &str| config.score.iter().any(|s| s.measure == name && s.weight > 0.0);
    let carried = RATES.iter().map(|(measure, _)| *measure).filter(|m| needs::carries(config, m, quarter));
    carried.flat_map(|m| of_rate(m, league, m != "response_rate" || scored(m))).collect()
}

/// The funnels of a rate that say who lies outside, one a government; none where the rate is not one that a funnel is made of.
#[must_use]
pub fn of_measure(measure: &str, league: &[LeagueRow]) -> Vec<Funnel> {
    of_rate(measure, league, true)
}

fn of_rate(measure: &str, league: &[LeagueRow], names: bool) -> Vec<Funnel> {
    let Some((measure, counts)) = RATES.into_iter().find(|(name, _)| *name == measure) else { return Vec::new() };
    let mut agencies: BTreeMap<&str, Vec<&LeagueRow>> = BTreeMap::new();
    // Thin evidence of times is no ground to leave a unit out where nobody is named.
    let shown = |row: &&LeagueRow| match row.verdict {
        Verdict::Ranked | Verdict::TooFew => true,
        Verdict::NoEvidence => !names,
        Verdict::NotAssigned => false,
    };
    for row in league.iter().filter(shown) {
        agencies.entry(&row.agency_id).or_default().push(row);
    }
    agencies.values().filter_map(|rows| one(measure, counts, rows, names)).collect()
}

/// The funnel of one rate over the rows of one government; `None` where no unit has the rate.
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn one(measure: &'static str, counts: Counts, rows: &[&LeagueRow], names: bool) -> Option<Funnel> {
    let found: Vec<(&LeagueRow, u64, u64)> =
        rows.iter().filter_map(|row| counts(row).filter(|(_, n)| *n > 0).map(|(part, n)| (*row, part, n))).collect();
    let (part, whole) = found.iter().fold((0, 0), |(p, w), (_, part, n)| (p + part, w + n));
    if whole == 0 {
        return None;
    }
    let theta = part as f64 / whole as f64;
    let distances: Vec<f64> = found.iter().map(|(_, part, n)| distance(*part, *n, theta)).collect();
    let weights: Vec<f64> = found.iter().map(|(_, _, n)| 4.0 * *n as f64).collect();
    let spread = spread(&distances, &weights);
    let tau2 = spread.map_or(0.0, |s| s.tau2);
    let units = found.iter().map(|(row, part, n)| FunnelUnit {
        skpd_id: row.skpd_id.clone(),
        skpd: row.skpd.clone(),
        part: *part,
        whole: *n,
        value: *part as f64 / *n as f64,
        chance: limits(theta, *n as f64, 0.0),
        adjusted: spread.map(|s| limits(theta, *n as f64, s.tau2)),
        tail: tail(*part, *n, theta),
        standing: if names { standing(*part, *n, theta, tau2) } else { Standing::NotNamed },
    });
    let units: Vec<FunnelUnit> = units.collect();
    let (agency_id, agency) = rows.first().map(|r| (r.agency_id.clone(), r.agency.clone()))?;
    let most = units.iter().map(|u| u.whole).max().unwrap_or(1) as f64;
    let curve = curve(theta, tau2, most);
    Some(Funnel { agency_id, agency, measure, part, whole, theta, names, spread, units, curve })
}

/// The limits from one complaint to the most; points stand closer where few complaints make the curve steep.
fn curve(theta: f64, tau2: f64, most: f64) -> Vec<(f64, Limits)> {
    let root = most.sqrt().max(1.0);
    let at = |step: u32| 1.0 + (root - 1.0) * f64::from(step) / f64::from(POINTS);
    (0..=POINTS).map(|step| at(step) * at(step)).map(|n| (n, limits(theta, n, tau2))).collect()
}
