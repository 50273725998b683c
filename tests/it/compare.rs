//! `rapor compare`: two periods of the same data, with planted changes that it must find and planted mixes that it must
//! not take for one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use serde_json::Value;

use crate::support::{Outcome, folder, rapor, read_table, same_cell, shared_data, write};

const CONFIG: &str = r#"[unit]
name  = "Pemerintah Kota Contoh"
level = "kota"
zone  = "WIT"
[period]
as-of = 2026-02-10
[[source]]
files   = "aduan.csv"
profile = "cases"
[[deadline]]
step   = "response"
class  = "*"
limit  = "24h"
source = "contoh"
"#;

/// Whole numbers that look like chance, the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// A complaint of the made-up year, by local times.
#[derive(Debug, Clone)]
struct Complaint {
    received: NaiveDateTime,
    answered: Option<NaiveDateTime>,
    unit: &'static str,
    class: &'static str,
    agency: &'static str,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Five or six complaints a day over 2025. Questions are answered within 24 hours in `rates.0` of a hundred cases, others
/// in `rates.1`; of a hundred complaints `questions` are questions; both for before and after July.
fn year(questions: [u64; 2], rates: [(u64, u64); 2]) -> Vec<Complaint> {
    let mut dice = Dice(2_025);
    let mut out = Vec::new();
    let mut date = day("2025-01-01");
    while date.year() == 2025 {
        let half = usize::from(date.month() > 6);
        for _ in 0..5 + dice.below(2) {
            let received = date.and_hms_opt(0, 0, 0).expect("midnight") + TimeDelta::minutes(dice.below(1_440) as i64);
            let question = dice.below(100) < questions[half];
            let rate = if question { rates[half].0 } else { rates[half].1 };
            let minutes = match dice.below(100) {
                n if n < rate => Some(dice.below(1_440)),
                99 => None,
                _ => Some(1_441 + dice.below(20_000)),
            };
            out.push(Complaint {
                received,
                answered: minutes.map(|m| received + TimeDelta::minutes(m as i64)),
                unit: if dice.below(2) == 0 { "Dinas Air" } else { "Dinas Jalan" },
                class: if question { "permintaan-informasi" } else { "tidak-berkadar-pengawasan" },
                agency: "",
            });
        }
        date = date + Days::new(1);
    }
    out
}

fn table(complaints: &[Complaint]) -> String {
    let mut text = "complaint_id,received_at,first_response_at,agency,skpd,status,class,channel\n".to_owned();
    for (number, c) in complaints.iter().enumerate() {
        let answered = c.answered.map(|at| at.to_string()).unwrap_or_default();
        let status = if c.answered.is_some() { "in-progress" } else { "received" };
        let channel = ["website", "whatsapp"][number % 2];
        let (id, received) = (format!("C{number}"), c.received.to_string());
        let row = [&id, &received, &answered, c.agency, c.unit, status, c.class, channel];
        text.push_str(&row.join(","));
        text.push('\n');
    }
    text
}

/// A folder with these complaints and a configuration.
fn made(config: &str, complaints: &[Complaint]) -> tempfile::TempDir {
    let input = folder();
    write(&input.path().join("rapor.toml"), config);
    write(&input.path().join("aduan.csv"), &table(complaints));
    input
}

fn compare(input: &Path, more: &[&str]) -> Outcome {
    let config = input.join("rapor.toml");
    let config = config.to_string_lossy();
    rapor(["compare", config.as_ref()].into_iter().chain(more.iter().copied()))
}

const HALVES: [&str; 4] = ["--before", "2025-Q1..2025-Q2", "--after", "2025-Q3..2025-Q4"];

fn halves(input: &Path, more: &[&str]) -> Value {
    let done = compare(input, &[&HALVES[..], &["--json"], more].concat()).expect_status(&[0]);
    serde_json::from_str(&done.stdout).expect("JSON on standard output")
}

/// A measure of the first comparison.
fn measure<'a>(said: &'a Value, name: &str) -> &'a Value {
    let all = said["comparisons"][0]["measures"].as_array().expect("a list of measures");
    all.iter().find(|m| m["measure"] == name).unwrap_or_else(|| panic!("{name} is told"))
}

