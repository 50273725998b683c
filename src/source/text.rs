//! Opening files of text: what every text format refuses before it reads a row.
//!
//! Owns the first look at a file's bytes. A workbook under a wrong ending, UTF-16 and an empty file
//! are told apart here, so that no reader has to.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::problem::Problem;

/// How many bytes are looked at before reading starts.
const FIRST_LOOK: u64 = 8 << 10;

/// The byte-order mark of UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// Opens a plain file.
pub(super) fn open(path: &Path, shown: &str) -> Result<File, Problem> {
    let unreadable = |cause: std::io::Error| unreadable(shown, &cause);
    let file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if !about.is_file() {
        return Err(Problem::new("this is not a plain file")
            .at(shown)
            .hint("name the export itself, or a pattern such as folder/*.csv"));
    }
    if about.len() == 0 {
        return Err(empty(shown));
    }
    Ok(file)
}

/// The first bytes of a text file, once it is known to be one.
pub(super) fn first_look(path: &Path, shown: &str) -> Result<Vec<u8>, Problem> {
    let mut head = Vec::new();
    let file = open(path, shown)?;
    file.take(FIRST_LOOK).read_to_end(&mut head).map_err(|cause| unreadable(shown, &cause))?;
    refuse(&head, shown)?;
    Ok(head)
}

/// The file could not be read.
pub(super) fn unreadable(shown: &str, cause: &std::io::Error) -> Problem {
    Problem::new("the file cannot be read").at(shown).because(cause).hint("check the path and that you may read it")
}

/// The file holds nothing.
pub(super) fn empty(shown: &str) -> Problem {
    Problem::new("the file is empty").at(shown).hint("export it again, or take it out of the configuration")
}

/// Refuses what is not UTF-8 text, by the first bytes.
fn refuse(head: &[u8], shown: &str) -> Result<(), Problem> {
    let binary = |what: &str, next: &str| {
        Err(Problem::new(format!("the file is {what}, not text")).at(shown).hint(next.to_owned()))
    };
    match head {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            return Err(Problem::new("the file is UTF-16 text; rapor reads UTF-8").at(shown).hint(
                "save it as UTF-8: in Excel \"CSV UTF-8 (Comma delimited)\", in a text editor \"Save as\" with encoding UTF-8",
            ));
        }
        [b'P', b'K', 3, 4, ..] => {
            return binary("a workbook or ZIP archive", "if it is a workbook, give its name the ending .xlsx");
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return binary("an old .xls workbook", "open it in a spreadsheet program and save it as .xlsx");
        }
        [0x1f, 0x8b, ..] => return binary("compressed by gzip", "decompress it first"),
        [b'P', b'A', b'R', b'1', ..] => return binary("a Parquet file", "give its name the ending .parquet"),
        _ => {}
    }
    if head.contains(&0) {
        return binary("binary, or UTF-16 without a byte-order mark", "save the export as UTF-8 text and try again");
    }
    let short = u64::try_from(head.len()).is_ok_and(|n| n < FIRST_LOOK);
    if short && head.strip_prefix(BOM).unwrap_or(head).trim_ascii().is_empty() {
        return Err(empty(shown));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(head: &[u8]) -> String {
        refuse(head, "a.csv").unwrap_err().to_string()
    }

    #[test]
    fn what_is_not_utf_8_text_is_named() {
        assert!(refused(b"\xff\xfei\0d\0").contains("UTF-16"));
        assert!(refused(b"\xfe\xff\0i\0d").contains("save it as UTF-8"));
        assert!(refused(b"PK\x03\x04").contains(".xlsx"));
        assert!(refused(b"a,b\n1,\0\n").contains("binary"));
        assert!(refused(b"\xef\xbb\xbf\r\n \n").contains("is empty"));
        assert!(refuse(b"a\n", "a.csv").is_ok());
    }

    #[test]
    fn a_missing_file_and_a_folder_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert!(open(folder.path(), "x").unwrap_err().what.contains("not a plain file"));
        let missing = open(&folder.path().join("none.csv"), "x").unwrap_err();
        assert!(missing.what.contains("cannot be read") && !missing.why.is_empty());
    }
}
