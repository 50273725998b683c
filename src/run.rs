//! The table of contents: one function a subcommand, its stages in order. Computes nothing.

mod audit;
mod compare;
mod editions;
mod explain;
mod inputs;
mod propose;
mod reading;
mod say;
mod templates;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::cli::{CheckArgs, Cli, Command, DataArgs, InitArgs, RunArgs, SampleArgs, Voice};
use crate::config::{Config, PROFILE_EXAMPLE, Quarters, TEMPLATE};
use crate::judge::{Inputs, Judge, Lists, Published, Report, check_score, months_of};
use crate::measure::{Canonical, Engine, QUERIES};
use crate::normalise::{self, AsOfSource, Context};
use crate::problem::Problem;
use crate::publish::{
    self, ALIAS_SHEET, Format, Ingredient, Ingredients, Language, Options, Templates, hash, manifest,
};
use crate::sample;
use crate::store::{self, Item, Sheet, Shelf, Staged, Workspace};
use crate::terms::slug;
use inputs::References;
use reading::{Counts, Files, Reading};
use say::Say;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Runs a parsed command line; the exit status is 0, or 1 where a gate fell short or a table was refused.
///
/// # Errors
/// Anything that stops the command; the exit status is then 2 and nothing was published.
pub fn run(cli: Cli) -> Result<u8, Problem> {
    let say = Say::new(cli.voice);
    match cli.command {
        Command::Run(args) => league(&args, &say),
        Command::Check(args) => check(&args, &say),
        Command::Explain(args) => explain::explain(&args, &say),
        Command::Compare(args) => compare::compare(&args, &say),
        Command::Audit(args) => audit::of_table(&args, &say),
        Command::Sample(args) => write_sample(&args, cli.voice),
        Command::Init(args) => init(&args, cli.voice),
    }
}

/// Everything up to the measured figures.
struct Prepared {
    config: Config,
    references: References,
    canonical: Canonical,
    source: AsOfSource,
    engine: Engine,
    /// The files that could not be read.
    unread: Option<Problem>,
    shelf: Option<Shelf>,
    keys: BTreeSet<String>,
    counts: Counts,
    _workspace: Workspace,
}

/// Everything up to the rows.
struct Gathered {
    config: Config,
    references: References,
    reading: Reading,
    shelf: Option<Shelf>,
}

impl Gathered {
    /// Whether every row of every file was held back: there is nothing to measure.
    fn is_held_back(&self) -> bool {
        self.reading.intake.accounts.iter().all(|account| account.accepted == 0)
    }
}

/// Configuration, reference data, files, rows. `work` is where the tables will lie; reports go there too where `publishes`,
/// and what was read of a file is kept beside them.
fn gather(data: &DataArgs, work: &std::path::Path, publishes: bool, say: &Say) -> Result<Gathered, Problem> {
    let mut config = Config::read(&data.config)?;
    let home = slug(&config.unit.name);
    store::sweep(work, publishes.then_some(home.as_str()));
    check_score(&config)?;
    let references = inputs::references(&mut config)?;
    let files = inputs::files(&config)?;
    let mut shelf = publishes.then(|| Shelf::open(&work.join(&home))).transpose()?;
    let files = Files { config: &config, references: &references, files: &files, limits: data.limits.limits() };
    let reading = files.read(shelf.as_mut(), say)?;
    if let (Some(problem), true) = (&reading.unread, publishes) {
        return Err(problem.clone());
    }
    inputs::balanced(&reading.intake.accounts)?;
    Ok(Gathered { config, references, reading, shelf })
}

/// The canonical tables of what was gathered; `wanted` goes before the quarters of the configuration.
fn prepare(
    gathered: Gathered,
    data: &DataArgs,
    wanted: Option<&Quarters>,
    work: &std::path::Path,
) -> Result<Prepared, Problem> {
    let Gathered { config, references, reading, shelf } = gathered;
    let Reading { mut intake, unread, keys, counts } = reading;
    let zone = config.unit.zone;
    let stated = data.as_of.or(config.as_of).map(|stated| stated.instant(zone));
    let (as_of, source) =
        normalise::find_as_of(&mut intake, zone, stated).map_err(|problem| after(unread.as_ref(), problem))?;
    let workspace = Workspace::new(work)?;
    let context = Context {
        config: &config,
        calendar: &references.calendar,
        deadlines: &references.deadlines,
        register: references.register.as_ref(),
        instansi: references.instansi.as_ref(),
        as_of,
        quarters: wanted.unwrap_or(&config.quarters),
    };
    let canonical =
        normalise::build(intake, &context, &workspace).map_err(|problem| after(unread.as_ref(), problem))?;
    inputs::balanced(&canonical.accounts)?;
    let engine = Engine::open(&canonical)?;
    Ok(Prepared { config, references, canonical, source, engine, unread, shelf, keys, counts, _workspace: workspace })
}

