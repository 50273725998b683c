//! The rows of the evidence, as they are written.

use super::folder::Row;
use crate::problem::Problem;
use crate::terms::Zone;

/// What stands for the id of a complaint that is held back.
pub const HELD_BACK: &str = "(dirahasiakan)";

/// A step of a complaint: the response or the resolution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// When it was taken, as it is written; empty = not, or at an unknown time.
    pub at: String,
    /// `exact`, `interval`, `status` or `none`.
    pub evidence: String,
    /// The limit as it is written.
    pub deadline: String,
    /// `in_time`, `late`, `time_unknown`, `unanswered` or `open`, `not_yet_due`, `no_deadline`, `excluded`.
    pub outcome: String,
    /// Seconds from the start of the clock.
    pub seconds: Option<u64>,
    /// Working days from the start of the clock.
    pub workdays: Option<u64>,
    /// Working days that the limit allows.
    pub limit_workdays: Option<u64>,
    /// Whether its interval leaves it in time by one reading and late by the other.
    pub undecided: bool,
}

impl Step {
    fn read(row: &Row<'_>, name: &str, at: &str) -> Result<Self, Problem> {
        let column = |part: &str| format!("{name}_{part}");
        Ok(Self {
            at: row.text(at)?,
            evidence: row.text(&column("evidence"))?,
            deadline: row.text(&column("deadline"))?,
            outcome: row.text(&column("outcome"))?,
            seconds: row.count(&column("seconds"))?,
            workdays: row.count(&column("workdays"))?,
            limit_workdays: row.count(&column("limit_workdays"))?,
            undecided: row.yes(&column("undecided"))?,
        })
    }

    /// Whether its limit had passed at as-of.
    pub fn is_due(&self) -> bool {
        matches!(self.outcome.as_str(), "in_time" | "late" | "time_unknown" | "unanswered" | "open" | "unverified")
    }

    /// Whether something is known of its time.
    pub fn is_timed(&self) -> bool {
        matches!(self.evidence.as_str(), "exact" | "interval")
    }
}

/// Until which step complaints are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The first response.
    Response,
    /// The resolution; being archived competes with it.
    Resolution,
}

/// How a complaint left a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By the step.
    Outcome,
    /// By being archived before it.
    Competing,
    /// It was seen no longer.
    Unseen,
}

/// What a curve sees of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Followed {
    /// Whole minutes since the start of the clock.
    pub minute: u32,
    /// How it left.
    pub end: End,
    /// Whether it had an outcome at an unknown time.
    pub untimed: bool,
}

/// A complaint of the quarter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Where its row stands.
    pub place: String,
    /// Its number in the quarter.
    pub number: u64,
    /// The government.
    pub agency_id: String,
    /// The unit.
    pub skpd_id: String,
    /// The complaint's id.
    pub id: String,
    /// Its times, as they are written.
    pub received_at: String,
    /// When the clock started.
    pub clock_at: String,
    /// When it left the stock.
    pub closed_at: String,
    /// Who closed it; empty = open.
    pub closed_by: String,
    /// The response.
    pub response: Step,
    /// The resolution.
    pub resolution: Step,
    /// Minutes for which it was followed without a response.
    pub followed_minutes: Option<u64>,
    /// Minutes for which it was followed without a resolution, archived ones too.
    pub resolution_followed_minutes: Option<u64>,
    /// Whether the time of its archiving is known.
    pub archived_known: bool,
    /// How often it was handed on or returned.
    pub hops: u64,
    /// Whether its source tells of responses.
    pub tells_response: bool,
    /// Why it is not eligible; empty = it is.
    pub exclusion: String,
    /// The class, or empty.
    pub class: String,
    /// The channel, or empty.
    pub channel: String,
    /// The category as far as it may be named, or empty.
    pub category: String,
    /// Where it stands at as-of.
    pub state: String,
    /// The verification; its clock starts at the receipt.
    pub verification: Step,
}

