//! What every chart has: its message on top, what is shown below it, and source and date at the foot.

use super::Chart;
use super::scene::{Anchor, Face, Scene, printable};
use super::style::{Ink, text_width};
use crate::judge::Report;
use crate::publish::Language;
use crate::publish::numbers::moment;
use crate::publish::texts::{fill, t};

/// Width of every chart.
pub const WIDTH: f64 = 960.0;
/// Room left and right.
pub const MARGIN: f64 = 24.0;
/// Labels of rows and values.
pub const LABEL: Face = Face::plain(13.0);
/// Values that matter.
pub const STRONG: Face = Face::bold(13.0);
/// Axes and remarks.
pub const SMALL: Face = Face::plain(12.0);

/// A scene with the chart's message and explanation drawn, and the y below them.
pub fn open(title: &str, subtitle: &str) -> (Scene, f64) {
    let mut scene = Scene::new(WIDTH);
    let width = WIDTH - 2.0 * MARGIN;
    let below = scene.paragraph((MARGIN, 34.0), width, Face::bold(19.0), Ink::Text, title);
    let below = scene.paragraph((MARGIN, below - 2.0), width, Face::plain(14.0), Ink::Muted, subtitle);
    (scene, below + 4.0)
}

/// Adds remarks, source and date below `y` and closes the chart.
pub fn close(name: &'static str, scene: Scene, y: f64, remarks: &[String], head: [&str; 2], ground: Ground) -> Chart {
    let Ground { report, language } = ground;
    let source = fill(
        t("chart.source", language),
        &[("government", &report.government.name), ("as_of", &moment(report.as_of, report.government.zone, language))],
    );
    close_with(name, scene, y, remarks, head, &source)
}

/// As [`close`], with the sentence on source and date given.
pub fn close_with(
    name: &'static str,
    mut scene: Scene,
    y: f64,
    remarks: &[String],
    head: [&str; 2],
    source: &str,
) -> Chart {
    let width = WIDTH - 2.0 * MARGIN;
    let mut y = y + 22.0;
    for remark in remarks.iter().filter(|r| !r.is_empty()) {
        y = scene.paragraph((MARGIN, y), width, SMALL, Ink::Muted, remark);
    }
    y = scene.paragraph((MARGIN, y), width, SMALL, Ink::Muted, source);
    scene.height = y + 6.0;
    Chart { name, alt: printable(&format!("{} {}", sentence(head[0]), sentence(head[1]))), scene }
}

/// Whose figures a chart shows, and in which language.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The report.
    pub report: &'a Report,
    /// The language.
    pub language: Language,
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// A legend in one or more lines; returns the baseline below it.
pub fn legend(scene: &mut Scene, y: f64, entries: &[(Ink, &str)]) -> f64 {
    let (mut x, mut y) = (MARGIN, y);
    for (ink, label) in entries {
        let width = 18.0 + text_width(label, SMALL) + 18.0;
        if x > MARGIN && x + width > WIDTH - MARGIN {
            x = MARGIN;
            y += 20.0;
        }
        scene.rect((x, y - 10.0), (x + 12.0, y + 2.0), *ink);
        scene.text((x + 18.0, y), Anchor::Start, SMALL, Ink::Text, label);
        x += width;
    }
    y + 20.0
}

/// The height of a row whose label takes these lines.
pub fn row_height(lines: &[String]) -> f64 {
    9.0 + 16.0 * f64::from(u32::try_from(lines.len().max(1)).unwrap_or(1))
}

/// A label of one or more lines around the middle of its row.
pub fn row_label(scene: &mut Scene, (x, middle): (f64, f64), lines: &[String], ink: Ink) {
    let mut y = middle + 12.5 - row_height(lines) / 2.0 + 4.5;
    for line in lines {
        scene.text((x, y), Anchor::Start, LABEL, ink, line);
        y += 16.0;
    }
}
