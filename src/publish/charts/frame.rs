//! What every chart has: its message on top, what is shown below it, and source and date at the foot.

use super::scene::{Anchor, Face, Scene};
use super::style::{Ink, text_width};
use crate::judge::Report;
use crate::publish::Language;
use crate::publish::numbers::moment;
use crate::publish::texts::{fill, t};

/// Width of every chart: on the 17 cm of a printed page the smallest text is 7.6 points high.
pub const WIDTH: f64 = 760.0;
/// Room left and right.
pub const MARGIN: f64 = 20.0;
/// Labels of rows and values.
pub const LABEL: Face = Face::plain(13.0);
/// Values that matter.
pub const STRONG: Face = Face::bold(13.0);
/// Axes and remarks.
pub const SMALL: Face = Face::plain(12.0);

/// Whose figures a chart shows, and in which language.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The report.
    pub report: &'a Report,
    /// The language.
    pub language: Language,
}

impl Ground<'_> {
    /// The sentence on source and date.
    pub fn source(self) -> String {
        let Ground { report, language } = self;
        let as_of = moment(report.as_of, report.government.zone, language);
        fill(t("chart.source", language), &[("government", &report.government.name), ("as_of", &as_of)])
    }
}

/// A scene with the chart's message and explanation drawn, and the y below them.
pub fn open(title: &str, subtitle: &str) -> (Scene, f64) {
    let mut scene = Scene::new(WIDTH);
    let width = WIDTH - 2.0 * MARGIN;
    let below = scene.paragraph((MARGIN, 30.0), width, Face::bold(18.0), Ink::Text, title);
    let below = scene.paragraph((MARGIN, below - 2.0), width, LABEL, Ink::Muted, subtitle);
    (scene, below + 2.0)
}

/// Adds remarks, source and date below `y`.
pub fn close(scene: &mut Scene, y: f64, remarks: &[String], source: &str) {
    let width = WIDTH - 2.0 * MARGIN;
    let mut y = y + 22.0;
    for remark in remarks.iter().filter(|r| !r.is_empty()) {
        y = scene.paragraph((MARGIN, y), width, SMALL, Ink::Muted, remark);
    }
    y = scene.paragraph((MARGIN, y), width, SMALL, Ink::Muted, source);
    scene.height = y + 4.0;
}

/// A sentence ends with a mark.
pub fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// A legend in one or more lines; returns the baseline below it.
pub fn legend<T: AsRef<str>>(scene: &mut Scene, y: f64, entries: &[(Ink, T)]) -> f64 {
    let (mut x, mut y) = (MARGIN, y);
    for (ink, label) in entries {
        let width = 18.0 + text_width(label.as_ref(), SMALL) + 18.0;
        if x > MARGIN && x + width > WIDTH - MARGIN {
            x = MARGIN;
            y += 20.0;
        }
        scene.rect((x, y - 10.0), (x + 12.0, y + 2.0), *ink);
        scene.text((x + 18.0, y), Anchor::Start, SMALL, Ink::Text, label.as_ref());
        x += width;
    }
    y + 20.0
}

/// The height of a row whose label takes these lines.
pub fn row_height(lines: &[String]) -> f64 {
    9.0 + 16.0 * places(lines.len().max(1))
}

/// A label of one or more lines around the middle of its row.
pub fn row_label(scene: &mut Scene, (x, middle): (f64, f64), lines: &[String], ink: Ink) {
    let mut y = middle + 12.5 - row_height(lines) / 2.0 + 4.5;
    for line in lines {
        scene.text((x, y), Anchor::Start, LABEL, ink, line);
        y += 16.0;
    }
}

/// A number of things as a length.
pub fn places(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
