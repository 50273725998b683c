//! `rapor init --from`: what is proposed for a file that no profile knows, and that a person's answers make it usable.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{Outcome, folder, rapor, shared_data, write};

/// A folder with what was proposed for a file.
struct Proposed {
    home: TempDir,
    profile: String,
    outcome: Outcome,
}

impl Proposed {
    /// Proposes a profile for a file that lies beside the folder.
    #[track_caller]
    fn of(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let home = folder();
        let file = home.path().join(name);
        fs::write(&file, bytes).expect("the file can be written");
        Self::from(home, &file)
    }

    /// Proposes a profile for a file that is there.
    #[track_caller]
    fn from(home: TempDir, file: &Path) -> Self {
        let dir = home.path().join("kota");
        let words = ["init".as_ref(), dir.as_os_str(), "--from".as_ref(), file.as_os_str(), "--json".as_ref()];
        let outcome = rapor(words).expect_status(&[0]);
        let said: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        let profile = said["profile"].as_str().expect("a profile").to_owned();
        Self { home, profile, outcome }
    }

    fn questions(&self) -> u64 {
        let said: serde_json::Value = serde_json::from_str(&self.outcome.stdout).expect("JSON");
        said["questions"].as_u64().expect("a number")
    }

    fn path(&self) -> PathBuf {
        self.home.path().join("kota").join(&self.profile)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).expect("the profile")
    }

    /// The line of the profile that begins so, behind what stands above it.
    #[track_caller]
    fn line(&self, begin: &str) -> String {
        let text = self.text();
        let line = text.lines().find(|l| l.starts_with(begin));
        line.unwrap_or_else(|| panic!("no line begins with {begin}:\n{text}")).to_owned()
    }

    /// Writes a person's answers: for each line that begins so the text in place of its question.
    #[track_caller]
    fn answer(&self, answers: &[(&str, &str)]) {
        if answers.is_empty() {
            return;
        }
        let mut text = self.text();
        for (begin, answer) in answers {
            let line = text.lines().find(|l| l.starts_with(begin) && l.contains("\"?\""));
            let line = line.unwrap_or_else(|| panic!("no open line begins with {begin}:\n{text}")).to_owned();
            text = text.replacen(&line, &line.replacen("\"?\"", answer, 1), 1);
        }
        write(&self.path(), &text);
    }

    /// Adds lines to a table of the profile.
    fn add(&self, table: &str, lines: &str) {
        write(&self.path(), &self.text().replacen(&format!("[{table}]\n"), &format!("[{table}]\n{lines}\n"), 1));
    }

    /// `rapor check` over all quarters.
    fn check(&self) -> Outcome {
        let config = self.home.path().join("kota/rapor.toml");
        let text = fs::read_to_string(&config).expect("the configuration");
        write(&config, &text.replacen("quarters = \"latest\"", "quarters = \"all\"", 1));
        rapor(["check".as_ref(), config.as_os_str(), "--json".as_ref(), "--as-of".as_ref(), "2024-12-31".as_ref()])
    }

    /// Rows read, accepted, rejected and repeated.
    #[track_caller]
    fn accounts(&self) -> [u64; 4] {
        let outcome = self.check().expect_status(&[0, 1]);
        let said: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        let [file] = said["files"].as_array().expect("a list").as_slice() else { panic!("one file: {said}") };
        ["read", "accepted", "rejected", "duplicate"].map(|name| file[name].as_u64().expect("a count"))
    }
}

/// A made-up export of ten rows under headers that no profile knows.
fn export(date: impl Fn(u32) -> String) -> String {
    let mut text = String::from("No Tiket;Tgl Masuk;Tgl Selesai;Unit;Sumber;Status;Nama Pelapor;Isi Aduan;Catatan\n");
    for n in 1..=10 {
        let (closed, status) = if n <= 6 { (date(n), "Beres") } else { ("-".to_owned(), "Digarap") };
        let status = if n == 10 { "Siti Aminah" } else { status };
        text += &format!(
            "T-{n};{};{closed};Dinas Kesehatan;Loket;{status};Pelapor {n};Aduan rekaan nomor {n} tentang antrean;x\n",
            date(n)
        );
    }
    text
}

