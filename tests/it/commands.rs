//! Each command as a person types it: what it writes, what it says, how it ends.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::determinism::tree;
use crate::support::{Outcome, Table, folder, quarter_folder, rapor, read_table};
use crate::trial::{Trial, good_and};

const CITY: &str = "Pemerintah Kota Contohsari (fiktif)";

/// Runs the program with words and a path or two among them.
fn with(words: &[&str], paths: &[(&str, &Path)]) -> Outcome {
    let named = paths.iter().flat_map(|(flag, path)| {
        let flag = Some(*flag).filter(|f| !f.is_empty()).map(OsString::from);
        flag.into_iter().chain([path.as_os_str().to_owned()])
    });
    rapor(words.iter().map(OsString::from).chain(named))
}

/// Writes a sample and returns its folder.
fn sample(layout: &str, rows: &str, home: &Path) -> PathBuf {
    let out = home.join(layout);
    let outcome = with(&["sample", "--layout", layout, "--rows", rows], &[("--out", &out)]).expect_status(&[0]);
    assert!(
        outcome.stdout.contains("rapor.toml") && outcome.stdout.contains("berikutnya: rapor run "),
        "{}",
        outcome.stdout
    );
    assert_eq!(outcome.stderr, "");
    out
}

/// Runs on a sample; the folder of a quarter comes back with what was said.
fn run(sample: &Path, quarter: &str, status: i32) -> (Outcome, PathBuf) {
    let out = sample.join("laporan");
    let config = sample.join("rapor.toml");
    let outcome = with(&["run", "--quarter", quarter, "--json"], &[("", &config), ("--out", &out)]);
    let outcome = outcome.expect_status(&[status]);
    let unit = std::fs::read_dir(&out).expect("the output").next().expect("a government").expect("an entry").path();
    (outcome, unit.join(quarter))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("no JSON: {error}\n{text}"))
}

/// The sum of a column of counts.
#[track_caller]
fn sum(table: &Table, column: &str) -> u64 {
    table.rows.iter().map(|r| r[column].parse::<u64>().unwrap_or_default()).sum()
}

#[test]
fn init_writes_a_configuration_that_parses_and_overwrites_nothing() {
    let home = folder();
    let place = home.path().join("baru");
    let outcome = with(&["init"], &[("", &place)]).expect_status(&[0]);
    assert!(outcome.stdout.contains("rapor.toml") && outcome.stdout.contains("kanal.toml"), "{}", outcome.stdout);
    let written = tree(&place);
    assert_eq!(written.keys().collect::<Vec<_>>(), ["kanal.toml", "rapor.toml"]);

    let config = rapor::config::Config::read(&place.join("rapor.toml")).expect("the configuration parses");
    assert!(!config.sources.is_empty() && !config.deadlines.is_empty() && !config.score.is_empty());
    let kanal = std::fs::read_to_string(place.join("kanal.toml")).expect("the profile");
    rapor::config::Profile::parse(&kanal, "kanal.toml").expect("the profile parses");

    let again = with(&["init"], &[("", &place)]).expect_status(&[2]);
    assert!(again.stderr.contains("error: a file of this name is there already"), "{}", again.stderr);
    assert!(again.stderr.contains("nothing was written"), "{}", again.stderr);
    assert_eq!(tree(&place), written, "the files are as they were");
}

#[test]
fn sample_overwrites_nothing() {
    let home = folder();
    let place = sample("cases", "50", home.path());
    let written = tree(&place);
    let again = with(&["sample", "--layout", "cases", "--rows", "60"], &[("--out", &place)]).expect_status(&[2]);
    assert!(again.stderr.contains("is there already"), "{}", again.stderr);
    assert_eq!(tree(&place), written);
}

#[test]
fn the_same_seed_writes_the_same_bytes_and_another_seed_others() {
    let home = folder();
    let made = |name: &str, seed: &str| {
        let out = home.path().join(name);
        with(&["sample", "--layout", "events", "--rows", "200", "--seed", seed, "--quiet"], &[("--out", &out)])
            .expect_status(&[0]);
        tree(&out)
    };
    assert_eq!(made("a", "7"), made("b", "7"));
    assert_ne!(made("c", "7"), made("d", "8"));
}

