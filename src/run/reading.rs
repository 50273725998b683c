//! Reading the files of a run: what is kept on the shelf is taken from there, the others are read.
//!
//! A file is kept under all that its rows depend on: its content and name, its profile, the names that are known, the
//! limits, and this very program. Which texts are equal is kept as numbers. So where a file is new, those whose
//! complaints it may repeat are read again, to learn which of its texts are theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use chrono::{Days, NaiveDate};

use super::inputs::{References, SourceFile};
use super::say::Say;
use crate::config::{BUILT_IN, Config, Profile, value_key};
use crate::problem::Problem;
use crate::source::{self, Limits};
use crate::store::Shelf;
use crate::terms::Quarter;
use crate::validate::{self, Input, Intake, Known, Renumbering, Sameness};

/// The files of a run, and what is needed to read them.
pub struct Files<'a> {
    pub config: &'a Config,
    pub references: &'a References,
    pub files: &'a [SourceFile<'a>],
    pub limits: Limits,
}

/// What came out of the files of a run.
pub struct Reading {
    /// What the files hold that could be read.
    pub intake: Intake,
    /// The others, one behind the other.
    pub unread: Option<Problem>,
    /// The keys of the files on the shelf.
    pub keys: BTreeSet<String>,
    pub counts: Counts,
}

/// How many files a run is made of, and how many of them were read because they, or others of the same days, are new.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    pub files: usize,
    pub read: usize,
}

/// A file with what is known of it.
struct Part<'a> {
    file: &'a SourceFile<'a>,
    hash: String,
    key: String,
    intake: Option<Intake>,
    /// Whether it was not on the shelf.
    new: bool,
}

impl<'a> Files<'a> {
    /// Takes every file from the shelf or reads it, and puts what is new on the shelf. One that cannot be read keeps none of
    /// the others from being tried, so that all are told at once.
    pub fn read(&self, mut shelf: Option<&mut Shelf>, say: &Say) -> Result<Reading, Problem> {
        let mut problems = Vec::new();
        let mut parts = self.parts(shelf.as_deref(), &mut problems);
        let last = parts.iter().filter_map(|p| p.intake.as_ref()).map(Intake::last_number).max().unwrap_or(0);
        let mut same = Sameness::after(last);
        let known = self.references.known(self.config);
        let progress = say.progress(self.files.len());
        let mut counts = Counts { files: self.files.len(), read: 0 };
        let mut read = |part: &Part<'_>| {
            progress.set_message(part.file.shown.clone());
            progress.inc(1);
            counts.read += 1;
            self.read_one(part, &known, &mut same).map_err(|problem| problems.push(problem)).ok()
        };
        for part in parts.iter_mut().filter(|part| part.new) {
            part.intake = read(part);
        }
        let spans = parts.iter().filter(|part| part.new).filter_map(|part| self.span(part));
        let window = self.config.duplicate_window_days;
        let spans: Vec<Span> = spans.map(|span| span.widened(window)).collect();
        let mut numbers = Renumbering::default();
        for part in parts.iter_mut().filter(|part| !part.new) {
            if self.span(part).is_some_and(|kept| spans.iter().any(|new| new.meets(&kept))) {
                let again = read(part);
                let tied = again.as_ref().zip(part.intake.as_ref()).is_some_and(|(a, kept)| a.tie(kept, &mut numbers));
                if !tied {
                    (part.intake, part.new) = (again, true);
                }
            }
        }
        progress.finish_and_clear();
        let mut intake = Intake::default();
        let mut keys = BTreeSet::new();
        for mut part in parts {
            let Some(mut one) = part.intake.take() else { continue };
            let renumbered = !numbers.is_empty() && one.renumber(&numbers);
            if let Some(shelf) = shelf.as_deref_mut()
                && (part.new || renumbered)
                && let Some(bytes) = one.to_kept()
            {
                shelf.put(&part.key, &bytes)?;
            }
            keys.insert(part.key);
            intake.absorb(one);
        }
        if !intake.accounts.is_empty() && intake.accounts.iter().all(|a| a.read == 0) {
            let names: Vec<&str> = intake.accounts.iter().map(|a| a.file.as_str()).collect();
            problems.push(
                Problem::new("the export has a header and no rows")
                    .at(names.join(", "))
                    .because("there is nothing to count")
                    .hint("export it again, and check the period and the unit chosen there"),
            );
            intake.accounts.clear();
        }
        match Problem::gathered(problems) {
            Some(problem) if intake.accounts.is_empty() => Err(problem),
            unread => Ok(Reading { intake, unread, keys, counts }),
        }
    }

    /// Every file that can be opened with its key, and what the shelf holds of it.
    fn parts(&self, shelf: Option<&Shelf>, problems: &mut Vec<Problem>) -> Vec<Part<'a>> {
        let depends_on = format!("{} {}", program(), self.references.reading_depends_on(self.config, &self.limits));
        let part = |file: &'a SourceFile<'a>| {
            source::openable(&file.path, &file.shown)?;
            let hash = content_hash(&file.path).map_err(|e| {
                Problem::new("the export cannot be read")
                    .at(&file.shown)
                    .because(e)
                    .hint("check the file and its rights")
            })?;
            let source = file.source.to_string();
            let mut hasher = blake3::Hasher::new();
            for text in [&depends_on, &hash, &source, &file.shown, &file.profile.name, &file.profile.text] {
                hasher.update(text.as_bytes()).update(&[0]);
            }
            let key = hasher.finalize().to_hex().to_string();
            let intake = shelf.and_then(|shelf| shelf.get(&key)).and_then(|bytes| Intake::from_kept(&bytes));
            let new = intake.is_none();
            Ok(Part { file, hash, key, intake, new })
        };
        self.files.iter().filter_map(|file| part(file).map_err(|problem| problems.push(problem)).ok()).collect()
    }

    fn read_one(&self, part: &Part<'_>, known: &Known<'_>, same: &mut Sameness) -> Result<Intake, Problem> {
        let file = part.file;
        let input = Input {
            path: &file.path,
            shown: &file.shown,
            source: file.source,
            hash: &part.hash,
            profile: file.profile,
            zone: self.config.unit.zone,
            limits: self.limits,
            known,
        };
        validate::read(&input, same).map_err(|problem| with_nearest(problem, file, &self.limits))
    }

    /// The days of the complaints that a file may tell equal to others; `None` where it tells no text.
    fn span(&self, part: &Part<'_>) -> Option<Span> {
        let intake = part.intake.as_ref().filter(|intake| intake.tells_texts())?;
        Some(Span(intake.receipts(self.config.unit.zone)))
    }
}

