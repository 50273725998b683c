//! How firm ranks are, on cases made by hand: one choice made otherwise at a time.

use crate::bad_input::says;
use crate::support::{Row, folder, quarter_folder, read_table, run_csv, write};
use crate::trial::{CONFIG, Trial};

const HEADER: &str =
    "complaint_id,received_at,assigned_at,first_response_at,closed_at,skpd,class,status,reporter,district,title,text\n";

/// A line: id, receipt, assignment, response, closing, unit, class, status, text.
fn line(cells: [&str; 9]) -> String {
    let [id, received, assigned, response, closed, unit, class, status, text] = cells;
    format!("{id},{received},{assigned},{response},{closed},{unit},{class},{status},,,,{text}\n")
}

/// A small government of three units with these lines and this behind its configuration.
fn with(lines: &[String], more: &str) -> Trial {
    let trial = Trial::new(format!("{HEADER}{}", lines.concat()));
    trial.config(&format!("{CONFIG}{more}"));
    write(&trial.path("skpd.csv"), "skpd_id,name\nD1,Dinas Satu\nD2,Dinas Dua\nD3,Dinas Tiga\n");
    trial
}

const ON_TIME: &str = "[score]\nweights = { on_time_rate = 1.0 }\n";

/// The test of a unit in a scenario: what came of it, score and rank.
#[track_caller]
fn test(trial: &Trial, unit: &str, scenario: &str) -> [String; 3] {
    let rows = trial.table("publik/peringkat-uji.csv").rows;
    let row = rows.iter().find(|row| row["skpd_id"] == unit && row["scenario"] == scenario);
    let row = row.unwrap_or_else(|| panic!("no test of {unit} in {scenario}"));
    ["outcome", "score", "rank"].map(|name| row[name].clone())
}

/// The range of a unit's rank: rank, best, worst, whether it moves, tests without a score.
#[track_caller]
fn range(trial: &Trial, unit: &str) -> [String; 5] {
    crate::explain_tables::all_cells(&trial.quarter());
    let rows = trial.table("publik/peringkat.csv").rows;
    let row = rows.iter().find(|row| row["skpd_id"] == unit).unwrap_or_else(|| panic!("{unit} is ranked"));
    ["rank", "robust_low", "robust_high", "moved", "untested"].map(|name| row[name].clone())
}

/// A complaint of 2 April to a unit that was assigned it `assigned` hours later and answered `answered` hours later.
fn assigned(id: &str, unit: &str, assigned: u32, answered: u32) -> String {
    let at = |hours: u32| format!("2024-04-{:02} {:02}:00:00", 2 + (8 + hours) / 24, (8 + hours) % 24);
    let text = format!("Keluhan nomor {id} yang ditulis cukup panjang");
    line([id, "2024-04-02 08:00:00", &at(assigned), &at(answered), "", unit, "aspirasi", "in-progress", &text])
}

#[test]
fn the_clock_may_start_at_the_assignment() {
    // The first answers within a day of the assignment, two days after the receipt; the second within a day of the receipt.
    let lines =
        [assigned("A", "Dinas Satu", 40, 50), assigned("B", "Dinas Dua", 0, 20), assigned("C", "Dinas Tiga", 0, 50)];
    let trial = with(&lines, ON_TIME);
    trial.publish();
    let scenario = "clock:assigned";
    assert_eq!(test(&trial, "D1", scenario), ["ranked", "1", "1"]);
    assert_eq!(test(&trial, "D2", scenario), ["ranked", "1", "1"]);
    assert_eq!(test(&trial, "D3", scenario), ["ranked", "0", "3"]);
    assert_eq!(range(&trial, "D1"), ["2", "1", "2", "1", "0"]);
    assert_eq!(range(&trial, "D2"), ["1", "1", "1", "0", "0"]);
    assert_eq!(range(&trial, "D3"), ["2", "2", "3", "1", "0"], "where another rises, it falls");
    // The other way round.
    let trial = with(&lines, &format!("{ON_TIME}[response]\nclock = \"assigned\"\n"));
    trial.publish();
    assert_eq!(test(&trial, "D1", "clock:received"), ["ranked", "0", "2"]);
    assert_eq!(range(&trial, "D1"), ["1", "1", "2", "1", "0"]);
}

