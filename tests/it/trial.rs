//! A small government with a few complaints, made to be spoilt by a test.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{Outcome, Table, folder, quarter_folder, rapor, read_table, write};

/// A configuration that reads `aduan.csv` as `cases`.
pub const CONFIG: &str = r#"[unit]
name  = "Pemerintah Kota Uji"
level = "kota"
zone  = "WIB"

[period]
quarters = ["2024-Q2"]
as-of    = 2024-07-05

[[source]]
files   = "aduan.csv"
profile = "cases"

[reference]
skpd = "skpd.csv"

[[deadline]]
step   = "response"
class  = "*"
limit  = "24h"
source = "Instruksi Wali Kota Uji (contoh)"

[groups]
by = "none"
minimum-volume = 1

[gates]
rejected-rows = 1.0
"#;

/// Two units.
pub const REGISTER: &str = "skpd_id,name,kind,parent_id,agency_id,valid_from,valid_to,successor_id\n\
    D1,Dinas Kesehatan,dinas,,,,,\n\
    D2,Dinas Perhubungan,dinas,,,,,\n";

/// The header of the complaints.
pub const HEADER: [&str; 13] = [
    "complaint_id",
    "received_at",
    "first_response_at",
    "closed_at",
    "skpd",
    "class",
    "status",
    "channel",
    "category",
    "reason",
    "district",
    "title",
    "text",
];

/// Four complaints without a fault.
pub const GOOD: [[&str; 13]; 4] = [
    [
        "A1",
        "2024-04-02 08:00:00",
        "2024-04-02 10:00:00",
        "2024-04-05 10:00:00",
        "Dinas Kesehatan",
        "aspirasi",
        "closed-by-unit",
        "website",
        "Layanan",
        "",
        "Utara",
        "Antrean",
        "Antrean di puskesmas panjang, sejak pagi",
    ],
    [
        "A2",
        "2024-04-03 08:00:00",
        "2024-04-05 10:00:00",
        "2024-04-09 10:00:00",
        "Dinas Kesehatan",
        "aspirasi",
        "closed-by-unit",
        "website",
        "Layanan",
        "",
        "Utara",
        "Obat",
        "Obat \"generik\" tidak ada di apotek puskesmas",
    ],
    [
        "A3",
        "2024-04-04 08:00:00",
        "2024-04-04 10:00:00",
        "",
        "Dinas Perhubungan",
        "tidak-berkadar-pengawasan",
        "in-progress",
        "website",
        "Jalan",
        "",
        "Utara",
        "Lampu",
        "Lampu lalu lintas padam; sudah dua hari",
    ],
    [
        "A4",
        "2024-05-06 08:00:00",
        "",
        "",
        "Dinas Perhubungan",
        "tidak-berkadar-pengawasan",
        "received",
        "website",
        "Jalan",
        "",
        "Utara",
        "Halte",
        "Halte rusak dan atapnya bocor saat hujan",
    ],
];

/// The complaints as text, parted by this sign; every field in quotes that needs them.
pub fn delimited(rows: &[[&str; 13]], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in std::iter::once(&HEADER).chain(rows) {
        writer.write_record(row).expect("a record");
    }
    String::from_utf8(writer.into_inner().expect("bytes")).expect("text")
}

/// The faultless complaints with these lines behind them.
pub fn good_and(lines: &[&str]) -> String {
    delimited(&GOOD, b',') + &lines.iter().map(|l| format!("{l}\n")).collect::<String>()
}

/// A folder with a configuration and a register.
pub struct Trial {
    home: TempDir,
}

impl Trial {
    /// The small government, with these bytes as its export.
    pub fn new(export: impl AsRef<[u8]>) -> Self {
        let trial = Self { home: folder() };
        trial.config(CONFIG);
        write(&trial.path("skpd.csv"), REGISTER);
        trial.put("aduan.csv", export);
        trial
    }

