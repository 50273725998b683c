//! The same inputs give the same bytes, whoever runs the program, where, when and in what order.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{folder, write};

/// The files of a folder by their path with `/`.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![root.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("the file can be read"));
            }
        }
    }
    found
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample")
}

/// A run of a configuration in a certain environment.
#[derive(Default)]
struct Circumstances<'a> {
    variables: &'a [(&'a str, &'a str)],
    folder: Option<&'a Path>,
    wrapper: &'a [&'a str],
}

/// Runs and returns every file that was published; what is kept for the next run is none.
#[track_caller]
fn published(config: &Path, circumstances: &Circumstances<'_>) -> BTreeMap<String, Vec<u8>> {
    let out = folder();
    let mut words: Vec<OsString> = circumstances.wrapper.iter().map(OsString::from).collect();
    words.extend([env!("CARGO_BIN_EXE_rapor"), "run"].map(OsString::from));
    words.extend([config.into(), "--out".into(), out.path().into(), "--quiet".into()]);
    words.extend(["--only", "csv,xlsx,html,charts,pdf"].map(OsString::from));
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).envs(circumstances.variables.iter().copied());
    if let Some(folder) = circumstances.folder {
        command.current_dir(folder);
    }
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    tree(out.path()).into_iter().filter(|(name, _)| !name.contains("/.simpanan/")).collect()
}

/// The names of files that are not the same in both.
fn differing(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names = left.keys().chain(right.keys()).collect::<std::collections::BTreeSet<_>>();
    names.into_iter().filter(|name| left.get(*name) != right.get(*name)).cloned().collect()
}

/// Copies the sample; the folder is gone with the guard.
fn copied_sample() -> tempfile::TempDir {
    let home = folder();
    for (name, bytes) in tree(&sample()) {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }
    home
}

#[test]
fn the_same_bytes_come_out_in_any_zone_language_home_and_folder() {
    let config = sample().join("rapor.toml");
    let plain = published(&config, &Circumstances::default());
    assert!(plain.len() > 60, "two quarters with all their files: {}", plain.len());
    let elsewhere = folder();
    let turned = published(
        &config,
        &Circumstances {
            variables: &[
                ("TZ", "America/St_Johns"),
                ("LANG", "tr_TR.UTF-8"),
                ("LC_ALL", "de_DE.UTF-8"),
                ("HOME", "/nonexistent/orang-lain"),
                ("USER", "orang-lain"),
                ("LOGNAME", "orang-lain"),
                ("HOSTNAME", "mesin-lain"),
                ("COLUMNS", "40"),
                ("SOURCE_DATE_EPOCH", "1"),
            ],
            folder: Some(elsewhere.path()),
            wrapper: &[],
        },
    );
    assert_eq!(differing(&plain, &turned), Vec::<String>::new());
}

#[test]
fn the_same_bytes_come_out_on_one_core_as_on_many() {
    let config = sample().join("rapor.toml");
    let plain = published(&config, &Circumstances::default());
    let threads = [("RAYON_NUM_THREADS", "1"), ("POLARS_MAX_THREADS", "1"), ("TOKIO_WORKER_THREADS", "1")];
    let one = published(&config, &Circumstances { variables: &threads, ..Circumstances::default() });
    assert_eq!(differing(&plain, &one), Vec::<String>::new(), "one thread");
    let many = [("RAYON_NUM_THREADS", "7"), ("POLARS_MAX_THREADS", "7"), ("TOKIO_WORKER_THREADS", "7")];
    let many = published(&config, &Circumstances { variables: &many, ..Circumstances::default() });
    assert_eq!(differing(&plain, &many), Vec::<String>::new(), "seven threads");
    if Command::new("taskset").args(["-c", "0", "true"]).status().is_ok_and(|s| s.success()) {
        let pinned =
            published(&config, &Circumstances { wrapper: &["taskset", "-c", "0"], ..Circumstances::default() });
        assert_eq!(differing(&plain, &pinned), Vec::<String>::new(), "one core");
    }
}

#[test]
fn the_place_of_the_folder_does_not_matter() {
    let plain = published(&sample().join("rapor.toml"), &Circumstances::default());
    let copy = copied_sample();
    let moved = published(&copy.path().join("rapor.toml"), &Circumstances::default());
    assert_eq!(differing(&plain, &moved), Vec::<String>::new(), "copied to another place");
    let near =
        published(Path::new("rapor.toml"), &Circumstances { folder: Some(copy.path()), ..Circumstances::default() });
    assert_eq!(differing(&plain, &near), Vec::<String>::new(), "named by a relative path");
}

