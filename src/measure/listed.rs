//! Complaints, spells and hand-overs one by one: what stands behind the figures.

use super::figures::quarter;
use super::rows::Row;
use crate::problem::Problem;

/// A complaint behind the figures. Times are seconds since 1970 UTC, at their earliest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // each field is the column of its name, described in queries/README.md
pub struct Listed {
    pub complaint_id: String,
    pub agency: usize,
    pub unit: usize,
    pub quarter: i32,
    pub received_at: i64,
    pub received_exact: bool,
    pub clock_at: i64,
    pub clock_exact: bool,
    pub exclusion: i8,
    pub class: i8,
    pub channel: i8,
    pub restricted: bool,
    pub hops: i64,
    pub closed_by: i8,
    /// The first second at which it can have left the stock.
    pub closed_at: Option<i64>,
    /// The last one.
    pub closed_by_then: Option<i64>,
    /// Whether its source tells of responses.
    pub tells_response: bool,
    pub response_evidence: i64,
    pub response_at: Option<i64>,
    /// The last second at which it can have been.
    pub response_by: Option<i64>,
    pub response_seconds: Option<i64>,
    pub response_day_seconds: Option<i64>,
    pub response_workdays: Option<i64>,
    pub response_limit_at: Option<i64>,
    pub response_limit_work: Option<i64>,
    pub response_due: i64,
    pub response_in_time: bool,
    pub resolution_evidence: i64,
    pub resolution_at: Option<i64>,
    /// The last second at which it can have been.
    pub resolution_by: Option<i64>,
    pub resolution_seconds: Option<i64>,
    pub resolution_workdays: Option<i64>,
    pub resolution_limit_at: Option<i64>,
    pub resolution_limit_work: Option<i64>,
    pub resolution_due: i64,
    pub resolution_in_time: bool,
    /// Seconds to its archiving; empty where it is not archived, or at an unknown time.
    pub archived_seconds: Option<i64>,
    /// The complaint's number, under which it stands in each reading.
    pub number: i64,
    pub verification_at: Option<i64>,
    /// The last second at which it can have been.
    pub verification_by: Option<i64>,
    pub verification_work: Option<i64>,
    pub verification_limit_at: Option<i64>,
    pub verification_limit_work: Option<i64>,
    /// -2 = its source does not tell of it.
    pub verification_due: i64,
    pub verification_in_time: bool,
    pub state: i8,
    pub category: usize,
}

impl Listed {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let code = |name: &str| Ok::<i8, Problem>(i8::try_from(row.int(name)?).unwrap_or(-1));
        Ok(Self {
            complaint_id: row.text("complaint_id")?,
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            received_at: row.int("received_at")?,
            received_exact: row.int("received_exact")? == 1,
            clock_at: row.int("clock_at")?,
            clock_exact: row.int("clock_exact")? == 1,
            exclusion: code("exclusion")?,
            class: code("class")?,
            channel: code("channel")?,
            restricted: row.int("restricted")? == 1,
            hops: row.int("hops")?,
            closed_by: code("closed_by")?,
            closed_at: row.maybe("closed_at_early")?,
            closed_by_then: row.maybe("closed_at")?,
            tells_response: row.int("tells_response")? == 1,
            response_evidence: row.int("response_evidence")?,
            response_at: row.maybe("response_at_early")?,
            response_by: row.maybe("response_at")?,
            response_seconds: row.maybe("response_seconds")?,
            response_day_seconds: row.maybe("response_day_seconds")?,
            response_workdays: row.maybe("response_workdays")?,
            response_limit_at: row.maybe("response_limit_at")?,
            response_limit_work: row.maybe("response_limit_work")?,
            response_due: row.int("response_due")?,
            response_in_time: row.int("response_in_time")? == 1,
            resolution_evidence: row.int("resolution_evidence")?,
            resolution_at: row.maybe("resolution_at_early")?,
            resolution_by: row.maybe("resolution_at")?,
            resolution_seconds: row.maybe("resolution_seconds")?,
            resolution_workdays: row.maybe("resolution_workdays")?,
            resolution_limit_at: row.maybe("resolution_limit_at")?,
            resolution_limit_work: row.maybe("resolution_limit_work")?,
            resolution_due: row.int("resolution_due")?,
            resolution_in_time: row.int("resolution_in_time")? == 1,
            archived_seconds: row.maybe("archived_seconds")?,
            number: row.int("number")?,
            verification_at: row.maybe("verification_at_early")?,
            verification_by: row.maybe("verification_at")?,
            verification_work: row.maybe("verification_work")?,
            verification_limit_at: row.maybe("verification_limit_at")?,
            verification_limit_work: row.maybe("verification_limit_work")?,
            verification_due: row.int("verification_due")?,
            verification_in_time: row.int("verification_in_time")? == 1,
            state: code("state")?,
            category: row.place("category")?.unwrap_or_default(),
        })
    }
}

