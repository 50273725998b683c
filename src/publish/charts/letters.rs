//! The letters of a text as pixels, each at its own place between them.

use std::sync::OnceLock;

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};

use super::scene::{Anchor, Face, reach};
use super::style::RASTER_EM;
use crate::problem::Problem;
use crate::publish::typeface::{BOLD, REGULAR};

/// How many steps a letter's edge has from paper to ink.
const SHADES: f32 = 8.0;

/// The bundled typeface, regular and bold.
fn fonts() -> Option<&'static [FontRef<'static>; 2]> {
    static FONTS: OnceLock<Option<[FontRef<'static>; 2]>> = OnceLock::new();
    let read = || FontRef::try_from_slice(REGULAR).ok().zip(FontRef::try_from_slice(BOLD).ok());
    FONTS.get_or_init(|| read().map(|(regular, bold)| [regular, bold])).as_ref()
}

/// The width of a text; `None` where the bundled files are no fonts.
#[allow(clippy::cast_possible_truncation)] // a size of letters
pub fn width(text: &str, face: Face) -> Option<f64> {
    let [regular, bold] = fonts()?;
    let font = if face.bold { bold } else { regular };
    let font = font.as_scaled(PxScale::from((face.size * RASTER_EM) as f32));
    Some(f64::from(text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum::<f32>()))
}

/// Whether the typeface has a letter for this character.
#[cfg(test)]
pub fn has(c: char) -> bool {
    fonts().is_some_and(|fonts| fonts.iter().all(|font| font.glyph_id(c).0 != 0))
}

/// The pixels of a text on its baseline, each with how far ink covers it.
///
/// # Errors
/// The bundled files are no fonts.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // places in a picture
pub fn set(
    text: &str,
    face: Face,
    scale: f64,
    (x, y): (f64, f64),
    anchor: Anchor,
) -> Result<Vec<(i32, i32, f64)>, Problem> {
    let [regular, bold] = fonts().ok_or_else(|| Problem::new("the bundled typeface cannot be read"))?;
    let font = if face.bold { bold } else { regular };
    let font = font.as_scaled((face.size * scale * RASTER_EM) as f32);
    let width: f32 = text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum();
    let mut left = reach(x, anchor, f64::from(width))[0] as f32;
    let mut pixels = Vec::new();
    for c in text.chars() {
        let id = font.glyph_id(c);
        // A quarter of a pixel is finer than an eye, and letters alike are pixels alike, which makes a small file.
        let place = point((left * 4.0).round() / 4.0, y.round() as f32);
        let glyph = id.with_scale_and_position(font.scale(), place);
        if let Some(outline) = font.outline_glyph(glyph) {
            let from = outline.px_bounds().min;
            outline.draw(|dx, dy, cover| {
                let cover = (cover * SHADES).round() / SHADES;
                if cover > 0.0 {
                    let place = (from.x as i32 + dx as i32, from.y as i32 + dy as i32);
                    pixels.push((place.0, place.1, f64::from(cover.min(1.0))));
                }
            });
        }
        left += font.h_advance(id);
    }
    Ok(pixels)
}
