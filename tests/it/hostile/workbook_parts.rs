//! Workbooks whose parts were cut, swapped or made up.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::workbooks::plain;
use super::{case, holds, read, refused, whole};

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The same workbook with one of its parts changed.
pub(super) fn with_part(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    with_bytes(bytes, name, |part| change(String::from_utf8(part).expect("text")).into_bytes())
}

/// The same workbook with the bytes of one of its parts changed.
fn with_bytes(bytes: &[u8], name: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let mut met = false;
    for index in 0..old.len() {
        let mut part = old.by_index(index).expect("a part");
        let part_name = part.name().expect("a name").to_string();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("it is read");
        if part_name == name {
            content = change(content);
            met = true;
        }
        new.start_file(part_name, SimpleFileOptions::default()).expect("a part");
        new.write_all(&content).expect("it is written");
    }
    assert!(met, "the workbook has a part {name}");
    new.finish().expect("a workbook").into_inner()
}

/// A ZIP archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("it is written");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn what_does_not_follow_the_format_is_an_error_and_never_a_panic() {
    let good = plain(&["H1", "H2"]);
    let sheet = |there: &'static str, instead: &'static str| {
        with_part(&good, SHEET, move |xml| {
            assert!(xml.contains(there), "{there} is in {xml}");
            xml.replacen(there, instead, 1)
        })
    };
    let half = good.len() / 2;
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">\
                  <!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    let entity = with_part(&good, "xl/sharedStrings.xml", |xml| {
        let body = xml.split_once("?>").expect("a declaration").1;
        format!("{laughs}{}", body.replacen("complaint_id", "&b;&c;", 1))
    });
    let utf16 = with_bytes(&good, SHEET, |part| {
        let text = String::from_utf8(part).expect("text").replacen("UTF-8", "UTF-16", 1);
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    });
    let odt: &[(&str, &[u8])] =
        &[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<office/>")];
    let binary: &[(&str, &[u8])] = &[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"\x83\x01\0")];
    let flipped = {
        let mut bytes = good.clone();
        bytes[half] ^= 0x55;
        bytes[half + 1] ^= 0x55;
        bytes
    };
    let escaping = {
        let mut zip = ZipWriter::new_append(Cursor::new(good.clone())).expect("an archive");
        zip.start_file("../../../tmp/rapor-lolos.xml", SimpleFileOptions::default()).expect("a part");
        zip.write_all(b"<x/>").expect("it is written");
        zip.finish().expect("an archive").into_inner()
    };
    let cases = vec![
        case("an empty workbook file", "a.xlsx", "", refused(&["the file is empty"])),
        case("half a workbook", "a.xlsx", &good[..half], refused(&["damaged or cut off"])),
        case("a workbook without its end", "a.xlsx", &good[..good.len() - 30], refused(&["damaged or cut off"])),
        case("a workbook with changed bytes", "a.xlsx", flipped, refused(&["damaged"])),
        case("an archive without parts", "a.xlsx", archive(&[]), refused(&["a.xlsx"])),
        case("a document of another program", "a.xlsx", archive(odt), refused(&["damaged", "a.xlsx"])),
        case("a binary workbook", "a.xlsx", archive(binary), refused(&["damaged", "a.xlsx"])),
        case("a part that leads out of the folder", "a.xlsx", escaping, whole(2)),
        case("a sheet in UTF-16", "a.xlsx", utf16, refused(&["damaged", "bytes that no XML has"])),
        case(
            "a zero byte in a sheet",
            "a.xlsx",
            sheet("<sheetData>", "<sheetData>\0"),
            refused(&["bytes that no XML has"]),
        ),
        case("a sheet without the end of its rows", "a.xlsx", sheet("</sheetData>", ""), refused(&["damaged"])),
        case(
            "a cell beyond the last column",
            "a.xlsx",
            sheet("r=\"B2\"", "r=\"ZZZZZZ2\""),
            refused(&["no more than 16384 columns"]),
        ),
        case("a cell without a row", "a.xlsx", sheet("r=\"B2\"", "r=\"B\""), refused(&["damaged"])),
        case(
            "a row number beyond all rows above cells in their places",
            "a.xlsx",
            sheet("<row r=\"3\"", "<row r=\"99999999999\""),
            whole(2),
        ),
        case(
            "a text that is not in the table of texts",
            "a.xlsx",
            sheet("t=\"s\"><v>1</v>", "t=\"s\"><v>999999</v>"),
            refused(&["damaged"]),
        ),
        case("a cell of an unknown type", "a.xlsx", sheet("t=\"s\"", "t=\"zz\""), refused(&["damaged"])),
        case(
            "a sheet of the size of the world",
            "a.xlsx",
            with_part(&good, SHEET, |xml| {
                let end = "</sheetData>";
                let far =
                    "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>";
                let begun = xml.find("<dimension").expect("a size");
                let rest = &xml[begun..];
                let after = rest.find("/>").expect("its end") + 2;
                format!("{}<dimension ref=\"A1:XFD1048576\"/>{}", &xml[..begun], rest[after..].replacen(end, far, 1))
            }),
            read([3, 2, 1], &["DQ001 1048576 complaint-id [Sheet1]"]),
        ),
        case("entities that grow and fetch", "a.xlsx", entity, refused(&["a.xlsx"])),
    ];
    holds(&cases);
    assert!(!std::path::Path::new("/tmp/rapor-lolos.xml").exists(), "nothing is written out of the archive");
}
