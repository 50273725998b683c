//! The only writer of files: a working folder for tables, and reports that appear whole or not at all.
//!
//! A report is written into a staging folder beside its place, flushed to disk, and renamed. The
//! report that stood there moves to `arsip/` first: what was announced stays. Knows bytes and
//! paths, not what they mean.

mod shelf;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

pub use shelf::Shelf;

use crate::problem::Problem;

fn cannot(what: &str, path: &Path, error: &io::Error) -> Problem {
    let next = match error.kind() {
        io::ErrorKind::PermissionDenied => "choose another folder with --out, or ask for the right to write there",
        io::ErrorKind::StorageFull => "free some space and run again; nothing was published",
        _ => "mend the cause and run again; nothing was published",
    };
    Problem::new(what).at(path.display()).because(error).hint(next)
}

/// What the name of a working folder begins with.
const WORK: &str = ".kerja-";
/// What the name of the lock of a folder ends with.
const LOCK: &str = ".kunci";

/// A folder of this process alone. Its lock `<folder>.kunci` is there before the folder and goes after it, so that a
/// folder without a lock that somebody holds has no owner any more.
#[derive(Debug)]
struct Own {
    folder: PathBuf,
    lock: PathBuf,
    /// Holds the lock as long as it is open; the system lets go of it when the process ends, however it ends.
    held: File,
}

