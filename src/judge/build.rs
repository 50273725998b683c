//! All that was measured, judged into one report a quarter.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::announcement::{self, Grounds};
use super::basis;
use super::breakdown::{self, Breakdown};
use super::children;
use super::doublets;
use super::evidence::{HandedRow, SpellRow, Wording};
use super::facts;
use super::funnel;
use super::gates::{self, GateRow};
use super::league::League;
use super::league_row::{LeagueRow, Verdict};
use super::line;
use super::months;
use super::movement::{self, Terms};
use super::needs::{self, timed_responses};
use super::passed;
use super::patterns;
use super::profile;
use super::published::Published;
use super::quality::{self, Quality, Until};
use super::ranking;
use super::ranks::{Sureness, sureness};
use super::report::{
    BacklogAge, Basis, ChangeRow, DeadlineText, Government, HeldTime, Note, PatternRow, Report, ResponseTimes, StepRow,
    WorkItem,
};
use super::restricted;
use super::robustness;
use super::survival;
use super::targets::{Subject, default_aim, find};
use super::yardsticks;
use crate::config::{Clock, Config, GroupBy, is_scoreable};
use crate::measure::{
    Canonical, Figures, Lines, Listed, ListedHandover, ListedOtherwise, ListedSpell, Measured, MonthCount,
    RestrictedAtAge, Standing,
};
use crate::problem::Problem;
use crate::reference::{Calendar, Deadlines, Step};
use crate::terms::{Finding, Kind, Quarter, Severity};

/// What a report is made of besides the figures.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The deadlines that were in force.
    pub deadlines: &'a Deadlines,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Everything measured.
    pub measured: &'a Measured,
    /// Whether a unit register was given.
    pub has_register: bool,
}

/// Complaints listed for one quarter.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// Those received in the quarter.
    pub evidence: Vec<Listed>,
    /// Those without response though the limit has passed, of this and earlier quarters.
    pub unanswered: Vec<Listed>,
    /// Those received in the quarter as their governments see them, in the same order; empty where nothing differs.
    pub by_governments: Vec<Listed>,
    /// The spells behind the quarter's open stock.
    pub spells: Vec<ListedSpell>,
    /// The times that units let its complaints go.
    pub handed: Vec<ListedHandover>,
    /// What other readings make of its complaints, where that is something else.
    pub otherwise: Vec<ListedOtherwise>,
    /// What quarters up to it were at its age.
    pub lines: Lines,
    /// The restricted complaints of the quarters before it, as they were at its age.
    pub restricted_at_age: Vec<RestrictedAtAge>,
    /// What was received by month in the year that ends with it, see [`super::months_of`].
    pub months: Vec<MonthCount>,
}

/// The measure whose targets a scored measure is held against; `None` where 100 % or the preset will do.
fn target_of<'m>(config: &Config, measure: &'m str) -> Option<&'m str> {
    match measure {
        // An attainment is known only where a volume is aimed at.
        "volume_attainment" | "volume_pro_rata" => Some("received"),
        _ if default_aim(config, measure).is_some() => None,
        _ => Some(measure),
    }
}

fn without_target(measure: &str, needed: &str) -> Problem {
    Problem::new(format!("'{measure}' is scored but has no target"))
        .at("rapor.toml, [score]")
        .because("only a rate can be measured against 100 %; any other measure needs a target")
        .hint(format!("add [[target]] with measure = \"{needed}\", or take '{measure}' out of the weights"))
}

/// A score that the configuration asks for must be computable.
///
/// # Errors
/// A scored measure that is no rate has no target.
pub fn check_score(config: &Config) -> Result<(), Problem> {
    let targeted: BTreeSet<&str> = config.targets.iter().map(|t| t.measure.as_str()).collect();
    let needed = config.score.iter().filter_map(|s| Some((s.measure.as_str(), target_of(config, &s.measure)?)));
    match needed.into_iter().find(|(_, needed)| !targeted.contains(needed)) {
        Some((measure, needed)) => Err(without_target(measure, needed)),
        None => Ok(()),
    }
}

