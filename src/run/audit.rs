//! `rapor audit TABLE.csv`: a table that somebody else published, held against its own numbers.

use super::say::Say;
use crate::audit::table::{Asked, Mark, audit};
use crate::cli::AuditArgs;
use crate::problem::Problem;
use crate::publish::Language;

/// Checks a table; the status is 1 where anything was found.
pub fn of_table(args: &AuditArgs, say: &Say) -> Result<u8, Problem> {
    let asked_language = args.lang.as_deref().map(str::parse::<Language>).transpose().map_err(Problem::new)?;
    let shown =
        args.table.file_name().map_or_else(|| args.table.display().to_string(), |n| n.to_string_lossy().into_owned());
    let asked = Asked {
        separator: args.separator.map(separator).transpose()?,
        encoding: args.encoding,
        mark: args.numbers.as_deref().map(|numbers| if numbers == "en" { Mark::Dot } else { Mark::Comma }),
        statements: args.statements.clone(),
    };
    let audit = audit(&args.table, &shown, &asked, args.limits())?;
    let (in_json, in_lines) = (asked_language.unwrap_or(Language::En), asked_language.unwrap_or(Language::Id));
    say.listed(&audit.json(in_json), &audit.lines(in_lines));
    Ok(u8::from(!audit.findings.is_empty()))
}

fn separator(sign: char) -> Result<u8, Problem> {
    u8::try_from(sign).ok().filter(u8::is_ascii).ok_or_else(|| {
        Problem::new("a separator is one plain sign").at("--separator").hint("write it as in --separator ';'")
    })
}
