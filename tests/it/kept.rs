//! What is kept between runs: an unchanged file is not read again, and no figure depends on that.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use crate::determinism::tree;
use crate::oracle::random::Dice;
use crate::support::rapor;
use crate::trial::{CONFIG, Trial};

const MONTHS: [&str; 6] = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"];
const UNITS: [&str; 4] = ["Dinas Kesehatan", "Dinas Perhubungan", "DINAS  KESEHATAN", "Dinas Perhubugnan"];

/// A month's complaints. Few texts, reporters and districts, so that equal ones stand in several files.
fn month(dice: &mut Dice, month: &str, rows: usize) -> String {
    let mut text =
        "complaint_id,received_at,first_response_at,skpd,status,category,district,reporter,title,text\n".to_owned();
    for row in 0..rows {
        let day = 1 + dice.below(28);
        let responded =
            if dice.chance(70) { format!("{month}-{day:02} {:02}:30:00", 9 + dice.below(14)) } else { String::new() };
        let status = if responded.is_empty() { "received" } else { "in-progress" };
        let unit = UNITS[dice.below(UNITS.len())];
        let category = ["Jalan", "Lampu", "Sampah", "Taman"][dice.below(4)];
        let _ = writeln!(
            text,
            "{month}/{row},{month}-{day:02} 08:00:00,{responded},{unit},{status},{category},Kecamatan {},Pelapor {},Laporan,Lampu jalan padam di ruas nomor {}",
            dice.below(2),
            dice.below(3),
            dice.below(9),
        );
    }
    text
}

/// A government that has a file a month, without any yet.
fn monthly() -> Trial {
    let trial = Trial::new("");
    trial.config(&CONFIG.replace("aduan.csv", "bulan-*.csv"));
    trial
}

/// Publishes, and tells how many files there were and how many were read.
#[track_caller]
fn publish(trial: &Trial) -> (u64, u64) {
    let said = trial.run(&["--only", "csv", "--json"]).expect_status(&[0]).stdout;
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let number = |key: &str| said[key].as_u64().expect("a number");
    (number("files"), number("files_read"))
}

/// The published quarter of this trial, and what a run that never kept anything publishes.
#[track_caller]
fn warm_and_cold(trial: &Trial) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, Vec<u8>>) {
    let cold = crate::support::folder();
    let (config, out) = (trial.path("rapor.toml"), cold.path().join("dingin"));
    rapor(["run".as_ref(), config.as_os_str(), "--out".as_ref(), out.as_os_str(), "--only".as_ref(), "csv".as_ref()])
        .expect_status(&[0]);
    (tree(&trial.quarter()), tree(&crate::support::quarter_folder(&out, "Pemerintah Kota Uji", "2024-Q2")))
}

#[track_caller]
fn agree(trial: &Trial, what: &str) {
    let (warm, cold) = warm_and_cold(trial);
    assert!(warm.len() > 8, "there is a report: {:?}", warm.keys());
    for (name, bytes) in &cold {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(warm.get(name).map(|b| text(b)), Some(text(bytes)), "{what}: {name}");
    }
    assert_eq!(warm.len(), cold.len(), "{what}");
}

#[test]
fn an_unchanged_file_is_not_read_again_and_a_new_one_only_with_those_of_its_days() {
    let mut dice = Dice::new(1);
    let trial = monthly();
    for name in &MONTHS[..5] {
        trial.put(&format!("bulan-{name}.csv"), month(&mut dice, name, 60));
    }
    trial.put("bulan-2023.csv", month(&mut dice, "2023-06", 60));
    assert_eq!(publish(&trial), (6, 6));
    assert_eq!(publish(&trial), (6, 0), "nothing changed");
    trial.put("bulan-2024-06.csv", month(&mut dice, "2024-06", 60));
    // June meets April to July, and thirty days around: of the others April and May and, from 2 March on, March.
    assert_eq!(publish(&trial), (7, 4), "June is new; March, April and May may tell the same");
    agree(&trial, "a new month");
    let changed = month(&mut dice, "2023-06", 61);
    trial.put("bulan-2023.csv", changed);
    assert_eq!(publish(&trial), (7, 1), "no other file is of those days");
    agree(&trial, "a changed year");
    fs::remove_file(trial.path("bulan-2024-04.csv")).expect("withdrawn");
    assert_eq!(publish(&trial), (6, 0));
    agree(&trial, "a withdrawn month");
}

