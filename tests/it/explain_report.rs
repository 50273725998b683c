//! `rapor explain --report`: every figure of a report is explained to the same value from its evidence, and what was changed
//! after it was published is noticed.

use std::fs;
use std::path::{Path, PathBuf};

use rapor::audit::explain::Finished;
use rapor::publish::Language;

use crate::support::{fixture, folder, quarter_folder, rapor, read_table, run_csv};

/// Explains every cell of `league.csv` and `league-instansi.csv`; how many there were, and what came out otherwise.
#[track_caller]
pub fn all_cells(quarter: &Path) -> usize {
    let finished = Finished::open(quarter).unwrap_or_else(|problem| panic!("{problem}"));
    let mut said = Vec::new();
    let mut cells = 0;
    for table in ["publik/league.csv", "publik/league-instansi.csv"] {
        let table = read_table(&quarter.join(table));
        for row in &table.rows {
            let wanted = format!("{}/{}", row["agency_id"], row["skpd_id"]);
            for column in &table.columns {
                let explained = finished
                    .explain(Some(&wanted), column, Language::Id)
                    .unwrap_or_else(|problem| panic!("{wanted} {column}: {problem}"));
                assert_eq!(explained.published, row[column], "{wanted} {column}: another cell is explained");
                assert!(!explained.steps.is_empty(), "{wanted} {column}: no arithmetic");
                said.extend(
                    explained.differences.iter().map(|d| format!("{wanted} {column}: {}", d.sentence(Language::En))),
                );
                cells += 1;
            }
        }
    }
    said.sort();
    said.dedup();
    assert!(said.is_empty(), "{} differences in {cells} cells\n{}", said.len(), said[..said.len().min(40)].join("\n"));
    cells
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml")
}

const CITY: &str = "Pemerintah Kota Contohsari (fiktif)";

#[test]
fn every_figure_of_the_sample_city_is_explained_to_the_same_value() {
    let out = folder();
    run_csv(&sample(), out.path()).expect_status(&[0]);
    let cells: usize = ["2024-Q1", "2024-Q2"].map(|q| all_cells(&quarter_folder(out.path(), CITY, q))).iter().sum();
    assert!(cells > 4_000, "{cells} cells");
}

#[test]
fn every_figure_of_the_quarters_worked_out_by_hand_is_explained() {
    for (name, unit) in [("golden", "Pemerintah Kota Emas"), ("golden/events", "Pemerintah Kota Perak")] {
        let out = folder();
        run_csv(&fixture(name).join("rapor.toml"), out.path()).expect_status(&[0, 1]);
        all_cells(&quarter_folder(out.path(), unit, "2024-Q2"));
    }
}

#[test]
fn a_figure_is_told_with_its_complaints_its_query_and_why_each_counts() {
    let out = folder();
    run_csv(&sample(), out.path()).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), CITY, "2024-Q2");
    let row = read_table(&quarter.join("publik/league.csv")).rows.into_iter().find(|r| r["skpd_id"] == "71001");
    let row = row.expect("the unit");
    let path = quarter.to_string_lossy().into_owned();
    let words = ["explain", "--report", &path, "--skpd", &row["skpd"].to_lowercase(), "--measure", "on-time-rate"];
    let told = rapor(words).expect_status(&[0]).stdout;
    for part in [
        "Rumus\n",
        "\nAturan yang berlaku\n",
        "24 jam, sejak 2019-07-11 (Keputusan Wali Kota",
        "ganda: sama dengan ",
        "queries/league.sql  ",
        "\nPembilang (",
        "\nPenyebut, bukan pembilang (",
        "tepat waktu: direspons ",
        "\nsama\n",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let words =
        ["explain", "--report", &path, "--skpd", "71001", "--measure", "on_time_rate", "--json", "--lang", "en"];
    let json: serde_json::Value = serde_json::from_str(&rapor(words).expect_status(&[0]).stdout).expect("JSON");
    assert_eq!((&json["same"], json["published"].as_str()), (&true.into(), Some(row["on_time_rate"].as_str())));
    let count = |list: &str| json["complaints"][list].as_array().map(Vec::len).unwrap_or_default().to_string();
    assert_eq!(count("counted"), row["responded_in_time"]);
    let due: usize = row["due"].parse().expect("a count");
    let late = due - row["responded_in_time"].parse::<usize>().expect("a count");
    assert_eq!(count("not_counted"), late.to_string());
    let first = json["complaints"]["counted"][0]["reason"].as_str().unwrap_or_default();
    assert!(first.starts_with("in time: answered ") && first.contains("; limit "), "{first}");
    let government =
        rapor(["explain", "--report", &path, "--measure", "received", "--limit", "2"]).expect_status(&[0]).stdout;
    assert!(government.starts_with(CITY) && government.contains(" lagi\n"), "{government}");
}

