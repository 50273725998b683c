use super::*;

/// A complaint of unit 1 that tells only its text, received on a day.
fn told(text: u32, day: i32) -> Candidate<'static> {
    Candidate {
        likeness: Likeness { text, telling: true, ..Likeness::default() },
        unit: 1,
        category: 0,
        day,
        quarter: day.div_euclid(91),
        received: i64::from(day) * 86_400,
        closed: None,
        id: "",
        excluded: false,
        marked: false,
        index: 0,
    }
}

/// A complaint of unit 1 that tells only its reporter.
fn by(reporter: u32, day: i32) -> Candidate<'static> {
    Candidate { likeness: Likeness { reporter, ..Likeness::default() }, ..told(0, day) }
}

fn with(candidate: Candidate<'static>, change: impl FnOnce(&mut Likeness)) -> Candidate<'static> {
    let mut likeness = candidate.likeness;
    change(&mut likeness);
    Candidate { likeness, ..candidate }
}

fn found(candidates: &[Candidate<'static>]) -> Vec<Group> {
    find(candidates.iter().enumerate().map(|(index, c)| Candidate { index, ..*c }).collect(), 30).groups
}

/// The places of those that no longer count.
fn dropped(candidates: &[Candidate<'static>]) -> Vec<usize> {
    let groups = found(candidates);
    let dropped = groups
        .iter()
        .filter(|g| g.kept.is_some())
        .flat_map(|g| g.members.iter().map(|(place, _)| *place).filter(|place| Some(*place) != g.kept));
    let mut dropped: Vec<usize> = dropped.collect();
    dropped.sort_unstable();
    dropped
}

const NONE: [usize; 0] = [];

#[test]
fn the_first_of_one_text_and_unit_is_kept() {
    let other_unit = Candidate { unit: 2, ..told(7, 1) };
    assert_eq!(dropped(&[told(7, 5), told(7, 0), other_unit, told(8, 1)]), [0]);
}

#[test]
fn beyond_the_window_it_is_another_complaint() {
    assert_eq!(dropped(&[told(7, 0), told(7, 30), told(7, 31), told(7, 61)]), [1, 3]);
}

#[test]
fn a_text_that_is_too_short_tells_nothing() {
    let short = |day| with(told(7, day), |l| l.telling = false);
    assert_eq!(dropped(&[short(0), short(1)]), NONE);
}

#[test]
fn another_district_or_reporter_is_another_complaint() {
    let of = |district, reporter| with(told(7, 0), |l| (l.district, l.reporter) = (district, reporter));
    assert_eq!(dropped(&[of(1, 0), of(2, 0), of(0, 5), of(1, 6)]), [2, 3]);
}

#[test]
fn one_that_leaves_the_count_anyway_is_not_the_one_kept() {
    let excluded = Candidate { excluded: true, ..told(7, 0) };
    assert_eq!(dropped(&[excluded, told(7, 1), told(7, 2)]), [0, 2]);
    let marked = Candidate { marked: true, ..excluded };
    assert_eq!(dropped(&[marked, Candidate { excluded: true, ..told(7, 1) }]), [0]);
}

#[test]
fn one_reporter_and_unit_is_one_complaint_unless_something_speaks_against_it() {
    assert_eq!(dropped(&[by(5, 0), by(5, 30), by(5, 31), by(6, 1), Candidate { unit: 2, ..by(5, 1) }]), [1]);
    let against: [(&str, Candidate<'_>, Candidate<'_>); 4] = [
        ("text", with(by(5, 0), |l| l.text = 1), with(by(5, 1), |l| l.text = 2)),
        ("district", with(by(5, 0), |l| l.district = 1), with(by(5, 1), |l| l.district = 2)),
        ("category", Candidate { category: 1, ..by(5, 0) }, Candidate { category: 2, ..by(5, 1) }),
        ("closing", Candidate { closed: Some(86_399), ..by(5, 0) }, by(5, 1)),
    ];
    for (what, first, later) in against {
        assert_eq!(dropped(&[first, later]), NONE, "{what}");
    }
    let for_it: [(&str, Candidate<'_>, Candidate<'_>); 4] = [
        ("one text", with(by(5, 0), |l| l.text = 1), by(5, 1)),
        ("the same short text", with(by(5, 0), |l| l.text = 1), with(by(5, 1), |l| l.text = 1)),
        ("one category", Candidate { category: 1, ..by(5, 0) }, by(5, 1)),
        ("a later closing", Candidate { closed: Some(86_400), ..by(5, 0) }, by(5, 1)),
    ];
    for (what, first, later) in for_it {
        assert_eq!(dropped(&[first, later]), [1], "{what}");
    }
}

#[test]
fn a_name_under_which_more_came_in_than_one_person_has_tells_nothing_in_that_quarter() {
    let times = |n: usize, day| vec![by(5, day); n];
    assert_eq!(dropped(&times(20, 0)).len(), 19);
    assert_eq!(dropped(&times(21, 0)), NONE);
    // Another quarter is another count.
    assert_eq!(dropped(&[times(21, 0), times(2, 91)].concat()), [22]);
    // It does not keep complaints of one text apart either.
    let entered = |reporter| with(told(7, 0), |l| l.reporter = reporter);
    assert_eq!(dropped(&[entered(5), entered(6)]), NONE);
    assert_eq!(dropped(&[times(20, 0), vec![entered(5), entered(6)]].concat()), [21]);
}

#[test]
fn one_text_at_two_units_is_shown_and_counted_in_both() {
    let other = Candidate { unit: 2, ..told(7, 1) };
    let groups = found(&[told(7, 0), other, told(7, 2)]);
    let members = |sign| vec![(0, sign), (if sign == Sign::Text { 2 } else { 1 }, sign)];
    assert_eq!(
        groups,
        [
            Group { members: members(Sign::Text), kept: Some(0) },
            Group { members: members(Sign::OtherUnit), kept: None }
        ]
    );
    assert_eq!(found(&[told(7, 0), Candidate { unit: 2, ..told(7, 31) }]), []);
}

/// As the head of the module says it, complaint by complaint.
fn naive(candidates: &[Candidate<'static>]) -> Vec<(usize, usize, Sign)> {
    let busy = |c: &Candidate<'_>| {
        let same = |o: &&Candidate<'_>| o.likeness.reporter == c.likeness.reporter && o.quarter == c.quarter;
        c.likeness.reporter > 0 && candidates.iter().filter(same).count() > 20
    };
    let seen: Vec<Candidate<'_>> =
        candidates.iter().map(|c| if busy(c) { with(*c, |l| l.reporter = 0) } else { *c }).collect();
    let mut order: Vec<usize> = (0..seen.len()).collect();
    order.sort_by_key(|i| (seen[*i].received, *i));
    let agree = |a: u32, b: u32| a == 0 || b == 0 || a == b;
    let (mut firsts, mut tied) = (Vec::<usize>::new(), Vec::new());
    for place in order {
        let this = &seen[place];
        let (l, near) = (this.likeness, |f: &&usize| this.day - seen[**f].day <= 30 && seen[**f].unit == this.unit);
        let by_text = firsts.iter().filter(near).find(|f| {
            let k = seen[**f].likeness;
            (k.telling && l.telling && k.text == l.text)
                && agree(k.district, l.district)
                && agree(k.reporter, l.reporter)
        });
        let by_reporter = firsts.iter().filter(near).find(|f| {
            let k = seen[**f].likeness;
            (k.reporter > 0 && k.reporter == l.reporter)
                && agree(k.district, l.district)
                && agree(k.text, l.text)
                && agree(seen[**f].category, this.category)
                && seen[**f].closed.is_none_or(|closed| closed >= this.received)
        });
        match (by_text, by_reporter) {
            (Some(first), _) => tied.push((*first, place, Sign::Text)),
            (None, Some(first)) => tied.push((*first, place, Sign::Reporter)),
            (None, None) => firsts.push(place),
        }
    }
    tied.sort_unstable();
    tied
}

#[test]
fn random_complaints_are_grouped_as_one_by_one() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |bound: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u32::try_from((state >> 11) % bound).expect("small")
    };
    let mut of_sign = [0_usize; 2];
    for round in 0..200 {
        let candidates: Vec<Candidate<'static>> = (0..120)
            .map(|index| {
                let (day, text) = (i32::try_from(below(150)).expect("small"), below(6));
                let likeness = Likeness {
                    text,
                    telling: text > 0 && below(4) > 0,
                    district: below(3),
                    reporter: below(9),
                    ..Likeness::default()
                };
                let seconds = i64::from(below(86_400));
                let received = i64::from(day) * 86_400 + seconds;
                let closed = (below(3) == 0).then(|| received + i64::from(below(20)) * 86_400);
                Candidate { likeness, unit: below(2), category: below(3), received, closed, index, ..told(0, day) }
            })
            .collect();
        let mut tied: Vec<(usize, usize, Sign)> = Vec::new();
        for group in find(candidates.clone(), 30).groups.iter().filter(|g| g.kept.is_some()) {
            let [first, others @ ..] = group.members.as_slice() else { panic!("an empty group") };
            tied.extend(others.iter().map(|(place, sign)| (first.0, *place, *sign)));
        }
        tied.sort_unstable();
        assert_eq!(tied, naive(&candidates), "round {round}");
        tied.iter().for_each(|(.., sign)| of_sign[usize::from(*sign == Sign::Reporter)] += 1);
    }
    assert!(of_sign.iter().all(|n| *n > 500), "both signs are met: {of_sign:?}");
}

#[test]
fn very_many_of_one_text_are_compared_in_no_time() {
    let many: Vec<Candidate<'static>> = (0..100_000)
        .map(|index| Candidate { index: index as usize, ..with(told(7, 0), |l| l.reporter = index % 40_000 + 1) })
        .collect();
    assert_eq!(find(many, 30).groups.len(), 40_000);
}

#[test]
fn a_text_that_more_have_than_are_one_is_a_phrase_from_a_list() {
    let search = |candidates: Vec<Candidate<'static>>| {
        find(candidates.into_iter().enumerate().map(|(index, c)| Candidate { index, ..c }).collect(), 30)
    };
    let same = |n: usize| vec![told(7, 0); n];
    let found = search(same(20));
    assert_eq!((found.groups.len(), found.groups[0].members.len(), found.canned), (1, 20, 0));
    assert_eq!(search(same(21)), Found { groups: Vec::new(), canned: 21 });
    // At another unit, in another quarter, or with its reporter it is told apart.
    let apart = [Candidate { unit: 2, ..told(7, 0) }, told(7, 91), with(told(7, 0), |l| l.reporter = 3)];
    assert_eq!(search([same(20), apart.to_vec()].concat()).canned, 0);
}
