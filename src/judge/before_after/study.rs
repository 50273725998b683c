//! From counts by week to a comparison, or the reason why there is none.

use std::collections::BTreeMap;

use chrono::Days;

use super::explained::Counted;
use super::gauge::{Gauge, Quantity, Tally};
use super::regression::{Fit, Observation, fit};
use super::weeks::{self, Seen, monday};
use super::{Caution, Change, Comparison, Estimate, FEWEST_WEEKS, Figure, GaugeRow, Judged, Lack, Trend, WeekPoint};
use crate::config::Config;
use crate::measure::{Canonical, WeekCell};
use crate::problem::Problem;
use crate::reference::{Deadlines, Step};
use crate::terms::{FileAccount, QuarterSpan, Zone};

/// Ages, in days, at which complaints may be looked at.
const AGES: [i64; 4] = [60, 30, 14, 7];

/// A share (of usable times, of complaints left out) that differs by more than this between the periods is told.
const SHIFT: f64 = 0.05;

/// The age, in days, that every complaint of the periods has reached by as-of: the largest of 60, 30, 14 and 7 days, and
/// 7 where none has been reached by all.
#[must_use]
pub fn common_age(after: QuarterSpan, as_of: i64, zone: Zone) -> i64 {
    let last_whole_day = zone.date(as_of.saturating_add(1)).pred_opt().unwrap_or_default();
    let passed = (last_whole_day - after.last.last_day()).num_days();
    AGES.into_iter().find(|age| *age <= passed).unwrap_or(7)
}

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub struct Study<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The deadlines that were in force.
    pub deadlines: &'a Deadlines,
    /// Names, and what the data cover.
    pub canonical: &'a Canonical,
    /// Complaints by week, of the unit or of every government.
    pub cells: &'a [WeekCell],
    /// Before and after.
    pub periods: [QuarterSpan; 2],
    /// The place of the unit; `None` = each government.
    pub unit: Option<usize>,
    /// The common age.
    pub age_days: i64,
}

/// The weeks of a side, first and last.
type Range = (i64, i64);

