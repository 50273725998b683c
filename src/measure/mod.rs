//! Runs the SQL files of `queries/` on the canonical tables and hands on plain integers.
//!
//! Ranks nothing and holds no business constant. Arrow and the engine stay inside.

mod at_age;
mod cells;
mod engine;
mod figures;
mod listed;
mod months;
mod otherwise;
mod restricted_at_age;
mod rows;
mod schema;
mod survival;
mod traces;
mod weeks;

pub use at_age::{AtAge, Lines};
pub use cells::{Cell, Moments};
pub use engine::{Engine, Measured, QUERIES, View};
pub use figures::{Ages, Bounce, CategoryCount, Composition, EvidenceShares, Figures, Handover, Held, Hours, Spells};
pub use listed::{Listed, ListedHandover, ListedSpell};
pub use months::MonthCount;
pub use otherwise::{FiguresOtherwise, ListedOtherwise, StepOtherwise};
pub use restricted_at_age::RestrictedAtAge;
pub use survival::{Exits, Followed, Until};
pub use traces::{ClosingDay, EntryDay, FileTimes, Traces, UnitTraits};
pub use weeks::{WEEKLY_QUERY, WeekCell, WeeksWanted};

// What a report names beside the figures is handed on with them.
pub use crate::normalise::{Agency, Canonical, Doublet, Standing, Unit, UnknownName, rules};
