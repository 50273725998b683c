//! JSON lines.

use super::{case, header, holds, read, refused, row, whole};

/// A row as an object.
fn object(id: &str) -> String {
    let (names, row) = (header(), row(id));
    let pairs = names.split(',').zip(row.split(','));
    let object: serde_json::Map<String, serde_json::Value> = pairs.map(|(k, v)| (k.to_owned(), v.into())).collect();
    serde_json::Value::Object(object).to_string()
}

fn lines(lines: &[String]) -> String {
    lines.join("\n") + "\n"
}

#[test]
fn json_lines_are_read_or_told_line_by_line() {
    let good = || object("H1");
    let replaced = |there: &str, instead: &str| {
        let text = object("H2");
        assert!(text.contains(there), "{there} is in {text}");
        lines(&[good(), text.replacen(there, instead, 1)])
    };
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep: &'static str = deep.leak();
    let cases = vec![
        case("three objects", "a.jsonl", lines(&["H1", "H2", "H3"].map(object)), whole(3)),
        case(
            "objects with a mark and CR LF",
            "a.ndjson",
            format!("\u{feff}{}", lines(&["H1", "H2"].map(object)).replace('\n', "\r\n")),
            whole(2),
        ),
        case(
            "objects in UTF-16 with a mark",
            "a.jsonl",
            utf16(&format!("\u{feff}{}", lines(&["H1", "H2"].map(object)))),
            whole(2),
        ),
        case("objects in UTF-16 without a mark", "a.jsonl", utf16(&good()), refused(&["encoding = \"utf-16le\""])),
        case("objects in UTF-16 that is stated", "a.jsonl", utf16(&good()), whole(1))
            .stating("encoding = \"utf-16le\""),
        case(
            "objects in Windows-1252 that is not stated",
            "a.jsonl",
            [
                good().into_bytes(),
                b"\n".to_vec(),
                object("H2").into_bytes().iter().map(|b| if *b == b'L' { 0xe9 } else { *b }).collect(),
            ]
            .concat(),
            read([2, 2, 0], &["DQ007 2"]),
        ),
        case("an empty file", "a.jsonl", "", refused(&["the file is empty"])),
        case("blank lines", "a.jsonl", "\n \n", refused(&["the file is empty"])),
        case(
            "a list of objects over lines",
            "a.jsonl",
            format!("[\n{},\n{}\n]\n", good(), object("H2")),
            refused(&["one object a line"]),
        ),
        case("a list on one line", "a.jsonl", format!("[{}]\n", good()), refused(&["no line is a JSON object"])),
        case(
            "a last line that is cut off",
            "a.jsonl",
            lines(&[good()]) + &object("H2")[..40],
            read([2, 1, 1], &["DQ008 2"]),
        ),
        case("a zero byte in a line", "a.jsonl", replaced("loket", "lo\0ket"), read([2, 1, 1], &["DQ050 2"])),
        case("an escaped zero byte", "a.jsonl", replaced("loket", "lo\\u0000ket"), read([2, 1, 1], &["DQ050 2"])),
        case("half a pair as an escape", "a.jsonl", replaced("loket", "lo\\ud800ket"), read([2, 1, 1], &["DQ008 2"])),
        case("a key twice", "a.jsonl", replaced("{", "{\"Complaint-ID\":\"H9\","), refused(&["two columns are named"])),
        case("deep nesting that nobody wants", "a.jsonl", replaced("{", &format!("{{\"x\":{deep},")), whole(2)),
        case(
            "deep nesting where a text should be",
            "a.jsonl",
            replaced("\"Layanan\"", deep),
            read([2, 1, 1], &["DQ008 2"]),
        ),
        case("a number beyond all bounds", "a.jsonl", replaced("\"Layanan\"", "1e999"), read([2, 1, 1], &["DQ008 2"])),
        case("other values than texts", "a.jsonl", replaced("\"Layanan\"", "{\"a\":[1,2]}"), whole(2)),
        case("keys that the profile does not know", "a.jsonl", "{\"nomor\":1}\n", refused(&["missing complaint-id"])),
    ];
    holds(&cases);
}
