use super::order::{TimedUnit, by_time};
use super::{Curve, Median, PENDING_DAYS};
use crate::judge::wilson;
use crate::measure::Exits;

/// How a complaint left.
#[derive(Clone, Copy, PartialEq)]
enum Left {
    Event,
    Competing,
    Censored,
}
use Left::{Censored, Competing, Event};

fn exits(of: &[(u32, Left)]) -> Vec<Exits> {
    let mut minutes: Vec<u32> = of.iter().map(|(minute, _)| *minute).collect();
    minutes.sort_unstable();
    minutes.dedup();
    let count =
        |minute: u32, left: Left| u32::try_from(of.iter().filter(|(m, l)| *m == minute && *l == left).count()).unwrap();
    let at = |minute| Exits {
        minute,
        events: count(minute, Event),
        competing: count(minute, Competing),
        censored: count(minute, Censored),
    };
    minutes.into_iter().map(at).collect()
}

/// Acute myelogenous leukaemia (Miller, Survival Analysis, 1981): weeks to the relapse.
const MAINTAINED: [(u32, Left); 11] = [
    (9, Event),
    (13, Event),
    (13, Censored),
    (18, Event),
    (23, Event),
    (28, Censored),
    (31, Event),
    (34, Event),
    (45, Censored),
    (48, Event),
    (161, Censored),
];
const NONMAINTAINED: [(u32, Left); 12] = [
    (5, Event),
    (5, Event),
    (8, Event),
    (8, Event),
    (12, Event),
    (16, Censored),
    (23, Event),
    (27, Event),
    (30, Event),
    (33, Event),
    (43, Event),
    (45, Event),
];

fn reached(median: Median) -> Option<f64> {
    match median {
        Median::Reached { at, .. } => Some(at),
        Median::NotReached { .. } | Median::Nothing => None,
    }
}

#[test]
fn the_published_curve_of_aml_is_reproduced() {
    let exits_of = exits(&MAINTAINED);
    let curve = Curve::new(&exits_of);
    for (week, published) in [(9, ".909"), (13, ".818"), (18, ".716"), (23, ".614")] {
        let share = curve.share_pending(week).unwrap();
        assert_eq!(format!("{:.3}", share.value), format!("0{published}"), "week {week}");
    }
    assert_eq!(reached(curve.median()), Some(31.0));
    assert_eq!(reached(Curve::new(&exits(&NONMAINTAINED)).median()), Some(23.0));
}

/// Greenwood's variance, summed as it is written.
fn greenwood(of: &[(u32, Left)], minute: u32) -> (f64, f64) {
    let (mut survival, mut sum) = (1.0, 0.0);
    for exit in exits(of).iter().filter(|e| e.events > 0 && e.minute <= minute) {
        #[allow(clippy::cast_precision_loss)]
        let n = of.iter().filter(|(m, _)| *m >= exit.minute).count() as f64;
        let d = f64::from(exit.events);
        survival *= 1.0 - d / n;
        sum += d / (n * (n - d));
    }
    (survival, survival * survival * sum)
}

#[test]
fn without_competing_outcomes_the_variance_is_greenwoods() {
    let of = exits(&MAINTAINED);
    for point in &Curve::new(&of).points {
        let (survival, variance) = greenwood(&MAINTAINED, point.minute);
        assert!((point.pending - survival).abs() < 1e-12 && (point.variance - variance).abs() < 1e-12, "{point:?}");
    }
    // The last one of the other group had its relapse: nothing is pending, and nothing is left to vary.
    let of = exits(&NONMAINTAINED);
    let last = *Curve::new(&of).points.last().unwrap();
    assert_eq!((last.pending, last.variance), (0.0, 0.0));
}

#[test]
fn where_nothing_is_lost_from_sight_the_curve_is_the_rate_and_its_interval_wilsons() {
    let of: Vec<(u32, Left)> = (0..29).map(|i| (60 * (i + 1), Event)).collect();
    let of = exits(&of);
    let curve = Curve::new(&of);
    for answered in 0..=29_u32 {
        let share = curve.share_pending(60 * answered).unwrap();
        let (low, high) = wilson(u64::from(29 - answered), 29).unwrap();
        assert!((share.value - f64::from(29 - answered) / 29.0).abs() < 1e-12);
        assert!((share.low - low).abs() < 1e-9 && (share.high - high).abs() < 1e-9, "{answered}: {share:?}");
    }
}

