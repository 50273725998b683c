//! A page opened in a headless browser by a script of the test: the page as it is, but for this one script, which the page's own
//! policy is told to allow.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::support::folder;

/// Names under which the browser is found.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// What comes before a test's script: complaints of the page and of its policy are kept, and the answer is written where
/// [`opened`] finds it.
const BEFORE: &str = r#"
const wrong = [];
addEventListener("error", (event) => wrong.push("error: " + event.message));
addEventListener("unhandledrejection", (event) => wrong.push("rejection: " + event.reason));
addEventListener("securitypolicyviolation", (event) => wrong.push("policy: " + event.violatedDirective + " " + event.blockedURI));
for (const kind of ["error", "warn"]) { console[kind] = (...words) => wrong.push(kind + ": " + words.join(" ")); }
const all = (what, where = document) => Array.from(where.querySelectorAll(what));
const one = (what, where = document) => where.querySelector(what);
const type = (input, text) => { input.value = text; input.dispatchEvent(new Event("input", { bubbles: true })); };
const shown = (table) => Array.from(table.tBodies[0].rows).filter((row) => !row.hidden);
addEventListener("load", async () => {
  let said;
  try { said = await (async () => {
"#;

const AFTER: &str = r#"
  })(); } catch (problem) { wrong.push("thrown: " + problem); }
  const answer = { said, wrong, requests: performance.getEntriesByType("resource").map((entry) => entry.name) };
  document.body.textContent = "ANS" + "WER" + btoa(unescape(encodeURIComponent(JSON.stringify(answer)))) + "END";
});
"#;

/// The browser of this machine; a line says that a test is left out where there is none.
pub fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .find(|candidate| candidate.is_file());
    if found.is_none() {
        eprintln!("skipped: no Chromium on this machine");
    }
    found
}

/// What a script finds on a page, as the JSON of what it returns. Any complaint of the page, of its policy, or a request that leaves
/// the file fails the test.
#[track_caller]
pub fn opened(browser: &Path, page: &str, script: &str) -> serde_json::Value {
    let script = format!("{BEFORE}{script}{AFTER}");
    let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
    let allowed = page.replacen("script-src ", &format!("script-src 'sha256-{hash}' "), 1);
    assert_ne!(allowed, page, "the page has a policy");
    let page = allowed.replacen("<style>", &format!("<script>{script}</script><style>"), 1);
    let place = folder();
    let file = place.path().join("laporan.html");
    fs::write(&file, page).expect("the page can be written");
    let profile = place.path().join("profile");
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]);
    command.args(["--window-size=1400,900", "--virtual-time-budget=5000", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", profile.display())).arg(format!("file://{}", file.display()));
    let output = command.output().expect("the browser starts");
    let dom = String::from_utf8_lossy(&output.stdout);
    let answer = dom.rsplit_once(">ANSWER").and_then(|(_, rest)| rest.split_once("END")).map(|(answer, _)| answer);
    let answer = answer.unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(&output.stderr)));
    let bytes = STANDARD.decode(answer).expect("an answer in base64");
    let answer: serde_json::Value = serde_json::from_slice(&bytes).expect("an answer in JSON");
    assert_eq!(answer["wrong"], serde_json::json!([]), "the page complains");
    assert_eq!(answer["requests"], serde_json::json!([]), "a request leaves the file");
    answer["said"].clone()
}
