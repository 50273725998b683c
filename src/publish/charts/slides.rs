//! `peringkat-paparan`, `tunggakan-paparan`, `tren-paparan`: the same messages with few rows and large letters, to be read
//! from the back row. They fill a slide below its heading, which is theirs to give: [`Chart::title`].

use super::Chart;
use super::backlog;
use super::frame::{self, Ground, places};
use super::lines;
use super::panel::{Panel, Series};
use super::ranking::{self, Section};
use super::rate::{Drawn, Rate};
use super::scene::{Anchor, Face, Scene, printable, wrap};
use super::style::{Ink, text_width};
use crate::judge::{Against, LeagueRow, Report, Verdict};
use crate::publish::Language;
use crate::publish::numbers::{count, percent, percent_short, quarter};
use crate::publish::texts::{fill, t};
use crate::terms::Quarter;

/// A slide of 16:9 is 960 by 540; its heading takes the rest.
pub(super) const WIDTH: f64 = 960.0;
pub(super) const HEIGHT: f64 = 430.0;
const MARGIN: f64 = 8.0;
/// The smallest text: a fortieth of a slide's height is 13.5.
pub(super) const SMALL: Face = Face::plain(15.0);
const LABEL: Face = Face::plain(16.0);
const STRONG: Face = Face::bold(17.0);
const LINE: f64 = 20.0;
/// How many of the first and of the last of a group are shown at the most.
const MOST: usize = 5;
const NAME_LINES: usize = 3;
/// How much higher a row may be where few are shown.
const MORE: f64 = 16.0;

/// The pictures that the data can carry.
pub fn charts(report: &Report, language: Language) -> Vec<Chart> {
    let ground = Ground { report, language };
    [ranked(ground), open(ground), course(ground)].into_iter().flatten().collect()
}

fn finish(name: &'static str, title: String, mut scene: Scene, words: Vec<String>) -> Chart {
    scene.height = HEIGHT;
    let mut alt = vec![frame::sentence(&title)];
    alt.extend(words.iter().filter(|w| !w.is_empty()).map(|w| frame::sentence(w)));
    Chart { name, title, alt: printable(&alt.join(" ")), scene, pages: Vec::new() }
}

/// The last line of a slide's picture: what is shown, and its remark.
fn note(scene: &mut Scene, text: &str) {
    let lines = wrap(text, SMALL, WIDTH - 2.0 * MARGIN, 2);
    let mut y = HEIGHT - 4.0 - 18.0 * (places(lines.len()) - 1.0);
    for line in lines {
        scene.text((MARGIN, y), Anchor::Start, SMALL, Ink::Muted, &line);
        y += 18.0;
    }
}

const RANK_RIGHT: f64 = 36.0;
const NAME_LEFT: f64 = 48.0;
const NAME_WIDTH: f64 = 400.0;
const PLOT_LEFT: f64 = 472.0;
const PLOT_RIGHT: f64 = 770.0;
const VALUE_RIGHT: f64 = 862.0;

fn x(rate: f64) -> f64 {
    PLOT_LEFT + rate.clamp(0.0, 1.0) * (PLOT_RIGHT - PLOT_LEFT)
}

/// A line of the slide of ranks.
enum Line<'a> {
    Group(String),
    Unit(&'a LeagueRow, Vec<String>),
    Between(usize),
}

impl Line<'_> {
    fn height(&self) -> f64 {
        match self {
            Self::Group(_) => 28.0,
            Self::Unit(_, lines) => 8.0 + LINE * places(lines.len().max(1)),
            Self::Between(_) => 22.0,
        }
    }
}

