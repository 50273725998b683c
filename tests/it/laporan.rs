//! The public page as its readers use it: in a browser, where this machine has one, and as text.

use std::path::Path;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::browser::{browser, opened};
use crate::pages;
use crate::support::{folder, quarter_folder, rapor, read_table};
use crate::trial::{GOOD, Trial, delimited};

const CITY: &str = "Pemerintah Kota Contohsari (fiktif)";

/// The sample's newest quarter, published once for all tests here.
fn sample(read: impl FnOnce(&Path)) {
    static DONE: OnceLock<TempDir> = OnceLock::new();
    let out = DONE.get_or_init(|| {
        let out = folder();
        let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/rapor.toml");
        let arguments = ["run", "--quiet", "--quarter", "2024-Q2", "--only", "html", "--out"].map(std::ffi::OsStr::new);
        rapor(arguments.into_iter().chain([out.path().as_os_str(), config.as_os_str()])).expect_status(&[0]);
        out
    });
    read(&quarter_folder(out.path(), CITY, "2024-Q2").join("publik"));
}

fn page(public: &Path) -> String {
    std::fs::read_to_string(public.join("laporan.html")).expect("the page")
}

/// Sorts by the rate in time three times, then searches, narrows to a group, and asks for all columns.
const TABLE: &str = r#"
const table = one(".league table"), before = shown(table).map((row) => row.dataset.unit);
const at = Array.from(table.tHead.rows[0].cells).findIndex((head) => head.textContent === "Respons tepat waktu");
const head = table.tHead.rows[0].cells[at], button = one("button", head);
const orders = [];
for (let turn = 0; turn < 3; turn += 1) {
  button.click();
  orders.push([head.getAttribute("aria-sort"), shown(table).map((row) => Number(row.cells[at].dataset.sort))]);
}
const back = JSON.stringify(shown(table).map((row) => row.dataset.unit)) === JSON.stringify(before);
const tools = one(".league .tools"), search = one("input[type=search]", tools), select = one("select", tools);
type(search, "TIMUR kecamatan");
const found = shown(table).map((row) => one(".open", row).textContent), said = one("output", tools).textContent;
type(search, "");
select.selectedIndex = 1;
select.dispatchEvent(new Event("change"));
const group = [select.value, shown(table).length, shown(table).every((row) => row.dataset.group === select.value)];
const wide = () => getComputedStyle(one("th.more", table)).display !== "none";
const brief = wide();
one("input[type=checkbox]", tools).click();
button.focus();
return { orders, back, found, said, group, columns: [brief, wide()], focus: document.activeElement === button,
  named: all("input, select, button").every((field) => (field.labels && field.labels.length) || field.textContent || field.getAttribute("aria-label")) };
"#;

#[test]
fn the_league_is_sorted_searched_and_narrowed() {
    let Some(browser) = browser() else { return };
    sample(|public| {
        let said = opened(&browser, &page(public), TABLE);
        let rates = |turn: usize| -> Vec<f64> {
            let values = said["orders"][turn][1].as_array().expect("an order").iter();
            values.map(|v| v.as_f64().expect("a number")).collect()
        };
        assert!(rates(0).len() > 30 && rates(0).is_sorted_by(|a, b| a >= b), "{:?}", rates(0));
        assert!(rates(1).is_sorted(), "{:?}", rates(1));
        let order = |turn: usize| said["orders"][turn][0].clone();
        assert_eq!([order(0), order(1), order(2)], ["descending".into(), "ascending".into(), serde_json::Value::Null]);
        assert_eq!(said["back"], true, "a third press gives the first order back");
        assert_eq!(said["found"], serde_json::json!(["Kecamatan Contohsari Timur"]));
        assert_eq!(said["said"], "1 dari 36 baris");
        assert_eq!(said["group"], serde_json::json!(["Kelompok 100+ aduan", 2, true]));
        assert_eq!(said["columns"], serde_json::json!([false, true]), "columns that stand back come when asked for");
        assert_eq!(
            [&said["focus"], &said["named"]],
            [true, true],
            "a heading takes the keyboard, each control has a name"
        );
    });
}

