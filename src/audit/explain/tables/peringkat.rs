//! `peringkat.csv`: the ranked rows, and what their ranks are worth. Ranks and scenarios are computed here; the sets of ranks that
//! chance allows are `judge`'s, from the complaints counted here.

use super::super::Finished;
use super::super::basis::Basis;
use super::super::book::{Key, written};
use super::super::recompute::{Cells, Recomputed, volume_pro_rata};
use super::super::scenarios::range;
use super::super::sheet::{AGENCY_ID, Asked, PERIOD, Place, Rows, SKPD_ID, Sheet, Told, by_ids, league, name};
use crate::judge::{Quantity, Value};
use crate::problem::Problem;
use crate::publish::numbers;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "peringkat",
    keys: &[],
    columns: &[
        PERIOD,
        AGENCY_ID,
        SKPD_ID,
        name("skpd", "Nama unit, atau instansi pada barisnya.", "The unit's name, or the government's in its row."),
        league("group", Quantity::Text),
        league("score", Quantity::Score),
        league("rank", Quantity::Rank),
        league("rank_low", Quantity::Rank),
        league("rank_high", Quantity::Rank),
        league("not_told_apart", Quantity::Text),
        league("robust_low", Quantity::Rank),
        league("robust_high", Quantity::Rank),
        league("moved", Quantity::Count),
        league("untested", Quantity::Count),
        league("zone", Quantity::Text),
        league("volume_pro_rata", Quantity::Rate),
    ],
    unit: by_ids,
    rows,
    tell,
};

/// A score in hundredths of a percent: half away from zero, by whole trillionths.
fn hundredths(score: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation)] // a score lies between 0 and 1
    let trillionths = (score * 1e12).round() as i64;
    (trillionths + 50_000_000).div_euclid(100_000_000)
}

/// The first zone whose lowest score the score reaches.
fn zone(report: &Finished, score: f64) -> &str {
    let zones = &report.book.settings.zones;
    zones.iter().find(|(_, from)| hundredths(score) >= *from).map_or("", |(name, _)| name)
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let several = report.rows.keys().filter(|(_, skpd)| skpd.is_empty()).count() > 1;
    let shown = report.rows.iter().filter(|((_, skpd), _)| several || !skpd.is_empty());
    Ok(shown
        .filter_map(|(key, row)| Some((Place { unit: key.clone(), keys: Vec::new() }, cells(report, key, row)?)))
        .collect())
}

fn cells(report: &Finished, key: &Key, row: &Recomputed) -> Option<Cells> {
    let Some(Value::Count(rank)) = row.cells.get("rank") else { return None };
    let named = |column: &str| row.cells.get(column).cloned().unwrap_or(Value::Empty);
    let score = named("score").as_f64()?;
    let tests = report.tests().get(key).map(Vec::as_slice).unwrap_or_default();
    let (low, high, untested) = range(*rank, tests);
    let known = report.certainty(key);
    let alike: Vec<&str> = known.map(|known| known.alike.iter().map(id).collect()).unwrap_or_default();
    Some(Cells::from([
        ("period", named("period")),
        ("agency_id", named("agency_id")),
        ("skpd_id", named("skpd_id")),
        ("skpd", if key.1.is_empty() { named("agency") } else { named("skpd") }),
        ("group", named("group")),
        ("score", Value::Number(score)),
        ("rank", Value::Count(*rank)),
        ("rank_low", Value::count(known.map(|known| known.set.low))),
        ("rank_high", Value::count(known.map(|known| known.set.high))),
        ("not_told_apart", Value::text(&alike.join(" "))),
        ("robust_low", Value::Count(low)),
        ("robust_high", Value::Count(high)),
        ("moved", Value::Count(u64::from((low, high) != (*rank, *rank)))),
        ("untested", Value::Count(untested)),
        ("zone", Value::text(zone(report, score))),
        ("volume_pro_rata", Value::number(volume_pro_rata(&report.book.settings, &row.cells))),
    ]))
}

