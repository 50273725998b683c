//! The rules of the SQL files, as checks on the text of one query.

/// Words that no query may hold: what a cluster cannot run, or what is not the same twice.
const FORBIDDEN: &[&str] = &[
    "intersect",
    "except",
    "union",
    "create",
    "copy",
    "set",
    "insert",
    "update",
    "delete",
    "drop",
    "explain",
    "now",
    "random",
    "current_timestamp",
    "current_date",
    "rand",
    "uuid",
];

/// Everything wrong with a query, as sentences.
pub fn faults(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !text.starts_with("-- grain: ") {
        found.push("the first line does not state the grain".to_owned());
    }
    let code = code_of(text);
    if let Some(line) = code.lines().position(|l| l.chars().any(char::is_uppercase)) {
        found.push(format!("line {}: upper case", line + 1));
    }
    if code.contains(';') {
        found.push("a semicolon: a file is one statement".to_owned());
    }
    let words: Vec<&str> = code.split(|c: char| !is_name(c)).filter(|w| !w.is_empty()).collect();
    if !matches!(words.first(), Some(&("with" | "select"))) {
        found.push("the statement begins with neither with nor select".to_owned());
    }
    found.extend(words.iter().filter(|w| FORBIDDEN.contains(w)).map(|w| format!("'{w}' stands in it")));
    found.extend(words.iter().filter(|w| w.starts_with("approx_")).map(|w| format!("'{w}' stands in it")));
    if words.windows(2).any(|w| w == ["not", "in"]) {
        found.push("'not in' stands in it".to_owned());
    }
    found.extend(orders(&code));
    found
}

/// What is wrong with the orders of a query: each names a full key, and the last statement has one.
fn orders(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let top = top_level(code);
    let Some((before, order)) = top.rsplit_once("order by") else {
        return vec!["the rows come in no stated order".to_owned()];
    };
    let order = columns(order);
    // One row a group: its columns are the key. Else each row is a complaint, and its number is.
    let select = before.rsplit_once("group by").map(|(_, group)| columns(group));
    match select {
        Some(key) => {
            // The shown unit is published under the name of unit.
            let bare = |c: &String| c.rsplit('.').next().unwrap_or(c).replace("shown_unit", "unit");
            if let Some(missing) = key.iter().map(bare).find(|c| !order.contains(c)) {
                found.push(format!("the last order lacks {missing}, a column of the key"));
            }
        }
        None if order.last().map(String::as_str) != Some("number") => {
            found.push("the last order does not end with the complaint's number".to_owned());
        }
        None => {}
    }
    // The orders of windows, inside parentheses.
    for inner in code.split("over (").skip(1) {
        let window = inner.split(')').next().unwrap_or(inner);
        if let Some((_, order)) = window.split_once("order by")
            && columns(order).last().map(String::as_str) != Some("number")
        {
            found.push("the order of a window does not end with the complaint's number".to_owned());
        }
    }
    found
}

fn columns(list: &str) -> Vec<String> {
    list.split(',').map(|c| c.trim().trim_end_matches(" desc").trim_end_matches(" asc").to_owned()).collect()
}

/// The text outside all parentheses, blanks made one.
fn top_level(code: &str) -> String {
    let mut depth = 0_i32;
    let mut out = String::new();
    for c in code.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The query without comments and without the inside of quotes; lines stay where they are.
fn code_of(text: &str) -> String {
    let line = |line: &str| {
        let mut out = String::new();
        let mut quoted = false;
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\'' => {
                    quoted = !quoted;
                    out.push(c);
                }
                _ if quoted => {}
                '-' if chars.peek() == Some(&'-') => break,
                _ => out.push(c),
            }
        }
        out
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
