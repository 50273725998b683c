//! Letters that the bundled typeface lacks: a PDF/A must show each letter it holds, so another stands in their place.

use serde_json::Value;
use typst::text::Font;

/// What stands for a letter that no face has; a reader sees that something is missing.
const MISSING: char = char::REPLACEMENT_CHARACTER;

/// Letters with a good likeness in the typeface.
const LIKENESS: [(char, &str); 5] = [('−', "–"), ('→', "›"), ('←', "‹"), ('≥', ">="), ('≤', "<=")];

/// The text in letters that every face has.
pub fn shown(text: &str, fonts: &[Font]) -> String {
    let has = |c: char| fonts.iter().all(|font| font.info().coverage.contains(u32::from(c)));
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match LIKENESS.iter().find(|(of, _)| *of == c) {
            _ if c.is_ascii() || has(c) => out.push(c),
            Some((_, like)) => out.push_str(like),
            None => out.push(MISSING),
        }
    }
    out
}

/// All texts of the values in letters that every face has.
pub fn all_shown(value: &mut Value, fonts: &[Font]) {
    match value {
        Value::String(text) => {
            // Control characters have no form; a line break is none of a name.
            let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            *text = shown(&plain, fonts);
        }
        Value::Array(values) => values.iter_mut().for_each(|value| all_shown(value, fonts)),
        Value::Object(values) => values.values_mut().for_each(|value| all_shown(value, fonts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
