//! The announcement letter and the cards of units say what the tables say, and nothing that leads to a complaint.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use rapor::publish::Language;
use rapor::publish::numbers::{count, hours, percent, percent_range};

use crate::support::{Row, folder, quarter_folder, rapor, read_table, slug};

const CITY: &str = "Pemerintah Kota Contohsari (fiktif)";

/// The texts of a PDF in the order in which they were set, blanks made one; `None` without `pdftotext`.
fn pdf_text(path: &Path) -> Option<String> {
    let done = Command::new("pdftotext").args(["-raw".as_ref(), path.as_os_str(), "-".as_ref()]).output();
    let Ok(done) = done else {
        eprintln!("skipped: pdftotext is not here");
        return None;
    };
    assert!(done.status.success(), "{}", path.display());
    Some(String::from_utf8_lossy(&done.stdout).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn number(row: &Row, column: &str) -> u64 {
    if row[column].is_empty() { 0 } else { row[column].parse().unwrap_or_else(|_| panic!("{column}: {}", row[column])) }
}

fn shown(n: u64) -> String {
    count(n, Language::Id)
}

/// What stands in the table of the letter for a unit that did not respond.
fn silent(row: &Row) -> String {
    [
        row["skpd"].clone(),
        shown(number(row, "complaints") + number(row, "older")),
        format!("{} dari {}", shown(number(row, "complaints")), shown(number(row, "due"))),
        shown(number(row, "older")),
        if row["oldest_days"].is_empty() { "–".to_owned() } else { shown(number(row, "oldest_days")) },
        format!("{}{}", shown(number(row, "quarters_in_a_row")), if row["at_least"] == "1" { "+" } else { "" }),
        shown(number(row, "closed_unanswered")),
        shown(number(row, "returned_late")),
    ]
    .join(" ")
}

#[test]
fn letter_and_cards_say_what_the_tables_say() {
    let out = folder();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
    let words = ["run", "--quiet", "--quarter", "2024-Q1", "--only", "pdf", "--out"].map(std::ffi::OsStr::new);
    rapor(words.into_iter().chain([out.path().as_os_str(), sample.as_os_str()])).expect_status(&[0]);
    let public = quarter_folder(out.path(), CITY, "2024-Q1").join("publik");
    let announced = read_table(&public.join("pengumuman.csv")).rows;
    let league = read_table(&public.join("league.csv")).rows;
    let message = fs::read_to_string(public.join("pengumuman.md")).expect("the message");
    let letter = pdf_text(&public.join("pengumuman.pdf"));
    let told = |line: &str| {
        if let Some(letter) = &letter {
            assert!(letter.contains(line), "not in the letter: {line}");
        }
    };
    // Every unit of every part, with its counts, and the sums.
    let of = |part: &str, whose: &str| -> Vec<&Row> {
        announced.iter().filter(|r| r["part"] == part && r["answers_for"] == whose).collect()
    };
    let silent_units = of("unanswered", "unit");
    assert!(silent_units.len() > 5);
    for row in silent_units.iter().chain(&of("unanswered", "government")) {
        told(&silent(row));
        let never = shown(number(row, "complaints") + number(row, "older"));
        assert!(message.contains(&format!("*{}*: {never} aduan", row["skpd"])), "{}", row["skpd"]);
    }
    let sum = |rows: &[&Row], column: &str| rows.iter().map(|row| number(row, column)).sum::<u64>();
    let (this, older) = (sum(&silent_units, "complaints"), sum(&silent_units, "older"));
    let units = silent_units.len();
    assert!(message.contains(&format!("{units} SKPD memegang {} aduan", shown(this + older))), "{message}");
    assert!(message.contains(&format!("{} dari triwulan ini dan {} yang", shown(this), shown(older))));
    let late = of("late", "unit");
    for row in &late {
        let (n, due) = (shown(number(row, "complaints")), shown(number(row, "due")));
        told(&format!("{} {n} {due}", row["skpd"]));
        assert!(message.contains(&format!("*{}*: {n} dari {due} aduan", row["skpd"])), "{}", row["skpd"]);
    }
    let said = format!("{} SKPD merespons {} aduan", late.len(), shown(sum(&late, "complaints")));
    assert!(message.contains(&said), "{said}");
    // More than four that cannot be told apart are counted, not named.
    let beside = |row: &Row| {
        announced
            .iter()
            .filter(|r| r["part"] == "best" && r["agency_id"] == row["agency_id"] && r["group"] == row["group"])
            .count()
    };
    let named = |row: &&Row| row["part"] == "not_judged" || (row["part"] == "best" && beside(row) <= 4);
    for row in announced.iter().filter(named) {
        assert!(message.contains(&row["skpd"]), "{}", row["skpd"]);
        told(&row["skpd"]);
    }
    let never: BTreeMap<&str, u64> = announced
        .iter()
        .filter(|row| row["part"] == "unanswered")
        .map(|row| (row["skpd_id"].as_str(), number(row, "complaints") + number(row, "older")))
        .collect();
    let ids = complaint_ids(&public);
    assert!(ids.iter().all(|id| !message.contains(id.as_str())), "an id of a complaint is in the message");
    let mut cards = 0;
    for row in league.iter().filter(|row| row["verdict"] != "not_assigned") {
        let path = public.join(format!("kartu/{}.pdf", slug(&row["skpd_id"])));
        let has_any = row["received"] != "0" || !row["oldest_open_days"].is_empty();
        assert_eq!(path.exists(), has_any, "{}", row["skpd"]);
        if !has_any {
            continue;
        }
        cards += 1;
        let Some(card) = pdf_text(&path) else { continue };
        assert!(card.contains(&row["skpd"]), "{card}");
        card_of(row, &card, &league, never.get(row["skpd_id"].as_str()).copied().unwrap_or(0));
        assert!(ids.iter().all(|id| !card.contains(id.as_str())), "an id of a complaint is on {}", path.display());
    }
    assert!(cards > 25);
}

/// The figures of a unit's card.
fn card_of(row: &Row, card: &str, league: &[Row], never: u64) {
    let on = |text: &str| assert!(card.contains(text), "not on the card of {}: {text}\n{card}", row["skpd"]);
    let rate = |column: &str| row[column].parse::<f64>().ok();
    if let Ok(rank) = row["rank"].parse::<u64>() {
        let of = league.iter().filter(|r| !r["rank"].is_empty() && r["group"] == row["group"]).count();
        on(&format!("Peringkat {rank} dari {of}"));
        if (row["rank_low"].as_str(), row["rank_high"].as_str()) != ("1", of.to_string().as_str()) && of > 1 {
            let told = format!("antara {} dan {}", row["rank_low"], row["rank_high"]);
            assert!(card.contains(&told) || row["rank_low"] == row["rank_high"], "{told}");
        }
    } else {
        on("Belum dapat diperingkat");
    }
    if let Some(value) = rate("on_time_rate") {
        let (low, high) = (rate("on_time_low").expect("an end"), rate("on_time_high").expect("an end"));
        let of = format!("{} dari {}", row["responded_in_time"], row["due"]);
        on(&format!("{} {} {of}", percent(value, Language::Id), percent_range(low, high, Language::Id)));
    }
    if let Some(value) = rate("restricted_mean_response_hours") {
        on(&format!("{} {} aduan", hours(value, Language::Id), row["eligible"]));
    }
    on(&format!("{} aduan yang tidak direspons", shown(never)));
    let closed = ["closed_by_admin", "closed_by_system", "closed_by_reporter", "open"].map(|column| &row[column]);
    let [admin, system, reporter, open] = closed;
    on(&format!("SKPD/admin {admin} · sistem {system} · pelapor {reporter} · terbuka {open}"));
}

/// The ids of the complaints of the quarter.
fn complaint_ids(public: &Path) -> Vec<String> {
    let mut ids = Vec::new();
    for file in fs::read_dir(public.with_file_name("internal").join("bukti")).expect("the evidence") {
        let rows = read_table(&file.expect("a file").path()).rows;
        ids.extend(rows.into_iter().map(|row| row["complaint_id"].clone()).filter(|id| id.len() > 4));
    }
    assert!(ids.len() > 400);
    ids
}

#[test]
fn each_measure_stands_with_its_target_and_the_median_of_its_group() {
    let out = folder();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
    let words = ["run", "--quiet", "--quarter", "2024-Q1", "--only", "csv", "--out"].map(std::ffi::OsStr::new);
    rapor(words.into_iter().chain([out.path().as_os_str(), sample.as_os_str()])).expect_status(&[0]);
    let public = quarter_folder(out.path(), CITY, "2024-Q1").join("publik");
    let league = read_table(&public.join("league.csv")).rows;
    let government = read_table(&public.join("league-instansi.csv")).rows;
    let rows = read_table(&public.join("ukuran.csv")).rows;
    let counted = league.iter().filter(|row| row["eligible"] != "0").count();
    assert_eq!(rows.len(), counted * 4, "two scored measures, the rate of responses, the mean");
    for row in &rows {
        let unit = league.iter().find(|r| r["skpd_id"] == row["skpd_id"]).expect("the unit");
        let measure = row["measure"].as_str();
        assert_eq!(row["value"], unit[measure], "{measure} of {}", row["skpd"]);
        assert_eq!(row["government"], government[0][measure], "{measure}");
        // All rates are held against 1 here: two are scored, the third has a target.
        let target = if measure.ends_with("_rate") { "1" } else { "" };
        assert_eq!(row["target"], target, "{measure}");
        assert_eq!(row["attainment"], if target.is_empty() { "" } else { row["value"].as_str() }, "{measure}");
        let peers = league.iter().filter(|r| r["verdict"] == "ranked" && r["group"] == row["group"]);
        let mut values: Vec<f64> = peers.filter_map(|r| r[measure].parse().ok()).collect();
        values.sort_by(f64::total_cmp);
        let n = values.len();
        assert_eq!(number(row, "group_units"), u64::try_from(n).expect("a count"), "{measure} of {}", row["skpd"]);
        if n < 2 {
            assert_eq!(row["group_median"], "");
        } else {
            let median = if n % 2 == 1 { values[n / 2] } else { (values[n / 2 - 1] + values[n / 2]) / 2.0 };
            let told: f64 = row["group_median"].parse().expect("a median");
            assert!((told - median).abs() < 1e-12, "{measure} of {}: {told} {median}", row["skpd"]);
        }
    }
}
