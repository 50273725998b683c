//! `rapor explain --report` on the tables besides the league: every cell of them comes out of the evidence again, and a cell, a
//! row too few or a row too many is noticed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rapor::audit::explain::Finished;
use rapor::publish::Language;

use crate::support::{Row, Table, fixture, folder, quarter_folder, rapor, read_table, run_csv};

/// Each table whose cells can be asked for, with the columns that tell apart the rows of one unit.
const TABLES: &[(&str, &[&str])] = &[
    ("kurva", &["step"]),
    ("corong", &["measure"]),
    ("urutan-waktu", &[]),
    ("anak", &[]),
    ("peringkat", &[]),
    ("peringkat-uji", &["scenario"]),
    ("langkah", &["step"]),
    ("kategori", &["category"]),
    ("komposisi", &["dimension", "value"]),
    ("umur-terbuka", &[]),
    ("pengembalian", &[]),
];

const CITY: &str = "Pemerintah Kota Contohsari (fiktif)";

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml")
}

/// A table of a quarter; `None` where the quarter has none of that name.
fn table(quarter: &Path, stem: &str) -> Option<Table> {
    let path = quarter.join(format!("publik/{stem}.csv"));
    path.exists().then(|| read_table(&path))
}

/// How `--skpd` names the unit of a row: by its ids, or its name where the table has none.
fn unit(row: &Row, governments: &BTreeMap<String, String>) -> String {
    let Some(skpd_id) = row.get("skpd_id") else { return row["unit"].clone() };
    let agency = row.get("agency_id").or_else(|| governments.get(row.get("agency")?));
    format!("{}/{skpd_id}", agency.expect("a government"))
}

/// The address of a cell; a key that a row has not is left out, but where it says that something is not told.
pub fn address(stem: &str, keys: &[&str], row: &Row, column: &str) -> String {
    let says = matches!(stem, "komposisi" | "kategori");
    let keys = keys.iter().filter(|key| says || !row[**key].is_empty());
    let keys: String = keys.map(|key| format!(".{}", row[*key])).collect();
    format!("{stem}{keys}.{column}")
}

/// The ids of governments by their names.
fn governments(quarter: &Path) -> BTreeMap<String, String> {
    let rows = read_table(&quarter.join("publik/league-instansi.csv")).rows;
    rows.into_iter().map(|row| (row["agency"].clone(), row["agency_id"].clone())).collect()
}

/// Explains every cell of every table; how many cells of each there were.
#[track_caller]
pub fn all_cells(quarter: &Path) -> BTreeMap<&'static str, usize> {
    cells_of(TABLES, quarter)
}

