//! What each measure must know of a complaint's steps, and whether the data carry it.
//!
//! The evidence of a step is told complaint by complaint (`queries/README.md`, "Times and evidence"). A measure is stated
//! where the share of complaints that have the evidence it needs reaches the gate `evidence-share`; else it is left empty,
//! and where that is so for the whole quarter the table is refused by name.

use super::report::Note;
use super::stock::Stock;
use crate::config::Config;
use crate::measure::Figures;
use crate::reference::Step;

/// What must be known of a step for a figure to be stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing beyond the complaint itself.
    Nothing,
    /// That the step was taken: a status will do.
    Taken(Step),
    /// When: to the second, to the day, or between two exports, which gives two readings.
    Bounded(Step),
    /// The same, on a date that the calendar of working days covers.
    Workdays(Step),
    /// When, to the second.
    Exact(Step),
    /// In which quarter it was closed.
    QuarterOfClosing,
    /// What its parts need; a rank besides that no interval leaves them open to two readings.
    Parts,
}

impl Need {
    /// The step; `None` where it needs no single one.
    fn step(self) -> Option<Step> {
        match self {
            Self::Taken(step) | Self::Bounded(step) | Self::Workdays(step) | Self::Exact(step) => Some(step),
            Self::QuarterOfClosing => Some(Step::Resolution),
            Self::Nothing | Self::Parts => None,
        }
    }

    /// The least evidence that will do: `none`, `status`, `interval` or `exact`.
    fn evidence(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Taken(_) => "status",
            Self::Bounded(_) | Self::Workdays(_) | Self::QuarterOfClosing | Self::Parts => "interval",
            Self::Exact(_) => "exact",
        }
    }

    /// Complaints that have this evidence, and all of which it is asked; `None` where nothing is asked of the figures.
    fn share(self, f: &Figures) -> Option<(u64, u64)> {
        match self {
            Self::Bounded(Step::Response) => Some(timed_responses(f)),
            Self::Exact(Step::Response) => Some((f.response_seconds_count, f.responded)),
            Self::Workdays(Step::Response) => Some((f.response_workdays_count, f.responded)),
            Self::Bounded(Step::Resolution) | Self::Exact(Step::Resolution) => {
                Some((f.resolution_seconds_count, f.closed))
            }
            Self::Workdays(Step::Resolution) => Some((f.resolution_workdays_count, f.closed)),
            // A source that does not tell of verification is not asked for it.
            Self::Bounded(Step::Verification)
            | Self::Workdays(Step::Verification)
            | Self::Exact(Step::Verification) => None,
            Self::Nothing | Self::Taken(_) | Self::QuarterOfClosing | Self::Parts => None,
        }
    }
}

/// What some measures must know of a step, and whether a quarter as a whole carries them.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceNeed {
    /// `response` or `resolution`.
    pub step: &'static str,
    /// The least that will do: `status`, `interval` or `exact`.
    pub evidence: &'static str,
    /// Whether the calendar must cover its date besides.
    pub workdays: bool,
    /// Columns of the league table that need it.
    pub measures: Vec<&'static str>,
    /// Complaints that have it, and all of which it is asked; `None` where it is always there.
    pub had: Option<(u64, u64)>,
    /// Whether that is enough.
    pub given: bool,
}

const RESPONDED: Need = Need::Taken(Step::Response);
const RESPONSE_TIME: Need = Need::Bounded(Step::Response);
const RESPONSE_HOURS: Need = Need::Exact(Step::Response);
const CLOSED: Need = Need::Taken(Step::Resolution);
const CLOSING_TIME: Need = Need::Bounded(Step::Resolution);

