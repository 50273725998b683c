//! Finding what a run is made of: files, reference data, profiles.

use std::path::{Path, PathBuf};

use crate::config::{Config, Profile};
use crate::problem::Problem;
use crate::publish::{Ingredient, hash};
use crate::reference::{Calendar, Deadlines, InstansiList, Register};
use crate::source::Limits;
use crate::terms::FileAccount;
use crate::validate::Known;

/// Reference data of a run, with their hashes.
pub struct References {
    pub calendar: Calendar,
    pub deadlines: Deadlines,
    pub register: Option<Register>,
    pub instansi: Option<InstansiList>,
    pub ingredients: Vec<Ingredient>,
    /// The hash of what says which names are known.
    names: String,
}

impl References {
    /// Which names are those of units and of governments.
    pub fn known(&self, config: &Config) -> Known<'_> {
        let governments = self.instansi.iter().flat_map(InstansiList::names).chain([config.unit.name.as_str()]);
        Known::new(self.register.as_ref(), governments)
    }

    /// What a file that was read depends on besides itself and its profile.
    pub fn reading_depends_on(&self, config: &Config, limits: &Limits) -> String {
        format!("{} {} {:?} {limits:?}", self.names, config.unit.name, config.unit.zone)
    }
}

/// A file of a source.
pub struct SourceFile<'a> {
    pub path: PathBuf,
    pub shown: String,
    pub profile: &'a Profile,
    /// The number of its `[[source]]`.
    pub source: u32,
}

fn shown(config: &Config, path: &Path) -> String {
    let relative = path.strip_prefix(&config.base).unwrap_or(path);
    let relative = relative.strip_prefix(".").unwrap_or(relative);
    // A file elsewhere is named by its own name alone: a path could tell a user's name.
    let named = if relative.is_absolute() { Path::new(relative.file_name().unwrap_or_default()) } else { relative };
    named.to_string_lossy().replace('\\', "/")
}

/// Reads the reference data, and replaces names of units in deadlines and targets by their ids.
pub fn references(config: &mut Config) -> Result<References, Problem> {
    let mut ingredients = Vec::new();
    let mut read = |path: &Option<PathBuf>, what: &str| -> Result<Option<(Vec<u8>, String)>, Problem> {
        let Some(path) = path else { return Ok(None) };
        let name = shown(config, path);
        let bytes = std::fs::read(path).map_err(|e| {
            Problem::new(format!("the {what} cannot be read"))
                .at(path.display())
                .because(e)
                .hint("correct its path under [reference] in rapor.toml")
        })?;
        ingredients.push(Ingredient { name: name.clone(), hash: hash(&bytes) });
        Ok(Some((bytes, name)))
    };
    let skpd = read(&config.skpd, "unit register")?;
    let aliases = read(&config.aliases, "list of aliases")?;
    let instansi = read(&config.instansi, "list of governments")?;
    let calendar = read(&config.calendar, "calendar")?;
    for source in &config.sources {
        let name = format!("profile {}", source.profile.name);
        if !ingredients.iter().any(|i| i.name == name) {
            ingredients.push(Ingredient { name, hash: hash(source.profile.text.as_bytes()) });
        }
    }
    let names =
        [&skpd, &aliases, &instansi].map(|file| file.as_ref().map_or_else(String::new, |(bytes, _)| hash(bytes)));
    let calendar = match calendar {
        Some((bytes, name)) => Calendar::parse(&bytes, &name)?,
        None => {
            ingredients.push(Ingredient {
                name: "calendar.csv".into(),
                hash: hash(include_bytes!("../../data/reference/calendar.csv")),
            });
            Calendar::shipped()?
        }
    };
    ingredients.push(Ingredient {
        name: "deadlines.csv".into(),
        hash: hash(include_bytes!("../../data/reference/deadlines.csv")),
    });
    let register = match (&skpd, &aliases) {
        (Some((skpd, name)), aliases) => {
            let aliases = aliases.as_ref().map(|(bytes, name)| (bytes.as_slice(), name.as_str()));
            Some(Register::parse((skpd, name), aliases)?)
        }
        (None, Some((_, name))) => {
            return Err(Problem::new("a list of aliases needs a unit register")
                .at(name)
                .hint("name the register under [reference] as skpd = \"skpd.csv\""));
        }
        (None, None) => None,
    };
    let instansi = instansi.map(|(bytes, name)| InstansiList::parse(&bytes, &name)).transpose()?;
    name_units(config, register.as_ref())?;
    let region = instansi.as_ref().and_then(|list| list.find(&config.unit.name)).and_then(|i| i.region_code.clone());
    let calendar = calendar.for_region(region.as_deref());
    let mut deadlines = Deadlines::shipped()?;
    if let Some(preset) = &config.preset {
        ingredients.push(Ingredient { name: format!("preset {}", preset.name), hash: hash(preset.text.as_bytes()) });
        deadlines.replace(preset.deadlines.clone());
    }
    deadlines.replace(config.deadlines.clone());
    deadlines.check()?;
    Ok(References { calendar, deadlines, register, instansi, ingredients, names: names.join(" ") })
}

