//! Opening files of text: what every text format refuses before it reads a row.
//!
//! Owns the first look at a file's bytes: which encoding they are in, and what is no text at all. A
//! workbook under a wrong ending, a saved web page and an empty file are told apart here, so that no
//! reader has to.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use super::encoding::{Decoded, Encoding};
use crate::problem::Problem;

/// How many bytes are looked at before reading starts.
const FIRST_LOOK: u64 = 8 << 10;

/// The byte-order mark of UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// Where more than one byte in so many is zero a file is not damaged text but something else.
const ZEROS: usize = 8;

/// What files of other kinds begin with, what they are, and what to do with them.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"PK\x03\x04", "a workbook or ZIP archive", "if it is a workbook, give its name the ending .xlsx; else unpack it"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old .xls workbook, or one that is protected by a password",
        "open it in a spreadsheet program, take any password off, and save it as .xlsx",
    ),
    (b"\x1f\x8b", "compressed by gzip", "decompress it first"),
    (b"BZh", "compressed by bzip2", "decompress it first"),
    (b"\xfd7zXZ\0", "compressed by xz", "decompress it first"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd", "decompress it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"PAR1", "a Parquet file", "give its name the ending .parquet"),
    (b"%PDF-", "a PDF document", "ask for the export itself: a table cannot be read out of a document"),
    (b"{\\rtf", "an RTF document", "ask for the export itself: a table cannot be read out of a document"),
    (b"SQLite format 3\0", "a database", "export its table as CSV"),
];

/// What a web page begins with, in lower case.
const PAGE: &[&[u8]] =
    &[b"<!doctype", b"<html", b"<head", b"<meta", b"<body", b"<table", b"<div", b"<style", b"<script", b"<!--"];

/// A text file after the first look at it.
#[derive(Debug)]
pub(super) struct Look {
    /// The encoding of the whole file.
    pub(super) encoding: Encoding,
    /// Its first bytes as UTF-8.
    pub(super) head: Vec<u8>,
}

/// Opens a plain file.
pub(super) fn open(path: &Path, shown: &str) -> Result<File, Problem> {
    let unreadable = |cause: std::io::Error| unreadable(shown, &cause);
    // Asked before it is opened: a pipe would wait for its other end.
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(Problem::new("this is not a plain file")
            .at(shown)
            .hint("name the export itself, or a pattern such as folder/*.csv"));
    }
    if about.len() == 0 {
        return Err(empty(shown));
    }
    File::open(path).map_err(unreadable)
}

/// Opens a text file to be read as UTF-8.
pub(super) fn decoded(path: &Path, shown: &str, encoding: Encoding) -> Result<Decoded<File>, Problem> {
    Ok(Decoded::new(open(path, shown)?, encoding))
}

/// Looks at the first bytes of a file. `stated` is the encoding that its profile states.
pub(super) fn first_look(path: &Path, shown: &str, stated: Option<Encoding>) -> Result<Look, Problem> {
    let mut head = Vec::new();
    let file = open(path, shown)?;
    file.take(FIRST_LOOK).read_to_end(&mut head).map_err(|cause| unreadable(shown, &cause))?;
    look(&head, shown, stated)
}

/// The encoding that the first bytes of a file give away.
pub(super) fn told_encoding(path: &Path, shown: &str) -> Result<Option<Encoding>, Problem> {
    let mut head = Vec::new();
    open(path, shown)?.take(FIRST_LOOK).read_to_end(&mut head).map_err(|cause| unreadable(shown, &cause))?;
    Ok(Encoding::told_by_mark(&head).or_else(|| Encoding::told_by_zeros(&head)))
}

/// The file could not be read.
pub(super) fn unreadable(shown: &str, cause: &std::io::Error) -> Problem {
    Problem::new("the file cannot be read").at(shown).because(cause).hint("check the path and that you may read it")
}

/// The file holds nothing.
pub(super) fn empty(shown: &str) -> Problem {
    Problem::new("the file is empty").at(shown).hint("export it again, or take it out of the configuration")
}

