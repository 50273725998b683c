//! The announcement letter as values: one letter, printed as `pengumuman.pdf` and written as `pengumuman.md`.
//!
//! The letter states the rule, the counts, what is asked and how to object; the annex names the units. Nothing in it leads to
//! a person: no complaint id, no time, no text. What only a person can decide (number, dates, addresses, the signature)
//! stays an open line.

mod annex;
mod markdown;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::numbers::{self, count, percent};
use super::texts::{self, fill, t, word};
use super::{Document, Language, html, notes};
use crate::judge::{DeadlineText, Note, Report};
use crate::terms::Quarter;
use annex::{Section, Sums};

/// An open line to be filled in by hand.
const BLANK: &str = "..............................";

/// A shorter one.
const SHORT: &str = "..................";

/// A letter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Letter {
    /// The language's code.
    pub lang: &'static str,
    /// What it is, in one line.
    pub title: String,
    /// Where the logo is found, where there is one.
    pub logo: Option<&'static str>,
    /// The logo in words.
    pub logo_alt: String,
    /// The government, its office, and an open line for the address.
    pub letterhead: [String; 3],
    /// Number, kind, annexes, subject.
    pub reference: Vec<Labelled>,
    /// An open place and day.
    pub place: String,
    /// To whom it goes, line by line.
    pub addressee: Vec<String>,
    /// What must be known before it is sent.
    pub warnings: Vec<String>,
    /// Why it is written.
    pub opening: String,
    /// What it says, point by point.
    pub points: Vec<Point>,
    /// How it ends.
    pub closing: String,
    /// Who signs, and the open lines of the signature.
    pub signature: Signature,
    /// Who gets a copy.
    pub copies: Vec<String>,
    /// The heading above the copies.
    pub copies_heading: &'static str,
    /// Of which letter it is the annex, with its open lines.
    pub annex_of: (String, Vec<Labelled>),
    /// The heading of the annex.
    pub annex_heading: String,
    /// The annex, a section a government; none where there is nothing to name.
    pub annex: Vec<Section>,
    /// Of what time the data are and where the figures stand.
    pub foot: String,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labelled {
    /// The label.
    pub label: &'static str,
    /// The value, or an open line.
    pub value: String,
}

/// A numbered point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// Its sentence.
    pub text: String,
    /// What is listed beneath it.
    pub items: Vec<String>,
}

/// The place for a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The office that signs.
    pub office: String,
    /// Open lines for name, rank and number.
    pub lines: Vec<String>,
}

/// The letter of a report.
pub fn of(report: &Report, logo: Option<&'static str>, language: Language) -> Letter {
    let say = |key, values: &[(&str, &str)]| fill(t(key, language), values);
    let quarter = numbers::quarter(report.quarter, language);
    let level = report.government.level.word();
    let signer = word("letter.signer", level, language);
    let several = report.instansi.len() > 1;
    let mut tables = 0;
    let (annex, sums): (Vec<Section>, Vec<Sums>) =
        report.instansi.iter().map(|row| annex::section(row, report, &mut tables, language)).unzip();
    let mut annex = annex;
    annex.extend(annex::remarks(report, language));
    annex.retain(|section| !section.parts.is_empty());
    let attached = if annex.is_empty() { "letter.annex.none" } else { "letter.annex.one" };
    let labelled = |key, value: String| Labelled { label: t(key, language), value };
    let open = |key| labelled(key, BLANK.to_owned());
    let subject = say("letter.subject", &[("quarter", &quarter)]);
    Letter {
        lang: language.code(),
        title: format!("{subject}, {}", report.government.name),
        logo,
        logo_alt: say("letter.logo", &[("government", &report.government.name)]),
        letterhead: [
            report.government.name.to_uppercase(),
            word("letter.office", level, language).to_uppercase(),
            say("letter.address", &[("blank", &BLANK.repeat(2))]),
        ],
        reference: vec![
            open("letter.number"),
            labelled("letter.kind", t("letter.kind.important", language).to_owned()),
            labelled("letter.annex", texts::find(attached, language).unwrap_or_default().to_owned()),
            labelled("letter.hal", subject),
        ],
        place: say("letter.place", &[("blank", SHORT), ("year", &year_of_sending(report))]),
        addressee: addressee(report, several, language),
        warnings: warnings(report, language),
        opening: say("letter.opening", &[("quarter", &quarter)]),
        points: points(report, &sums, language),
        closing: t("letter.closing", language).to_owned(),
        signature: Signature {
            office: signer.to_uppercase(),
            lines: vec![BLANK.to_owned(), say("letter.signature.number", &[("blank", BLANK)])],
        },
        copies: vec![
            say("letter.copies.head", &[("head", &word("letter.head", level, language))]),
            t("letter.copies.inspectorate", language).to_owned(),
        ],
        copies_heading: t("letter.copies", language),
        annex_of: (say("letter.annex.of", &[("signer", &signer)]), vec![open("letter.number"), open("letter.day")]),
        annex_heading: say("letter.annex.heading", &[("quarter", &quarter)]),
        annex,
        foot: say("letter.foot", &[("as_of", &as_of(report, language))]),
    }
}

