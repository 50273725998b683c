//! Quarters are compared at equal age, and only a change beyond chance is told as one.

use std::fmt::Write as _;

use crate::support::{Row, folder, quarter_folder, read_table, run_csv, write};

const CONFIG: &str = r#"[unit]
name  = "Kota Gerak"
level = "kota"
zone  = "WIB"

[period]
quarters = ["2024-Q2"]
as-of    = 2024-07-05

[[source]]
files   = "aduan.csv"
profile = "cases"

[reference]
skpd = "skpd.csv"

[[deadline]]
step   = "response"
class  = "*"
limit  = "24h"
source = "contoh"

[score]
weights = { on_time_rate = 1.0 }

[groups]
by = "none"
minimum-volume = 5
"#;

const HEADER: &str = "complaint_id,received_at,first_response_at,closed_at,agency,skpd,status\n";

/// Complaints of a unit received at ten on a day, so many answered an hour later, so many forty days later, the rest never.
fn complaints(text: &mut String, (agency, unit): (&str, &str), day: &str, [prompt, late, never]: [usize; 3]) {
    let received: chrono::NaiveDate = day.parse().expect("a date");
    let later = received + chrono::Days::new(40);
    for i in 0..prompt + late + never {
        let response = match i {
            i if i < prompt => format!("{day}T11:00:00+07:00"),
            i if i < prompt + late => format!("{later}T10:00:00+07:00"),
            _ => String::new(),
        };
        let status = if response.is_empty() { "received" } else { "in-progress" };
        let _ = writeln!(text, "{unit}-{day}-{i},{day}T10:00:00+07:00,{response},,{agency},{unit},{status}");
    }
}

struct Published {
    changes: Vec<Row>,
    lines: Vec<Row>,
    league: Vec<Row>,
    announced: Vec<Row>,
    children: Vec<Row>,
}

fn run(config: &str, files: &[(&str, &str)]) -> Published {
    let input = folder();
    write(&input.path().join("rapor.toml"), config);
    for (name, text) in files {
        write(&input.path().join(name), text);
    }
    let out = folder();
    run_csv(&input.path().join("rapor.toml"), out.path()).expect_status(&[0]);
    let public = quarter_folder(out.path(), "Kota Gerak", "2024-Q2").join("publik");
    let read = |name: &str| {
        let path = public.join(name);
        if path.exists() { read_table(&path).rows } else { Vec::new() }
    };
    Published {
        changes: read("gerak.csv"),
        lines: read("riwayat-umur-sama.csv"),
        league: read("league.csv"),
        announced: read("pengumuman.csv"),
        children: read("anak.csv"),
    }
}

/// Cells of the one row that these say, as words.
#[track_caller]
fn cells(rows: &[Row], wanted: &[(&str, &str)], columns: &str) -> String {
    let found: Vec<&Row> = rows.iter().filter(|r| wanted.iter().all(|(column, cell)| r[*column] == *cell)).collect();
    let [row] = found.as_slice() else { panic!("{} rows of {wanted:?}", found.len()) };
    columns.split(' ').map(|c| if row[c].is_empty() { "." } else { &row[c] }).collect::<Vec<_>>().join(" ")
}

fn against_previous<'a>(skpd: &'a str, measure: &'a str) -> [(&'static str, &'a str); 3] {
    [("skpd_id", skpd), ("measure", measure), ("against", "previous")]
}

const NOW: &str = "2024-06-20";
const BEFORE: &str = "2024-03-20";

/// A improves, C declines, B only seems to: its older quarter has had more time. D is new, E had too few.
fn planted() -> Published {
    let mut text = HEADER.to_owned();
    for (unit, before, now) in [
        ("A", [40, 0, 40], [78, 0, 2]),
        ("B", [48, 32, 0], [48, 0, 32]),
        ("C", [78, 0, 2], [40, 0, 40]),
        ("D", [0, 0, 0], [70, 0, 10]),
        ("E", [4, 0, 0], [8, 0, 2]),
    ] {
        complaints(&mut text, ("", unit), BEFORE, before);
        complaints(&mut text, ("", unit), NOW, now);
    }
    // The data begin with the quarter before.
    complaints(&mut text, ("", "A"), "2024-01-02", [1, 0, 0]);
    run(CONFIG, &[("aduan.csv", &text), ("skpd.csv", "skpd_id,name\nA,A\nB,B\nC,C\nD,D\nE,E\n")])
}

