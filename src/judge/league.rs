//! Integers to the rows of a league table.

use std::collections::BTreeMap;

use super::league_row::{LeagueRow, Verdict, column};
use super::rank::competition;
use super::stock;
use super::targets::{Subject, attainment, find, scored};
use super::wilson::wilson;
use crate::config::{Config, Direction, GroupBy};
use crate::measure::{Agency, Canonical, Figures, Measured, Spells, Standing, Unit};
use crate::terms::{Kind, Quarter};

/// A row while it is judged, with what ranks it but is not published.
struct Draft {
    row: LeagueRow,
    agency: usize,
    kind: Option<Kind>,
    standing: Standing,
    denominators: BTreeMap<&'static str, u64>,
    usable: bool,
}

/// Judges the rows of all quarters.
pub struct League<'a> {
    config: &'a Config,
    measured: &'a Measured,
    canonical: &'a Canonical,
    begins: Option<Quarter>,
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Whether a share reaches the least that the configuration demands of evidence; an empty whole does.
fn enough(config: &Config, part: u64, whole: u64) -> bool {
    let gate = config.evidence_share.fail.unwrap_or(0.0);
    ratio(part, whole).is_none_or(|share| share >= gate)
}

/// Whether enough responses have a time for anything to be said of times.
pub(super) fn responses_have_times(config: &Config, f: &Figures) -> bool {
    enough(config, f.response_exact + f.response_dated, f.responded + f.response_untold)
}

/// Whether enough closings have a time.
pub(super) fn closings_have_times(config: &Config, f: &Figures) -> bool {
    enough(config, f.resolution_seconds_count, f.closed)
}

impl<'a> League<'a> {
    /// From what was measured.
    pub fn new(config: &'a Config, measured: &'a Measured) -> Self {
        let canonical = &measured.canonical;
        Self { config, measured, canonical, begins: canonical.begins.map(Quarter::of) }
    }

    /// One row a unit for each quarter from the first receipt to `last`, ranked, quarters oldest first.
    pub fn units(&self, figures: &[Figures], last: Quarter) -> Vec<LeagueRow> {
        let mut all: Vec<LeagueRow> = Vec::new();
        let mut previous: Vec<LeagueRow> = Vec::new();
        for quarter in self.canonical.shown.keys().filter(|q| **q <= last) {
            let mut rows = self.rank(self.unit_drafts(figures, *quarter));
            carry_previous(&mut rows, &previous);
            sort(&mut rows);
            previous.clone_from(&rows);
            all.extend(rows);
        }
        all
    }

    /// One row a government for each quarter up to `last`, ranked among governments of their level.
    pub fn governments(&self, figures: &[Figures], last: Quarter) -> Vec<LeagueRow> {
        let mut all: Vec<LeagueRow> = Vec::new();
        let mut previous: Vec<LeagueRow> = Vec::new();
        for quarter in self.canonical.shown.keys().filter(|q| **q <= last) {
            let drafts = self.canonical.units.agencies.iter().enumerate();
            let drafts =
                drafts.map(|(number, agency)| self.government_draft(figures, number, agency, *quarter)).collect();
            let mut rows = self.rank(drafts);
            carry_previous(&mut rows, &previous);
            sort(&mut rows);
            previous.clone_from(&rows);
            all.extend(rows);
        }
        all
    }

