//! A picture as a list of shapes in CSS pixels, before any backend draws it.
//!
//! Charts are composed as scenes, so each is drawn once and comes out alike as SVG and PNG.

use super::style::{Ink, text_width};

/// How a text lies relative to its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// x is its left edge.
    Start,
    /// x is its middle.
    Middle,
    /// x is its right edge.
    End,
}

/// Size and weight of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    /// The em size in pixels.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
}

impl Face {
    /// A regular face.
    pub const fn plain(size: f64) -> Self {
        Self { size, bold: false }
    }

    /// A bold face.
    pub const fn bold(size: f64) -> Self {
        Self { size, bold: true }
    }
}

/// One shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle by its corners.
    Rect { from: (f64, f64), to: (f64, f64), ink: Ink },
    /// A straight line.
    Line { from: (f64, f64), to: (f64, f64), ink: Ink, width: f64 },
    /// A line through several points.
    Path { points: Vec<(f64, f64)>, ink: Ink, width: f64 },
    /// A filled area by its corners.
    Area { points: Vec<(f64, f64)>, ink: Ink },
    /// A filled circle.
    Dot { at: (f64, f64), radius: f64, ink: Ink },
    /// A text on its baseline.
    Text { at: (f64, f64), anchor: Anchor, face: Face, ink: Ink, text: String },
}

/// A picture in the making.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// What to draw, first at the bottom.
    pub shapes: Vec<Shape>,
}

impl Scene {
    /// An empty picture of this width; its height grows with what is drawn.
    pub fn new(width: f64) -> Self {
        Self { width, height: 0.0, shapes: Vec::new() }
    }

    /// Adds a filled rectangle.
    pub fn rect(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink) {
        self.shapes.push(Shape::Rect { from, to, ink });
    }

    /// Adds a line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink, width: f64) {
        self.shapes.push(Shape::Line { from, to, ink, width });
    }

    /// Puts another picture onto this one, moved by so much.
    pub fn put(&mut self, other: &Self, (dx, dy): (f64, f64)) {
        let moved = |(x, y): (f64, f64)| (x + dx, y + dy);
        self.shapes.extend(other.shapes.iter().cloned().map(|shape| match shape {
            Shape::Rect { from, to, ink } => Shape::Rect { from: moved(from), to: moved(to), ink },
            Shape::Line { from, to, ink, width } => Shape::Line { from: moved(from), to: moved(to), ink, width },
            Shape::Path { points, ink, width } => {
                Shape::Path { points: points.into_iter().map(moved).collect(), ink, width }
            }
            Shape::Area { points, ink } => Shape::Area { points: points.into_iter().map(moved).collect(), ink },
            Shape::Dot { at, radius, ink } => Shape::Dot { at: moved(at), radius, ink },
            Shape::Text { at, anchor, face, ink, text } => Shape::Text { at: moved(at), anchor, face, ink, text },
        }));
    }

    /// Adds a line through these points; a gap parts it.
    pub fn path(&mut self, points: &[Option<(f64, f64)>], ink: Ink, width: f64) {
        for part in points.split(Option::is_none) {
            let points: Vec<(f64, f64)> = part.iter().flatten().copied().collect();
            if points.len() > 1 {
                self.shapes.push(Shape::Path { points, ink, width });
            }
        }
    }

    /// Adds a filled area between two lines of one direction.
    pub fn area(&mut self, upper: &[(f64, f64)], lower: &[(f64, f64)], ink: Ink) {
        let points: Vec<(f64, f64)> = upper.iter().chain(lower.iter().rev()).copied().collect();
        if points.len() > 2 {
            self.shapes.push(Shape::Area { points, ink });
        }
    }

    /// Adds a text on a ground of paper, which keeps it readable where a line passes.
    pub fn text_on_paper(&mut self, at: (f64, f64), anchor: Anchor, face: Face, ink: Ink, text: &str) {
        let [left, right] = reach(at.0, anchor, text_width(text, face));
        self.rect((left - 2.0, at.1 - face.size * 0.82), (right + 2.0, at.1 + face.size * 0.24), Ink::Paper);
        self.text(at, anchor, face, ink, text);
    }

    /// Adds a dashed vertical line.
    pub fn dashed_vertical(&mut self, x: f64, top: f64, bottom: f64, ink: Ink) {
        let mut y = top;
        while y < bottom {
            self.line((x, y), (x, (y + 5.0).min(bottom)), ink, 1.5);
            y += 9.0;
        }
    }

    /// Adds a dashed horizontal line.
    pub fn dashed_horizontal(&mut self, y: f64, left: f64, right: f64, ink: Ink) {
        let mut x = left;
        while x < right {
            self.line((x, y), ((x + 5.0).min(right), y), ink, 1.5);
            x += 9.0;
        }
    }

    /// Adds a dot.
    pub fn dot(&mut self, at: (f64, f64), radius: f64, ink: Ink) {
        self.shapes.push(Shape::Dot { at, radius, ink });
    }

    /// Adds a text on its baseline.
    pub fn text(&mut self, at: (f64, f64), anchor: Anchor, face: Face, ink: Ink, text: &str) {
        if !text.is_empty() {
            self.shapes.push(Shape::Text { at, anchor, face, ink, text: printable(text) });
        }
    }

    /// Adds a paragraph wrapped to a width and returns the baseline of the line after it.
    pub fn paragraph(&mut self, at: (f64, f64), width: f64, face: Face, ink: Ink, text: &str) -> f64 {
        let mut y = at.1;
        for line in wrap(text, face, width, usize::MAX) {
            self.text((at.0, y), Anchor::Start, face, ink, &line);
            y += (face.size * 1.35).round();
        }
        y
    }
}

/// Where a text of this width begins and ends.
pub fn reach(x: f64, anchor: Anchor, width: f64) -> [f64; 2] {
    match anchor {
        Anchor::Start => [x, x + width],
        Anchor::Middle => [x - width / 2.0, x + width / 2.0],
        Anchor::End => [x - width, x],
    }
}

/// The text without control characters, which an SVG file must not hold.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Breaks a text into at most `most` lines of at most `width` pixels, with an ellipsis where it still does not fit.
pub fn wrap(text: &str, face: Face, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || text_width(&longer, face) <= width {
            line = longer;
        } else if lines.len() + 1 >= most {
            // The last line takes all the rest, and is cut.
            line = words.by_ref().fold(longer, |all, word| format!("{all} {word}"));
        } else {
            lines.push(elide(&line, face, width));
            word.clone_into(&mut line);
        }
    }
    if !line.is_empty() {
        lines.push(elide(&line, face, width));
    }
    lines
}

/// The text, cut with an ellipsis where it is wider than `width` pixels.
pub fn elide(text: &str, face: Face, width: f64) -> String {
    if text_width(text, face) <= width {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.trim_end());
        if text_width(&cut, face) <= width {
            return cut;
        }
    }
    String::new()
}
