//! What the queries return, as plain integers.

use super::cells::Cell;
use super::rows::Row;
use super::survival::Followed;
use crate::problem::Problem;

/// Counts and sums of a unit (or, with `unit` empty, a government) and quarter of receipt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // each field is the column of its name, described in queries/README.md
pub struct Figures {
    pub agency: usize,
    pub unit: Option<usize>,
    pub quarter: i32,
    pub received: u64,
    pub eligible: u64,
    pub excluded_duplicate: u64,
    pub excluded_blocked: u64,
    pub excluded_jurisdiction: u64,
    pub excluded_archived: u64,
    pub excluded_waiting: u64,
    pub responded: u64,
    pub due: u64,
    pub responded_in_time: u64,
    pub unanswered_overdue: u64,
    pub no_deadline: u64,
    /// Closed without a known response, in a file that does not tell of responses.
    pub response_untold: u64,
    pub response_exact: u64,
    /// Known to the day, or between two exports on one side of the limit.
    pub response_dated: u64,
    /// Between two exports with the limit between them.
    pub response_undecided: u64,
    pub response_seconds_sum: u64,
    pub response_seconds_count: u64,
    pub response_workdays_sum: u64,
    pub response_workdays_count: u64,
    pub closed: u64,
    pub closed_by_admin: u64,
    pub closed_by_system: u64,
    pub closed_by_reporter: u64,
    pub resolution_seconds_sum: u64,
    pub resolution_seconds_count: u64,
    /// Between two exports with the limit between them.
    pub resolution_undecided: u64,
    pub resolution_workdays_sum: u64,
    pub resolution_workdays_count: u64,
    pub resolution_due: u64,
    pub resolved_in_time: u64,
    pub verification_due: u64,
    pub verified_in_time: u64,
    pub hops: u64,
    /// The middle two response times in seconds; equal for an odd number.
    pub response_middle: Option<(u64, u64)>,
    /// The 90th percentile by nearest rank, in seconds.
    pub response_p90: Option<u64>,
    /// Eligible complaints, followed until their first response.
    pub until_response: Followed,
    /// Eligible and archived complaints, followed until their resolution.
    pub until_resolution: Followed,
    /// The eligible ones by the way in which they were handled.
    pub cells: Vec<Cell>,
}

impl Figures {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?,
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            received: row.count("received")?,
            eligible: row.count("eligible")?,
            excluded_duplicate: row.count("excluded_duplicate")?,
            excluded_blocked: row.count("excluded_blocked")?,
            excluded_jurisdiction: row.count("excluded_jurisdiction")?,
            excluded_archived: row.count("excluded_archived")?,
            excluded_waiting: row.count("excluded_waiting")?,
            responded: row.count("responded")?,
            due: row.count("due")?,
            responded_in_time: row.count("responded_in_time")?,
            unanswered_overdue: row.count("unanswered_overdue")?,
            no_deadline: row.count("no_deadline")?,
            response_untold: row.count("response_untold")?,
            response_exact: row.count("response_exact")?,
            response_dated: row.count("response_dated")?,
            response_undecided: row.count("response_undecided")?,
            response_seconds_sum: row.count("response_seconds_sum")?,
            response_seconds_count: row.count("response_seconds_count")?,
            response_workdays_sum: row.count("response_workdays_sum")?,
            response_workdays_count: row.count("response_workdays_count")?,
            closed: row.count("closed")?,
            closed_by_admin: row.count("closed_by_admin")?,
            closed_by_system: row.count("closed_by_system")?,
            closed_by_reporter: row.count("closed_by_reporter")?,
            resolution_seconds_sum: row.count("resolution_seconds_sum")?,
            resolution_seconds_count: row.count("resolution_seconds_count")?,
            resolution_undecided: row.count("resolution_undecided")?,
            resolution_workdays_sum: row.count("resolution_workdays_sum")?,
            resolution_workdays_count: row.count("resolution_workdays_count")?,
            resolution_due: row.count("resolution_due")?,
            resolved_in_time: row.count("resolved_in_time")?,
            verification_due: row.count("verification_due")?,
            verified_in_time: row.count("verified_in_time")?,
            hops: row.count("hops")?,
            response_middle: None,
            response_p90: None,
            until_response: Followed::default(),
            until_resolution: Followed::default(),
            cells: Vec::new(),
        })
    }

    pub(super) fn add_quantiles(&mut self, row: &Row<'_>) -> Result<(), Problem> {
        self.response_middle = Some((row.count("lower_middle")?, row.count("upper_middle")?));
        self.response_p90 = Some(row.count("p90")?);
        Ok(())
    }

    pub(super) fn key(&self) -> (usize, Option<usize>, i32) {
        (self.agency, self.unit, self.quarter)
    }
}

