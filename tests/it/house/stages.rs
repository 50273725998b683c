//! The rules between stages, as checks on the text of one file.

use std::fmt;

use super::words::{self, Word};

/// What each stage may name of the crate besides itself.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("terms", &[]),
    ("problem", &[]),
    ("store", &["problem"]),
    ("source", &["terms", "problem"]),
    ("reference", &["terms", "problem"]),
    // Types only: deadlines, and the columns that a profile wants.
    ("config", &["reference", "source", "terms", "problem"]),
    // Of the reference data the register alone: a name that it knows is no person's.
    ("validate", &["source", "config", "reference", "terms", "problem"]),
    ("normalise", &["validate", "reference", "config", "store", "terms", "problem"]),
    ("measure", &["normalise", "terms", "problem"]),
    ("judge", &["measure", "config", "reference", "terms", "problem"]),
    ("publish", &["judge", "terms", "problem"]),
    // Computes for itself: it may not name measure. Of publish the words and the form of numbers alone.
    ("audit", &["judge", "publish", "source", "terms", "problem"]),
    ("sample", &["config", "terms", "problem"]),
    ("propose", &["source", "config", "terms", "problem"]),
    // Types of arguments only.
    ("cli", &["audit", "config", "sample", "source", "publish", "terms", "problem"]),
    (
        "run",
        &[
            "audit",
            "cli",
            "config",
            "judge",
            "measure",
            "normalise",
            "problem",
            "propose",
            "publish",
            "reference",
            "sample",
            "source",
            "store",
            "terms",
            "validate",
        ],
    ),
    ("lib", &[]),
    ("main", &["cli", "problem", "run"]),
];

/// Crates that only some stages may name; a name that ends in `*` stands for all that begin so.
const OWNED: &[(&str, &[&str])] = &[
    ("datafusion*", &["measure"]),
    ("ballista*", &["measure"]),
    ("polars*", &["normalise", "audit"]),
    ("arrow*", &["source", "measure"]),
    ("tokio", &["measure"]),
    ("toml", &["config"]),
    ("clap", &["cli", "main"]),
    ("indicatif", &["run"]),
    ("comfy_table", &["run"]),
    ("calamine", &["source"]),
    ("rust_xlsxwriter", &["publish", "sample"]),
    ("plotters*", &["publish"]),
    ("minijinja", &["publish"]),
    ("typst*", &["publish"]),
];

/// Calls that make, change or remove a file.
const WRITES: &[(&str, &[&str])] = &[
    (
        "fs",
        &[
            "copy",
            "create_dir",
            "create_dir_all",
            "hard_link",
            "remove_dir",
            "remove_dir_all",
            "remove_file",
            "rename",
            "set_permissions",
            "write",
            "OpenOptions",
            "DirBuilder",
        ],
    ),
    ("File", &["create", "create_new", "options"]),
    ("OpenOptions", &["new"]),
];

/// Stages that see nothing of the machine.
const BLIND: &[&str] = &["terms", "problem", "judge", "publish", "sample", "propose", "cli", "measure", "validate"];

/// Words that read the clock.
const CLOCKS: &[(&str, &str)] = &[
    ("SystemTime", "now"),
    ("Instant", "now"),
    ("Local", "now"),
    ("Utc", "now"),
    ("Local", "today"),
    ("Utc", "today"),
];

/// A breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The file below `src`.
    pub file: String,
    /// The line from 1; 0 = the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.file, self.line, self.what)
    }
}

