//! The program as its users meet it: exports in, reports out.

mod golden;
mod oracle;
mod support;
