//! Each pattern by figures that can be checked by hand: one that is seen, and its neighbour that is not.

use chrono::NaiveDate;

use super::bulk::{DayCount, days};
use super::*;
use crate::measure::{EntryDay, FileTimes, UnitTraits};
use crate::reference::Limit;
use crate::terms::FileAccount;

fn day(year: i32, month: u32, day: u32) -> i64 {
    number(NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default())
}

/// Two units with 4 complaints each working day of the second quarter of 2024 and 1 on other days.
fn ordinary() -> Vec<DayCount> {
    let all = day(2024, 4, 1)..=day(2024, 6, 30);
    let of_unit = |unit| {
        all.clone().map(move |day| {
            // 1 January 1970 was a Thursday.
            let complaints = if (day + 3) % 7 < 5 { 4 } else { 1 };
            DayCount { agency: 0, unit, day, complaints }
        })
    };
    of_unit(1).chain(of_unit(2)).collect()
}

const SPAN: (i64, i64) = (19_814, 19_908);

fn with(unit: usize, on: i64, complaints: u64) -> Vec<(usize, Option<i64>, u64, u64)> {
    let mut counts = ordinary();
    if let Some(count) = counts.iter_mut().find(|c| c.unit == unit && c.day == on) {
        count.complaints = complaints;
    }
    let unit = |s: &Sighting| match s.subject {
        Subject::Unit(unit) => unit,
        _ => usize::MAX,
    };
    days(&counts, SPAN).iter().map(|s| (unit(s), s.day, s.seen, s.of)).collect()
}

#[test]
fn the_span_of_these_tests_is_the_quarter_and_a_few_days() {
    assert_eq!((date(SPAN.0), date(SPAN.1)), (date(day(2024, 4, 1)), date(day(2024, 7, 4))));
    assert_eq!(date(0), NaiveDate::default());
}

#[test]
fn a_day_far_above_the_others_is_a_bulk_day_and_a_busy_one_is_not() {
    // 65 working days with 4 and 26 others with 1 are 286; a Wednesday with 40 makes 322 of it, 4 to be expected.
    assert_eq!(with(1, day(2024, 5, 15), 40), [(1, Some(day(2024, 5, 15)), 40, 322)]);
    // 15 are not four times what is expected; 17 are, but chance brings so many.
    assert_eq!(with(1, day(2024, 5, 15), 15), []);
    assert_eq!(with(1, day(2024, 5, 15), 17), []);
}

#[test]
fn a_sunday_is_held_against_sundays_but_never_below_half_an_even_share() {
    // 91 days: half an even share of about 300 is 1.7; a Sunday expects no less than that.
    assert_eq!(with(2, day(2024, 5, 19), 30), [(2, Some(day(2024, 5, 19)), 30, 315)]);
    assert_eq!(with(2, day(2024, 5, 19), 9), [], "fewer than ten are no pattern");
}

#[test]
fn a_unit_that_closes_on_fridays_has_no_bulk_days() {
    let mut counts = ordinary();
    counts.retain(|c| c.unit != 1);
    let fridays = (day(2024, 4, 5)..=day(2024, 6, 28)).step_by(7);
    counts.extend(fridays.map(|day| DayCount { agency: 0, unit: 1, day, complaints: 20 }));
    assert_eq!(days(&counts, SPAN), []);
}

#[test]
fn from_a_few_days_no_rhythm_is_told() {
    let last = day(2024, 4, 20);
    let counts: Vec<_> = ordinary().into_iter().filter(|c| c.day <= last).collect();
    let mut with_bulk = counts;
    with_bulk.push(DayCount { agency: 0, unit: 1, day: last, complaints: 500 });
    assert_eq!(days(&with_bulk, (SPAN.0, last)), []);
}

fn traits(unit: usize, quarter: i32) -> UnitTraits {
    UnitTraits { unit, quarter, ..UnitTraits::default() }
}

/// 5 working days for information and suggestions, 14 for complaints, 60 for those that allege wrongdoing.
fn shipped(_: usize, _: i32, class: Class) -> Option<f64> {
    let days = match class {
        Class::Supervisory => 60,
        Class::NonSupervisory => 14,
        Class::Information | Class::Aspiration => 5,
    };
    classes::length(Limit::WorkingDays(days))
}

