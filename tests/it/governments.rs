//! Several governments in one run: each on its own clock, ranked among its equals.

use crate::support::{Row, folder, quarter_folder, read_table, run_csv, write};

const CONFIG: &str = r#"[unit]
name  = "Pemerintah Kota Barat"
level = "kota"
zone  = "WIB"

[period]
quarters = ["2024-Q2"]
as-of    = 2024-07-05

[[source]]
files   = "aduan.csv"
profile = "cases"

[[source]]
files   = "log.csv"
profile = "events"

[reference]
skpd     = "skpd.csv"
instansi = "instansi.csv"

[[deadline]]
step   = "response"
class  = "*"
limit  = "24h"
source = "contoh"

[[target]]
year    = 2024
measure = "received"
value   = 10

[score]
weights = { on_time_rate = 1.0 }

[groups]
by = "none"
minimum-volume = 1
"#;

fn tables() -> (Vec<Row>, Vec<Row>) {
    let input = folder();
    let file = |name: &str, text: &str| write(&input.path().join(name), text);
    file("rapor.toml", CONFIG);
    file(
        "instansi.csv",
        "agency_id,name,level,zone,region_code\n\
         barat,Pemerintah Kota Barat,kota,WIB,\n\
         timur,Pemerintah Kota Timur,kota,WIT,\n",
    );
    file("skpd.csv", "skpd_id,name,agency_id\nB1,Dinas Air,barat\nT1,Dinas Jalan,timur\n");
    file(
        "aduan.csv",
        // 15:30 UTC on 31 March is 1 April in the east (WIT) and still March in the west (WIB).
        "complaint_id,received_at,first_response_at,agency,skpd,status\n\
         1,2024-03-31T15:30:00Z,2024-03-31T16:30:00Z,Pemerintah Kota Timur,Dinas Jalan,in-progress\n\
         2,2024-03-31T15:30:00Z,2024-03-31T16:30:00Z,Pemerintah Kota Barat,Dinas Air,in-progress\n\
         3,2024-05-02T02:00:00Z,2024-05-02T03:00:00Z,Pemerintah Kota Barat,Dinas Air,in-progress\n\
         4,2024-05-02T02:00:00Z,,Pemerintah Kota Timur,Dinas Jalan,received\n\
         5,2024-05-02T02:00:00Z,2024-05-02T03:00:00Z,,Dinas Air,in-progress\n\
         6,2024-05-02T02:00:00Z,,Siti Aminah 3573010101900001,Dinas Entah,received\n",
    );
    // Only the assignment names the government; the other events belong to it all the same.
    file(
        "log.csv",
        "complaint_id,event_at,event_kind,actor,skpd,agency\n\
         7,2024-05-03T02:00:00Z,received,,,\n\
         7,2024-05-03T03:00:00Z,assigned,,Dinas Jalan,Pemerintah Kota Timur\n\
         7,2024-05-03T04:00:00Z,response,,,\n",
    );
    let out = folder();
    run_csv(&input.path().join("rapor.toml"), out.path()).expect_status(&[0]);
    let quarter = quarter_folder(out.path(), "Pemerintah Kota Barat", "2024-Q2");
    crate::explain_report::all_cells(&quarter);
    crate::explain_tables::all_cells(&quarter);
    let public = quarter.join("publik");
    let read = |name: &str| read_table(&public.join(name)).rows;
    let text = std::fs::read_to_string(public.join("league.csv")).unwrap();
    assert!(!text.contains("Siti"), "a government that the list does not know is not named");
    (read("league.csv"), read("league-instansi.csv"))
}

fn cells(rows: &[Row], agency: &str, skpd: &str, columns: &str) -> String {
    let row = rows.iter().find(|r| r["agency_id"] == agency && r["skpd_id"] == skpd);
    let cells = columns.split(' ').map(|c| row.map_or("-", |r| if r[c].is_empty() { "." } else { &r[c] }).to_owned());
    cells.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_government_is_seen_on_its_own_clock_and_ranked_among_its_equals() {
    let (units, governments) = tables();
    assert_eq!(cells(&units, "timur", "T1", "received responded_in_time rank"), "3 2 1");
    assert_eq!(cells(&units, "barat", "B1", "received responded_in_time rank"), "2 2 1");
    let columns = "received received_ytd on_time_rate rank group verdict";
    assert_eq!(cells(&governments, "barat", "", columns), "2 3 1 1 kota ranked");
    assert_eq!(cells(&governments, "timur", "", columns), "3 3 0.6666666666666666 2 kota ranked");
}

#[test]
fn a_volume_target_is_that_of_the_government_of_the_configuration() {
    let (_, governments) = tables();
    assert_eq!(cells(&governments, "barat", "", "volume_target volume_attainment"), "10 0.3");
    assert_eq!(cells(&governments, "timur", "", "volume_target volume_attainment"), ". .");
}

#[test]
fn a_government_that_the_list_does_not_know_is_listed_and_not_ranked() {
    let (_, governments) = tables();
    assert_eq!(cells(&governments, "instansi-tidak-dikenal", "", "received rank verdict"), "1 . not_assigned");
}