fn ground<'a>(measure: &'a Value, name: &str) -> &'a Value {
    let all = measure["explained"].as_array().expect("a list of grounds");
    all.iter().find(|g| g["ground"] == name).unwrap_or_else(|| panic!("{name} is told: {measure}"))
}

#[track_caller]
fn assert_holds(interval: &Value, truth: f64) {
    let end = |name: &str| interval[name].as_f64().expect("a number");
    assert!(end("low") <= truth && truth <= end("high"), "{interval} does not hold {truth}");
}

#[test]
fn every_figure_is_that_of_plain_loops_over_the_rows() {
    let complaints = year([50, 50], [(60, 60), (85, 85)]);
    let input = made(CONFIG, &complaints);
    let said = halves(input.path(), &[]);
    // Whole weeks only: 6 January to 29 June, and 7 July to 28 December.
    let sides = [(day("2025-01-06"), day("2025-06-29")), (day("2025-07-07"), day("2025-12-28"))];
    for (side, (from, to)) in ["before", "after"].into_iter().zip(sides) {
        let held: Vec<&Complaint> = complaints.iter().filter(|c| (from..=to).contains(&c.received.date())).collect();
        let within = |hours: i64| {
            held.iter().filter(|c| c.answered.is_some_and(|at| at - c.received <= TimeDelta::hours(hours))).count()
                as u64
        };
        let workdays = |c: &&&Complaint| {
            let days = c.received.date().iter_days().skip(1);
            let end = c.answered?.date();
            Some(days.take_while(|d| *d <= end).filter(works).count() as u64)
        };
        let by_5: u64 = held.iter().filter(|c| workdays(c).is_some_and(|n| n <= 5)).count() as u64;
        let sum: u64 = held.iter().filter_map(|c| workdays(&c)).sum();
        let all = held.len() as u64;
        let expected = [
            ("received", all, 25),
            ("on_time_rate", within(24), all),
            ("within_24h", within(24), all),
            ("within_5wd", by_5, all),
            ("answered_by_age", within(30 * 24), all),
            ("mean_response_workdays", sum, within(30 * 24)),
        ];
        for (name, part, whole) in expected {
            let figure = &measure(&said, name)[side];
            assert_eq!((&figure["part"], &figure["whole"]), (&part.into(), &whole.into()), "{side} {name}");
            assert_eq!(figure["weeks"], 25, "{side} {name}");
        }
    }
    let on_time = measure(&said, "on_time_rate");
    assert_holds(&on_time["difference"], 0.25);
    assert_eq!((&on_time["difference"]["says"], &on_time["level"]["says"]), (&"up".into(), &"up".into()));
    assert_eq!(measure(&said, "received")["difference"]["says"], "not_distinguishable");
    let cut = complaints.iter().filter(|c| sides.iter().all(|(a, b)| !(*a..=*b).contains(&c.received.date()))).count();
    assert_eq!(said["comparisons"][0]["cut"], cut);
}

/// Whether a day of 2025 is a working day, by the shipped list of holidays.
fn works(date: &NaiveDate) -> bool {
    static HOLIDAYS: LazyLock<String> = LazyLock::new(|| {
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reference/calendar.csv");
        fs::read_to_string(list).expect("the calendar")
    });
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !HOLIDAYS.contains(&date.to_string())
}

