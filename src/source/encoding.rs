//! How the bytes of a text file stand for letters, and reading any of them as UTF-8.
//!
//! Owns the encodings that are read and the stream that turns them into UTF-8, in bounded memory.
//! What an encoding does not allow is never mended in silence: it goes on as a byte that no UTF-8
//! has, so that whoever decodes the field sees that it is broken.

use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};
use std::str::FromStr;

use encoding_rs::{Decoder, DecoderResult};

/// How the bytes of a text file stand for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, the low byte first: what Excel calls "Unicode text".
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows-1252, the "ANSI" of Western European and Indonesian Windows; ISO 8859-1 is a part of it.
    Windows1252,
}

impl Encoding {
    /// Every encoding with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Utf8, "utf-8"),
        (Self::Utf16Le, "utf-16le"),
        (Self::Utf16Be, "utf-16be"),
        (Self::Windows1252, "windows-1252"),
    ];

    /// The encoding that a byte-order mark tells.
    pub(super) fn told_by_mark(head: &[u8]) -> Option<Self> {
        match head {
            [0xef, 0xbb, 0xbf, ..] => Some(Self::Utf8),
            [0xff, 0xfe, ..] => Some(Self::Utf16Le),
            [0xfe, 0xff, ..] => Some(Self::Utf16Be),
            _ => None,
        }
    }

    /// The UTF-16 that the zero bytes of Latin letters give away, where there is no mark: every other byte is zero.
    pub(super) fn told_by_zeros(head: &[u8]) -> Option<Self> {
        let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        let half = head.len() / 2;
        match (even * 2 > half, odd * 2 > half) {
            (false, true) => Some(Self::Utf16Le),
            (true, false) => Some(Self::Utf16Be),
            _ => None,
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::ALL.iter().find(|(e, _)| e == self).map_or("", |(_, word)| word))
    }
}

impl FromStr for Encoding {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.iter().find(|(_, word)| word.eq_ignore_ascii_case(text));
        known.map(|(encoding, _)| *encoding).ok_or_else(|| {
            let words: Vec<_> = Self::ALL.iter().map(|(_, word)| *word).collect();
            format!("'{text}' is no encoding; known are {}", words.join(", "))
        })
    }
}

/// What a broken sequence is handed on as: no UTF-8 has this byte.
const BROKEN: u8 = 0xff;

/// How much is decoded at once.
const CHUNK: usize = 64 << 10;

/// A stream of some encoding, read as UTF-8. A byte-order mark stays and comes out as that of UTF-8.
pub(super) struct Decoded<R> {
    inner: R,
    /// `None` = the bytes are UTF-8 as they stand, and go through untouched.
    turned: Option<Turned>,
}

/// The state of a decoding.
struct Turned {
    way: Way,
    /// Bytes of the file that are read and not decoded yet.
    raw: Vec<u8>,
    /// UTF-8 that is decoded and not handed on yet, from `given` on.
    ready: Vec<u8>,
    given: usize,
    /// Whether the end of the file is decoded.
    ended: bool,
}

/// How bytes become letters.
enum Way {
    Utf16(Box<Decoder>),
    Windows1252,
}

impl<R> Decoded<R> {
    pub(super) fn new(inner: R, encoding: Encoding) -> Self {
        let way = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(Way::Utf16(Box::new(encoding_rs::UTF_16LE.new_decoder_without_bom_handling()))),
            Encoding::Utf16Be => Some(Way::Utf16(Box::new(encoding_rs::UTF_16BE.new_decoder_without_bom_handling()))),
            Encoding::Windows1252 => Some(Way::Windows1252),
        };
        let turned = way.map(|way| Turned { way, raw: Vec::new(), ready: Vec::new(), given: 0, ended: false });
        Self { inner, turned }
    }
}

