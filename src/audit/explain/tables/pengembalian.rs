//! `pengembalian.csv`: how often each unit returned complaints of the quarter, or handed them on.

use super::super::Finished;
use super::super::evidence::HandOver;
use super::super::explained::{Item, List};
use super::super::recompute::Cells;
use super::super::sheet::{AGENCY_ID, Asked, Place, Rows, SKPD, SKPD_ID, Sheet, Told, by_ids, own};
use crate::judge::{Quantity, Value};
use crate::problem::Problem;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "pengembalian",
    keys: &[],
    columns: &[
        SKPD_ID,
        SKPD,
        own("returned", Quantity::Count, "Berapa kali unit mengembalikan aduan, sehingga saat itu tidak ada pemegangnya.", "How often the unit returned a complaint, so that nobody held it then."),
        own("handed_on", Quantity::Count, "Berapa kali unit meneruskan aduan kepada unit lain.", "How often the unit handed a complaint on to another one."),
        own("unheld", Quantity::Count, "Dari yang dikembalikan, yang sejak itu belum ada pemegangnya.", "Of those returned, the ones that nobody has held since."),
        own("late", Quantity::Count, "Dari keduanya, yang dilepas setelah batas respons unit itu sendiri lewat.", "Of both, those let go after the unit's own response limit had passed."),
        AGENCY_ID,
    ],
    unit: by_ids,
    rows,
    tell,
};

/// Whether a hand-over counts in a column.
fn counts(column: &str, row: &HandOver) -> bool {
    match column {
        "returned" => row.how == "returned",
        "handed_on" => row.how != "returned",
        "unheld" => row.unheld,
        "late" => row.late,
        _ => false,
    }
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    for (key, handed) in &report.book.handed {
        let count = |column: &str| Value::Count(handed.iter().filter(|row| counts(column, row)).count() as u64);
        let cells = Cells::from([
            ("skpd_id", Value::text(&key.1)),
            ("skpd", Value::text(&report.book.name_of(key))),
            ("returned", count("returned")),
            ("handed_on", count("handed_on")),
            ("unheld", count("unheld")),
            ("late", count("late")),
            ("agency_id", Value::text(&key.0)),
        ]);
        rows.insert(Place { unit: key.clone(), keys: Vec::new() }, cells);
    }
    Ok(rows)
}

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading) = (asked.words, asked.reading());
    let (counted, rest): (Vec<_>, Vec<_>) =
        reading.book.handed_of(&asked.place.unit).into_iter().partition(|row| counts(asked.column, row));
    let (n, all) = (reading.count(counted.len()), reading.count(counted.len() + rest.len()));
    let steps = vec![words.of(
        format!("{n} dari {all} kali unit ini melepas aduan"),
        format!("{n} of {all} times that the unit let a complaint go"),
    )];
    let item = |row: &HandOver| Item {
        complaint_id: row.id.clone(),
        skpd_id: String::new(),
        received_at: String::new(),
        clock_at: row.clock_at.clone(),
        deadline: row.deadline.clone(),
        at: row.let_go_at.clone(),
        reason: match row.unheld {
            true => {
                let unheld = words.of("sejak itu tanpa pemegang", "nobody has held it since");
                format!("{}; {unheld}", words.hand_over(row))
            }
            false => words.hand_over(row),
        },
    };
    let list =
        |word, title: String, rows: Vec<&HandOver>| List { word, title, items: rows.into_iter().map(item).collect() };
    Told {
        steps,
        lists: vec![
            list("counted", words.of("Dihitung", "Counted"), counted),
            list("not_counted", words.of("Tidak dihitung", "Not counted"), rest),
        ],
        computed_by: "queries/handovers.sql",
        ..Told::default()
    }
}
