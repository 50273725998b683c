//! The same complaint by two ways, or twice by one: found, told by what sign, and counted once.

use tempfile::TempDir;

use crate::support::{Row, folder, quarter_folder, rapor, read_table, run_csv, write};
use crate::trial::holds_none;

const CONFIG: &str = r#"[unit]
name  = "Pemerintah Kota Uji"
level = "kota"
zone  = "WIB"

[period]
quarters = ["2024-Q2"]
as-of    = 2024-07-05

[[source]]
files   = "kanal-*.csv"
profile = "cases"

[reference]
skpd = "skpd.csv"

[[deadline]]
step   = "response"
class  = "*"
limit  = "24h"
source = "contoh"

[groups]
by = "none"
minimum-volume = 1

[gates]
rejected-rows = 1.0
evidence-share = 0.0
"#;

const HEADER: &str = "complaint_id,received_at,first_response_at,closed_at,skpd,status,channel,category,reason,district,\
                      reporter,title,text,class\n";

/// A city whose complaints come by two channels.
struct City {
    home: TempDir,
}

impl City {
    /// Of rows of the national channel, and of those of a local one.
    fn new(national: &str, local: &str) -> Self {
        let city = Self { home: folder() };
        for (name, rows) in [("kanal-a.csv", national), ("kanal-b.csv", local)] {
            city.put(name, rows);
        }
        write(&city.home.path().join("rapor.toml"), CONFIG);
        write(&city.home.path().join("skpd.csv"), "skpd_id,name\nA,Dinas Air\nJ,Dinas Jalan\n");
        city
    }

    fn put(&self, name: &str, rows: &str) {
        let lines: Vec<&str> = rows.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        write(&self.home.path().join(name), &format!("{HEADER}{}\n", lines.join("\n")));
    }

    /// Runs, and returns the folder of the quarter.
    fn run(&self) -> std::path::PathBuf {
        let out = self.home.path().join("out");
        run_csv(&self.home.path().join("rapor.toml"), &out).expect_status(&[0]);
        quarter_folder(&out, "Pemerintah Kota Uji", "2024-Q2")
    }

    fn listed(&self) -> Vec<String> {
        let path = self.run().join("internal/duplikat.csv");
        if !path.exists() {
            return Vec::new();
        }
        let line = |r: &Row| {
            let cells = ["group", "complaint_id", "kept", "reason", "skpd_id", "channel", "received_on"];
            cells.map(|c| r[c].as_str()).join(" ")
        };
        read_table(&path).rows.iter().map(line).collect()
    }

    fn findings(&self, rule: &str) -> u64 {
        let rows = read_table(&self.run().join("internal/temuan.csv")).rows;
        rows.iter().filter(|r| r["rule"] == rule).map(|r| r["rows"].parse::<u64>().expect("a count")).sum()
    }

