//! `rapor explain WHAT`: finds the rule, the measure or the preset that is meant, and says what is known of it.

mod figure;

use serde_json::json;

use super::say::Say;
use crate::cli::ExplainArgs;
use crate::config::{PRESETS, Preset};
use crate::problem::Problem;
use crate::publish::{
    Explanation, Language, explain_announcement, explain_measures, explain_preset, explain_ranking, explain_rule,
};
use crate::terms::Text;
use crate::validate::rules;

/// How many names are suggested for one that is not known.
const SUGGESTIONS: usize = 3;

/// Below this likeness (Jaro-Winkler) a name is no suggestion.
const ALIKE: f64 = 0.75;

/// Explains one rule, measure or preset, or lists all of them.
pub fn explain(args: &ExplainArgs, say: &Say) -> Result<u8, Problem> {
    let language: Language = args.lang.parse().map_err(Problem::new)?;
    if let Some((report, measure)) = args.report.as_deref().zip(args.measure.as_deref()) {
        return figure::explain(report, measure, args, language, say);
    }
    let rules: Vec<Explanation> = rules::ALL.iter().map(|rule| explain_rule(rule, language)).collect();
    let presets = PRESETS.iter().map(|(name, _)| Preset::built_in(name)).collect::<Result<Vec<_>, _>>()?;
    let all = All {
        rules,
        measures: explain_measures(language),
        ranking: explain_ranking(language),
        announcement: explain_announcement(language),
        presets: presets.iter().map(|preset| explain_preset(preset, language)).collect(),
    };
    let Some(what) = args.what.as_deref().map(str::trim) else {
        let parts = all.parts();
        let values = parts.map(|(name, _, _, explained)| (name.to_owned(), of(explained).into()));
        say.listed(&values.into_iter().collect::<serde_json::Map<_, _>>().into(), &list(&parts, language));
        return Ok(0);
    };
    let Some(found) = all.iter().find(|e| e.name.eq_ignore_ascii_case(what) || e.name == what.replace('-', "_")) else {
        let near = nearest(what, all.iter());
        return Err(Problem::new(format!("'{what}' is no rule, measure or preset")).hint(if near.is_empty() {
            "rapor explain without a name lists all of them".to_owned()
        } else {
            format!("did you mean {}? rapor explain without a name lists all of them", near.join(", "))
        }));
    };
    say.listed(&as_json(found), &found.lines());
    Ok(0)
}

/// Everything that can be explained.
struct All {
    rules: Vec<Explanation>,
    measures: Vec<Explanation>,
    ranking: Vec<Explanation>,
    announcement: Vec<Explanation>,
    presets: Vec<Explanation>,
}

/// A part of what can be explained: machine word, Indonesian and English heading, what it holds.
type Part<'a> = (&'static str, &'static str, &'static str, &'a [Explanation]);

impl All {
    fn parts(&self) -> [Part<'_>; 5] {
        [
            ("rules", "Aturan", "Rules", &self.rules),
            ("measures", "Ukuran (kolom league.csv)", "Measures (columns of league.csv)", &self.measures),
            ("ranking", "Peringkat (kolom peringkat.csv)", "Ranks (columns of peringkat.csv)", &self.ranking),
            ("announcement", "Pengumuman (pengumuman.csv)", "Announcement (pengumuman.csv)", &self.announcement),
            ("presets", "Preset skor ([score] preset)", "Score presets ([score] preset)", &self.presets),
        ]
    }

    fn iter(&self) -> impl Iterator<Item = &Explanation> {
        self.parts().into_iter().flat_map(|(_, _, _, explained)| explained)
    }
}

/// The names and titles that are nearest to a word.
fn nearest<'a>(what: &str, all: impl Iterator<Item = &'a Explanation>) -> Vec<&'a str> {
    let what = what.to_lowercase();
    let mut near: Vec<(f64, &str)> = all
        .map(|e| {
            let name = strsim::jaro_winkler(&what, &e.name.to_lowercase());
            (name.max(strsim::jaro_winkler(&what, &e.title.to_lowercase())), e.name.as_str())
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.into_iter().take(SUGGESTIONS).map(|(_, name)| name).collect()
}

fn list(parts: &[Part<'_>], language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    for (_, indonesian, english, explained) in parts {
        let width = explained.iter().map(|e| e.name.len()).max().unwrap_or(0);
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(language.of(Text { id: indonesian, en: english }).to_owned());
        lines.extend(explained.iter().map(|e| format!("  {:width$}  {}", e.name, e.title)));
    }
    lines
}

fn of(all: &[Explanation]) -> Vec<serde_json::Value> {
    all.iter().map(as_json).collect()
}

fn as_json(explanation: &Explanation) -> serde_json::Value {
    let mut out = json!({ "name": explanation.name, "title": explanation.title });
    if let Some(fields) = out.as_object_mut() {
        if !explanation.severity.is_empty() {
            fields.insert("severity".to_owned(), json!(explanation.severity));
        }
        for (part, _, text) in &explanation.parts {
            fields.insert((*part).to_owned(), json!(text));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first_and_nonsense_has_none() {
        let measures = explain_measures(Language::Id);
        assert_eq!(nearest("on_time_rat", measures.iter()).first(), Some(&"on_time_rate"));
        assert_eq!(nearest("Respons tepat wakt", measures.iter()).first(), Some(&"on_time_rate"));
        assert!(nearest("zzzz", measures.iter()).is_empty());
    }
}
