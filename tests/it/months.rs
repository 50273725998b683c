//! Months of receipt end to end: on the local calendar, and adding up to the quarters.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::trial::{CONFIG, HEADER, Trial};

/// Local times of receipt at the edges of months, years and a leap day, with their months.
const RECEIVED: [(&str, &str); 8] = [
    ("2023-06-30 23:59:59", ""),
    ("2023-07-01 00:00:00", "2023-07"),
    ("2023-12-31 23:59:59", "2023-12"),
    ("2024-01-01 00:00:00", "2024-01"),
    ("2024-02-29 12:00:00", "2024-02"),
    ("2024-03-01 00:00:00", "2024-03"),
    ("2024-05-31 23:30:00", "2024-05"),
    ("2024-06-30 23:59:59", "2024-06"),
];

fn trial() -> Trial {
    let mut export = HEADER.join(",") + "\n";
    for (number, (received, _)) in RECEIVED.iter().enumerate() {
        writeln!(
            export,
            "A{number},{received},,,Dinas Kesehatan,aspirasi,received,website,Jalan,,Utara,Aduan {number},Isi aduan yang ke-{number}"
        )
        .expect("text");
    }
    // One that was answered in time, one that was answered late.
    export += "B1,2024-04-02 08:00:00,2024-04-02 10:00:00,,Dinas Perhubungan,aspirasi,in-progress,website,Jalan,,Utara,Halte,Halte itu rusak\n";
    export += "B2,2024-04-03 08:00:00,2024-04-09 10:00:00,,Dinas Perhubungan,aspirasi,in-progress,website,Jalan,,Utara,Lampu,Lampu itu padam\n";
    Trial::new(export)
}

#[test]
fn a_complaint_counts_in_the_local_month_of_its_receipt_and_the_year_ends_with_the_quarter() {
    let trial = trial();
    trial.run(&["--only", "csv"]).expect_status(&[0]);
    let table = trial.table("publik/bulanan.csv");
    let of = |unit: &str| -> Vec<(String, String)> {
        let rows = table.rows.iter().filter(|row| row["skpd_id"] == unit);
        rows.map(|row| (row["month"].clone(), row["received"].clone())).collect()
    };
    let expected: Vec<(String, String)> = RECEIVED
        .iter()
        .filter(|(_, month)| !month.is_empty())
        .map(|(_, month)| ((*month).to_owned(), "1".to_owned()))
        .collect();
    assert_eq!(of("D1"), expected);
    let april = table.rows.iter().find(|row| row["skpd_id"] == "D2").expect("a row");
    let cells = ["month", "received", "due", "responded", "responded_in_time", "unanswered_overdue", "on_time_rate"];
    assert_eq!(cells.map(|cell| april[cell].as_str()), ["2024-04", "2", "2", "2", "1", "0", "0.5"]);
    assert_eq!(
        of("").iter().map(|(month, _)| month.as_str()).collect::<Vec<_>>(),
        ["2023-07", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]
    );
}

#[test]
fn a_renamed_unit_keeps_its_earlier_months_under_its_new_name() {
    let trial = trial();
    trial.put(
        "skpd.csv",
        "skpd_id,name,kind,parent_id,agency_id,valid_from,valid_to,successor_id\n\
         D1,Dinas Kesehatan,dinas,,,,2024-03-31,D3\nD3,Dinas Kesehatan dan Gizi,dinas,,,2024-04-01,,\n\
         D2,Dinas Perhubungan,dinas,,,,,\n",
    );
    trial.run(&["--only", "csv"]).expect_status(&[0]);
    let table = trial.table("publik/bulanan.csv");
    let count = |unit: &str| table.rows.iter().filter(|row| row["skpd_id"] == unit).count();
    assert_eq!((count("D1"), count("D3")), (0, 7));
}

#[test]
fn the_months_of_a_quarter_add_up_to_its_row_of_the_league() {
    let trial = trial();
    trial.config(&CONFIG.replace("[\"2024-Q2\"]", "[\"2024-Q1\", \"2024-Q2\"]"));
    trial.run(&["--only", "csv"]).expect_status(&[0]);
    let months = trial.table("publik/bulanan.csv");
    let mut sums: BTreeMap<(&str, String), [u64; 6]> = BTreeMap::new();
    let columns = ["received", "eligible", "responded", "due", "responded_in_time", "unanswered_overdue"];
    for row in &months.rows {
        let (year, month) = row["month"].split_once('-').expect("a month");
        let quarter = format!("{year}-Q{}", month.parse::<u32>().expect("a number").div_ceil(3));
        let sum = sums.entry((&row["skpd_id"], quarter)).or_default();
        sum.iter_mut().zip(columns).for_each(|(sum, column)| *sum += row[column].parse::<u64>().expect("a count"));
    }
    let mut met = 0;
    for table in ["publik/riwayat.csv", "publik/riwayat-instansi.csv"] {
        for row in &trial.table(table).rows {
            if let Some(sum) = sums.get(&(row["skpd_id"].as_str(), row["period"].clone())) {
                let told = columns.map(|column| row[column].parse::<u64>().expect("a count"));
                assert_eq!(*sum, told, "{} {}", row["skpd_id"], row["period"]);
                met += 1;
            }
        }
    }
    assert!(met >= 8, "{met} rows");
}
