//! The slides of what the figures stand on: what cannot be judged and why; method and sources.

use super::pieces::{Point, Points, Slide};
use super::{Talk, unanswered};
use crate::judge::Verdict;
use crate::publish::notes::{self, Weight};
use crate::publish::numbers::{date, percent_short};
use crate::publish::presets;
use crate::publish::texts::{self, t, word};
use crate::terms::FileAccount;

/// Names that are listed before the others are counted.
const NAMES: usize = 4;
/// Letters that names may take together.
const LETTERS: usize = 110;
/// Warnings that are read out.
const WARNINGS: usize = 2;

/// Who cannot be ranked, and what a reader must know.
pub fn unjudged(talk: &Talk<'_>) -> Slide {
    let (report, language) = (talk.report, talk.language);
    let of = |verdict: Verdict| report.league.iter().filter(move |row| row.verdict == verdict).count() as u64;
    let (ranked, few, blind) = (of(Verdict::Ranked), of(Verdict::TooFew), of(Verdict::NoEvidence));
    let all = talk.units(ranked + few + blind);
    let places = [("all", all), ("unranked", talk.n(few + blind)), ("few", talk.n(few)), ("blind", talk.n(blind))];
    let key = match (ranked, few, blind) {
        (0, 0, 0) => "slides.unjudged.no_units",
        (_, 0, 0) => "slides.unjudged.nobody",
        (_, _, 0) => "slides.unjudged.few",
        (_, 0, _) => "slides.unjudged.blind",
        _ => "slides.unjudged.both",
    };
    let minimum = talk.n(report.basis.minimum_volume);
    let reasons = [
        (Verdict::TooFew, "slides.unjudged.why.few"),
        (Verdict::NoEvidence, "slides.unjudged.why.blind"),
        (Verdict::NotAssigned, "slides.unjudged.why.other"),
    ];
    let mut points: Vec<Point> = reasons
        .into_iter()
        .filter_map(|(verdict, why)| {
            let of = report.league.iter().filter(|row| row.verdict == verdict);
            let mut names: Vec<String> = of.map(|row| talk.with_government(&row.skpd, &row.agency)).collect();
            names.sort();
            (!names.is_empty()).then(|| Point {
                lead: talk.n(names.len() as u64),
                text: talk.say(why, &[("minimum", &minimum)]),
                detail: enumerated(&names, talk),
                alarm: false,
            })
        })
        .collect();
    if points.is_empty() {
        points.push(Point::of(talk.n(ranked), t("slides.unjudged.ranked", language).to_owned()));
    }
    let mut warnings: Vec<String> = notes::sentences(report, language)
        .into_iter()
        .filter(|(weight, _)| *weight == Weight::Warning)
        .map(|(_, text)| text)
        .collect();
    let more = warnings.len().saturating_sub(WARNINGS) as u64;
    warnings.truncate(WARNINGS);
    points.extend(warnings.into_iter().map(|text| Point { alarm: true, ..Point::of("!".to_owned(), text) }));
    let mut remarks = Vec::new();
    if more > 0 {
        let places = [("n", talk.n(more)), ("file", talk.file("laporan"))];
        remarks.push(talk.say("slides.unjudged.more", &places.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    if few > 0 && report.announcement.known {
        remarks.push(t("slides.unjudged.announced", language).to_owned());
    }
    Slide::Points(Points { heading: talk.say(key, &places.each_ref().map(|(k, v)| (*k, v.as_str()))), points, remarks })
}

/// The first names, and how many others there are.
fn enumerated(names: &[String], talk: &Talk<'_>) -> String {
    let mut letters = 0;
    let fits = |name: &&String| {
        letters += name.chars().count();
        letters <= LETTERS
    };
    let shown: Vec<&str> = names.iter().take(NAMES).take_while(fits).map(String::as_str).collect();
    let rest = (names.len() - shown.len()) as u64;
    match (shown.is_empty(), rest) {
        (_, 0) => shown.join("; "),
        (true, _) => String::new(),
        (false, n) => talk.say("slides.names.more", &[("names", &shown.join("; ")), ("n", &talk.n(n))]),
    }
}

/// The rules, and where each figure can be looked up.
pub fn method(talk: &Talk<'_>) -> Slide {
    let (report, language) = (talk.report, talk.language);
    let basis = &report.basis;
    let sum = |of: fn(&FileAccount) -> u64| talk.n(report.intake.iter().map(of).sum());
    let places = [("read", sum(|f| f.read)), ("rejected", sum(|f| f.rejected)), ("duplicate", sum(|f| f.duplicate))];
    let point = |key: &'static str, text: String| Point::of(texts::find(key, language).unwrap_or(key).to_owned(), text);
    let weights = basis.weights.iter().map(|(measure, weight)| {
        format!("{} {}", texts::measure(measure, language).to_lowercase(), percent_short(*weight, language))
    });
    let mut weights = weights.collect::<Vec<_>>().join(", ");
    if let Some(preset) = &basis.preset {
        weights = format!("{weights} ({})", presets::of(&preset.title, language));
    }
    let minimum = talk.n(basis.minimum_volume);
    let mut points = vec![
        point("slides.method.limit", format!("{}. {}", unanswered::rules(talk), clock(talk))),
        point("slides.method.on_time", t("slides.method.on_time.text", language).to_owned()),
        point(
            "slides.method.score",
            talk.say("slides.method.score.text", &[("weights", &weights), ("minimum", &minimum)]),
        ),
        point("slides.method.sure", t("slides.method.sure.text", language).to_owned()),
    ];
    if let Some((from, to)) = basis.data_span {
        let places = [("from", date(from, language)), ("to", date(to, language))];
        let span = talk.say("section.method.span.text", &places.each_ref().map(|(k, v)| (*k, v.as_str())));
        points.push(point("slides.method.span", span));
    }
    points.push(point("slides.method.more", talk.say("slides.method.more.text", &[("file", &talk.file("laporan"))])));
    Slide::Points(Points {
        heading: talk.say("slides.method", &places.each_ref().map(|(k, v)| (*k, v.as_str()))),
        points,
        remarks: Vec::new(),
    })
}

fn clock(talk: &Talk<'_>) -> String {
    talk.say("slides.method.clock", &[("clock", &word("clock", &talk.report.basis.clock, talk.language))])
}
