//! What a person expects of delimited text.

use super::super::testing::{Gathered, gather, layout, made, shared, wanted};
use super::super::{Fault, Limits};
use super::*;

fn read_bytes(bytes: &[u8], names: &[&str]) -> Result<Gathered, Problem> {
    read_with(bytes, names, None, Limits::default())
}

fn read_with(bytes: &[u8], names: &[&str], delimiter: Option<u8>, limits: Limits) -> Result<Gathered, Problem> {
    let folder = made("a.csv", bytes);
    let wanted = wanted(names);
    let layout = Layout { delimiter, limits, ..layout(&wanted) };
    gather(&folder.path().join("a.csv"), &layout)
}

/// Rows as `line: cells`, cells joined by `|`.
fn lines(gathered: &Gathered) -> Vec<String> {
    gathered.rows.iter().map(|r| format!("{}: {}", r.row, r.cells.join("|"))).collect()
}

#[test]
fn every_line_end_gives_the_same_rows_and_lines() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["id,isi", "1,a", "", "2,\"b", "c\"", "3,d", ""].join(end);
        let read = read_bytes(text.as_bytes(), &["id", "isi"]).unwrap();
        let expected = ["2: 1|a".to_owned(), format!("4: 2|b{end}c"), "6: 3|d".to_owned()];
        assert_eq!(lines(&read), expected, "{end:?}");
        assert_eq!(read.tables[0].header_row, 1);
    }
}

#[test]
fn lines_are_right_where_chunks_split_a_line_end() {
    // Long rows of varying length, so that chunk borders fall everywhere, between CR and LF too.
    let mut text = String::from("id,isi\r\n");
    let mut expected = Vec::new();
    for i in 0..40_000_u64 {
        expected.push((i * 2 + 2, i.to_string()));
        let filler = "x".repeat(usize::try_from(i % 97).unwrap());
        text.extend([&i.to_string(), ",\"", &filler, "\r\n", &filler, "\"\r\n"]);
    }
    assert!(text.len() > 3 * BUFFER);
    let read = read_bytes(text.as_bytes(), &["id"]).unwrap();
    let got: Vec<(u64, String)> = read.rows.iter().map(|r| (r.row, r.cells[0].clone())).collect();
    assert_eq!(got, expected);
}

#[test]
fn the_separator_is_the_one_under_which_the_header_is_found() {
    for separator in [",", ";", "\t", "|"] {
        let text = format!("Nama Instansi{separator}Kota, Contoh; x\nid{separator}isi\n1{separator}a\n");
        let read = read_bytes(text.as_bytes(), &["id", "isi"]).unwrap();
        assert_eq!(lines(&read), ["3: 1|a"], "{separator:?}");
        assert_eq!(read.tables[0].preamble.len(), 1);
    }
    // One that is given is not doubted.
    assert!(read_with(b"id;isi\n1;a\n", &["id", "isi"], Some(b','), Limits::default()).is_err());
}

#[test]
fn a_sep_line_and_a_byte_order_mark_are_understood() {
    let read = read_bytes(b"\xef\xbb\xbfsep=;\r\n\"id\";isi\r\n1;a,b\r\n", &["id", "isi"]).unwrap();
    assert_eq!(lines(&read), ["3: 1|a,b"]);
    assert!(read.tables[0].preamble.is_empty());
    let read = read_bytes(b"\xef\xbb\xbf\"id\",isi\n1,a\n", &["id"]).unwrap();
    assert_eq!(lines(&read), ["2: 1"]);
}

#[test]
fn quotes_follow_the_csv_crate() {
    let read = read_bytes(b"id,isi\n1,\"a \"\"b\"\" c\"\n2,x\"y\n3,\"p\"q\n", &["isi"]).unwrap();
    assert_eq!(lines(&read), ["2: a \"b\" c", "3: x\"y", "4: pq"]);
}

#[test]
fn ragged_rows_are_handed_on_with_their_fault() {
    let read = read_bytes(b"id,isi\n1,a,z\n2\n3,c\n", &["id", "isi"]).unwrap();
    let faults: Vec<_> = read.rows.iter().map(|r| r.fault).collect();
    let ragged = |found| Some(Fault::Ragged { found, expected: 2 });
    assert_eq!(faults, [ragged(3), ragged(1), None]);
    assert_eq!(lines(&read), ["2: 1|a", "3: 2|", "4: 3|c"]);
}

#[test]
fn empty_rows_are_no_rows() {
    let read = read_bytes("id,isi\n,\n \t, \n\u{a0},\n1,\n\n".as_bytes(), &["id", "isi"]).unwrap();
    assert_eq!(lines(&read), ["5: 1|"]);
    assert!(read_bytes(b"id,isi\n", &["id"]).unwrap().rows.is_empty());
    assert!(read_bytes(b"", &["id"]).unwrap_err().what.contains("is empty"));
    assert!(read_bytes(&b"\n".repeat(20_000), &["id"]).unwrap_err().what.contains("is empty"));
}

