//! Whoever is named is named on grounds that the evidence lists show, complaint by complaint.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::{Row, folder, quarter_folder, rapor, read_table, write};

/// The public and the internal folder of a run's 2024-Q2, with the confidential complaints in the lists.
fn run(config: &Path, unit: &str, out: &Path) -> (std::path::PathBuf, std::path::PathBuf) {
    let arguments = ["run", "--quiet", "--only", "csv", "--include-confidential", "--quarter", "2024-Q2", "--out"];
    let arguments = arguments.map(std::ffi::OsStr::new).into_iter().chain([out.as_os_str(), config.as_os_str()]);
    rapor(arguments).expect_status(&[0]);
    let quarter = quarter_folder(out, unit, "2024-Q2");
    (quarter.join("publik"), quarter.join("internal"))
}

/// A count by unit.
type Counts = BTreeMap<String, u64>;

/// Counts rows by unit; a unit without one is not there.
fn count<'a>(rows: impl IntoIterator<Item = &'a Row>, wanted: impl Fn(&Row) -> bool) -> Counts {
    let mut counts = Counts::new();
    for row in rows.into_iter().filter(|row| wanted(row)) {
        *counts.entry(row["skpd_id"].clone()).or_default() += 1;
    }
    counts
}

/// A column of one part of the announcement; nothing where it is zero or empty.
fn told(rows: &[Row], part: &str, column: &str) -> Counts {
    let rows = rows.iter().filter(|row| row["part"] == part);
    let cells = rows.map(|row| (row["skpd_id"].clone(), row[column].parse().unwrap_or(0)));
    cells.filter(|(_, n)| *n > 0).collect()
}

#[test]
fn every_count_of_the_sample_is_that_of_the_complaints_listed() {
    let out = folder();
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
    let (public, internal) = run(&config, "Pemerintah Kota Contohsari (fiktif)", out.path());
    let announced = read_table(&public.join("pengumuman.csv")).rows;
    let mut evidence = Vec::new();
    for file in fs::read_dir(internal.join("bukti")).expect("the evidence") {
        evidence.extend(read_table(&file.expect("a file").path()).rows);
    }
    let handed = read_table(&internal.join("bukti-serah.csv")).rows;
    let work_list = read_table(&internal.join("belum-direspons.csv")).rows;
    let unanswered = |row: &Row| row["response_outcome"] == "unanswered";
    let by_reporter = |row: &Row| row["closed_by"] == "reporter";
    let earlier = |row: &Row| row["received_at"].as_str() < "2024-04-01";

    let never = told(&announced, "unanswered", "complaints");
    assert_eq!(never, count(&evidence, |row| unanswered(row) && !by_reporter(row)));
    assert_eq!(
        told(&announced, "unanswered", "closed_unanswered"),
        count(&evidence, |row| unanswered(row) && !by_reporter(row) && !row["closed_by"].is_empty())
    );
    assert_eq!(
        told(&announced, "closed_by_reporter", "complaints"),
        count(&evidence, |row| unanswered(row) && by_reporter(row))
    );
    assert_eq!(told(&announced, "late", "complaints"), count(&evidence, |row| row["response_outcome"] == "late"));
    assert_eq!(told(&announced, "handed_on_late", "complaints"), count(&handed, |row| row["late"] == "yes"));
    let older = told(&announced, "unanswered", "older");
    assert_eq!(older, count(&work_list, earlier));
    assert!(never.len() > 3 && older.len() > 3 && !handed.is_empty(), "the sample has something to tell");

    let mut oldest = Counts::new();
    for row in &work_list {
        let days: u64 = row["days"].parse().expect("days");
        let known = oldest.entry(row["skpd_id"].clone()).or_default();
        *known = days.max(*known);
    }
    assert_eq!(told(&announced, "unanswered", "oldest_days"), oldest);

    // What the league counts, in two parts.
    for row in read_table(&public.join("league.csv")).rows {
        let parts = ["unanswered", "closed_by_reporter"].map(|part| told(&announced, part, "complaints"));
        let sum: u64 = parts.iter().filter_map(|part| part.get(&row["skpd_id"])).sum();
        assert_eq!(row["unanswered_overdue"].parse(), Ok(sum), "{}", row["skpd"]);
    }
    // For how many quarters in a row, by the quarters of equal age.
    let lines = read_table(&public.join("riwayat-umur-sama.csv")).rows;
    for row in announced.iter().filter(|row| row["part"] == "unanswered") {
        let of_unit = |period: &str| {
            let row = lines.iter().find(|line| line["skpd_id"] == row["skpd_id"] && line["period"] == period)?;
            row["unanswered_named"].parse::<u64>().ok()
        };
        assert_eq!(of_unit("2024-Q2").map(|n| n.to_string()).as_ref(), Some(&row["complaints"]));
        let periods = ["2024-Q2", "2024-Q1", "2023-Q4", "2023-Q3"];
        let in_a_row = periods.iter().take_while(|period| of_unit(period).is_some_and(|n| n > 0)).count();
        assert_eq!(row["quarters_in_a_row"], in_a_row.to_string(), "{}", row["skpd"]);
        assert_eq!(row["at_least"], u64::from(in_a_row == 4).to_string(), "{}", row["skpd"]);
    }

    // Where nobody can be told from the first, nobody is named the best.
    let groups = |part: &str| {
        let rows = announced.iter().filter(|row| row["part"] == part);
        rows.map(|row| row["group"].clone()).collect::<BTreeSet<String>>()
    };
    assert_eq!(groups("nobody_best"), BTreeSet::from(["100+".to_owned(), "5-29".to_owned()]));
    assert_eq!(groups("best"), BTreeSet::from(["30-99".to_owned()]));
    assert_eq!(groups("with_best"), groups("best"));

    let text = fs::read_to_string(public.join("pengumuman.csv")).expect("the announcement");
    let words: BTreeSet<&str> = text.split([',', '\n']).collect();
    assert!(evidence.iter().all(|row| !words.contains(row["complaint_id"].as_str())), "an id stands in it");
}

