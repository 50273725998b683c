//! Faults planted in a clean export at stated rates are found as things to check; the clean export raises no flag.
//!
//! Each of eight faults is planted at 40, 20, 5 and 2 % into exports from several seeds. *Recall* is the share of planted
//! exports in which the rule of the fault is raised, *precision* the share of raised rules that were planted. What the
//! last measurement gave stands beside each minimum.

mod made;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{folder, quarter_folder, rapor, read_table, write};
use made::{Export, FAULTS, Fault};

/// The rules of patterns.
const CODES: [&str; 8] = ["DQ039", "DQ040", "DQ041", "DQ042", "DQ043", "DQ044", "DQ045", "DQ046"];

const CONFIG: &str = r#"[unit]
name  = "Pemerintah Kota Uji"
level = "kota"
zone  = "WIB"

[period]
quarters = ["2024-Q2"]
as-of    = 2024-07-20

[[source]]
files   = "aduan.csv"
profile = "cases"

[reference]
skpd = "skpd.csv"

[[deadline]]
step   = "response"
class  = "*"
limit  = "24h"
source = "contoh"

[gates]
rejected-rows = 1.0
"#;

/// Puts an export with its configuration and register into a folder.
fn put(home: &TempDir, export: &Export) {
    write(&home.path().join("rapor.toml"), CONFIG);
    write(&home.path().join("skpd.csv"), made::REGISTER);
    write(&home.path().join("aduan.csv"), &export.text());
}

/// The findings of patterns that `rapor check` tells of an export, by rule.
fn found(export: &Export) -> BTreeMap<String, Vec<Value>> {
    let home = folder();
    put(&home, export);
    let config = home.path().join("rapor.toml").into_os_string();
    let said = rapor(["check".into(), config, "--json".into()]).expect_status(&[0, 1]).stdout;
    let said: Value = serde_json::from_str(&said).expect("JSON");
    // Dates that were exchanged may lie before their receipt, or name no day; nothing else may be kept aside.
    let [read, accepted] = ["read", "accepted"].map(|n| said["files"][0][n].as_u64().unwrap_or_default());
    assert!(accepted >= read * 3 / 4 && read > 1_500, "{accepted} of {read} rows");
    let mut by_rule: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for finding in said["findings"].as_array().expect("findings") {
        let code = finding["rule"].as_str().unwrap_or_default();
        if CODES.contains(&code) {
            by_rule.entry(code.to_owned()).or_default().push(finding.clone());
        }
    }
    by_rule
}

/// How often a fault that was planted was found, and how many other rules were raised.
#[derive(Debug, Default)]
struct Tally {
    planted: usize,
    hit: usize,
    /// Rules raised that were not planted, each after the one that was.
    beside: Vec<(&'static str, String)>,
    missed: BTreeSet<&'static str>,
}

impl Tally {
    fn recall(&self) -> f64 {
        self.hit as f64 / self.planted as f64
    }

