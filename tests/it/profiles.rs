//! Exports in the layouts that are built in, made up after their descriptions: what each profile reads of them.

use rust_xlsxwriter::Workbook;

use crate::support::Row;
use crate::trial::Trial;

/// A run on one file of a built-in profile.
fn read(profile: &str, name: &str, bytes: impl AsRef<[u8]>) -> Trial {
    let trial = Trial::new("");
    std::fs::remove_file(trial.path("aduan.csv")).expect("the file can be removed");
    trial.put(name, bytes);
    trial.edit("\"aduan.csv\"", &format!("\"{name}\""));
    trial.edit("profile = \"cases\"", &format!("profile = \"{profile}\""));
    trial
}

/// The row of a unit.
#[track_caller]
fn unit(trial: &Trial, name: &str) -> Row {
    let rows = trial.table("publik/league.csv").rows;
    rows.iter().find(|r| r["skpd"] == name).unwrap_or_else(|| panic!("no row of {name}: {rows:?}")).clone()
}

#[track_caller]
fn assert_cells(row: &Row, cells: &[(&str, &str)]) {
    for (column, want) in cells {
        assert_eq!(row[*column], *want, "{column} of {}", row["skpd"]);
    }
}

/// What may stand in a Laporan Ringkas, in order: header and a value of a row.
const SHORT_REPORT: [(&str, &str); 21] = [
    ("Tracking ID", "7000"),
    ("Tanggal Laporan Masuk", "5 Apr 2024"),
    ("Waktu Laporan Masuk", "04:05:34"),
    ("Nama Pelapor", "Pelapor Rekaan"),
    ("Klasifikasi Laporan", "Pengaduan Tidak Berkadar Pengawasan"),
    ("ID Kategori", "12"),
    ("Kategori", "Jalan"),
    ("Judul Laporan", "Lampu padam"),
    ("Isi Laporan Awal", "Lampu di simpang tiga padam, aduan rekaan"),
    ("Isi Laporan Akhir", ""),
    ("Tipe Laporan (Anonim/Rahasia)", "Anonim"),
    ("Sumber Laporan", "Website"),
    ("Instansi Induk", "Pemerintah Kota Uji"),
    ("ID Instansi Terdisposisi", "991"),
    ("Instansi Terdisposisi", "Dinas Perhubungan"),
    ("Status Laporan", "Ditutup oleh Admin"),
    ("Alasan Tunda/Arsip", "-"),
    ("Provinsi", "Provinsi Rekaan"),
    ("Kota/Kabupaten", "Kota Uji"),
    ("Kecamatan", "Utara"),
    ("Kelurahan", "Satu"),
];

/// What the later layout adds.
const LATER: [(&str, &str); 5] = [
    ("Nomor SK", ""),
    ("Url SK", ""),
    ("Url Dokumen Laporan Tahunan", ""),
    ("Laporan yang Masuk melalui Kanal Aduan Setwapres", "Tidak"),
    ("Rating", "4"),
];

/// The columns of each variant, with their number.
fn variants() -> Vec<(usize, Vec<(&'static str, &'static str)>)> {
    let without = |gone: &[&str]| SHORT_REPORT.into_iter().filter(|(h, _)| !gone.contains(h)).collect::<Vec<_>>();
    let seventeen = without(&["Nama Pelapor", "ID Instansi Terdisposisi", "Kecamatan", "Kelurahan"]);
    let later = SHORT_REPORT.into_iter().chain(LATER).collect();
    vec![(17, seventeen), (20, without(&["Nama Pelapor"])), (21, SHORT_REPORT.to_vec()), (26, later)]
}

