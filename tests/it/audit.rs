//! `rapor audit`: how it ends, what it says, and that it stands any file.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::{Outcome, folder, rapor, write};

fn audit(table: &str, more: &[&str]) -> Outcome {
    let folder = folder();
    let path = folder.path().join("tabel.csv");
    write(&path, table);
    rapor(["audit", path.to_str().expect("a path")].into_iter().chain(more.iter().copied()))
}

const SHARES: &str = "Status;Jumlah;Persentase\nSelesai;414;70,70\nProses;133;22,66\nBelum;39;6,64\nTotal;586;100\n";

#[test]
fn a_wrong_table_ends_with_1_and_names_cell_and_true_value() {
    let outcome = audit(SHARES, &[]).expect_status(&[1]);
    for said in [
        "C  Persentase  persentase: Jumlah / Jumlah pada baris jumlah",
        "baris 5 (Total): jumlah baris 2 sampai 4",
        "baris 3, kolom C: Proses, Persentase\n    tercetak 22,66; seharusnya 22,70 %\n    133 / 586 = 22,6962 %",
        "3 temuan",
    ] {
        assert!(outcome.stdout.contains(said), "{said}\n{}", outcome.stdout);
    }
    assert!(outcome.stderr.is_empty());
    let outcome = audit(SHARES, &["--lang", "en"]).expect_status(&[1]);
    assert!(outcome.stdout.contains("printed 22,66; must be 22.70%"), "{}", outcome.stdout);
}

#[test]
fn a_right_table_ends_with_0() {
    let table = SHARES.replace("70,70", "70,65").replace("22,66", "22,70").replace("6,64", "6,66");
    let outcome = audit(&table, &[]).expect_status(&[0]);
    assert!(outcome.stdout.contains("0 temuan; 5 sel dihitung ulang"), "{}", outcome.stdout);
}

#[test]
fn findings_come_as_json() {
    let outcome = audit(SHARES, &["--json"]).expect_status(&[1]);
    let said: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(said["cells_checked"], 5);
    assert_eq!(said["columns"][2]["role"], "share");
    let first = &said["findings"][0];
    for (key, value) in
        [("fault", "share"), ("column", "C"), ("printed", "70,70"), ("true", "70.65"), ("row", "Selesai")]
    {
        assert_eq!(first[key], value, "{first}");
    }
    assert_eq!(first["line"], 2);
    let why = |more: &[&str]| {
        let outcome = audit(SHARES, more).expect_status(&[1]);
        let said: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        (said["findings"][0]["why"].clone(), said["findings"][0]["true"].clone())
    };
    let (told, asked) = (why(&["--json"]), why(&["--json", "--lang", "id"]));
    assert_eq!(told, why(&["--json", "--lang", "en"]));
    assert!(told.0 != asked.0 && told.1 == asked.1, "{told:?} and {asked:?}");
}

#[test]
fn a_person_states_what_the_table_does_not_tell() {
    let table = "Unit;awalan;isi;ukur\nX;10;7;69\nY;20;15;75\n";
    audit(table, &[]).expect_status(&[0]);
    let outcome = audit(table, &["--as", "ukur=share:isi/awalan"]).expect_status(&[1]);
    assert!(
        outcome.stdout.contains("seharusnya 70 %") && outcome.stdout.contains("(dinyatakan)"),
        "{}",
        outcome.stdout
    );
    let outcome = audit(table, &["--as", "ukur=teori"]).expect_status(&[2]);
    assert!(outcome.stderr.contains("per-day"), "{}", outcome.stderr);
    let outcome = audit(table, &["--as", "entah=share"]).expect_status(&[2]);
    assert!(outcome.stderr.contains("its columns are Unit; awalan"), "{}", outcome.stderr);
}

