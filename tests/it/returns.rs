//! A complaint that a unit gives back is not charged to it and does not vanish: it waits with the supervising unit, and
//! who gave back what, and what nobody kept, is told.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use tempfile::TempDir;

use crate::support::{Row, folder, quarter_folder, read_table, run_csv, write};

const CONFIG: &str = r#"[unit]
name  = "Pemerintah Kota Uji"
level = "kota"
zone  = "WIB"

[period]
quarters = ["2024-Q2"]
as-of    = 2024-07-05

[[source]]
files   = "log.csv"
profile = "events"

[reference]
skpd = "skpd.csv"

[[deadline]]
step   = "response"
class  = "*"
limit  = "24h"
source = "contoh"

[groups]
by = "none"
minimum-volume = 1

[gates]
rejected-rows = 1.0
evidence-share = 0.0
"#;

const HEADER: &str = "complaint_id,event_at,event_kind,actor,skpd,reason,class\n";
const UNITS: [&str; 4] = ["A", "B", "C", "D"];

/// The report of an event log.
struct Report {
    _home: TempDir,
    _out: TempDir,
    folder: std::path::PathBuf,
}

impl Report {
    fn of(log: &str) -> Self {
        let (home, out) = (folder(), folder());
        let lines: Vec<&str> = log.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        write(&home.path().join("log.csv"), &format!("{HEADER}{}\n", lines.join("\n")));
        write(&home.path().join("rapor.toml"), CONFIG);
        let register = UNITS.map(|unit| format!("{unit},Dinas {unit}\n")).concat();
        write(&home.path().join("skpd.csv"), &format!("skpd_id,name\n{register}"));
        run_csv(&home.path().join("rapor.toml"), out.path()).expect_status(&[0]);
        let folder = quarter_folder(out.path(), "Pemerintah Kota Uji", "2024-Q2");
        crate::explain_report::all_cells(&folder);
        crate::explain_tables::all_cells(&folder);
        Self { _home: home, _out: out, folder }
    }

    /// The rows of a table, the named cells one behind the other; none where there is no such table.
    fn table(&self, name: &str, columns: &str) -> Vec<String> {
        let path = self.folder.join(name);
        if !path.exists() {
            return Vec::new();
        }
        let line = |row: &Row| columns.split(' ').map(|c| row[c].clone()).collect::<Vec<_>>().join(" ");
        read_table(&path).rows.iter().map(line).collect()
    }

    fn returns(&self) -> Vec<String> {
        self.table("publik/pengembalian.csv", "skpd_id returned handed_on unheld late")
    }

    fn bounced(&self) -> Vec<String> {
        self.table("internal/pengembalian.csv", "complaint_id skpd_id units returned handed_on late open")
    }

    fn league(&self, unit: &str, columns: &str) -> String {
        let rows = read_table(&self.folder.join("publik/league.csv")).rows;
        let row = rows.iter().find(|row| row["skpd_id"] == unit).expect("a line");
        columns.split(' ').map(|c| row[c].as_str()).collect::<Vec<_>>().join(" ")
    }