#[test]
fn a_quarter_that_has_had_more_time_is_cut_at_the_age_of_the_report() {
    let published = planted();
    let columns = "compared compared_as_of now_numerator now_denominator before_numerator before_denominator change";
    // By today's as-of B answered all of the older quarter, and would seem to have fallen from 100 % to 60 %.
    let said = cells(&published.changes, &against_previous("B", "response_rate"), columns);
    assert_eq!(said, "2024-Q1 2024-04-05T23:59:59 48 80 48 80 no_difference");
    let line = [("skpd_id", "B"), ("period", "2024-Q1")];
    assert_eq!(cells(&published.lines, &line, "as_of responded unanswered_overdue"), "2024-04-05T23:59:59 48 32");
}

#[test]
fn only_a_change_beyond_chance_is_told_as_one() {
    let published = planted();
    let word = |unit, measure| cells(&published.changes, &against_previous(unit, measure), "change reason");
    assert_eq!(word("A", "on_time_rate"), "improved .");
    assert_eq!(word("A", "response_rate"), "improved .");
    assert_eq!(word("C", "on_time_rate"), "declined .");
    assert_eq!(word("B", "on_time_rate"), "no_difference .");
    assert_eq!(word("D", "on_time_rate"), "not_comparable no_data");
    assert_eq!(word("E", "on_time_rate"), "not_comparable too_few");
    for row in published.changes.iter().filter(|r| !r["low"].is_empty()) {
        let number = |column: &str| row[column].parse::<f64>().expect("a number");
        let (low, high, difference) = (number("low"), number("high"), number("difference"));
        // Of a time less is better, and it has no ends.
        let (most, better) = if row["measure"].contains("mean_") {
            (f64::MAX, [high < 0.0, low > 0.0])
        } else {
            (1.0, [low > 0.0, high < 0.0])
        };
        assert!((-most..=difference).contains(&low) && (difference..=most).contains(&high), "{row:?}");
        let word = match better {
            [true, _] => "improved",
            [_, true] => "declined",
            _ => "no_difference",
        };
        assert_eq!(row["change"], word, "the interval and the word say the same");
    }
}

#[test]
fn all_comparisons_of_a_group_share_one_error() {
    let published = planted();
    for government in [true, false] {
        let made: Vec<&Row> = published
            .changes
            .iter()
            .filter(|r| {
                r["skpd_id"].is_empty() == government && r["measure"] != "rank" && r["change"] != "not_comparable"
            })
            .collect();
        assert!(made.len() >= 2);
        assert!(made.iter().all(|r| r["comparisons"] == made.len().to_string()), "{made:?}");
    }
    // Newcombe's hybrid score interval of 78/80 - 40/80 at 1 - 0.05 / m, by another way of computing: the roots of the score
    // equation by bisection, and the quantile likewise from the tail of the normal distribution.
    let row = published.changes.iter().find(|r| r["skpd_id"] == "A" && r["measure"] == "on_time_rate");
    let row = row.expect("the row of A");
    let comparisons: f64 = row["comparisons"].parse().expect("a count");
    let z = bisect(|z| tail(z) - 0.025 / comparisons, 0.0, 9.0);
    let (p, q) = (78.0 / 80.0, 40.0 / 81.0 + 1.0 / 81.0);
    assert_eq!((row["now"].as_str(), row["before_denominator"].as_str()), ("0.975", "81"));
    let limits = |x: f64, n: f64| {
        let score = |theta: f64| (x - theta).abs() - z * (theta * (1.0 - theta) / n).sqrt();
        (bisect(score, 0.0, x), bisect(|theta| -score(theta), x, 1.0))
    };
    let ((low_now, high_now), (low_before, high_before)) = (limits(p, 80.0), limits(q, 81.0));
    let low = p - q - ((p - low_now).powi(2) + (high_before - q).powi(2)).sqrt();
    let high = p - q + ((high_now - p).powi(2) + (q - low_before).powi(2)).sqrt();
    let number = |column: &str| row[column].parse::<f64>().expect("a number");
    assert!((number("low") - low).abs() < 1e-6 && (number("high") - high).abs() < 1e-6, "{low} {high}: {row:?}");
}

