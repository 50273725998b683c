//! Confidence sets for ranks from estimates, their errors, and draws of the errors.
//!
//! Mogstad, Romano, Shaikh and Wilhelm, "Inference for Ranks with Applications to Mobility across Neighbourhoods and Academic
//! Achievement across Countries", Review of Economic Studies 91 (2024), 476-518: every difference of two estimates, divided
//! by its standard error, is held against one critical value, the quantile of the largest such difference that chance
//! brings; what is rejected is set aside and the critical value found anew among the rest (step-down after Romano and Wolf,
//! JASA 100 (2005), 94-108). Whoever is better than `b` others and worse than `w` of `p` has a rank from `w + 1` to `p - b`.

use std::collections::BTreeSet;

/// The share of cases in which all sets together hold the true ranks.
pub const LEVEL: f64 = 0.95;

/// The ranks that chance allows, the best first; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankSet {
    /// The best of them.
    pub low: u64,
    /// The worst of them.
    pub high: u64,
}

/// Two of those compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The place of one.
    pub first: usize,
    /// The place of the other.
    pub second: usize,
    /// The estimate of `first` less that of `second`, in standard errors; more is better. 0 where neither estimate can err:
    /// then nothing is known of how they compare.
    statistic: f64,
    /// The standard error of the first estimate, in standard errors of the difference.
    first_share: f64,
    /// That of the second.
    second_share: f64,
}

impl Pair {
    /// From a difference of two estimates that do not depend on one another, and the standard error of each.
    pub fn new((first, second): (usize, usize), difference: f64, (first_error, second_error): (f64, f64)) -> Self {
        let error = first_error.hypot(second_error);
        let share = |x: f64| if error > 0.0 { x / error } else { 0.0 };
        Self {
            first,
            second,
            statistic: share(difference),
            first_share: share(first_error),
            second_share: share(second_error),
        }
    }

    /// The difference of one draw of errors, each in its own standard errors.
    fn drawn(&self, errors: &[f64]) -> f64 {
        match errors.get(self.first).zip(errors.get(self.second)) {
            Some((a, b)) => a * self.first_share - b * self.second_share,
            None => 0.0,
        }
    }
}

/// The `LEVEL` quantile (nearest rank) of the largest difference, in standard errors, among `pairs` over all draws.
fn critical(pairs: &[&Pair], draws: &[Vec<f64>]) -> f64 {
    let largest = |errors: &Vec<f64>| pairs.iter().map(|p| p.drawn(errors).abs()).fold(0.0, f64::max);
    let mut largest: Vec<f64> = draws.iter().map(largest).collect();
    largest.sort_by(f64::total_cmp);
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // a few thousand draws
    let place = (LEVEL * largest.len() as f64).ceil() as usize;
    place.checked_sub(1).and_then(|p| largest.get(p)).copied().unwrap_or(f64::INFINITY)
}

/// One step: the pairs whose difference chance does not bring, and the rest.
fn step<'a>(pairs: &[&'a Pair], draws: &[Vec<f64>]) -> (Vec<&'a Pair>, Vec<&'a Pair>) {
    let limit = critical(pairs, draws);
    pairs.iter().partition(|p| p.statistic.abs() > limit)
}

/// The sets that follow from the pairs which are told apart.
fn sets<'a>(count: usize, apart: impl IntoIterator<Item = &'a Pair>) -> Vec<RankSet> {
    let mut sets = vec![RankSet { low: 1, high: count as u64 }; count];
    for pair in apart {
        let (better, worse) = if pair.statistic > 0.0 { (pair.first, pair.second) } else { (pair.second, pair.first) };
        if let Some(set) = sets.get_mut(better) {
            set.high -= 1;
        }
        if let Some(set) = sets.get_mut(worse) {
            set.low += 1;
        }
    }
    sets
}

/// What is known of the ranks of a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The sets, in the order of those compared.
    pub sets: Vec<RankSet>,
    /// Who is told apart, by their places, the smaller first. Sets may overlap all the same.
    pub told_apart: BTreeSet<(usize, usize)>,
}

/// The sets of all `count` compared, right for all of them at once with probability [`LEVEL`].
///
/// `draws` holds one list a draw: for each of those compared its error, mean 0, in units of its own standard error.
#[must_use]
pub fn simultaneous(count: usize, pairs: &[Pair], draws: &[Vec<f64>]) -> Known {
    let mut told: Vec<&Pair> = Vec::new();
    let mut open: Vec<&Pair> = pairs.iter().collect();
    loop {
        let (apart, rest) = step(&open, draws);
        if apart.is_empty() {
            let told_apart = told.iter().map(|p| (p.first.min(p.second), p.first.max(p.second))).collect();
            return Known { sets: sets(count, told), told_apart };
        }
        told.extend(apart);
        open = rest;
    }
}

