//! Delimited text: encodings, zero bytes, lines and columns.

use super::{Case, case, header, holds, read, refused, row, rows, table, whole};

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// A table of three rows with a letter that every encoding writes in its own way.
fn accented() -> String {
    rows(3).replace("Antrean H2", "Antrean café H2")
}

fn windows_1252() -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(&accented()).0.into_owned()
}

#[test]
fn encodings_are_read_where_they_are_known_and_told_where_they_are_broken() {
    let (le, be) = (utf16(&accented(), u16::to_le_bytes), utf16(&accented(), u16::to_be_bytes));
    let marked = |text: &str| format!("\u{feff}{text}");
    let mixed = [windows_1252(), row("H4").replace("Antrean H4", "Antrean café H4").into_bytes()].concat();
    let lone = {
        let mut units: Vec<u16> = marked(&accented()).encode_utf16().collect();
        let at = units.iter().position(|u| *u == u16::from(b'\xe9')).expect("the letter");
        units[at] = 0xd800;
        units.into_iter().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let mut cut = utf16(&marked(&accented()), u16::to_le_bytes);
    cut.truncate(cut.len() - 3);
    let utf32: Vec<u8> = marked(&accented()).chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let overlong = {
        let text = accented();
        let at = text.find('é').expect("the letter");
        [&text.as_bytes()[..at], b"\xc0\xaf\xed\xa0\x80", &text.as_bytes()[at + 2..]].concat()
    };
    let cases: Vec<Case> = vec![
        case("UTF-8 with a mark", "a.csv", marked(&accented()), whole(3)),
        case("UTF-16, low byte first, with a mark", "a.csv", utf16(&marked(&accented()), u16::to_le_bytes), whole(3)),
        case("UTF-16, high byte first, with a mark", "a.csv", utf16(&marked(&accented()), u16::to_be_bytes), whole(3)),
        case("UTF-16 without a mark", "a.csv", &le, refused(&["UTF-16", "encoding = \"utf-16le\""])),
        case("UTF-16 of the other order without a mark", "a.csv", &be, refused(&["UTF-16", "encoding = \"utf-16be\""])),
        case("UTF-16 that is stated", "a.csv", &le, whole(3)).stating("encoding = \"utf-16le\""),
        case("UTF-16 of the other order that is stated", "a.csv", &be, whole(3)).stating("encoding = \"utf-16be\""),
        case("UTF-16 stated in the wrong order", "a.csv", &be, refused(&["not utf-16le", "tell utf-16be"]))
            .stating("encoding = \"utf-16le\""),
        case("UTF-8 stated as UTF-16", "a.csv", accented(), refused(&["not utf-16le", "no byte of it is zero"]))
            .stating("encoding = \"utf-16le\""),
        case(
            "a mark against what is stated",
            "a.csv",
            marked(&accented()),
            refused(&["not windows-1252", "tell utf-8"]),
        )
        .stating("encoding = \"windows-1252\""),
        case("Windows-1252 that is stated", "a.csv", windows_1252(), whole(3)).stating("encoding = \"windows-1252\""),
        case("Windows-1252 that is not stated", "a.csv", windows_1252(), read([3, 3, 0], &["DQ007 3"])),
        case("UTF-8 stated as Windows-1252", "a.csv", accented(), read([3, 3, 0], &["DQ007 3"]))
            .stating("encoding = \"windows-1252\""),
        case("two encodings in one file", "a.csv", &mixed, read([4, 4, 0], &["DQ007 3"])),
        case("two encodings, the other one stated", "a.csv", &mixed, read([4, 4, 0], &["DQ007 5"]))
            .stating("encoding = \"windows-1252\""),
        case("half a pair in UTF-16", "a.csv", lone, read([3, 3, 0], &["DQ007 3"])),
        case("UTF-16 cut within a letter", "a.csv", cut, read([3, 3, 0], &["DQ007 4"])),
        case("UTF-32", "a.csv", utf32, refused(&["UTF-32"])),
        case("overlong and surrogate UTF-8", "a.csv", overlong, read([3, 3, 0], &["DQ007 3"])),
        case(
            "a damaged letter in an id",
            "a.csv",
            [rows(1).into_bytes(), b"H\xe92".to_vec(), row("").into_bytes()].concat(),
            read([2, 1, 1], &["DQ001 3 complaint-id", "DQ007 3"]),
        ),
    ];
    holds(&cases);
}

#[test]
fn an_unknown_encoding_is_told_with_its_line_and_the_known_ones() {
    let trial = crate::trial::Trial::new(rows(1));
    let profile = include_str!("../../../src/config/profiles/cases.toml");
    trial.put("uji.toml", profile.replacen("layout", "encoding = \"latin9\"\nlayout", 1));
    trial.edit("profile = \"cases\"", "profile = \"uji.toml\"");
    let said = trial.refused();
    for part in ["uji.toml:4:12", "'latin9' is no encoding; known are utf-8, utf-16le, utf-16be, windows-1252"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn zero_bytes_hold_a_row_back_or_make_the_file_no_text() {
    let within = |text: &str, zeros: usize| {
        let at = text.find("loket").expect("a word of the first row");
        [&text.as_bytes()[..at], &vec![0; zeros], &text.as_bytes()[at..]].concat()
    };
    // Overwritten from the middle of a row into another: one row is what is left of both.
    let overwritten = {
        let mut bytes = rows(40).into_bytes();
        let at = bytes.windows(3).position(|w| w == b"H20").expect("a row");
        bytes[at + 4..at + 400].fill(0);
        bytes
    };
    let cases = vec![
        case("a zero byte in a text", "a.csv", within(&rows(3), 1), read([3, 2, 1], &["DQ050 2"])),
        case(
            "a row of zero bytes at the end",
            "a.csv",
            [rows(3).into_bytes(), vec![0; 40]].concat(),
            read([4, 3, 1], &["DQ050 5"]),
        ),
        case("a block of zero bytes over two rows", "a.csv", overwritten, read([38, 37, 1], &["DQ050 21"])),
        case("nothing but zero bytes", "a.csv", [0; 5_000], refused(&["the file is binary"])),
        case("more zero bytes than text", "a.csv", within(&rows(3), 4_096), refused(&["the file is binary"])),
        case(
            "a zero byte far behind the first look",
            "a.csv",
            [rows(200).into_bytes(), row("H\0").into_bytes()].concat(),
            read([201, 200, 1], &["DQ050 202"]),
        ),
    ];
    holds(&cases);
}

#[test]
fn lines_and_columns_in_disorder_are_read_or_told() {
    let semicolons = |text: String| text.replace(',', ";");
    let wide = {
        let junk: String = (0..10_000).map(|n| format!(",kolom {n}")).collect();
        let empty = ",".repeat(10_000);
        format!("{}{junk}\n{}{empty}\n", header(), row("H1"))
    };
    let (short, long) = ("H4,2024-04-10 08:00:00".to_owned(), row("H5") + ",lagi,lagi");
    let cases = vec![
        case("a line that tells the separator", "a.csv", format!("sep=;\n{}", semicolons(rows(3))), whole(3)),
        case(
            "such a line with a mark and CR LF",
            "a.csv",
            format!("\u{feff}SEP=;\r\n{}", semicolons(rows(2))),
            whole(2),
        ),
        case("such a line in quotes", "a.csv", format!("\"sep=;\"\n{}", semicolons(rows(2))), whole(2)),
        case(
            "such a line in UTF-16",
            "a.csv",
            utf16(&format!("\u{feff}sep=;\n{}", semicolons(rows(2))), u16::to_le_bytes),
            whole(2),
        ),
        case("such a line that lies", "a.csv", format!("sep=|\n{}", rows(2)), refused(&["no row has all the headers"])),
        case("such a line and nothing else", "a.csv", "sep=;\n", refused(&["a.csv", "empty"])),
        case("lone CR", "a.csv", rows(3).replace('\n', "\r"), whole(3)),
        case(
            "line ends of all kinds",
            "a.csv",
            rows(3).replacen('\n', "\r\n", 1).replacen("\nH2", "\rH2", 1),
            whole(3),
        ),
        case("no line end at the end", "a.csv", rows(3).trim_end(), whole(3)),
        case("blank lines between rows", "a.csv", rows(3).replace('\n', "\n\n ,, \n"), whole(3)),
        case(
            "rows too short and too long",
            "a.csv",
            table(&[row("H1"), short, long]),
            read([3, 1, 2], &["DQ006 3 x2"]),
        ),
        case(
            "a comma at the end of every row but the header",
            "a.csv",
            rows(3).replace("sejak pagi\n", "sejak pagi,\n"),
            read([3, 0, 3], &["DQ006 2 x3"]),
        ),
        case("the header again among the rows", "a.csv", rows(2) + &rows(1), read([4, 2, 1], &["DQ013 5", "DQ036 4"])),
        case(
            "dates as numbers of days",
            "a.csv",
            table(&[
                row("H1").replace("2024-04-10 08:00:00", "45392.33"),
                row("H2").replace("2024-04-10 10:00:00", "45392"),
            ]),
            read([2, 0, 2], &["DQ056 3 first-response-at", "DQ056 2 received-at"]),
        ),
        case("a header without rows", "a.csv", table(&[]), read([0, 0, 0], &["DQ026 0"])),
        case("a header of ten thousand columns", "a.csv", wide, whole(1)),
        case(
            "two columns of one name",
            "a.csv",
            rows(2).replacen("reason", "Status", 1),
            refused(&["two columns are named"]),
        ),
        case("no header", "a.csv", format!("{}\n", row("H1")), refused(&["no row has all the headers"])),
        case(
            "a header below three hundred lines",
            "a.csv",
            "judul,x\n".repeat(300) + &rows(1),
            refused(&["no row has all the headers"]),
        ),
        case("nothing", "a.csv", "", refused(&["the file is empty"])),
        case("blanks only", "a.csv", " \r\n\t\n", refused(&["the file is empty"])),
        case("a mark only", "a.csv", "\u{feff}", refused(&["the file is empty"])),
        case("signs that steer a terminal", "a.csv", rows(2).replace("Layanan", "\u{1b}[2J\u{202e}"), whole(2)),
    ];
    holds(&cases);
}