impl<R: Read + Seek> Decoded<R> {
    /// Goes on to this offset of the UTF-8, from the beginning. Only UTF-8 has it without reading what is before.
    pub(super) fn skip(&mut self, offset: u64) -> io::Result<()> {
        if self.turned.is_none() {
            return self.inner.seek(SeekFrom::Start(offset)).map(|_| ());
        }
        io::copy(&mut self.by_ref().take(offset), &mut io::sink()).map(|_| ())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(turned) = &mut self.turned else { return self.inner.read(out) };
        while turned.given == turned.ready.len() && !turned.ended {
            turned.refill(&mut self.inner)?;
        }
        let mut ready = turned.ready.get(turned.given..).unwrap_or_default();
        let read = ready.read(out)?;
        turned.given += read;
        Ok(read)
    }
}

impl Turned {
    /// Decodes the next chunk of the file.
    fn refill(&mut self, inner: &mut impl Read) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        let read = inner.take(u64::try_from(CHUNK).unwrap_or(u64::MAX)).read_to_end(&mut self.raw)?;
        self.ended = read == 0;
        let used = match &mut self.way {
            Way::Utf16(decoder) => utf16(decoder, &self.raw, &mut self.ready, self.ended),
            Way::Windows1252 => windows_1252(&self.raw, &mut self.ready, self.ended),
        };
        self.raw.drain(..used);
        Ok(())
    }
}

/// Decodes UTF-16; how many bytes were used (all: the decoder keeps what is cut).
fn utf16(decoder: &mut Decoder, raw: &[u8], ready: &mut Vec<u8>, last: bool) -> usize {
    let mut used = 0;
    loop {
        let rest = raw.get(used..).unwrap_or_default();
        let begun = ready.len();
        let room = decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(CHUNK);
        ready.resize(begun + room, 0);
        let out = ready.get_mut(begun..).unwrap_or_default();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, out, last);
        used += read;
        ready.truncate(begun + written);
        match result {
            DecoderResult::InputEmpty => return used,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => ready.push(BROKEN),
        }
    }
}

/// What Windows-1252 has for the bytes 0x80 to 0x9f; it leaves five of them undefined.
const HIGH: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

/// Decodes Windows-1252; how many bytes were used. Bytes that are a letter of UTF-8 come from a file of
/// two encodings (`Ã©` is in no real text), and are as broken as those that Windows-1252 leaves undefined.
fn windows_1252(raw: &[u8], ready: &mut Vec<u8>, last: bool) -> usize {
    let mut used = 0;
    while let Some(rest) = raw.get(used..).filter(|rest| !rest.is_empty()) {
        let plain = encoding_rs::Encoding::ascii_valid_up_to(rest);
        let (ascii, others) = rest.split_at(plain);
        ready.extend_from_slice(ascii);
        used += plain;
        let Some(first) = others.first() else { break };
        match letter(others) {
            Letter::Whole(length) => {
                ready.push(BROKEN);
                used += length;
                continue;
            }
            Letter::Cut if !last => break,
            Letter::Cut | Letter::No => {}
        }
        let high = match first {
            0x80..=0x9f => HIGH.get(usize::from(first - 0x80)).copied().flatten(),
            _ => Some(char::from(*first)),
        };
        match high {
            Some(letter) => ready.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
            None => ready.push(BROKEN),
        }
        used += 1;
    }
    used
}

/// Whether bytes begin with a letter of UTF-8 that is no ASCII.
enum Letter {
    Whole(usize),
    /// They may, but end before it does.
    Cut,
    No,
}

