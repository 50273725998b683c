//! JSON Lines: one object a line.
//!
//! Owns the splitting into lines and the reading of an object's top level. A wanted value is made
//! text; any other is skipped unread. A line that is no object is a row with a fault, so it is counted.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, Visitor};

use super::encoding::Decoded;
use super::header::{Finder, Names, SEARCHED};
use super::{Cell, Encoding, Fault, Layout, Limits, RawRow, Sink, Table, has_zero, number, text};
use crate::problem::Problem;

/// How much is read from the file at once.
const BUFFER: usize = 1 << 20;

/// Reads a file of JSON lines into a sink.
pub(super) fn read(path: &Path, shown: &str, layout: &Layout<'_>, sink: &mut impl Sink) -> Result<(), Problem> {
    let encoding = text::first_look(path, shown, layout.encoding)?.encoding;
    let open = || Lines::open(path, shown, encoding, layout.limits);
    let names = Names::new(layout.wanted);
    let present = find(open()?, &names)?;
    sink.table(&Table { sheet: "", present: &present, header_row: 0, preamble: &[] })?;

    let mut known = Known { names: &names, places: HashMap::new() };
    let mut tally = layout.limits.tally();
    let mut lines = open()?;
    let mut texts: Vec<String> = vec![String::new(); layout.wanted.len()];
    while lines.advance()? {
        tally.row(shown)?;
        texts.iter_mut().for_each(String::clear);
        let fault = if let Ok(read) = fill(lines.content(), &mut known, &mut texts) {
            tally.cells(read.keys, shown)?;
            read.mended.then_some(Fault::Encoding)
        } else {
            texts.iter_mut().for_each(String::clear);
            Some(if lines.content().contains(&0) { Fault::Nul } else { Fault::Malformed })
        };
        let cells: Vec<Cell<'_>> =
            texts.iter().map(|t| if t.is_empty() { Cell::Empty } else { Cell::Text(t) }).collect();
        let fault = has_zero(&cells).then_some(Fault::Nul).or(fault);
        sink.row(&RawRow { row: lines.line, cells: &cells, fault })?;
    }
    Ok(())
}

/// The keys of the first objects.
pub(super) fn first_rows(
    path: &Path,
    shown: &str,
    encoding: Option<Encoding>,
    limits: Limits,
    count: usize,
) -> Result<Vec<Vec<String>>, Problem> {
    let encoding = text::first_look(path, shown, encoding)?.encoding;
    let mut lines = Lines::open(path, shown, encoding, limits)?;
    let mut rows = Vec::new();
    while rows.len() < count && lines.advance()? {
        rows.extend(keys(lines.content()).ok());
    }
    Ok(rows)
}

/// Which wanted keys the file has, told from its first lines. At least one object must have all that are required.
fn find(mut lines: Lines<'_>, names: &Names<'_>) -> Result<Vec<bool>, Problem> {
    let shown = lines.shown;
    let mut finder = Finder::new(names);
    let mut present = vec![false; names.len()];
    let mut found = false;
    let mut looked = 0;
    while looked < SEARCHED && lines.advance()? {
        looked += 1;
        if looked == 1 && lines.content() == b"[" {
            return Err(Problem::new("the file is one list, not one object a line")
                .at(shown)
                .because("of a list over many lines most would be read as broken")
                .hint("write one object a line, without a list around them and without commas between them"));
        }
        let Ok(keys) = keys(lines.content()) else { continue };
        for index in keys.iter().flat_map(|key| names.of(key)) {
            if let Some(there) = present.get_mut(index) {
                *there = true;
            }
        }
        found |= finder.offer(0, &keys).map_err(|p| p.at(format!("{shown}, line {}", lines.line)))?.is_some();
    }
    match (found, looked) {
        (true, _) => Ok(present),
        (false, 0) => Err(text::empty(shown)),
        (false, _) if finder.nothing() => Err(Problem::new("no line is a JSON object")
            .at(shown)
            .because(format!("the first {looked} lines were looked at"))
            .hint("write one object a line, without a list around them")),
        (false, _) => Err(names.missing(shown, &[finder.seen("")])),
    }
}

/// The lines of a file that hold anything, one at a time in one buffer.
struct Lines<'p> {
    input: BufReader<Decoded<File>>,
    buffer: Vec<u8>,
    /// The line in the buffer, from 1.
    line: u64,
    shown: &'p str,
    limits: Limits,
}

impl<'p> Lines<'p> {
    fn open(path: &Path, shown: &'p str, encoding: Encoding, limits: Limits) -> Result<Self, Problem> {
        let input = BufReader::with_capacity(BUFFER, text::decoded(path, shown, encoding)?);
        Ok(Self { input, buffer: Vec::new(), line: 0, shown, limits })
    }

    /// Goes to the next line that is not blank; `false` at the end.
    fn advance(&mut self) -> Result<bool, Problem> {
        loop {
            self.buffer.clear();
            self.line += 1;
            if !self.fill()? {
                return Ok(false);
            }
            if !self.content().is_empty() {
                return Ok(true);
            }
        }
    }

