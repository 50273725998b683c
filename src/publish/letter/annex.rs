//! What the letter names: tables of units by what they are named for, and who did best, improved, or cannot be judged.

use serde::Serialize;

use crate::judge::{Answering, AnswersFor, Best, LeagueRow, Note, Report, Verdict};
use crate::publish::numbers::{MISSING, count};
use crate::publish::texts::{fill, t};
use crate::publish::{Language, announcement, notes};

/// The annex of one government.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its name; empty where there is one alone.
    pub heading: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A table or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// How it is to be read; may be empty.
    pub lead: String,
    /// The table, if it is one.
    pub table: Option<Table>,
    /// The sentences, if it is a list.
    pub lines: Vec<String>,
}

/// A table of units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The headings: number, unit, and figures.
    pub columns: Vec<&'static str>,
    /// A unit each.
    pub rows: Vec<Row>,
}

/// A unit that is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// As many cells as the table has columns.
    pub cells: Vec<String>,
    /// The unit's name.
    pub name: String,
    /// For how many complaints it is named, in words.
    pub complaints: String,
    /// What else is told of them, in words; may be empty.
    pub facts: String,
}

/// A table of the annex: its number and what it adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The number of the table.
    pub table: u64,
    /// How many units it names.
    pub units: u64,
    /// How many complaints it counts.
    pub complaints: u64,
}

/// What the letter itself says of the annex of a government.
#[derive(Debug, Clone)]
pub struct Sums<'r> {
    /// The government's figures.
    pub row: &'r LeagueRow,
    /// Whether it can be said who responded in time.
    pub told: bool,
    /// Units with complaints that never had a response, and how many of these are of earlier quarters.
    pub never: Option<(Told, u64)>,
    /// Whether some of them were closed all the same.
    pub closed: bool,
    /// The same of what the government answers for.
    pub own: Option<Told>,
    /// The same of names that the register does not know.
    pub unknown: Option<Told>,
    /// Units that answered late.
    pub late: Option<Told>,
    /// Units that let complaints go after their limit.
    pub handed_on: Option<Told>,
}

/// The annex of a government, and what it adds up to. Its tables are numbered on from `tables`.
pub fn section<'r>(
    row: &'r LeagueRow,
    report: &'r Report,
    tables: &mut u64,
    language: Language,
) -> (Section, Sums<'r>) {
    let several = report.instansi.len() > 1;
    let told = !report.announcement.untold.contains(&row.agency_id);
    let all: Vec<&Answering> =
        report.announcement.answering.iter().filter(|a| told && a.unit.agency_id == row.agency_id).collect();
    let mut parts = Vec::new();
    let mut never = |whose: AnswersFor, title: &'static str, lead: &'static str| {
        let units: Vec<&Answering> = all.iter().copied().filter(|a| a.answers == whose && a.never() > 0).collect();
        if units.is_empty() {
            return None;
        }
        *tables += 1;
        let table = never_table(&units, language);
        parts.push(part(numbered(title, *tables, language), t(lead, language), Some(table), Vec::new()));
        let complaints = units.iter().map(|a| a.never()).sum();
        Some(Told { table: *tables, units: units.len() as u64, complaints })
    };
    let of_units = never(AnswersFor::Unit, "letter.never", "letter.never.lead");
    let own = never(AnswersFor::Government, "letter.own", "letter.own.lead");
    let unknown = never(AnswersFor::UnknownName, "letter.unknown", "letter.unknown.lead");
    let units: Vec<&Answering> = all.iter().copied().filter(|a| a.answers == AnswersFor::Unit).collect();
    let mut counted = |counted: fn(&Answering) -> u64, title: &'static str, lead: &'static str, of_due: bool| {
        let mut units: Vec<&Answering> = units.iter().copied().filter(|a| counted(a) > 0).collect();
        if units.is_empty() {
            return None;
        }
        units.sort_by(|a, b| {
            (counted(b), &a.unit.skpd, &a.unit.skpd_id).cmp(&(counted(a), &b.unit.skpd, &b.unit.skpd_id))
        });
        *tables += 1;
        let table = counted_table(&units, counted, of_due, language);
        parts.push(part(numbered(title, *tables, language), t(lead, language), Some(table), Vec::new()));
        let complaints = units.iter().map(|a| counted(a)).sum();
        Some(Told { table: *tables, units: units.len() as u64, complaints })
    };
    let late = counted(|a| a.late, "letter.late", "letter.late.lead", true);
    let handed_on = counted(|a| a.returned_late, "letter.handed", "letter.handed.lead", false);
    let list = |title: &'static str, lead: &'static str, lines: Vec<String>| {
        (!lines.is_empty()).then(|| part(t(title, language).to_owned(), t(lead, language), None, lines))
    };
    parts.extend(list("letter.best", "letter.best.lead", best(row, report, language)));
    parts.extend(list("letter.improved", "letter.improved.lead", improved(row, report, language)));
    parts.extend(list("letter.unjudged", "letter.unjudged.lead", unjudged(row, report, language)));
    let of_units_all = || all.iter().filter(|a| a.answers == AnswersFor::Unit);
    let sums = Sums {
        row,
        told,
        never: of_units.map(|told| (told, of_units_all().map(|a| a.older).sum())),
        closed: of_units_all().any(|a| a.closed_unanswered > 0),
        own,
        unknown,
        late,
        handed_on,
    };
    (Section { heading: if several { row.agency.clone() } else { String::new() }, parts }, sums)
}