const COPY: &str = r#"
let copied = "";
Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { copied = text; } } });
const tools = one(".league .tools");
one("button", tools).click();
await new Promise((done) => setTimeout(done));
const said = one("output", tools).textContent, whole = copied;
type(one("input[type=search]", tools), "dinas kesehatan");
one("button", tools).click();
await new Promise((done) => setTimeout(done));
return { whole, said, found: copied };
"#;

#[test]
fn a_copy_holds_the_figures_of_the_league_in_full() {
    let Some(browser) = browser() else { return };
    sample(|public| {
        let said = opened(&browser, &page(public), COPY);
        let whole = said["whole"].as_str().expect("a copy");
        let mut reader = csv::Reader::from_reader(whole.as_bytes());
        let heads: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let at =
            |name: &str| heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("no {name}: {heads:?}"));
        let league = read_table(&public.join("league.csv")).rows;
        let copied: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
        assert_eq!(copied.len(), league.len());
        assert_eq!(said["said"], format!("Tersalin: {} baris.", league.len()));
        for (copy, row) in copied.iter().zip(&league) {
            let columns = [
                ("SKPD", "skpd"),
                ("Skor", "score"),
                ("Respons tepat waktu", "on_time_rate"),
                ("Diterima", "received"),
                ("Lewat batas, belum direspons", "unanswered_overdue"),
                ("Peringkat (rentang)", "rank"),
            ];
            for (head, column) in columns {
                assert_eq!(copy.get(at(head)), Some(row[column].as_str()), "{head} of {}", row["skpd"]);
            }
        }
        assert!(copied[0].get(at("Bagian · selang 95 %")).is_some_and(|cell| cell.contains(" / ")));
        assert_eq!(said["found"].as_str().map(|text| text.lines().count()), Some(2), "what is not shown is not copied");
    });
}

const UNIT: &str = r##"
const button = all(".league .open").find((open) => open.textContent === "Dinas Kesehatan");
button.focus();
button.click();
const dialog = one("dialog"), svg = one("svg.line", dialog);
const shownAlone = { open: dialog.open, title: one("h2", dialog).textContent, inside: dialog.contains(document.activeElement),
  points: all(".point", svg).length, ranges: all(".range", svg).length, target: all(".target", svg).length,
  label: svg.getAttribute("aria-label"), rows: one("tbody", dialog).rows.length, values: all(".value", svg).map((text) => text.textContent),
  measures: all("tbody", dialog)[1].textContent, facts: one("ul", dialog).textContent };
one(".close", dialog).click();
const back = document.activeElement === button;
const parts = all("main details"), shut = parts.filter((part) => !part.open).length;
one("#open-all button").click();
const open = parts.filter((part) => !part.open).length;
one("#open-all button").click();
location.hash = "#method";
await new Promise((done) => setTimeout(done, 100));
return { ...shownAlone, closed: !dialog.open, back, shut, left: open, linked: one("#method").open };
"##;

#[test]
fn a_unit_is_shown_by_itself_with_its_line_its_target_and_how_sure_it_is() {
    let Some(browser) = browser() else { return };
    sample(|public| {
        let said = opened(&browser, &page(public), UNIT);
        assert_eq!([&said["open"], &said["inside"], &said["closed"], &said["back"]], [true, true, true, true]);
        assert_eq!(said["title"], "Dinas Kesehatan");
        let lines = read_table(&public.join("riwayat-umur-sama.csv")).rows;
        let of = lines.iter().filter(|row| row["skpd"] == "Dinas Kesehatan" && row["due"] != "0").count();
        assert!(of > 1);
        for what in ["points", "ranges", "rows"] {
            assert_eq!(said[what], of, "{what}");
        }
        assert_eq!(said["target"], 1);
        assert!(said["label"].as_str().is_some_and(|label| label.starts_with("Respons tepat waktu menurut triwulan")));
        let newest = lines.iter().rfind(|row| row["skpd"] == "Dinas Kesehatan").expect("its line");
        let rate: f64 = newest["on_time_rate"].parse().expect("a rate");
        let shown =
            said["values"].as_array().and_then(|values| values.last()).and_then(|v| v.as_str()).expect("a value");
        assert_eq!(shown, format!("{:.1} %", rate * 100.0).replace('.', ","));
        assert!(said["measures"].as_str().is_some_and(|text| text.contains("Penyelesaian tepat waktu")));
        assert!(said["facts"].as_str().is_some_and(|text| text.contains("peringkat 10")));
        assert!(said["shut"].as_u64().is_some_and(|shut| shut > 10), "details are closed at first");
        assert_eq!([&said["left"], &said["linked"]], [&serde_json::json!(0), &serde_json::json!(true)]);
    });
}