/// By what a row is named.
fn id(key: &Key) -> &str {
    if key.1.is_empty() { &key.0 } else { &key.1 }
}

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading) = (asked.words, asked.reading());
    let steps = match asked.column {
        "not_told_apart" => alike(asked),
        "robust_low" | "robust_high" | "moved" | "untested" => robust(asked),
        "zone" => {
            let score = asked.value("score").as_f64().unwrap_or_default();
            #[allow(clippy::cast_precision_loss)] // hundredths of a percent
            let percent = |n: i64| numbers::decimal(n as f64 / 100.0, 2, words.language);
            let zones = &asked.report.book.settings.zones;
            let mut steps: Vec<String> =
                zones.iter().map(|(name, from)| format!("{name}: >= {}", percent(*from))).collect();
            steps.push(match zones.is_empty() {
                true => words.of("presetnya tidak menetapkan zona", "no preset gives zones"),
                false => words.of(
                    format!("skor {} persen: {}", percent(hundredths(score)), asked.itself()),
                    format!("a score of {} percent: {}", percent(hundredths(score)), asked.itself()),
                ),
            });
            steps
        }
        "volume_pro_rata" => {
            let [received, target] = ["received_ytd", "volume_target"].map(|column| reading.shown(column));
            let quarter = asked.report.book.settings.quarter.number();
            vec![match asked.value("volume_pro_rata") {
                Value::Empty => {
                    words.of("tidak ada target volume untuk baris ini", "no volume target holds for this row")
                }
                _ => format!("{received} / ({target} x {quarter} / 4) = {}", asked.itself()),
            }]
        }
        column => reading.steps(column_name(column), Basis::of(column).unwrap_or(Basis::Name)),
    };
    let computed_by = match asked.column {
        "rank_low" | "rank_high" | "not_told_apart" => "src/judge/ranks/mod.rs",
        "robust_low" | "robust_high" | "moved" | "untested" => "src/judge/robustness/mod.rs",
        "zone" => "src/judge/zones.rs",
        "volume_pro_rata" => "src/judge/score.rs",
        _ => "src/judge/league.rs",
    };
    let lists = Basis::of(asked.column).map(|basis| reading.lists(asked.column, basis)).unwrap_or_default();
    Told { steps, lists, computed_by, ..Told::default() }
}

/// From whom the row is not told apart.
fn alike(asked: &Asked<'_>) -> Vec<String> {
    let (words, reading) = (asked.words, asked.reading());
    let Some(known) = asked.report.certainty(&asked.place.unit) else {
        return vec![
            words.of("salah satu skor tidak menunjukkan galatnya", "one of the scores does not tell its error"),
        ];
    };
    let mut steps: Vec<String> = known.alike.iter().map(|key| format!("{} ({})", reading.name(key), id(key))).collect();
    steps.push(words.of(
        format!("tidak dapat dibedakan dari {} yang lain", reading.count(known.alike.len())),
        format!("not told apart from {} others", reading.count(known.alike.len())),
    ));
    steps.push(reading.rank_set_method());
    steps
}

/// Rank by rank, what each scenario makes of it.
fn robust(asked: &Asked<'_>) -> Vec<String> {
    let words = asked.words;
    let tests = asked.report.tests().get(&asked.place.unit).map(Vec::as_slice).unwrap_or_default();
    let rank = written(&asked.value("rank"));
    let mut steps = vec![words.of(format!("sebagaimana tercantum: {rank}"), format!("as published: {rank}"))];
    steps.extend(tests.iter().map(|test| {
        let rank = test.rank.map_or_else(|| numbers::MISSING.to_owned(), |rank| rank.to_string());
        let lower = if test.unscored > 0 { format!(" (+{})", test.unscored) } else { String::new() };
        format!("{}: {rank}{lower}, {}", test.scenario, test.outcome)
    }));
    let [low, high, untested] =
        ["robust_low", "robust_high", "untested"].map(|column| asked.shown(column, Quantity::Count));
    steps.push(words.of(
        format!("antara {low} dan {high}; tanpa hasil {untested}"),
        format!("between {low} and {high}; without a result {untested}"),
    ));
    steps
}

/// A column of the league by its lasting name.
fn column_name(column: &str) -> &'static str {
    crate::judge::column(column).map_or("rank", |column| column.name)
}
