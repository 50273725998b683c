//! What rows and columns are: counts that look like totals, tables that run down, the column that ranks follow.

use super::{Asked, of, right};
use crate::publish::Language;

#[test]
fn where_nothing_could_be_checked_that_is_said() {
    let table = "Unit;Masuk;Selesai\nA;100;80\nB;50;40\n";
    let audit = of(table);
    assert_eq!((audit.checked, audit.findings.len()), (0, 0));
    let said = audit.lines(Language::En).join("\n");
    assert!(said.contains("nothing could be checked") && said.contains("--as"), "{said}");
    assert!(said.contains("reached by no check: B Masuk; C Selesai"), "{said}");
    let said = audit.lines(Language::Id).join("\n");
    assert!(said.contains("tidak ada yang dapat diperiksa"), "{said}");
    // A rule reaches two columns of three.
    let said =
        right("Unit;Masuk;Selesai;% Selesai;Target\nA;40;30;75;5\nB;50;40;80;7\n").lines(Language::En).join("\n");
    assert!(said.contains("reached by no check: E Target\n") && said.contains("  none"), "{said}");
}

#[test]
fn an_empty_file_gets_an_advice_that_fits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "").unwrap();
    let problem = super::audit(&path, "a.csv", &Asked::default(), super::Limits::default()).unwrap_err();
    assert!(problem.what.contains("empty") && !problem.next.contains("configuration"), "{problem}");
}