#[cfg(test)]
mod tests {
    use rand_distr::{Distribution, StandardNormal};
    use rand_pcg::Pcg64Mcg;
    use rand_pcg::rand_core::SeedableRng;

    use super::*;

    fn pairs(estimates: &[(f64, f64)]) -> Vec<Pair> {
        let mut out = Vec::new();
        for (first, (a, first_error)) in estimates.iter().enumerate() {
            for (second, (b, second_error)) in estimates.iter().enumerate().skip(first + 1) {
                out.push(Pair::new((first, second), a - b, (*first_error, *second_error)));
            }
        }
        out
    }

    fn normal(count: usize, draws: usize, seed: u64) -> Vec<Vec<f64>> {
        let mut chance = Pcg64Mcg::seed_from_u64(seed);
        (0..draws).map(|_| (0..count).map(|_| StandardNormal.sample(&mut chance)).collect()).collect()
    }

    fn set(low: u64, high: u64) -> RankSet {
        RankSet { low, high }
    }

    #[test]
    fn the_sets_published_for_pisa_are_reproduced() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/reference/pisa.csv");
        let Ok(text) = std::fs::read_to_string(path) else {
            eprintln!("skipped: ../shared/data/reference/pisa.csv is not here");
            return;
        };
        let mut names = Vec::new();
        let mut estimates = Vec::new();
        for line in text.lines().skip(1).filter(|l| !l.is_empty()) {
            let cells: Vec<&str> = line.split(',').collect();
            names.push(cells[0].to_owned());
            estimates.push((cells[1].parse::<f64>().unwrap(), cells[2].parse::<f64>().unwrap()));
        }
        let (pairs, draws) = (pairs(&estimates), normal(estimates.len(), 2000, 1));
        let all = simultaneous(estimates.len(), &pairs, &draws).sets;
        let of = |name: &str| all[names.iter().position(|n| n == name).unwrap()];
        assert_eq!(of("Japan"), set(1, 6));
        assert_eq!(of("Korea"), set(1, 7));
        assert_eq!(of("Estonia"), set(1, 6));
        assert_eq!(of("Colombia"), set(37, 37));
        assert_eq!((of("Chile"), of("Mexico")), (set(35, 36), set(35, 36)));
        let kingdom = names.iter().position(|n| n == "United Kingdom").unwrap();
        // The set of one country alone, from its own differences: published without a second step, which would take it to 8.
        let own: Vec<&Pair> = pairs.iter().filter(|p| p.first == kingdom || p.second == kingdom).collect();
        assert_eq!(sets(estimates.len(), step(&own, &draws).0)[kingdom], set(7, 23));
    }

    #[test]
    fn one_alone_is_first_and_nobody_is_told_apart_where_nothing_is_known() {
        assert_eq!(simultaneous(1, &[], &normal(1, 10, 1)).sets, [set(1, 1)]);
        assert_eq!(simultaneous(0, &[], &[]).sets, []);
        let certain = pairs(&[(0.4, 0.0), (0.6, 0.0)]);
        assert_eq!(simultaneous(2, &certain, &normal(2, 100, 1)).sets, [set(1, 2), set(1, 2)]);
        // Without a draw there is no critical value, and no claim.
        assert_eq!(simultaneous(2, &pairs(&[(0.1, 0.01), (0.9, 0.01)]), &[]).sets, [set(1, 2), set(1, 2)]);
    }

    #[test]
    fn what_is_set_aside_lowers_the_bar_for_the_rest() {
        // With the far one in, the largest of three differences decides; without it that of the other two alone.
        let estimates = [(0.0, 1.0), (2.9, 1.0), (40.0, 1.0)];
        let draws = normal(3, 4000, 3);
        let found = simultaneous(3, &pairs(&estimates), &draws).sets;
        assert_eq!(found[2], set(1, 1));
        let first_step = critical(&pairs(&estimates).iter().collect::<Vec<_>>(), &draws);
        assert!(2.9 / 2.0_f64.sqrt() > 1.96 && 2.9 / 2.0_f64.sqrt() < first_step);
        assert_eq!((found[0], found[1]), (set(3, 3), set(2, 2)));
    }
}
