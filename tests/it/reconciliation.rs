//! Every row of every shared export is accounted for: read = accepted + rejected + duplicate, and read is what
//! another reader counts.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::Reader as _;

use crate::support::{Outcome, folder, quarter_folder, rapor, run_csv, shared_data, write};

/// An export among the shared files: its path, its profile, and its rows read, accepted, rejected and repeated.
struct Export {
    file: &'static str,
    profile: &'static str,
    account: [u64; 4],
}

const fn export(file: &'static str, profile: &'static str, account: [u64; 4]) -> Export {
    Export { file, profile, account }
}

/// Every export. One request of New York is closed before it was opened; twenty rows of one copy of Boston come twice;
/// two steps of one Dutch case are the same kind of step by the same group in the same second.
const EXPORTS: &[Export] = &[
    export("baltimore311-2018/311_sample.csv", "baltimore", [10_000, 10_000, 0, 0]),
    export("baltimore311-2018/311_sample.xlsx", "baltimore", [10_000, 10_000, 0, 0]),
    export("cfpb/consumer_complaints.csv", "cfpb", [145, 145, 0, 0]),
    export("jakarta-crm-2020/crm_jakarta_2020.csv", "jakarta-crm", [5_241, 5_241, 0, 0]),
    export("la-myla311-2020/requests.csv", "myla311", [10_000, 10_000, 0, 0]),
    export("la-myla311-2020/service_requests_normalised.csv", "myla311-normalised", [9_989, 9_989, 0, 0]),
    export("nyc311-2013-cr/311_Service_Requests_from_2010_to_Present.csv", "nyc311", [2_386, 2_385, 1, 0]),
    export("qsv-boston-nyc311/NYC311-5.csv", "nyc311", [5, 5, 0, 0]),
    export("qsv-boston-nyc311/NYC311-5.jsonl", "nyc311", [5, 5, 0, 0]),
    export("qsv-boston-nyc311/boston311-100-20dupes-random.csv", "boston311", [100, 80, 0, 20]),
    export("qsv-boston-nyc311/boston311-100-notime.csv", "boston311", [100, 100, 0, 0]),
    export("qsv-boston-nyc311/boston311-100-with-nonascii.csv", "boston311", [100, 100, 0, 0]),
    export("qsv-boston-nyc311/boston311-100.csv", "boston311", [100, 100, 0, 0]),
    export("qsv-boston-nyc311/boston311-100.jsonl", "boston311", [100, 100, 0, 0]),
    export("qsv-boston-nyc311/boston311-dmy-100.csv", "boston311", [100, 100, 0, 0]),
    export("qsv-boston-nyc311/nyc311-100.csv", "nyc311", [100, 100, 0, 0]),
    export("receipt-wabo/receipt.csv", "receipt-wabo", [8_577, 8_576, 0, 1]),
];

/// Files that hold no complaints: code tables, lists of names, figures of survival studies, and one of requests
/// without any time.
const NO_EXPORTS: &[&str] = &[
    "SOURCES.md",
    "indonesia/",
    "la-myla311-2020/agencies.csv",
    "la-myla311-2020/sources.csv",
    "la-myla311-2020/types.csv",
    TIMELESS,
    "reference/",
];

/// Requests of New York without their times, with line ends of a single carriage return.
const TIMELESS: &str = "nyc311-2013-cr/INTEGRATED-DATASET.cr-only.csv";

/// A built-in profile by its name, or the path of one of the tests'.
fn profile(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles").join(format!("{name}.toml"));
    if path.exists() { path.display().to_string() } else { name.to_owned() }
}

/// Every source with its profile, in one run.
fn configuration(sources: &[(&Path, &str)]) -> String {
    let source =
        |(file, profile): &(&Path, &str)| format!("[[source]]\nfiles = '{}'\nprofile = '{profile}'\n", file.display());
    format!(
        "[unit]\nname = \"Pemerintah Kota Uji\"\nlevel = \"kota\"\nzone = \"-05:00\"\n\
        [period]\nquarters = \"all\"\nas-of = 2022-12-31\n{}\
        [score]\nweights = {{ resolution_on_time_rate = 1.0 }}\n",
        sources.iter().map(source).collect::<String>()
    )
}

/// `rapor check --json` on these sources.
fn check(sources: &[(&Path, &str)]) -> Outcome {
    let folder = folder();
    let config = folder.path().join("rapor.toml");
    write(&config, &configuration(sources));
    rapor(["check".as_ref(), config.as_os_str(), "--json".as_ref()])
}

/// Rows read, accepted, rejected and repeated of each file, as `check` tells them.
#[track_caller]
fn accounts(sources: &[(&Path, &str)]) -> Vec<[u64; 4]> {
    let outcome = check(sources).expect_status(&[0, 1]);
    let said: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON on standard output");
    let files = said["files"].as_array().expect("a list of files");
    let count =
        |file: &serde_json::Value, name: &str| file[name].as_u64().unwrap_or_else(|| panic!("no {name} in {file}"));
    files.iter().map(|file| ["read", "accepted", "rejected", "duplicate"].map(|name| count(file, name))).collect()
}

