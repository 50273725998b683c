//! Everything that one quarter's documents say, as plain values. `publish` reads this and nothing else.

use chrono::{NaiveDate, NaiveDateTime};

use super::announcement::Announcement;
use super::basis::ScoredText;
use super::breakdown::CompositionRow;
use super::children::ChildRow;
use super::doublets::DoubletRow;
use super::evidence::{EvidenceRow, HandedRow, SpellRow};
use super::evidence_at_age::RestrictedAtAgeRow;
use super::facts::Facts;
use super::funnel::Funnel;
use super::league_row::LeagueRow;
use super::line::LineRow;
use super::months::MonthRow;
use super::movement::MovementRow;
use super::needs::EvidenceNeed;
use super::otherwise::OtherwiseRow;
use super::passed::{BouncedRow, ReturnRow};
use super::profile::Profiles;
use super::quality::Quality;
use super::ranking::RankRow;
use super::restricted::RestrictedPart;
use super::robustness::RankTest;
use super::survival::Pending;
use super::yardsticks::Yardstick;
use crate::config::{Direction, Preset};
use crate::measure::UnknownName;
use crate::terms::{FileAccount, Finding, Level, Quarter, RejectedRow, Rule, Zone};

/// One quarter, judged.
#[derive(Debug, Clone)]
pub struct Report {
    /// Whose report it is.
    pub government: Government,
    /// Which quarter.
    pub quarter: Quarter,
    /// Whether the quarter had not ended by the as-of time.
    pub unfinished: bool,
    /// Local time up to which everything counts, to the second.
    pub as_of: NaiveDateTime,
    /// One row a unit, for this quarter: ranked ones first by group and rank, then the others by name.
    pub league: Vec<LeagueRow>,
    /// The optimistic twin of `league`; empty where no time is known only to an interval.
    pub league_optimistic: Vec<LeagueRow>,
    /// One row a government, for this quarter.
    pub instansi: Vec<LeagueRow>,
    /// One row a unit and quarter, for every quarter up to this one, oldest first.
    pub history: Vec<LeagueRow>,
    /// One row a government and quarter, for every quarter up to this one, oldest first.
    pub instansi_history: Vec<LeagueRow>,
    /// Whether the steps of the procedure were kept.
    pub steps: Vec<StepRow>,
    /// What people complain about; small cells already suppressed.
    pub categories: Vec<CategoryRow>,
    /// What the quarter's complaints are and where they stand; small cells already suppressed.
    pub composition: Vec<CompositionRow>,
    /// Open stock by age at as-of, one row a unit.
    pub backlog_age: Vec<BacklogAge>,
    /// The same of each government.
    pub backlog_age_instansi: Vec<BacklogAge>,
    /// This quarter's complaints by time to first response, one row a unit.
    pub response_times: Vec<ResponseTimes>,
    /// How long units held this quarter's complaints; empty where no event log tells.
    pub held_times: Vec<HeldTime>,
    /// The rules that were in force.
    pub basis: Basis,
    /// What the measures need of the data, and whether the quarter has it.
    pub evidence_needs: Vec<EvidenceNeed>,
    /// How good the data are.
    pub quality: Quality,
    /// What became of every file's rows.
    pub intake: Vec<FileAccount>,
    /// What was noticed in the data.
    pub findings: Vec<Finding>,
    /// The rows kept aside.
    pub rejected: Vec<RejectedRow>,
    /// Complaints without response at as-of though the limit has passed, oldest first.
    pub unanswered: Vec<WorkItem>,
    /// The complaints behind the figures of this quarter.
    pub evidence: Vec<EvidenceRow>,
    /// What changed from one dated export to the next in complaints of this quarter.
    pub changes: Vec<ChangeRow>,
    /// Complaints that are the same as another, with the one of each group that counts.
    pub doublets: Vec<DoubletRow>,
    /// How often each unit returned or handed on complaints of this quarter; empty where none was.
    pub returns: Vec<ReturnRow>,
    /// Complaints of this quarter that units returned or handed on twice or more.
    pub bounced: Vec<BouncedRow>,
    /// Names that the register does not know and that may be told, those of most complaints first.
    pub unknown_names: Vec<UnknownName>,
    /// What deserves a look, of this quarter and of files as a whole.
    pub patterns: Vec<PatternRow>,
    /// What a reader must know before using the table.
    pub notes: Vec<Note>,
    /// Those of `evidence` that their government sees otherwise than their unit.
    pub evidence_instansi: Vec<EvidenceRow>,
    /// The spells behind the open stock of the quarter.
    pub spells: Vec<SpellRow>,
    /// The times that units let complaints of the quarter go.
    pub handed: Vec<HandedRow>,
    /// What the figures depend on besides complaints.
    pub facts: Facts,
    /// The ranked rows, with what their ranks are worth.
    pub ranking: Vec<RankRow>,
    /// How long complaints are pending, the unanswered ones counted.
    pub pending: Pending,
    /// Every scenario for every ranked row, in the order of groups and scenarios.
    pub rank_tests: Vec<RankTest>,
    /// The quarters of each government and unit at the age of this one, oldest first.
    pub lines: Vec<LineRow>,
    /// This quarter against earlier ones of the same age.
    pub movement: Vec<MovementRow>,
    /// What a meeting may announce.
    pub announcement: Announcement,
    /// Units beneath another one, ranked among themselves; empty where the register tells of no parent.
    pub children: Vec<ChildRow>,
    /// Which units' scored rates lie further from those of all units than chance explains.
    pub funnels: Vec<Funnel>,
    /// Each row by itself: its quarters at equal age, and what it reached of each target.
    pub profiles: Profiles,
    /// The restricted complaints of earlier quarters, as they were at the age of this one.
    pub restricted_at_age: Vec<RestrictedAtAgeRow>,
    /// What other readings make of complaints of the quarter.
    pub otherwise: Vec<OtherwiseRow>,
    /// What each unit's figures are held against.
    pub yardsticks: Vec<Yardstick>,
    /// What the restricted complaints are, one respect at a time.
    pub restricted_parts: Vec<RestrictedPart>,
    /// What was received in each month of the year that ends with the quarter.
    pub months: Vec<MonthRow>,
}

