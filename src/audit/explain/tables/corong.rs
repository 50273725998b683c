//! `corong.csv`: each unit's rates between the limits that chance and the spread of units allow. Parts, wholes and rates
//! are counted here; the limits and the exact tail are `judge`'s.

use super::super::Finished;
use super::super::basis::Basis;
use super::super::book::{Key, written};
use super::super::recompute::{Cells, Recomputed};
use super::super::settings::ratio;
use super::super::sheet::{AGENCY_ID, Asked, PERIOD, Place, Rows, SKPD, SKPD_ID, Sheet, Told, by_ids, name, own};
use crate::judge::{
    FunnelLimits, Quantity, Value, binomial_tail, funnel_distance, funnel_limits, funnel_spread, funnel_standing,
};
use crate::problem::Problem;
use crate::publish::numbers;

/// The table.
#[rustfmt::skip] // one column a line
pub static SHEET: Sheet = Sheet {
    stem: "corong",
    keys: &["measure"],
    columns: &[
        PERIOD,
        AGENCY_ID,
        name("measure", "Ukuran: kolom league.csv.", "The measure: a column of league.csv."),
        SKPD_ID,
        SKPD,
        own("part", Quantity::Count, "Pembilang: aduan yang memenuhi ukuran itu.", "The numerator: complaints that meet the measure."),
        own("n", Quantity::Count, "Penyebut: aduan yang ditanya.", "The denominator: complaints of which it is asked."),
        own("value", Quantity::Rate, "part / n.", "Part over n."),
        own("target_line", Quantity::Rate, "Tingkat bersama θ: jumlah part dibagi jumlah n unit-unit instansi itu.", "The common rate θ: the sum of parts over the sum of n of the government's units."),
        own("low_95", Quantity::Rate, "Batas bawah 95 %, diperlebar oleh ragam antarunit: sin²(asin √θ - 1,96 √(1/4n + τ²)).", "The lower 95% limit, widened by the spread between units: sin²(asin √θ - 1.96 √(1/4n + τ²))."),
        own("high_95", Quantity::Rate, "Batas atas 95 %, diperlebar oleh ragam antarunit.", "The upper 95% limit, widened by the spread between units."),
        own("low_998", Quantity::Rate, "Batas bawah 99,8 %, diperlebar oleh ragam antarunit.", "The lower 99.8% limit, widened by the spread between units."),
        own("high_998", Quantity::Rate, "Batas atas 99,8 %, diperlebar oleh ragam antarunit.", "The upper 99.8% limit, widened by the spread between units."),
        own("low_95_unadjusted", Quantity::Rate, "Batas bawah 95 % karena kebetulan saja.", "The lower 95% limit of chance alone."),
        own("high_95_unadjusted", Quantity::Rate, "Batas atas 95 % karena kebetulan saja.", "The upper 95% limit of chance alone."),
        own("low_998_unadjusted", Quantity::Rate, "Batas bawah 99,8 % karena kebetulan saja.", "The lower 99.8% limit of chance alone."),
        own("high_998_unadjusted", Quantity::Rate, "Batas atas 99,8 % karena kebetulan saja.", "The upper 99.8% limit of chance alone."),
        own("phi", Quantity::Number, "φ: rata-rata kuadrat jarak unit dalam galat baku; 1 = kebetulan saja. Kosong di bawah lima unit.", "φ: the mean square of the units' distances in standard errors; 1 = chance alone. Empty below five units."),
        own("tau2", Quantity::Number, "τ²: ragam antarunit pada skala arkus sinus. Kosong di bawah lima unit.", "τ²: the variance between units on the arcsine scale. Empty below five units."),
        own("binomial_tail", Quantity::Number, "Peluang binomial eksak pada θ untuk tingkat sejauh ini atau lebih, di sisi ini.", "The exact binomial chance at θ of a rate so far or further, on this side."),
        own("verdict", Quantity::Text, "inside, atau di luar batas: above_95, below_95, above_998, below_998; hanya bila ekor binomial pun sejarang itu; not_named: corong yang tidak menyebut siapa pun.", "Inside, or outside the limits: above_95, below_95, above_998, below_998; only where the binomial tail is as rare too; not_named: a funnel that names nobody."),
    ],
    unit: by_ids,
    rows,
    tell,
};

