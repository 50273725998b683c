//! A real event log, the receipt phase of a Dutch municipality's permits, with hand-overs between groups and offsets
//! across a change of the clock. Every figure is computed here again by plain loops over its rows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Datelike, NaiveDate};

use crate::support::{Row, folder, quarter_folder, rapor, read_table, same_cell, shared_data, write};

const GOVERNMENT: &str = "Gemeente Contoh";

/// The clock of dates and quarters.
const AHEAD: i64 = 3_600;

/// A step of a case.
#[derive(Debug, Clone)]
struct Step {
    at: i64,
    what: String,
    /// Who took it, where that is told.
    group: Option<String>,
}

/// A case: its deadline, and its steps in the order of the log, which is that of time.
#[derive(Debug, Default)]
struct Case {
    deadline: i64,
    steps: Vec<Step>,
}

impl Case {
    /// The confirmation of receipt.
    fn received(&self) -> i64 {
        let confirmation = self.steps.first().expect("a step");
        assert_eq!(confirmation.what, "Confirmation of receipt");
        confirmation.at
    }

    /// The quarter of its local date.
    fn period(&self) -> String {
        let local = DateTime::from_timestamp(self.received() + AHEAD, 0).expect("a time");
        format!("{}-Q{}", local.year(), local.month0() / 3 + 1)
    }

    /// What was done after the confirmation and up to as-of.
    fn progress(&self, as_of: i64) -> impl Iterator<Item = &Step> {
        self.steps.iter().skip(1).filter(move |s| s.at <= as_of)
    }
}

fn instant(text: &str) -> i64 {
    DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%:z").expect("a time with an offset").timestamp()
}

fn log(file: &Path) -> BTreeMap<String, Case> {
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    for row in read_table(file).rows {
        let case = cases.entry(row["case:concept:name"].clone()).or_default();
        case.deadline = instant(&row["case:deadline"]);
        let group = Some(row["org:group"].clone()).filter(|g| g != "EMPTY");
        let at = instant(&row["time:timestamp"]);
        assert!(case.steps.last().is_none_or(|s| s.at <= at), "the log runs forward in time");
        case.steps.push(Step { at, what: row["concept:name"].clone(), group });
    }
    cases
}

/// The last second of a local day.
fn end_of(day: &str) -> i64 {
    let day: NaiveDate = day.parse().expect("a date");
    day.and_hms_opt(23, 59, 59).expect("a time").and_utc().timestamp() - AHEAD
}

/// Runs on copies of the log under these profiles; the folder of reports.
fn run(file: &Path, profiles: &[&str], as_of: &str, more: &str) -> tempfile::TempDir {
    let input = folder();
    let mut sources = String::new();
    for (number, profile) in profiles.iter().enumerate() {
        fs::copy(file, input.path().join(format!("{number}.csv"))).expect("the file can be copied");
        let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles").join(profile);
        sources += &format!("[[source]]\nfiles = \"{number}.csv\"\nprofile = '{}'\n", profile.display());
    }
    let config = format!(
        "[unit]\nname = \"{GOVERNMENT}\"\nlevel = \"kota\"\nzone = \"+01:00\"\n\
        [period]\nquarters = \"all\"\nas-of = {as_of}\n{sources}[groups]\nby = \"none\"\n{more}"
    );
    write(&input.path().join("rapor.toml"), &config);
    let out = folder();
    let words = ["run".into(), input.path().join("rapor.toml").into_os_string(), "--out".into()];
    let more = [out.path().as_os_str().to_owned(), "--only".into(), "csv".into(), "--quiet".into()];
    rapor(words.into_iter().chain(more)).expect_status(&[0, 1]);
    out
}

/// A table of every quarter that has complaints.
fn tables(out: &Path, cases: &BTreeMap<String, Case>, as_of: i64, name: &str) -> BTreeMap<String, Vec<Row>> {
    let periods = cases.values().filter(|c| c.received() <= as_of).map(Case::period);
    let periods: std::collections::BTreeSet<String> = periods.collect();
    let read = |period: &String| read_table(&quarter_folder(out, GOVERNMENT, period).join(name)).rows;
    periods.iter().map(|p| (p.clone(), read(p))).collect()
}

