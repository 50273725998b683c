//! Fills the templates of the pages; a page includes the common parts (style, tables, what sorts them) by their names.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use crate::problem::Problem;
use crate::publish::templates::Templates;
use crate::publish::{Language, texts};

/// Fills a page. Everything is escaped but what the page marks as safe.
///
/// # Errors
/// The template is at fault.
pub fn render(templates: &Templates, name: &str, page: Value, language: Language) -> Result<Vec<u8>, Problem> {
    let failed = |e: minijinja::Error| Problem::new("the page could not be made").at(name).because(e);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?;
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax);
    environment.add_function("t", move |key: &str| texts::find(key, language).unwrap_or("").to_owned());
    for (name, text) in templates.all().filter(|(name, _)| !name.ends_with(".typ")) {
        environment.add_template(name, text).map_err(failed)?;
    }
    let text = environment.get_template(name).and_then(|template| template.render(page)).map_err(failed)?;
    Ok(text.into_bytes())
}
