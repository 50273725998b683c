//! `langkah.csv`: whether the steps of the procedure are kept, verification included.

use super::super::Finished;
use super::super::basis::Basis;
use super::super::book::{Book, Key};
use super::super::evidence::Case;
use super::super::explained::{Item, List};
use super::super::folder::Row;
use super::super::recompute::{Cells, Recomputed};
use super::super::settings::ratio;
use super::super::sheet::{Asked, Place, Rows, Sheet, Told, name, own};
use crate::judge::{Quantity, Value};
use crate::problem::Problem;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "langkah",
    keys: &["step"],
    columns: &[
        name("step", "Langkah: verification, response, resolution.", "The step: verification, response, resolution."),
        name("unit", "Nama unit atau instansi; bila ada beberapa instansi, unit dengan instansinya.", "The unit's or the government's name; where there are several governments, the unit's with its government."),
        own("due", Quantity::Count, "Aduan yang batas langkah ini sudah lewat pada tanggal data.", "Complaints whose limit for the step had passed at as-of."),
        own("in_time", Quantity::Count, "Dari itu, yang menepatinya.", "Of these, the ones that kept it."),
        own("rate", Quantity::Rate, "in_time / due.", "In_time over due."),
    ],
    unit: by_name,
    rows,
    tell,
};

/// The name of a row as the table writes it, which has no ids.
fn name_of(book: &Book, key: &Key) -> String {
    let own = book.name_of(key);
    let several = book.rows.keys().filter(|(_, skpd)| skpd.is_empty()).nth(1).is_some();
    if several && !key.1.is_empty() {
        return format!("{own} ({})", book.name_of(&(key.0.clone(), String::new())));
    }
    own
}

fn by_name(book: &Book, row: &Row<'_>) -> Result<Key, Problem> {
    let unit = row.text("unit")?;
    // A name that no row has leads to no unit, and the row to a difference.
    Ok(book.rows.keys().find(|key| name_of(book, key) == unit).cloned().unwrap_or((String::new(), unit)))
}

fn is_verified_in_time(case: &Case) -> bool {
    case.verification.outcome == "in_time"
}

/// How many were due for a step, and how many kept it; none where its times are not known well enough.
fn counts(report: &Finished, key: &Key, row: &Recomputed, step: &str) -> (u64, u64) {
    let t = &row.tally;
    match step {
        "response" if row.carried.response_times => (t.due, t.responded_in_time),
        "resolution" if row.carried.closing_times => (t.resolution_due, t.resolved_in_time),
        "verification" => {
            let cases = report.book.cases_of(key);
            let count = |is: fn(&Case) -> bool| cases.iter().filter(|case| is(case)).count() as u64;
            (count(|case| case.verification.is_due()), count(is_verified_in_time))
        }
        _ => (0, 0),
    }
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    for step in ["verification", "response", "resolution"] {
        for (key, row) in &report.rows {
            let (due, in_time) = counts(report, key, row, step);
            if due == 0 {
                continue;
            }
            let cells = Cells::from([
                ("step", Value::text(step)),
                ("unit", Value::text(&name_of(&report.book, key))),
                ("due", Value::Count(due)),
                ("in_time", Value::Count(in_time)),
                ("rate", Value::number(ratio(in_time, due))),
            ]);
            rows.insert(Place { unit: key.clone(), keys: vec![step.to_owned()] }, cells);
        }
    }
    Ok(rows)
}

/// The column of the league that says the same of a step.
fn twin(step: &str, column: &str) -> Option<&'static str> {
    Some(match (step, column) {
        ("response", "due") => "due",
        ("response", "in_time") => "responded_in_time",
        ("response", _) => "on_time_rate",
        ("resolution", "due") => "resolution_due",
        ("resolution", "in_time") => "resolved_in_time",
        ("resolution", _) => "resolution_on_time_rate",
        _ => return None,
    })
}

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading) = (asked.words, asked.reading());
    let twin = twin(asked.key(0), asked.column);
    if let Some((column, basis)) = twin.and_then(|column| Some((column, Basis::of(column)?))) {
        return Told {
            rules: asked.report.book.rules.of(column, basis, words),
            steps: reading.steps(column, basis),
            lists: reading.lists(column, basis),
            computed_by: "queries/league.sql",
            ..Told::default()
        };
    }
    let (due, outside): (Vec<_>, Vec<_>) =
        reading.book.cases_of(&asked.place.unit).into_iter().partition(|case| case.verification.is_due());
    let (kept, missed): (Vec<_>, Vec<_>) = due.into_iter().partition(|case| is_verified_in_time(case));
    let [n, all, others] = [kept.len(), kept.len() + missed.len(), outside.len()].map(|n| reading.count(n));
    let mut steps = vec![words.of(
        format!("pembilang {n}, penyebut {all}; {others} di luar penyebut"),
        format!("numerator {n}, denominator {all}; {others} outside the denominator"),
    )];
    if asked.column == "rate" {
        steps.push(format!("{n} / {all} = {}", asked.itself()));
    }
    let item = |case: &Case| Item {
        complaint_id: case.id.clone(),
        skpd_id: if asked.place.unit.1.is_empty() { case.skpd_id.clone() } else { String::new() },
        received_at: case.received_at.clone(),
        clock_at: case.received_at.clone(),
        deadline: case.verification.deadline.clone(),
        at: case.verification.at.clone(),
        reason: words.verification(case),
    };
    let list = |word, id: &str, en: &str, cases: Vec<&Case>| List {
        word,
        title: words.of(id, en),
        items: cases.into_iter().map(item).collect(),
    };
    Told {
        steps,
        lists: vec![
            list("counted", "Pembilang", "Numerator", kept),
            list("not_counted", "Penyebut, bukan pembilang", "Denominator, not numerator", missed),
            list("outside", "Di luar penyebut", "Outside the denominator", outside),
        ],
        computed_by: "queries/league.sql",
        ..Told::default()
    }
}
