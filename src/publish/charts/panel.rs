//! A rate over quarters with its intervals, a grey line to compare with, and the target.

use super::frame::places;
use super::rate::Drawn;
use super::scene::{Anchor, Face, Scene};
use super::style::{Ink, text_width};
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_short, quarter_short};
use crate::terms::Quarter;

/// Where a panel lies, and how large its texts are.
#[derive(Clone, Copy)]
pub struct Panel<'a> {
    /// Left edge, values of the axis left of it.
    pub left: f64,
    /// Right edge; the newest value stands right of it.
    pub right: f64,
    /// 100 %.
    pub top: f64,
    /// 0 %.
    pub bottom: f64,
    /// The quarters from left to right.
    pub quarters: &'a [Quarter],
    /// Axes.
    pub small: Face,
    /// Values.
    pub strong: Face,
    /// How thick lines and dots are, 1 in a small panel.
    pub weight: f64,
    /// The language.
    pub language: Language,
}

/// What a panel shows; both in the order of its quarters.
pub struct Series<'a> {
    /// The unit that is looked at.
    pub own: &'a [Option<Drawn>],
    /// What stands behind it.
    pub behind: &'a [Option<Drawn>],
    /// The target.
    pub target: f64,
}

impl Panel<'_> {
    /// Draws it; returns the y below its texts.
    pub fn draw(&self, scene: &mut Scene, series: &Series) -> f64 {
        for step in [0.0, 0.5, 1.0] {
            let y = self.y(step);
            scene.line((self.left, y), (self.right, y), Ink::Grid, 1.0);
            let at = (self.left - 6.0, y + self.small.size * 0.36);
            scene.text(at, Anchor::End, self.small, Ink::Muted, &percent_short(step, self.language));
        }
        let place = |points: &[Option<Drawn>]| -> Vec<Option<(f64, f64)>> {
            points.iter().enumerate().map(|(i, d)| d.map(|d| (self.x(i), self.y(d.value)))).collect()
        };
        let behind = place(series.behind);
        scene.path(&behind, Ink::Ghost, 2.0 * self.weight);
        for at in behind.iter().flatten() {
            scene.dot(*at, 2.5 * self.weight, Ink::Ghost);
        }
        scene.dashed_horizontal(self.y(series.target), self.left, self.right, Ink::Target);
        let own = place(series.own);
        for (at, drawn) in own.iter().flatten().zip(series.own.iter().flatten()) {
            if let Some((low, high)) = drawn.range {
                scene.line((at.0, self.y(low)), (at.0, self.y(high)), Ink::Main, 1.5 * self.weight);
            }
        }
        scene.path(&own, Ink::Main, 2.0 * self.weight);
        for at in own.iter().flatten() {
            scene.dot(*at, 3.5 * self.weight, Ink::Main);
        }
        self.values(scene, series.own);
        self.foot(scene, series.own)
    }

    fn x(&self, i: usize) -> f64 {
        self.left + self.slot() * (places(i) + 0.5)
    }

    fn y(&self, rate: f64) -> f64 {
        self.bottom - rate.clamp(0.0, 1.0) * (self.bottom - self.top)
    }

    fn slot(&self) -> f64 {
        (self.right - self.left) / places(self.quarters.len().max(1))
    }

    /// The newest value stands right of the panel; the others beyond the end of their interval where there is room.
    fn values(&self, scene: &mut Scene, own: &[Option<Drawn>]) {
        let newest = own.iter().rposition(Option::is_some);
        for (i, drawn) in own.iter().enumerate() {
            let Some(drawn) = drawn else { continue };
            let text = percent(drawn.value, self.language);
            if Some(i) == newest {
                let y = self.y(drawn.value) + self.strong.size * 0.36;
                scene.text((self.right + 5.0, y), Anchor::Start, self.strong, Ink::Main, &text);
                continue;
            }
            let (low, high) = drawn.range.unwrap_or((drawn.value, drawn.value));
            let size = self.small.size;
            let below = self.y(low) + size + 4.0;
            let above = self.y(high) - 7.0;
            let room = text_width(&text, self.small) + 4.0 <= self.slot();
            if room && below < self.bottom - 2.0 {
                scene.text_on_paper((self.x(i), below), Anchor::Middle, self.small, Ink::Text, &text);
            } else if room && above - size > self.top {
                scene.text_on_paper((self.x(i), above), Anchor::Middle, self.small, Ink::Text, &text);
            }
        }
    }

    /// How high the texts below a panel are: quarters on one line or on two, and the denominators.
    pub fn foot_height(&self) -> f64 {
        let lines = if self.on_one_line() { 2.0 } else { 3.0 };
        6.0 + lines * self.small.size * 1.2
    }

    fn label(&self, quarter: Quarter) -> String {
        quarter_short(quarter, self.language)
    }

    fn on_one_line(&self) -> bool {
        self.quarters.iter().all(|q| text_width(&self.label(*q), self.small) + 6.0 <= self.slot())
    }

    /// Quarters and denominators below the panel: each where there is room, else every second, third and so on, counted
    /// from the newest.
    fn foot(&self, scene: &mut Scene, own: &[Option<Drawn>]) -> f64 {
        let one = self.on_one_line();
        let labels = |i: usize| {
            let quarter = self.quarters.get(i).map(|q| self.label(*q)).unwrap_or_default();
            let n = own.get(i).copied().flatten().map(|d| count(d.n, self.language)).unwrap_or_default();
            match quarter.rsplit_once(' ') {
                Some((name, year)) if !one => vec![name.to_owned(), year.to_owned(), n],
                _ => vec![quarter, n],
            }
        };
        let all = 0..self.quarters.len();
        let widest = all.clone().flat_map(labels).map(|text| text_width(&text, self.small)).fold(0.0, f64::max);
        let each = ((widest + 5.0) / self.slot()).ceil().max(1.0);
        let step = self.small.size * 1.2;
        let mut y = self.bottom;
        for i in all {
            let back = places(self.quarters.len() - 1 - i);
            if back % each > 0.5 {
                continue;
            }
            y = self.bottom + 3.0;
            for text in labels(i) {
                y += step;
                scene.text((self.x(i), y), Anchor::Middle, self.small, Ink::Muted, &text);
            }
        }
        scene.text((self.left - 6.0, y), Anchor::End, self.small, Ink::Muted, "n =");
        self.bottom + self.foot_height()
    }
}
