//! The slide of the trend: the government over the quarters, each at the age that this one has.

use super::Talk;
use super::pieces::{Board, BoardRow, Mark, Slide, Trend, TrendLine, TrendPoint, TrendQuarter};
use crate::judge::{Against, LineRow, Moved, MovementRow, Report};
use crate::publish::Language;
use crate::publish::numbers::{MISSING, percent, percent_short, points, quarter, quarter_short};
use crate::publish::texts::{self, t};
use crate::terms::Quarter;

/// More quarters than these leave no room for their figures.
const QUARTERS: usize = 8;
/// More quarters than these leave no room for the word before their number.
const QUARTERS_IN_FULL: usize = 6;
/// Governments that are listed.
const GOVERNMENTS: usize = 7;

/// A rate that is drawn as a line.
struct Rate {
    name: &'static str,
    of: fn(&LineRow) -> Option<f64>,
    whole: fn(&LineRow) -> u64,
}

/// The first that the data carry is the one of which the message tells.
const RATES: [Rate; 2] = [
    Rate { name: "on_time_rate", of: |r| r.on_time_rate, whole: |r| r.due },
    Rate { name: "response_rate", of: |r| r.response_rate, whole: |r| r.eligible },
];

/// The government over the quarters; of several, each against its quarter before. Nothing where there is no earlier quarter.
pub fn slide(talk: &Talk<'_>) -> Option<Slide> {
    if talk.only_closed() {
        return None;
    }
    if talk.several() { governments(talk).map(Slide::Board) } else { lines(talk).map(Slide::Trend) }
}

fn against_previous<'r>(report: &'r Report, measure: &str) -> impl Iterator<Item = &'r MovementRow> {
    let is = move |row: &&MovementRow| row.against == Against::Previous && row.skpd_id.is_empty();
    report.movement.iter().filter(is).filter(move |row| row.measure == measure)
}

fn lines(talk: &Talk<'_>) -> Option<Trend> {
    let (report, language) = (talk.report, talk.language);
    let mut rows: Vec<&LineRow> = report.lines.iter().filter(|r| r.skpd_id.is_empty()).collect();
    rows.sort_by_key(|r| r.quarter);
    let told_twice = |rate: &&Rate| rows.iter().filter(|row| (rate.of)(row).is_some()).count() > 1;
    let drawn: Vec<&Rate> = RATES.iter().filter(|rate| !report.refuses(rate.name)).filter(told_twice).collect();
    let main = *drawn.first()?;
    let rows = rows.get(rows.len().saturating_sub(QUARTERS)..)?;
    let rates = rows.iter().flat_map(|row| drawn.iter().filter_map(|rate| (rate.of)(row)));
    let (floor, steps) = scale(rates.min_by(f64::total_cmp)?, language);
    let in_full = rows.len() <= QUARTERS_IN_FULL;
    let quarters = rows.iter().map(|row| TrendQuarter {
        name: short(row.quarter, in_full, language),
        whole: format!("n = {}", talk.n((main.whole)(row))),
    });
    let target = talk.target(main.name);
    let change = against_previous(report, main.name).find(|row| row.comparisons.is_some());
    let newest = rows.last().and_then(|row| Some((row.quarter, (main.of)(row)?)));
    let mut remarks = vec![talk.equal_age()];
    remarks.extend(change.and_then(|row| difference(row, talk)));
    let heading = talk.message(message(main.name, change, newest, talk));
    Some(Trend {
        alt: format!("{heading}. {}", told(rows, &drawn, language)),
        heading,
        quarters: quarters.collect(),
        lines: drawn.iter().map(|rate| line(rate, rows, &drawn, language)).collect(),
        target: Mark {
            place: Some(target).filter(|value| (floor..=1.0).contains(value)),
            text: target_text(main.name, target, talk),
        },
        floor,
        steps,
        remarks,
    })
}

fn target_text(name: &str, target: f64, talk: &Talk<'_>) -> String {
    let (value, measure) = (percent_short(target, talk.language), texts::measure(name, talk.language).to_lowercase());
    talk.say("slides.target.of", &[("measure", &measure), ("value", &value)])
}

fn short(of: Quarter, in_full: bool, language: Language) -> String {
    let name = quarter_short(of, language);
    match name.split_once(' ') {
        Some(("TW", rest)) if !in_full => rest.to_owned(),
        _ => name,
    }
}

/// The lowest rate of the picture, and its grid.
fn scale(lowest: f64, language: Language) -> (f64, Vec<Mark>) {
    let (floor, step) = [(8_u32, 1_u32), (7, 1), (6, 1), (4, 2), (0, 2)]
        .into_iter()
        .find(|(floor, _)| f64::from(*floor) / 10.0 + 0.05 <= lowest)
        .unwrap_or((0, 2));
    let at = |tenths: u32| f64::from(tenths) / 10.0;
    let mark = |tenths| Mark { place: Some(at(tenths)), text: percent_short(at(tenths), language) };
    (at(floor), (floor..=10).step_by(step as usize).map(mark).collect())
}

