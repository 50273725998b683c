//! Waiting times with the unanswered complaints in them: published curves, worked-out ones, and what the evidence cannot carry.

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rapor::judge::{Curve, Median};
use rapor::measure::Exits;

use crate::support::{Row, Table, read_table, same_cell, shared_data};
use crate::trial::{GOOD, HEADER, Trial, good_and};

/// A study of survival: times in days, whether the event came, and the group.
struct Study(Vec<(u32, bool, String)>);

impl Study {
    /// From the shared data; `None` where they are not here.
    fn read(name: &str, time: &str, status: &str, group: &str) -> Option<Self> {
        let table = read_table(&shared_data(&format!("reference/{name}.csv"))?);
        let of = |row: &Row| (row[time].parse().expect("a time"), row[status] == "1", row[group].clone());
        Some(Self(table.rows.iter().map(of).collect()))
    }

    /// Everybody, or one group.
    fn exits(&self, group: Option<&str>) -> Vec<Exits> {
        let mut out: Vec<Exits> = Vec::new();
        let mut of: Vec<&(u32, bool, String)> =
            self.0.iter().filter(|(.., g)| group.is_none_or(|wanted| wanted == g)).collect();
        of.sort();
        for (minute, event, _) in of {
            if out.last().is_none_or(|last| last.minute != *minute) {
                out.push(Exits { minute: *minute, ..Exits::default() });
            }
            if let Some(last) = out.last_mut() {
                *if *event { &mut last.events } else { &mut last.censored } += 1;
            }
        }
        out
    }

    fn median(&self, group: Option<&str>) -> Option<(f64, Option<f64>, Option<f64>)> {
        match Curve::new(&self.exits(group)).median() {
            Median::Reached { at, low, high } => Some((at, low, high)),
            Median::NotReached { .. } | Median::Nothing => None,
        }
    }
}

#[test]
fn the_published_medians_are_reproduced() {
    let Some(lung) = Study::read("lung", "time", "status", "sex") else { return };
    assert_eq!(lung.median(None), Some((310.0, Some(285.0), Some(363.0))));
    assert_eq!(lung.median(Some("1")).map(|m| m.0), Some(270.0));
    assert_eq!(lung.median(Some("2")).map(|m| m.0), Some(426.0));
    // The area under the whole curve and its error, summed apart from the program as the formula is written.
    let mean = Curve::new(&lung.exits(None)).restricted_mean(1_022).expect("somebody was seen for so long");
    assert_eq!((format!("{:.6}", mean.value), format!("{:.6}", mean.error)), ("376.274746".into(), "19.707791".into()));
    let veteran = Study::read("veteran", "time", "status", "trt").expect("beside the other");
    assert_eq!(veteran.median(Some("1")).map(|m| m.0), Some(103.0));
    // Exactly half are pending from 52 to 53: printed as 52 where the first such time is meant, 52.5 where its middle is.
    let exits = veteran.exits(Some("2"));
    let pending = [51, 52, 53].map(|day| Curve::new(&exits).share_pending(day).map_or(0.0, |s| s.value));
    assert!(pending[0] > 0.5 + 1e-9 && (pending[1] - 0.5).abs() < 1e-9 && pending[2] < 0.5 - 1e-9, "{pending:?}");
    assert_eq!(veteran.median(Some("2")).map(|m| m.0), Some(52.5));
    let aml = Study::read("aml", "time", "cens", "group").expect("beside the others");
    assert_eq!(aml.median(Some("1")).map(|m| m.0), Some(31.0));
    assert_eq!(aml.median(Some("2")).map(|m| m.0), Some(23.0));
}

fn start() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2024, 4, 2).and_then(|d| d.and_hms_opt(8, 0, 0)).expect("a time")
}

