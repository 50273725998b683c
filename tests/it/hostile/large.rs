//! Files that would fill the memory or take for ever. They are made on the way and are gone afterwards.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::workbooks::plain;
use super::{Case, header, holds, made, read, refused, row, rows, whole};

/// Writes a file in pieces.
fn poured(path: &Path, pieces: impl Iterator<Item = Vec<u8>>) {
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    pieces.for_each(|piece| file.write_all(&piece).expect("it is written"));
    file.flush().expect("it is written");
}

/// The faultless workbook with one more part, or one in the place of another, poured in pieces.
fn with_poured(path: &Path, name: &str, pieces: impl Iterator<Item = Vec<u8>>) {
    let good = plain(&["H1"]);
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(good)).expect("a workbook");
    let mut new = ZipWriter::new(BufWriter::new(File::create(path).expect("a file")));
    for index in 0..old.len() {
        let part = old.by_index_raw(index).expect("a part");
        if part.name().expect("a name") != name {
            new.raw_copy_file(part).expect("it is copied");
        }
    }
    new.start_file(name, SimpleFileOptions::default().large_file(true)).expect("a part");
    pieces.for_each(|piece| new.write_all(&piece).expect("it is written"));
    new.finish().expect("a workbook").flush().expect("it is written");
}

const MIB: usize = 1 << 20;

/// So many megabytes that no packer makes small: letters and digits without a pattern.
fn noise(megabytes: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut state = 42_u64;
    (0..megabytes).map(move |_| {
        let mut piece = Vec::with_capacity(MIB);
        while piece.len() < MIB {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            piece.extend(
                state.to_be_bytes().iter().take(5).map(|b| b"abcdefghijklmnopqrstuvwxyz012345"[usize::from(b % 32)]),
            );
        }
        piece
    })
}

