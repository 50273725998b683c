//! `liga.xlsx` holds the figures of the CSV files, as numbers, cell by cell; its sheets are always the same ones; no complaint
//! can be found in it; every part of it is well-formed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use crate::determinism::{contains, unpacked};
use crate::support::{Row, Table, folder, quarter_folder, rapor, read_table};
use crate::trial::{GOOD, Trial, delimited};
use calamine::{Data, Reader as _};

const CITY: &str = "Pemerintah Kota Contohsari (fiktif)";

const SHEETS: [&str; 12] = [
    "Ringkasan",
    "Liga",
    "Peringkat",
    "Tren",
    "Tunggakan",
    "Tidak merespons",
    "Grafik",
    "Komposisi",
    "Pengembalian",
    "Mutu data",
    "Metode",
    "Riwayat",
];
const ENGLISH: [&str; 12] = [
    "Summary",
    "League",
    "Ranks",
    "Trend",
    "Backlog",
    "Not responding",
    "Charts",
    "Composition",
    "Returns",
    "Data quality",
    "Method",
    "History",
];

/// The rows of a sheet.
type Rows = Vec<Vec<Data>>;

/// A workbook and what lies beside it.
struct Report {
    sheets: BTreeMap<String, Rows>,
    names: Vec<String>,
    parts: Vec<Vec<u8>>,
    tables: BTreeMap<String, Table>,
    manifest: serde_json::Value,
    /// The ids of complaints in the evidence.
    ids: BTreeSet<String>,
}

impl Report {
    fn open(folder: &Path, name: &str) -> Self {
        let path = folder.join("publik").join(name);
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).expect("a workbook");
        let names = book.sheet_names();
        let rows = |range: calamine::Range<Data>| {
            let (top, left) = range.start().unwrap_or((0, 0));
            let width = range.end().map_or(0, |(_, right)| right as usize + 1);
            let mut rows = vec![vec![Data::Empty; width]; top as usize];
            rows.extend(range.rows().map(|row| {
                std::iter::repeat_n(Data::Empty, left as usize).chain(row.iter().cloned()).collect::<Vec<_>>()
            }));
            rows
        };
        let sheets = names.iter().map(|n| (n.clone(), rows(book.worksheet_range(n).expect("a sheet")))).collect();
        let parts = unpacked(name, &std::fs::read(&path).expect("the workbook"));
        let below =
            |name: &str| std::fs::read_dir(folder.join(name)).expect("a folder").map(|e| e.expect("a file").path());
        let tables = below("publik").filter(|path| path.extension().is_some_and(|end| end == "csv"));
        let file_name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
        let tables = tables.map(|path| (file_name(&path), read_table(&path))).collect();
        let manifest = std::fs::read_to_string(folder.join("manifest.json")).expect("the manifest");
        let ids = below("internal/bukti").flat_map(|path| read_table(&path).rows);
        // What is masked is no id.
        let ids = ids.map(|row| row["complaint_id"].clone()).filter(|id| !id.is_empty() && !id.starts_with('('));
        Self {
            sheets,
            names,
            parts,
            tables,
            manifest: serde_json::from_str(&manifest).expect("JSON"),
            ids: ids.collect(),
        }
    }

    fn csv(&self, name: &str) -> &[Row] {
        &self.tables[name].rows
    }

    /// The rows of a sheet under the headings that begin with these, each as its cells by heading.
    fn table(&self, sheet: &str, first: &[&str]) -> Vec<Vec<(String, Data)>> {
        self.table_under(sheet, None, first)
    }

    /// The same of the first table beneath a heading.
    fn table_under(&self, sheet: &str, heading: Option<&str>, first: &[&str]) -> Vec<Vec<(String, Data)>> {
        let rows = &self.sheets[sheet];
        let from = heading.map_or(0, |text| {
            rows.iter().position(|row| row[0] == *text).unwrap_or_else(|| panic!("{sheet} has no {text}"))
        });
        let is_head = |row: &Vec<Data>| first.iter().zip(row).all(|(text, cell)| cell == *text);
        let at = rows[from..].iter().position(is_head).unwrap_or_else(|| panic!("{sheet} has no {first:?}")) + from;
        let head: Vec<String> = rows[at].iter().map(ToString::to_string).collect();
        rows[at + 1..]
            .iter()
            .take_while(|row| row.iter().any(|cell| *cell != Data::Empty))
            .map(|row| head.iter().cloned().zip(row.iter().cloned()).collect())
            .collect()
    }
}

