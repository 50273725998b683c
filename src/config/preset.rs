//! Score presets: weights, targets, limits and zones that belong together, with their source. One file each in `presets/`.

use serde::Deserialize;
use toml::Spanned;

use super::file::{Check, DeadlineText};
use super::score::{Direction, Scored, is_scoreable};
use super::toml_text::parse as parse_toml;
use crate::problem::Problem;
use crate::reference::Deadline;

/// The presets inside the program: name and file.
pub const PRESETS: &[(&str, &str)] = &[
    ("jateng-1x24", include_str!("presets/jateng-1x24.toml")),
    ("renaksi", include_str!("presets/renaksi.toml")),
    ("ombudsman-zona", include_str!("presets/ombudsman-zona.toml")),
];

/// A text of a preset in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

/// A measure of a preset.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresetMeasure {
    /// A measure that can be scored.
    #[serde(rename = "name")]
    pub measure: String,
    /// Its share of the score; 0 = shown and not scored.
    pub weight: f64,
    /// Which way it is good.
    pub direction: Direction,
    /// What it is held against, unless a `[[target]]` of the configuration says otherwise.
    pub target: f64,
    /// Where the attainment is cut off in the score.
    pub cap: f64,
}

/// A zone of scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreZone {
    /// The machine word.
    pub name: String,
    /// The lowest score in it, in hundredths of a percent: 8100 = 81 %.
    pub from: i64,
    /// Its colour, as `#RRGGBB`.
    pub colour: String,
    /// What it is called.
    pub label: Both,
}

/// A policy for the score that many may want, with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Preset {
    /// Its name in `[score] preset`.
    pub name: String,
    /// What it is called.
    pub title: Both,
    /// What it rewards, and why.
    pub why: Both,
    /// Where it comes from.
    pub source: Both,
    /// Its measures; the weights add up to 1.
    pub measures: Vec<PresetMeasure>,
    /// Limits that it brings; they yield to `[[deadline]]` of the same step.
    pub deadlines: Vec<Deadline>,
    /// Zones of the score, best first; empty where it has none.
    pub zones: Vec<ScoreZone>,
    /// The text of its file: part of what a report depends on.
    pub text: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    title: Both,
    why: Both,
    source: Both,
    measure: Vec<PresetMeasure>,
    #[serde(default)]
    deadline: Vec<Spanned<DeadlineText>>,
    #[serde(default)]
    zone: Vec<ZoneText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneText {
    name: String,
    from: f64,
    colour: String,
    label: Both,
}

impl Preset {
    /// One of the presets inside the program.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn built_in(name: &str) -> Result<Self, Problem> {
        let Some((_, text)) = PRESETS.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = PRESETS.iter().map(|(name, _)| *name).collect();
            return Err(Problem::new(format!("there is no preset '{name}'"))
                .hint(format!("known are {}; `rapor explain` tells what each holds", known.join(", "))));
        };
        Self::parse(text, name)
    }

    fn parse(text: &'static str, shown: &str) -> Result<Self, Problem> {
        let File { name, title, why, source, measure: measures, deadline, zone } = parse_toml(text, shown)?;
        let check = Check { text, shown };
        let deadlines = deadline.into_iter().map(|d| check.deadline(d)).collect::<Result<_, _>>()?;
        #[allow(clippy::cast_possible_truncation)] // a percentage
        let zones = zone.into_iter().map(|ZoneText { name, from, colour, label }| ScoreZone {
            name,
            from: (from * 100.0).round() as i64,
            colour,
            label,
        });
        Ok(Self { name, title, why, source, measures, deadlines, zones: zones.collect(), text })
    }

    /// The measures that are scored, with weights that add up to 1.
    #[must_use]
    pub fn score(&self) -> Vec<Scored> {
        let scored = self.measures.iter().filter(|m| m.weight > 0.0 && is_scoreable(&m.measure).is_some());
        let total: f64 = scored.clone().map(|m| m.weight).sum();
        scored.map(|m| Scored { measure: m.measure.clone(), weight: m.weight / total }).collect()
    }

    /// What it says of a measure.
    #[must_use]
    pub fn measure(&self, measure: &str) -> Option<&PresetMeasure> {
        self.measures.iter().find(|m| m.measure == measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_can_be_read_and_keeps_its_own_rules() {
        for (name, _) in PRESETS {
            let preset = Preset::built_in(name).expect(name);
            assert_eq!(preset.name, *name);
            let total: f64 = preset.measures.iter().map(|m| m.weight).sum();
            assert!((total - 1.0).abs() < 1e-12, "{name}: the weights add up to {total}");
            for m in &preset.measures {
                assert_eq!(is_scoreable(&m.measure), Some(m.direction), "{name}: {}", m.measure);
                assert!(m.target > 0.0 && m.cap > 0.0 && m.cap <= 1.0, "{name}: {}", m.measure);
            }
            for both in [&preset.title, &preset.why, &preset.source] {
                assert!(!both.id.trim().is_empty() && !both.en.trim().is_empty() && both.id != both.en, "{name}");
            }
            assert!(preset.zones.is_sorted_by(|a, b| a.from > b.from), "{name}: zones from the best down");
            assert!(preset.zones.last().is_none_or(|zone| zone.from == 0), "{name}: the last zone begins at 0");
        }
    }

    #[test]
    fn a_volume_is_shown_and_not_scored() {
        let renaksi = Preset::built_in("renaksi").expect("a preset");
        let scored: Vec<String> = renaksi.score().into_iter().map(|s| s.measure).collect();
        assert_eq!(scored, ["response_rate", "mean_response_workdays"]);
        assert_eq!(renaksi.measure("volume_pro_rata").map(|m| m.weight), Some(0.0));
        assert!(renaksi.why.id.contains("TIDAK dinilai") && renaksi.why.en.contains("NOT scored"));
    }

    #[test]
    fn an_unknown_preset_is_told_with_the_known_ones() {
        let problem = Preset::built_in("jateng").expect_err("no such preset");
        assert!(problem.next.contains("jateng-1x24, renaksi, ombudsman-zona"), "{problem}");
    }
}
