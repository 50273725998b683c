//! `urutan-waktu.csv`: the ranked units by the mean of answered complaints, and by the restricted mean that counts all of them.
//! The curve and its interval are `judge`'s, from the minutes that the evidence tells.

use std::collections::BTreeMap;

use super::super::Finished;
use super::super::basis::Basis;
use super::super::book::{Key, written};
use super::super::recompute::{Cells, Recomputed};
use super::super::sheet::{AGENCY, Asked, Place, Rows, SKPD, SKPD_ID, Sheet, Told, by_government_and_id, league, own};
use crate::judge::{Curve, Quantity, Value};
use crate::problem::Problem;
use crate::publish::numbers;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "urutan-waktu",
    keys: &[],
    columns: &[
        AGENCY,
        SKPD_ID,
        SKPD,
        league("group", Quantity::Text),
        own("compared", Quantity::Count, "Banyaknya unit yang dibandingkan: yang diperingkat, seinstansi dan sekelompok, dengan kedua rata-rata.", "How many units are compared: the ranked ones of its government and group that have both means."),
        league("eligible", Quantity::Count),
        league("responded", Quantity::Count),
        league("mean_response_hours", Quantity::Hours),
        own("place_by_answered", Quantity::Rank, "Tempat menurut rata-rata yang sudah dijawab saja; yang tercepat nomor 1.", "The place by the mean of answered complaints alone; the fastest is number 1."),
        league("restricted_mean_response_hours", Quantity::Hours),
        own("place_by_all", Quantity::Rank, "Tempat menurut rata-rata terbatas, yang belum dijawab ikut diperhitungkan.", "The place by the restricted mean, unanswered complaints counted."),
        own("remark", Quantity::Text, "looks_faster_by_answered bila unit tampak lebih cepat karena yang belum dijawab dilupakan: mundur paling sedikit dua tempat dan separuh yang dibandingkan, dan ujung bawah selang 95 % rata-rata terbatasnya pun di atas rata-rata yang dijawab.", "Looks_faster_by_answered where a unit looks faster as what it left unanswered is forgotten: it falls back by two places and half of those compared at least, and even the lower end of the 95% interval of its restricted mean lies above its mean of answered complaints."),
    ],
    unit: by_government_and_id,
    rows,
    tell,
};

/// A unit that is compared: hours to the answer, and hours with those unanswered counted.
struct Timed<'a> {
    key: &'a Key,
    row: &'a Recomputed,
    answered: f64,
    all: f64,
}

/// The units that are compared, by government and group.
fn compared(report: &Finished) -> BTreeMap<(&str, String), Vec<Timed<'_>>> {
    let ranked = Value::Text("ranked".to_owned());
    let mut groups: BTreeMap<(&str, String), Vec<Timed<'_>>> = BTreeMap::new();
    let units = report.rows.iter().filter(|((_, skpd), _)| !skpd.is_empty());
    for (key, row) in units.filter(|(_, row)| row.cells.get("verdict") == Some(&ranked)) {
        let hours = |column: &str| row.cells.get(column).and_then(Value::as_f64);
        let both = hours("mean_response_hours").zip(hours("restricted_mean_response_hours"));
        if let Some((answered, all)) = both {
            let group = row.cells.get("group").map(written).unwrap_or_default();
            groups.entry((&key.0, group)).or_default().push(Timed { key, row, answered, all });
        }
    }
    groups
}

/// 1 + those of a shorter time; times that agree to a billionth of an hour are the same.
fn place(own: f64, all: impl Iterator<Item = f64>) -> u64 {
    let fine = |hours: f64| (hours / 1e3 * 1e12).round();
    1 + all.filter(|other| fine(*other) < fine(own)).count() as u64
}

/// The lower end of the 95 % interval of a unit's restricted mean, in hours.
fn lower_end(report: &Finished, row: &Recomputed) -> Option<f64> {
    let exits = row.tally.until_response.exits();
    let mean = Curve::new(&exits).restricted_mean(report.book.settings.horizon)?;
    Some(mean.interval()?.0 / 60.0)
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    for members in compared(report).into_values() {
        let count = members.len() as u64;
        for Timed { key, row, answered, all } in &members {
            let by_answered = place(*answered, members.iter().map(|other| other.answered));
            let by_all = place(*all, members.iter().map(|other| other.all));
            let back = by_all.saturating_sub(by_answered);
            let left = row.tally.responded < row.tally.eligible;
            let beyond_chance = || lower_end(report, row).is_some_and(|low| low > *answered);
            let looks_faster = left && back >= 2 && 2 * back >= count && beyond_chance();
            let of_row = |column: &str| row.cells.get(column).cloned().unwrap_or(Value::Empty);
            let cells = Cells::from([
                ("agency", of_row("agency")),
                ("skpd_id", of_row("skpd_id")),
                ("skpd", of_row("skpd")),
                ("group", of_row("group")),
                ("compared", Value::Count(count)),
                ("eligible", of_row("eligible")),
                ("responded", of_row("responded")),
                ("mean_response_hours", Value::Number(*answered)),
                ("place_by_answered", Value::Count(by_answered)),
                ("restricted_mean_response_hours", Value::Number(*all)),
                ("place_by_all", Value::Count(by_all)),
                ("remark", Value::text(if looks_faster { "looks_faster_by_answered" } else { "" })),
            ]);
            rows.insert(Place { unit: (*key).clone(), keys: Vec::new() }, cells);
        }
    }
    Ok(rows)
}

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading) = (asked.words, asked.reading());
    if let Some(basis) = Basis::of(asked.column) {
        return Told {
            rules: asked.report.book.rules.of(asked.column, basis, words),
            steps: reading.steps(asked.column, basis),
            lists: reading.lists(asked.column, basis),
            computed_by: super::super::basis::computed_by(asked.column),
            ..Told::default()
        };
    }
    let groups = compared(asked.report);
    let group = groups.values().find(|members| members.iter().any(|unit| *unit.key == asked.place.unit));
    let members = group.map(Vec::as_slice).unwrap_or_default();
    let hours = |x: f64| numbers::decimal(x, 4, words.language);
    let mut steps: Vec<String> = members
        .iter()
        .map(|unit| {
            let mark = if *unit.key == asked.place.unit { " <" } else { "" };
            let (answered, all) = (hours(unit.answered), hours(unit.all));
            let name = format!("{} ({})", reading.name(unit.key), unit.key.1);
            words.of(
                format!("{name}: dijawab {answered} jam, semua {all} jam{mark}"),
                format!("{name}: answered {answered} hours, all {all} hours{mark}"),
            )
        })
        .collect();
    let [answered, all] = ["place_by_answered", "place_by_all"].map(|column| asked.shown(column, Quantity::Rank));
    let count = reading.count(members.len());
    steps.push(words.of(
        format!("tempat {answered} dari {count} menurut yang dijawab, {all} menurut semua"),
        format!("place {answered} of {count} by those answered, {all} by all"),
    ));
    if asked.column == "remark" {
        let low = reading.row().and_then(|row| lower_end(asked.report, row));
        let low = low.map_or_else(|| numbers::MISSING.to_owned(), hours);
        steps.push(words.of(
            format!("ujung bawah selang 95 % rata-rata terbatas: {low} jam"),
            format!("lower end of the 95% interval of the restricted mean: {low} hours"),
        ));
    }
    Told { steps, computed_by: "src/judge/survival/order.rs", ..Told::default() }
}