#[test]
fn what_the_file_tells_is_proposed_and_the_rest_is_asked() {
    let proposed = Proposed::of("Kanal Kota.csv", export(|n| format!("{}/04/2024 08:00", n + 10)));
    assert_eq!(proposed.profile, "kanal-kota.toml");
    let text = proposed.text();
    for line in [
        "name = \"kanal-kota\"",
        "layout = \"cases\"",
        "delimiter = \";\"",
        "empty = [\"-\"]",
        "complaint-id = \"No Tiket\"",
        "received-at = { columns = \"Tgl Masuk\", formats = [\"%d/%m/%Y %H:%M\"] }",
        "closed-at = { columns = \"Tgl Selesai\", formats = [\"%d/%m/%Y %H:%M\"] }",
        "skpd = \"Unit\"",
        "channel = \"Sumber\"",
        "status = \"Status\"",
        "reporter = \"Nama Pelapor\"",
        "text = \"Isi Aduan\"",
        "# not read: \"Catatan\"",
        "\"Beres\" = { state = \"?\" }",
        "# \"Loket\" = \"?\"",
    ] {
        assert!(text.lines().any(|l| l.starts_with(line)), "{line} is missing:\n{text}");
    }
    // Three rows have one status, and one has another: neither may be printed.
    assert!(!text.contains("Digarap") && !text.contains("Siti"), "{text}");
    assert!(text.contains("# 2 more values in 4 rows"), "{text}");
    assert_eq!(proposed.questions(), 1);
}

#[test]
fn a_run_refuses_a_proposal_until_its_questions_are_answered() {
    let proposed = Proposed::of("kanal.csv", export(|n| format!("{:02}/04/2024 08:00", n)));
    assert_eq!(proposed.questions(), 3, "two columns of times and a status");
    let refused = proposed.check().expect_status(&[2]);
    let line = proposed.text().lines().position(|l| l.starts_with("received-at")).expect("the line") + 1;
    assert!(refused.stderr.contains(&format!("kanal.toml:{line}:")), "{}", refused.stderr);
    assert!(refused.stderr.contains("3 questions in the profile are open"), "{}", refused.stderr);
    assert!(refused.stderr.contains("write what is meant"), "{}", refused.stderr);
    // Both orders fit every row, and both are told.
    let text = proposed.text();
    assert!(text.contains("[\"%d/%m/%Y %H:%M\"] and [\"%m/%d/%Y %H:%M\"]"), "{text}");
    proposed.answer(&[("received-at", "\"%d/%m/%Y %H:%M\""), ("closed-at", "\"%d/%m/%Y %H:%M\"")]);
    let refused = proposed.check().expect_status(&[2]);
    assert!(refused.stderr.contains("a question in the profile is open"), "{}", refused.stderr);
    proposed.answer(&[("\"Beres\"", "\"closed\"")]);
    proposed.add("status", "\"Digarap\" = { state = \"in-progress\" }");
    // The row whose status is a name is kept aside.
    assert_eq!(proposed.accounts(), [10, 9, 1, 0]);
}

#[test]
fn dates_in_both_orders_and_slips_are_asked() {
    let both =
        Proposed::of("kanal.csv", export(|n| if n == 9 { "04/13/2024".into() } else { format!("{}/04/2024", n + 12) }));
    let text = both.text();
    assert!(text.contains("[\"%d/%m/%Y\"] fits every row but 1, the first of them row 10"), "{text}");
    assert!(both.line("received-at").contains("formats = [\"?\"]"));
    both.answer(&[("received-at", "\"%d/%m/%Y\""), ("\"Beres\"", "\"closed\"")]);
    both.add("status", "\"Digarap\" = { state = \"in-progress\" }");
    assert_eq!(both.accounts(), [10, 8, 2, 0]);
}

