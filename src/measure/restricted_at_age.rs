//! Restricted complaints of earlier quarters as they stood at the age that the report's quarter has: what their own
//! quarter's evidence cannot tell, as it holds their times back.

use std::collections::BTreeMap;

use super::engine::{Engine, Query, View};
use super::figures::quarter;
use super::rows::Row;
use crate::problem::Problem;
use crate::terms::Quarter;

/// Its name and text.
pub(super) const EVIDENCE_AT_AGE: Query = ("evidence_at_age", include_str!("../../queries/evidence_at_age.sql"));

/// A restricted complaint of an earlier quarter: what it is at as-of, and what of it had happened by the cut.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // each field is the column of its name, described in queries/README.md
pub struct RestrictedAtAge {
    pub agency: usize,
    /// As the report's quarter shows it; `None` = as the government sees it.
    pub unit: Option<usize>,
    pub quarter: i32,
    pub exclusion: i8,
    pub closed_by: i8,
    pub tells_response: bool,
    pub response_evidence: i64,
    pub response_due: i64,
    pub response_in_time: bool,
    pub response_seconds: Option<i64>,
    pub response_workdays: Option<i64>,
    pub resolution_evidence: i64,
    pub resolution_due: i64,
    pub resolution_in_time: bool,
    pub resolution_seconds: Option<i64>,
    pub resolution_workdays: Option<i64>,
    /// Minutes from the start of its clock to the response, the cut or the horizon.
    pub followed_minutes: i64,
    /// Whether it had come in and to whom it is charged.
    pub is_there: bool,
    pub is_responded: bool,
    pub is_responded_surely: bool,
    pub is_responded_possibly: bool,
    pub is_response_due: bool,
    pub is_closed: bool,
    pub is_resolution_due: bool,
}

impl RestrictedAtAge {
    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let code = |name: &str| Ok::<i8, Problem>(i8::try_from(row.int(name)?).unwrap_or(-1));
        let is = |name: &str| Ok::<bool, Problem>(row.int(name)? == 1);
        Ok(Self {
            agency: row.place("agency")?.unwrap_or_default(),
            unit: row.place("unit")?,
            quarter: quarter(row, "quarter")?.unwrap_or_default(),
            exclusion: code("exclusion")?,
            closed_by: code("closed_by")?,
            tells_response: is("tells_response")?,
            response_evidence: row.int("response_evidence")?,
            response_due: row.int("response_due")?,
            response_in_time: is("response_in_time")?,
            response_seconds: row.maybe("response_seconds")?,
            response_workdays: row.maybe("response_workdays")?,
            resolution_evidence: row.int("resolution_evidence")?,
            resolution_due: row.int("resolution_due")?,
            resolution_in_time: is("resolution_in_time")?,
            resolution_seconds: row.maybe("resolution_seconds")?,
            resolution_workdays: row.maybe("resolution_workdays")?,
            followed_minutes: row.int("followed_minutes")?,
            is_there: is("is_there")?,
            is_responded: is("is_responded")?,
            is_responded_surely: is("is_responded_surely")?,
            is_responded_possibly: is("is_responded_possibly")?,
            is_response_due: is("is_response_due")?,
            is_closed: is("is_closed")?,
            is_resolution_due: is("is_resolution_due")?,
        })
    }
}

impl Engine {
    /// The restricted complaints of the quarters that stand in the line of a report quarter before it: as their units see
    /// them, then as their governments do; followed up to a horizon in minutes.
    ///
    /// # Errors
    /// The query fails.
    pub fn restricted_at_age(&self, report: Quarter, horizon: u32) -> Result<Vec<RestrictedAtAge>, Problem> {
        let mut all = Vec::new();
        for view in [View::Units, View::Governments] {
            let params = BTreeMap::from([
                ("as_of", self.as_of()),
                ("by_unit", i64::from(view != View::Governments)),
                ("report", i64::from(report.index())),
                ("horizon", i64::from(horizon)),
            ]);
            let batches = self.run(EVIDENCE_AT_AGE, view, &params)?;
            for row in Row::all(EVIDENCE_AT_AGE.0, &batches) {
                all.push(RestrictedAtAge::read(&row)?);
            }
        }
        Ok(all)
    }
}
