//! `warna.toml` of a folder of templates: an office's own colours.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::toml_text::{Word, parse as parse_toml};
use crate::problem::Problem;

/// Reads lines of the form `main = "#005b8f"`, each into what its type takes.
///
/// # Errors
/// The text is no TOML, or a value is no colour; with line and column.
pub fn colours<C>(text: &str, shown: &str) -> Result<Vec<(String, C)>, Problem>
where
    C: FromStr,
    C::Err: fmt::Display,
{
    let hint = "write each line as name = \"#0072b2\"; `rapor init --templates` writes one with every colour";
    let own: BTreeMap<String, Word<C>> = parse_toml(text, shown).map_err(|problem| problem.hint(hint))?;
    Ok(own.into_iter().map(|(name, Word(colour))| (name, colour)).collect())
}