#[test]
fn another_mix_is_not_taken_for_another_work() {
    // Questions are answered fast and the others slowly, before and after; only there are fewer questions.
    let input = made(CONFIG, &year([80, 20], [(90, 50), (90, 50)]));
    let said = halves(input.path(), &[]);
    let on_time = measure(&said, "on_time_rate");
    assert_holds(&on_time["difference"], -0.24);
    assert_eq!(on_time["difference"]["says"], "down");
    for name in ["class_mix", "class_and_channel_mix"] {
        let by = ground(on_time, name);
        assert_holds(&by["part"], -0.24);
        assert_holds(&by["rest"], 0.0);
        assert_eq!(
            (&by["part"]["says"], &by["rest"]["says"]),
            (&"down".into(), &"not_distinguishable".into()),
            "{name}"
        );
        let sum = by["part"]["value"].as_f64().unwrap() + by["rest"]["value"].as_f64().unwrap();
        assert!((sum - on_time["difference"]["value"].as_f64().unwrap()).abs() < 1e-12, "{name}: the parts add up");
    }
    for name in ["channel_mix", "volume"] {
        assert_eq!(ground(on_time, name)["rest"]["says"], "down", "{name} has nothing to do with it");
    }
    let shown = compare(input.path(), &HALVES).expect_status(&[0]).stdout;
    for words in ["turun", "campuran kelas", "tidak membuktikan sebab", "tidak meliputi triwulan yang sama"] {
        assert!(shown.contains(words), "{words} is said\n{shown}");
    }
}

#[test]
fn a_better_work_shows_though_the_mix_hides_it() {
    let input = made(CONFIG, &year([80, 20], [(85, 45), (99, 65)]));
    let said = halves(input.path(), &[]);
    let by = ground(measure(&said, "on_time_rate"), "class_mix");
    assert_eq!(by["rest"]["says"], "up");
    assert_eq!(by["part"]["says"], "down");
    let shown = compare(input.path(), &HALVES).expect_status(&[0]).stdout;
    let line = shown.lines().find(|line| line.contains("Direspons tepat waktu")).expect("the measure");
    assert!(line.contains("pada campuran yang sama: naik"), "who reads one line alone must see it\n{line}");
}

