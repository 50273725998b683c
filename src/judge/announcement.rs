//! What a meeting may announce, and on what grounds: who never answered, who answered late, who did best, who improved
//! beyond chance, who cannot be judged.
//!
//! A unit is named from one complaint up, whether it has a rank or not; to be named implies no rank. Every count is that of
//! the complaints in `internal/bukti/`, `bukti-serah.csv` and `belum-direspons.csv`, and of no others. A complaint that its reporter
//! closed before anybody answered is counted by itself and is no ground: the unit may have had no time to answer it.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{EvidenceRow, HandedRow};
use super::league_row::{LeagueRow, Verdict};
use super::line::LineRow;
use super::movement::{Against, Moved, MovementRow};
use crate::measure::{Canonical, Listed, Standing};
use crate::terms::{ClosedBy, Quarter};

/// Who answers for a line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswersFor {
    /// The head of the unit.
    Unit,
    /// The government: nobody holds these complaints, or it handles them itself.
    Government,
    /// Nobody yet: the register does not know the name, and the supervising unit must clear it first.
    UnknownName,
}

impl AnswersFor {
    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Government => "government",
            Self::UnknownName => "unknown_name",
        }
    }
}

/// A line of the table, as it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The government's id.
    pub agency_id: String,
    /// Its name.
    pub agency: String,
    /// The unit's id.
    pub skpd_id: String,
    /// Its name.
    pub skpd: String,
}

/// A unit with complaints that nobody answered or that were answered late, of the quarter or still open from before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// Which unit.
    pub unit: Named,
    /// Who answers for it.
    pub answers: AnswersFor,
    /// Complaints of the quarter that never had a response though the limit has passed, without those that their reporter
    /// closed.
    pub unanswered: u64,
    /// Of these, the ones that were closed all the same.
    pub closed_unanswered: u64,
    /// Further ones that their reporter closed without a response; no ground to be named.
    pub closed_by_reporter: u64,
    /// Complaints of earlier quarters that are still open without a response.
    pub older: u64,
    /// Days since the clock of the oldest open one started, of this or an earlier quarter.
    pub oldest_days: Option<u64>,
    /// For how many quarters in a row, this one counted, there were unanswered ones at this age; 0 where there are none now.
    pub quarters_in_a_row: u64,
    /// Whether it may be more: the data or the line end there.
    pub at_least: bool,
    /// Complaints of the quarter that it handed on or returned after its own limit had passed.
    pub returned_late: u64,
    /// Complaints of the quarter that were answered after their limit.
    pub late: u64,
    /// Complaints of the quarter whose limit has passed, however they were answered.
    pub due: u64,
}

impl Answering {
    /// What it is named for: complaints that are without a response, of this and earlier quarters.
    #[must_use]
    pub fn never(&self) -> u64 {
        self.unanswered + self.older
    }
}

/// Who did best in a comparison group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Best {
    /// The units of rank 1.
    pub first: Vec<Named>,
    /// Others of the group that may be as good: their set of ranks holds the first one.
    pub with: Vec<Named>,
    /// The group.
    pub group: String,
    /// How many units are ranked in the group; at least two.
    pub ranked: u64,
    /// The set of ranks of the first, where it is known.
    pub ranks: Option<(u64, u64)>,
}

impl Best {
    /// Whether no unit of the group can be told from the first.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        (self.first.len() + self.with.len()) as u64 == self.ranked
    }
}

/// What a meeting may announce.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Announcement {
    /// Whether the data tell of any unit whether it answered in time.
    pub known: bool,
    /// The ids of the governments of whose units they tell it of none.
    pub untold: Vec<String>,
    /// Units with anything to tell of, those with most complaints without a response first.
    pub answering: Vec<Answering>,
    /// Who did best, by government and group.
    pub best: Vec<Best>,
    /// Who improved beyond chance against the quarter before: by the measures in the order of their weight in the score, the
    /// largest rise first. Nothing tells the improved apart from one another.
    pub improved: Vec<MovementRow>,
    /// Who cannot be ranked, and why.
    pub unjudged: Vec<(Named, Verdict)>,
}

/// What an announcement is made of.
#[derive(Clone, Copy)]
pub struct Grounds<'a> {
    /// Names of units and governments.
    pub canonical: &'a Canonical,
    /// The report's quarter.
    pub quarter: Quarter,
    /// The quarter's rows of the league.
    pub league: &'a [LeagueRow],
    /// The complaints of the quarter.
    pub evidence: &'a [EvidenceRow],
    /// The times that units let them go.
    pub handed: &'a [HandedRow],
    /// Open complaints without a response whose limit has passed, of this and earlier quarters, each with the days since its
    /// clock started: those that `belum-direspons.csv` lists.
    pub work_list: &'a [(&'a Listed, u64)],
    /// The quarters of equal age.
    pub lines: &'a [LineRow],
    /// The comparisons.
    pub movement: &'a [MovementRow],
    /// The scored measures, the heaviest first.
    pub measures: &'a [&'a str],
}