/// Whose report it is.
#[derive(Debug, Clone)]
pub struct Government {
    /// As the configuration gives it.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Its clock.
    pub zone: Zone,
}

/// One step of the procedure for one unit and quarter (`langkah.csv`).
#[derive(Debug, Clone, PartialEq)]
pub struct StepRow {
    /// `verification`, `response` or `resolution`.
    pub step: &'static str,
    /// The government's id.
    pub agency_id: String,
    /// The unit's id; empty for the government's line.
    pub skpd_id: String,
    /// The unit's or government's name.
    pub unit: String,
    /// Complaints whose limit for the step has passed.
    pub due: u64,
    /// Those that kept it.
    pub in_time: u64,
    /// `in_time / due`.
    pub rate: Option<f64>,
}

/// Complaints of one category and unit (`kategori.csv`).
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryRow {
    /// The category; empty = none given.
    pub category: String,
    /// The government's id.
    pub agency_id: String,
    /// The unit's id; empty for the government's line.
    pub skpd_id: String,
    /// The unit's or government's name.
    pub unit: String,
    /// How many were received; `None` = suppressed because it is below 5 or would reveal one that is.
    pub received: Option<u64>,
}

/// Upper bounds, in days, of all but the last class of [`BacklogAge`].
pub const AGE_BOUNDS: [i64; 4] = [5, 14, 60, 180];

/// Open complaints of a unit by age.
#[derive(Debug, Clone, PartialEq)]
pub struct BacklogAge {
    /// The unit's id; empty for the government's line.
    pub skpd_id: String,
    /// The unit's or government's name.
    pub skpd: String,
    /// Age up to 5, 14, 60, 180 days, and more.
    pub counts: [u64; 5],
    /// The government's id.
    pub agency_id: String,
}

/// How long a unit held the complaints of a quarter (`waktu-unit.csv`).
#[derive(Debug, Clone, PartialEq)]
pub struct HeldTime {
    /// The unit's id.
    pub skpd_id: String,
    /// The unit's name.
    pub skpd: String,
    /// How often it got one; more than once for one that came back.
    pub spells: u64,
    /// How often it handed one on or returned it.
    pub handed_on: u64,
    /// Spells whose beginning and end are known to the second.
    pub timed: u64,
    /// Their hours together, while the complaint was open.
    pub hours: Option<f64>,
    /// `hours / timed`.
    pub mean_hours: Option<f64>,
}