#[test]
fn a_complaint_that_was_not_watched_long_enough_counts_neither_way() {
    let input = made(CONFIG, &year([50, 50], [(60, 60); 2]));
    // The end of the year is as-of: the last week is not 5 working days old, and nothing is 60 days old.
    let said = halves(input.path(), &["--as-of", "2025-12-31"]);
    assert_eq!(said["comparisons"][0]["age_days"], 7);
    for (name, weeks) in
        [("received", 25), ("on_time_rate", 25), ("within_24h", 25), ("within_5wd", 24), ("answered_by_age", 24)]
    {
        assert_eq!(measure(&said, name)["after"]["weeks"], weeks, "{name}");
    }
    let later = halves(input.path(), &["--as-of", "2026-03-05"]);
    assert_eq!(later["comparisons"][0]["age_days"], 60);
    // Working-day limits of 14 days have passed for all by then; in December they have not.
    assert_eq!(measure(&later, "resolution_on_time_rate")["after"]["weeks"], 25);
    assert!(measure(&said, "resolution_on_time_rate")["after"]["weeks"].as_u64().unwrap() < 24);
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_reason() {
    let mut complaints = year([50, 50], [(60, 60); 2]);
    let seldom = complaints.iter_mut().filter(|c| c.received.month() % 3 == 1 && c.received.day() == 15);
    seldom.for_each(|c| c.unit = "Dinas Jarang");
    let input = made(CONFIG, &complaints);
    let cases: [(&[&str], &[&str]); 9] = [
        (&["--before", "2025-Q3", "--after", "2025-Q1"], &["does not lie after", "--before 2025-Q3 --after 2025-Q1"]),
        (&["--before", "2025-Q1..2025-Q2", "--after", "2025-Q2..2025-Q3"], &["does not lie after"]),
        (&["--before", "2025-Q2..2025-Q1", "--after", "2025-Q3"], &["2025-Q1 lies before 2025-Q2"]),
        (&["--before", "2025-Q1"], &["--after"]),
        (
            &["--before", "2024-Q4", "--after", "2025-Q3"],
            &["no whole week of 2024-Q4 holds a complaint", "from 2025-01-01"],
        ),
        (&["--before", "2025-Q1", "--after", "2025-Q3..2026-Q1"], &["no whole week of 2026-Q1 holds a complaint"]),
        (
            &["--before", "2025-Q1..2025-Q2", "--after", "2025-Q3", "--skpd", "dinas jarang"],
            &["too few weeks", "Dinas Jarang", "fewer than 12"],
        ),
        (&["--before", "2025-Q1", "--after", "2025-Q3", "--skpd", "Dinas Api"], &["'Dinas Api' is no unit"]),
        (&[], &["nothing to compare", "--before 2025-Q1..2025-Q2"]),
    ];
    for (arguments, words) in cases {
        let done = compare(input.path(), arguments).expect_status(&[2]);
        for word in words {
            assert!(done.stderr.contains(word), "{arguments:?}: {word}\n{}", done.stderr);
        }
        assert_eq!(done.stdout, "", "{arguments:?}");
    }
}

#[test]
fn a_unit_is_compared_by_its_own_complaints() {
    let complaints = year([50, 50], [(60, 60), (85, 85)]);
    let input = made(CONFIG, &complaints);
    let said = halves(input.path(), &["--skpd", "dinas AIR"]);
    let held = |from: &str, to: &str| {
        let days = day(from)..=day(to);
        complaints.iter().filter(|c| c.unit == "Dinas Air" && days.contains(&c.received.date())).count()
    };
    assert_eq!(said["comparisons"][0]["skpd"], "Dinas Air");
    assert!(said["comparisons"][0]["cautions"].to_string().contains("holder_at_as_of"));
    assert_eq!(measure(&said, "received")["before"]["part"], held("2025-01-06", "2025-06-29"));
    assert_eq!(measure(&said, "received")["after"]["part"], held("2025-07-07", "2025-12-28"));
}

#[test]
fn one_quarter_each_will_do_and_the_weeks_between_are_told() {
    let input = made(CONFIG, &year([50, 50], [(60, 60); 2]));
    let done = compare(input.path(), &["--before", "2025-Q1", "--after", "2025-Q3", "--json"]).expect_status(&[0]);
    let said: Value = serde_json::from_str(&done.stdout).unwrap();
    let weeks: Vec<_> =
        said["comparisons"][0]["sides"].as_array().unwrap().iter().map(|s| s["weeks"].clone()).collect();
    assert_eq!(weeks, [12, 12]);
    let words = said["comparisons"][0]["cautions"].to_string();
    assert!(words.contains("gap") && words.contains("no_comparison_group"), "{words}");
    let shown =
        compare(input.path(), &["--before", "2025-Q1", "--after", "2025-Q3", "--lang", "en"]).expect_status(&[0]);
    // 31 March lies in a week that reaches into April, 30 June in one that reaches into July.
    assert!(shown.stdout.contains("12 whole weeks between the periods count for neither"), "{}", shown.stdout);
}

#[test]
fn a_limit_that_changed_is_told() {
    let changed = CONFIG.replace(
        "limit  = \"24h\"\nsource = \"contoh\"\n",
        "limit  = \"48h\"\nto = 2025-08-31\nsource = \"contoh\"\n[[deadline]]\nstep = \"response\"\nclass = \"*\"\nlimit = \"24h\"\nfrom = 2025-09-01\nsource = \"contoh\"\n",
    );
    let input = made(&changed, &year([50, 50], [(60, 60); 2]));
    let shown = compare(input.path(), &HALVES).expect_status(&[0]).stdout;
    assert!(shown.contains("Batas waktu berubah pada 1 September 2025"), "{shown}");
    assert_eq!(shown.matches("Batas waktu berubah").count(), 1, "{shown}");
}

#[test]
fn what_may_pass_for_a_change_is_told() {
    let complaints = year([50, 50], [(60, 60); 2]);
    let input = made(CONFIG, &complaints);
    // In the first half every third complaint is marked as a duplicate; two weeks of it are missing; of the year every
    // tenth row has no usable receipt.
    let missing = day("2025-03-03")..=day("2025-03-16");
    let rows = table(&complaints);
    let mut kept = vec![rows.lines().next().expect("the header").to_owned()];
    for (number, (line, complaint)) in rows.lines().skip(1).zip(&complaints).enumerate() {
        let date = complaint.received.date();
        if missing.contains(&date) {
            continue;
        }
        let mut line = line.to_owned();
        if number % 3 == 0 && date.month() <= 6 {
            line = line.replace(",in-progress,", ",duplicate,").replace(",received,", ",duplicate,");
        }
        if number % 10 == 0 {
            line = line.replacen("2025-", "20x5-", 1);
        }
        kept.push(line);
    }
    write(&input.path().join("aduan.csv"), &(kept.join("\n") + "\n"));
    let words = halves(input.path(), &[])["comparisons"][0]["cautions"].to_string();
    for word in ["excluded_shifted", "empty_weeks", "rows_held_back"] {
        assert!(words.contains(word), "{word}: {words}");
    }
    let shown = compare(input.path(), &HALVES).expect_status(&[0]).stdout;
    assert!(shown.contains("2 minggu utuh tanpa satu aduan pun"), "{shown}");
    let clean = halves(made(CONFIG, &complaints).path(), &[])["comparisons"][0]["cautions"].to_string();
    for word in ["excluded_shifted", "empty_weeks", "rows_held_back", "evidence_shifted", "gap", "two_readings"] {
        assert!(!clean.contains(word), "{word}: {clean}");
    }
}

#[test]
fn what_was_rising_before_is_told_and_its_going_on_is_no_step() {
    let mut complaints = year([50, 50], [(90, 90), (90, 90)]);
    // From week to week fewer answers come three days late, up to the middle of the period after.
    for (number, c) in complaints.iter_mut().enumerate() {
        let late = 100_u32.saturating_sub(c.received.ordinal() / 3);
        if number as u32 * 37 % 100 < late {
            c.answered = c.answered.map(|at| at + Days::new(3));
        }
    }
    let input = made(CONFIG, &complaints);
    let said = halves(input.path(), &[]);
    let on_time = measure(&said, "on_time_rate");
    let results = ["difference", "slope_before", "level"].map(|name| on_time[name]["says"].as_str().expect("a word"));
    // Weeks that drift resemble each other and are worth few independent ones: the later half is higher, and yet no claim.
    assert_eq!(results, ["not_distinguishable", "up", "not_distinguishable"]);
    assert!(on_time["difference"]["value"].as_f64().expect("a number") > 0.3);
    let shown = compare(input.path(), &HALVES).expect_status(&[0]).stdout;
    assert!(shown.contains("Direspons tepat waktu: sudah bergerak pada masa sebelum"), "{shown}");
}

#[test]
fn a_period_whose_responses_have_no_times_is_not_judged_by_them() {
    let mut complaints = year([50, 50], [(60, 60); 2]);
    for c in complaints.iter_mut().filter(|c| c.received.month() <= 6) {
        c.answered = None;
    }
    let input = folder();
    write(&input.path().join("rapor.toml"), CONFIG);
    // Before, only the status tells that somebody answered.
    write(&input.path().join("aduan.csv"), &table(&complaints).replace(",received,", ",in-progress,"));
    let said = halves(input.path(), &[]);
    for name in ["on_time_rate", "within_24h", "within_3wd", "answered_by_age", "mean_response_workdays"] {
        let told = measure(&said, name);
        assert_eq!((&told["reason"], &told["difference"]), (&"no_evidence".into(), &Value::Null), "{name}");
    }
    assert_eq!(measure(&said, "received")["reason"], "");
    let shown = compare(input.path(), &HALVES).expect_status(&[0]).stdout;
    assert!(shown.contains("waktu yang diperlukan diketahui untuk 0,0 % sebelum"), "{shown}");
}

#[test]
fn several_governments_are_compared_each_by_itself() {
    let mut complaints = year([50, 50], [(60, 60), (60, 60)]);
    for c in &mut complaints {
        (c.agency, c.unit) = match c.unit {
            "Dinas Air" => ("Pemerintah Kota Contoh", "Dinas Air"),
            _ => ("Pemerintah Kota Timur", "Dinas Jalan"),
        };
    }
    // The third has too few.
    complaints.iter_mut().step_by(300).for_each(|c| (c.agency, c.unit) = ("Pemerintah Kota Barat", "Dinas Pasar"));
    let config =
        CONFIG.replace("[[deadline]]", "[reference]\nskpd = \"skpd.csv\"\ninstansi = \"instansi.csv\"\n[[deadline]]");
    let input = made(&config, &complaints);
    write(
        &input.path().join("instansi.csv"),
        "agency_id,name,level,zone,region_code\ncontoh,Pemerintah Kota Contoh,kota,WIT,\n\
         timur,Pemerintah Kota Timur,kota,WIT,\nbarat,Pemerintah Kota Barat,kota,WIT,\n",
    );
    write(
        &input.path().join("skpd.csv"),
        "skpd_id,name,agency_id\nA,Dinas Air,contoh\nJ,Dinas Jalan,timur\nP,Dinas Pasar,barat\n",
    );
    let said = halves(input.path(), &[]);
    let names: Vec<_> = said["comparisons"].as_array().unwrap().iter().map(|c| c["agency"].as_str().unwrap()).collect();
    assert_eq!(names, ["Pemerintah Kota Contoh", "Pemerintah Kota Timur"]);
    let refused = said["refused"].as_array().unwrap();
    assert_eq!((refused.len(), &refused[0]["where"]), (1, &"Pemerintah Kota Barat".into()));
}

#[test]
fn files_appear_whole_and_are_the_same_twice() {
    let input = made(CONFIG, &year([80, 20], [(90, 50), (90, 50)]));
    let out = folder();
    let place = out.path().to_string_lossy().into_owned();
    let home = out.path().join("pemerintah-kota-contoh/banding/2025-Q1-2025-Q2_2025-Q3-2025-Q4");
    let files = || -> BTreeMap<String, Vec<u8>> {
        [
            "banding.csv",
            "banding-mingguan.csv",
            "banding-penjelasan.csv",
            "manifest.json",
            "grafik/banding-pemerintah-kota-contoh.svg",
            "grafik/banding-pemerintah-kota-contoh.png",
        ]
        .map(|name| (name.to_owned(), fs::read(home.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))))
        .into()
    };
    compare(input.path(), &[&HALVES[..], &["--out", &place]].concat()).expect_status(&[0]);
    let first = files();
    compare(input.path(), &[&HALVES[..], &["--out", &place, "--quiet"]].concat()).expect_status(&[0]);
    assert_eq!(first, files());
    assert!(!home.with_file_name("arsip").exists(), "what is the same is left where it is");
    let figures = read_table(&home.join("banding.csv"));
    let weeks = read_table(&home.join("banding-mingguan.csv"));
    let grounds = read_table(&home.join("banding-penjelasan.csv"));
    assert_eq!((figures.rows.len(), weeks.rows.len()), (8, 8 * 50));
    let on_time = figures.rows.iter().find(|row| row["measure"] == "on_time_rate").expect("the measure");
    // The points of the weeks add up to the figures.
    for side in ["before", "after"] {
        let held =
            weeks.rows.iter().filter(|r| r["measure"] == "on_time_rate" && r["side"] == side && r["counts"] == "1");
        let sum: u64 = held.map(|row| row["part"].parse::<u64>().expect("a count")).sum();
        assert_eq!(on_time[&format!("{side}_part")], sum.to_string());
    }
    let by_class = grounds.rows.iter().find(|row| row["measure"] == "on_time_rate" && row["ground"] == "class_mix");
    let by_class = by_class.expect("the ground");
    let number = |cell: &str| cell.parse::<f64>().expect("a number");
    let sum = (number(&by_class["part"]) + number(&by_class["rest"])).to_string();
    assert!(same_cell(&on_time["difference"], &sum, 1e-12));
    for (name, bytes) in &first {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("C17,") && !text.contains("\"C17\""), "{name} names a complaint");
    }
    let manifest: Value = serde_json::from_slice(&first["manifest.json"]).expect("JSON");
    assert!(manifest["queries"]["queries/weekly.sql"].is_string() && manifest["outputs"]["banding.csv"].is_string());
}

