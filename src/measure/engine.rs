//! The engine that runs the queries: DataFusion on the Parquet folders of the canonical tables.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;
use datafusion::common::{DataFusionError, ParamValues, ScalarValue};
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use tokio::runtime::Runtime;

use super::at_age::{AT_AGE, SURVIVAL_AT_AGE};
use super::cells::Cell;
use super::figures::{
    Ages, Bounce, CategoryCount, Composition, EvidenceShares, Figures, Handover, Held, Hours, Spells,
};
use super::listed::{Listed, ListedHandover, ListedSpell};
use super::months::MONTHLY;
use super::otherwise::{EVIDENCE_OTHERWISE, FiguresOtherwise};
use super::restricted_at_age::EVIDENCE_AT_AGE;
use super::rows::{Columns, Row};
use super::schema;
use super::survival::{self, Until};
use super::traces::{ClosingDay, EntryDay, FileTimes, Traces, UnitTraits};
use crate::normalise::{Canonical, Tables};
use crate::problem::Problem;
use crate::terms::Quarter;

/// A query with its name.
pub(super) type Query = (&'static str, &'static str);

const LEAGUE: Query = ("league", include_str!("../../queries/league.sql"));
const CELLS: Query = ("cells", include_str!("../../queries/cells.sql"));
const QUANTILES: Query = ("response_quantiles", include_str!("../../queries/response_quantiles.sql"));
const STOCK: Query = ("stock", include_str!("../../queries/stock.sql"));
const BACKLOG_AGE: Query = ("backlog_age", include_str!("../../queries/backlog_age.sql"));
const RESPONSE_TIMES: Query = ("response_times", include_str!("../../queries/response_times.sql"));
const BOUNCED: Query = ("bounced", include_str!("../../queries/bounced.sql"));
const HANDOVERS: Query = ("handovers", include_str!("../../queries/handovers.sql"));
const HOLDINGS: Query = ("holdings", include_str!("../../queries/holdings.sql"));
const CATEGORIES: Query = ("categories", include_str!("../../queries/categories.sql"));
const COMPOSITION: Query = ("composition", include_str!("../../queries/composition.sql"));
const EVIDENCE_SHARES: Query = ("evidence_shares", include_str!("../../queries/evidence_shares.sql"));
const ENTRY_DAYS: Query = ("mutu/entry_days", include_str!("../../queries/mutu/entry_days.sql"));
const CLOSING_DAYS: Query = ("mutu/closing_days", include_str!("../../queries/mutu/closing_days.sql"));
const FILE_TIMES: Query = ("mutu/file_times", include_str!("../../queries/mutu/file_times.sql"));
const UNIT_TRAITS: Query = ("mutu/unit_traits", include_str!("../../queries/mutu/unit_traits.sql"));
const SURVIVAL: Query = ("survival", include_str!("../../queries/survival.sql"));
const EVIDENCE: Query = ("evidence", include_str!("../../queries/evidence.sql"));
const EVIDENCE_STOCK: Query = ("evidence_stock", include_str!("../../queries/evidence_stock.sql"));
const EVIDENCE_HANDOVERS: Query = ("evidence_handovers", include_str!("../../queries/evidence_handovers.sql"));

/// Every query with its text, for the manifest.
pub const QUERIES: &[Query] = &[
    AT_AGE,
    BACKLOG_AGE,
    BOUNCED,
    CATEGORIES,
    CELLS,
    COMPOSITION,
    EVIDENCE,
    EVIDENCE_AT_AGE,
    EVIDENCE_HANDOVERS,
    EVIDENCE_OTHERWISE,
    EVIDENCE_SHARES,
    EVIDENCE_STOCK,
    HANDOVERS,
    HOLDINGS,
    LEAGUE,
    MONTHLY,
    CLOSING_DAYS,
    ENTRY_DAYS,
    FILE_TIMES,
    UNIT_TRAITS,
    QUANTILES,
    RESPONSE_TIMES,
    STOCK,
    SURVIVAL,
    SURVIVAL_AT_AGE,
];

/// Whose clock and whose progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// One row a unit; of a time known only to an interval the latest, against the earliest limit.
    Units,
    /// The same by the earliest time, against the latest limit.
    UnitsOptimistic,
    /// One row a government: the clock starts at receipt and anybody's progress counts.
    Governments,
}

