//! The shelf: what was read of each file, kept between runs beside the reports, so that an unchanged file is not read again.
//!
//! A piece is known by a key that its owner makes of all that it depends on, and stands in a file named by the hash of
//! its bytes. The list says which piece belongs to which key and is replaced at once, so a run that is killed leaves what
//! was kept before it. Knows bytes, not what they mean: a piece that is damaged is as good as none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{cannot, make_private};
use crate::problem::Problem;

/// The folder's name, below that of a government's reports.
const FOLDER: &str = ".simpanan";
/// The file that a run holds locked as long as it uses the shelf.
const LOCK: &str = "kunci";
/// The list of what is kept: a key and the name of its piece on each line.
const LIST: &str = "daftar";
/// How often another run may take the folder away while it is opened.
const TRIES: usize = 8;

/// The shelf of a government's reports, held by this run alone and readable by its owner alone.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    lock: File,
    /// The names of the pieces that are kept, by key.
    listed: BTreeMap<String, String>,
    /// Those that are to be kept from now on.
    put: BTreeMap<String, String>,
}

impl Shelf {
    /// Opens the shelf in `home`, and makes it where there is none.
    ///
    /// # Errors
    /// Another run uses it, or it cannot be made.
    pub fn open(home: &Path) -> Result<Self, Problem> {
        let folder = home.join(FOLDER);
        let lock = lock(home, &folder).map_err(|error| match error {
            TryLockError::WouldBlock => Problem::new("another run uses the same folder of reports")
                .at(home.display())
                .because("two runs at once would mix what they keep there")
                .hint("wait until the other run has ended, or choose another folder with --out"),
            TryLockError::Error(error) => cannot("what was read cannot be kept", &folder, &error),
        })?;
        let listed = fs::read_to_string(folder.join(LIST)).unwrap_or_default();
        let pairs = listed.lines().filter_map(|line| line.split_once(' '));
        let pairs = pairs.filter(|(_, name)| is_name(name)).map(|(key, name)| (key.to_owned(), name.to_owned()));
        Ok(Self { folder, lock, listed: pairs.collect(), put: BTreeMap::new() })
    }

