//! The house of the program: stages that know only their neighbour, one writer of files, queries that any
//! engine can run. Reads the text of `src/` and `queries/`.

mod queries;
mod stages;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use stages::Breach;

/// Most lines of a source file.
const LONGEST: usize = 600;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder that ends so, by its path with `/`, with its text.
fn texts(folder: &Path, ending: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).expect("text"));
            }
        }
    }
    found
}

/// The source files that are part of the program: those that are declared for tests only are left out.
fn program() -> BTreeMap<String, String> {
    let all = texts(&root().join("src"), ".rs");
    let mut left_out = Vec::new();
    for (file, text) in &all {
        let home = match file.rsplit_once('/') {
            Some((folder, "mod.rs")) => format!("{folder}/"),
            _ if file == "lib.rs" || file == "main.rs" => String::new(),
            _ => format!("{}/", file.trim_end_matches(".rs")),
        };
        for module in words::test_modules(text) {
            left_out.push(format!("{home}{module}.rs"));
            left_out.push(format!("{home}{module}/"));
        }
    }
    all.into_iter().filter(|(file, _)| !left_out.iter().any(|out| file.starts_with(out.as_str()))).collect()
}

#[test]
fn a_stage_reaches_no_further_than_its_neighbour() {
    let program = program();
    assert!(program.len() > 80, "the sources are there: {}", program.len());
    let breaches: Vec<String> =
        program.iter().flat_map(|(file, text)| stages::breaches(file, text)).map(|b| b.to_string()).collect();
    assert!(breaches.is_empty(), "{} breaches\n{}", breaches.len(), breaches.join("\n"));
}

#[test]
fn no_source_file_is_too_long_and_none_is_unsafe() {
    for (file, text) in texts(&root().join("src"), ".rs") {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "src/{file} has {lines} lines; split it");
        let is_unsafe = words::of(&text).iter().any(|w| w.text == "unsafe");
        assert!(!is_unsafe, "src/{file} holds unsafe code");
        if file == "lib.rs" || file == "main.rs" {
            assert!(words::blank(&text).contains("#![forbid(unsafe_code)]"), "src/{file} forbids no unsafe code");
        }
    }
}

#[test]
fn every_module_says_what_it_owns() {
    for (file, text) in texts(&root().join("src"), ".rs") {
        let tests_only = file.ends_with("tests.rs");
        assert!(tests_only || text.starts_with("//! "), "src/{file} begins without a doc comment");
    }
}

