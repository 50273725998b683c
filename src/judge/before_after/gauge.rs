//! What is compared, and what it counts of the complaints of a week.
//!
//! Every complaint is watched for the same time: until its own limit, for 24 hours, for 3 or 5 working days, or up to one
//! age that all have reached. One that has not been watched so long by as-of is left out, answered or not: counted as
//! soon as it is answered, young complaints would enter as successes alone.

use crate::measure::WeekCell;

/// A measure of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gauge {
    /// Complaints received a week, duplicates included.
    Received,
    /// Answered by the response limit, of those whose limit has passed.
    OnTime,
    /// Answered within 24 clock hours.
    Within24Hours,
    /// Answered within 3 working days.
    Within3Workdays,
    /// Answered within 5 working days.
    Within5Workdays,
    /// Answered by the common age.
    Answered,
    /// Mean working days to the response, of those answered by the common age.
    MeanWorkdays,
    /// Resolved by the resolution limit, of those whose limit has passed.
    ResolvedOnTime,
}

/// What kind of number a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Complaints a week.
    PerWeek,
    /// A share of complaints.
    Share,
    /// A mean of working days.
    Workdays,
}

/// What a measure counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Complaints watched for the whole time.
    pub watched: u64,
    /// Complaints not watched so long yet.
    pub unwatched: u64,
    /// The denominator.
    pub whole: u64,
    /// The numerator.
    pub part: u64,
    /// The sum of squares of what the numerator adds up, for a mean.
    pub squares: u64,
    /// Of `evidence_of`, those with the evidence that the measure needs.
    pub evidence: u64,
    /// Responses (closings) that should have it.
    pub evidence_of: u64,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.watched += other.watched;
        self.unwatched += other.unwatched;
        self.whole += other.whole;
        self.part += other.part;
        self.squares += other.squares;
        self.evidence += other.evidence;
        self.evidence_of += other.evidence_of;
    }

    /// `part / whole`.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
    pub fn rate(&self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Whether at least 95 % of the complaints have been watched for the whole time, and there are any.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.whole > 0 && self.unwatched * 20 <= self.watched + self.unwatched
    }
}

impl Gauge {
    /// Every measure, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Received,
        Self::OnTime,
        Self::Within24Hours,
        Self::Within3Workdays,
        Self::Within5Workdays,
        Self::Answered,
        Self::MeanWorkdays,
        Self::ResolvedOnTime,
    ];

    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::OnTime => "on_time_rate",
            Self::Within24Hours => "within_24h",
            Self::Within3Workdays => "within_3wd",
            Self::Within5Workdays => "within_5wd",
            Self::Answered => "answered_by_age",
            Self::MeanWorkdays => "mean_response_workdays",
            Self::ResolvedOnTime => "resolution_on_time_rate",
        }
    }

    /// What kind of number it is.
    #[must_use]
    pub fn quantity(self) -> Quantity {
        match self {
            Self::Received => Quantity::PerWeek,
            Self::MeanWorkdays => Quantity::Workdays,
            _ => Quantity::Share,
        }
    }

    /// What it counts of a cell.
    #[must_use]
    pub fn tally(self, c: &WeekCell) -> Tally {
        let limited = |watched: u64, of: u64, part: u64| Tally {
            watched,
            unwatched: of.saturating_sub(watched),
            whole: watched,
            part,
            ..Tally::default()
        };
        let told = c.responded + c.response_untold;
        let (tally, (evidence, evidence_of)) = match self {
            Self::Received => (limited(c.received, c.received, c.received), (0, 0)),
            Self::OnTime => (
                limited(c.due, c.eligible.saturating_sub(c.no_deadline), c.responded_in_time),
                (c.response_timed, told),
            ),
            Self::Within24Hours => (limited(c.day_old, c.eligible, c.within_24h), (c.response_exact, told)),
            Self::Within3Workdays => {
                (limited(c.workdays_old_3, c.clock_worked, c.within_3wd), (c.response_worked, told))
            }
            Self::Within5Workdays => {
                (limited(c.workdays_old_5, c.clock_worked, c.within_5wd), (c.response_worked, told))
            }
            Self::Answered => (limited(c.of_age, c.eligible, c.answered_by_age), (c.response_timed, told)),
            Self::MeanWorkdays => {
                let answered = Tally { whole: c.workdays_count, squares: c.workdays_squares, ..Tally::default() };
                let Tally { watched, unwatched, .. } = limited(c.of_age, c.eligible, 0);
                (Tally { watched, unwatched, part: c.workdays_sum, ..answered }, (c.response_worked, told))
            }
            Self::ResolvedOnTime => {
                let of = c.eligible.saturating_sub(c.no_resolution_deadline);
                (limited(c.resolution_due, of, c.resolved_in_time), (c.closed_timed, c.closed))
            }
        };
        Tally { evidence, evidence_of, ..tally }
    }
}
