//! `tunggakan-umur`: the open stock of each unit by age.

use super::Chart;
use super::draft::Draft;
use super::frame::{self, Ground, LABEL, MARGIN, SMALL, STRONG, WIDTH};
use super::ranking::NAME_LINES;
use super::scene::{Anchor, Face, Scene, wrap};
use super::style::{Ink, text_width};
use crate::judge::{AGE_BOUNDS, BacklogAge, Report};
use crate::publish::Language;
use crate::publish::numbers::{count, date};
use crate::publish::texts::{fill, t};

const NAME_WIDTH: f64 = 270.0;
const PLOT_LEFT: f64 = 306.0;
const PLOT_RIGHT: f64 = WIDTH - 78.0;
/// Classes of age, young to old.
pub(super) const INKS: [Ink; 5] = [Ink::Scale1, Ink::Scale2, Ink::Scale3, Ink::Scale4, Ink::Alarm];
/// How many units are told in words.
const TOLD: usize = 5;

/// The units with open complaints, those with the most first.
pub(super) fn rows(report: &Report) -> Vec<(&BacklogAge, u64)> {
    let mut rows: Vec<(&BacklogAge, u64)> =
        report.backlog_age.iter().map(|row| (row, row.counts.iter().sum())).filter(|(_, open)| *open > 0).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.skpd.cmp(&b.0.skpd)));
    rows
}

/// The message: how many are open, how many of them longest, and who has the most.
pub(super) fn title(rows: &[(&BacklogAge, u64)], language: Language) -> Option<String> {
    let (first, most) = rows.first()?;
    let all: u64 = rows.iter().map(|(_, open)| open).sum();
    let old: u64 = rows.iter().filter_map(|(row, _)| row.counts.last()).sum();
    let days = AGE_BOUNDS.last().map_or(0, |bound| *bound).to_string();
    let text = if old > 0 { t("chart.backlog.title.old", language) } else { t("chart.backlog.title", language) };
    Some(fill(
        text,
        &[
            ("all", &count(all, language)),
            ("old", &count(old, language)),
            ("days", &days),
            ("unit", &first.skpd),
            ("n", &count(*most, language)),
        ],
    ))
}

/// The chart, unless nothing is open.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let rows = rows(report);
    let ground = Ground { report, language };
    let most = rows.first().map_or(1, |(_, open)| *open);
    let subtitle = fill(t("chart.backlog.subtitle", language), &[("as_of", &date(report.as_of.date(), language))]);
    let mut draft = Draft::new("tunggakan-umur", title(&rows, language)?, subtitle);
    draft.legend = INKS.into_iter().zip(classes(language)).collect();
    for (row, open) in &rows {
        let lines = wrap(&row.skpd, LABEL, NAME_WIDTH, NAME_LINES);
        let height = frame::row_height(&lines);
        let middle = height / 2.0;
        let mut scene = Scene::new(WIDTH);
        frame::row_label(&mut scene, (MARGIN, middle), &lines, Ink::Text);
        let x = bars(&mut scene, row, most, (PLOT_LEFT, PLOT_RIGHT), (middle, 9.0), SMALL, language);
        scene.text((x + 8.0, middle + 4.5), Anchor::Start, STRONG, Ink::Text, &count(*open, language));
        draft.row(scene, height);
    }
    draft.remarks = vec![t("chart.backlog.remark", language).to_owned()];
    draft.figures = vec![figures(&rows, language)];
    Some(draft.finish(ground))
}

/// The classes of a unit side by side; returns where they end.
pub(super) fn bars(
    scene: &mut Scene,
    row: &BacklogAge,
    most: u64,
    (left, right): (f64, f64),
    (middle, half): (f64, f64),
    face: Face,
    language: Language,
) -> f64 {
    let mut x = left;
    for (n, ink) in row.counts.iter().zip(INKS) {
        let width = length(*n, most) * (right - left);
        if width > 0.0 {
            scene.rect((x, middle - half), (x + width, middle + half), ink);
            let label = count(*n, language);
            if text_width(&label, face) + 8.0 <= width {
                let at = (x + width / 2.0, middle + face.size * 0.36);
                scene.text(at, Anchor::Middle, face, ink.text_on(), &label);
            }
        }
        x += width;
    }
    x
}

#[allow(clippy::cast_precision_loss)] // lengths on a screen
fn length(n: u64, most: u64) -> f64 {
    n as f64 / most.max(1) as f64
}

/// All units together by class, and those with the most.
pub(super) fn figures(rows: &[(&BacklogAge, u64)], language: Language) -> String {
    let together = classes(language).into_iter().enumerate().map(|(i, class)| {
        let n: u64 = rows.iter().filter_map(|(row, _)| row.counts.get(i)).sum();
        format!("{class}: {}", count(n, language))
    });
    let first = rows.iter().take(TOLD).map(|(row, open)| format!("{} {}", row.skpd, count(*open, language)));
    format!("{}. {}", together.collect::<Vec<_>>().join("; "), first.collect::<Vec<_>>().join(", "))
}

/// The names of the classes of age.
pub(super) fn classes(language: Language) -> Vec<String> {
    let mut out = Vec::with_capacity(AGE_BOUNDS.len() + 1);
    let mut from = 0;
    for bound in AGE_BOUNDS {
        let (low, high) = (from.to_string(), bound.to_string());
        out.push(fill(t("chart.backlog.class", language), &[("from", &low), ("to", &high)]));
        from = bound + 1;
    }
    let last = AGE_BOUNDS.last().map_or(0, |b| *b).to_string();
    out.push(fill(t("chart.backlog.class.last", language), &[("from", &last)]));
    out
}
