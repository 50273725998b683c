//! What a killed run leaves behind, who may read it, and the inputs that would make a run judge wrongly without a word.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use rapor::store::{Item, Published, Staged, Workspace, sweep};

use crate::support::{folder, write};
use crate::trial::{GOOD, Trial, delimited, good_and};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

const ITEMS: [Item<'_>; 3] = [
    Item { path: "manifest.json", bytes: b"{}" },
    Item { path: "publik/league.csv", bytes: b"period\n" },
    Item { path: "internal/temuan.csv", bytes: b"rule\n" },
];

#[test]
fn what_is_under_way_is_private_and_only_what_nobody_owns_is_swept() {
    let out = folder();
    let place = out.path().join("kota/2024-Q2");
    let work = Workspace::new(out.path()).expect("a workspace");
    let staged = Staged::write(&place, &ITEMS, "internal").expect("staged");
    let (below, home) = (names(out.path()), names(&out.path().join("kota")));
    assert_eq!((below.len(), home.len()), (3, 2), "{below:?} {home:?}");
    assert_eq!(mode(&out.path().join(&below[0])), 0o700);
    assert_eq!(mode(&out.path().join("kota").join(&home[0])), 0o700);
    // A killed run's lock is free; a folder of another name is none of ours.
    let dead = ".kerja-7-00112233445566aa";
    let half = "kota/.2024-Q1-7-00112233445566aa";
    write(&out.path().join(dead).join("complaints/bagian-0000.parquet"), "id");
    write(&out.path().join(format!("{dead}.kunci")), "");
    write(&out.path().join(half).join("manifest.json"), "{}");
    write(&out.path().join(".kerja-saya/catatan.txt"), "mine");
    sweep(out.path(), Some("kota"));
    let kept: Vec<String> = names(out.path()).into_iter().filter(|n| n != ".kerja-saya").collect();
    assert_eq!((kept, names(&out.path().join("kota"))), (below, home));
    assert!(out.path().join(".kerja-saya/catatan.txt").exists());

    assert_eq!(staged.publish(|_| "x".to_owned()), Ok(Published::New));
    assert_eq!((mode(&place), mode(&place.join("internal"))), (0o755, 0o700));
    assert_eq!(names(&out.path().join("kota")), ["2024-Q2"]);
    drop(work);
    assert_eq!(names(out.path()), [".kerja-saya", "kota"]);
}

#[test]
fn two_publications_at_once_lose_no_report() {
    let out = folder();
    let place = out.path().join("kota/2024-Q2");
    std::thread::scope(|scope| {
        for number in 0..8 {
            let place = &place;
            scope.spawn(move || {
                let bytes = format!("{{\"run\":{number}}}");
                let items = [Item { path: "manifest.json", bytes: bytes.as_bytes() }];
                let staged = Staged::write(place, &items, "internal").expect("staged");
                staged.publish(|_| "lama".to_owned()).expect("published");
            });
        }
    });
    assert_eq!(names(&out.path().join("kota")), ["2024-Q2", "arsip"]);
    assert_eq!(names(&out.path().join("kota/arsip")).len(), 7);
}

#[test]
fn a_score_that_no_target_can_carry_is_refused() {
    let trial = Trial::new(delimited(&GOOD, b','));
    trial.edit("[groups]", "[score]\nweights = { volume_attainment = 1.0 }\n\n[groups]");
    assert!(trial.refused().contains("'volume_attainment' is scored but has no target"));
    let target = "[[target]]\nmeasure = \"received\"\nvalue = 4\nyear = 2023\nskpd = \"D1\"\n\n[groups]";
    trial.edit("[groups]", target);
    let said = trial.refused();
    assert!(said.contains("'volume_attainment' is scored but has no target for 2024-Q2"), "{said}");
    trial.edit("year = 2023", "year = 2024");
    trial.publish();
}

#[test]
fn a_unit_that_ended_without_a_successor_is_listed_no_more() {
    let trial = Trial::new(delimited(&GOOD, b','));
    let register =
        format!("{}D3,Dinas Lama,dinas,,,,2024-03-31,\nD4,Dinas Akhir,dinas,,,,2024-04-01,\n", crate::trial::REGISTER);
    trial.put("skpd.csv", register);
    trial.publish();
    let units: Vec<String> = trial.table("publik/league.csv").rows.iter().map(|r| r["skpd_id"].clone()).collect();
    assert!(units.contains(&"D4".to_owned()) && !units.contains(&"D3".to_owned()), "{units:?}");
}

#[test]
fn rejected_rows_of_a_renamed_unit_count_for_its_successor_and_for_the_government() {
    let bad: Vec<String> = (0..9).map(|n| format!("B{n},kapan,,,Dinas Lama,aspirasi,received,website,,,,,")).collect();
    let trial = Trial::new(good_and(&bad.iter().map(String::as_str).collect::<Vec<_>>()));
    trial.put("skpd.csv", format!("{}D3,Dinas Lama,dinas,,,,2024-03-31,D1\n", crate::trial::REGISTER));
    trial.edit("rejected-rows = 1.0", "rejected-rows = 0.5");
    trial.run(&["--only", "csv"]).expect_status(&[1]);
    let league = trial.table("publik/league.csv").rows;
    let verdict = |id: &str| league.iter().find(|r| r["skpd_id"] == id).map(|r| r["verdict"].clone());
    assert_eq!(verdict("D1").as_deref(), Some("no_evidence"));
    assert_ne!(verdict("D2").as_deref(), Some("no_evidence"));
}

#[test]
fn one_wrong_year_moves_neither_as_of_nor_the_first_quarter() {
    let early = "C1,2004-04-02 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,,,,,";
    let trial = Trial::new(good_and(&[early]));
    trial.publish();
    assert_eq!(trial.findings("DQ029").len(), 1);
    let trial = Trial::new(good_and(&[]));
    trial.edit("as-of    = 2024-07-05", "as-of    = 9999-07-05");
    assert!(trial.refused().contains("too many quarters"));
}
