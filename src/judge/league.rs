//! Integers to the rows of a league table.

use std::collections::BTreeMap;

use super::league_row::{LeagueRow, Verdict};
use super::needs::{self, Carried};
use super::order::{carry_previous, sort};
use super::rank::competition;
use super::ranks::{Member, Part, parts, rank_sets};
use super::score::{attainments, weighted};
use super::stock;
use super::survival;
use super::targets::{Subject, attainment, find};
use super::wilson::wilson;
use crate::config::{Config, Direction, GroupBy};
use crate::measure::{Agency, Canonical, Cell, Figures, Handover, Measured, Spells, Standing, Unit};
use crate::terms::{Kind, Quarter};

/// A row while it is judged, with what ranks it but is not published.
struct Draft<'a> {
    row: LeagueRow,
    cells: &'a [Cell],
    /// What the errors of the score come from; `None` where they are not told.
    parts: Option<Vec<Part>>,
    agency: usize,
    kind: Option<Kind>,
    standing: Standing,
    denominators: BTreeMap<&'static str, u64>,
    usable: bool,
    /// The capped attainments of the scored measures.
    attainments: Vec<Option<f64>>,
}

/// What a row holds that its own figures do not tell.
#[derive(Clone, Copy)]
struct Beside {
    received_ytd: u64,
    returned_late: u64,
    /// Whether so many rows were kept aside that the rest is no evidence.
    held_back: bool,
}

/// Whose rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Units, each inside its government.
    Units,
    /// Governments.
    Governments,
}

/// What a row is ranked by.
#[derive(Debug, Clone)]
pub struct Contender {
    /// The capped attainments of the scored measures.
    pub attainments: Vec<Option<f64>>,
    /// Whether its complaints, or those of a scored rate, are fewer than a rank needs.
    pub too_few: bool,
}

/// Judges the rows of all quarters.
pub struct League<'a> {
    config: &'a Config,
    measured: &'a Measured,
    canonical: &'a Canonical,
    begins: Option<Quarter>,
    /// Complaints of all quarters, by the unit under which each quarter shows them.
    received: BTreeMap<usize, u64>,
    /// Those of a row without a complaint.
    empty: Figures,
}

/// All that was measured of one government.
#[derive(Default)]
struct OfAgency<'a> {
    figures: Vec<&'a Figures>,
    spells: Vec<&'a Spells>,
    handed: Vec<&'a Handover>,
}

/// Rows kept aside and complaints received, of which those rows would have been more.
#[derive(Clone, Copy, Default)]
struct Kept {
    rejected: u64,
    received: u64,
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl<'a> League<'a> {
    /// From what was measured.
    pub fn new(config: &'a Config, measured: &'a Measured) -> Self {
        let canonical = &measured.canonical;
        let mut received: BTreeMap<usize, u64> = BTreeMap::new();
        for (unit, figures) in measured.units.iter().filter_map(|f| Some((f.unit?, f))) {
            *received.entry(unit).or_default() += figures.received;
        }
        Self {
            config,
            measured,
            canonical,
            begins: canonical.begins.map(Quarter::of),
            received,
            empty: Figures::default(),
        }
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
        let parts = self.by_agency(figures);
        for quarter in self.canonical.shown.keys().filter(|q| **q <= last) {
            let mut rows = self.rank(self.government_drafts(&parts, *quarter));
            carry_previous(&mut rows, &previous);
            sort(&mut rows);
            previous.clone_from(&rows);
            all.extend(rows);
        }
        all
    }

    /// What each row of a quarter would be ranked by if these were its figures, by government and unit.
    pub fn attainments(
        &self,
        figures: &[Figures],
        quarter: Quarter,
        level: Level,
    ) -> BTreeMap<(String, String), Contender> {
        let drafts = match level {
            Level::Units => self.unit_drafts(figures, quarter),
            Level::Governments => self.government_drafts(&self.by_agency(figures), quarter),
        };
        let contender = |draft: Draft<'_>| {
            let too_few = self.is_few(&draft);
            ((draft.row.agency_id, draft.row.skpd_id), Contender { attainments: draft.attainments, too_few })
        };
        drafts.into_iter().map(contender).collect()
    }

    /// What was measured, by government.
    fn by_agency<'f>(&'f self, figures: &'f [Figures]) -> BTreeMap<usize, OfAgency<'f>> {
        let mut parts: BTreeMap<usize, OfAgency<'f>> = BTreeMap::new();
        figures.iter().for_each(|f| parts.entry(f.agency).or_default().figures.push(f));
        self.measured.stock.iter().for_each(|s| parts.entry(s.agency).or_default().spells.push(s));
        self.measured.handovers.iter().for_each(|h| parts.entry(h.agency).or_default().handed.push(h));
        parts
    }

