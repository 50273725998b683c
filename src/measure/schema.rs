//! The schemas of the canonical tables, as the engine registers them.

use datafusion::arrow::datatypes::{DataType, Field, Schema};

const STEP: &[(&str, bool)] = &[
    ("evidence", false),
    ("at", true),
    ("at_early", true),
    ("work", false),
    ("seconds", true),
    ("day_seconds", true),
    ("workdays", false),
    ("limit_at", true),
    ("limit_work", false),
];

fn field(name: &str, long: bool) -> Field {
    Field::new(name, if long { DataType::Int64 } else { DataType::Int32 }, true)
}

fn ints(names: &[&str]) -> Schema {
    Schema::new(names.iter().map(|n| field(n, false)).collect::<Vec<_>>())
}

pub fn complaints() -> Schema {
    let mut fields = vec![field("number", true), Field::new("complaint_id", DataType::Utf8, true)];
    fields.extend(["agency", "unit", "quarter"].map(|n| field(n, false)));
    fields.extend([field("received_at", true), field("received_exact", false)]);
    fields.extend([field("clock_at", true), field("clock_exact", false), field("clock_work", false)]);
    let codes = ["exclusion", "class", "channel", "category", "restricted", "hops", "closed_by"];
    fields.extend(codes.map(|n| field(n, false)));
    fields.extend(["closed_at", "closed_at_early"].map(|n| field(n, true)));
    fields.extend(["state", "tells_verification", "tells_response"].map(|n| field(n, false)));
    let traces = ["file", "received_day", "received_turned_day", "received_hour", "outcome_day", "outcome_turned_day"];
    fields.extend(traces.map(|n| field(n, false)));
    fields.extend(["closed_day", "silent_closing", "same_reporter", "same_reply"].map(|n| field(n, false)));
    for step in ["verification", "response", "resolution"] {
        fields.extend(STEP.iter().map(|(part, long)| field(&format!("{step}_{part}"), *long)));
    }
    fields.push(field("archived_seconds", true));
    Schema::new(fields)
}

pub fn stock() -> Schema {
    let before = ["agency", "unit", "opened_quarter", "closed_quarter", "over_limit_quarter"];
    let mut fields = vec![field("number", true)];
    fields.extend(before.map(|n| field(n, false)));
    fields.extend([field("received_at", true), field("reopened", false), field("closing_known", false)]);
    fields.extend(["opened_day", "closed_day"].map(|n| field(n, false)));
    Schema::new(fields)
}

pub fn handovers() -> Schema {
    let mut fields = vec![field("complaint", true)];
    let codes = ["step", "agency", "unit", "quarter", "returned", "unheld", "late"];
    fields.extend(codes.map(|n| field(n, false)));
    fields.extend([field("start_at", true), field("start_exact", false)]);
    fields.extend([field("let_go_at", true), field("let_go_exact", false)]);
    fields.extend([field("limit_at", true), field("limit_work", false)]);
    Schema::new(fields)
}

pub fn holdings() -> Schema {
    let mut fields = ["agency", "unit", "quarter", "let_go"].map(|n| field(n, false)).to_vec();
    fields.push(field("seconds", true));
    Schema::new(fields)
}

pub fn units() -> Schema {
    ints(&["agency", "unit", "quarter", "shown_unit", "as_of_work"])
}

pub fn cuts() -> Schema {
    let mut fields = ["agency", "report_quarter", "quarter"].map(|n| field(n, false)).to_vec();
    fields.extend([field("cut_at", true), field("cut_work", false)]);
    Schema::new(fields)
}