pub(super) fn quarter(row: &Row<'_>, name: &str) -> Result<Option<i32>, Problem> {
    Ok(row.maybe(name)?.and_then(|q| i32::try_from(q).ok()))
}

/// Spells in the open stock that opened, closed and passed their limit in the same quarters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spells {
    /// The government.
    pub agency: usize,
    /// The unit that holds or held the complaints.
    pub unit: usize,
    /// The quarter of receipt, or of reopening.
    pub opened: i32,
    /// The quarter of closing; `None` = open at as-of.
    pub closed: Option<i32>,
    /// The first quarter by whose end the resolution limit had passed; `None` = not by as-of, or no limit.
    pub over_limit: Option<i32>,
    /// Whether they began by a reopening.
    pub reopened: bool,
    /// Whether the quarter of closing is known.
    pub closing_known: bool,
    /// How many.
    pub spells: u64,
    /// Receipt of the oldest, seconds since 1970 UTC.
    pub oldest_at: i64,
}

impl Spells {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            opened: quarter(row, "opened_quarter")?.unwrap_or_default(),
            closed: quarter(row, "closed_quarter")?,
            over_limit: quarter(row, "over_limit_quarter")?,
            reopened: row.int("reopened")? == 1,
            closing_known: row.int("closing_known")? == 1,
            spells: row.count("spells")?,
            oldest_at: row.int("oldest_at")?,
        })
    }
}

/// Open complaints of a unit by age in days: up to 5, 14, 60, 180, and more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ages {
    /// The unit.
    pub unit: usize,
    /// Counts in the order of the classes.
    pub counts: [u64; 5],
}

impl Ages {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let names = ["up_to_5", "up_to_14", "up_to_60", "up_to_180", "beyond"];
        Ok(Self { unit: row.place("unit")?.unwrap_or_default(), counts: counts(row, names)? })
    }
}

fn counts<const N: usize>(row: &Row<'_>, names: [&str; N]) -> Result<[u64; N], Problem> {
    let mut counts = [0; N];
    for (count, name) in counts.iter_mut().zip(names) {
        *count = row.count(name)?;
    }
    Ok(counts)
}

/// Eligible complaints of a unit and quarter by hours to the first response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// The unit.
    pub unit: usize,
    /// The quarter of receipt.
    pub quarter: i32,
    /// Answered within 6, 24, 48, 72, 168, 336 hours, and later.
    pub counts: [u64; 7],
    /// Answered at an unknown hour.
    pub unknown: u64,
    /// Not answered.
    pub unanswered: u64,
}

impl Hours {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let names = ["up_to_6", "up_to_24", "up_to_48", "up_to_72", "up_to_168", "up_to_336", "beyond"];
        Ok(Self {
            unit: row.place("unit")?.unwrap_or_default(),
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            counts: counts(row, names)?,
            unknown: row.count("time_unknown")?,
            unanswered: row.count("unanswered")?,
        })
    }
}

/// How often a unit let complaints go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The government.
    pub agency: usize,
    /// The unit that let go.
    pub unit: usize,
    /// The quarter of receipt.
    pub quarter: i32,
    /// How many times in all: returned, or handed on.
    pub let_go: u64,
    /// How many times it returned one, so that nobody held it then.
    pub returned: u64,
    /// Of these, how many nobody has held since.
    pub unheld: u64,
    /// Of all, how many times after its limit had passed.
    pub late: u64,
}

impl Handover {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            let_go: row.count("let_go")?,
            returned: row.count("returned")?,
            unheld: row.count("unheld")?,
            late: row.count("returned_late")?,
        })
    }
}

