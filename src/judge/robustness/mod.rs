//! How far a rank depends on choices that could have been made otherwise: weights, the start of the clock, the class, what
//! counts as the same complaint. The members of each group are held fixed and ranked again.
//!
//! Source: Saisana, Saltelli, Tarantola 2005, Uncertainty and sensitivity analysis techniques as tools for the quality
//! assessment of composite indicators, J. R. Statist. Soc. A 168, 307-323; OECD/JRC, Handbook on Constructing Composite
//! Indicators (2008), step 7. There choices are drawn at random; here each is made alone, so that a meeting can be told
//! which one moves a rank.

mod scenario;

use std::collections::BTreeMap;

pub use scenario::Scenario;

use super::league::{Contender, League, Level};
use super::league_row::LeagueRow;
use super::rank::competition;
use super::score::weighted;
use crate::config::Config;
use crate::measure::{Figures, FiguresOtherwise, Measured};
use crate::terms::{OtherReading, Quarter};

/// A ranked row by one scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct RankTest {
    /// The quarter.
    pub period: Quarter,
    /// The government's id.
    pub agency_id: String,
    /// The unit's id; empty for a government.
    pub skpd_id: String,
    /// The unit's or government's name.
    pub skpd: String,
    /// What is otherwise.
    pub scenario: Scenario,
    /// What came of it.
    pub outcome: Outcome,
    /// The score there; `None` = it cannot be computed.
    pub score: Option<f64>,
    /// The rank there, of those of the group that have a score.
    pub rank: Option<u64>,
    /// How many of the group have no score there: the rank may be so many places lower.
    pub unscored: u64,
}

/// What came of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not a complaint of the published quarters reads otherwise: score and rank are those published.
    Unaffected,
    /// The row was ranked again.
    Ranked,
    /// The row was ranked again, by so few complaints that it would not have been ranked: its rank there does not count.
    TooFew,
    /// The row's score cannot be computed there.
    NoScore,
}

impl Outcome {
    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unaffected => "unaffected",
            Self::Ranked => "ranked",
            Self::TooFew => "too_few",
            Self::NoScore => "no_score",
        }
    }

    /// Whether the rank there says anything of the row.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Unaffected | Self::Ranked)
    }
}

/// Between which ranks a row lies over all scenarios, the published rank included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankRange {
    /// The best.
    pub low: u64,
    /// The worst.
    pub high: u64,
    /// Scenarios in which the row has no score, or one of too few complaints.
    pub untested: u64,
}

impl RankRange {
    /// Of a published rank and the tests of its row.
    #[must_use]
    pub fn of<'t>(rank: u64, tests: impl Iterator<Item = &'t RankTest>) -> Self {
        tests.fold(Self { low: rank, high: rank, untested: 0 }, |range, test| {
            match test.rank.filter(|_| test.outcome.counts()) {
                Some(rank) => Self {
                    low: range.low.min(rank),
                    high: range.high.max(rank + test.unscored),
                    untested: range.untested,
                },
                None => Self { untested: range.untested + 1, ..range },
            }
        })
    }
}

/// Every scenario for every ranked row of a quarter: units, and governments where there are several.
pub fn tests(config: &Config, measured: &Measured, quarter: Quarter, rows: [&[LeagueRow]; 2]) -> Vec<RankTest> {
    let league = League::new(config, measured);
    let [units, governments] = rows;
    let of = |level: Level, rows: &[LeagueRow]| Trial { config, measured, league: &league, quarter, level }.tests(rows);
    let mut tests = of(Level::Units, units);
    if governments.len() > 1 {
        tests.extend(of(Level::Governments, governments));
    }
    tests
}

/// The rows of one level of a quarter.
struct Trial<'a> {
    config: &'a Config,
    measured: &'a Measured,
    league: &'a League<'a>,
    quarter: Quarter,
    level: Level,
}

/// The scores of all rows by a scenario, by government and unit, and whether they are those of too few complaints; `None` =
/// nothing reads otherwise.
type Scores = Option<BTreeMap<(String, String), (Option<f64>, bool)>>;

