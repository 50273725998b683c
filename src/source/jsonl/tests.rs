//! What a person expects of JSON lines.

use super::super::Wanted;
use super::super::testing::{Gathered, gather, layout, made, shared, wanted};
use super::*;

fn read_text(text: &[u8], names: &[&str]) -> Result<Gathered, Problem> {
    let folder = made("a.jsonl", text);
    let wanted = wanted(names);
    gather(&folder.path().join("a.jsonl"), &layout(&wanted))
}

#[test]
fn values_become_text() {
    let text = br#"{"ID":101004143000,"isi":"a \"b\"\nc","x":{"y":[1,2]},"nilai":4.5,"baru":true,"kosong":null}"#;
    let read = read_text(text, &["id", "isi", "x", "nilai", "baru", "kosong"]).unwrap();
    assert_eq!(read.rows[0].cells, ["101004143000", "a \"b\"\nc", "{\"y\":[1,2]}", "4.5", "true", ""]);
    assert_eq!((read.tables[0].header_row, read.rows[0].row), (0, 1));
}

#[test]
fn blank_lines_are_skipped_and_lines_that_are_no_objects_are_counted() {
    let text = b"\xef\xbb\xbf{\"id\":1}\r\n\r\n[1]\n{\"id\":2\n{\"id\":3} x\n \n{\"isi\":4}\n{\"id\":5}";
    let read = read_text(text, &["id"]).unwrap();
    let rows: Vec<_> = read.rows.iter().map(|r| (r.row, r.cells[0].as_str(), r.fault)).collect();
    let bad = Some(Fault::Malformed);
    assert_eq!(rows, [(1, "1", None), (3, "", bad), (4, "", bad), (5, "", bad), (7, "", None), (8, "5", None)]);
}

#[test]
fn a_key_may_come_late_and_an_optional_one_never() {
    let folder = made("a.ndjson", b"{\"isi\":\"a\"}\n{\"id\":2,\"isi\":\"b\"}\n");
    let mut wanted = wanted(&["id", "isi", "rating"]);
    wanted[2] = Wanted { required: false, ..wanted[2].clone() };
    let read = gather(&folder.path().join("a.ndjson"), &layout(&wanted)).unwrap();
    assert_eq!(read.tables[0].present, [true, true, false]);
    assert_eq!(read.rows[0].cells, ["", "a", ""]);
    assert_eq!(read.rows[1].cells, ["2", "b", ""]);
}

#[test]
fn a_file_without_the_keys_is_refused_with_those_seen() {
    let text = read_text(b"{\"Nomor Tiket\":1,\"isi\":2}\n", &["id"]).err().unwrap().to_string();
    assert!(text.contains("missing id") && text.contains("Nomor Tiket, isi"), "{text}");
    let text = read_text(b"[\n{\"id\":1},\n", &["id"]).err().unwrap().to_string();
    assert!(text.contains("one list") && text.contains("one object a line"), "{text}");
    let text = read_text(b"[{\"id\":1}]\n", &["id"]).err().unwrap().to_string();
    assert!(text.contains("no line is a JSON object"), "{text}");
}

#[test]
fn a_name_twice_is_refused_in_the_first_lines_and_a_fault_later() {
    let text = read_text(b"{\"id\":1,\"ID\":2}\n", &["id"]).err().unwrap().to_string();
    assert!(text.contains("column 1 and column 2"), "{text}");
    let mut late = b"{\"id\":1}\n".repeat(SEARCHED);
    late.extend_from_slice(b"{\"id\":1,\"ID\":2}\n");
    let read = read_text(&late, &["id"]).unwrap();
    let last = read.rows.last().unwrap();
    assert_eq!((last.cells[0].as_str(), last.fault), ("", Some(Fault::Malformed)));
}

#[test]
fn broken_utf_8_is_a_fault_and_stands_mended() {
    let read = read_text(b"{\"id\":\"caf\xe9\"}\n", &["id"]).unwrap();
    assert_eq!((read.rows[0].cells[0].as_str(), read.rows[0].fault), ("caf\u{fffd}", Some(Fault::Encoding)));
}

#[test]
fn a_line_without_end_is_stopped_and_deep_nesting_is_no_harm() {
    let folder = made("a.jsonl", &[b"{\"id\":1}\n".to_vec(), vec![b'x'; 5_000]].concat());
    let wanted = wanted(&["id"]);
    let limits = Limits { record_bytes: 1_000, ..Limits::default() };
    let problem = gather(&folder.path().join("a.jsonl"), &Layout { limits, ..layout(&wanted) }).err().unwrap();
    assert!(problem.place.contains("line 2") && problem.next.contains("--max-record-bytes"), "{problem}");

    let deep = format!("{{\"id\":1}}\n{{\"id\":{}}}\n", "[".repeat(200_000));
    assert_eq!(read_text(deep.as_bytes(), &["id"]).unwrap().rows[1].fault, Some(Fault::Malformed));
    let deep = format!("{{\"id\":1}}\n{{\"x\":{}{},\"id\":2}}\n", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(read_text(deep.as_bytes(), &["id"]).unwrap().rows.len(), 2);
}

#[test]
fn real_lines_equal_the_same_file_as_csv() {
    let Some(folder) = shared() else { return };
    let names = wanted(&["case_enquiry_id", "open_dt", "closed_dt", "case_title", "department"]);
    let lines = gather(&folder.join("qsv-boston-nyc311/boston311-100.jsonl"), &layout(&names)).unwrap();
    let table = gather(&folder.join("qsv-boston-nyc311/boston311-100.csv"), &layout(&names)).unwrap();
    assert_eq!(lines.rows.len(), 100);
    for (line, row) in lines.rows.iter().zip(&table.rows) {
        // That export to JSON took trailing blanks off.
        let trimmed: Vec<&str> = row.cells.iter().map(|c| c.trim_end()).collect();
        assert_eq!(line.cells, trimmed);
    }
}
