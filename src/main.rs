//! Parses the command line, runs, prints an error with what to do next, and sets the exit status.
#![forbid(unsafe_code)]

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use rapor::cli::Cli;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let json = cli.voice.json;
    match rapor::run::run(cli) {
        Ok(status) => ExitCode::from(status),
        Err(problem) => {
            let mut err = std::io::stderr().lock();
            // Nothing is left to do where even the error cannot be written.
            let _ = if json { writeln!(err, "{}", problem.to_json()) } else { writeln!(err, "error: {problem}") };
            ExitCode::from(2)
        }
    }
}