/// A problem behind that of the files which could not be read: it may come from what they do not tell.
fn after(unread: Option<&Problem>, problem: Problem) -> Problem {
    let all = unread.cloned().into_iter().chain([problem.clone()]).collect();
    Problem::gathered(all).unwrap_or(problem)
}

/// `rapor run`.
fn league(args: &RunArgs, say: &Say) -> Result<u8, Problem> {
    let prepared = prepare(gather(&args.data, &args.out, true, say)?, &args.data, args.quarter.as_ref(), &args.out)?;
    let Prepared { config, references, canonical, source, engine, mut shelf, keys, counts, _workspace, .. } = prepared;
    let measured = engine.measure(canonical)?;
    let quarters = measured.canonical.published.clone();
    let Some(last) = quarters.last().copied() else {
        return Err(Problem::new("there is no quarter to publish"));
    };
    let first = measured.canonical.shown.keys().next().copied().unwrap_or(last);
    let inputs = Inputs {
        config: &config,
        deadlines: &references.deadlines,
        calendar: &references.calendar,
        measured: &measured,
        has_register: references.register.is_some(),
    };
    let judge = Judge::new(inputs, last);
    judge.check(&quarters)?;
    let mut reference = references.ingredients.clone();
    let options = options(args, &config, templates::templates(&config, &mut reference)?);
    let ingredients = Ingredients {
        configuration: hash(config.text.as_bytes()),
        as_of_source: as_of_word(source),
        reference,
        queries: QUERIES
            .iter()
            .map(|(name, sql)| Ingredient { name: format!("queries/{name}.sql"), hash: hash(sql.as_bytes()) })
            .collect(),
    };
    let home = args.out.join(slug(&config.unit.name));
    let mut status = 0;
    let mut done = Vec::new();
    // Every report is made and written before the first is put in place: an error publishes none of them.
    let mut ready: Vec<(Report, Staged)> = Vec::new();
    let lines = engine.at_equal_age(quarters.first().copied().unwrap_or(last), last)?;
    for quarter in &quarters {
        say.step(&format!("{quarter}"));
        let mut lines = lines.of(quarter.index());
        engine.follow_lines(&mut lines, *quarter, config.survival.response_minutes)?;
        let lists = Lists {
            evidence: engine.listed(*quarter, *quarter, false)?,
            unanswered: engine.listed(first, *quarter, true)?,
            by_governments: engine.listed_by_governments(*quarter)?,
            spells: engine.spells(*quarter)?,
            handed: engine.handed(*quarter)?,
            otherwise: engine.listed_otherwise(&measured.canonical.tables, *quarter)?,
            lines,
            restricted_at_age: engine.restricted_at_age(*quarter, config.survival.response_minutes)?,
            months: engine.months(*quarter, months_of(*quarter))?,
        };
        let earlier = store::read(&home.join(quarter.previous().to_string()), "publik/league.csv");
        let published = earlier.map(|bytes| Published::parse(&bytes)).unwrap_or_default();
        let mut report = judge.report(*quarter, &lists, &published);
        drop(lists);
        let mut documents = publish::render(&report, &options)?;
        documents.push(manifest(&report, &documents, &ingredients, VERSION));
        let items: Vec<Item<'_>> = documents.iter().map(|d| Item { path: &d.path, bytes: &d.bytes }).collect();
        let staged = Staged::write(&home.join(quarter.to_string()), &items, "internal")?;
        // What is written need not be kept until the last quarter is: there may be many, each with all its complaints.
        report.forget_complaints();
        ready.push((report, staged));
    }
    if let Some(shelf) = &mut shelf {
        shelf.keep(&keys)?;
    }
    for (report, staged) in ready {
        let folder = home.join(report.quarter.to_string());
        let outcome = staged.publish(inputs::archive_stamp)?;
        if !report.shortfalls().is_empty() {
            status = 1;
        }
        done.push((folder, outcome, report));
    }
    say.published(&done, counts, options.default_language());
    Ok(status)
}

/// How the as-of time was found.
fn as_of_word(source: AsOfSource) -> &'static str {
    match source {
        AsOfSource::Stated => "stated",
        AsOfSource::Export => "export",
        AsOfSource::NewestDay => "newest-day",
    }
}