#[test]
fn a_sample_of_cases_or_events_is_ranked_and_ends_with_0() {
    for layout in ["cases", "events"] {
        let home = folder();
        let place = sample(layout, "3000", home.path());
        let (outcome, quarter) = run(&place, "2024-Q2", 0);
        let said = json(&outcome.stdout);
        assert_eq!(said["reports"][0]["quarter"], "2024-Q2", "{layout}");
        assert_eq!(said["reports"][0]["shortfalls"], Value::Array(Vec::new()), "{layout}");
        let league = read_table(&quarter.join("publik/league.csv"));
        let ranked = league.rows.iter().filter(|r| !r["rank"].is_empty()).count();
        assert!(ranked >= 5, "{layout}: {ranked} ranked units");
        assert_eq!(said["reports"][0]["ranked"], ranked, "{layout}");
        assert!(league.rows.iter().all(|r| r["rank"].is_empty() == (r["verdict"] != "ranked")), "{layout}");
        assert!(sum(&league, "unanswered_overdue") > 0, "{layout}: somebody was never answered");
    }
}

#[test]
fn the_national_summary_refuses_response_times_by_name_and_publishes_the_rest() {
    let home = folder();
    let place = sample("sp4n", "3000", home.path());
    let (outcome, quarter) = run(&place, "2024-Q2", 1);
    let report = json(&outcome.stdout)["reports"][0].clone();
    assert_eq!(report["ranked"], 0);
    let notes: Vec<&str> = report["notes"].as_array().expect("notes").iter().filter_map(Value::as_str).collect();
    assert!(notes.contains(&"response_times_refused"), "{notes:?}");
    assert!(!report["shortfalls"].as_array().expect("shortfalls").is_empty(), "what ended the run with 1 is named");

    let league = read_table(&quarter.join("publik/league.csv"));
    for row in &league.rows {
        let timed = if row["responded"] == "0" { "rank" } else { "on_time_rate" };
        for column in [
            "rank",
            timed,
            "mean_response_hours",
            "median_response_hours",
            "p90_response_hours",
            "mean_response_workdays",
        ] {
            assert_eq!(row[column], "", "{} {column}", row["skpd"]);
        }
        assert_ne!(row["verdict"], "ranked", "{}", row["skpd"]);
    }
    for column in [
        "received",
        "responded",
        "open",
        "closed_by_system",
        "closed_by_reporter",
        "closed_by_admin",
        "backlog_closing",
    ] {
        assert!(sum(&league, column) > 0, "{column} can be said and is");
    }
    assert!(league.rows.iter().any(|r| !r["oldest_open_days"].is_empty()), "the age of open complaints is there");
    let page = std::fs::read_to_string(quarter.join("publik/laporan.html")).expect("the page");
    assert!(page.to_lowercase().contains("waktu respons"), "the page says what is refused");
}

#[test]
fn check_prints_what_became_of_every_row_and_publishes_nothing() {
    let trial = Trial::new(good_and(&["X1,kemarin,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks"]));
    let config = trial.path("rapor.toml");
    let before = tree(trial.path("").as_path());
    let outcome = with(&["check"], &[("", &config)]).expect_status(&[0]);
    let line = outcome.stdout.lines().find(|l| l.contains("aduan.csv  ")).expect("a line for the file");
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["aduan.csv", "cases", "5", "4", "1", "0"]);
    assert!(
        outcome.stdout.contains("DQ002") && outcome.stdout.contains("aduan.csv:6 (received-at)"),
        "{}",
        outcome.stdout
    );
    assert_eq!(outcome.stderr, "");
    assert_eq!(tree(trial.path("").as_path()), before, "check writes nothing");

    trial.edit("rejected-rows = 1.0", "rejected-rows = 0.1");
    let outcome = with(&["check", "--json"], &[("", &config)]).expect_status(&[1]);
    let said = json(&outcome.stdout);
    assert_eq!(said["files"][0]["read"], 5);
    assert_eq!(said["files"][0]["rejected"], 1);
    assert_eq!(said["findings"][0]["rule"], "DQ002");
    assert_eq!(said["findings"][0]["row"], 6);
    assert!(!said["shortfalls"].as_array().expect("shortfalls").is_empty());
}