    /// A piece that was kept; `None` where there is none, or where it is damaged.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let name = self.listed.get(key)?;
        let bytes = fs::read(self.folder.join(name)).ok()?;
        (blake3::hash(&bytes).to_hex().as_str() == name).then_some(bytes)
    }

    /// Puts a piece on the shelf. It is kept once [`Shelf::keep`] lists it.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn put(&mut self, key: &str, bytes: &[u8]) -> Result<(), Problem> {
        let name = blake3::hash(bytes).to_hex().to_string();
        let path = self.folder.join(&name);
        fs::write(&path, bytes).map_err(|e| cannot("what was read cannot be kept", &path, &e))?;
        self.put.insert(key.to_owned(), name);
        Ok(())
    }

    /// Lists the pieces of these keys, and removes everything else.
    ///
    /// # Errors
    /// The disk refuses; what was listed before is then listed still.
    pub fn keep(&mut self, keys: &BTreeSet<String>) -> Result<(), Problem> {
        let (list, new) = (self.folder.join(LIST), self.folder.join(format!("{LIST}-baru")));
        let name = |key: &String| self.put.get(key).or_else(|| self.listed.get(key)).cloned();
        let kept: BTreeMap<String, String> = keys.iter().filter_map(|key| Some((key.clone(), name(key)?))).collect();
        if kept == self.listed {
            return Ok(());
        }
        let text: String = kept.iter().map(|(key, name)| format!("{key} {name}\n")).collect();
        fs::write(&new, text)
            .and_then(|()| fs::rename(&new, &list))
            .map_err(|e| cannot("what was read cannot be kept", &list, &e))?;
        self.listed = kept;
        self.sweep();
        Ok(())
    }

    /// Removes pieces that the list does not name.
    fn sweep(&self) {
        let kept: BTreeSet<&str> = self.listed.values().map(String::as_str).chain([LOCK, LIST]).collect();
        let entries = fs::read_dir(&self.folder).into_iter().flatten();
        for name in entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()) {
            if !kept.contains(name.as_str()) {
                let _ = fs::remove_file(self.folder.join(name));
            }
        }
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        // A run that fails leaves what was kept before it; the first one leaves nothing.
        if self.listed.is_empty() {
            let _ = fs::remove_dir_all(&self.folder);
            let _ = self.folder.parent().map(fs::remove_dir);
        } else {
            self.sweep();
        }
        let _ = self.lock.unlock();
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Makes the folder where there is none, and locks it.
fn lock(home: &Path, folder: &Path) -> Result<File, TryLockError> {
    for _ in 0..TRIES {
        let open = || {
            fs::create_dir_all(home)?;
            match make_private(folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            File::options().create(true).append(true).open(folder.join(LOCK))
        };
        let file = match open() {
            // The first run of all failed in between, and took its folder away.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened.map_err(TryLockError::Error)?,
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(TryLockError::WouldBlock),
            // Where the file system knows no locks, nobody else holds one either.
            _ if folder.join(LOCK).exists() => return Ok(file),
            _ => {}
        }
    }
    Err(TryLockError::Error(io::Error::other("its folder is taken away again and again")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(keys: &[&str]) -> BTreeSet<String> {
        keys.iter().map(ToString::to_string).collect()
    }

    fn names(home: &Path) -> BTreeSet<String> {
        let entries = fs::read_dir(home.join(FOLDER)).expect("the shelf");
        entries.map(|e| e.expect("an entry").file_name().into_string().expect("a name")).collect()
    }

    #[test]
    fn what_is_listed_is_there_for_the_next_run_and_nothing_else_is() {
        let home = tempfile::tempdir().expect("a folder");
        let mut shelf = Shelf::open(home.path()).expect("a shelf");
        shelf.put("a", b"satu").expect("put");
        shelf.put("b", b"dua").expect("put");
        assert_eq!(shelf.get("a"), None, "not listed yet");
        shelf.keep(&keys(&["a"])).expect("kept");
        drop(shelf);
        let mut shelf = Shelf::open(home.path()).expect("a shelf");
        assert_eq!((shelf.get("a"), shelf.get("b")), (Some(b"satu".to_vec()), None));
        assert_eq!(names(home.path()).len(), 3, "the list, the lock, one piece");
        shelf.put("a", b"tiga").expect("put");
        drop(shelf);
        let shelf = Shelf::open(home.path()).expect("a shelf");
        assert_eq!(shelf.get("a"), Some(b"satu".to_vec()), "a run that fails leaves what was kept before it");
    }

    #[test]
    fn a_damaged_piece_is_none() {
        let home = tempfile::tempdir().expect("a folder");
        let mut shelf = Shelf::open(home.path()).expect("a shelf");
        shelf.put("a", b"satu").expect("put");
        shelf.keep(&keys(&["a"])).expect("kept");
        let name = names(home.path()).into_iter().find(|name| is_name(name)).expect("the piece");
        for damaged in [&b"sat"[..], b"", b"sama"] {
            fs::write(home.path().join(FOLDER).join(&name), damaged).expect("written");
            assert_eq!(shelf.get("a"), None);
        }
    }

    #[test]
    fn a_second_run_is_told_so_until_the_first_has_ended() {
        let home = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::open(home.path()).expect("a shelf");
        let problem = Shelf::open(home.path()).expect_err("held");
        assert!(problem.to_string().contains("another run"), "{problem}");
        drop(shelf);
        assert!(Shelf::open(home.path()).is_ok());
    }

    #[test]
    fn a_first_run_that_fails_leaves_nothing() {
        let out = tempfile::tempdir().expect("a folder");
        let home = out.path().join("kota");
        let mut shelf = Shelf::open(&home).expect("a shelf");
        shelf.put("a", b"satu").expect("put");
        drop(shelf);
        assert!(!home.exists());
    }
}