    fn government_drafts<'f>(&'f self, parts: &BTreeMap<usize, OfAgency<'f>>, quarter: Quarter) -> Vec<Draft<'f>> {
        let nothing = OfAgency::default();
        let draft = |(number, agency)| {
            let parts = parts.get(&number).unwrap_or(&nothing);
            self.government_draft(parts, number, agency, quarter, self.government_held(number))
        };
        self.canonical.units.agencies.iter().enumerate().map(draft).collect()
    }

    /// The rows of one quarter from figures of their own, by the units under which `shown_in` shows all, ranked. What figures
    /// do not tell (stock, hand-overs) is as it stands at this run's as-of.
    pub fn units_of(&self, figures: &[Figures], quarter: Quarter, shown_in: Quarter) -> Vec<LeagueRow> {
        self.rank_alone(self.drafts_shown_in(figures, quarter, shown_in))
    }

    /// The same of the governments.
    pub fn governments_of(&self, figures: &[Figures], quarter: Quarter) -> Vec<LeagueRow> {
        self.rank_alone(self.government_drafts(&self.by_agency(figures), quarter))
    }

    /// Ranks without telling what chance allows: such figures do not hold the ways of handling.
    fn rank_alone(&self, drafts: Vec<Draft<'_>>) -> Vec<LeagueRow> {
        let mut rows = self.rank(drafts.into_iter().map(|draft| Draft { parts: None, ..draft }).collect());
        sort(&mut rows);
        rows
    }

    /// Whether so many rows were kept aside that nothing may be ranked by the rest.
    fn held_back(&self, rejected: u64, all: u64) -> bool {
        self.config.gates.rejected_rows.fail.is_some_and(|gate| ratio(rejected, all).is_some_and(|share| share > gate))
    }

    /// The same of a government, from its units; where it is alone, from every row of every file, those without a unit too.
    fn government_held(&self, agency: usize) -> bool {
        if self.canonical.units.agencies.len() == 1 {
            let accounts = self.canonical.accounts.iter();
            let (rejected, read) = accounts.fold((0, 0), |(r, n), a| (r + a.rejected, n + a.read));
            return self.held_back(rejected, read);
        }
        let units = self.canonical.units.units.iter().enumerate().filter(|(_, u)| u.agency == agency);
        let all = units.fold(Kept::default(), |sum, (unit, _)| self.kept(unit, sum));
        self.held_back(all.rejected, all.rejected + all.received)
    }

    /// Adds what is known of the rows of a unit.
    fn kept(&self, unit: usize, sum: Kept) -> Kept {
        Kept {
            rejected: sum.rejected
                + self.canonical.rejected_by_unit.get(unit).map_or(0, |rules| rules.values().sum::<u64>()),
            received: sum.received + self.received.get(&unit).copied().unwrap_or(0),
        }
    }

    fn unit_drafts<'f>(&'f self, figures: &'f [Figures], quarter: Quarter) -> Vec<Draft<'f>> {
        self.drafts_shown_in(figures, quarter, quarter)
    }

    /// The rows of `quarter`, a renamed or merged unit standing as the successor that it has in `shown_in`.
    fn drafts_shown_in<'f>(&'f self, figures: &'f [Figures], quarter: Quarter, shown_in: Quarter) -> Vec<Draft<'f>> {
        let Some(shown) = self.canonical.shown.get(&shown_in) else { return Vec::new() };
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
        for spell in &self.measured.stock {
            spells.entry(place(spell.unit)).or_default().push(spell);
        }
        let mut late: BTreeMap<usize, u64> = BTreeMap::new();
        for h in self.measured.handovers.iter().filter(|h| h.quarter == quarter.index()) {
            *late.entry(place(h.unit)).or_default() += h.late;
        }
        // A renamed unit's rows count for its successor, those kept aside too.
        let mut kept: BTreeMap<usize, Kept> = BTreeMap::new();
        for unit in 0..self.canonical.units.units.len() {
            let sum = kept.entry(place(unit)).or_default();
            *sum = self.kept(unit, *sum);
        }
        let none = Vec::new();
        let units = self.canonical.units.units.iter().enumerate();
        let listed = units.filter(|(number, unit)| {
            let exists = unit.registered
                && place(*number) == *number
                && unit.valid_from.is_none_or(|from| from <= quarter.last_day())
                && unit.valid_to.is_none_or(|to| to >= quarter.first_day());
            let now = quarter.index();
            let in_stock = |s: &&Spells| s.opened <= now && s.closed.is_none_or(|c| c >= now);
            let stock = spells.get(number).is_some_and(|s| s.iter().any(in_stock));
            exists || found.contains_key(number) || stock || late.get(number).is_some_and(|n| *n > 0)
        });
        listed
            .map(|(number, unit)| {
                let figures = found.get(&number).copied().unwrap_or(&self.empty);
                let spells = spells.get(&number).unwrap_or(&none);
                let kept = kept.get(&number).copied().unwrap_or_default();
                let beside = Beside {
                    received_ytd: year_to_date.get(&number).copied().unwrap_or(0),
                    returned_late: late.get(&number).copied().unwrap_or(0),
                    held_back: self.held_back(kept.rejected, kept.rejected + kept.received),
                };
                self.unit_draft(unit, quarter, figures, spells, beside)
            })
            .collect()
    }