fn line(rate: &Rate, rows: &[&LineRow], drawn: &[&Rate], language: Language) -> TrendLine {
    let point = |row: &&LineRow| {
        let place = (rate.of)(row);
        // The higher of two figures stands above its point, the lower beneath.
        let mut others = drawn.iter().filter(|other| other.name != rate.name).filter_map(|other| (other.of)(row));
        let is_first = drawn.first().is_some_and(|first| first.name == rate.name);
        let beneath = place.is_some_and(|place| others.any(|other| other > place || (is_first && other >= place)));
        let (low, high) = place.and_then(|_| row.interval(rate.name)).unzip();
        let text = place.map_or(String::new(), |place| percent(place, language));
        TrendPoint { place, low, high, text, above: !beneath }
    };
    TrendLine { name: texts::heading(rate.name, language).to_owned(), points: rows.iter().map(point).collect() }
}

/// The figures of the picture in words.
fn told(rows: &[&LineRow], drawn: &[&Rate], language: Language) -> String {
    let of_line = |rate: &&Rate| {
        let values = rows.iter().map(|row| {
            let value = (rate.of)(row).map_or(MISSING.to_owned(), |value| percent(value, language));
            format!("{} {value}", quarter_short(row.quarter, language))
        });
        format!("{}: {}", texts::heading(rate.name, language), values.collect::<Vec<_>>().join(", "))
    };
    drawn.iter().map(of_line).collect::<Vec<_>>().join(". ")
}

fn message(
    name: &'static str,
    change: Option<&MovementRow>,
    newest: Option<(Quarter, f64)>,
    talk: &Talk<'_>,
) -> String {
    let language = talk.language;
    let measure = texts::heading(name, language);
    let compared = change.and_then(|row| Some((row.change, row.now.value?, row.before.value?)));
    if let Some((change, now, before)) = compared {
        let key = match change {
            Moved::Improved => "slides.trend.up",
            Moved::Declined => "slides.trend.down",
            _ => "slides.trend.same",
        };
        let places = [("measure", measure), ("now", &percent(now, language)), ("before", &percent(before, language))];
        return talk.say(key, &places);
    }
    let Some((of, rate)) = newest else { return talk.say("slides.trend.none", &[("measure", measure)]) };
    let places = [("measure", measure), ("now", &percent(rate, language)), ("quarter", &quarter(of, language))];
    talk.say("slides.trend.alone", &places)
}

fn difference(row: &MovementRow, talk: &Talk<'_>) -> Option<String> {
    let language = talk.language;
    let (difference, (low, high)) = row.difference.zip(row.low.zip(row.high))?;
    let places = [
        ("difference", points(difference, language)),
        ("low", points(low, language)),
        ("high", points(high, language)),
    ];
    Some(talk.say("slides.trend.difference", &places.each_ref().map(|(k, v)| (*k, v.as_str()))))
}

/// Each of several governments against its quarter before.
fn governments(talk: &Talk<'_>) -> Option<Board> {
    let (report, language) = (talk.report, talk.language);
    let comparable = |name: &str| against_previous(report, name).any(|row| row.comparisons.is_some());
    let name = RATES.iter().map(|rate| rate.name).find(|name| comparable(name))?;
    let rows: Vec<&MovementRow> = against_previous(report, name).collect();
    let moved = |change: Moved| rows.iter().filter(|row| row.change == change).count() as u64;
    let (up, down) = (moved(Moved::Improved), moved(Moved::Declined));
    let shown = if rows.len() > GOVERNMENTS { GOVERNMENTS - 1 } else { rows.len() };
    let rate = |rate: Option<f64>| rate.map_or(MISSING.to_owned(), |rate| percent(rate, language));
    let board = rows.iter().take(shown).map(|row| {
        let cells = vec![row.agency.clone(), rate(row.before.value), rate(row.now.value), change(row.change, language)];
        BoardRow::of(cells, row.change == Moved::Declined)
    });
    let mut remarks = vec![talk.equal_age()];
    if rows.len() > shown {
        let places = [("governments", talk.governments((rows.len() - shown) as u64)), ("file", talk.file("laporan"))];
        remarks.push(talk.say("slides.several.rest", &places.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    let places = [("measure", texts::heading(name, language)), ("up", &talk.n(up)), ("down", &talk.n(down))];
    Some(Board {
        heading: talk.say(if up + down > 0 { "slides.trend.several" } else { "slides.trend.several.same" }, &places),
        columns: [
            t("slides.column.government", language),
            t("table.then", language),
            t("table.now", language),
            t("table.change", language),
        ]
        .map(str::to_owned)
        .into(),
        rows: board.collect(),
        strong: 2,
        remarks,
    })
}

fn change(change: Moved, language: Language) -> String {
    let text = match change {
        Moved::Improved => t("movement.improved", language),
        Moved::Declined => t("movement.declined", language),
        Moved::NoDifference => t("movement.no_difference", language),
        Moved::NotTested => t("movement.not_tested", language),
        Moved::NotComparable => t("movement.not_comparable", language),
    };
    text.to_owned()
}