    fn findings(&self, rule: &str) -> Vec<String> {
        let rows = read_table(&self.folder.join("internal/temuan.csv")).rows;
        rows.iter()
            .filter(|r| r["rule"] == rule)
            .map(|r| format!("{} x{} {}", r["row"], r["rows"], r["subject"]))
            .collect()
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn what_nobody_returned_needs_no_table() {
    let report = Report::of("1,2024-05-01 08:00:00,received,,,,\n1,2024-05-01 09:00:00,assigned,,Dinas A,,");
    assert_eq!((report.returns(), report.bounced()), (Vec::new(), Vec::new()));
}

#[test]
fn a_returned_complaint_waits_with_the_supervising_unit_until_somebody_holds_it() {
    // 1 is returned and waits; 2 is returned and taken by B; 3 goes from B to C on the second day, later than B's limit.
    let report = Report::of(
        "1,2024-05-01 08:00:00,received,,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,,
         1,2024-05-01 12:00:00,returned,Dinas A,,jurisdiction,
         2,2024-05-02 08:00:00,received,,,,
         2,2024-05-02 09:00:00,assigned,,Dinas A,,
         2,2024-05-03 09:00:00,returned,Dinas A,,,
         2,2024-05-03 10:00:00,assigned,,Dinas B,,
         3,2024-05-02 08:00:00,received,,,,
         3,2024-05-02 08:30:00,assigned,,Dinas B,,
         3,2024-05-03 08:00:01,forwarded,Dinas B,Dinas C,,",
    );
    // A's clock for 2 ran from the receipt: 25 hours.
    assert_eq!(report.returns(), ["A 2 0 1 1", "B 0 1 0 1"]);
    assert_eq!(report.bounced(), NOTHING);
    assert_eq!(report.league("A", "received unanswered_overdue returned_late hops"), "0 0 1 0");
    assert_eq!(report.league("B", "received unanswered_overdue returned_late hops"), "1 1 1 1");
    assert_eq!(report.league("belum-terdisposisi", "received eligible unanswered_overdue hops"), "1 1 1 1");
    assert_eq!(report.findings("DQ028"), NOTHING);
}

#[test]
fn complaints_that_nobody_kept_are_listed_with_the_way_they_went() {
    let log = "1,2024-05-01 08:00:00,received,,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,,
         1,2024-05-01 12:00:00,returned,Dinas A,,,
         1,2024-05-01 13:00:00,assigned,,Dinas B,,
         1,2024-05-05 13:00:00,returned,Dinas B,,,
         2,2024-05-01 08:00:00,received,,,,
         2,2024-05-01 09:00:00,assigned,,Dinas A,,
         2,2024-05-01 12:00:00,forwarded,Dinas A,Dinas C,,
         2,2024-05-01 13:00:00,returned,Dinas C,,,
         2,2024-05-01 14:00:00,assigned,,Dinas A,,
         2,2024-05-01 15:00:00,returned,Dinas A,,,
         2,2024-05-01 16:00:00,assigned,,Dinas D,,
         2,2024-05-01 17:00:00,closed-by-unit,Dinas D,,,
         3,2024-05-01 08:00:00,received,,,,berkadar-pengawasan
         3,2024-05-01 09:00:00,forwarded,,Dinas A,,
         3,2024-05-01 10:00:00,forwarded,Dinas A,Dinas B,,
         3,2024-05-01 11:00:00,forwarded,Dinas B,Dinas C,,";
    let report = Report::of(log);
    assert_eq!(report.bounced(), ["2 D A > C > A 2 1 0 0", "1 belum-terdisposisi A > B 2 0 1 1"]);
    assert_eq!(report.returns(), ["A 2 2 0 0", "B 1 1 1 1", "C 1 0 0 0"]);
    let warning = std::fs::read_to_string(report.folder.join("internal/JANGAN-DIBAGIKAN.txt")).expect("text");
    assert!(
        warning.contains(": 3 baris"),
        "complaint 3 alleges wrongdoing, in this list, the work list and the evidence:\n{warning}"
    );
}

#[test]
fn a_return_without_a_record_of_the_assignment_counts_as_held_since_the_receipt() {
    let report = Report::of(
        "1,2024-05-01 08:00:00,received,,,,
         1,2024-05-02 08:00:01,returned,Dinas A,,,
         1,2024-05-02 09:00:00,returned,Dinas B,,,
         1,2024-05-02 10:00:00,returned,Dinas B,,,
         2,2024-05-01 08:00:00,received,,,,
         2,2024-05-01 10:00:00,response,Dinas A,,,
         2,2024-05-01 11:00:00,returned,Dinas A,,,",
    );
    // A's 24 hours ran from the receipt; B had the first one for an hour. The second return by B is of nothing.
    assert_eq!(report.returns(), ["A 2 0 1 1", "B 1 0 1 0"]);
    assert_eq!(report.bounced(), ["1 belum-terdisposisi A > B 2 0 1 1"]);
    assert_eq!(report.findings("DQ028"), ["3 x4 returned"]);
    assert_eq!(report.league("belum-terdisposisi", "received responded"), "2 0");
}

#[test]
fn duplicates_and_blocked_complaints_are_nobodys_return() {
    let report = Report::of(
        "1,2024-05-01 08:00:00,received,,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,,
         1,2024-05-01 10:00:00,returned,Dinas A,,,
         1,2024-05-01 11:00:00,archived,,,duplicate,",
    );
    assert_eq!(report.returns(), NOTHING);
    assert_eq!(
        report.table("internal/duplikat.csv", "group complaint_id kept reason skpd_id"),
        [" 1 0 marked belum-terdisposisi"]
    );
}

/// A small xorshift generator: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % u64::try_from(bound).expect("a bound")).expect("small")
    }
}

/// What the way of one complaint must come to, step by step as the words of the dictionary say.
#[derive(Default)]
struct Way {
    holder: Option<(usize, NaiveDateTime)>,
    /// Unit, whether returned, start of its clock, end.
    gone: Vec<(usize, bool, NaiveDateTime, NaiveDateTime)>,
}

impl Way {
    fn leave(&mut self, unit: usize, since: NaiveDateTime, received: NaiveDateTime, at: NaiveDateTime, returned: bool) {
        // A unit that had it before keeps its first clock; the first unit's runs from the receipt.
        let before = self.gone.iter().find(|(u, ..)| *u == unit).map(|(_, _, start, _)| *start);
        let start = before.unwrap_or(if self.gone.is_empty() { received } else { since });
        self.gone.push((unit, returned, start, at));
        self.holder = None;
    }

