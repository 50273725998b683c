//! A complaint of an earlier quarter as it stood at a cut: what of its times had come by then. Of a complaint whose times are
//! held back `bukti-umur-sama.csv` tells it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::book::Key;
use super::evidence::{Case, Step};
use super::folder::Row;
use super::times::{Clock, Written};
use crate::problem::Problem;
use crate::terms::Quarter;

/// What of a complaint had happened by a cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::struct_excessive_bools)] // each is a column of the evidence
pub struct ByThen {
    /// It had come in, and to whom it is charged.
    pub there: bool,
    /// It was answered; of a status alone taken for given, of an interval by its end.
    pub answered: bool,
    /// Answered whichever way its time is read.
    pub surely: bool,
    /// Answered by some reading of its time.
    pub possibly: bool,
    /// Its response limit had passed.
    pub response_due: bool,
    /// It was closed.
    pub closed: bool,
    /// Its resolution limit had passed.
    pub resolution_due: bool,
    /// Minutes for which it had been followed without a response, up to the horizon.
    pub followed: Option<u64>,
}

impl ByThen {
    /// All that its evidence tells: what had happened by as-of.
    #[must_use]
    pub fn at_as_of(case: &Case, horizon: u32) -> Self {
        let answered = case.response.evidence != "none";
        Self {
            there: true,
            answered,
            surely: answered,
            possibly: answered,
            response_due: case.is_eligible() && case.response.is_due(),
            closed: !case.closed_by.is_empty(),
            resolution_due: case.is_eligible() && case.resolution.is_due(),
            followed: case.followed_minutes.map(|minutes| minutes.min(u64::from(horizon))),
        }
    }

    /// By the times of a complaint; `None` where they are held back or cannot be read.
    #[must_use]
    pub fn at(case: &Case, cut: NaiveDateTime, horizon: u32) -> Option<Self> {
        let by_then = Self::by_times(case, cut)?;
        let seen = Seen::new(case, by_then);
        let followed = seen.and_then(|seen| Clock::followed_until(cut, &seen.case));
        Some(Self { followed: followed.map(|minutes| minutes.min(u64::from(horizon))), ..by_then })
    }

    fn by_times(case: &Case, cut: NaiveDateTime) -> Option<Self> {
        if case.is_masked() {
            return None;
        }
        let [received, clock, answered, closed] =
            [&case.received_at, &case.clock_at, &case.response.at, &case.closed_at].map(|cell| Written::parse(cell));
        let (received, clock, answered, closed) = (received?, clock?, answered?, closed?);
        if received.earliest()? > cut || clock.earliest()? > cut {
            return Some(Self::default());
        }
        let first = |at: Written| at.earliest().is_some_and(|at| at <= cut);
        let last = |at: Written| at.latest().is_some_and(|at| at <= cut);
        let left = closed == Written::Nothing || first(closed);
        let due = |step: &Step| {
            Some(case.is_eligible() && step.is_due() && Clock::passed(Written::parse(&step.deadline)?, cut))
        };
        Some(Self {
            there: true,
            answered: match case.response.evidence.as_str() {
                "exact" => first(answered),
                "interval" => last(answered),
                // A status of which nobody knows when it was reached; what was closed later was not closed yet.
                "status" => left,
                _ => false,
            },
            surely: matches!(case.response.evidence.as_str(), "exact" | "interval") && last(answered),
            possibly: match case.response.evidence.as_str() {
                "status" => true,
                "none" => false,
                _ => first(answered),
            },
            response_due: due(&case.response)?,
            closed: !case.closed_by.is_empty()
                && match case.resolution.evidence.as_str() {
                    _ if closed == Written::Nothing => true,
                    "interval" => last(closed),
                    _ => first(closed),
                },
            resolution_due: due(&case.resolution)?,
            followed: None,
        })
    }

    /// Whether it can be so of this complaint: nothing had happened by a cut that had not by as-of.
    fn fits(self, case: &Case) -> bool {
        let all = Self::at_as_of(case, u32::MAX);
        self == Self::default()
            || self.there
                && (!self.answered || all.answered)
                && (!self.surely || self.answered)
                && (!self.possibly || all.answered)
                && (!self.response_due || all.response_due)
                && (!self.closed || all.closed)
                && (!self.resolution_due || all.resolution_due)
    }
}

/// A complaint as it stood at a cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What its evidence said at the cut.
    pub case: Case,
    /// What had happened.
    pub by_then: ByThen,
}

