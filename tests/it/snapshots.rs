//! Dated exports of one list: what one alone cannot tell, and what two bound.

use std::path::Path;

use crate::support::{Outcome, Row, Table, folder, quarter_folder, rapor, read_table, write};

/// A city in Central Indonesia; the exports' clock is UTC, eight hours behind.
const CONFIG: &str = r#"[unit]
name  = "Pemerintah Kota Uji"
level = "kota"
zone  = "WITA"

[period]
quarters = ["2024-Q2"]

[[source]]
files   = "sp4n/*.csv"
profile = "sp4n-ringkas"

[reference]
skpd = "skpd.csv"

[[deadline]]
step   = "response"
class  = "*"
limit  = "14d"
source = "contoh"

[score]
weights = { on_time_rate = 1.0 }

[groups]
by = "none"
minimum-volume = 1
"#;

const REGISTER: &str = "skpd_id,name,valid_to,successor_id\n\
    A,Dinas Air,,\n\
    B,Dinas Bina Marga,,\n\
    L,Dinas Lama,2024-05-31,N\n\
    N,Dinas Baru,,\n";

/// The 21 columns of "Laporan Ringkas".
const HEADER: &str = "Tracking ID,Tanggal Laporan Masuk,Waktu Laporan Masuk,Nama Pelapor,Klasifikasi Laporan,ID Kategori,\
    Kategori,Judul Laporan,Isi Laporan Awal,Isi Laporan Akhir,Tipe Laporan (Anonim/Rahasia),Sumber Laporan,Instansi Induk,\
    ID Instansi Terdisposisi,Instansi Terdisposisi,Status Laporan,Alasan Tunda/Arsip,Provinsi,Kota/Kabupaten,Kecamatan,Kelurahan";

/// A complaint as a test writes it: id, UTC date, UTC time, unit, status.
type Line<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

fn export(generated: &str, period: &str, lines: &[Line<'_>]) -> String {
    let mut text = format!(
        "Judul Laporan,,Laporan Ringkas\r\nNama Instansi,,Pemerintah Kota Uji\r\nTanggal Generate,,{generated}\r\n\
         Periode Masuk,,{period}\r\nPengelola,,Admin\r\n\r\n\r\n\r\n\r\n\r\n{HEADER}\r\n"
    );
    for (id, date, time, unit, status) in lines {
        let class = "Pengaduan Tidak Berkadar Pengawasan";
        text += &format!(
            "{id},{date},{time},Siti Rahasia,{class},1,Jalan,Judul {id},Isi laporan nomor {id} yang panjang,-,Anonim,\
             Website,Pemerintah Kota Uji,-,{unit},{status},-,Bali,Denpasar,-,-\r\n"
        );
    }
    text
}

const PERIOD: &str = "(2024-04-01) - (2024-06-30)";
const NEW: &str = "Belum Terverifikasi";
const PROGRESS: &str = "Ditindaklanjuti oleh Instansi";
const CLOSED: &str = "Ditutup oleh Admin";

struct City {
    home: tempfile::TempDir,
    out: tempfile::TempDir,
}

impl City {
    fn new(exports: &[(&str, String)]) -> Self {
        let home = folder();
        write(&home.path().join("rapor.toml"), CONFIG);
        write(&home.path().join("skpd.csv"), REGISTER);
        for (name, text) in exports {
            write(&home.path().join("sp4n").join(name), text);
        }
        Self { home, out: folder() }
    }

    fn run(&self) -> Outcome {
        let config = self.home.path().join("rapor.toml");
        let out = self.out.path();
        let outcome = rapor([
            "run".as_ref(),
            config.as_os_str(),
            "--out".as_ref(),
            out.as_os_str(),
            "--only".as_ref(),
            "csv".as_ref(),
        ]);
        crate::explain_report::all_cells(&self.path(""));
        crate::explain_tables::all_cells(&self.path(""));
        outcome
    }

    fn table(&self, name: &str) -> Table {
        read_table(&self.path(name))
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        quarter_folder(self.out.path(), "Pemerintah Kota Uji", "2024-Q2").join(name)
    }

    fn unit(&self, table: &str, id: &str) -> Row {
        let found = self.table(table).rows.into_iter().find(|row| row["skpd_id"] == id);
        found.unwrap_or_else(|| panic!("{table} has no line for {id}"))
    }

    fn evidence(&self, unit: &str, id: &str) -> Row {
        let rows = self.table(&format!("internal/bukti/{unit}.csv")).rows;
        rows.into_iter().find(|row| row["complaint_id"] == id).unwrap_or_else(|| panic!("no evidence of {id}"))
    }

    fn changes(&self) -> Vec<String> {
        let columns = ["complaint_id", "from", "to", "what", "before", "after"];
        let rows = self.table("internal/perubahan.csv").rows;
        rows.iter().map(|row| columns.map(|c| row[c].as_str()).join(" ")).collect()
    }

    fn found(&self, rule: &str) -> Option<String> {
        let rows = self.table("internal/temuan.csv").rows;
        rows.iter().find(|row| row["rule"] == rule).map(|row| row["rows"].clone())
    }
}

/// Five complaints on 1 June, and again on 22 June and 6 July.
fn first() -> Vec<Line<'static>> {
    vec![
        // 16:30 UTC on 31 March is 00:30 on 1 April in the city.
        ("1", "31 Mar 2024", "16:30:00", "Dinas Air", PROGRESS),
        ("2", "28 May 2024", "02:00:00", "Dinas Air", NEW),
        ("3", "29 May 2024", "02:00:00", "Dinas Air", NEW),
        ("4", "30 May 2024", "02:00:00", "Dinas Bina Marga", NEW),
        ("5", "30 May 2024", "03:00:00", "Dinas Bina Marga", "Terverifikasi"),
    ]
}

