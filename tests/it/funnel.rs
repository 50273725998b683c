//! Funnels end to end: a planted bad unit is named, small units are not, every row can be recomputed.

use std::collections::BTreeMap;
use std::f64::consts::FRAC_PI_2;
use std::fmt::Write as _;

use crate::support::Row;
use crate::trial::{CONFIG, HEADER, Trial};

const REGISTER: &str = "skpd_id,name,kind\nU1,Dinas Satu,dinas\nU2,Dinas Dua,dinas\nU3,Dinas Tiga,dinas\nU4,Dinas Empat,dinas\nU5,Dinas Lima,dinas\nU6,Dinas Enam,dinas\nKECIL,Kelurahan Kecil,kelurahan\n";

/// Complaints and, of them, those answered within a day.
const UNITS: [(&str, u32, u32); 7] = [
    ("Dinas Satu", 60, 54),
    ("Dinas Dua", 60, 52),
    ("Dinas Tiga", 60, 56),
    ("Dinas Empat", 60, 53),
    ("Dinas Lima", 60, 55),
    ("Dinas Enam", 60, 12),
    ("Kelurahan Kecil", 2, 1),
];

fn trial(units: &[(&str, u32, u32)]) -> Trial {
    let mut export = HEADER.join(",") + "\n";
    let mut number = 0;
    for (unit, all, in_time) in units {
        for at in 0..*all {
            number += 1;
            let (day, answered) = (2 + at % 28, if at < *in_time { 2 + at % 28 } else { 2 + at % 28 + 2 });
            writeln!(
                export,
                "A{number},2024-04-{day:02} 08:00:00,2024-04-{answered:02} 09:00:00,2024-05-20 09:00:00,{unit},aspirasi,closed-by-unit,website,Jalan,,Utara,Aduan {number},Isi aduan yang ke-{number} tentang jalan"
            )
            .expect("text");
        }
    }
    let trial = Trial::new(export.replace("2024-04-31", "2024-05-01"));
    trial.put("skpd.csv", REGISTER);
    trial
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} is a number: '{}'", row[column]))
}

fn of(rows: &[Row], measure: &str) -> Vec<Row> {
    rows.iter().filter(|r| r["measure"] == measure).cloned().collect()
}

#[test]
fn a_planted_bad_unit_is_named_and_a_small_one_is_not() {
    let trial = trial(&UNITS);
    trial.run(&["--only", "csv,html,charts"]).expect_status(&[0]);
    let rows = of(&trial.table("publik/corong.csv").rows, "on_time_rate");
    let verdicts: BTreeMap<&str, &str> = rows.iter().map(|r| (r["skpd_id"].as_str(), r["verdict"].as_str())).collect();
    assert_eq!(verdicts.len(), 7);
    assert!(verdicts["U6"].starts_with("below_"), "{verdicts:?}");
    assert_eq!(verdicts["KECIL"], "inside");
    assert!(rows.iter().all(|r| !r["phi"].is_empty()));
    let page = String::from_utf8(trial.bytes("publik/laporan.html")).expect("text");
    let named = page.split("Di luar batas, di bawah:").nth(1).expect("a unit is named").split("</p>").next();
    assert!(
        named.is_some_and(|n| n.contains("Dinas Enam") && n.contains("12 dari 60") && !n.contains("Kecil")),
        "{named:?}"
    );
    let svg = String::from_utf8(trial.bytes("publik/grafik/corong-on_time_rate.svg")).expect("text");
    assert!(svg.contains("Dinas Enam") && !svg.contains("Kelurahan Kecil"));
    assert!(!trial.bytes("publik/grafik/corong-on_time_rate.png").is_empty());
}