fn text(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// A complaint of the two-unit government: number, unit, minutes to the answer and to the closing, status, reason.
fn line(number: usize, unit: &str, answer: Option<i64>, closing: Option<i64>, status: &str, reason: &str) -> String {
    let after = |minutes: Option<i64>| minutes.map(|m| text(start() + TimeDelta::minutes(m))).unwrap_or_default();
    let mut line = String::new();
    let _ = writeln!(
        line,
        "W{number},{},{},{},{unit},aspirasi,{status},website,Layanan,{reason},Utara,Judul {number},\
         Uraian aduan nomor {number} yang cukup panjang",
        text(start()),
        after(answer),
        after(closing)
    );
    line
}

fn export(lines: &[String]) -> String {
    HEADER.join(",") + "\n" + &lines.concat()
}

/// The row of a unit (of the government, where the id is empty) and step.
#[track_caller]
fn curve(table: &Table, skpd_id: &str, step: &str) -> Row {
    let found = table.rows.iter().find(|row| row["skpd_id"] == skpd_id && row["step"] == step);
    found.unwrap_or_else(|| panic!("no row of '{skpd_id}', {step}: {:?}", table.rows)).clone()
}

#[track_caller]
fn holds(row: &Row, cells: &[(&str, &str)]) {
    for (column, expected) in cells {
        assert!(same_cell(expected, &row[*column], 1e-9), "{column}: expected {expected}, found {}", row[*column]);
    }
}

#[test]
fn an_export_that_carries_lungs_times_gives_lungs_medians() {
    let Some(lung) = Study::read("lung", "time", "status", "sex") else { return };
    // One minute a day; a censored patient is a complaint that its reporter closed without an answer.
    let lines: Vec<String> = (0..)
        .zip(&lung.0)
        .map(|(number, (days, event, sex))| {
            let unit = if sex == "1" { "Dinas Kesehatan" } else { "Dinas Perhubungan" };
            let minutes = Some(i64::from(*days));
            match event {
                true => line(number, unit, minutes, None, "in-progress", ""),
                false => line(number, unit, None, minutes, "closed-by-reporter", ""),
            }
        })
        .collect();
    let trial = Trial::new(export(&lines));
    trial.publish();
    let league = trial.table("publik/league.csv");
    let median = |unit: &str| {
        league.rows.iter().find(|row| row["skpd_id"] == unit).map(|row| row["km_median_response_hours"].clone())
    };
    let hours = |minutes: f64| (minutes / 60.0).to_string();
    assert_eq!((median("D1"), median("D2")), (Some(hours(270.0)), Some(hours(426.0))));
    let city = &trial.table("publik/league-instansi.csv").rows[0];
    assert_eq!(city["km_median_response_hours"], hours(310.0));
    // The median of those answered alone is 226: what the censored ones change.
    assert_eq!(city["median_response_hours"], hours(226.0));
    holds(
        &curve(&trial.table("publik/kurva.csv"), "", "response"),
        &[
            ("unit", "Pemerintah Kota Uji"),
            ("complaints", "228"),
            ("events", "165"),
            ("censored", "63"),
            ("time_unknown", "0"),
            ("median", "reached"),
            ("median_low_hours", &hours(285.0)),
            ("median_high_hours", &hours(363.0)),
        ],
    );
}

#[test]
fn what_was_archived_competes_with_the_resolution_and_never_counts_as_one() {
    let unit = "Dinas Kesehatan";
    let day = 24 * 60;
    let lines = [
        line(1, unit, Some(60), Some(2 * day), "closed-by-unit", ""),
        line(2, unit, None, Some(4 * day), "archived", "withdrawn"),
        line(3, unit, Some(120), Some(10 * day), "closed-by-unit", ""),
        line(4, unit, None, None, "received", ""),
        line(5, unit, None, None, "archived", "invalid"),
    ];
    let trial = Trial::new(export(&lines));
    trial.publish();
    let table = trial.table("publik/kurva.csv");
    // F = 1/5 after two days; open 4/5, after the archiving 3/5, a third of which is resolved after ten: 1/5 + 1/5.
    holds(
        &curve(&table, "D1", "resolution"),
        &[
            ("complaints", "5"),
            ("events", "2"),
            ("competing", "1"),
            ("censored", "2"),
            ("time_unknown", "1"),
            ("closed_by_admin", "2"),
            ("closed_by_system", "0"),
            ("pending_1d", "1"),
            ("pending_3d", "0.8"),
            ("pending_5d", "0.8"),
            ("pending_14d", "0.6"),
            ("pending_60d", "0.6"),
            ("median", "not_reached"),
            ("median_hours", ""),
            // Two days at 1, eight at 0.8, eighty at 0.6.
            ("restricted_mean_hours", &(56.4 * 24.0).to_string()),
            ("horizon_hours", "2160"),
        ],
    );
    // The archived ones were never the unit's to answer: three, of which one is open.
    holds(
        &curve(&table, "D1", "response"),
        &[
            ("complaints", "3"),
            ("events", "2"),
            ("competing", "0"),
            ("censored", "1"),
            ("closed_by_admin", ""),
            ("median_hours", "2"),
        ],
    );
}

#[test]
fn a_minute_more_than_a_day_is_pending_after_a_day_and_a_second_too() {
    let lines = [
        line(1, "Dinas Kesehatan", Some(24 * 60), None, "in-progress", ""),
        line(2, "Dinas Kesehatan", Some(24 * 60 + 1), None, "in-progress", ""),
        line(3, "Dinas Kesehatan", Some(24 * 60), None, "in-progress", "").replacen(
            "2024-04-03 08:00:00",
            "2024-04-03 08:00:01",
            1,
        ),
    ];
    let trial = Trial::new(export(&lines));
    trial.publish();
    let row = curve(&trial.table("publik/kurva.csv"), "D1", "response");
    // As the limit of 24 hours sees it, with the interval of that rate.
    let league = trial.table("publik/league.csv").rows.into_iter().find(|row| row["skpd_id"] == "D1").expect("a row");
    let of = |name: &str| league[name].parse::<f64>().expect("a rate");
    holds(
        &row,
        &[
            ("pending_1d", &(1.0 - of("on_time_rate")).to_string()),
            ("pending_1d_low", &(1.0 - of("on_time_high")).to_string()),
            ("pending_1d_high", &(1.0 - of("on_time_low")).to_string()),
        ],
    );
}

#[test]
fn a_horizon_of_ones_own_is_used_and_a_quarter_too_young_for_it_has_no_mean() {
    let trial = Trial::new(good_and(&[]));
    trial.edit("[groups]", "[survival]\nresponse-horizon = \"36h\"\n[groups]");
    trial.publish();
    let row = curve(&trial.table("publik/kurva.csv"), "D1", "response");
    // Answered after 2 and after 50 hours: 2 + 34/2 up to 36.
    holds(&row, &[("restricted_mean_hours", "19"), ("horizon_hours", "36"), ("restricted_mean_low_hours", "")]);
    trial.edit("36h", "5000d");
    trial.publish();
    let league = trial.table("publik/league.csv").rows;
    let mean =
        |unit: &str| league.iter().find(|r| r["skpd_id"] == unit).map(|r| r["restricted_mean_response_hours"].clone());
    assert_eq!(mean("D1").as_deref(), Some("26"), "all were answered, so nothing is left to wait for");
    assert_eq!(mean("D2").as_deref(), Some(""), "one is open, and nobody has waited so long");
}

#[test]
fn dates_tell_shares_after_days_and_no_hours() {
    let dated: Vec<[&str; 13]> = GOOD
        .iter()
        .map(|row| {
            let mut row = *row;
            for cell in &mut row[1..4] {
                *cell = cell.get(..10).unwrap_or("");
            }
            row
        })
        .collect();
    let trial = Trial::new(crate::trial::delimited(&dated, b','));
    trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    let table = trial.table("publik/kurva.csv");
    // On the day itself, and two days later.
    holds(
        &curve(&table, "D1", "response"),
        &[
            ("median", "not_stated"),
            ("restricted_mean_hours", ""),
            ("pending_1d", "0.5"),
            ("pending_3d", "0"),
            ("complaints", "2"),
        ],
    );
    let league = trial.table("publik/league.csv").rows;
    assert!(league.iter().filter(|r| r["skpd_id"] == "D1").all(|r| r["km_median_response_hours"].is_empty()));
}

#[test]
fn an_answer_at_an_unknown_time_waits_until_as_of_and_too_many_leave_nothing_to_state() {
    let unit = "Dinas Kesehatan";
    let mut lines: Vec<String> = (1..=8).map(|n| line(n, unit, Some(60), None, "in-progress", "")).collect();
    lines.push(line(9, unit, None, None, "in-progress", ""));
    let trial = Trial::new(export(&lines));
    trial.publish();
    holds(
        &curve(&trial.table("publik/kurva.csv"), "D1", "response"),
        &[
            ("complaints", "9"),
            ("events", "8"),
            ("censored", "1"),
            ("time_unknown", "1"),
            ("median_hours", "1"),
            ("pending_60d", &(1.0 / 9.0).to_string()),
        ],
    );
    lines.extend((10..=14).map(|n| line(n, unit, None, None, "in-progress", "")));
    trial.put("aduan.csv", export(&lines));
    trial.run(&["--only", "csv"]).expect_status(&[1]);
    holds(
        &curve(&trial.table("publik/kurva.csv"), "D1", "response"),
        &[
            ("complaints", "14"),
            ("time_unknown", "6"),
            ("median", "not_stated"),
            ("restricted_mean_hours", ""),
            ("pending_1d", ""),
        ],
    );
}

/// Three units of ten complaints: one answers its three easy ones within the hour and nothing else.
fn easy_cases() -> Trial {
    let day = 24 * 60;
    let mut lines = Vec::new();
    for number in 0..10 {
        let easy = number < 3;
        lines.push(line(
            number,
            "Dinas Mudah",
            easy.then_some(45),
            easy.then_some(day),
            if easy { "closed-by-unit" } else { "received" },
            "",
        ));
        for (unit, hours) in [("Dinas Tekun", 19), ("Dinas Rajin", 21)] {
            let number = number + if hours == 19 { 10 } else { 20 };
            lines.push(line(number, unit, Some(hours * 60), Some(2 * day), "closed-by-unit", ""));
        }
    }
    let trial = Trial::new(export(&lines));
    trial.put("skpd.csv", "skpd_id,name\nE,Dinas Mudah\nT,Dinas Tekun\nR,Dinas Rajin\n");
    trial
}

#[test]
fn who_answers_the_easy_ones_alone_is_first_by_the_usual_mean_and_last_by_ours_and_the_report_says_why() {
    let trial = easy_cases();
    trial.run(&["--only", "csv,html"]).expect_status(&[0]);
    let league = trial.table("publik/league.csv").rows;
    let by = |column: &str| {
        let mut units: Vec<(f64, &str)> = league
            .iter()
            .filter(|row| !row[column].is_empty())
            .map(|row| (row[column].parse().expect("a number"), row["skpd_id"].as_str()))
            .collect();
        units.sort_by(|a, b| a.0.total_cmp(&b.0));
        units.into_iter().map(|(_, unit)| unit).collect::<Vec<_>>()
    };
    assert_eq!(by("mean_response_hours"), ["E", "T", "R"], "answered ones alone: the easy one is fastest");
    assert_eq!(by("restricted_mean_response_hours"), ["T", "R", "E"]);
    assert_eq!(by("rank").last(), Some(&"E"), "the score knows it too");
    let remarks = trial.table("publik/urutan-waktu.csv").rows;
    let easy = remarks.iter().find(|row| row["skpd_id"] == "E").expect("its line");
    holds(
        easy,
        &[
            ("compared", "3"),
            ("eligible", "10"),
            ("responded", "3"),
            ("mean_response_hours", "0.75"),
            ("place_by_answered", "1"),
            ("place_by_all", "3"),
            ("remark", "looks_faster_by_answered"),
            // Three of ten within 45 minutes, seven for all of the fortnight.
            ("restricted_mean_response_hours", &(0.75 + 0.7 * (336.0 - 0.75)).to_string()),
        ],
    );
    assert!(remarks.iter().filter(|row| row["skpd_id"] != "E").all(|row| row["remark"].is_empty()));
    let page = String::from_utf8(trial.bytes("publik/laporan.html")).expect("text");
    let said = "Dinas Mudah: 3 aduan yang dijawab rata-rata memakan 0,8 jam, urutan ke-1 dari 3 SKPD sekelompok. Namun 7 dari \
                10 aduannya belum dijawab; bila semuanya ikut dihitung (sampai 14 hari), rata-ratanya 235,4 jam dan \
                urutannya ke-3.";
    assert!(page.contains(said), "the page says why");
    assert!(page.contains("Yang belum dijawab ikut dihitung") && page.contains("belum tercapai"));
    trial.run(&["--only", "html", "--lang", "en"]).expect_status(&[0]);
    let page = String::from_utf8(trial.bytes("publik/laporan.en.html")).expect("text");
    assert!(page.contains("But 7 of its 10 complaints are unanswered"), "in English too");
}

#[test]
fn an_event_log_tells_when_a_complaint_was_archived_and_that_it_came_back() {
    let mut log = "complaint-id,event-at,event-kind,actor,skpd,reason\n".to_owned();
    let mut event = |id: &str, received: NaiveDateTime, days: i64, kind: &str, reason: &str| {
        let at = text(received + TimeDelta::days(days));
        let unit = if kind == "assigned" { "Dinas Kesehatan" } else { "" };
        let _ = writeln!(log, "{id},{at},{kind},,{unit},{reason}");
    };
    let late = start() + TimeDelta::days(85);
    for (id, received) in [("A", start()), ("B", start()), ("C", late), ("D", start())] {
        event(id, received, 0, "received", "");
        event(id, received, 0, "assigned", "");
    }
    // Archived twice on one ground: the first time counts. Archived and opened again: it waits on.
    event("A", start(), 4, "archived", "invalid");
    event("A", start(), 9, "archived", "invalid");
    event("B", start(), 6, "closed-by-unit", "");
    event("D", start(), 2, "archived", "invalid");
    event("D", start(), 3, "reopened", "");
    let trial = Trial::new(&log);
    trial.edit("profile = \"cases\"", "profile = \"events\"");
    trial.edit("2024-07-05", "2024-06-30");
    trial.publish();
    // C was seen for less than five days. At four days open 3/4; at six one of the two that still wait: 3/8.
    holds(
        &curve(&trial.table("publik/kurva.csv"), "D1", "resolution"),
        &[
            ("complaints", "4"),
            ("events", "1"),
            ("competing", "1"),
            ("censored", "2"),
            ("time_unknown", "0"),
            ("pending_5d", "1"),
            ("pending_14d", "0.625"),
        ],
    );
}