#[test]
fn a_shift_to_the_longer_limit_is_seen_and_one_to_the_shorter_is_not() {
    let mut before = traits(1, 8_096);
    before.classes = [2, 50, 40, 8];
    let mut now = traits(1, 8_097);
    now.classes = [2, 88, 8, 2];
    let found = classes::shifts(&[before, now], &shipped);
    assert_eq!(found.len(), 1);
    // Before 52 of 100 with a limit above 5 days, now 90 of 100.
    assert_eq!((found[0].seen, found[0].of, found[0].expected), (90, 100, 52.0));
    (before.quarter, now.quarter) = (now.quarter, before.quarter);
    assert_eq!(classes::shifts(&[before, now], &shipped), []);
}

#[test]
fn a_shift_between_classes_of_one_limit_is_none() {
    let (mut before, mut now) = (traits(1, 8_096), traits(1, 8_097));
    before.classes = [0, 20, 80, 0];
    now.classes = [0, 20, 0, 80];
    assert_eq!(classes::shifts(&[before, now], &shipped), []);
    let one = |_: usize, _: i32, _: Class| Some(24.0);
    now.classes = [0, 100, 0, 0];
    assert_eq!(classes::shifts(&[before, now], &one), []);
    let none = |_: usize, _: i32, _: Class| None;
    assert_eq!(classes::shifts(&[before, now], &none), []);
}

#[test]
fn limits_are_ordered_by_their_length() {
    assert_eq!(classes::length(Limit::Hours(24)), Some(24.0));
    assert_eq!(classes::length(Limit::Days(60)), Some(1440.0));
    // Ten working days are two weeks.
    assert_eq!(classes::length(Limit::WorkingDays(10)), Some(336.0));
    assert_eq!(classes::length(Limit::Source), None);
}

#[test]
fn one_reporter_or_reply_with_a_large_share_is_seen() {
    let mut large = traits(1, 8_097);
    (large.with_reporter, large.most_of_one_reporter) = (100, 30);
    let mut small = traits(2, 8_097);
    // Twice the ordinary share is nothing unusual among a hundred.
    (small.with_reporter, small.most_of_one_reporter) = (100, 10);
    let found = shares::reporters(&[large, small]);
    assert_eq!(found.iter().map(|s| (s.subject, s.seen, s.of)).collect::<Vec<_>>(), [(Subject::Unit(1), 30, 100)]);
    assert_eq!(shares::replies(&[large, small]), []);
    (small.with_reply, small.most_of_one_reply) = (60, 40);
    assert_eq!(shares::replies(&[large, small]).len(), 1);
}

#[test]
fn a_unit_that_closes_silently_beside_others_that_do_not_is_seen() {
    let unit = |number, silent, closings| {
        let mut t = traits(number, 8_097);
        (t.silent_closings, t.closings) = (silent, closings);
        t
    };
    let found = silent::closings(&[unit(1, 40, 100), unit(2, 3, 100), unit(3, 2, 100)]);
    assert_eq!(found.iter().map(|s| (s.subject, s.seen, s.of)).collect::<Vec<_>>(), [(Subject::Unit(1), 40, 100)]);
    // 5 of 200 with the others.
    assert!((found[0].expected - 2.5).abs() < 1e-12);
    // Where all do it in most cases no unit stands out, and the government is told.
    let found = silent::closings(&[unit(1, 80, 100), unit(2, 79, 100), unit(3, 82, 100)]);
    assert_eq!(found.iter().map(|s| (s.subject, s.seen, s.of)).collect::<Vec<_>>(), [(Subject::Agency(0), 241, 300)]);
    assert_eq!(silent::closings(&[unit(1, 40, 100)]), [], "a unit alone has nobody beside it, and 40 are no half");
}

#[test]
fn a_clock_that_runs_at_night_is_seen() {
    let file = |file, at_night, timed| FileTimes { file, at_night, timed, ..FileTimes::default() };
    let found = clock::nights(&[file(0, 40, 1000), file(1, 420, 1000), file(2, 140, 1000), file(3, 9, 9)]);
    assert_eq!(found.iter().map(|s| (s.subject, s.seen, s.of)).collect::<Vec<_>>(), [(Subject::File(1), 420, 1000)]);
}