#[test]
fn check_and_run_speak_of_the_same_quarter() {
    let trial = Trial::new(good_and(&[]));
    let outcome = with(&["check"], &[("", &trial.path("rapor.toml"))]).expect_status(&[0]);
    assert!(!outcome.stdout.contains("Triwulan III"), "the configured quarter is II:\n{}", outcome.stdout);
}

#[test]
fn quiet_says_nothing_and_json_is_one_object() {
    let trial = Trial::new(good_and(&[]));
    let config = trial.path("rapor.toml");
    for command in ["run", "check"] {
        let out = trial.out();
        let flag: &[(&str, &Path)] =
            if command == "run" { &[("", &config), ("--out", &out)] } else { &[("", &config)] };
        let quiet = with(&[command, "--quiet"], flag).expect_status(&[0]);
        assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""), "{command}");
        let spoken = with(&[command, "--json"], flag).expect_status(&[0]);
        assert_eq!(spoken.stdout.trim().lines().count(), 1, "{command}");
        assert!(json(&spoken.stdout).is_object(), "{command}");
        assert_eq!(spoken.stderr, "", "{command}");
    }
    let home = folder();
    let quiet = with(&["init", "--quiet"], &[("", &home.path().join("a"))]).expect_status(&[0]);
    assert_eq!(quiet.stdout, "");
    let spoken = with(&["init", "--json"], &[("", &home.path().join("b"))]).expect_status(&[0]);
    assert!(json(&spoken.stdout).is_object());
}

#[test]
fn help_and_version_go_to_standard_output() {
    for words in [&["--help"][..], &["run", "--help"], &["check", "--help"], &["sample", "--help"], &["init", "--help"]]
    {
        let outcome = rapor(words).expect_status(&[0]);
        assert!(outcome.stdout.contains("Usage: rapor"), "{words:?}: {}", outcome.stdout);
        assert_eq!(outcome.stderr, "", "{words:?}");
    }
    let outcome = rapor(["--version"]).expect_status(&[0]);
    assert_eq!(outcome.stdout.trim(), format!("rapor {}", env!("CARGO_PKG_VERSION")));
}

#[test]
fn usage_errors_end_with_2() {
    let wrong: [&[&str]; 9] = [
        &[],
        &["walk"],
        &["run", "--colour"],
        &["run", "--quarter", "2024-Q7"],
        &["run", "--as-of", "kemarin"],
        &["run", "--lang", "fr"],
        &["sample", "--layout", "cases"],
        &["sample", "--layout", "poetry", "--out", "x"],
        &["sample", "--layout", "cases", "--rows", "-3", "--out", "x"],
    ];
    for words in wrong {
        let outcome = rapor(words).expect_status(&[2]);
        assert_eq!(outcome.stdout, "", "{words:?}");
        assert!(!outcome.stderr.is_empty(), "{words:?}");
    }
}