/// What must be known of the data, in a section of its own behind those of the governments.
pub fn remarks(report: &Report, language: Language) -> Option<Section> {
    let told = |note: &&Note| !matches!(note, Note::Unfinished | Note::NoResponseLimit { .. });
    let lines: Vec<String> =
        report.notes.iter().filter(told).map(|note| notes::sentence(note, report, language)).collect();
    let part = part(t("section.notes", language).to_owned(), "", None, lines);
    (!part.lines.is_empty()).then(|| Section { heading: String::new(), parts: vec![part] })
}

fn part(title: String, lead: &str, table: Option<Table>, lines: Vec<String>) -> Part {
    Part { title, lead: lead.to_owned(), table, lines }
}

fn numbered(title: &'static str, number: u64, language: Language) -> String {
    format!("{}. {}", table_name(number, language), t(title, language))
}

/// `Tabel 3`.
pub fn table_name(number: u64, language: Language) -> String {
    fill(t("letter.table", language), &[("n", &number.to_string())])
}

fn never_table(units: &[&Answering], language: Language) -> Table {
    let columns = vec![
        t("letter.column.number", language),
        t("letter.column.unit", language),
        t("letter.column.never", language),
        t("letter.column.this", language),
        t("letter.column.older", language),
        t("letter.column.oldest", language),
        t("letter.column.row", language),
        t("letter.column.closed", language),
        t("letter.column.handed", language),
    ];
    let row = |(number, a): (u64, &&Answering)| {
        let n = |n: u64| count(n, language);
        let of_due = fill(t("kpi.of", language), &[("part", &n(a.unanswered)), ("whole", &n(a.due))]);
        let in_a_row = format!("{}{}", n(a.quarters_in_a_row), if a.at_least { "+" } else { "" });
        Row {
            cells: vec![
                number.to_string(),
                a.unit.skpd.clone(),
                n(a.never()),
                of_due,
                n(a.older),
                a.oldest_days.map_or_else(|| MISSING.to_owned(), n),
                in_a_row,
                n(a.closed_unanswered),
                n(a.returned_late),
            ],
            name: a.unit.skpd.clone(),
            complaints: complaints(a.never(), language),
            facts: announcement::facts(a, language),
        }
    };
    Table { columns, rows: (1..).zip(units).map(row).collect() }
}

