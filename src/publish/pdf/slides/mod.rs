//! `paparan.pdf`: slides for the projector of the coordination meeting.
//!
//! Owns what each slide says. Its message is its heading, with the figure in it, so that the headings alone tell the story;
//! beneath it stand few enough lines to be read from the back row. A slide whose figures the data do not carry says why, or
//! is left out. There are never more than ten.

mod backlog;
mod ground;
mod movers;
mod next;
mod opening;
mod order;
mod pieces;
#[cfg(test)]
mod tests;
mod trend;
mod unanswered;

use serde::Serialize;

use super::Press;
use crate::judge::{AnswersFor, LeagueRow, Named, Note, Report, TargetText};
use crate::problem::Problem;
use crate::publish::numbers::{count, date, quarter};
use crate::publish::texts::{fill, t};
use crate::publish::{Document, Language, Options};
use pieces::Slide;

const TEMPLATE: &str = "paparan.typ";

/// The slides in one language.
///
/// # Errors
/// The template is not sound.
pub fn document(
    press: &Press<'_>,
    report: &Report,
    language: Language,
    options: &Options,
) -> Result<Document, Problem> {
    let data = deck(report, language, options);
    let bytes = press.print(TEMPLATE, &data, &[], report)?.bytes;
    Ok(Document { path: format!("publik/paparan{}.pdf", language.suffix()), bytes })
}

/// The values of the template.
#[derive(Debug, Serialize)]
struct Deck {
    lang: &'static str,
    title: String,
    government: String,
    footer: String,
    logo: Option<&'static str>,
    logo_alt: String,
    slides: Vec<Slide>,
}

fn deck(report: &Report, language: Language, options: &Options) -> Deck {
    let talk = Talk { report, language };
    let slides = [
        Some(opening::cover(&talk)),
        Some(opening::numbers(&talk)),
        order::slide(&talk),
        Some(unanswered::slide(&talk)),
        backlog::slide(&talk),
        trend::slide(&talk),
        Some(movers::slide(&talk)),
        Some(ground::unjudged(&talk)),
        next::slide(&talk),
        Some(ground::method(&talk)),
    ];
    let as_of = date(report.as_of.date(), language);
    let of = quarter(report.quarter, language);
    let places = [("government", report.government.name.as_str()), ("quarter", &of), ("as_of", &as_of)];
    let footer = if report.unfinished { "slides.footer.unfinished" } else { "slides.footer" };
    Deck {
        lang: language.code(),
        title: talk.say("slides.document", &places),
        government: report.government.name.clone(),
        footer: talk.say(footer, &places),
        logo: options.templates.logo().map(crate::publish::Logo::path),
        logo_alt: talk.say("report.logo", &places),
        slides: slides.into_iter().flatten().collect(),
    }
}

/// Whose figures are told, and in which language.
struct Talk<'r> {
    report: &'r Report,
    language: Language,
}

impl<'r> Talk<'r> {
    fn say(&self, key: &'static str, places: &[(&str, &str)]) -> String {
        fill(t(key, self.language), places)
    }

    fn n(&self, n: u64) -> String {
        count(n, self.language)
    }

    /// A text in which `{n}` is a number, with another form for one where the language has it.
    fn counted(&self, n: u64, [many, one]: [&'static str; 2]) -> String {
        self.say(if n == 1 { one } else { many }, &[("n", &self.n(n))])
    }

    fn complaints(&self, n: u64) -> String {
        self.counted(n, ["slides.complaints", "slides.complaints.one"])
    }

    fn units(&self, n: u64) -> String {
        self.counted(n, ["slides.units", "slides.units.one"])
    }

    fn governments(&self, n: u64) -> String {
        self.counted(n, ["slides.governments", "slides.governments.one"])
    }

    /// Whether the report is of several governments: they are then compared with one another, and not their units.
    fn several(&self) -> bool {
        self.report.instansi.len() > 1
    }

    /// A unit's name, with its government where there are several.
    fn unit(&self, unit: &Named) -> String {
        self.with_government(&unit.skpd, &unit.agency)
    }

    fn with_government(&self, skpd: &str, agency: &str) -> String {
        if self.several() { format!("{skpd} ({agency})") } else { skpd.to_owned() }
    }

    /// The name of a row: that of its government where it has no unit.
    fn name(&self, row: &LeagueRow) -> String {
        if row.skpd_id.is_empty() { row.agency.clone() } else { row.skpd.clone() }
    }

    /// The name of another document of this language: `pengumuman.pdf`, `pengumuman.en.pdf`.
    fn file(&self, stem: &str) -> String {
        format!("{stem}{}.pdf", self.language.suffix())
    }

    /// The target of a measure that holds for everybody, that of the quarter before that of the year; without one all is the
    /// target.
    fn target(&self, measure: &str) -> f64 {
        let of_all = self.targets(measure).filter(|t| t.scope.is_empty());
        of_all.max_by_key(|t| t.quarter.is_some()).map_or(1.0, |t| t.value)
    }

    /// A row's own target of a measure.
    fn own_target(&self, measure: &str, row: &LeagueRow) -> Option<f64> {
        let is_own = |t: &&TargetText| !t.scope.is_empty() && (t.scope == row.skpd_id || t.scope == row.skpd);
        self.targets(measure).filter(is_own).max_by_key(|t| t.quarter.is_some()).map(|t| t.value)
    }

    fn targets(&self, measure: &str) -> impl Iterator<Item = &'r TargetText> {
        let quarter = self.report.quarter;
        let holds = move |t: &&TargetText| t.year == quarter.year() && t.quarter.is_none_or(|of| of == quarter);
        self.report.basis.targets.iter().filter(move |t| t.measure == measure).filter(holds)
    }

    /// At what age quarters are compared.
    fn equal_age(&self) -> String {
        let days = (self.report.as_of.date() - self.report.quarter.last_day()).num_days();
        match u64::try_from(days) {
            Ok(days) if days > 0 && !self.report.unfinished => {
                let days = self.counted(days, ["slides.days", "slides.days.one"]);
                self.say("slides.equal_age.days", &[("days", &days)])
            }
            _ => t("slides.equal_age", self.language).to_owned(),
        }
    }

    /// A message that is read out; while the quarter runs, it is said to be provisional.
    fn message(&self, text: String) -> String {
        if self.report.unfinished { self.say("slides.provisional", &[("message", &text)]) } else { text }
    }

    /// Whether the data hold closed complaints alone: rates of them say nothing about those who handled them.
    fn only_closed(&self) -> bool {
        self.report.notes.iter().any(|note| matches!(note, Note::NoOpenComplaints { .. }))
    }

    /// How many units hold complaints that nobody answered, and how many complaints these are.
    fn never(&self, whose: AnswersFor) -> (u64, u64) {
        let named = self.report.announcement.answering.iter().filter(|a| a.answers == whose && a.never() > 0);
        named.fold((0, 0), |(units, complaints), a| (units + 1, complaints + a.never()))
    }
}

/// How many lines a text takes where a line holds so many letters.
fn lines(text: &str, width: usize) -> usize {
    text.chars().count().div_ceil(width).max(1)
}

/// How many rows of these heights, in lines, can be listed in a room; where not all can, one line is kept for the rest.
fn listed(heights: impl Iterator<Item = usize> + Clone, room: usize) -> usize {
    let all: usize = heights.clone().sum();
    let room = if all <= room { room } else { room.saturating_sub(1) };
    let taken = heights.scan(0, |taken, height| {
        *taken += height;
        Some(*taken)
    });
    taken.take_while(|taken| *taken <= room).count().max(1)
}