#[test]
fn a_page_without_times_or_with_one_unit_is_as_quiet() {
    let Some(browser) = browser() else { return };
    let trial = Trial::new(delimited(&GOOD[..1], b','));
    trial.run(&["--only", "html"]).expect_status(&[0, 1]);
    let page = String::from_utf8(trial.bytes("publik/laporan.html")).expect("text");
    let open = "all('.open')[0].click(); return [one('dialog').open, all('table').length > 3];";
    assert_eq!(opened(&browser, &page, open), serde_json::json!([true, true]));
    let inner = String::from_utf8(trial.bytes("internal/mutu-data.html")).expect("text");
    assert_eq!(opened(&browser, &inner, "return all('table').length > 1;"), true);
}

#[test]
fn the_page_allows_no_request_and_no_style_or_script_but_its_own() {
    sample(|public| {
        for path in [public.join("laporan.html"), public.join("../internal/mutu-data.html")] {
            let page = std::fs::read_to_string(path).expect("a page");
            let policy =
                page.split_once("Content-Security-Policy\" content=\"").map(|(_, rest)| rest).expect("a policy");
            let policy = policy.split_once('"').map(|(policy, _)| policy).unwrap_or_default();
            assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
            assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
            for word in [" style=\"", " onclick", " onload", "javascript:", "<iframe", "<img", "<link"] {
                assert!(!page.contains(word), "{word}");
            }
        }
    });
}

#[test]
fn what_a_preset_aims_at_stands_with_the_targets() {
    let trial = Trial::new(delimited(&GOOD, b','));
    let plan = "[score]\npreset = \"renaksi\"\n\n[[target]]\nyear = 2024\nmeasure = \"response_rate\"\nvalue = 0.9\n";
    trial.edit("[groups]", &format!("{plan}\n[groups]"));
    trial.run(&["--only", "html"]).expect_status(&[0]);
    let page = String::from_utf8(trial.bytes("publik/laporan.html")).expect("text");
    let tables = pages::tables(&page);
    let targets = pages::with_heading(&tables, &["Asal target", "Capaian"]);
    let cells = |measure: &str| pages::row(targets, measure).to_vec();
    let set = cells("Tingkat respons");
    assert_eq!((&set[1..4], set[8].as_str()), (&["2024", "semua", "90 %"].map(String::from)[..], "ditetapkan"));
    let held = cells("Rata-rata respons (hari kerja)");
    assert_eq!(
        (&held[1..4], held[8].as_str()),
        (&["setiap triwulan", "semua", "3"].map(String::from)[..], "preset renaksi")
    );
    assert!(held[4].contains("rendah") && held[6] != "–" && held[7].ends_with(" %"), "{held:?}");
    assert_eq!(
        targets.iter().filter(|row| row[0] == "Tingkat respons").count(),
        1,
        "a set target takes the preset's place"
    );
}

#[test]
fn the_page_says_that_the_clocks_of_units_and_government_differ() {
    sample(|public| {
        let text = pages::text(&page(public));
        assert!(text.contains("jam instansi selalu mulai saat aduan diterima"));
        // The message comes first, then the ranks, then who did not respond, then how sure it is.
        let places = ["id=\"summary\"", "id=\"ranks\"", "id=\"announcement\"", "id=\"certainty\"", "id=\"details\""];
        let page = page(public);
        let at: Vec<usize> = places.iter().map(|place| page.find(place).expect(place)).collect();
        assert!(at.is_sorted(), "{at:?}");
    });
}