/// Units by one count; with what was due where the count is a part of it.
fn counted_table(units: &[&Answering], counted: fn(&Answering) -> u64, of_due: bool, language: Language) -> Table {
    let mut columns = vec![t("letter.column.number", language), t("letter.column.unit", language)];
    columns.push(t("letter.column.complaints", language));
    if of_due {
        columns.push(t("letter.column.due", language));
    }
    let row = |(number, a): (u64, &&Answering)| {
        let mut cells = vec![number.to_string(), a.unit.skpd.clone(), count(counted(a), language)];
        let due = count(a.due, language);
        let told = if of_due {
            fill(t("letter.late.of", language), &[("n", &count(counted(a), language)), ("due", &due)])
        } else {
            complaints(counted(a), language)
        };
        cells.extend(of_due.then_some(due));
        Row { cells, name: a.unit.skpd.clone(), complaints: told, facts: String::new() }
    };
    Table { columns, rows: (1..).zip(units).map(row).collect() }
}

/// `12 aduan`.
fn complaints(n: u64, language: Language) -> String {
    fill(t("letter.complaints", language), &[("n", &count(n, language))])
}

/// Who did best in each group of a government, and how sure that is.
fn best(row: &LeagueRow, report: &Report, language: Language) -> Vec<String> {
    let of = |best: &&Best| best.first.first().is_some_and(|unit| unit.agency_id == row.agency_id);
    let lines: Vec<String> =
        report.announcement.best.iter().filter(of).map(|best| best_of(best, report, language)).collect();
    if lines.is_empty() { vec![t("announce.best.none", language).to_owned()] } else { lines }
}

/// The sentence of a group; of one first place also the ranks that the data allow it.
fn best_of(best: &Best, report: &Report, language: Language) -> String {
    let said = announcement::best_of(best, report, language);
    let range = best.ranks.filter(|(low, high)| best.first.len() == 1 && !best.is_nobody() && low < high);
    let Some((low, high)) = range else { return said };
    let values = [("low", count(low, language)), ("high", count(high, language))];
    let range = fill(t("letter.best.range", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())));
    format!("{said} {range}")
}

/// Who improved beyond chance; where nobody did or nothing can be said, that.
fn improved(row: &LeagueRow, report: &Report, language: Language) -> Vec<String> {
    let rows = report.announcement.improved.iter().filter(|r| r.agency_id == row.agency_id);
    let lines: Vec<String> = rows.map(|r| announcement::improved_line(r, report, language)).collect();
    if !lines.is_empty() {
        return lines;
    }
    let compared = report
        .movement
        .iter()
        .any(|r| r.agency_id == row.agency_id && r.comparisons.is_some() && !r.skpd_id.is_empty());
    let text = if compared { t("announce.improved.none", language) } else { t("announce.improved.unknown", language) };
    vec![text.to_owned()]
}

/// Who cannot be judged, a sentence a reason.
fn unjudged(row: &LeagueRow, report: &Report, language: Language) -> Vec<String> {
    let minimum = count(report.basis.minimum_volume, language);
    let reasons = [
        (Verdict::TooFew, t("summary.unjudged.too_few", language)),
        (Verdict::NoEvidence, t("summary.unjudged.no_evidence", language)),
        (Verdict::NotAssigned, t("summary.unjudged.not_assigned", language)),
    ];
    let of = |(verdict, text): (Verdict, &str)| {
        let units = report.announcement.unjudged.iter();
        let names: Vec<&str> = units
            .filter(|(unit, why)| *why == verdict && unit.agency_id == row.agency_id)
            .map(|(unit, _)| unit.skpd.as_str())
            .collect();
        let reason = fill(text, &[("minimum", &minimum)]);
        (!names.is_empty()).then(|| format!("{reason}: {}.", names.join("; ")))
    };
    reasons.into_iter().filter_map(of).collect()
}