/// The rates of which funnels are made, each with its part and its whole.
const RATES: [(&str, &str, &str); 3] = [
    ("response_rate", "responded", "eligible"),
    ("on_time_rate", "responded_in_time", "due"),
    ("resolution_on_time_rate", "resolved_in_time", "resolution_due"),
];

/// A unit with its part and its whole.
type Counted<'a> = (&'a Key, &'a Recomputed, u64, u64);

/// Whether the governments' complaints of the quarter carry a rate as a whole.
fn is_carried(report: &Finished, measure: &str) -> bool {
    let governments = report.rows.iter().filter(|((_, skpd), _)| skpd.is_empty());
    let share = |t: &super::super::tally::Tally| match measure {
        "on_time_rate" => (t.timed, t.responded + t.untold),
        "resolution_on_time_rate" => (t.resolution_seconds.len() as u64, t.closed),
        // A status will do.
        _ => (0, 0),
    };
    let (had, asked) = governments.map(|(_, row)| share(&row.tally)).fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
    report.book.settings.enough(had, asked)
}

fn count(row: &Recomputed, column: &str) -> Option<u64> {
    match row.cells.get(column) {
        Some(Value::Count(n)) => Some(*n),
        _ => None,
    }
}

/// Whether the funnel of a rate says who lies outside: of complaints whose limit has passed, else where it is scored.
fn names(report: &Finished, measure: &str) -> bool {
    let scored = report.book.settings.weights.iter().any(|(name, weight)| name == measure && *weight > 0.0);
    scored || measure != "response_rate"
}

/// The units of a government that have a rate, with what it is made of.
fn counted<'a>(report: &'a Finished, agency: &str, measure: &str) -> Vec<Counted<'a>> {
    let Some((_, part, whole)) = RATES.into_iter().find(|(name, ..)| *name == measure) else { return Vec::new() };
    let names = names(report, measure);
    let is_shown = |row: &Recomputed| {
        let verdict = row.cells.get("verdict").map(written).unwrap_or_default();
        matches!(verdict.as_str(), "ranked" | "too_few") || (verdict == "no_evidence" && !names)
    };
    let units = report.rows.iter().filter(|((of, skpd), _)| of == agency && !skpd.is_empty());
    let stated =
        units.filter(|(_, row)| is_shown(row) && row.cells.get(measure).is_some_and(|rate| *rate != Value::Empty));
    stated
        .filter_map(|(key, row)| Some((key, row, count(row, part)?, count(row, whole)?)))
        .filter(|(.., n)| *n > 0)
        .collect()
}

fn rows(report: &Finished) -> Result<Rows, Problem> {
    let mut rows = Rows::new();
    for (measure, ..) in RATES.into_iter().filter(|(measure, ..)| is_carried(report, measure)) {
        for (agency, _) in report.rows.keys().filter(|(_, skpd)| skpd.is_empty()) {
            rows.extend(funnel(&counted(report, agency, measure), measure, names(report, measure)));
        }
    }
    Ok(rows)
}

/// The rows of one rate in one government.
#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn funnel(counted: &[Counted<'_>], measure: &'static str, names: bool) -> Rows {
    let (parts, wholes) = counted.iter().fold((0, 0), |(a, b), (.., part, whole)| (a + part, b + whole));
    let Some(theta) = ratio(parts, wholes) else { return Rows::new() };
    let distances: Vec<f64> = counted.iter().map(|(.., part, n)| funnel_distance(*part, *n, theta)).collect();
    let weights: Vec<f64> = counted.iter().map(|(.., n)| 4.0 * *n as f64).collect();
    let spread = funnel_spread(&distances, &weights);
    let row = |(key, row, part, n): &Counted<'_>| {
        let limits = |tau2: Option<f64>| tau2.map(|tau2| funnel_limits(theta, *n as f64, tau2));
        let (wide, chance) = (limits(spread.map(|s| s.tau2)), limits(Some(0.0)));
        let each =
            |limits: Option<FunnelLimits>, get: fn(&FunnelLimits) -> f64| Value::number(limits.as_ref().map(get));
        let name = |column: &str| row.cells.get(column).cloned().unwrap_or(Value::Empty);
        let tau2 = spread.map_or(0.0, |s| s.tau2);
        let cells = Cells::from([
            ("period", name("period")),
            ("agency_id", name("agency_id")),
            ("measure", Value::text(measure)),
            ("skpd_id", name("skpd_id")),
            ("skpd", name("skpd")),
            ("part", Value::Count(*part)),
            ("n", Value::Count(*n)),
            ("value", Value::number(ratio(*part, *n))),
            ("target_line", Value::Number(theta)),
            ("low_95", each(wide, |l| l.low_95)),
            ("high_95", each(wide, |l| l.high_95)),
            ("low_998", each(wide, |l| l.low_998)),
            ("high_998", each(wide, |l| l.high_998)),
            ("low_95_unadjusted", each(chance, |l| l.low_95)),
            ("high_95_unadjusted", each(chance, |l| l.high_95)),
            ("low_998_unadjusted", each(chance, |l| l.low_998)),
            ("high_998_unadjusted", each(chance, |l| l.high_998)),
            ("phi", Value::number(spread.map(|s| s.phi))),
            ("tau2", Value::number(spread.map(|s| s.tau2))),
            ("binomial_tail", Value::Number(binomial_tail(*part, *n, theta))),
            ("verdict", Value::text(if names { funnel_standing(*part, *n, theta, tau2).word() } else { "not_named" })),
        ]);
        (Place { unit: (*key).clone(), keys: vec![measure.to_owned()] }, cells)
    };
    counted.iter().map(row).collect()
}

