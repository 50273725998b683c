//! The guard before a workbook: its parts are inflated once and counted before they are parsed.
//!
//! The parser trusts a workbook: it loads every shared string, reserves as many as the file claims,
//! and gathers a cell of any length. So a part is measured while it streams by, and nothing is kept.

use std::fs::File;
use std::io::{BufReader, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::{Limits, text};
use crate::problem::Problem;

/// A part that inflates beyond this is suspicious where it inflates more than `RATIO` times.
const RATIO_FROM: u64 = 64 << 20;
const RATIO: u64 = 300;

/// Styles, relations, the workbook's own part: never large, and each entry costs the parser much more than it weighs.
const SMALL_PART: u64 = 32 << 20;

/// Shared strings are held in memory, so they may take only this share of what may be inflated.
const STRINGS_SHARE: u64 = 16;

/// What a shared string takes in memory besides its text, in bytes, about.
const STRING: u64 = 32;

/// What a tag of the styles may take in memory besides its texts, in bytes: the parser keeps fonts, fills and borders with
/// every format that uses them.
const STYLE: u64 = 600;

/// The most that styles may take in memory. A workbook with all formats that a spreadsheet program allows takes some 200 MB.
const STYLES: u64 = 256 << 20;

/// From one row to the next there may be this many records' worth of markup.
const MARKUP: u64 = 8;

/// More merged cells than this would fill the memory; a sheet that a person made has a few thousand.
const MERGED: u64 = 1 << 20;

/// How many parts a workbook may have. Each is remembered with its name before anything can be counted.
const PARTS: usize = 20_000;

/// What stands before each entry in an archive's list of parts.
const ENTRY: [u8; 4] = *b"PK\x01\x02";

/// Chunks in which a part is inflated.
const CHUNK: usize = 64 << 10;

/// Which bounds a part of the package has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sheet,
    Strings,
    Styles,
    /// Parsed whole into memory.
    Small,
    /// Not read: pictures, comments, caches.
    Unread,
}

impl Kind {
    fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase().replace('\\', "/");
        let unread = ["pivotcache/", "comments", "drawings/", "externallinks/", "customxml/", "media/", "embeddings/"];
        let xml = [".xml", ".rels"].iter().any(|ending| name.ends_with(ending));
        if name.ends_with("sharedstrings.xml") {
            Self::Strings
        } else if name.ends_with("styles.xml") {
            Self::Styles
        } else if name.contains("worksheets/") && !name.contains("_rels/") {
            Self::Sheet
        } else if xml && !unread.iter().any(|part| name.contains(part)) {
            Self::Small
        } else {
            Self::Unread
        }
    }
}

/// What was noticed in passing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passed {
    /// Whether any sheet has merged cells.
    pub(super) merged: bool,
}

