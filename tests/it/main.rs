//! The program as its users meet it: exports in, reports out.

mod bad_input;
mod baltimore;
mod commands;
mod composition;
mod contradictions;
mod data_quality;
mod determinism;
mod explain;
mod golden;
mod governments;
mod histories;
mod house;
mod jakarta;
mod malang;
mod oracle;
mod pages;
mod personal_data;
mod privacy;
mod published;
mod receipt;
mod reconciliation;
mod row_rules;
mod safety;
mod snapshots;
mod support;
mod trial;