/// The first and the last day of receipt of a file's complaints; `None` = any day.
struct Span(Option<(NaiveDate, NaiveDate)>);

impl Span {
    /// The days within which complaints are held against these: whole quarters, and the window for duplicates on both sides.
    fn widened(self, window: u32) -> Self {
        Self(self.0.map(|(from, to)| {
            let window = Days::new(u64::from(window));
            let (from, to) = (Quarter::of(from).first_day(), Quarter::of(to).last_day());
            (from.checked_sub_days(window).unwrap_or(from), to.checked_add_days(window).unwrap_or(to))
        }))
    }

    fn meets(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (Some((from, to)), Some((other_from, other_to))) => from <= other_to && other_from <= to,
            _ => true,
        }
    }
}

/// What tells this build of the program from any other.
fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata).ok();
    let changed = file.as_ref().and_then(|f| f.modified().ok());
    format!("{} {:?} {changed:?}", env!("CARGO_PKG_VERSION"), file.map(|f| f.len()))
}

fn content_hash(path: &Path) -> std::io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// Adds the built-in profile whose columns the file shares most.
fn with_nearest(problem: Problem, file: &SourceFile<'_>, limits: &Limits) -> Problem {
    let Profile { delimiter, encoding, .. } = *file.profile;
    let Ok(rows) = source::headers(&file.path, &file.shown, delimiter, encoding, limits) else { return problem };
    let shared = |profile: &Profile| {
        let known: BTreeMap<String, &str> =
            profile.wanted.iter().map(|w| (source::folded(&w.header), w.header.as_str())).collect();
        let of = |row: &Vec<String>| {
            row.iter().filter_map(|h| known.get(&source::folded(h))).map(ToString::to_string).collect::<Vec<_>>()
        };
        rows.iter().map(of).max_by_key(Vec::len).unwrap_or_default()
    };
    let profiles = BUILT_IN.iter().filter_map(|(name, _)| Profile::built_in(name).ok());
    let best = profiles.map(|p| (shared(&p), p.name)).max_by(|a, b| (a.0.len(), &b.1).cmp(&(b.0.len(), &a.1)));
    match best {
        Some((columns, name)) if columns.len() >= 3 && value_key(&name) != value_key(&file.profile.name) => {
            // Only names that the profile knows: a row of the file may be data.
            let columns = columns.join(", ");
            let next = format!("{}; its columns {columns} come nearest to the built-in profile '{name}'", problem.next);
            problem.hint(next)
        }
        _ => problem,
    }
}