/// Refuses a file that is no workbook, is protected, is cut off, or inflates beyond the limits.
pub(super) fn check(file: &mut File, shown: &str, limits: Limits) -> Result<Passed, Problem> {
    let unreadable = |cause: std::io::Error| text::unreadable(shown, &cause);
    let mut head = Vec::new();
    file.by_ref().take(8).read_to_end(&mut head).map_err(unreadable)?;
    refuse_foreign(&head, shown)?;
    file.rewind().map_err(unreadable)?;
    if entries(file).map_err(unreadable)? > PARTS {
        return Err(Problem::new(format!("the workbook has more than {PARTS} parts"))
            .at(shown)
            .because("no workbook with complaints has so many; their list alone would fill the memory")
            .hint("save it again in a spreadsheet program without pictures, or export it as CSV"));
    }
    file.rewind().map_err(unreadable)?;

    let mut archive = ZipArchive::new(BufReader::new(&mut *file)).map_err(|_| broken(shown))?;
    let mut inflated: u64 = 0;
    let mut chunk = vec![0; CHUNK];
    let mut merged = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| refused(&error, shown))?;
        let name = part.name().map_or_else(|_| format!("number {}", index + 1), |n| n.escape_debug().to_string());
        let kind = Kind::of(&name);
        let too_large = || limits.inflated_too_large(shown, &name);
        if inflated.saturating_add(part.size()) > limits.inflated_bytes {
            return Err(too_large());
        }
        let bound = match kind {
            Kind::Sheet | Kind::Unread => limits.inflated_bytes,
            Kind::Strings => limits.inflated_bytes / STRINGS_SHARE,
            Kind::Styles | Kind::Small => SMALL_PART.min(limits.inflated_bytes),
        };
        let packed = part.compressed_size().max(1);
        let mut size: u64 = 0;
        let mut markup = Markup::default();
        let mut measured = kind != Kind::Unread;
        loop {
            let n = part.read(&mut chunk).map_err(|_| broken(shown))?;
            let bytes = chunk.get(..n).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            let read = u64::try_from(n).unwrap_or(u64::MAX);
            size = size.saturating_add(read);
            inflated = inflated.saturating_add(read);
            if inflated > limits.inflated_bytes || size > bound {
                return Err(too_large());
            }
            if size > RATIO_FROM && size / packed > RATIO {
                return Err(Problem::new(format!("a part of the workbook inflates more than {RATIO} times"))
                    .at(format!("{shown}, part {name}"))
                    .because("no real export is packed that densely; it would fill the memory")
                    .hint("save the workbook again in a spreadsheet program, or export it as CSV"));
            }
            // A sheet may stand under any name.
            measured |= size == read && matches!(bytes, [b'<' | 0xef | 0xfe | 0xff, ..]);
            if measured {
                markup.add(bytes);
                let rows = matches!(kind, Kind::Sheet | Kind::Strings);
                if markup.longest_text > limits.record()
                    || (rows && markup.longest_row > limits.record().saturating_mul(MARKUP))
                {
                    return Err(limits.record_too_long(&format!("{shown}, part {name}")));
                }
                let most = match kind {
                    Kind::Strings => limits.inflated_bytes / STRINGS_SHARE,
                    _ => STYLES,
                };
                if markup.held(kind) > most {
                    return Err(too_dense(most, shown, &name));
                }
            }
        }
        if kind == Kind::Strings && (markup.foreign || markup.claimed > markup.tags) {
            return Err(broken(shown).because("its table of texts does not hold what it claims"));
        }
        if kind == Kind::Sheet && markup.foreign {
            return Err(broken(shown).because(format!("its part {name} holds bytes that no XML has")));
        }
        merged += markup.merged;
        if merged > MERGED {
            return Err(Problem::new(format!("the workbook has more than {MERGED} merged cells"))
                .at(format!("{shown}, part {name}"))
                .hint("unmerge all cells in a spreadsheet program, fill in what they hid, and save it again"));
        }
    }
    Ok(Passed { merged: merged > 0 })
}

/// How many entries the archive's list of parts can have at most: each begins with its own four bytes.
fn entries(file: &mut File) -> std::io::Result<usize> {
    let mut chunk = vec![0; CHUNK];
    let (mut last, mut entries) = ([0; 4], 0);
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok(entries);
        }
        for byte in chunk.iter().take(read) {
            last = [last[1], last[2], last[3], *byte];
            entries += usize::from(last == ENTRY);
        }
    }
}

/// A part would take more memory than it may.
fn too_dense(most: u64, shown: &str, part: &str) -> Problem {
    Problem::new(format!("the workbook would take more than {most} bytes of memory for its texts or styles"))
        .at(format!("{shown}, part {part}"))
        .because("they are held in memory while the sheets are read")
        .hint("export it as CSV, split it by period, or raise the limit with --max-inflated-bytes")
}