#[test]
fn every_query_runs_on_any_engine() {
    let queries = texts(&root().join("queries"), ".sql");
    assert!(queries.len() >= 8, "the queries are there: {}", queries.len());
    let faults: Vec<String> = queries
        .iter()
        .flat_map(|(file, text)| queries::faults(text).into_iter().map(move |f| format!("queries/{file}: {f}")))
        .collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// What the checker says of these lines in a file.
fn said(file: &str, text: &str) -> Vec<String> {
    stages::breaches(file, text).into_iter().map(|b: Breach| b.what).collect()
}

#[test]
fn the_checker_sees_a_stage_that_reaches_too_far() {
    let far = [
        ("judge/rank.rs", "use crate::validate::Intake;", "judge reaches validate"),
        ("judge/rank.rs", "use crate::{terms::Quarter, normalise::{Tables, as_of}};", "judge reaches normalise"),
        ("publish/html/mod.rs", "fn f(m: &crate::measure::Measured) {}", "publish reaches measure"),
        ("publish/html/mod.rs", "use super::super::store;", "publish reaches store"),
        ("terms/zone.rs", "use super::super::config::Config;", "terms reaches config"),
        ("store.rs", "use super::judge::Report;", "store reaches judge"),
        ("source/csv.rs", "pub(crate) use crate::{problem::Problem, validate};", "source reaches validate"),
        ("main.rs", "use rapor::judge::Report;", "main reaches judge"),
    ];
    for (file, line, what) in far {
        assert_eq!(said(file, line), [what], "{file}: {line}");
    }
    assert_eq!(said("sidedoor/mod.rs", "").len(), 1, "a stage that nobody knows");
}

#[test]
fn the_checker_sees_an_engine_out_of_its_place() {
    let planted = [
        ("normalise/mod.rs", "use datafusion::prelude::*;"),
        ("judge/mod.rs", "use ballista_core::config;"),
        ("measure/mod.rs", "use polars::prelude::*;"),
        ("judge/mod.rs", "fn f() { let a = arrow::array::Int64Array::from(vec![1]); }"),
        ("reference/mod.rs", "use toml;"),
        ("run.rs", "use polars_core::frame::DataFrame;"),
    ];
    for (file, line) in planted {
        let said = said(file, line);
        assert!(said.len() == 1 && said[0].contains("; only "), "{file}: {line}: {said:?}");
    }
    assert!(said("measure/mod.rs", "use datafusion::prelude::*;").is_empty());
    assert!(said("normalise/mod.rs", "use polars::prelude::*;").is_empty());
}

#[test]
fn the_checker_sees_a_second_writer() {
    let planted = [
        ("publish/mod.rs", "fn f() { let _ = std::fs::write(\"a\", \"b\"); }"),
        ("run.rs", "use std::fs::{self, create_dir_all};"),
        ("normalise/mod.rs", "use std::fs::File;\nfn f() { let _ = File::create(\"a\"); }"),
        ("run/inputs.rs", "fn f(p: &P) { fs::rename(p, p); }"),
        ("source/csv.rs", "use std::fs::OpenOptions;"),
        ("judge/mod.rs", "use std::io::Read;"),
        ("judge/mod.rs", "use std::{collections::BTreeMap, fs};"),
        ("cli.rs", "fn f() { std::env::var(\"HOME\"); }"),
        ("reference/calendar.rs", "fn f() { let _ = chrono::Utc::now(); }"),
        ("validate/mod.rs", "fn f() { println!(\"x\"); }"),
    ];
    for (file, line) in planted {
        assert!(!said(file, line).is_empty(), "{file}: {line}");
    }
    assert!(said("store.rs", "fn f() { let _ = fs::rename(a, b); }").is_empty());
    assert!(said("run/inputs.rs", "fn f() { let _ = std::fs::read(a); }").is_empty());
}

#[test]
fn the_checker_sees_code_that_gives_up() {
    for line in ["x.unwrap();", "x\n    .expect(\"y\");", "panic!(\"x\");", "todo!();", "unimplemented!();", "dbg!(x);"]
    {
        assert_eq!(said("judge/mod.rs", &format!("fn f() {{ {line} }}")).len(), 1, "{line}");
    }
    let harmless = "
        //! `x.unwrap()` and crate::validate in words.
        /* panic!() /* nested */ todo!() */
        fn f<'a>(x: &'a str) -> char { x.unwrap_or('\"'); \"fs::write( panic!( \\\" dbg!(\"; r#\"todo!() \" x\"#; '\\'' }
        #[cfg(test)]
        mod tests { use crate::validate::X; fn g() { x.unwrap(); panic!() } }
        #[cfg(test)]
        use crate::run::Y;
    ";
    assert_eq!(said("judge/mod.rs", harmless), Vec::<String>::new());
    assert_eq!(
        said("judge/mod.rs", &format!("{harmless}\nfn g() {{ y.unwrap() }}")).len(),
        1,
        "code after tests counts"
    );
    assert_eq!(
        words::test_modules("#[cfg(test)]\nmod tests;\nmod real;\n#[cfg(test)]\npub(crate) mod made;"),
        ["tests", "made"]
    );
}

#[test]
fn the_checker_sees_a_query_that_only_one_engine_runs() {
    let good = "-- grain: one row a unit\nselect agency, unit, count(*) as n\nfrom complaints -- UPPER\nwhere x = 'A;B'\ngroup by agency, unit\norder by agency, unit\n";
    assert_eq!(queries::faults(good), Vec::<String>::new());
    let planted = [
        ("-- grain: one row a unit\n", ""),
        ("select agency", "SELECT agency"),
        ("from complaints", "from complaints; select 1"),
        ("count(*)", "approx_distinct(x)"),
        ("where x", "where y not in (select 1) and x"),
        ("where x", "where y < now() and x"),
        ("where x", "where y < random() and x"),
        ("from complaints", "from (select 1 union all select 2)"),
        ("from complaints", "from (select 1 except select 2)"),
        ("from complaints", "from (select 1 intersect select 2)"),
        ("select agency", "create table x as select agency"),
        ("select agency", "copy (select agency"),
        ("select agency", "set x = 1 select agency"),
        ("order by agency, unit", ""),
        ("order by agency, unit", "order by agency"),
        ("count(*)", "row_number() over (partition by unit order by seconds)"),
    ];
    for (there, instead) in planted {
        let bad = good.replacen(there, instead, 1);
        assert_ne!(bad, good, "{there}");
        assert!(!queries::faults(&bad).is_empty(), "{there} -> {instead}");
    }
}