#[test]
fn the_committed_sample_is_what_the_program_writes_now() {
    let home = folder();
    let place = home.path().join("kota");
    with(&["sample", "--layout", "city", "--seed", "2024", "--quiet"], &[("--out", &place)]).expect_status(&[0]);
    let (made, committed) = (tree(&place), tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample")));
    assert_eq!(made.keys().collect::<Vec<_>>(), committed.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = made.keys().filter(|name| made[*name] != committed[*name]).collect();
    assert!(differing.is_empty(), "write data/sample anew: {differing:?}");
}

#[test]
fn the_sample_run_has_something_to_announce() {
    let home = folder();
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
    let outcome = with(&["run"], &[("", &config), ("--out", home.path())]).expect_status(&[0]);
    assert!(outcome.stdout.contains("Pemerintah Kota Contohsari (fiktif) 2024-Q2 → "), "{}", outcome.stdout);
    assert_eq!(outcome.stderr, "", "no progress where nobody watches");
    let quarter = quarter_folder(home.path(), CITY, "2024-Q2");
    let city = read_table(&quarter.join("publik/league-instansi.csv"));
    assert_eq!(city.rows.len(), 1);
    let row = &city.rows[0];
    assert_eq!(
        (row["received_ytd"].as_str(), row["volume_target"].as_str(), row["skpd"].as_str()),
        ("1367", "2920", "")
    );
    let attainment: f64 = row["volume_attainment"].parse().expect("a number");
    assert!((attainment - 1367.0 / 2920.0).abs() < 1e-12);

    let league = read_table(&quarter.join("publik/league.csv"));
    let silent: Vec<&str> = league
        .rows
        .iter()
        .filter(|r| r["unanswered_overdue"].parse::<u64>().is_ok_and(|n| n > 0))
        .map(|r| r["skpd"].as_str())
        .collect();
    assert!(silent.len() >= 3, "{silent:?}");
    let waiting = read_table(&quarter.join("internal/belum-direspons.csv"));
    assert!(silent.iter().all(|unit| waiting.rows.iter().any(|r| r["skpd"] == *unit)), "each is on the work list");
    let page = std::fs::read_to_string(quarter.join("publik/laporan.html")).expect("the page");
    for unit in silent.iter().filter(|u| !u.starts_with('(')) {
        assert!(page.contains(unit), "{unit} is named on the page");
    }
    assert_eq!(sum(&league, "received").to_string(), row["received"], "the units add up to the city");
    let history = read_table(&quarter.join("publik/riwayat.csv"));
    let quarters: std::collections::BTreeSet<&str> = history.rows.iter().map(|r| r["period"].as_str()).collect();
    assert_eq!(quarters.into_iter().collect::<Vec<_>>(), ["2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"]);
}

#[test]
fn the_internal_part_is_closed_to_others() {
    let trial = Trial::new(good_and(&[]));
    trial.publish();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(trial.quarter().join("internal")).expect("the folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
    assert!(trial.quarter().join("internal/JANGAN-DIBAGIKAN.txt").is_file());
    let left: Vec<_> =
        std::fs::read_dir(trial.out()).expect("the output").map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(left, ["pemerintah-kota-uji"], "no working folder stays behind");
}

#[test]
fn an_older_report_is_kept_in_the_archive() {
    let trial = Trial::new(good_and(&[]));
    trial.publish();
    let first = tree(&trial.quarter());
    trial
        .put("aduan.csv", good_and(&["N1,2024-05-05 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks"]));
    let outcome = trial.publish();
    assert!(outcome.stdout.contains("laporan lama dipindahkan ke "), "{}", outcome.stdout);
    let archive = trial.out().join("pemerintah-kota-uji/arsip");
    let kept: Vec<PathBuf> =
        std::fs::read_dir(&archive).expect("the archive").map(|e| e.expect("an entry").path()).collect();
    assert_eq!(kept.len(), 1);
    let name = kept[0].file_name().expect("a name").to_string_lossy().into_owned();
    assert!(name.starts_with("2024-Q2_2024-07-05_"), "{name}");
    assert_eq!(tree(&kept[0]), first, "what was announced stays");
}

#[test]
fn english_documents_have_their_own_name() {
    let trial = Trial::new(good_and(&[]));
    trial.run(&["--lang", "en", "--only", "html"]).expect_status(&[0]);
    assert!(trial.quarter().join("publik/laporan.en.html").is_file());
    assert!(!trial.quarter().join("publik/laporan.html").exists());
    let page = String::from_utf8(trial.bytes("publik/laporan.en.html")).expect("text");
    assert!(page.contains("lang=\"en\"") && page.contains("Quarter") && page.contains("2024"), "an English page");
    assert!(!page.contains("Triwulan"), "no Indonesian heading");
}

#[test]
fn only_the_formats_asked_for_are_written() {
    let ending = |only: &str| {
        let trial = Trial::new(good_and(&[]));
        trial.run(&["--only", only]).expect_status(&[0]);
        let endings: std::collections::BTreeSet<String> =
            tree(&trial.quarter()).keys().filter_map(|n| n.rsplit('.').next().map(str::to_owned)).collect();
        endings.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ending("csv"), "csv json txt");
    assert_eq!(ending("xlsx"), "csv json txt xlsx");
    assert_eq!(ending("html"), "csv html json txt");
    assert_eq!(ending("charts"), "csv json png svg txt");
}

#[test]
fn the_quarter_kept_under_reports_is_what_the_program_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = folder();
    with(&["run"], &[("", &root.join("data/sample/rapor.toml")), ("--out", out.path())]).expect_status(&[0]);
    let written = tree(&quarter_folder(out.path(), CITY, "2024-Q2"));
    let kept = tree(&quarter_folder(&root.join("reports"), CITY, "2024-Q2"));
    let names = |tree: &std::collections::BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&written), names(&kept));
    let differing: Vec<_> =
        written.iter().filter(|(name, bytes)| kept.get(*name) != Some(bytes)).map(|(n, _)| n).collect();
    assert!(differing.is_empty(), "run `cargo run --release -- run data/sample/rapor.toml` and commit: {differing:?}");
}

