//! `JANGAN-DIBAGIKAN.txt`: why the folder beside it stays inside. For Indonesian offices, in Indonesian.

use super::numbers::count;
use super::texts::{fill, t};
use super::{Document, Language};

/// The warning, with the number of rows held back as confidential.
pub fn document(held_back: usize) -> Document {
    let language = Language::Id;
    let held = count(u64::try_from(held_back).unwrap_or(u64::MAX), language);
    let last = if held_back == 0 { t("warning.none", language) } else { t("warning.held", language) };
    let text = format!("{}\n\n{}\n", t("warning.text", language), fill(last, &[("n", &held)]));
    Document { path: "internal/JANGAN-DIBAGIKAN.txt".to_owned(), bytes: text.into_bytes() }
}