/// As [`check_score`], once it is known what is published: in each of these quarters the targets of a scored measure must
/// hold for somebody who can be ranked.
fn check_targets(config: &Config, canonical: &Canonical, quarters: &[Quarter]) -> Result<(), Problem> {
    let units = canonical.units.units.iter().filter(|u| u.standing == Standing::Unit);
    let mut ranked: Vec<(Option<&str>, Option<Kind>)> = units.map(|u| (Some(u.id.as_str()), u.kind)).collect();
    // One government alone is compared with nobody.
    if canonical.units.agencies.len() > 1 || ranked.is_empty() {
        ranked.push((None, None));
    }
    for quarter in quarters {
        let holds = |needed: &str| {
            ranked.iter().any(|(skpd, kind)| {
                find(config, needed, Subject { skpd: *skpd, kind: *kind, quarter: *quarter, home: true }).is_some()
            })
        };
        let needed = config.score.iter().filter_map(|s| Some((s.measure.as_str(), target_of(config, &s.measure)?)));
        if let Some((measure, needed)) = needed.into_iter().find(|(_, needed)| !holds(needed)) {
            return Err(Problem::new(format!("'{measure}' is scored but has no target for {quarter}"))
                .at("rapor.toml, [[target]]")
                .because("no target of it holds for a unit in this quarter, so that nothing could be ranked")
                .hint(format!("add [[target]] with measure = \"{needed}\" for {quarter}; a volume needs a skpd too")));
        }
    }
    Ok(())
}

/// How many were due for a step, and how many kept it.
type Counts<'a> = &'a dyn Fn(&Figures) -> (u64, u64);

/// Judges quarters; what is common to all of them is computed once.
pub struct Judge<'a> {
    inputs: Inputs<'a>,
    units: Vec<LeagueRow>,
    optimistic: Vec<LeagueRow>,
    governments: Vec<LeagueRow>,
    patterns: Vec<PatternRow>,
}

impl<'a> Judge<'a> {
    /// Judges every quarter up to `last`.
    #[must_use]
    pub fn new(inputs: Inputs<'a>, last: Quarter) -> Self {
        let league = League::new(inputs.config, inputs.measured);
        Self {
            units: league.units(&inputs.measured.units, last),
            optimistic: league.units(&inputs.measured.units_optimistic, last),
            governments: league.governments(&inputs.measured.governments, last),
            patterns: patterns::find(&inputs),
            inputs,
        }
    }

    /// Checks that the score can be computed in each of the quarters to be published.
    ///
    /// # Errors
    /// A scored measure needs a target and has none in one of them.
    pub fn check(&self, quarters: &[Quarter]) -> Result<(), Problem> {
        check_targets(self.inputs.config, &self.inputs.measured.canonical, quarters)
    }