/// Real complaints with dates alone, all of them closed: days are compared, hours are not.
#[test]
fn a_year_of_jakarta_is_compared_by_days() {
    let Some(data) = shared_data("jakarta-crm-2020") else { return };
    let input = folder();
    fs::copy(data.join("crm_jakarta_2020.csv"), input.path().join("crm.csv")).expect("the file can be copied");
    write(
        &input.path().join("rapor.toml"),
        "[unit]\nname = \"Kota Administrasi Jakarta Pusat\"\nlevel = \"kota\"\nzone = \"WIB\"\n[period]\nas-of = 2021-01-04\n\
         [[source]]\nfiles = \"crm.csv\"\nprofile = \"jakarta-crm\"\n\
         [[deadline]]\nstep = \"resolution\"\nclass = \"*\"\nlimit = \"1d\"\nsource = \"set for this test\"\n",
    );
    let done = compare(input.path(), &["--before", "2020-Q1..2020-Q2", "--after", "2020-Q3..2020-Q4", "--json"]);
    let said: Value = serde_json::from_str(&done.expect_status(&[0]).stdout).expect("JSON");
    assert_eq!(measure(&said, "within_24h")["reason"], "no_evidence", "dates carry no hours");
    assert_eq!(measure(&said, "on_time_rate")["reason"], "too_few_weeks", "no response limit is set");
    let rows = read_table(&input.path().join("crm.csv")).rows;
    let resolved = measure(&said, "resolution_on_time_rate");
    for (side, from, to) in [("before", "2020-01-06", "2020-06-28"), ("after", "2020-07-06", "2020-12-27")] {
        let held: Vec<_> = rows.iter().filter(|r| (day(from)..=day(to)).contains(&day(&r["tanggal_masuk"]))).collect();
        let kept = held.iter().filter(|r| (day(&r["tanggal_selesai"]) - day(&r["tanggal_masuk"])).num_days() <= 1);
        assert_eq!(resolved[side]["part"], kept.count(), "{side}");
        assert_eq!(resolved[side]["whole"], held.len(), "{side}");
    }
    assert!(resolved["difference"]["value"].is_number());
}

