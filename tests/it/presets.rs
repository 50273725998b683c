//! Targets and presets: what a score is held against, and that the report says so.

use crate::bad_input::says;
use crate::support::{rapor, read_table};
use crate::trial::{CONFIG, Trial, good_and};

/// The small government with this behind its configuration.
fn with(more: &str) -> Trial {
    let trial = Trial::new(good_and(&[]));
    trial.config(&format!("{CONFIG}{more}"));
    trial
}

/// A text of the quarter.
fn text(trial: &Trial, name: &str) -> String {
    String::from_utf8(trial.bytes(name)).expect("text")
}

/// The same without its own limit for the response.
fn without_limit(more: &str) -> Trial {
    let text = format!("{CONFIG}{more}");
    let (before, after) = text.split_once("[[deadline]]").expect("a deadline");
    let (_, after) = after.split_once("[groups]").expect("groups");
    let trial = Trial::new(good_and(&[]));
    trial.config(&format!("{before}[groups]{after}"));
    trial
}

/// The scores of the two units to nine decimals; both answered one of two complaints in time.
fn scores(trial: &Trial) -> [String; 2] {
    trial.publish();
    crate::explain_tables::all_cells(&trial.quarter());
    let rows = trial.table("publik/league.csv").rows;
    let score = |id: &str| rows.iter().find(|r| r["skpd_id"] == id).expect("a row")["score"].parse::<f64>();
    ["D1", "D2"].map(|id| ((score(id).expect("a score") * 1e9).round() / 1e9).to_string())
}

/// A target of the on-time rate.
fn target(more: &str) -> String {
    format!("[[target]]\nmeasure = \"on_time_rate\"\n{more}\n")
}

const ON_TIME: &str = "[score]\nweights = { on_time_rate = 1.0 }\n";

#[test]
fn a_target_of_the_unit_goes_before_one_of_its_kind_of_the_quarter_and_of_the_year() {
    let of_score = |targets: &[&str]| {
        let targets: String = targets.iter().map(|more| target(more)).collect();
        scores(&with(&format!("{ON_TIME}{targets}")))
    };
    let (year, other_year) = ("year = 2024\nvalue = 0.8", "year = 2023\nvalue = 0.5");
    let (quarter, other_quarter) = ("quarter = \"2024-Q2\"\nvalue = 0.625", "quarter = \"2024-Q1\"\nvalue = 0.5");
    let (kind, other_kind) =
        ("year = 2024\nkind = \"dinas\"\nvalue = 0.5", "year = 2024\nkind = \"rsud\"\nvalue = 0.625");
    let unit = "year = 2024\nskpd = \"Dinas Kesehatan\"\nvalue = 1.0";
    assert_eq!(of_score(&[]), ["0.5", "0.5"], "a rate without a target has 100 %");
    assert_eq!(of_score(&[year, other_year]), ["0.625", "0.625"]);
    assert_eq!(of_score(&[year, quarter, other_quarter]), ["0.8", "0.8"]);
    assert_eq!(of_score(&[year, quarter, kind, other_kind]), ["1", "1"]);
    assert_eq!(of_score(&[year, quarter, kind, unit]), ["0.5", "1"]);
}

#[test]
fn a_target_states_its_direction_and_its_cap_and_the_report_says_both() {
    let targets = target("year = 2024\nskpd = \"D1\"\nvalue = 0.5\ncap = 0.9")
        + &target("year = 2024\nskpd = \"D2\"\nvalue = 0.2\ndirection = \"lower\"");
    let trial = with(&format!("{ON_TIME}{targets}"));
    assert_eq!(scores(&trial), ["0.9", "0.4"]);
    trial.run(&["--only", "html"]).expect_status(&[0]);
    let page = text(&trial, "publik/laporan.html");
    let cell =
        |part: &str| part.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map(|(cell, _)| cell.to_owned());
    let cells: Vec<String> = page.split("<td").skip(1).filter_map(cell).collect();
    for row in [["D1", "50 %", "makin tinggi makin baik", "90 %"], ["D2", "20 %", "makin rendah makin baik", "100 %"]] {
        assert!(cells.windows(4).any(|found| found == row), "{row:?}");
    }
}