fn month(file: usize, month: u32, last: u32) -> Vec<EntryDay> {
    let of = |d| EntryDay { file, agency: 0, unit: 1, quarter: 0, day: day(2024, month, d), complaints: 4 };
    (1..=last).map(of).collect()
}

#[test]
fn a_month_with_days_up_to_twelve_only_is_seen_unless_it_is_the_last_of_its_file() {
    let months = |ends: [u32; 3]| {
        let all: Vec<_> = (4..).zip(ends).flat_map(|(number, last)| month(0, number, last)).collect();
        turned::months(&all).iter().map(|s| (s.subject, s.seen, s.of)).collect::<Vec<_>>()
    };
    assert_eq!(months([28, 12, 28]), [(Subject::File(0), 48, 272)]);
    assert_eq!(months([28, 13, 28]), []);
    assert_eq!(months([28, 28, 12]), [], "the export was made on the twelfth");
    assert_eq!(months([28, 4, 28]), [], "16 complaints on early days are not beyond chance");
}

#[test]
fn durations_that_fold_back_are_seen() {
    let account = |before_receipt, folding_back| FileAccount { before_receipt, folding_back, ..FileAccount::default() };
    let times = FileTimes { file: 0, long_ones: 20, folding_back: 18, ..FileTimes::default() };
    let found = turned::durations(&[times], &[account(20, 19)]);
    assert_eq!(found.iter().map(|s| (s.subject, s.seen, s.of)).collect::<Vec<_>>(), [(Subject::File(0), 37, 40)]);
    // A third folds back by chance.
    let times = FileTimes { folding_back: 8, ..times };
    assert_eq!(turned::durations(&[times], &[account(20, 6)]), []);
    // Complaints that take long in themselves.
    let times = FileTimes { file: 0, long_ones: 900, folding_back: 40, ..FileTimes::default() };
    assert_eq!(turned::durations(&[times], &[account(0, 0)]), []);
}

#[test]
fn more_tests_leave_less_for_each() {
    assert!((budget(1) - 1e-5).abs() < 1e-18 && (budget(0) - 1e-5).abs() < 1e-18);
    assert!((budget(1000) - 1e-8).abs() < 1e-20);
}

#[test]
fn a_finding_tells_who_when_and_how_many() {
    let row = PatternRow {
        rule: &rules::BULK_CLOSING,
        quarter: Some(Quarter::from_index(8_097)),
        file: String::new(),
        sheet: String::new(),
        skpd_id: "D1".to_owned(),
        unit: "Dinas Air".to_owned(),
        day: NaiveDate::from_ymd_opt(2024, 6, 28),
        seen: 80,
        of: 200,
        expected: 3.5,
    };
    let finding = row.finding();
    assert_eq!((finding.rule.code, finding.rows), ("DQ042", 80));
    assert_eq!(finding.subject, "Dinas Air, 2024-06-28: 80/200");
    let row = PatternRow { unit: String::new(), day: None, file: "a.csv".to_owned(), ..row };
    assert_eq!((row.finding().subject.as_str(), row.finding().place.file.as_str()), ("80/200", "a.csv"));
}

#[test]
fn every_pattern_says_that_it_is_a_thing_to_check_and_accuses_nobody() {
    let patterns = [
        &rules::TURNED_DATES,
        &rules::NIGHT_CLOCK,
        &rules::BULK_ENTRY,
        &rules::BULK_CLOSING,
        &rules::CLASS_SHIFT,
        &rules::ONE_REPORTER,
        &rules::SILENT_CLOSING,
        &rules::SAME_REPLY,
    ];
    for rule in patterns {
        let (id, en) = (rule.why.id.to_lowercase(), rule.why.en.to_lowercase());
        assert!(id.contains("hal yang perlu diperiksa") && en.contains("a thing to check"), "{}", rule.code);
        for word in ["manipulasi", "curang", "sengaja", "palsu"] {
            assert!(!id.contains(word) && !rule.title.id.to_lowercase().contains(word), "{}: {word}", rule.code);
        }
        for word in ["manipulat", "cheat", "fraud", "on purpose", "fake"] {
            assert!(!en.contains(word) && !rule.title.en.to_lowercase().contains(word), "{}: {word}", rule.code);
        }
    }
}
