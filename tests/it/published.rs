//! What stands in the output folder before and after a run: a report appears whole or not at all, and what
//! was published once is never lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use crate::support::{Outcome, folder, quarter_folder, rapor, write};

const GOVERNMENT: &str = "Kota Terbit";

/// Complaints of two quarters.
const CASES: &str = "\
complaint_id,received_at,first_response_at,closed_at,skpd,status
T1,2024-02-05 09:00:00,2024-02-05 11:00:00,2024-02-07 10:00:00,Dinas Kesehatan,closed-by-unit
T2,2024-04-08 09:00:00,2024-04-08 12:00:00,2024-04-09 10:00:00,Dinas Kesehatan,closed-by-unit
T3,2024-05-13 09:00:00,,,Dinas Perhubungan,received
";

/// The complaint that was open is answered.
const LATER: &str = "T3,2024-05-13 09:00:00,,,Dinas Perhubungan,received\n";
const ANSWERED: &str = "T3,2024-05-13 09:00:00,2024-05-14 08:00:00,,Dinas Perhubungan,in-progress\n";

/// A configuration, its exports and an output folder.
struct Office {
    input: TempDir,
    out: TempDir,
}

impl Office {
    fn new() -> Self {
        let office = Self { input: folder(), out: folder() };
        office.export("cases.csv", CASES);
        office.configure("2024-07-05");
        office
    }

    fn export(&self, name: &str, content: &str) {
        write(&self.input.path().join("ekspor").join(name), content);
    }

    fn configure(&self, as_of: &str) {
        let text = format!(
            r#"
[unit]
name = "{GOVERNMENT}"
level = "kota"
zone = "WIB"
[period]
quarters = ["2024-Q1", "2024-Q2"]
as-of = {as_of}
[[source]]
files = "ekspor/*"
profile = "cases"
[[deadline]]
step = "response"
class = "*"
limit = "24h"
source = "set for this test"
[score]
weights = {{ on_time_rate = 1.0 }}
[groups]
by = "none"
minimum-volume = 1
"#
        );
        write(&self.input.path().join("rapor.toml"), &text);
    }

    fn run(&self) -> Outcome {
        let config = self.input.path().join("rapor.toml");
        let out = self.out.path();
        rapor([
            "run".as_ref(),
            config.as_os_str(),
            "--out".as_ref(),
            out.as_os_str(),
            "--only".as_ref(),
            "csv".as_ref(),
        ])
    }

    fn home(&self) -> PathBuf {
        self.out.path().join("kota-terbit")
    }

    fn report(&self, quarter: &str) -> PathBuf {
        quarter_folder(self.out.path(), GOVERNMENT, quarter)
    }
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Every file below a folder with its bytes and the time of its last change.
fn files(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let changed = fs::metadata(&path).and_then(|m| m.modified()).expect("a time");
                let relative = path.strip_prefix(folder).expect("below the folder").to_path_buf();
                found.insert(relative, (fs::read(&path).expect("a file"), changed));
            }
        }
    }
    found
}

/// As [`files`], without the times.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(folder).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

#[test]
fn a_second_run_on_the_same_data_changes_nothing() {
    let office = Office::new();
    let first = office.run().expect_status(&[0]);
    assert!(!first.stdout.contains("sama dengan"), "{}", first.stdout);
    let before = files(office.out.path());
    assert!(before.keys().any(|path| path.ends_with("2024-Q2/publik/league.csv")), "{:?}", before.keys());
    let second = office.run().expect_status(&[0]);
    assert_eq!(second.stdout.matches("sama dengan laporan yang sudah ada").count(), 2, "{}", second.stdout);
    assert!(files(office.out.path()) == before, "a file was written again");
    assert_eq!(names(office.out.path()), ["kota-terbit"]);
    assert_eq!(names(&office.home()), [".simpanan", "2024-Q1", "2024-Q2"]);
}

#[test]
fn a_report_on_changed_data_moves_the_old_one_to_the_archive() {
    let office = Office::new();
    office.run().expect_status(&[0]);
    let old = contents(&office.report("2024-Q2"));
    let hash = rapor::publish::hash(&old[Path::new("manifest.json")]);
    office.export("cases.csv", &CASES.replace(LATER, ANSWERED));
    office.configure("2024-07-12");
    let said = office.run().expect_status(&[0]).stdout;

    let archived = format!("2024-Q2_2024-07-05_{}", &hash[..8]);
    assert_eq!(names(&office.home()), [".simpanan", "2024-Q1", "2024-Q2", "arsip"]);
    assert!(names(&office.home().join("arsip")).contains(&archived), "{:?}", names(&office.home().join("arsip")));
    assert!(contents(&office.home().join("arsip").join(&archived)) == old, "the old report is not as it was");
    assert!(said.contains(&archived), "the run says where the old report went: {said}");
    let league = Path::new("publik/league.csv");
    assert!(contents(&office.report("2024-Q2"))[league] != old[league], "the new report holds the new figures");
    assert_eq!(names(office.out.path()), ["kota-terbit"], "nothing of the work stays behind");
}

#[test]
fn going_back_and_forth_keeps_every_report() {
    let office = Office::new();
    office.run().expect_status(&[0]);
    for _ in 0..2 {
        office.export("cases.csv", &CASES.replace(LATER, ANSWERED));
        office.run().expect_status(&[0]);
        office.export("cases.csv", CASES);
        office.run().expect_status(&[0]);
    }
    let archived = names(&office.home().join("arsip"));
    let second = archived.iter().filter(|name| name.starts_with("2024-Q2_")).count();
    assert_eq!(second, 4, "each run replaced a report: {archived:?}");
}

/// Exports that stop a run, by what is wrong with them.
fn broken() -> [(&'static str, &'static str, &'static [u8]); 5] {
    [
        ("a workbook that is none", "rusak.xlsx", b"PK\x03\x04 and nothing of a workbook"),
        ("no column that is known", "rusak.csv", b"satu,dua\n1,2\n"),
        (
            "two columns of one name",
            "rusak.csv",
            b"complaint_id,received_at,received_at,status\nB1,2024-05-01,2024-05-02,received\n",
        ),
        ("nothing at all", "rusak.csv", b""),
        ("no receipt times", "rusak.csv", b"complaint_id,status\nB1,received\n"),
    ]
}

#[test]
fn a_broken_file_leaves_the_old_report_as_it_is() {
    let office = Office::new();
    office.run().expect_status(&[0]);
    let before = files(office.out.path());
    // The good file has changed as well: none of it may be published beside a file that cannot be read.
    office.export("cases.csv", &CASES.replace(LATER, ANSWERED));
    for (what, name, bytes) in broken() {
        let path = office.input.path().join("ekspor").join(name);
        fs::write(&path, bytes).expect("the file can be written");
        let said = office.run().expect_status(&[2]);
        assert!(said.stderr.contains(name) && said.stdout.is_empty(), "{what}: {}", said.stderr);
        assert!(files(office.out.path()) == before, "{what}: the published report was touched");
        assert_eq!(names(office.out.path()), ["kota-terbit"], "{what}");
        assert_eq!(names(&office.home()), [".simpanan", "2024-Q1", "2024-Q2"], "{what}");
        fs::remove_file(path).expect("the file can be removed");
    }
}

#[test]
fn a_broken_file_in_the_first_run_publishes_nothing() {
    for (what, name, bytes) in broken() {
        let office = Office::new();
        fs::write(office.input.path().join("ekspor").join(name), bytes).expect("the file can be written");
        office.run().expect_status(&[2]);
        assert_eq!(names(office.out.path()), Vec::<String>::new(), "{what}");
    }
}