#[test]
fn a_date_and_its_clock_in_two_columns_are_joined() {
    let mut text = String::from("Nomor Tiket\tTanggal Masuk\tJam Masuk\tOPD\tStatus\n");
    (1..=9).for_each(|n| text += &format!("T-{n}\t{n} Agustus 2024\t0{n}:30\tDinas Kesehatan\tSelesai\n"));
    let proposed = Proposed::of("kanal.tsv", text);
    let line = proposed.line("received-at");
    assert!(line.contains("columns = [\"Tanggal Masuk\", \"Jam Masuk\"], formats = [\"%d %b %Y %H:%M\"]"), "{line}");
    proposed.answer(&[("\"Selesai\"", "\"closed\"")]);
    assert_eq!(proposed.accounts(), [9, 9, 0, 0]);
}

#[test]
fn numbered_responses_become_the_earliest_of_them() {
    let mut text = String::from("ID Tiket,Dibuat,Status,OPD,Tgl Tanggapan 1,Tgl Tanggapan 2\n");
    (11..=19).for_each(|n| text += &format!("T-{n},{n}/04/2024,Selesai,Dinas Kesehatan,{n}/05/2024,{n}/06/2024\n"));
    let proposed = Proposed::of("kanal.csv", text);
    let line = proposed.line("first-response-at");
    assert!(line.contains("earliest = [\"Tgl Tanggapan 1\", \"Tgl Tanggapan 2\"]"), "{line}");
}

#[test]
fn an_event_log_is_told_by_ids_that_come_again() {
    let mut text = String::from("id_laporan,timestamp,aktivitas,opd\n");
    for n in 1..=8 {
        for (hour, kind) in [(8, "Masuk"), (9, "Disposisi"), (12, "Jawab")] {
            text += &format!("L-{n},2024-04-0{n}T{hour:02}:00:00+07:00,{kind},Dinas Kesehatan\n");
        }
    }
    let proposed = Proposed::of("log.csv", text);
    assert!(proposed.line("layout").starts_with("layout = \"events\""));
    assert!(proposed.line("event-at").contains("%Y-%m-%dT%H:%M:%S%z"));
    proposed.answer(&[
        ("actor", "\"opd\""),
        ("\"Masuk\"", "\"received\""),
        ("\"Disposisi\"", "\"assigned\""),
        ("\"Jawab\"", "\"response\""),
    ]);
    assert_eq!(proposed.accounts(), [24, 24, 0, 0]);
    // The same ids without a column that tells what happened: a person must say what a row is.
    let mut text = String::from("id_laporan,tgl_masuk,opd\n");
    (0..24).for_each(|n| text += &format!("L-{},2024-04-{:02},Dinas Kesehatan\n", n / 3, n + 1));
    assert!(Proposed::of("lagi.csv", text).line("layout").starts_with("layout = \"?\""));
}

#[test]
fn the_encoding_is_told_by_a_mark_or_asked() {
    let text = "No Tiket;Tgl Masuk;OPD;Status;Kanal\n".to_owned()
        + &(11..=19).map(|n| format!("T-{n};{n}/04/2024;Dinas Kesehatan;Selesai;Café\n")).collect::<String>();
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = Proposed::of("kanal.csv", utf16);
    assert!(marked.line("encoding").starts_with("encoding = \"utf-16le\""));
    marked.answer(&[("\"Selesai\"", "\"closed\"")]);
    assert_eq!(marked.accounts(), [9, 9, 0, 0]);
    // A byte that is no UTF-8 in nine rows; a person sees whether the letters come out right.
    let ansi: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("a Latin letter")).collect();
    let asked = Proposed::of("kanal.csv", ansi);
    assert!(asked.text().contains("9 rows hold bytes that are no UTF-8, the first is row 2"), "{}", asked.text());
    assert!(asked.text().contains("# \"Café\" = \"?\""), "{}", asked.text());
    asked.answer(&[("encoding", "\"windows-1252\""), ("\"Selesai\"", "\"closed\"")]);
    assert_eq!(asked.accounts(), [9, 9, 0, 0]);
    let plain = Proposed::of("kanal.csv", &text);
    assert!(!plain.text().contains("encoding"), "{}", plain.text());
}

