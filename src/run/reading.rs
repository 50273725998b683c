//! Reading the files of a run.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use super::inputs::SourceFile;
use super::say::Say;
use crate::config::{BUILT_IN, Config, Profile, value_key};
use crate::problem::Problem;
use crate::source::{self, Limits};
use crate::validate::{self, Input, Intake, Sameness};

/// What came out of the files of a run.
pub struct Reading {
    /// What the files hold that could be read.
    pub intake: Intake,
    /// The others, one behind the other.
    pub unread: Option<Problem>,
}

/// Reads every file. One that cannot be read keeps none of the others from being tried, so that all are told at once.
pub fn read_all(config: &Config, files: &[SourceFile<'_>], limits: Limits, say: &Say) -> Result<Reading, Problem> {
    let mut intake = Intake::default();
    let mut same = Sameness::default();
    let mut problems = Vec::new();
    let progress = say.progress(files.len());
    for file in files {
        progress.set_message(file.shown.clone());
        match read_one(config, file, limits, &mut same) {
            Ok(part) => intake.absorb(part),
            Err(problem) => problems.push(problem),
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
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
        unread => Ok(Reading { intake, unread }),
    }
}

fn read_one(config: &Config, file: &SourceFile<'_>, limits: Limits, same: &mut Sameness) -> Result<Intake, Problem> {
    source::openable(&file.path, &file.shown)?;
    let digest = content_hash(&file.path).map_err(|e| {
        Problem::new("the export cannot be read").at(&file.shown).because(e).hint("check the file and its rights")
    })?;
    let input = Input {
        path: &file.path,
        shown: &file.shown,
        source: file.source,
        hash: &digest,
        profile: file.profile,
        zone: config.unit.zone,
        limits,
    };
    validate::read(&input, same).map_err(|problem| with_nearest(problem, file, &limits))
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
