//! `manifest.json`: what a report was made of and what it consists of, fit to be published.
//!
//! Hashes are blake3 in hex. Paths are relative; no user, host or clock time stands in it.

use serde_json::{Value, json};

use super::Document;
use crate::judge::{DeadlineText, Report, TargetFact};

/// A file that the report depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingredient {
    /// Its name, relative to the configuration, or of a shipped file.
    pub name: String,
    /// Its hash.
    pub hash: String,
}

/// What a report depends on besides the exports.
#[derive(Debug, Clone, Default)]
pub struct Ingredients {
    /// The configuration's hash.
    pub configuration: String,
    /// How the as-of time was found.
    pub as_of_source: &'static str,
    /// Profiles, registers, calendars.
    pub reference: Vec<Ingredient>,
    /// The SQL files.
    pub queries: Vec<Ingredient>,
}

/// The hash of some bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// A deadline with its legal source.
fn deadline(deadline: &DeadlineText) -> Value {
    json!({
        "step": deadline.step,
        "class": deadline.class,
        "limit": deadline.limit,
        "scope": deadline.scope,
        "from": deadline.from.map(|day| day.to_string()),
        "to": deadline.to.map(|day| day.to_string()),
        "source": deadline.source,
    })
}

/// A target as the score uses it.
fn target(target: &TargetFact) -> Value {
    json!({
        "measure": target.measure,
        "quarter": target.quarter.map(|quarter| quarter.to_string()),
        "skpd": target.skpd,
        "kind": target.kind,
        "direction": if target.lower { "lower" } else { "higher" },
        "cap": target.cap,
        "value": target.value,
    })
}

/// The manifest of a report and its documents.
#[must_use]
pub fn manifest(report: &Report, documents: &[Document], ingredients: &Ingredients, version: &str) -> Document {
    let named = |list: &[Ingredient]| -> Value {
        list.iter().map(|i| (i.name.clone(), Value::String(i.hash.clone()))).collect::<serde_json::Map<_, _>>().into()
    };
    let inputs: Vec<Value> = report
        .intake
        .iter()
        .map(|a| {
            json!({
                "file": a.file, "sheet": a.sheet, "profile": a.profile, "hash": a.hash,
                "read": a.read, "accepted": a.accepted, "rejected": a.rejected, "duplicate": a.duplicate,
            })
        })
        .collect();
    let gate =
        |g: &crate::judge::GateRow| json!({ "had": g.had, "warn": g.warn, "fail": g.fail, "passed": g.passed.word() });
    let gates: serde_json::Map<_, _> = report.quality.gates.iter().map(|g| (g.name.to_owned(), gate(g))).collect();
    let outputs: Vec<Ingredient> =
        documents.iter().map(|d| Ingredient { name: d.path.clone(), hash: hash(&d.bytes) }).collect();
    let value = json!({
        "program": "rapor",
        "version": version,
        "unit": report.government.name,
        "quarter": report.quarter.to_string(),
        "unfinished": report.unfinished,
        "as_of": report.as_of.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "zone": report.government.zone.to_string(),
        "as_of_source": ingredients.as_of_source,
        "configuration": {
            "hash": ingredients.configuration,
            "clock": report.basis.clock,
            "counts": report.basis.counts,
            "weights": report.basis.weights.iter().map(|(m, w)| (m.clone(), json!(w))).collect::<serde_json::Map<_, _>>(),
            "groups": report.basis.groups,
            "rank_sets": { "level": crate::judge::LEVEL, "draws": crate::judge::DRAWS, "seed": crate::judge::SEED },
            "minimum_volume": report.basis.minimum_volume,
            "group_cuts": report.facts.group_cuts,
            "response_horizon_minutes": report.facts.response_horizon,
            "resolution_horizon_minutes": report.facts.resolution_horizon,
            "deadlines": report.basis.deadlines.iter().map(deadline).collect::<Vec<_>>(),
            "targets": report.facts.targets.iter().map(target).collect::<Vec<_>>(),
            "zones": report.facts.zones.iter().map(|(name, from)| json!({ "name": name, "from": from })).collect::<Vec<_>>(),
        },
        "data": {
            "begins": report.facts.begins.map(|day| day.to_string()),
            "last_quarter": report.facts.last_quarter.map(|quarter| quarter.to_string()),
            "read_otherwise": report.facts.readings,
        },
        "gates": gates,
        "inputs": inputs,
        "reference": named(&ingredients.reference),
        "queries": named(&ingredients.queries),
        "outputs": named(&outputs),
        "warnings": report.notes.iter().map(crate::judge::Note::word).collect::<Vec<_>>(),
        "shortfalls": report.shortfalls(),
    });
    let mut bytes = format!("{value:#}").into_bytes();
    bytes.push(b'\n');
    Document { path: "manifest.json".to_owned(), bytes }
}
