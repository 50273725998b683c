//! One row of a league table, and its columns in the order in which they are published.

use crate::terms::Quarter;

/// Whether a row is ranked, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It has a score and a rank.
    Ranked,
    /// Fewer complaints than the minimum volume.
    TooFew,
    /// The data cannot carry the scored figures, or too many rows were held back.
    NoEvidence,
    /// No unit that could be ranked: handled directly, not yet assigned, unknown name, vertical body.
    NotAssigned,
}

impl Verdict {
    /// The machine word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ranked => "ranked",
            Self::TooFew => "too_few",
            Self::NoEvidence => "no_evidence",
            Self::NotAssigned => "not_assigned",
        }
    }
}

/// A cell of a table, before any language gives it a form.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not computable, or nothing to say.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(u64),
    /// Any other number, in full precision.
    Number(f64),
}

impl Value {
    /// A text; empty where there is none.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// A number that may be missing.
    #[must_use]
    pub fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    /// A count that may be missing.
    #[must_use]
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Empty, Self::Count)
    }

    /// The number in the cell, if it holds one.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
            Self::Count(n) => Some(*n as f64),
            Self::Number(x) => Some(*x),
            Self::Empty | Self::Text(_) => None,
        }
    }
}

/// What kind of quantity a column holds; decides its form in documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Words.
    Text,
    /// A quarter.
    Period,
    /// A whole number.
    Count,
    /// A fraction of one; an attainment may exceed it.
    Rate,
    /// Elapsed clock hours.
    Hours,
    /// Days or working days.
    Days,
    /// A target in the unit of its measure.
    Number,
    /// 0 to 1.
    Score,
    /// 1 is best.
    Rank,
}

/// A column of the league table.
pub struct Column {
    /// The machine name, as in `league.csv`.
    pub name: &'static str,
    /// What kind of quantity it holds.
    pub quantity: Quantity,
    /// Reads the cell.
    pub get: fn(&LeagueRow) -> Value,
}