/// A spell in the open stock. Times are seconds since 1970 UTC, days are counted from 1970-01-01.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // each field is the column of its name, described in queries/README.md
pub struct ListedSpell {
    pub complaint_id: String,
    pub agency: usize,
    pub unit: usize,
    pub received_at: i64,
    pub received_exact: bool,
    pub restricted: bool,
    pub clock_at: i64,
    pub opened_quarter: i32,
    pub opened_day: Option<i64>,
    pub reopened: bool,
    /// `None` = open at as-of.
    pub closed_quarter: Option<i32>,
    pub closed_day: Option<i64>,
    pub closing_known: bool,
    pub over_limit_quarter: Option<i32>,
    pub limit_at: Option<i64>,
    pub limit_work: Option<i64>,
}

impl ListedSpell {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            complaint_id: row.text("complaint_id")?,
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            received_at: row.int("received_at")?,
            received_exact: row.int("received_exact")? == 1,
            restricted: row.int("restricted")? == 1,
            clock_at: row.int("clock_at")?,
            opened_quarter: quarter(row, "opened_quarter")?.unwrap_or_default(),
            opened_day: row.maybe("opened_day")?,
            reopened: row.int("reopened")? == 1,
            closed_quarter: quarter(row, "closed_quarter")?,
            closed_day: row.maybe("closed_day")?,
            closing_known: row.int("closing_known")? == 1,
            over_limit_quarter: quarter(row, "over_limit_quarter")?,
            limit_at: row.maybe("limit_at")?,
            limit_work: row.maybe("limit_work")?,
        })
    }
}

/// One time that a unit handed a complaint on or returned it. Times are seconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // each field is the column of its name, described in queries/README.md
pub struct ListedHandover {
    pub complaint_id: String,
    pub agency: usize,
    /// The unit that let go.
    pub unit: usize,
    pub received_at: i64,
    pub received_exact: bool,
    pub restricted: bool,
    pub step: i64,
    /// Whether nobody was to hold it then.
    pub returned: bool,
    pub late: bool,
    /// Whether it was returned and nobody has held it since.
    pub unheld: bool,
    pub start_at: Option<i64>,
    pub start_exact: bool,
    pub let_go_at: Option<i64>,
    pub let_go_exact: bool,
    pub limit_at: Option<i64>,
    pub limit_work: Option<i64>,
}

impl ListedHandover {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            complaint_id: row.text("complaint_id")?,
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?.unwrap_or_default(),
            received_at: row.int("received_at")?,
            received_exact: row.int("received_exact")? == 1,
            restricted: row.int("restricted")? == 1,
            step: row.int("step")?,
            returned: row.int("returned")? == 1,
            late: row.int("late")? == 1,
            unheld: row.int("unheld")? == 1,
            start_at: row.maybe("start_at")?,
            start_exact: row.int("start_exact")? == 1,
            let_go_at: row.maybe("let_go_at")?,
            let_go_exact: row.int("let_go_exact")? == 1,
            limit_at: row.maybe("limit_at")?,
            limit_work: row.maybe("limit_work")?,
        })
    }
}
