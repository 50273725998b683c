//! The lines of a proposed profile that only a person can fill: each holds a `"?"`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::toml_text::place_of;
use crate::problem::Problem;

/// What stands where a person is to decide.
pub(super) const OPEN: &str = "?";

/// Refuses a profile as long as a question in it is open: nothing is guessed in a run.
pub(super) fn refuse(text: &str, shown: &str) -> Result<(), Problem> {
    // What is no TOML at all is told by its reader.
    let Ok(table) = DeTable::parse(text) else { return Ok(()) };
    let mut open = Vec::new();
    for (key, value) in table.get_ref() {
        // A `?` may well mean "empty" in an export.
        if key.get_ref() != "empty" {
            gather(value, &mut open);
        }
    }
    open.sort_unstable();
    let Some(first) = open.first() else { return Ok(()) };
    let line = |offset: &usize| (text.get(..*offset).unwrap_or(text).matches('\n').count() + 1).to_string();
    let mut lines: Vec<String> = open.iter().map(line).collect();
    lines.dedup();
    let what = match open.len() {
        1 => "a question in the profile is open".to_owned(),
        n => format!("{n} questions in the profile are open"),
    };
    Err(Problem::new(what)
        .at(place_of(text, shown, *first))
        .because(format!("\"{OPEN}\" stands in line {}", lines.join(", ")))
        .hint(format!(
            "write what is meant in place of each \"{OPEN}\"; the comment at the line says what fits the file"
        )))
}

fn gather(value: &Spanned<DeValue<'_>>, open: &mut Vec<usize>) {
    match value.get_ref() {
        DeValue::String(text) if text == OPEN => open.push(value.span().start),
        DeValue::Array(values) => values.iter().for_each(|v| gather(v, open)),
        DeValue::Table(table) => table.values().for_each(|v| gather(v, open)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::refuse;

    #[test]
    fn every_open_line_is_told() {
        let text = "name = \"a\"\nempty = [\"?\"]\n[columns]\nskpd = \"?\"\nx = { columns = \"a\", formats = [\"?\"] }\n\
            [status]\n\"A\" = { state = \"?\" }\n\"?\" = { state = \"closed\" }\n";
        let problem = refuse(text, "kanal.toml").unwrap_err();
        assert_eq!(problem.what, "3 questions in the profile are open");
        assert_eq!((problem.place.as_str(), problem.why.as_str()), ("kanal.toml:4:8", "\"?\" stands in line 4, 5, 7"));
        assert!(problem.next.contains("write what is meant"), "{problem}");
    }

    #[test]
    fn a_profile_without_questions_and_one_that_is_no_toml_go_on() {
        assert_eq!(refuse("name = \"a?\"\nempty = [\"?\"]", "kanal.toml"), Ok(()));
        assert_eq!(refuse("name = ", "kanal.toml"), Ok(()));
    }
}