/// One unit (or one government, with `skpd_id` empty) in one quarter. Rates are fractions of
/// one in full precision; `None` is "not computable", never zero.
#[derive(Debug, Clone, PartialEq)]
pub struct LeagueRow {
    /// The quarter of the local receipt date.
    pub period: Quarter,
    /// The government's id.
    pub agency_id: String,
    /// The government's name.
    pub agency: String,
    /// The unit's id; empty in a government's row.
    pub skpd_id: String,
    /// The unit's name; empty in a government's row.
    pub skpd: String,
    /// The comparison group; empty where all are compared.
    pub group: String,
    /// Distinct complaints received, duplicates included.
    pub received: u64,
    /// `received` less the five exclusions.
    pub eligible: u64,
    /// Excluded: another id, the same complaint.
    pub excluded_duplicate: u64,
    /// Excluded: not of this government.
    pub excluded_jurisdiction: u64,
    /// Excluded: withdrawn, invalid or incomplete.
    pub excluded_archived: u64,
    /// Excluded: waiting for the reporter since before the response deadline.
    pub excluded_waiting: u64,
    /// Excluded: blocked content.
    pub excluded_blocked: u64,
    /// Eligible with a progress event that counts, or a status that proves one.
    pub responded: u64,
    /// `responded / eligible`.
    pub response_rate: Option<f64>,
    /// Eligible with a response deadline at or before as-of, answered or not.
    pub due: Option<u64>,
    /// Those of `due` answered by their deadline.
    pub responded_in_time: Option<u64>,
    /// Those of `due` without a response at as-of.
    pub unanswered_overdue: Option<u64>,
    /// `responded_in_time / due`.
    pub on_time_rate: Option<f64>,
    /// Lower end of the 95 % Wilson interval of `on_time_rate`.
    pub on_time_low: Option<f64>,
    /// Upper end of the 95 % Wilson interval of `on_time_rate`.
    pub on_time_high: Option<f64>,
    /// Eligible without a response deadline.
    pub no_deadline: Option<u64>,
    /// Eligible with a response deadline after as-of.
    pub not_yet_due: Option<u64>,
    /// Mean elapsed clock hours to the first response, over those answered.
    pub mean_response_hours: Option<f64>,
    /// Median of the same: mean of the middle two.
    pub median_response_hours: Option<f64>,
    /// 90th percentile of the same, nearest rank.
    pub p90_response_hours: Option<f64>,
    /// Kaplan-Meier median hours, open ones counted.
    pub km_median_response_hours: Option<f64>,
    /// Restricted mean hours, open ones counted.
    pub restricted_mean_response_hours: Option<f64>,
    /// Mean working days to the first response, over those answered.
    pub mean_response_workdays: Option<f64>,
    /// Eligible and closed at as-of.
    pub closed: u64,
    /// `eligible - closed`.
    pub open: u64,
    /// `closed / eligible`.
    pub resolution_rate: Option<f64>,
    /// Closed by the reporter.
    pub closed_by_reporter: u64,
    /// Closed by the system's time-out.
    pub closed_by_system: u64,
    /// Closed by the unit or an admin.
    pub closed_by_admin: u64,
    /// Mean days (24 hours) to resolution, over those resolved.
    pub mean_resolution_days: Option<f64>,
    /// Mean working days to resolution, over those resolved.
    pub mean_resolution_workdays: Option<f64>,
    /// Eligible with a resolution deadline at or before as-of.
    pub resolution_due: Option<u64>,
    /// Those of `resolution_due` resolved by their deadline.
    pub resolved_in_time: Option<u64>,
    /// `resolved_in_time / resolution_due`.
    pub resolution_on_time_rate: Option<f64>,
    /// Open stock when the quarter began; none where the data begin inside the quarter.
    pub backlog_opening: Option<u64>,
    /// Added to the stock in the quarter.
    pub backlog_received: u64,
    /// Closed in the quarter, whenever received.
    pub backlog_closed: u64,
    /// Opened again in the quarter.
    pub backlog_reopened: u64,
    /// Open stock at the quarter's end, or as-of if earlier.
    pub backlog_closing: Option<u64>,
    /// Of the closing stock, resolution deadline passed.
    pub backlog_over_limit: Option<u64>,
    /// Age in days of the oldest complaint open at as-of, of any quarter.
    pub oldest_open_days: Option<u64>,
    /// Hand-overs of the complaints held.
    pub hops: u64,
    /// Complaints handed on or returned after the limit had passed.
    pub returned_late: u64,
    /// Received from 1 January to the quarter's end.
    pub received_ytd: u64,
    /// The year's volume target.
    pub volume_target: Option<f64>,
    /// `received_ytd / volume_target`.
    pub volume_attainment: Option<f64>,
    /// The target of `response_rate`.
    pub response_target: Option<f64>,
    /// `response_rate / response_target`.
    pub response_attainment: Option<f64>,
    /// Weighted mean of attainments, each capped at 1.
    pub score: Option<f64>,
    /// Competition rank by score within government, quarter and group.
    pub rank: Option<u64>,
    /// Best rank that the data allow.
    pub rank_low: Option<u64>,
    /// Worst rank that the data allow.
    pub rank_high: Option<u64>,
    /// The ids of those of its group from whom it is not told apart; a column of `peringkat.csv` alone.
    pub alike: Vec<String>,
    /// Rank of the quarter before, recomputed at this as-of, same group only.
    pub previous_rank: Option<u64>,
    /// Whether the row is ranked, and if not, why.
    pub verdict: Verdict,
}