/// The stage of a file below `src`: its folder, or its own name.
pub fn stage_of(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// How deep the module of a file lies: 0 for the crate, 1 for a stage.
fn depth_of(file: &str) -> usize {
    let parts: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
    match parts.as_slice() {
        ["lib" | "main"] => 0,
        [folders @ .., "mod"] => folders.len(),
        all => all.len(),
    }
}

/// Every breach in the text of a file.
pub fn breaches(file: &str, text: &str) -> Vec<Breach> {
    let stage = stage_of(file);
    let words = words::of(text);
    let mut found = Vec::new();
    let mut breach = |line: usize, what: String| found.push(Breach { file: file.to_owned(), line, what });

    match MAY_NAME.iter().find(|(name, _)| *name == stage) {
        None => breach(0, format!("'{stage}' is no stage of the house; give it a line in the table of this test")),
        Some((_, allowed)) => {
            for named in crate_names(file, &words) {
                let is_stage = MAY_NAME.iter().any(|(name, _)| *name == named.text);
                if is_stage && named.text != stage && !allowed.contains(&named.text.as_str()) {
                    breach(named.line, format!("{stage} reaches {}", named.text));
                }
            }
        }
    }
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| words.get(i)).map_or("", |w| w.text.as_str());
        let after = words.get(at + 1).map_or("", |w| w.text.as_str());
        let foreign = before != "::" && (after == "::" || (before == "use" && matches!(after, ";" | "as")));
        if foreign
            && let Some((_, owners)) = OWNED.iter().find(|(name, _)| is_named(name, &word.text))
            && !owners.contains(&stage)
        {
            breach(word.line, format!("{stage} names {}; only {} may", word.text, owners.join(" and ")));
        }
        let call = after == "(" && before == ".";
        let forbidden = match word.text.as_str() {
            "unwrap" | "expect" => call,
            "todo" | "unimplemented" | "dbg" | "panic" => after == "!",
            _ => false,
        };
        if forbidden {
            breach(word.line, format!("{} stands in code that input can reach", word.text));
        }
        if after == "::" && CLOCKS.iter().any(|(kind, call)| *kind == word.text && head_is(&words, at, call)) {
            breach(word.line, "the clock is read; time is an input".to_owned());
        }
    }
    if stage != "store" {
        for (owner, calls) in WRITES {
            for call in words::behind(&words, owner).into_iter().filter(|w| calls.contains(&w.text.as_str())) {
                breach(call.line, format!("{stage} calls {owner}::{}; only store writes files", call.text));
            }
        }
    }
    if BLIND.contains(&stage) {
        for part in words::behind(&words, "std")
            .into_iter()
            .filter(|w| ["fs", "net", "process", "env"].contains(&w.text.as_str()))
        {
            breach(part.line, format!("{stage} names std::{}", part.text));
        }
    }
    if stage == "judge" {
        for part in
            words::behind(&words, "std").into_iter().filter(|w| ["io", "time", "thread"].contains(&w.text.as_str()))
        {
            breach(part.line, format!("judge names std::{}", part.text));
        }
    }
    if !["run", "main"].contains(&stage) {
        for pair in words.windows(2) {
            if let [name, mark] = pair
                && ["print", "println", "eprint", "eprintln"].contains(&name.text.as_str())
                && mark.text == "!"
            {
                breach(name.line, format!("{stage} prints; only run speaks"));
            }
        }
    }
    found
}

fn head_is(words: &[Word], at: usize, call: &str) -> bool {
    words.get(at + 2).is_some_and(|w| w.text == call)
}

fn is_named(pattern: &str, word: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(begin) => word == begin || word.starts_with(&format!("{begin}_")),
        None => word == pattern,
    }
}

/// The names at the top of the crate that a file reaches: by `crate::`, `rapor::`, or by `super::` up to the top.
fn crate_names<'a>(file: &str, words: &'a [Word]) -> Vec<&'a Word> {
    let mut found = words::behind(words, "crate");
    found.extend(words::behind(words, "rapor"));
    let depth = depth_of(file);
    for at in 0..words.len() {
        let chain_begins = words[at].text == "super" && (at == 0 || words[at - 1].text != "::");
        if chain_begins {
            let length =
                words[at..].chunks(2).take_while(|c| c.len() == 2 && c[0].text == "super" && c[1].text == "::").count();
            if length >= depth {
                found.extend(words::heads(words, at + 2 * length));
            }
        }
    }
    found
}