#[test]
fn what_a_file_depends_on_is_more_than_its_bytes() {
    let mut dice = Dice::new(2);
    let trial = monthly();
    for name in &MONTHS[3..] {
        trial.put(&format!("bulan-{name}.csv"), month(&mut dice, name, 40));
    }
    publish(&trial);
    trial.put("skpd.csv", format!("{}D3,Dinas Perhubugnan,dinas,,,,,\n", crate::trial::REGISTER));
    assert_eq!(publish(&trial), (3, 3), "the register");
    agree(&trial, "another register");
    trial.edit("zone  = \"WIB\"", "zone  = \"WIT\"");
    assert_eq!(publish(&trial), (3, 3), "the clock");
    agree(&trial, "another clock");
    trial.edit("limit  = \"24h\"", "limit  = \"48h\"");
    assert_eq!(publish(&trial), (3, 0), "a limit is none of its business");
    agree(&trial, "another limit");
}

#[test]
fn whatever_comes_and_goes_the_figures_are_those_of_a_first_run() {
    for seed in 0..6 {
        let mut dice = Dice::new(100 + seed);
        let trial = monthly();
        trial.put("bulan-2024-05.csv", month(&mut dice, "2024-05", 30));
        for step in 0..6 {
            for _ in 0..=dice.below(2) {
                let name = MONTHS[dice.below(MONTHS.len())];
                let path = format!("bulan-{name}.csv");
                if dice.chance(25) && name != "2024-05" {
                    let _ = fs::remove_file(trial.path(&path));
                } else {
                    let rows = 5 + dice.below(40);
                    trial.put(&path, month(&mut dice, name, rows));
                }
            }
            publish(&trial);
            agree(&trial, &format!("seed {seed}, step {step}"));
        }
    }
}

#[test]
fn a_second_run_at_once_says_so_and_stops() {
    let mut dice = Dice::new(3);
    let trial = monthly();
    trial.put("bulan-2024-05.csv", month(&mut dice, "2024-05", 30));
    publish(&trial);
    let lock = trial.out().join("pemerintah-kota-uji/.simpanan/kunci");
    let held = fs::File::open(&lock).expect("the lock");
    held.lock().expect("locked");
    let said = trial.run(&["--only", "csv"]).expect_status(&[2]).stderr;
    assert!(said.contains("another run uses the same folder of reports"), "{said}");
    drop(held);
    assert_eq!(publish(&trial), (1, 0));
}

#[test]
fn what_is_kept_may_be_damaged_or_gone() {
    let mut dice = Dice::new(4);
    let trial = monthly();
    for name in &MONTHS[3..] {
        trial.put(&format!("bulan-{name}.csv"), month(&mut dice, name, 40));
    }
    publish(&trial);
    let home = trial.out().join("pemerintah-kota-uji/.simpanan");
    for (name, bytes) in tree(&home) {
        if name != "kunci" && name != "daftar" {
            fs::write(home.join(name), &bytes[..bytes.len() / 2]).expect("damaged");
        }
    }
    assert_eq!(publish(&trial), (3, 3));
    agree(&trial, "half of each piece");
    fs::remove_dir_all(&home).expect("gone");
    assert_eq!(publish(&trial), (3, 3));
    assert_eq!(publish(&trial), (3, 0));
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_what_is_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut dice = Dice::new(5);
    let trial = monthly();
    trial.put("bulan-2024-05.csv", month(&mut dice, "2024-05", 30));
    publish(&trial);
    let home = trial.out().join("pemerintah-kota-uji/.simpanan");
    assert_eq!(fs::metadata(&home).expect("the shelf").permissions().mode() & 0o777, 0o700);
    for (name, bytes) in tree(&home) {
        let text = String::from_utf8_lossy(&bytes);
        for person in ["Pelapor 0", "Kecamatan", "Lampu jalan", "Laporan"] {
            assert!(!text.contains(person), "{name} holds '{person}'");
        }
    }
}
