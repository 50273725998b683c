//! `tunggakan-umur`: the open stock of each unit by age.

use super::Chart;
use super::frame::{self, Ground, LABEL, MARGIN, SMALL, STRONG, WIDTH};
use super::scene::{Anchor, Face, wrap};
use super::style::{Ink, text_width};
use crate::judge::{AGE_BOUNDS, BacklogAge, Report};
use crate::publish::Language;
use crate::publish::numbers::{count, date};
use crate::publish::texts::{fill, t};

const NAME_WIDTH: f64 = 330.0;
const PLOT_LEFT: f64 = 376.0;
const PLOT_RIGHT: f64 = WIDTH - 90.0;
const INKS: [Ink; 5] = [Ink::Scale1, Ink::Scale2, Ink::Scale3, Ink::Scale4, Ink::Alarm];
/// Names of 90 characters fit; longer ones are cut.
const NAME_LINES: usize = 3;

/// The chart, unless nothing is open.
pub fn chart(report: &Report, language: Language) -> Option<Chart> {
    let mut rows: Vec<(&BacklogAge, u64)> =
        report.backlog_age.iter().map(|row| (row, row.counts.iter().sum())).filter(|(_, open)| *open > 0).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.skpd.cmp(&b.0.skpd)));
    let (first, most) = rows.first().map(|(row, open)| (*row, *open))?;
    let ground = Ground { report, language };
    let title = fill(t("chart.backlog.title", language), &[("unit", &first.skpd), ("n", &count(most, language))]);
    let subtitle = fill(t("chart.backlog.subtitle", language), &[("as_of", &date(report.as_of.date(), language))]);
    let (mut scene, y) = frame::open(&title, &subtitle);
    let labels = classes(language);
    let entries: Vec<_> = INKS.into_iter().zip(labels.iter().map(String::as_str)).collect();
    let mut y = frame::legend(&mut scene, y + 8.0, &entries);

    for (row, open) in &rows {
        let lines = wrap(&row.skpd, LABEL, NAME_WIDTH, NAME_LINES);
        let height = frame::row_height(&lines);
        let middle = y + height / 2.0;
        frame::row_label(&mut scene, (MARGIN, middle), &lines, Ink::Text);
        let mut x = PLOT_LEFT;
        for (n, ink) in row.counts.iter().zip(INKS) {
            let width = length(*n, most);
            if width > 0.0 {
                scene.rect((x, middle - 9.0), (x + width, middle + 9.0), ink);
                let label = count(*n, language);
                if text_width(&label, Face::plain(12.0)) + 8.0 <= width {
                    scene.text((x + width / 2.0, middle + 4.5), Anchor::Middle, SMALL, ink.text_on(), &label);
                }
            }
            x += width;
        }
        scene.text((x + 8.0, middle + 4.5), Anchor::Start, STRONG, Ink::Text, &count(*open, language));
        y += height;
    }
    let remarks = [t("chart.backlog.remark", language).to_owned()];
    Some(frame::close("tunggakan-umur", scene, y, &remarks, [&title, &subtitle], ground))
}

#[allow(clippy::cast_precision_loss)] // lengths on a screen
fn length(n: u64, most: u64) -> f64 {
    n as f64 / most as f64 * (PLOT_RIGHT - PLOT_LEFT)
}

/// The names of the classes of age.
fn classes(language: Language) -> Vec<String> {
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
