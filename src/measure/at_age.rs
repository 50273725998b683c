//! What the quarters of a line were at the age that the report's quarter has.

use std::collections::BTreeMap;

use super::cells::Moments;
use super::engine::{Engine, Query, View};
use super::figures::{Figures, quarter};
use super::rows::{Columns, Row};
use super::survival::{self, Until};
use crate::problem::Problem;
use crate::terms::Quarter;

/// Its name and text.
pub(super) const AT_AGE: Query = ("at_age", include_str!("../../queries/at_age.sql"));

/// The query that follows their complaints.
pub(super) const SURVIVAL_AT_AGE: Query = ("survival_at_age", include_str!("../../queries/survival_at_age.sql"));

/// The integers of a unit (or, with `unit` empty, a government) and quarter as they stood at its cut, held at today's
/// holder and today's exclusion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AtAge {
    /// The report's quarter, whose age it is; its unit is the one under which that quarter shows it.
    pub report: i32,
    /// The last second that counts.
    pub cut_at: i64,
    /// As in the league, but for the quantiles, the ways of handling and the time until the resolution, which are not there;
    /// the time until the response is where [`Engine::follow_lines`] gave it.
    pub figures: Figures,
    /// Times to the response, in whole tenths of an hour.
    pub response_tenths: Moments,
    /// Working days to the response.
    pub response_workdays: Moments,
    /// Times to the resolution, in whole tenths of an hour.
    pub resolution_tenths: Moments,
    /// Working days to the resolution.
    pub resolution_workdays: Moments,
    /// Of those responded, the ones answered by the cut whichever way their time is read.
    pub responded_surely: u64,
    /// Those that some reading of their time has answered by the cut.
    pub responded_possibly: u64,
    /// Those overdue and unanswered that their reporter had not closed.
    pub unanswered_named: u64,
}

impl AtAge {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            report: quarter(row, "report_quarter")?.unwrap_or_default(),
            cut_at: row.int("cut_at")?,
            figures: Figures::read(row)?,
            response_tenths: Moments::read(row, "response_tenths")?,
            response_workdays: Moments::read(row, "response_workdays")?,
            resolution_tenths: Moments::read(row, "resolution_tenths")?,
            resolution_workdays: Moments::read(row, "resolution_workdays")?,
            responded_surely: row.count("responded_surely")?,
            responded_possibly: row.count("responded_possibly")?,
            unanswered_named: row.count("unanswered_named")?,
        })
    }
}

/// The lines of one or more report quarters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// One a unit and quarter.
    pub units: Vec<AtAge>,
    /// One a government and quarter.
    pub governments: Vec<AtAge>,
}

impl Lines {
    /// Those of one report quarter, given by its running number.
    #[must_use]
    pub fn of(&self, report: i32) -> Self {
        let of = |rows: &[AtAge]| rows.iter().filter(|r| r.report == report).cloned().collect();
        Self { units: of(&self.units), governments: of(&self.governments) }
    }
}

impl Engine {
    /// The lines of equal age of the report quarters from `first` to `last`, in one run for all of them.
    ///
    /// # Errors
    /// The query fails.
    pub fn at_equal_age(&self, first: Quarter, last: Quarter) -> Result<Lines, Problem> {
        let of = |view: View| {
            let params = BTreeMap::from([
                ("as_of", self.as_of()),
                ("by_unit", i64::from(view != View::Governments)),
                ("first_report", i64::from(first.index())),
                ("last_report", i64::from(last.index())),
            ]);
            let batches = self.run(AT_AGE, view, &params)?;
            Row::all(AT_AGE.0, &batches).map(|r| AtAge::read(&r)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Lines { units: of(View::Units)?, governments: of(View::Governments)? })
    }
    /// Gives each row of the lines of one report quarter its complaints, followed until the response, the cut or the horizon
    /// in minutes, whichever comes first.
    ///
    /// # Errors
    /// The query fails.
    pub fn follow_lines(&self, lines: &mut Lines, report: Quarter, horizon: u32) -> Result<(), Problem> {
        let follow = |view: View, rows: &mut [AtAge]| {
            let params = BTreeMap::from([
                ("as_of", self.as_of()),
                ("by_unit", i64::from(view != View::Governments)),
                ("report", i64::from(report.index())),
                ("horizon", i64::from(horizon)),
            ]);
            let batches = self.run(SURVIVAL_AT_AGE, view, &params)?;
            let columns = Columns::all(SURVIVAL_AT_AGE.0, &batches, survival::COLUMNS)?;
            let figures = rows.iter_mut().map(|row| &mut row.figures);
            survival::attach(figures, Until::Response, columns.iter().flat_map(Columns::rows));
            Ok::<_, Problem>(())
        };
        follow(View::Units, &mut lines.units)?;
        if self.views_differ() {
            return follow(View::Governments, &mut lines.governments);
        }
        let governments = lines.governments.iter_mut().map(|row| &mut row.figures);
        survival::gather(governments, lines.units.iter().map(|row| &row.figures));
        Ok(())
    }
}