    fn unit_drafts(&self, figures: &[Figures], quarter: Quarter) -> Vec<Draft> {
        let Some(shown) = self.canonical.shown.get(&quarter) else { return Vec::new() };
        let place = |unit: usize| shown.get(unit).map_or(unit, |u| *u as usize);
        let mut found: BTreeMap<usize, &Figures> = BTreeMap::new();
        let mut year_to_date: BTreeMap<usize, u64> = BTreeMap::new();
        for f in figures {
            let Some(unit) = f.unit else { continue };
            if f.quarter == quarter.index() {
                found.insert(unit, f);
            }
            if Quarter::from_index(f.quarter).year() == quarter.year() && f.quarter <= quarter.index() {
                *year_to_date.entry(place(unit)).or_default() += f.received;
            }
        }
        let mut spells: BTreeMap<usize, Vec<&Spells>> = BTreeMap::new();
        for spell in self.measured.stock.iter().filter(|s| s.opened <= quarter.index()) {
            spells.entry(place(spell.unit)).or_default().push(spell);
        }
        let mut late: BTreeMap<usize, u64> = BTreeMap::new();
        for h in self.measured.handovers.iter().filter(|h| h.quarter == quarter.index()) {
            *late.entry(h.unit).or_default() += h.late;
        }
        let empty = Figures::default();
        let none = Vec::new();
        let units = self.canonical.units.units.iter().enumerate();
        let listed = units.filter(|(number, unit)| {
            let exists = unit.registered
                && place(*number) == *number
                && unit.valid_from.is_none_or(|from| from <= quarter.last_day());
            let stock =
                spells.get(number).is_some_and(|s| s.iter().any(|s| s.closed.is_none_or(|c| c >= quarter.index())));
            exists || found.contains_key(number) || stock || late.get(number).is_some_and(|n| *n > 0)
        });
        listed
            .map(|(number, unit)| {
                let figures = found.get(&number).copied().unwrap_or(&empty);
                let spells = spells.get(&number).unwrap_or(&none);
                let ytd = year_to_date.get(&number).copied().unwrap_or(0);
                let returned_late = late.get(&number).copied().unwrap_or(0);
                self.unit_draft(number, unit, quarter, figures, spells, ytd, returned_late)
            })
            .collect()
    }

    #[allow(clippy::too_many_arguments)]
    fn unit_draft(
        &self,
        number: usize,
        unit: &Unit,
        quarter: Quarter,
        figures: &Figures,
        spells: &[&Spells],
        ytd: u64,
        returned_late: u64,
    ) -> Draft {
        let agency = self.canonical.units.agencies.get(unit.agency);
        let subject = Subject { skpd: Some(&unit.id), kind: unit.kind, quarter };
        let rejected = self.canonical.rejected_by_unit.get(number).copied().unwrap_or(0);
        let received: u64 = self.measured.units.iter().filter(|f| f.unit == Some(number)).map(|f| f.received).sum();
        let held_back = self
            .config
            .rejected_rows
            .fail
            .is_some_and(|gate| ratio(rejected, rejected + received).is_some_and(|share| share > gate));
        let mut draft = self.draft(figures, quarter, spells, ytd, subject, !held_back);
        draft.agency = unit.agency;
        draft.kind = unit.kind;
        draft.standing = unit.standing;
        draft.row.agency_id = agency.map(|a| a.id.clone()).unwrap_or_default();
        draft.row.agency = agency.map(|a| a.name.clone()).unwrap_or_default();
        draft.row.skpd_id.clone_from(&unit.id);
        draft.row.skpd.clone_from(&unit.name);
        draft.row.returned_late = returned_late;
        draft
    }

    fn government_draft(&self, figures: &[Figures], number: usize, agency: &Agency, quarter: Quarter) -> Draft {
        let of_agency = || figures.iter().filter(|f| f.agency == number);
        let empty = Figures::default();
        let found = of_agency().find(|f| f.quarter == quarter.index()).unwrap_or(&empty);
        let same_year =
            |f: &&Figures| Quarter::from_index(f.quarter).year() == quarter.year() && f.quarter <= quarter.index();
        let ytd = of_agency().filter(same_year).map(|f| f.received).sum();
        let spells: Vec<&Spells> = self.measured.stock.iter().filter(|s| s.agency == number).collect();
        let subject = Subject { skpd: None, kind: None, quarter };
        let mut draft = self.draft(found, quarter, &spells, ytd, subject, true);
        draft.agency = number;
        draft.row.agency_id.clone_from(&agency.id);
        draft.row.agency.clone_from(&agency.name);
        draft.row.group = agency.level.map(|l| l.word().to_owned()).unwrap_or_default();
        let handed = self.measured.handovers.iter().filter(|h| h.agency == number && h.quarter == quarter.index());
        draft.row.returned_late = handed.map(|h| h.late).sum();
        draft
    }