/// The columns of `league.csv`, `league-instansi.csv` and `riwayat.csv`, in order.
pub const COLUMNS: &[Column] = &[
    Column { name: "period", quantity: Quantity::Period, get: |r| Value::Text(r.period.to_string()) },
    Column { name: "agency_id", quantity: Quantity::Text, get: |r| Value::text(&r.agency_id) },
    Column { name: "agency", quantity: Quantity::Text, get: |r| Value::text(&r.agency) },
    Column { name: "skpd_id", quantity: Quantity::Text, get: |r| Value::text(&r.skpd_id) },
    Column { name: "skpd", quantity: Quantity::Text, get: |r| Value::text(&r.skpd) },
    Column { name: "group", quantity: Quantity::Text, get: |r| Value::text(&r.group) },
    Column { name: "received", quantity: Quantity::Count, get: |r| Value::Count(r.received) },
    Column { name: "eligible", quantity: Quantity::Count, get: |r| Value::Count(r.eligible) },
    Column { name: "excluded_duplicate", quantity: Quantity::Count, get: |r| Value::Count(r.excluded_duplicate) },
    Column { name: "excluded_jurisdiction", quantity: Quantity::Count, get: |r| Value::Count(r.excluded_jurisdiction) },
    Column { name: "excluded_archived", quantity: Quantity::Count, get: |r| Value::Count(r.excluded_archived) },
    Column { name: "excluded_waiting", quantity: Quantity::Count, get: |r| Value::Count(r.excluded_waiting) },
    Column { name: "excluded_blocked", quantity: Quantity::Count, get: |r| Value::Count(r.excluded_blocked) },
    Column { name: "responded", quantity: Quantity::Count, get: |r| Value::Count(r.responded) },
    Column { name: "response_rate", quantity: Quantity::Rate, get: |r| Value::number(r.response_rate) },
    Column { name: "due", quantity: Quantity::Count, get: |r| Value::count(r.due) },
    Column { name: "responded_in_time", quantity: Quantity::Count, get: |r| Value::count(r.responded_in_time) },
    Column { name: "unanswered_overdue", quantity: Quantity::Count, get: |r| Value::count(r.unanswered_overdue) },
    Column { name: "on_time_rate", quantity: Quantity::Rate, get: |r| Value::number(r.on_time_rate) },
    Column { name: "on_time_low", quantity: Quantity::Rate, get: |r| Value::number(r.on_time_low) },
    Column { name: "on_time_high", quantity: Quantity::Rate, get: |r| Value::number(r.on_time_high) },
    Column { name: "no_deadline", quantity: Quantity::Count, get: |r| Value::count(r.no_deadline) },
    Column { name: "not_yet_due", quantity: Quantity::Count, get: |r| Value::count(r.not_yet_due) },
    Column { name: "mean_response_hours", quantity: Quantity::Hours, get: |r| Value::number(r.mean_response_hours) },
    Column {
        name: "median_response_hours",
        quantity: Quantity::Hours,
        get: |r| Value::number(r.median_response_hours),
    },
    Column { name: "p90_response_hours", quantity: Quantity::Hours, get: |r| Value::number(r.p90_response_hours) },
    Column {
        name: "km_median_response_hours",
        quantity: Quantity::Hours,
        get: |r| Value::number(r.km_median_response_hours),
    },
    Column {
        name: "restricted_mean_response_hours",
        quantity: Quantity::Hours,
        get: |r| Value::number(r.restricted_mean_response_hours),
    },
    Column {
        name: "mean_response_workdays",
        quantity: Quantity::Days,
        get: |r| Value::number(r.mean_response_workdays),
    },
    Column { name: "closed", quantity: Quantity::Count, get: |r| Value::Count(r.closed) },
    Column { name: "open", quantity: Quantity::Count, get: |r| Value::Count(r.open) },
    Column { name: "resolution_rate", quantity: Quantity::Rate, get: |r| Value::number(r.resolution_rate) },
    Column { name: "closed_by_reporter", quantity: Quantity::Count, get: |r| Value::Count(r.closed_by_reporter) },
    Column { name: "closed_by_system", quantity: Quantity::Count, get: |r| Value::Count(r.closed_by_system) },
    Column { name: "closed_by_admin", quantity: Quantity::Count, get: |r| Value::Count(r.closed_by_admin) },
    Column { name: "mean_resolution_days", quantity: Quantity::Days, get: |r| Value::number(r.mean_resolution_days) },
    Column {
        name: "mean_resolution_workdays",
        quantity: Quantity::Days,
        get: |r| Value::number(r.mean_resolution_workdays),
    },
    Column { name: "resolution_due", quantity: Quantity::Count, get: |r| Value::count(r.resolution_due) },
    Column { name: "resolved_in_time", quantity: Quantity::Count, get: |r| Value::count(r.resolved_in_time) },
    Column {
        name: "resolution_on_time_rate",
        quantity: Quantity::Rate,
        get: |r| Value::number(r.resolution_on_time_rate),
    },
    Column { name: "backlog_opening", quantity: Quantity::Count, get: |r| Value::count(r.backlog_opening) },
    Column { name: "backlog_received", quantity: Quantity::Count, get: |r| Value::Count(r.backlog_received) },
    Column { name: "backlog_closed", quantity: Quantity::Count, get: |r| Value::Count(r.backlog_closed) },
    Column { name: "backlog_reopened", quantity: Quantity::Count, get: |r| Value::Count(r.backlog_reopened) },
    Column { name: "backlog_closing", quantity: Quantity::Count, get: |r| Value::count(r.backlog_closing) },
    Column { name: "backlog_over_limit", quantity: Quantity::Count, get: |r| Value::count(r.backlog_over_limit) },
    Column { name: "oldest_open_days", quantity: Quantity::Count, get: |r| Value::count(r.oldest_open_days) },
    Column { name: "hops", quantity: Quantity::Count, get: |r| Value::Count(r.hops) },
    Column { name: "returned_late", quantity: Quantity::Count, get: |r| Value::Count(r.returned_late) },
    Column { name: "received_ytd", quantity: Quantity::Count, get: |r| Value::Count(r.received_ytd) },
    Column { name: "volume_target", quantity: Quantity::Number, get: |r| Value::number(r.volume_target) },
    Column { name: "volume_attainment", quantity: Quantity::Rate, get: |r| Value::number(r.volume_attainment) },
    Column { name: "response_target", quantity: Quantity::Rate, get: |r| Value::number(r.response_target) },
    Column { name: "response_attainment", quantity: Quantity::Rate, get: |r| Value::number(r.response_attainment) },
    Column { name: "score", quantity: Quantity::Score, get: |r| Value::number(r.score) },
    Column { name: "rank", quantity: Quantity::Rank, get: |r| Value::count(r.rank) },
    Column { name: "rank_low", quantity: Quantity::Rank, get: |r| Value::count(r.rank_low) },
    Column { name: "rank_high", quantity: Quantity::Rank, get: |r| Value::count(r.rank_high) },
    Column { name: "previous_rank", quantity: Quantity::Rank, get: |r| Value::count(r.previous_rank) },
    Column { name: "verdict", quantity: Quantity::Text, get: |r| Value::Text(r.verdict.word().to_owned()) },
];

