//! How sure ranks are: from the complaints in an export to the sets, the workbook's neighbours and the page.

use std::fmt::Write as _;

use crate::support::{Table, folder, quarter_folder, rapor, read_table, run_csv, write};
use crate::trial::CONFIG;

/// Twelve units of sixty complaints each; of the complaints of a unit so many are answered late, all others after an hour.
fn export(late: &[usize]) -> (String, String) {
    let mut register = "skpd_id,name,kind,parent_id,agency_id,valid_from,valid_to,successor_id\n".to_owned();
    let mut cases = "complaint_id,received_at,first_response_at,closed_at,skpd,class,status\n".to_owned();
    for (unit, late) in late.iter().enumerate() {
        let _ = writeln!(register, "U{unit:02},Dinas {unit:02},dinas,,,,,");
        for number in 0..60 {
            let (month, day) = (4 + number / 28, 1 + number % 28);
            let answered =
                if number < *late { format!("{:02} 08:00:01", day + 2) } else { format!("{day:02} 09:00:00") };
            let _ = writeln!(
                cases,
                "C{unit:02}{number:02},2024-{month:02}-{day:02} 08:00:00,2024-{month:02}-{answered},\
                 2024-07-01 08:00:00,Dinas {unit:02},aspirasi,closed-by-unit"
            );
        }
    }
    (register, cases)
}

fn published(late: &[usize], more: &str) -> (Table, Table, String) {
    let input = folder();
    let (register, cases) = export(late);
    write(&input.path().join("rapor.toml"), &format!("{CONFIG}\n{more}"));
    write(&input.path().join("skpd.csv"), &register);
    write(&input.path().join("aduan.csv"), &cases);
    let out = folder();
    rapor(["run".as_ref(), input.path().join("rapor.toml").as_os_str(), "--out".as_ref(), out.path().as_os_str()])
        .expect_status(&[0]);
    let quarter = quarter_folder(out.path(), "Pemerintah Kota Uji", "2024-Q2").join("publik");
    let page = std::fs::read_to_string(quarter.join("laporan.html")).expect("the page");
    (read_table(&quarter.join("league.csv")), read_table(&quarter.join("peringkat.csv")), page)
}

fn set<'a>(table: &'a Table, unit: &str) -> (&'a str, &'a str) {
    let row = table.rows.iter().find(|r| r["skpd_id"] == unit).expect("the unit");
    (row["rank_low"].as_str(), row["rank_high"].as_str())
}

/// The score of the trial: on-time response alone.
const SCORE: &str = "[score]\nweights = { on_time_rate = 1.0 }\n";

#[test]
fn a_unit_that_is_worse_than_chance_allows_is_last_and_the_others_are_not_told_apart() {
    let (league, ranks, page) = published(&[3, 2, 4, 3, 2, 3, 4, 2, 3, 3, 2, 40], SCORE);
    assert_eq!(set(&league, "U11"), ("12", "12"));
    for unit in 0..11 {
        assert_eq!(set(&league, &format!("U{unit:02}")), ("1", "11"), "U{unit:02}");
    }
    // The published rank lies in its set, and who is not told apart is named.
    for row in &ranks.rows {
        let [rank, low, high] = ["rank", "rank_low", "rank_high"].map(|c| row[c].parse::<u64>().expect("a rank"));
        assert!((low..=high).contains(&rank));
        let others = row["not_told_apart"].split(' ').filter(|id| !id.is_empty()).count();
        assert_eq!(others, if row["skpd_id"] == "U11" { 0 } else { 10 });
    }
    assert!(page.contains("Yang mungkin berperingkat 12: Dinas 11."), "the page says who may be last");
}

#[test]
fn where_all_differences_can_be_chance_the_page_says_so() {
    let (league, _, page) = published(&[3, 2, 4, 3, 2, 3, 4, 2, 3, 3, 2, 5], SCORE);
    assert!((0..12).all(|unit| set(&league, &format!("U{unit:02}")) == ("1", "12")));
    assert!(page.contains("Belum dapat dibedakan: urutan 12 SKPD"));
}

#[test]
fn a_quantile_in_the_score_leaves_the_sets_empty_and_says_why() {
    let target = "[[target]]\nyear = 2024\nmeasure = \"p90_response_hours\"\nvalue = 24\n";
    let score = format!("{target}[score]\nweights = {{ on_time_rate = 0.5, p90_response_hours = 0.5 }}\n");
    let (league, _, page) = published(&[3, 40], &score);
    assert_eq!((set(&league, "U00"), set(&league, "U01")), (("", ""), ("", "")));
    assert!(league.rows.iter().all(|r| !r["rank"].is_empty()));
    assert!(page.contains("jadi peringkat tidak disertai rentang"));
}

