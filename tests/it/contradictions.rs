//! Events that are missing or contradict each other are findings, and nobody is charged for them; how long each unit
//! had a complaint in hand is told.

use crate::histories::League;

const NOTHING: [&str; 0] = [];

#[test]
fn a_course_without_fault_is_no_finding() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 08:30:00,verified,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,verification,Dinas A,,
         1,2024-05-01 12:00:00,returned,Dinas A,,jurisdiction
         1,2024-05-01 13:00:00,assigned,,Dinas B,
         1,2024-05-01 14:00:00,field-check,Dinas B,,
         1,2024-05-02 10:00:00,forwarded,Dinas B,Dinas C,
         1,2024-05-02 11:00:00,work,Dinas C,,
         1,2024-05-02 12:00:00,response,Dinas C,,
         1,2024-05-02 13:00:00,waiting,Dinas C,,
         1,2024-05-02 14:00:00,reporter-replied,,,
         1,2024-05-03 10:00:00,done,Dinas C,,
         1,2024-05-03 11:00:00,closed-by-unit,Dinas C,,
         1,2024-05-04 08:00:00,reopened,,,
         1,2024-05-04 09:00:00,work,Dinas C,,
         1,2024-05-05 08:00:00,closed-by-system,,,
         2,2024-05-01 08:00:00,received,,,
         2,2024-05-02 08:00:00,closed-by-reporter,,,",
        "",
    );
    for rule in ["DQ011", "DQ020", "DQ028"] {
        assert_eq!(league.findings(rule), NOTHING, "{rule}");
    }
    assert_eq!(league.cells("C", "received responded hops closed backlog_reopened backlog_closed"), "1 1 2 1 1 2");
}

#[test]
fn every_kind_of_progress_is_a_response_and_a_click_on_intake_is_none() {
    for (kind, responded) in [
        ("verification", 1),
        ("field-check", 1),
        ("work", 1),
        ("response", 1),
        ("done", 1),
        ("verified", 0),
        ("waiting", 0),
    ] {
        let league = League::of(
            &format!(
                "1,2024-05-01 08:00:00,received,,,
                 1,2024-05-01 09:00:00,assigned,,Dinas A,
                 1,2024-05-02 06:00:00,{kind},Dinas A,,
                 1,2024-05-02 07:00:00,reporter-replied,,,"
            ),
            "",
        );
        let hours = if responded == 1 { "22" } else { "." };
        let expected = format!("{responded} {responded} {hours}");
        assert_eq!(league.cells("A", "responded responded_in_time mean_response_hours"), expected, "{kind}");
    }
}

#[test]
fn events_without_a_receipt_are_kept_aside() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         2,2024-05-01 09:00:00,assigned,,Dinas A,
         2,2024-05-02 09:00:00,closed-by-unit,Dinas A,,",
        "",
    );
    assert_eq!(league.findings("DQ020"), ["e.csv:4 x2"]);
    assert_eq!(league.cells("A", "received closed"), "1 0");
}

#[test]
fn an_answer_before_the_assignment_is_noticed_and_counts() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,response,Dinas A,,
         1,2024-05-01 09:30:00,assigned,,Dinas A,
         2,2024-05-01 08:00:00,received,,,
         2,2024-05-01 09:00:00,response,Dinas A,,",
        "",
    );
    assert_eq!(league.findings("DQ011"), ["e.csv:3 x1"], "nobody was assigned the second");
    assert_eq!(league.cells("A", "responded_in_time mean_response_hours"), "2 1");
}

#[test]
fn an_assignment_before_the_receipt_does_not_count() {
    let league = League::of(
        "1,2024-04-30 09:00:00,assigned,,Dinas A,
         1,2024-05-01 08:00:00,received,,,",
        "",
    );
    assert_eq!(league.findings("DQ028"), ["e.csv:2 x1 assigned"]);
    assert_eq!(league.cells("A", "received"), "0");
    assert_eq!(league.cells("belum-terdisposisi", "received"), "1");
}

#[test]
fn of_two_receipts_the_first_counts_and_the_other_is_noticed() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-02 08:00:00,received,,,
         1,2024-05-02 08:30:00,assigned,,Dinas A,
         1,2024-05-02 09:00:00,response,Dinas A,,",
        "",
    );
    assert_eq!(league.findings("DQ028"), ["e.csv:3 x1 received"]);
    assert_eq!(league.cells("A", "received responded_in_time mean_response_hours"), "1 0 25");
}

