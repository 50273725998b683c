//! Before and after: whether a measure changed between two periods by more than chance, and what else may account for it.
//!
//! The series is one of weekly points (Wagner, Soumerai, Zhang and Ross-Degnan, Journal of Clinical Pharmacy and
//! Therapeutics 27 (2002), 299-309; Lopez Bernal, Cummins and Gasparrini, International Journal of Epidemiology 46 (2017),
//! 348-355). A week counts where all its seven days lie in a period and in the data. Nothing here says that anything had an
//! effect: without a group that was left alone, a change is a change.

mod explained;
mod gauge;
mod mix;
mod regression;
mod study;
#[cfg(test)]
mod tests;
mod weeks;

pub use explained::{Explained, Ground};
pub use gauge::{Gauge, Quantity};
pub use study::{Study, common_age};

use chrono::{NaiveDate, NaiveDateTime};

use crate::terms::{FileAccount, QuarterSpan, Zone};

/// Fewest weeks with complaints that a side must have.
pub const FEWEST_WEEKS: usize = 12;

/// One government, or one unit of it, before and after.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The government's id.
    pub agency_id: String,
    /// Its name.
    pub agency: String,
    /// The unit's id; empty = the government as a whole.
    pub skpd_id: String,
    /// Its name.
    pub skpd: String,
    /// The clock of its dates.
    pub zone: Zone,
    /// Local time up to which everything counts.
    pub as_of: NaiveDateTime,
    /// The two periods.
    pub periods: [QuarterSpan; 2],
    /// What each of them holds.
    pub sides: [Side; 2],
    /// Complaints of the periods in weeks of which a part lies outside; they count nowhere.
    pub cut: u64,
    /// The age, in days, at which every complaint is looked at where a measure has no limit of its own.
    pub age_days: i64,
    /// One row a measure.
    pub rows: Vec<GaugeRow>,
    /// One row a measure and week.
    pub points: Vec<WeekPoint>,
    /// What a reader must know.
    pub cautions: Vec<Caution>,
    /// What became of every file's rows.
    pub intake: Vec<FileAccount>,
}

/// What one period holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    /// The Monday of its first whole week.
    pub first: NaiveDate,
    /// The Sunday of its last whole week.
    pub last: NaiveDate,
    /// Whole weeks.
    pub weeks: u64,
    /// Complaints received in them.
    pub received: u64,
}

/// Whether something went up or down by more than chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The whole interval lies above nothing.
    Up,
    /// The whole interval lies below.
    Down,
    /// The interval holds nothing: it cannot be told from chance.
    Unclear,
}

impl Change {
    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Unclear => "not_distinguishable",
        }
    }
}

/// A number with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Estimate {
    /// What the interval says.
    #[must_use]
    pub fn change(&self) -> Change {
        match (self.low > 0.0, self.high < 0.0) {
            (true, _) => Change::Up,
            (_, true) => Change::Down,
            _ => Change::Unclear,
        }
    }
}

/// A measure in one period, over the weeks that count for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The numerator: complaints, or working days added up.
    pub part: u64,
    /// The denominator: complaints, or weeks where complaints are counted.
    pub whole: u64,
    /// How many weeks count.
    pub weeks: u64,
    /// `part / whole`.
    pub value: f64,
}

/// A measure before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct GaugeRow {
    /// Which measure.
    pub gauge: Gauge,
    /// Before and after, where there is a figure at all.
    pub figures: [Option<Figure>; 2],
    /// What can be said of the change, or why nothing can.
    pub judged: Result<Judged, Lack>,
}

/// What can be said of a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// After less before.
    pub difference: Estimate,
    /// The same, allowing for a trend; `None` where the weeks cannot tell one.
    pub trend: Option<Trend>,
    /// How much of the difference goes with other things.
    pub explained: Vec<Explained>,
}

/// Two straight lines with a break between them (segmented regression).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Change a week in the period before.
    pub slope_before: Estimate,
    /// How far the line after starts above the one before, carried on to the first week after.
    pub level: Estimate,
    /// By how much the change a week grew.
    pub slope: Estimate,
    /// The estimated correlation of neighbouring weeks.
    pub autocorrelation: f64,
}

/// Why a change of a measure cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lack {
    /// Fewer than [`FEWEST_WEEKS`] weeks count on a side.
    Weeks([usize; 2]),
    /// Too few of the responses (closings) of a side have the time that the measure needs.
    Evidence([Option<f64>; 2]),
    /// Every week is the same, so that nothing tells what chance does.
    NoVariation,
}

/// A measure in one week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekPoint {
    /// Which measure.
    pub gauge: Gauge,
    /// The Monday.
    pub monday: NaiveDate,
    /// Whether it belongs to the period after.
    pub after: bool,
    /// The numerator.
    pub part: u64,
    /// The denominator.
    pub whole: u64,
    /// `part / whole`, or the number of complaints.
    pub value: Option<f64>,
    /// Whether the week counts for the measure.
    pub counts: bool,
    /// The value on the line of its period.
    pub fitted: Option<f64>,
}

/// What a reader must know of a comparison. Each has a text in both languages in `publish`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Caution {
    /// There is no group that was left alone.
    NoControl,
    /// The periods lie in different parts of the year.
    Seasons,
    /// So many measures were looked at, each with its chance of a false alarm.
    ManyLooks(usize),
    /// A response or resolution limit began or ended to hold on this day.
    LimitChanged(NaiveDate),
    /// Some times are known only to an interval; the pessimistic reading was taken on both sides.
    TwoReadings,
    /// The share of responses with a usable time is not the same before and after.
    EvidenceShifted([f64; 2]),
    /// Complaints stand with the unit that holds them at as-of; older ones have had more time to be handed on.
    HolderAtAsOf,
    /// The share of complaints that are left out as duplicates, archived, waiting or not of this government is not the same
    /// before and after.
    ExcludedShifted([f64; 2]),
    /// This share of the rows was held back, more than the gate allows.
    RowsHeldBack(f64),
    /// So many whole weeks have no complaint at all.
    EmptyWeeks(usize),
    /// The measure was moving in the period before already: the difference may be nothing but its going on.
    MovedBefore(Gauge),
    /// So many whole weeks lie between the periods and count for neither.
    Gap(i64),
    /// The data begin on this day, after the first day of the period before.
    BeginsLate(NaiveDate),
    /// The data end on this day, before the last day of the period after.
    EndsEarly(NaiveDate),
}

impl Caution {
    /// The machine word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoControl => "no_comparison_group",
            Self::Seasons => "different_seasons",
            Self::ManyLooks(_) => "many_measures",
            Self::LimitChanged(_) => "limit_changed",
            Self::TwoReadings => "two_readings",
            Self::EvidenceShifted(_) => "evidence_shifted",
            Self::HolderAtAsOf => "holder_at_as_of",
            Self::ExcludedShifted(_) => "excluded_shifted",
            Self::RowsHeldBack(_) => "rows_held_back",
            Self::EmptyWeeks(_) => "empty_weeks",
            Self::MovedBefore(_) => "moved_before",
            Self::Gap(_) => "gap",
            Self::BeginsLate(_) => "begins_late",
            Self::EndsEarly(_) => "ends_early",
        }
    }
}