/// Refuses JSON where delimited text is expected.
pub(super) fn refuse_json(head: &[u8], shown: &str) -> Result<(), Problem> {
    let head = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    let object = head.strip_prefix(b"[").unwrap_or(head).trim_ascii_start();
    let Some(key) = object.strip_prefix(b"{") else { return Ok(()) };
    if !key.trim_ascii_start().starts_with(b"\"") {
        return Ok(());
    }
    Err(Problem::new("the file is JSON, not delimited text")
        .at(shown)
        .hint("write one object a line, without a list around them, and give the file the ending .jsonl"))
}

/// Finds the encoding, and refuses what is no text.
fn look(head: &[u8], shown: &str, stated: Option<Encoding>) -> Result<Look, Problem> {
    if let Some((_, what, next)) = FOREIGN.iter().find(|(magic, ..)| head.starts_with(magic)) {
        return Err(no_text(what, shown).hint(*next));
    }
    let encoding = encoding(head, shown, stated)?;
    let mut text = Vec::new();
    // Reading from memory does not fail; what is cut at the end of the look is no matter.
    _ = Decoded::new(head, encoding).read_to_end(&mut text);
    let zeros = text.iter().filter(|b| **b == 0).count();
    if zeros > text.len() / ZEROS {
        return Err(no_text("binary", shown).hint("export it again as CSV or .xlsx"));
    }
    let bare = text.strip_prefix(BOM).unwrap_or(&text).trim_ascii_start();
    let short = u64::try_from(head.len()).is_ok_and(|n| n < FIRST_LOOK);
    if short && bare.is_empty() {
        return Err(empty(shown));
    }
    if let Some(what) = markup(bare) {
        return Err(no_text(what, shown)
            .because("some applications give a web page the name of a workbook")
            .hint("open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8"));
    }
    Ok(Look { encoding, head: text })
}

/// The encoding that the profile states or the byte-order mark tells; UTF-8 where neither does.
fn encoding(head: &[u8], shown: &str, stated: Option<Encoding>) -> Result<Encoding, Problem> {
    let utf_32 = matches!(head, [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..]);
    if utf_32 {
        return Err(Problem::new("the file is UTF-32 text, which is not read").at(shown).hint("save it as CSV UTF-8"));
    }
    let mark = Encoding::told_by_mark(head);
    let seen = mark.or_else(|| Encoding::told_by_zeros(head));
    let contradiction = |stated: Encoding, why: String| {
        Err(Problem::new(format!("the file is not {stated} text, as its profile states"))
            .at(shown)
            .because(why)
            .hint("correct `encoding` in the profile; without it a byte-order mark tells, and else it is UTF-8"))
    };
    match (stated, seen) {
        (Some(stated), Some(seen)) if stated != seen => {
            let how = if mark.is_some() { "byte-order mark" } else { "zero bytes" };
            contradiction(stated, format!("its {how} tell {seen}"))
        }
        (Some(stated @ (Encoding::Utf16Le | Encoding::Utf16Be)), None) if !head.contains(&0) => {
            contradiction(stated, "no byte of it is zero, as every other one is where letters are Latin".to_owned())
        }
        (Some(stated), _) => Ok(stated),
        (None, Some(seen)) if mark.is_none() => Err(Problem::new("the file is UTF-16 text without a byte-order mark")
            .at(shown)
            .because("which of its two byte orders it has is stated, not guessed")
            .hint(format!("save it as CSV UTF-8, or write encoding = \"{seen}\" into its profile"))),
        (None, seen) => Ok(seen.unwrap_or(Encoding::Utf8)),
    }
}

/// What markup a text is, if it is any.
fn markup(bare: &[u8]) -> Option<&'static str> {
    let begins = |start: &[u8]| bare.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    if PAGE.iter().any(|start| begins(start)) {
        Some("a web page (HTML)")
    } else if begins(b"<?xml") {
        Some("XML")
    } else if begins(b"mime-version:") {
        Some("a web archive (MHTML)")
    } else {
        None
    }
}

