//! The figures of the published quarters by other readings of the same rows: the same query on other tables.

use super::engine::{Engine, session};
use super::figures::Figures;
use crate::normalise::Tables;
use crate::problem::Problem;
use crate::terms::OtherReading;

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

impl Engine {
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
