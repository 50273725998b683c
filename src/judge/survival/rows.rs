//! The curves beside units and governments: what is stated of each, and what its evidence cannot carry.

use super::order::{TimeOrder, TimedUnit, by_time};
use super::{Curve, DAY, Median, PENDING_DAYS, Share};
use crate::config::Config;
use crate::judge::league_row::LeagueRow;
use crate::judge::needs::{self, hours_are_known};
use crate::measure::{Figures, Followed, Measured, Until};
use crate::reference::Step;
use crate::terms::Quarter;

/// What a report says of the time that complaints are pending.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pending {
    /// One row a government, then one a unit, and step.
    pub curves: Vec<CurveRow>,
    /// The rows of the units by the optimistic reading; empty where no time is known only to an interval.
    pub curves_optimistic: Vec<CurveRow>,
    /// The ranked units by the mean of answered complaints and by that of all.
    pub orders: Vec<TimeOrder>,
}

/// The curve of a unit (or of a government, with `skpd_id` empty) and step in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveRow {
    /// `response` or `resolution`.
    pub step: &'static str,
    /// The government's id.
    pub agency_id: String,
    /// Its name.
    pub agency: String,
    /// The unit's id; empty in a government's row.
    pub skpd_id: String,
    /// Its name; empty in a government's row.
    pub skpd: String,
    /// Complaints followed: for the response the eligible ones, for the resolution those archived too.
    pub complaints: u64,
    /// Outcomes seen.
    pub events: u64,
    /// Archived before any resolution.
    pub competing: u64,
    /// Seen no longer without an outcome, or with one at an unknown time.
    pub censored: u64,
    /// Of these, the ones with an outcome at an unknown time: they count as pending as far as they were seen.
    pub untimed: u64,
    /// Of a resolution, closed by the unit or an admin, by the system, and by the reporter, at a known time or not: closing is
    /// not solving.
    pub closers: Option<[u64; 3]>,
    /// The median in hours; `None` where the evidence cannot carry it.
    pub median: Option<Median>,
    /// The mean up to the horizon, in hours.
    pub restricted_mean: Option<Spread>,
    /// The horizon in hours.
    pub horizon: f64,
    /// The shares pending after [`PENDING_DAYS`].
    pub pending: [Option<Share>; 5],
    /// The curve at hours close enough to draw it, up to its horizon or as far as it is known; empty where the evidence
    /// cannot carry it.
    pub points: Vec<CurvePoint>,
}

/// A point of a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Hours since the start of the clock.
    pub hours: f64,
    /// The share pending after them.
    pub share: Share,
}

/// How many points a drawn curve has besides those at whole days.
const POINTS: u32 = 48;

/// The minutes at which a curve is drawn: the closer the earlier, as a square-root axis wants them, and at the days after
/// which a share is told or a limit may end; where dates alone are known, at whole days.
fn drawn_at(horizon: u32, hours_told: bool) -> Vec<u32> {
    let square = |i: u32| u32::try_from(u64::from(horizon) * u64::from(i * i) / u64::from(POINTS * POINTS));
    let mut minutes: Vec<u32> = match hours_told {
        true => (0..=POINTS).filter_map(|i| square(i).ok()).collect(),
        false => (0..=horizon / DAY).map(|day| day * DAY).collect(),
    };
    minutes.extend([0, 2 * DAY, 7 * DAY, 10 * DAY, 30 * DAY].into_iter().chain(PENDING_DAYS.map(|days| days * DAY)));
    minutes.retain(|minute| *minute <= horizon);
    minutes.sort_unstable();
    minutes.dedup();
    minutes
}

/// A figure with its 95 % interval, where there are enough complaints for one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The figure.
    pub value: f64,
    /// Both ends.
    pub range: Option<(f64, f64)>,
}

/// The median and the restricted mean of the response of a row, in hours: what the league table holds of the curve.
pub(in crate::judge) fn response_hours(config: &Config, f: &Figures) -> (Option<f64>, Option<f64>) {
    let curve = Curve::new(&f.until_response.exits);
    let median = match curve.median() {
        Median::Reached { at, .. } => Some(at / 60.0),
        Median::NotReached { .. } | Median::Nothing => None,
    };
    (median, curve.restricted_mean(config.survival.response_minutes).map(|mean| mean.value / 60.0))
}

/// What a quarter's report says of pending complaints.
pub(in crate::judge) fn pending(
    config: &Config,
    measured: &Measured,
    quarter: Quarter,
    league: &[LeagueRow],
) -> Pending {
    let rows = |figures: &[Figures]| {
        let of_quarter = figures.iter().filter(|f| f.quarter == quarter.index());
        let mut rows: Vec<CurveRow> = of_quarter.flat_map(|f| of_figures(config, measured, f)).collect();
        let key = |r: &CurveRow| (r.agency_id.clone(), r.skpd_id.clone());
        rows.sort_by_key(key);
        rows
    };
    let mut curves = rows(&measured.governments);
    curves.extend(rows(&measured.units));
    let low = |row: &LeagueRow| {
        let of_row =
            |c: &&CurveRow| c.step == Step::Response.word() && c.agency_id == row.agency_id && c.skpd_id == row.skpd_id;
        curves.iter().find(of_row).and_then(|c| c.restricted_mean?.range).map(|range| range.0)
    };
    let orders = by_time(league.iter().filter_map(|row| TimedUnit::of(row, low(row))).collect());
    Pending { curves, curves_optimistic: rows(&measured.units_optimistic), orders }
}