#[test]
fn the_draws_are_told_in_the_manifest() {
    let input = folder();
    let (register, cases) = export(&[3, 40]);
    write(&input.path().join("rapor.toml"), &format!("{CONFIG}\n{SCORE}"));
    write(&input.path().join("skpd.csv"), &register);
    write(&input.path().join("aduan.csv"), &cases);
    let out = folder();
    run_csv(&input.path().join("rapor.toml"), out.path()).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), "Pemerintah Kota Uji", "2024-Q2");
    let text = std::fs::read_to_string(quarter.join("manifest.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let sets = &manifest["configuration"]["rank_sets"];
    assert_eq!((sets["draws"].as_u64(), sets["level"].as_f64()), (Some(2000), Some(0.95)));
    assert!(sets["seed"].is_u64());
}

#[test]
fn who_answers_nothing_does_not_escape_the_rank_that_a_late_answer_earns() {
    let mut cases = "complaint_id,received_at,first_response_at,closed_at,skpd,class,status\n".to_owned();
    for number in 0..20 {
        let day = 1 + number;
        let late = format!("2024-05-{day:02} 08:00:00");
        for (unit, answered) in [("Dinas 00", late.as_str()), ("Dinas 01", "")] {
            let status = if answered.is_empty() { "received" } else { "in-progress" };
            let id = format!("{}{number:02}", &unit[6..]);
            let _ = writeln!(cases, "C{id},2024-04-{day:02} 08:00:00,{answered},,{unit},aspirasi,{status}");
        }
    }
    let input = folder();
    let (register, _) = export(&[0, 0]);
    let target = "[[target]]\nyear = 2024\nmeasure = \"mean_response_workdays\"\nvalue = 3\n";
    let score = "[score]\nweights = { on_time_rate = 0.5, mean_response_workdays = 0.5 }\n";
    write(&input.path().join("rapor.toml"), &format!("{CONFIG}\n{target}{score}"));
    write(&input.path().join("skpd.csv"), &register);
    write(&input.path().join("aduan.csv"), &cases);
    let out = folder();
    run_csv(&input.path().join("rapor.toml"), out.path()).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), "Pemerintah Kota Uji", "2024-Q2");
    let league = read_table(&quarter.join("publik/league.csv"));
    let of =
        |unit: &str, column: &str| league.rows.iter().find(|r| r["skpd_id"] == unit).expect("the unit")[column].clone();
    assert_eq!(
        (of("U01", "verdict"), of("U01", "rank"), of("U01", "score")),
        ("ranked".into(), "2".into(), "0".into())
    );
    assert_eq!(of("U01", "mean_response_workdays"), "");
    assert_eq!(of("U00", "rank"), "1");
    // And the figure is explained to the same value.
    crate::explain_report::all_cells(&quarter);
    crate::explain_tables::all_cells(&quarter);
}

#[test]
fn without_a_response_limit_nobody_is_cleared_and_nobody_is_too_small() {
    let input = folder();
    let (register, cases) = export(&[3, 40]);
    let begin = CONFIG.find("[[deadline]]").expect("a limit");
    let end = CONFIG.find("[groups]").expect("the groups");
    let config = format!("{}{}", &CONFIG[..begin], &CONFIG[end..]);
    write(&input.path().join("rapor.toml"), &config);
    write(&input.path().join("skpd.csv"), &register);
    write(&input.path().join("aduan.csv"), &cases);
    let out = folder();
    let said =
        rapor(["run".as_ref(), input.path().join("rapor.toml").as_os_str(), "--out".as_ref(), out.path().as_os_str()]);
    assert!(said.stdout.contains("Tidak ada batas waktu respons yang berlaku bagi 120 aduan"), "{}", said.stdout);
    let quarter = quarter_folder(out.path(), "Pemerintah Kota Uji", "2024-Q2").join("publik");
    let page = std::fs::read_to_string(quarter.join("laporan.html")).expect("the page");
    assert!(page.contains("Tidak dapat dikatakan: data tidak memuat batas waktu"));
    assert!(!page.contains("Tidak ada: setiap aduan yang batas waktunya lewat sudah direspons"));
    assert!(page.contains("atau yang jatuh tempo bagi ukuran yang dinilai"));
}