impl Study<'_> {
    /// One comparison a government, or that of the unit; and of each government that cannot be compared the reason.
    ///
    /// # Errors
    /// Nothing can be compared: fewer than [`FEWEST_WEEKS`] weeks with complaints on a side, a quarter without any.
    pub fn compare(&self) -> Result<(Vec<Comparison>, Vec<Problem>), Problem> {
        let agencies = match self.unit.and_then(|unit| self.canonical.units.units.get(unit)) {
            Some(unit) => vec![unit.agency],
            // What is of no government that is known is compared with nothing.
            None => {
                (0..).zip(&self.canonical.units.agencies).filter(|(_, a)| a.level.is_some()).map(|(i, _)| i).collect()
            }
        };
        let (mut compared, mut refused) = (Vec::new(), Vec::new());
        for agency in agencies {
            match self.one(agency) {
                Ok(comparison) => compared.push(comparison),
                Err(problem) => refused.push(problem),
            }
        }
        if compared.is_empty() {
            let none = || Problem::new("there is no government to compare");
            return Err(Problem::gathered(refused).unwrap_or_else(none));
        }
        Ok((compared, refused))
    }

    fn one(&self, place: usize) -> Result<Comparison, Problem> {
        let agency = self.canonical.units.agencies.get(place);
        let zone = agency.map_or(self.config.unit.zone, |a| a.zone);
        let unit = self.unit.and_then(|unit| self.canonical.units.units.get(unit));
        let name = unit.map_or_else(|| agency.map(|a| a.name.clone()).unwrap_or_default(), |u| u.name.clone());
        let cells: Vec<WeekCell> = self.cells.iter().filter(|c| c.agency == place).copied().collect();
        let seen = self.seen(zone);
        let ranges = self.ranges(&cells, seen, &name)?;
        let [before, after] = ranges;
        let volumes = volumes(&cells);
        let mut rows = Vec::new();
        let mut points = Vec::new();
        for gauge in Gauge::ALL {
            let series = Series::new(gauge, &cells, ranges);
            let row = series.judge(self.config.gates.evidence_share.fail.unwrap_or(0.0), &volumes);
            let has_line = row.judged.as_ref().is_ok_and(|judged| judged.trend.is_some());
            points.extend(series.points(if has_line { series.lines() } else { None }));
            rows.push(row);
        }
        let counted = weeks::received(before, &cells) + weeks::received(after, &cells);
        let gap = weeks::between(self.periods[0], self.periods[1]);
        let apart = gap.map_or(0, |gap| weeks::received(gap, &cells));
        Ok(Comparison {
            agency_id: agency.map(|a| a.id.clone()).unwrap_or_default(),
            agency: agency.map(|a| a.name.clone()).unwrap_or_default(),
            skpd_id: unit.map(|u| u.id.clone()).unwrap_or_default(),
            skpd: unit.map(|u| u.name.clone()).unwrap_or_default(),
            zone,
            as_of: zone.local(self.canonical.as_of),
            periods: self.periods,
            sides: ranges.map(|range| weeks::side(range, &cells)),
            cut: cells.iter().map(|c| c.received).sum::<u64>().saturating_sub(counted + apart),
            age_days: self.age_days,
            cautions: self.cautions(&rows, &cells, ranges, seen),
            rows,
            points,
            intake: self.canonical.accounts.clone(),
        })
    }

    fn seen(&self, zone: Zone) -> Seen {
        let last = zone.date(self.canonical.as_of.saturating_add(1)).pred_opt().unwrap_or_default();
        let (first, newest) = self.canonical.span.unwrap_or((last, last));
        Seen { first: self.canonical.begins.unwrap_or(first), last, newest }
    }

    /// The whole weeks of both sides.
    fn ranges(&self, cells: &[WeekCell], seen: Seen, name: &str) -> Result<[Range; 2], Problem> {
        let [before, after] = self.periods;
        let held = |(from, to): Range| cells.iter().filter(move |c| (from..=to).contains(&c.week) && c.received > 0);
        let advice = "choose periods of at least one quarter that the data cover, or a unit with more complaints";
        for quarter in before.quarters().chain(after.quarters()) {
            let range = weeks::whole_weeks(QuarterSpan { first: quarter, last: quarter }, seen);
            if range.is_none_or(|range| held(range).next().is_none()) {
                return Err(Problem::new(format!("no whole week of {quarter} holds a complaint"))
                    .at(name)
                    .because(format!("the data hold complaints received from {} to {}", seen.first, seen.newest))
                    .hint(advice));
            }
        }
        let range = |period: QuarterSpan| {
            let range = weeks::whole_weeks(period, seen).unwrap_or_default();
            let mut with: Vec<i64> = held(range).map(|c| c.week).collect();
            with.dedup();
            if with.len() < FEWEST_WEEKS {
                return Err(Problem::new(format!("{period} has too few weeks with complaints to compare"))
                    .at(name)
                    .because(format!(
                        "{} of its whole weeks hold complaints; fewer than {FEWEST_WEEKS} on a side tell no change from chance",
                        with.len()
                    ))
                    .hint(advice));
            }
            Ok(range)
        };
        Ok([range(before)?, range(after)?])
    }

    fn cautions(&self, rows: &[GaugeRow], cells: &[WeekCell], ranges: [Range; 2], seen: Seen) -> Vec<Caution> {
        let [before, after] = self.periods;
        let mut cautions = vec![Caution::NoControl];
        let mut parts = self.periods.map(|p| p.quarters().map(|q| q.number()).collect::<Vec<_>>());
        parts.iter_mut().for_each(|numbers| numbers.sort_unstable());
        if parts[0] != parts[1] {
            cautions.push(Caution::Seasons);
        }
        let judged = rows.iter().filter(|r| r.judged.is_ok()).count();
        if judged > 1 {
            cautions.push(Caution::ManyLooks(judged));
        }
        cautions.extend(rows.iter().filter(|row| moved_before(row)).map(|row| Caution::MovedBefore(row.gauge)));
        cautions.extend(self.limit_changes().into_iter().map(Caution::LimitChanged));
        if self.canonical.intervals {
            cautions.push(Caution::TwoReadings);
        }
        if self.unit.is_some() {
            cautions.push(Caution::HolderAtAsOf);
        }
        let shifted = |shares: [Option<f64>; 2]| match shares {
            [Some(b), Some(a)] if (a - b).abs() > SHIFT => Some([b, a]),
            _ => None,
        };
        let timed = ranges.map(|range| {
            let all = total(Gauge::Answered, cells, range);
            share(all.evidence, all.evidence_of)
        });
        cautions.extend(shifted(timed).map(Caution::EvidenceShifted));
        let excluded = ranges.map(|(first, last)| {
            let held = || cells.iter().filter(|c| (first..=last).contains(&c.week));
            let received = held().map(|c| c.received).sum::<u64>();
            share(received.saturating_sub(held().map(|c| c.eligible).sum()), received)
        });
        cautions.extend(shifted(excluded).map(Caution::ExcludedShifted));
        cautions.extend(self.held_back().map(Caution::RowsHeldBack));
        let weeks: i64 = ranges.iter().map(|(first, last)| last - first + 1).sum();
        let inside = |week: &i64| ranges.iter().any(|(first, last)| (first..=last).contains(&week));
        let empty = usize::try_from(weeks).unwrap_or_default() - volumes(cells).keys().filter(|w| inside(w)).count();
        if empty > 0 {
            cautions.push(Caution::EmptyWeeks(empty));
        }
        if let Some((first, last)) = weeks::between(before, after) {
            cautions.push(Caution::Gap(last - first + 1));
        }
        if seen.first > before.first.first_day() {
            cautions.push(Caution::BeginsLate(seen.first));
        }
        if weeks::sunday(ranges[1].1) < after.last.last_day().checked_sub_days(Days::new(6)).unwrap_or_default() {
            cautions.push(Caution::EndsEarly(seen.last.min(seen.newest)));
        }
        cautions
    }

    /// The share of rows held back, where it exceeds the gate: rejection must not look like a change.
    fn held_back(&self) -> Option<f64> {
        let accounts = &self.canonical.accounts;
        let rows = |of: fn(&FileAccount) -> u64| accounts.iter().map(of).sum::<u64>();
        let held = share(rows(|a| a.rejected), rows(|a| a.read))?;
        self.config.gates.rejected_rows.fail.filter(|most| held > *most).map(|_| held)
    }

    /// The days inside the periods on which a response or resolution limit began or ceased to hold.
    fn limit_changes(&self) -> Vec<chrono::NaiveDate> {
        let first = self.periods[0].first.first_day();
        let last = self.periods[1].last.last_day();
        let own = self.unit.and_then(|unit| self.canonical.units.units.get(unit)).map(|u| u.id.as_str());
        let applies = |d: &&crate::reference::Deadline| {
            d.step != Step::Verification && (own.is_none() || d.skpd.is_none() || d.skpd.as_deref() == own)
        };
        let of = |d: &crate::reference::Deadline| [d.from, d.to.and_then(|to| to.succ_opt())];
        let mut days: Vec<_> = self
            .deadlines
            .iter()
            .filter(applies)
            .flat_map(of)
            .flatten()
            .filter(|day| *day > first && *day <= last)
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

/// Whether a measure was going up or down in the period before by more than chance.
fn moved_before(row: &GaugeRow) -> bool {
    let trend = row.judged.as_ref().ok().and_then(|judged| judged.trend.as_ref());
    trend.is_some_and(|trend| trend.slope_before.change() != Change::Unclear)
}

/// Complaints received by week.
fn volumes(cells: &[WeekCell]) -> BTreeMap<i64, u64> {
    let mut volumes = BTreeMap::new();
    for cell in cells {
        *volumes.entry(cell.week).or_default() += cell.received;
    }
    volumes
}

fn total(gauge: Gauge, cells: &[WeekCell], (first, last): Range) -> Tally {
    let mut total = Tally::default();
    cells.iter().filter(|c| (first..=last).contains(&c.week)).for_each(|c| total.add(gauge.tally(c)));
    total
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn float(n: u64) -> f64 {
    n as f64
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| float(part) / float(whole))
}

/// A measure by week.
pub(super) struct Series<'a> {
    gauge: Gauge,
    cells: &'a [WeekCell],
    ranges: [Range; 2],
    /// What each week counts, before and after; weeks without complaints too.
    weeks: [BTreeMap<i64, Tally>; 2],
}

