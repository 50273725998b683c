//! The program as its users meet it: exports in, reports out.

mod determinism;
mod golden;
mod house;
mod oracle;
mod support;
