//! A proposal as TOML, with a question mark in each line that a person must fill.

use std::fmt::Write as _;

use super::columns::{Formats, Line, Origin, Plan, Rows, has_clock};
use super::header::Header;
use super::survey::Survey;
use crate::config::{Field, Profile, value_key};
use crate::source::Encoding;
use crate::terms::may_be_named;

/// What stands in the place of an answer.
const OPEN: &str = "\"?\"";

/// Where comments begin, and how long a line may be; a longer comment stands above.
const MARGIN: usize = 60;
const WIDTH: usize = 140;

/// Writes the profile; how many questions it holds comes back with it.
pub(super) fn profile(name: &str, header: &Header, survey: &Survey, plan: &Plan) -> (String, usize) {
    let mut page = Page { text: String::new(), questions: 0 };
    let columns = header.names.len();
    let _ = write!(
        page.text,
        "# A proposal, made from {} rows of {columns} columns. A \"?\" is a question that the file cannot answer:\n\
        # rapor refuses this profile until a person has written the answer in its place. The rest fits every row,\n\
        # and is to be checked all the same: the program knows headers and forms, not what they mean.\n\n",
        survey.rows + survey.broken,
    );
    page.head(name, header, survey, plan);
    page.text.push_str("\n[columns]\n");
    for line in &plan.lines {
        page.line(line, survey);
    }
    page.rest(header, survey, plan);
    page.words(survey, plan);
    (page.text, page.questions)
}

struct Page {
    text: String,
    questions: usize,
}

impl Page {
    /// A line with a comment behind it.
    fn put(&mut self, line: &str, comment: &str) {
        if !line.starts_with('#') {
            self.questions += line.split_once(" = ").map_or(0, |(_, answer)| answer.matches(OPEN).count());
        }
        let gap = MARGIN.saturating_sub(line.chars().count()).max(2);
        let length = line.chars().count() + gap + 2 + comment.chars().count();
        let _ = match comment {
            "" => write!(self.text, "{line}"),
            above if length > WIDTH => write!(self.text, "# {above}:\n{line}"),
            beside => write!(self.text, "{line}{:gap$}# {beside}", ""),
        };
        self.text.push('\n');
    }

    fn head(&mut self, name: &str, header: &Header, survey: &Survey, plan: &Plan) {
        self.put(&format!("name = {}", quoted(name)), "");
        match plan.rows {
            Rows::Cases => self.put("layout = \"cases\"", "one row a complaint"),
            Rows::Events => self.put("layout = \"events\"", "one row an event: ids come again and again"),
            Rows::Unknown => self.put(
                &format!("layout = {OPEN}"),
                "ids come again and again: \"events\" if a row is an event, \"snapshots\" if these are exports of one list, \"cases\" if rows are repeated by mistake",
            ),
        }
        if let Some(delimiter) = header.delimiter {
            self.put(&format!("delimiter = {}", quoted(&char::from(delimiter).to_string())), "");
        }
        let garbled = survey.garbled;
        match header.encoding {
            Some(Encoding::Windows1252) => {
                let told = format!(
                    "{} rows hold bytes that are no UTF-8, the first is row {}; as \"windows-1252\" all are read: look at its letters",
                    garbled.0, garbled.1
                );
                self.put(&format!("encoding = {OPEN}"), &told);
            }
            Some(encoding) => self.put(&format!("encoding = \"{encoding}\""), "told by the first bytes"),
            None => {}
        }
        let without_offset = plan.lines.iter().any(|l| formats(&l.formats).any(|f| !has_offset(f) && has_clock(f)));
        if without_offset {
            let told = "the times carry no offset: name their clock if it is not the government's own, as \"UTC\" in the national export";
            self.put("# zone = \"WIB\"", told);
        }
        if !survey.empty.is_empty() {
            let words: Vec<String> = survey.empty.iter().map(|w| quoted(w)).collect();
            self.put(&format!("empty = [{}]", words.join(", ")), "read as \"empty\"");
        }
    }