impl<'a> Series<'a> {
    pub(super) fn new(gauge: Gauge, cells: &'a [WeekCell], ranges: [Range; 2]) -> Self {
        let weeks = ranges.map(|(first, last)| {
            let mut weeks: BTreeMap<i64, Tally> = (first..=last).map(|week| (week, Tally::default())).collect();
            for cell in cells {
                if let Some(week) = weeks.get_mut(&cell.week) {
                    week.add(gauge.tally(cell));
                }
            }
            weeks
        });
        Self { gauge, cells, ranges, weeks }
    }

    /// Whether a week counts: for the volume each does, even one without complaints.
    fn counts(&self, tally: &Tally) -> bool {
        self.gauge.quantity() == Quantity::PerWeek || tally.is_watched()
    }

    fn counting(&self, side: usize) -> impl Iterator<Item = (i64, Tally)> {
        self.weeks.get(side).into_iter().flatten().filter(|(_, t)| self.counts(t)).map(|(week, t)| (*week, *t))
    }

    /// All weeks of a side that count, together, and how many they are.
    fn pooled(&self, side: usize) -> (Tally, usize) {
        let mut all = Tally::default();
        let mut weeks = 0;
        for (_, tally) in self.counting(side) {
            all.add(tally);
            weeks += 1;
        }
        (all, weeks)
    }