#[test]
fn broken_utf_8_is_a_fault_of_a_wanted_field_only() {
    let read = read_bytes(b"id,isi\n1,\xff\n2,\xe9\xfe\n", &["id"]).unwrap();
    assert_eq!(read.rows.iter().map(|r| r.fault).collect::<Vec<_>>(), [None, None]);
    let read = read_bytes(b"id,isi\n1,caf\xe9\n2,ok\n", &["id", "isi"]).unwrap();
    assert_eq!(lines(&read), ["2: 1|caf\u{fffd}", "3: 2|ok"]);
    assert_eq!(read.rows[0].fault, Some(Fault::Encoding));
    assert_eq!(read.rows[1].fault, None);
}

#[test]
fn a_quote_without_end_is_refused_with_its_line() {
    let problem = read_bytes(b"id,isi\n1,a\n2,\"b\n3,c\n4,d\n", &["id"]).unwrap_err();
    assert!(problem.what.contains("never closed") && problem.place.contains("line 3"), "{problem}");
    // A closed one at the end is none.
    assert!(read_bytes(b"id,isi\n1,\"a\nb\"", &["id"]).is_ok());
    assert!(read_bytes(b"id,isi\n1,\"a\nb\"\r\n\r\n", &["id"]).is_ok());

    let mut long = b"id,isi\n1,a\n\n2,\"b".to_vec();
    long.resize(5 * BUFFER, b'\n');
    let limits = Limits { record_bytes: 100_000, ..Limits::default() };
    let problem = read_with(&long, &["id"], None, limits).unwrap_err();
    assert!(problem.what.contains("100000") && problem.place.contains("line 4"), "{problem}");
}

#[test]
fn a_record_of_just_the_limit_passes() {
    let text = format!("id,isi\n1,{}\n2,b\n", "x".repeat(97));
    let limit = |record_bytes| Limits { record_bytes, ..Limits::default() };
    assert_eq!(read_with(text.as_bytes(), &["id"], None, limit(100)).unwrap().rows.len(), 2);
    assert!(read_with(text.as_bytes(), &["id"], None, limit(99)).is_err());
}

#[test]
fn rows_and_cells_are_limited() {
    let text = b"id,isi\n1,a\n2,b\n3,c\n";
    let problem = read_with(text, &["id"], None, Limits { rows: 2, ..Limits::default() }).unwrap_err();
    assert!(problem.next.contains("--max-rows"));
    let problem = read_with(text, &["id"], None, Limits { cells: 5, ..Limits::default() }).unwrap_err();
    assert!(problem.next.contains("--max-cells"));
}

#[test]
fn records_are_those_of_the_csv_crate_on_hostile_text() {
    use rand_pcg::rand_core::{Rng as _, SeedableRng as _};
    let mut generator = rand_pcg::Pcg64Mcg::seed_from_u64(20_240_630);
    let mut random = |below: u32| usize::try_from(generator.next_u32() % below).unwrap();
    for _ in 0..3_000 {
        let mut body = b"id,isi\n".to_vec();
        body.extend((0..random(60)).map(|_| b"a,\"\r\n ;x\xc3\xa9\xff"[random(11)]));
        let expected: Vec<Vec<u8>> = rules(b',')
            .from_reader(body.as_slice())
            .into_byte_records()
            .flatten()
            .skip(1)
            .filter(|r| !String::from_utf8_lossy(r.as_slice()).trim().is_empty())
            .map(|r| r.get(1).unwrap_or_default().to_vec())
            .collect();
        match read_with(&body, &["id", "isi"], Some(b','), Limits::default()) {
            Ok(read) => {
                let texts: Vec<_> = expected.iter().map(|f| String::from_utf8_lossy(f).into_owned()).collect();
                assert_eq!(read.rows.iter().map(|r| r.cells[1].clone()).collect::<Vec<_>>(), texts, "{body:?}");
                assert!(read.rows.windows(2).all(|w| w[0].row < w[1].row), "{body:?}");
            }
            Err(problem) => assert!(problem.what.contains("never closed"), "{problem} {body:?}"),
        }
    }
}

#[test]
fn real_files_with_lone_cr_and_with_many_lines_a_field() {
    let Some(folder) = shared() else { return };
    let names = wanted(&["Unique Key", "Park Borough"]);
    let read = gather(&folder.join("nyc311-2013-cr/INTEGRATED-DATASET.cr-only.csv"), &layout(&names)).unwrap();
    assert_eq!(read.rows.len(), 2_386);
    assert!(read.rows.iter().zip(2..).all(|(row, line)| row.row == line && row.fault.is_none()));

    let names = wanted(&["complaint_id", "date_received", "timely_response"]);
    let read = gather(&folder.join("cfpb/consumer_complaints.csv"), &layout(&names)).unwrap();
    assert_eq!(read.rows.len(), 145);
    assert!(read.rows.iter().all(|r| r.fault.is_none() && r.cells[0].parse::<u64>().is_ok()));
    assert!(read.rows.iter().zip(2..).any(|(row, ordinal)| row.row > ordinal));

    let names = wanted(&["srnumber", "createddate", "status"]);
    let read = gather(&folder.join("la-myla311-2020/requests.csv"), &layout(&names)).unwrap();
    assert_eq!(read.rows.len(), 10_000);
    assert!(read.rows.iter().all(|r| r.fault.is_none() && r.cells[0].starts_with("1-")));
}
