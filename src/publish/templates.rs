//! The templates of pages and PDF documents: the shipped ones, or those that an office has put in their place, and its logo.
//!
//! Owns which text a template has. What stands in it is the office's own; values reach it as values only.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::colours;
use crate::problem::Problem;

/// The shipped templates by their names.
const SHIPPED: [(&str, &str); 11] = [
    ("gaya.css", include_str!("templates/gaya.css")),
    ("gaya.typ", include_str!("templates/gaya.typ")),
    ("kartu.typ", include_str!("templates/kartu.typ")),
    ("laporan.html", include_str!("templates/laporan.html")),
    ("laporan.typ", include_str!("templates/laporan.typ")),
    ("mutu-data.html", include_str!("templates/mutu-data.html")),
    ("paparan.typ", include_str!("templates/paparan.typ")),
    ("pengumuman.typ", include_str!("templates/pengumuman.typ")),
    ("tabel.html", include_str!("templates/tabel.html")),
    ("tabel.js", include_str!("templates/tabel.js")),
    ("unit.js", include_str!("templates/unit.js")),
];

/// The most bytes that a logo may have: it stands in every document.
pub const LARGEST_LOGO: usize = 2 * 1024 * 1024;

/// A picture for covers and letterheads.
#[derive(Debug, Clone)]
pub struct Logo {
    kind: &'static str,
    bytes: Vec<u8>,
}

impl Logo {
    /// Takes a picture by what its bytes are, whatever its name says.
    ///
    /// # Errors
    /// It is neither SVG nor PNG nor JPEG, or too large.
    pub fn new(bytes: Vec<u8>) -> Result<Self, Problem> {
        if bytes.len() > LARGEST_LOGO {
            return Err(
                Problem::new("the logo is larger than 2 MiB").hint("it stands in every document; make it smaller")
            );
        }
        let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024)).unwrap_or_default()).into_owned();
        let kind = match bytes.as_slice() {
            [0x89, b'P', b'N', b'G', ..] => "png",
            [0xff, 0xd8, 0xff, ..] => "jpg",
            _ if start.contains("<svg") => "svg",
            _ => return Err(Problem::new("the logo is no SVG, PNG or JPEG picture").hint("save it as one of these")),
        };
        Ok(Self { kind, bytes })
    }

    /// Where a template finds it.
    #[must_use]
    pub fn path(&self) -> &'static str {
        match self.kind {
            "png" => "/logo.png",
            "jpg" => "/logo.jpg",
            _ => "/logo.svg",
        }
    }

    /// The picture.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// What an office may put in the place of the shipped ones.
#[derive(Debug, Clone)]
pub struct Templates {
    texts: BTreeMap<&'static str, Cow<'static, str>>,
    logo: Option<Logo>,
}

impl Default for Templates {
    fn default() -> Self {
        Self { texts: SHIPPED.iter().map(|&(name, text)| (name, Cow::Borrowed(text))).collect(), logo: None }
    }
}

impl Templates {
    /// The names of all templates.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// Puts a text in the place of a shipped template.
    ///
    /// # Errors
    /// There is no template of that name, or it is no text.
    pub fn replace(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Problem> {
        let Some(known) = Self::names().find(|known| *known == name) else {
            let all: Vec<_> = Self::names().collect();
            return Err(Problem::new(format!("'{name}' is no template"))
                .because(format!("the templates are {}", all.join(", ")))
                .hint("name the file as the template that it stands for, or take it out of the folder"));
        };
        let text = String::from_utf8(bytes).map_err(|e| {
            Problem::new(format!("the template '{name}' is no text in UTF-8")).because(e).hint("save it as UTF-8")
        })?;
        self.texts.insert(known, Cow::Owned(text));
        Ok(())
    }

    /// Puts the office's own colours into the shipped styles.
    #[must_use]
    pub fn recoloured(self) -> Self {
        let texts = self.texts.into_iter().map(|(name, text)| (name, Cow::Owned(colours::restyled(&text)))).collect();
        Self { texts, ..self }
    }

    /// Puts a logo on covers and letterheads.
    pub fn set_logo(&mut self, logo: Logo) {
        self.logo = Some(logo);
    }

    /// The text of a template.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(AsRef::as_ref)
    }

    /// Every template and its text.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.texts.iter().map(|(name, text)| (*name, text.as_ref()))
    }

    /// The logo, if there is one.
    #[must_use]
    pub fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }
}
