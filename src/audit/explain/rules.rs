//! The rules under which complaints were counted, as the manifest names them: clock, kinds of progress, limits with their
//! legal source.

use serde_json::Value as Json;

use super::basis::{Basis, Told};
use super::words::Words;

/// A limit that was in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Limit {
    step: String,
    /// The class, or `*`.
    class: String,
    /// As it is written: `24h`, `5wd`.
    limit: String,
    /// To whom it applies; empty = all.
    scope: String,
    from: String,
    to: String,
    source: String,
}

/// The rules of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// `received` or `assigned`.
    clock: String,
    /// The kinds of progress that count as a response.
    counts: Vec<String>,
    limits: Vec<Limit>,
}

/// A step whose limit is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Response,
    Resolution,
}

impl Rules {
    /// Reads the manifest; what it does not name is not told.
    #[must_use]
    pub fn read(manifest: &Json) -> Self {
        let at = |key: &str| manifest.get("configuration").and_then(|c| c.get(key));
        let word = |json: &Json, key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
        let limit = |json: &Json| Limit {
            step: word(json, "step"),
            class: word(json, "class"),
            limit: word(json, "limit"),
            scope: word(json, "scope"),
            from: word(json, "from"),
            to: word(json, "to"),
            source: word(json, "source"),
        };
        let list = |key: &str| at(key).and_then(Json::as_array).into_iter().flatten();
        Self {
            clock: at("clock").and_then(Json::as_str).unwrap_or_default().to_owned(),
            counts: list("counts").filter_map(Json::as_str).map(str::to_owned).collect(),
            limits: list("deadlines").map(limit).collect(),
        }
    }

    /// The rules on which a figure depends, in words.
    #[must_use]
    pub fn of(&self, measure: &str, basis: Basis, words: &Words) -> Vec<String> {
        let step = match basis {
            Basis::Complaints { told: Told::ResponseLimit, .. } | Basis::HandOvers => Some(Step::Response),
            Basis::Complaints { told: Told::ResolutionLimit, .. } => Some(Step::Resolution),
            Basis::Spells(_) if measure == "backlog_over_limit" => Some(Step::Resolution),
            _ => None,
        };
        let of_response = matches!(
            basis,
            Basis::Complaints { told: Told::Response | Told::ResponseTime | Told::ResponseLimit | Told::Followed, .. }
        );
        let timed =
            of_response || step.is_some() || matches!(basis, Basis::Complaints { told: Told::ResolutionTime, .. });
        let mut rules = Vec::new();
        if timed {
            rules.push(self.clock(words));
        }
        if of_response {
            let kinds = self.counts.join(", ");
            rules.push(
                words.of(
                    format!("yang dihitung sebagai respons: {kinds}"),
                    format!("what counts as a response: {kinds}"),
                ),
            );
        }
        let word = match step {
            Some(Step::Response) => "response",
            Some(Step::Resolution) => "resolution",
            None => return rules,
        };
        let limits = self.limits.iter().filter(|limit| limit.step == word);
        rules.extend(limits.map(|limit| limit.sentence(words)));
        rules
    }

    fn clock(&self, words: &Words) -> String {
        let from = match self.clock.as_str() {
            "assigned" => words.of("disposisi ke unit", "the assignment to the unit"),
            _ => words.of("penerimaan aduan", "the receipt"),
        };
        words.of(
            format!("jam mulai: {from}; bila aduan berpindah tangan, disposisi ke unit ini; untuk instansi selalu penerimaan"),
            format!(
                "the clock starts at {from}; where a complaint changed hands, at the assignment to this unit; for the government \
                 always at the receipt"
            ),
        )
    }
}

impl Limit {
    fn sentence(&self, words: &Words) -> String {
        let unit = self.limit.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = self.limit.strip_suffix(unit).unwrap_or(&self.limit);
        let limit = match unit {
            "h" => words.of(format!("{number} jam"), format!("{number} hours")),
            "d" => words.of(format!("{number} hari"), format!("{number} calendar days")),
            "wd" => words.of(format!("{number} hari kerja"), format!("{number} working days")),
            _ => words.of("batas yang dibawa tiap aduan", "the deadline that each complaint brings"),
        };
        let class = if self.class == "*" { words.of("semua klasifikasi", "all classes") } else { self.class.clone() };
        let scope = if self.scope.is_empty() { String::new() } else { format!(", {}", self.scope) };
        let from = if self.from.is_empty() {
            String::new()
        } else {
            words.of(format!(", sejak {}", self.from), format!(", from {}", self.from))
        };
        let to = if self.to.is_empty() {
            String::new()
        } else {
            words.of(format!(", sampai {}", self.to), format!(", to {}", self.to))
        };
        format!("{}: {limit}{scope}{from}{to} ({})", class, self.source)
    }
}