    fn figure(&self, side: usize) -> Option<Figure> {
        let (all, weeks) = self.pooled(side);
        let weeks = weeks as u64;
        let whole = if self.gauge.quantity() == Quantity::PerWeek { weeks } else { all.whole };
        Some(Figure { part: all.part, whole, weeks, value: share(all.part, whole)? })
    }

    /// The variance that chance alone gives one complaint (for the volume, one week) of a side: binomial about the rate
    /// of Agresti and Caffo, American Statistician 54 (2000), 280-288 (one success and one failure more), so that 5 of 5
    /// is no certainty; Poisson for a volume; the sample variance for a mean.
    fn chance(&self, side: usize) -> f64 {
        let (all, weeks) = self.pooled(side);
        match self.gauge.quantity() {
            Quantity::PerWeek => float(all.part) / float(weeks as u64).max(1.0),
            Quantity::Share => {
                let rate = (float(all.part) + 1.0) / (float(all.whole) + 2.0);
                rate * (1.0 - rate)
            }
            Quantity::Workdays => {
                let (n, sum) = (float(all.whole), float(all.part));
                if n < 2.0 { 0.0 } else { ((float(all.squares) - sum * sum / n) / (n - 1.0)).max(0.0) }
            }
        }
    }

    /// The points that count, in the order of time, each with what explains it.
    fn observations<const K: usize>(&self, x: impl Fn(f64, f64) -> [f64; K]) -> Vec<Observation<K>> {
        let first_after = self.ranges[1].0;
        let mut out = Vec::new();
        for (side, after) in [(0, 0.0), (1, 1.0)] {
            let chance = self.chance(side);
            for (week, tally) in self.counting(side) {
                let volume = self.gauge.quantity() == Quantity::PerWeek;
                let weight = if volume { 1.0 } else { float(tally.whole) };
                let y = if volume { float(tally.part) } else { tally.rate().unwrap_or_default() };
                #[allow(clippy::cast_precision_loss)] // a few hundred weeks
                let time = (week - first_after) as f64;
                out.push(Observation { week, x: x(time, after), y, weight, chance: chance / weight });
            }
        }
        out
    }