/// The announcement of a quarter.
#[must_use]
pub fn of(grounds: &Grounds<'_>) -> Announcement {
    Announcement {
        known: is_known(grounds.league.iter()),
        untold: untold(grounds.league),
        answering: answering(grounds),
        best: best(grounds.league),
        improved: improved(grounds),
        unjudged: unjudged(grounds.league),
    }
}

fn named(row: &LeagueRow) -> Named {
    Named {
        agency_id: row.agency_id.clone(),
        agency: row.agency.clone(),
        skpd_id: row.skpd_id.clone(),
        skpd: row.skpd.clone(),
    }
}

/// Counts of one unit while its complaints are gone through.
#[derive(Default)]
struct Counts {
    unanswered: u64,
    closed_unanswered: u64,
    closed_by_reporter: u64,
    older: u64,
    oldest_days: Option<u64>,
    returned_late: u64,
    late: u64,
}

fn answering(grounds: &Grounds<'_>) -> Vec<Answering> {
    let units = &grounds.canonical.units;
    let key = |number: usize| {
        let unit = units.units.get(number)?;
        Some((units.agencies.get(unit.agency)?.id.as_str(), unit.id.as_str()))
    };
    let standing: BTreeMap<(&str, &str), Standing> =
        (0..).zip(&units.units).filter_map(|(number, unit)| Some((key(number)?, unit.standing))).collect();
    let shown = |number: usize| {
        let place = grounds.canonical.shown.get(&grounds.quarter).and_then(|shown| shown.get(number));
        place.map_or(number, |place| *place as usize)
    };
    let mut counts: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
    for complaint in grounds.evidence {
        let unit = counts.entry((&complaint.agency_id, &complaint.skpd_id)).or_default();
        match complaint.response_outcome {
            "late" => unit.late += 1,
            "unanswered" if complaint.closed_by == ClosedBy::Reporter.word() => unit.closed_by_reporter += 1,
            "unanswered" => {
                unit.unanswered += 1;
                unit.closed_unanswered += u64::from(!complaint.closed_by.is_empty());
            }
            _ => {}
        }
    }
    for handed in grounds.handed.iter().filter(|h| h.late) {
        counts.entry((&handed.agency_id, &handed.skpd_id)).or_default().returned_late += 1;
    }
    for (complaint, days) in grounds.work_list {
        let Some(unit) = key(shown(complaint.unit)) else { continue };
        let unit = counts.entry(unit).or_default();
        unit.older += u64::from(complaint.quarter < grounds.quarter.index());
        unit.oldest_days = unit.oldest_days.max(Some(*days));
    }
    let nothing = Counts::default();
    let mut out: Vec<Answering> = grounds
        .league
        .iter()
        // Where the times are not known well enough nobody is named.
        .filter(|row| row.unanswered_overdue.is_some())
        .map(|row| {
            let key = (row.agency_id.as_str(), row.skpd_id.as_str());
            let counts = counts.get(&key).unwrap_or(&nothing);
            let (quarters_in_a_row, at_least) = in_a_row(grounds, row);
            Answering {
                unit: named(row),
                answers: match standing.get(&key) {
                    Some(Standing::Direct | Standing::Unassigned) => AnswersFor::Government,
                    Some(Standing::Unknown) => AnswersFor::UnknownName,
                    Some(Standing::Unit | Standing::Vertikal) | None => AnswersFor::Unit,
                },
                unanswered: counts.unanswered,
                closed_unanswered: counts.closed_unanswered,
                closed_by_reporter: counts.closed_by_reporter,
                older: counts.older,
                oldest_days: counts.oldest_days,
                quarters_in_a_row,
                at_least,
                returned_late: counts.returned_late,
                late: counts.late,
                due: row.due.unwrap_or_default(),
            }
        })
        .filter(|a| a.never() + a.closed_by_reporter + a.returned_late + a.late > 0)
        .collect();
    out.sort_by(|a, b| {
        let key = |r: &Answering| (std::cmp::Reverse(r.never()), std::cmp::Reverse(r.oldest_days));
        key(a).cmp(&key(b)).then_with(|| {
            let name = |r: &Answering| (r.unit.skpd.clone(), r.unit.agency_id.clone(), r.unit.skpd_id.clone());
            name(a).cmp(&name(b))
        })
    });
    out
}

