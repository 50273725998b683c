//! `rapor explain --report DIR`: a figure of a finished report, the complaints behind it, and whether it comes out again.

use std::path::Path;

use super::Say;
use crate::audit::explain::{Difference, Explained, Finished};
use crate::cli::ExplainArgs;
use crate::problem::Problem;
use crate::publish::{Language, explain_announcement, explain_column, explain_measures, explain_ranking};

/// Differences that are told in the error; all of them stand in the explanation.
const TOLD: usize = 3;

/// Explains one figure. One that is not what its evidence gives, or whose files were changed, is told and then an error.
pub fn explain(report: &Path, measure: &str, args: &ExplainArgs, language: Language, say: &Say) -> Result<u8, Problem> {
    let explained = Finished::open(report)?.explain(args.skpd.as_deref(), measure, language)?;
    let definition = match explained.meaning {
        Some(meaning) => Some(explain_column(&explained.measure, meaning, language)),
        None => {
            let known = explain_measures(language).into_iter().chain(explain_ranking(language));
            known.chain(explain_announcement(language)).find(|e| e.name == explained.column)
        }
    };
    let definition = definition.map(|e| e.lines()).unwrap_or_default();
    say.listed(&explained.as_json(), &explained.lines(&definition, args.limit));
    if explained.is_same() { Ok(0) } else { Err(differs(&explained)) }
}

/// What does not agree, as an error.
fn differs(explained: &Explained) -> Problem {
    let all = &explained.differences;
    let told: Vec<String> = all.iter().take(TOLD).map(|d| d.sentence(Language::En)).collect();
    let more = if all.len() > TOLD { format!("; and {} more", all.len() - TOLD) } else { String::new() };
    let is_figure = all.iter().any(Difference::is_of_figure);
    if explained.is_unshown() {
        return Problem::new("the published figure cannot be shown to be right")
            .at(format!("{}, {}", explained.place, explained.measure))
            .because(told.join("; "))
            .hint("run rapor run CONFIG --quarter all on the same exports, and explain the figure in the report that it publishes");
    }
    let what = match is_figure {
        true => "the published figure is not what its evidence gives",
        false => "the report is not as it was published",
    };
    Problem::new(what)
        .at(format!("{}, {}", explained.place, explained.measure))
        .because(format!("{}{more}", told.join("; ")))
        .hint("the table or its evidence was changed after it was published; publish the quarter again from its exports and compare")
}