    /// The model of Wagner et al. 2002, with time counted from the first week after: level and slope before, and their
    /// changes there.
    fn segments(&self) -> Option<Fit<4>> {
        fit(&self.observations(|time, after| [1.0, time, after, time * after]))
    }

    fn judge(&self, least_evidence: f64, volumes: &BTreeMap<i64, u64>) -> GaugeRow {
        GaugeRow {
            gauge: self.gauge,
            figures: [self.figure(0), self.figure(1)],
            judged: self.judged(least_evidence, volumes),
        }
    }

    pub(super) fn judged(&self, least_evidence: f64, volumes: &BTreeMap<i64, u64>) -> Result<Judged, Lack> {
        let evidence = self.ranges.map(|range| {
            let all = total(self.gauge, self.cells, range);
            share(all.evidence, all.evidence_of)
        });
        if evidence.iter().any(|share| share.is_some_and(|share| share < least_evidence)) {
            return Err(Lack::Evidence(evidence));
        }
        let counts = [self.pooled(0).1, self.pooled(1).1];
        if counts.iter().any(|n| *n < FEWEST_WEEKS) {
            return Err(Lack::Weeks(counts));
        }
        let points = self.observations(|_, after| [1.0, after]);
        let fitted = fit(&points).ok_or(Lack::NoVariation)?;
        let mut difference = estimate(&fitted, 1).ok_or(Lack::NoVariation)?;
        if self.gauge.quantity() == Quantity::Share {
            (difference.low, difference.high) = (difference.low.max(-1.0), difference.high.min(1.0));
        }
        let cells = [0, 1].map(|side: usize| {
            let counts = |c: &&WeekCell| {
                self.weeks.get(side).and_then(|weeks| weeks.get(&c.week)).is_some_and(|tally| self.counts(tally))
            };
            self.cells.iter().filter(counts).collect()
        });
        let counted = Counted { gauge: self.gauge, cells, points: &points, fitted: &fitted };
        let explained = match self.gauge.quantity() {
            Quantity::PerWeek => Vec::new(),
            _ => counted.explained(volumes),
        };
        Ok(Judged { difference, trend: self.trend(), explained })
    }

    fn trend(&self) -> Option<Trend> {
        let fitted = self.segments()?;
        Some(Trend {
            slope_before: estimate(&fitted, 1)?,
            level: estimate(&fitted, 2)?,
            slope: estimate(&fitted, 3)?,
            autocorrelation: fitted.autocorrelation,
        })
    }

    /// The value of the line of its period at a week.
    fn lines(&self) -> Option<impl Fn(i64, bool) -> f64 + use<>> {
        let [level, slope, rise, bend] = self.segments()?.coefficients;
        let first_after = self.ranges[1].0;
        #[allow(clippy::cast_precision_loss)] // a few hundred weeks
        let line = move |week: i64, after: bool| {
            let time = (week - first_after) as f64;
            level + slope * time + if after { rise + bend * time } else { 0.0 }
        };
        Some(line)
    }

    fn points(&self, line: Option<impl Fn(i64, bool) -> f64>) -> Vec<WeekPoint> {
        let mut out = Vec::new();
        for (weeks, after) in self.weeks.iter().zip([false, true]) {
            for (week, tally) in weeks {
                let volume = self.gauge.quantity() == Quantity::PerWeek;
                out.push(WeekPoint {
                    gauge: self.gauge,
                    monday: monday(*week),
                    after,
                    part: tally.part,
                    whole: if volume { 1 } else { tally.whole },
                    value: if volume { Some(float(tally.part)) } else { tally.rate() },
                    counts: self.counts(tally),
                    fitted: line.as_ref().map(|line| line(*week, after)),
                });
            }
        }
        out
    }
}

fn estimate<const K: usize>(fitted: &Fit<K>, which: usize) -> Option<Estimate> {
    fitted.interval(which).map(|(value, low, high)| Estimate { value, low, high })
}
