//! `banding.csv`, `banding-penjelasan.csv`, `banding-mingguan.csv`, the charts, and the manifest that says what they were made of.

use serde_json::{Value as Json, json};

use super::{chart, share_of, told};
use crate::judge::{Comparison, Estimate, Figure, GaugeRow, Lack, Value};
use crate::problem::Problem;
use crate::publish::csv_files::Sheet;
use crate::publish::manifest::{Ingredient, hash};
use crate::publish::{Document, Language};

/// What a comparison was made of besides the exports.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The program's version.
    pub version: &'static str,
    /// The configuration's hash.
    pub configuration: String,
    /// How the as-of time was found.
    pub as_of_source: &'static str,
    /// Profiles, registers, calendars.
    pub reference: Vec<Ingredient>,
    /// The SQL file.
    pub query: Ingredient,
}

/// Every file of a comparison, sorted by path; the manifest comes last.
///
/// # Errors
/// A document could not be made.
pub fn documents(all: &[Comparison], origin: &Origin, language: Language) -> Result<Vec<Document>, Problem> {
    let mut out = vec![measures(all)?, grounds(all)?, weeks(all)?];
    for comparison in all {
        out.extend(chart::files(comparison, language)?);
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out.push(manifest(all, &out, origin));
    Ok(out)
}

/// The columns that say whose figures a row holds.
const WHOSE: [&str; 6] = ["before", "after", "agency_id", "agency", "skpd_id", "skpd"];

fn whose(c: &Comparison) -> [Value; 6] {
    let [before, after] = c.periods.map(|p| p.to_string());
    [&before, &after, &c.agency_id, &c.agency, &c.skpd_id, &c.skpd].map(|text| Value::text(text))
}

fn estimate(estimate: Option<&Estimate>) -> [Value; 4] {
    match estimate {
        Some(e) => {
            let [value, low, high] = [e.value, e.low, e.high].map(|x| Value::number(Some(x)));
            [value, low, high, Value::text(e.change().word())]
        }
        None => [Value::Empty, Value::Empty, Value::Empty, Value::Empty],
    }
}

fn figure(figure: Option<&Figure>) -> [Value; 4] {
    match figure {
        Some(f) => [Value::Count(f.part), Value::Count(f.whole), Value::Count(f.weeks), Value::number(Some(f.value))],
        None => [Value::Empty, Value::Empty, Value::Empty, Value::Empty],
    }
}

/// Why a row has no judgement, in one machine word.
fn lack(row: &GaugeRow) -> &'static str {
    match &row.judged {
        Ok(_) => "",
        Err(Lack::Weeks(_)) => "too_few_weeks",
        Err(Lack::Evidence(_)) => "no_evidence",
        Err(Lack::NoVariation) => "no_variation",
    }
}

fn measures(all: &[Comparison]) -> Result<Document, Problem> {
    let own = [
        "measure",
        "before_part",
        "before_whole",
        "before_weeks",
        "before_value",
        "after_part",
        "after_whole",
        "after_weeks",
        "after_value",
        "difference",
        "difference_low",
        "difference_high",
        "difference_says",
        "level",
        "level_low",
        "level_high",
        "level_says",
        "slope_before",
        "slope_before_low",
        "slope_before_high",
        "slope_before_says",
        "slope",
        "slope_low",
        "slope_high",
        "slope_says",
        "autocorrelation",
        "reason",
    ];
    let mut sheet = Sheet::new("banding.csv", WHOSE.into_iter().chain(own))?;
    for c in all {
        for row in &c.rows {
            let judged = row.judged.as_ref().ok();
            let trend = judged.and_then(|j| j.trend.as_ref());
            let cells = [figure(row.figures[0].as_ref()), figure(row.figures[1].as_ref())].into_iter().flatten().chain(
                [
                    estimate(judged.map(|j| &j.difference)),
                    estimate(trend.map(|t| &t.level)),
                    estimate(trend.map(|t| &t.slope_before)),
                    estimate(trend.map(|t| &t.slope)),
                ]
                .into_iter()
                .flatten(),
            );
            let end = [Value::number(trend.map(|t| t.autocorrelation)), Value::text(lack(row))];
            sheet.row(whose(c).into_iter().chain([Value::text(row.gauge.word())]).chain(cells).chain(end))?;
        }
    }
    sheet.finish()
}

fn grounds(all: &[Comparison]) -> Result<Document, Problem> {
    let own = [
        "measure",
        "ground",
        "part",
        "part_low",
        "part_high",
        "part_says",
        "rest",
        "rest_low",
        "rest_high",
        "rest_says",
        "share",
        "standardised",
        "unmatched",
    ];
    let mut sheet = Sheet::new("banding-penjelasan.csv", WHOSE.into_iter().chain(own))?;
    for c in all {
        for (row, judged) in c.rows.iter().filter_map(|row| Some((row, row.judged.as_ref().ok()?))) {
            for explained in &judged.explained {
                let names = [Value::text(row.gauge.word()), Value::text(explained.by.word())];
                let parts = [estimate(Some(&explained.part)), estimate(Some(&explained.rest))].into_iter().flatten();
                let end = [
                    Value::number(share_of(explained, &judged.difference)),
                    Value::number(explained.standardised),
                    Value::count(told(explained.unmatched)),
                ];
                sheet.row(whose(c).into_iter().chain(names).chain(parts).chain(end))?;
            }
        }
    }
    sheet.finish()
}

