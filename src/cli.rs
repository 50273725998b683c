//! What is typed on the command line. Does no work.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::audit::table::Statement;
use crate::config::{AsOf, Quarters};
use crate::sample::Layout;
use crate::source::{Encoding, Limits};
use crate::terms::QuarterSpan;

/// Turns public-complaint exports into quarterly league tables that hold up when someone challenges them.
#[derive(Debug, Parser)]
#[command(name = "rapor", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to say it.
    #[command(flatten)]
    pub voice: Voice,
}

/// How messages and results are written.
#[derive(Debug, Clone, Copy, Args)]
pub struct Voice {
    /// No progress and no messages; errors only.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Results as JSON on standard output.
    #[arg(long, global = true)]
    pub json: bool,
}

/// A subcommand.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read the exports and publish the reports of the quarter.
    Run(RunArgs),
    /// Read and check the data only; publish nothing.
    Check(CheckArgs),
    /// Explain a rule (DQ012), a measure (on_time_rate), or a figure of a report; without a name list all of them.
    Explain(ExplainArgs),
    /// Hold a period against an earlier one: what changed by more than chance, and what else goes with it.
    Compare(CompareArgs),
    /// Check a table that somebody else published: sums, rounding, stock and flow, ranks.
    Audit(AuditArgs),
    /// Write made-up exports to try the program on.
    Sample(SampleArgs),
    /// Write a rapor.toml with every key, its default and a comment, or propose a profile for a file.
    Init(InitArgs),
}

/// What `run` and `check` read.
#[derive(Debug, Args)]
pub struct DataArgs {
    /// The configuration.
    #[arg(default_value = "rapor.toml")]
    pub config: PathBuf,
    /// Everything counts up to this time; a date = the end of that local day.
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<AsOf>,
    /// Bounds on what is read.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// Bounds on what is read from one file.
#[derive(Debug, Clone, Copy, Args)]
pub struct LimitArgs {
    /// Most rows of a file.
    #[arg(long, value_name = "N", help_heading = "Limits", default_value_t = Limits::default().rows)]
    max_rows: u64,
    /// Most cells of a workbook.
    #[arg(long, value_name = "N", help_heading = "Limits", default_value_t = Limits::default().cells)]
    max_cells: u64,
    /// Most bytes of one record.
    #[arg(long, value_name = "N", help_heading = "Limits", default_value_t = Limits::default().record_bytes)]
    max_record_bytes: usize,
    /// Most bytes that a compressed file may unpack to.
    #[arg(long, value_name = "N", help_heading = "Limits", default_value_t = Limits::default().inflated_bytes)]
    max_inflated_bytes: u64,
}

impl LimitArgs {
    /// As the readers take them.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            rows: self.max_rows,
            cells: self.max_cells,
            record_bytes: self.max_record_bytes,
            inflated_bytes: self.max_inflated_bytes,
        }
    }
}