#[test]
fn a_closing_with_nothing_before_it_lacks_an_event() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-02 08:00:00,closed-by-unit,Dinas A,,
         2,2024-05-01 08:00:00,received,,,
         2,2024-05-02 08:00:00,closed-by-system,,,",
        "",
    );
    assert_eq!(league.findings("DQ028"), ["e.csv:3 x2 closed"]);
    // Beside a row that tells the rest, nothing is missing.
    let league =
        League::of("1,2024-05-02 08:00:00,closed-by-unit,Dinas A,,", "1,2024-05-01 08:00:00,,,,Dinas A,in-progress,");
    assert_eq!(league.findings("DQ028"), NOTHING);
    assert_eq!(league.cells("A", "closed"), "1");
}

#[test]
fn what_follows_a_closing_is_noticed_by_its_kind() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-02 10:00:00,closed-by-unit,Dinas A,,
         1,2024-05-03 10:00:00,response,Dinas A,,
         1,2024-05-10 10:00:00,forwarded,Dinas A,Dinas B,
         1,2024-05-11 10:00:00,closed-by-system,,,",
        "",
    );
    assert_eq!(league.findings("DQ028"), ["e.csv:7 x1 closed", "e.csv:6 x1 forwarded", "e.csv:5 x1 response"]);
    assert_eq!(league.cells("A", "received responded closed hops mean_resolution_days"), "1 1 1 0 1.0833333333333333");
}

#[test]
fn one_closing_told_by_the_row_and_by_an_event_is_one() {
    let league = League::of(
        "1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-02 08:00:05,closed-by-unit,Dinas A,,",
        "1,2024-05-01 08:00:00,,,2024-05-02 08:00:00,Dinas A,closed-by-unit,",
    );
    assert_eq!(league.findings("DQ028"), NOTHING);
}

#[test]
fn a_hand_over_to_the_holder_is_none() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,forwarded,Dinas A,Dinas A,
         1,2024-05-01 11:00:00,assigned,,Dinas A,",
        "",
    );
    assert_eq!(league.findings("DQ028"), ["e.csv:4 x1 forwarded"]);
    assert_eq!(league.cells("A", "received hops returned_late"), "1 0 0");
}

#[test]
fn a_return_by_a_unit_that_does_not_hold_it_and_a_reopening_of_an_open_one_are_noticed() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,returned,Dinas B,,
         1,2024-05-01 11:00:00,reopened,,,",
        "",
    );
    assert_eq!(league.findings("DQ028"), ["e.csv:5 x1 reopened", "e.csv:4 x1 returned"]);
    assert_eq!(league.cells("A", "received hops backlog_reopened open"), "1 0 0 1");
}

#[test]
fn the_time_in_each_units_hands_is_told_without_the_time_in_which_it_was_closed() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 19:00:00,returned,Dinas A,,
         1,2024-05-02 09:00:00,assigned,,Dinas B,
         1,2024-05-02 11:00:00,forwarded,Dinas B,Dinas A,
         1,2024-05-02 14:00:00,closed-by-unit,Dinas A,,
         1,2024-05-12 14:00:00,reopened,,,
         1,2024-05-12 20:00:00,closed-by-unit,Dinas A,,
         2,2024-07-05 20:00:00,received,,,
         3,2024-06-30 23:00:00,received,,,
         3,2024-07-05 21:59:59,assigned,,Dinas C,
         4,2024-05-01,received,,,
         4,2024-05-02,assigned,,Dinas C,
         5,2024-05-01 08:00:00,received,,,
         5,2024-05-01 08:30:00,assigned,,Dinas B,
         5,2024-05-01 09:00:00,archived,,,withdrawn",
        "",
    );
    // A: 10 hours, then 3 before the closing and 6 after the reopening. C: two hours up to as-of, and a day without a
    // clock time. What nobody held and what is not eligible is in no row.
    assert_eq!(league.held(), ["A 2 1 19", "B 1 1 2", "C 2 0 2"]);
    let league = League::of("", "1,2024-05-01 08:00:00,2024-05-01 09:00:00,,,Dinas A,received,");
    assert_eq!(league.held(), NOTHING, "rows of complaints tell no spells");
}