/// One hand-over of a complaint that units returned or handed on twice or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    /// The complaint's id.
    pub complaint_id: String,
    /// The government.
    pub agency: usize,
    /// The unit that holds the complaint now.
    pub holder: usize,
    /// The quarter of receipt.
    pub quarter: i32,
    /// Receipt at its earliest, seconds since 1970 UTC.
    pub received_at: i64,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
    /// Whether it is open at as-of.
    pub open: bool,
    /// The unit that let it go.
    pub unit: usize,
    /// Whether it returned the complaint, and did not hand it on.
    pub returned: bool,
    /// Whether its limit had passed.
    pub late: bool,
}

impl Bounce {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            complaint_id: row.text("complaint_id")?,
            agency: row.place("agency")?.unwrap_or_default(),
            holder: row.place("holder")?.unwrap_or_default(),
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            received_at: row.int("received_at")?,
            restricted: row.int("restricted")? == 1,
            open: row.int("closed_by")? < 0,
            unit: row.place("unit")?.unwrap_or_default(),
            returned: row.int("returned")? == 1,
            late: row.int("late")? == 1,
        })
    }
}

/// How long a unit held complaints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The unit.
    pub unit: usize,
    /// The quarter of receipt.
    pub quarter: i32,
    /// How often it got one.
    pub spells: u64,
    /// How often it handed one on or returned it.
    pub handed_on: u64,
    /// Spells whose beginning and end are known to the second.
    pub timed: u64,
    /// Their seconds together, while the complaint was open.
    pub seconds: u64,
}

impl Held {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            unit: row.place("unit")?.unwrap_or_default(),
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            spells: row.count("spells")?,
            handed_on: row.count("handed_on")?,
            timed: row.count("timed")?,
            seconds: row.count("seconds")?,
        })
    }
}

/// Complaints of a unit, quarter and category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryCount {
    /// The government.
    pub agency: usize,
    /// The unit.
    pub unit: usize,
    /// The quarter of receipt.
    pub quarter: i32,
    /// The category.
    pub category: usize,
    /// How many.
    pub received: u64,
}

impl CategoryCount {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            category: row.place("category")?.unwrap_or_default(),
            received: row.count("received")?,
        })
    }
}

/// Complaints of a unit and quarter that agree in class, channel and state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composition {
    /// The government.
    pub agency: usize,
    /// The unit.
    pub unit: usize,
    /// The quarter of receipt.
    pub quarter: i32,
    /// The code of the class; -1 = not told or unknown.
    pub class: i8,
    /// The code of the channel; -1 = not told.
    pub channel: i8,
    /// The code of the state at as-of.
    pub state: i8,
    /// How many.
    pub received: u64,
}

impl Composition {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let code = |name: &str| Ok::<i8, Problem>(i8::try_from(row.int(name)?).unwrap_or(-1));
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            class: code("class")?,
            channel: code("channel")?,
            state: code("state")?,
            received: row.count("received")?,
        })
    }
}

/// By what evidence the steps of a unit's complaints are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceShares {
    /// The unit.
    pub unit: usize,
    /// The quarter of receipt.
    pub quarter: i32,
    /// The newest receipt, seconds since 1970 UTC.
    pub newest_at: i64,
    /// Verification of eligible complaints whose source tells of it: not known, by status, between two exports, to the
    /// day, to the second.
    pub verification: [u64; 5],
    /// Likewise the response of eligible complaints.
    pub response: [u64; 5],
    /// Likewise the resolution of those closed.
    pub resolution: [u64; 5],
}

impl EvidenceShares {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let parts = ["none", "status", "interval", "day", "second"];
        let step = |step: &str| {
            let mut counts = [0; 5];
            for (count, part) in counts.iter_mut().zip(parts) {
                *count = row.count(&format!("{step}_{part}"))?;
            }
            Ok::<_, Problem>(counts)
        };
        Ok(Self {
            unit: row.place("unit")?.unwrap_or_default(),
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            newest_at: row.int("newest_at")?,
            verification: step("verification")?,
            response: step("response")?,
            resolution: step("resolution")?,
        })
    }
}