#[test]
fn one_export_tells_volumes_closers_and_ages_and_refuses_times() {
    let mut lines = first();
    lines[3].4 = "Ditutup oleh Sistem";
    let city = City::new(&[("a.csv", export("2024-07-06", PERIOD, &lines))]);
    let outcome = city.run().expect_status(&[1]);
    assert!(outcome.stdout.contains("Tabel waktu respons tidak disajikan"), "{}", outcome.stdout);
    let air = city.unit("publik/league.csv", "A");
    let cells = ["received", "eligible", "responded", "on_time_rate", "mean_response_workdays", "rank", "verdict"];
    assert_eq!(cells.map(|c| air[c].as_str()), ["3", "3", "1", "", "", "", "no_evidence"]);
    let roads = city.unit("publik/league.csv", "B");
    assert_eq!(["closed", "closed_by_system", "open"].map(|c| roads[c].as_str()), ["1", "1", "1"]);
    // The oldest was received on 1 April, local time; the export of 6 July counts to the end of that day.
    assert_eq!(air["oldest_open_days"], "96");
    assert_eq!(city.evidence("a", "1")["received_at"], "2024-04-01 00:30:00");
    assert_eq!(city.evidence("a", "1")["response_evidence"], "status");
    assert!(!city.path("publik/league-optimis.csv").exists());
    assert!(outcome.stdout.contains("Tabel waktu penyelesaian tidak disajikan"), "{}", outcome.stdout);
    // What one export can tell is published all the same, in machine words.
    let told = city.table("publik/komposisi.csv").rows;
    let of = |dimension: &str, unit: &str| -> Vec<String> {
        let rows = told.iter().filter(|r| r["dimension"] == dimension && r["skpd_id"] == unit);
        rows.map(|r| format!("{} {}", r["value"], r["complaints"])).collect()
    };
    // Each unit has fewer than 5 complaints: to name the one class that all have would tell theirs.
    assert_eq!(of("class", ""), ["(lainnya) 5"]);
    assert_eq!(of("channel", ""), ["(lainnya) 5"]);
    assert_eq!(of("state", ""), ["received 2", "verified 1", "in-progress 1", "closed 1"]);
    assert_eq!(of("closed_by", "B"), ["system 1", "open 1"]);
    assert_eq!(of("validity", "A"), ["eligible 3"]);
    // To the end of 6 July: 96 days, and 39, 38, 37 and 37 (of which B's first is closed).
    let ages = city.table("publik/umur-terbuka.csv").rows;
    let columns = ["unit", "open", "days_15_60", "days_61_180"];
    let lines: Vec<String> = ages.iter().map(|r| columns.map(|c| r[c].as_str()).join(" ")).collect();
    assert_eq!(lines, ["Pemerintah Kota Uji 4 3 1", "Dinas Air 3 2 1", "Dinas Bina Marga 1 1 0"]);
}

