//! What `peringkat-uji.csv` says of a scenario against a second run of the program on which the choice was made that way:
//! in its configuration, or in its export. Random exports, every quarter published.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::random::{self, Dice};
use super::rules::{Calendar, Rules};
use super::{ROWS, from_assignment, from_receipt, working_days};
use crate::support::{Row, folder, rapor, read_table, run_csv, same_cell, write};

/// The published tables of a run, by quarter: the league and the tests of ranks.
struct Published {
    league: BTreeMap<String, Vec<Row>>,
    tests: BTreeMap<String, Vec<Row>>,
}

/// Runs a configuration and reads what every quarter says.
fn published(config: &Path) -> Published {
    let out = folder();
    run_csv(config, out.path()).expect_status(&[0]);
    let home = fs::read_dir(out.path()).expect("the output").next().expect("a government").expect("a folder").path();
    let mut all = Published { league: BTreeMap::new(), tests: BTreeMap::new() };
    for quarter in fs::read_dir(home).expect("the quarters").map(|entry| entry.expect("an entry").path()) {
        let name = quarter.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if quarter.join("publik").is_dir() {
            let tests = read_table(&quarter.join("publik/peringkat-uji.csv")).rows;
            ranges_hold(&read_table(&quarter.join("publik/peringkat.csv")).rows, &tests);
            all.league.insert(name.clone(), read_table(&quarter.join("publik/league.csv")).rows);
            all.tests.insert(name, tests);
        }
    }
    assert!(all.league.len() > 2, "several quarters are published");
    all
}

/// Each range reaches from the best to the worst of the published rank and of those of the tests, and no further.
#[track_caller]
fn ranges_hold(ranks: &[Row], tests: &[Row]) {
    let number = |row: &Row, name: &str| row[name].parse::<u64>().ok();
    for row in ranks {
        let (own, none): (Vec<&Row>, Vec<&Row>) = tests
            .iter()
            .filter(|test| test["skpd_id"] == row["skpd_id"])
            .partition(|test| ["unaffected", "ranked"].contains(&test["outcome"].as_str()));
        let rank = number(row, "rank").expect("a rank");
        let best = own.iter().filter_map(|test| number(test, "rank")).chain([rank]).min();
        let worst = own.iter().filter_map(|test| Some(number(test, "rank")? + number(test, "unscored")?));
        let range = [best, worst.chain([rank]).max()];
        assert_eq!([number(row, "robust_low"), number(row, "robust_high")], range, "{}", row["skpd"]);
        assert_eq!(row["moved"] == "1", range != [Some(rank), Some(rank)], "{}", row["skpd"]);
        assert_eq!(number(row, "untested"), Some(none.len() as u64), "{}", row["skpd"]);
    }
}

/// How many scores, and how many ranks that are other than the published ones, were compared.
#[derive(Debug, Default, Clone, Copy)]
struct Compared {
    scores: usize,
    ranks: usize,
    moved: usize,
    unaffected: usize,
}

/// Holds the tests of a scenario against the run in which it is so.
#[track_caller]
fn agree(base: &Published, other: &Published, scenario: &str) -> Compared {
    let mut compared = Compared::default();
    for (quarter, league) in &base.league {
        let tests: BTreeMap<&str, &Row> = base.tests[quarter]
            .iter()
            .filter(|row| row["scenario"] == scenario)
            .map(|row| (row["skpd_id"].as_str(), row))
            .collect();
        let ranked = |rows: &[Row]| -> BTreeSet<(String, String)> {
            let ranked = rows.iter().filter(|row| !row["rank"].is_empty());
            ranked.map(|row| (row["skpd_id"].clone(), row["group"].clone())).collect()
        };
        let there = &other.league[quarter];
        assert_eq!(tests.len(), ranked(league).len(), "{quarter} {scenario}: every ranked unit has a test");
        let same_members = ranked(league) == ranked(there);
        for row in league.iter().filter(|row| !row["rank"].is_empty()) {
            let test = tests[row["skpd_id"].as_str()];
            let twin = there.iter().find(|t| t["skpd_id"] == row["skpd_id"]).expect("the unit is there");
            let place = format!("{quarter} {} {scenario}", row["skpd"]);
            assert!(
                same_cell(&twin["score"], &test["score"], 1e-9),
                "{place}: {} and {}",
                twin["score"],
                test["score"]
            );
            compared.scores += 1;
            assert_eq!(test["outcome"] == "no_score", test["score"].is_empty(), "{place}");
            if ["ranked", "too_few"].contains(&test["outcome"].as_str()) {
                assert_eq!(test["outcome"], twin["verdict"], "{place}");
            }
            if test["outcome"] == "unaffected" {
                assert_eq!((&test["score"], &test["rank"]), (&row["score"], &row["rank"]), "{place}");
                compared.unaffected += 1;
            }
            if same_members {
                assert_eq!((twin["rank"].as_str(), "0"), (test["rank"].as_str(), test["unscored"].as_str()), "{place}");
                compared.ranks += 1;
                compared.moved += usize::from(twin["rank"] != row["rank"]);
            }
        }
    }
    compared
}

