//! Complaints that change hands, come back, close and reopen: who is charged, with what.

use crate::support::{Row, folder, quarter_folder, read_table, run_csv, write};

const CONFIG: &str = r#"[unit]
name  = "Pemerintah Kota Uji"
level = "kota"
zone  = "WIB"

[period]
quarters = ["2024-Q2"]
as-of    = 2024-07-05

SOURCES

[reference]
skpd = "skpd.csv"

[[deadline]]
step   = "response"
class  = "*"
limit  = "24h"
source = "contoh"

[[deadline]]
step   = "resolution"
class  = "*"
limit  = "10d"
source = "contoh"

[groups]
by = "none"
minimum-volume = 1

[gates]
rejected-rows = 1.0
evidence-share = 0.0
"#;

const EVENTS: &str = "complaint_id,event_at,event_kind,actor,skpd,reason\n";
const CASES: &str = "complaint_id,received_at,assigned_at,first_response_at,closed_at,skpd,status,reason\n";

/// The league of a few events, and of rows beside them where there are any; with what was noticed.
pub struct League {
    rows: Vec<Row>,
    instansi: Vec<Row>,
    findings: Vec<Row>,
    held: Vec<Row>,
}

impl League {
    /// Of lines of events and of complaints, in the columns above.
    pub fn of(events: &str, cases: &str) -> Self {
        let input = folder();
        let mut sources = String::new();
        for (file, profile, header, rows) in [("e.csv", "events", EVENTS, events), ("c.csv", "cases", CASES, cases)] {
            if !rows.is_empty() {
                let lines: Vec<&str> = rows.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
                write(&input.path().join(file), &format!("{header}{}\n", lines.join("\n")));
                sources.push_str(&format!("[[source]]\nfiles = \"{file}\"\nprofile = \"{profile}\"\n"));
            }
        }
        let config = input.path().join("rapor.toml");
        write(&config, &CONFIG.replace("SOURCES", &sources));
        let register = "skpd_id,name\nA,Dinas A\nB,Dinas B\nC,Dinas C\n";
        write(&input.path().join("skpd.csv"), register);
        let out = folder();
        run_csv(&config, out.path()).expect_status(&[0]);
        let report = quarter_folder(out.path(), "Pemerintah Kota Uji", "2024-Q2");
        crate::explain_report::all_cells(&report);
        crate::explain_tables::all_cells(&report);
        let held = report.join("internal/waktu-unit.csv");
        Self {
            rows: read_table(&report.join("publik/league.csv")).rows,
            instansi: read_table(&report.join("publik/league-instansi.csv")).rows,
            findings: read_table(&report.join("internal/temuan.csv")).rows,
            held: if held.exists() { read_table(&held).rows } else { Vec::new() },
        }
    }

    /// The named cells of the government.
    pub fn government(&self, columns: &str) -> String {
        columns.split(' ').map(|c| self.instansi[0][c].as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Findings of a rule: the first row, how many, and of what; rows of events alone.
    pub fn findings(&self, rule: &str) -> Vec<String> {
        let rows = self.findings.iter().filter(|r| r["rule"] == rule);
        rows.map(|r| format!("{}:{} x{} {}", r["file"], r["row"], r["rows"], r["subject"]).trim().to_owned()).collect()
    }

    /// How long each unit held complaints: spells, how many it handed on, hours.
    pub fn held(&self) -> Vec<String> {
        let line = |r: &Row| format!("{} {} {} {}", r["skpd_id"], r["spells"], r["handed_on"], r["hours"]);
        self.held.iter().map(line).collect()
    }

    /// The named cells of a unit, one behind the other; `-` where the unit has no line.
    pub fn cells(&self, unit: &str, columns: &str) -> String {
        let row = self.rows.iter().find(|r| r["skpd_id"] == unit);
        let cells =
            columns.split(' ').map(|c| row.map_or("-", |r| if r[c].is_empty() { "." } else { &r[c] }).to_owned());
        cells.collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn a_closing_by_the_new_unit_is_its_own_response() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,response,Dinas A,,
         1,2024-05-10 10:00:00,forwarded,Dinas A,Dinas B,
         1,2024-05-10 12:00:00,closed-by-unit,Dinas B,,",
        "",
    );
    assert_eq!(
        league.cells("B", "received responded_in_time mean_response_hours unanswered_overdue hops"),
        "1 1 2 0 1"
    );
    assert_eq!(league.cells("A", "received returned_late"), "0 1");
}

#[test]
fn the_system_closes_on_the_holders_own_progress_alone() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,response,Dinas A,,
         1,2024-05-10 10:00:00,forwarded,Dinas A,Dinas B,
         1,2024-06-20 10:00:00,closed-by-system,,,",
        "",
    );
    assert_eq!(league.cells("B", "resolution_due resolved_in_time mean_resolution_days responded"), "1 0 41 0");
}

