//! A chart before it is drawn: rows that stand below one another in one long picture, or on as many pages as they take.

use super::Chart;
use super::frame::{self, Ground, MARGIN, STRONG, WIDTH};
use super::scene::{Anchor, Scene, elide, printable};
use super::style::Ink;
use crate::publish::numbers::count;
use crate::publish::texts::{fill, t};

/// The highest picture that a printed page of 24 cm takes beneath its heading.
pub const PAGE_HEIGHT: f64 = 1_000.0;

/// A row, or a heading above rows.
pub struct Block {
    scene: Scene,
    heads: bool,
}

/// A chart in the making.
pub struct Draft {
    name: &'static str,
    title: String,
    subtitle: String,
    /// What the colours mean.
    pub legend: Vec<(Ink, String)>,
    /// What stands above the rows of each page.
    pub axis: Scene,
    /// Dashed lines through all rows, by their x.
    pub rules: Vec<(f64, Ink)>,
    /// What a reader must know, below the rows.
    pub remarks: Vec<String>,
    /// The message in figures, for readers who do not see the picture; title and subtitle come before it.
    pub figures: Vec<String>,
    blocks: Vec<Block>,
}

impl Draft {
    /// A chart without rows yet.
    pub fn new(name: &'static str, title: String, subtitle: String) -> Self {
        Self {
            name,
            title,
            subtitle,
            legend: Vec::new(),
            axis: Scene::new(WIDTH),
            rules: Vec::new(),
            remarks: Vec::new(),
            figures: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// Adds a row of this height.
    pub fn row(&mut self, mut scene: Scene, height: f64) {
        scene.height = height;
        self.blocks.push(Block { scene, heads: false });
    }

    /// Adds a heading, which stands again where its rows go on on a further page.
    pub fn heading(&mut self, text: &str) {
        let mut scene = Scene::new(WIDTH);
        let text = elide(text, STRONG, WIDTH - 2.0 * MARGIN);
        scene.text((MARGIN, 22.0), Anchor::Start, STRONG, Ink::Text, &text);
        scene.height = 30.0;
        self.blocks.push(Block { scene, heads: true });
    }

    /// The chart, whole and in pages.
    pub fn finish(self, ground: Ground) -> Chart {
        let source = ground.source();
        let all: Vec<&Block> = self.blocks.iter().collect();
        let scene = self.compose(&all, &self.title, &source);
        let pages = if scene.height > PAGE_HEIGHT { self.pages(ground, &source) } else { Vec::new() };
        let mut words = vec![frame::sentence(&self.title), frame::sentence(&self.subtitle)];
        words.extend(self.figures.iter().filter(|f| !f.is_empty()).map(|f| frame::sentence(f)));
        Chart { name: self.name, alt: printable(&words.join(" ")), scene, pages }
    }

    fn compose(&self, blocks: &[&Block], title: &str, source: &str) -> Scene {
        let (mut scene, mut y) = frame::open(title, &self.subtitle);
        if !self.legend.is_empty() {
            y = frame::legend(&mut scene, y + 8.0, &self.legend);
        }
        scene.put(&self.axis, (0.0, y));
        y += self.axis.height;
        let top = y;
        for block in blocks {
            scene.put(&block.scene, (0.0, y));
            y += block.scene.height;
        }
        for (x, ink) in &self.rules {
            scene.dashed_vertical(*x, top, y, *ink);
        }
        frame::close(&mut scene, y, &self.remarks, source);
        scene
    }

    /// The rows on pages, none higher than [`PAGE_HEIGHT`] unless a single row is.
    fn pages(&self, ground: Ground, source: &str) -> Vec<Scene> {
        // The longest title that a page can have: that of the last one.
        let most = self.blocks.len();
        let room = PAGE_HEIGHT - self.compose(&[], &self.page_title(most, most, ground), source).height;
        let mut pages: Vec<Vec<&Block>> = vec![Vec::new()];
        let (mut used, mut heading): (f64, Option<&Block>) = (0.0, None);
        for (at, block) in self.blocks.iter().enumerate() {
            // A heading needs the row below it on the same page.
            let with = if block.heads { self.blocks.get(at + 1).map_or(0.0, |next| next.scene.height) } else { 0.0 };
            if used > 0.0 && used + block.scene.height + with > room {
                pages.push(Vec::new());
                used = 0.0;
                if let Some(again) = heading.filter(|_| !block.heads) {
                    used += again.scene.height;
                    pages.last_mut().into_iter().for_each(|page| page.push(again));
                }
            }
            if block.heads {
                heading = Some(block);
            }
            used += block.scene.height;
            pages.last_mut().into_iter().for_each(|page| page.push(block));
        }
        let of = pages.len();
        pages.iter().zip(1..).map(|(page, i)| self.compose(page, &self.page_title(i, of, ground), source)).collect()
    }

    fn page_title(&self, page: usize, of: usize, ground: Ground) -> String {
        let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX), ground.language);
        let part = fill(t("chart.part", ground.language), &[("page", &number(page)), ("of", &number(of))]);
        format!("{} ({part})", self.title)
    }
}
