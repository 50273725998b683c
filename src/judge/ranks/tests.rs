//! The sets against what they promise, in made-up groups whose truth is known.

use rand_distr::{Binomial, Distribution, LogNormal};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use super::*;
use crate::config::Direction;
use crate::measure::{Cell, Moments};

/// The default score: on-time response 0.6, on-time resolution 0.4, against these targets.
fn parts(targets: [f64; 2]) -> Vec<Part> {
    let part = |measure: &str, weight: f64, aim: f64| match sureness(measure) {
        Sureness::Sampled(sampled) => Part { sampled, weight, aim, direction: Direction::Higher, cap: 1.0 },
        Sureness::Counted | Sureness::Untold => panic!("{measure} is sampled"),
    };
    vec![part("on_time_rate", 0.6, targets[0]), part("resolution_on_time_rate", 0.4, targets[1])]
}

fn cell(in_time: bool, resolved_in_time: bool, complaints: u64) -> Cell {
    let resolution_due = true;
    let (responded, due, closed) = (true, true, true);
    Cell { responded, due, in_time, closed, resolution_due, resolved_in_time, complaints, ..Cell::default() }
}

#[allow(clippy::cast_precision_loss)]
fn score(cells: &[Cell], targets: [f64; 2]) -> f64 {
    let sum = |kept: fn(&Cell) -> bool| cells.iter().filter(|c| kept(c)).map(|c| c.complaints).sum::<u64>() as f64;
    let all = sum(|_| true);
    0.6 * (sum(|c| c.in_time) / all / targets[0]).min(1.0)
        + 0.4 * (sum(|c| c.resolved_in_time) / all / targets[1]).min(1.0)
}

/// A unit of so many complaints, drawn: answered in time with the first probability; then resolved in time with the second,
/// or two thirds of it where the response was late.
fn unit(complaints: u64, quality: [f64; 2], targets: [f64; 2], chance: &mut Pcg64Mcg) -> Member {
    let mut draw = |of: u64, p: f64| Binomial::new(of, p).unwrap().sample(chance);
    let in_time = draw(complaints, quality[0]);
    let late = complaints - in_time;
    let (of_in_time, of_late) = (draw(in_time, quality[1]), draw(late, quality[1] * 2.0 / 3.0));
    let cells = [
        cell(true, true, of_in_time),
        cell(true, false, in_time - of_in_time),
        cell(false, true, of_late),
        cell(false, false, late - of_late),
    ];
    let cells: Vec<Cell> = cells.into_iter().filter(|c| c.complaints > 0).collect();
    Member::new(score(&cells, targets), parts(targets), &cells)
}

/// Volumes as a city's units have them: from 5 to some hundred, most of them small.
fn city() -> Vec<u64> {
    (0..40).map(|i| 5 + i * i / 5).collect()
}

/// In how many of `groups` drawn groups every unit's set is that of all ranks: right where all are equally good.
fn covered(groups: u64, draw: impl Fn(&mut Pcg64Mcg) -> Vec<Member> + Sync) -> u64 {
    let one = |seed: u64| {
        let members = draw(&mut Pcg64Mcg::seed_from_u64(seed));
        let all = RankSet { low: 1, high: members.len() as u64 };
        // Fewer draws than a report takes: a blunter critical value, and a test of seconds.
        from_draws(&members, 400).sets.iter().all(|s| *s == all)
    };
    // Half of the groups on a thread of its own: the test is the slowest of the suite.
    std::thread::scope(|scope| {
        let other = scope.spawn(|| (0..groups / 2).filter(|seed| one(*seed)).count() as u64);
        let here = (groups / 2..groups).filter(|seed| one(*seed)).count() as u64;
        here + other.join().unwrap()
    })
}