#[test]
fn every_row_follows_from_the_league_table() {
    let trial = trial(&UNITS);
    trial.publish();
    let league = trial.table("publik/league.csv").rows;
    let all = trial.table("publik/corong.csv").rows;
    for (measure, part, whole) in [
        ("on_time_rate", "responded_in_time", "due"),
        ("resolution_on_time_rate", "resolved_in_time", "resolution_due"),
    ] {
        let rows = of(&all, measure);
        let (parts, wholes) = rows.iter().fold((0.0, 0.0), |(p, n), r| (p + number(r, "part"), n + number(r, "n")));
        let theta = parts / wholes;
        let arcsine = |rate: f64| rate.sqrt().asin();
        let mut distances: Vec<f64> = Vec::new();
        for row in &rows {
            let unit = league.iter().find(|r| r["skpd_id"] == row["skpd_id"]).expect("its row");
            assert_eq!(
                (&row["part"], &row["n"], &row["value"]),
                (&unit[part], &unit[whole], &unit[measure]),
                "{measure}"
            );
            assert!((number(row, "target_line") - theta).abs() < 1e-12);
            let n = number(row, "n");
            distances.push((arcsine(number(row, "value")) - arcsine(theta)) * 2.0 * n.sqrt());
            for (name, z) in [("95", 1.959_964), ("998", 3.090_232)] {
                for (end, tau2) in [("", number(row, "tau2")), ("_unadjusted", 0.0)] {
                    let reach = z * (1.0 / (4.0 * n) + tau2).sqrt();
                    let at = |angle: f64| angle.clamp(0.0, FRAC_PI_2).sin().powi(2);
                    let [low, high] = [arcsine(theta) - reach, arcsine(theta) + reach].map(at);
                    assert!((number(row, &format!("low_{name}{end}")) - low).abs() < 1e-9, "{row:?}");
                    assert!((number(row, &format!("high_{name}{end}")) - high).abs() < 1e-9, "{row:?}");
                }
            }
        }
        // Winsorised at R's default quantiles, by hand.
        let mut sorted = distances.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len() - 1;
        let between = |place: f64| {
            let below = place.floor() as usize;
            sorted[below] + (place - place.floor()) * (sorted[(below + 1).min(last)] - sorted[below])
        };
        let (low, high) = (between(0.1 * last as f64), between(0.9 * last as f64));
        let phi = distances.iter().map(|z| z.clamp(low, high).powi(2)).sum::<f64>() / distances.len() as f64;
        assert!((number(&rows[0], "phi") - phi).abs() < 1e-9, "{measure}: {phi}");
    }
    // A response rate that nobody scores is there too, and says of nobody where it lies.
    let unnamed = of(&all, "response_rate");
    assert_eq!(unnamed.len(), UNITS.len());
    assert!(unnamed.iter().all(|row| row["verdict"] == "not_named" && !row["low_95"].is_empty()));
}

#[test]
fn a_response_rate_names_nobody_unless_it_is_scored() {
    // Units with four complaints of June's last days, not answered and not due yet; one with forty.
    let mut export = HEADER.join(",") + "\n";
    for (unit, young) in [("Satu", 4), ("Dua", 4), ("Tiga", 4), ("Empat", 4), ("Lima", 4), ("Enam", 40)] {
        for at in 0..60 {
            let (day, answered) = if at < young { (29, String::new()) } else { (10, "2024-06-10 12:00:00".to_owned()) };
            let status = if at < young { "received" } else { "in-progress" };
            writeln!(
                export,
                "{unit}{at},2024-06-{day:02} 08:00:00,{answered},,Dinas {unit},aspirasi,{status},website,Jalan,,Utara,Aduan {unit} {at},Isi aduan yang ke-{at} tentang jalan {unit}"
            )
            .expect("text");
        }
    }
    let trial = Trial::new(export);
    trial.config(&CONFIG.replace("24h", "14d"));
    trial.put("skpd.csv", REGISTER);
    let verdict_of_young = |trial: &Trial| {
        trial.run(&["--only", "csv,html,charts"]).expect_status(&[0]);
        let rows = of(&trial.table("publik/corong.csv").rows, "response_rate");
        assert_eq!(rows.len(), 6);
        rows.into_iter().find(|r| r["skpd_id"] == "U6").expect("its row")["verdict"].clone()
    };
    // 20 of 60, where the others have 56 of 60: far outside, for the age of its complaints.
    assert_eq!(verdict_of_young(&trial), "not_named");
    let page = String::from_utf8(trial.bytes("publik/laporan.html")).expect("text");
    assert!(page.contains("Tidak menyebut siapa pun"));
    let svg = String::from_utf8(trial.bytes("publik/grafik/corong-response_rate.svg")).expect("text");
    assert!(svg.contains("Tidak menyebut siapa pun") && !svg.contains("Dinas Enam"));
}

#[test]
fn fewer_than_five_units_have_no_spread_and_that_is_said() {
    let trial = trial(&[("Dinas Satu", 60, 54), ("Dinas Dua", 60, 52), ("Dinas Enam", 60, 12)]);
    trial.run(&["--only", "csv,html"]).expect_status(&[0]);
    let rows = of(&trial.table("publik/corong.csv").rows, "on_time_rate");
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|r| r["phi"].is_empty() && r["tau2"].is_empty() && r["low_95"].is_empty()));
    assert!(rows.iter().all(|r| !r["low_95_unadjusted"].is_empty()));
    let page = String::from_utf8(trial.bytes("publik/laporan.html")).expect("text");
    assert!(page.contains("Unitnya hanya 3, terlalu sedikit"));
}