/// The same of some tables.
#[track_caller]
pub fn cells_of(tables: &[(&'static str, &[&str])], quarter: &Path) -> BTreeMap<&'static str, usize> {
    let finished = Finished::open(quarter).unwrap_or_else(|problem| panic!("{problem}"));
    let governments = governments(quarter);
    let mut said = Vec::new();
    let mut cells = BTreeMap::new();
    for (stem, keys) in tables {
        let Some(table) = table(quarter, stem) else { continue };
        for row in &table.rows {
            let unit = unit(row, &governments);
            for column in &table.columns {
                let asked = address(stem, keys, row, column);
                let explained = finished.explain(Some(&unit), &asked, Language::Id);
                let explained =
                    explained.unwrap_or_else(|problem| panic!("{unit} {asked}: {problem} {}", problem.next));
                assert_eq!(explained.published, row[column], "{unit} {asked}: another cell is explained");
                assert_eq!(explained.measure, asked);
                assert!(
                    !explained.steps.is_empty() && !explained.computed_by.is_empty(),
                    "{unit} {asked}: nothing told"
                );
                said.extend(
                    explained.differences.iter().map(|d| format!("{unit} {asked}: {}", d.sentence(Language::En))),
                );
                *cells.entry(*stem).or_default() += 1;
            }
        }
    }
    said.sort();
    said.dedup();
    assert!(said.is_empty(), "{} differences in {cells:?}\n{}", said.len(), said[..said.len().min(40)].join("\n"));
    cells
}

#[test]
fn every_cell_of_the_sample_city_comes_out_the_same() {
    let out = folder();
    run_csv(&sample(), out.path()).expect_status(&[0]);
    for quarter in ["2024-Q1", "2024-Q2"] {
        let cells = all_cells(&quarter_folder(out.path(), CITY, quarter));
        for (stem, _) in TABLES {
            assert!(cells.get(stem).is_some_and(|cells| *cells > 40), "{quarter} {stem}: {cells:?}");
        }
    }
}

#[test]
fn every_cell_of_the_quarters_worked_out_by_hand_comes_out_the_same() {
    for (name, unit) in [("golden", "Pemerintah Kota Emas"), ("golden/events", "Pemerintah Kota Perak")] {
        let out = folder();
        run_csv(&fixture(name).join("rapor.toml"), out.path()).expect_status(&[0, 1]);
        let cells = all_cells(&quarter_folder(out.path(), unit, "2024-Q2"));
        assert!(cells.contains_key("corong"), "{name}: {cells:?}");
    }
}

/// The quarters in an output folder.
pub fn quarters(out: &Path) -> Vec<PathBuf> {
    let folders = |path: &Path| {
        let entries = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path());
        let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
        folders.sort();
        folders
    };
    let quarters = folders(out).into_iter().flat_map(|government| folders(&government));
    quarters.filter(|path| path.join("manifest.json").exists()).collect()
}

#[test]
fn every_cell_of_a_random_export_comes_out_the_same() {
    for (layout, seed) in [("events", "11"), ("cases", "12")] {
        let (export, out) = (folder(), folder());
        let path = export.path().to_string_lossy().into_owned();
        rapor(["sample", "--rows", "900", "--seed", seed, "--layout", layout, "--out", &path]).expect_status(&[0]);
        run_csv(&export.path().join("rapor.toml"), out.path()).expect_status(&[0, 1]);
        let quarters = quarters(out.path());
        let cells = quarters.iter().map(|quarter| all_cells(quarter).values().sum::<usize>()).sum::<usize>();
        assert!(cells > 100, "{layout}: {cells} cells in {quarters:?}");
    }
}

/// Something else than a cell says, of the same form.
pub fn otherwise(cell: &str) -> String {
    match cell.parse::<f64>() {
        Ok(x) if x < 0.5 => format!("{}", x + 0.25),
        Ok(x) if x.fract() == 0.0 => format!("{}", x + 1.0),
        Ok(x) => format!("{}", x / 2.0),
        Err(_) if cell.is_empty() => "7".to_owned(),
        Err(_) => format!("{cell}_x"),
    }
}

/// Changes a table of `publik/` and mends the manifest, as somebody would who hides it.
pub fn change(quarter: &Path, stem: &str, how: impl FnOnce(&mut Vec<Vec<String>>)) {
    change_file(quarter, &format!("publik/{stem}.csv"), how);
}

/// The same of any file.
fn change_file(quarter: &Path, path: &str, how: impl FnOnce(&mut Vec<Vec<String>>)) {
    let place = quarter.join(path);
    let before = fs::read(&place).expect("the table");
    let mut records: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(before.as_slice())
        .records()
        .map(|record| record.expect("a record").iter().map(str::to_owned).collect())
        .collect();
    how(&mut records);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    records.iter().for_each(|record| writer.write_record(record).expect("a record"));
    let after = writer.into_inner().expect("bytes");
    assert_ne!(before, after, "{path} is changed");
    fs::write(&place, &after).expect("the table can be written");
    let manifest = quarter.join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("the manifest");
    let mended = text.replace(&rapor::publish::hash(&before), &rapor::publish::hash(&after));
    fs::write(&manifest, mended).expect("the manifest can be written");
}

#[test]
fn a_changed_cell_of_any_column_is_noticed() {
    let out = folder();
    run_csv(&sample(), out.path()).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), CITY, "2024-Q2");
    let governments = governments(&quarter);
    let mut spoilt = Vec::new();
    for (stem, keys) in TABLES {
        let before = table(&quarter, stem).expect("the table");
        // The row in the middle; what tells it apart stays.
        let at = before.rows.len() / 2;
        let named = |column: &str| matches!(column, "agency_id" | "agency" | "skpd_id");
        let has_ids = before.columns.iter().any(|column| column == "skpd_id");
        let stays = |column: &str| keys.contains(&column) || named(column) || (column == "unit" && !has_ids);
        change(&quarter, stem, |records| {
            for (cell, column) in records[at + 1].iter_mut().zip(&before.columns) {
                if !stays(column) {
                    *cell = otherwise(cell);
                }
            }
        });
        let row = &before.rows[at];
        for column in before.columns.iter().filter(|column| !stays(column)) {
            spoilt.push((unit(row, &governments), address(stem, keys, row, column), row[column].clone()));
        }
    }
    let finished = Finished::open(&quarter).unwrap_or_else(|problem| panic!("{problem}"));
    for (unit, asked, was) in spoilt {
        let explained = finished.explain(Some(&unit), &asked, Language::En).unwrap_or_else(|p| panic!("{asked}: {p}"));
        let said: Vec<String> = explained.differences.iter().map(|d| d.sentence(Language::En)).collect();
        assert_eq!(explained.published, otherwise(&was), "{unit} {asked}");
        let noticed = format!("{} is published, ", explained.published);
        assert!(said.iter().any(|said| said.contains(&noticed)), "{unit} {asked}: {said:?}");
    }
}