/// The need of every column of the league table that has one.
const NEEDS: &[(&str, Need)] = &[
    ("responded", RESPONDED),
    ("response_rate", RESPONDED),
    ("response_attainment", RESPONDED),
    ("responded_in_time", RESPONSE_TIME),
    ("unanswered_overdue", RESPONSE_TIME),
    ("on_time_rate", RESPONSE_TIME),
    ("on_time_low", RESPONSE_TIME),
    ("on_time_high", RESPONSE_TIME),
    ("mean_response_hours", RESPONSE_HOURS),
    ("median_response_hours", RESPONSE_HOURS),
    ("p90_response_hours", RESPONSE_HOURS),
    ("km_median_response_hours", RESPONSE_HOURS),
    ("restricted_mean_response_hours", RESPONSE_HOURS),
    ("mean_response_workdays", Need::Workdays(Step::Response)),
    ("closed", CLOSED),
    ("open", CLOSED),
    ("resolution_rate", CLOSED),
    ("closed_by_reporter", CLOSED),
    ("closed_by_system", CLOSED),
    ("closed_by_admin", CLOSED),
    ("oldest_open_days", CLOSED),
    ("backlog_closed", CLOSED),
    ("mean_resolution_days", CLOSING_TIME),
    ("resolved_in_time", CLOSING_TIME),
    ("resolution_on_time_rate", CLOSING_TIME),
    ("mean_resolution_workdays", Need::Workdays(Step::Resolution)),
    ("backlog_opening", Need::QuarterOfClosing),
    ("backlog_closing", Need::QuarterOfClosing),
    ("backlog_over_limit", Need::QuarterOfClosing),
    ("score", Need::Parts),
    ("rank", Need::Parts),
    ("rank_low", Need::Parts),
    ("rank_high", Need::Parts),
    ("previous_rank", Need::Parts),
];

/// What a column of the league table needs.
#[must_use]
pub fn need(measure: &str) -> Need {
    NEEDS.iter().find(|(name, _)| *name == measure).map_or(Need::Nothing, |(_, need)| *need)
}

/// Whether a share reaches the least that the configuration demands of evidence; an empty whole does.
fn enough(config: &Config, (part, whole): (u64, u64)) -> bool {
    let gate = config.gates.evidence_share.fail.unwrap_or(0.0);
    share_of(part, whole).is_none_or(|share| share >= gate)
}

#[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
fn share_of(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Responses of which something is known of the time, and all that count: those given, and closings without a known one
/// in a file that does not tell of responses.
pub fn timed_responses(f: &Figures) -> (u64, u64) {
    (f.response_exact + f.response_dated + f.response_undecided, f.responded + f.response_untold)
}

/// Whether the responses, or the closings, have times that a table of limits can be made of.
pub fn has_times(config: &Config, step: Step, f: &Figures) -> bool {
    Need::Bounded(step).share(f).is_none_or(|share| enough(config, share))
}

/// Whether the responses have times to the second that hours can be told from.
pub fn has_exact_times(config: &Config, f: &Figures) -> bool {
    RESPONSE_HOURS.share(f).is_none_or(|share| enough(config, share))
}

/// Whether any response has a time to the second, where there is one at all: dates tell no hours, whatever the gate.
pub fn hours_are_known(f: &Figures) -> bool {
    f.responded == 0 || f.response_seconds_count > 0
}

/// Whether enough responses (and closings, where they are scored) are in time or late whichever way their interval is read.
/// Bounds may be shown of the others; a rank that depends on how they are read is none.
pub fn is_decided(config: &Config, f: &Figures) -> bool {
    let (timed, all) = timed_responses(f);
    let closings = (f.resolution_seconds_count.saturating_sub(f.resolution_undecided), f.closed);
    let scored = |s: &crate::config::Scored| {
        matches!(need(&s.measure), Need::Bounded(Step::Resolution) | Need::Workdays(Step::Resolution))
    };
    enough(config, (timed - f.response_undecided, all))
        && (enough(config, closings) || !config.score.iter().any(scored))
}

/// What the data of one row of the league table carry.
#[derive(Clone, Copy)]
pub struct Carried<'a> {
    config: &'a Config,
    figures: &'a Figures,
    stock: &'a Stock,
}

