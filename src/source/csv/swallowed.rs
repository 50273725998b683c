//! Rows that a quote swallowed: a quote that should not be there opens, and the next one, rows later, closes it.
//!
//! Between two stray quotes in one column the record has as many fields as any other, so nothing else tells that rows are
//! missing. What tells is a field of many lines in which a line looks as the record itself does: a date where the record
//! has one, a number where it has one. A complaint text of many lines does not.

use csv::ByteRecord;

/// How much likeness makes a line a row: the digits of cells that are written alike (a bare number counts as one).
const ENOUGH: usize = 6;

/// The lines on which rows stand in a record of several lines, counted from the record's own: first the one on which the
/// quote opened, then those of the rows that it swallowed. `None` where the record is one row.
pub(super) fn rows(record: &ByteRecord, separator: u8) -> Option<Vec<u64>> {
    let mut above = 0;
    for (at, field) in record.iter().enumerate() {
        let inside = line_ends(field);
        if inside > 0 {
            let rows = rows_inside(record, at, field, separator);
            if !rows.is_empty() {
                return Some(std::iter::once(above).chain(rows.into_iter().map(|line| above + line)).collect());
            }
        }
        above += inside;
    }
    None
}

/// How many line ends stand in the fields before the last.
pub(super) fn line_ends_before_last(record: &ByteRecord) -> u64 {
    record.iter().take(record.len().saturating_sub(1)).map(line_ends).sum()
}

/// The lines of a field, from 1, on which rows stand.
fn rows_inside(record: &ByteRecord, at: usize, field: &[u8], separator: u8) -> Vec<u64> {
    let lines = lines(field);
    let mut rows: Vec<u64> = Vec::new();
    for (line, number) in lines.iter().zip(0_u64..) {
        // The first line goes on with the record's own row, in the column of the quote; the others begin a row.
        let first = if number == 0 { at } else { 0 };
        if likeness(record, first, at, line, separator) >= ENOUGH {
            rows.push(number);
        }
    }
    // The row in whose column the quote closed stands on the last line, however little of it is there.
    if let (Some(_), Some(last)) = (rows.first(), lines.len().checked_sub(1).and_then(|n| u64::try_from(n).ok())) {
        rows.push(last);
    }
    rows.retain(|number| *number > 0);
    rows.dedup();
    rows
}

/// How many digits stand in the cells of a line that are written as those of the record are. The quoted field is not
/// compared, nor the last cell of the line, which may be cut.
fn likeness(record: &ByteRecord, first: usize, quoted: usize, line: &[u8], separator: u8) -> usize {
    let cells: Vec<&[u8]> = line.split(|b| *b == separator).collect();
    let whole = cells.len().saturating_sub(1);
    let pairs = cells.iter().take(whole).zip(first..).filter(|(_, column)| *column != quoted);
    pairs.filter_map(|(cell, column)| Some(alike(cell, record.get(column)?))).sum()
}

/// The digits of two cells that are written alike: runs of digits and of letters at the same places, and the same signs.
fn alike(cell: &[u8], other: &[u8]) -> usize {
    let (cell, other) = (cell.trim_ascii(), other.trim_ascii());
    let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
    if digits == 0 || !shape(cell).eq(shape(other)) {
        return 0;
    }
    if digits == cell.len() { 1 } else { digits }
}

/// A cell with each run of digits as one `9` and each run of letters as one `a`.
fn shape(cell: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let kind = |b: &u8| match b {
        b'0'..=b'9' => b'9',
        b if b.is_ascii_alphabetic() || !b.is_ascii() => b'a',
        sign => *sign,
    };
    let before = std::iter::once(None).chain(cell.iter().map(Some));
    cell.iter().zip(before).filter_map(move |(byte, before)| {
        let run = kind(byte);
        (!matches!(run, b'9' | b'a') || before.map(kind) != Some(run)).then_some(run)
    })
}

fn line_ends(field: &[u8]) -> u64 {
    u64::try_from(lines(field).len()).unwrap_or(u64::MAX).saturating_sub(1)
}

/// The lines of a field; CR LF, LF and a lone CR each end one.
fn lines(field: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = field;
    while let Some(end) = rest.iter().position(|b| matches!(b, b'\r' | b'\n')) {
        let (line, after) = rest.split_at(end);
        lines.push(line);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.get(1..)).unwrap_or_default();
    }
    lines.push(rest);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows that stand in the first record of a text.
    fn swallowed(text: &str) -> Option<Vec<u64>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let record = reader.byte_records().next().unwrap().unwrap();
        rows(&record, b',')
    }

    #[test]
    fn rows_between_two_stray_quotes_are_found() {
        let text = "A1,2024-04-02 08:00:00,\"Jalan rusak,baru\nA2,2024-04-03 09:00:00,Lampu,baru\n\
                    A3,2024-04-04 10:00:00,\"Halte,baru\n";
        assert_eq!(swallowed(text), Some(vec![0, 1, 2]));
        let unpadded = "8372615,5 Jan 2024,\"Jalan,x\r\n8372616,15 Mei 2024,\"Halte,x\r\n";
        assert_eq!(swallowed(unpadded), Some(vec![0, 1]));
    }

    #[test]
    fn a_quote_in_the_first_column_is_found_by_the_rest_of_its_line() {
        let text = "\"Jalan,2024-04-02 08:00:00,baru\n\"Halte,2024-04-03 09:00:00,baru\n";
        assert_eq!(swallowed(text), Some(vec![0, 1]));
    }

    #[test]
    fn the_line_of_the_quote_counts_line_ends_of_the_fields_before_it() {
        let text = "A1,\"dua\nbaris\",2024-04-02,\"Jalan,baru\nA2,x,2024-04-03,\"Halte,baru\n";
        assert_eq!(swallowed(text), Some(vec![1, 2]));
    }

    #[test]
    fn texts_of_many_lines_are_no_rows() {
        for text in [
            "A1,2024-04-02 08:00:00,\"Jalan rusak,\nsudah dua hari, sejak 1 April\nmohon dibantu\",baru\n",
            "8372615,5 Jan 2024,\"Nomor pelanggan:\n081234567890, tolong\n12, 13, 14\",baru\n",
            "A1,2024-04-02 08:00:00,\"Kejadian:\n2024-04-01 07:00:00, dan lagi\n2024-04-02 07:00:00, sama\",baru\n",
            "A1,2024-04-02,\"a\n\n\n\",baru\n",
        ] {
            assert_eq!(swallowed(text), None, "{text}");
        }
    }
}