/// The first and the last of each group, as many as fit.
fn ranked(ground: Ground) -> Option<Chart> {
    let Ground { report, language } = ground;
    let rate = Rate::of(report)?;
    let sections: Vec<Section> = ranking::sections(report, language).into_iter().filter(|s| s.ranked).collect();
    if sections.is_empty() {
        return None;
    }
    let target = rate.target(report);
    let note_text = |left_out: usize| {
        let more = if left_out == 0 {
            String::new()
        } else {
            fill(t("chart.slide.groups", language), &[("n", &number(left_out, language))])
        };
        let reading = fill(
            t("chart.slide.ranking", language),
            &[("measure", rate.heading(language)), ("quarter", &quarter(report.quarter, language))],
        );
        format!("{reading} {more}").trim_end().to_owned()
    };
    let room = HEIGHT - 46.0 - 44.0;
    let height = |lines: &[Line]| lines.iter().map(Line::height).sum::<f64>();
    // As many of each group as fit; where not even one does, fewer groups.
    let mut groups = sections.len();
    let mut each = MOST;
    let mut lines = extremes(&sections, each);
    while height(&lines) > room && (each > 1 || groups > 1) {
        if each > 1 {
            each -= 1
        } else {
            groups -= 1
        }
        lines = extremes(sections.get(..groups).unwrap_or_default(), each);
    }

    let units = lines.iter().filter(|line| matches!(line, Line::Unit(..))).count();
    let more = ((room - height(&lines)) / places(units.max(1))).clamp(0.0, MORE);
    let end = 46.0 + height(&lines) + more * places(units);

    let mut scene = Scene::new(WIDTH);
    let label = fill(t("chart.target", language), &[("value", &percent_short(target, language))]);
    let (at, anchor) = if target > 0.8 { (x(target) + 48.0, Anchor::End) } else { (x(target), Anchor::Middle) };
    scene.text((at, 16.0), anchor, STRONG, Ink::Target, &label);
    for step in [0.0, 0.5, 1.0] {
        scene.text((x(step), 38.0), Anchor::Middle, SMALL, Ink::Muted, &percent_short(step, language));
        scene.line((x(step), 46.0), (x(step), end), Ink::Grid, 1.0);
    }
    let mut y = 46.0;
    let mut told = Vec::new();
    for line in &lines {
        let high = line.height() + if matches!(line, Line::Unit(..)) { more } else { 0.0 };
        ranked_line(&mut scene, line, (y, high), rate, ground);
        y += high;
        if let Line::Unit(row, _) = line
            && let Some(drawn) = rate.row(row)
        {
            let rank = row.rank.map(|rank| count(rank, language)).unwrap_or_default();
            let (value, n) = (percent(drawn.value, language), count(drawn.n, language));
            told.push(format!("{rank}. {} {value} (n = {n})", row.skpd));
        }
    }
    scene.dashed_vertical(x(target), 46.0, y, Ink::Target);
    let reading = note_text(sections.len() - groups);
    note(&mut scene, &reading);
    let words = vec![reading, label, told.join(", ")];
    Some(finish("peringkat-paparan", ranking::title(report, rate, language), scene, words))
}

fn extremes<'a>(sections: &[Section<'a>], each: usize) -> Vec<Line<'a>> {
    let mut out = Vec::new();
    for section in sections {
        out.extend(section.heading.clone().map(Line::Group));
        let unit = |row: &&'a LeagueRow| Line::Unit(row, wrap(&row.skpd, LABEL, NAME_WIDTH, NAME_LINES));
        let rows = &section.rows;
        if rows.len() <= 2 * each + 1 {
            out.extend(rows.iter().map(unit));
        } else {
            out.extend(rows.iter().take(each).map(unit));
            out.push(Line::Between(rows.len() - 2 * each));
            out.extend(rows.iter().skip(rows.len() - each).map(unit));
        }
    }
    out
}

fn ranked_line(scene: &mut Scene, line: &Line, (top, high): (f64, f64), rate: &Rate, ground: Ground) {
    let language = ground.language;
    let middle = top + high / 2.0;
    match line {
        Line::Group(name) => {
            let name = super::scene::elide(name, STRONG, PLOT_LEFT - MARGIN - 12.0);
            scene.text((MARGIN, top + 21.0), Anchor::Start, STRONG, Ink::Text, &name);
        }
        Line::Between(n) => {
            let text = fill(t("chart.slide.between", language), &[("n", &number(*n, language))]);
            scene.text((NAME_LEFT, top + 16.0), Anchor::Start, SMALL, Ink::Muted, &text);
        }
        Line::Unit(row, lines) => {
            let rank = row.rank.map(|rank| count(rank, language)).unwrap_or_default();
            scene.text((RANK_RIGHT, middle + 6.0), Anchor::End, STRONG, Ink::Text, &rank);
            let mut y = middle + 5.5 - LINE * (places(lines.len()) - 1.0) / 2.0;
            for part in lines {
                scene.text((NAME_LEFT, y), Anchor::Start, LABEL, Ink::Text, part);
                y += LINE;
            }
            let Some(drawn) = rate.row(row) else { return };
            if let Some(own) = rate.own_target(ground.report, row) {
                scene.line((x(own), middle - 10.0), (x(own), middle + 10.0), Ink::Target, 3.0);
            }
            if let Some((low, high)) = drawn.range {
                scene.line((x(low), middle), (x(high), middle), Ink::Main, 4.0);
            }
            scene.dot((x(drawn.value), middle), 7.0, Ink::Main);
            scene.text((VALUE_RIGHT, middle + 6.0), Anchor::End, STRONG, Ink::Text, &percent(drawn.value, language));
            let n = format!("n = {}", count(drawn.n, language));
            scene.text((VALUE_RIGHT + 12.0, middle + 6.0), Anchor::Start, SMALL, Ink::Muted, &n);
        }
    }
}

