//! The only writer of files: a working folder for tables, and reports that appear whole or not at all.
//!
//! A report is written into a staging folder beside its place, flushed to disk, and renamed. The
//! report that stood there moves to `arsip/` first: what was announced stays. Knows bytes and
//! paths, not what they mean.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use crate::problem::Problem;

fn cannot(what: &str, path: &Path, error: &io::Error) -> Problem {
    let next = match error.kind() {
        io::ErrorKind::PermissionDenied => "choose another folder with --out, or ask for the right to write there",
        io::ErrorKind::StorageFull => "free some space and run again; nothing was published",
        _ => "mend the cause and run again; nothing was published",
    };
    Problem::new(what).at(path.display()).because(error).hint(next)
}

/// A folder for the canonical tables of one run; gone when the run ends.
#[derive(Debug)]
pub struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Makes an empty working folder below `out`.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(out: &Path) -> Result<Self, Problem> {
        let folder = out.join(format!(".kerja-{}", std::process::id()));
        let make = || {
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            fs::create_dir_all(&folder)?;
            private(&folder)?;
            folder.canonicalize()
        };
        let folder = make().map_err(|e| cannot("the working folder cannot be made", &folder, &e))?;
        Ok(Self { folder })
    }

    /// Makes the folder of a table.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn table(&self, name: &str) -> Result<PathBuf, Problem> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder).map_err(|e| cannot("a table cannot be written", &folder, &e))?;
        Ok(folder)
    }

    /// Opens a part of a table for writing.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn part(table: &Path, number: usize) -> Result<File, Problem> {
        let path = table.join(format!("bagian-{number:04}.parquet"));
        File::create(&path).map_err(|e| cannot("a table cannot be written", &path, &e))
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        // A folder that stays behind does no harm: it holds no personal data and the next run clears its own.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A file of a report.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Where, relative to the report's folder.
    pub path: &'a str,
    /// What.
    pub bytes: &'a [u8],
}

/// A report that is written whole beside its place, but not yet there. Dropped before it is put in place, it is gone.
#[derive(Debug)]
pub struct Staged {
    folder: PathBuf,
    staging: PathBuf,
}

impl Staged {
    /// Writes a report beside its place `folder`; the part named `private_part` is readable by its owner alone.
    ///
    /// # Errors
    /// A path would leave the folder, or the disk refuses.
    pub fn write(folder: &Path, items: &[Item<'_>], private_part: &str) -> Result<Self, Problem> {
        let parent = folder.parent().unwrap_or_else(|| Path::new("."));
        let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let staging = parent.join(format!(".{name}-{}", std::process::id()));
        let staged = Self { folder: folder.to_owned(), staging };
        stage(&staged.staging, items, private_part)?;
        Ok(staged)
    }

    /// Puts the report in its place. A report that stands there already is moved to `arsip/<name>_<stamp>` beside it,
    /// where `stamp` is made by `stamp_of` from its manifest; one with the very same bytes is left as it is.
    ///
    /// # Errors
    /// The disk refuses; the report that stood there then stands there still.
    pub fn publish(self, stamp_of: impl Fn(&[u8]) -> String) -> Result<Published, Problem> {
        let parent = self.folder.parent().unwrap_or_else(|| Path::new("."));
        let name = self.folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        swap(parent, &self.folder, &name, &self.staging, stamp_of)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After a publication there is nothing left here.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// What became of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Published {
    /// There was no report of this name.
    New,
    /// The report that stood there was moved to this folder.
    Replaced(PathBuf),
    /// The same report stood there already.
    Same,
}

fn unwritten(path: &Path, error: &io::Error) -> Problem {
    cannot("a file of the report cannot be written", path, error)
}

fn stage(staging: &Path, items: &[Item<'_>], private_part: &str) -> Result<(), Problem> {
    if staging.exists() {
        fs::remove_dir_all(staging).map_err(|e| unwritten(staging, &e))?;
    }
    fs::create_dir_all(staging).map_err(|e| unwritten(staging, &e))?;
    for item in items {
        let relative = Path::new(item.path);
        if !relative.components().all(|c| matches!(c, Component::Normal(_))) {
            return Err(Problem::new("a file of the report would lie outside its folder").at(item.path));
        }
        let path = staging.join(relative);
        let write = || {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let mut file = File::create(&path)?;
            file.write_all(item.bytes)?;
            file.sync_all()
        };
        write().map_err(|e| unwritten(&path, &e))?;
    }
    let inner = staging.join(private_part);
    if inner.is_dir() {
        private(&inner).map_err(|e| unwritten(&inner, &e))?;
    }
    Ok(())
}

fn swap(
    parent: &Path,
    folder: &Path,
    name: &str,
    staging: &Path,
    stamp_of: impl Fn(&[u8]) -> String,
) -> Result<Published, Problem> {
    let fail = |e: io::Error| cannot("the report cannot be put in its place", folder, &e);
    let mut outcome = Published::New;
    if folder.exists() {
        let manifest = |of: &Path| fs::read(of.join("manifest.json"));
        let old = manifest(folder).unwrap_or_default();
        if !old.is_empty() && manifest(staging).is_ok_and(|new| new == old) && whole(folder, staging) {
            return Ok(Published::Same);
        }
        let archive = parent.join("arsip");
        fs::create_dir_all(&archive).map_err(fail)?;
        let base = format!("{name}_{}", stamp_of(&old));
        let free = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") });
        let place = free.map(|n| archive.join(n)).find(|p| !p.exists()).unwrap_or_else(|| archive.join(&base));
        fs::rename(folder, &place).map_err(fail)?;
        if let Err(error) = fs::rename(staging, folder) {
            // Put the old report back rather than leave its place empty.
            let _ = fs::rename(&place, folder);
            return Err(fail(error));
        }
        outcome = Published::Replaced(place);
    } else {
        fs::rename(staging, folder).map_err(fail)?;
    }
    if let Ok(handle) = File::open(parent) {
        let _ = handle.sync_all();
    }
    Ok(outcome)
}

/// Whether every file of the new folder stands in the old one with the same bytes.
fn whole(old: &Path, new: &Path) -> bool {
    let Ok(entries) = fs::read_dir(new) else { return false };
    entries.filter_map(Result::ok).all(|entry| {
        let (path, twin) = (entry.path(), old.join(entry.file_name()));
        if path.is_dir() { whole(&twin, &path) } else { fs::read(path).ok() == fs::read(twin).ok() }
    })
}

/// Writes new files into a folder; refuses to overwrite.
///
/// # Errors
/// One of the files stands there already (nothing is written then), or the disk refuses.
pub fn write_new(folder: &Path, items: &[Item<'_>]) -> Result<(), Problem> {
    if let Some(there) = items.iter().map(|i| folder.join(i.path)).find(|p| p.exists()) {
        return Err(Problem::new("a file of this name is there already")
            .at(there.display())
            .hint("choose another folder, or move the file away; nothing was written"));
    }
    for item in items {
        let path = folder.join(item.path);
        let write = || {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(&path, item.bytes)
        };
        write().map_err(|e| cannot("the file cannot be written", &path, &e))?;
    }
    Ok(())
}

#[cfg(unix)]
fn private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn private(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// A file of a report that was published before; `None` where there is none.
#[must_use]
pub fn read(folder: &Path, path: &str) -> Option<Vec<u8>> {
    fs::read(folder.join(path)).ok()
}