    /// The report of one quarter.
    #[must_use]
    pub fn report(&self, quarter: Quarter, lists: &Lists, published: &Published) -> Report {
        let Inputs { config, measured, calendar, .. } = self.inputs;
        let canonical = &measured.canonical;
        let zone = config.unit.zone;
        let of_quarter = |rows: &[LeagueRow]| rows.iter().filter(|r| r.period == quarter).cloned().collect::<Vec<_>>();
        let up_to = |rows: &[LeagueRow]| rows.iter().filter(|r| r.period <= quarter).cloned().collect::<Vec<_>>();
        let intervals = !measured.units_optimistic.is_empty();
        let history = up_to(&self.units);
        let league = of_quarter(&self.units);
        let instansi = of_quarter(&self.governments);
        let rank_tests = robustness::tests(config, measured, quarter, [&league, &instansi]);
        let quality = self.quality(quarter);
        let breakdown = Breakdown::new(canonical, quarter);
        let categories = breakdown::nameable(canonical, &measured.categories);
        let words = Wording {
            canonical,
            categories: &categories,
            calendar,
            quarter,
            horizons: [config.survival.response_minutes, config.survival.resolution_minutes].map(u64::from),
            reached: RefCell::default(),
        };
        // Only where the row of the complaint's own quarter says how many are unanswered.
        let named: BTreeSet<(&str, &str, Quarter)> = history
            .iter()
            .filter(|r| r.unanswered_overdue.is_some())
            .map(|r| (r.agency_id.as_str(), r.skpd_id.as_str(), r.period))
            .collect();
        let with_times = |l: &&Listed| {
            let unit = canonical.units.units.get(l.unit);
            let agency = unit.and_then(|u| canonical.units.agencies.get(u.agency));
            let key = unit.zip(agency).map(|(u, a)| (a.id.as_str(), u.id.as_str(), Quarter::from_index(l.quarter)));
            key.is_some_and(|key| named.contains(&key))
        };
        let listed: Vec<(&Listed, WorkItem)> =
            lists.unanswered.iter().filter(with_times).map(|l| (l, words.work_item(l))).collect();
        let judging = League::new(config, measured);
        let lines = line::rows(config, canonical, &judging, &lists.lines, quarter);
        let measures = self.measures();
        let movement = movement::rows(&lines, self.terms(quarter, &measures));
        let mut unanswered: Vec<WorkItem> = listed.iter().map(|(_, item)| item.clone()).collect();
        unanswered.sort_by(|a, b| {
            (a.received_at, &a.skpd_id, &a.complaint_id).cmp(&(b.received_at, &b.skpd_id, &b.complaint_id))
        });
        let patterns: Vec<PatternRow> =
            self.patterns.iter().filter(|p| p.quarter.is_none_or(|q| q == quarter)).cloned().collect();
        let facts = facts::of(config, measured, quarter, &league, &instansi);
        let (evidence, evidence_instansi) = words.evidence_of(&lists.evidence, &lists.by_governments);
        let spells: Vec<SpellRow> = lists.spells.iter().map(|l| words.spell(l)).collect();
        let handed: Vec<HandedRow> = lists.handed.iter().map(|l| words.handed(l)).collect();
        let restricted_parts = restricted::parts(&evidence, &spells);
        let announcement = announcement::of(&Grounds {
            canonical,
            quarter,
            league: &league,
            evidence: &evidence,
            handed: &handed,
            work_list: &listed.iter().map(|(l, item)| (*l, item.days)).collect::<Vec<_>>(),
            lines: &lines,
            movement: &movement,
            measures: &measures,
        });
        let profiles = profile::of(config, canonical, quarter, [&league, &instansi], &lines);
        Report {
            government: Government { name: config.unit.name.clone(), level: config.unit.level, zone },
            quarter,
            unfinished: canonical.as_of < zone.end_of_day(quarter.last_day()),
            as_of: zone.local(canonical.as_of),
            notes: self.notes(quarter, &history, &quality.gates, published),
            children: children::rows(canonical, quarter, &judging),
            categories: breakdown.categories(&measured.categories, &categories),
            composition: breakdown.composition(&measured.composition, &league, &instansi),
            pending: survival::pending(config, measured, quarter, &league),
            ranking: ranking::rows(config, &league, &instansi, &rank_tests),
            rank_tests,
            funnels: funnel::of(config, &self.of_governments(quarter), &league),
            yardsticks: yardsticks::rows(config, canonical, quarter, &league, &instansi),
            league,
            league_optimistic: if intervals { of_quarter(&self.optimistic) } else { Vec::new() },
            instansi,
            history,
            instansi_history: up_to(&self.governments),
            steps: self.steps(quarter),
            backlog_age: self.backlog_age(quarter),
            backlog_age_instansi: self.backlog_age_of_governments(),
            response_times: self.response_times(quarter),
            held_times: self.held_times(quarter),
            basis: self.basis(quarter),
            quality,
            evidence_needs: needs::evidence(config, &self.of_governments(quarter)),
            intake: canonical.accounts.clone(),
            findings: findings(&canonical.findings, &patterns),
            rejected: canonical.rejected.clone(),
            unanswered,
            otherwise: words.otherwise(&lists.evidence, &lists.otherwise),
            evidence,
            evidence_instansi,
            restricted_parts,
            spells,
            handed,
            facts,
            changes: self.changes(quarter),
            doublets: doublets::rows(canonical, quarter),
            returns: passed::returns(measured, quarter),
            unknown_names: canonical.unknown_names.clone(),
            bounced: passed::bounced(measured, quarter, zone),
            patterns,
            months: months::rows(canonical, &lists.months, &lines),
            lines,
            movement,
            announcement,
            profiles,
            restricted_at_age: words.restricted_at_age(&lists.restricted_at_age, &lists.lines),
        }
    }