#[test]
fn what_changed_hands_keeps_its_own_assignment() {
    let log = "complaint_id,event_at,event_kind,actor,skpd\n\
        A,2024-04-02 08:00:00,received,,\n\
        A,2024-04-02 09:00:00,assigned,,Dinas Dua\n\
        A,2024-04-05 09:00:00,forwarded,Dinas Dua,Dinas Satu\n\
        A,2024-04-05 10:00:00,response,Dinas Satu,\n\
        B,2024-04-02 08:00:00,received,,\n\
        B,2024-04-04 08:00:00,assigned,,Dinas Dua\n\
        B,2024-04-04 10:00:00,response,Dinas Dua,\n";
    let trial = with(&[], ON_TIME);
    trial.put("aduan.csv", log);
    trial.edit("profile = \"cases\"", "profile = \"events\"");
    trial.publish();
    // B is late from its receipt and in time from its assignment; A is in time from its own assignment either way.
    assert_eq!(test(&trial, "D1", "clock:assigned"), ["ranked", "1", "1"]);
    assert_eq!(test(&trial, "D2", "clock:assigned"), ["ranked", "1", "1"]);
    assert_eq!([range(&trial, "D1"), range(&trial, "D2")], [["1", "1", "1", "0", "0"], ["2", "1", "2", "1", "0"]]);
}

/// A complaint of a class, closed so many days after its receipt on 2 January, where everything counts up to July.
fn closed(id: &str, unit: &str, class: &str, day: &str) -> String {
    let text = format!("Keluhan nomor {id} yang ditulis cukup panjang");
    line([id, "2024-01-02 08:00:00", "", day, day, unit, class, "closed-by-unit", &text])
}

#[test]
fn the_class_may_be_read_the_other_way() {
    let (plain, grave) = ("tidak-berkadar-pengawasan", "berkadar-pengawasan");
    // 14 working days end on 22 January, 60 on 3 April.
    let lines = [
        closed("A", "Dinas Satu", grave, "2024-02-20 10:00:00"),
        closed("B", "Dinas Dua", plain, "2024-02-20 10:00:00"),
        closed("C", "Dinas Tiga", plain, "2024-01-10 10:00:00"),
    ];
    let trial = with(&lines, "[score]\nweights = { resolution_on_time_rate = 1.0 }\n");
    trial.edit("2024-Q2", "2024-Q1");
    trial.run(&["--only", "csv"]).expect_status(&[0]);
    let public = quarter_folder(&trial.out(), "Pemerintah Kota Uji", "2024-Q1").join("publik");
    let tests = read_table(&public.join("peringkat-uji.csv")).rows;
    let of = |unit: &str, class: &str| {
        let scenario = format!("class:{class}");
        let row = tests.iter().find(|row| row["skpd_id"] == unit && row["scenario"] == scenario).expect("a test");
        (row["score"].clone(), row["rank"].clone())
    };
    let said = |score: &str, rank: &str| (score.to_owned(), rank.to_owned());
    assert_eq!(["D1", "D2", "D3"].map(|u| of(u, plain)), [said("0", "2"), said("0", "2"), said("1", "1")]);
    assert_eq!(["D1", "D2", "D3"].map(|u| of(u, grave)), [said("1", "1"), said("1", "1"), said("1", "1")]);
    let ranks = read_table(&public.join("peringkat.csv")).rows;
    let moved: Vec<(&str, &str)> = ranks.iter().map(|r| (r["skpd_id"].as_str(), r["moved"].as_str())).collect();
    assert_eq!(moved, [("D1", "1"), ("D3", "0"), ("D2", "1")]);
}

