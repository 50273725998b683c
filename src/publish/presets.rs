//! Presets in words: for `rapor explain` and for the section on method.

use super::Language;
use super::explain::Explanation;
use super::numbers::{date, decimal, percent_short, trimmed};
use super::texts::{self, fill, t, word};
use crate::judge::{Both, Direction, Preset, ScoredText, is_rate};

/// The text in a language.
pub fn of(both: &Both, language: Language) -> &str {
    match language {
        Language::Id => &both.id,
        Language::En => &both.en,
    }
}

/// Which way a measure is good.
pub fn direction(direction: Direction, language: Language) -> &'static str {
    match direction {
        Direction::Higher => t("direction.higher", language),
        Direction::Lower => t("direction.lower", language),
    }
}

/// A target in the form of its measure; that a target of its own is needed, where there is none for all.
pub fn aim(measure: &str, target: Option<f64>, language: Language) -> String {
    match target {
        None => t("table.target.own", language).to_owned(),
        Some(value) if is_rate(measure) => percent_short(value, language),
        Some(value) => trimmed(value, 2, language),
    }
}

/// A weight; that a measure is shown and not scored, where it has none.
pub fn weight(measure: &ScoredText, language: Language) -> String {
    if measure.weight > 0.0 {
        decimal(measure.weight, 2, language)
    } else {
        t("table.weight.shown", language).to_owned()
    }
}

/// Each zone with its lowest score, best first; empty where the preset has none.
pub fn zones(preset: &Preset, language: Language) -> Vec<String> {
    let line = |zone: &crate::judge::ScoreZone| {
        #[allow(clippy::cast_precision_loss)] // hundredths of a percent
        let from = percent_short(zone.from as f64 / 10_000.0, language);
        fill(t("section.method.zones.text", language), &[("zone", of(&zone.label, language)), ("from", &from)])
    };
    preset.zones.iter().map(line).collect()
}

/// A preset: what it weighs, the limits and zones that it brings, why, and its source.
#[must_use]
pub fn explanation(preset: &Preset, language: Language) -> Explanation {
    let measures: Vec<String> = preset
        .measures
        .iter()
        .map(|m| {
            let weight = match m.weight > 0.0 {
                true => decimal(m.weight, 2, language),
                false => t("table.weight.shown", language).to_owned(),
            };
            let values = [
                ("measure", texts::measure(&m.measure, language)),
                ("name", m.measure.clone()),
                ("weight", weight),
                ("direction", direction(m.direction, language).to_owned()),
                ("target", aim(&m.measure, Some(m.target), language)),
                ("cap", percent_short(m.cap, language)),
            ];
            fill(t("explain.measure", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
        })
        .collect();
    let limits: Vec<String> = preset
        .deadlines
        .iter()
        .map(|d| {
            let from = d.from.map(|day| fill(t("table.valid.from", language), &[("from", &date(day, language))]));
            let values = [
                ("step", word("step", d.step.word(), language)),
                ("class", word("class", d.class_word(), language)),
                ("limit", texts::limit(&d.limit.to_string(), language)),
                ("from", from.unwrap_or_else(|| t("table.valid.always", language).to_owned())),
                ("source", d.source.clone()),
            ];
            fill(t("explain.limit", language), &values.each_ref().map(|(k, v)| (*k, v.as_str())))
        })
        .collect();
    let part = |name, key, text: String| (name, t(key, language), text);
    let parts = [
        part("weights", "explain.weights", measures.join("\n")),
        part("limits", "explain.limits", limits.join("\n")),
        part("zones", "section.method.zones", zones(preset, language).join("\n")),
        part("why", "explain.why", of(&preset.why, language).to_owned()),
        part("source", "explain.source", of(&preset.source, language).to_owned()),
    ];
    Explanation {
        name: preset.name.clone(),
        title: of(&preset.title, language).to_owned(),
        severity: String::new(),
        parts: parts.into_iter().filter(|(_, _, text)| !text.is_empty()).collect(),
    }
}