    fn terms<'s>(&self, quarter: Quarter, scored: &'s [&'s str]) -> Terms<'s> {
        let Inputs { config, measured, .. } = self.inputs;
        Terms { quarter, minimum_volume: config.groups.minimum_volume, begins: measured.canonical.begins, scored }
    }

    /// The scored measures, the heaviest first.
    fn measures(&self) -> Vec<&'a str> {
        let mut scored: Vec<_> = self.inputs.config.score.iter().collect();
        scored.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.measure.cmp(&b.measure)));
        scored.into_iter().map(|s| s.measure.as_str()).collect()
    }

    fn quality(&self, quarter: Quarter) -> Quality {
        let Inputs { config, measured, .. } = self.inputs;
        let as_of = config.unit.zone.date(measured.canonical.as_of);
        let sources = quality::sources(measured, Until { as_of, quarter });
        Quality {
            gates: gates::rows(config, measured, quarter, &sources),
            units: quality::units(config, measured, quarter),
            sources,
        }
    }

    fn changes(&self, quarter: Quarter) -> Vec<ChangeRow> {
        let changes = self.inputs.measured.canonical.changes.iter().filter(|c| c.quarter == quarter);
        let mut rows: Vec<ChangeRow> = changes
            .map(|c| ChangeRow {
                skpd_id: self.unit_name(c.unit as usize).0,
                complaint_id: c.complaint_id.clone(),
                from: c.from,
                to: c.to,
                what: c.what,
                before: c.before.clone(),
                after: c.after.clone(),
                restricted: c.restricted,
            })
            .collect();
        rows.sort_by(|a, b| {
            (&a.skpd_id, &a.complaint_id, a.to, a.what).cmp(&(&b.skpd_id, &b.complaint_id, b.to, b.what))
        });
        rows
    }

    fn unit_name(&self, number: usize) -> (String, String) {
        let unit = self.inputs.measured.canonical.units.units.get(number);
        unit.map(|u| (u.id.clone(), u.name.clone())).unwrap_or_default()
    }

    fn agency_id(&self, number: usize) -> String {
        self.inputs.measured.canonical.units.agencies.get(number).map(|a| a.id.clone()).unwrap_or_default()
    }

    fn agency_name(&self, number: usize) -> String {
        self.inputs.measured.canonical.units.agencies.get(number).map(|a| a.name.clone()).unwrap_or_default()
    }

    fn steps(&self, quarter: Quarter) -> Vec<StepRow> {
        let measured = self.inputs.measured;
        let at = |f: &&Figures| f.quarter == quarter.index();
        let rows = measured.governments.iter().filter(at).chain(measured.units.iter().filter(at));
        // A step of which too few times are known is left out, not shown as missed.
        let config = self.inputs.config;
        let response = |f: &Figures| {
            if needs::has_times(config, Step::Response, f) { (f.due, f.responded_in_time) } else { (0, 0) }
        };
        let resolution = |f: &Figures| {
            if needs::has_times(config, Step::Resolution, f) { (f.resolution_due, f.resolved_in_time) } else { (0, 0) }
        };
        let steps: [(&'static str, Counts<'_>); 3] = [
            ("verification", &|f| (f.verification_due, f.verified_in_time)),
            ("response", &response),
            ("resolution", &resolution),
        ];
        let rows: Vec<&Figures> = rows.collect();
        let mut out = Vec::new();
        for (step, counts) in steps {
            for figures in &rows {
                let (due, in_time) = counts(figures);
                if due == 0 {
                    continue;
                }
                let (skpd_id, unit) = match figures.unit {
                    Some(unit) => self.unit_name(unit),
                    None => (String::new(), self.agency_name(figures.agency)),
                };
                #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
                let rate = Some(in_time as f64 / due as f64);
                out.push(StepRow {
                    step,
                    agency_id: self.agency_id(figures.agency),
                    skpd_id,
                    unit,
                    due,
                    in_time,
                    rate,
                });
            }
        }
        out
    }

    fn backlog_age(&self, quarter: Quarter) -> Vec<BacklogAge> {
        let measured = self.inputs.measured;
        let shown = measured.canonical.shown.get(&quarter);
        let mut by_unit: BTreeMap<usize, [u64; 5]> = BTreeMap::new();
        for ages in &measured.ages {
            let unit = shown.and_then(|s| s.get(ages.unit)).map_or(ages.unit, |u| *u as usize);
            let counts = by_unit.entry(unit).or_default();
            counts.iter_mut().zip(ages.counts).for_each(|(sum, n)| *sum += n);
        }
        let rows = by_unit.into_iter().map(|(unit, counts)| {
            let (skpd_id, skpd) = self.unit_name(unit);
            let agency = measured.canonical.units.units.get(unit).map_or(0, |unit| unit.agency);
            BacklogAge { skpd_id, skpd, counts, agency_id: self.agency_id(agency) }
        });
        rows.collect()
    }

    fn backlog_age_of_governments(&self) -> Vec<BacklogAge> {
        let Measured { ages, canonical, .. } = self.inputs.measured;
        let mut by_agency: BTreeMap<usize, [u64; 5]> = BTreeMap::new();
        for ages in ages {
            let agency = canonical.units.units.get(ages.unit).map_or(0, |unit| unit.agency);
            let counts = by_agency.entry(agency).or_default();
            counts.iter_mut().zip(ages.counts).for_each(|(sum, n)| *sum += n);
        }
        let row = |(agency, counts)| BacklogAge {
            skpd_id: String::new(),
            skpd: self.agency_name(agency),
            counts,
            agency_id: self.agency_id(agency),
        };
        by_agency.into_iter().map(row).collect()
    }

    fn response_times(&self, quarter: Quarter) -> Vec<ResponseTimes> {
        // The picture of hours is one of the tables that too few times cannot carry.
        if !needs::carries(self.inputs.config, "mean_response_hours", &self.of_governments(quarter)) {
            return Vec::new();
        }
        let rows = self.inputs.measured.hours.iter().filter(|h| h.quarter == quarter.index()).map(|h| {
            let (skpd_id, skpd) = self.unit_name(h.unit);
            ResponseTimes { skpd_id, skpd, counts: h.counts, unknown: h.unknown, unanswered: h.unanswered }
        });
        rows.collect()
    }

    #[allow(clippy::cast_precision_loss)] // seconds and counts stay far below 2^53
    fn held_times(&self, quarter: Quarter) -> Vec<HeldTime> {
        let rows = self.inputs.measured.holdings.iter().filter(|h| h.quarter == quarter.index()).map(|h| {
            let (skpd_id, skpd) = self.unit_name(h.unit);
            let hours = (h.timed > 0).then(|| h.seconds as f64 / 3600.0);
            let mean_hours = hours.map(|hours| hours / h.timed as f64);
            HeldTime { skpd_id, skpd, spells: h.spells, handed_on: h.handed_on, timed: h.timed, hours, mean_hours }
        });
        rows.collect()
    }

    fn basis(&self, quarter: Quarter) -> Basis {
        let Inputs { config, deadlines, calendar, measured, .. } = self.inputs;
        let years = calendar.covered_years();
        let applied = |t: &&crate::config::Target| t.year == quarter.year() && t.quarter.is_none_or(|q| q == quarter);
        Basis {
            clock: match config.response.clock {
                Clock::Received => "received".to_owned(),
                Clock::Assigned => "assigned".to_owned(),
            },
            counts: config.response.counts.iter().map(|k| k.word().to_owned()).collect(),
            deadlines: deadlines
                .iter()
                .filter(|d| d.from.is_none_or(|f| f <= quarter.last_day()))
                .filter(|d| d.to.is_none_or(|t| t >= quarter.first_day()))
                .map(|d| DeadlineText {
                    step: d.step.to_string(),
                    class: d.class_word().to_owned(),
                    limit: d.limit.to_string(),
                    scope: d.skpd.clone().or_else(|| d.level.map(|l| l.to_string())).unwrap_or_default(),
                    from: d.from,
                    to: d.to,
                    source: d.source.clone(),
                })
                .collect(),
            weights: config.score.iter().map(|s| (s.measure.clone(), s.weight)).collect(),
            measures: basis::measures(config),
            preset: config.preset.clone(),
            targets: config.targets.iter().filter(applied).map(basis::target).collect(),
            minimum_volume: config.groups.minimum_volume,
            groups: match config.groups.by {
                GroupBy::Volume => "volume",
                GroupBy::Kind => "kind",
                GroupBy::None => "none",
            }
            .to_owned(),
            status_mapping: measured.canonical.status_mapping.clone(),
            calendar_years: years.iter().min().copied().zip(years.iter().max().copied()),
            data_span: measured.canonical.span,
        }
    }

    fn notes(&self, quarter: Quarter, history: &[LeagueRow], gates: &[GateRow], published: &Published) -> Vec<Note> {
        let Inputs { config, measured, .. } = self.inputs;
        let canonical = &measured.canonical;
        let mut notes = Vec::new();
        if canonical.as_of < config.unit.zone.end_of_day(quarter.last_day()) {
            notes.push(Note::Unfinished);
        }
        if !canonical.any_open && canonical.complaints > 0 {
            notes.push(Note::NoOpenComplaints { complaints: canonical.complaints });
        }
        if canonical.dates_only > 0 {
            notes.push(Note::DatesOnly { complaints: canonical.dates_only });
        }
        notes.extend(needs::refusals(config, &self.of_governments(quarter)));
        notes.extend(self.calendar_note(quarter));
        notes.extend(gates::notes(gates));
        let of_quarter = self.of_governments(quarter);
        let eligible: u64 = of_quarter.iter().map(|f| f.eligible).sum();
        if eligible > 0 && of_quarter.iter().all(|f| f.no_deadline == f.eligible) {
            notes.push(Note::NoResponseLimit { complaints: eligible });
        }
        if !self.inputs.has_register {
            notes.push(Note::NoRegister);
        }
        if canonical.unknown_unit_complaints > 0 {
            let names = canonical.units.unknown_names();
            notes.push(Note::UnknownUnits { names, complaints: canonical.unknown_unit_complaints });
        }
        if !measured.units_optimistic.is_empty() {
            notes.push(Note::Intervals);
        }
        let untold = config.score.iter().find(|s| matches!(sureness(&s.measure), Sureness::Untold));
        notes.extend(untold.map(|s| Note::RankSetsUntold { measure: s.measure.clone() }));
        notes.extend(published.differences(history));
        notes
    }

    /// The figures of the governments in a quarter.
    fn of_governments(&self, quarter: Quarter) -> Vec<&'a Figures> {
        self.inputs.measured.governments.iter().filter(|f| f.quarter == quarter.index()).collect()
    }

    /// Working-day figures of this quarter that the calendar cannot carry.
    fn calendar_note(&self, quarter: Quarter) -> Option<Note> {
        let Inputs { measured, calendar, config, .. } = self.inputs;
        let canonical = &measured.canonical;
        let limit = canonical.uncovered_years.contains(&quarter.year());
        let mean = measured.governments.iter().filter(|f| f.quarter == quarter.index()).any(|f| {
            f.response_workdays_count < timed_responses(f).0 || f.resolution_workdays_count < f.resolution_seconds_count
        });
        let as_of = config.unit.zone.date(canonical.as_of);
        (limit || mean).then(|| Note::CalendarRefused { years: calendar.uncovered_years(quarter.first_day(), as_of) })
    }
}