/// The sample city's second quarter, in one language.
fn sample(language: &str) -> &'static Report {
    static IN_INDONESIAN: OnceLock<Report> = OnceLock::new();
    static IN_ENGLISH: OnceLock<Report> = OnceLock::new();
    let (known, name) = match language {
        "en" => (&IN_ENGLISH, "liga.en.xlsx"),
        _ => (&IN_INDONESIAN, "liga.xlsx"),
    };
    known.get_or_init(|| {
        let out = folder();
        let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
        let words = ["--quiet", "--quarter", "2024-Q2", "--only", "csv,xlsx", "--lang", language].map(AsRef::as_ref);
        let start = ["run".as_ref(), config.as_os_str(), "--out".as_ref(), out.path().as_os_str()];
        rapor(start.into_iter().chain(words)).expect_status(&[0]);
        Report::open(&quarter_folder(out.path(), CITY, "2024-Q2"), name)
    })
}

/// Whether a cell holds what a cell of a CSV file says: a number as the same number, nothing as nothing.
fn agrees(cell: &Data, told: &str) -> bool {
    match cell {
        Data::Empty => told.is_empty(),
        Data::Float(x) => told.parse::<f64>().is_ok_and(|y| x.total_cmp(&y).is_eq()),
        Data::String(text) => text == told && told.parse::<f64>().is_err(),
        _ => false,
    }
}

fn value<'r>(row: &'r [(String, Data)], heading: &str) -> &'r Data {
    row.iter().find(|(name, _)| name == heading).map_or_else(|| panic!("no column {heading}"), |(_, cell)| cell)
}

#[track_caller]
fn assert_row(row: &[(String, Data)], csv: &Row, columns: &[(&str, &str)]) {
    for (heading, column) in columns {
        let cell = value(row, heading);
        assert!(agrees(cell, &csv[*column]), "{heading}: {cell:?} and not {:?} in {csv:?}", csv[*column]);
    }
}

const LEAGUE: [(&str, &str); 24] = [
    ("Peringkat", "rank"),
    ("Peringkat terbaik yang mungkin", "rank_low"),
    ("Peringkat terburuk yang mungkin", "rank_high"),
    ("Peringkat triwulan lalu", "previous_rank"),
    ("Skor", "score"),
    ("SKPD", "skpd"),
    ("Diterima", "received"),
    ("Masuk hitungan", "eligible"),
    ("Direspons", "responded"),
    ("Tingkat respons", "response_rate"),
    ("Jatuh tempo", "due"),
    ("Tepat waktu", "responded_in_time"),
    ("Respons tepat waktu", "on_time_rate"),
    ("Tepat waktu, batas bawah", "on_time_low"),
    ("Tepat waktu, batas atas", "on_time_high"),
    ("Lewat batas, belum direspons", "unanswered_overdue"),
    ("Rata-rata respons (hari kerja)", "mean_response_workdays"),
    ("Penyelesaian tepat waktu", "resolution_on_time_rate"),
    ("Ditutup instansi/admin", "closed_by_admin"),
    ("Ditutup sistem", "closed_by_system"),
    ("Ditutup pelapor", "closed_by_reporter"),
    ("Terbuka", "open"),
    ("Kelompok", "group"),
    ("SKPD", "skpd"),
];