impl Case {
    /// Reads a row of `bukti/` or `bukti-instansi.csv`.
    ///
    /// # Errors
    /// The row is not one that the program writes.
    pub fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            place: row.place(),
            number: row.count("row")?.unwrap_or_default(),
            agency_id: row.text("agency_id")?,
            skpd_id: row.text("skpd_id")?,
            id: row.text("complaint_id")?,
            received_at: row.text("received_at")?,
            clock_at: row.text("clock_at")?,
            closed_at: row.text("closed_at")?,
            closed_by: row.text("closed_by")?,
            response: Step::read(row, "response", "responded_at")?,
            resolution: Step::read(row, "resolution", "resolved_at")?,
            followed_minutes: row.count("followed_minutes")?,
            resolution_followed_minutes: row.count("resolution_followed_minutes")?,
            archived_known: row.text("archived_known")? == "yes",
            hops: row.count("hops")?.unwrap_or_default(),
            tells_response: row.yes("tells_response")?,
            exclusion: row.text("exclusion")?,
            class: row.text("class")?,
            channel: row.text("channel")?,
            category: row.text("category")?,
            state: row.text("state")?,
            verification: Step {
                at: row.text("verified_at")?,
                deadline: row.text("verification_deadline")?,
                outcome: row.text("verification_outcome")?,
                workdays: row.count("verification_workdays")?,
                limit_workdays: row.count("verification_limit_workdays")?,
                ..Step::default()
            },
        })
    }

    /// Whether its times and names are held back.
    pub fn is_masked(&self) -> bool {
        self.id == HELD_BACK
    }

    /// Whether it counts.
    pub fn is_eligible(&self) -> bool {
        self.exclusion.is_empty()
    }

    /// Whether it left the count as archived.
    pub fn is_archived(&self) -> bool {
        self.exclusion == "archived"
    }

    /// What a curve until a step sees of it; `None` = it does not follow it.
    pub fn followed(&self, until: Until) -> Option<Followed> {
        let minute = match until {
            Until::Response => self.followed_minutes,
            Until::Resolution => self.resolution_followed_minutes,
        };
        let minute = u32::try_from(minute?).unwrap_or(u32::MAX);
        let by_reporter = self.response.evidence == "none" && self.closed_by == "reporter";
        let (end, untimed) = match until {
            Until::Response if self.response.is_timed() => (End::Outcome, false),
            Until::Response => {
                let left = by_reporter && !self.resolution.is_timed();
                (End::Unseen, self.response.evidence == "status" || left)
            }
            Until::Resolution if self.is_archived() && self.archived_known => (End::Competing, false),
            Until::Resolution if self.is_archived() => (End::Unseen, true),
            Until::Resolution if self.resolution.is_timed() => (End::Outcome, false),
            Until::Resolution => (End::Unseen, !self.closed_by.is_empty()),
        };
        Some(Followed { minute, end, untimed })
    }

    /// Whether it counts and was answered.
    pub fn is_responded(&self) -> bool {
        self.is_eligible() && self.response.evidence != "none"
    }

    /// Whether it counts and is closed.
    pub fn is_closed(&self) -> bool {
        self.is_eligible() && !self.closed_by.is_empty()
    }
}

/// What another reading makes of a complaint, where that is something else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Otherwise {
    /// Where its row stands.
    pub place: String,
    /// The reading.
    pub reading: String,
    /// The complaint's number in the quarter.
    pub number: u64,
    /// Whether its government sees it so, and not its unit.
    pub by_government: bool,
    exclusion: String,
    response: StepOtherwise,
    resolution: StepOtherwise,
}

/// A step by another reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct StepOtherwise {
    deadline: String,
    outcome: String,
    seconds: Option<u64>,
    workdays: Option<u64>,
    undecided: bool,
}

impl StepOtherwise {
    fn read(row: &Row<'_>, name: &str) -> Result<Self, Problem> {
        let column = |part: &str| format!("{name}_{part}");
        Ok(Self {
            deadline: row.text(&column("deadline"))?,
            outcome: row.text(&column("outcome"))?,
            seconds: row.count(&column("seconds"))?,
            workdays: row.count(&column("workdays"))?,
            undecided: row.yes(&column("undecided"))?,
        })
    }

    fn of(&self, step: &Step) -> Step {
        Step {
            deadline: self.deadline.clone(),
            outcome: self.outcome.clone(),
            seconds: self.seconds,
            workdays: self.workdays,
            // The limit may be another one, and then in another unit of time; its deadline tells.
            limit_workdays: None,
            undecided: self.undecided,
            ..step.clone()
        }
    }
}

impl Otherwise {
    /// Reads a row of `bukti-uji.csv`.
    ///
    /// # Errors
    /// The row is not one that the program writes.
    pub fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            place: row.place(),
            reading: row.text("reading")?,
            number: row.count("row")?.unwrap_or_default(),
            by_government: row.text("skpd_id")?.is_empty(),
            exclusion: row.text("exclusion")?,
            response: StepOtherwise::read(row, "response")?,
            resolution: StepOtherwise::read(row, "resolution")?,
        })
    }

    /// The complaint as the reading has it.
    #[must_use]
    pub fn of(&self, case: &Case) -> Case {
        Case {
            place: self.place.clone(),
            exclusion: self.exclusion.clone(),
            response: self.response.of(&case.response),
            resolution: self.resolution.of(&case.resolution),
            // How long it was followed is told of the published reading alone; no score asks for it.
            followed_minutes: None,
            resolution_followed_minutes: None,
            ..case.clone()
        }
    }
}