#[test]
fn two_exports_bound_a_response_from_both_sides() {
    let mut second = first();
    second[1].4 = PROGRESS;
    second[2].4 = CLOSED;
    second[3].4 = PROGRESS;
    // Received after the first export, answered before the second.
    second.push(("6", "10 Jun 2024", "02:00:00", "Dinas Bina Marga", PROGRESS));
    let city = City::new(&[
        ("a.csv", export("2024-06-01", PERIOD, &first())),
        ("b.csv", export("2024-06-22", PERIOD, &second)),
    ]);
    city.run().expect_status(&[1]);
    // Local days: the first export on 1 June, the second on 22 June; the clock of UTC+8.
    let two = city.evidence("a", "2");
    assert_eq!(two["response_evidence"], "interval");
    assert_eq!(two["responded_at"], "2024-06-01T00:00:00/2024-06-22T23:59:59");
    // The limit of 14 days from 28 May ends on 11 June, between the two.
    assert_eq!(two["response_outcome"], "time_unknown");
    assert_eq!(city.evidence("b", "6")["responded_at"], "2024-06-10T10:00:00/2024-06-22T23:59:59");
    assert_eq!(city.evidence("b", "6")["response_outcome"], "not_yet_due");
    assert_eq!(city.evidence("a", "1")["response_evidence"], "status");
    let both = |column: &str, unit: &str| {
        [
            city.unit("publik/league.csv", unit)[column].clone(),
            city.unit("publik/league-optimis.csv", unit)[column].clone(),
        ]
    };
    // B: 4 is late or in time (30 May + 14 days = 13 June), 5 is unanswered, 6 is in time and due (24 June is after
    // as-of, 22 June): not yet due.
    assert_eq!(both("due", "B"), ["2", "2"]);
    assert_eq!(both("responded_in_time", "B"), ["0", "1"]);
    assert_eq!(both("on_time_rate", "B"), ["0", "0.5"]);
    assert_eq!(both("rank", "B"), ["", ""]);
    // Working days from receipt: 30 May to 22 June 2024 is 14 (31 May is one; 17 and 18 June are holidays), to 1 June 1;
    // 10 to 22 June 7, and 0.
    assert_eq!(both("mean_response_workdays", "B"), ["10.5", "0.5"]);
    assert_eq!(
        city.changes(),
        [
            "2 2024-06-01 2024-06-22 status received in-progress",
            "3 2024-06-01 2024-06-22 status received closed (admin)",
            "4 2024-06-01 2024-06-22 status received in-progress",
        ]
    );
}

#[test]
fn the_page_on_the_data_tells_bounds_from_times_and_what_they_carry() {
    let mut second = first();
    second[1].4 = PROGRESS;
    second[2].4 = CLOSED;
    let city = City::new(&[
        ("a.csv", export("2024-06-01", PERIOD, &first())),
        ("b.csv", export("2024-06-22", PERIOD, &second)),
    ]);
    let config = city.home.path().join("rapor.toml");
    let words = ["run".as_ref(), config.as_os_str(), "--out".as_ref(), city.out.path().as_os_str(), "--quiet".as_ref()];
    rapor(words).expect_status(&[1]);
    let html = std::fs::read_to_string(city.path("internal/mutu-data.html")).expect("the page");
    let tables = crate::pages::tables(&html);
    let row = |heading: &[&str], begins: &str| {
        crate::pages::row(crate::pages::with_heading(&tables, heading), begins).to_vec()
    };
    // Both exports are of 22 June at the latest; the newest complaint came in on 30 May. No month but June has ended without
    // one, and June had not ended.
    let source = row(&["Sumber", "Bulan kosong"], "sp4n/a.csv … sp4n/b.csv");
    assert_eq!(source[1..], ["2", "10", "5", "0", "5", "30 Mei 2024", "22 Juni 2024", "23", "–"]);
    // Of A's three, two were answered between the exports and one is known by its status; one of them was closed between.
    let unit = row(&["Unit", "Respons: waktu diketahui"], "Dinas Air");
    assert_eq!(unit[5..], ["66,7 % 2 / 3", "100 % 1 / 1"]);
    let evidence = tables.iter().filter(|t| t[0].contains(&"Antara dua ekspor".to_owned()));
    let air: Vec<Vec<String>> = evidence.map(|t| crate::pages::row(t, "Dinas Air")[1..].to_vec()).collect();
    assert_eq!(air, [["0", "0", "2", "1", "0"], ["0", "0", "1", "0", "0"]]);
    let needs = |begins: &str| row(&["Bukti yang diperlukan", "Hasil"], begins)[2..].to_vec();
    assert_eq!(needs("Respons pertama: waktu, paling tidak"), ["2 / 3", "66,7 %", "TIDAK DISAJIKAN"]);
    assert_eq!(needs("Respons pertama: waktu sampai detik"), ["0 / 3", "0 %", "TIDAK DISAJIKAN"]);
    assert_eq!(needs("Penyelesaian: waktu, paling tidak"), ["1 / 1", "100 %", "disajikan"]);
}

