//! Names, identity numbers, telephone numbers, addresses and texts of persons are planted in every column but the
//! unit's and the government's, in good, shifted and broken rows of every layout and format; then every byte that the
//! program writes or says is searched, its tables and temporary folder included.

mod planted;
mod tables;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::determinism::{tree, unpacked};
use crate::support::{Outcome, folder, read_table, write};
use planted::{CASES, EVENTS, Layout, SP4N, Shift};

/// What must be nowhere, in lower case.
const NOWHERE: [&str; 9] = [
    "siti rahasia",
    "siti-rahasia",
    "siti_rahasia",
    "rahasia aminah",
    "siti.rahasia",
    "jalan melati",
    "jalan-melati",
    "3573019907120001",
    "81299887766",
];

/// Numbers that stood in the id's column: nobody can tell them from ids, so they may stand where complaints are listed.
const NUMBERS: [&str; 2] = ["3573019907129999", "81200009999"];

/// A government with two units, and an export.
struct Bait {
    home: TempDir,
    /// What was there before the program ran.
    given: BTreeSet<String>,
}

impl Bait {
    fn new(profile: &str, files: &[(&str, Vec<u8>)]) -> Self {
        let home = folder();
        let path = |name: &str| home.path().join(name);
        for (name, bytes) in files {
            fs::write(path(name), bytes).expect("the export can be written");
        }
        let sources: String = files
            .iter()
            .map(|(name, _)| format!("[[source]]\nfiles = \"{name}\"\nprofile = \"{profile}\"\n"))
            .collect();
        write(
            &path("rapor.toml"),
            &format!(
                "[unit]\nname = \"Pemerintah Kota Uji\"\nlevel = \"kota\"\nzone = \"WIB\"\n\
                [period]\nquarters = [\"2024-Q2\"]\nas-of = 2024-07-05\n{sources}\
                [reference]\nskpd = \"skpd.csv\"\ninstansi = \"instansi.csv\"\n\
                [[deadline]]\nstep = \"response\"\nclass = \"*\"\nlimit = \"24h\"\nsource = \"contoh\"\n\
                [groups]\nby = \"none\"\nminimum-volume = 1\n[gates]\nrejected-rows = 1.0\nevidence-share = 0.0\n"
            ),
        );
        write(
            &path("skpd.csv"),
            "skpd_id,name,kind,agency_id\nD1,Dinas Kesehatan,dinas,uji\nD2,Dinas Perhubungan,dinas,uji\n",
        );
        write(&path("instansi.csv"), "agency_id,name,level,zone,region_code\nuji,Pemerintah Kota Uji,kota,WIB,\n");
        fs::create_dir(path("tmp")).expect("a temporary folder");
        let given = tree(home.path()).into_keys().collect();
        Self { home, given }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Runs the program with a temporary folder of its own, and searches what it says.
    #[track_caller]
    fn rapor(&self, words: &[&str]) -> Outcome {
        let output = Command::new(env!("CARGO_BIN_EXE_rapor"))
            .args(words)
            .arg(self.path("rapor.toml"))
            .current_dir(self.home.path())
            .env("NO_COLOR", "1")
            .env("RUST_BACKTRACE", "full")
            .env("TMPDIR", self.path("tmp"))
            .output()
            .expect("the program starts");
        let outcome = Outcome {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        let said = format!("{}\n{}", outcome.stdout, outcome.stderr).to_lowercase();
        for word in NOWHERE.iter().chain(&NUMBERS) {
            assert!(!said.contains(word), "{words:?} said '{word}':\n{said}");
        }
        outcome
    }

    /// Every command in every voice and language; then every byte below the output and the temporary folder.
    #[track_caller]
    fn searched(&self, allowed: &[i32]) {
        let formats = ["--only", "csv,xlsx,html,charts", "--include-confidential"];
        for (out, more) in [("out", &[][..]), ("out-en", &["--lang", "en"]), ("out-json", &["--json"])] {
            let words: Vec<&str> = ["run", "--out", out].iter().chain(&formats).chain(more).copied().collect();
            self.rapor(&words).expect_status(allowed);
        }
        self.rapor(&["check"]).expect_status(allowed);
        self.rapor(&["check", "--json"]).expect_status(allowed);
        self.rapor(&["check", "--quiet"]).expect_status(allowed);
        assert!(tree(&self.path("tmp")).is_empty(), "something is left in the temporary folder");
        self.holds_nothing();
    }

    /// No file that the program left anywhere, and no name of one, tells anything that was planted.
    #[track_caller]
    fn holds_nothing(&self) {
        let written = tree(self.home.path()).into_iter().filter(|(name, _)| !self.given.contains(name));
        for (name, bytes) in written {
            let mut parts = unpacked(&name, &bytes);
            if name.ends_with(".parquet") {
                parts.extend(tables::columns(&self.path(&name)).into_iter().map(|(_, texts)| texts.join("\n").into()));
            }
            // Where complaints are listed by their ids.
            let lists = ["bukti/", "bukti-instansi.csv", "bukti-stok.csv", "bukti-serah.csv", "belum-direspons.csv"];
            let lists = [lists.as_slice(), &["duplikat.csv", "pengembalian.csv"]].concat();
            let lists_ids = [
                lists.iter().map(|list| format!("/internal/{list}")).collect::<Vec<_>>().as_slice(),
                &[".parquet".to_owned(), "/.simpanan/".to_owned()],
            ]
            .concat();
            let lists_ids = lists_ids.iter().any(|place| name.contains(place.as_str()));
            for word in NOWHERE.iter().chain(NUMBERS.iter().filter(|_| !lists_ids)) {
                let told = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).to_lowercase().contains(word);
                assert!(!name.to_lowercase().contains(word), "the name {name} tells '{word}'");
                assert!(!parts.iter().any(told), "{name} holds '{word}'");
            }
        }
    }

    /// A report came out.
    #[track_caller]
    fn published(&self) {
        let quarter = self.path("out/pemerintah-kota-uji/2024-Q2");
        for name in ["publik/laporan.html", "publik/liga.xlsx", "internal/temuan.csv", "internal/karantina.csv"] {
            assert!(quarter.join(name).is_file(), "{name} was not written");
        }
    }
}

#[test]
#[should_panic(expected = "out/sisa.txt holds 'siti rahasia'")]
fn the_search_sees_what_is_left_behind() {
    let bait = Bait::new(CASES.profile, &[("aduan.csv", planted::csv(&CASES, &planted::good(&CASES)))]);
    bait.searched(&[0, 1]);
    write(&bait.path("out/sisa.txt"), "sisa: SITI RAHASIA AMINAH");
    bait.holds_nothing();
}

#[test]
fn nothing_gets_out_of_any_column_of_complaints_in_any_format() {
    let planted = |shifts| [planted::rows(&CASES, shifts), planted::strayed(&CASES, "skpd_id", "skpd")].concat();
    let (rows, same_width) = (planted(&Shift::ALL), planted(&Shift::SAME_WIDTH));
    let of_a_workbook = planted(&Shift::OF_A_WORKBOOK);
    for (name, bytes) in [
        ("aduan.csv", planted::csv(&CASES, &rows)),
        ("aduan.xlsx", planted::xlsx(&CASES, &of_a_workbook)),
        ("aduan.jsonl", planted::jsonl(&CASES, &same_width)),
        ("aduan.parquet", planted::parquet(&CASES, &same_width)),
    ] {
        let bait = Bait::new(CASES.profile, &[(name, bytes)]);
        bait.searched(&[0, 1]);
        bait.published();
        tables::hold_nothing(&bait.path("rapor.toml"));
        let listed = fs::read_to_string(bait.path("out/pemerintah-kota-uji/2024-Q2/internal/bukti/d1.csv"));
        assert!(listed.expect("a list").contains(NUMBERS[0]), "{name}: a number in the id's column is an id");
        let league = bait.path("out/pemerintah-kota-uji/2024-Q2/publik/league.csv");
        let strayed =
            read_table(&league).rows.iter().any(|r| r["skpd"] == "(unit tidak dikenal)" && r["received"] != "0");
        assert!(strayed, "{name}: a name that stood in the unit's column is counted");
    }
}

#[test]
fn nothing_gets_out_of_any_column_of_events() {
    let rows = planted::rows(&EVENTS, &Shift::ALL);
    let bait = Bait::new(EVENTS.profile, &[("log.csv", planted::csv(&EVENTS, &rows))]);
    bait.searched(&[0, 1]);
    bait.published();
    tables::hold_nothing(&bait.path("rapor.toml"));
}

#[test]
fn nothing_gets_out_of_any_column_of_a_short_report_nor_of_its_preamble() {
    let rows = planted::rows(&SP4N, &Shift::ALL);
    let of_a_workbook = planted::rows(&SP4N, &Shift::OF_A_WORKBOOK);
    for (name, bytes) in
        [("ringkas.csv", planted::csv(&SP4N, &rows)), ("ringkas.xlsx", planted::xlsx(&SP4N, &of_a_workbook))]
    {
        let bait = Bait::new(SP4N.profile, &[(name, bytes)]);
        bait.searched(&[0, 1]);
        bait.published();
        tables::hold_nothing(&bait.path("rapor.toml"));
    }
}

/// A layout with rows for good measure, and this behind them.
fn and_then(layout: &Layout, tail: &[u8]) -> Vec<u8> {
    let mut bytes = planted::csv(layout, &planted::good(layout));
    bytes.extend_from_slice(tail);
    bytes
}

#[test]
fn broken_rows_tell_nothing() {
    let name = b"Siti Rahasia \xff\xfe Aminah, 3573019907120001, Jalan Melati \xe9 17";
    for layout in [&CASES, &EVENTS, &SP4N] {
        let mut tail = Vec::new();
        for column in layout.private() {
            let id = format!("83{column}");
            for (at, cell) in layout.good.iter().enumerate() {
                let cell = if at == layout.id { id.as_bytes() } else { cell.as_bytes() };
                tail.extend_from_slice(if at == 0 { b"\"" } else { b",\"" });
                tail.extend_from_slice(if at == column { name } else { cell });
                tail.push(b'"');
            }
            tail.push(b'\n');
        }
        let bait = Bait::new(layout.profile, &[("aduan.csv", and_then(layout, &tail))]);
        bait.searched(&[0, 1]);
        bait.published();
        // A quote that is never closed swallows whatever follows.
        let swallowed = "R1,\"Siti Rahasia Aminah\n3573019907120001,Jalan Melati,+6281299887766\n".repeat(3);
        let bait = Bait::new(layout.profile, &[("aduan.csv", and_then(layout, swallowed.as_bytes()))]);
        bait.searched(&[0, 1, 2]);
    }
}

#[test]
fn broken_json_tells_nothing() {
    let good = String::from_utf8(planted::jsonl(&CASES, &planted::good(&CASES))).expect("text");
    let lines = [
        r#"{"complaint_id": {"nama": "Siti Rahasia Aminah"}, "received_at": "2024-05-06 08:00:00", "status": "received"}"#,
        r#"{"complaint_id": "J1", "received_at": ["Siti Rahasia Aminah"], "status": "received"}"#,
        r#"{"complaint_id": "J2", "received_at": "2024-05-06 08:00:00", "status": {"Siti Rahasia Aminah": 1}}"#,
        r#"{"complaint_id": "J3", "received_at": "2024-05-06 08:00:00", "status": ["Siti Rahasia Aminah"], "skpd": {"a": "Jalan Melati"}}"#,
        r#"{"Siti Rahasia Aminah": "3573019907120001", "siti.rahasia@contoh.example": null}"#,
        r#"{"complaint_id": "J4", "received_at": "2024-05-06 08:00:00", "category": {"Siti Rahasia Aminah": []}, "status": "received"}"#,
        r#"{"complaint_id": "J5", "text": "Siti Rahasia Aminah"#,
        r#"["Siti Rahasia Aminah", 3573019907120001]"#,
        r#""Siti Rahasia Aminah""#,
        "Siti Rahasia Aminah, Jalan Melati 17",
        "3573019907120001",
    ];
    let bait = Bait::new("cases", &[("aduan.jsonl", (good + &lines.join("\n")).into_bytes())]);
    bait.searched(&[0, 1]);
    bait.published();
    tables::hold_nothing(&bait.path("rapor.toml"));
    // Nothing but such lines.
    let bait = Bait::new("cases", &[("aduan.jsonl", lines.join("\n").into_bytes())]);
    bait.searched(&[0, 1, 2]);
}

#[test]
fn no_error_tells_anything() {
    let rows = planted::rows(&CASES, &Shift::ALL);
    let whole = planted::csv(&CASES, &rows);
    let body: Vec<u8> = whole.iter().skip_while(|b| **b != b'\n').skip(1).copied().collect();
    // No header; a header of another layout; a header twice as wide; every status unknown.
    let headless = Bait::new("cases", &[("aduan.csv", body)]);
    headless.searched(&[2]);
    let other = Bait::new("sp4n-ringkas", &[("aduan.csv", whole.clone())]);
    other.searched(&[2]);
    let book = planted::xlsx(&Layout { header: CASES.good, ..CASES }, &rows);
    Bait::new("cases", &[("aduan.xlsx", book)]).searched(&[2]);
    let bait = Bait::new("cases", &[("aduan.csv", whole.clone())]);
    for limit in [["--max-rows", "3"], ["--max-record-bytes", "40"]] {
        bait.rapor(&["check", limit[0], limit[1]]).expect_status(&[2]);
        bait.rapor(&["run", "--json", "--out", "out", limit[0], limit[1]]).expect_status(&[2]);
    }
    bait.rapor(&["check", "--as-of", "2001-01-01"]).expect_status(&[2]);
}
