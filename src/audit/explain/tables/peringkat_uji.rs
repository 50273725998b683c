//! `peringkat-uji.csv`: each ranked row by each scenario, one choice made otherwise.

use super::super::Finished;
use super::super::basis::Told as ToldOf;
use super::super::explained::{Item, List};
use super::super::recompute::Cells;
use super::super::scenarios::{Scenario, Test};
use super::super::sheet::{AGENCY_ID, Asked, PERIOD, Place, Rows, SKPD_ID, Sheet, Told, by_ids, name, own};
use crate::judge::{Quantity, Value};
use crate::problem::Problem;
use crate::publish::numbers;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "peringkat-uji",
    keys: &["scenario"],
    columns: &[
        PERIOD,
        AGENCY_ID,
        SKPD_ID,
        name("skpd", "Nama unit, atau instansi pada barisnya.", "The unit's name, or the government's in its row."),
        name("scenario", "Yang diganti: weight:UKURAN:down atau :up, clock:..., class:..., duplicates:kept.", "What is otherwise: weight:MEASURE:down or :up, clock:..., class:..., duplicates:kept."),
        own("outcome", Quantity::Text, "unaffected: tidak ada aduan yang terbaca lain; ranked: diperingkat lagi; too_few: dari terlalu sedikit aduan; no_score: skornya tidak dapat dihitung.", "Unaffected: no complaint reads otherwise; ranked: ranked again; too_few: by too few complaints; no_score: its score cannot be computed there."),
        own("score", Quantity::Score, "Skor dengan pilihan itu.", "The score by that choice."),
        own("rank", Quantity::Rank, "Peringkat dengan pilihan itu; anggota dan kelompok tetap.", "The rank by that choice; members and group unchanged."),
        own("unscored", Quantity::Count, "Anggota kelompok yang skornya tidak dapat dihitung di sana.", "Members of the group that have no score there."),
    ],
    unit: by_ids,
    rows,
    tell,
};

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    for (key, tests) in report.tests() {
        let Some(row) = report.rows.get(key) else { continue };
        let named = |column: &str| row.cells.get(column).cloned().unwrap_or(Value::Empty);
        for test in tests {
            let scenario = test.scenario.to_string();
            let cells = Cells::from([
                ("period", named("period")),
                ("agency_id", named("agency_id")),
                ("skpd_id", named("skpd_id")),
                ("skpd", if key.1.is_empty() { named("agency") } else { named("skpd") }),
                ("scenario", Value::text(&scenario)),
                ("outcome", Value::text(test.outcome)),
                ("score", Value::number(test.score)),
                ("rank", Value::count(test.rank)),
                ("unscored", Value::Count(test.unscored)),
            ]);
            rows.insert(Place { unit: key.clone(), keys: vec![scenario] }, cells);
        }
    }
    Ok(rows)
}

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading) = (asked.words, asked.reading());
    let tests = asked.report.tests().get(&asked.place.unit).map(Vec::as_slice).unwrap_or_default();
    let Some(test) = tests.iter().find(|test| test.scenario.to_string() == asked.key(0)) else {
        return Told::default();
    };
    let mut steps = vec![scenario(asked, test)];
    steps.extend(test.rivals.iter().map(|rival| {
        let rank =
            1 + test.rivals.iter().filter(|other| super::super::recompute::beats(other.score, rival.score)).count();
        let score = numbers::decimal(rival.score, 6, words.language);
        let mark = if rival.key == asked.place.unit { " <" } else { "" };
        format!("{rank}. {} ({}): {score}{mark}", reading.name(&rival.key), rival.key.1)
    }));
    if test.unscored > 0 {
        let count = numbers::count(test.unscored, words.language);
        steps.push(
            words.of(format!("tanpa skor di sana: {count} anggota"), format!("without a score there: {count} members")),
        );
    }
    let score = asked.shown("score", Quantity::Score);
    steps.push(words.of(format!("{}; skor {score}", test.outcome), format!("{}; score {score}", test.outcome)));
    let differences = match test.scenario {
        Scenario::Reading(reading) => asked.report.book.contradictions_by(&asked.place.unit, reading),
        Scenario::Weight { .. } => Vec::new(),
    };
    let lists = lists(asked, test);
    Told { steps, lists, computed_by: "src/judge/robustness/mod.rs", differences, ..Told::default() }
}

/// What is otherwise, in words.
fn scenario(asked: &Asked<'_>, test: &Test) -> String {
    let words = asked.words;
    match &test.scenario {
        Scenario::Weight { measure, up } => {
            let parts = asked.report.rows.get(&asked.place.unit).map(|row| row.parts.as_slice()).unwrap_or_default();
            let attained: Vec<String> = parts
                .iter()
                .map(|part| {
                    let value = part
                        .attainment
                        .map_or_else(|| numbers::MISSING.to_owned(), |x| numbers::trimmed(x, 4, words.language));
                    format!("{} {value} x {}", part.measure, numbers::trimmed(part.weight, 4, words.language))
                })
                .collect();
            let attained = attained.join(" + ");
            match up {
                true => words.of(
                    format!("bobot {measure} naik separuhnya, lalu semua bobot dijadikan 1 lagi; semula {attained}"),
                    format!("the weight of {measure} half as much again, all weights then made 1 again; as published {attained}"),
                ),
                false => words.of(
                    format!("bobot {measure} turun separuhnya, lalu semua bobot dijadikan 1 lagi; semula {attained}"),
                    format!("the weight of {measure} halved, all weights then made 1 again; as published {attained}"),
                ),
            }
        }
        Scenario::Reading(word) => match *word {
            "clock:received" => words.of("jam mulai sejak aduan diterima", "the clock starts at receipt"),
            "clock:assigned" => words.of("jam mulai sejak penugasan ke unit", "the clock starts at assignment"),
            "duplicates:kept" => {
                words.of("aduan yang ditemukan sama ikut dihitung", "complaints found to be the same count too")
            }
            class => {
                let class = class.trim_start_matches("class:");
                words.of(
                    format!("semua pengaduan memakai batas {class}"),
                    format!("all complaints by the limit of {class}"),
                )
            }
        },
    }
}

/// The unit's complaints of which the reading makes something else.
fn lists(asked: &Asked<'_>, test: &Test) -> Vec<List> {
    let (words, reading) = (asked.words, asked.reading());
    let Scenario::Reading(word) = test.scenario else { return Vec::new() };
    let key = &asked.place.unit;
    let anew = reading.book.cases_by(key, word);
    let pairs = reading.book.cases_of(key).into_iter().zip(&anew).filter(|(was, is)| was.place != is.place);
    let item = |(was, is): (&super::super::evidence::Case, &super::super::evidence::Case)| {
        let told = if was.response == is.response { ToldOf::ResolutionLimit } else { ToldOf::ResponseLimit };
        let (before, after) = (reading.item(was, told), reading.item(is, told));
        let reason = words.of(
            format!("semula {}; dengan pilihan ini {}", before.reason, after.reason),
            format!("as published {}; by this choice {}", before.reason, after.reason),
        );
        Item { reason, ..after }
    };
    vec![List {
        word: "counted",
        title: words.of("Aduan yang terbaca lain", "Complaints that read otherwise"),
        items: pairs.map(item).collect(),
    }]
}