fn tell(asked: &Asked<'_>) -> Told {
    let (words, reading, measure) = (asked.words, asked.reading(), asked.key(0));
    let Some((measure, ..)) = RATES.into_iter().find(|(name, ..)| *name == measure) else { return Told::default() };
    let Some(basis) = Basis::of(measure) else { return Told::default() };
    let shown = |column: &str, quantity: Quantity| asked.shown(column, quantity);
    let (part, n) = (shown("part", Quantity::Count), shown("n", Quantity::Count));
    let mut steps = vec![format!("{part} / {n} = {}", shown("value", Quantity::Rate))];
    if !matches!(asked.column, "part" | "n" | "value") {
        let all = counted(asked.report, &asked.place.unit.0, measure);
        let sums = all.iter().fold((0, 0), |(a, b), (.., part, n)| (a + part, b + n));
        let [parts, wholes] = [sums.0, sums.1].map(|n| numbers::count(n, words.language));
        let (units, theta) = (reading.count(all.len()), shown("target_line", Quantity::Rate));
        steps.extend(all.iter().map(|(key, _, part, n)| {
            let mark = if **key == asked.place.unit { " <" } else { "" };
            format!("{} ({}): {part} / {n}{mark}", reading.name(key), key.1)
        }));
        steps.push(words.of(
            format!("θ dari {units} unit: {parts} / {wholes} = {theta}"),
            format!("θ of {units} units: {parts} / {wholes} = {theta}"),
        ));
        let spread = match asked.value("phi") {
            Value::Empty => words.of(
                "kurang dari lima unit: ragam antarunit tidak diketahui, batasnya hanya dari kebetulan",
                "fewer than five units: the spread between units is not known, the limits are those of chance alone",
            ),
            _ => format!("φ = {}, τ² = {}", written(&asked.value("phi")), written(&asked.value("tau2"))),
        };
        steps.push(spread);
        let range = |low: &str, high: &str| {
            let adjusted = [shown(low, Quantity::Rate), shown(high, Quantity::Rate)].join(" – ");
            let [low, high] = [low, high].map(|end| shown(&format!("{end}_unadjusted"), Quantity::Rate));
            words.of(
                format!("{adjusted}; karena kebetulan saja {low} – {high}"),
                format!("{adjusted}; of chance alone {low} – {high}"),
            )
        };
        steps.push(format!("95 %: {}", range("low_95", "high_95")));
        steps.push(format!("99,8 %: {}", range("low_998", "high_998")).replace("99,8", &words.of("99,8", "99.8")));
        let (tail, verdict) = (written(&asked.value("binomial_tail")), written(&asked.value("verdict")));
        steps.push(words.of(
            format!("ekor binomial {tail}; putusan: {verdict}"),
            format!("binomial tail {tail}; verdict: {verdict}"),
        ));
    }
    Told {
        rules: asked.report.book.rules.of(measure, basis, words),
        steps,
        lists: reading.lists(measure, basis),
        computed_by: if matches!(asked.column, "part" | "n" | "value" | "target_line") {
            "queries/league.sql"
        } else {
            "src/judge/funnel/limits.rs"
        },
        ..Told::default()
    }
}
