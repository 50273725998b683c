//! The slide of ranks: first and last of each comparison group against the target, with how sure their order is.

use super::pieces::{Mark, Ranking, RankingColumns, RankingGroup, RankingRow, Slide};
use super::{Talk, lines};
use crate::judge::LeagueRow;
use crate::publish::Language;
use crate::publish::numbers::{decimal, percent, percent_range, percent_short};
use crate::publish::texts::{self, t};

/// Letters of a name on a line.
const WIDTH: usize = 40;
/// At 18 points: what is left between the head of the table and the remarks, and what a group's heading, a row of one line and
/// each further line take of it.
const ROOM: usize = 256;
const HEADING: usize = 28;
const ROW: usize = 31;
const LINE: usize = 22;
/// More groups than these are counted, not shown.
const GROUPS: usize = 3;
/// Rows of each end.
const EDGE: usize = 3;

/// What stands on the track.
struct Shown {
    name: &'static str,
    value: fn(&LeagueRow) -> Option<f64>,
    interval: fn(&LeagueRow) -> Option<(f64, f64)>,
    whole: fn(&LeagueRow) -> Option<u64>,
    form: fn(f64, Language) -> String,
}

/// The on-time rate, where it is scored and the evidence carries it; else likewise the response rate; else the score itself.
const SHOWN: [Shown; 3] = [
    Shown {
        name: "on_time_rate",
        value: |r| r.on_time_rate,
        interval: |r| r.interval("on_time_rate"),
        whole: |r| r.due,
        form: percent,
    },
    Shown {
        name: "response_rate",
        value: |r| r.response_rate,
        interval: |r| r.interval("response_rate"),
        whole: |r| Some(r.eligible),
        form: percent,
    },
    Shown {
        name: "score",
        value: |r| r.score,
        interval: |_| None,
        whole: |_| None,
        form: |x, language| decimal(x, 3, language),
    },
];

/// The ranked rows of a comparison group, best first.
struct Group<'r> {
    name: &'r str,
    rows: Vec<&'r LeagueRow>,
}

/// A line of a group.
enum Line<'r> {
    One(&'r LeagueRow),
    /// Rows of one rank, too many to be listed one by one.
    Tied(Vec<&'r LeagueRow>),
}

impl Group<'_> {
    /// The confidence set of each rank, where all have one.
    fn sets(&self) -> Option<Vec<(u64, u64)>> {
        self.rows.iter().map(|row| row.rank_low.zip(row.rank_high)).collect()
    }

    fn is_told_apart(&self) -> bool {
        self.sets().is_some_and(|sets| sets.iter().any(|set| *set != (1, self.rows.len() as u64)))
    }
}

/// The slide, unless nobody is ranked.
pub fn slide(talk: &Talk<'_>) -> Option<Slide> {
    let report = talk.report;
    let rows = if talk.several() { &report.instansi } else { &report.league };
    let groups = groups(rows);
    let ranked: Vec<&LeagueRow> = groups.iter().flat_map(|group| group.rows.iter().copied()).collect();
    let is_scored = |name: &str| name == "score" || report.basis.weights.iter().any(|(of, w)| of == name && *w > 0.0);
    let told = |shown: &&Shown| !report.refuses(shown.name) && ranked.iter().any(|row| (shown.value)(row).is_some());
    let shown = SHOWN.iter().filter(|shown| is_scored(shown.name)).find(told)?;
    let heading = talk.message(message(&groups, shown, talk));
    let (kept, edge) = chosen(&groups, talk);
    let drawn = kept.iter().map(|group| {
        let rows = if has_rows(group, &kept) { edges(group, edge) } else { Vec::new() };
        RankingGroup {
            heading: group_heading(group, talk),
            sure: sureness(group, rows.is_empty().then_some(shown), talk),
            rows: rows.into_iter().map(|line| row(&line, shown, talk)).collect(),
        }
    });
    let language = talk.language;
    Some(Slide::Ranking(Ranking {
        heading,
        columns: RankingColumns {
            rank: t("slides.column.rank", language).to_owned(),
            unit: t(if talk.several() { "slides.column.government" } else { "slides.column.unit" }, language)
                .to_owned(),
            value: texts::heading(shown.name, language).to_owned(),
        },
        target: if shown.name == "score" { Mark::default() } else { target(shown, talk) },
        groups: drawn.collect(),
        remarks: remarks(shown, groups.len() - kept.len(), talk),
    }))
}