#[test]
fn frequent_exports_decide_what_lies_on_one_side_of_the_limit() {
    // 14 days after 28 to 30 May: the exports of 1 and 8 June lie before.
    let mut second = first();
    second.remove(0);
    second[0].4 = PROGRESS;
    second[1].4 = CLOSED;
    second[2].4 = PROGRESS;
    let all: Vec<Line<'_>> = first().into_iter().skip(1).collect();
    let mut third = second.clone();
    third[3].4 = PROGRESS;
    let city = City::new(&[
        ("a.csv", export("2024-06-01", PERIOD, &all)),
        ("b.csv", export("2024-06-08", PERIOD, &second)),
        ("c.csv", export("2024-06-29", PERIOD, &third)),
    ]);
    // Complaint 5 was answered between 8 and 29 June, its limit ends on 13 June: one of two, under the gate.
    city.run().expect_status(&[1]);
    let air = city.unit("publik/league.csv", "A");
    assert_eq!(["due", "responded_in_time", "on_time_rate", "rank"].map(|c| air[c].as_str()), ["2", "2", "1", "1"]);
    let roads = city.unit("publik/league.csv", "B");
    let cells = ["due", "responded_in_time", "rank", "verdict"].map(|c| roads[c].as_str());
    assert_eq!(cells, ["2", "1", "", "no_evidence"]);
    assert_eq!(city.unit("publik/league-optimis.csv", "B")["responded_in_time"], "2");
    // The closing lies between 1 and 8 June, both in the quarter, so that stock and flow are known.
    let cells = ["backlog_received", "backlog_closed", "backlog_closing"].map(|c| air[c].as_str());
    assert_eq!(cells, ["2", "1", "1"]);
}

#[test]
fn what_vanishes_goes_back_or_changes_is_a_finding_and_still_counts() {
    let mut second = first();
    second.remove(1);
    second[0].4 = NEW;
    second[1].1 = "1 Jul 2024";
    second[3].3 = "Dinas Air";
    let second = export("2024-07-06", "(2024-04-01) - (2024-07-05)", &second).replace(
        "5,30 May 2024,03:00:00,Siti Rahasia,Pengaduan Tidak",
        "5,30 May 2024,03:00:00,Siti Rahasia,Pengaduan",
    );
    let city = City::new(&[("a.csv", export("2024-06-01", PERIOD, &first())), ("b.csv", second)]);
    city.run().expect_status(&[0, 1]);
    for rule in ["DQ030", "DQ031", "DQ032", "DQ033", "DQ034"] {
        assert_eq!(city.found(rule).as_deref(), Some("1"), "{rule}");
    }
    // Complaint 2 is gone from the second export and stays where it was, open.
    assert_eq!(city.evidence("a", "2")["response_outcome"], "unanswered");
    // Complaint 5 has become one that alleges wrongdoing: it is listed on demand only.
    let listed = |flag: &[&str]| {
        let config = city.home.path().join("rapor.toml");
        let run = ["run", &config.to_string_lossy(), "--only", "csv", "--quiet", "--out"].map(str::to_owned);
        let out = city.out.path().to_string_lossy().into_owned();
        rapor(run.into_iter().chain([out]).chain(flag.iter().map(ToString::to_string))).expect_status(&[0, 1]);
        city.changes()
    };
    let open = [
        "1 2024-06-01 2024-07-06 status in-progress received",
        "2 2024-06-01 2024-07-06 vanished  ",
        "3 2024-06-01 2024-07-06 receipt 2024-05-29 2024-07-01",
    ];
    assert_eq!(listed(&[]), open[..2], "complaint 3 is now of the next quarter");
    let more = [
        "5 2024-06-01 2024-07-06 class tidak-berkadar-pengawasan berkadar-pengawasan",
        "5 2024-06-01 2024-07-06 unit B A",
    ];
    assert_eq!(listed(&["--include-confidential"]), [open[0], open[1], more[0], more[1]]);
}

