//! Rules of one row or one file that a person who opened the export in a spreadsheet, or put totals below it, meets.

use crate::trial::{GOOD, Trial, delimited, good_and};

#[test]
fn ids_that_a_spreadsheet_damaged_are_kept_aside_under_a_rule_of_their_own() {
    let lines = [
        "1.23457E+15,2024-04-05 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
        "\"1,23E+15\",2024-04-05 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
        "########,2024-04-05 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
        "Siti Aminah,2024-04-05 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
    ];
    let trial = Trial::new(good_and(&lines));
    trial.publish();
    assert_eq!(
        trial.kept_aside(),
        [
            "aduan.csv:6 complaint-id DQ035",
            "aduan.csv:7 complaint-id DQ035",
            "aduan.csv:8 complaint-id DQ035",
            "aduan.csv:9 complaint-id DQ001",
        ]
    );
    assert_eq!(trial.findings("DQ035"), ["aduan.csv:6 complaint-id x3"]);
    assert_eq!(trial.account(), [8, 4, 4, 0]);
}

#[test]
fn totals_footers_and_a_second_header_are_no_complaints_and_charge_no_unit() {
    let header = delimited(&[], b',');
    let lines = [
        header.trim_end(),
        "Total,,,,,,,,,,,,1367",
        "Jumlah aduan,,,,4,,,,,,,,",
        ",,,,JUMLAH,,,,,,,,4",
        "Dicetak pada 5 Juli 2024",
        "Catatan: data per 5 Juli,,",
        "TOTAL-17,2024-04-05 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
        "Jumlahkan,,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
    ];
    let trial = Trial::new(good_and(&lines));
    trial.edit("rejected-rows = 1.0", "rejected-rows = { warn = 0.0, fail = 1.0 }");
    trial.publish();
    let rows = ["6", "7", "8", "9", "10", "11"].map(|row| format!("aduan.csv:{row}  DQ036"));
    let mut expected = rows.to_vec();
    expected.push("aduan.csv:13 received-at DQ002".to_owned());
    assert_eq!(trial.kept_aside(), expected);
    assert_eq!(trial.account(), [12, 5, 7, 0], "TOTAL-17 is a complaint");
}

#[test]
fn a_total_does_not_cost_a_unit_its_rank() {
    let total = ",,,,Dinas Perhubungan,,,,,,,,Total".to_owned();
    let verdict = |lines: &[&str]| {
        let trial = Trial::new(good_and(lines));
        trial.edit("rejected-rows = 1.0", "rejected-rows = 0.3");
        trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
        let league = trial.table("publik/league.csv").rows;
        league.iter().find(|row| row["skpd_id"] == "D2").map(|row| row["verdict"].clone())
    };
    // Without an id the row is a rejected one of the unit; two complaints and one rejected row are 0.33 of it.
    assert_eq!(verdict(&[&total]), Some("no_evidence".to_owned()));
    let with_id = format!("Total{total}");
    let charged = verdict(&[&with_id]);
    assert_ne!(charged, Some("no_evidence".to_owned()), "the row of a total is nobody's");
}

#[test]
fn what_an_export_cannot_hold_yet_is_noted() {
    let profile = "name = \"bertanggal\"\nlayout = \"cases\"\n[columns]\ncomplaint-id = \"complaint_id\"\n\
        received-at = { columns = [\"received_at\"], formats = [\"%Y-%m-%d %H:%M:%S\"] }\n\
        closed-at = { columns = [\"closed_at\"], formats = [\"%Y-%m-%d %H:%M:%S\"] }\nskpd = \"skpd\"\nstatus = \"status\"\n\
        [exported]\ndate = 2024-06-30\n[status]\n\"received\" = { state = \"received\" }\n\
        \"closed-by-unit\" = { state = \"closed\", closed-by = \"unit\" }\n";
    let trial = Trial::new(
        "complaint_id,received_at,closed_at,skpd,status\n\
         1,2024-06-30 23:59:59,,Dinas Kesehatan,received\n\
         2,2024-06-01 08:00:00,2024-07-01 00:00:00,Dinas Kesehatan,closed-by-unit\n\
         3,2024-07-02 08:00:00,,Dinas Kesehatan,received\n",
    );
    trial.put("profil.toml", profile);
    trial.edit("profile = \"cases\"", "profile = \"profil.toml\"");
    trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    assert_eq!(trial.findings("DQ037"), ["aduan.csv:3  x2"]);
}

#[test]
fn a_closing_without_its_time_is_noted_where_the_file_has_a_column_for_it() {
    let mut rows = GOOD;
    rows[0][3] = "";
    let trial = Trial::new(delimited(&rows, b','));
    trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    assert_eq!(trial.findings("DQ038"), ["aduan.csv:2 closed-at x1"]);
    let trial = Trial::new(good_and(&[]));
    trial.publish();
    assert_eq!(trial.findings("DQ038"), Vec::<String>::new());
}

#[test]
fn complaints_without_a_class_are_counted_a_file() {
    let mut rows = GOOD;
    rows[1][5] = "";
    rows[3][5] = "-";
    let trial = Trial::new(delimited(&rows, b','));
    trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    assert_eq!(trial.findings("DQ047"), ["aduan.csv: class x2"]);
    let trial = Trial::new(good_and(&[]));
    trial.publish();
    assert_eq!(trial.findings("DQ047"), Vec::<String>::new());
}
