//! `[publish]`: languages, own templates, logo.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::super::toml_text::place_of;
use super::Check;
use crate::problem::Problem;

/// How the documents look.
#[derive(Debug, Clone)]
pub struct Publish {
    /// Languages of the documents, the first the default.
    pub languages: Vec<String>,
    /// A folder with templates in the place of shipped ones.
    pub templates: Option<Placed>,
    /// A picture for covers and letterheads.
    pub logo: Option<Placed>,
}

/// A path of the configuration and where it stands there.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The path, resolved against the folder of `rapor.toml`.
    pub path: PathBuf,
    /// File, line and column.
    pub place: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PublishText {
    languages: Option<Spanned<Vec<String>>>,
    templates: Option<Spanned<PathBuf>>,
    logo: Option<Spanned<PathBuf>>,
}

impl Check<'_> {
    pub(super) fn publish(&self, publish: PublishText, base: &Path) -> Result<Publish, Problem> {
        let path = |path: Option<Spanned<PathBuf>>| {
            path.map(|path| Placed {
                place: place_of(self.text, self.shown, path.span().start),
                path: base.join(path.into_inner()),
            })
        };
        let languages = match publish.languages {
            None => vec!["id".to_owned()],
            Some(languages) => {
                let known = |l: &String| l == "id" || l == "en";
                if languages.get_ref().is_empty() || !languages.get_ref().iter().all(known) {
                    return Err(self.fail(&languages, "languages are \"id\" and \"en\""));
                }
                languages.into_inner()
            }
        };
        Ok(Publish { languages, templates: path(publish.templates), logo: path(publish.logo) })
    }
}