#[test]
fn what_follows_a_closing_changes_neither_holder_nor_answer() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,response,Dinas A,,
         1,2024-05-02 10:00:00,closed-by-unit,Dinas A,,
         1,2024-05-10 10:00:00,forwarded,Dinas A,Dinas B,
         1,2024-05-11 10:00:00,waiting,,,",
        "",
    );
    assert_eq!(league.cells("A", "received eligible responded_in_time closed hops"), "1 1 1 1 0");
    assert_eq!(league.cells("B", "received unanswered_overdue"), "0 0");
}

#[test]
fn rows_of_one_time_stand_in_the_order_of_the_log() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,returned,Dinas A,,
         1,2024-05-01 10:00:00,assigned,,Dinas B,
         2,2024-05-01,received,,,
         2,2024-05-01,assigned,,Dinas A,
         2,2024-05-01,returned,Dinas A,,
         2,2024-05-01,assigned,,Dinas B,
         2,2024-05-01,response,Dinas B,,
         2,2024-05-01,closed-by-unit,Dinas B,,",
        "",
    );
    assert_eq!(league.cells("B", "received responded closed hops"), "2 1 1 2");
    // A log that runs backwards is read backwards.
    let league = League::of(
        "1,2024-05-03 10:00:00,closed-by-unit,Dinas B,,
         1,2024-05-01 10:00:00,assigned,,Dinas B,
         1,2024-05-01 10:00:00,returned,Dinas A,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 08:00:00,received,,,",
        "",
    );
    assert_eq!(league.cells("B", "received responded closed hops"), "1 1 1 1");
}

#[test]
fn a_former_holder_cannot_take_a_complaint_from_the_present_one() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,forwarded,Dinas A,Dinas B,
         1,2024-05-01 11:00:00,returned,Dinas A,,",
        "",
    );
    assert_eq!(league.cells("B", "received unanswered_overdue"), "1 1");
}

#[test]
fn a_unit_that_gets_it_back_keeps_its_first_clock_and_its_first_answer() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,response,Dinas A,,
         1,2024-05-02 10:00:00,forwarded,Dinas A,Dinas B,
         1,2024-05-02 11:00:00,returned,Dinas B,,
         1,2024-05-02 12:00:00,assigned,,Dinas A,",
        "",
    );
    assert_eq!(league.cells("A", "received responded_in_time unanswered_overdue mean_response_hours"), "1 1 0 2");
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-20 10:00:00,returned,Dinas A,,
         1,2024-05-20 10:00:05,assigned,,Dinas A,
         1,2024-05-20 10:00:10,response,Dinas A,,",
        "",
    );
    assert_eq!(league.cells("A", "received responded_in_time returned_late due"), "1 0 1 1");
}

#[test]
fn a_reopened_complaint_is_not_resolved_before_its_reopening() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-02 08:00:00,done,Dinas A,,
         1,2024-05-03 10:00:00,reopened,,,
         1,2024-06-20 08:00:00,closed-by-system,,,",
        "",
    );
    let columns = "closed mean_resolution_days resolved_in_time backlog_received backlog_reopened backlog_closed";
    assert_eq!(league.cells("A", columns), "1 50 0 1 1 2");
}

#[test]
fn an_event_does_not_wipe_out_what_the_row_tells() {
    // A closing without a time, an archiving, a wait: each beside one event of a second source.
    let league = League::of(
        "1,2024-05-01 10:00:00,response,Dinas A,,
         2,2024-05-01 10:00:00,verified,,,
         3,2024-05-01 10:00:00,verified,,,",
        "1,2024-05-01 08:00:00,,,,Dinas A,closed-by-admin,
         2,2024-05-01 08:00:00,,,,Dinas A,archived,withdrawn
         3,2024-05-01 08:00:00,,,,Dinas A,waiting,",
    );
    let columns = "received eligible excluded_archived excluded_waiting responded closed unanswered_overdue";
    assert_eq!(league.cells("A", columns), "3 1 1 1 1 1 0");
}