/// A folder with a random export, and what its configuration says.
struct World {
    home: tempfile::TempDir,
    base: Published,
}

impl World {
    fn new(rules: &Rules, seed: u64) -> Self {
        Self::edited(rules, seed, str::to_owned)
    }

    /// The same with an edited configuration.
    fn edited(rules: &Rules, seed: u64, edit: impl Fn(&str) -> String) -> Self {
        let home = folder();
        let file = |name: &str| home.path().join(name);
        write(&file("cases.csv"), &random::export(rules, &Calendar::shipped(), &mut Dice::new(seed), ROWS));
        write(&file("rapor.toml"), &edit(&rules.toml()));
        write(&file("skpd.csv"), &rules.register());
        write(&file("alias.csv"), &rules.aliases());
        let base = published(&file("rapor.toml"));
        Self { home, base }
    }

    /// The same where a part of a file is another.
    fn changed(&self, name: &str, change: impl Fn(&str) -> String) -> Published {
        let path = self.home.path().join(name);
        let text = fs::read_to_string(&path).expect("the file");
        let changed = change(&text);
        assert_ne!(changed, text, "{name} is changed");
        write(&path, &changed);
        let found = published(&self.home.path().join("rapor.toml"));
        write(&path, &text);
        found
    }

    fn agrees(&self, scenario: &str, name: &str, change: impl Fn(&str) -> String) -> Compared {
        agree(&self.base, &self.changed(name, change), scenario)
    }
}

/// The scenarios of reading, each as a change of the input.
fn readings(world: &World, rules: &Rules) -> Vec<(&'static str, Compared)> {
    let class = |from: &'static str, to: &'static str| {
        move |text: &str| text.replace(&format!(",{from},website"), &format!(",{to},website"))
    };
    let (plain, supervisory) = ("tidak-berkadar-pengawasan", "berkadar-pengawasan");
    let (clock, from, to) = match rules.from_assignment {
        true => ("clock:received", "clock = \"assigned\"", "clock = \"received\""),
        false => ("clock:assigned", "clock = \"received\"", "clock = \"assigned\""),
    };
    vec![
        (clock, world.agrees(clock, "rapor.toml", |text| text.replace(from, to))),
        (
            "class:tidak-berkadar-pengawasan",
            world.agrees("class:tidak-berkadar-pengawasan", "cases.csv", class(supervisory, plain)),
        ),
        (
            "class:berkadar-pengawasan",
            world.agrees("class:berkadar-pengawasan", "cases.csv", class(plain, supervisory)),
        ),
        // A copy comes in a day after the first at the earliest.
        (
            "duplicates:kept",
            world.agrees("duplicates:kept", "rapor.toml", |t| t.replace("window-days = 30", "window-days = 0")),
        ),
    ]
}

#[test]
fn the_ranks_of_each_reading_are_those_of_a_run_that_reads_so() {
    for (seed, rules) in [(11, from_assignment()), (12, working_days())] {
        let world = World::new(&rules, seed);
        let found = readings(&world, &rules);
        for (scenario, compared) in &found {
            assert!(compared.scores > 20 && compared.unaffected == 0, "{scenario}: {compared:?}");
        }
        let (ranks, moved) = found.iter().fold((0, 0), |(r, m), (_, c)| (r + c.ranks, m + c.moved));
        assert!(ranks > 40 && moved > 10, "{found:?}");
    }
}