    fn league(&self, unit: &str, columns: &str) -> String {
        let rows = read_table(&self.run().join("publik/league.csv")).rows;
        let row = rows.iter().find(|row| row["skpd_id"] == unit).expect("a line");
        columns.split(' ').map(|c| row[c].as_str()).collect::<Vec<_>>().join(" ")
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn one_complaint_by_two_channels_counts_once_and_both_are_listed() {
    let city = City::new(
        "N1,2024-05-02 08:00:00,,,Dinas Jalan,received,website,Jalan,,Utara,Siti Rahasia,Lubang,Lubang besar di Jalan Kenanga 5,
         N2,2024-05-02 09:00:00,2024-05-02 10:00:00,,Dinas Air,in-progress,website,,,,Budi Rahasia,Air,Air keran keruh sejak kemarin,",
        "L1,2024-05-03 08:00:00,,,DINAS JALAN,received,local-app,Jalan,,,SITI RAHASIA,LUBANG,\"Lubang besar, di Jalan Kenanga 5.\",
         L2,2024-05-04 08:00:00,,,Dinas Jalan,received,local-app,Jalan,,Selatan,Siti Rahasia,Lubang,Lubang besar di Jalan Kenanga 5,
         L3,2024-06-02 08:00:00,,,Dinas Jalan,received,local-app,Jalan,,Utara,Siti Rahasia,Lubang,Lubang besar di Jalan Kenanga 5,
         L4,2024-05-05 08:00:00,,,Dinas Jalan,received,local-app,,,,Budi Rahasia,Air,Air keran keruh sejak kemarin,",
    );
    // L2 lies in another district; L3 came 31 days after N1; L4 went to another unit.
    assert_eq!(
        city.listed(),
        [
            "1 N1 1 text J website 2024-05-02",
            "1 L1 0 text J local-app 2024-05-03",
            "2 N2 1 other-unit A website 2024-05-02",
            "2 L4 1 other-unit J local-app 2024-05-05",
        ]
    );
    assert_eq!(city.league("J", "received eligible excluded_duplicate unanswered_overdue"), "5 4 1 4");
    assert_eq!(city.league("A", "received eligible excluded_duplicate"), "1 1 0");
    assert_eq!(["DQ023", "DQ061", "DQ063"].map(|rule| city.findings(rule)), [1, 0, 2]);
    holds_none(&city.home.path().join("out"), &["Siti", "SITI", "Rahasia", "Kenanga", "keruh"]);
}

#[test]
fn the_same_reporter_and_unit_is_one_complaint_unless_something_speaks_against_it() {
    let city = City::new(
        "N1,2024-05-02 08:00:00,,,Dinas Jalan,received,website,Jalan,,,Siti Rahasia,Lubang,Lubang besar di Jalan Kenanga 5,
         N2,2024-05-20 08:00:00,,,Dinas Jalan,received,website,Jalan,,,Siti Rahasia,Lampu,Lampu mati di Jalan Anggrek 7,
         N3,2024-05-02 08:00:00,2024-05-02 12:00:00,2024-05-03 08:00:00,Dinas Air,closed-by-unit,website,,,,Ayu Rahasia,,,",
        "P1,2024-05-03 08:00:00,,,Dinas Jalan,received,call-center,,,,siti  rahasia,,,
         P2,2024-05-04 08:00:00,,,Dinas Jalan,received,call-center,Trotoar,,,Siti Rahasia,,,
         P3,2024-05-03 08:00:01,,,Dinas Air,received,call-center,,,,Ayu Rahasia,,,
         P4,2024-05-10 08:00:00,,,Dinas Air,received,call-center,,,,Anonim,,,
         P5,2024-05-10 09:00:00,,,Dinas Air,received,call-center,,,,Anonim,,,",
    );
    // N2 tells another text and P2 another category; P3 came after the closing, and nobody is called Anonim.
    assert_eq!(city.listed(), ["1 N1 1 reporter J website 2024-05-02", "1 P1 0 reporter J call-center 2024-05-03"]);
    assert_eq!(city.league("J", "received eligible excluded_duplicate"), "4 3 1");
    assert_eq!(city.league("A", "received eligible excluded_duplicate"), "4 4 0");
    assert_eq!(["DQ023", "DQ061", "DQ063"].map(|rule| city.findings(rule)), [0, 1, 0]);
    holds_none(&city.home.path().join("out"), &["Siti", "siti ", "Rahasia", "Ayu"]);
}

#[test]
fn an_operator_who_enters_for_others_makes_no_duplicates() {
    let call = |n: usize| {
        let (day, hour) = (1 + n / 5, 8 + n % 5);
        format!("P{n:02},2024-05-{day:02} {hour:02}:00:00,,,Dinas Jalan,received,call-center,,,,Operator 3,,,\n")
    };
    let calls = |n: usize| (0..n).map(call).collect::<String>();
    let city = City::new("", &calls(21));
    assert_eq!(city.listed(), NOTHING);
    assert_eq!(city.league("J", "received eligible"), "21 21");
    city.put("kanal-b.csv", &calls(20));
    assert_eq!(city.league("J", "received eligible excluded_duplicate"), "20 1 19");
}

#[test]
fn the_one_that_counts_is_the_first_that_is_otherwise_eligible() {
    let row = |id: &str, day: u32, status: &str, reason: &str, class: &str| {
        format!(
            "{id},2024-05-{day:02} 08:00:00,,,Dinas Jalan,{status},website,,{reason},,,Lubang,Lubang besar di Jalan Kenanga,{class}\n"
        )
    };
    let rows = row("M1", 1, "duplicate", "", "")
        + &row("M2", 2, "archived", "invalid", "")
        + &row("M3", 3, "received", "", "")
        + &row("M4", 4, "received", "", "berkadar-pengawasan");
    let city = City::new(&rows, "");
    // M4 alleges wrongdoing and is listed on demand alone.
    let told =
        ["1 M1 0 text J website 2024-05-01", "1 M2 0 text J website 2024-05-02", "1 M3 1 text J website 2024-05-03"];
    assert_eq!(city.listed(), told);
    assert_eq!(city.league("J", "received eligible excluded_duplicate excluded_archived"), "4 1 3 0");
    let (config, out) = (city.home.path().join("rapor.toml"), city.home.path().join("all"));
    let words =
        ["run".as_ref(), config.as_os_str(), "--out".as_ref(), out.as_os_str(), "--include-confidential".as_ref()];
    rapor(words).expect_status(&[0]);
    let all = read_table(&quarter_folder(&out, "Pemerintah Kota Uji", "2024-Q2").join("internal/duplikat.csv"));
    assert_eq!(all.rows.iter().filter(|r| r["kept"] == "0").count(), 3, "as many as excluded_duplicate says");
}

#[test]
fn neither_the_order_of_rows_nor_of_files_changes_what_is_one() {
    let rows: Vec<String> = (0..60)
        .map(|n| {
            let (day, unit) = (1 + n * 7 % 28, ["Dinas Air", "Dinas Jalan"][n % 2]);
            let text = ["", "Sampah menumpuk di pasar lama", "Lampu mati di Jalan Anggrek"][n % 3];
            let (reporter, district) = (["", "Ayu", "Budi", "Citra"][n / 3 % 4], ["", "Utara", "Selatan"][n / 5 % 3]);
            format!(
                "K{n:02},2024-05-{day:02} {:02}:00:00,,,{unit},received,website,,,{district},{reporter},,{text},\n",
                n % 24
            )
        })
        .collect();
    let forth = City::new(&rows[..30].concat(), &rows[30..].concat());
    let back: Vec<String> = rows.iter().rev().cloned().collect();
    let back = City::new(&back[..20].concat(), &back[20..].concat());
    let listed = forth.listed();
    assert!(listed.len() > 20 && listed.iter().any(|l| l.contains(" reporter ")), "{listed:#?}");
    assert_eq!(listed, back.listed());
}