#[test]
fn two_reports_are_held_against_each_other_cell_by_cell() {
    let complaints = year([50, 50], [(60, 60), (85, 85)]);
    let input = made(CONFIG, &complaints);
    let out = folder();
    let config = input.path().join("rapor.toml");
    let run = |place: &str, quarter: &str| {
        let place = out.path().join(place);
        let arguments = ["run", "--quiet", "--only", "csv", "--quarter", quarter].map(std::ffi::OsStr::new);
        rapor(arguments.into_iter().chain([config.as_os_str(), "--out".as_ref(), place.as_os_str()]))
            .expect_status(&[0, 1]);
        place.join("pemerintah-kota-contoh").join(quarter)
    };
    let earlier = run("a", "2025-Q2");
    // A correction: one complaint more that was answered in time.
    let rows = table(&complaints);
    let row = rows.lines().find(|row| row.contains(",2025-05-05 ") && row.contains("Dinas Air")).expect("a row");
    write(&input.path().join("aduan.csv"), &format!("{rows}C-baru,{}\n", row.split_once(',').expect("an id").1));
    let later = run("b", "2025-Q2");
    let of = |arguments: &[&std::ffi::OsStr]| rapor([&["compare".as_ref()], arguments].concat());
    let done = of(&[earlier.as_os_str(), later.as_os_str(), "--json".as_ref()]).expect_status(&[0]);
    let said: Value = serde_json::from_str(&done.stdout).expect("JSON");
    let cells = said["tables"][0]["differing"].as_array().expect("cells");
    let received = cells.iter().find(|c| c["column"] == "received").expect("one more was received");
    assert_eq!(received["name"], "Dinas Air");
    let number = |cell: &Value| cell.as_str().and_then(|c| c.parse::<u64>().ok()).expect("a count");
    assert_eq!(number(&received["later"]), number(&received["earlier"]) + 1);
    assert!(cells.iter().all(|c| c["name"] == "Dinas Air"), "nobody else changed");
    let made_of = said["made_of"].as_array().expect("what they were made of");
    assert_eq!(made_of.iter().map(|m| m["what"].as_str().unwrap()).collect::<Vec<_>>(), ["inputs aduan.csv"]);
    let same = of(&[earlier.as_os_str(), earlier.as_os_str()]).expect_status(&[0]).stdout;
    assert!(same.contains("publik/league.csv: ") && same.matches(" 0 berbeda").count() == 2, "{same}");
    let none = of(&[earlier.as_os_str(), input.path().as_os_str()]).expect_status(&[2]).stderr;
    assert!(none.contains("no report stands there") && none.contains("publik/league.csv"), "{none}");
    let league = earlier.join("publik/league.csv");
    let changed = std::fs::read_to_string(&league).expect("the table").replacen("Dinas Air", "Dinas Udara", 1);
    write(&league, &changed);
    let refused = of(&[earlier.as_os_str(), later.as_os_str()]).expect_status(&[2]).stderr;
    assert!(refused.contains("not the one that was published") && refused.contains("publik/league.csv"), "{refused}");
}