/// Upper bounds, in hours, of all but the last class of [`ResponseTimes`].
pub const HOUR_BOUNDS: [i64; 6] = [6, 24, 48, 72, 168, 336];

/// Eligible complaints of a unit by hours to the first response.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseTimes {
    /// The unit's id.
    pub skpd_id: String,
    /// The unit's name.
    pub skpd: String,
    /// Answered within 6, 24, 48, 72, 168, 336 hours, and later.
    pub counts: [u64; 7],
    /// Answered, but the hours are not known.
    pub unknown: u64,
    /// Not answered at as-of.
    pub unanswered: u64,
}

/// The rules that were in force for a report.
#[derive(Debug, Clone)]
pub struct Basis {
    /// `received` or `assigned`.
    pub clock: String,
    /// The kinds of progress that count as a response.
    pub counts: Vec<String>,
    /// The deadlines that were applied.
    pub deadlines: Vec<DeadlineText>,
    /// Measure and normalised weight.
    pub weights: Vec<(String, f64)>,
    /// The measures of the score, and those that a preset shows beside it.
    pub measures: Vec<ScoredText>,
    /// The preset from which they come, if any.
    pub preset: Option<Preset>,
    /// The targets that were applied.
    pub targets: Vec<TargetText>,
    /// Fewest complaints for a rank.
    pub minimum_volume: u64,
    /// `volume`, `kind` or `none`.
    pub groups: String,
    /// Profile, value in the export, and what it was read as.
    pub status_mapping: Vec<(String, String, String)>,
    /// First and last year that the calendar covers as final.
    pub calendar_years: Option<(i32, i32)>,
    /// First and last local receipt date in the data.
    pub data_span: Option<(NaiveDate, NaiveDate)>,
}

/// A deadline, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineText {
    /// The step.
    pub step: String,
    /// The class, or `*`.
    pub class: String,
    /// The limit as written: `24h`, `5wd`.
    pub limit: String,
    /// To whom it applies; empty = all.
    pub scope: String,
    /// First local date.
    pub from: Option<NaiveDate>,
    /// Last local date.
    pub to: Option<NaiveDate>,
    /// The legal source.
    pub source: String,
}

/// A target, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetText {
    /// The measure.
    pub measure: String,
    /// The year.
    pub year: i32,
    /// To whom it applies; empty = each unit, or the government for a volume.
    pub scope: String,
    /// The target's value in the unit of the measure.
    pub value: f64,
    /// The one quarter for which it holds; `None` = the year.
    pub quarter: Option<Quarter>,
    /// Which way the measure is good.
    pub direction: Direction,
    /// Where the attainment is cut off in the score.
    pub cap: f64,
}

/// A complaint to be worked on (`belum-direspons.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkItem {
    /// The unit that holds it.
    pub skpd_id: String,
    /// Its name.
    pub skpd: String,
    /// The complaint's id.
    pub complaint_id: String,
    /// Local receipt time.
    pub received_at: NaiveDateTime,
    /// Local deadline, as a time or a date in words of ISO 8601; empty = counted in working days.
    pub deadline: String,
    /// Days since the clock started.
    pub days: u64,
    /// The class, or empty.
    pub class: String,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
    /// The government.
    pub agency_id: String,
    /// When the clock started, as the evidence writes it.
    pub clock_at: String,
    /// Whether it was received in an earlier quarter.
    pub earlier: bool,
}

/// A change of a complaint between two dated exports of its list (`perubahan.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// The unit that holds it.
    pub skpd_id: String,
    /// The complaint's id.
    pub complaint_id: String,
    /// The earlier export.
    pub from: NaiveDate,
    /// The later export.
    pub to: NaiveDate,
    /// `status`, `unit`, `class`, `receipt` or `vanished`.
    pub what: &'static str,
    /// As it was: a machine word, the id of a unit, or a date.
    pub before: String,
    /// As it is.
    pub after: String,
    /// Whether it may leave the supervising unit only on explicit demand.
    pub restricted: bool,
}