fn no_text(what: &str, shown: &str) -> Problem {
    Problem::new(format!("the file is {what}, not a text table")).at(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(head: &[u8], stated: Option<Encoding>) -> String {
        look(head, "a.csv", stated).unwrap_err().to_string()
    }

    fn taken(head: &[u8], stated: Option<Encoding>) -> (Encoding, Vec<u8>) {
        let look = look(head, "a.csv", stated).unwrap();
        (look.encoding, look.head)
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (magic, what, next) in FOREIGN {
            let said = refused(magic, None);
            assert!(said.contains(what) && said.contains(next), "{said}");
        }
        for page in ["<!DOCTYPE html><html>", "\u{feff}\r\n <HTML xmlns=\"x\">", "<table border=1>", "<!-- x -->"] {
            assert!(refused(page.as_bytes(), None).contains("a web page (HTML)"), "{page}");
        }
        assert!(refused(b"<?xml version=\"1.0\"?><Workbook>", None).contains("XML"));
        assert!(refused(b"a,b\n1,\0\0\n", None).contains("binary"));
        assert!(refused(b"\xef\xbb\xbf\r\n \n", None).contains("is empty"));
        assert!(refused(b"\xff\xfe \0\n\0", None).contains("is empty"));
    }

    #[test]
    fn the_encoding_is_stated_or_told_by_a_mark_and_else_utf_8() {
        assert_eq!(taken(b"a,b\n", None), (Encoding::Utf8, b"a,b\n".to_vec()));
        assert_eq!(taken(b"\xff\xfea\0", None), (Encoding::Utf16Le, "\u{feff}a".into()));
        assert_eq!(taken(b"\xfe\xff\0a", Some(Encoding::Utf16Be)), (Encoding::Utf16Be, "\u{feff}a".into()));
        assert_eq!(taken(b"a\0,\0b\0\n\0", Some(Encoding::Utf16Le)), (Encoding::Utf16Le, b"a,b\n".to_vec()));
        assert_eq!(taken(b"caf\xe9", Some(Encoding::Windows1252)), (Encoding::Windows1252, "café".into()));
        // A few zero bytes are damage of rows, not another kind of file.
        assert_eq!(taken(b"id,isi\n1,abcdefghij\0\n", None).0, Encoding::Utf8);
    }

    #[test]
    fn an_encoding_that_cannot_be_the_stated_one_is_refused() {
        let said = refused(b"\xff\xfea\0", Some(Encoding::Windows1252));
        assert!(said.contains("not windows-1252") && said.contains("byte-order mark tell utf-16le"), "{said}");
        let said = refused(b"a\0,\0b\0\n\0", Some(Encoding::Utf16Be));
        assert!(said.contains("zero bytes tell utf-16le"), "{said}");
        assert!(refused(b"a,b\n", Some(Encoding::Utf16Le)).contains("no byte of it is zero"));
        assert!(refused(b"a\0,\0b\0\n\0", None).contains("write encoding = \"utf-16le\""));
        assert!(refused(b"\xff\xfe\0\0a\0\0\0", None).contains("UTF-32"));
    }

    #[test]
    fn json_is_told_from_delimited_text() {
        for text in ["{\"id\":1}\n", " [\n {\"id\":1}]", "\u{feff}[{ \"id\" : 1}]"] {
            assert!(refuse_json(text.as_bytes(), "a.csv").unwrap_err().next.contains(".jsonl"), "{text}");
        }
        for text in ["id,isi\n", "[id],[isi]\n", "{id},x\n", ""] {
            assert!(refuse_json(text.as_bytes(), "a.csv").is_ok(), "{text}");
        }
    }

    #[test]
    fn a_missing_file_and_a_folder_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert!(open(folder.path(), "x").unwrap_err().what.contains("not a plain file"));
        let missing = open(&folder.path().join("none.csv"), "x").unwrap_err();
        assert!(missing.what.contains("cannot be read") && !missing.why.is_empty());
    }
}
