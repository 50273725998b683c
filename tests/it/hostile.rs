//! A corpus of hostile and broken files. Each stands beside a good one, and for each it is stated how the program ends,
//! what it says and what becomes of every row: no panic, bounded memory, bounded time, and the good file is read all the
//! same. Small files are written out here, large ones are made on the way.

mod json_lines;
mod kinds;
mod large;
mod parquet_files;
mod paths;
mod quotes;
mod texts;
mod workbook_parts;
mod workbooks;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{folder, rapor, write};
use crate::trial::{CONFIG, GOOD, HEADER, REGISTER, delimited};

/// The most memory that a run may hold at any time, in KiB.
const MEMORY: u64 = 512 << 10;

/// The longest that a run may take. The large files take a few seconds even where the program is built without optimisation.
const PATIENCE: Duration = Duration::from_secs(120);

/// How a file ends.
enum End {
    /// Its rows are understood: read, accepted and rejected, and the findings that are told of it as `DQ006 3,5 x2`: rule,
    /// row, and the number of rows where it is not one; behind them the column and the sheet, if any.
    Read([u64; 3], Vec<&'static str>),
    /// The file is an error, and all of this is said.
    Refused(Vec<&'static str>),
}

/// A hostile file.
struct Case {
    /// What is wrong with it.
    name: &'static str,
    /// The file's name.
    file: &'static str,
    /// What stands in its profile above the columns.
    profile: &'static str,
    /// Writes it to its place.
    make: Box<dyn Fn(&Path) + Send + Sync>,
    end: End,
}

/// A file of these bytes.
fn case(name: &'static str, file: &'static str, bytes: impl AsRef<[u8]>, end: End) -> Case {
    let bytes = bytes.as_ref().to_vec();
    made(name, file, move |path: &Path| fs::write(path, &bytes).expect("the file can be written"), end)
}

/// A file that is made at its place.
fn made(name: &'static str, file: &'static str, make: impl Fn(&Path) + Send + Sync + 'static, end: End) -> Case {
    Case { name, file, profile: "", make: Box::new(make), end }
}

impl Case {
    /// With this line in its profile.
    fn stating(self, profile: &'static str) -> Self {
        Self { profile, ..self }
    }
}

/// A file that is read whole: so many rows, all accepted, nothing told.
const fn whole(rows: u64) -> End {
    End::Read([rows, rows, 0], Vec::new())
}

fn read(account: [u64; 3], findings: &[&'static str]) -> End {
    End::Read(account, findings.to_vec())
}

fn refused(parts: &[&'static str]) -> End {
    End::Refused(parts.to_vec())
}

/// A row of the hostile file; its texts hold no separator and no quote.
fn row(id: &str) -> String {
    format!(
        "{id},2024-04-10 08:00:00,2024-04-10 10:00:00,,Dinas Kesehatan,aspirasi,in-progress,website,Layanan,,Utara,Antrean,\
         Antrean {id} di loket pendaftaran sejak pagi"
    )
}

/// The header of the hostile file.
fn header() -> String {
    HEADER.join(",")
}

/// A table of these rows.
fn table(rows: &[String]) -> String {
    std::iter::once(header()).chain(rows.iter().cloned()).map(|line| line + "\n").collect()
}

/// A table of so many faultless rows.
fn rows(count: usize) -> String {
    table(&(1..=count).map(|n| row(&format!("H{n}"))).collect::<Vec<_>>())
}

/// What a run said and took.
struct Ran {
    status: Option<i32>,
    stdout: String,
    stderr: String,
    /// The most memory it held, in KiB.
    memory: u64,
}

/// Runs `rapor check --json` and watches it.
fn watched(home: &Path) -> Ran {
    let (out, err) = (home.join("stdout"), home.join("stderr"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapor"))
        .args(["check", "--json"])
        .arg(home.join("rapor.toml"))
        .stdin(Stdio::null())
        .stdout(File::create(&out).expect("a file"))
        .stderr(File::create(&err).expect("a file"))
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let begun = Instant::now();
    let mut memory = 0;
    let ended = loop {
        // The highest mark so far; it is gone when the process is.
        memory = memory.max(high_water(&status).unwrap_or(0));
        match child.try_wait().expect("it can be waited for") {
            Some(status) => break Some(status),
            None if begun.elapsed() > PATIENCE => {
                child.kill().expect("it can be ended");
                child.wait().expect("it ends");
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
    Ran { status: ended.and_then(|s| s.code()), stdout: text(&out), stderr: text(&err), memory }
}

fn high_water(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    text.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// The configuration: the good file under the built-in profile, the hostile one under a copy that can be changed.
fn lay_out(home: &Path, case: &Case) {
    let second = format!("[[source]]\nfiles   = \"{}\"\nprofile = \"uji.toml\"\n\n[reference]", case.file);
    write(&home.join("rapor.toml"), &CONFIG.replacen("aduan.csv", "baik.csv", 1).replacen("[reference]", &second, 1));
    write(&home.join("skpd.csv"), REGISTER);
    write(&home.join("baik.csv"), &delimited(&GOOD, b','));
    let cases = include_str!("../../src/config/profiles/cases.toml");
    let named = cases.replacen("name = \"cases\"", &format!("name = \"uji\"\n{}", case.profile), 1);
    write(&home.join("uji.toml"), &named);
    (case.make)(&home.join(case.file));
}

/// What is wrong with how a case ended; empty where all is as stated.
fn judged(case: &Case) -> Vec<String> {
    let home = folder();
    lay_out(home.path(), case);
    let ran = watched(home.path());
    let mut wrong = Vec::new();
    let mut expect = |good: bool, what: String| {
        if !good {
            wrong.push(what);
        }
    };
    expect(ran.memory < MEMORY, format!("it held {} MiB", ran.memory >> 10));
    expect(!ran.stderr.contains("panicked"), "it panicked".to_owned());
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    expect(accounts(&told).get("baik.csv") == Some(&[4, 4, 0]), "the good file was not read".to_owned());
    match &case.end {
        End::Read(account, findings) => {
            expect(ran.status == Some(0), format!("it ended with {:?}", ran.status));
            let found = accounts(&told).get(case.file).copied();
            expect(found == Some(*account), format!("its rows are {found:?} and not {account:?}"));
            let said = findings_of(&told, case.file);
            expect(said == *findings, format!("its findings are {said:?} and not {findings:?}"));
        }
        End::Refused(parts) => {
            expect(ran.status == Some(2), format!("it ended with {:?}", ran.status));
            let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap_or_default();
            let all = ["error", "where", "why", "next"].map(|key| error[key].as_str().unwrap_or_default()).join("\n");
            expect(error["where"].as_str().is_some_and(|w| w.contains(case.file)), "the file is not named".to_owned());
            for part in parts {
                expect(all.contains(part), format!("'{part}' is not said"));
            }
            expect(!accounts(&told).contains_key(case.file), "a part of it was read".to_owned());
        }
    }
    if !wrong.is_empty() {
        wrong.push(format!("standard output: {}\nstandard error: {}", ran.stdout, ran.stderr));
    }
    wrong
}

/// Rows read, accepted and rejected by file.
fn accounts(told: &serde_json::Value) -> BTreeMap<String, [u64; 3]> {
    let mut accounts: BTreeMap<String, [u64; 3]> = BTreeMap::new();
    for file in told["files"].as_array().into_iter().flatten() {
        let name = file["file"].as_str().unwrap_or_default().to_owned();
        let counts = ["read", "accepted", "rejected"].map(|key| file[key].as_u64().unwrap_or(u64::MAX));
        let sum = accounts.entry(name).or_default();
        for (sum, count) in sum.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    accounts
}

/// What is told of a file as broken: rows held back, damaged text, and whatever of it was not read.
fn findings_of(told: &serde_json::Value, file: &str) -> Vec<String> {
    let of_file = told["findings"].as_array().into_iter().flatten().filter(|f| f["file"] == file);
    let broken = of_file.filter(|f| {
        let rule = f["rule"].as_str().unwrap_or_default();
        f["severity"] == "rejected"
            || ["DQ007", "DQ010", "DQ013", "DQ014", "DQ026"].contains(&rule)
            || rule.starts_with("DQ05")
    });
    broken
        .map(|f| {
            let text = |key: &str| f[key].as_str().unwrap_or_default().to_owned();
            let rows = f["rows"].as_u64().unwrap_or(0);
            let times = if rows == 1 { String::new() } else { format!("x{rows}") };
            let sheet = if text("sheet").is_empty() { String::new() } else { format!("[{}]", text("sheet")) };
            let parts = [text("rule"), f["row"].to_string(), times, text("column"), sheet];
            parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// Tries the cases on two threads and tells of all that are wrong.
#[track_caller]
fn holds(cases: &[Case]) {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let wrong = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    let found = judged(case);
                    if !found.is_empty() {
                        wrong.lock().expect("no test panics").push(format!("{}: {}", case.name, found.join("\n  ")));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("no test panics");
    assert!(wrong.is_empty(), "{} of {} cases:\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[test]
fn a_run_with_bad_files_tells_all_of_them_and_publishes_nothing() {
    let trial = crate::trial::Trial::new(rows(3));
    trial.put("buruk-1.csv", "");
    trial.put("buruk-2.csv", "nomor,tanggal\n1,2024-04-01\n");
    trial.put("buruk-3.xlsx", "bukan buku kerja");
    trial.edit("\"aduan.csv\"", "[\"aduan.csv\", \"buruk-*\"]");
    let said = trial.refused();
    let order = ["buruk-1.csv", "buruk-2.csv", "buruk-3.xlsx"].map(|name| said.find(name).expect(name));
    assert!(order.is_sorted(), "{said}");
    assert_eq!(said.matches("error: ").count(), 3, "{said}");
    let outcome = rapor(["check".into(), trial.path("rapor.toml").into_os_string()]).expect_status(&[2]);
    assert!(outcome.stdout.contains("aduan.csv") && !outcome.stdout.contains("buruk"), "{}", outcome.stdout);
    assert_eq!(outcome.stderr, said, "check and run say the same");
}

#[test]
fn where_no_file_can_be_read_that_is_all_that_is_said() {
    let trial = crate::trial::Trial::new("");
    let outcome = rapor(["check".into(), trial.path("rapor.toml").into_os_string()]).expect_status(&[2]);
    assert_eq!(outcome.stdout, "");
    assert_eq!(outcome.stderr.matches("error: ").count(), 1, "{}", outcome.stderr);
}