/// Everything that is measured at once for a run.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Names, accounts and findings, handed on.
    pub canonical: Canonical,
    /// One a unit and quarter.
    pub units: Vec<Figures>,
    /// The optimistic twin; empty where no time is an interval.
    pub units_optimistic: Vec<Figures>,
    /// One a government and quarter.
    pub governments: Vec<Figures>,
    /// The open stock.
    pub stock: Vec<Spells>,
    /// Open complaints by age.
    pub ages: Vec<Ages>,
    /// Response times by class.
    pub hours: Vec<Hours>,
    /// What was handed on.
    pub handovers: Vec<Handover>,
    /// Complaints that units let go twice or more, one hand-over behind the other.
    pub bounces: Vec<Bounce>,
    /// How long units held complaints; empty where no event log tells.
    pub holdings: Vec<Held>,
    /// Categories.
    pub categories: Vec<CategoryCount>,
    /// Classes, channels and states.
    pub composition: Vec<Composition>,
    /// By what evidence the steps are known.
    pub evidence: Vec<EvidenceShares>,
    /// Traces of habits and slips.
    pub traces: Traces,
    /// The figures of the published quarters by other readings that change something.
    pub otherwise: Vec<FiguresOtherwise>,
}

/// Figures by government, unit and quarter.
pub(super) type ByKey = BTreeMap<(usize, Option<usize>, i32), Figures>;

/// Whose figures a row holds: government, unit and quarter.
fn key(row: &Row<'_>) -> Result<(usize, Option<usize>, i32), Problem> {
    let quarter = super::figures::quarter(row, "quarter")?.unwrap_or_default();
    Ok((row.place("agency")?.unwrap_or_default(), row.place("unit")?, quarter))
}

/// The engine with the tables of a run.
pub struct Engine {
    pub(super) runtime: Runtime,
    units: SessionContext,
    /// The units by the optimistic reading, where any time is an interval.
    units_optimistic: Option<SessionContext>,
    governments: SessionContext,
    /// Whether the governments see other times than their units.
    views_differ: bool,
    as_of: i64,
}

fn fault(what: &str) -> impl Fn(DataFusionError) -> Problem + '_ {
    move |e| Problem::new("the figures cannot be computed").at(what).because(e.strip_backtrace())
}

impl Engine {
    /// Opens the tables.
    ///
    /// # Errors
    /// The engine cannot start or a table cannot be read.
    pub fn open(canonical: &Canonical) -> Result<Self, Problem> {
        let runtime = Runtime::new().map_err(|e| Problem::new("the engine cannot start").because(e))?;
        let tables = &canonical.tables;
        let (units, units_optimistic, governments) = runtime.block_on(async {
            let units = session(tables, &tables.complaints).await?;
            let optimistic = match &tables.complaints_optimistic {
                Some(complaints) => Some(session(tables, complaints).await?),
                None => None,
            };
            let governments = session(tables, &tables.complaints_instansi).await?;
            Ok::<_, Problem>((units, optimistic, governments))
        })?;
        let views_differ = tables.complaints != tables.complaints_instansi;
        Ok(Self { runtime, units, units_optimistic, governments, views_differ, as_of: canonical.as_of })
    }

    /// Runs every query but the lists of complaints.
    ///
    /// # Errors
    /// A query fails.
    pub fn measure(&self, canonical: Canonical) -> Result<Measured, Problem> {
        let no_params = BTreeMap::new();
        let stock = self.run(STOCK, View::Units, &no_params)?;
        let day = BTreeMap::from([("as_of", self.as_of)]);
        let ages = self.run(BACKLOG_AGE, View::Units, &day)?;
        let hours = self.run(RESPONSE_TIMES, View::Units, &no_params)?;
        let handovers = self.run(HANDOVERS, View::Units, &no_params)?;
        let bounces = self.run(BOUNCED, View::Units, &no_params)?;
        let holdings = self.run(HOLDINGS, View::Units, &no_params)?;
        let categories = self.run(CATEGORIES, View::Units, &no_params)?;
        let composition = self.run(COMPOSITION, View::Units, &no_params)?;
        let evidence = self.run(EVIDENCE_SHARES, View::Units, &no_params)?;
        let mut units = self.figures(View::Units)?;
        self.follow(View::Units, &mut units)?;
        let mut units_optimistic = Vec::new();
        if self.units_optimistic.is_some() {
            units_optimistic = self.figures(View::UnitsOptimistic)?;
            self.follow(View::UnitsOptimistic, &mut units_optimistic)?;
        }
        let mut governments = self.figures(View::Governments)?;
        match self.views_differ {
            true => self.follow(View::Governments, &mut governments)?,
            false => survival::gather(&mut governments, &units),
        }
        Ok(Measured {
            units,
            units_optimistic,
            governments,
            stock: Row::all(STOCK.0, &stock).map(|r| Spells::read(&r)).collect::<Result<_, _>>()?,
            ages: Row::all(BACKLOG_AGE.0, &ages).map(|r| Ages::read(&r)).collect::<Result<_, _>>()?,
            hours: Row::all(RESPONSE_TIMES.0, &hours).map(|r| Hours::read(&r)).collect::<Result<_, _>>()?,
            handovers: Row::all(HANDOVERS.0, &handovers).map(|r| Handover::read(&r)).collect::<Result<_, _>>()?,
            bounces: Row::all(BOUNCED.0, &bounces).map(|r| Bounce::read(&r)).collect::<Result<_, _>>()?,
            holdings: Row::all(HOLDINGS.0, &holdings).map(|r| Held::read(&r)).collect::<Result<_, _>>()?,
            categories: Row::all(CATEGORIES.0, &categories)
                .map(|r| CategoryCount::read(&r))
                .collect::<Result<_, _>>()?,
            composition: Row::all(COMPOSITION.0, &composition)
                .map(|r| Composition::read(&r))
                .collect::<Result<_, _>>()?,
            evidence: Row::all(EVIDENCE_SHARES.0, &evidence)
                .map(|r| EvidenceShares::read(&r))
                .collect::<Result<_, _>>()?,
            traces: self.traces()?,
            otherwise: self.otherwise(&canonical.tables)?,
            canonical,
        })
    }

