//! rapor turns public-complaint exports into quarterly league tables that hold up when someone challenges them.
//!
//! ```text
//! rapor.toml ─ config ┐   calendar, deadlines, register ─ reference ┐
//!                     │                                             │
//! exports ─ source ─ validate ─ normalise ═ Parquet ═ measure ─ judge ─ publish ─ store ─ reports/
//!           raw rows  typed     canonical             SQL,      rates,  CSV, XLSX,
//!                     rows and  tables                integers  scores, HTML,
//!                     findings  (Polars)              only      ranks   charts
//! ```
//!
//! A stage knows the stage before it only by its output type; `terms` holds the words that all share. `audit` reads finished
//! reports, and tables that others made, and computes for itself.
#![forbid(unsafe_code)]

pub mod terms;

pub mod problem;

pub mod config;

pub mod reference;

pub mod source;

pub mod validate;

pub mod normalise;

pub mod measure;

pub mod judge;

pub mod publish;

pub mod audit;

pub mod sample;

pub mod propose;

pub mod store;

pub mod cli;

pub mod run;