/// Deadlines and targets may name a unit by id or by name; the stages know ids.
fn name_units(config: &mut Config, register: Option<&Register>) -> Result<(), Problem> {
    let Some(register) = register else { return Ok(()) };
    let named = config.deadlines.iter_mut().map(|d| &mut d.skpd).chain(config.targets.iter_mut().map(|t| &mut t.skpd));
    for unit in named.flatten() {
        let found = register.by_id(unit).or_else(|| register.find(None, unit)).ok_or_else(|| {
            let near = register.suggestions(unit, 3).join("; ");
            Problem::new(format!("'{unit}' is no unit of the register"))
                .at("rapor.toml, [[deadline]] or [[target]]")
                .hint(if near.is_empty() {
                    "give the skpd_id of a unit".to_owned()
                } else {
                    format!("did you mean {near}?")
                })
        })?;
        unit.clone_from(&found.id);
    }
    Ok(())
}

/// Every file of every source, ordered by name, so that the order of sources does not matter.
pub fn files(config: &Config) -> Result<Vec<SourceFile<'_>>, Problem> {
    let mut files: Vec<SourceFile<'_>> = Vec::new();
    for (source, number) in config.sources.iter().zip(0_u32..) {
        for pattern in &source.files {
            let full = config.base.join(pattern);
            let full = full.to_string_lossy();
            let paths = glob::glob(&full).map_err(|e| {
                Problem::new(format!("'{pattern}' is no pattern of file names")).at("rapor.toml, [[source]]").because(e)
            })?;
            let paths: Vec<PathBuf> = paths.collect::<Result<_, _>>().map_err(|e| {
                Problem::new(format!("a folder that '{pattern}' leads through cannot be searched"))
                    .at("rapor.toml, [[source]]")
                    .because(e.error())
                    .hint("check the folder and that you may read it")
            })?;
            // A folder that a pattern happens to match holds other things; anything else is tried, so that nothing is left
            // out in silence. A folder that is named is tried too: it says what to write instead.
            let exact = !pattern.contains(['*', '?', '[']);
            let mut found: Vec<PathBuf> = paths.into_iter().filter(|p| exact || !p.is_dir()).collect();
            found.sort();
            if found.is_empty() {
                return Err(Problem::new(format!("no file matches '{pattern}'"))
                    .at(format!("rapor.toml, [[source]]; looked in {}", config.base.display()))
                    .hint("correct the pattern, or put the export where it looks; paths are relative to rapor.toml"));
            }
            for path in found {
                let shown = shown(config, &path);
                if files.iter().any(|f| f.path == path) {
                    return Err(Problem::new("a file belongs to two sources")
                        .at(shown)
                        .because("its complaints would be read twice, perhaps under two profiles")
                        .hint("make the patterns under [[source]] in rapor.toml exclude one another"));
                }
                files.push(SourceFile { path, shown, profile: &source.profile, source: number });
            }
        }
    }
    files.sort_by(|a, b| (&a.shown, &a.path).cmp(&(&b.shown, &b.path)));
    Ok(files)
}

/// Nothing may disappear: read = accepted + rejected + duplicate for every file.
pub fn balanced(accounts: &[FileAccount]) -> Result<(), Problem> {
    match accounts.iter().find(|a| !a.balances()) {
        None => Ok(()),
        Some(a) => Err(Problem::new("the rows of a file do not add up")
            .at(&a.file)
            .because(format!(
                "read {} is not accepted {} + rejected {} + duplicate {}",
                a.read, a.accepted, a.rejected, a.duplicate
            ))
            .hint("this is a fault of the program; please report it with the shape of the file")),
    }
}

/// `<as-of date>_<hash8>` of an older report, from its manifest.
pub fn archive_stamp(manifest: &[u8]) -> String {
    let value: serde_json::Value = serde_json::from_slice(manifest).unwrap_or_default();
    let date = value.get("as_of").and_then(|v| v.as_str()).and_then(|t| t.get(..10)).unwrap_or("tanpa-tanggal");
    let safe: String = date.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!("{safe}_{}", hash(manifest).get(..8).unwrap_or("00000000"))
}