/// The rows of a file of a variant: above the header ten rows, if wanted; three complaints.
fn short_report(columns: &[(&str, &str)], preamble: bool) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    if preamble {
        let above = [
            ("Judul Laporan", "Laporan Ringkas"),
            ("Nama Instansi", "Pemerintah Kota Uji"),
            ("Tanggal Generate", "2024-07-01"),
            ("Periode Masuk", "(2024-04-01) - (2024-06-30)"),
            ("Pengelola", "Admin Rekaan"),
        ];
        for (label, value) in above {
            let mut row = vec![String::new(); columns.len()];
            row[0] = label.to_owned();
            row[2] = value.to_owned();
            rows.extend([row, vec![String::new(); columns.len()]]);
        }
    }
    rows.push(columns.iter().map(|(header, _)| (*header).to_owned()).collect());
    // In UTC the last is of the day before: 17:30 on 30 April is 00:30 on 1 May in WIB.
    let dates =
        [("7001", "5 Apr 2024", "04:05:34"), ("7002", "06 Mei 2024", "01:00:00"), ("7003", "2024-04-30", "17:30:00")];
    for (id, date, time) in dates {
        let value = |(header, value): &(&str, &str)| match *header {
            "Tracking ID" => id.to_owned(),
            "Tanggal Laporan Masuk" => date.to_owned(),
            "Waktu Laporan Masuk" => time.to_owned(),
            "Isi Laporan Awal" => format!("{value} nomor {id}"),
            _ => (*value).to_owned(),
        };
        rows.push(columns.iter().map(value).collect());
    }
    rows
}

fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("a record"));
    writer.into_inner().expect("bytes")
}