/// Whatever quarters are asked for, and whether as-of is stated or not: `check` is where a person learns why.
#[test]
fn check_tells_what_it_found_where_every_row_is_held_back() {
    let text =
        "complaint_id,received_at,skpd,status\nA1,kemarin,Dinas Kesehatan,received\nA2,lusa,Dinas Kesehatan,received\n";
    for (quarters, as_of) in [("\"all\"", true), ("\"latest\"", false), ("[\"2024-Q2\"]", true)] {
        let trial = Trial::new(text);
        trial.edit("[\"2024-Q2\"]", quarters);
        if !as_of {
            trial.edit("as-of    = 2024-07-05\n", "");
        }
        let check = |more: &[&str]| {
            let config = trial.path("rapor.toml").into_os_string();
            rapor(["check".into(), config].into_iter().chain(more.iter().map(OsString::from))).expect_status(&[1])
        };
        let spoken = check(&[]).stdout;
        for word in ["aduan.csv", "DQ002", "Tidak satu baris pun dapat dipakai"] {
            assert!(spoken.contains(word), "{quarters}: {word} is not in\n{spoken}");
        }
        let said = json(&check(&["--json"]).stdout);
        assert_eq!((&said["files"][0]["read"], &said["files"][0]["rejected"]), (&Value::from(2), &Value::from(2)));
        assert_eq!((&said["findings"][0]["rule"], &said["findings"][0]["rows"]), (&"DQ002".into(), &Value::from(2)));
        assert_eq!(said["shortfalls"], Value::from(vec!["rejected_rows"]));
        assert_eq!(check(&["--quiet"]).stdout, "");
        let refused = trial.refused();
        assert!(refused.contains("no row of any file could be used") && refused.contains("rapor check"), "{refused}");
    }
}

#[test]
fn a_run_speaks_the_language_of_its_documents() {
    let trial = crate::trial::Trial::new(crate::trial::delimited(&crate::trial::GOOD, b','));
    let told = |language: &str| trial.run(&["--only", "csv", "--lang", language]).expect_status(&[0]).stdout;
    let (indonesian, english) = (told("id"), told("en"));
    assert!(indonesian.contains(" aduan masuk, ") && indonesian.contains(" unit berperingkat; "), "{indonesian}");
    assert!(english.contains(" complaints received, ") && english.contains(" units ranked; "), "{english}");
    assert!(!english.contains("aduan") && !english.contains("berkas"), "{english}");
}