#[test]
fn the_interval_never_claims_to_be_certain() {
    let of = exits(&[(10_000, Censored), (10_000, Censored), (20_000, Censored)]);
    let share = Curve::new(&of).share_pending(1_440).unwrap();
    assert_eq!((share.value, share.high), (1.0, 1.0));
    assert_eq!(Some(share.low), wilson(3, 3).map(|w| w.0));
    // At 15,000 minutes one of the three was still seen.
    assert_eq!(Curve::new(&of).share_pending(15_000).map(|s| s.low), wilson(1, 1).map(|w| w.0));
    let of = exits(&[(10, Event), (10, Event), (20, Event)]);
    let share = Curve::new(&of).share_pending(1_440).unwrap();
    assert_eq!((share.value, share.low), (0.0, 0.0), "all were answered, though nobody was seen for a day");
    assert_eq!(Some(share.high), wilson(0, 3).map(|w| w.1));
}

#[test]
fn nobody_seen_so_long_is_no_figure() {
    let of = exits(&[(10, Event), (1_439, Censored)]);
    let curve = Curve::new(&of);
    assert_eq!(curve.share_pending(1_439).map(|s| s.value), Some(0.5));
    assert_eq!(curve.share_pending(1_440), None);
    assert_eq!(curve.restricted_mean(1_440), None);
    assert_eq!(curve.restricted_mean(1_439).map(|m| m.value), Some(10.0 + 0.5 * 1_429.0));
}

#[test]
fn no_complaint_gives_no_figure_and_one_gives_its_own() {
    let nothing = Curve::new(&[]);
    assert_eq!(nothing.median(), Median::Nothing);
    assert_eq!((nothing.share_pending(0), nothing.restricted_mean(60)), (None, None));
    assert_eq!(nothing.complaints(), 0);

    let answered = exits(&[(90, Event)]);
    let curve = Curve::new(&answered);
    // R: survfit(Surv(90, 1) ~ 1) gives a median of 90 and NA for both bounds.
    assert_eq!(curve.median(), Median::Reached { at: 90.0, low: None, high: None });
    let mean = curve.restricted_mean(1_440).unwrap();
    assert_eq!((mean.value, mean.error), (90.0, 0.0));

    let open = exits(&[(5_000, Censored)]);
    let curve = Curve::new(&open);
    assert_eq!(curve.median(), Median::NotReached { low: None });
    assert_eq!(curve.restricted_mean(1_440).map(|m| m.value), Some(1_440.0), "a day pending counts as a day");
}

#[test]
fn an_answer_comes_before_a_loss_from_sight_at_the_same_minute() {
    let of = exits(&[(60, Event), (60, Censored), (120, Event)]);
    let curve = Curve::new(&of);
    assert_eq!(curve.share_pending(60).map(|s| s.value), Some(2.0 / 3.0));
    assert_eq!(curve.share_pending(120).map(|s| s.value), Some(0.0));
}

#[test]
fn the_middle_of_a_step_at_one_half_is_the_median() {
    assert_eq!(reached(Curve::new(&exits(&[(720, Event), (1_440, Event)])).median()), Some(1_080.0));
    // 10/11 · 9/10 · … = 1/2 only as far as floating point tells.
    let of: Vec<(u32, Left)> = (1..=22).map(|i| (i, Event)).collect();
    assert_eq!(reached(Curve::new(&exits(&of)).median()), Some(11.5));
    // Nothing ended the step: it lasts to the last minute at which a complaint was seen.
    assert_eq!(reached(Curve::new(&exits(&[(100, Event), (700, Censored)])).median()), Some(400.0));
    // A loss from sight on the step changes neither its height nor its end.
    let of = exits(&[(10, Event), (20, Event), (30, Censored), (40, Event)]);
    assert_eq!(reached(Curve::new(&of).median()), Some(30.0));
}