#[test]
fn what_was_found_to_be_the_same_may_count_and_what_the_channel_marks_does_not() {
    let text = "Lampu jalan di depan pasar padam sejak hari Senin";
    let good = |id: &str, unit: &str| assigned(id, unit, 0, 2);
    let late = |id: &str, unit: &str, status: &str, text: &str| {
        line([id, "2024-05-06 08:00:00", "", "", "", unit, "aspirasi", status, text])
    };
    let lines = [
        // Its doublet was never answered.
        line([
            "A1",
            "2024-05-03 08:00:00",
            "",
            "2024-05-03 10:00:00",
            "",
            "Dinas Satu",
            "aspirasi",
            "in-progress",
            text,
        ]),
        late("A2", "Dinas Satu", "received", text),
        good("B1", "Dinas Dua"),
        late("B2", "Dinas Dua", "duplicate", "Sudah ada sebelumnya menurut petugas kanal"),
        good("C1", "Dinas Tiga"),
        late("C2", "Dinas Tiga", "received", "Selokan mampet dan berbau di gang belakang"),
    ];
    let trial = with(&lines, ON_TIME);
    trial.publish();
    let scenario = "duplicates:kept";
    assert_eq!(test(&trial, "D1", scenario), ["ranked", "0.5", "2"]);
    assert_eq!(test(&trial, "D2", scenario), ["ranked", "1", "1"]);
    assert_eq!(range(&trial, "D1"), ["1", "1", "2", "1", "0"]);
    assert_eq!(range(&trial, "D3"), ["3", "2", "3", "1", "0"], "two of three are at one half then");
}

#[test]
fn a_weight_may_be_half_as_much_again() {
    // The first answers all in time and solves none; the second the other way; 0.55 against 0.45.
    let solved = "2024-04-03 12:00:00";
    let text = |id: &str| format!("Keluhan nomor {id} yang ditulis cukup panjang");
    let lines = [
        line([
            "A",
            "2024-04-02 08:00:00",
            "",
            "2024-04-02 10:00:00",
            "",
            "Dinas Satu",
            "aspirasi",
            "in-progress",
            &text("A"),
        ]),
        line(["B", "2024-04-02 08:00:00", "", solved, solved, "Dinas Dua", "aspirasi", "closed-by-unit", &text("B")]),
    ];
    let trial = with(&lines, "[score]\nweights = { on_time_rate = 0.55, resolution_on_time_rate = 0.45 }\n");
    trial.publish();
    assert_eq!(range(&trial, "D1"), ["1", "1", "2", "1", "0"]);
    assert_eq!(range(&trial, "D2"), ["2", "1", "2", "1", "0"]);
    assert_eq!(test(&trial, "D1", "weight:on_time_rate:down")[2], "2");
    assert_eq!(test(&trial, "D1", "weight:on_time_rate:up")[2], "1");
    assert_eq!(test(&trial, "D1", "weight:resolution_on_time_rate:up")[2], "2");
    trial.run(&["--only", "html,xlsx"]).expect_status(&[0]);
    let page = String::from_utf8(trial.bytes("publik/laporan.html")).expect("text");
    says(
        &page,
        &[
            ">1*<small>1–2</small>",
            "Seberapa kokoh peringkat",
            "2 dari 2 peringkat bergeser.",
            "2 bila bobot Respons tepat waktu turun separuhnya, bobot Penyelesaian tepat waktu naik separuhnya",
            "Tanpa pengaruh, karena tidak ada aduan yang terbaca lain: jam mulai sejak penugasan ke SKPD",
        ],
    );
    let book = trial.bytes("publik/liga.xlsx");
    let parts = crate::determinism::unpacked("liga.xlsx", &book);
    for words in
        ["Peringkat 1, antara 1 dan 2: 2 bila bobot Respons tepat waktu turun separuhnya", "#,##0&quot;*&quot;"]
    {
        let found = parts.iter().any(|part| crate::determinism::contains(part, words.as_bytes()));
        assert!(found, "{words}");
    }
}

