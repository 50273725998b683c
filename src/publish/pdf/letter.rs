//! `pengumuman.pdf`, and the same letter as `pengumuman.md`.

use super::Press;
use crate::judge::Report;
use crate::problem::Problem;
use crate::publish::{Document, Language, Options, letter};

/// The announcement letter in both forms, in one language.
///
/// # Errors
/// The template is not sound.
pub fn documents(
    press: &Press<'_>,
    report: &Report,
    language: Language,
    options: &Options,
) -> Result<[Document; 2], Problem> {
    let letter = letter::of(report, options.templates.logo().map(|logo| logo.path()), language);
    let bytes = press.print("pengumuman.typ", &letter, &[], report)?.bytes;
    let path = format!("publik/pengumuman{}.pdf", language.suffix());
    Ok([Document { path, bytes }, letter::document(&letter, language)])
}
