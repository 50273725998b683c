//! A tap on the byte stream under the CSV parser: it counts lines and stops records without end.
//!
//! The parser counts line feeds only, and tells the place of a record before the line end above it;
//! a person counts CRLF, LF and lone CR, from the line on which the record's first field begins. So
//! the tap keeps a copy of the chunk that the parser is in, and counts it as the records are read.

use std::io::{self, Read};

/// A record passed the limit. Wrapped in an [`io::Error`], so that it comes through the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a record is too long")]
pub(super) struct TooLong;

/// Reads on behalf of the parser and keeps the books.
#[derive(Debug)]
pub(super) struct Tap<R> {
    inner: R,
    /// The last chunk that was handed over.
    held: Vec<u8>,
    /// How much of it is counted.
    counted: usize,
    /// The offset of its first byte in the stream.
    held_at: u64,
    /// Line ends so far, plus one.
    line: u64,
    /// The last byte that was counted: an LF after a CR belongs to it.
    last: u8,
    /// Whether the record's first byte that is no line end is still to come.
    before_record: bool,
    /// The line on which the record begins.
    record_line: u64,
    /// The offset at which the record may begin; line ends of empty lines included.
    record_at: u64,
    /// Most bytes of a record.
    limit: u64,
    /// Whether a zero byte came by, in this chunk or one before.
    zero: bool,
}

impl<R> Tap<R> {
    pub(super) const fn new(inner: R, limit: u64) -> Self {
        Self {
            inner,
            held: Vec::new(),
            counted: 0,
            held_at: 0,
            line: 1,
            last: 0,
            before_record: true,
            record_line: 1,
            record_at: 0,
            limit,
            zero: false,
        }
    }

    /// The parser begins a record at this offset.
    pub(super) const fn begin(&mut self, offset: u64) {
        self.record_at = offset;
        self.before_record = true;
    }

    /// The parser ended the record at this offset. Whether it kept the limit.
    pub(super) fn end(&mut self, offset: u64) -> Result<(), TooLong> {
        let upto = usize::try_from(offset.saturating_sub(self.held_at)).unwrap_or(usize::MAX).min(self.held.len());
        self.count(upto);
        if offset.saturating_sub(self.record_at) > self.limit { Err(TooLong) } else { Ok(()) }
    }

    /// The line on which the record begins, from 1.
    pub(super) const fn record_line(&self) -> u64 {
        self.record_line
    }

    /// Whether the record that ended goes over more than one line.
    pub(super) fn spans_lines(&self) -> bool {
        let own_end = u64::from(matches!(self.last, b'\r' | b'\n'));
        self.line.saturating_sub(self.record_line) > own_end
    }

    /// Whether a zero byte came by at all, so that a record may hold one.
    pub(super) const fn met_zero(&self) -> bool {
        self.zero
    }

    /// Counts the chunk up to here.
    fn count(&mut self, upto: usize) {
        let from = self.counted.min(upto);
        let held = std::mem::take(&mut self.held);
        let mut bytes = held.get(from..upto).unwrap_or_default();
        if self.before_record {
            let ends = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let (above, record) = bytes.split_at(ends);
            self.add(above);
            if !record.is_empty() {
                self.before_record = false;
                self.record_line = self.line;
            }
            bytes = record;
        }
        self.add(bytes);
        self.held = held;
        self.counted = upto;
    }

    /// Adds the line ends of these bytes.
    fn add(&mut self, bytes: &[u8]) {
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return };
        let line_feeds = occurrences(b'\n', bytes);
        let returns = occurrences(b'\r', bytes);
        let mut pairs = u64::from(self.last == b'\r' && *first == b'\n');
        if returns > 0 && line_feeds > 0 {
            let both = bytes.iter().zip(bytes.iter().skip(1)).filter(|pair| *pair == (&b'\r', &b'\n')).count();
            pairs += u64::try_from(both).unwrap_or(0);
        }
        self.line += (line_feeds + returns).saturating_sub(pairs);
        self.last = *last;
    }
}

/// How often a byte occurs. Sums of one byte over at most 255 bytes cannot overflow and become
/// vector code, which a checked sum would not.
fn occurrences(wanted: u8, bytes: &[u8]) -> u64 {
    let sum = |chunk: &[u8]| chunk.iter().fold(0_u8, |n, b| n.wrapping_add(u8::from(*b == wanted)));
    bytes.chunks(255).map(|chunk| u64::from(sum(chunk))).sum()
}

impl<R: Read> Read for Tap<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // The parser asks for more only when it has consumed all it was given.
        self.count(self.held.len());
        let read = u64::try_from(self.held.len()).unwrap_or(u64::MAX);
        self.held_at = self.held_at.saturating_add(read);
        self.held.clear();
        self.counted = 0;
        if self.held_at.saturating_sub(self.record_at) > self.limit {
            return Err(io::Error::other(TooLong));
        }
        let n = self.inner.read(out)?;
        let bytes = out.get(..n).unwrap_or_default();
        self.zero = self.zero || bytes.contains(&0);
        self.held.extend_from_slice(bytes);
        Ok(n)
    }
}