    fn precision(&self) -> f64 {
        self.hit as f64 / (self.hit + self.beside.len()).max(1) as f64
    }
}

/// Plants every fault at this rate into an export of each seed.
fn plant(percent: u64, seeds: std::ops::Range<u64>) -> Tally {
    let mut tally = Tally::default();
    for (code, fault) in FAULTS {
        for seed in seeds.clone() {
            let mut export = Export::clean(seed);
            export.plant(fault, percent);
            let raised = found(&export);
            tally.planted += 1;
            let beside = raised.keys().filter(|rule| rule.as_str() != code);
            tally.beside.extend(beside.map(|rule| (code, format!("{:?}", raised[rule]))));
            if raised.contains_key(code) {
                tally.hit += 1;
            } else {
                tally.missed.insert(code);
            }
        }
    }
    eprintln!("{percent} %: recall {:.2}, precision {:.2}, {tally:?}", tally.recall(), tally.precision());
    tally
}

#[test]
fn a_clean_export_raises_no_flag() {
    for seed in 0..8 {
        let raised = found(&Export::clean(seed));
        assert!(raised.is_empty(), "seed {seed}: {raised:?}");
    }
}

#[test]
fn at_forty_percent_every_fault_is_found() {
    let tally = plant(40, 10..13);
    assert!(tally.recall() >= 1.0 && tally.precision() >= 1.0, "{tally:?}");
}

#[test]
fn at_twenty_percent_most_faults_are_found() {
    let tally = plant(20, 20..23);
    assert!(tally.recall() >= 0.8 && tally.precision() >= 1.0, "{tally:?}");
}

#[test]
fn at_five_and_two_percent_little_is_found_and_nothing_wrongly() {
    for percent in [5, 2] {
        let tally = plant(percent, 30..32);
        assert!(tally.hit > 0 && tally.beside.is_empty(), "{tally:?}");
    }
}

#[test]
fn what_is_told_names_the_unit_the_day_and_how_many_of_how_many() {
    let mut export = Export::clean(1);
    export.plant(Fault::BulkClosing, 40);
    let raised = found(&export);
    let told: Vec<&str> = raised["DQ042"].iter().filter_map(|f| f["subject"].as_str()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("Dinas Bina Marga, 2024-06-28: "), "{told:?}");
    let (seen, of) = told[0].rsplit(' ').next().and_then(|t| t.split_once('/')).expect("seen/of");
    let share = seen.parse::<f64>().expect("a count") / of.parse::<f64>().expect("a count");
    assert!((0.3..0.6).contains(&share), "{told:?}");
}

#[test]
fn a_pattern_is_told_inside_with_its_figures_and_changes_no_figure() {
    let published = |fault: Option<Fault>| {
        let home = folder();
        let mut export = Export::clean(2);
        fault.iter().for_each(|f| export.plant(*f, 40));
        put(&home, &export);
        let out = home.path().join("out");
        let words = ["run".as_ref(), home.path().join("rapor.toml").as_os_str(), "--out".as_ref(), out.as_os_str()]
            .map(std::ffi::OsStr::to_owned);
        rapor(words.into_iter().chain(["--lang", "en", "--only", "csv,html"].map(Into::into))).expect_status(&[0, 1]);
        let quarter = quarter_folder(&out, "Pemerintah Kota Uji", "2024-Q2");
        (home, quarter)
    };
    let (_clean, without) = published(None);
    let (_planted, with) = published(Some(Fault::SameReply));
    assert!(!without.join("internal/pola.csv").exists());
    let told = read_table(&with.join("internal/pola.csv")).rows;
    assert_eq!(told.len(), 1);
    let row = &told[0];
    assert_eq!(["rule", "skpd_id", "quarter", "day"].map(|c| row[c].as_str()), ["DQ046", "B", "2024-Q2", ""]);
    let [seen, of, expected] = ["seen", "of", "expected"].map(|c| row[c].parse::<f64>().expect("a number"));
    assert!(seen >= 0.3 * of && (expected - 0.05 * of).abs() < 1e-9, "{row:?}");
    let found = read_table(&with.join("internal/temuan.csv")).rows;
    let found: Vec<_> = found.iter().filter(|row| row["rule"] == "DQ046").map(|row| row["subject"].as_str()).collect();
    assert_eq!(found, [format!("Dinas Bina Marga, {seen}/{of}")]);
    let page = std::fs::read_to_string(with.join("internal/mutu-data.en.html")).expect("the page");
    for part in ["Things to check", "One reply for many complaints", "nothing here is an accusation"] {
        assert!(page.contains(part), "{part}");
    }
    for table in ["publik/league.csv", "publik/league-instansi.csv", "publik/riwayat.csv"] {
        let read = |home: &std::path::Path| std::fs::read(home.join(table)).expect("the table");
        assert_eq!(read(&without), read(&with), "{table}");
    }
}