#[test]
fn a_file_of_a_built_in_layout_needs_no_profile() {
    let text = "Tracking ID,Tanggal Laporan Masuk,Waktu Laporan Masuk,Klasifikasi Laporan,Instansi Terdisposisi,Status Laporan\n\
        1,5 Jan 2024,04:05:34,Aspirasi,Dinas Kesehatan,Ditutup oleh Admin\n";
    let proposed = Proposed::of("ringkas.csv", text);
    assert_eq!((proposed.profile.as_str(), proposed.questions()), ("sp4n-ringkas", 0));
    assert!(!proposed.home.path().join("kota/ringkas.toml").exists());
    assert_eq!(proposed.accounts(), [1, 1, 0, 0]);
}

#[test]
fn what_stands_there_is_never_overwritten() {
    let proposed = Proposed::of("satu.csv", export(|n| format!("{}/04/2024", n + 12)));
    let config = proposed.home.path().join("kota/rapor.toml");
    let before = fs::read(&config).expect("the configuration");
    let (dir, other) = (proposed.home.path().join("kota"), proposed.home.path().join("dua.csv"));
    fs::copy(proposed.home.path().join("satu.csv"), &other).expect("a copy");
    let from = |file: &Path| rapor(["init".as_ref(), dir.as_os_str(), "--from".as_ref(), file.as_os_str()]);
    let second = from(&other).expect_status(&[0]);
    assert!(
        second.stdout.contains("[[source]]\nfiles   = \"../dua.csv\"\nprofile = \"dua.toml\""),
        "{}",
        second.stdout
    );
    assert!(dir.join("dua.toml").is_file());
    let again = from(&other).expect_status(&[2]);
    assert!(again.stderr.contains("is there already"), "{}", again.stderr);
    assert_eq!(fs::read(&config).expect("the configuration"), before);
}

#[test]
fn the_same_file_gives_the_same_proposal() {
    let text = export(|n| format!("{n}/4/24"));
    assert_eq!(Proposed::of("a.csv", &text).text(), Proposed::of("a.csv", &text).text());
}

/// Nothing of a row comes to stand in a proposal, in an answer or in an error.
#[test]
fn a_file_without_a_header_or_rows_is_refused_and_tells_nothing() {
    let home = folder();
    for (name, text, said) in [
        (
            "tanpa-judul.csv",
            "Siti Aminah,3573019907120001,Jalan Melati\nBudi,2024-04-01,x\n",
            "no row looks like a header",
        ),
        ("nama.csv", "Siti Aminah\nBudi Rahasia\n", "no row looks like a header"),
        ("tanpa-baris.csv", "No Tiket,Tgl Masuk\n", "a header and no rows"),
        ("kosong.csv", "", "the file is empty"),
    ] {
        let file = home.path().join(name);
        fs::write(&file, text).expect("a file");
        let dir = home.path().join("kota");
        let outcome =
            rapor(["init".as_ref(), dir.as_os_str(), "--from".as_ref(), file.as_os_str()]).expect_status(&[2]);
        assert!(outcome.stderr.contains(said) && outcome.stderr.contains(name), "{name}: {}", outcome.stderr);
        assert!(!outcome.stderr.contains("Siti") && !outcome.stderr.contains("Budi"), "{}", outcome.stderr);
        assert!(!dir.exists(), "nothing is written");
    }
}

#[test]
fn no_value_of_a_person_comes_into_a_proposal() {
    // Names in every column, five times and more, under headers that promise something else, and in shifted rows.
    let mut text = String::from("No Tiket,Tgl Masuk,Unit,Pelapor,Alamat,Isi Aduan,Email\n");
    for n in 1..=20 {
        text += &format!(
            "T-{n},2024-04-02,Siti Rahasia,Siti Rahasia,Jalan Melati,Siti Rahasia mengadu,siti@contoh.example\n"
        );
    }
    text += "Siti Rahasia,3573019907120001,x\n";
    let proposed = Proposed::of("kanal.csv", text);
    let text = proposed.text();
    for word in ["Siti", "Rahasia", "Melati", "3573019907120001", "@"] {
        assert!(!text.contains(word), "the proposal tells '{word}':\n{text}");
    }
    // The address is not read, and whether "Pelapor" is the reporter's name is for a person to say.
    assert!(text.contains("# not read: \"Alamat\", \"Email\""), "{text}");
    assert!(proposed.line("# reporter").contains("it may be \"Pelapor\""));
}

