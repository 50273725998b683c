//! The colours of charts, of the light page and of PDF documents: the shipped ones, or an office's own.
//!
//! Okabe and Ito's hues where hue tells things apart ("Color Universal Design", 2008), so that a colour-blind reader sees
//! what others see; an office that puts its own in their place answers for that.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::problem::Problem;

/// A colour of the screen: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl FromStr for Colour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("'{text}' is no colour; write it as \"#0072b2\"");
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()));
        let part = |at: usize| digits.and_then(|d| u8::from_str_radix(d.get(at..at + 2)?, 16).ok());
        Ok(Self(part(0).ok_or_else(wrong)?, part(2).ok_or_else(wrong)?, part(4).ok_or_else(wrong)?))
    }
}

/// Every colour that has a part to play: its name, as shipped, and the part.
const SHIPPED: [(&str, &str, &str); 16] = [
    ("text", "#1b1f24", "judul dan nilai / headings and values"),
    ("muted", "#56606b", "keterangan / explanations"),
    ("grid", "#dde2e7", "garis bantu / grid lines"),
    ("band", "#f4f6f8", "latar baris / bands behind rows"),
    ("main", "#0072b2", "seri utama / the main series"),
    ("second", "#009e73", "seri kedua / the second series"),
    ("target", "#b34700", "target / the target"),
    ("alarm", "#d55e00", "perlu tindakan / to be acted on"),
    ("faint", "#8a949e", "tidak diperingkat / not ranked"),
    ("ghost", "#c4cbd2", "latar pembanding / what stands behind"),
    ("haze", "#d5e6f3", "selang kepercayaan / an interval"),
    ("scale1", "#cbe1f1", "tangga warna, termuda / the scale, lightest"),
    ("scale2", "#8cbde0", "tangga warna / the scale"),
    ("scale3", "#3f8fc4", "tangga warna / the scale"),
    ("scale4", "#0b558c", "tangga warna, tertua / the scale, darkest"),
    ("dark", "#0b3a5d", "judul dan sampul dokumen PDF / headings and covers of PDF documents"),
];

/// The colours of this process: a run publishes for one office.
static OWN: OnceLock<BTreeMap<&'static str, Colour>> = OnceLock::new();

/// A colour by its name; white where there is none of that name, which a test of the names finds.
#[must_use]
pub fn colour(name: &str) -> Colour {
    let own = OWN.get().and_then(|own| own.get(name).copied());
    own.unwrap_or_else(|| shipped(name).unwrap_or(Colour(255, 255, 255)))
}

fn shipped(name: &str) -> Option<Colour> {
    SHIPPED.iter().find(|(known, _, _)| *known == name).and_then(|(_, colour, _)| colour.parse().ok())
}

/// Puts own colours, by their names, in the place of shipped ones, once, before the first document is made.
///
/// # Errors
/// There is no colour of a name.
pub fn recolour(own: Vec<(String, Colour)>) -> Result<(), Problem> {
    let named = |(name, colour): (String, Colour)| {
        let known = SHIPPED.iter().find(|(known, _, _)| *known == name).map(|(known, _, _)| *known);
        known.map(|known| (known, colour)).ok_or_else(|| {
            let all: Vec<_> = SHIPPED.iter().map(|(name, _, _)| *name).collect();
            Problem::new(format!("'{name}' is no colour of the documents"))
                .because(format!("the colours are {}", all.join(", ")))
                .hint("`rapor init --templates` writes warna.toml with every colour")
        })
    };
    let own = own.into_iter().map(named).collect::<Result<_, Problem>>()?;
    OWN.set(own).map_err(|_| Problem::new("the colours of the documents were set before"))
}

/// A shipped style with own colours in the place of shipped ones.
#[must_use]
pub fn restyled(style: &str) -> String {
    let Some(own) = OWN.get() else { return style.to_owned() };
    let changed = SHIPPED.iter().filter_map(|(name, shipped, _)| Some((*shipped, own.get(name)?)));
    changed.fold(style.to_owned(), |style, (shipped, Colour(r, g, b))| {
        let own = format!("#{r:02x}{g:02x}{b:02x}");
        // The page finds the colours of charts as the drawing library writes them, in capitals.
        style.replace(shipped, &own).replace(&shipped.to_uppercase(), &own.to_uppercase())
    })
}

/// Every colour as shipped, as comments of a TOML file to start from.
#[must_use]
pub fn shipped_colours() -> String {
    let head = "# Warna grafik, halaman terang, dan dokumen PDF; hapus # di depan baris yang hendak diganti. Warna halaman gelap ada di gaya.css.\n\
                # Colours of charts, the light page and PDF documents; take away the # to change one. Those of the dark page are in gaya.css.\n";
    let line = |(name, colour, part): &(&str, &str, &str)| format!("# {name} = \"{colour}\"  # {part}\n");
    SHIPPED.iter().map(line).fold(head.to_owned(), |all, line| all + &line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits() {
        assert_eq!("#0072b2".parse(), Ok(Colour(0, 0x72, 0xb2)));
        for wrong in ["0072b2", "#0072b", "#0072bg", "blue", "#é12é1"] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_shipped_colour_is_one_and_stands_once() {
        let colours: std::collections::BTreeSet<_> = SHIPPED.iter().map(|(_, colour, _)| *colour).collect();
        assert_eq!(colours.len(), SHIPPED.len(), "two parts share a colour: a style could not be told apart");
        assert!(SHIPPED.iter().all(|(name, colour, _)| shipped(name).is_some() && colour.to_lowercase() == *colour));
    }
}
