//! The office's own templates, words, colours and logo, with their hashes.

use std::fs;
use std::path::Path;

use crate::config::{Config, OwnWords, colours, wording};
use crate::problem::Problem;
use crate::publish::{self, Ingredient, Logo, Templates, Wording, hash};

/// The file of own words in the folder of templates.
pub const WORDS: &str = "kata.toml";

/// The file of own colours there.
pub const COLOURS: &str = "warna.toml";

/// The shipped templates with those of `[publish] templates` in their place, and the logo; own words and colours are set for the process.
///
/// # Errors
/// The folder or a file cannot be read, a file is no template, or the logo is no picture.
pub fn templates(config: &Config, ingredients: &mut Vec<Ingredient>) -> Result<Templates, Problem> {
    let mut templates = Templates::default();
    let mut own = Vec::new();
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
            match name.as_str() {
                WORDS => reword(&text_of(&bytes, &path)?, &path)?,
                COLOURS => recolour(&text_of(&bytes, &path)?, &path)?,
                _ => own.push((name, bytes, path)),
            }
        }
    }
    templates = templates.recoloured();
    for (name, bytes, path) in own {
        templates.replace(&name, bytes).map_err(|problem| problem.at(path.display()))?;
    }
    if let Some(logo) = &config.publish.logo {
        let bytes = read(&logo.path, "the logo cannot be read").map_err(|problem| problem.at(&logo.place))?;
        ingredients.push(Ingredient { name: "logo".to_owned(), hash: hash(&bytes) });
        templates.set_logo(Logo::new(bytes).map_err(|problem| problem.at(&logo.place))?);
    }
    Ok(templates)
}

/// Puts the office's own words in the place of shipped texts.
fn reword(text: &str, path: &Path) -> Result<(), Problem> {
    let own = |OwnWords { key, id, en, place }| Wording { key, id, en, place };
    publish::reword(wording(text, &path.display().to_string())?.into_iter().map(own).collect())
}

/// Puts the office's own colours in the place of shipped ones.
fn recolour(text: &str, path: &Path) -> Result<(), Problem> {
    publish::recolour(colours(text, &path.display().to_string())?).map_err(|problem| problem.at(path.display()))
}

fn text_of(bytes: &[u8], path: &Path) -> Result<String, Problem> {
    String::from_utf8(bytes.to_vec()).map_err(|e| {
        Problem::new("the file is no text in UTF-8").at(path.display()).because(e).hint("save it as UTF-8")
    })
}

fn read(path: &Path, what: &str) -> Result<Vec<u8>, Problem> {
    fs::read(path).map_err(|e| {
        Problem::new(what).at(path.display()).because(e).hint("correct its path under [publish] in rapor.toml")
    })
}