/// `pengumuman.md`: the same letter to be pasted into a message.
pub fn document(letter: &Letter, language: Language) -> Document {
    let text = markdown::write(letter, language);
    Document { path: format!("publik/pengumuman{}.md", language.suffix()), bytes: text.into_bytes() }
}

fn as_of(report: &Report, language: Language) -> String {
    numbers::moment(report.as_of, report.government.zone, language)
}

/// The year in which a letter on data of that day is most likely sent.
fn year_of_sending(report: &Report) -> String {
    report.as_of.format("%Y").to_string()
}

fn addressee(report: &Report, several: bool, language: Language) -> Vec<String> {
    let level = report.government.level.word();
    let where_to = if several {
        t("letter.addressee.several", language).to_owned()
    } else {
        fill(t("letter.addressee.in", language), &[("government", &report.government.name)])
    };
    vec![word("letter.addressee", level, language), where_to, t("letter.addressee.place", language).to_owned()]
}

/// What stands above the letter because it must be settled before it is sent.
fn warnings(report: &Report, language: Language) -> Vec<String> {
    let decisive = |note: &&Note| match note {
        Note::RejectedRows { warn_only, .. } | Note::GateMissed { warn_only, .. } => !warn_only,
        _ => false,
    };
    let unfinished = report.unfinished.then_some(&Note::Unfinished);
    let notes = unfinished.into_iter().chain(report.notes.iter().filter(decisive));
    notes.map(|note| notes::sentence(note, report, language)).collect()
}

