//! What slides are made of: finished texts, and beside them the fractions by which bars are drawn.

use serde::Serialize;

/// A slide.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Slide {
    Cover(Cover),
    Numbers(Numbers),
    Ranking(Ranking),
    Board(Board),
    Tasks(Tasks),
    Backlog(Backlog),
    Trend(Trend),
    Points(Points),
}

/// The first slide.
#[derive(Debug, Serialize)]
pub struct Cover {
    pub heading: String,
    pub government: String,
    pub occasion: String,
    pub as_of: String,
    /// That the quarter has not ended.
    pub mark: Option<String>,
}

/// A few figures, each with what it is.
#[derive(Debug, Serialize)]
pub struct Numbers {
    pub heading: String,
    pub figures: Vec<Figure>,
    pub remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Figure {
    pub value: String,
    pub label: String,
    pub detail: String,
    /// Whether something is to be done about it.
    pub alarm: bool,
}

/// Rows by group, with a rate on a track against the target.
#[derive(Debug, Serialize)]
pub struct Ranking {
    pub heading: String,
    pub columns: RankingColumns,
    pub target: Mark,
    pub groups: Vec<RankingGroup>,
    pub remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct RankingColumns {
    pub rank: String,
    pub unit: String,
    pub value: String,
}

/// A line at a fraction of the whole; `place` is none where there is none to draw.
#[derive(Debug, Default, Serialize)]
pub struct Mark {
    pub place: Option<f64>,
    pub text: String,
}

#[derive(Debug, Serialize)]
pub struct RankingGroup {
    pub heading: String,
    /// How sure the order is.
    pub sure: String,
    pub rows: Vec<RankingRow>,
}

#[derive(Debug, Serialize)]
pub struct RankingRow {
    pub rank: String,
    pub range: String,
    pub name: String,
    pub value: String,
    pub whole: String,
    pub rate: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// A target of its own.
    pub target: Option<f64>,
    /// Whether the data tell it apart from anybody of its group.
    pub apart: bool,
}

/// Rows of cells, the first a name.
#[derive(Debug, Serialize)]
pub struct Board {
    pub heading: String,
    pub columns: Vec<String>,
    pub rows: Vec<BoardRow>,
    /// The column that carries the message.
    pub strong: usize,
    pub remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct BoardRow {
    pub cells: Vec<String>,
    /// What else is told beneath the name.
    pub detail: String,
    pub alarm: bool,
}

impl BoardRow {
    /// A row of these cells, and nothing beneath its name.
    pub fn of(cells: Vec<String>, alarm: bool) -> Self {
        Self { cells, detail: String::new(), alarm }
    }
}

/// Who does what, and by when.
#[derive(Debug, Serialize)]
pub struct Tasks {
    pub heading: String,
    pub columns: [String; 3],
    pub rows: Vec<Task>,
    pub remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Task {
    pub who: String,
    pub what: String,
    pub until: String,
}

/// A stock by classes, and who holds most of it.
#[derive(Debug, Serialize)]
pub struct Backlog {
    pub heading: String,
    pub subject: String,
    pub classes: Vec<AgeClass>,
    pub holders_heading: String,
    pub holders: Vec<Holder>,
    pub remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct AgeClass {
    pub label: String,
    pub count: String,
    /// For the length of its bar.
    pub part: u64,
    pub alarm: bool,
}

#[derive(Debug, Serialize)]
pub struct Holder {
    pub name: String,
    pub count: String,
    pub detail: String,
}

/// Lines over the quarters.
#[derive(Debug, Serialize)]
pub struct Trend {
    pub heading: String,
    /// What the picture shows, for those who do not see it.
    pub alt: String,
    pub quarters: Vec<TrendQuarter>,
    pub lines: Vec<TrendLine>,
    pub target: Mark,
    /// The lowest rate of the picture.
    pub floor: f64,
    /// The grid.
    pub steps: Vec<Mark>,
    pub remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct TrendQuarter {
    pub name: String,
    pub whole: String,
}

#[derive(Debug, Serialize)]
pub struct TrendLine {
    pub name: String,
    pub points: Vec<TrendPoint>,
}

#[derive(Debug, Serialize)]
pub struct TrendPoint {
    pub place: Option<f64>,
    /// Its interval.
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub text: String,
    /// Whether the text stands above the point.
    pub above: bool,
}

/// Statements, each led by a number or a word.
#[derive(Debug, Serialize)]
pub struct Points {
    pub heading: String,
    pub points: Vec<Point>,
    pub remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Point {
    pub lead: String,
    pub text: String,
    pub detail: String,
    pub alarm: bool,
}

impl Point {
    /// A statement without more.
    pub fn of(lead: String, text: String) -> Self {
        Self { lead, text, detail: String::new(), alarm: false }
    }
}
