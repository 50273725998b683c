//! Faults of `rapor.toml`, of profiles and of the command line: each with its place, and nothing published.

use super::says;
use crate::support::rapor;
use crate::trial::{CONFIG, Trial, good_and};

/// What is said where a part of the configuration is replaced.
#[track_caller]
fn refused_with(there: &str, instead: &str) -> String {
    let trial = Trial::new(good_and(&[]));
    trial.edit(there, instead);
    trial.refused()
}

#[test]
fn a_key_that_is_no_key_is_told_with_line_and_column() {
    let said = refused_with("as-of ", "asof ");
    says(&said, &["error: the configuration cannot be used", "rapor.toml:8:1", "unknown field `asof`", "`rapor init`"]);
    let said = refused_with("[groups]", "[group]");
    says(&said, &["rapor.toml:23:2", "unknown field `group`"]);
}

#[test]
fn a_bad_value_is_told_with_line_and_column_and_what_is_known() {
    let bad = [
        ("level = \"kota\"", "level = \"kotta\"", "rapor.toml:3:9", "'kotta' is no level; known are kementerian"),
        ("zone  = \"WIB\"", "zone  = \"GMT\"", "rapor.toml:4:9", "GMT"),
        ("2024-Q2", "2024-Q5", "rapor.toml:7:12", "'2024-Q5' is no quarter"),
        ("limit  = \"24h\"", "limit  = \"24 jam\"", "rapor.toml:20:10", "such as 24h (clock hours)"),
        ("class  = \"*\"", "class  = \"semua\"", "rapor.toml:19:10", "semua"),
        ("step   = \"response\"", "step   = \"respons\"", "rapor.toml:18:10", "respons"),
        ("minimum-volume = 1", "minimum-volume = -1", "rapor.toml:25:18", "-1"),
        ("rejected-rows = 1.0", "rejected-rows = 5", "rapor.toml:28:17", "between 0 and 1"),
        ("by = \"none\"", "by = \"size\"", "rapor.toml:24:6", "size"),
        ("[groups]", "[groups", "rapor.toml:23:8", "unclosed table"),
        ("[groups]", "[survival]\nresponse-horizon = \"10wd\"\n[groups]", "rapor.toml:24:20", "such as 72h or 14d"),
        ("[groups]", "[survival]\nresolution-horizon = \"0d\"\n[groups]", "rapor.toml:24:22", "a length of time"),
        ("[groups]", "[survival]\nresponse-horizon = \"source\"\n[groups]", "rapor.toml:24:20", "a length of time"),
        ("[groups]", "[survival]\nresponse-horizon = \"2 weeks\"\n[groups]", "rapor.toml:24:20", "such as 24h"),
    ];
    for (there, instead, place, why) in bad {
        says(&refused_with(there, instead), &["error: ", place, why]);
    }
}

#[test]
fn an_unknown_profile_is_told_with_the_known_ones() {
    let said = refused_with("profile = \"cases\"", "profile = \"casess\"");
    says(
        &said,
        &[
            "there is no built-in profile 'casess'",
            "rapor.toml:12:11",
            "cases, events, jakarta-crm, laporgub, open311, sp4n-ringkas",
        ],
    );
    let said = refused_with("profile = \"cases\"", "profile = \"tidak-ada.toml\"");
    says(&said, &["the profile 'tidak-ada.toml' cannot be read", "rapor.toml:12:11"]);
}

/// A profile for the same columns whose receipt is read by these formats.
fn profile(formats: &str) -> String {
    format!(
        "name = \"uji\"\nlayout = \"cases\"\nzone = \"WIB\"\n[columns]\ncomplaint-id = \"complaint_id\"\n\
         received-at = {{ columns = [\"received_at\"], formats = {formats} }}\nskpd = \"skpd\"\nstatus = \"status\"\n\
         [status]\n\"received\" = {{ state = \"received\" }}\n"
    )
}

#[test]
fn a_profile_with_both_orders_of_day_and_month_is_refused() {
    let trial = Trial::new(good_and(&[]));
    trial.edit("profile = \"cases\"", "profile = \"uji.toml\"");
    trial.put("uji.toml", profile(r#"["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"]"#));
    says(&trial.refused(), &["error: ", "uji.toml", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"]);
    trial.put("uji.toml", profile(r#"["%d/%m/%Y %H:%M"]"#) + "[colour]\n");
    says(&trial.refused(), &["error: ", "uji.toml:11", "colour"]);
}

#[test]
fn a_scored_measure_without_a_target_is_refused() {
    let trial = Trial::new(good_and(&[]));
    trial.config(&format!("{CONFIG}[score]\nweights = {{ mean_response_hours = 1.0 }}\n"));
    says(
        &trial.refused(),
        &["'mean_response_hours' is scored but has no target", "rapor.toml, [score]", "add [[target]] with measure"],
    );
    trial.config(&format!("{CONFIG}[score]\nweights = {{ luck = 1.0 }}\n"));
    says(&trial.refused(), &["'luck' is no measure that can be scored", "rapor.toml:30:11", "on_time_rate"]);
}

#[test]
fn deadlines_of_equal_right_are_refused() {
    let trial = Trial::new(good_and(&[]));
    let other = "[[deadline]]\nstep = \"response\"\nclass = \"*\"\nlimit = \"48h\"\nsource = \"Edaran (contoh)\"\n";
    trial.config(&format!("{CONFIG}{other}"));
    says(
        &trial.refused(),
        &[
            "error: two deadlines apply with equal right",
            "24h",
            "48h",
            "Instruksi Wali Kota Uji (contoh)",
            "Edaran (contoh)",
        ],
    );
}

#[test]
fn a_quarter_without_complaints_is_refused_with_those_that_are_there() {
    says(
        &refused_with("2024-Q2", "2019-Q1"),
        &["there is no complaint to publish for 2019-Q1", "2024-Q2", "choose one of these quarters"],
    );
}

#[test]
fn a_unit_of_a_deadline_that_the_register_lacks_is_refused_with_a_suggestion() {
    says(
        &refused_with("class  = \"*\"", "class  = \"*\"\nskpd   = \"Dinas Kesehatn\""),
        &["'Dinas Kesehatn' is no unit of the register", "did you mean Dinas Kesehatan"],
    );
}

#[test]
fn a_configuration_that_is_not_there_is_named() {
    let home = crate::support::folder();
    let outcome = rapor(["run".into(), home.path().join("rapor.toml").into_os_string()]).expect_status(&[2]);
    assert_eq!(outcome.stdout, "");
    says(&outcome.stderr, &["error: the configuration cannot be read", "rapor.toml", "`rapor init`"]);
}

#[test]
fn a_format_that_there_is_not_is_a_usage_error() {
    let trial = Trial::new(good_and(&[]));
    for only in ["docx", "csv,docx"] {
        let outcome = trial.run(&["--only", only]).expect_status(&[2]);
        says(&outcome.stderr, &["known are csv, xlsx, html, charts, pdf"]);
        trial.nothing_published();
    }
}

#[test]
fn errors_are_json_where_asked() {
    let trial = Trial::new("");
    let outcome = trial.run(&["--json"]).expect_status(&[2]);
    let error: serde_json::Value = serde_json::from_str(&outcome.stderr).expect("one JSON object");
    assert_eq!(error["error"], "the file is empty");
    assert_eq!(error["where"], "aduan.csv");
    assert_eq!(outcome.stdout, "");
}