impl<'a> Carried<'a> {
    /// Of these figures.
    pub fn new(config: &'a Config, figures: &'a Figures, stock: &'a Stock) -> Self {
        Self { config, figures, stock }
    }

    /// Whether a column may be stated.
    pub fn allows(&self, measure: &str) -> bool {
        match need(measure) {
            Need::QuarterOfClosing => {
                let Stock { closed_ever, closed_unknown, .. } = *self.stock;
                enough(self.config, (closed_ever - closed_unknown, closed_ever))
            }
            need => need.share(self.figures).is_none_or(|share| enough(self.config, share)),
        }
    }
}

/// What is asked and had of a quarter as a whole.
fn had(need: Need, quarter: &[&Figures]) -> Option<(u64, u64)> {
    quarter.iter().filter_map(|f| need.share(f)).reduce(|(p, w), (part, whole)| (p + part, w + whole))
}

/// The share of a quarter's responses, or closings, with a usable time.
fn share_of_times(step: Step, quarter: &[&Figures]) -> Option<f64> {
    had(Need::Bounded(step), quarter).and_then(|(part, whole)| share_of(part, whole))
}

/// The share of responses that are in time or late whichever way their interval is read.
fn share_decided(quarter: &[&Figures]) -> Option<f64> {
    let undecided: u64 = quarter.iter().map(|f| f.response_undecided).sum();
    had(RESPONSE_TIME, quarter).and_then(|(part, whole)| share_of(part - undecided, whole))
}

/// What the gate `evidence-share` is held against: the least of the shares that the tables of a quarter rest on.
pub fn least_share(quarter: &[&Figures]) -> Option<f64> {
    [share_decided(quarter), share_of_times(Step::Resolution, quarter)].into_iter().flatten().reduce(f64::min)
}

/// Whether a quarter as a whole carries a measure.
pub fn carries(config: &Config, measure: &str, quarter: &[&Figures]) -> bool {
    had(need(measure), quarter).is_none_or(|share| enough(config, share))
}

/// Each need with the measures that have it, and whether the quarter as a whole carries them.
pub fn evidence(config: &Config, quarter: &[&Figures]) -> Vec<EvidenceNeed> {
    let mut out: Vec<(Need, EvidenceNeed)> = Vec::new();
    for (measure, need) in NEEDS {
        if let Some((_, known)) = out.iter_mut().find(|(known, _)| known == need) {
            known.measures.push(measure);
            continue;
        }
        // The stock has its own count, row by row.
        let Some(step) = need.step().filter(|_| *need != Need::QuarterOfClosing) else { continue };
        let share = had(*need, quarter);
        let row = EvidenceNeed {
            step: step.word(),
            evidence: need.evidence(),
            workdays: matches!(need, Need::Workdays(_)),
            measures: vec![measure],
            had: share,
            given: share.is_none_or(|share| enough(config, share)),
        };
        out.push((*need, row));
    }
    out.into_iter().map(|(_, row)| row).collect()
}

