//! The card of one unit as values: where it stands and how sure that is, what waits for it, its measures against target and
//! group, its line, its open complaints by age, what cannot be judged and why, and what to do next.
//!
//! Counts only: nothing on a card leads to a complaint or a person. A list that could be long is counted, so that a card
//! stays one page.

mod measures;
mod next;
mod place;
#[cfg(test)]
mod tests;
mod trend;

use serde::Serialize;

use super::numbers::{count, moment, quarter};
use super::texts::{self, fill, t};
use super::{Language, Options, announcement, html, notes};
use crate::judge::{Answering, BacklogAge, LeagueRow, Note, Report, Verdict};
pub use measures::Measures;
pub use place::Place;
pub use trend::Trend;

/// A card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// The language's code.
    pub lang: &'static str,
    /// What it is, in one line.
    pub title: String,
    /// Where the logo is found, where there is one.
    pub logo: Option<&'static str>,
    /// The logo in words.
    pub logo_alt: String,
    /// The government.
    pub government: String,
    /// The quarter.
    pub quarter: String,
    /// The unit.
    pub unit: String,
    /// Its group, what it received, and of what time the data are.
    pub lead: String,
    /// What must be known before it is used.
    pub warnings: Vec<String>,
    /// Where it stands.
    pub place: Place,
    /// What waits for a response past the limit.
    pub waiting: Panel,
    /// Its measures.
    pub measures: Option<Measures>,
    /// Where its rate lies among those of its group.
    pub among: Option<Picture>,
    /// The heading of that.
    pub among_heading: &'static str,
    /// Its quarters.
    pub trend: Trend,
    /// Its open complaints.
    pub ages: Ages,
    /// What to do.
    pub next: Lines,
    /// How to object.
    pub remarks: Vec<String>,
    /// What the card is not, and where its figures stand.
    pub foot: String,
}

/// Figures to be read from afar, and sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Panel {
    /// Its heading.
    pub heading: &'static str,
    /// The figures.
    pub figures: Vec<Figure>,
    /// The sentences.
    pub lines: Vec<String>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Its value.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// Whether it calls for action.
    pub alarm: bool,
}

/// A picture and what it shows, in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// Where the template finds it.
    pub path: &'static str,
    /// Its height as a part of its width.
    pub height: f64,
    /// What it says, for readers who do not see it.
    pub alt: String,
}

/// The two pictures of a card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pictures {
    /// The unit among its group.
    pub position: Option<Picture>,
    /// The unit's line.
    pub trend: Option<Picture>,
}

/// A heading and sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// The heading.
    pub heading: String,
    /// The sentences.
    pub lines: Vec<String>,
}

/// Open complaints by age.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ages {
    /// The heading, with how many there are.
    pub heading: String,
    /// The classes, the youngest first; none where nothing is open.
    pub classes: Vec<AgeClass>,
    /// What else is told of them.
    pub lines: Vec<String>,
}

/// A class of age.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgeClass {
    /// Its bounds.
    pub label: String,
    /// How many.
    pub count: String,
    /// As a part of the largest class.
    pub part: f64,
}

/// A unit with what the report holds of it.
#[derive(Clone, Copy)]
struct Unit<'r> {
    report: &'r Report,
    row: &'r LeagueRow,
    answering: Option<&'r Answering>,
    ages: Option<&'r BacklogAge>,
    language: Language,
}

impl<'r> Unit<'r> {
    fn new(report: &'r Report, row: &'r LeagueRow, language: Language) -> Self {
        let is_its = |agency: &str, id: &str| agency == row.agency_id && id == row.skpd_id;
        let answering = report.announcement.answering.iter();
        Self {
            report,
            row,
            answering: answering.into_iter().find(|a| is_its(&a.unit.agency_id, &a.unit.skpd_id)),
            ages: report.backlog_age.iter().find(|a| is_its(&a.agency_id, &a.skpd_id)),
            language,
        }
    }

    fn is(&self, agency_id: &str, skpd_id: &str) -> bool {
        agency_id == self.row.agency_id && skpd_id == self.row.skpd_id
    }

    /// Whether it can be said who responded in time.
    fn is_told(&self) -> bool {
        self.row.unanswered_overdue.is_some() && !self.report.announcement.untold.contains(&self.row.agency_id)
    }

    fn n(&self, n: u64) -> String {
        count(n, self.language)
    }

    fn say(&self, key: &'static str, values: &[(&str, &str)]) -> String {
        fill(texts::find(key, self.language).unwrap_or(key), values)
    }
}

/// The units that get a card: each that could be ranked and has complaints in the quarter or open ones.
pub fn units(report: &Report) -> impl Iterator<Item = &LeagueRow> {
    let has = |row: &&LeagueRow| row.received > 0 || row.oldest_open_days.is_some();
    report.league.iter().filter(|row| row.verdict != Verdict::NotAssigned).filter(has)
}