impl Own {
    /// Makes the folder `<parent>/<prefix><pid>-<random>`, readable by its owner alone; refuses one that is there already.
    fn new(parent: &Path, prefix: &str) -> io::Result<Self> {
        fs::create_dir_all(parent)?;
        let parent = parent.canonicalize()?;
        let mut tries = 0;
        loop {
            // The number keeps apart processes of one id, as in two containers that share the folder.
            let name = format!("{prefix}{}-{:016x}", std::process::id(), RandomState::new().build_hasher().finish());
            let (folder, lock) = (parent.join(&name), parent.join(format!("{name}{LOCK}")));
            let held = File::create_new(&lock)?;
            // Where the file system knows no locks, nobody can take this one for free either.
            let _ = held.lock();
            // Another run may have swept the file before it was locked.
            if lock.exists() {
                return match make_private(&folder) {
                    Ok(()) => Ok(Self { folder, lock, held }),
                    // What is there already is not ours to remove.
                    Err(error) => fs::remove_file(&lock).and(Err(error)),
                };
            }
            tries += 1;
            if tries == 8 {
                return Err(io::Error::other("its lock is taken away again and again"));
            }
        }
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        // What cannot be removed now is swept by the next run, which finds the lock free.
        if remove(&self.folder).is_ok() {
            let _ = fs::remove_file(&self.lock);
        }
        let _ = self.held.unlock();
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes what runs that were killed left behind: working folders below `out`, and reports half-way to their place
/// below its folder `home`. Both name complaints. A folder whose owner still runs is left alone.
///
/// A run killed between moving the old report away and putting the new one in its place leaves none there; the old one
/// stands in `arsip/`, and the next run publishes again.
pub fn sweep(out: &Path, home: Option<&str>) {
    let staged = |name: &str| name.as_bytes().get(5..9).is_some_and(|q| q.starts_with(b"-Q") && q.ends_with(b"-"));
    sweep_folder(out, |name| name.starts_with(WORK));
    if let Some(home) = home {
        sweep_folder(&out.join(home), staged);
    }
}

fn sweep_folder(folder: &Path, ours: impl Fn(&str) -> bool) {
    // Nothing here may stop a run: what cannot be swept, perhaps because it is somebody else's, stays.
    let Ok(entries) = fs::read_dir(folder) else { return };
    let left = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    // A folder and its lock stand for one leftover.
    let left: BTreeSet<String> = left.map(|name| name.strip_suffix(LOCK).map_or(name.clone(), str::to_owned)).collect();
    for name in left.iter().filter(|name| ours(name) && made_here(name)) {
        let (leftover, lock) = (folder.join(name), folder.join(format!("{name}{LOCK}")));
        // No link is followed: it may lead to a folder of somebody else.
        let is = |path: &Path, kind: fn(&fs::Metadata) -> bool| fs::symlink_metadata(path).is_ok_and(|m| kind(&m));
        let held = match File::open(&lock) {
            Ok(file) if is(&lock, fs::Metadata::is_file) && file.try_lock().is_ok() => Some(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            _ => continue,
        };
        if is(&leftover, fs::Metadata::is_dir) && remove(&leftover).is_err() {
            continue;
        }
        if let Some(file) = held {
            let _ = fs::remove_file(&lock);
            drop(file);
        }
    }
}

/// Whether a name ends as this program ends them: the id of a process, and a number in hexadecimal.
fn made_here(name: &str) -> bool {
    let mut parts = name.rsplit('-');
    let number = parts.next().is_some_and(|p| p.len() == 16 && p.bytes().all(|b| b.is_ascii_hexdigit()));
    let process = parts.next().is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    name.starts_with('.') && number && process
}

/// A folder for the canonical tables of one run, readable by its owner alone; gone when the run ends.
#[derive(Debug)]
pub struct Workspace {
    own: Own,
}

impl Workspace {
    /// Makes an empty working folder below `out`.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(out: &Path) -> Result<Self, Problem> {
        Own::new(out, WORK).map(|own| Self { own }).map_err(|e| cannot("the working folder cannot be made", out, &e))
    }

    /// Makes the folder of a table.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn table(&self, name: &str) -> Result<PathBuf, Problem> {
        let folder = self.own.folder.join(name);
        fs::create_dir(&folder).map_err(|e| cannot("a table cannot be written", &folder, &e))?;
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

/// A file of a report.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Where, relative to the report's folder.
    pub path: &'a str,
    /// What.
    pub bytes: &'a [u8],
}

/// A report that is written whole beside its place, but not yet there; readable by its owner alone until then.
/// Dropped before it is put in place, it is gone.
#[derive(Debug)]
pub struct Staged {
    folder: PathBuf,
    staging: Own,
}

impl Staged {
    /// Writes a report beside its place `folder`; the part named `private_part` stays readable by its owner alone.
    ///
    /// # Errors
    /// A path would leave the folder, or the disk refuses.
    pub fn write(folder: &Path, items: &[Item<'_>], private_part: &str) -> Result<Self, Problem> {
        let (parent, name) = place(folder);
        let staging = Own::new(parent, &format!(".{name}-")).map_err(|e| unwritten(folder, &e))?;
        stage(&staging.folder, items, private_part)?;
        Ok(Self { folder: folder.to_owned(), staging })
    }

    /// Puts the report in its place. A report that stands there already is moved to `arsip/<name>_<stamp>` beside it,
    /// where `stamp` is made by `stamp_of` from its manifest; one with the very same bytes is left as it is.
    ///
    /// Every step is one rename. Two runs that publish at once both end with their report in place or in `arsip/`.
    ///
    /// # Errors
    /// The disk refuses; the report that stood there then stands there still.
    pub fn publish(self, stamp_of: impl Fn(&[u8]) -> String) -> Result<Published, Problem> {
        swap(&self.folder, &self.staging.folder, stamp_of)
            .map_err(|e| cannot("the report cannot be put in its place", &self.folder, &e))
    }
}

/// The folder in which a report stands, and its name there.
fn place(folder: &Path) -> (&Path, String) {
    let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    (folder.parent().unwrap_or_else(|| Path::new(".")), name)
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
    let inner = staging.join(private_part);
    for item in items {
        let relative = Path::new(item.path);
        if !relative.components().all(|c| matches!(c, Component::Normal(_))) {
            return Err(Problem::new("a file of the report would lie outside its folder").at(item.path));
        }
        let path = staging.join(relative);
        let write = || {
            if relative.starts_with(private_part) && !inner.exists() {
                make_private(&inner)?;
            }
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let mut file = File::create(&path)?;
            file.write_all(item.bytes)?;
            file.sync_all()
        };
        write().map_err(|e| unwritten(&path, &e))?;
    }
    Ok(())
}

/// How often another run may be faster at the same place.
const TRIES: usize = 50;

fn swap(folder: &Path, staging: &Path, stamp_of: impl Fn(&[u8]) -> String) -> io::Result<Published> {
    let (parent, name) = place(folder);
    let manifest = |of: &Path| fs::read(of.join("manifest.json"));
    let mut outcome = Published::New;
    for attempt in 1.. {
        let again = |error: io::Error| if attempt < TRIES { Ok(()) } else { Err(error) };
        if folder.exists() {
            let old = manifest(folder).unwrap_or_default();
            if !old.is_empty() && manifest(staging).is_ok_and(|new| new == old) && whole(folder, staging) {
                return Ok(if outcome == Published::New { Published::Same } else { outcome });
            }
            let archive = parent.join("arsip");
            fs::create_dir_all(&archive)?;
            let base = format!("{name}_{}", stamp_of(&old));
            let free = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") });
            let place = free.map(|n| archive.join(n)).find(|p| !p.exists()).unwrap_or_else(|| archive.join(&base));
            match fs::rename(folder, &place) {
                Ok(()) => outcome = Published::Replaced(place),
                // Another run moved it first, or took the name in the archive.
                Err(error) if error.kind() == io::ErrorKind::NotFound || occupied(&error) => {
                    again(error)?;
                    continue;
                }
                Err(error) => return Err(error),
            }
        }
        if let Err(error) = make_public(staging).and_then(|()| fs::rename(staging, folder)) {
            if occupied(&error) {
                // Another run put its report there in between.
                again(error)?;
                continue;
            }
            if let Published::Replaced(place) = &outcome {
                // Put the old report back rather than leave its place empty.
                let _ = fs::rename(place, folder);
            }
            return Err(error);
        }
        break;
    }
    if let Ok(handle) = File::open(parent) {
        let _ = handle.sync_all();
    }
    Ok(outcome)
}

/// Whether a rename failed for a folder that stands at its goal.
fn occupied(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists)
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

/// What became of a sheet for a person to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// It was written.
    Written,
    /// It stood there already with the same bytes.
    Same,
    /// What stands there is somebody's work, and was left as it is.
    Kept,
}

/// Writes a sheet for a person to fill in. What stands at its place is replaced, whole or not at all, where `is_blank` says
/// that nobody has written into it, and left as it is otherwise.
///
/// # Errors
/// The disk refuses.
pub fn write_sheet(path: &Path, bytes: &[u8], is_blank: impl Fn(&[u8]) -> bool) -> Result<Sheet, Problem> {
    match fs::read(path) {
        Ok(there) if there == bytes => return Ok(Sheet::Same),
        Ok(there) if !is_blank(&there) => return Ok(Sheet::Kept),
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(cannot("the sheet that stands there cannot be read", path, &error));
        }
        _ => {}
    }
    let (parent, name) = place(path);
    sweep_folder(parent, |name| name.starts_with(WORK));
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let write = || {
        // Made in a folder of its own beside its place, which goes with whatever is left in it.
        let own = Own::new(parent, WORK)?;
        let made = own.folder.join(&name);
        let mut file = File::create(&made)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&made, path)
    };
    write().map(|()| Sheet::Written).map_err(|e| cannot("the sheet cannot be written", path, &e))
}

/// Makes a folder that only its owner may enter; fails where something of this name is there already.
#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

/// Lets everybody enter a folder.
#[cfg(unix)]
fn make_public(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

#[cfg(not(unix))]
fn make_public(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// A file of a report that was published before; `None` where there is none.
#[must_use]
pub fn read(folder: &Path, path: &str) -> Option<Vec<u8>> {
    fs::read(folder.join(path)).ok()
}