/// A spell in the open stock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spell {
    /// Where its row stands.
    pub place: String,
    /// The government.
    pub agency_id: String,
    /// The unit.
    pub skpd_id: String,
    /// The complaint's id.
    pub id: String,
    /// Its receipt.
    pub received_at: String,
    /// The day on which the spell began.
    pub opened_on: String,
    /// `before`, `received`, `reopened` or `after`.
    pub began: String,
    /// The day on which it ended.
    pub closed_on: String,
    /// `in_quarter`, `after` or `open`.
    pub ended: String,
    /// Whether the quarter of closing is known.
    pub closing_known: bool,
    /// The resolution limit.
    pub deadline: String,
    /// Whether it had passed by the quarter's end.
    pub over_limit: bool,
    /// Its age in days at as-of.
    pub open_days: Option<u64>,
}

impl Spell {
    /// Reads a row of `bukti-stok.csv`.
    ///
    /// # Errors
    /// The row is not one that the program writes.
    pub fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            place: row.place(),
            agency_id: row.text("agency_id")?,
            skpd_id: row.text("skpd_id")?,
            id: row.text("complaint_id")?,
            received_at: row.text("received_at")?,
            opened_on: row.text("opened_on")?,
            began: row.text("began")?,
            closed_on: row.text("closed_on")?,
            ended: row.text("ended")?,
            closing_known: row.yes("closing_known")?,
            deadline: row.text("deadline")?,
            over_limit: row.yes("over_limit")?,
            open_days: row.count("open_days")?,
        })
    }

    /// Whether its days are held back.
    pub fn is_masked(&self) -> bool {
        self.id == HELD_BACK
    }

    /// Whether it stood in the stock when the quarter ended (or at as-of).
    pub fn is_in_closing_stock(&self) -> bool {
        self.began != "after" && self.ended != "in_quarter"
    }
}

/// One time that a unit let a complaint go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandOver {
    /// Where its row stands.
    pub place: String,
    /// The government.
    pub agency_id: String,
    /// The unit that let go.
    pub skpd_id: String,
    /// The complaint's id.
    pub id: String,
    /// When the unit's clock started.
    pub clock_at: String,
    /// Its response limit.
    pub deadline: String,
    /// When it let go.
    pub let_go_at: String,
    /// `returned` or `handed_on`.
    pub how: String,
    /// Whether its limit had passed.
    pub late: bool,
    /// Whether it was returned and nobody has held it since.
    pub unheld: bool,
}

impl HandOver {
    /// Reads a row of `bukti-serah.csv`.
    ///
    /// # Errors
    /// The row is not one that the program writes.
    pub fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            place: row.place(),
            agency_id: row.text("agency_id")?,
            skpd_id: row.text("skpd_id")?,
            id: row.text("complaint_id")?,
            clock_at: row.text("clock_at")?,
            deadline: row.text("deadline")?,
            let_go_at: row.text("let_go_at")?,
            how: row.text("how")?,
            late: row.yes("late")?,
            unheld: row.yes("unheld")?,
        })
    }

    /// Whether its times are held back.
    pub fn is_masked(&self) -> bool {
        self.id == HELD_BACK
    }
}

/// What else a row rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The government.
    pub agency_id: String,
    /// The unit; empty for the government.
    pub skpd_id: String,
    /// Its kind; a government's level.
    pub kind: String,
    /// What it stands for; only `unit` is ranked.
    pub standing: String,
    /// Rows kept aside.
    pub rows_rejected: u64,
    /// Of so many.
    pub rows_all: u64,
    /// Closings of all quarters.
    pub closings: u64,
    /// Of these, at an unknown time.
    pub closings_unknown: u64,
    /// Ids of other units shown under this one.
    pub shown_for: Vec<String>,
    /// The clock of its times.
    pub zone: Zone,
    /// The id of the unit above it; empty = none.
    pub parent_id: String,
    /// The name of that unit.
    pub parent: String,
}

impl Standing {
    /// Reads a row of `bukti-unit.csv`.
    ///
    /// # Errors
    /// The row is not one that the program writes.
    pub fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let shown_for = row.text("shown_for")?;
        Ok(Self {
            agency_id: row.text("agency_id")?,
            skpd_id: row.text("skpd_id")?,
            kind: row.text("kind")?,
            standing: row.text("standing")?,
            rows_rejected: row.count("rows_rejected")?.unwrap_or_default(),
            rows_all: row.count("rows_all")?.unwrap_or_default(),
            closings: row.count("closings")?.unwrap_or_default(),
            closings_unknown: row.count("closings_unknown")?.unwrap_or_default(),
            zone: row.parsed("zone")?,
            parent_id: row.text("parent_id")?,
            parent: row.text("parent")?,
            shown_for: shown_for.split('\n').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        })
    }
}