    /// What the search for patterns looks at; the unit's own view, as units are asked about it.
    fn traces(&self) -> Result<Traces, Problem> {
        let no_params = BTreeMap::new();
        let [entries, closings, times, traits] =
            [ENTRY_DAYS, CLOSING_DAYS, FILE_TIMES, UNIT_TRAITS].map(|query| self.run(query, View::Units, &no_params));
        Ok(Traces {
            entry_days: Row::all(ENTRY_DAYS.0, &entries?).map(|r| EntryDay::read(&r)).collect::<Result<_, _>>()?,
            closing_days: Row::all(CLOSING_DAYS.0, &closings?)
                .map(|r| ClosingDay::read(&r))
                .collect::<Result<_, _>>()?,
            file_times: Row::all(FILE_TIMES.0, &times?).map(|r| FileTimes::read(&r)).collect::<Result<_, _>>()?,
            unit_traits: Row::all(UNIT_TRAITS.0, &traits?).map(|r| UnitTraits::read(&r)).collect::<Result<_, _>>()?,
        })
    }

    fn figures(&self, view: View) -> Result<Vec<Figures>, Problem> {
        let by_unit = view != View::Governments;
        let mut figures = self.figures_of(self.context(view), by_unit)?;
        let params = BTreeMap::from([("as_of", self.as_of), ("by_unit", i64::from(by_unit))]);
        let cells = self.run(CELLS, view, &params)?;
        for row in Row::all(CELLS.0, &cells) {
            if let Some(found) = figures.get_mut(&key(&row)?) {
                found.cells.push(Cell::read(&row)?);
            }
        }
        Ok(figures.into_values().collect())
    }

    /// The figures of the complaints of one table, a row a unit or a government, without their cells.
    pub(super) fn figures_of(&self, context: &SessionContext, by_unit: bool) -> Result<ByKey, Problem> {
        let by_unit = ("by_unit", i64::from(by_unit));
        let counts = self.run_on(LEAGUE, context, &BTreeMap::from([("as_of", self.as_of), by_unit]))?;
        let quantiles = self.run_on(QUANTILES, context, &BTreeMap::from([by_unit]))?;
        let mut figures = Row::all(LEAGUE.0, &counts)
            .map(|r| Figures::read(&r).map(|f| (f.key(), f)))
            .collect::<Result<BTreeMap<_, _>, _>>()?;
        for row in Row::all(QUANTILES.0, &quantiles) {
            if let Some(found) = figures.get_mut(&key(&row)?) {
                found.add_quantiles(&row)?;
            }
        }
        Ok(figures)
    }

    /// Gives each of the figures its complaints, followed until response and resolution.
    fn follow(&self, view: View, figures: &mut [Figures]) -> Result<(), Problem> {
        for until in Until::ALL {
            let params = BTreeMap::from([
                ("as_of", self.as_of),
                ("by_unit", i64::from(view != View::Governments)),
                ("resolution", i64::from(until == Until::Resolution)),
            ]);
            let batches = self.run(SURVIVAL, view, &params)?;
            let columns = Columns::all(SURVIVAL.0, &batches, survival::COLUMNS)?;
            survival::attach(&mut *figures, until, columns.iter().flat_map(Columns::rows));
        }
        Ok(())
    }

