//! The ranks of a group by a scenario, and the range over several.

use super::*;

/// A ranked row with this score.
fn row(skpd_id: &str, score: f64, rank: u64) -> LeagueRow {
    LeagueRow {
        agency_id: "kota".to_owned(),
        skpd_id: skpd_id.to_owned(),
        skpd: format!("Dinas {skpd_id}"),
        score: Some(score),
        rank: Some(rank),
        ..LeagueRow::empty("2024-Q2".parse().expect("a quarter"))
    }
}

fn found(scores: &[(&str, Option<f64>)]) -> Scores {
    Some(scores.iter().map(|(id, score)| (("kota".to_owned(), (*id).to_owned()), (*score, false))).collect())
}

fn duplicates() -> Scenario {
    Scenario::Reading(OtherReading::DuplicatesKept)
}

#[test]
fn a_group_is_ranked_again_among_its_own_members() {
    let rows = [row("A", 0.9, 1), row("B", 0.8, 2), row("C", 0.7, 3)];
    let members: Vec<&LeagueRow> = rows.iter().collect();
    // D does not belong to the group, and B and C now share the first place.
    let scores = found(&[("A", Some(0.6)), ("B", Some(0.8)), ("C", Some(0.8)), ("D", Some(1.0))]);
    let tests: Vec<RankTest> = again(&members, &duplicates(), &scores).collect();
    assert_eq!(tests.iter().map(|t| t.rank).collect::<Vec<_>>(), [Some(3), Some(1), Some(1)]);
    assert!(tests.iter().all(|t| t.outcome == Outcome::Ranked && t.unscored == 0));
}

#[test]
fn where_a_score_is_missing_it_has_no_rank_and_the_others_may_be_lower() {
    let rows = [row("A", 0.9, 1), row("B", 0.8, 2), row("C", 0.7, 3)];
    let members: Vec<&LeagueRow> = rows.iter().collect();
    let scores = found(&[("A", None), ("B", Some(0.8)), ("C", Some(0.7))]);
    let tests: Vec<RankTest> = again(&members, &duplicates(), &scores).collect();
    assert_eq!(tests.iter().map(|t| t.outcome.word()).collect::<Vec<_>>(), ["no_score", "ranked", "ranked"]);
    assert_eq!(tests.iter().map(|t| t.rank).collect::<Vec<_>>(), [None, Some(1), Some(2)]);
    let range = |rank, test| RankRange::of(rank, std::iter::once(test));
    assert_eq!(range(1, &tests[0]), RankRange { low: 1, high: 1, untested: 1 }, "never the published rank in silence");
    // B would be first, but A might be better still: first or second.
    assert_eq!(range(2, &tests[1]), RankRange { low: 1, high: 2, untested: 0 });
    assert_eq!(range(3, &tests[2]), RankRange { low: 2, high: 3, untested: 0 });
}

#[test]
fn what_reads_the_same_keeps_its_rank_and_says_so() {
    let rows = [row("A", 0.9, 1), row("B", 0.9, 1), row("C", 0.7, 3)];
    let members: Vec<&LeagueRow> = rows.iter().collect();
    let tests: Vec<RankTest> = again(&members, &duplicates(), &None).collect();
    for (test, row) in tests.iter().zip(&rows) {
        assert_eq!((test.outcome, test.score, test.rank), (Outcome::Unaffected, row.score, row.rank));
    }
}

#[test]
fn a_range_holds_the_published_rank_whatever_the_scenarios_say() {
    let one = row("A", 0.5, 4);
    for scores in [[0.9, 0.8], [0.1, 0.2], [0.5, 0.5]] {
        let others = [row("B", 0.4, 5), row("C", 0.6, 3)];
        let members = [&one, &others[0], &others[1]];
        let scores = found(&[("A", Some(0.5)), ("B", Some(scores[0])), ("C", Some(scores[1]))]);
        let tests: Vec<RankTest> = again(&members, &duplicates(), &scores).collect();
        let range = RankRange::of(4, tests.iter().take(1));
        assert!(range.low <= 4 && range.high >= 4, "{range:?}");
    }
}

#[test]
fn a_rank_by_too_few_complaints_is_told_and_does_not_count() {
    let rows = [row("A", 0.9, 1), row("B", 0.8, 2)];
    let members: Vec<&LeagueRow> = rows.iter().collect();
    let key = |id: &str| ("kota".to_owned(), id.to_owned());
    let scores = Some(BTreeMap::from([(key("A"), (Some(0.0), true)), (key("B"), (Some(0.7), false))]));
    let tests: Vec<RankTest> = again(&members, &duplicates(), &scores).collect();
    assert_eq!(
        tests.iter().map(|t| (t.outcome.word(), t.rank)).collect::<Vec<_>>(),
        [("too_few", Some(2)), ("ranked", Some(1))]
    );
    assert_eq!(RankRange::of(1, tests.iter().take(1)), RankRange { low: 1, high: 1, untested: 1 });
}
