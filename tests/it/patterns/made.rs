//! A made-up export of half a year without any fault, and the faults that can be planted into it.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

/// Three units; the faults of a unit are planted with the first.
pub const REGISTER: &str = "skpd_id,name\nB,Dinas Bina Marga\nK,Dinas Kebersihan\nP,Dinas Perhubungan\n";

const UNITS: [&str; 3] = ["Dinas Bina Marga", "Dinas Kebersihan", "Dinas Perhubungan"];

/// Complaints a day of each unit, in thousandths.
const A_DAY: [u64; 3] = [4_500, 3_500, 3_000];

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Day and month exchanged wherever the day could be a month, in rows of all units.
    TurnedDates,
    /// Receipts on the clock of UTC, seven hours behind, in rows of all units.
    Clock,
    /// Receipts of the quarter moved to one day.
    BulkEntry,
    /// Closings of the quarter moved to one day.
    BulkClosing,
    /// Complaints of the quarter moved from classes with the shortest limit to one with a longer.
    ClassShift,
    /// One reporter behind complaints of the quarter.
    OneReporter,
    /// Closings of the quarter without a response before them.
    SilentClosing,
    /// One text of reply for complaints of the quarter.
    SameReply,
}

/// Each fault with the rule that tells of it.
pub const FAULTS: [(&str, Fault); 8] = [
    ("DQ039", Fault::TurnedDates),
    ("DQ040", Fault::Clock),
    ("DQ041", Fault::BulkEntry),
    ("DQ042", Fault::BulkClosing),
    ("DQ043", Fault::ClassShift),
    ("DQ044", Fault::OneReporter),
    ("DQ045", Fault::SilentClosing),
    ("DQ046", Fault::SameReply),
];

/// A small generator (SplitMix64, Steele, Lea and Flood 2014): the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn hit(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A number by weights.
    fn pick(&mut self, weights: &[u64]) -> usize {
        let mut at = self.below(weights.iter().sum());
        weights
            .iter()
            .position(|w| {
                let here = at < *w;
                at = at.saturating_sub(*w);
                here
            })
            .unwrap_or(0)
    }
}

/// Receipts by local hour, in thousandths: few at night, most from morning to evening.
const HOURS: [u64; 24] = [7, 5, 4, 4, 5, 10, 25, 45, 70, 80, 80, 75, 65, 65, 65, 60, 55, 45, 40, 50, 55, 45, 30, 15];

/// The classes with the shortest limit.
const SHORT: [&str; 2] = ["permintaan-informasi", "aspirasi"];

#[derive(Debug, Clone)]
struct Line {
    unit: usize,
    received: NaiveDateTime,
    responded: Option<NaiveDateTime>,
    closed: Option<NaiveDateTime>,
    by_unit: bool,
    class: &'static str,
    reporter: u64,
    reply: String,
}

/// An export in the making.
pub struct Export {
    lines: Vec<Line>,
    dice: Dice,
    turned: Vec<bool>,
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).expect("a date")
}

/// Moves a time that no office keeps to the next morning.
fn in_office(at: NaiveDateTime) -> NaiveDateTime {
    let mut at = at;
    if at.hour() < 8 {
        at = at.date().and_hms_opt(8, at.minute(), at.second()).expect("a time");
    } else if at.hour() >= 16 {
        at = (at.date() + TimeDelta::days(1)).and_hms_opt(8, at.minute(), at.second()).expect("a time");
    }
    while at.weekday().number_from_monday() > 5 {
        at += TimeDelta::days(1);
    }
    at
}