    fn line(&mut self, line: &Line, survey: &Survey) {
        let field = line.field;
        let named = |columns: &[usize]| -> Vec<String> {
            columns.iter().filter_map(|at| survey.columns.get(*at)).map(|c| quoted(&c.header)).collect()
        };
        let optional = if field.is_needed() { "" } else { ", or take the line away" };
        match &line.origin {
            Origin::Columns(columns) => {
                let names = named(columns);
                let filled = columns.first().and_then(|at| survey.columns.get(*at)).map_or(0, |c| c.filled);
                let source = match names.as_slice() {
                    [one] => one.clone(),
                    several => format!("[{}]", several.join(", ")),
                };
                self.mapped(line, "columns", &source, filled, survey);
            }
            Origin::Earliest(columns) => {
                let filled = columns.iter().filter_map(|at| survey.columns.get(*at)).map(|c| c.filled).max();
                let source = format!("[{}]", named(columns).join(", "));
                self.mapped(line, "earliest", &source, filled.unwrap_or(0), survey);
            }
            Origin::Ask(columns) => {
                let names = named(columns);
                let told = match names.as_slice() {
                    [] => format!("no column says that it is this; name it{optional}"),
                    [one] => format!("perhaps {one}{optional}"),
                    several => format!("which of {}{optional}", several.join(", ")),
                };
                let key = field.name();
                if field.is_time() {
                    self.put(&format!("{key} = {{ columns = {OPEN}, formats = [{OPEN}] }}"), &told);
                    self.forms(columns, survey);
                } else {
                    self.put(&format!("{key} = {OPEN}"), &told);
                }
            }
            Origin::Leave(columns) => {
                let told = format!("it may be {}", named(columns).join(", "));
                if field.is_time() {
                    self.put(&format!("# {} = {{ columns = {OPEN}, formats = [{OPEN}] }}", field.name()), &told);
                    self.forms(columns, survey);
                } else {
                    self.put(&format!("# {} = {OPEN}", field.name()), &told);
                }
            }
        }
    }

    /// A line whose columns are known.
    fn mapped(&mut self, line: &Line, key: &str, source: &str, filled: u64, survey: &Survey) {
        let field = line.field;
        let name = field.name();
        let list = |formats: &[String]| formats.iter().map(|f| quoted(f)).collect::<Vec<_>>().join(", ");
        let all =
            if filled == survey.rows { "every row".to_owned() } else { format!("the {filled} rows that have it") };
        let with = |formats: &str| format!("{name} = {{ {key} = {source}, formats = [{formats}] }}");
        match &line.formats {
            Formats::None => {
                let repeated = line_column(line).and_then(|at| survey.columns.get(at)).map_or(0, |c| c.repeated);
                let told = match (field, repeated, survey.rows - filled.min(survey.rows)) {
                    (Field::ComplaintId, 0, 0) => "differs in every row".to_owned(),
                    (Field::ComplaintId, repeated, missing) => {
                        format!("{repeated} rows repeat an id, {missing} have none")
                    }
                    (_, _, 0) => String::new(),
                    (_, _, missing) => format!("{missing} rows have none"),
                };
                self.put(&format!("{name} = {source}"), &told);
            }
            Formats::Fit(formats) => self.put(&with(&list(formats)), &format!("fits {all}")),
            Formats::Ask(lists) => {
                let each: Vec<String> = lists.iter().map(|l| format!("[{}]", list(l))).collect();
                let told = format!(
                    "the order of day and month cannot be told from the rows: each of {} fits {all}",
                    each.join(" and ")
                );
                self.put(&with(OPEN), &told);
            }
            Formats::Nearly(formats, rows, first) => {
                let told = format!(
                    "[{}] fits {all} but {rows}, the first of them row {first}: write it, and those rows are held back, or add their form",
                    list(formats)
                );
                self.put(&with(OPEN), &told);
            }
        }
    }

    /// The forms of columns of times that come into question.
    fn forms(&mut self, columns: &[usize], survey: &Survey) {
        for column in columns.iter().filter_map(|at| survey.columns.get(*at)) {
            let lists = match column.dates.told() {
                Some(super::dates::Times::Fit(lists)) => lists,
                Some(super::dates::Times::Nearly { formats, .. }) => vec![formats],
                _ => continue,
            };
            let list = |l: &Vec<String>| l.iter().map(|f| quoted(f)).collect::<Vec<_>>().join(", ");
            let lists: Vec<String> = lists.iter().map(|l| format!("[{}]", list(l))).collect();
            self.put(&format!("#   {}: {}", quoted(&column.header), lists.join(" or ")), "");
        }
    }

    /// What no line takes.
    fn rest(&mut self, header: &Header, survey: &Survey, plan: &Plan) {
        let left: Vec<String> =
            plan.left.iter().filter_map(|at| survey.columns.get(*at)).map(|c| quoted(&c.header)).collect();
        if !left.is_empty() {
            self.put(&format!("# not read: {}", left.join(", ")), "");
        }
        let several = header.names.iter().filter(|n| !header.single.contains(n)).map(|n| quoted(n)).collect::<Vec<_>>();
        if !several.is_empty() {
            self.put(&format!("# not read, for two columns have one name: {}", several.join(", ")), "");
        }
        if survey.broken > 0 {
            let told = format!(
                "# {} rows are broken, as with another number of cells than the header, and are held back",
                survey.broken
            );
            self.put(&told, "");
        }
    }