fn xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Laporan Ringkas").expect("a name");
    for (at, row) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string(at, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn every_variant_of_the_short_report_gives_the_same_table() {
    let mut tables = Vec::new();
    for (number, columns) in variants() {
        assert_eq!(columns.len(), number);
        for preamble in [true, false] {
            let rows = short_report(&columns, preamble);
            for (name, bytes) in [("ringkas.csv", csv(&rows)), ("ringkas.xlsx", xlsx(&rows))] {
                let trial = read("sp4n-ringkas", name, bytes);
                let outcome = trial.run(&["--only", "csv"]);
                // No response times: the response tables are refused.
                assert_eq!(outcome.status, 1, "{number} columns, preamble {preamble}: {}", outcome.stderr);
                assert_eq!(trial.account(), [3, 3, 0, 0], "{number} columns, preamble {preamble}");
                let row = unit(&trial, "Dinas Perhubungan");
                assert_cells(&row, &[("received", "3"), ("closed_by_admin", "3"), ("on_time_rate", "")]);
                tables.push(String::from_utf8(trial.bytes("publik/league.csv")).expect("text"));
            }
        }
    }
    assert_eq!(tables.len(), 16);
    assert!(tables.iter().all(|t| *t == tables[0]), "one variant is read otherwise");
}

#[test]
fn the_short_report_is_on_the_clock_of_utc() {
    let columns = variants().remove(2).1;
    let trial = read("sp4n-ringkas", "ringkas.csv", csv(&short_report(&columns, true)));
    trial.run(&["--only", "csv"]).expect_status(&[1]);
    let list = trial.table("internal/bukti/d2.csv").rows;
    let late = list.iter().find(|r| r["complaint_id"] == "7003").expect("the complaint");
    assert!(late.values().any(|v| v.starts_with("2024-05-01")), "00:30 on 1 May in WIB: {late:?}");
}

/// The id of the unit is the key where the export has it: a unit that was renamed between two rows stays one.
#[test]
fn units_of_the_short_report_are_known_by_their_ids() {
    let columns = variants().remove(2).1;
    let mut rows = short_report(&columns, true);
    let last = rows.len() - 1;
    rows[last][14] = "DISHUB".to_owned();
    let trial = read("sp4n-ringkas", "ringkas.csv", csv(&rows));
    trial.edit("[reference]\nskpd = \"skpd.csv\"\n", "");
    trial.run(&["--only", "csv"]).expect_status(&[1]);
    let units = trial.table("publik/league.csv").rows;
    let with: Vec<_> = units.iter().filter(|r| r["received"] != "0").map(|r| r["received"].as_str()).collect();
    assert_eq!(with, ["3"], "one unit of three complaints");
}

const OPEN311: &str = "\
service_request_id,status,status_notes,service_name,service_code,description,agency_responsible,requested_datetime,updated_datetime,expected_datetime,address,lat,long
A-1,closed,,Street light,SL,The lamp at the corner is dark since Monday,Dinas Perhubungan,2024-04-02T08:00:00+07:00,2024-04-02T20:00:00+07:00,2024-04-05T08:00:00+07:00,Jalan Rekaan 1,-7,112
A-2,open,,Street light,SL,The lamp at the bridge is dark since Sunday,Dinas Perhubungan,2024-04-03T01:00:00Z,2024-04-09T01:00:00Z,,Jalan Rekaan 2,-7,112
A-3,closed,,Clinic,CL,The clinic opens later than its sign says,Dinas Kesehatan,2024-04-04T08:00:00+07:00,,,Jalan Rekaan 3,-7,112
";

#[test]
fn open311_closes_at_its_last_change_only_what_is_closed() {
    let trial = read("open311", "requests.csv", OPEN311);
    trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    assert_eq!(trial.account(), [3, 3, 0, 0]);
    let transport = unit(&trial, "Dinas Perhubungan");
    assert_cells(
        &transport,
        &[("received", "2"), ("closed", "1"), ("open", "1"), ("closed_by_admin", "1"), ("mean_resolution_days", "0.5")],
    );
    // The open one changed after receipt: that is no closing, and nothing contradicts its status.
    assert_eq!(trial.findings("DQ024"), Vec::<String>::new());
    // Closed, and nobody wrote when.
    assert_cells(&unit(&trial, "Dinas Kesehatan"), &[("received", "1"), ("closed", "1"), ("mean_resolution_days", "")]);
}

/// The four responses stand in no order; the first is the earliest.
const LAPORGUB: &str = "\
Nomor Aduan;Tanggal Aduan;Nama Pelapor;Kategori;Isi Aduan;OPD;Status;\
Tanggal Tanggapan 1;Penanggap 1;Tanggapan 1;Tanggal Tanggapan 2;Penanggap 2;Tanggapan 2;\
Tanggal Tanggapan 3;Penanggap 3;Tanggapan 3;Tanggal Tanggapan 4;Penanggap 4;Tanggapan 4
1001;02-04-2024 08:00 WIB;Rekaan;Jalan;Lampu di simpang tiga padam sejak Senin;Dinas Perhubungan;Tuntas;\
05-04-2024 09:00 WIB;Dinas Perhubungan;Sudah;03-04-2024 08:00 WIB;Dinas Perhubungan;Dicek;;;;;;
1002;03-04-2024 08:00 WIB;Rekaan;Jalan;Lampu di jembatan padam sejak Minggu;Dinas Perhubungan;Menunggu;;;;;;;;;;;;
1003;04-04-2024 08:00 WIB;Rekaan;Jalan;Halte di depan pasar rusak atapnya;Dinas Perhubungan;Tidak Layak;;;;;;;;;;;;
1004;04-04-2024 08:00 WIB;Rekaan;Jalan;Marka jalan di depan sekolah sudah pudar;Dinas Perhubungan;Dalam Tindakan;\
04-04-2024 10:00 WITA;Dinas Perhubungan;Dicek;;;;;;;06-04-2024 10:00 WIB;Dinas Perhubungan;Lagi
";

#[test]
fn the_first_of_up_to_four_responses_of_laporgub_is_the_earliest() {
    let trial = read("laporgub", "laporgub.csv", LAPORGUB);
    trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    assert_eq!(trial.account(), [4, 4, 0, 0]);
    // 24 hours and, 10:00 WITA being 09:00 WIB, one hour.
    assert_cells(
        &unit(&trial, "Dinas Perhubungan"),
        &[
            ("received", "4"),
            ("eligible", "3"),
            ("excluded_archived", "1"),
            ("responded", "2"),
            ("mean_response_hours", "12.5"),
            ("median_response_hours", "12.5"),
            ("unanswered_overdue", "1"),
        ],
    );
    let manifest = String::from_utf8(trial.bytes("manifest.json")).expect("text");
    assert!(manifest.contains("laporgub"), "the manifest names the profile");
}

#[test]
fn the_newer_site_of_laporgub_tells_days() {
    let text = "Nomor Aduan,Tanggal Aduan,Status,OPD,Isi Aduan,Tanggal Tanggapan 1,Tanggal Tanggapan 2\n\
        LGWP12345678,28 April 2024,Diverifikasi,Dinas Kesehatan,Antrean di puskesmas panjang sejak pagi,30 April 2024,29 April 2024\n\
        LGWP12345679,28 Agustus 2023,Tuntas,Dinas Kesehatan,Obat tidak ada di apotek puskesmas,,\n";
    let trial = read("laporgub", "laporgub.csv", text);
    trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    assert_eq!(trial.account(), [2, 2, 0, 0]);
    assert_cells(
        &unit(&trial, "Dinas Kesehatan"),
        &[("received", "1"), ("responded", "1"), ("mean_response_hours", "")],
    );
    let list = trial.table("internal/bukti/d1.csv").rows;
    let first = list.iter().find(|r| r["complaint_id"] == "LGWP12345678").expect("the complaint");
    assert!(first.values().any(|v| v.starts_with("2024-04-29")), "the earlier of the two: {first:?}");
    assert!(!first.values().any(|v| v.starts_with("2024-04-30")), "and not the later: {first:?}");
}

#[test]
fn an_unreadable_one_of_several_responses_keeps_the_row_aside() {
    let trial = read("laporgub", "laporgub.csv", LAPORGUB.replace("05-04-2024 09:00 WIB", "kemarin lusa"));
    trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
    assert_eq!(trial.account(), [4, 3, 1, 0]);
    let aside = trial.kept_aside();
    assert!(aside.len() == 1 && aside[0].ends_with("DQ004"), "{aside:?}");
}

#[test]
fn jakarta_is_read_by_the_columns_of_both_years() {
    let of_2019 = "trace_number;nama_skpd;kategori;rincian_masalah;status;tanggal_masuk;tanggal_selesai;periode_data\n\
        JK1900000001;KELURAHAN SATU;SAMPAH;TIDAK DISEBUTKAN;Selesai;2024-04-02;2024-04-04;202404\n\
        QL1900000002;KELURAHAN SATU;JALAN;TIDAK DISEBUTKAN;Proses;2024-04-03;NULL;202404\n";
    let of_2020 = "id_laporan;skpd;kategori;status;waktu_masuk;waktu_selesai\n\
        JK1900000001;KELURAHAN SATU;SAMPAH;Selesai;2024-04-02;2024-04-04\n\
        QL1900000002;KELURAHAN SATU;JALAN;Proses;2024-04-03;NULL\n";
    let mut tables = Vec::new();
    for text in [of_2019, of_2020] {
        let trial = read("jakarta-crm", "crm.csv", text);
        trial.edit("[reference]\nskpd = \"skpd.csv\"\n", "");
        trial.run(&["--only", "csv"]).expect_status(&[0, 1]);
        assert_eq!(trial.account(), [2, 2, 0, 0]);
        let row = unit(&trial, "KELURAHAN SATU");
        assert_cells(&row, &[("received", "2"), ("closed", "1"), ("mean_resolution_days", "2"), ("open", "1")]);
        tables.push(trial.bytes("publik/league.csv"));
    }
    assert_eq!(tables[0], tables[1]);
}

#[test]
fn a_profile_is_refused_where_it_contradicts_itself() {
    let profile = |line: &str| {
        format!(
            "name = \"uji\"\nlayout = \"cases\"\n[columns]\ncomplaint-id = \"id\"\n\
            received-at = {{ columns = \"masuk\", formats = [\"%Y-%m-%d\"] }}\n{line}\n"
        )
    };
    for (line, said) in [
        ("skpd = { earliest = [\"a\", \"b\"] }", "uji.toml:6:8"),
        (
            "closed-at = { earliest = [\"a\"], any = [\"b\"], formats = [\"%Y-%m-%d\"] }",
            "one of columns, any and earliest",
        ),
        (
            "first-response-at = { columns = \"a\", when-closed = true, formats = [\"%Y-%m-%d\"] }",
            "takes no when-closed",
        ),
        (
            "closed-at = { columns = \"a\", when-closed = true, formats = [\"%Y-%m-%d\"] }",
            "the profile gives no status",
        ),
        ("closed-at = { columns = \"a\", formats = [\"?\"] }", "a question in the profile is open"),
        ("skpd = \"?\"", "\"?\" stands in line 6"),
        ("[status]\n\"A\" = { state = \"archived\", reason = \"bosan\" }", "uji.toml:7"),
    ] {
        let problem = rapor::config::Profile::parse(&profile(line), "uji.toml").expect_err(line).to_string();
        assert!(problem.contains(said), "{line}: {problem}");
    }
}