impl Export {
    /// Half a year of three units: a weekly rhythm, the hours of the day, answers in office hours.
    pub fn clean(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x1234_5678_9ABC_DEF1));
        let mut lines = Vec::new();
        for date in day(1, 1).iter_days().take_while(|d| *d <= day(6, 30)) {
            let rhythm = match date.weekday().number_from_monday() {
                6 => 40,
                7 => 30,
                _ => 126,
            };
            for (unit, a_day) in A_DAY.iter().enumerate() {
                // A sum of many small chances: close to a Poisson number.
                let mean = a_day * rhythm / 100;
                let complaints = (0..40).filter(|_| dice.below(40_000) < mean).count();
                for _ in 0..complaints {
                    lines.push(Self::line(&mut dice, unit, date));
                }
            }
        }
        let turned = vec![false; lines.len()];
        Self { lines, dice, turned }
    }

    fn line(dice: &mut Dice, unit: usize, date: NaiveDate) -> Line {
        let hour = u32::try_from(dice.pick(&HOURS)).expect("an hour");
        let [minute, second] = [dice.below(60), dice.below(60)].map(|n| u32::try_from(n).expect("a number"));
        let received = date.and_hms_opt(hour, minute, second).expect("a time");
        let after =
            |from: NaiveDateTime, hours: u64| in_office(from + TimeDelta::hours(i64::try_from(hours).expect("hours")));
        let wait = [4, 12, 30, 70, 160][dice.pick(&[30, 30, 20, 15, 5])];
        let answered = after(received, 1 + dice.below(wait));
        let lasts = 10 + dice.below(300);
        let responded = (!dice.hit(4)).then_some(answered);
        let closed = (!dice.hit(8)).then_some(after(answered, lasts));
        let class = ["berkadar-pengawasan", "tidak-berkadar-pengawasan", "permintaan-informasi", "aspirasi"];
        Line {
            unit,
            received,
            responded,
            // One closing of fifty has no response before it.
            closed: closed.filter(|_| responded.is_some() || dice.hit(50)),
            by_unit: dice.hit(65),
            class: class[dice.pick(&[5, 50, 30, 15])],
            // A few diligent people beside many who complain once.
            reporter: if dice.hit(8) { dice.below(20) } else { 20 + dice.below(100_000) },
            reply: if dice.hit(3) {
                "Terima kasih laporan sudah kami teruskan".to_owned()
            } else {
                format!("Sudah kami periksa: catatan {}", dice.next())
            },
        }
    }

    /// Plants a fault into so many of a hundred of the rows that it concerns.
    pub fn plant(&mut self, fault: Fault, percent: u64) {
        let Self { lines, dice, turned } = self;
        for (line, turned) in lines.iter_mut().zip(turned) {
            let whole = matches!(fault, Fault::TurnedDates | Fault::Clock);
            let of_unit = line.unit == 0 && line.received.date() >= day(4, 1);
            let chance = match fault {
                // Of a hundred complaints 45 are of a class with the shortest limit; so many are moved that `percent` of
                // all complaints are.
                Fault::ClassShift if SHORT.contains(&line.class) => percent * 100 / 45,
                Fault::ClassShift => 0,
                _ => percent,
            };
            if !(whole || of_unit) || !dice.hit(chance) {
                continue;
            }
            match fault {
                Fault::TurnedDates => *turned = true,
                Fault::Clock => line.received -= TimeDelta::hours(7),
                Fault::BulkEntry => {
                    let moved = day(5, 14).and_time(line.received.time());
                    let waited = |at: NaiveDateTime| in_office(moved + (at - line.received));
                    line.responded = line.responded.map(waited);
                    // Closed when the work was done, and not all together.
                    let done = TimeDelta::hours(i64::try_from(10 + dice.below(600)).expect("hours"));
                    let from = line.responded.unwrap_or(moved);
                    line.closed = line.closed.map(|_| in_office(from + done));
                    line.received = moved;
                }
                Fault::BulkClosing => {
                    if line.by_unit && line.closed.is_some() && line.received.date() < day(6, 20) {
                        line.closed = day(6, 28).and_hms_opt(15, 0, 0);
                    }
                }
                Fault::ClassShift => line.class = "tidak-berkadar-pengawasan",
                Fault::OneReporter => line.reporter = 7,
                Fault::SilentClosing => {
                    if line.by_unit && line.closed.is_some() {
                        line.responded = None;
                    }
                }
                Fault::SameReply => line.reply = "Sudah ditindaklanjuti".to_owned(),
            }
        }
    }

    /// The export as it stands in its file.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "complaint_id,received_at,first_response_at,closed_at,skpd,class,status,reporter,title,text,response_text\n",
        );
        for (number, (line, turned)) in self.lines.iter().zip(&self.turned).enumerate() {
            let written = |at: Option<NaiveDateTime>| {
                let Some(at) = at else { return String::new() };
                let date = at.date();
                let exchanged = NaiveDate::from_ymd_opt(date.year(), date.day(), date.month());
                let date = if *turned { exchanged.unwrap_or(date) } else { date };
                date.and_time(at.time()).format("%Y-%m-%d %H:%M:%S").to_string()
            };
            let status = match (line.closed, line.by_unit, line.responded) {
                (Some(_), true, _) => "closed-by-unit",
                (Some(_), false, _) => "closed-by-system",
                (None, _, Some(_)) => "in-progress",
                (None, _, None) => "received",
            };
            let reply = if line.responded.is_some() { line.reply.as_str() } else { "" };
            let _ = writeln!(
                text,
                "{number},{},{},{},{},{},{status},Pelapor {},Laporan {number},Uraian laporan bernomor {number},{reply}",
                written(Some(line.received)),
                written(line.responded),
                written(line.closed),
                UNITS[line.unit],
                line.class,
                line.reporter,
            );
        }
        text
    }
}
