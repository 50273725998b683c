//! How far a score can be off: from the complaints behind it to the errors that the confidence sets ask for.
//!
//! Two things are asked. For a pair, the standard error of each score: the larger of two. One *as if the two were equally good*, so
//! that level and spread come from the complaints of both together, as in the score test of two rates (Wilson 1927 holds the rate
//! fixed in the same way): the error that a unit's own complaints suggest is 0 for five out of five, and far too small for any
//! small unit that had luck. The other from its own complaints, with one half added to both sides of a rate: equal scores need
//! not come from equal rates, where targets differ or one measure makes up for another.
//! And the shape of the errors: draws of a Dirichlet distribution over the ways in which complaints can be handled, each
//! way with its count and one half (Jeffreys' prior), so that a way which has not occurred is still possible.
//!
//! Errors are taken before the cap of an attainment: what is cut off errs less, as a rule.

use std::collections::BTreeMap;

use rand_distr::{Distribution, Gamma, StandardNormal};
use rand_pcg::Pcg64Mcg;

use super::measures::{Part, Sampled};
use super::sets::Pair;
use crate::measure::Cell;

/// What is added to each count of complaints: Jeffreys' prior.
const PRIOR: f64 = 0.5;

/// How a way of handling stands to a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stand {
    /// It does not count for the measure.
    Outside,
    /// It counts: in a rate against it, in a mean with its value.
    Inside,
    /// It counts for the rate.
    Kept,
}

/// A measure as one way of handling shows it.
#[derive(Debug, Clone, Copy)]
struct Seen {
    stand: Stand,
    /// The part of the complaints that counts: 0 or 1 for a rate; for a mean those with a time.
    share: f64,
    mean: f64,
    /// Within the way; 0 for a rate.
    variance: f64,
}

/// Complaints that were handled in the same way, as far as the score looks.
#[derive(Debug, Clone)]
struct Way {
    complaints: f64,
    seen: Vec<Seen>,
}

impl Way {
    fn stands(&self) -> Vec<Stand> {
        self.seen.iter().map(|s| s.stand).collect()
    }
}

/// One of those compared, with what its score rests on.
#[derive(Debug, Clone)]
pub struct Member {
    /// As published.
    pub score: f64,
    parts: Vec<Part>,
    ways: Vec<Way>,
}

/// Denominator and sum of a measure.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    whole: f64,
    sum: f64,
}

impl Tally {
    fn mean(self) -> f64 {
        if self.whole > 0.0 { self.sum / self.whole } else { 0.0 }
    }
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn seen(sampled: Sampled, cell: &Cell) -> Seen {
    match sampled {
        Sampled::Rate { counts, kept } => {
            let stand = match (counts(cell), kept(cell)) {
                (false, _) => Stand::Outside,
                (true, false) => Stand::Inside,
                (true, true) => Stand::Kept,
            };
            let share = if stand == Stand::Outside { 0.0 } else { 1.0 };
            Seen { stand, share, mean: if stand == Stand::Kept { 1.0 } else { 0.0 }, variance: 0.0 }
        }
        Sampled::Mean { moments, unit } => {
            let of = moments(cell);
            if of.count == 0 || cell.complaints == 0 {
                return Seen { stand: Stand::Outside, share: 0.0, mean: 0.0, variance: 0.0 };
            }
            let count = of.count as f64;
            let mean = of.sum as f64 / count * unit;
            let variance = (of.squares as f64 / count * unit * unit - mean * mean).max(0.0);
            Seen { stand: Stand::Inside, share: count / cell.complaints as f64, mean, variance }
        }
    }
}

impl Member {
    /// From the score's parts and the complaints behind them.
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    pub fn new(score: f64, parts: Vec<Part>, cells: &[Cell]) -> Self {
        let ways = cells.iter().map(|cell| Way {
            complaints: cell.complaints as f64,
            seen: parts.iter().map(|p| seen(p.sampled, cell)).collect(),
        });
        Self { score, ways: ways.collect(), parts }
    }

    fn tallies(&self) -> Vec<Tally> {
        tallies(&self.ways, self.parts.len())
    }
}

fn tallies<'a>(ways: impl IntoIterator<Item = &'a Way>, measures: usize) -> Vec<Tally> {
    let mut out = vec![Tally::default(); measures];
    for way in ways {
        for (tally, seen) in out.iter_mut().zip(&way.seen) {
            tally.whole += way.complaints * seen.share;
            tally.sum += way.complaints * seen.share * seen.mean;
        }
    }
    out
}

/// Every two of those compared.
pub fn pairs(members: &[Member]) -> Vec<Pair> {
    let alone: Vec<(Vec<Tally>, Level)> = members.iter().map(|m| (m.tallies(), Level::of(&[m]))).collect();
    let numbered = || members.iter().zip(&alone).enumerate();
    let mut out = Vec::with_capacity(members.len() * members.len() / 2);
    for (first, (a, (tallies_a, level_a))) in numbered() {
        for (second, (b, (tallies_b, level_b))) in numbered().skip(first + 1) {
            let common = Level::of(&[a, b]);
            let error = |member, own: &Level, tallies: &[Tally], others: &[Tally]| {
                own.error(member, tallies, others).max(common.error(member, tallies, others))
            };
            let errors = (error(a, level_a, tallies_a, tallies_b), error(b, level_b, tallies_b, tallies_a));
            out.push(Pair::new((first, second), a.score - b.score, errors));
        }
    }
    out
}

