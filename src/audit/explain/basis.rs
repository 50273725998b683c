//! On what each column of the league table rests: which rows of evidence are counted, and of which.

use super::evidence::{Case, Spell};

/// What a reader must be told of a complaint to see why it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// That it came in, and whether it is eligible.
    Receipt,
    /// Whether it was answered.
    Response,
    /// Whether it was answered by its limit.
    ResponseLimit,
    /// How long it took to be answered.
    ResponseTime,
    /// How long it stayed without an answer.
    Followed,
    /// Whether and by whom it was closed.
    Closing,
    /// Whether it was resolved by its limit.
    ResolutionLimit,
    /// How long it took to be resolved.
    ResolutionTime,
    /// How often it was handed on.
    Hops,
}

/// On what a figure rests.
#[derive(Clone, Copy)]
pub enum Basis {
    /// Complaints that are counted, of complaints of which it is asked.
    Complaints {
        /// The numerator.
        counted: fn(&Case) -> bool,
        /// The denominator.
        of: fn(&Case) -> bool,
        /// What is told of each.
        told: Told,
    },
    /// Spells in the open stock.
    Spells(fn(&Spell) -> bool),
    /// Hand-overs after the limit, of all.
    HandOvers,
    /// Complaints of this and earlier quarters.
    YearToDate,
    /// One figure over another.
    Quotient(&'static str, &'static str),
    /// A target of the configuration.
    Target(&'static str),
    /// The weighted attainments.
    Score,
    /// The scores of the group.
    Rank,
    /// The row of the quarter before.
    PreviousRank,
    /// The grounds of the verdict.
    Verdict,
    /// The eligible complaints alone.
    Group,
    /// A name, as it stands.
    Name,
    /// The ranks that chance allows, from the complaints of all that are compared.
    RankSet,
}

fn all(_: &Case) -> bool {
    true
}

fn has_response_seconds(c: &Case) -> bool {
    c.is_eligible() && c.response.seconds.is_some()
}

fn has_response_workdays(c: &Case) -> bool {
    c.is_eligible() && c.response.workdays.is_some()
}

fn has_resolution_seconds(c: &Case) -> bool {
    c.is_eligible() && c.resolution.seconds.is_some()
}

fn has_resolution_workdays(c: &Case) -> bool {
    c.is_eligible() && c.resolution.workdays.is_some()
}

fn is_closed_by_us(c: &Case) -> bool {
    c.is_closed() && matches!(c.closed_by.as_str(), "unit" | "admin")
}

impl Basis {
    /// That of a column; `None` for a word that is no column.
    #[must_use]
    pub fn of(measure: &str) -> Option<Self> {
        let complaints =
            |counted: fn(&Case) -> bool, of: fn(&Case) -> bool, told| Self::Complaints { counted, of, told };
        let eligible: fn(&Case) -> bool = Case::is_eligible;
        let due: fn(&Case) -> bool = |c| c.response.is_due();
        let resolution_due: fn(&Case) -> bool = |c| c.resolution.is_due();
        Some(match measure {
            "period" | "agency_id" | "agency" | "skpd_id" | "skpd" => Self::Name,
            "group" => Self::Group,
            "received" => complaints(all, all, Told::Receipt),
            "eligible" => complaints(eligible, all, Told::Receipt),
            "excluded_duplicate" => complaints(|c| c.exclusion == "duplicate", all, Told::Receipt),
            "excluded_jurisdiction" => complaints(|c| c.exclusion == "jurisdiction", all, Told::Receipt),
            "excluded_archived" => complaints(|c| c.exclusion == "archived", all, Told::Receipt),
            "excluded_waiting" => complaints(|c| c.exclusion == "waiting", all, Told::Receipt),
            "excluded_blocked" => complaints(|c| c.exclusion == "blocked", all, Told::Receipt),
            "responded" | "response_rate" => complaints(Case::is_responded, eligible, Told::Response),
            "due" => complaints(due, eligible, Told::ResponseLimit),
            "responded_in_time" | "on_time_rate" | "on_time_low" | "on_time_high" => {
                complaints(|c| c.response.outcome == "in_time", due, Told::ResponseLimit)
            }
            "unanswered_overdue" => complaints(|c| c.response.outcome == "unanswered", due, Told::ResponseLimit),
            "no_deadline" => complaints(|c| c.response.outcome == "no_deadline", eligible, Told::ResponseLimit),
            "not_yet_due" => complaints(|c| c.response.outcome == "not_yet_due", eligible, Told::ResponseLimit),
            "mean_response_hours" | "median_response_hours" | "p90_response_hours" => {
                complaints(has_response_seconds, Case::is_responded, Told::ResponseTime)
            }
            "km_median_response_hours" | "restricted_mean_response_hours" => {
                complaints(|c| c.is_eligible() && c.response.is_timed(), eligible, Told::Followed)
            }
            "mean_response_workdays" => complaints(has_response_workdays, Case::is_responded, Told::ResponseTime),
            "closed" | "resolution_rate" => complaints(Case::is_closed, eligible, Told::Closing),
            "open" => complaints(|c| c.is_eligible() && !c.is_closed(), eligible, Told::Closing),
            "closed_by_reporter" => {
                complaints(|c| c.is_closed() && c.closed_by == "reporter", Case::is_closed, Told::Closing)
            }
            "closed_by_system" => {
                complaints(|c| c.is_closed() && c.closed_by == "system", Case::is_closed, Told::Closing)
            }
            "closed_by_admin" => complaints(is_closed_by_us, Case::is_closed, Told::Closing),
            "mean_resolution_days" => complaints(has_resolution_seconds, Case::is_closed, Told::ResolutionTime),
            "mean_resolution_workdays" => complaints(has_resolution_workdays, Case::is_closed, Told::ResolutionTime),
            "resolution_due" => complaints(resolution_due, eligible, Told::ResolutionLimit),
            "resolved_in_time" | "resolution_on_time_rate" => {
                complaints(|c| c.resolution.outcome == "in_time", resolution_due, Told::ResolutionLimit)
            }
            "backlog_opening" => Self::Spells(|s| s.began == "before"),
            "backlog_received" => Self::Spells(|s| s.began == "received"),
            "backlog_closed" => Self::Spells(|s| s.ended == "in_quarter"),
            "backlog_reopened" => Self::Spells(|s| s.began == "reopened"),
            "backlog_closing" => Self::Spells(Spell::is_in_closing_stock),
            "backlog_over_limit" => Self::Spells(|s| s.is_in_closing_stock() && s.over_limit),
            "oldest_open_days" => Self::Spells(|s| s.ended == "open"),
            "hops" => complaints(|c| c.is_eligible() && c.hops > 0, eligible, Told::Hops),
            "returned_late" => Self::HandOvers,
            "received_ytd" => Self::YearToDate,
            "volume_target" => Self::Target("received"),
            "volume_attainment" => Self::Quotient("received_ytd", "volume_target"),
            "response_target" => Self::Target("response_rate"),
            "response_attainment" => Self::Quotient("response_rate", "response_target"),
            "score" => Self::Score,
            "rank" => Self::Rank,
            "rank_low" | "rank_high" => Self::RankSet,
            "previous_rank" => Self::PreviousRank,
            "verdict" => Self::Verdict,
            _ => return None,
        })
    }
}

/// The query or the source file that computes a column.
#[must_use]
pub fn computed_by(measure: &str) -> &'static str {
    match measure {
        "median_response_hours" | "p90_response_hours" => "queries/response_quantiles.sql",
        "km_median_response_hours" | "restricted_mean_response_hours" => "queries/survival.sql",
        "returned_late" => "queries/handovers.sql",
        "oldest_open_days" => "queries/stock.sql",
        _ if measure.starts_with("backlog_") => "queries/stock.sql",
        "volume_target" | "response_target" => "rapor.toml, [[target]]",
        "group" | "score" | "rank" | "previous_rank" | "verdict" => "src/judge/league.rs",
        "rank_low" | "rank_high" => "queries/cells.sql",
        "period" | "agency_id" | "agency" | "skpd_id" | "skpd" => "publik/riwayat.csv",
        _ => "queries/league.sql",
    }
}

#[cfg(test)]
mod tests {
    use super::Basis;
    use crate::judge::COLUMNS;

    #[test]
    fn every_column_has_a_basis() {
        for column in COLUMNS {
            assert!(Basis::of(column.name).is_some(), "{}", column.name);
        }
        assert!(Basis::of("on_time").is_none());
    }
}