/// The target that holds for everybody; a score has none, its parts have.
fn target(shown: &Shown, talk: &Talk<'_>) -> Mark {
    let target = talk.target(shown.name);
    Mark {
        place: Some(target.clamp(0.0, 1.0)),
        text: talk.say("slides.target", &[("value", &percent_short(target, talk.language))]),
    }
}

fn groups(rows: &[LeagueRow]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for row in rows.iter().filter(|row| row.rank.is_some()) {
        match groups.iter_mut().find(|group| group.name == row.group) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { name: &row.group, rows: vec![row] }),
        }
    }
    for group in &mut groups {
        group.rows.sort_by(|a, b| (a.rank, &a.skpd, &a.agency).cmp(&(b.rank, &b.skpd, &b.agency)));
    }
    groups
}

/// Who leads, where the data tell; else that they do not.
fn message(groups: &[Group<'_>], shown: &Shown, talk: &Talk<'_>) -> String {
    let ranked = groups.iter().map(|group| group.rows.len() as u64).sum();
    let all = if talk.several() { talk.governments(ranked) } else { talk.units(ranked) };
    let apart: Vec<&Group<'_>> = groups.iter().filter(|group| group.is_told_apart()).collect();
    let untold = groups.iter().any(|group| group.rows.len() > 1 && group.sets().is_none());
    match apart.as_slice() {
        [] if untold => talk.say("slides.ranking.untold", &[("all", &all)]),
        [] if ranked < 2 => talk.say("slides.ranking.alone", &[("all", &all)]),
        [] => talk.say("slides.ranking.nobody", &[("all", &all)]),
        [group] => leader(group, groups.len() > 1, shown, talk),
        many => {
            let apart = talk.n(many.len() as u64);
            talk.say("slides.ranking.several", &[("apart", &apart), ("groups", &talk.n(groups.len() as u64))])
        }
    }
}

fn leader(group: &Group<'_>, among_others: bool, shown: &Shown, talk: &Talk<'_>) -> String {
    let first: Vec<&LeagueRow> = group.rows.iter().copied().filter(|row| row.rank == Some(1)).collect();
    let may_lead = group.rows.iter().filter(|row| row.rank_low == Some(1)).count();
    let others = talk.n(may_lead.saturating_sub(first.len()) as u64);
    let place = match among_others {
        true => {
            talk.say("slides.ranking.of_group", &[("group", &texts::group(group.name, talk.language).to_lowercase())])
        }
        false => String::new(),
    };
    let (name, value) = match first.as_slice() {
        [row] => (talk.name(row), (shown.value)(row).map(|x| (shown.form)(x, talk.language)).unwrap_or_default()),
        many => (talk.units(many.len() as u64), range(many, shown, talk)),
    };
    let measure = texts::measure(shown.name, talk.language).to_lowercase();
    let places = [("place", &place), ("name", &name), ("value", &value), ("measure", &measure), ("others", &others)];
    let key = if others == talk.n(0) { "slides.ranking.leader" } else { "slides.ranking.leader.with" };
    talk.say(key, &places.map(|(k, v)| (k, v.as_str())))
}

fn group_heading(group: &Group<'_>, talk: &Talk<'_>) -> String {
    let n = group.rows.len() as u64;
    let members = if talk.several() { talk.governments(n) } else { talk.units(n) };
    let name = texts::group(group.name, talk.language);
    if name.is_empty() { format!("{members}.") } else { format!("{name}, {members}.") }
}

/// How sure the order is; of a group without rows also between which rates it lies.
fn sureness(group: &Group<'_>, bare: Option<&Shown>, talk: &Talk<'_>) -> String {
    let n = group.rows.len() as u64;
    let Some(sets) = group.sets() else { return t("slides.ranking.sets_untold", talk.language).to_owned() };
    if n < 2 {
        return t("slides.ranking.single", talk.language).to_owned();
    }
    if group.is_told_apart() {
        let all = |n: u64| if talk.several() { talk.governments(n) } else { talk.units(n) };
        let first = sets.iter().filter(|(low, _)| *low == 1).count() as u64;
        let last = sets.iter().filter(|(_, high)| *high == n).count() as u64;
        let places = [("first", all(first)), ("last", all(last)), ("n", talk.n(n))];
        return talk.say("slides.ranking.sure", &places.each_ref().map(|(k, v)| (*k, v.as_str())));
    }
    bare.map_or(t("slides.ranking.chance", talk.language).to_owned(), |shown| {
        talk.say("slides.ranking.chance.bare", &[("range", &range(&group.rows, shown, talk))])
    })
}

/// Between which values rows lie.
fn range(rows: &[&LeagueRow], shown: &Shown, talk: &Talk<'_>) -> String {
    let values = || rows.iter().filter_map(|row| (shown.value)(row));
    let (low, high) = (values().min_by(f64::total_cmp), values().max_by(f64::total_cmp));
    let Some((low, high)) = low.zip(high) else { return String::new() };
    let (from, to) = ((shown.form)(low, talk.language), (shown.form)(high, talk.language));
    match (from == to, shown.name) {
        (true, _) => from,
        (false, "score") => format!("{from}–{to}"),
        (false, _) => percent_range(low, high, talk.language),
    }
}

/// The groups of most complaints, in their own order, and how many rows of each end: as many as can be read.
fn chosen<'g, 'r>(groups: &'g [Group<'r>], talk: &Talk<'_>) -> (Vec<&'g Group<'r>>, usize) {
    let mut by_volume: Vec<usize> = (0..groups.len()).collect();
    let eligible = |group: &Group<'_>| group.rows.iter().map(|row| row.eligible).sum::<u64>();
    by_volume.sort_by_key(|at| std::cmp::Reverse(groups.get(*at).map_or(0, eligible)));
    let of = |count: usize| {
        let mut places: Vec<usize> = by_volume.iter().take(count).copied().collect();
        places.sort_unstable();
        places.iter().filter_map(|at| groups.get(*at)).collect::<Vec<_>>()
    };
    let height = |kept: &[&Group<'_>], edge: usize| {
        let with_rows = kept.iter().filter(|group| has_rows(group, kept));
        let names = with_rows
            .flat_map(|group| edges(group, edge))
            .map(|line| ROW + LINE * (lines(&name(&line, talk), WIDTH) - 1));
        HEADING * kept.len() + names.sum::<usize>()
    };
    for count in (1..=groups.len().min(GROUPS)).rev() {
        let kept = of(count);
        if let Some(edge) = (1..=EDGE).rev().find(|edge| height(&kept, *edge) <= ROOM) {
            return (kept, edge);
        }
    }
    (of(1), 1)
}