impl Seen {
    /// A complaint, with what had happened by then; `None` where it was not there.
    #[must_use]
    pub fn new(case: &Case, by_then: ByThen) -> Option<Self> {
        if !by_then.there {
            return None;
        }
        let mut case = Case { followed_minutes: by_then.followed, ..case.clone() };
        let steps = [
            (&mut case.response, by_then.response_due, by_then.answered, "unanswered"),
            (&mut case.resolution, by_then.resolution_due, by_then.closed, "open"),
        ];
        for (step, due, taken, not_taken) in steps {
            if !taken {
                *step = Step {
                    evidence: "none".to_owned(),
                    at: String::new(),
                    seconds: None,
                    workdays: None,
                    undecided: false,
                    ..step.clone()
                };
            }
            // Whether it kept its limit is what it is; before its limit passed it is not asked.
            step.outcome = match step.outcome.as_str() {
                word @ ("excluded" | "no_deadline") => word.to_owned(),
                _ if !due => "not_yet_due".to_owned(),
                _ if !taken => not_taken.to_owned(),
                word => word.to_owned(),
            };
        }
        if !by_then.closed {
            case.closed_by = String::new();
            case.closed_at = String::new();
        }
        Some(Self { case, by_then })
    }
}

/// What it says of a step: evidence, outcome, seconds, working days, whether its interval leaves it undecided.
type SaidOfStep = (String, String, Option<u64>, Option<u64>, bool);

/// What a masked line of the evidence says of its complaint: by this it is found in `bukti-umur-sama.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    closed_by: String,
    exclusion: String,
    tells_response: bool,
    steps: [SaidOfStep; 2],
}

impl Said {
    fn of(case: &Case) -> Self {
        let step = |s: &Step| (s.evidence.clone(), s.outcome.clone(), s.seconds, s.workdays, s.undecided);
        Self {
            closed_by: case.closed_by.clone(),
            exclusion: case.exclusion.clone(),
            tells_response: case.tells_response,
            steps: [step(&case.response), step(&case.resolution)],
        }
    }
}

/// The complaints whose times are held back, of one unit (or as one government sees them) and one quarter.
#[derive(Debug, Clone, Default)]
pub struct HeldBack(BTreeMap<Said, Vec<(ByThen, String)>>);

impl HeldBack {
    /// Adds a row of `bukti-umur-sama.csv`; whose it is, and of which quarter.
    ///
    /// # Errors
    /// The row is not one that the program writes.
    pub fn read(row: &Row<'_>) -> Result<(Quarter, Key, Case, ByThen), Problem> {
        let step = |name: &str| {
            let column = |part: &str| format!("{name}_{part}");
            Ok::<Step, Problem>(Step {
                evidence: row.text(&column("evidence"))?,
                outcome: row.text(&column("outcome"))?,
                seconds: row.count(&column("seconds"))?,
                workdays: row.count(&column("workdays"))?,
                undecided: row.yes(&column("undecided"))?,
                ..Step::default()
            })
        };
        let case = Case {
            place: row.place(),
            closed_by: row.text("closed_by")?,
            exclusion: row.text("exclusion")?,
            tells_response: row.yes("tells_response")?,
            response: step("response")?,
            resolution: step("resolution")?,
            ..Case::default()
        };
        let by_then = ByThen {
            there: row.yes("there")?,
            answered: row.yes("answered")?,
            surely: row.yes("answered_surely")?,
            possibly: row.yes("answered_possibly")?,
            response_due: row.yes("response_due")?,
            closed: row.yes("closed")?,
            resolution_due: row.yes("resolution_due")?,
            followed: row.count("followed_minutes")?,
        };
        Ok((row.parsed("quarter")?, (row.text("agency_id")?, row.text("skpd_id")?), case, by_then))
    }

    /// Adds what is told of a complaint.
    pub fn add(&mut self, case: &Case, by_then: ByThen) {
        self.0.entry(Said::of(case)).or_default().push((by_then, case.place.clone()));
    }

    /// Takes out what is told of a masked complaint: of several that say the same it is all one which.
    pub fn take(&mut self, masked: &Case) -> Option<ByThen> {
        let found = self.0.get_mut(&Said::of(masked))?;
        let at = found.iter().position(|(by_then, _)| by_then.fits(masked))?;
        Some(found.remove(at).0)
    }

    /// Where what nobody took stands.
    pub fn left(&self) -> impl Iterator<Item = &str> {
        self.0.values().flatten().map(|(_, place)| place.as_str())
    }
}