#[test]
fn the_league_the_ranks_and_the_history_hold_the_figures_of_their_csv_files() {
    let report = sample("id");
    let (league, instansi) = (report.csv("league.csv"), report.csv("league-instansi.csv"));
    let rows = report.table("Liga", &["Peringkat"]);
    assert_eq!(rows.len(), league.len() + instansi.len());
    assert!(league.len() > 30);
    let (units, governments) = rows.split_at(league.len());
    units.iter().zip(league).for_each(|(row, csv)| assert_row(row, csv, &LEAGUE));
    for (row, csv) in governments.iter().zip(instansi) {
        assert_eq!(value(row, "SKPD"), csv["agency"].as_str());
        let figures: Vec<_> = LEAGUE.into_iter().filter(|(_, column)| *column != "skpd").collect();
        assert_row(row, csv, &figures);
    }

    let ranks = report.csv("peringkat.csv");
    let rows = report.table("Peringkat", &["Peringkat", "SKPD"]);
    assert_eq!(rows.len(), ranks.len());
    let columns = [
        ("Peringkat", "rank"),
        ("SKPD", "skpd"),
        ("Kelompok", "group"),
        ("Skor", "score"),
        ("Peringkat terbaik yang mungkin", "rank_low"),
        ("Peringkat terburuk yang mungkin", "rank_high"),
        ("Peringkat terbaik dalam uji", "robust_low"),
        ("Peringkat terburuk dalam uji", "robust_high"),
    ];
    for (row, csv) in rows.iter().zip(ranks) {
        assert_row(row, csv, &columns);
        let of_league = league.iter().find(|r| r["skpd_id"] == csv["skpd_id"]).expect("its line");
        assert_row(row, of_league, &[("Tingkat", "on_time_rate")]);
        // What the whiskers of the chart reach to.
        let number = |heading: &str| match value(row, heading) {
            Data::Float(x) => *x,
            other => panic!("{other:?}"),
        };
        let end = |column: &str| of_league[column].parse::<f64>().expect("a bound");
        assert!((number("Tingkat") - number("Selang ke bawah") - end("on_time_low")).abs() < 1e-12);
        assert!((number("Tingkat") + number("Selang ke atas") - end("on_time_high")).abs() < 1e-12);
    }

    let history = report.csv("riwayat.csv");
    let columns = &report.tables["riwayat.csv"].columns;
    let sheet = &report.sheets["Riwayat"];
    assert_eq!(sheet.len(), history.len() + 1);
    for (row, csv) in sheet[1..].iter().zip(history) {
        for (cell, column) in row.iter().zip(columns).filter(|(_, c)| !["period", "verdict"].contains(&c.as_str())) {
            let text_of_number = matches!(cell, Data::String(text) if text == &csv[column] && column.ends_with("_id"));
            assert!(agrees(cell, &csv[column]) || text_of_number, "{column}: {cell:?} and not {:?}", csv[column]);
        }
        assert_eq!(row[0], short(&csv["period"]).as_str());
    }
}

/// `2024-Q2` as the workbook writes it.
fn short(quarter: &str) -> String {
    let (year, number) = quarter.split_once("-Q").expect("a quarter");
    let roman = ["I", "II", "III", "IV"][number.parse::<usize>().expect("a number") - 1];
    format!("TW {roman} {year}")
}

