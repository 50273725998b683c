//! The letter as Markdown that a messenger shows as well: lists instead of tables, short lines, no mark but the asterisk.
//!
//! One asterisk on either side is emphasis in Markdown and bold in a messenger. No messenger knows an escape, so whatever
//! could make markup in a value is put as the sign that looks like it.

use super::annex::{Part, Row, Section};
use super::{Labelled, Letter, Point};
use crate::publish::Language;
use crate::publish::texts::t;

/// The letter.
pub fn write(letter: &Letter, language: Language) -> String {
    let mut out = Page::default();
    let [government, office, address] = &letter.letterhead;
    out.lines([strong(government), strong(office), plain(address)]);
    out.lines([plain(&letter.place)]);
    out.lines(letter.reference.iter().map(labelled));
    out.lines(letter.addressee.iter().map(|line| plain(line)));
    for warning in &letter.warnings {
        out.lines([strong(warning)]);
    }
    out.lines([plain(&letter.opening)]);
    for (number, point) in (1..).zip(&letter.points) {
        out.lines(listed(number, point));
    }
    out.lines([plain(&letter.closing)]);
    out.lines([strong(&letter.signature.office)]);
    out.lines(letter.signature.lines.iter().map(|line| plain(line)));
    out.lines([strong(letter.copies_heading)]);
    out.lines((1..).zip(&letter.copies).map(|(number, name)| format!("{number}. {}", plain(name))));
    if !letter.annex.is_empty() {
        out.lines([strong(t("letter.annex", language)), strong(&letter.annex_heading)]);
        letter.annex.iter().for_each(|section| annex(section, &mut out));
    }
    out.lines([plain(&letter.foot)]);
    out.text
}

/// Blocks of lines, one empty line between them.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn lines(&mut self, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_none() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let mut first = true;
        for line in lines {
            // Lines of one block stand below each other: two blanks at the end keep them apart in Markdown.
            if !first && !starts_item(&line) && !self.text.ends_with("  \n") {
                self.text.pop();
                self.text.push_str("  \n");
            }
            first = false;
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }
}

/// Whether a line begins an item of a list, which Markdown keeps apart by itself.
fn starts_item(line: &str) -> bool {
    let line = line.trim_start();
    let after_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("- ") || (after_number.len() < line.len() && after_number.starts_with(". "))
}

fn labelled(pair: &Labelled) -> String {
    format!("{}: {}", pair.label, plain(&pair.value))
}

fn listed(number: u64, point: &Point) -> Vec<String> {
    let head = format!("{number}. {}", plain(&point.text));
    std::iter::once(head).chain(point.items.iter().map(|item| format!("   - {}", plain(item)))).collect()
}

fn annex(section: &Section, out: &mut Page) {
    if !section.heading.is_empty() {
        out.lines([strong(&section.heading)]);
    }
    for part in &section.parts {
        part_of(part, out);
    }
}

fn part_of(part: &Part, out: &mut Page) {
    out.lines([strong(&part.title)].into_iter().chain((!part.lead.is_empty()).then(|| plain(&part.lead))));
    if let Some(table) = &part.table {
        out.lines((1..).zip(&table.rows).flat_map(|(number, row)| unit(number, row)));
    }
    out.lines(part.lines.iter().map(|line| format!("- {}", plain(line))));
}

/// A unit's line, and beneath it what is told of its complaints.
fn unit(number: u64, row: &Row) -> Vec<String> {
    let head = format!("{number}. {}: {}", strong(&row.name), plain(&row.complaints));
    let facts = (!row.facts.is_empty()).then(|| format!("   {}", plain(&row.facts)));
    std::iter::once(head).chain(facts).collect()
}

fn strong(text: &str) -> String {
    let text = plain(text);
    if text.is_empty() { text } else { format!("*{text}*") }
}

/// A text that makes no markup, in one line.
pub(super) fn plain(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or(' ');
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        match c {
            '*' => out.push('\u{2217}'),
            // Inside a word it is a letter like any other.
            '_' if before.is_alphanumeric() && after.is_alphanumeric() => out.push('_'),
            '_' => out.push('\u{2cd}'),
            '~' => out.push('\u{223c}'),
            '`' => out.push('\u{2cb}'),
            '\\' => out.push('\u{2216}'),
            '<' => out.push('\u{2039}'),
            '>' => out.push('\u{203a}'),
            '|' => out.push('\u{2223}'),
            // No entity, no link, no address.
            '&' if after.is_alphanumeric() || after == '#' => out.push_str("& "),
            ']' if matches!(after, '(' | '[' | ':') => out.push_str("] "),
            ':' if after == '/' => out.push_str(": "),
            '.' if out.ends_with("www") => out.push('\u{2024}'),
            _ => out.push(*c),
        }
    }
    // What would begin a heading, a list or a rule at the start of a line.
    if out.starts_with(['#', '-', '+', '=']) {
        out.insert(0, '\u{2060}');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_makes_no_markup() {
        for (name, said) in [
            ("Dinas *Tebal* dan _Miring_", "Dinas \u{2217}Tebal\u{2217} dan \u{2cd}Miring\u{2cd}"),
            ("KEC_UTARA", "KEC_UTARA"),
            ("~coret~ `kode`", "\u{223c}coret\u{223c} \u{2cb}kode\u{2cb}"),
            ("[Dinas](http://contoh.id)", "[Dinas] (http: //contoh.id)"),
            ("www.contoh.id", "www\u{2024}contoh.id"),
            ("<b>Dinas</b>", "\u{2039}b\u{203a}Dinas\u{2039}/b\u{203a}"),
            ("A &lt; B & C", "A & lt; B & C"),
            ("# Judul\n- butir", "\u{2060}# Judul - butir"),
            ("akhir\\", "akhir\u{2216}"),
            ("(belum terdisposisi)", "(belum terdisposisi)"),
        ] {
            assert_eq!(plain(name), said);
        }
    }

    #[test]
    fn lines_of_a_block_stand_below_each_other() {
        let mut page = Page::default();
        page.lines(["a".to_owned(), "b".to_owned(), "1. c".to_owned(), "   d".to_owned(), "2. e".to_owned()]);
        page.lines(Vec::new());
        page.lines(["f".to_owned()]);
        assert_eq!(page.text, "a  \nb\n1. c  \n   d\n2. e\n\nf\n");
    }
}