/// Whether the cells say these numbers; an absent number is an empty cell.
#[track_caller]
fn says(row: &Row, what: &str, cells: &[(&str, Option<f64>)]) {
    for (column, expected) in cells {
        let expected = expected.map(|n| n.to_string()).unwrap_or_default();
        assert!(same_cell(&expected, &row[*column], 1e-12), "{what} {column}: {expected}, published {}", row[*column]);
    }
}

fn mean(values: &[i64], unit: f64) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<i64>() as f64 / values.len() as f64 / unit)
}

fn median(values: &mut [i64]) -> Option<f64> {
    values.sort_unstable();
    let (low, high) = (values.get(values.len().wrapping_sub(1) / 2)?, values.get(values.len() / 2)?);
    Some((low + high) as f64 / 2.0 / 3600.0)
}

#[test]
fn the_first_response_of_every_case_is_what_was_done_first_after_the_confirmation() {
    let Some(data) = shared_data("receipt-wabo") else { return };
    let file = data.join("receipt.csv");
    let cases = log(&file);
    assert_eq!((cases.len(), cases.values().map(|c| c.steps.len()).sum::<usize>()), (1_434, 8_577));
    let prints = ["T05 ", "T15 ", "T20 "];
    // Any progress; only letters that were sent; and any as it stood in summer.
    for (as_of, letters) in [("2012-01-31", false), ("2012-01-31", true), ("2011-08-31", false)] {
        let counts = if letters { "[response]\ncounts = [\"response\"]\n" } else { "" };
        let limit =
            "[[deadline]]\nstep = \"response\"\nclass = \"*\"\nlimit = \"source\"\nsource = \"the case's own\"\n";
        let out = run(&file, &["receipt-wabo.toml"], as_of, &format!("{counts}{limit}"));
        let end = end_of(as_of);
        let mut seen = 0;
        for (period, rows) in tables(out.path(), &cases, end, "publik/league-instansi.csv") {
            let of: Vec<&Case> = cases.values().filter(|c| c.received() <= end && c.period() == period).collect();
            let first = |c: &Case| {
                c.progress(end).find(|s| !letters || prints.iter().any(|p| s.what.starts_with(p))).map(|s| s.at)
            };
            let mut seconds: Vec<i64> = of.iter().filter_map(|c| Some(first(c)? - c.received())).collect();
            let due: Vec<&&Case> = of.iter().filter(|c| c.deadline <= end).collect();
            let count = |is: &dyn Fn(&Case) -> bool| Some(due.iter().filter(|c| is(c)).count() as f64);
            let cells = [
                ("received", Some(of.len() as f64)),
                ("eligible", Some(of.len() as f64)),
                ("responded", Some(seconds.len() as f64)),
                ("mean_response_hours", mean(&seconds, 3600.0)),
                ("median_response_hours", median(&mut seconds)),
                ("due", Some(due.len() as f64)),
                ("responded_in_time", count(&|c| first(c).is_some_and(|at| at <= c.deadline))),
                ("unanswered_overdue", count(&|c| first(c).is_none())),
                ("open", Some(of.len() as f64)),
            ];
            let [row] = rows.as_slice() else { panic!("{period}: one government") };
            says(row, &format!("{as_of} {period}, letters {letters}:"), &cells);
            seen += of.len();
        }
        assert!(as_of < "2012" && seen < 1_434 || seen == 1_434, "{seen}");
    }
}

/// What a unit had to do with the cases of a quarter.
#[derive(Debug, Default)]
struct Plain {
    received: usize,
    answers: Vec<i64>,
    hops: usize,
    late: usize,
    held: Vec<i64>,
    let_go: usize,
}

