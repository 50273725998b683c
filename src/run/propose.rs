//! `rapor init --from`: a proposed profile for a file, and a configuration that reads it.

use std::path::{Component, Path, PathBuf};

use super::say::{Proposed, Say};
use crate::cli::{InitArgs, Voice};
use crate::config::TEMPLATE;
use crate::problem::Problem;
use crate::propose::{self, Proposal};
use crate::store::{self, Item};
use crate::terms::slug;

/// Reads the file, and writes the profile and, where there is none yet, `rapor.toml`.
pub fn propose(args: &InitArgs, from: &Path, voice: Voice) -> Result<u8, Problem> {
    let file_name = from.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = from.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let name = match slug(&stem).as_str() {
        // The configuration itself has this name.
        "rapor" => "kanal-rapor".to_owned(),
        other => other.to_owned(),
    };
    let proposal = propose::propose(from, &file_name, &name, args.limits.limits())?;
    let profile_file = format!("{name}.toml");
    let (profile, text, questions) = match &proposal {
        Proposal::BuiltIn(name) => ((*name).to_owned(), None, 0),
        Proposal::Own { text, questions } => (profile_file.clone(), Some(text), *questions),
    };
    let files = pattern(from, &args.dir);
    let config = configuration(&files, &profile);
    let is_new = !args.dir.join("rapor.toml").exists();
    let mut items: Vec<Item<'_>> = Vec::new();
    if is_new {
        items.push(Item { path: "rapor.toml", bytes: config.as_bytes() });
    }
    if let Some(text) = text {
        items.push(Item { path: &profile_file, bytes: text.as_bytes() });
    }
    store::write_new(&args.dir, &items)?;
    let written: Vec<&str> = items.iter().map(|i| i.path).collect();
    Say::new(voice).proposed(&Proposed {
        folder: &args.dir,
        files: &written,
        profile: &profile,
        built_in: text.is_none(),
        questions,
        // Where a configuration stands already, these lines are for a person to add.
        source: (!is_new).then(|| source(&files, &profile)),
    });
    Ok(0)
}

/// The template of a configuration, reading these files by this profile.
fn configuration(files: &str, profile: &str) -> String {
    TEMPLATE
        .lines()
        .map(|line| match line.split_once('=') {
            Some((key, _)) if key.trim_end() == "files" => format!("files   = {}\n", propose::quoted(files)),
            Some((key, _)) if key.trim_end() == "profile" => format!("profile = {}\n", propose::quoted(profile)),
            _ => format!("{line}\n"),
        })
        .collect()
}

/// A source of a configuration.
fn source(files: &str, profile: &str) -> String {
    format!("[[source]]\nfiles   = {}\nprofile = {}", propose::quoted(files), propose::quoted(profile))
}

/// How the configuration in a folder names a file: from there where both lie on one way, and signs of patterns meant as
/// themselves.
fn pattern(file: &Path, folder: &Path) -> String {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let (file, folder) = (plain(&whole(file)), plain(&whole(folder)));
    let shared = file.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let path: PathBuf = if shared > 1 {
        let up = folder.components().skip(shared).map(|_| Component::ParentDir);
        up.chain(file.components().skip(shared)).collect()
    } else {
        file
    };
    glob::Pattern::escape(&path.to_string_lossy())
}

/// A path without `.` and, where it can be told without looking, without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_configuration_reads_the_file_by_the_profile() {
        let text = configuration("ekspor/a \"b\".csv", "cases");
        let config = Config::parse(&text, "rapor.toml", Path::new(".")).unwrap();
        assert_eq!(config.sources.len(), 1);
        assert_eq!(config.sources[0].files, ["ekspor/a \"b\".csv"]);
        assert_eq!(config.sources[0].profile.name, "cases");
    }

    #[test]
    fn a_file_is_named_from_the_folder_of_the_configuration() {
        let named = |file: &str, folder: &str| pattern(Path::new(file), Path::new(folder));
        assert_eq!(named("/data/kota/aduan.csv", "/data/kota"), "aduan.csv");
        assert_eq!(named("/data/unduhan/aduan.csv", "/data/kota"), "../unduhan/aduan.csv");
        assert_eq!(named("/data/kota/../unduhan/./a.csv", "/data/kota"), "../unduhan/a.csv");
        assert_eq!(named("/unduhan/a[1].csv", "/data/kota"), "/unduhan/a[[]1[]].csv");
        assert_eq!(named("aduan.csv", "."), "aduan.csv");
        assert_eq!(named("aduan.csv", "kota"), "../aduan.csv");
    }
}
