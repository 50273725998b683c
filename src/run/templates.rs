//! The office's own templates, words and logo, with their hashes.

use std::fs;
use std::path::Path;

use crate::config::{Config, OwnWords, wording};
use crate::problem::Problem;
use crate::publish::{self, Ingredient, Logo, Templates, Wording, hash};

/// The file of own words in the folder of templates.
pub const WORDS: &str = "kata.toml";

/// The shipped templates with those of `[publish] templates` in their place, and the logo; own words are set for the process.
///
/// # Errors
/// The folder or a file cannot be read, a file is no template, or the logo is no picture.
pub fn templates(config: &Config, ingredients: &mut Vec<Ingredient>) -> Result<Templates, Problem> {
    let mut templates = Templates::default();
    if let Some(folder) = &config.publish.templates {
        let unread = |e: std::io::Error| {
            Problem::new("the folder of templates cannot be read")
                .at(&folder.place)
                .because(format!("{}: {e}", folder.path.display()))
                .hint("`rapor init --templates` writes one with the shipped templates")
        };
        let mut paths = fs::read_dir(&folder.path)
            .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>())
            .map_err(unread)?;
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // What an editor or a file browser leaves behind.
            if name.starts_with('.') || name.ends_with('~') {
                continue;
            }
            let bytes = read(&path, "the template cannot be read")?;
            ingredients.push(Ingredient { name: format!("template {name}"), hash: hash(&bytes) });
            if name == WORDS {
                reword(&bytes, &path)?;
            } else {
                templates.replace(&name, bytes).map_err(|problem| problem.at(path.display()))?;
            }
        }
    }
    if let Some(logo) = &config.publish.logo {
        let bytes = read(&logo.path, "the logo cannot be read").map_err(|problem| problem.at(&logo.place))?;
        ingredients.push(Ingredient { name: "logo".to_owned(), hash: hash(&bytes) });
        templates.set_logo(Logo::new(bytes).map_err(|problem| problem.at(&logo.place))?);
    }
    Ok(templates)
}

/// Puts the office's own words in the place of shipped texts.
fn reword(bytes: &[u8], path: &Path) -> Result<(), Problem> {
    let shown = path.display().to_string();
    let text = std::str::from_utf8(bytes).map_err(|e| {
        Problem::new("the words are no text in UTF-8").at(&shown).because(e).hint("save the file as UTF-8")
    })?;
    let own = |OwnWords { key, id, en, place }| Wording { key, id, en, place };
    publish::reword(wording(text, &shown)?.into_iter().map(own).collect())
}

fn read(path: &Path, what: &str) -> Result<Vec<u8>, Problem> {
    fs::read(path).map_err(|e| {
        Problem::new(what).at(path.display()).because(e).hint("correct its path under [publish] in rapor.toml")
    })
}