#[test]
fn a_median_that_is_not_reached_is_no_number() {
    let of = exits(&[(10, Event), (20, Event), (900, Censored), (900, Censored), (900, Censored)]);
    let Median::NotReached { low } = Curve::new(&of).median() else { panic!("three of five are pending") };
    // By hand: S(20) = 0.6, Greenwood 1/20 + 1/12 = 2/15, 0.6 exp(-1.959964 √(2/15)) = 0.2933.
    assert_eq!(low, Some(20.0));
}

#[test]
fn the_restricted_mean_and_its_error_are_those_worked_out_by_hand() {
    // S = 1 to 10, 2/3 to 30, then 1/3: area 10 + 2/3 · 20 + 1/3 · 30 up to 60.
    let of = exits(&[(10, Event), (30, Event), (90, Censored)]);
    let mean = Curve::new(&of).restricted_mean(60).unwrap();
    assert!((mean.value - (10.0 + 40.0 / 3.0 + 10.0)).abs() < 1e-12);
    // Areas to the right: 70/3 from 10, 10 from 30; d/(n(n - d)): 1/6, 1/2.
    let variance: f64 = (70.0_f64 / 3.0).powi(2) / 6.0 + 100.0 / 2.0;
    assert!((mean.error - variance.sqrt()).abs() < 1e-12);
    // An answer at the horizon or after it takes nothing away.
    let shorter = Curve::new(&of).restricted_mean(30).unwrap();
    assert!((shorter.value - (10.0 + 40.0 / 3.0)).abs() < 1e-12);
}

#[test]
fn a_complaint_that_was_archived_stays_unresolved() {
    // Five: resolved at 10, archived at 20, lost from sight at 25, resolved at 30, lost at 40.
    let of = exits(&[(10, Event), (20, Competing), (25, Censored), (30, Event), (40, Censored)]);
    let curve = Curve::new(&of);
    // By hand: F(10) = 1/5; open 4/5, then 4/5 · 3/4 = 3/5; F(30) = 1/5 + 3/5 · 1/2.
    assert!((curve.share_pending(10).unwrap().value - 0.8).abs() < 1e-12);
    assert!((curve.share_pending(20).unwrap().value - 0.8).abs() < 1e-12, "an archiving resolves nothing");
    assert!((curve.share_pending(30).unwrap().value - 0.5).abs() < 1e-12);
    // Gaynor's sum by hand at 30. 10: g = 1/20, h = 1·4/125, c = 1/25; 20: g = 1/12; 30: g = 1/2, h = (9/25)·1/8.
    let (first, second) = (0.3_f64.powi(2), 0.3_f64.powi(2));
    let variance = first / 20.0 + 4.0 / 125.0 - 2.0 * 0.3 / 25.0 + second / 12.0 + 9.0 / 200.0;
    assert!((curve.points.last().unwrap().variance - variance).abs() < 1e-12);
    assert_eq!((curve.complaints(), curve.events(), curve.competing()), (5, 2, 1));
}

/// A xorshift sequence.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    /// Whole minutes, exponentially distributed with this mean.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    fn exponential(&mut self, mean: f64) -> u32 {
        let even = (self.below(1 << 52) as f64 + 0.5) / 2.0_f64.powi(52);
        (-mean * even.ln()).round() as u32
    }
}

#[test]
#[allow(clippy::cast_precision_loss)]
fn curves_of_chance_agree_with_a_naive_count_at_every_minute() {
    let mut dice = Dice(0x5EED);
    for round in 0..200 {
        let n = 1 + dice.below(40);
        let kinds = if round % 2 == 0 { 2 } else { 3 };
        let of: Vec<(u32, Left)> = (0..n)
            .map(|_| {
                let left = [Event, Censored, Competing][usize::try_from(dice.below(kinds)).unwrap()];
                (u32::try_from(dice.below(50)).unwrap(), left)
            })
            .collect();
        let exits_of = exits(&of);
        let curve = Curve::new(&exits_of);
        let (mut open, mut incidence, mut area, mut before) = (1.0, 0.0, 0.0, 1.0);
        for minute in 0..50_u32 {
            let at_risk = of.iter().filter(|(m, _)| *m >= minute).count() as f64;
            let at = |left: Left| of.iter().filter(|(m, l)| *m == minute && *l == left).count() as f64;
            if at_risk > 0.0 {
                incidence += open * at(Event) / at_risk;
                open *= 1.0 - (at(Event) + at(Competing)) / at_risk;
            }
            if let Some(share) = curve.share_pending(minute) {
                assert!((share.value - (1.0 - incidence)).abs() < 1e-12, "round {round}, minute {minute}");
                assert!(0.0 <= share.low && share.low <= share.value + 1e-12);
                assert!(share.value <= share.high + 1e-12 && share.high <= 1.0);
            }
            if let Some(mean) = curve.restricted_mean(minute) {
                assert!((mean.value - area).abs() < 1e-9 && mean.error.is_finite(), "round {round}, minute {minute}");
            }
            assert!(1.0 - incidence <= before + 1e-12, "the curve never rises");
            before = 1.0 - incidence;
            area += before;
        }
    }
}