#[test]
fn a_row_too_few_or_too_many_is_noticed() {
    let out = folder();
    run_csv(&sample(), out.path()).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), CITY, "2024-Q2");
    let governments = governments(&quarter);
    let mut asked = Vec::new();
    for (stem, keys) in TABLES {
        let rows = table(&quarter, stem).expect("the table").rows;
        let (first, second) = (&rows[0], &rows[1]);
        let name = if first.contains_key("skpd_id") { "skpd_id" } else { "unit" };
        let column = |row: &Row| (unit(row, &governments), address(stem, keys, row, name));
        asked.push((column(first), "its evidence gives a row that is not there"));
        asked.push((column(second), "stands there twice"));
        change(&quarter, stem, |records| {
            records[1] = records[2].clone();
        });
    }
    let finished = Finished::open(&quarter).unwrap_or_else(|problem| panic!("{problem}"));
    for ((unit, asked), noticed) in asked {
        let explained = finished.explain(Some(&unit), &asked, Language::En).unwrap_or_else(|p| panic!("{asked}: {p}"));
        let said: Vec<String> = explained.differences.iter().map(|d| d.sentence(Language::En)).collect();
        assert!(said.iter().any(|said| said.contains(noticed)), "{unit} {asked}: {said:?}");
    }
}

#[test]
fn another_reading_that_contradicts_the_published_one_is_noticed() {
    let out = folder();
    run_csv(&sample(), out.path()).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), CITY, "2024-Q2");
    let ask = |scenario: &str| {
        let finished = Finished::open(&quarter).unwrap_or_else(|problem| panic!("{problem}"));
        let asked = format!("peringkat-uji.{scenario}.score");
        let explained =
            finished.explain(Some("71001"), &asked, Language::En).unwrap_or_else(|p| panic!("{asked}: {p}"));
        explained.differences.iter().map(|d| d.sentence(Language::En)).collect::<Vec<_>>()
    };
    assert_eq!(ask("clock:assigned"), Vec::<String>::new());
    // A late answer is made one in time, and a complaint of another class is answered sooner.
    change_file(&quarter, "internal/bukti-uji.csv", |records| {
        let place = |name: &str| records[0].iter().position(|column| column == name).expect("the column");
        let [reading, unit, deadline] = ["reading", "skpd_id", "response_deadline"].map(place);
        let [outcome, seconds] = ["response_outcome", "response_seconds"].map(place);
        let find = |word: &str, is: &str| {
            let found = |r: &Vec<String>| {
                r[reading] == word && r[unit] == "71001" && r[outcome] == is && !r[deadline].is_empty()
            };
            records.iter().position(found).expect("such a complaint")
        };
        let (late, sooner) = (find("clock:assigned", "late"), find("class:berkadar-pengawasan", "in_time"));
        records[late][outcome] = "in_time".to_owned();
        records[sooner][seconds] = "1".to_owned();
    });
    let said = ask("clock:assigned").join("; ");
    assert!(said.contains("response_outcome: in_time is written, late by the times"), "{said}");
    assert!(said.contains("is published, "), "and the score is another: {said}");
    let said = ask("class:berkadar-pengawasan").join("; ");
    assert!(said.contains("response_seconds: 1 is written, "), "{said}");
}

#[test]
fn a_wrong_address_is_met_with_what_there_is() {
    let out = folder();
    run_csv(&sample(), out.path()).expect_status(&[0]);
    let path = quarter_folder(out.path(), CITY, "2024-Q2").to_string_lossy().into_owned();
    let ask = |skpd: &str, measure: &str| rapor(["explain", "--report", &path, "--skpd", skpd, "--measure", measure]);
    for (skpd, measure, parts) in [
        ("71001", "corong.on_time_rat.n", ["no row 'on_time_rat' of '71001'", "did you mean on_time_rate"]),
        ("71001", "anak.rank", ["anak.csv has no row of '71001'", "name another unit"]),
        ("71001", "corng.on_time_rate.n", ["names no table", "did you mean corong?"]),
        ("71001", "corong.on_time_rate.nn", ["'nn' is no column of corong.csv", "corong.MEASURE.COLUMN"]),
    ] {
        let said = ask(skpd, measure).expect_status(&[2]).stderr;
        assert!(parts.iter().all(|part| said.contains(part)), "{measure}: {said}");
    }
    let told = ask("71001", "Corong.on-time-rate.low-95").expect_status(&[0]).stdout;
    for part in ["corong.on_time_rate.low_95\n", "Batas bawah 95 %", "\nPembilang (", "θ dari ", "\nsama\n"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}