/// The column of this name.
#[must_use]
pub fn column(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|c| c.name == name)
}

#[cfg(test)]
impl LeagueRow {
    /// A row without any figure, for tests.
    pub fn empty(period: Quarter) -> Self {
        Self {
            period,
            agency_id: String::new(),
            agency: String::new(),
            skpd_id: String::new(),
            skpd: String::new(),
            group: String::new(),
            received: 0,
            eligible: 0,
            excluded_duplicate: 0,
            excluded_jurisdiction: 0,
            excluded_archived: 0,
            excluded_waiting: 0,
            excluded_blocked: 0,
            responded: 0,
            response_rate: None,
            due: None,
            responded_in_time: None,
            unanswered_overdue: None,
            on_time_rate: None,
            on_time_low: None,
            on_time_high: None,
            no_deadline: None,
            not_yet_due: None,
            mean_response_hours: None,
            median_response_hours: None,
            p90_response_hours: None,
            km_median_response_hours: None,
            restricted_mean_response_hours: None,
            mean_response_workdays: None,
            closed: 0,
            open: 0,
            resolution_rate: None,
            closed_by_reporter: 0,
            closed_by_system: 0,
            closed_by_admin: 0,
            mean_resolution_days: None,
            mean_resolution_workdays: None,
            resolution_due: None,
            resolved_in_time: None,
            resolution_on_time_rate: None,
            backlog_opening: None,
            backlog_received: 0,
            backlog_closed: 0,
            backlog_reopened: 0,
            backlog_closing: None,
            backlog_over_limit: None,
            oldest_open_days: None,
            hops: 0,
            returned_late: 0,
            received_ytd: 0,
            volume_target: None,
            volume_attainment: None,
            response_target: None,
            response_attainment: None,
            score: None,
            rank: None,
            rank_low: None,
            rank_high: None,
            alike: Vec::new(),
            previous_rank: None,
            verdict: Verdict::NotAssigned,
        }
    }
}