/// How complaints spread about their level: variance and correlation of the measures, for one complaint.
struct Level {
    variances: Vec<f64>,
    /// Row by row.
    correlations: Vec<Vec<f64>>,
}

impl Level {
    /// Of the complaints of some together, as if they were equally good.
    fn of(members: &[&Member]) -> Self {
        let ways = || members.iter().flat_map(|m| &m.ways);
        let parts = members.first().map_or(&[][..], |m| &m.parts);
        let tallies = tallies(ways(), parts.len());
        let mut products = vec![vec![0.0; parts.len()]; parts.len()];
        for way in ways() {
            for ((row, x), tally_x) in products.iter_mut().zip(&way.seen).zip(&tallies) {
                for ((product, y), tally_y) in row.iter_mut().zip(&way.seen).zip(&tallies) {
                    // Two means within one way are taken to go together: no more is known of them.
                    let within = (x.variance * y.variance).sqrt();
                    let between = (x.mean - tally_x.mean()) * (y.mean - tally_y.mean());
                    *product += way.complaints * x.share.min(y.share) * (between + within);
                }
            }
        }
        let diagonal: Vec<f64> = products.iter().enumerate().filter_map(|(m, row)| row.get(m).copied()).collect();
        let correlations = products.iter().zip(&diagonal).enumerate().map(|(m, (row, x))| {
            let of = |(n, (product, y)): (usize, (&f64, &f64))| match x * y > 0.0 {
                // A measure goes with itself whatever the products say: a rate of 1 has none.
                _ if m == n => 1.0,
                true => product / (x * y).sqrt(),
                false => 0.0,
            };
            row.iter().zip(&diagonal).enumerate().map(of).collect()
        });
        let variances = tallies.iter().zip(&diagonal).zip(parts).map(|((tally, product), part)| {
            let raw = match part.sampled {
                Sampled::Rate { .. } => {
                    let rate = (tally.sum + PRIOR) / (tally.whole + 2.0 * PRIOR);
                    rate * (1.0 - rate)
                }
                Sampled::Mean { .. } if tally.whole > 0.0 => product / tally.whole,
                Sampled::Mean { .. } => 0.0,
            };
            if tally.whole > 1.0 { raw * tally.whole / (tally.whole - 1.0) } else { raw }
        });
        Self { correlations: correlations.collect(), variances: variances.collect() }
    }

    /// The standard error of a score at this level, given how many complaints each of its measures rests on, held against that
    /// of another.
    fn error(&self, member: &Member, tallies: &[Tally], others: &[Tally]) -> f64 {
        let parts = member.parts.iter().zip(tallies).zip(others).zip(&self.variances);
        let errors: Vec<f64> = parts
            .map(|(((part, own), other), variance)| match own.whole > 0.0 {
                true => part.weight * part.slope(own.mean(), other.mean()) * (variance / own.whole).sqrt(),
                false => 0.0,
            })
            .collect();
        let rows = errors.iter().zip(&self.correlations);
        let total: f64 = rows.map(|(x, row)| row.iter().zip(&errors).map(|(r, y)| r * x * y).sum::<f64>()).sum();
        total.max(0.0).sqrt()
    }
}

/// So many draws of the errors of all scores, one list a draw, each in its own standard errors.
pub fn draws(members: &[Member], count: usize, chance: &mut Pcg64Mcg) -> Vec<Vec<f64>> {
    let ways = possible(members);
    let all: Vec<Tally> =
        members.first().map_or_else(Vec::new, |first| tallies(members.iter().flat_map(|m| &m.ways), first.parts.len()));
    let spread = spreads(members, &all);
    let column = |member: &Member| {
        let urns = ways.iter().filter_map(|stands| urn(member, stands, &all, &spread)).collect();
        let own = member.tallies();
        let slopes = member.parts.iter().zip(&own).map(|(p, t)| p.weight * p.slope(t.mean(), t.mean())).collect();
        let source = Source { urns, slopes };
        standardised((0..count).map(|_| source.draw(chance)).collect())
    };
    let columns: Vec<Vec<f64>> = members.iter().map(column).collect();
    (0..count).map(|d| columns.iter().map(|c| c.get(d).copied().unwrap_or(0.0)).collect()).collect()
}

/// The variance of each measure over all complaints of the group.
fn spreads(members: &[Member], all: &[Tally]) -> Vec<f64> {
    let mut out = vec![0.0; all.len()];
    for way in members.iter().flat_map(|m| &m.ways) {
        for ((sum, seen), tally) in out.iter_mut().zip(&way.seen).zip(all) {
            *sum += way.complaints * seen.share * (seen.variance + (seen.mean - tally.mean()).powi(2));
        }
    }
    out.iter().zip(all).map(|(sum, tally)| if tally.whole > 0.0 { sum / tally.whole } else { 0.0 }).collect()
}

