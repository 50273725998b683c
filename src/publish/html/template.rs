//! Fills the templates of the pages; a page includes the common parts (style, tables, what sorts them) by their names.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value as Filled};
use serde_json::{Value as Json, json};

use super::policy;
use crate::problem::Problem;
use crate::publish::numbers::percent_short;
use crate::publish::templates::Templates;
use crate::publish::{Language, texts};

/// The words that the scripts of a page say, by the names under which they ask for them.
const WORDS: [(&str, &str); 21] = [
    ("search", "page.search"),
    ("group", "page.group"),
    ("all", "page.group.all"),
    ("all_columns", "page.all_columns"),
    ("copy", "page.copy"),
    ("copied", "page.copied"),
    ("not_copied", "page.not_copied"),
    ("rows", "page.rows"),
    ("unit", "page.unit"),
    ("back", "page.back"),
    ("quarter", "page.quarter"),
    ("interval", "page.interval"),
    ("of", "page.of"),
    ("measures", "page.measures"),
    ("nothing", "page.nothing"),
    ("open", "page.open"),
    ("close", "page.close"),
    ("measure", "table.measure"),
    ("value", "table.value"),
    ("target", "table.target"),
    ("attainment", "table.attainment"),
];

/// What the scripts of a page are given: their words, and the units that can be shown by themselves. It can stand inside a
/// `script` element: no `<` is left in it.
pub fn script_data(units: &Json, language: Language) -> String {
    let mut words: BTreeMap<&str, Json> = BTreeMap::new();
    for (name, key) in WORDS {
        words.insert(name, texts::find(key, language).unwrap_or(key).into());
    }
    let ticks = [0.0, 0.5, 1.0].map(|share| percent_short(share, language));
    words.insert("percent", ticks.as_slice().into());
    let data = json!({ "lang": language.code(), "words": words, "units": units });
    data.to_string().replace('<', "\\u003c")
}

/// Fills a page. Everything is escaped but what the page marks as safe. Its policy allows the styles and scripts that it holds
/// itself, by their hashes, and no request whatever.
///
/// # Errors
/// The template is at fault.
pub fn render(templates: &Templates, name: &str, page: Filled, language: Language) -> Result<Vec<u8>, Problem> {
    let failed = |e: minijinja::Error| Problem::new("the page could not be made").at(name).because(e);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?;
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax);
    environment.add_global("policy", policy::PLACE);
    environment.add_function("t", move |key: &str| texts::find(key, language).unwrap_or("").to_owned());
    for (name, text) in templates.all().filter(|(name, _)| !name.ends_with(".typ")) {
        environment.add_template(name, text).map_err(failed)?;
    }
    let text = environment.get_template(name).and_then(|template| template.render(page)).map_err(failed)?;
    Ok(policy::enforce(&text).into_bytes())
}