    fn unit_draft<'f>(
        &self,
        unit: &Unit,
        quarter: Quarter,
        figures: &'f Figures,
        spells: &[&Spells],
        beside: Beside,
    ) -> Draft<'f> {
        let agency = self.canonical.units.agencies.get(unit.agency);
        let subject = Subject { skpd: Some(&unit.id), kind: unit.kind, quarter, home: unit.agency == 0 };
        let mut draft = self.draft(figures, quarter, spells, subject, beside);
        draft.agency = unit.agency;
        draft.kind = unit.kind;
        draft.standing = unit.standing;
        draft.row.agency_id = agency.map(|a| a.id.clone()).unwrap_or_default();
        draft.row.agency = agency.map(|a| a.name.clone()).unwrap_or_default();
        draft.row.skpd_id.clone_from(&unit.id);
        draft.row.skpd.clone_from(&unit.name);
        draft
    }

    fn government_draft<'f>(
        &'f self,
        parts: &OfAgency<'f>,
        number: usize,
        agency: &Agency,
        quarter: Quarter,
        held_back: bool,
    ) -> Draft<'f> {
        let found = parts.figures.iter().find(|f| f.quarter == quarter.index()).copied().unwrap_or(&self.empty);
        let same_year =
            |f: &&&Figures| Quarter::from_index(f.quarter).year() == quarter.year() && f.quarter <= quarter.index();
        let handed = parts.handed.iter().filter(|h| h.quarter == quarter.index());
        let beside = Beside {
            received_ytd: parts.figures.iter().filter(same_year).map(|f| f.received).sum(),
            returned_late: handed.map(|h| h.late).sum(),
            held_back,
        };
        let subject = Subject { skpd: None, kind: None, quarter, home: number == 0 };
        let mut draft = self.draft(found, quarter, &parts.spells, subject, beside);
        draft.agency = number;
        draft.row.agency_id.clone_from(&agency.id);
        draft.row.agency.clone_from(&agency.name);
        draft.row.group = agency.level.map(|l| l.word().to_owned()).unwrap_or_default();
        draft
    }

    /// All that follows from the integers of one row alone.
    #[allow(clippy::cast_precision_loss, clippy::too_many_lines)]
    fn draft<'f>(
        &self,
        f: &'f Figures,
        quarter: Quarter,
        spells: &[&Spells],
        subject: Subject<'_>,
        beside: Beside,
    ) -> Draft<'f> {
        let Beside { received_ytd, returned_late, held_back } = beside;
        let stock = stock::of(spells.iter().copied(), quarter.index());
        let carried = Carried::new(self.config, f, &stock);
        let when = |measure: &str, count: u64| carried.allows(measure).then_some(count);
        let mean = |measure: &str, sum: u64, count: u64, unit: f64| {
            (carried.allows(measure) && count > 0).then(|| sum as f64 / count as f64 / unit)
        };
        let rate = if carried.allows("on_time_rate") { ratio(f.responded_in_time, f.due) } else { None };
        let bounds = rate.and_then(|_| wilson(f.responded_in_time, f.due));
        let response_rate = ratio(f.responded, f.eligible);
        let volume_target = find(self.config, "received", subject).map(|t| t.value);
        let response_target = find(self.config, "response_rate", subject).map(|t| t.value);
        let last = self.canonical.shown.keys().next_back() == Some(&quarter);
        let begun = self.begins.is_some_and(|b| b < quarter);
        let all = if needs::hours_are_known(f) { survival::response_hours(self.config, f) } else { (None, None) };
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
            responded_in_time: when("responded_in_time", f.responded_in_time),
            unanswered_overdue: when("unanswered_overdue", f.unanswered_overdue),
            on_time_rate: rate,
            on_time_low: bounds.map(|b| b.0),
            on_time_high: bounds.map(|b| b.1),
            no_deadline: Some(f.no_deadline),
            not_yet_due: Some(f.eligible.saturating_sub(f.due + f.no_deadline)),
            mean_response_hours: mean("mean_response_hours", f.response_seconds_sum, f.response_seconds_count, 3600.0),
            median_response_hours: f
                .response_middle
                .filter(|_| carried.allows("median_response_hours"))
                .map(|(a, b)| (a + b) as f64 / 2.0 / 3600.0),
            p90_response_hours: f
                .response_p90
                .filter(|_| carried.allows("p90_response_hours"))
                .map(|s| s as f64 / 3600.0),
            km_median_response_hours: all.0.filter(|_| carried.allows("km_median_response_hours")),
            restricted_mean_response_hours: all.1.filter(|_| carried.allows("restricted_mean_response_hours")),
            mean_response_workdays: mean(
                "mean_response_workdays",
                f.response_workdays_sum,
                f.response_workdays_count,
                1.0,
            ),
            closed: f.closed,
            open: f.eligible.saturating_sub(f.closed),
            resolution_rate: ratio(f.closed, f.eligible),
            closed_by_reporter: f.closed_by_reporter,
            closed_by_system: f.closed_by_system,
            closed_by_admin: f.closed_by_admin,
            mean_resolution_days: mean(
                "mean_resolution_days",
                f.resolution_seconds_sum,
                f.resolution_seconds_count,
                86_400.0,
            ),
            mean_resolution_workdays: mean(
                "mean_resolution_workdays",
                f.resolution_workdays_sum,
                f.resolution_workdays_count,
                1.0,
            ),
            resolution_due: Some(f.resolution_due),
            resolved_in_time: when("resolved_in_time", f.resolved_in_time),
            resolution_on_time_rate: ratio(f.resolved_in_time, f.resolution_due)
                .filter(|_| carried.allows("resolution_on_time_rate")),
            backlog_opening: when("backlog_opening", stock.opening).filter(|_| begun),
            backlog_received: stock.received,
            backlog_closed: stock.closed,
            backlog_reopened: stock.reopened,
            backlog_closing: when("backlog_closing", stock.closing).or(last.then_some(stock.closing)),
            backlog_over_limit: when("backlog_over_limit", stock.over_limit).or(last.then_some(stock.over_limit)),
            oldest_open_days: stock.oldest_at.and_then(|at| u64::try_from((self.canonical.as_of - at) / 86_400).ok()),
            hops: f.hops,
            returned_late,
            received_ytd,
            volume_target,
            volume_attainment: volume_target.map(|t| attainment(received_ytd as f64, t, Direction::Higher)),
            response_target,
            response_attainment: response_rate.zip(response_target).map(|(r, t)| attainment(r, t, Direction::Higher)),
            score: None,
            rank: None,
            rank_low: None,
            rank_high: None,
            alike: Vec::new(),
            previous_rank: None,
            verdict: Verdict::NotAssigned,
        };
        let denominators = BTreeMap::from([
            ("response_rate", f.eligible),
            ("on_time_rate", f.due),
            ("resolution_rate", f.eligible),
            ("resolution_on_time_rate", f.resolution_due),
        ]);
        let decided = needs::is_decided(self.config, f);
        let usable = !held_back && decided;
        let attainments = match decided {
            true => attainments(self.config, &row, subject),
            false => vec![None; self.config.score.len()],
        };
        let mut draft = Draft {
            row,
            cells: &f.cells,
            parts: parts(self.config, subject),
            agency: 0,
            kind: None,
            standing: Standing::Unit,
            denominators,
            usable,
            attainments,
        };
        draft.row.score = weighted(&draft.attainments, self.config.score.iter().map(|part| part.weight));
        draft
    }

    fn group(&self, draft: &Draft<'_>) -> String {
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

    /// Whether the row's complaints, or those of a scored rate, are fewer than a rank needs.
    fn is_few(&self, draft: &Draft<'_>) -> bool {
        let least = self.config.groups.minimum_volume;
        let denominators = self.config.score.iter().filter_map(|s| draft.denominators.get(s.measure.as_str()));
        draft.row.eligible < least || denominators.into_iter().any(|d| *d < least)
    }

    fn verdict(&self, draft: &Draft<'_>) -> Verdict {
        let agency = self.canonical.units.agencies.get(draft.agency);
        // A government without a level is one that the list does not know.
        if draft.standing != Standing::Unit || agency.is_some_and(|a| a.level.is_none()) {
            return Verdict::NotAssigned;
        }
        if !draft.usable {
            Verdict::NoEvidence
        } else if self.is_few(draft) {
            Verdict::TooFew
        } else if draft.row.score.is_none() {
            Verdict::NoEvidence
        } else {
            Verdict::Ranked
        }
    }

    fn rank(&self, mut drafts: Vec<Draft<'_>>) -> Vec<LeagueRow> {
        self.settle(&mut drafts);
        let mut groups: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| d.row.verdict == Verdict::Ranked) {
            // Governments are compared with one another, units inside their government.
            let agency = if draft.row.skpd_id.is_empty() { usize::MAX } else { draft.agency };
            groups.entry((agency, draft.row.group.clone())).or_default().push(index);
        }
        for members in groups.into_values() {
            rank_members(&mut drafts, members);
        }
        drafts.into_iter().map(|d| d.row).collect()
    }

    /// Gives each row its comparison group and its verdict.
    fn settle(&self, drafts: &mut [Draft<'_>]) {
        for draft in drafts {
            draft.row.group = self.group(draft);
            draft.row.verdict = self.verdict(draft);
        }
    }

    /// The units of a quarter that belong to a family, ranked inside it whatever their comparison group; one alone has no
    /// rank.
    pub fn families(
        &self,
        quarter: Quarter,
        family: impl Fn(&LeagueRow) -> Option<usize>,
    ) -> BTreeMap<usize, Vec<LeagueRow>> {
        let mut families: BTreeMap<usize, Vec<Draft<'_>>> = BTreeMap::new();
        for draft in self.unit_drafts(&self.measured.units, quarter) {
            if let Some(family) = family(&draft.row) {
                families.entry(family).or_default().push(draft);
            }
        }
        let ranked = |mut drafts: Vec<Draft<'_>>| {
            self.settle(&mut drafts);
            let members: Vec<usize> =
                (0..).zip(&drafts).filter(|(_, d)| d.row.verdict == Verdict::Ranked).map(|(index, _)| index).collect();
            if members.len() > 1 {
                rank_members(&mut drafts, members);
            }
            drafts.into_iter().map(|d| d.row).collect()
        };
        families.into_iter().map(|(family, drafts)| (family, ranked(drafts))).collect()
    }
}

