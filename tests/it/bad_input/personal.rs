//! No name, number or telephone of a person gets out, whatever column it strayed into.

use crate::trial::{GOOD, HEADER, Trial, delimited, holds_none, says_none};

/// What must never be seen again: a name, an identity number and a telephone number, all made up.
const PERSON: [&str; 3] = ["Raden Kartolo Uji", "3573019907120001", "081299887766"];
const EVERYTHING: &[&str] = &["--only", "csv,xlsx,html,charts"];

/// Runs with everything and looks at every byte that came out.
#[track_caller]
fn nothing_gets_out(export: &str) {
    let trial = Trial::new(export);
    let outcome = trial.run(EVERYTHING).expect_status(&[0, 1, 2]);
    says_none(&outcome, &PERSON);
    if trial.out().exists() {
        holds_none(&trial.out(), &PERSON);
    }
    let config = trial.path("rapor.toml").into_os_string();
    for more in [vec![], vec!["--json".into()]] {
        let words = std::iter::once("check".into()).chain([config.clone()]).chain(more);
        let checked = crate::support::rapor(words);
        says_none(&checked, &PERSON);
    }
}

/// Columns that hold no unit and are no key of the complaint.
fn private_columns() -> impl Iterator<Item = usize> {
    (0..HEADER.len()).filter(|at| !["complaint_id", "skpd"].contains(&HEADER[*at]))
}

#[test]
fn a_person_in_any_column_of_a_row_is_not_told() {
    for column in private_columns() {
        let mut rows = GOOD.to_vec();
        for (person, id) in PERSON.iter().zip(["P1", "P2", "P3"]) {
            let mut row = GOOD[0];
            row[0] = id;
            row[column] = person;
            rows.push(row);
        }
        nothing_gets_out(&delimited(&rows, b','));
    }
}

#[test]
fn a_person_in_columns_that_nobody_reads_is_not_told() {
    let text = delimited(&GOOD, b',');
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[0].push_str(",nama_pelapor,nik,telepon");
    lines[1..].iter_mut().for_each(|l| l.push_str(&format!(",{}", PERSON.join(","))));
    nothing_gets_out(&lines.join("\n"));
}

#[test]
fn a_shifted_row_tells_nothing() {
    // One cell too many, one too few, and one that moved all others by one place.
    let row = GOOD[0];
    let mut longer: Vec<&str> = row.to_vec();
    longer.splice(5..5, PERSON);
    let shorter: Vec<&str> = row[..9].iter().copied().chain(PERSON).collect();
    let mut moved: Vec<&str> = row.to_vec();
    moved.insert(1, PERSON[0]);
    moved[6] = PERSON[1];
    moved.truncate(HEADER.len());
    for shifted in [longer, shorter, moved] {
        nothing_gets_out(&(delimited(&GOOD, b',') + &shifted.join(",") + "\n"));
    }
}

#[test]
fn a_header_that_is_a_data_row_tells_nothing() {
    let text = delimited(&GOOD, b',');
    let body = text.split_once('\n').expect("a header").1;
    nothing_gets_out(&format!("{}\n{body}", PERSON.join(",")));
}

#[test]
fn a_quote_that_is_never_closed_tells_nothing() {
    nothing_gets_out(&(delimited(&GOOD, b',') + "P9,\"" + &PERSON.join(",") + "\n" + &PERSON.join(",") + "\n"));
}

#[test]
fn a_unit_named_only_by_a_row_that_is_kept_aside_is_not_told() {
    let mut row = GOOD[3];
    row[0] = "P1";
    row[4] = PERSON[0];
    row[6] = PERSON[1];
    nothing_gets_out(&delimited(&[GOOD.as_slice(), &[row]].concat(), b','));
}

#[test]
fn only_a_category_that_several_complaints_share_is_named() {
    let ids: Vec<String> = (1..=13).map(|n| format!("K{n}")).collect();
    let mut rows = GOOD.to_vec();
    for (at, id) in ids.iter().enumerate() {
        // Six for one unit, six for the other, and the person.
        let mut row = if at < 6 { GOOD[0] } else { GOOD[3] };
        row[0] = id;
        row[8] = if at < 12 { "Sampah" } else { PERSON[0] };
        rows.push(row);
    }
    let trial = Trial::new(delimited(&rows, b','));
    trial.publish();
    let table = trial.table("publik/kategori.csv");
    let named: std::collections::BTreeSet<&str> = table.rows.iter().map(|r| r["category"].as_str()).collect();
    assert_eq!(named.into_iter().collect::<Vec<_>>(), ["(lainnya)", "Sampah"]);
    let city = table.rows.iter().filter(|r| r["skpd_id"].is_empty());
    let counted: Vec<&str> = city.map(|r| r["received"].as_str()).collect();
    assert_eq!(counted, ["12", "5"], "the rare ones are counted together");
}

#[test]
fn a_public_folder_holds_no_complaint_id() {
    let mut rows = GOOD;
    for (row, id) in rows.iter_mut().zip(["TIKET-7701", "TIKET-7702", "TIKET-7703", "TIKET-7704"]) {
        row[0] = id;
    }
    let trial = Trial::new(delimited(&rows, b','));
    let outcome = trial.run(EVERYTHING).expect_status(&[0]);
    let words = ["TIKET-77", "puskesmas panjang", "Antrean"];
    says_none(&outcome, &words);
    holds_none(&trial.quarter().join("publik"), &words);
    let internal = trial.bytes("internal/belum-direspons.csv");
    assert!(crate::determinism::contains(&internal, b"TIKET-7704"), "the work list names the open one");
}