/// Explains every cell of the announcement that can be asked for, and that nothing is announced of all the others; how many
/// there were of each.
#[track_caller]
fn all_announced(quarter: &Path) -> (usize, usize) {
    let finished = Finished::open(quarter).unwrap_or_else(|problem| panic!("{problem}"));
    let announced = read_table(&quarter.join("publik/pengumuman.csv")).rows;
    let (mut told, mut silent) = (0, 0);
    for row in read_table(&quarter.join("publik/league.csv")).rows {
        let wanted = format!("{}/{}", row["agency_id"], row["skpd_id"]);
        for (measure, part) in [
            ("unanswered", "unanswered"),
            ("oldest_days", "unanswered"),
            ("late", "late"),
            ("handed_on_late", "handed_on_late"),
        ] {
            let explained = finished.explain(Some(&wanted), measure, Language::Id);
            let explained = explained.unwrap_or_else(|problem| panic!("{wanted} {measure}: {problem}"));
            let said: Vec<String> = explained.differences.iter().map(|d| d.sentence(Language::En)).collect();
            assert!(said.is_empty(), "{wanted} {measure}: {said:?}");
            let is_it = |line: &&crate::support::Row| {
                line["part"] == part && line["skpd_id"] == row["skpd_id"] && line["agency_id"] == row["agency_id"]
            };
            let Some(line) = announced.iter().find(is_it) else {
                assert_eq!(explained.published, "", "{wanted} {measure}");
                silent += 1;
                continue;
            };
            let cell = |column: &str| line[column].as_str();
            let published = match measure {
                "unanswered" => format!(
                    "complaints {}, older {}, closed_unanswered {}, due {}",
                    cell("complaints"),
                    cell("older"),
                    cell("closed_unanswered"),
                    cell("due")
                ),
                "oldest_days" => cell("oldest_days").to_owned(),
                _ => format!("complaints {}, due {}", cell("complaints"), cell("due")),
            };
            assert_eq!(explained.published, published, "{wanted} {measure}");
            let items = |word: &str| explained.lists.iter().find(|list| list.word == word).map_or(0, |l| l.items.len());
            match measure {
                "oldest_days" => assert!(items("waiting") > 0 || cell("oldest_days").is_empty(), "{wanted}"),
                _ => assert_eq!(items("counted").to_string(), cell("complaints"), "{wanted} {measure}"),
            }
            told += 1;
        }
    }
    (told, silent)
}