/// What was noticed in the rows, and what their figures show, by rule.
fn findings(noticed: &[Finding], patterns: &[PatternRow]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = noticed.iter().cloned().chain(patterns.iter().map(PatternRow::finding)).collect();
    findings.sort_by_key(|f| f.rule.code);
    findings
}

impl Report {
    /// The gates that fell short and the tables that were refused, one word each; none = status 0.
    #[must_use]
    pub fn shortfalls(&self) -> Vec<&'static str> {
        let of = |n: &Note| match n {
            Note::ResponseTimesRefused { .. } | Note::RanksUndecided { .. } | Note::ResolutionTimesRefused { .. } => {
                Some("evidence-share")
            }
            Note::RejectedRows { warn_only: false, .. } => Some("rejected-rows"),
            Note::GateMissed { gate, warn_only: false, .. } => Some(*gate),
            Note::CalendarRefused { .. } => Some("calendar"),
            _ => None,
        };
        let mut words: Vec<&'static str> = self.notes.iter().filter_map(of).collect();
        words.dedup();
        words
    }

    /// Whether the quarter's evidence cannot carry a measure, so that no table or picture of it is given.
    #[must_use]
    pub fn refuses(&self, measure: &str) -> bool {
        self.evidence_needs.iter().any(|need| !need.given && need.measures.contains(&measure))
    }

    /// Units that are ranked.
    #[must_use]
    pub fn ranked(&self) -> usize {
        self.league.iter().filter(|r| r.verdict == Verdict::Ranked).count()
    }

    /// Findings that are more than a notice.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.findings.iter().filter(|f| f.rule.severity != Severity::Notice).count()
    }

    /// Whether a measure is good when it is high; for documents.
    #[must_use]
    pub fn higher_is_better(measure: &str) -> bool {
        is_scoreable(measure) != Some(crate::config::Direction::Lower)
    }
}