/// Arguments of `run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// What to read.
    #[command(flatten)]
    pub data: DataArgs,
    /// The quarter to publish: 2024-Q2, latest or all; default: as configured.
    #[arg(long)]
    pub quarter: Option<Quarters>,
    /// Where reports go.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
    /// The documents' language; default: as configured.
    #[arg(long, value_name = "id|en", value_parser = ["id", "en"])]
    pub lang: Option<String>,
    /// Only these formats: csv, xlsx, html, charts.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub only: Option<Vec<crate::publish::Format>>,
    /// Also list complaints that are confidential or allege wrongdoing in internal/.
    #[arg(long)]
    pub include_confidential: bool,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What to read.
    #[command(flatten)]
    pub data: DataArgs,
    /// Where the sheet of unknown unit names goes; default: alias-isian.csv beside the configuration.
    #[arg(long, value_name = "PATH")]
    pub alias_file: Option<PathBuf>,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code of a rule, or the name of a measure or a score preset.
    pub what: Option<String>,
    /// The language.
    #[arg(long, value_name = "id|en", value_parser = ["id", "en"], default_value = "id")]
    pub lang: String,
    /// The folder of a published quarter: explain a figure of it, complaint by complaint, and compute it again.
    #[arg(long, value_name = "DIR", conflicts_with = "what", requires = "measure")]
    pub report: Option<PathBuf>,
    /// The unit of that figure, by id or name; without it the government's row.
    #[arg(long, value_name = "ID|NAME", requires = "report")]
    pub skpd: Option<String>,
    /// The measure of that figure: a column of league.csv, or a cell of another table as FILE[.KEY...].COLUMN, such as
    /// kurva.response.pending_1d, corong.on_time_rate.low_95, anak.rank.
    #[arg(long, value_name = "NAME", requires = "report")]
    pub measure: Option<String>,
    /// Most complaints of a list on the terminal; default: all.
    #[arg(long, value_name = "N", requires = "report")]
    pub limit: Option<usize>,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The configuration (default: rapor.toml); or two finished reports.
    #[arg(value_name = "CONFIG | DIR DIR", num_args = 0..=2)]
    pub paths: Vec<PathBuf>,
    /// The period before: 2025-Q1..2025-Q2, or one quarter.
    #[arg(long, value_name = "QUARTERS", requires = "after")]
    pub before: Option<QuarterSpan>,
    /// The period after.
    #[arg(long, value_name = "QUARTERS", requires = "before")]
    pub after: Option<QuarterSpan>,
    /// One unit, by its id or name; default: each government as a whole.
    #[arg(long, value_name = "ID", requires = "before")]
    pub skpd: Option<String>,
    /// Everything counts up to this time; a date = the end of that local day.
    #[arg(long, value_name = "TIME", requires = "before")]
    pub as_of: Option<AsOf>,
    /// Also write tables and a chart below this folder.
    #[arg(long, value_name = "DIR", requires = "before")]
    pub out: Option<PathBuf>,
    /// The language of what is shown and drawn; default: as configured.
    #[arg(long, value_name = "id|en", value_parser = ["id", "en"])]
    pub lang: Option<String>,
    /// Bounds on what is read.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// The table, as delimited text.
    #[arg(value_name = "TABLE.csv")]
    pub table: PathBuf,
    /// The language; default: id, and en for the texts in `--json`.
    #[arg(long, value_name = "id|en", value_parser = ["id", "en"])]
    pub lang: Option<String>,
    /// What a column is, such as C=share:B/D, "Selisih=growth:2021/2022" or F=rank:E; a column by its name or letter.
    #[arg(long = "as", value_name = "COLUMN=ROLE")]
    pub statements: Vec<Statement>,
    /// How numbers are written where the table does not tell: id (1.367,5) or en (1,367.5).
    #[arg(long, value_name = "id|en", value_parser = ["id", "en"])]
    pub numbers: Option<String>,
    /// What parts the cells; default: the sign under which most rows have the same number of cells.
    #[arg(long, value_name = "SIGN")]
    pub separator: Option<char>,
    /// The encoding; default: UTF-8, or what a byte-order mark tells.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<Encoding>,
    /// Most rows of the table.
    #[arg(long, value_name = "N", help_heading = "Limits", default_value_t = 500_000)]
    max_rows: u64,
    /// Most cells of the table.
    #[arg(long, value_name = "N", help_heading = "Limits", default_value_t = 2_000_000)]
    max_cells: u64,
    /// Most bytes of one record.
    #[arg(long, value_name = "N", help_heading = "Limits", default_value_t = 1 << 20)]
    max_record_bytes: usize,
}

impl AuditArgs {
    /// As the reader takes them; a table is held in memory whole.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits { rows: self.max_rows, cells: self.max_cells, record_bytes: self.max_record_bytes, ..Limits::default() }
    }
}

/// Arguments of `sample`.
#[derive(Debug, Args)]
pub struct SampleArgs {
    /// How many rows.
    #[arg(long, default_value_t = 3_000)]
    pub rows: u64,
    /// The same seed gives the same bytes.
    #[arg(long, default_value_t = 2024)]
    pub seed: u64,
    /// sp4n, cases, events, or city (the whole sample city).
    #[arg(long)]
    pub layout: Layout,
    /// Where to write.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Propose a profile for this export: what the file cannot tell stays a question for a person.
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Write the shipped templates of pages and PDF documents instead, to change them and name their folder in `[publish]`.
    #[arg(long, conflicts_with = "from")]
    pub templates: bool,
    /// Bounds on what is read.
    #[command(flatten)]
    pub limits: LimitArgs,
}