#[test]
fn every_announced_count_is_explained_complaint_by_complaint() {
    let out = folder();
    run_csv(&sample(), out.path()).expect_status(&[0]);
    for quarter in ["2024-Q1", "2024-Q2"] {
        let quarter = quarter_folder(out.path(), CITY, quarter);
        let (told, silent) = all_announced(&quarter);
        assert!(told > 20 && silent > 0, "{told} told, {silent} silent");
    }
    let quarter = quarter_folder(out.path(), CITY, "2024-Q2").to_string_lossy().into_owned();
    let ask =
        |skpd: &str, measure: &str| rapor(["explain", "--report", &quarter, "--skpd", skpd, "--measure", measure]);
    let told = ask("71001", "unanswered").expect_status(&[0]).stdout;
    for part in
        ["\nDaftar kerja: masih terbuka tanpa respons (", "hari sejak jam mulai; batas ", "(dirahasiakan)", "\nsama\n"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    let said = ask("pemerintah-kota-contohsari-fiktif", "unanswered").expect_status(&[2]).stderr;
    assert!(said.contains("names units"), "{said}");
    assert!(ask("71001", "handed_on_lat").expect_status(&[2]).stderr.contains("did you mean handed_on_late"));
    for (name, unit) in [("golden", "Pemerintah Kota Emas"), ("golden/events", "Pemerintah Kota Perak")] {
        let out = folder();
        run_csv(&fixture(name).join("rapor.toml"), out.path()).expect_status(&[0, 1]);
        all_announced(&quarter_folder(out.path(), unit, "2024-Q2"));
    }
}

#[test]
fn a_changed_announcement_or_work_list_is_noticed() {
    let part = |text: &str, part: &str, column: usize, cell: &str| -> String {
        let is_it = |line: &str| line.contains(&format!(",{part},")) && line.contains(",71001,");
        let line = |line: &str| {
            let cells =
                line.split(',').enumerate().map(|(at, old)| if is_it(line) && at == column { cell } else { old });
            cells.collect::<Vec<_>>().join(",") + "\n"
        };
        text.lines().map(line).collect()
    };
    let report = Spoilt::new();
    report.change("publik/pengumuman.csv", false, |text| part(text, "late", 7, "1"));
    let said = report.told("71001", "late");
    assert!(said.contains("complaints: 1 is published") && said.contains("pengumuman.csv: not the content"), "{said}");
    assert!(report.told("71001", "due").contains("pengumuman.csv: not the content"));
    let report = Spoilt::new();
    report.change("publik/pengumuman.csv", true, |text| part(text, "unanswered", 10, "0"));
    assert!(report.told("71001", "unanswered").contains("older: 0 is published"));
    // The oldest is made younger, and the announcement with it.
    let report = Spoilt::new();
    report.change("internal/belum-direspons.csv", true, |text| text.replace(",350,", ",35,"));
    let said = report.told("71001", "oldest_days");
    assert!(said.contains("days: 35 is written, 350 by the times") && said.contains("350 is published"), "{said}");
}

#[test]
fn a_changed_league_does_not_accuse_the_history() {
    let report = Spoilt::new();
    report.change("publik/league.csv", true, |text| with_cell(text, "71001", "on_time_rate", "0.95"));
    let said = report.told("71001", "on_time_rate");
    assert!(said.contains("league.csv") && !said.contains("riwayat.csv"), "{said}");
    let report = Spoilt::new();
    report.change("publik/riwayat.csv", true, |text| with_cell(text, "71001", "on_time_rate", "0.95"));
    let said = report.told("71001", "on_time_rate");
    assert!(said.contains("0.95 is published, 0.76984") && said.contains("riwayat.csv"), "{said}");
}

/// A published quarter that a test may spoil.
struct Spoilt {
    _out: tempfile::TempDir,
    quarter: PathBuf,
}

impl Spoilt {
    fn new() -> Self {
        let out = folder();
        run_csv(&sample(), out.path()).expect_status(&[0]);
        let quarter = quarter_folder(out.path(), CITY, "2024-Q2");
        Self { _out: out, quarter }
    }

    /// Changes a file; `mends` writes its new hash into the manifest, as somebody would who hides it.
    fn change(&self, path: &str, mends: bool, how: impl Fn(&str) -> String) {
        let place = self.quarter.join(path);
        let before = fs::read_to_string(&place).expect("the file");
        let after = how(&before);
        assert_ne!(before, after, "{path} is changed");
        fs::write(&place, &after).expect("the file can be written");
        if mends {
            let manifest = self.quarter.join("manifest.json");
            let hash = |text: &str| rapor::publish::hash(text.as_bytes());
            let text = fs::read_to_string(&manifest).expect("the manifest");
            fs::write(&manifest, text.replace(&hash(&before), &hash(&after))).expect("the manifest can be written");
        }
    }

    /// What the program says of a figure; it must end with 2.
    #[track_caller]
    fn told(&self, skpd: &str, measure: &str) -> String {
        let path = self.quarter.to_string_lossy().into_owned();
        let words = ["explain", "--report", &path, "--skpd", skpd, "--measure", measure];
        let outcome = rapor(words).expect_status(&[2]);
        assert!(outcome.stdout.is_empty() || outcome.stdout.contains("\nBERBEDA\n"), "{}", outcome.stdout);
        outcome.stderr
    }
}

/// The line of a unit in a table, with a cell changed.
fn with_cell(text: &str, skpd: &str, column: &str, cell: &str) -> String {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let place = |name: &str| header.iter().position(|h| h == name).expect("the column");
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(&header).expect("a record");
    for record in reader.records() {
        let record = record.expect("a record");
        let is_it = record.get(place("skpd_id")) == Some(skpd) && record.get(place("period")) == Some("2024-Q2");
        let cells = record.iter().enumerate().map(|(at, old)| if is_it && at == place(column) { cell } else { old });
        writer.write_record(cells).expect("a record");
    }
    String::from_utf8(writer.into_inner().expect("bytes")).expect("text")
}

#[test]
fn a_changed_cell_is_noticed_with_its_true_value() {
    let report = Spoilt::new();
    report.change("publik/league.csv", false, |text| with_cell(text, "71001", "on_time_rate", "0.95"));
    let said = report.told("71001", "on_time_rate");
    for part in ["the published figure is not what its evidence gives", "0.95 is published, 0.76984", "manifest.json"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(report.told("71001", "due").contains("league.csv: not the content that manifest.json names"));
    // Whoever mends the manifest and the history too is told by the evidence alone.
    let report = Spoilt::new();
    for path in ["publik/league.csv", "publik/riwayat.csv"] {
        report.change(path, true, |text| with_cell(text, "71001", "on_time_rate", "0.95"));
    }
    let said = report.told("71001", "on_time_rate");
    assert!(said.contains("0.95 is published, 0.76984") && !said.contains("manifest.json"), "{said}");
    // The score that was published with the true rate no longer follows from nothing: it is still what the evidence gives.
    let path = report.quarter.to_string_lossy().into_owned();
    rapor(["explain", "--report", &path, "--skpd", "71001", "--measure", "score"]).expect_status(&[0]);
}

#[test]
fn a_removed_row_of_evidence_is_noticed() {
    let report = Spoilt::new();
    let without = |text: &str| {
        let late = text.lines().position(|line| line.contains(",late,")).expect("a late one");
        text.lines().enumerate().filter(|(at, _)| *at != late).map(|(_, line)| format!("{line}\n")).collect()
    };
    report.change("internal/bukti/71001.csv", true, without);
    assert!(report.told("71001", "received").contains("135 is published, 134"));
    assert!(report.told("71001", "on_time_rate").contains("is published, 0.776"));
    assert!(report.told("pemerintah-kota-contohsari-fiktif", "received").contains(", received"));
    fs::remove_file(report.quarter.join("internal/bukti/71001.csv")).expect("the file is there");
    let said = report.told("71001", "received");
    assert!(said.contains("a file of the report is missing") && said.contains("71001.csv"), "{said}");
}

#[test]
fn a_changed_time_is_noticed() {
    let report = Spoilt::new();
    // An answer after 24.2 hours, moved to just before the limit.
    let earlier = |text: &str| text.replace("2024-04-03 08:30:59", "2024-04-03 08:20:00");
    report.change("internal/bukti/71001.csv", true, earlier);
    let said = report.told("71001", "on_time_rate");
    for part in [
        "the report is not as it was published",
        "response_seconds: 87000 is written, 86341",
        "late is written, in_time by",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let report = Spoilt::new();
    let younger = |text: &str| text.replace("2023-07-21 14:22:01", "2024-07-01 14:22:01");
    report.change("internal/bukti-stok.csv", true, younger);
    assert!(report.told("71001", "oldest_open_days").contains("open_days: 350 is written, 4 by the times"));
}

#[test]
fn what_is_asked_for_and_not_there_is_met_with_the_nearest() {
    let report = Spoilt::new();
    let path = report.quarter.to_string_lossy().into_owned();
    let ask = |skpd: &str, measure: &str| {
        rapor(["explain", "--report", &path, "--skpd", skpd, "--measure", measure]).expect_status(&[2]).stderr
    };
    let said = ask("Dinas Lingkungan Hidop", "due");
    assert!(
        said.contains("is no unit of this report") && said.contains("did you mean Dinas Lingkungan Hidup"),
        "{said}"
    );
    assert!(ask("71001", "on_time_rat").contains("did you mean on_time_rate"));
    let none = folder();
    let words = ["explain", "--report", &none.path().to_string_lossy(), "--measure", "due"];
    let said = rapor(words).expect_status(&[2]).stderr;
    assert!(said.contains("no folder of a published quarter") && said.contains("manifest.json"), "{said}");
}

#[test]
fn a_restricted_complaint_is_counted_and_led_to_by_nothing() {
    let report = Spoilt::new();
    let open = folder();
    let words = [
        "run",
        &sample().to_string_lossy(),
        "--out",
        &open.path().to_string_lossy(),
        "--only",
        "csv",
        "--include-confidential",
    ]
    .map(str::to_owned);
    rapor(&words).expect_status(&[0]);
    let open = quarter_folder(open.path(), CITY, "2024-Q2");
    assert_eq!(all_cells(&open), all_cells(&report.quarter), "masked or not, every figure comes out");
    assert_eq!(all_announced(&open), all_announced(&report.quarter), "and every announced one");
    let ids = |quarter: &Path| {
        let files = crate::determinism::tree(&quarter.join("internal"));
        let bukti =
            files.keys().filter(|name| name.starts_with("bukti")).map(|name| quarter.join("internal").join(name));
        let rows = bukti.flat_map(|path| read_table(&path).rows);
        rows.filter_map(|mut row| row.remove("complaint_id")).collect::<std::collections::BTreeSet<String>>()
    };
    let (all, told) = (ids(&open), ids(&report.quarter));
    let restricted: Vec<&str> = all.difference(&told).map(String::as_str).collect();
    assert!(restricted.len() > 20 && told.contains("(dirahasiakan)"), "{} restricted", restricted.len());
    crate::trial::holds_none(&report.quarter, &restricted);
    for path in
        crate::determinism::tree(&report.quarter.join("internal")).keys().filter(|name| name.starts_with("bukti"))
    {
        for row in read_table(&report.quarter.join("internal").join(path)).rows {
            if row.get("complaint_id").is_some_and(|id| id == "(dirahasiakan)") {
                let dated = row.iter().filter(|(_, cell)| cell.contains("-0") || cell.contains("-1"));
                let dated: Vec<_> = dated.filter(|(column, _)| *column != "agency_id").collect();
                assert!(dated.is_empty(), "{path}: {dated:?}");
                assert!(["class", "channel"].iter().all(|c| row.get(*c).is_none_or(String::is_empty)), "{path}");
            }
        }
    }
}

#[test]
fn a_unit_whose_complaints_all_came_later_has_no_row_and_needs_none() {
    let mut later = crate::trial::GOOD[3];
    (later[0], later[1], later[4]) = ("L1", "2024-07-02 08:00:00", "Dinas Sosial");
    later[12] = "Bantuan sosial belum sampai ke warga lanjut usia";
    let rows = [crate::trial::GOOD.as_slice(), &[later]].concat();
    let trial = crate::trial::Trial::new(crate::trial::delimited(&rows, b','));
    trial.edit("[reference]\nskpd = \"skpd.csv\"\n", "");
    trial.publish();
    let stock = trial.table("internal/bukti-stok.csv").rows;
    assert!(stock.iter().any(|row| row["skpd_id"] == "dinas-sosial" && row["began"] == "after"), "{stock:?}");
    all_cells(&trial.quarter());
}
