//! What is wrong with an export or a configuration is said, with its place; nothing disappears, and nothing is
//! published in spite of an error.

mod configuration;
mod layouts;
mod personal;

use crate::trial::{GOOD, HEADER, Trial, delimited, good_and};

/// Fails unless all of these stand in what was said.
#[track_caller]
pub fn says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "'{part}' is not in\n{said}");
    }
}

#[test]
fn a_missing_file_is_named_with_the_folder_that_was_searched() {
    let trial = Trial::new("");
    std::fs::remove_file(trial.path("aduan.csv")).expect("the file can be removed");
    says(
        &trial.refused(),
        &["error: no file matches 'aduan.csv'", "  where: rapor.toml, [[source]]; looked in ", "  next:  "],
    );
    let trial = Trial::new(good_and(&[]));
    std::fs::remove_file(trial.path("skpd.csv")).expect("the file can be removed");
    says(&trial.refused(), &["error: the unit register cannot be read", "skpd.csv", "[reference]"]);
}

#[test]
fn an_unknown_layout_lists_the_columns_seen() {
    let said = Trial::new("nomor,tanggal,unit\n1,2024-04-01,Dinas\n").refused();
    says(
        &said,
        &[
            "error: no row has all the headers that the profile requires",
            "  where: aduan.csv",
            "missing complaint-id, received-at, status; columns seen in row 1: nomor, tanggal, unit",
            "[columns]",
        ],
    );
    assert!(!said.contains("Dinas"), "no cell of a data row is told:\n{said}");
}

#[test]
fn an_unknown_layout_is_told_the_nearest_profile() {
    let made = crate::support::folder();
    let out = made.path().join("s").into_os_string();
    let words = ["sample", "--layout", "sp4n", "--rows", "20", "--quiet", "--out"].map(Into::into);
    crate::support::rapor(words.into_iter().chain([out])).expect_status(&[0]);
    let export = std::fs::read(made.path().join("s/sp4n/laporan-ringkas.csv")).expect("the sample");
    says(
        &Trial::new(export).refused(),
        &["its columns Tracking ID, Tanggal Laporan Masuk", "come nearest to the built-in profile 'sp4n-ringkas'"],
    );
}

#[test]
fn an_empty_file_is_an_error_and_a_header_without_rows_too() {
    says(&Trial::new("").refused(), &["error: the file is empty", "  where: aduan.csv", "  next:  export it again"]);
    says(&Trial::new("\u{feff}").refused(), &["error: ", "aduan.csv"]);
    let header = delimited(&[], b',');
    says(
        &Trial::new(&header).refused(),
        &["error: the export has a header and no rows", "  where: aduan.csv", "  next:  export it again"],
    );
}

#[test]
fn a_header_without_rows_beside_a_full_file_is_a_finding() {
    let trial = Trial::new(good_and(&[]));
    trial.put("aduan-kosong.csv", delimited(&[], b','));
    trial.edit("\"aduan.csv\"", "\"aduan*.csv\"");
    trial.publish();
    assert_eq!(trial.findings("DQ026"), ["aduan-kosong.csv:  x1"]);
}

#[test]
fn two_columns_of_one_name_are_refused_with_both_places() {
    let text = good_and(&[]).replacen("reason", "Status", 1);
    says(
        &Trial::new(text).refused(),
        &["two columns are named \"status\": column 7 and column 10", "  where: aduan.csv, line 1", "rename or remove"],
    );
}

/// Rows behind the good ones, from row 6 on, one fault each.
const FAULTY: [&str; 9] = [
    "B1,05/04/2024 08:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
    "B2,2024-05-05 08:00:00,kemarin,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
    "B3,2024-05-05 08:00:00,2024-05-04 08:00:00,,Dinas Kesehatan,aspirasi,in-progress,website,x,,,t,teks",
    "B4,2024-05-05 08:00:00,,Dinas Kesehatan",
    "B5,2024-05-05 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks,lagi,lagi",
    ",2024-05-05 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
    "B7,,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks",
    "B8,2024-05-05 08:00:00,,,Dinas Kesehatan,aspirasi,,website,x,,,t,teks",
    "B9,2024-05-05 08:00:00,,2024-05-04 08:00:00,Dinas Kesehatan,aspirasi,closed,website,x,,,t,teks",
];

#[test]
fn every_faulty_row_is_kept_aside_with_its_row_and_rule_and_the_rows_add_up() {
    let repeated = delimited(&GOOD[..1], b',');
    let repeated = repeated.lines().nth(1).expect("the first complaint");
    let trial = Trial::new(good_and(&FAULTY) + repeated + "\n");
    trial.publish();
    assert_eq!(
        trial.kept_aside(),
        [
            "aduan.csv:6 received-at DQ002",
            "aduan.csv:7 first-response-at DQ004",
            "aduan.csv:8 first-response-at DQ005",
            "aduan.csv:9  DQ006",
            "aduan.csv:10  DQ006",
            "aduan.csv:11 complaint-id DQ001",
            "aduan.csv:12 received-at DQ002",
            "aduan.csv:13 status DQ003",
            "aduan.csv:14 closed-at DQ005",
        ]
    );
    assert_eq!(trial.account(), [14, 4, 9, 1], "read = accepted + rejected + duplicate");
    assert_eq!(trial.findings("DQ006"), ["aduan.csv:9  x2"], "one finding for rows of one fault");
    assert_eq!(trial.findings("DQ013"), ["aduan.csv:15  x1"]);
    let received: u64 =
        trial.table("publik/league.csv").rows.iter().map(|r| r["received"].parse::<u64>().expect("a count")).sum();
    assert_eq!(received, 4, "the good ones and no other");
}