/// Tells protected and old workbooks from others.
fn refuse_foreign(head: &[u8], shown: &str) -> Result<(), Problem> {
    match head {
        [b'P', b'K', ..] => Ok(()),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            Err(Problem::new("the workbook is protected by a password, or is an old .xls under a new name")
                .at(shown)
                .hint("open it in a spreadsheet program, take the password off, and save it as .xlsx"))
        }
        _ => Err(Problem::new("the file is no .xlsx workbook")
            .at(shown)
            .because("a workbook begins as a ZIP archive does; this may be a web page or text under the name of one")
            .hint(
                "open it in a spreadsheet program and save it as .xlsx; if it is text, give its name the ending .csv",
            )),
    }
}

fn refused(error: &ZipError, shown: &str) -> Problem {
    match error {
        ZipError::UnsupportedArchive(_) => {
            Problem::new("the workbook is packed or encrypted in a way that is not supported")
                .at(shown)
                .hint("open it in a spreadsheet program, take any password off, and save it as .xlsx")
        }
        _ => broken(shown),
    }
}

/// The file is damaged.
pub(super) fn broken(shown: &str) -> Problem {
    Problem::new("the workbook is damaged or cut off")
        .at(shown)
        .hint("copy or export it again; if it opens in a spreadsheet program, save it there as .xlsx")
}

/// What is measured of markup as it streams by. Every tag begins with `<`, whatever else does too,
/// so all counts are at least what the parser will meet.
#[derive(Debug, Default)]
struct Markup {
    /// Bytes in all.
    bytes: u64,
    /// Bytes since the last `<`, and the most there were.
    text: u64,
    longest_text: u64,
    /// Bytes since the last row or shared string began, and the most there were.
    row: u64,
    longest_row: u64,
    /// How many `<` there were.
    tags: u64,
    /// How many shared strings there were.
    strings: u64,
    /// How many merged cells there were.
    merged: u64,
    /// The tag's name so far, without its prefix.
    name: Name,
    /// How much of `uniqueCount` stands before the next byte.
    matched: usize,
    /// The number after it, being read, and the largest there was.
    count: Count,
    claimed: u64,
    /// Bytes that no XML in UTF-8 has: it would hide the rest from these counts.
    foreign: bool,
}

/// The name of a tag, as far as it can be one of those that are looked for.
#[derive(Debug, Default, Clone, Copy)]
enum Name {
    /// Outside a name.
    #[default]
    Outside,
    /// The bytes so far; longer names are none that is looked for.
    Inside([u8; 9], usize),
}

/// The value of an attribute, being read.
#[derive(Debug, Default, Clone, Copy)]
enum Count {
    #[default]
    Outside,
    /// Between the attribute's name and its digits.
    Before,
    Digits(u64),
}

const CLAIM: &[u8] = b"uniqueCount";

impl Markup {
    /// What the parser will hold of a part in memory, in bytes, about.
    fn held(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Strings => self.bytes.saturating_add(self.strings.saturating_mul(STRING)),
            Kind::Styles => self.longest_text.saturating_mul(2).saturating_add(STYLE).saturating_mul(self.tags),
            Kind::Sheet | Kind::Small | Kind::Unread => 0,
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        for &byte in bytes {
            self.text += 1;
            self.row += 1;
            self.foreign |= byte == 0 || byte == 0x1b;
            self.tag(byte);
            self.claim(byte);
        }
        self.longest_text = self.longest_text.max(self.text);
        self.longest_row = self.longest_row.max(self.row);
    }

    /// Follows the names of tags.
    fn tag(&mut self, byte: u8) {
        match (byte, self.name) {
            (b'<', _) => {
                self.longest_text = self.longest_text.max(self.text);
                self.text = 0;
                self.tags += 1;
                self.name = Name::Inside([0; 9], 0);
            }
            (_, Name::Outside) => {}
            (b':', _) => self.name = Name::Inside([0; 9], 0),
            (b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n', Name::Inside(name, length)) => {
                let name = name.get(..length).unwrap_or_default();
                match name {
                    b"row" | b"si" => {
                        self.longest_row = self.longest_row.max(self.row);
                        self.row = 0;
                        self.strings += u64::from(name == b"si");
                    }
                    b"mergeCell" => self.merged += 1,
                    _ => {}
                }
                self.name = Name::Outside;
            }
            (_, Name::Inside(mut name, length)) => {
                if let Some(place) = name.get_mut(length) {
                    *place = byte;
                }
                self.name = Name::Inside(name, length.saturating_add(1));
            }
        }
    }