#[test]
fn of_equally_good_units_all_sets_hold_the_truth_in_ninety_five_of_a_hundred_groups() {
    let small: Vec<u64> = (5..=30).chain(10..24).collect();
    let cases = [
        ("a city's volumes", city(), [0.8, 0.6], [1.0, 1.0]),
        ("a city's volumes under targets that some reach", city(), [0.8, 0.7], [0.9, 0.8]),
        ("small units, nearly perfect", small.clone(), [0.99, 0.98], [1.0, 1.0]),
        ("small units, half of it", small, [0.5, 0.5], [1.0, 1.0]),
    ];
    for (name, volumes, quality, targets) in cases {
        assert_eq!(volumes.len(), 40);
        let covered =
            covered(500, |chance| volumes.iter().map(|n| unit(*n, quality, targets, chance)).collect::<Vec<_>>());
        println!("{name}: {covered} of 500");
        // 95 %, less two standard errors of the simulation itself.
        assert!(covered >= 465, "{name}: {covered} of 500");
    }
}

#[test]
fn so_they_do_where_volumes_targets_or_parts_of_the_score_differ() {
    let cases: [(&str, Vec<Kind>); 3] = [
        (
            "a city of thousands among units of five",
            [vec![(2000, [0.99, 0.99], [1.0; 2])], vec![(5, [0.99, 0.99], [1.0; 2]); 10]].concat(),
        ),
        (
            "targets of their own",
            [vec![(300, [0.97, 0.97], [1.0; 2]); 5], vec![(120, [0.776, 0.776], [0.8; 2]); 8]].concat(),
        ),
        (
            "one part makes up for the other",
            [vec![(200, [0.95, 0.5], [1.0; 2]); 4], vec![(120, [0.75, 0.8], [1.0; 2]); 6]].concat(),
        ),
    ];
    for (name, units) in cases {
        let covered = covered(200, |chance| {
            units.iter().map(|(n, quality, targets)| independent(*n, *quality, *targets, chance)).collect::<Vec<_>>()
        });
        println!("{name}: {covered} of 200");
        assert!(covered >= 184, "{name}: {covered} of 200");
    }
}

/// Volume, quality, targets.
type Kind = (u64, [f64; 2], [f64; 2]);

/// A unit whose resolution in time does not hang on its response, so that two ways to one score are equally good.
fn independent(complaints: u64, quality: [f64; 2], targets: [f64; 2], chance: &mut Pcg64Mcg) -> Member {
    let mut draw = |of: u64, p: f64| Binomial::new(of, p).unwrap().sample(chance);
    let in_time = draw(complaints, quality[0]);
    let late = complaints - in_time;
    let (of_in_time, of_late) = (draw(in_time, quality[1]), draw(late, quality[1]));
    let cells = [
        cell(true, true, of_in_time),
        cell(true, false, in_time - of_in_time),
        cell(false, true, of_late),
        cell(false, false, late - of_late),
    ];
    let cells: Vec<Cell> = cells.into_iter().filter(|c| c.complaints > 0).collect();
    Member::new(score(&cells, targets), parts(targets), &cells)
}

/// A unit of so many answers, each after so many days.
fn answers(days: &[u64], target: f64) -> Member {
    let of = |value: &u64| Cell {
        complaints: 1,
        responded: true,
        response_workdays: Moments { count: 1, sum: *value, squares: value * value },
        ..Cell::default()
    };
    let Sureness::Sampled(sampled) = sureness("mean_response_workdays") else { panic!("sampled") };
    let part = Part { sampled, weight: 1.0, aim: target, direction: Direction::Lower, cap: 1.0 };
    #[allow(clippy::cast_precision_loss)]
    let mean = days.iter().sum::<u64>() as f64 / days.len() as f64;
    let attained = if mean > 0.0 { (target / mean).min(1.0) } else { 1.0 };
    Member::new(attained, vec![part], &days.iter().map(of).collect::<Vec<_>>())
}

#[test]
fn so_they_do_for_mean_times_far_above_their_target() {
    // Long tails, as waiting times have them: a few answers take many times the mean.
    let times = LogNormal::new(1.4, 1.2).unwrap();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let drawn =
        |n: u64, chance: &mut Pcg64Mcg| answers(&(0..n).map(|_| times.sample(chance) as u64).collect::<Vec<_>>(), 3.0);
    for (name, volumes) in [
        ("ten small units", (0..10).map(|i| 5 + 2 * i).collect::<Vec<u64>>()),
        ("a large one among small ones", std::iter::once(1500).chain([5; 8]).collect()),
    ] {
        let covered = covered(200, |chance| volumes.iter().map(|n| drawn(*n, chance)).collect::<Vec<_>>());
        println!("{name}: {covered} of 200");
        assert!(covered >= 184, "{name}: {covered} of 200");
    }
}