#[test]
fn trend_and_backlog_hold_the_figures_of_their_csv_files() {
    let report = sample("id");
    let lines = report.csv("riwayat-umur-sama.csv");
    let quarters: BTreeSet<&str> = lines.iter().map(|row| row["period"].as_str()).collect();
    let rows = report.table("Tren", &["Unit"]);
    let units: BTreeSet<(&str, &str)> =
        lines.iter().map(|r| (r["agency_id"].as_str(), r["skpd_id"].as_str())).collect();
    assert_eq!(rows.len(), units.len());
    let movement = report.csv("gerak.csv");
    let mut rates = 0;
    for row in &rows {
        let name = value(row, "Unit").to_string();
        let is_it = |r: &&Row| if r["skpd_id"].is_empty() { r["agency"] == name } else { r["skpd"] == name };
        for (rate, block) in [("response_rate", 0), ("on_time_rate", 1)] {
            for (place, quarter) in quarters.iter().enumerate() {
                let (heading, cell) = &row[1 + block * quarters.len() + place];
                assert_eq!(*heading, short(quarter));
                let told = lines.iter().filter(is_it).find(|r| r["period"] == *quarter);
                let told = told.map_or("", |r| r[rate].as_str());
                assert!(agrees(cell, told), "{name} {quarter}: {cell:?} and not {told}");
                rates += usize::from(!told.is_empty());
            }
        }
        let moved =
            movement.iter().filter(is_it).find(|r| r["measure"] == "on_time_rate" && r["against"] == "previous");
        if let Some(moved) = moved {
            let columns = [("Selisih (poin persen)", "difference"), ("Batas bawah", "low"), ("Batas atas", "high")];
            assert_row(row, moved, &columns);
        }
    }
    assert!(rates > 100, "{rates}");

    let league = report.csv("league.csv");
    let ages = report.csv("umur-terbuka.csv");
    let rows = report.table("Tunggakan", &["SKPD", "Stok awal"]);
    assert_eq!(rows.len(), rows.iter().map(|r| value(r, "SKPD").to_string()).collect::<BTreeSet<_>>().len());
    let columns = [
        ("Stok awal", "backlog_opening"),
        ("Masuk", "backlog_received"),
        ("Dibuka lagi", "backlog_reopened"),
        ("Keluar", "backlog_closed"),
        ("Stok akhir", "backlog_closing"),
        ("Tunggakan lewat batas", "backlog_over_limit"),
        ("Tertua terbuka (hari)", "oldest_open_days"),
    ];
    let classes = [
        ("Terbuka", "open"),
        ("0–5 hari", "days_0_5"),
        ("6–14 hari", "days_6_14"),
        ("15–60 hari", "days_15_60"),
        ("61–180 hari", "days_61_180"),
        ("lebih dari 180 hari", "days_over_180"),
    ];
    let instansi = report.csv("league-instansi.csv");
    for row in &rows {
        let name = value(row, "SKPD").to_string();
        let of = league.iter().find(|r| r["skpd"] == name).or_else(|| instansi.iter().find(|r| r["agency"] == name));
        assert_row(row, of.expect("its line of the league"), &columns);
        match ages.iter().find(|r| r["unit"] == name) {
            Some(of) => assert_row(row, of, &classes),
            None => assert_eq!(*value(row, "Terbuka"), Data::Float(0.0)),
        }
    }
    let open = ages.iter().filter(|r| r["open"] != "0").count();
    assert!(rows.iter().filter(|r| *value(r, "Terbuka") != Data::Float(0.0)).count() == open && open > 10);
}