fn text(text: &str) -> std::iter::Once<Vec<u8>> {
    std::iter::once(text.as_bytes().to_vec())
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const SHEET_HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet \
    xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
const SHEET_TAIL: &str = "</sheetData></worksheet>";

#[test]
fn cells_and_lines_without_end_are_stopped() {
    let cell = |quote: &'static str| {
        move |path: &Path| {
            let before =
                format!("{}{}", rows(1), row("H2").replace("Antrean,Antrean", &format!("Antrean,{quote}Antrean")));
            poured(path, text(&before).chain(noise(100)).chain(text(quote)));
        }
    };
    let line =
        |path: &Path| poured(path, text("{\"complaint_id\":\"H1\",\"text\":\"").chain(noise(100)).chain(text("\"}\n")));
    let in_sheet = |path: &Path| {
        let open = format!("{SHEET_HEAD}<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
        let close = format!("</t></is></c></row>{SHEET_TAIL}");
        with_poured(path, SHEET, text(&open).chain(noise(100)).chain(text(&close)));
    };
    let in_strings = |path: &Path| {
        let open = "<?xml version=\"1.0\"?><sst uniqueCount=\"1\"><si><t>";
        with_poured(path, "xl/sharedStrings.xml", text(open).chain(noise(100)).chain(text("</t></si></sst>")));
    };
    let swallowing = |path: &Path| {
        let many = (0..60_000).map(|n| (row(&format!("Z{n}")) + "\n").into_bytes());
        let open = rows(2) + &row("H3").replace("Antrean,Antrean", "Antrean,\"Antrean") + "\n";
        poured(path, text(&open).chain(many));
    };
    let one_line = |path: &Path| poured(path, text(&header()).chain((0..30).map(|_| vec![b','; MIB])));
    let cases: Vec<Case> = vec![
        made(
            "a cell of 100 MB",
            "a.csv",
            cell(""),
            refused(&["longer than 8388608 bytes", "line 3", "--max-record-bytes"]),
        ),
        made("a cell of 100 MB in quotes", "a.csv", cell("\""), refused(&["longer than 8388608 bytes", "line 3"])),
        made("a line of 100 MB", "a.jsonl", line, refused(&["longer than 8388608 bytes", "line 1"])),
        made("a cell of 100 MB in a sheet", "a.xlsx", in_sheet, refused(&["longer than 8388608 bytes", "sheet1.xml"])),
        made("a text of 100 MB in the table of texts", "a.xlsx", in_strings, refused(&["longer than 8388608 bytes"])),
        made(
            "a quote that swallows sixty thousand rows",
            "a.csv",
            swallowing,
            refused(&["longer than", "line 4", "quote"]),
        ),
        made("thirty million fields in one line", "a.csv", one_line, refused(&["longer than 8388608 bytes", "line 1"])),
    ];
    holds(&cases);
}

#[test]
fn sheets_of_a_billion_cells_and_bombs_are_refused_before_they_are_parsed() {
    let cells = |path: &Path| {
        let row = [b"<row>".to_vec(), b"<c><v>1</v></c>".repeat(60_000), b"</row>".to_vec()].concat();
        with_poured(path, SHEET, text(SHEET_HEAD).chain((0..300).map(move |_| row.clone())).chain(text(SHEET_TAIL)));
    };
    let zeros = |name: &'static str, megabytes: usize| {
        move |path: &Path| with_poured(path, name, (0..megabytes).map(|_| vec![0; MIB]))
    };
    let strings = |path: &Path| {
        // Every text differs, so that it is packed three or four to one only.
        let piece = |n: usize| {
            (0..20_000).map(|m| format!("<si><t>{:x}</t></si>", (n * 20_000 + m) * 2_654_435_761)).collect::<String>()
        };
        let all = (0..700).map(move |n| piece(n).into_bytes());
        with_poured(
            path,
            "xl/sharedStrings.xml",
            text("<?xml version=\"1.0\"?><sst>").chain(all).chain(text("</sst>")),
        );
    };
    let styles = |path: &Path| {
        let font = format!("<fonts><font><name val=\"{}\"/></font></fonts><cellXfs>", "x".repeat(50_000));
        let many =
            (0..200).map(|n| format!("<xf numFmtId=\"{n}\" fontId=\"0\" applyFont=\"1\"/>").repeat(400).into_bytes());
        let head = format!("<?xml version=\"1.0\"?><styleSheet>{font}");
        with_poured(path, "xl/styles.xml", text(&head).chain(many).chain(text("</cellXfs></styleSheet>")));
    };
    let parts = |path: &Path| {
        let mut zip = ZipWriter::new(BufWriter::new(File::create(path).expect("a file")));
        for n in 0..60_000 {
            zip.start_file(format!("x{n}"), SimpleFileOptions::default()).expect("a part");
        }
        zip.finish().expect("an archive").flush().expect("it is written");
    };
    let cases = vec![
        made("rows of millions of cells", "a.xlsx", cells, refused(&["no more than 16384 columns"])),
        made(
            "a picture that is a bomb",
            "a.xlsx",
            zeros("xl/media/image1.png", 300),
            refused(&["inflates more than 300 times"]),
        ),
        made("a sheet that is a bomb", "a.xlsx", zeros(SHEET, 300), refused(&["a.xlsx"])),
        made("fourteen million texts", "a.xlsx", strings, refused(&["a.xlsx", "sharedStrings.xml"])),
        made("styles that grow in the memory", "a.xlsx", styles, refused(&["a.xlsx", "styles.xml"])),
        made("sixty thousand parts", "a.xlsx", parts, refused(&["more than 20000 parts"])),
    ];
    holds(&cases);
}

#[test]
fn rows_without_end_that_are_no_rows_are_stopped() {
    let foreign =
        |path: &Path| poured(path, text(&format!("{}\n", header())).chain((0..60).map(|_| b"x\n".repeat(MIB / 2))));
    let blank = |path: &Path| poured(path, text(&rows(1)).chain((0..30).map(|_| b", ,\n".repeat(MIB / 4))));
    let cases = vec![
        made(
            "thirty million rows of another table",
            "a.csv",
            foreign,
            refused(&["most rows of the file are no rows of its profile"]),
        ),
        made("eight million blank rows", "a.csv", blank, whole(1)),
    ];
    holds(&cases);
}

#[test]
fn many_rows_are_read_in_bounded_memory() {
    let many = |path: &Path| {
        poured(
            path,
            text(&format!("{}\n", header())).chain((0..40_000).map(|n| (row(&format!("H{n}")) + "\n").into_bytes())),
        )
    };
    holds(&[made("forty thousand rows", "a.csv", many, read([40_000, 40_000, 0], &[]))]);
}
