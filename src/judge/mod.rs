//! Integers to judgements: targets, intervals, scores, ranks, verdicts. Pure functions, each
//! with the source of its formula; no file, no clock, no engine.

mod announcement;
mod basis;
mod before_after;
mod breakdown;
mod build;
mod children;
mod doublets;
mod editions;
mod evidence;
mod evidence_at_age;
mod facts;
mod funnel;
mod gates;
mod intervals;
mod league;
mod league_row;
mod line;
mod line_times;
mod mean_difference;
mod months;
mod movement;
mod needs;
mod newcombe;
mod normal;
mod order;
mod otherwise;
mod passed;
mod patterns;
mod profile;
mod published;
mod quality;
mod rank;
mod ranking;
mod ranks;
mod report;
mod restricted;
mod robustness;
mod score;
mod stock;
mod student;
mod suppress;
mod survival;
mod targets;
mod wilson;
mod yardsticks;
mod zones;

pub use announcement::{Announcement, Answering, AnswersFor, Best, Named};
pub use basis::ScoredText;
pub use before_after::{
    Caution, Change, Comparison, Estimate, Explained, FEWEST_WEEKS, Figure, Gauge, GaugeRow, Ground, Judged, Lack,
    Quantity as GaugeQuantity, Side, Study, Trend, WeekPoint, common_age,
};
pub use breakdown::{ALL, ALL_CATEGORIES, CompositionRow, Line as BreakdownLine, Parts, fit_to_publish};
pub use build::{Inputs, Judge, Lists, check_score};
pub use children::ChildRow;
pub use doublets::DoubletRow;
pub use editions::{CellChange, Editions, MadeOf, editions, made_of};
pub use evidence::{EvidenceRow, HandedRow, SpellRow};
pub use evidence_at_age::RestrictedAtAgeRow;
pub use facts::{Facts, TargetFact, UnitFacts};
pub use funnel::{
    Funnel, FunnelUnit, Limits as FunnelLimits, Spread as FunnelSpread, Standing as FunnelStanding,
    distance as funnel_distance, limits as funnel_limits, of_measure as funnels_of, spread as funnel_spread,
    standing as funnel_standing, tail as binomial_tail,
};
pub use gates::{GateRow, Passed};
pub use league_row::{COLUMNS, Column, LeagueRow, Quantity, Value, Verdict, column};
pub use line::LineRow;
pub use line_times::{LineTimes, MeanTime, Waiting};
pub use mean_difference::{Sample, mean_difference};
pub use months::{MonthRow, days as months_of};
pub use movement::{Against, Moved, MovementRow, Sided};
pub use needs::EvidenceNeed;
pub use newcombe::newcombe;
pub use normal::quantile as normal_quantile;
pub use otherwise::{OtherwiseRow, StepRow as StepOtherwise};
pub use passed::{BouncedRow, ReturnRow};
pub use profile::{Attained, Point, Profile, Profiles};
pub use published::Published;
pub use quality::{ColumnQuality, Quality, SourceQuality, UnitQuality};
pub use rank::competition;
pub use ranking::RankRow;
pub use ranks::{DRAWS, LEVEL, Member, Part as SampledPart, RankSet, SEED, Sureness, rank_sets, sureness};
pub use report::{
    AGE_BOUNDS, BacklogAge, Basis, CategoryRow, ChangeRow, DeadlineText, Government, HOUR_BOUNDS, HeldTime, Note,
    PatternRow, Report, ResponseTimes, StepRow, TargetText, WorkItem,
};
pub use restricted::{AGE_CLASSES, RestrictedPart, age_class};
pub use robustness::{Outcome, RankRange, RankTest, Scenario};
pub use score::volume_pro_rata;
pub use survival::{
    Curve, CurvePoint, CurveRow, Median, PENDING_DAYS, Pending, RestrictedMean, Share, Spread, TimeOrder, TimedUnit,
};
pub use targets::attainment;
pub use wilson::wilson;
pub use yardsticks::Yardstick;

// What a report names beside its own figures is handed on with them.
pub use crate::config::{Both, Direction, Preset, ScoreZone, is_rate};
pub use crate::measure::{Cell, Exits, Moments};