#[test]
fn the_ranks_of_each_weight_are_those_of_a_run_that_weighs_so() {
    let rules = from_assignment();
    let world = World::new(&rules, 13);
    let weights = "on_time_rate = 0.6, resolution_on_time_rate = 0.4";
    for (scenario, changed) in [
        ("weight:on_time_rate:down", "on_time_rate = 0.3, resolution_on_time_rate = 0.4"),
        ("weight:on_time_rate:up", "on_time_rate = 0.9, resolution_on_time_rate = 0.4"),
        ("weight:resolution_on_time_rate:down", "on_time_rate = 0.6, resolution_on_time_rate = 0.2"),
        ("weight:resolution_on_time_rate:up", "on_time_rate = 0.6, resolution_on_time_rate = 0.6"),
    ] {
        let compared = world.agrees(scenario, "rapor.toml", |text| text.replace(weights, changed));
        assert!(compared.ranks == compared.scores && compared.ranks > 20, "{scenario}: {compared:?}");
    }
}

#[test]
fn times_are_measured_anew_too() {
    let measures = ["median_response_hours", "p90_response_hours", "mean_response_workdays", "mean_resolution_days"];
    let weights = measures.map(|m| format!("{m} = 1.0")).join(", ");
    let years = |m: &str| [2023, 2024].map(|y| format!("\n[[target]]\nyear = {y}\nmeasure = \"{m}\"\nvalue = 5\n"));
    let targets: String = measures.iter().flat_map(|m| years(m)).collect();
    let edit = |text: &str| {
        let (before, after) = text.split_once("weights = {").expect("weights");
        let (_, after) = after.split_once('}').expect("their end");
        format!("{before}weights = {{ {weights} }}{after}{targets}")
    };
    let world = World::edited(&from_receipt(), 16, edit);
    let clock = |text: &str| text.replace("clock = \"received\"", "clock = \"assigned\"");
    let compared = world.agrees("clock:assigned", "rapor.toml", clock);
    assert!(compared.ranks > 20 && compared.moved > 0, "{compared:?}");
    let kept = |text: &str| text.replace("window-days = 30", "window-days = 0");
    assert!(world.agrees("duplicates:kept", "rapor.toml", kept).ranks > 20);
}

#[test]
fn where_no_limit_of_a_class_is_scored_the_class_is_no_scenario_and_what_is_the_same_says_so() {
    // Answers within a day whatever the class, and times from the assignment everywhere.
    let rules = Rules { weights: vec![("response_rate", 1.0)], ..from_receipt() };
    let world = World::new(&rules, 14);
    let words: BTreeSet<&String> = world.base.tests.values().flatten().map(|row| &row["scenario"]).collect();
    assert_eq!(words.into_iter().collect::<Vec<_>>(), ["clock:assigned", "duplicates:kept"]);
    let rules = Rules { weights: vec![("on_time_rate", 1.0)], ..from_receipt() };
    let world = World::new(&rules, 15);
    for row in world.base.tests.values().flatten().filter(|row| row["scenario"].starts_with("class:")) {
        assert_eq!(row["outcome"], "unaffected", "one limit for every class: {row:?}");
    }
}

#[test]
fn events_that_hand_complaints_on_keep_their_clock_in_every_reading() {
    let home = folder();
    let place = home.path().join("contoh");
    rapor(["sample", "--layout", "events", "--rows", "3000", "--seed", "5", "--out", &place.to_string_lossy()])
        .expect_status(&[0]);
    let config = place.join("rapor.toml");
    let text = fs::read_to_string(&config).expect("a configuration");
    let all = text.replace("quarters = [\"2024-Q1\", \"2024-Q2\"]", "quarters = \"all\"");
    write(&config, &all);
    let base = published(&config);
    write(&config, &all.replace("clock  = \"received\"", "clock  = \"assigned\""));
    let compared = agree(&base, &published(&config), "clock:assigned");
    assert!(compared.scores > 20 && compared.moved > 0, "{compared:?}");
}
