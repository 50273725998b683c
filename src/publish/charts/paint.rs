//! Scenes to SVG and PNG, by one function over any drawing backend.

use plotters::backend::{BitMapBackend, DrawingBackend, SVGBackend};
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, ShapeStyle, TextStyle};
use rustc_hash::FxHashMap;

use super::letters;
use super::scene::{Anchor, Scene, Shape};
use super::style::{Ink, SVG_EM, font, register};
use crate::problem::Problem;
use crate::publish::typeface::FAMILY;

/// Pictures for slides are drawn at twice their size.
const PNG_SCALE: f64 = 2.0;

/// What differs between backends: how many device pixels a pixel has, and who draws the letters.
#[derive(Clone, Copy)]
struct Device {
    scale: f64,
    /// Whether letters are drawn by us: the library sets each at a whole pixel and forgets the room on its left.
    draws_letters: bool,
}

/// The SVG text of a scene, with a title for readers who do not see it.
///
/// # Errors
/// The drawing library refused.
pub fn svg(scene: &Scene, alt: &str) -> Result<String, Problem> {
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, size(scene, 1.0)).into_drawing_area();
        paint(scene, &area, Device { scale: 1.0, draws_letters: false })?;
    }
    // Baselines are placed by us, so the writer's own offset goes; a viewer without the family gets another.
    let text = text
        .replace(" dy=\"0.76em\"", "")
        .replace(&format!("font-family=\"{FAMILY}\""), &format!("font-family=\"'{FAMILY}', Arial, sans-serif\""));
    let title = format!("\n<title>{}</title>", escape(alt));
    Ok(match text.find('>') {
        Some(end) => format!("{}{title}{}", &text[..=end], &text[end + 1..]),
        None => text,
    })
}

/// The PNG bytes of a scene at twice its size.
///
/// # Errors
/// The drawing library or the encoder refused.
pub fn png(scene: &Scene) -> Result<Vec<u8>, Problem> {
    let (width, height) = size(scene, PNG_SCALE);
    let pixels = usize::try_from(u64::from(width) * u64::from(height)).map_err(|e| refused(&e))?;
    let mut buffer = vec![0; pixels * 3];
    {
        let area = BitMapBackend::with_buffer(&mut buffer, (width, height)).into_drawing_area();
        paint(scene, &area, Device { scale: PNG_SCALE, draws_letters: true })?;
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    if let Some((palette, places)) = palette(&buffer) {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette);
        buffer = places;
    } else {
        encoder.set_color(png::ColorType::Rgb);
    }
    let mut writer = encoder.write_header().map_err(|e| refused(&e))?;
    writer.write_image_data(&buffer).map_err(|e| refused(&e))?;
    writer.finish().map_err(|e| refused(&e))?;
    Ok(bytes)
}

/// The colours of a picture in the order in which they are met, and of each pixel the place of its colour among them; `None`
/// where there are more than 256.
fn palette(rgb: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut known: FxHashMap<&[u8], u8> = FxHashMap::default();
    let (mut colours, mut places) = (Vec::new(), Vec::with_capacity(rgb.len() / 3));
    let mut last: (&[u8], u8) = (&[], 0);
    for pixel in rgb.chunks_exact(3) {
        if pixel != last.0 {
            let place = match known.get(pixel) {
                Some(place) => *place,
                None => {
                    let place = u8::try_from(known.len()).ok()?;
                    known.insert(pixel, place);
                    colours.extend_from_slice(pixel);
                    place
                }
            };
            last = (pixel, place);
        }
        places.push(last.1);
    }
    Some((colours, places))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // pictures are far below 2^31 pixels wide
fn size(scene: &Scene, scale: f64) -> (u32, u32) {
    ((scene.width * scale).ceil() as u32, (scene.height * scale).ceil() as u32)
}

#[allow(clippy::cast_possible_truncation)] // see `size`
fn pixel(x: f64) -> i32 {
    x.round() as i32
}

fn paint<DB: DrawingBackend>(
    scene: &Scene,
    area: &DrawingArea<DB, plotters::coord::Shift>,
    device: Device,
) -> Result<(), Problem> {
    register()?;
    area.fill(&Ink::Paper.rgb()).map_err(|e| refused(&e))?;
    for shape in &scene.shapes {
        draw(shape, area, device)?;
    }
    area.present().map_err(|e| refused(&e))
}

fn draw<DB: DrawingBackend>(
    shape: &Shape,
    area: &DrawingArea<DB, plotters::coord::Shift>,
    device: Device,
) -> Result<(), Problem> {
    let place = |(x, y): (f64, f64)| (pixel(x * device.scale), pixel(y * device.scale));
    match shape {
        Shape::Rect { from, to, ink } => {
            area.draw(&Rectangle::new([place(*from), place(*to)], ink.rgb().filled())).map_err(|e| refused(&e))
        }
        Shape::Line { from, to, ink, width } => {
            let stroke = size_of(width * device.scale);
            let style = ShapeStyle { color: ink.rgb().to_rgba(), filled: false, stroke_width: stroke };
            area.draw(&PathElement::new([place(*from), place(*to)], style)).map_err(|e| refused(&e))
        }
        Shape::Path { points, ink, width } => {
            let stroke = size_of(width * device.scale);
            let style = ShapeStyle { color: ink.rgb().to_rgba(), filled: false, stroke_width: stroke };
            let points: Vec<(i32, i32)> = points.iter().copied().map(place).collect();
            area.draw(&PathElement::new(points, style)).map_err(|e| refused(&e))
        }
        Shape::Area { points, ink } => {
            let points: Vec<(i32, i32)> = points.iter().copied().map(place).collect();
            area.draw(&Polygon::new(points, ink.rgb().filled())).map_err(|e| refused(&e))
        }
        Shape::Dot { at, radius, ink } => {
            let dot = Circle::new(place(*at), pixel(radius * device.scale), ink.rgb().filled());
            area.draw(&dot).map_err(|e| refused(&e))
        }
        Shape::Text { at, anchor, face, ink, text } if device.draws_letters => {
            let baseline = (at.0 * device.scale, at.1 * device.scale);
            let letters = letters::set(text, *face, device.scale, baseline, *anchor)?;
            let colour = ink.rgb();
            letters
                .into_iter()
                .try_for_each(|(x, y, cover)| area.draw_pixel((x, y), &colour.mix(cover)).map_err(|e| refused(&e)))
        }
        Shape::Text { at, anchor, face, ink, text } => {
            let size = face.size * device.scale * SVG_EM;
            let (x, y) = place(*at);
            let h = match anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            let colour = ink.rgb();
            let style = TextStyle::from(font(*face, size)).color(&colour).pos(Pos::new(h, VPos::Top));
            area.draw(&Text::new(text.clone(), (x, y), style)).map_err(|e| refused(&e))
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few pixels
fn size_of(width: f64) -> u32 {
    width.round().max(1.0) as u32
}

fn refused(cause: &dyn std::fmt::Display) -> Problem {
    Problem::new("a chart could not be drawn").because(cause)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