#[test]
fn a_score_that_cannot_be_computed_is_said_and_the_old_rank_not_used() {
    let lines = [assigned("A", "Dinas Satu", 40, 50), assigned("B", "Dinas Dua", 0, 20)];
    let stock = "[score]\nweights = { on_time_rate = 0.5, returned_late = 0.5 }\n\
                 [[target]]\nyear = 2024\nmeasure = \"returned_late\"\nvalue = 1\n";
    let trial = with(&lines, stock);
    trial.publish();
    // Hand-overs are not measured anew.
    assert_eq!(test(&trial, "D1", "clock:assigned"), ["no_score", "", ""]);
    assert_eq!(test(&trial, "D1", "duplicates:kept")[0], "unaffected");
    assert_eq!(range(&trial, "D1"), ["2", "2", "2", "0", "1"]);
    // Assigned on the last day, nothing of the first unit is due: whether the second leads, nobody knows.
    let open =
        line(["A", "2024-04-02 08:00:00", "2024-07-05 20:00:00", "", "", "Dinas Satu", "aspirasi", "received", "x"]);
    let trial = with(&[open, assigned("B", "Dinas Dua", 0, 20)], ON_TIME);
    trial.publish();
    assert_eq!(test(&trial, "D1", "clock:assigned"), ["no_score", "", ""]);
    assert_eq!(test(&trial, "D2", "clock:assigned"), ["ranked", "1", "1"]);
    assert_eq!(range(&trial, "D1"), ["2", "2", "2", "0", "1"]);
    assert_eq!(range(&trial, "D2"), ["1", "1", "2", "1", "0"]);
}

#[test]
fn governments_are_tested_among_governments() {
    let input = folder();
    let file = |name: &str, text: &str| write(&input.path().join(name), text);
    let plain = "[score]\nweights = { resolution_on_time_rate = 1.0 }\n";
    let config = CONFIG.replace("skpd = \"skpd.csv\"", "skpd = \"skpd.csv\"\ninstansi = \"instansi.csv\"");
    file("rapor.toml", &format!("{}{plain}", config.replace("2024-Q2", "2024-Q1")));
    file("skpd.csv", "skpd_id,name,agency_id\nB1,Dinas Air,barat\nT1,Dinas Jalan,timur\n");
    file(
        "instansi.csv",
        "agency_id,name,level,zone,region_code\nbarat,Pemerintah Kota Uji,kota,WIB,\ntimur,Pemerintah Kota Timur,kota,WIT,\n",
    );
    file(
        "aduan.csv",
        "complaint_id,received_at,closed_at,agency,skpd,class,status\n\
         A,2024-01-02 08:00:00,2024-02-20 10:00:00,Pemerintah Kota Uji,Dinas Air,berkadar-pengawasan,closed-by-unit\n\
         B,2024-01-02 08:00:00,2024-02-20 10:00:00,Pemerintah Kota Timur,Dinas Jalan,tidak-berkadar-pengawasan,closed-by-unit\n",
    );
    let out = folder();
    run_csv(&input.path().join("rapor.toml"), out.path()).expect_status(&[0]);
    let public = quarter_folder(out.path(), "Pemerintah Kota Uji", "2024-Q1").join("publik");
    let rows: Vec<Row> = read_table(&public.join("peringkat.csv")).rows;
    let said: Vec<[&str; 6]> = rows
        .iter()
        .map(|r| ["agency_id", "skpd_id", "rank", "robust_low", "robust_high", "moved"].map(|n| r[n].as_str()))
        .collect();
    // Each unit is alone in its government; the governments are two, and by one limit for both they share a rank.
    assert_eq!(
        said,
        [
            ["barat", "B1", "1", "1", "1", "0"],
            ["timur", "T1", "1", "1", "1", "0"],
            ["barat", "", "1", "1", "1", "0"],
            ["timur", "", "2", "1", "2", "1"]
        ]
    );
}