#[test]
fn a_new_holder_is_not_charged_with_the_time_before_it_held_the_complaint() {
    let mut second = first();
    second[1].3 = "Dinas Bina Marga";
    let mut third = second.clone();
    third[1].4 = PROGRESS;
    let city = City::new(&[
        ("a.csv", export("2024-06-01", PERIOD, &first())),
        ("b.csv", export("2024-06-15", PERIOD, &second)),
        ("c.csv", export("2024-06-22", PERIOD, &third)),
    ]);
    city.run().expect_status(&[0, 1]);
    // Received on 28 May by A; B holds it since some time from 1 to 15 June, and answers between 15 and 22 June: its 14 days
    // end between 15 and 29 June.
    let two = city.evidence("b", "2");
    assert_eq!(two["clock_at"], "2024-06-01 00:00:00");
    assert_eq!(two["responded_at"], "2024-06-15T00:00:00/2024-06-22T23:59:59");
    assert_eq!(two["response_outcome"], "time_unknown");
    assert_eq!(city.unit("publik/league.csv", "B")["hops"], "1");
    // A let it go between 1 and 15 June, and its limit ended on 11 June: not surely late.
    assert_eq!(city.unit("publik/league.csv", "A")["returned_late"], "0");
}

#[test]
fn a_renamed_unit_is_no_hand_over() {
    let line = |unit| vec![("7", "20 May 2024", "02:00:00", unit, NEW)];
    let city = City::new(&[
        ("a.csv", export("2024-05-25", PERIOD, &line("Dinas Lama"))),
        ("b.csv", export("2024-07-06", PERIOD, &line("DINAS BARU"))),
    ]);
    city.run().expect_status(&[0, 1]);
    let new = city.unit("publik/league.csv", "N");
    assert_eq!(["received", "hops", "unanswered_overdue"].map(|c| new[c].as_str()), ["1", "0", "1"]);
    assert_eq!(city.found("DQ032"), None);
    assert!(!city.path("internal/perubahan.csv").exists());
}

#[test]
fn exports_of_different_periods_are_not_compared() {
    let half = |id, date, status| vec![(id, date, "02:00:00", "Dinas Air", status)];
    let city = City::new(&[
        ("a.csv", export("2024-04-05", "(2024-01-01) - (2024-03-31)", &half("1", "5 Jan 2024", NEW))),
        ("b.csv", export("2024-07-06", PERIOD, &half("2", "8 Apr 2024", PROGRESS))),
    ]);
    city.run().expect_status(&[1]);
    assert_eq!(city.found("DQ030"), None);
    assert_eq!(city.evidence("a", "2")["response_evidence"], "status");
}

#[test]
fn the_date_of_an_export_may_come_from_its_name_or_its_profile_and_is_missed_where_it_is_nowhere() {
    let profile = |exported: &str| {
        format!(
            "name = \"ekspor\"\nlayout = \"snapshots\"\n[columns]\ncomplaint-id = \"no\"\n\
             received-at = {{ columns = \"masuk\", formats = [\"%Y-%m-%d\"] }}\nskpd = \"unit\"\nstatus = \"status\"\n{exported}\n\
             [status]\n\"baru\" = {{ state = \"received\" }}\n\"proses\" = {{ state = \"in-progress\" }}\n"
        )
    };
    let table = |status: &str| format!("no,masuk,unit,status\n1,2024-06-03,Dinas Air,{status}\n");
    let bounds = |second: &str, sources: &str, profiles: &[(&str, String)]| {
        let city = City::new(&[]);
        let config = CONFIG.replace("[[source]]\nfiles   = \"sp4n/*.csv\"\nprofile = \"sp4n-ringkas\"\n", sources);
        write(&city.home.path().join("rapor.toml"), &config.replace("quarters", "as-of = 2024-06-30\nquarters"));
        write(&city.home.path().join("a-2024-06-05.csv"), &table("baru"));
        write(&city.home.path().join(second), &table("proses"));
        profiles.iter().for_each(|(name, text)| write(&city.home.path().join(name), text));
        city.run().expect_status(&[0, 1]);
        (city.evidence("a", "1")["responded_at"].clone(), city.found("DQ080"))
    };
    let source = |files: &str, profile: &str| format!("[[source]]\nfiles = \"{files}\"\nprofile = \"{profile}\"\n");
    let by_name = profile("[exported]\nfile-name = \"a-%Y-%m-%d.csv\"");
    let found = bounds("a-2024-06-10.csv", &source("a-*.csv", "p.toml"), &[("p.toml", by_name.clone())]);
    assert_eq!(found, ("2024-06-05T00:00:00/2024-06-10T23:59:59".to_owned(), None));
    let by_profile = profile("[exported]\nfile-name = \"a-%Y-%m-%d.csv\"\ndate = 2024-06-12");
    let found = bounds("a-terbaru.csv", &source("a-*.csv", "p.toml"), &[("p.toml", by_profile)]);
    assert_eq!(found, ("2024-06-05T00:00:00/2024-06-12T23:59:59".to_owned(), None));
    let found = bounds("a-terbaru.csv", &source("a-*.csv", "p.toml"), &[("p.toml", by_name)]);
    assert_eq!(found, (String::new(), Some("1".to_owned())));
}

