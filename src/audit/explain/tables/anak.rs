//! `anak.csv`: units beneath another one, ranked among themselves by the scores of the league.

use std::collections::BTreeMap;

use super::super::Finished;
use super::super::basis::Basis;
use super::super::book::{Key, written};
use super::super::rank_sets;
use super::super::recompute::{Cells, Rival, beats};
use super::super::sheet::{
    AGENCY_ID, Asked, PERIOD, Place, Rows, SKPD, SKPD_ID, Sheet, Told, by_ids, league, name, own,
};
use crate::judge::{Quantity, Value};
use crate::problem::Problem;
use crate::publish::numbers;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "anak",
    keys: &[],
    columns: &[
        PERIOD,
        AGENCY_ID,
        name("parent_id", "ID unit induk menurut daftar unit.", "The id of the parent, by the register."),
        name("parent", "Nama unit induk.", "The parent's name."),
        SKPD_ID,
        SKPD,
        league("eligible", Quantity::Count),
        league("score", Quantity::Score),
        own("rank", Quantity::Rank, "Peringkat menurut skor di antara unit-unit seinduk yang diperingkat, apa pun kelompok volumenya; satu-satunya tidak diperingkat.", "The rank by score among the ranked units of one parent, whatever their volume group; one alone has none."),
        own("rank_low", Quantity::Rank, "Peringkat terbaik yang mungkin karena kebetulan, di antara unit-unit seinduk.", "The best rank that chance allows, among the units of one parent."),
        own("rank_high", Quantity::Rank, "Peringkat terburuk yang mungkin karena kebetulan, di antara unit-unit seinduk.", "The worst rank that chance allows, among the units of one parent."),
        own("ranked", Quantity::Count, "Banyaknya unit seinduk yang diperingkat.", "How many units of the parent are ranked."),
        league("verdict", Quantity::Text),
    ],
    unit: by_ids,
    rows,
    tell,
};

/// The ranked units of a parent, the best score first.
fn siblings(report: &Finished, (agency, parent_id): (&str, &str)) -> Vec<Rival> {
    let ranked = Value::Text("ranked".to_owned());
    let standings = report.book.standings.iter().filter(|((of, _), s)| of == agency && s.parent_id == parent_id);
    let rows = standings.filter_map(|(key, _)| Some((key, report.rows.get(key)?)));
    let mut rivals: Vec<Rival> = rows
        .filter(|(_, row)| row.cells.get("verdict") == Some(&ranked))
        .filter_map(|(key, row)| Some(Rival { key: key.clone(), score: row.cells.get("score")?.as_f64()? }))
        .collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
    rivals
}

fn rank_of(rivals: &[Rival], key: &Key) -> Option<u64> {
    let own = rivals.iter().find(|rival| rival.key == *key)?;
    (rivals.len() > 1).then(|| 1 + rivals.iter().filter(|rival| beats(rival.score, own.score)).count() as u64)
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut families: BTreeMap<(&str, &str), Vec<&Key>> = BTreeMap::new();
    for (key, standing) in report.book.standings.iter().filter(|(_, standing)| !standing.parent_id.is_empty()) {
        families.entry((&key.0, &standing.parent_id)).or_default().push(key);
    }
    let mut rows = Rows::new();
    for (family, children) in families {
        let rivals = siblings(report, family);
        let sets = match rivals.len() {
            0 | 1 => BTreeMap::new(),
            _ => rank_sets::among(&report.book, &report.rows, rivals.clone()),
        };
        for key in children {
            let (Some(row), Some(standing)) = (report.rows.get(key), report.book.standings.get(key)) else { continue };
            let of_row = |column: &str| row.cells.get(column).cloned().unwrap_or(Value::Empty);
            let set = sets.get(key).map(|known| known.set);
            let cells = Cells::from([
                ("period", of_row("period")),
                ("agency_id", of_row("agency_id")),
                ("parent_id", Value::text(&standing.parent_id)),
                ("parent", Value::text(&standing.parent)),
                ("skpd_id", of_row("skpd_id")),
                ("skpd", of_row("skpd")),
                ("eligible", of_row("eligible")),
                ("score", of_row("score")),
                ("rank", Value::count(rank_of(&rivals, key))),
                ("rank_low", Value::count(set.map(|set| set.low))),
                ("rank_high", Value::count(set.map(|set| set.high))),
                ("ranked", Value::Count(rivals.len() as u64)),
                ("verdict", of_row("verdict")),
            ]);
            rows.insert(Place { unit: key.clone(), keys: Vec::new() }, cells);
        }
    }
    Ok(rows)
}

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading) = (asked.words, asked.reading());
    let basis = Basis::of(asked.column).unwrap_or(Basis::Name);
    if matches!(asked.column, "eligible" | "score" | "verdict") {
        return Told {
            rules: asked.report.book.rules.of(asked.column, basis, words),
            steps: reading.steps(asked.column, basis),
            lists: reading.lists(asked.column, basis),
            computed_by: "src/judge/league.rs",
            ..Told::default()
        };
    }
    let parent = written(&asked.value("parent_id"));
    let rivals = siblings(asked.report, (&asked.place.unit.0, &parent));
    let mut steps = vec![words.of(
        format!("unit-unit seinduk ({parent}) yang diperingkat: {}", reading.count(rivals.len())),
        format!("ranked units of the parent ({parent}): {}", reading.count(rivals.len())),
    )];
    steps.extend(rivals.iter().map(|rival| {
        let rank = rank_of(&rivals, &rival.key).map_or_else(|| numbers::MISSING.to_owned(), |rank| rank.to_string());
        let score = numbers::decimal(rival.score, 6, words.language);
        let mark = if rival.key == asked.place.unit { " <" } else { "" };
        format!("{rank}. {} ({}): {score}{mark}", reading.name(&rival.key), rival.key.1)
    }));
    match asked.column {
        _ if asked.value("rank") == Value::Empty && asked.column != "ranked" => {
            steps.push(words.of("tanpa peringkat di antara unit seinduk", "not ranked among the units of its parent"));
            steps.extend(reading.verdict());
        }
        "rank" => steps.push(words.of(
            format!("peringkat {}: 1 + banyaknya skor yang lebih tinggi", asked.itself()),
            format!("rank {}: 1 + the number of higher scores", asked.itself()),
        )),
        "rank_low" | "rank_high" => steps.push(reading.rank_set_method()),
        _ => {}
    }
    Told { steps, computed_by: "src/judge/children.rs", ..Told::default() }
}
