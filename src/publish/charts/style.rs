//! The one house style: the bundled typeface and a palette that stays apart for colour-blind readers.

use std::sync::OnceLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor, register_font};

use super::letters;
use super::scene::Face;
use crate::problem::Problem;
use crate::publish::colours::{Colour, colour};
use crate::publish::typeface::{BOLD, FAMILY, REGULAR};

/// Size handed to the rasteriser for an em of one pixel: it takes the height from ascent to descent.
pub const RASTER_EM: f64 = 1.362;

/// Size handed to the SVG writer for an em of one pixel: it divides by this.
pub const SVG_EM: f64 = 1.24;

/// A colour with a part to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The ground.
    Paper,
    /// Headings and values.
    Text,
    /// Explanations.
    Muted,
    /// Grid lines.
    Grid,
    /// Bands behind rows.
    Band,
    /// The main series.
    Main,
    /// The second series.
    Second,
    /// The target.
    Target,
    /// Unanswered, oldest, to be acted on.
    Alarm,
    /// Not ranked, unknown.
    Faint,
    /// What stands behind: the units beside the one that is looked at, the ground of a bar.
    Ghost,
    /// An interval around the main series.
    Haze,
    /// Text on a light colour of the scale; stays dark where a page turns its texts light.
    OnLight,
    /// Text on a dark colour of the scale; stays light where a page turns its ground dark.
    OnDark,
    /// Steps of a scale, light to dark.
    Scale1,
    /// See [`Ink::Scale1`].
    Scale2,
    /// See [`Ink::Scale1`].
    Scale3,
    /// See [`Ink::Scale1`].
    Scale4,
}

impl Ink {
    /// The colour on white paper.
    pub fn rgb(self) -> RGBColor {
        let name = match self {
            Self::Paper => return RGBColor(255, 255, 255),
            // Told apart from text and paper by a hair, so that a style sheet can tell them apart too.
            Self::OnLight => return RGBColor(0x1b, 0x1f, 0x25),
            Self::OnDark => return RGBColor(0xff, 0xff, 0xfe),
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Grid => "grid",
            Self::Band => "band",
            Self::Main => "main",
            Self::Second => "second",
            Self::Target => "target",
            Self::Alarm => "alarm",
            Self::Faint => "faint",
            Self::Ghost => "ghost",
            Self::Haze => "haze",
            Self::Scale1 => "scale1",
            Self::Scale2 => "scale2",
            Self::Scale3 => "scale3",
            Self::Scale4 => "scale4",
        };
        let Colour(red, green, blue) = colour(name);
        RGBColor(red, green, blue)
    }

    /// The ink in which a text on this colour is read best.
    pub const fn text_on(self) -> Self {
        match self {
            Self::Scale3 | Self::Scale4 | Self::Main | Self::Text | Self::Target => Self::OnDark,
            _ => Self::OnLight,
        }
    }
}

/// Makes the bundled family known to the drawing library, once.
///
/// # Errors
/// The bundled files are no fonts.
pub fn register() -> Result<(), Problem> {
    static DONE: OnceLock<bool> = OnceLock::new();
    let done = DONE.get_or_init(|| {
        register_font(FAMILY, FontStyle::Normal, REGULAR).is_ok()
            && register_font(FAMILY, FontStyle::Bold, BOLD).is_ok()
    });
    if *done { Ok(()) } else { Err(Problem::new("the bundled typeface cannot be read")) }
}

/// The font of a face, at a size of the backend's own reckoning.
pub fn font(face: Face, size: f64) -> FontDesc<'static> {
    let style = if face.bold { FontStyle::Bold } else { FontStyle::Normal };
    FontDesc::new(FontFamily::Name(FAMILY), size, style)
}

/// The width of a text in pixels, with some room for a browser that has another typeface.
pub fn text_width(text: &str, face: Face) -> f64 {
    let unknown = || f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)) * face.size * 0.6;
    letters::width(text, face).map_or_else(unknown, |width| width * 1.04)
}