#[test]
fn the_order_of_sources_and_files_does_not_matter() {
    let copy = copied_sample();
    let config = copy.path().join("rapor.toml");
    let plain = published(&config, &Circumstances::default());
    let text = fs::read_to_string(&config).expect("the configuration");
    let begin = text.find("[[source]]").expect("sources");
    let end = text.find("[reference]").expect("what follows the sources");
    let mut sources: Vec<&str> = text[begin..end].split_inclusive("\n\n").collect();
    assert_eq!(sources.len(), 4);
    sources.reverse();
    let reversed = format!("{}{}{}", &text[..begin], sources.concat(), &text[end..]);
    let listed = reversed.replace(r#""sp4n/*.csv""#, r#"["sp4n/aduan-2024-s1.csv", "sp4n/aduan-2023-s2.csv"]"#);
    assert_ne!(reversed, listed, "the two files are named in reverse");
    write(&config, &listed);
    let turned = published(&config, &Circumstances::default());
    // The manifest holds the hash of the configuration's text, which is another.
    let differing = differing(&plain, &turned);
    assert!(differing.iter().all(|name| name.ends_with("manifest.json")), "{differing:?}");
    assert_eq!(differing.len(), 2, "one manifest a quarter");
    for name in differing {
        let read = |files: &BTreeMap<String, Vec<u8>>| {
            let mut value: serde_json::Value = serde_json::from_slice(&files[&name]).expect("JSON");
            value["configuration"]["hash"].take();
            value
        };
        assert_eq!(read(&plain), read(&turned), "{name}");
    }
}

#[test]
fn a_second_run_changes_nothing_and_archives_nothing() {
    let out = folder();
    let run = || {
        let config = sample().join("rapor.toml");
        crate::support::run_csv(&config, out.path()).expect_status(&[0]);
        tree(out.path())
    };
    let first = run();
    let second = run();
    assert_eq!(differing(&first, &second), Vec::<String>::new());
    assert!(!second.keys().any(|name| name.contains("arsip/")), "an equal report is not archived");
}

#[test]
fn the_manifest_holds_the_hash_of_every_other_file() {
    let files = published(&sample().join("rapor.toml"), &Circumstances::default());
    for quarter in ["2024-Q1", "2024-Q2"] {
        let home = format!("pemerintah-kota-contohsari-fiktif/{quarter}/");
        let manifest: serde_json::Value =
            serde_json::from_slice(&files[&format!("{home}manifest.json")]).expect("the manifest is JSON");
        let stated: BTreeMap<String, String> =
            serde_json::from_value(manifest["outputs"].clone()).expect("the outputs with their hashes");
        let found: BTreeMap<String, String> = files
            .iter()
            .filter_map(|(name, bytes)| Some((name.strip_prefix(&home)?, bytes)))
            .filter(|(name, _)| *name != "manifest.json")
            .map(|(name, bytes)| (name.to_owned(), rapor::publish::hash(bytes)))
            .collect();
        assert_eq!(stated, found, "{quarter}");
        let inputs = manifest["inputs"].as_array().expect("the inputs");
        assert_eq!(inputs.len(), 5);
        for input in inputs {
            let file = input["file"].as_str().expect("a name");
            let bytes = fs::read(sample().join(file)).expect("the input, by its relative name");
            assert_eq!(input["hash"].as_str(), Some(rapor::publish::hash(&bytes).as_str()), "{file}");
            let count = |name: &str| input[name].as_u64().expect("a count");
            assert_eq!(count("read"), count("accepted") + count("rejected") + count("duplicate"), "{file}");
        }
    }
}

#[test]
fn no_output_tells_whose_machine_it_was() {
    let copy = copied_sample();
    let variables = [("USER", "zulkarnain-uji"), ("LOGNAME", "zulkarnain-uji"), ("HOSTNAME", "mesin-uji-7f3")];
    let circumstances = Circumstances { variables: &variables, ..Circumstances::default() };
    let files = published(&copy.path().join("rapor.toml"), &circumstances);
    let temp = std::env::temp_dir();
    let host = fs::read_to_string("/etc/hostname").unwrap_or_default();
    let mut telling = vec![
        copy.path().to_string_lossy().into_owned(),
        temp.to_string_lossy().into_owned() + "/",
        env!("CARGO_MANIFEST_DIR").to_owned(),
        "zulkarnain-uji".to_owned(),
        "mesin-uji-7f3".to_owned(),
        "/home/".to_owned(),
    ];
    telling.extend(std::env::var("HOME").ok().filter(|home| home.len() > 4));
    // A short host name could be part of any word.
    telling.extend(Some(host.trim().to_owned()).filter(|h| h.len() >= 6));
    for (name, bytes) in &files {
        for part in unpacked(name, bytes) {
            for word in &telling {
                assert!(!contains(&part, word.as_bytes()), "{name} holds '{word}'");
            }
        }
    }
}

/// The bytes of a file, and of every part of a workbook.
pub fn unpacked(name: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = vec![bytes.to_vec()];
    if name.ends_with(".xlsx") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook is an archive");
        for index in 0..archive.len() {
            let mut part = Vec::new();
            std::io::Read::read_to_end(&mut archive.by_index(index).expect("a part"), &mut part).expect("it unpacks");
            parts.push(part);
        }
    }
    parts
}

/// Whether the bytes hold these others somewhere.
pub fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    !needle.is_empty() && haystack.windows(needle.len()).any(|w| w == needle)
}