/// The units with the most open complaints, by age.
fn open(ground: Ground) -> Option<Chart> {
    let Ground { report, language } = ground;
    let rows = backlog::rows(report);
    let title = backlog::title(&rows, language)?;
    let most = rows.first().map_or(1, |(_, open)| *open);
    let mut scene = Scene::new(WIDTH);
    let mut at = MARGIN;
    for (ink, class) in backlog::INKS.into_iter().zip(backlog::classes(language)) {
        scene.rect((at, 4.0), (at + 16.0, 20.0), ink);
        scene.text((at + 22.0, 18.0), Anchor::Start, SMALL, Ink::Text, &class);
        at += 22.0 + text_width(&class, SMALL) + 24.0;
    }
    let (mut y, floor) = (36.0, HEIGHT - 44.0);
    let mut shown = 0;
    for (row, open) in &rows {
        let lines = wrap(&row.skpd, LABEL, NAME_WIDTH, NAME_LINES);
        let height = 10.0 + LINE * places(lines.len().max(1));
        if y + height > floor {
            break;
        }
        let middle = y + height / 2.0;
        let mut line = middle + 5.5 - LINE * (places(lines.len()) - 1.0) / 2.0;
        for part in &lines {
            scene.text((MARGIN, line), Anchor::Start, LABEL, Ink::Text, part);
            line += LINE;
        }
        let end = backlog::bars(&mut scene, row, most, (NAME_WIDTH + 30.0, 870.0), (middle, 11.0), SMALL, language);
        scene.text((end + 10.0, middle + 6.0), Anchor::Start, STRONG, Ink::Text, &count(*open, language));
        y += height;
        shown += 1;
    }
    let rest = rows.get(shown..).unwrap_or_default();
    let reading = if rest.is_empty() {
        t("chart.slide.backlog", language).to_owned()
    } else {
        let open: u64 = rest.iter().map(|(_, open)| open).sum();
        let values = [("n", number(rest.len(), language)), ("open", count(open, language))];
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(t("chart.slide.backlog.rest", language), &values)
    };
    note(&mut scene, &reading);
    let words = vec![backlog::figures(&rows, language), reading];
    Some(finish("tunggakan-paparan", title, scene, words))
}

/// A panel of the slide of courses.
struct Course {
    name: String,
    quarters: Vec<Quarter>,
    own: Vec<Option<Drawn>>,
    target: f64,
}

/// The government's two rates over the quarters at equal age; of several governments one rate each.
fn course(ground: Ground) -> Option<Chart> {
    let Ground { report, language } = ground;
    let course = |row: &LeagueRow, rate: &Rate, name: String| {
        let quarters = lines::quarters(report, rate, &row.agency_id);
        let own = lines::series(report, rate, &quarters, (&row.agency_id, ""));
        let told = own.iter().flatten().count() > 1 && row.verdict != Verdict::NotAssigned;
        told.then(|| Course { name, quarters, own, target: rate.target_of(report, row) })
    };
    let rate = Rate::of(report)?;
    let courses: Vec<Course> = match report.instansi.as_slice() {
        [row] => {
            let rates = ["response_rate", "on_time_rate"].into_iter().filter_map(Rate::named);
            rates
                .filter(|r| !report.refuses(r.name))
                .filter_map(|r| course(row, r, r.heading(language).to_owned()))
                .collect()
        }
        rows => rows.iter().filter_map(|row| course(row, rate, row.agency.clone())).take(4).collect(),
    };
    if courses.is_empty() {
        return None;
    }
    let mut scene = Scene::new(WIDTH);
    let wide = if courses.len() == 1 { WIDTH - 2.0 * MARGIN } else { (WIDTH - 2.0 * MARGIN - 32.0) / 2.0 };
    let high = if courses.len() > 2 { 190.0 } else { HEIGHT - 44.0 };
    let mut told = Vec::new();
    for (i, course) in courses.iter().enumerate() {
        let (left, top) = (MARGIN + places(i % 2) * (wide + 32.0), places(i / 2) * high);
        let label = fill(t("chart.target", language), &[("value", &percent_short(course.target, language))]);
        let room = wide - text_width(&label, STRONG) - 12.0;
        let name = wrap(&course.name, STRONG, room, NAME_LINES);
        for (line, y) in name.iter().zip(0_u32..) {
            scene.text((left, top + 18.0 + LINE * f64::from(y)), Anchor::Start, STRONG, Ink::Text, line);
        }
        scene.text((left + wide, top + 18.0), Anchor::End, STRONG, Ink::Target, &label);
        let mut panel = Panel {
            left: left + 58.0,
            right: left + wide - 70.0,
            top: top + 18.0 + LINE * places(name.len()),
            bottom: top + high,
            quarters: &course.quarters,
            small: SMALL,
            strong: STRONG,
            weight: 1.6,
            language,
        };
        panel.bottom -= panel.foot_height();
        panel.draw(&mut scene, &Series { own: &course.own, behind: &[], target: course.target });
        told.push(format!("{}: {} ({label})", course.name, lines::told(&course.quarters, &course.own, language)));
    }
    let reading = t("chart.slide.trend", language);
    note(&mut scene, reading);
    told.push(reading.to_owned());
    Some(finish("tren-paparan", lines::title(report, rate, Against::Previous, language), scene, told))
}

fn number(n: usize, language: Language) -> String {
    count(u64::try_from(n).unwrap_or(u64::MAX), language)
}