/// The probability beyond `z` of the standard normal distribution, by Simpson's rule.
fn tail(z: f64) -> f64 {
    let density = |x: f64| (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let steps = 4_000;
    let step = (12.0 - z) / f64::from(steps);
    let weight = |i: i32| if i == 0 || i == steps { 1.0 } else { 2.0 + 2.0 * f64::from(i % 2) };
    (0..=steps).map(|i| weight(i) * density(z + step * f64::from(i))).sum::<f64>() * step / 3.0
}

/// Where a function that falls from above zero to below it meets zero.
fn bisect(f: impl Fn(f64) -> f64, mut from: f64, mut to: f64) -> f64 {
    for _ in 0..80 {
        let middle = f64::midpoint(from, to);
        if f(middle) > 0.0 { from = middle } else { to = middle }
    }
    f64::midpoint(from, to)
}

#[test]
fn a_rank_is_recomputed_at_equal_age_and_its_change_is_not_told_as_more_than_chance() {
    let published = planted();
    let columns = "now before difference";
    // At the cut the order was C (78 of 80), B, A; now it is A, B, C, with D and E in between.
    assert_eq!(cells(&published.changes, &against_previous("C", "rank"), columns), "5 1 -4");
    assert_eq!(cells(&published.changes, &against_previous("A", "rank"), columns), "1 3 2");
    let reason = |unit| cells(&published.changes, &against_previous(unit, "rank"), "change reason");
    assert_eq!(reason("D"), "not_comparable not_ranked");
    assert_eq!(reason("A"), "not_tested .");
    let row = cells(&published.lines, &[("skpd_id", "C"), ("period", "2024-Q1")], "rank verdict");
    assert_eq!(row, "1 ranked");
}

#[test]
fn a_quarter_in_which_the_data_begin_is_not_compared() {
    let mut text = HEADER.to_owned();
    complaints(&mut text, ("", "A"), BEFORE, [40, 0, 40]);
    complaints(&mut text, ("", "A"), NOW, [78, 0, 2]);
    let published = run(CONFIG, &[("aduan.csv", &text), ("skpd.csv", "skpd_id,name\nA,A\n")]);
    let said = cells(&published.changes, &against_previous("A", "on_time_rate"), "change reason");
    assert_eq!(said, "not_comparable data_begin");
}

#[test]
fn a_renamed_unit_is_held_against_what_its_predecessors_did() {
    let mut text = HEADER.to_owned();
    complaints(&mut text, ("", "Lama"), "2024-01-10", [20, 0, 20]);
    complaints(&mut text, ("", "Bagian"), BEFORE, [0, 0, 10]);
    complaints(&mut text, ("", "Baru"), NOW, [49, 0, 1]);
    let register = "skpd_id,name,valid_from,valid_to,successor_id\n1,Lama,,2024-03-31,3\n2,Bagian,,2024-03-31,3\n3,Baru,2024-04-01,,\n";
    let published = run(CONFIG, &[("aduan.csv", &text), ("skpd.csv", register)]);
    let columns = "skpd now_numerator before_numerator before_denominator change";
    let said = cells(&published.changes, &against_previous("3", "on_time_rate"), columns);
    assert_eq!(said, "Baru 49 20 50 improved");
    assert!(published.changes.iter().all(|r| !["1", "2"].contains(&r["skpd_id"].as_str())));
    // What stands with the successor is not told of them a second time, least of all as nothing.
    let lines: Vec<&str> = published.lines.iter().map(|r| r["skpd_id"].as_str()).collect();
    assert_eq!(lines, ["", "", "3", "3"]);
}

const SEVERAL: &str = "agency_id,name,level,zone,region_code\n\
                       gerak,Kota Gerak,kota,WIB,\n\
                       jauh,Kota Jauh,kota,WIT,\n";

#[test]
fn each_government_is_cut_on_its_own_clock_and_compared_with_its_equals() {
    let config = CONFIG
        .replace("skpd = \"skpd.csv\"", "skpd = \"skpd.csv\"\ninstansi = \"instansi.csv\"")
        .replace("as-of    = 2024-07-05", "as-of    = 2024-07-05T12:00:00");
    let mut text = HEADER.to_owned();
    for (agency, unit) in [("Kota Gerak", "A"), ("Kota Jauh", "J")] {
        complaints(&mut text, (agency, unit), "2024-01-02", [30, 0, 30]);
        complaints(&mut text, (agency, unit), NOW, [59, 0, 1]);
    }
    let register = "skpd_id,name,agency_id,parent_id\nA,A,gerak,\nJ,J,jauh,\n";
    let published = run(&config, &[("aduan.csv", &text), ("skpd.csv", register), ("instansi.csv", SEVERAL)]);
    let of = |agency, skpd, columns| {
        let wanted = [("agency_id", agency), ("skpd_id", skpd), ("measure", "on_time_rate"), ("against", "previous")];
        cells(&published.changes, &wanted, columns)
    };
    // Noon in the west is two in the afternoon in the east.
    assert_eq!(of("gerak", "A", "compared_as_of change comparisons"), "2024-04-05T12:00:00 improved 3");
    assert_eq!(of("jauh", "J", "compared_as_of change comparisons"), "2024-04-05T14:00:00 improved 3");
    assert_eq!(of("gerak", "", "change comparisons"), "improved 6", "governments of a level are one group");
    assert_eq!(of("jauh", "", "change comparisons"), "improved 6");
    // Whoever is announced is so in its own government.
    let announced = |agency| {
        let wanted = [("part", "unanswered"), ("agency_id", agency)];
        cells(&published.announced, &wanted, "skpd_id complaints older quarters_in_a_row")
    };
    assert_eq!(announced("gerak"), "A 1 30 2");
    assert_eq!(announced("jauh"), "J 1 30 2");
}

#[test]
fn units_of_one_parent_are_ranked_among_themselves() {
    let mut text = HEADER.to_owned();
    for (unit, now) in [
        ("Puskesmas Satu", [60, 0, 0]),
        ("Puskesmas Dua", [4, 0, 12]),
        ("Puskesmas Tiga", [4, 0, 0]),
        ("Kelurahan Satu", [9, 0, 1]),
        ("Kantor Cabang", [9, 0, 1]),
    ] {
        complaints(&mut text, ("", unit), NOW, now);
    }
    // The parent of the branch was merged into another one: that is where it stands now.
    let register = "skpd_id,name,kind,parent_id,valid_from,valid_to,successor_id\n\
                    10,Dinas Kesehatan,dinas,,,,\n11,Puskesmas Satu,puskesmas,10,,,\n12,Puskesmas Dua,puskesmas,10,,,\n\
                    13,Puskesmas Tiga,puskesmas,10,,,\n20,Kecamatan,kecamatan,,,,\n21,Kelurahan Satu,kelurahan,20,,,\n\
                    30,Dinas Lama,dinas,,,2024-05-31,10\n31,Kantor Cabang,lain,30,,,\n";
    let config = CONFIG.replace("by = \"none\"", "by = \"volume\"\ncuts = [30]");
    let published = run(&config, &[("aduan.csv", &text), ("skpd.csv", register)]);
    let of = |skpd| cells(&published.children, &[("skpd_id", skpd)], "parent_id parent eligible rank ranked verdict");
    // Whatever their volume groups.
    let set = |skpd| cells(&published.children, &[("skpd_id", skpd)], "rank_low rank_high");
    // 60 of 60 and 9 of 10 are told apart from 4 of 16, and not from one another.
    assert_eq!([set("11"), set("31"), set("12")], ["1 2", "1 2", "3 3"]);
    assert_eq!([set("13"), set("21")], [". .", ". ."]);
    assert_eq!(of("11"), "10 Dinas Kesehatan 60 1 3 ranked");
    assert_eq!(of("12"), "10 Dinas Kesehatan 16 3 3 ranked");
    assert_eq!(of("31"), "10 Dinas Kesehatan 10 2 3 ranked");
    assert_eq!(of("13"), "10 Dinas Kesehatan 4 . 3 too_few");
    assert_eq!(of("21"), "20 Kecamatan 10 . 1 ranked", "one alone is compared with nobody");
    assert_eq!(published.children.len(), 5, "who has no parent is not there");
    for row in &published.children {
        let league = cells(&published.league, &[("skpd_id", row["skpd_id"].as_str())], "eligible score verdict");
        let score = if row["score"].is_empty() { "." } else { &row["score"] };
        assert_eq!(league, format!("{} {score} {}", row["eligible"], row["verdict"]));
    }
}