    fn give(&mut self, to: usize, received: NaiveDateTime, at: NaiveDateTime) {
        match self.holder {
            Some((unit, _)) if unit == to => return,
            Some((unit, since)) => self.leave(unit, since, received, at, false),
            None => {}
        }
        self.holder = Some((to, at));
    }

    fn back(&mut self, by: usize, received: NaiveDateTime, at: NaiveDateTime) {
        match (self.holder, self.gone.last()) {
            (Some((unit, since)), _) if unit == by => self.leave(by, since, received, at, true),
            (Some(_), _) => {}
            (None, Some((unit, ..))) if *unit == by => {}
            (None, last) => {
                let since = last.map_or(received, |(.., end)| *end);
                self.leave(by, since, received, at, true);
            }
        }
    }
}

#[test]
fn random_ways_of_complaints_come_out_as_step_by_step() {
    let mut bounced_in_all = 0;
    for seed in [1_u64, 2, 3] {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut log = String::new();
        let mut by_unit: BTreeMap<usize, [u64; 4]> = BTreeMap::new();
        let mut bounced: BTreeMap<String, String> = BTreeMap::new();
        for number in 0..400 {
            let day = NaiveDate::from_ymd_opt(2024, 4, 1 + u32::try_from(number % 20).expect("a day")).expect("a date");
            let received = day.and_hms_opt(8, 0, 0).expect("a time");
            let mut line = |at: NaiveDateTime, kind: &str, actor: Option<usize>, to: Option<usize>| {
                let unit = |u: Option<usize>| u.map_or(String::new(), |u| format!("Dinas {}", UNITS[u]));
                let _ =
                    writeln!(log, "{number},{},{kind},{},{},,", at.format("%Y-%m-%d %H:%M:%S"), unit(actor), unit(to));
            };
            line(received, "received", None, None);
            let (mut way, mut at) = (Way::default(), received);
            for _ in 0..dice.below(7) {
                // On the limit of 24 hours often enough.
                at += TimeDelta::hours([1, 6, 23, 24][dice.below(4)]) + TimeDelta::seconds([0, 1][dice.below(2)]);
                let unit = dice.below(UNITS.len());
                match (dice.below(3), way.holder) {
                    (0, _) => {
                        line(at, "assigned", None, Some(unit));
                        way.give(unit, received, at);
                    }
                    (1, Some((holder, _))) if holder != unit => {
                        line(at, "forwarded", Some(holder), Some(unit));
                        way.give(unit, received, at);
                    }
                    _ => {
                        let by = way.holder.map_or(unit, |(holder, _)| if dice.below(4) > 0 { holder } else { unit });
                        line(at, "returned", Some(by), None);
                        way.back(by, received, at);
                    }
                }
            }
            let late =
                |(_, _, start, end): &(usize, bool, NaiveDateTime, NaiveDateTime)| *end > *start + TimeDelta::hours(24);
            for (step, gone) in way.gone.iter().enumerate() {
                let counts = by_unit.entry(gone.0).or_default();
                counts[usize::from(!gone.1)] += 1;
                counts[2] += u64::from(gone.1 && step + 1 == way.gone.len() && way.holder.is_none());
                counts[3] += u64::from(late(gone));
            }
            if way.gone.len() >= 2 {
                let units: Vec<&str> = way.gone.iter().map(|g| UNITS[g.0]).collect();
                let holder = way.holder.map_or("belum-terdisposisi", |(unit, _)| UNITS[unit]);
                let returned = way.gone.iter().filter(|g| g.1).count();
                let (handed_on, late) = (way.gone.len() - returned, way.gone.iter().filter(|g| late(g)).count());
                let told = format!("{number} {holder} {} {returned} {handed_on} {late} 1", units.join(" > "));
                bounced.insert(number.to_string(), told);
            }
        }
        let report = Report::of(&log);
        let mut returns = report.returns();
        returns.sort();
        let expected: Vec<String> = by_unit
            .iter()
            .map(|(unit, [returned, handed_on, unheld, late])| {
                format!("{} {returned} {handed_on} {unheld} {late}", UNITS[*unit])
            })
            .collect();
        assert_eq!(returns, expected, "seed {seed}");
        let mut found = report.bounced();
        bounced_in_all += found.len();
        found.sort();
        let mut expected: Vec<String> = bounced.into_values().collect();
        expected.sort();
        assert_eq!(found, expected, "seed {seed}");
    }
    assert!(bounced_in_all > 300, "enough of them went from hand to hand: {bounced_in_all}");
}