/// For how many quarters in a row a unit had complaints without a response at the age of the report, and whether the line
/// ends before one without any is met.
fn in_a_row(grounds: &Grounds<'_>, row: &LeagueRow) -> (u64, bool) {
    // A quarter of the government in which the unit has no row is one without a complaint of it.
    let mut line: BTreeMap<Quarter, Option<u64>> = BTreeMap::new();
    for r in grounds.lines.iter().filter(|r| r.agency_id == row.agency_id) {
        let known = line.entry(r.quarter).or_insert(Some(0));
        if r.skpd_id == row.skpd_id {
            *known = r.unanswered_named;
        }
    }
    let mut quarters = 0;
    let mut at = grounds.quarter;
    loop {
        match line.get(&at).copied().flatten() {
            Some(0) => return (quarters, false),
            Some(_) => quarters += 1,
            None => return (quarters, quarters > 0),
        }
        at = at.previous();
    }
}

fn best(league: &[LeagueRow]) -> Vec<Best> {
    let mut groups: Vec<((&str, &str), Vec<&LeagueRow>)> = Vec::new();
    for row in league.iter().filter(|row| row.rank.is_some()) {
        let key = (row.agency_id.as_str(), row.group.as_str());
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((key, vec![row])),
        }
    }
    let mut out = Vec::new();
    for ((_, group), mut rows) in groups.into_iter().filter(|(_, rows)| rows.len() > 1) {
        rows.sort_by(|a, b| (a.rank, &a.skpd, &a.skpd_id).cmp(&(b.rank, &b.skpd, &b.skpd_id)));
        let (first, others): (Vec<&LeagueRow>, Vec<&LeagueRow>) = rows.iter().partition(|row| row.rank == Some(1));
        out.push(Best {
            ranks: first.first().and_then(|row| row.rank_low.zip(row.rank_high)),
            first: first.into_iter().map(named).collect(),
            with: others.into_iter().filter(|row| row.rank_low == Some(1)).map(named).collect(),
            group: group.to_owned(),
            ranked: rows.len() as u64,
        });
    }
    out
}

fn improved(grounds: &Grounds<'_>) -> Vec<MovementRow> {
    let place = |measure: &str| grounds.measures.iter().position(|m| *m == measure).unwrap_or(usize::MAX);
    // A mean of answered complaints names somebody only where the policy asks for it.
    let is_ground = |r: &MovementRow| r.measure != "rank" && (!r.is_of_answered() || place(r.measure) < usize::MAX);
    let is_named = |r: &&MovementRow| {
        r.change == Moved::Improved && r.against == Against::Previous && is_ground(r) && !r.skpd_id.is_empty()
    };
    let mut rows: Vec<MovementRow> = grounds.movement.iter().filter(is_named).cloned().collect();
    rows.sort_by(|a, b| {
        let order = (&a.agency_id, place(a.measure), a.measure).cmp(&(&b.agency_id, place(b.measure), b.measure));
        let larger = b.gain().unwrap_or(0.0).total_cmp(&a.gain().unwrap_or(0.0));
        order.then(larger).then_with(|| (&a.skpd, &a.skpd_id).cmp(&(&b.skpd, &b.skpd_id)))
    });
    let mut seen = BTreeSet::new();
    // A unit is told of once, by the measure that weighs most.
    rows.retain(|r| seen.insert((r.agency_id.clone(), r.skpd_id.clone())));
    rows
}

fn unjudged(league: &[LeagueRow]) -> Vec<(Named, Verdict)> {
    let mut out: Vec<(Named, Verdict)> =
        league.iter().filter(|r| r.verdict != Verdict::Ranked).map(|r| (named(r), r.verdict)).collect();
    out.sort_by(|(a, why), (b, other)| {
        (why.word(), &a.agency_id, &a.skpd, &a.skpd_id).cmp(&(other.word(), &b.agency_id, &b.skpd, &b.skpd_id))
    });
    out
}

/// Whether it can be said who did not respond: times are known, and a limit applied to somebody, or to nobody because nothing came in.
fn is_known<'r>(mut rows: impl Iterator<Item = &'r LeagueRow> + Clone) -> bool {
    let due = rows.clone().any(|row| row.due.is_some_and(|n| n > 0));
    let unlimited = rows.clone().any(|row| row.no_deadline.is_some_and(|n| n > 0));
    rows.any(|row| row.unanswered_overdue.is_some()) && (due || !unlimited)
}

fn untold(league: &[LeagueRow]) -> Vec<String> {
    let agencies: BTreeSet<&str> = league.iter().map(|row| row.agency_id.as_str()).collect();
    let known = |agency: &&str| is_known(league.iter().filter(|row| row.agency_id == *agency));
    agencies.into_iter().filter(|agency| !known(agency)).map(str::to_owned).collect()
}
