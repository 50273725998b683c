//! Names of units: found by the register, else told with what looks like them, and decided by a person.

use std::fs;

use rapor::reference::Register;

use crate::support::{Outcome, rapor, read_table, shared_data};
use crate::trial::{GOOD, Trial, delimited, good_and, holds_none, says_none};

/// The good rows and so many more, each with this in the unit's column.
fn with_units(names: &[&str]) -> String {
    let ids: Vec<String> = (1..=names.len()).map(|n| format!("N{n}")).collect();
    let more = ids.iter().zip(names).map(|(id, name)| {
        let mut row = GOOD[3];
        (row[0], row[4], row[12]) = (id, name, "");
        row
    });
    delimited(&GOOD.into_iter().chain(more).collect::<Vec<_>>(), b',')
}

fn check(trial: &Trial, more: &[&str]) -> Outcome {
    let config = trial.path("rapor.toml");
    let words = ["check".as_ref(), config.as_os_str()].into_iter().chain(more.iter().map(|w| w.as_ref()));
    rapor(words)
}

/// The sheet as rows of `alias|skpd_id|suggestions`.
fn sheet(trial: &Trial, name: &str) -> Vec<String> {
    let rows = read_table(&trial.path(name)).rows;
    rows.iter().map(|r| format!("{}|{}|{}", r["alias"], r["skpd_id"], r["suggestions"])).collect()
}

const PERSON: &str = "Raden Kartolo Uji";

#[test]
fn a_check_writes_a_sheet_of_unknown_names_that_becomes_the_list_of_aliases_once_filled_in() {
    let names = ["Dishub", "Dishub", "Dishub", "Dishub", "Dishub", "Dinas Kesehatn", PERSON];
    let trial = Trial::new(with_units(&names));
    let said = check(&trial, &[]).expect_status(&[0]);
    assert!(said.stdout.contains("nama yang belum dikenal ada di"), "{}", said.stdout);
    says_none(&said, &[PERSON]);
    assert_eq!(
        sheet(&trial, "alias-isian.csv"),
        ["Dishub||D2 = Dinas Perhubungan", "Dinas Kesehatn||D1 = Dinas Kesehatan"]
    );
    // A second check of the same data leaves it as it is.
    let before = fs::read(trial.path("alias-isian.csv")).expect("the sheet");
    check(&trial, &["--quiet"]).expect_status(&[0]);
    assert_eq!(fs::read(trial.path("alias-isian.csv")).expect("the sheet"), before);
    // Half filled in it is a list of aliases already; what is left open is told and stands for nothing.
    let text = String::from_utf8(before).expect("text").replace("Dishub,,", "Dishub,D2,");
    trial.put("alias-isian.csv", &text);
    trial.put("alias.csv", &text);
    trial.edit("skpd = \"skpd.csv\"\n", "skpd = \"skpd.csv\"\naliases = \"alias.csv\"\n");
    trial.publish();
    assert_eq!(trial.findings("DQ062"), ["alias.csv:3 skpd_id x1"]);
    assert_eq!(trial.findings("DQ015"), [":  x1 Dinas Kesehatn — mirip: Dinas Kesehatan", "aduan.csv:12  x1"]);
    let league = trial.table("publik/league.csv").rows;
    let received = |id: &str| league.iter().find(|r| r["skpd_id"] == id).map(|r| r["received"].clone());
    assert_eq!(received("D2").as_deref(), Some("7"));
    // Somebody's work is never written over.
    let said = check(&trial, &[]).expect_status(&[0]);
    assert!(said.stdout.contains("sudah diisi dan tidak diubah"), "{}", said.stdout);
    assert_eq!(fs::read_to_string(trial.path("alias-isian.csv")).expect("the sheet"), text);
    check(&trial, &["--json", "--alias-file", trial.path("lain.csv").to_str().expect("a path")]).expect_status(&[0]);
    assert_eq!(sheet(&trial, "lain.csv"), ["Dinas Kesehatn||D1 = Dinas Kesehatan"]);
    fs::remove_file(trial.path("aduan.csv")).expect("the export has the name");
    holds_none(&trial.path(""), &[PERSON]);
}

#[test]
fn a_sheet_that_cannot_be_written_is_an_error_after_all_was_said() {
    let trial = Trial::new(with_units(&["Dinas Kesehatn"]));
    let said = check(&trial, &["--alias-file", trial.path("aduan.csv/isian.csv").to_str().expect("a path")]);
    let said = said.expect_status(&[2]);
    assert!(said.stdout.contains("DQ015"), "{}", said.stdout);
    assert!(said.stderr.contains("name another place for it with --alias-file"), "{}", said.stderr);
    // A folder there is no sheet either.
    check(&trial, &["--alias-file", trial.path("").to_str().expect("a path")]).expect_status(&[2]);
}

#[test]
fn no_sheet_is_written_where_every_name_is_known_or_none_may_be_told() {
    for export in [good_and(&[]), with_units(&[PERSON])] {
        let trial = Trial::new(export);
        check(&trial, &[]).expect_status(&[0]);
        assert!(!trial.path("alias-isian.csv").exists());
    }
    // Without a register each name met is a unit.
    let trial = Trial::new(with_units(&["Dinas Kesehatn"]));
    trial.edit("[reference]\nskpd = \"skpd.csv\"\n", "");
    check(&trial, &[]).expect_status(&[0]);
    assert!(!trial.path("alias-isian.csv").exists());
}