/// The points: the rule, what came of it, what is asked, how to object.
fn points(report: &Report, sums: &[Sums<'_>], language: Language) -> Vec<Point> {
    let mut out = rule(report, sums, language);
    out.extend(sums.iter().map(|sums| result(sums, report, language)));
    out.push(asked(sums, language));
    let named = sums.iter().any(|s| s.never.is_some() || s.late.is_some() || s.handed_on.is_some());
    if named {
        out.push(plain(fill(t("letter.objection", language), &[("blank", BLANK)])));
    }
    out
}

fn plain(text: String) -> Point {
    Point { text, items: Vec::new() }
}

/// Which limits applied, and what counts; that none did, where it is so.
fn rule(report: &Report, sums: &[Sums<'_>], language: Language) -> Vec<Point> {
    let quarter = numbers::quarter(report.quarter, language);
    let say = |key, values: &[(&str, &str)]| fill(t(key, language), values);
    let limits: Vec<&DeadlineText> = report.basis.deadlines.iter().filter(|d| in_force(d, report.quarter)).collect();
    let as_of = as_of(report, language);
    let data = say("letter.data", &[("as_of", &as_of)]);
    if limits.is_empty() {
        return vec![plain(format!("{} {data}", say("letter.rule.none", &[("quarter", &quarter)])))];
    }
    let items = limits.iter().map(|limit| limit_of(limit, language)).collect();
    let text = say("letter.rule", &[("quarter", &quarter)]);
    let counts: Vec<String> = report.basis.counts.iter().map(|kind| word("event", kind, language)).collect();
    let clock = word("clock", &report.basis.clock, language);
    let mut counting = say("letter.counting", &[("clock", &clock), ("counts", &counts.join(", "))]);
    let older = sums.iter().filter_map(|s| s.never).any(|(_, older)| older > 0);
    for more in [older.then(|| t("letter.rule.older", language)), Some(data.as_str())].into_iter().flatten() {
        counting.push(' ');
        counting.push_str(more);
    }
    vec![Point { text, items }, plain(counting)]
}

/// Whether a limit of the response holds on some day of a quarter.
fn in_force(limit: &DeadlineText, quarter: Quarter) -> bool {
    let begun = limit.from.is_none_or(|from| from <= quarter.last_day());
    let lasting = limit.to.is_none_or(|to| to >= quarter.first_day());
    limit.step == "response" && begun && lasting
}

fn limit_of(limit: &DeadlineText, language: Language) -> String {
    let class = word("class", &limit.class, language);
    let whose = if limit.scope.is_empty() {
        class
    } else {
        fill(t("letter.rule.scope", language), &[("class", &class), ("scope", &limit.scope)])
    };
    let values = [
        ("whose", whose),
        ("limit", texts::limit(&limit.limit, language)),
        ("valid", html::validity(limit, language)),
        ("source", limit.source.clone()),
    ];
    fill(t("letter.rule.item", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
}

/// What came of it in one government.
fn result(sums: &Sums<'_>, report: &Report, language: Language) -> Point {
    let row = sums.row;
    let n = |x: u64| count(x, language);
    let agency = if report.instansi.len() > 1 { format!("{}: ", row.agency) } else { String::new() };
    if !sums.told {
        return plain(capital(&fill(t("letter.untold", language), &[("agency", &agency)])));
    }
    let mut items = Vec::new();
    let mut tell = |key: &'static str, told: &annex::Told, more: &[(&str, &str)]| {
        let table = annex::table_name(told.table, language);
        let values = [("units", n(told.units)), ("n", n(told.complaints)), ("table", table)];
        let mut values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        values.extend_from_slice(more);
        items.push(fill(texts::find(key, language).unwrap_or_default(), &values));
    };
    if let Some((told, older)) = &sums.never {
        let this = n(told.complaints.saturating_sub(*older));
        tell("letter.result.never", told, &[("this", &this), ("older", &n(*older))]);
    }
    for (key, told) in [
        ("letter.result.own", &sums.own),
        ("letter.result.unknown", &sums.unknown),
        ("letter.result.late", &sums.late),
        ("letter.result.handed", &sums.handed_on),
    ] {
        if let Some(told) = told {
            tell(key, told, &[]);
        }
    }
    if sums.never.is_none() {
        items.insert(0, t("letter.result.nobody", language).to_owned());
    }
    let text = match (row.due, row.responded_in_time, row.on_time_rate) {
        (Some(due), Some(in_time), Some(rate)) => fill(
            t("letter.result", language),
            &[("agency", &agency), ("due", &n(due)), ("in_time", &n(in_time)), ("rate", &percent(rate, language))],
        ),
        _ => fill(t("letter.result.none_due", language), &[("agency", &agency)]),
    };
    Point { text: capital(&text), items }
}

/// A sentence with its first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The number of a table in the annex of a government.
type TableOf = fn(&Sums<'_>) -> Option<u64>;

/// What is asked of whom; thanks, where there is nothing to ask.
fn asked(sums: &[Sums<'_>], language: Language) -> Point {
    let tables = |of: TableOf| {
        let names: Vec<String> = sums.iter().filter_map(of).map(|n| annex::table_name(n, language)).collect();
        names.join(", ")
    };
    let never = if sums.iter().any(|s| s.closed) { "letter.ask.never.closed" } else { "letter.ask.never" };
    let parts: [(&str, TableOf); 5] = [
        (never, |s| s.never.map(|(told, _)| told.table)),
        ("letter.ask.late", |s| s.late.map(|told| told.table)),
        ("letter.ask.handed", |s| s.handed_on.map(|told| told.table)),
        ("letter.ask.own", |s| s.own.map(|told| told.table)),
        ("letter.ask.unknown", |s| s.unknown.map(|told| told.table)),
    ];
    let items: Vec<String> = parts
        .into_iter()
        .map(|(key, of)| (texts::find(key, language).unwrap_or_default(), tables(of)))
        .filter(|(_, tables)| !tables.is_empty())
        .map(|(text, tables)| fill(text, &[("tables", &tables)]))
        .collect();
    if !items.is_empty() {
        let last = items.len() - 1;
        let end = |(place, item): (usize, String)| format!("{item}{}", if place == last { "." } else { ";" });
        let items = items.into_iter().enumerate().map(end).collect();
        return Point { text: fill(t("letter.ask", language), &[("blank", BLANK)]), items };
    }
    let told = sums.iter().any(|s| s.told);
    plain(if told { t("letter.thanks", language) } else { t("letter.ask.rule", language) }.to_owned())
}