fn weeks(all: &[Comparison]) -> Result<Document, Problem> {
    let own = ["measure", "week", "side", "part", "whole", "value", "counts", "fitted"];
    let mut sheet = Sheet::new("banding-mingguan.csv", WHOSE.into_iter().chain(own))?;
    for c in all {
        for point in &c.points {
            let cells = [
                Value::text(point.gauge.word()),
                Value::text(&point.monday.to_string()),
                Value::text(if point.after { "after" } else { "before" }),
                Value::Count(point.part),
                Value::Count(point.whole),
                Value::number(point.value),
                Value::Count(u64::from(point.counts)),
                Value::number(point.fitted),
            ];
            sheet.row(whose(c).into_iter().chain(cells))?;
        }
    }
    sheet.finish()
}

/// A comparison as a machine reads it on standard output.
#[must_use]
pub fn value(c: &Comparison) -> Json {
    let interval = |e: &Estimate| json!({ "value": e.value, "low": e.low, "high": e.high, "says": e.change().word() });
    let figure =
        |f: &Option<Figure>| f.map(|f| json!({ "part": f.part, "whole": f.whole, "weeks": f.weeks, "value": f.value }));
    let row = |row: &GaugeRow| {
        let judged = row.judged.as_ref().ok();
        let trend = judged.and_then(|j| j.trend.as_ref());
        let explained: Vec<Json> = judged
            .into_iter()
            .flat_map(|j| j.explained.iter().map(|e| (e, share_of(e, &j.difference))))
            .map(|(e, share)| {
                json!({
                    "ground": e.by.word(), "part": interval(&e.part), "rest": interval(&e.rest), "share": share, "standardised": e.standardised,
                    "unmatched": told(e.unmatched),
                })
            })
            .collect();
        json!({
            "measure": row.gauge.word(),
            "before": figure(&row.figures[0]),
            "after": figure(&row.figures[1]),
            "difference": judged.map(|j| interval(&j.difference)),
            "level": trend.map(|t| interval(&t.level)),
            "slope_before": trend.map(|t| interval(&t.slope_before)),
            "slope": trend.map(|t| interval(&t.slope)),
            "autocorrelation": trend.map(|t| t.autocorrelation),
            "explained": explained,
            "reason": lack(row),
        })
    };
    let side = |s: &crate::judge::Side| json!({ "first": s.first.to_string(), "last": s.last.to_string(), "weeks": s.weeks, "received": s.received });
    json!({
        "agency_id": c.agency_id, "agency": c.agency, "skpd_id": c.skpd_id, "skpd": c.skpd,
        "periods": c.periods.map(|p| p.to_string()),
        "as_of": c.as_of.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "age_days": c.age_days,
        "sides": c.sides.iter().map(side).collect::<Vec<_>>(),
        "cut": c.cut,
        "measures": c.rows.iter().map(row).collect::<Vec<_>>(),
        "cautions": c.cautions.iter().map(crate::judge::Caution::word).collect::<Vec<_>>(),
    })
}

fn manifest(all: &[Comparison], documents: &[Document], origin: &Origin) -> Document {
    let named = |list: &[Ingredient]| -> Json {
        list.iter().map(|i| (i.name.clone(), Json::String(i.hash.clone()))).collect::<serde_json::Map<_, _>>().into()
    };
    let first = all.first();
    let inputs: Vec<Json> = first
        .into_iter()
        .flat_map(|c| &c.intake)
        .map(|a| {
            json!({
                "file": a.file, "sheet": a.sheet, "profile": a.profile, "hash": a.hash,
                "read": a.read, "accepted": a.accepted, "rejected": a.rejected, "duplicate": a.duplicate,
            })
        })
        .collect();
    let outputs: Vec<Ingredient> =
        documents.iter().map(|d| Ingredient { name: d.path.clone(), hash: hash(&d.bytes) }).collect();
    let said = json!({
        "program": "rapor",
        "version": origin.version,
        "configuration": { "hash": origin.configuration },
        "as_of_source": origin.as_of_source,
        "compared": all.iter().map(|c| {
            json!({
                "agency": c.agency, "skpd_id": c.skpd_id, "periods": c.periods.map(|p| p.to_string()),
                "as_of": c.as_of.format("%Y-%m-%dT%H:%M:%S").to_string(), "zone": c.zone.to_string(),
                "cautions": c.cautions.iter().map(crate::judge::Caution::word).collect::<Vec<_>>(),
            })
        }).collect::<Vec<_>>(),
        "inputs": inputs,
        "reference": named(&origin.reference),
        "queries": named(std::slice::from_ref(&origin.query)),
        "outputs": named(&outputs),
    });
    let mut bytes = format!("{said:#}").into_bytes();
    bytes.push(b'\n');
    Document { path: "manifest.json".to_owned(), bytes }
}