/// A proposal for a shared file, with a person's answers; what `check` then reads.
#[track_caller]
fn round_trip(file: &str, answers: &[(&str, &str)], add: &str, account: [u64; 4]) {
    let Some(file) = shared_data(file) else { return };
    let proposed = Proposed::from(folder(), &file);
    proposed.answer(answers);
    if !add.is_empty() {
        proposed.add("status", add);
    }
    assert_eq!(proposed.accounts(), account, "{}:\n{}", file.display(), proposed.text());
}

#[test]
fn proposals_for_real_exports_are_accepted_once_they_are_answered() {
    let baltimore = [
        ("complaint-id", "\"SRRecordID\""),
        ("\"Closed\"", "\"closed\""),
        ("\"Closed (Duplicate)\"", "\"duplicate\""),
        ("\"Open\"", "\"verified\""),
        ("\"New\"", "\"received\""),
        ("\"Closed (Transferred)\"", "\"out-of-jurisdiction\""),
        ("\"Pending\"", "\"in-progress\""),
        ("\"Open (Duplicate)\"", "\"duplicate\""),
    ];
    // Three rows have a status that may not be printed.
    round_trip("baltimore311-2018/311_sample.csv", &baltimore, "", [10_000, 9_997, 3, 0]);
    round_trip("baltimore311-2018/311_sample.xlsx", &baltimore, "", [10_000, 9_997, 3, 0]);
    let los_angeles = [
        ("received-at", "\"%m/%d/%y %H:%M\""),
        ("\"Closed\"", "\"closed\""),
        ("\"Cancelled\"", "\"archived\""),
        ("\"Open\"", "\"received\""),
        ("\"Pending\"", "\"in-progress\""),
    ];
    let referred = "\"Referred Out\" = { state = \"out-of-jurisdiction\" }";
    round_trip("la-myla311-2020/requests.csv", &los_angeles, referred, [10_000, 10_000, 0, 0]);
    let new_york = [
        ("skpd", "\"Agency\""),
        ("\"Closed\"", "\"closed\""),
        ("\"Open\"", "\"received\""),
        ("\"Pending\"", "\"in-progress\""),
        ("\"Assigned\"", "\"verified\""),
    ];
    let started = "\"Started\" = { state = \"in-progress\" }";
    let file = "nyc311-2013-cr/311_Service_Requests_from_2010_to_Present.csv";
    round_trip(file, &new_york, started, [2_386, 2_385, 1, 0]);
    let boston = [("\"Closed\"", "\"closed\""), ("\"Open\"", "\"verified\"")];
    for file in ["boston311-100.csv", "boston311-100.jsonl", "boston311-dmy-100.csv"] {
        round_trip(&format!("qsv-boston-nyc311/{file}"), &boston, "", [100, 100, 0, 0]);
    }
    round_trip("jakarta-crm-2020/crm_jakarta_2020.csv", &[], "", [5_241, 5_241, 0, 0]);
}

#[test]
fn the_day_and_the_month_of_real_exports_are_told_or_asked_as_their_rows_have_it() {
    if let Some(file) = shared_data("la-myla311-2020/requests.csv") {
        let proposed = Proposed::from(folder(), &file);
        // All were opened on the first three days of January; some were closed on the thirteenth.
        assert!(proposed.line("received-at").contains("formats = [\"?\"]"));
        assert!(proposed.line("closed-at").contains("formats = [\"%m/%d/%y %H:%M\"]"));
    }
    if let Some(file) = shared_data("qsv-boston-nyc311/boston311-dmy-100.csv") {
        let proposed = Proposed::from(folder(), &file);
        assert!(proposed.line("received-at").contains("formats = [\"%d/%m/%Y %H:%M:%S\"]"));
    }
}