fn letter(bytes: &[u8]) -> Letter {
    let length = match bytes.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => return Letter::No,
    };
    let begun = bytes.get(..length.min(bytes.len())).unwrap_or_default();
    match std::str::from_utf8(begun) {
        Ok(_) => Letter::Whole(length),
        Err(error) if error.error_len().is_none() => Letter::Cut,
        Err(_) => Letter::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that hands out few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let most = out.len().min(self.1);
            self.0.read(out.get_mut(..most).unwrap_or_default())
        }
    }

    fn decoded(bytes: &[u8], encoding: Encoding) -> Vec<u8> {
        let at_once = {
            let mut out = Vec::new();
            Decoded::new(bytes, encoding).read_to_end(&mut out).unwrap();
            out
        };
        for step in [1, 2, 3, 5] {
            let mut reader = Decoded::new(Slow(bytes, step), encoding);
            let (mut out, mut few) = (Vec::new(), [0; 3]);
            loop {
                let read = reader.read(&mut few).unwrap();
                if read == 0 {
                    break;
                }
                out.extend_from_slice(&few[..read]);
            }
            assert_eq!(out, at_once, "{encoding} in steps of {step}");
        }
        at_once
    }

    fn utf16_of(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    const TEXT: &str = "\u{feff}id;isi\r\n1;“Café” – 5 €, 😀 ꦏ\r\n";

    #[test]
    fn utf_16_comes_out_as_utf_8() {
        assert_eq!(decoded(&utf16_of(TEXT, u16::to_le_bytes), Encoding::Utf16Le), TEXT.as_bytes());
        assert_eq!(decoded(&utf16_of(TEXT, u16::to_be_bytes), Encoding::Utf16Be), TEXT.as_bytes());
    }

    #[test]
    fn utf_8_goes_through_untouched() {
        assert_eq!(decoded(b"caf\xc3\xa9 \xff\0", Encoding::Utf8), b"caf\xc3\xa9 \xff\0");
    }

    #[test]
    fn windows_1252_comes_out_as_utf_8() {
        assert_eq!(decoded(b"caf\xe9 \x93x\x94 \x80 \xa0.", Encoding::Windows1252), "café “x” € \u{a0}.".as_bytes());
        let every: Vec<u8> = (0x80..=0xff).flat_map(|b| [b, b' ']).collect();
        let text: String = {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&every);
            text.chars().map(|c| if ('\u{80}'..='\u{9f}').contains(&c) { '\u{fffd}' } else { c }).collect()
        };
        let ours = decoded(&every, Encoding::Windows1252);
        assert_eq!(String::from_utf8_lossy(&ours), text);
    }

    #[test]
    fn what_an_encoding_does_not_allow_is_marked_and_not_mended() {
        // A lone surrogate, and half a unit at the end.
        assert_eq!(decoded(b"a\0\x00\xd8b\0", Encoding::Utf16Le), b"a\xffb");
        assert_eq!(decoded(b"a\0b", Encoding::Utf16Le), b"a\xff");
        // Undefined, and UTF-8 among Windows-1252; a cut sequence at the end is Windows-1252.
        assert_eq!(decoded(b"a\x81b", Encoding::Windows1252), b"a\xffb");
        assert_eq!(decoded(b"caf\xc3\xa9 \xe2\x82\xac!", Encoding::Windows1252), b"caf\xff \xff!");
        assert_eq!(decoded(b"\xe2\x82", Encoding::Windows1252), "â‚".as_bytes());
    }

    #[test]
    fn a_long_stream_is_decoded_chunk_by_chunk() {
        let text = "é😀a".repeat(CHUNK);
        assert_eq!(decoded(&utf16_of(&text, u16::to_le_bytes), Encoding::Utf16Le), text.as_bytes());
    }

    #[test]
    fn marks_and_zeros_tell_the_encoding() {
        assert_eq!(Encoding::told_by_mark(b"\xff\xfei\0"), Some(Encoding::Utf16Le));
        assert_eq!(Encoding::told_by_mark(b"id"), None);
        assert_eq!(Encoding::told_by_zeros(b"i\0d\0,\0x\0"), Some(Encoding::Utf16Le));
        assert_eq!(Encoding::told_by_zeros(b"\0i\0d\0,\0x"), Some(Encoding::Utf16Be));
        assert_eq!(Encoding::told_by_zeros(b"id,\0x\n1,2\n"), None);
        assert_eq!(Encoding::told_by_zeros(&[0; 64]), None);
        for (encoding, word) in Encoding::ALL {
            assert_eq!((word.parse::<Encoding>().unwrap(), encoding.to_string().as_str()), (*encoding, *word));
        }
        assert!("latin9".parse::<Encoding>().unwrap_err().contains("windows-1252"));
    }
}