    /// Reads up to the end of the line, and no further than the limit; `false` at the end of the file.
    fn fill(&mut self) -> Result<bool, Problem> {
        loop {
            let place = || format!("{}, line {}", self.shown, self.line);
            let chunk = self.input.fill_buf().map_err(|cause| text::unreadable(&place(), &cause))?;
            if chunk.is_empty() {
                return Ok(!self.buffer.is_empty());
            }
            let end = chunk.iter().position(|b| *b == b'\n');
            let taken = chunk.get(..end.map_or(chunk.len(), |at| at + 1)).unwrap_or(chunk);
            if self.buffer.len().saturating_add(taken.len()) > self.limits.record_bytes.saturating_add(1) {
                return Err(self.limits.record_too_long(&place()));
            }
            self.buffer.extend_from_slice(taken);
            let taken = taken.len();
            self.input.consume(taken);
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    /// The line without its end, outer white space and byte-order mark.
    fn content(&self) -> &[u8] {
        self.buffer.strip_prefix(text::BOM).unwrap_or(&self.buffer).trim_ascii()
    }
}

/// How many different keys are remembered; a file of ever new keys must not fill the memory.
const KEYS: usize = 4 << 10;

/// The keys met so far and the wanted columns they stand for, so that a name is folded once a file.
struct Known<'n> {
    names: &'n Names<'n>,
    places: HashMap<String, Vec<usize>>,
}

impl Known<'_> {
    fn places(&mut self, key: &str) -> Vec<usize> {
        if let Some(places) = self.places.get(key) {
            // Nearly always empty or of one column.
            return places.clone();
        }
        let places = self.names.of(key);
        if self.places.len() < KEYS {
            self.places.insert(key.to_owned(), places.clone());
        }
        places
    }
}

/// The line is no JSON object, or names one wanted key twice.
struct NoObject;

/// What was in an object.
struct Object {
    /// How many keys.
    keys: usize,
    /// Whether broken UTF-8 was replaced.
    mended: bool,
}

/// The keys of an object, in their order.
fn keys(line: &[u8]) -> Result<Vec<String>, NoObject> {
    let mut keys = Vec::new();
    with_object(line, |line| {
        keys.clear();
        parse(
            line,
            |key| {
                keys.push(key.to_owned());
                Ok(Vec::new())
            },
            &mut [],
        )
    })?;
    Ok(keys)
}

/// Writes an object's wanted values into `texts`, one for each wanted column.
fn fill(line: &[u8], known: &mut Known<'_>, texts: &mut [String]) -> Result<Object, NoObject> {
    let mut keys = 0;
    let mended = with_object(line, |line| {
        keys = 0;
        let mut met = vec![false; texts.len()];
        texts.iter_mut().for_each(String::clear);
        parse(
            line,
            |key| {
                keys += 1;
                let places = known.places(key);
                for at in &places {
                    if met.get_mut(*at).is_some_and(|seen| std::mem::replace(seen, true)) {
                        return Err(NoObject);
                    }
                }
                Ok(places)
            },
            texts,
        )
    })?;
    Ok(Object { keys, mended })
}

/// Parses a line, mended first where it is not UTF-8; tells whether it had to be.
fn with_object(line: &[u8], mut parse: impl FnMut(&str) -> Result<(), NoObject>) -> Result<bool, NoObject> {
    match String::from_utf8_lossy(line) {
        Cow::Borrowed(line) => parse(line).map(|()| false),
        Cow::Owned(line) => parse(&line).map(|()| true),
    }
}

/// Reads an object. `places` tells for each key which of `texts` its value is for.
fn parse(
    line: &str,
    places: impl FnMut(&str) -> Result<Vec<usize>, NoObject>,
    texts: &mut [String],
) -> Result<(), NoObject> {
    let mut json = serde_json::Deserializer::from_str(line);
    json.deserialize_map(TopLevel { places, texts }).map_err(|_| NoObject)?;
    json.end().map_err(|_| NoObject)
}

/// The top level of an object.
struct TopLevel<'t, F> {
    places: F,
    texts: &'t mut [String],
}

impl<'de, F: FnMut(&str) -> Result<Vec<usize>, NoObject>> Visitor<'de> for TopLevel<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let places = (self.places)(&key).map_err(|NoObject| serde::de::Error::custom("a key twice"))?;
            let Some((first, others)) = places.split_first() else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let mut value = String::new();
            map.next_value_seed(AsText(&mut value))?;
            for at in others {
                if let Some(text) = self.texts.get_mut(*at) {
                    text.clone_from(&value);
                }
            }
            if let Some(text) = self.texts.get_mut(*first) {
                *text = value;
            }
        }
        Ok(())
    }
}

/// Makes a value text: strings as they are, `null` nothing, anything nested its JSON.
struct AsText<'t>(&'t mut String);

impl<'de> DeserializeSeed<'de> for AsText<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        match <serde_json::Value as serde::Deserialize>::deserialize(value)? {
            serde_json::Value::Null => {}
            serde_json::Value::String(text) => *self.0 = text,
            serde_json::Value::Number(n) => match (n.is_f64(), n.as_f64()) {
                (true, Some(float)) => number::push(self.0, float),
                _ => *self.0 = n.to_string(),
            },
            other => *self.0 = other.to_string(),
        }
        Ok(())
    }
}