/// In 2024 the first two quarters begin on a Monday and end on a Sunday: no week is cut, so that the figures of the made-up
/// city must be those of its league table.
#[test]
fn where_no_week_is_cut_the_figures_are_those_of_the_league() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
    let out = folder();
    let arguments = ["--quiet", "--only", "csv", "--quarter", "2024-Q1"].map(std::ffi::OsStr::new);
    let place = ["run".as_ref(), config.as_os_str(), "--out".as_ref(), out.path().as_os_str()];
    rapor(place.into_iter().chain(arguments)).expect_status(&[0]);
    let home = fs::read_dir(out.path()).expect("reports").next().expect("a government").expect("an entry").path();
    let row_of = |table: &str| read_table(&home.join("2024-Q1/publik").join(table)).rows;
    let mut large: Vec<_> = row_of("league.csv").into_iter().filter(|row| row["verdict"] == "ranked").collect();
    large.sort_by_key(|row| std::cmp::Reverse(row["received"].parse::<u64>().unwrap_or(0)));
    for row in row_of("league-instansi.csv").iter().chain(large.iter().take(3)) {
        let mut more = vec!["--before", "2024-Q1", "--after", "2024-Q2", "--json"];
        if !row["skpd_id"].is_empty() {
            more.extend(["--skpd", row["skpd_id"].as_str()]);
        }
        let done = compare(config.parent().expect("a folder"), &more).expect_status(&[0]);
        let said: Value = serde_json::from_str(&done.stdout).expect("JSON");
        assert_eq!(said["comparisons"][0]["cut"], 0);
        for (name, part, whole) in [
            ("received", "received", ""),
            ("on_time_rate", "responded_in_time", "due"),
            ("resolution_on_time_rate", "resolved_in_time", "resolution_due"),
        ] {
            let figure = &measure(&said, name)["before"];
            if figure["weeks"] != 13 {
                assert_eq!(name, "resolution_on_time_rate", "some of its limits had not passed");
                continue;
            }
            assert_eq!(figure["part"].to_string(), row[part], "{} {name}", row["skpd"]);
            let of = if whole.is_empty() { "13" } else { row[whole].as_str() };
            assert_eq!(figure["whole"].to_string(), of, "{} {name}", row["skpd"]);
        }
    }
}

#[test]
fn a_renamed_unit_is_compared_with_its_predecessor() {
    let mut complaints = year([50, 50], [(60, 60), (85, 85)]);
    for c in complaints.iter_mut().filter(|c| c.unit == "Dinas Air" && c.received.month() > 6) {
        c.unit = "Dinas Sumber Air";
    }
    let config = CONFIG.replace("[[deadline]]", "[reference]\nskpd = \"skpd.csv\"\n[[deadline]]");
    let input = made(&config, &complaints);
    write(
        &input.path().join("skpd.csv"),
        "skpd_id,name,valid_from,valid_to,successor_id\nA,Dinas Air,,2025-06-30,S\nS,Dinas Sumber Air,2025-07-01,,\n\
         J,Dinas Jalan,,,\n",
    );
    let said = halves(input.path(), &["--skpd", "S"]);
    let days = day("2025-01-06")..=day("2025-06-29");
    let held = complaints.iter().filter(|c| c.unit == "Dinas Air" && days.contains(&c.received.date())).count();
    assert_eq!(measure(&said, "received")["before"]["part"], held);
    assert_eq!(measure(&said, "on_time_rate")["difference"]["says"], "up");
}