#[test]
fn one_in_24_hours_brings_its_limit_and_yields_to_a_limit_of_ones_own() {
    let preset = "[score]\npreset = \"jateng-1x24\"\n";
    // Half in time; all of one unit's complaints answered, half of the other's.
    assert_eq!(scores(&without_limit(preset)), ["0.6", "0.5"]);
    let own = with(preset);
    own.edit("limit  = \"24h\"", "limit  = \"72h\"");
    assert_eq!(scores(&own), ["1", "0.5"]);
    // Without a limit nothing is due, and without the preset there is none.
    let none = without_limit(ON_TIME);
    none.publish();
    assert!(none.table("publik/league.csv").rows.iter().all(|r| r["rank"].is_empty()));
}

#[test]
fn the_action_plan_scores_speed_and_shows_volume() {
    let preset = "[score]\npreset = \"renaksi\"\n";
    let trial = with(preset);
    assert_eq!(scores(&trial), ["1", "0.75"]);
    assert!(trial.table("publik/peringkat.csv").rows.iter().all(|r| r["volume_pro_rata"].is_empty()));
    // One working day on average, two complaints of the four that half a year's share of eight is.
    let plan = "[[target]]\nyear = 2024\nmeasure = \"mean_response_workdays\"\nvalue = 0.5\n\
                [[target]]\nyear = 2024\nmeasure = \"received\"\nskpd = \"D1\"\nvalue = 8\n";
    let trial = with(&format!("{preset}{plan}"));
    assert_eq!(scores(&trial), ["0.75", "0.75"]);
    let pro_rata: Vec<String> =
        trial.table("publik/peringkat.csv").rows.iter().map(|r| r["volume_pro_rata"].clone()).collect();
    assert_eq!(pro_rata, ["0.5", ""]);
    trial.run(&["--only", "html"]).expect_status(&[0]);
    assert!(text(&trial, "publik/laporan.html").contains("ditampilkan, tidak dinilai"));
}

#[test]
fn a_volume_may_be_scored_pro_rata_where_every_unit_has_a_target() {
    let weights = "[score]\nweights = { volume_pro_rata = 1.0 }\n";
    let of = |unit: &str, value: u32| {
        format!("[[target]]\nyear = 2024\nmeasure = \"received\"\nskpd = \"{unit}\"\nvalue = {value}\n")
    };
    let trial = with(&format!("{weights}{}{}", of("D1", 16), of("D2", 2)));
    assert_eq!(scores(&trial), ["0.25", "1"], "above the plan is cut off at the plan");
    says(&with(weights).refused(), &["'volume_pro_rata' is scored but has no target", "measure = \"received\""]);
    // A target of the government alone is none of its units.
    let whole = "[[target]]\nyear = 2024\nmeasure = \"received\"\nvalue = 16\n";
    says(&with(&format!("{weights}{whole}")).refused(), &["has no target for 2024-Q2", "a volume needs a skpd too"]);
}

#[test]
fn a_preset_with_zones_colours_the_ranked_units() {
    let trial = with("[score]\npreset = \"ombudsman-zona\"\n");
    assert_eq!(scores(&trial), ["0.7", "0.3"]);
    let zones: Vec<String> = trial.table("publik/peringkat.csv").rows.iter().map(|r| r["zone"].clone()).collect();
    assert_eq!(zones, ["yellow", "red"]);
    trial.run(&["--only", "html"]).expect_status(&[0]);
    let page = text(&trial, "publik/laporan.html");
    for words in [
        "#E5B80B\"></circle></svg>kuning",
        "#C8372D\"></circle></svg>merah",
        "hijau mulai 81 %; kuning mulai 51 %; merah mulai 0 %",
    ] {
        assert!(page.contains(words), "{words}");
    }
    // Without a preset there is no zone.
    let plain = with("");
    plain.publish();
    assert!(plain.table("publik/peringkat.csv").rows.iter().all(|r| r["zone"].is_empty()));
}