/// Rows below the header, by a reader that has nothing to do with the program's.
fn counted(file: &Path) -> u64 {
    match file.extension().and_then(|e| e.to_str()) {
        Some("xlsx") => {
            let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).expect("a workbook");
            let sheet = book.worksheet_range_at(0).expect("a sheet").expect("its cells");
            sheet.rows().skip(1).filter(|row| row.iter().any(|cell| *cell != calamine::Data::Empty)).count() as u64
        }
        Some("jsonl") => {
            let text = fs::read_to_string(file).expect("text");
            text.lines().filter(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()).count() as u64
        }
        _ => {
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(file).expect("the file");
            reader.byte_records().try_fold(0, |read, record| record.map(|_| read + 1)).expect("every record")
        }
    }
}

/// The table of every quarter that a run on this file publishes.
fn history(file: &Path, profile: &str) -> String {
    let folder = folder();
    let (config, out) = (folder.path().join("rapor.toml"), folder.path().join("out"));
    write(&config, &configuration(&[(file, profile)]));
    run_csv(&config, &out).expect_status(&[0, 1]);
    let home = quarter_folder(&out, "Pemerintah Kota Uji", "");
    let newest = files(&home).into_iter().filter(|f| f.ends_with("publik/riwayat.csv")).max().expect("a quarter");
    fs::read_to_string(home.join(newest)).expect("a table")
}

/// Every file below a folder, by its path from there with `/`.
fn files(root: &Path) -> Vec<String> {
    let mut waiting = vec![root.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path.strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_shared_file_is_known_as_an_export_or_as_none() {
    let Some(root) = shared_data("") else { return };
    for file in files(&root) {
        let is_export = EXPORTS.iter().any(|e| e.file == file);
        let is_none = NO_EXPORTS.iter().any(|n| file == *n || (n.ends_with('/') && file.starts_with(n)));
        assert!(is_export != is_none, "{file}: no test says what becomes of its rows");
    }
}

#[test]
fn every_row_of_every_export_is_accounted_for() {
    for Export { file, profile: name, account } in EXPORTS {
        let Some(path) = shared_data(file) else { continue };
        let [found] = accounts(&[(&path, &profile(name))])[..] else { panic!("{file}: one file, one account") };
        let [read, accepted, rejected, duplicate] = found;
        assert_eq!(read, accepted + rejected + duplicate, "{file}");
        assert_eq!(read, counted(&path), "{file}: another reader counts other rows");
        assert_eq!(found, *account, "{file}: read, accepted, rejected, repeated");
    }
}

#[test]
fn the_same_requests_in_other_shapes_give_the_same_tables() {
    let Some(data) = shared_data("qsv-boston-nyc311") else { return };
    let of = |file: &str, name: &str| history(&data.join(file), &profile(name));
    let boston = of("boston311-100.csv", "boston311");
    for other in ["boston311-dmy-100.csv", "boston311-100.jsonl", "boston311-100-with-nonascii.csv"] {
        assert_eq!(of(other, "boston311"), boston, "{other}");
    }
    let york = of("NYC311-5.csv", "nyc311");
    assert_eq!(of("NYC311-5.jsonl", "nyc311"), york);
    for (table, rows) in [(boston, 100), (york, 5)] {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let at = reader.headers().expect("a header").iter().position(|c| c == "received").expect("the column");
        let received = reader.records().map(|r| r.expect("a row")[at].parse::<u64>().expect("a count"));
        assert_eq!(received.sum::<u64>(), rows);
    }
}

#[test]
fn lone_carriage_returns_part_the_same_rows() {
    let Some(path) = shared_data("nyc311-2013-cr/311_Service_Requests_from_2010_to_Present.csv") else { return };
    let text = fs::read_to_string(&path).expect("text");
    let copy = folder();
    let returned = copy.path().join("returned.csv");
    fs::write(&returned, text.replace("\r\n", "\n").replace('\n', "\r")).expect("the copy can be written");
    let profile = profile("nyc311");
    assert_eq!(accounts(&[(&returned, &profile)]), [[2_386, 2_385, 1, 0]]);
    assert_eq!(history(&returned, &profile), history(&path, &profile));
}

#[test]
fn requests_without_a_time_are_refused_by_the_missing_columns_and_kept_aside_row_by_row() {
    let Some(path) = shared_data(TIMELESS) else { return };
    let Some(whole) = shared_data("nyc311-2013-cr/311_Service_Requests_from_2010_to_Present.csv") else { return };
    let refused = check(&[(&path, &profile("nyc311"))]).expect_status(&[2]);
    assert!(refused.stderr.contains("Created Date"), "{}", refused.stderr);
    // Some other column taken for the receipt: no row is lost in silence.
    let wrong = folder();
    let taken = wrong.path().join("salah.toml");
    write(
        &taken,
        "name = \"salah\"\nlayout = \"cases\"\n[columns]\ncomplaint-id = \"Unique Key\"\n\
        received-at = { columns = \"Incident Zip\", formats = [\"%m/%d/%Y\"] }\nskpd-id = \"Agency\"\n",
    );
    let sources = [(path.as_path(), taken.to_str().expect("a path")), (&whole, &profile("nyc311"))];
    let mut found = accounts(&sources);
    found.sort_unstable();
    assert_eq!(found, [[2_386, 0, 2_386, 0], [2_386, 2_385, 1, 0]]);
    assert_eq!(counted(&path), 2_386);
}