#[test]
fn the_announcement_the_composition_and_the_returns_hold_the_figures_of_their_csv_files() {
    let report = sample("id");
    let announced = report.csv("pengumuman.csv");
    let part = |name: &str| announced.iter().filter(|r| r["part"] == name).collect::<Vec<_>>();
    let sheet = "Tidak merespons";
    let never = "Belum direspons meskipun batas waktu telah lewat";
    let rows = report.table_under(sheet, Some(never), &["Unit"]);
    assert_eq!(rows.len(), part("unanswered").len());
    for (row, csv) in rows.iter().zip(part("unanswered")) {
        assert_eq!(value(row, "Unit"), csv["skpd"].as_str());
        let columns = [
            ("Triwulan ini, belum direspons", "complaints"),
            ("Jatuh tempo", "due"),
            ("Di antaranya ditutup tanpa respons", "closed_unanswered"),
            ("Triwulan sebelumnya, masih terbuka", "older"),
            ("Tertua (hari)", "oldest_days"),
            ("Triwulan berturut-turut", "quarters_in_a_row"),
            ("Dilepas lewat batas", "returned_late"),
        ];
        assert_row(row, csv, &columns);
        let count = |column: &str| csv[column].parse::<f64>().expect("a count");
        assert_eq!(*value(row, "Seluruhnya"), Data::Float(count("complaints") + count("older")));
    }
    for (heading, name) in [
        ("Direspons, tetapi sesudah batas waktu", "late"),
        ("Dilimpahkan atau dikembalikan sesudah batas waktu lewat", "handed_on_late"),
    ] {
        let rows = report.table_under(sheet, Some(heading), &["Unit"]);
        assert!(!rows.is_empty() && rows.len() == part(name).len(), "{heading}");
        for row in &rows {
            let csv = part(name).into_iter().find(|r| value(row, "Unit") == r["skpd"].as_str()).expect("its row");
            assert_row(row, csv, &[("Aduan", "complaints"), ("Jatuh tempo", "due")]);
        }
    }
    let unjudged = report.table_under(sheet, Some("Tidak dapat dinilai"), &["Unit"]);
    let names: Vec<String> = unjudged.iter().map(|row| value(row, "Unit").to_string()).collect();
    assert_eq!(names, part("not_judged").iter().map(|r| r["skpd"].clone()).collect::<Vec<_>>());

    let composition = report.csv("komposisi.csv");
    let mut cells = 0;
    for (heading, dimension) in [("Klasifikasi", "class"), ("Status pada tanggal data", "state")] {
        let rows = report.table_under("Komposisi", Some(heading), &["Unit"]);
        for row in &rows {
            let name = value(row, "Unit").to_string();
            let of: Vec<&Row> =
                composition.iter().filter(|r| r["dimension"] == dimension && r["unit"] == name).collect();
            let shown: BTreeSet<&str> = row[1..]
                .iter()
                .filter_map(|(_, cell)| {
                    let Data::Float(x) = cell else { return None };
                    (*x > 0.0)
                        .then(|| of.iter().find(|r| r["complaints"].parse() == Ok(*x)).map_or("?", |r| &r["value"]))
                })
                .collect();
            assert!(!shown.contains("?"), "{name}: {row:?}");
            let told: f64 =
                row[1..].iter().filter_map(|(_, c)| if let Data::Float(x) = c { Some(*x) } else { None }).sum();
            let known = of.iter().filter(|r| r["value"] != "(semua)");
            let known: f64 = known.filter_map(|r| r["complaints"].parse::<f64>().ok()).sum();
            assert!((told - known).abs() < 0.5, "{name} {dimension}: {told} and not {known}");
            cells += 1;
        }
    }
    assert!(cells > 50, "{cells}");

    let rows = report.table("Pengembalian", &["Unit", "Dikembalikan"]);
    let returns = report.csv("pengembalian.csv");
    assert!(!rows.is_empty() && rows.len() == returns.len());
    let columns = [
        ("Unit", "skpd"),
        ("Dikembalikan", "returned"),
        ("Dilimpahkan", "handed_on"),
        ("Belum ada yang memegang", "unheld"),
        ("Dilepas lewat batas", "late"),
    ];
    rows.iter().zip(returns).for_each(|(row, csv)| assert_row(row, csv, &columns));
}

#[test]
fn data_quality_and_summary_hold_the_figures_of_the_manifest_and_of_the_government() {
    let report = sample("id");
    let files = report.manifest["inputs"].as_array().expect("the reconciliation");
    let rows = report.table_under("Mutu data", Some("Tiap berkas"), &["Berkas"]);
    assert!(rows.len() == files.len() && rows.len() > 3);
    for (row, file) in rows.iter().zip(files) {
        assert!(value(row, "Berkas").to_string().starts_with(file["file"].as_str().expect("a name")));
        for (heading, key) in
            [("Dibaca", "read"), ("Diterima", "accepted"), ("Ditolak", "rejected"), ("Berulang", "duplicate")]
        {
            assert_eq!(value(row, heading).to_string(), file[key].to_string(), "{heading}");
        }
    }
    let instansi = &report.csv("league-instansi.csv")[0];
    for column in ["received", "response_rate", "on_time_rate", "mean_response_workdays", "volume_attainment"] {
        let tile = report.sheets["Ringkasan"]
            .iter()
            .flatten()
            .any(|cell| matches!(cell, Data::Float(_)) && agrees(cell, &instansi[column]));
        assert!(tile, "{column}: {}", instansi[column]);
    }
    // A date is a date.
    let sources = report.table_under("Mutu data", Some("Sumber data"), &["Sumber"]);
    assert!(sources.iter().all(|row| matches!(value(row, "Aduan terbaru"), Data::DateTime(_))), "{sources:?}");
}