    /// All that follows from the integers of one row alone.
    #[allow(clippy::cast_precision_loss, clippy::too_many_lines)]
    fn draft(
        &self,
        f: &Figures,
        quarter: Quarter,
        spells: &[&Spells],
        received_ytd: u64,
        subject: Subject<'_>,
        kept_rows: bool,
    ) -> Draft {
        let enough = |part: u64, whole: u64| enough(self.config, part, whole);
        let times = responses_have_times(self.config, f);
        let closings = closings_have_times(self.config, f);
        let when = |condition: bool, count: u64| condition.then_some(count);
        let mean = |sum: u64, count: u64, whole: u64, unit: f64| {
            (enough(count, whole) && count > 0).then(|| sum as f64 / count as f64 / unit)
        };
        let hours = enough(f.response_seconds_count, f.responded);
        let rate = if times { ratio(f.responded_in_time, f.due) } else { None };
        let bounds = rate.and_then(|_| wilson(f.responded_in_time, f.due));
        let response_rate = ratio(f.responded, f.eligible);
        let volume_target = find(self.config, "received", subject).map(|t| t.value);
        let response_target = find(self.config, "response_rate", subject).map(|t| t.value);
        let stock = stock::of(spells.iter().copied(), quarter.index());
        let last = self.canonical.shown.keys().next_back() == Some(&quarter);
        let known = enough(stock.closed_ever - stock.closed_unknown, stock.closed_ever);
        let opening_known = known && self.begins.is_some_and(|b| b < quarter);
        let row = LeagueRow {
            period: quarter,
            agency_id: String::new(),
            agency: String::new(),
            skpd_id: String::new(),
            skpd: String::new(),
            group: String::new(),
            received: f.received,
            eligible: f.eligible,
            excluded_duplicate: f.excluded_duplicate,
            excluded_jurisdiction: f.excluded_jurisdiction,
            excluded_archived: f.excluded_archived,
            excluded_waiting: f.excluded_waiting,
            excluded_blocked: f.excluded_blocked,
            responded: f.responded,
            response_rate,
            due: Some(f.due),
            responded_in_time: when(times, f.responded_in_time),
            unanswered_overdue: when(times, f.unanswered_overdue),
            on_time_rate: rate,
            on_time_low: bounds.map(|b| b.0),
            on_time_high: bounds.map(|b| b.1),
            no_deadline: Some(f.no_deadline),
            not_yet_due: Some(f.eligible.saturating_sub(f.due + f.no_deadline)),
            mean_response_hours: mean(f.response_seconds_sum, f.response_seconds_count, f.responded, 3600.0),
            median_response_hours: f.response_middle.filter(|_| hours).map(|(a, b)| (a + b) as f64 / 2.0 / 3600.0),
            p90_response_hours: f.response_p90.filter(|_| hours).map(|s| s as f64 / 3600.0),
            km_median_response_hours: None,
            restricted_mean_response_hours: None,
            mean_response_workdays: mean(f.response_workdays_sum, f.response_workdays_count, f.responded, 1.0),
            closed: f.closed,
            open: f.eligible.saturating_sub(f.closed),
            resolution_rate: ratio(f.closed, f.eligible),
            closed_by_reporter: f.closed_by_reporter,
            closed_by_system: f.closed_by_system,
            closed_by_admin: f.closed_by_admin,
            mean_resolution_days: mean(f.resolution_seconds_sum, f.resolution_seconds_count, f.closed, 86_400.0),
            mean_resolution_workdays: mean(f.resolution_workdays_sum, f.resolution_workdays_count, f.closed, 1.0),
            resolution_due: Some(f.resolution_due),
            resolved_in_time: when(closings, f.resolved_in_time),
            resolution_on_time_rate: if closings { ratio(f.resolved_in_time, f.resolution_due) } else { None },
            backlog_opening: when(opening_known, stock.opening),
            backlog_received: stock.received,
            backlog_closed: stock.closed,
            backlog_reopened: stock.reopened,
            backlog_closing: when(known || last, stock.closing),
            backlog_over_limit: when(known || last, stock.over_limit),
            oldest_open_days: stock.oldest_at.and_then(|at| u64::try_from((self.canonical.as_of - at) / 86_400).ok()),
            hops: f.hops,
            returned_late: 0,
            received_ytd,
            volume_target,
            volume_attainment: volume_target.map(|t| attainment(received_ytd as f64, t, Direction::Higher)),
            response_target,
            response_attainment: response_rate.zip(response_target).map(|(r, t)| attainment(r, t, Direction::Higher)),
            score: None,
            rank: None,
            rank_low: None,
            rank_high: None,
            previous_rank: None,
            verdict: Verdict::NotAssigned,
        };
        let denominators = BTreeMap::from([
            ("response_rate", f.eligible),
            ("on_time_rate", f.due),
            ("resolution_rate", f.eligible),
            ("resolution_on_time_rate", f.resolution_due),
        ]);
        let closing_scored = self
            .config
            .score
            .iter()
            .any(|s| s.measure.contains("resolution_on") || s.measure.starts_with("mean_resolution"));
        let usable = kept_rows && times && (closings || !closing_scored);
        let mut draft = Draft { row, agency: 0, kind: None, standing: Standing::Unit, denominators, usable };
        draft.row.score = self.score(&draft.row, subject);
        draft
    }