const CONFIG: &str = r#"[unit]
name  = "Kota Sebut"
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
source = "contoh"

[groups]
minimum-volume = 5
"#;

/// A: two unanswered, one of them closed by the system, and one more in the quarter before. B: closed by its reporter alone.
/// C: nothing now, one open since last year. The rest is nobody's, the government's, or of a name that is not known.
const CASES: &str = "complaint_id,received_at,first_response_at,closed_at,skpd,status\n\
    a1,2024-06-01T10:00:00+07:00,,,Dinas A,received\n\
    a2,2024-06-01T10:00:00+07:00,,2024-06-20T10:00:00+07:00,Dinas A,closed-by-system\n\
    a3,2024-02-01T10:00:00+07:00,2024-05-01T10:00:00+07:00,,Dinas A,in-progress\n\
    a4,2023-11-01T10:00:00+07:00,2023-11-01T11:00:00+07:00,,Dinas A,in-progress\n\
    a5,2024-06-02T10:00:00+07:00,2024-06-05T10:00:00+07:00,,Dinas A,in-progress\n\
    b1,2024-06-01T10:00:00+07:00,,2024-06-01T12:00:00+07:00,Dinas B,closed-by-reporter\n\
    c1,2023-12-01T10:00:00+07:00,,,Dinas C,received\n\
    c2,2024-06-01T10:00:00+07:00,2024-06-01T11:00:00+07:00,,Dinas C,in-progress\n\
    d1,2024-06-01T10:00:00+07:00,,,,received\n\
    e1,2024-06-01T10:00:00+07:00,,,Kota Sebut,received\n\
    f1,2024-06-01T10:00:00+07:00,,,Badan Entah,received\n\
    f2,2024-06-02T10:00:00+07:00,,,Badan Entah,received\n\
    f3,2024-06-03T10:00:00+07:00,,,Badan Entah,received\n\
    f4,2024-06-04T10:00:00+07:00,,,Badan Entah,received\n\
    f5,2024-06-05T10:00:00+07:00,,,Badan Entah,received\n\
    g1,2024-07-05T09:00:00+07:00,,,Dinas G,received\n";

#[test]
fn a_unit_is_named_from_one_complaint_up_and_only_for_what_it_answers_for() {
    let input = folder();
    write(&input.path().join("rapor.toml"), CONFIG);
    write(&input.path().join("aduan.csv"), CASES);
    write(&input.path().join("skpd.csv"), "skpd_id,name\nA,Dinas A\nB,Dinas B\nC,Dinas C\nG,Dinas G\n");
    let out = folder();
    let (public, _) = run(&input.path().join("rapor.toml"), "Kota Sebut", out.path());
    let rows = read_table(&public.join("pengumuman.csv")).rows;
    let part = |part: &str, columns: &str| {
        let rows = rows.iter().filter(|row| row["part"] == part);
        let cells = rows.map(|row| columns.split(' ').map(|c| row[c].as_str()).collect::<Vec<_>>().join(" "));
        cells.collect::<Vec<String>>()
    };
    let columns = "skpd_id answers_for complaints closed_unanswered older oldest_days quarters_in_a_row at_least";
    assert_eq!(
        part("unanswered", columns),
        [
            "badan-entah unknown_name 5 0 0 34 1 0",
            "A unit 2 1 0 34 2 0",
            "C unit 0 0 1 217 0 0",
            "belum-terdisposisi government 1 0 0 34 1 0",
            "ditangani-langsung government 1 0 0 34 1 0",
        ],
        "each is named by what it has, the most first"
    );
    assert_eq!(part("closed_by_reporter", "skpd_id complaints"), ["B 1"], "no ground to be named");
    assert_eq!(part("late", "skpd_id complaints"), ["A 1"]);
    assert!(part("best", "skpd_id").is_empty(), "nobody can be ranked");
    let unjudged = part("not_judged", "skpd_id reason");
    for line in ["A too_few", "B too_few", "C too_few", "belum-terdisposisi not_assigned"] {
        assert!(unjudged.contains(&line.to_owned()), "{line} in {unjudged:?}");
    }
}

#[test]
fn nobody_is_named_where_the_data_hold_no_times() {
    let input = folder();
    write(&input.path().join("rapor.toml"), CONFIG);
    let rows: String = (0..8).map(|i| format!("k{i},2024-06-01T10:00:00+07:00,Dinas A,in-progress\n")).collect();
    let rows = format!("complaint_id,received_at,skpd,status\n{rows}k9,2024-06-01T10:00:00+07:00,Dinas A,received\n");
    write(&input.path().join("aduan.csv"), &rows);
    write(&input.path().join("skpd.csv"), "skpd_id,name\nA,Dinas A\n");
    let out = folder();
    let arguments = ["run", "--quiet", "--only", "html", "--out"].map(std::ffi::OsStr::new);
    let config = input.path().join("rapor.toml");
    rapor(arguments.into_iter().chain([out.path().as_os_str(), config.as_os_str()])).expect_status(&[1]);
    let public = quarter_folder(out.path(), "Kota Sebut", "2024-Q2").join("publik");
    let rows = read_table(&public.join("pengumuman.csv")).rows;
    assert!(rows.iter().all(|row| row["part"] == "not_judged"), "{rows:?}");
    let page = fs::read_to_string(public.join("laporan.html")).expect("the page");
    assert!(page.contains("Tidak dapat dikatakan: data tidak memuat batas waktu atau waktu respons."));
}