    /// A path below the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Puts a file into the folder.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("the file can be written");
    }

    /// Replaces the configuration.
    pub fn config(&self, text: &str) {
        write(&self.path("rapor.toml"), text);
    }

    /// Replaces a part of the configuration, which must stand in it.
    pub fn edit(&self, there: &str, instead: &str) {
        let text = fs::read_to_string(self.path("rapor.toml")).expect("the configuration");
        assert!(text.contains(there), "'{there}' stands in the configuration");
        self.config(&text.replacen(there, instead, 1));
    }

    /// `rapor run` with these further arguments.
    pub fn run(&self, more: &[&str]) -> Outcome {
        let (config, out) = (self.path("rapor.toml"), self.out());
        let mut words = vec!["run".into(), config.into_os_string(), "--out".into(), out.into_os_string()];
        words.extend(more.iter().map(Into::into));
        rapor(words)
    }

    /// `rapor run --only csv`, which must end with 0.
    #[track_caller]
    pub fn publish(&self) -> Outcome {
        self.run(&["--only", "csv"]).expect_status(&[0])
    }

    /// `rapor run`, which must end with 2 and leave no file behind; what it said on standard error.
    #[track_caller]
    pub fn refused(&self) -> String {
        let outcome = self.run(&["--only", "csv"]).expect_status(&[2]);
        assert_eq!(outcome.stdout, "", "nothing on standard output");
        self.nothing_published();
        outcome.stderr
    }

    /// No file stands below the output folder.
    #[track_caller]
    pub fn nothing_published(&self) {
        let left = if self.out().exists() { crate::determinism::tree(&self.out()) } else { Default::default() };
        assert!(left.is_empty(), "published in spite of an error: {:?}", left.keys());
    }

    /// The output folder.
    pub fn out(&self) -> PathBuf {
        self.path("out")
    }

    /// The folder of the quarter.
    pub fn quarter(&self) -> PathBuf {
        quarter_folder(&self.out(), "Pemerintah Kota Uji", "2024-Q2")
    }

    /// A table of the quarter.
    #[track_caller]
    pub fn table(&self, name: &str) -> Table {
        read_table(&self.quarter().join(name))
    }

    /// A file of the quarter.
    #[track_caller]
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.quarter().join(name)).expect("the file is published")
    }

    /// The findings of a rule: place, number of rows, subject.
    #[track_caller]
    pub fn findings(&self, rule: &str) -> Vec<String> {
        let rows = self.table("internal/temuan.csv").rows;
        let said = |row: &crate::support::Row| {
            format!("{}:{} {} x{} {}", row["file"], row["row"], row["column"], row["rows"], row["subject"])
                .trim_end()
                .to_owned()
        };
        rows.iter().filter(|row| row["rule"] == rule).map(said).collect()
    }

    /// What was kept aside: row, column and rule.
    #[track_caller]
    pub fn kept_aside(&self) -> Vec<String> {
        let rows = self.table("internal/karantina.csv").rows;
        rows.iter().map(|row| format!("{}:{} {} {}", row["file"], row["row"], row["column"], row["rule"])).collect()
    }

    /// Rows read, accepted, rejected and repeated, of the one file.
    #[track_caller]
    pub fn account(&self) -> [u64; 4] {
        let manifest: serde_json::Value =
            serde_json::from_slice(&self.bytes("manifest.json")).expect("the manifest is JSON");
        let file = &manifest["inputs"][0];
        ["read", "accepted", "rejected", "duplicate"].map(|name| file[name].as_u64().expect("a count"))
    }
}

/// No file below a folder, no part of a workbook and no name of a file may hold any of these words.
#[track_caller]
pub fn holds_none(out: &Path, words: &[&str]) {
    for (name, bytes) in crate::determinism::tree(out) {
        for part in crate::determinism::unpacked(&name, &bytes) {
            for word in words {
                assert!(!crate::determinism::contains(&part, word.as_bytes()), "{name} holds '{word}'");
            }
        }
        assert!(!words.iter().any(|w| name.contains(w)), "the name {name} tells a value");
    }
}

/// Nothing that the program said may hold any of these words.
#[track_caller]
pub fn says_none(outcome: &Outcome, words: &[&str]) {
    for word in words {
        assert!(!outcome.stdout.contains(word), "standard output holds '{word}':\n{}", outcome.stdout);
        assert!(!outcome.stderr.contains(word), "standard error holds '{word}':\n{}", outcome.stderr);
    }
}