/// Where some group is told apart the others need no rows: their order says nothing.
fn has_rows(group: &Group<'_>, kept: &[&Group<'_>]) -> bool {
    group.is_told_apart() || !kept.iter().any(|other| other.is_told_apart())
}

/// So many rows from each end; all of a short group. A tie is never cut: it becomes one line.
fn edges<'r>(group: &Group<'r>, edge: usize) -> Vec<Line<'r>> {
    let rows = &group.rows;
    if rows.len() <= 2 * edge {
        return rows.iter().map(|row| Line::One(row)).collect();
    }
    let mut blocks: Vec<Vec<&LeagueRow>> = Vec::new();
    for row in rows {
        match blocks.last_mut() {
            Some(block) if block.first().is_some_and(|first| first.rank == row.rank) => block.push(row),
            _ => blocks.push(vec![row]),
        }
    }
    let mut top = Vec::new();
    let mut front = 0;
    while front < blocks.len() && top.len() < edge {
        let Some(block) = blocks.get(front) else { break };
        extend(&mut top, block, edge);
        front += 1;
    }
    let mut bottom = Vec::new();
    for block in blocks.get(front..).unwrap_or_default().iter().rev() {
        if bottom.len() >= edge {
            break;
        }
        let mut ahead = Vec::new();
        extend(&mut ahead, block, edge - bottom.len());
        ahead.append(&mut bottom);
        bottom = ahead;
    }
    top.append(&mut bottom);
    top
}