    /// The complaints received from `first` to `last`; only the unanswered ones whose limit has passed, if asked.
    ///
    /// # Errors
    /// The query fails.
    pub fn listed(&self, first: Quarter, last: Quarter, unanswered_only: bool) -> Result<Vec<Listed>, Problem> {
        self.listed_by(View::Units, (first, last), unanswered_only)
    }

    /// The complaints received in a quarter as their governments see them, in the same order; empty where they see them as
    /// their units do.
    ///
    /// # Errors
    /// The query fails.
    pub fn listed_by_governments(&self, quarter: Quarter) -> Result<Vec<Listed>, Problem> {
        if !self.views_differ {
            return Ok(Vec::new());
        }
        self.listed_by(View::Governments, (quarter, quarter), false)
    }

    /// The spells that make up the open stock of a quarter, with those that ended in it.
    ///
    /// # Errors
    /// The query fails.
    pub fn spells(&self, quarter: Quarter) -> Result<Vec<ListedSpell>, Problem> {
        let rows = self.run(EVIDENCE_STOCK, View::Units, &BTreeMap::from([("quarter", i64::from(quarter.index()))]))?;
        Row::all(EVIDENCE_STOCK.0, &rows).map(|r| ListedSpell::read(&r)).collect()
    }

    /// The times that units let complaints of a quarter go.
    ///
    /// # Errors
    /// The query fails.
    pub fn handed(&self, quarter: Quarter) -> Result<Vec<ListedHandover>, Problem> {
        let params = BTreeMap::from([("quarter", i64::from(quarter.index()))]);
        let rows = self.run(EVIDENCE_HANDOVERS, View::Units, &params)?;
        Row::all(EVIDENCE_HANDOVERS.0, &rows).map(|r| ListedHandover::read(&r)).collect()
    }

    fn listed_by(
        &self,
        view: View,
        (first, last): (Quarter, Quarter),
        unanswered_only: bool,
    ) -> Result<Vec<Listed>, Problem> {
        let params = BTreeMap::from([
            ("as_of", self.as_of),
            ("first_quarter", i64::from(first.index())),
            ("last_quarter", i64::from(last.index())),
            ("unanswered_only", i64::from(unanswered_only)),
        ]);
        let batches = self.run(EVIDENCE, view, &params)?;
        Row::all(EVIDENCE.0, &batches).map(|r| Listed::read(&r)).collect()
    }

    /// The last second that counts.
    pub(super) fn as_of(&self) -> i64 {
        self.as_of
    }

    /// Whether the governments see other times than their units.
    pub(super) fn views_differ(&self) -> bool {
        self.views_differ
    }

    pub(super) fn context(&self, view: View) -> &SessionContext {
        match view {
            View::Units => &self.units,
            View::UnitsOptimistic => self.units_optimistic.as_ref().unwrap_or(&self.units),
            View::Governments => &self.governments,
        }
    }

    /// Runs a query with its parameters.
    pub(super) fn run(
        &self,
        query: Query,
        view: View,
        params: &BTreeMap<&'static str, i64>,
    ) -> Result<Vec<RecordBatch>, Problem> {
        self.run_on(query, self.context(view), params)
    }

    pub(super) fn run_on(
        &self,
        (name, sql): Query,
        context: &SessionContext,
        params: &BTreeMap<&'static str, i64>,
    ) -> Result<Vec<RecordBatch>, Problem> {
        let values: Vec<(&str, ScalarValue)> = params.iter().map(|(k, v)| (*k, ScalarValue::Int64(Some(*v)))).collect();
        let what = format!("queries/{name}.sql");
        self.runtime
            .block_on(async {
                let frame = context.sql(sql).await?;
                let frame =
                    if values.is_empty() { frame } else { frame.with_param_values(ParamValues::from(values))? };
                frame.collect().await
            })
            .map_err(fault(&what))
    }
}

pub(super) async fn session(tables: &Tables, complaints: &Path) -> Result<SessionContext, Problem> {
    let context = SessionContext::new_with_config(SessionConfig::new());
    let folders: [(&str, &Path, Schema); 6] = [
        ("complaints", complaints, schema::complaints()),
        ("stock", &tables.stock, schema::stock()),
        ("handovers", &tables.handovers, schema::handovers()),
        ("holdings", &tables.holdings, schema::holdings()),
        ("units", &tables.units, schema::units()),
        ("cuts", &tables.cuts, schema::cuts()),
    ];
    for (name, folder, schema) in folders {
        let url = format!("file://{}/", folder.display());
        let schema = Arc::new(schema);
        let options = ParquetReadOptions::default().schema(&schema);
        context.register_parquet(name, &url, options).await.map_err(fault(name))?;
    }
    Ok(context)
}
