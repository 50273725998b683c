//! Quotes that open where none should, and swallow what comes after them.

use super::{case, holds, read, refused, row, rows, table, whole};

/// A row whose text begins with a quote that nothing closes.
fn open(id: &str) -> String {
    row(id).replace(",Antrean,Antrean", ",Antrean,\"Antrean")
}

/// A row whose text is in quotes and of two lines.
fn of_two_lines(id: &str) -> String {
    row(id).replace("sejak pagi", "sejak\npagi\"").replace(",Antrean,Antrean", ",Antrean,\"Antrean")
}

#[test]
fn a_quote_that_swallows_rows_is_told_with_the_line_on_which_it_opened() {
    let between = |inner: &[&str]| {
        let mut all = vec![row("H1"), open("H2")];
        all.extend(inner.iter().map(|id| row(id)));
        all.push(open("H8"));
        all.push(row("H9"));
        table(&all)
    };
    let cases = vec![
        case(
            "two stray quotes with rows between them",
            "a.csv",
            between(&["H3", "H4"]),
            read([6, 2, 4], &["DQ054 3 x4"]),
        ),
        case("two stray quotes in rows side by side", "a.csv", between(&[]), read([4, 2, 2], &["DQ054 3 x2"])),
        case(
            "the same with CR LF",
            "a.csv",
            between(&["H3", "H4"]).replace('\n', "\r\n"),
            read([6, 2, 4], &["DQ054 3 x4"]),
        ),
        case(
            "a stray quote below a text of two lines",
            "a.csv",
            table(&[of_two_lines("H1"), open("H2"), row("H3"), open("H4")]),
            read([4, 1, 3], &["DQ054 4 x3"]),
        ),
        case("texts of two lines", "a.csv", table(&[of_two_lines("H1"), of_two_lines("H2")]), whole(2)),
        case(
            "a quote that is never closed",
            "a.csv",
            table(&[row("H1"), row("H2"), open("H3"), row("H4"), row("H5")]),
            refused(&["a quote is opened and never closed", "a.csv, line 4"]),
        ),
        case(
            "a quote in the last row that is never closed",
            "a.csv",
            table(&[row("H1"), open("H2")]).trim_end(),
            refused(&["never closed", "a.csv, line 3"]),
        ),
        case(
            "a quote that opens below the line on which its row begins",
            "a.csv",
            table(&[row("H1").replace("Layanan", "\"La\nya\nnan\"").replace("Antrean H1", "\"Antrean H1"), row("H2")]),
            refused(&["never closed", "a.csv, line 4"]),
        ),
        case(
            "a quote in the header that is never closed",
            "a.csv",
            rows(2).replacen("reason", "\"reason", 1),
            refused(&["a.csv"]),
        ),
        case("a file of one quote", "a.csv", "\"", refused(&["a.csv"])),
        case("quotes within texts", "a.csv", rows(3).replace("loket", "lo\"ket \"A\""), whole(3)),
        case(
            "a quote that never closes in UTF-16",
            "a.csv",
            format!("\u{feff}{}", table(&[row("H1"), open("H2"), row("H3")]))
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>(),
            refused(&["never closed", "a.csv, line 3"]),
        ),
    ];
    holds(&cases);
}