    /// The weighted mean of capped attainments; none where one component cannot be computed.
    fn score(&self, row: &LeagueRow, subject: Subject<'_>) -> Option<f64> {
        self.config.score.iter().try_fold(0.0, |sum, part| {
            let value = column(&part.measure).and_then(|c| (c.get)(row).as_f64())?;
            Some(sum + part.weight * scored(self.config, &part.measure, value, subject)?)
        })
    }

    fn group(&self, draft: &Draft) -> String {
        if draft.row.skpd_id.is_empty() {
            return draft.row.group.clone();
        }
        let groups = &self.config.groups;
        match groups.by {
            GroupBy::None => String::new(),
            GroupBy::Kind => draft.kind.map(|k| k.word().to_owned()).unwrap_or_default(),
            GroupBy::Volume => {
                let floor = groups.minimum_volume.max(1);
                let eligible = draft.row.eligible;
                let cuts: Vec<u64> =
                    std::iter::once(floor).chain(groups.cuts.iter().copied().filter(|c| *c > floor)).collect();
                let Some(at) = cuts.partition_point(|c| *c <= eligible).checked_sub(1) else { return String::new() };
                match (cuts.get(at), cuts.get(at + 1)) {
                    (Some(from), Some(next)) => format!("{from}-{}", next - 1),
                    (Some(from), None) => format!("{from}+"),
                    _ => String::new(),
                }
            }
        }
    }

    fn verdict(&self, draft: &Draft) -> Verdict {
        if draft.standing != Standing::Unit {
            return Verdict::NotAssigned;
        }
        let least = self.config.groups.minimum_volume;
        let denominators = self.config.score.iter().filter_map(|s| draft.denominators.get(s.measure.as_str()));
        if !draft.usable {
            Verdict::NoEvidence
        } else if draft.row.eligible < least || denominators.into_iter().any(|d| *d < least) {
            Verdict::TooFew
        } else if draft.row.score.is_none() {
            Verdict::NoEvidence
        } else {
            Verdict::Ranked
        }
    }

    fn rank(&self, mut drafts: Vec<Draft>) -> Vec<LeagueRow> {
        for draft in &mut drafts {
            draft.row.group = self.group(draft);
            draft.row.verdict = self.verdict(draft);
        }
        let mut groups: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| d.row.verdict == Verdict::Ranked) {
            // Governments are compared with one another, units inside their government.
            let agency = if draft.row.skpd_id.is_empty() { usize::MAX } else { draft.agency };
            groups.entry((agency, draft.row.group.clone())).or_default().push(index);
        }
        for members in groups.values() {
            let scores: Vec<_> = members.iter().map(|i| drafts.get(*i).and_then(|d| d.row.score)).collect();
            for (index, rank) in members.iter().zip(competition(&scores)) {
                if let Some(draft) = drafts.get_mut(*index) {
                    draft.row.rank = rank;
                }
            }
        }
        drafts.into_iter().map(|d| d.row).collect()
    }
}

/// The rank of the quarter before, where the unit stood in the same group.
fn carry_previous(rows: &mut [LeagueRow], previous: &[LeagueRow]) {
    for row in rows {
        let same = |p: &&LeagueRow| p.agency_id == row.agency_id && p.skpd_id == row.skpd_id && p.group == row.group;
        row.previous_rank = previous.iter().find(same).and_then(|p| p.rank);
    }
}

/// Ranked rows first, by government, group (largest volumes first by their first number) and rank; then the others by name.
fn sort(rows: &mut [LeagueRow]) {
    let volume = |r: &LeagueRow| r.group.split(['-', '+']).next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0);
    rows.sort_by(|a, b| {
        let key = |r: &LeagueRow| {
            let group = r.rank.is_some().then(|| (std::cmp::Reverse(volume(r)), r.group.clone()));
            (r.agency_id.clone(), r.rank.is_none(), group, r.rank, r.skpd.clone(), r.skpd_id.clone())
        };
        key(a).cmp(&key(b))
    });
}
