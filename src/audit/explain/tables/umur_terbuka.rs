//! `umur-terbuka.csv`: complaints of all quarters that are open at as-of, by age.

use std::collections::BTreeMap;

use super::super::Finished;
use super::super::book::Key;
use super::super::evidence::Spell;
use super::super::explained::{Item, List};
use super::super::recompute::Cells;
use super::super::sheet::{AGENCY_ID, Asked, Place, Rows, SKPD_ID, Sheet, Told, by_ids, name, own};
use crate::judge::{Quantity, Value};
use crate::problem::Problem;
use crate::publish::numbers;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "umur-terbuka",
    keys: &[],
    columns: &[
        SKPD_ID,
        name("unit", "Nama unit atau instansi.", "The unit's or the government's name."),
        own("open", Quantity::Count, "Aduan terbuka pada tanggal data, dari triwulan mana pun.", "Complaints open at as-of, of any quarter."),
        own("days_0_5", Quantity::Count, "Yang berumur 0 sampai 5 hari penuh sejak diterima.", "Those of 0 to 5 whole days since their receipt."),
        own("days_6_14", Quantity::Count, "Yang berumur 6 sampai 14 hari.", "Those of 6 to 14 days."),
        own("days_15_60", Quantity::Count, "Yang berumur 15 sampai 60 hari.", "Those of 15 to 60 days."),
        own("days_61_180", Quantity::Count, "Yang berumur 61 sampai 180 hari.", "Those of 61 to 180 days."),
        own("days_over_180", Quantity::Count, "Yang berumur lebih dari 180 hari.", "Those of more than 180 days."),
        AGENCY_ID,
    ],
    unit: by_ids,
    rows,
    tell,
};

/// The columns of the classes of age, each with the most days of it.
const CLASSES: [(&str, u64); 5] =
    [("days_0_5", 5), ("days_6_14", 14), ("days_15_60", 60), ("days_61_180", 180), ("days_over_180", u64::MAX)];

fn class(days: u64) -> &'static str {
    CLASSES.iter().find(|(_, most)| days <= *most).map_or("", |(name, _)| name)
}

fn is_open(spell: &Spell) -> bool {
    spell.ended == "open"
}

/// Open complaints of a row by the class of their age: those on the lines, and those held back.
fn counts(report: &Finished, key: &Key) -> BTreeMap<&'static str, [u64; 2]> {
    let masked = |class: &str| report.book.restricted_of(key, "age", class);
    let mut counts: BTreeMap<&'static str, [u64; 2]> =
        CLASSES.iter().map(|(name, _)| (*name, [0, masked(name)])).collect();
    let open = report.book.spells_of(key).into_iter().filter(|spell| is_open(spell) && !spell.is_masked());
    for days in open.filter_map(|spell| spell.open_days) {
        counts.entry(class(days)).or_default()[0] += 1;
    }
    counts
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let units = report.book.spells.iter().filter(|(_, spells)| spells.iter().any(is_open)).map(|(key, _)| key.clone());
    let mut keys: Vec<Key> = units.collect();
    let governments: Vec<Key> = keys.iter().map(|(agency, _)| (agency.clone(), String::new())).collect();
    keys.extend(governments);
    let row = |key: Key| {
        let counts = counts(report, &key);
        let open = counts.values().flatten().sum();
        let mut cells = Cells::from([
            ("skpd_id", Value::text(&key.1)),
            ("unit", Value::text(&report.book.name_of(&key))),
            ("open", Value::Count(open)),
            ("agency_id", Value::text(&key.0)),
        ]);
        cells.extend(counts.into_iter().map(|(name, [listed, masked])| (name, Value::Count(listed + masked))));
        (Place { unit: key, keys: Vec::new() }, cells)
    };
    Ok(keys.into_iter().map(row).collect())
}

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading, key) = (asked.words, asked.reading(), &asked.place.unit);
    let counts = counts(asked.report, key);
    let is_asked = |class: &str| asked.column == "open" || asked.column == class;
    let of_column = counts.iter().filter(|(class, _)| is_asked(class));
    let [listed, masked] = of_column.fold([0, 0], |[a, b], (_, [x, y])| [a + x, b + y]);
    let [listed, masked, all] = [listed, masked, listed + masked].map(|n| numbers::count(n, words.language));
    let steps = vec![words.of(
        format!("{listed} aduan di bawah ini + {masked} yang dirahasiakan (internal/bukti-dirahasiakan.csv) = {all}"),
        format!("{listed} complaints below + {masked} that are held back (internal/bukti-dirahasiakan.csv) = {all}"),
    )];
    let open = reading.book.spells_of(key).into_iter().filter(|spell| is_open(spell) && !spell.is_masked());
    let (counted, rest): (Vec<_>, Vec<_>) =
        open.partition(|spell| spell.open_days.is_some_and(|days| is_asked(class(days))));
    let item = |spell: &Spell| Item {
        complaint_id: spell.id.clone(),
        skpd_id: if key.1.is_empty() { spell.skpd_id.clone() } else { String::new() },
        received_at: spell.received_at.clone(),
        clock_at: String::new(),
        deadline: spell.deadline.clone(),
        at: spell.closed_on.clone(),
        reason: words.spell(spell),
    };
    let list =
        |word, title: String, spells: Vec<&Spell>| List { word, title, items: spells.into_iter().map(item).collect() };
    Told {
        steps,
        lists: vec![
            list("counted", words.of("Dihitung", "Counted"), counted),
            list("not_counted", words.of("Terbuka, dari umur lain", "Open, of another age"), rest),
        ],
        computed_by: "queries/backlog_age.sql",
        ..Told::default()
    }
}

#[cfg(test)]
mod tests {
    use super::class;

    #[test]
    fn a_class_holds_its_last_day() {
        let told = [0, 5, 6, 14, 15, 60, 61, 180, 181].map(class);
        let classes = ["days_0_5", "days_6_14", "days_15_60", "days_61_180"];
        assert_eq!(told[..8], classes.map(|c| [c, c]).concat());
        assert_eq!(told[8], "days_over_180");
    }
}