    /// The tables of words.
    fn words(&mut self, survey: &Survey, plan: &Plan) {
        let known = Profile::built_in("cases").ok();
        let knows = |field: Field, value: &str| {
            let key = value_key(value);
            known.as_ref().is_some_and(|p| match field {
                Field::Class => p.class.contains_key(&key),
                Field::Channel => p.channel.contains_key(&key),
                Field::Reason => p.reason.contains_key(&key),
                _ => false,
            })
        };
        for (field, table, rule, told) in TABLES {
            let Some(values) =
                plan.column(*field).and_then(|at| survey.columns.get(at)).and_then(|c| c.values.as_ref())
            else {
                continue;
            };
            let mut values: Vec<(&String, u64)> = values.iter().map(|(v, n)| (v, *n)).collect();
            values.retain(|(value, _)| !knows(*field, value));
            if values.is_empty() {
                continue;
            }
            values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            let _ = write!(self.text, "\n[{table}]\n");
            for line in *told {
                self.put(&format!("# {line}"), "");
            }
            let (mut hidden, mut rows) = (0, 0);
            for (value, count) in values {
                if !may_be_named(value, count) {
                    hidden += 1;
                    rows += count;
                    continue;
                }
                let line = match field {
                    Field::Status => format!("{} = {{ state = {OPEN} }}", quoted(value)),
                    Field::EventKind => format!("{} = {OPEN}", quoted(value)),
                    _ => format!("# {} = {OPEN}", quoted(value)),
                };
                self.put(&line, &format!("{count} rows"));
            }
            if hidden > 0 {
                let told = format!(
                    "# {hidden} more values in {rows} rows are too rare or too long to be shown here; `rapor check` tells their rows ({rule})"
                );
                self.put(&told, "");
            }
        }
    }
}

/// The tables of words: their column, name, the rule that tells what is missing, and what may stand there.
const TABLES: &[(Field, &str, &str, &[&str])] = &[
    (
        Field::Status,
        "status",
        "DQ003",
        &[
            "state: received, verified, waiting, in-progress, closed, archived, blocked, duplicate, out-of-jurisdiction",
            "with closed and archived also closed-by = unit, admin, system, reporter or unknown",
            "with archived also reason = invalid, incomplete, withdrawn, jurisdiction, duplicate or other",
        ],
    ),
    (
        Field::EventKind,
        "event",
        "DQ019",
        &[
            "received, verified, assigned, forwarded, returned, verification, field-check, work, response, done, waiting,",
            "reporter-replied, closed, reopened, archived; or { kind = \"closed\", closed-by = \"system\" }",
        ],
    ),
    (
        Field::Class,
        "class",
        "DQ009",
        &[
            "berkadar-pengawasan, tidak-berkadar-pengawasan, permintaan-informasi, aspirasi; without a line the class is empty",
        ],
    ),
    (
        Field::Channel,
        "channel",
        "DQ012",
        &[
            "website, android, ios, sms, whatsapp, x, facebook, instagram, email, phone, call-center, face-to-face, letter,",
            "local-app, other; without a line it is other",
        ],
    ),
    (
        Field::Reason,
        "reason",
        "DQ017",
        &["invalid, incomplete, withdrawn, jurisdiction, duplicate, other; without a line the reason is unknown"],
    ),
];

fn line_column(line: &Line) -> Option<usize> {
    match &line.origin {
        Origin::Columns(columns) => columns.first().copied(),
        _ => None,
    }
}

fn formats(formats: &Formats) -> impl Iterator<Item = &String> {
    let lists: &[Vec<String>] = match formats {
        Formats::Ask(lists) => lists,
        _ => &[],
    };
    let one: &[String] = match formats {
        Formats::Fit(list) | Formats::Nearly(list, ..) => list,
        _ => &[],
    };
    lists.iter().flatten().chain(one)
}

fn has_offset(format: &str) -> bool {
    format.ends_with("%z") || format.ends_with("%Z")
}

/// A text as TOML takes it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_are_quoted_as_toml_takes_them() {
        assert_eq!(quoted("Kota \"A\"\\B\n"), "\"Kota \\\"A\\\"\\\\B\\u000A\"");
    }
}