/// Ranks the members of a comparison group by their scores.
fn rank_members(drafts: &mut [Draft<'_>], members: Vec<usize>) {
    let scores: Vec<_> = members.iter().map(|i| drafts.get(*i).and_then(|d| d.row.score)).collect();
    for (index, rank) in members.iter().zip(competition(&scores)) {
        if let Some(draft) = drafts.get_mut(*index) {
            draft.row.rank = rank;
        }
    }
    note_sets(drafts, members);
}

/// Sets the ranks that chance allows to the members of a comparison group; none where one of them has no errors to tell.
fn note_sets(drafts: &mut [Draft<'_>], mut members: Vec<usize>) {
    let id = |index: &usize| drafts.get(*index).map(|d| (d.row.agency_id.clone(), d.row.skpd_id.clone()));
    members.sort_by_cached_key(id);
    let told: Option<Vec<Member>> = members
        .iter()
        .map(|index| {
            let draft = drafts.get(*index)?;
            Some(Member::new(draft.row.score?, draft.parts.clone()?, draft.cells))
        })
        .collect();
    let Some(known) = told.map(|told| rank_sets(&told)) else { return };
    let ids: Vec<String> = members
        .iter()
        .filter_map(|index| drafts.get(*index))
        .map(|d| if d.row.skpd_id.is_empty() { d.row.agency_id.clone() } else { d.row.skpd_id.clone() })
        .collect();
    for (place, (index, set)) in members.iter().zip(&known.sets).enumerate() {
        let alike = ids.iter().enumerate().filter(|(other, _)| {
            *other != place && !known.told_apart.contains(&(place.min(*other), place.max(*other)))
        });
        if let Some(draft) = drafts.get_mut(*index) {
            draft.row.rank_low = Some(set.low);
            draft.row.rank_high = Some(set.high);
            draft.row.alike = alike.map(|(_, id)| id.clone()).collect();
        }
    }
}