/// Who held each case, when, and with which answer, up to as-of.
fn held(cases: &BTreeMap<String, Case>, as_of: i64) -> BTreeMap<(String, String), Plain> {
    let mut all: BTreeMap<(String, String), Plain> = BTreeMap::new();
    for case in cases.values().filter(|c| c.received() <= as_of) {
        let mut spells: Vec<(&str, i64, i64)> = Vec::new();
        // The clock of each unit, and its first answer: both stay where it gets the case back.
        let mut clocks: BTreeMap<&str, i64> = BTreeMap::new();
        let mut answers: BTreeMap<Option<&str>, i64> = BTreeMap::new();
        for (number, step) in case.steps.iter().filter(|s| s.at <= as_of).enumerate() {
            if let Some(group) = step.group.as_deref()
                && spells.last().is_none_or(|s| s.0 != group)
            {
                if let Some(last) = spells.last_mut() {
                    last.2 = step.at;
                }
                // The first holder's clock starts at the receipt.
                clocks.entry(group).or_insert(if spells.is_empty() { case.received() } else { step.at });
                spells.push((group, step.at, as_of));
            }
            if number > 0 {
                answers.entry(spells.last().map(|s| s.0)).or_insert(step.at);
            }
        }
        let holder = spells.last().map(|s| s.0);
        let period = case.period();
        for (place, (name, since, until)) in spells.iter().enumerate() {
            let unit = all.entry((period.clone(), (*name).to_owned())).or_default();
            unit.held.push(until - since);
            if place + 1 < spells.len() {
                unit.let_go += 1;
                unit.late += usize::from(clocks[name] + 86_400 < *until);
            }
        }
        let name = holder.unwrap_or("(belum terdisposisi)");
        let unit = all.entry((period, name.to_owned())).or_default();
        unit.received += 1;
        unit.hops += spells.len().saturating_sub(1);
        let start = holder.map_or(case.received(), |h| clocks[h]);
        unit.answers.extend(answers.get(&holder).map(|at| (at - start).max(0)));
    }
    all
}

#[test]
fn every_case_stands_with_the_group_that_has_it_at_as_of_with_its_hand_overs() {
    let Some(data) = shared_data("receipt-wabo") else { return };
    let file = data.join("receipt.csv");
    let cases = log(&file);
    let limit = "[[deadline]]\nstep = \"response\"\nclass = \"*\"\nlimit = \"24h\"\nsource = \"set for this test\"\n";
    for as_of in ["2011-08-31", "2012-01-31"] {
        let out = run(&file, &["receipt-wabo-holders.toml", "receipt-wabo.toml"], as_of, limit);
        let end = end_of(as_of);
        let expected = held(&cases, end);
        let (mut seen, mut hops) = (0, 0);
        for (period, rows) in tables(out.path(), &cases, end, "publik/league.csv") {
            for row in &rows {
                let nothing = Plain::default();
                let unit = expected.get(&(period.clone(), row["skpd"].clone())).unwrap_or(&nothing);
                let cells = [
                    ("received", Some(unit.received as f64)),
                    ("responded", Some(unit.answers.len() as f64)),
                    ("mean_response_hours", mean(&unit.answers, 3600.0)),
                    ("hops", Some(unit.hops as f64)),
                    ("returned_late", Some(unit.late as f64)),
                ];
                says(row, &format!("{as_of} {period} {}:", row["skpd"]), &cells);
                seen += unit.received;
                hops += unit.hops;
            }
        }
        assert_eq!(seen, cases.values().filter(|c| c.received() <= end).count());
        assert!(hops > 1_000, "{hops} hand-overs");
        for (period, rows) in tables(out.path(), &cases, end, "internal/waktu-unit.csv") {
            let with_spells = expected.iter().filter(|((p, _), unit)| *p == period && !unit.held.is_empty());
            assert_eq!(with_spells.count(), rows.len(), "{period}");
            for row in &rows {
                let unit = &expected[&(period.clone(), row["skpd"].clone())];
                let cells = [
                    ("spells", Some(unit.held.len() as f64)),
                    ("handed_on", Some(unit.let_go as f64)),
                    ("timed", Some(unit.held.len() as f64)),
                    ("hours", Some(unit.held.iter().sum::<i64>() as f64 / 3600.0)),
                    ("mean_hours", mean(&unit.held, 3600.0)),
                ];
                says(row, &format!("{as_of} {period} {}:", row["skpd"]), &cells);
            }
        }
    }
}