/// Both steps of a unit or government, where complaints were followed.
fn of_figures(config: &Config, measured: &Measured, f: &Figures) -> Vec<CurveRow> {
    let named = measured.canonical.units.agencies.get(f.agency);
    let unit = f.unit.and_then(|unit| measured.canonical.units.units.get(unit));
    let row = |until: Until| {
        let (step, followed, horizon) = match until {
            Until::Response => (Step::Response, &f.until_response, config.survival.response_minutes),
            Until::Resolution => (Step::Resolution, &f.until_resolution, config.survival.resolution_minutes),
        };
        let told = Told {
            hours: match until {
                Until::Response => needs::has_exact_times(config, f) && hours_are_known(f),
                Until::Resolution => needs::has_times(config, step, f),
            },
            days: needs::has_times(config, step, f),
        };
        let row = CurveRow {
            step: step.word(),
            agency_id: named.map(|a| a.id.clone()).unwrap_or_default(),
            agency: named.map(|a| a.name.clone()).unwrap_or_default(),
            skpd_id: unit.map(|u| u.id.clone()).unwrap_or_default(),
            skpd: unit.map(|u| u.name.clone()).unwrap_or_default(),
            closers: (until == Until::Resolution).then_some([
                f.closed_by_admin,
                f.closed_by_system,
                f.closed_by_reporter,
            ]),
            ..figures_of(followed, horizon, told)
        };
        (row.complaints > 0).then_some(row)
    };
    Until::ALL.into_iter().filter_map(row).collect()
}

/// What the evidence of a row carries.
#[derive(Clone, Copy)]
struct Told {
    /// Elapsed hours.
    hours: bool,
    /// Shares after whole days.
    days: bool,
}

/// The figures of a curve, without the names.
fn figures_of(followed: &Followed, horizon: u32, told: Told) -> CurveRow {
    let curve = Curve::new(&followed.exits);
    let (complaints, events, competing) = (curve.complaints(), curve.events(), curve.competing());
    let mean = curve.restricted_mean(horizon).filter(|_| told.hours).map(|mean| {
        let range = mean.interval().map(|(low, high)| (low / 60.0, high / 60.0));
        Spread { value: mean.value / 60.0, range }
    });
    CurveRow {
        step: "",
        agency_id: String::new(),
        agency: String::new(),
        skpd_id: String::new(),
        skpd: String::new(),
        complaints,
        events,
        competing,
        censored: complaints - events - competing,
        untimed: followed.untimed,
        closers: None,
        median: Some(curve.median().scaled(1.0 / 60.0)).filter(|_| told.hours),
        restricted_mean: mean,
        horizon: f64::from(horizon) / 60.0,
        pending: PENDING_DAYS.map(|days| curve.share_pending(days * DAY).filter(|_| told.days)),
        points: drawn_at(horizon, told.hours)
            .into_iter()
            .filter(|_| told.days)
            .map_while(|minute| {
                Some(CurvePoint { hours: f64::from(minute) / 60.0, share: curve.share_pending(minute)? })
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Exits;

    #[test]
    fn a_drawn_curve_agrees_with_the_shares_told_and_ends_where_nobody_was_seen() {
        let exits: Vec<Exits> = (1..=39)
            .map(|i| Exits {
                minute: i * 700,
                events: u32::from(i % 3 != 0),
                competing: 0,
                censored: u32::from(i % 3 == 0),
            })
            .collect();
        let followed = Followed { exits, untimed: 0 };
        let all = figures_of(&followed, 90 * DAY, Told { hours: true, days: true });
        assert_eq!(all.points.first().map(|p| (p.hours, p.share.value)), Some((0.0, 1.0)));
        for (days, told) in PENDING_DAYS.into_iter().zip(all.pending) {
            let drawn = all.points.iter().find(|p| (p.hours - f64::from(days) * 24.0).abs() < 1e-9);
            assert_eq!(drawn.map(|p| p.share), told, "after {days} days");
        }
        assert!(all.points.iter().all(|p| p.hours <= 700.0 * 39.0 / 60.0));
        assert!(all.points.windows(2).all(|p| p[0].hours < p[1].hours && p[0].share.value >= p[1].share.value));
        let by_days = figures_of(&followed, 90 * DAY, Told { hours: false, days: true });
        assert!(by_days.points.len() > 5 && by_days.points.iter().all(|p| p.hours % 24.0 == 0.0));
        assert!(figures_of(&followed, 90 * DAY, Told { hours: false, days: false }).points.is_empty());
    }
}