/// The ways that occur among those compared, and for each rate one that keeps it and one that does not, where neither occurs
/// like the most frequent way in all else.
fn possible(members: &[Member]) -> Vec<Vec<Stand>> {
    let mut counts: BTreeMap<Vec<Stand>, f64> = BTreeMap::new();
    for way in members.iter().flat_map(|m| &m.ways) {
        *counts.entry(way.stands()).or_default() += way.complaints;
    }
    let usual = counts.iter().max_by(|a, b| a.1.total_cmp(b.1)).map(|(stands, _)| stands.clone());
    let mut ways: Vec<Vec<Stand>> = counts.into_keys().collect();
    let Some(usual) = usual else { return ways };
    let rates: Vec<usize> = members.first().map_or_else(Vec::new, |m| {
        m.parts.iter().enumerate().filter(|(_, p)| matches!(p.sampled, Sampled::Rate { .. })).map(|(i, _)| i).collect()
    });
    for rate in rates {
        for stand in [Stand::Inside, Stand::Kept] {
            if ways.iter().any(|w| w.get(rate) == Some(&stand)) {
                continue;
            }
            let mut like = usual.clone();
            if let Some(of_rate) = like.get_mut(rate) {
                *of_rate = stand;
            }
            ways.push(like);
        }
    }
    ways
}

/// What one draw takes of a way: its weight, and the value of each measure.
struct Urn {
    weight: Gamma<f64>,
    seen: Vec<Value>,
}

/// The value of a measure in one way: nearly certain where many complaints show it.
struct Value {
    share: f64,
    mean: f64,
    /// The standard error of the mean.
    error: f64,
}

fn urn(member: &Member, stands: &[Stand], all: &[Tally], spread: &[f64]) -> Option<Urn> {
    let same: Vec<&Way> = member.ways.iter().filter(|w| w.stands() == stands).collect();
    let complaints: f64 = same.iter().map(|w| w.complaints).sum();
    let own = tallies(same.iter().copied(), member.parts.len());
    let seen = member.parts.iter().enumerate().map(|(m, part)| {
        let stand = stands.get(m).copied().unwrap_or(Stand::Outside);
        let tally = own.get(m).copied().unwrap_or_default();
        if stand == Stand::Outside {
            return Value { share: 0.0, mean: 0.0, error: 0.0 };
        }
        let share = if complaints > 0.0 { tally.whole / complaints } else { 1.0 };
        match part.sampled {
            Sampled::Rate { .. } => Value { share, mean: if stand == Stand::Kept { 1.0 } else { 0.0 }, error: 0.0 },
            Sampled::Mean { .. } => {
                // Half an observation like the whole group, so that equal times are not taken for certainty.
                let group = all.get(m).copied().unwrap_or_default().mean();
                let spread = spread.get(m).copied().unwrap_or(0.0);
                let within: f64 = same
                    .iter()
                    .filter_map(|w| Some((w.complaints, w.seen.get(m)?)))
                    .map(|(n, s)| n * s.share * (s.variance + (s.mean - tally.mean()).powi(2)))
                    .sum();
                let known = tally.whole + PRIOR;
                let variance = (within + PRIOR * spread) / known;
                Value { share, mean: (tally.sum + PRIOR * group) / known, error: (variance / known).sqrt() }
            }
        }
    });
    Some(Urn { seen: seen.collect(), weight: Gamma::new(complaints + PRIOR, 1.0).ok()? })
}

/// All that one draw of the score of one of those compared needs.
struct Source {
    urns: Vec<Urn>,
    /// What the score gains with each measure.
    slopes: Vec<f64>,
}

impl Source {
    fn draw(&self, chance: &mut Pcg64Mcg) -> f64 {
        let mut drawn = vec![Tally::default(); self.slopes.len()];
        for urn in &self.urns {
            let weight = urn.weight.sample(chance);
            for (tally, value) in drawn.iter_mut().zip(&urn.seen).filter(|(_, v)| v.share > 0.0) {
                let mut mean = value.mean;
                if value.error > 0.0 {
                    let normal: f64 = StandardNormal.sample(chance);
                    mean += value.error * normal;
                }
                tally.whole += weight * value.share;
                tally.sum += weight * value.share * mean;
            }
        }
        drawn.iter().zip(&self.slopes).map(|(tally, slope)| slope * tally.mean()).sum()
    }
}

/// The draws less their mean, divided by their standard deviation; all 0 where they do not differ.
fn standardised(mut draws: Vec<f64>) -> Vec<f64> {
    #[allow(clippy::cast_precision_loss)] // a few thousand
    let count = draws.len() as f64;
    let mean = draws.iter().sum::<f64>() / count;
    let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count;
    let deviation = variance.sqrt();
    draws.iter_mut().for_each(|x| *x = if deviation > 0.0 { (*x - mean) / deviation } else { 0.0 });
    draws
}