#[test]
fn the_interval_of_the_restricted_mean_is_the_one_worked_by_hand_and_needs_ten_complaints() {
    // Four answered at 10, six seen to 90: 40 + 6 · 50 up to 50, a tenth of which is 34.
    let of = |pending: usize| {
        let mut of = vec![(10, Event); 4];
        of.extend(vec![(90, Censored); pending]);
        exits(&of)
    };
    let ten = of(6);
    let mean = Curve::new(&ten).restricted_mean(50).unwrap();
    assert!((mean.value - 34.0).abs() < 1e-12);
    // The sample variance of a mean: (4 · 24² + 6 · 16²) / (10 · 9); log odds of 34 of 50, 2.2622 of t with 9 degrees.
    let error = (3_840.0_f64 / 90.0).sqrt() * 50.0 / (34.0 * 16.0);
    let end = |side: f64| 50.0 / (1.0 + (-(34.0_f64 / 16.0).ln() - side * 2.262_157 * error).exp());
    let (low, high) = mean.interval().unwrap();
    assert!((low - end(-1.0)).abs() < 1e-3 && (high - end(1.0)).abs() < 1e-3, "{low} {high}");
    assert!(0.0 < low && high < 50.0);
    assert_eq!(Curve::new(&of(5)).restricted_mean(50).unwrap().interval(), None, "nine");
    // One that was lost before the horizon tells no more than that it waited.
    let mut lost = vec![(10, Event), (10, Event), (20, Censored)];
    lost.extend(vec![(90, Censored); 7]);
    let lost = exits(&lost);
    assert_eq!(Curve::new(&lost).restricted_mean(50).unwrap().interval(), None, "nine known of ten");
    let alike = exits(&[(10, Event); 20]);
    assert_eq!(Curve::new(&alike).restricted_mean(50).unwrap().interval(), None, "nothing varies");
}

#[test]
fn the_interval_of_the_restricted_mean_holds_the_truth_as_often_as_is_said() {
    // Exponential times of two days, up to fourteen: 2 (1 - e^-7).
    let truth = 2_880.0 * (1.0 - (-7.0_f64).exp());
    let mut dice = Dice(0x14D);
    let draws = 2_000_u32;
    for (complaints, least) in [(10, 0.91), (15, 0.92), (30, 0.925)] {
        let mut held = 0_u32;
        for _ in 0..draws {
            let mut of: Vec<u32> = (0..complaints).map(|_| dice.exponential(2_880.0)).collect();
            of.sort_unstable();
            let of: Vec<Exits> = of
                .chunk_by(|a, b| a == b)
                .map(|same| Exits { minute: same[0], events: u32::try_from(same.len()).unwrap(), ..Exits::default() })
                .collect();
            let (low, high) = Curve::new(&of).restricted_mean(20_160).unwrap().interval().unwrap();
            held += u32::from(low <= truth && truth <= high);
        }
        let share = f64::from(held) / f64::from(draws);
        assert!((least..0.97).contains(&share), "{share} with {complaints} complaints");
    }
}

#[test]
fn the_days_of_the_shares_are_those_of_the_limits() {
    assert_eq!(PENDING_DAYS, [1, 3, 5, 14, 60]);
}

fn unit(skpd: &str, group: &str, (eligible, responded): (u64, u64), (answered, all): (f64, f64)) -> TimedUnit {
    TimedUnit {
        agency_id: "kota".to_owned(),
        agency: "Kota".to_owned(),
        skpd_id: skpd.to_owned(),
        skpd: skpd.to_owned(),
        group: group.to_owned(),
        eligible,
        responded,
        answered_hours: answered,
        all_hours: all,
        all_low: Some(all - 0.5),
    }
}