#[test]
fn rows_kept_aside_beyond_the_gate_end_the_run_with_1() {
    let trial = Trial::new(good_and(&FAULTY));
    trial.edit("rejected-rows = 1.0", "rejected-rows = 0.05");
    let outcome = trial.run(&["--only", "csv"]).expect_status(&[1]);
    says(&outcome.stdout, &["  ! "]);
    for row in trial.table("publik/league.csv").rows.iter().filter(|r| r["skpd"] == "Dinas Kesehatan") {
        assert_eq!((row["verdict"].as_str(), row["rank"].as_str()), ("no_evidence", ""), "rejection must not flatter");
    }
}

#[test]
fn an_unknown_status_rejects_and_is_named_where_many_rows_share_it() {
    let rows: Vec<String> = (1..=9)
        .map(|n| {
            let status = if n <= 5 { "Selesai Sekali" } else { "Siapa Ini" };
            format!("S{n},2024-05-0{n} 08:00:00,,,Dinas Kesehatan,aspirasi,{status},website,x,,,t,teks")
        })
        .collect();
    let trial = Trial::new(good_and(&rows.iter().map(String::as_str).collect::<Vec<_>>()));
    trial.publish();
    assert_eq!(trial.findings("DQ003"), ["aduan.csv:11 status x4", "aduan.csv:6 status x5 Selesai Sekali"]);
    assert_eq!(trial.kept_aside().len(), 9);
    assert_eq!(trial.account(), [13, 4, 9, 0]);
}

#[test]
fn unknown_words_for_class_channel_and_reason_keep_the_row() {
    let rows: Vec<String> = (1..=5)
        .map(|n| format!("S{n},2024-05-0{n} 08:00:00,,,Dinas Kesehatan,Lain-lain,received,portal,x,entah,,t,teks"))
        .collect();
    let trial = Trial::new(good_and(&rows.iter().map(String::as_str).collect::<Vec<_>>()));
    trial.publish();
    assert_eq!(trial.findings("DQ009"), ["aduan.csv:6 class x5 Lain-lain"]);
    assert_eq!(trial.findings("DQ012"), ["aduan.csv:6 channel x5 portal"]);
    assert_eq!(trial.findings("DQ017"), ["aduan.csv:6 reason x5 entah"]);
    assert_eq!(trial.account(), [9, 9, 0, 0]);
}

#[test]
fn an_unknown_unit_of_few_stands_on_the_line_of_all_such_unranked_with_suggestions() {
    let trial =
        Trial::new(good_and(&["C1,2024-05-05 08:00:00,,,Dinas Kesehatann,aspirasi,received,website,x,,,t,teks"]));
    let outcome = trial.publish();
    says(&outcome.stdout, &["  ! Dalam seluruh data, 1 nama tidak ada dalam daftar SKPD dan memegang 1 aduan"]);
    let said = trial.findings("DQ015");
    assert_eq!(said.len(), 1);
    says(&said[0], &["Dinas Kesehatann", "mirip: Dinas Kesehatan"]);
    let rows = trial.table("publik/league.csv").rows;
    let own = rows.iter().find(|r| r["skpd"] == "(unit tidak dikenal)").expect("the line of unknown names");
    assert!(rows.iter().all(|r| r["skpd"] != "Dinas Kesehatann"), "what one row calls a unit may be a person");
    assert_eq!((own["received"].as_str(), own["rank"].as_str()), ("1", ""));
    assert_ne!(own["verdict"], "ranked");
    let known = rows.iter().find(|r| r["skpd"] == "Dinas Kesehatan").expect("the unit itself");
    assert_eq!(known["received"], "2", "nothing is matched by likeness");
}

#[test]
fn a_newest_day_far_from_the_next_makes_the_run_ask() {
    let slip = "C1,2024-12-05 08:00:00,,,Dinas Kesehatan,aspirasi,received,website,x,,,t,teks";
    let trial = Trial::new(good_and(&[slip]));
    trial.edit("as-of    = 2024-07-05\n", "");
    says(
        &trial.refused(),
        &[
            "error: the data do not tell up to when they count",
            "the newest day is 2024-12-05, the next newest 2024-05-06: more than 31 days lie between",
            "state as-of under [period] or with --as-of",
        ],
    );
    trial.run(&["--only", "csv", "--as-of", "2024-07-05"]).expect_status(&[0]);
    assert_eq!(trial.findings("DQ025").len(), 1, "what lies after the as-of time is told");
}

#[test]
fn a_calendar_that_ends_early_refuses_working_days_and_nothing_else() {
    let trial = Trial::new(good_and(&[]));
    trial.put(
        "kalender.csv",
        "date,kind,name,decree,status,region\n2023-12-25,libur_nasional,Hari Raya Natal,SKB (contoh),final,\n",
    );
    trial.edit("skpd = \"skpd.csv\"", "skpd = \"skpd.csv\"\ncalendar = \"kalender.csv\"");
    let outcome = trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    says(&outcome.stdout, &["2024", "kalender"]);
    for row in trial.table("publik/league.csv").rows {
        assert_eq!(row["mean_response_workdays"], "", "{}", row["skpd"]);
        assert_eq!(row["mean_resolution_workdays"], "", "{}", row["skpd"]);
        assert_ne!(row["mean_response_hours"], "", "{}", row["skpd"]);
        assert_ne!(row["on_time_rate"], "", "a limit in hours needs no calendar: {}", row["skpd"]);
    }
}

#[test]
fn a_file_with_the_header_alone_in_another_case_is_read() {
    let shouted = HEADER.join(",").to_uppercase().replace('_', "-");
    let text = good_and(&[]);
    let rest = text.split_once('\n').expect("a header").1;
    let trial = Trial::new(format!("{shouted}\n{rest}"));
    trial.publish();
    assert_eq!(trial.account(), [4, 4, 0, 0]);
}