#[test]
fn the_order_of_files_does_not_matter_and_no_person_is_told() {
    let mut second = first();
    second[1].4 = PROGRESS;
    let texts = [export("2024-06-01", PERIOD, &first()), export("2024-06-22", PERIOD, &second)];
    let one = City::new(&[("a.csv", texts[0].clone()), ("b.csv", texts[1].clone())]);
    let other = City::new(&[("b.csv", texts[0].clone()), ("a.csv", texts[1].clone())]);
    one.run().expect_status(&[1]);
    other.run().expect_status(&[1]);
    for table in ["publik/league.csv", "publik/league-optimis.csv", "internal/perubahan.csv", "internal/bukti/a.csv"] {
        let read = |city: &City| std::fs::read_to_string(city.path(table)).expect("a table");
        assert_eq!(read(&one), read(&other), "{table}");
        assert!(!read(&one).contains("Siti"), "{table}");
    }
    assert!(Path::new(&one.path("internal/perubahan.csv")).exists());
}

#[test]
fn a_waiting_time_between_two_exports_has_two_readings() {
    let line = |id, day, status| (id, day, "01:00:00", "Dinas Air", status);
    // Not answered in the export of 3 April, answered in that of 20 April.
    let first = [line("1", "2 Apr 2024", NEW), line("2", "2 Apr 2024", NEW)];
    let second = [line("1", "2 Apr 2024", PROGRESS), line("2", "2 Apr 2024", NEW)];
    let city =
        City::new(&[("a.csv", export("2024-04-03", PERIOD, &first)), ("b.csv", export("2024-04-20", PERIOD, &second))]);
    city.run().expect_status(&[0, 1]);
    let share = |table: &str, column: &str| {
        let rows = city.table(table).rows;
        let found = rows.iter().find(|row| row["skpd_id"] == "A" && row["step"] == "response");
        found.map(|row| row[column].clone()).unwrap_or_default()
    };
    assert_eq!(share("publik/kurva.csv", "pending_14d"), "1", "at the latest on 20 April");
    assert_eq!(share("publik/kurva-optimis.csv", "pending_14d"), "0.5", "at the earliest on 3 April");
    assert_eq!(share("publik/kurva.csv", "median"), "not_stated", "hours need times to the second");
}

#[test]
fn two_exports_tell_when_a_complaint_was_archived() {
    let line = |id, status| (id, "2 Apr 2024", "01:00:00", "Dinas Air", status);
    let archived = "Diarsipkan oleh Pelapor";
    let city = City::new(&[
        ("a.csv", export("2024-04-03", PERIOD, &[line("1", NEW), line("2", NEW), line("3", archived)])),
        ("b.csv", export("2024-04-20", PERIOD, &[line("1", archived), line("2", NEW), line("3", archived)])),
    ]);
    city.run().expect_status(&[0, 1]);
    let rows = city.table("publik/kurva.csv").rows;
    let row = rows.iter().find(|row| row["skpd_id"] == "A" && row["step"] == "resolution").expect("a row");
    // Withdrawn between the two; the first export shows the other withdrawn already, and nobody knows since when.
    let counts = ["complaints", "events", "competing", "censored", "time_unknown"].map(|name| row[name].as_str());
    assert_eq!(counts, ["3", "0", "1", "2", "1"]);
}