#[test]
fn numbers_have_the_forms_of_the_language_and_the_sheets_their_names() {
    for (language, names, forms) in [
        ("id", SHEETS, ["[$-421]#,##0", "[$-421]0.0\\ %", "[$-421]d mmmm yyyy"]),
        ("en", ENGLISH, ["[$-409]#,##0", "[$-409]0.0%", "[$-409]d mmmm yyyy"]),
    ] {
        let report = sample(language);
        assert_eq!(report.names, names);
        for form in forms {
            let styled = report
                .parts
                .iter()
                .any(|part| contains(part, b"<numFmts") && contains(part, format!("formatCode=\"{form}\"").as_bytes()));
            assert!(styled, "{form}");
        }
        // No text of the other language stands in for one that is missing.
        let other = if language == "en" { "Ringkasan" } else { "Summary" };
        assert!(!report.parts.iter().any(|part| contains(part, other.as_bytes())), "{other}");
        let keys = ["xlsx.", "section.", "table.", "col.", "def."];
        for text in report.sheets.values().flatten().flatten().filter_map(calamine::DataType::as_string) {
            assert!(!keys.iter().any(|key| text.starts_with(key)), "{text}");
        }
    }
}

#[test]
fn no_complaint_can_be_found_in_the_workbook() {
    let report = sample("id");
    for id in &report.ids {
        assert!(!report.parts.iter().any(|part| contains(part, id.as_bytes())), "{id}");
    }
    assert!(report.ids.len() > 500, "{} ids were looked for", report.ids.len());
}

#[test]
fn every_part_is_well_formed_and_what_staff_work_with_is_there() {
    let report = sample("id");
    let mut parts = 0;
    for part in report.parts.iter().skip(1) {
        let mut reader = quick_xml::Reader::from_reader(part.as_slice());
        reader.config_mut().check_end_names = true;
        let mut depth = 0_i32;
        loop {
            match reader.read_event().unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(part))) {
                quick_xml::events::Event::Start(_) => depth += 1,
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        parts += 1;
    }
    assert!(parts > 40, "{parts}");
    let count = |word: &str| report.parts.iter().filter(|part| contains(part, word.as_bytes())).count();
    assert_eq!(count("<sheetView "), SHEETS.len());
    assert_eq!(count("fitToHeight=\"0\""), SHEETS.len());
    assert_eq!(count("orientation=\"landscape\""), SHEETS.len());
    assert!(count("<autoFilter ") >= 6 && count("state=\"frozen\"") == SHEETS.len());
    assert!(count("<c:chartSpace") >= 7, "{} charts", count("<c:chartSpace"));
    assert!(count("<c:errBars>") >= 3 && count("<comments ") >= 5 && count("dataBar") >= 3);
    assert!(count("_xlnm.Print_Titles") >= 1);
    // A formula would be a text that an office did not see coming.
    assert_eq!(count("<f>"), 0);
}

#[test]
fn a_name_that_looks_like_a_formula_or_a_code_stays_a_text() {
    let trial = Trial::new(delimited(&GOOD, b','));
    trial.edit("Pemerintah Kota Uji", "=1+1 & Kota &P");
    trial.run(&["--only", "xlsx"]).expect_status(&[0]);
    let folders = std::fs::read_dir(trial.out()).expect("the reports").map(|entry| entry.expect("a folder").path());
    let report = folders.map(|path| path.join("2024-Q2")).find(|path| path.is_dir()).expect("the quarter");
    let report = Report::open(&report, "liga.xlsx");
    assert_eq!(report.names, SHEETS);
    let has = |word: &str| report.parts.iter().any(|part| contains(part, word.as_bytes()));
    assert!(has("=1+1 &amp;&amp; Kota &amp;&amp;P"), "the header");
    assert!(!has("<f>"));
}