#[test]
fn a_unit_that_answers_the_easy_ones_alone_falls_from_first_to_last() {
    let orders = by_time(vec![
        unit("A", "30-99", (40, 38), (20.0, 30.0)),
        unit("B", "30-99", (40, 40), (25.0, 25.0)),
        unit("Easy", "30-99", (40, 10), (1.0, 250.0)),
        unit("Other group", "5-29", (9, 3), (0.5, 300.0)),
    ]);
    let told: Vec<_> = orders
        .iter()
        .map(|o| (o.unit.skpd.as_str(), o.answered_place, o.all_place, o.compared, o.looks_faster))
        .collect();
    assert_eq!(
        told,
        [("A", 2, 2, 3, false), ("B", 3, 1, 3, false), ("Easy", 1, 3, 3, true), ("Other group", 1, 1, 1, false)]
    );
}

#[test]
fn falling_back_is_told_from_two_places_and_half_the_table_on_and_only_of_unanswered_complaints() {
    let flagged = |rows: &[(&str, f64, f64)], responded: u64| {
        let units = rows.iter().map(|(skpd, answered, all)| unit(skpd, "", (40, responded), (*answered, *all)));
        let orders = by_time(units.collect());
        orders.into_iter().filter(|o| o.looks_faster).map(|o| o.unit.skpd).collect::<Vec<_>>()
    };
    // One place of two is half the table, and too little.
    assert!(flagged(&[("A", 1.0, 9.0), ("B", 2.0, 8.0)], 30).is_empty());
    let five = [("A", 1.0, 3.0), ("B", 2.0, 1.0), ("C", 3.0, 2.0), ("D", 4.0, 4.0), ("E", 5.0, 5.0)];
    assert!(flagged(&five, 30).is_empty(), "two places of five are less than half");
    assert_eq!(flagged(&five[..4], 30), ["A"]);
    assert!(flagged(&five[..4], 40).is_empty(), "all was answered: what moved it is the horizon alone");
    // The lower end of the interval is half an hour less than the mean.
    let close = [("A", 1.0, 1.4), ("B", 1.1, 1.2), ("C", 1.2, 1.3), ("D", 1.3, 1.5)];
    assert!(flagged(&close, 30).is_empty(), "within the error of the mean");
}

#[test]
#[allow(clippy::cast_precision_loss)]
fn the_stated_errors_are_those_of_repeated_draws() {
    // Sixty complaints: resolved and archived at steady rates, seen for 40 to 100 minutes.
    let mut dice = Dice(0xC0FFEE);
    let draws = 3_000;
    let (mut shares, mut means, mut stated) = (Vec::new(), Vec::new(), [0.0, 0.0]);
    for _ in 0..draws {
        let of: Vec<(u32, Left)> = (0..60)
            .map(|_| {
                let seen = 40 + u32::try_from(dice.below(61)).unwrap();
                let ended = (1..=seen).find_map(|minute| match dice.below(1_000) {
                    0..15 => Some((minute, Event)),
                    15..21 => Some((minute, Competing)),
                    _ => None,
                });
                ended.unwrap_or((seen, Censored))
            })
            .collect();
        let of = exits(&of);
        let curve = Curve::new(&of);
        let at = curve.points.iter().rev().find(|p| p.minute <= 50).unwrap();
        let mean = curve.restricted_mean(50).unwrap();
        shares.push(at.pending);
        means.push(mean.value);
        stated[0] += at.variance / f64::from(draws);
        stated[1] += mean.error.powi(2) / f64::from(draws);
    }
    let variance = |of: &[f64]| {
        let mean = of.iter().sum::<f64>() / of.len() as f64;
        of.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (of.len() - 1) as f64
    };
    // The simulation's own error is about 2.6 %, and the formulas are those of many complaints.
    for (seen, stated) in [(variance(&shares), stated[0]), (variance(&means), stated[1])] {
        assert!((stated / seen - 1.0).abs() < 0.08, "stated {stated}, drawn {seen}");
    }
}