#[test]
fn a_row_beside_events_invents_no_hand_over() {
    let league = League::of(
        "1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,forwarded,Dinas A,Dinas B,
         1,2024-05-01 11:00:00,response,Dinas B,,",
        "1,2024-05-01 08:00:00,,,,Dinas B,in-progress,",
    );
    assert_eq!(league.cells("B", "received hops returned_late responded_in_time"), "1 1 0 1");
}

#[test]
fn a_units_own_refusal_is_a_return_and_no_exclusion() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-06-01 09:00:00,archived,Dinas A,,jurisdiction
         2,2024-05-01 08:00:00,received,,,
         2,2024-05-01 09:00:00,assigned,,Dinas A,
         2,2024-05-02 09:00:00,archived,,,jurisdiction",
        "",
    );
    assert_eq!(league.cells("A", "received excluded_jurisdiction returned_late"), "1 1 1");
    assert_eq!(league.cells("belum-terdisposisi", "received excluded_jurisdiction open"), "1 0 1");
}

#[test]
fn a_message_after_the_units_own_closing_is_not_its_first_response() {
    let league = League::of(
        "",
        "1,2024-05-01 08:00:00,,2024-06-01 08:00:00,2024-05-01 10:00:00,Dinas A,closed-by-unit,
         2,2024-05-01 08:00:00,,2024-06-20 08:00:00,2024-05-09 08:00:00,Dinas B,closed-by-system,",
    );
    assert_eq!(league.cells("A", "responded_in_time mean_response_hours"), "1 2");
    assert_eq!(league.cells("B", "responded_in_time mean_resolution_days"), "0 8");
}

#[test]
fn an_answer_before_the_assignment_was_entered_counts() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,response,Dinas A,,
         1,2024-05-01 09:30:00,assigned,,Dinas A,
         1,2024-05-02 09:30:00,response,Dinas A,,
         2,2024-05-01 08:00:00,received,,,
         2,2024-05-01 09:00:00,response,Dinas A,,",
        "",
    );
    assert_eq!(league.cells("A", "received responded_in_time mean_response_hours"), "2 2 1");
}

#[test]
fn what_another_unit_answers_is_the_governments_answer_and_not_the_holders() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,response,Dinas B,,
         2,2024-05-01 08:00:00,received,,,
         2,2024-05-01 09:00:00,work,Dinas B,,
         2,2024-05-01 14:00:00,response,Dinas C,,",
        "",
    );
    assert_eq!(league.cells("A", "received responded unanswered_overdue"), "1 0 1");
    assert_eq!(league.cells("belum-terdisposisi", "received responded"), "1 0");
    assert_eq!(league.government("responded responded_in_time mean_response_hours"), "2 2 1.5");
}

#[test]
fn a_response_before_the_receipt_is_kept_aside_and_nobody_is_called_silent_for_it() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 08:30:00,assigned,,Dinas A,
         1,2024-04-30 08:00:00,response,Dinas A,,",
        "",
    );
    assert_eq!(league.cells("A", "received responded responded_in_time unanswered_overdue"), "1 1 0 0");
}

#[test]
fn waiting_twice_waits_since_the_first_time() {
    let league = League::of(
        "1,2024-05-01 08:00:00,received,,,
         1,2024-05-01 09:00:00,assigned,,Dinas A,
         1,2024-05-01 10:00:00,waiting,,,
         1,2024-05-09 10:00:00,waiting,,,",
        "",
    );
    assert_eq!(league.cells("A", "excluded_waiting unanswered_overdue"), "1 0");
}

#[test]
fn of_two_rows_that_agree_in_all_times_the_later_one_stands() {
    let rows = |first: &str, second: &str| {
        League::of(
            "",
            &format!("1,2024-05-01 08:00:00,,,,{first},received,\n1,2024-05-01 08:00:00,,,,{second},received,"),
        )
    };
    assert_eq!(rows("Dinas A", "Dinas B").cells("B", "received"), "1");
    assert_eq!(rows("Dinas B", "Dinas A").cells("A", "received"), "1");
}