fn options(args: &RunArgs, config: &Config, templates: Templates) -> Options {
    let languages = args.lang.clone().map_or_else(|| config.publish.languages.clone(), |l| vec![l]);
    Options {
        languages: languages.iter().filter_map(|l| l.parse::<Language>().ok()).collect(),
        formats: args.only.clone().map_or_else(|| BTreeSet::from(Format::ALL), BTreeSet::from_iter),
        include_confidential: args.include_confidential,
        version: VERSION,
        templates,
    }
}

/// `rapor check`.
fn check(args: &CheckArgs, say: &Say) -> Result<u8, Problem> {
    // The tables stand in the workspace, a private folder of this run alone: it must live until they are measured.
    let temporary = std::env::temp_dir();
    let gathered = gather(&args.data, &temporary, false, say)?;
    if gathered.is_held_back() {
        let Reading { intake, unread, .. } = gathered.reading;
        say.held_back(&intake.accounts, &intake.log.into_findings());
        return unread.map_or(Ok(1), Err);
    }
    let prepared = prepare(gathered, &args.data, None, &temporary)?;
    let Prepared { config, references, canonical, engine, unread, _workspace, .. } = prepared;
    let measured = engine.measure(canonical)?;
    let quarters = measured.canonical.published.clone();
    let Some(last) = quarters.last().copied() else {
        return Err(after(unread.as_ref(), Problem::new("there is no quarter to check")));
    };
    let inputs = Inputs {
        config: &config,
        deadlines: &references.deadlines,
        calendar: &references.calendar,
        measured: &measured,
        has_register: references.register.is_some(),
    };
    let judge = Judge::new(inputs, last);
    judge.check(&quarters)?;
    let report = judge.report(last, &Lists::default(), &Published::default());
    let place = args.alias_file.clone().unwrap_or_else(|| config.base.join(ALIAS_SHEET));
    let sheet = alias_sheet(&report, place);
    say.checked(&report, sheet.as_ref().ok().and_then(Option::as_ref));
    sheet.map_err(|problem| after(unread.as_ref(), problem))?;
    if let Some(problem) = unread {
        return Err(problem);
    }
    Ok(u8::from(!report.shortfalls().is_empty()))
}

/// Writes the sheet of unknown unit names; tells where it stands and what became of it.
fn alias_sheet(report: &Report, place: PathBuf) -> Result<Option<(PathBuf, Sheet)>, Problem> {
    let Some(document) = publish::alias_sheet(report)? else { return Ok(None) };
    let written = store::write_sheet(&place, &document.bytes, publish::is_blank_sheet);
    let written = written.map_err(|problem| problem.hint("name another place for it with --alias-file"))?;
    Ok(Some((place, written)))
}

/// `rapor sample`.
fn write_sample(args: &SampleArgs, voice: Voice) -> Result<u8, Problem> {
    let files = sample::export(args.layout, args.rows, args.seed)?;
    let items: Vec<Item<'_>> = files.iter().map(|f| Item { path: &f.path, bytes: &f.bytes }).collect();
    store::write_new(&args.out, &items)?;
    let names: Vec<_> = files.iter().map(|f| f.path.as_str()).collect();
    Say::new(voice).wrote(&args.out, &names, &format!("rapor run {}", args.out.join("rapor.toml").display()));
    Ok(0)
}

/// `rapor init`.
fn init(args: &InitArgs, voice: Voice) -> Result<u8, Problem> {
    if let Some(from) = &args.from {
        return propose::propose(args, from, voice);
    }
    if args.templates {
        let templates = Templates::default();
        let (words, colours) = (publish::shipped_words(), publish::shipped_colours());
        let own = [(templates::WORDS, words.as_str()), (templates::COLOURS, colours.as_str())];
        let files: Vec<_> = templates.all().chain(own).collect();
        let items: Vec<_> = files.iter().map(|(path, text)| Item { path, bytes: text.as_bytes() }).collect();
        store::write_new(&args.dir, &items)?;
        let names: Vec<_> = files.iter().map(|(path, _)| *path).collect();
        let next = format!("templates = \"{}\" dalam [publish] di rapor.toml", args.dir.display());
        Say::new(voice).wrote(&args.dir, &names, &next);
        return Ok(0);
    }
    let files = [("rapor.toml", TEMPLATE), ("kanal.toml", PROFILE_EXAMPLE)];
    let items: Vec<Item<'_>> = files.iter().map(|(path, text)| Item { path, bytes: text.as_bytes() }).collect();
    store::write_new(&args.dir, &items)?;
    let next = format!("rapor run {}", args.dir.join("rapor.toml").display());
    Say::new(voice).wrote(&args.dir, &files.map(|(path, _)| path), &next);
    Ok(0)
}
