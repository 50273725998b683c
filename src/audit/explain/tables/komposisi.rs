//! `komposisi.csv`: complaints by class and channel, small numbers hidden; by state, by who closed, and by what was left out,
//! which are counts of the unit and never hidden.

use std::collections::BTreeMap;

use super::super::Finished;
use super::super::basis::{Basis, Told as Of};
use super::super::book::Key;
use super::super::explained::List;
use super::super::recompute::{Cells, Recomputed};
use super::super::sheet::{AGENCY_ID, Asked, Place, Rows, SKPD_ID, Sheet, Told, by_ids, name, own};
use super::parts::{self, Respect};
use crate::judge::{Quantity, Value};
use crate::problem::Problem;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "komposisi",
    keys: &["dimension", "value"],
    columns: &[
        name("dimension", "Menurut apa: class, channel, state, closed_by, validity.", "By what: class, channel, state, closed_by, validity."),
        name("value", "Kata mesinnya; kosong = tidak disebut, (lainnya) = yang sedikit, (semua) = hanya jumlahnya yang dapat disebut.", "The machine word; empty = not told, (lainnya) = those that few have, (semua) = only the total can be told."),
        SKPD_ID,
        name("unit", "Nama unit atau instansi.", "The unit's or the government's name."),
        own("complaints", Quantity::Count, "Banyaknya aduan; kosong = disembunyikan.", "How many complaints; empty = hidden."),
        AGENCY_ID,
    ],
    unit: by_ids,
    rows,
    tell,
};

/// Who closed, and by what column it is told.
const CLOSERS: [(&str, &str); 5] = [
    ("admin", "closed_by_admin"),
    ("system", "closed_by_system"),
    ("reporter", "closed_by_reporter"),
    ("unknown", "closed"),
    ("open", "open"),
];

/// What was left out, and by what column it is told.
const VALIDITY: [(&str, &str); 6] = [
    ("eligible", "eligible"),
    ("duplicate", "excluded_duplicate"),
    ("blocked", "excluded_blocked"),
    ("jurisdiction", "excluded_jurisdiction"),
    ("archived", "excluded_archived"),
    ("waiting", "excluded_waiting"),
];

fn closed(row: &Recomputed, by: &str) -> u64 {
    let t = &row.tally;
    match by {
        "admin" => t.by_admin,
        "system" => t.by_system,
        "reporter" => t.by_reporter,
        "unknown" => t.closed.saturating_sub(t.by_admin + t.by_system + t.by_reporter),
        _ => t.eligible.saturating_sub(t.closed),
    }
}

fn left_out(row: &Recomputed, ground: &str) -> u64 {
    let t = &row.tally;
    match ground {
        "eligible" => t.eligible,
        "duplicate" => t.duplicate,
        "blocked" => t.blocked,
        "jurisdiction" => t.jurisdiction,
        "archived" => t.archived,
        _ => t.waiting,
    }
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    let mut add = |dimension: &str, value: &str, unit: &Key, n: Option<u64>| {
        let cells = Cells::from([
            ("dimension", Value::text(dimension)),
            ("value", Value::text(value)),
            ("skpd_id", Value::text(&unit.1)),
            ("unit", Value::text(&report.book.name_of(unit))),
            ("complaints", Value::count(n)),
            ("agency_id", Value::text(&unit.0)),
        ]);
        rows.insert(Place { unit: unit.clone(), keys: vec![dimension.to_owned(), value.to_owned()] }, cells);
    };
    for respect in [Respect::Class, Respect::Channel] {
        for (unit, value, n) in parts::cells(report, respect) {
            add(respect.word(), &value, &unit, n);
        }
    }
    for (key, row) in &report.rows {
        let mut states: BTreeMap<&str, u64> = BTreeMap::new();
        for case in report.book.cases_of(key) {
            *states.entry(&case.state).or_default() += 1;
        }
        states.into_iter().for_each(|(state, n)| add("state", state, key, Some(n)));
        let closers = CLOSERS.iter().map(|(by, _)| ("closed_by", *by, closed(row, by)));
        let grounds = VALIDITY.iter().map(|(ground, _)| ("validity", *ground, left_out(row, ground)));
        for (dimension, value, n) in closers.chain(grounds).filter(|(.., n)| *n > 0) {
            add(dimension, value, key, Some(n));
        }
    }
    Ok(rows)
}

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading, value) = (asked.words, asked.reading(), asked.key(1));
    let column = match asked.key(0) {
        "class" => return parts::tell(asked, Respect::Class, value),
        "channel" => return parts::tell(asked, Respect::Channel, value),
        "closed_by" => CLOSERS.iter().find(|(by, _)| *by == value).map(|(_, column)| *column),
        "validity" => VALIDITY.iter().find(|(ground, _)| *ground == value).map(|(_, column)| *column),
        _ => None,
    };
    if let Some((column, basis)) = column.and_then(|column| Some((column, Basis::of(column)?))) {
        let mut steps = reading.steps(column, basis);
        if value == "unknown" {
            let others = ["closed_by_admin", "closed_by_system", "closed_by_reporter"].map(|c| reading.shown(c));
            steps.push(format!("{} - {} = {}", reading.shown("closed"), others.join(" - "), asked.itself()));
        }
        return Told {
            rules: asked.report.book.rules.of(column, basis, words),
            steps,
            lists: reading.lists(column, basis),
            computed_by: "queries/league.sql",
            ..Told::default()
        };
    }
    let (is, other): (Vec<_>, Vec<_>) =
        reading.book.cases_of(&asked.place.unit).into_iter().partition(|case| case.state == value);
    let (n, all) = (reading.count(is.len()), reading.count(is.len() + other.len()));
    let steps = vec![words.of(
        format!("{n} dari {all} aduan yang diterima berstatus {value} pada {}", words.as_of),
        format!("{n} of {all} complaints received are {value} at {}", words.as_of),
    )];
    let list = |word, title: String, cases: Vec<_>| List {
        word,
        title,
        items: cases.into_iter().map(|case| reading.item(case, Of::Closing)).collect(),
    };
    Told {
        steps,
        lists: vec![
            list("counted", words.of("Dihitung", "Counted"), is),
            list("not_counted", words.of("Berstatus lain", "In another state"), other),
        ],
        computed_by: "queries/composition.sql",
        ..Told::default()
    }
}