#[test]
fn a_complaint_of_a_unit_that_did_not_exist_then_is_told_and_counted() {
    let mut rows = GOOD;
    (rows[2][1], rows[2][2]) = ("2024-04-04 23:59:59", "2024-04-05 10:00:00");
    let register =
        |lines: &str| format!("skpd_id,name,valid_from,valid_to,successor_id\nD1,Dinas Kesehatan,,,\n{lines}");
    let trial = Trial::new(delimited(&rows, b','));
    // Dinas Perhubungan has a complaint of 4 April and one of 6 May.
    for (lines, expected) in [
        ("D2,Dinas Perhubungan,2024-04-04,2024-05-06,\n", &[][..]),
        ("D2,Dinas Perhubungan,2024-04-05,,\n", &["aduan.csv:4  x1 Dinas Perhubungan"]),
        ("D2,Dinas Perhubungan,,2024-05-05,D3\nD3,Dinas Jalan,,,\n", &["aduan.csv:5  x1 Dinas Perhubungan"]),
        ("D2,Dinas Perhubungan,2025-01-01,,\n", &["aduan.csv:4  x2 Dinas Perhubungan"]),
        // What it took over from another is its own.
        ("D2,Dinas Perhubungan,2024-05-01,,\nD3,Dinas Jalan,,2024-04-30,D2\n", &[]),
    ] {
        trial.put("skpd.csv", register(lines));
        trial.publish();
        assert_eq!(trial.findings("DQ060"), expected, "{lines}");
        let league = trial.table("publik/league.csv").rows;
        let received: u64 = league.iter().map(|r| r["received"].parse::<u64>().expect("a count")).sum();
        assert_eq!(received, 4, "{lines}");
    }
}

#[test]
fn two_units_that_are_probably_one_are_told_and_stay_two() {
    let trial = Trial::new(good_and(&[]));
    let register = fs::read_to_string(trial.path("skpd.csv")).expect("the register");
    trial.put("skpd.csv", register + "D9,\"Dinas Per-Hubungan\",dinas,,,,,\n");
    trial.publish();
    let subject = ":  x1 Dinas Perhubungan (D2) — Dinas Per-Hubungan (D9)";
    assert_eq!(trial.findings("DQ064"), [subject]);
    assert_eq!(trial.table("publik/league.csv").rows.iter().filter(|r| r["skpd_id"].starts_with('D')).count(), 3);
}

/// The units of Central Java as one list has them, and the names of another list.
fn central_java() -> Option<(Register, Vec<String>)> {
    let folder = shared_data("indonesia")?;
    let dump = fs::read_to_string(folder.join("jateng_opd_from_sql_dump.csv")).expect("the list");
    let list = fs::read_to_string(folder.join("jateng_opd_variant_list.txt")).expect("the other list");
    let register = dump.replacen("id_opd,nama", "skpd_id,name", 1);
    let register = Register::parse((register.as_bytes(), "skpd.csv"), None).expect("a register");
    Some((register, list.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()))
}

#[test]
fn the_other_spellings_of_central_java_come_out_as_suggestions_and_none_is_merged() {
    let Some((register, names)) = central_java() else { return };
    // Worked out by hand: what differs by more than case, spacing and punctuation.
    let unknown = [
        ("Badan Perencanaan Pembangunan, Penelitian dan Pengembangan Daerah", "7"),
        ("Badan Penanggulangan Bencana Daerah", "56"),
        ("Dinas Kepemudaan, Olah Raga dan Pariwisata", "21"),
        ("Rumah Sakit Umum Daerah MOEWARDI", "50"),
        ("Rumah Sakit Jiwa Daerah Dr. AMINO GONDO HUTOMO", "45"),
    ];
    for name in &names {
        let found = register.find(None, name).map(|unit| unit.id.as_str());
        match unknown.iter().find(|(unknown, _)| unknown == name) {
            None => assert!(found.is_some(), "{name} differs in nothing that counts"),
            Some((_, id)) => {
                assert_eq!(found, None, "{name} only looks like a unit");
                let alike: Vec<&str> = register.alike(name, 3).iter().map(|unit| unit.id.as_str()).collect();
                assert!(alike.first() == Some(id) || (*id == "45" && alike[..2].contains(id)), "{name}: {alike:?}");
            }
        }
    }
    assert_eq!(names.iter().filter(|n| unknown.iter().any(|(u, _)| u == n)).count(), unknown.len());
    // One hospital under two names cannot be told from the names; one entered with and without a title can.
    assert_eq!(register.find(None, "Rumah Sakit Umum Daerah Dr. Rehatta").map(|u| u.id.as_str()), Some("51"));
    assert_eq!(register.find(None, "RUMAH SAKIT UMUM DAERAH KELET").map(|u| u.id.as_str()), Some("52"));
    let twice: Vec<_> = register.entered_twice().iter().map(|(a, b)| format!("{} {}", a.id, b.id)).collect();
    assert_eq!(twice, ["44 45"]);
    assert_eq!(register.units().len(), 59);
}