/// The card of a unit.
pub fn of(report: &Report, row: &LeagueRow, pictures: Pictures, options: &Options, language: Language) -> Card {
    let unit = Unit::new(report, row, language);
    let quarter = quarter(report.quarter, language);
    let group = texts::group(&row.group, language);
    let as_of = moment(report.as_of, report.government.zone, language);
    let (received, eligible) = (unit.n(row.received), unit.n(row.eligible));
    let lead = unit.say("card.lead", &[("received", &received), ("eligible", &eligible)]);
    Card {
        lang: language.code(),
        title: unit.say("card.title", &[("unit", &row.skpd), ("quarter", &quarter)]),
        logo: options.templates.logo().map(crate::publish::Logo::path),
        logo_alt: unit.say("letter.logo", &[("government", &report.government.name)]),
        government: if row.agency.is_empty() { report.government.name.clone() } else { row.agency.clone() },
        quarter,
        unit: row.skpd.clone(),
        lead: if group.is_empty() { lead } else { format!("{group} · {lead}") },
        warnings: if report.unfinished {
            vec![notes::sentence(&Note::Unfinished, report, language)]
        } else {
            Vec::new()
        },
        place: place::of(&unit),
        waiting: waiting(&unit),
        measures: measures::of(&unit),
        among: pictures.position,
        among_heading: t("card.among", language),
        trend: trend::of(&unit, pictures.trend),
        ages: ages(&unit),
        next: Lines { heading: t("card.next", language).to_owned(), lines: next::lines(&unit) },
        remarks: vec![t("card.objection", language).to_owned()],
        foot: unit.say("card.foot", &[("as_of", &as_of), ("version", options.version)]),
    }
}

/// What waits for a response though its limit has passed.
fn waiting(unit: &Unit<'_>) -> Panel {
    let heading = t("card.waiting", unit.language);
    let panel = |figures, lines| Panel { heading, figures, lines };
    if !unit.is_told() {
        return panel(Vec::new(), vec![t("section.unanswered.unknown", unit.language).to_owned()]);
    }
    let never = unit.answering.map_or(0, Answering::never);
    let mut figures = vec![Figure {
        value: unit.n(never),
        label: t("card.waiting.never", unit.language).to_owned(),
        alarm: never > 0,
    }];
    let mut lines = Vec::new();
    if let Some(answering) = unit.answering {
        figures.extend(answering.oldest_days.map(|days| Figure {
            value: unit.n(days),
            label: t("card.waiting.oldest", unit.language).to_owned(),
            alarm: true,
        }));
        // The oldest stands above already.
        let facts = announcement::facts(&Answering { oldest_days: None, ..answering.clone() }, unit.language);
        if !facts.is_empty() {
            lines.push(sentence(&facts));
        }
        let (late, due) = (unit.n(answering.late), unit.n(answering.due));
        if answering.late > 0 {
            lines.push(unit.say("card.waiting.late", &[("n", &late), ("due", &due)]));
        }
        if answering.closed_by_reporter > 0 {
            lines.push(unit.say("card.waiting.reporter", &[("n", &unit.n(answering.closed_by_reporter))]));
        }
    }
    panel(figures, lines)
}

/// Facts as a sentence: with a large first letter and a full stop.
fn sentence(facts: &str) -> String {
    let mut letters = facts.chars();
    let mut out: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if !out.ends_with('.') {
        out.push('.');
    }
    out
}

fn ages(unit: &Unit<'_>) -> Ages {
    let counts = unit.ages.map_or([0; 5], |ages| ages.counts);
    let all: u64 = counts.iter().sum();
    if all == 0 {
        let none = t("card.ages.none", unit.language);
        return Ages { heading: none.to_owned(), classes: Vec::new(), lines: Vec::new() };
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    let part = |n: u64| if most > 0 { n as f64 / most as f64 } else { 0.0 };
    let classes = html::age_classes(unit.language).into_iter().zip(counts);
    let mut lines = Vec::new();
    if let Some(days) = unit.row.oldest_open_days {
        lines.push(unit.say("card.ages.oldest", &[("days", &unit.n(days))]));
    }
    let stock = unit.row.backlog_closing.filter(|stock| *stock > 0);
    if let (Some(over), Some(stock)) = (unit.row.backlog_over_limit, stock) {
        lines.push(unit.say("card.ages.over", &[("over", &unit.n(over)), ("stock", &unit.n(stock))]));
    }
    Ages {
        heading: unit.say("card.ages", &[("n", &unit.n(all))]),
        classes: classes.map(|(label, n)| AgeClass { label, count: unit.n(n), part: part(n) }).collect(),
        lines,
    }
}