#[test]
fn the_league_table_of_the_sample_raises_nothing() {
    let published = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("reports/pemerintah-kota-contohsari-fiktif/2024-Q2/publik/league.csv");
    let outcome = rapor(["audit", published.to_str().expect("a path"), "--json"]).expect_status(&[0]);
    let said: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let checked = said["cells_checked"].as_u64().expect("a number");
    assert!(checked > 150, "{checked} cells are recomputed\n{}", outcome.stdout);
    let read = |header: &str| {
        let columns = said["columns"].as_array().expect("a list");
        let found = columns.iter().find(|c| c["header"] == header).expect("the column");
        found["read_as"].as_str().expect("words").to_owned()
    };
    for (rate, wanted) in [
        ("response_rate", "fraction: responded / "),
        ("on_time_rate", "fraction: responded_in_time / "),
        ("resolution_on_time_rate", "fraction: resolved_in_time / resolution_due"),
    ] {
        assert!(read(rate).starts_with(wanted), "{rate}: {}", read(rate));
    }
    assert!(read("rank").starts_with("rank by score, highest first, within group"), "{}", read("rank"));
    let stock = "stock at the end = backlog_opening + backlog_received + backlog_reopened − backlog_closed";
    assert!(read("backlog_closing").starts_with(stock), "{}", read("backlog_closing"));
}

#[test]
fn no_file_is_too_hostile() {
    let long = format!("SKPD;n\nA;{}\n", "9".repeat(2 << 20));
    let deep = format!("a;b\n{}\n", "\"".repeat(99_999));
    let cases: [(&str, &str, &[i32]); 14] = [
        ("empty", "", &[2]),
        ("blank", "\n;;\n\n", &[2]),
        ("one row", "SKPD;Jumlah\n", &[2]),
        ("binary", "\0\u{1}\u{2}\0\0\0\0;\0\0", &[2]),
        ("a workbook", "PK\u{3}\u{4}xx", &[2]),
        ("a page", "<!DOCTYPE html><table>", &[2]),
        ("JSON", "[{\"a\": 1}]", &[2]),
        ("too long a record", &long, &[2]),
        ("quotes", &deep, &[2]),
        ("no header", "1;2\n3;4\n", &[2]),
        ("ragged", "SKPD,Persen\nDinas,46,8\n", &[2]),
        ("headers twice", "SKPD;Jumlah;Jumlah\nA;1;1\nB;2;2\nTotal;3;3\n", &[0]),
        ("numbers without end", "SKPD;n\nA;99999999999999999999999999999\nB;1\nTotal;1\n", &[1]),
        ("gaps", ";;\nSKPD;;Jumlah\nA;;1\n;;\nB;;2\nTotal;;3\n", &[0]),
    ];
    for (name, table, status) in cases {
        let outcome = audit(table, &[]).expect_status(status);
        assert!(!outcome.stderr.contains("panicked"), "{name}: {}", outcome.stderr);
        if status == [2] {
            assert!(
                outcome.stderr.contains("error: ") && outcome.stderr.contains("tabel.csv"),
                "{name}: {}",
                outcome.stderr
            );
        }
    }
    rapor(["audit", "tidak-ada.csv"]).expect_status(&[2]);
}

#[test]
fn a_large_table_is_checked_and_a_larger_one_is_refused_by_a_limit() {
    let mut table = "Unit;Masuk;Selesai;% Selesai;Peringkat;Skor\n".to_owned();
    for n in 1..=100_000_u32 {
        writeln!(table, "Unit {n};200;{};{};{n};{}", n % 200, f64::from(n % 200) / 2.0, 200_000 - n).expect("text");
    }
    let table = table.replace('.', ",");
    let outcome = audit(&table, &["--json"]).expect_status(&[0]);
    let said: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(said["cells_checked"], 200_000);
    let outcome = audit(&table, &["--max-rows", "1000"]).expect_status(&[2]);
    assert!(outcome.stderr.contains("--max-rows"), "{}", outcome.stderr);
}

#[test]
fn names_that_look_like_persons_numbers_are_not_repeated() {
    let table = "Unit;a;b;Jumlah\n081234567890;1;2;4\nsiti@contoh.id;1;2;4\nX;1;2;3\nY;2;2;4\nZ;2;3;5\nW;2;3;5\n";
    let outcome = audit(table, &[]).expect_status(&[1]);
    assert!(!outcome.stdout.contains("0812") && !outcome.stdout.contains("siti"), "{}", outcome.stdout);
}