    /// Follows how many texts the table claims to have.
    fn claim(&mut self, byte: u8) {
        self.count = match (self.count, byte) {
            (Count::Before, b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'') => Count::Before,
            (Count::Before, digit @ b'0'..=b'9') => Count::Digits(u64::from(digit - b'0')),
            (Count::Digits(n), digit @ b'0'..=b'9') => {
                Count::Digits(n.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
            }
            _ => Count::Outside,
        };
        if let Count::Digits(n) = self.count {
            self.claimed = self.claimed.max(n);
        }
        self.matched = match CLAIM.get(self.matched) {
            Some(next) if *next == byte => self.matched + 1,
            _ => usize::from(byte == b'u'),
        };
        if self.matched == CLAIM.len() {
            self.matched = 0;
            self.count = Count::Before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(text: &str) -> Markup {
        let mut markup = Markup::default();
        text.as_bytes().chunks(3).for_each(|chunk| markup.add(chunk));
        markup
    }

    #[test]
    fn the_claimed_number_of_texts_is_found_however_it_is_written() {
        assert_eq!(measured("<sst count=\"9\" uniqueCount=\"7\">").claimed, 7);
        assert_eq!(measured("<x:sst a='>' uniqueCount = '12'>").claimed, 12);
        assert_eq!(measured("<!-- uniqueCount=\"1\" --><sst\nuniqueCount=\"99999999999999999999\">").claimed, u64::MAX);
        assert_eq!(measured("<t>uniqueCount</t><t>5</t>").claimed, 0);
    }

    #[test]
    fn long_texts_and_rows_are_measured() {
        let markup = measured(&format!("<row r=\"1\"><c><v>{}</v></c></row><row/>", "x".repeat(500)));
        assert!(markup.longest_text >= 500 && markup.longest_text < 510);
        assert!(markup.longest_row >= 500);
        let rows = measured(&"<x:row r=\"1\"><c/></x:row>".repeat(50));
        assert!(rows.longest_row < 60, "{rows:?}");
    }

    #[test]
    fn what_is_held_of_texts_and_styles_is_measured() {
        let texts = measured(&"<si><t>ab</t></si>".repeat(10));
        assert_eq!((texts.strings, texts.held(Kind::Strings)), (10, 10 * (18 + STRING)));
        // Each format may hold the longest text once more.
        let styles = measured(&format!("<name val=\"{}\"/>{}", "x".repeat(1_000), "<xf/>".repeat(9)));
        assert!(styles.held(Kind::Styles) > 10 * 2_000 && styles.held(Kind::Sheet) == 0, "{styles:?}");
    }

    #[test]
    fn merged_cells_are_counted() {
        let text = "<mergeCells count=\"2\"><mergeCell ref=\"A1:B1\"/><x:mergeCell ref=\"A2:B2\"/></mergeCells>";
        assert_eq!(measured(text).merged, 2);
        assert_eq!(measured("<c><v>1</v></c>").merged, 0);
    }

    #[test]
    fn parts_are_told_apart() {
        assert_eq!(Kind::of("xl/worksheets/sheet1.xml"), Kind::Sheet);
        assert_eq!(Kind::of("xl/worksheets/_rels/sheet1.xml.rels"), Kind::Small);
        assert_eq!(Kind::of("XL/SharedStrings.xml"), Kind::Strings);
        assert_eq!(Kind::of("xl/styles.xml"), Kind::Styles);
        assert_eq!(Kind::of("xl/workbook.xml"), Kind::Small);
        assert_eq!(Kind::of("xl/media/image1.png"), Kind::Unread);
    }
}