/// The tables of a whole quarter that its evidence cannot carry, each with the reason; where none is refused, that it is
/// thin.
pub fn refusals(config: &Config, quarter: &[&Figures]) -> Vec<Note> {
    let gate = config.gates.evidence_share;
    let mut notes = Vec::new();
    if let Some(least) = gate.fail {
        match (share_of_times(Step::Response, quarter), share_decided(quarter)) {
            (Some(share), _) if share < least => notes.push(Note::ResponseTimesRefused { share, gate: least }),
            (_, Some(share)) if share < least => notes.push(Note::RanksUndecided { share, gate: least }),
            _ => {}
        }
        let closings = share_of_times(Step::Resolution, quarter).filter(|share| *share < least);
        notes.extend(closings.map(|share| Note::ResolutionTimesRefused { share, gate: least }));
    }
    let thin = least_share(quarter).zip(gate.warn).filter(|(share, warn)| share < warn && notes.is_empty());
    notes.extend(thin.map(|(share, gate)| Note::ThinEvidence { share, gate }));
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Gate, Gates};
    use crate::judge::COLUMNS;

    fn config(evidence_share: Gate) -> Config {
        let text = "[unit]\nname = \"Kota Uji\"\nlevel = \"kota\"\nzone = \"WIB\"\n\
                    [[source]]\nfiles = \"a.csv\"\nprofile = \"cases\"\n";
        let config = Config::parse(text, "rapor.toml", std::path::Path::new(".")).expect("a configuration");
        Config { gates: Gates { evidence_share, ..config.gates }, ..config }
    }

    const EIGHTY: Gate = Gate { warn: None, fail: Some(0.8) };

    #[test]
    fn every_need_is_of_a_column_and_every_figure_of_a_step_has_one() {
        for (name, _) in NEEDS {
            assert!(COLUMNS.iter().any(|c| c.name == *name), "{name} is no column");
        }
        for column in COLUMNS.iter().map(|c| c.name) {
            let of_step = ["respon", "resol", "closed", "rank", "score"].iter().any(|w| column.contains(w));
            let counted = ["response_target", "resolution_due"].contains(&column);
            assert!(!of_step || counted || need(column) != Need::Nothing, "{column} declares no need");
        }
    }

    #[test]
    fn a_status_carries_rates_and_no_times() {
        let figures = Figures { responded: 10, closed: 10, ..Figures::default() };
        let stock = Stock::default();
        let (config, by_status) = (config(EIGHTY), figures);
        let carried = Carried::new(&config, &by_status, &stock);
        for measure in ["received", "response_rate", "resolution_rate", "closed_by_system", "oldest_open_days"] {
            assert!(carried.allows(measure), "{measure}");
        }
        for measure in ["on_time_rate", "mean_response_hours", "mean_response_workdays", "resolution_on_time_rate"] {
            assert!(!carried.allows(measure), "{measure}");
        }
    }

    #[test]
    fn dates_carry_everything_but_hours_and_the_gate_counts_itself_in() {
        // Eight of ten responses have a date: exactly the share that is asked.
        let figures = Figures { responded: 10, response_dated: 8, response_workdays_count: 8, ..Figures::default() };
        let (config, stock) = (config(EIGHTY), Stock::default());
        let carried = Carried::new(&config, &figures, &stock);
        assert!(carried.allows("on_time_rate") && carried.allows("mean_response_workdays"));
        assert!(!carried.allows("median_response_hours"));
        let fewer = Figures { response_dated: 7, ..figures };
        assert!(!Carried::new(&config, &fewer, &stock).allows("on_time_rate"));
    }

    #[test]
    fn what_an_interval_leaves_open_is_stated_and_not_ranked() {
        let figures = Figures { responded: 10, response_dated: 5, response_undecided: 5, ..Figures::default() };
        let (config, stock) = (config(EIGHTY), Stock::default());
        assert!(Carried::new(&config, &figures, &stock).allows("on_time_rate"));
        assert!(!is_decided(&config, &figures));
        assert_eq!(refusals(&config, &[&figures]), [Note::RanksUndecided { share: 0.5, gate: 0.8 }]);
    }

    #[test]
    fn a_refusal_names_the_step_and_a_warning_stays_one() {
        let none = Figures { responded: 10, closed: 4, ..Figures::default() };
        assert_eq!(
            refusals(&config(EIGHTY), &[&none]),
            [
                Note::ResponseTimesRefused { share: 0.0, gate: 0.8 },
                Note::ResolutionTimesRefused { share: 0.0, gate: 0.8 }
            ]
        );
        assert_eq!(least_share(&[&none]), Some(0.0));
        let most = Figures { responded: 20, response_exact: 17, ..Figures::default() };
        let gate = Gate { warn: Some(0.9), fail: Some(0.8) };
        assert_eq!(refusals(&config(gate), &[&most]), [Note::ThinEvidence { share: 0.85, gate: 0.9 }]);
        assert!(
            refusals(&config(EIGHTY), &[&Figures::default()]).is_empty(),
            "where nobody answered nothing is missing"
        );
    }
}