#[test]
fn a_bad_unit_is_found_among_good_ones() {
    for targets in [[1.0, 1.0], [0.9, 0.8]] {
        let mut chance = Pcg64Mcg::seed_from_u64(7);
        let mut members: Vec<Member> = (0..39).map(|i| unit(30 + i, [0.97, 0.95], targets, &mut chance)).collect();
        members.push(unit(60, [0.4, 0.4], targets, &mut chance));
        let sets = rank_sets(&members).sets;
        assert_eq!(sets[39], RankSet { low: 40, high: 40 }, "{targets:?}");
        assert!(sets[..39].iter().all(|s| s.low == 1 && s.high == 39), "{targets:?}");
    }
}

#[test]
fn five_of_five_is_no_certainty() {
    let mut chance = Pcg64Mcg::seed_from_u64(3);
    let mut members: Vec<Member> = (0..10).map(|_| unit(5, [1.0, 1.0], [1.0, 1.0], &mut chance)).collect();
    members.push(unit(5, [0.6, 0.6], [1.0, 1.0], &mut chance));
    assert!(rank_sets(&members).sets.iter().all(|s| *s == RankSet { low: 1, high: 11 }));
    // Five hundred of five hundred is nearly one.
    let mut members: Vec<Member> = (0..10).map(|_| unit(500, [1.0, 1.0], [1.0, 1.0], &mut chance)).collect();
    members.push(unit(500, [0.6, 0.6], [1.0, 1.0], &mut chance));
    assert_eq!(rank_sets(&members).sets[10], RankSet { low: 11, high: 11 });
}

#[test]
fn a_mean_is_told_apart_by_its_spread() {
    // Forty answers on one day each against forty on three and five: apart. Four of much spread: not.
    let (fast, slow) = (answers(&[1; 40], 1.0), answers(&[[3; 20], [5; 20]].concat(), 1.0));
    let known = rank_sets(&[fast, slow]);
    assert_eq!(known.sets, [RankSet { low: 1, high: 1 }, RankSet { low: 2, high: 2 }]);
    assert_eq!(known.told_apart.into_iter().collect::<Vec<_>>(), [(0, 1)]);
    let wide = [answers(&[1, 1, 1, 9], 1.0), answers(&[2, 2, 2, 2], 1.0)];
    assert_eq!(rank_sets(&wide).sets, [RankSet { low: 1, high: 2 }; 2]);
}

#[test]
fn sets_may_overlap_where_two_are_told_apart_all_the_same() {
    let mut chance = Pcg64Mcg::seed_from_u64(11);
    let members: Vec<Member> =
        (0..12).map(|i| unit(200, [0.6 + 0.03 * f64::from(i), 0.9], [1.0, 1.0], &mut chance)).collect();
    let known = rank_sets(&members);
    let overlap = |(a, b): &(usize, usize)| {
        let (a, b) = (known.sets[*a], known.sets[*b]);
        a.low <= b.high && b.low <= a.high
    };
    assert!(known.told_apart.iter().any(overlap), "{:?}", known.sets);
}

#[test]
fn the_same_complaints_give_the_same_sets_in_any_grouping_of_cells() {
    let split = [cell(true, true, 10), cell(true, true, 20), cell(false, false, 9), cell(false, false, 1)];
    let whole = [cell(true, true, 30), cell(false, false, 10)];
    let other = [cell(true, true, 38), cell(false, true, 2)];
    let member = |cells: &[Cell]| Member::new(score(cells, [1.0, 1.0]), parts([1.0, 1.0]), cells);
    assert_eq!(rank_sets(&[member(&split), member(&other)]), rank_sets(&[member(&whole), member(&other)]));
}