impl Trial<'_> {
    fn tests(&self, rows: &[LeagueRow]) -> Vec<RankTest> {
        let mut groups: BTreeMap<(&str, &str), Vec<&LeagueRow>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.rank.is_some()) {
            // Units are compared inside their government, governments with one another.
            let agency = if self.level == Level::Units { row.agency_id.as_str() } else { "" };
            groups.entry((agency, row.group.as_str())).or_default().push(row);
        }
        let scenarios = self.scenarios();
        let mut tests = Vec::new();
        for members in groups.values() {
            for (scenario, scores) in &scenarios {
                tests.extend(again(members, scenario, scores));
            }
        }
        tests
    }

    fn figures(&self) -> &[Figures] {
        match self.level {
            Level::Units => &self.measured.units,
            Level::Governments => &self.measured.governments,
        }
    }

    /// Each scenario with the scores of all rows by it.
    fn scenarios(&self) -> Vec<(Scenario, Scores)> {
        let weights: Vec<f64> = self.config.score.iter().map(|part| part.weight).collect();
        let published = self.league.attainments(self.figures(), self.quarter, self.level);
        let mut out: Vec<(Scenario, Scores)> = Vec::new();
        for (scenario, weights) in scenario::weights(self.config) {
            let score = |row: &Contender| (weighted(&row.attainments, weights.iter().copied()), row.too_few);
            out.push((scenario, Some(published.iter().map(|(key, row)| (key.clone(), score(row))).collect())));
        }
        for reading in scenario::readings(self.config) {
            let scores = self.otherwise(reading).map(|figures| {
                let attained = self.league.attainments(&figures, self.quarter, self.level);
                // What the stock and the hand-overs tell is not measured anew.
                let known = self.config.score.iter().all(|part| scenario::is_measured_anew(&part.measure));
                let score = |row: &Contender| {
                    (weighted(&row.attainments, weights.iter().copied()).filter(|_| known), row.too_few)
                };
                attained.iter().map(|(key, row)| (key.clone(), score(row))).collect()
            });
            out.push((Scenario::Reading(reading), scores));
        }
        out
    }

    /// The figures of published quarters by another reading, of the others what was received; `None` where it changes
    /// nothing.
    fn otherwise(&self, reading: OtherReading) -> Option<Vec<Figures>> {
        let found: &FiguresOtherwise = self.measured.otherwise.iter().find(|other| other.reading == reading)?;
        let other = match self.level {
            Level::Units => &found.units,
            Level::Governments => found.governments.as_ref()?,
        };
        let key = |f: &Figures| (f.agency, f.unit, f.quarter);
        let other: BTreeMap<_, &Figures> = other.iter().map(|f| (key(f), f)).collect();
        // Of quarters before, only what was received since the year began is asked for.
        let received = |f: &Figures| {
            let &Figures { agency, unit, quarter, received, .. } = f;
            Figures { agency, unit, quarter, received, ..Figures::default() }
        };
        Some(self.figures().iter().map(|f| other.get(&key(f)).map_or_else(|| received(f), |f| (*f).clone())).collect())
    }
}

/// Ranks the members of a group again.
fn again<'t>(
    members: &'t [&LeagueRow],
    scenario: &'t Scenario,
    scores: &Scores,
) -> impl Iterator<Item = RankTest> + use<'t> {
    let key = |row: &LeagueRow| (row.agency_id.clone(), row.skpd_id.clone());
    let (found, too_few): (Vec<Option<f64>>, Vec<bool>) = match scores {
        Some(scores) => members.iter().map(|row| scores.get(&key(row)).copied().unwrap_or_default()).unzip(),
        None => members.iter().map(|row| (row.score, false)).unzip(),
    };
    let ranks = competition(&found);
    let unscored = found.iter().filter(|score| score.is_none()).count() as u64;
    let affected = scores.is_some();
    members.iter().zip(found).zip(too_few).zip(ranks).map(move |(((row, score), too_few), rank)| RankTest {
        period: row.period,
        agency_id: row.agency_id.clone(),
        skpd_id: row.skpd_id.clone(),
        skpd: if row.skpd_id.is_empty() { row.agency.clone() } else { row.skpd.clone() },
        scenario: scenario.clone(),
        outcome: match (affected, rank) {
            (false, _) => Outcome::Unaffected,
            (true, Some(_)) if too_few => Outcome::TooFew,
            (true, Some(_)) => Outcome::Ranked,
            (true, None) => Outcome::NoScore,
        },
        score,
        rank,
        unscored,
    })
}

#[cfg(test)]
mod tests;
