//! The templates of the pages and their common parts: style, tables, and what sorts them.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use crate::problem::Problem;
use crate::publish::{Language, texts};

/// Every template by its name; a page includes its parts by theirs.
const TEMPLATES: [(&str, &str); 5] = [
    ("laporan.html", include_str!("../templates/laporan.html")),
    ("mutu-data.html", include_str!("../templates/mutu-data.html")),
    ("tabel.html", include_str!("../templates/tabel.html")),
    ("gaya.css", include_str!("../templates/gaya.css")),
    ("tabel.js", include_str!("../templates/tabel.js")),
];

/// Fills a page. Everything is escaped but what the page marks as safe.
///
/// # Errors
/// The template is at fault.
pub fn render(name: &str, page: Value, language: Language) -> Result<Vec<u8>, Problem> {
    let failed = |e: minijinja::Error| Problem::new("the page could not be made").at(name).because(e);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?;
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax);
    environment.add_function("t", move |key: &str| texts::find(key, language).unwrap_or("").to_owned());
    for (name, text) in TEMPLATES {
        environment.add_template(name, text).map_err(failed)?;
    }
    let text = environment.get_template(name).and_then(|template| template.render(page)).map_err(failed)?;
    Ok(text.into_bytes())
}