#[test]
fn a_preset_that_is_not_there_or_not_alone_is_refused_with_line_and_column() {
    says(
        &with("[score]\npreset = \"jateng\"\n").refused(),
        &["there is no preset 'jateng'", "rapor.toml:30:10", "jateng-1x24, renaksi, ombudsman-zona"],
    );
    says(
        &with("[score]\npreset = \"renaksi\"\nweights = { on_time_rate = 1.0 }\n").refused(),
        &["weights stand beside a preset", "rapor.toml:31:11", "keep one of the two"],
    );
}

#[test]
fn a_report_names_the_preset_that_it_was_made_by() {
    let trial = with("[score]\npreset = \"ombudsman-zona\"\n");
    trial.publish();
    let manifest: serde_json::Value = serde_json::from_str(&text(&trial, "manifest.json")).expect("a manifest");
    assert!(manifest["reference"]["preset ombudsman-zona"].is_string(), "{manifest}");
    assert_eq!(manifest["configuration"]["weights"]["on_time_rate"], 0.6);
}

#[test]
fn presets_and_the_columns_of_ranks_are_explained_in_both_languages() {
    let listed = |lang: &str| -> serde_json::Value {
        serde_json::from_str(&rapor(["explain", "--json", "--lang", lang]).expect_status(&[0]).stdout).expect("JSON")
    };
    let (indonesian, english) = (listed("id"), listed("en"));
    for (family, parts) in [
        ("presets", &["title", "weights", "why", "source"][..]),
        ("ranking", &["title", "what", "why", "formula", "source"][..]),
    ] {
        let [id, en] = [&indonesian, &english].map(|all| all[family].as_array().expect("a list"));
        assert!(id.len() == en.len() && !id.is_empty());
        for (id, en) in id.iter().zip(en) {
            assert_eq!(id["name"], en["name"]);
            for part in parts {
                let [id, en] = [id, en].map(|e| e[part].as_str().unwrap_or_default());
                assert!(!id.is_empty() && !en.is_empty(), "{part}");
            }
            assert_ne!(id["why"], en["why"], "one language is not translated");
        }
    }
    let said = rapor(["explain", "jateng-1x24"]).expect_status(&[0]).stdout;
    says(
        &said,
        &[
            "Respons tepat waktu (on_time_rate): bobot 0,80; makin tinggi makin baik; target 100 %",
            "24 jam",
            "Forum Koordinasi Layanan Publik Jawa Tengah",
            "\nMengapa\n",
        ],
    );
    let score = rapor(["explain", "score", "--lang", "en"]).expect_status(&[0]).stdout;
    says(
        &score.replace("\n  ", " "),
        &["on_time_rate 0.6 and resolution_on_time_rate 0.4, because these two can fail"],
    );
    says(&rapor(["explain", "ombudsman-zone"]).expect_status(&[2]).stderr, &["did you mean ombudsman-zona"]);
}

#[test]
fn the_columns_of_ranks_stand_in_the_file_and_are_explained() {
    let trial = with("");
    trial.publish();
    let league = trial.table("publik/league.csv").columns;
    let ranks = read_table(&trial.quarter().join("publik/peringkat.csv")).columns;
    let own: Vec<&String> = ranks.iter().filter(|c| !league.contains(c)).collect();
    let listed: serde_json::Value =
        serde_json::from_str(&rapor(["explain", "--json"]).expect_status(&[0]).stdout).expect("JSON");
    let explained: Vec<&str> =
        listed["ranking"].as_array().expect("a list").iter().filter_map(|e| e["name"].as_str()).collect();
    assert_eq!(own, explained);
}