fn extend<'r>(lines: &mut Vec<Line<'r>>, block: &[&'r LeagueRow], room: usize) {
    if lines.len() + block.len() <= room {
        lines.extend(block.iter().map(|row| Line::One(row)));
    } else {
        lines.push(Line::Tied(block.to_vec()));
    }
}

fn name(line: &Line<'_>, talk: &Talk<'_>) -> String {
    match line {
        Line::One(row) => talk.name(row),
        Line::Tied(rows) => {
            let n = rows.len() as u64;
            let all = if talk.several() { talk.governments(n) } else { talk.units(n) };
            talk.say("slides.ranking.tied", &[("all", &all)])
        }
    }
}

fn row(line: &Line<'_>, shown: &Shown, talk: &Talk<'_>) -> RankingRow {
    let name = name(line, talk);
    let (first, tied) = match line {
        Line::One(row) => (Some(*row), None),
        Line::Tied(rows) => (rows.first().copied(), Some(rows)),
    };
    let Some(first) = first else { return blank(name) };
    let n = talk.n(first.rank.unwrap_or_default());
    let moves = tied.is_none() && moves(first, talk);
    let set = first.rank_low.zip(first.rank_high).filter(|_| tied.is_none());
    let text = |x: f64| (shown.form)(x, talk.language);
    let single = (shown.value)(first).filter(|_| tied.is_none());
    let interval = (shown.interval)(first).filter(|_| single.is_some());
    RankingRow {
        rank: if moves { format!("{n}*") } else { n },
        range: set.map_or(String::new(), |(low, high)| {
            talk.say("slides.ranking.set", &[("low", &talk.n(low)), ("high", &talk.n(high))])
        }),
        name,
        value: tied.map_or_else(|| single.map(text).unwrap_or_default(), |rows| range(rows, shown, talk)),
        whole: (shown.whole)(first)
            .filter(|_| single.is_some())
            .map_or(String::new(), |n| format!("n = {}", talk.n(n))),
        rate: single.map(|x| x.clamp(0.0, 1.0)),
        low: interval.map(|(low, _)| low),
        high: interval.map(|(_, high)| high),
        target: talk.own_target(shown.name, first).filter(|_| tied.is_none()).map(|x| x.clamp(0.0, 1.0)),
        apart: is_apart(first, talk),
    }
}

fn blank(name: String) -> RankingRow {
    RankingRow {
        rank: String::new(),
        range: String::new(),
        name,
        value: String::new(),
        whole: String::new(),
        rate: None,
        low: None,
        high: None,
        target: None,
        apart: false,
    }
}

/// Whether the data tell a row apart from anybody of its group.
fn is_apart(row: &LeagueRow, talk: &Talk<'_>) -> bool {
    let rows = if talk.several() { &talk.report.instansi } else { &talk.report.league };
    let ranked = rows.iter().filter(|other| other.rank.is_some() && other.group == row.group).count() as u64;
    row.rank_low.zip(row.rank_high).is_some_and(|set| set != (1, ranked))
}

/// Whether the rank is another one when one choice of the method is made otherwise.
fn moves(row: &LeagueRow, talk: &Talk<'_>) -> bool {
    let mut ranking = talk.report.ranking.iter();
    ranking.any(|r| (&r.agency_id, &r.skpd_id) == (&row.agency_id, &row.skpd_id) && r.moves())
}

fn remarks(shown: &Shown, hidden: usize, talk: &Talk<'_>) -> Vec<String> {
    let mut out = vec![t("slides.ranking.reading", talk.language).to_owned()];
    if shown.name == "score" {
        out.clear();
    }
    if talk.report.ranking.iter().any(crate::judge::RankRow::moves) {
        out.push(t("slides.ranking.moves", talk.language).to_owned());
    }
    if hidden > 0 {
        let places = [("n", talk.n(hidden as u64)), ("file", talk.file("laporan"))];
        out.push(talk.say("slides.ranking.hidden", &places.each_ref().map(|(k, v)| (*k, v.as_str()))));
    }
    if out.is_empty() { out } else { vec![out.join(" ")] }
}
