//! The figures of the published quarters by other readings of the same rows: the same query on other tables.

use std::collections::BTreeMap;
use std::path::Path;

use super::engine::{Engine, Query, View, session};
use super::figures::Figures;
use super::rows::Columns;
use crate::normalise::Tables;
use crate::problem::Problem;
use crate::terms::{OtherReading, Quarter};

pub(super) const EVIDENCE_OTHERWISE: Query =
    ("evidence_otherwise", include_str!("../../queries/evidence_otherwise.sql"));

/// The columns of that query.
const COLUMNS: [&str; 16] = [
    "number",
    "exclusion",
    "response_evidence",
    "response_seconds",
    "response_workdays",
    "response_limit_at",
    "response_limit_work",
    "response_due",
    "response_in_time",
    "resolution_evidence",
    "resolution_day_seconds",
    "resolution_workdays",
    "resolution_limit_at",
    "resolution_limit_work",
    "resolution_due",
    "resolution_in_time",
];

/// What the queries of the league give by another reading, for complaints of the published quarters alone.
#[derive(Debug, Clone)]
pub struct FiguresOtherwise {
    /// The reading.
    pub reading: OtherReading,
    /// One a unit and quarter.
    pub units: Vec<Figures>,
    /// One a government and quarter; `None` where one government alone is in the run.
    pub governments: Option<Vec<Figures>>,
}

/// What another reading makes of a complaint, where that is something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedOtherwise {
    /// The reading.
    pub reading: OtherReading,
    /// Whether it is seen as its government sees it, and not as its unit does.
    pub by_government: bool,
    /// The complaint's number.
    pub number: i64,
    /// Why it does not count; 0 = it does.
    pub exclusion: i8,
    /// The response.
    pub response: StepOtherwise,
    /// The resolution.
    pub resolution: StepOtherwise,
}

/// A step by another reading. Times are seconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // each field is the column of its name, described in queries/README.md
pub struct StepOtherwise {
    pub evidence: i64,
    pub seconds: Option<i64>,
    pub workdays: Option<i64>,
    pub limit_at: Option<i64>,
    pub limit_work: Option<i64>,
    pub due: i64,
    pub in_time: bool,
}

impl StepOtherwise {
    fn of([evidence, seconds, workdays, limit_at, limit_work, due, in_time]: [i64; 7]) -> Self {
        let told = |n: i64| (n >= 0).then_some(n);
        Self {
            evidence,
            seconds: told(seconds),
            workdays: told(workdays),
            limit_at: told(limit_at),
            limit_work: told(limit_work),
            due,
            in_time: in_time == 1,
        }
    }
}

impl Engine {
    /// The complaints of a quarter of which another reading makes something else: by reading, those seen by the governments
    /// behind those seen by the units, by number.
    ///
    /// # Errors
    /// A query fails.
    pub fn listed_otherwise(&self, tables: &Tables, quarter: Quarter) -> Result<Vec<ListedOtherwise>, Problem> {
        let mut found = Vec::new();
        // As they are read; asked for where another reading is.
        let mut as_read: [Option<Vec<[i64; 16]>>; 2] = [None, None];
        for other in &tables.otherwise {
            let views =
                [(View::Units, Some(&other.complaints)), (View::Governments, other.complaints_instansi.as_ref())];
            for ((view, complaints), as_read) in views.into_iter().zip(&mut as_read) {
                let Some(complaints) = complaints else { continue };
                let published = match as_read.take() {
                    Some(rows) => rows,
                    None => self.readings(self.context(view), quarter)?,
                };
                let rows = self.readings_of(tables, complaints, quarter)?;
                // Both hold every complaint of the quarter, in the order of its number.
                let pairs = published.iter().zip(rows).filter(|(was, is)| *was != is);
                found.extend(pairs.map(|(_, row)| {
                    let [number, exclusion, rest @ ..] = row;
                    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = rest;
                    ListedOtherwise {
                        reading: other.reading,
                        by_government: view == View::Governments,
                        number,
                        exclusion: i8::try_from(exclusion).unwrap_or(-1),
                        response: StepOtherwise::of([a, b, c, d, e, f, g]),
                        resolution: StepOtherwise::of([h, i, j, k, l, m, n]),
                    }
                }));
                *as_read = Some(published);
            }
        }
        Ok(found)
    }

    fn readings_of(&self, tables: &Tables, complaints: &Path, quarter: Quarter) -> Result<Vec<[i64; 16]>, Problem> {
        let context = self.runtime.block_on(session(tables, complaints))?;
        self.readings(&context, quarter)
    }

    fn readings(
        &self,
        context: &datafusion::prelude::SessionContext,
        quarter: Quarter,
    ) -> Result<Vec<[i64; 16]>, Problem> {
        let params = BTreeMap::from([("as_of", self.as_of()), ("quarter", i64::from(quarter.index()))]);
        let batches = self.run_on(EVIDENCE_OTHERWISE, context, &params)?;
        let columns = Columns::all(EVIDENCE_OTHERWISE.0, &batches, COLUMNS)?;
        Ok(columns.iter().flat_map(Columns::rows).collect())
    }

    /// Runs the queries of the league on the tables of each other reading.
    pub(super) fn otherwise(&self, tables: &Tables) -> Result<Vec<FiguresOtherwise>, Problem> {
        let figures = |complaints, by_unit| {
            let context = self.runtime.block_on(session(tables, complaints))?;
            Ok::<_, Problem>(self.figures_of(&context, by_unit)?.into_values().collect())
        };
        let by_reading = tables.otherwise.iter().map(|other| {
            Ok(FiguresOtherwise {
                reading: other.reading,
                units: figures(&other.complaints, true)?,
                governments: other.complaints_instansi.as_ref().map(|table| figures(table, false)).transpose()?,
            })
        });
        by_reading.collect()
    }
}