/// Something in the data that deserves a look, found by a test that chance alone seldom passes (`pola.csv`). It accuses
/// nobody and changes no rank.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternRow {
    /// What it is about.
    pub rule: &'static Rule,
    /// The quarter in which it lies; `None` = the file as a whole.
    pub quarter: Option<Quarter>,
    /// The file, where it is about one.
    pub file: String,
    /// Its sheet.
    pub sheet: String,
    /// The unit's id; empty for a government or a file.
    pub skpd_id: String,
    /// The unit's or government's name.
    pub unit: String,
    /// The local day, where it is about one.
    pub day: Option<NaiveDate>,
    /// How many complaints show it.
    pub seen: u64,
    /// Of how many.
    pub of: u64,
    /// How many were to be expected at the most.
    pub expected: f64,
}

/// What a reader must know before using the table. Each has a text in both languages in `publish`.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// The quarter had not ended.
    Unfinished,
    /// No file holds a single open complaint: rates of completion say nothing.
    NoOpenComplaints {
        /// How many complaints there are.
        complaints: u64,
    },
    /// Times are dates only: no hours.
    DatesOnly {
        /// How many complaints have a receipt date without a clock time.
        complaints: u64,
    },
    /// Response-time tables are refused: too few responses have a usable time.
    ResponseTimesRefused {
        /// Share of responses with a usable time.
        share: f64,
        /// The share that the configuration demands.
        gate: f64,
    },
    /// Tables of resolution times are refused: too few closings have a usable time.
    ResolutionTimesRefused {
        /// Share of closings with a usable time.
        share: f64,
        /// The share that the configuration demands.
        gate: f64,
    },
    /// Fewer responses, or closings, have a usable time than the configuration warns of.
    ThinEvidence {
        /// The smaller of the two shares.
        share: f64,
        /// The share below which it warns.
        gate: f64,
    },
    /// Ranks by response times are refused: too many responses lie between two exports with their limit between them.
    RanksUndecided {
        /// Share of responses that are in time or late whichever way they are read.
        share: f64,
        /// The share that the configuration demands.
        gate: f64,
    },
    /// The calendar does not cover the period: working-day figures are refused.
    CalendarRefused {
        /// The years that are not covered.
        years: Vec<i32>,
    },
    /// More rows were held back than the configuration allows.
    RejectedRows {
        /// Share of rows held back.
        share: f64,
        /// The gate.
        gate: f64,
        /// Whether it stops at a warning.
        warn_only: bool,
    },
    /// No unit register was given: each name met is a unit.
    NoRegister,
    /// Another gate of the configuration is not passed.
    GateMissed {
        /// Its key in `rapor.toml`.
        gate: &'static str,
        /// What the data have: a share, or a number of months or days.
        had: f64,
        /// What the configuration allows.
        limit: f64,
        /// Whether it stops at a warning.
        warn_only: bool,
    },
    /// Names that the register does not know.
    UnknownUnits {
        /// How many names.
        names: u64,
        /// How many complaints.
        complaints: u64,
    },
    /// No response limit applies to any complaint of the quarter: nobody can be judged by it.
    NoResponseLimit {
        /// How many complaints are eligible.
        complaints: u64,
    },
    /// Some times are known only to an interval: the pessimistic reading is shown.
    Intervals,
    /// The score holds a measure whose error the data do not tell: ranks have no confidence sets.
    RankSetsUntold {
        /// The measure.
        measure: String,
    },
    /// A figure published earlier differs from today's.
    PublishedDiffers {
        /// The earlier quarter.
        quarter: Quarter,
        /// Which column.
        column: String,
        /// For which unit.
        skpd: String,
        /// As published.
        published: String,
        /// As computed now.
        now: String,
    },
}

impl Note {
    /// The machine word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unfinished => "unfinished",
            Self::NoOpenComplaints { .. } => "no_open_complaints",
            Self::DatesOnly { .. } => "dates_only",
            Self::ResponseTimesRefused { .. } => "response_times_refused",
            Self::ResolutionTimesRefused { .. } => "resolution_times_refused",
            Self::ThinEvidence { .. } => "thin_evidence",
            Self::RanksUndecided { .. } => "ranks_undecided",
            Self::CalendarRefused { .. } => "calendar_refused",
            Self::RejectedRows { .. } => "rejected_rows",
            Self::GateMissed { .. } => "gate_missed",
            Self::NoRegister => "no_register",
            Self::UnknownUnits { .. } => "unknown_units",
            Self::NoResponseLimit { .. } => "no_response_limit",
            Self::Intervals => "intervals",
            Self::RankSetsUntold { .. } => "rank_sets_untold",
            Self::PublishedDiffers { .. } => "published_differs",
        }
    }
}
