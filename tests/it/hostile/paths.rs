//! Paths that are no files.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use super::{case, holds, made, refused, rows, whole};

#[test]
fn what_is_no_plain_file_is_told_and_never_waited_for() {
    let folder = |path: &Path| fs::create_dir(path).expect("a folder");
    let pipe = |path: &Path| {
        assert!(Command::new("mkfifo").arg(path).status().is_ok_and(|s| s.success()), "a pipe can be made");
    };
    let link = |to: &'static str| move |path: &Path| symlink(to, path).expect("a link");
    let linked = |path: &Path| {
        fs::write(path.with_file_name("asli.txt"), rows(2)).expect("a file");
        symlink("asli.txt", path).expect("a link");
    };
    let mut cases = vec![
        made("a folder", "a.csv", folder, refused(&["not a plain file"])),
        made("a folder as a workbook", "a.xlsx", folder, refused(&["not a plain file"])),
        made("a pipe", "a.csv", pipe, refused(&["not a plain file"])),
        made("a pipe as a workbook", "a.xlsx", pipe, refused(&["not a plain file"])),
        made("a device without end", "a.csv", link("/dev/zero"), refused(&["not a plain file"])),
        made("a link to a file", "a.csv", linked, whole(2)),
        case("a name with a blank", "a b.csv", rows(2), whole(2)),
    ];
    let locked = |path: &Path| {
        fs::write(path, rows(2)).expect("a file");
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("rights");
    };
    // Who may read everything cannot try this one.
    let probe = crate::support::folder();
    locked(&probe.path().join("x"));
    if fs::read(probe.path().join("x")).is_err() {
        cases.push(made("a file that may not be read", "a.csv", locked, refused(&["cannot be read", "may read it"])));
    }
    holds(&cases);
}

#[test]
fn a_link_to_nothing_is_told_and_not_left_out() {
    let trial = crate::trial::Trial::new(rows(2));
    symlink("tidak-ada.csv", trial.path("aduan-2.csv")).expect("a link");
    fs::create_dir(trial.path("aduan-lama")).expect("a folder");
    trial.edit("\"aduan.csv\"", "\"aduan*\"");
    let said = trial.refused();
    assert!(said.contains("aduan-2.csv") && said.contains("cannot be read"), "{said}");
    fs::remove_file(trial.path("aduan-2.csv")).expect("it can be removed");
    // A folder that a pattern happens to match is no export.
    trial.publish();
}
