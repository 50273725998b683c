//! `rapor compare DIR DIR`: two finished reports.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::say::Say;
use crate::judge::{CellChange, Editions, MadeOf, editions, made_of};
use crate::problem::Problem;
use crate::publish::{Board, Language, editions_boards, editions_lines, hash};
use crate::store;

const TABLES: [&str; 2] = ["publik/league.csv", "publik/league-instansi.csv"];

/// Tells every cell that differs, and what the reports were made of and do not share.
pub fn compare(folders: [&PathBuf; 2], language: Language, say: &Say) -> Result<u8, Problem> {
    let mut told: Vec<(&'static str, Editions)> = Vec::new();
    let tables =
        TABLES.into_iter().map(|table| Ok((table, pair(folders, table)?))).collect::<Result<Vec<_>, Problem>>()?;
    let manifests = pair(folders, "manifest.json")?;
    for (table, [earlier, later]) in &tables {
        for ((folder, manifest), bytes) in folders.into_iter().zip(&manifests).zip([earlier, later]) {
            published(folder, manifest, table, bytes)?;
        }
        let places = folders.map(|folder| folder.join(table).display().to_string());
        told.push((*table, editions([earlier, later], [&places[0], &places[1]])?));
    }
    let [earlier, later] = &manifests;
    let places = folders.map(|folder| folder.join("manifest.json").display().to_string());
    let made = made_of([earlier, later], [&places[0], &places[1]])?;
    let names = folders.map(|folder| folder.display().to_string());
    let mut lines = editions_lines([&names[0], &names[1]], &told, language);
    lines.extend(editions_boards(&told, &made, language).iter().map(drawn));
    say.listed(&as_json(&told, &made), &lines);
    Ok(0)
}

fn drawn(board: &Board) -> String {
    format!("\n{}", super::say::drawn(board))
}

fn pair(folders: [&PathBuf; 2], file: &str) -> Result<[Vec<u8>; 2], Problem> {
    let read = |folder: &Path| {
        store::read(folder, file).ok_or_else(|| {
            Problem::new("no report stands there")
                .at(folder.display())
                .because(format!("it holds no {file} that can be read"))
                .hint("name the folder of a quarter, such as reports/<government>/2024-Q2, or one in arsip/")
        })
    };
    Ok([read(folders[0])?, read(folders[1])?])
}

/// Whether a table is the one that was published: what was changed since is no edition of the report.
fn published(folder: &Path, manifest: &[u8], table: &str, bytes: &[u8]) -> Result<(), Problem> {
    let manifest: serde_json::Value = serde_json::from_slice(manifest).unwrap_or_default();
    if manifest["outputs"][table].as_str() == Some(hash(bytes).as_str()) {
        return Ok(());
    }
    Err(Problem::new("a table is not the one that was published")
        .at(folder.join(table).display())
        .because("its hash is not the one that manifest.json names")
        .hint("publish the quarter again, or take the report from arsip/"))
}

fn as_json(told: &[(&'static str, Editions)], made: &[MadeOf]) -> serde_json::Value {
    let cell = |c: &CellChange| json!({ "skpd_id": c.skpd_id, "name": c.name, "column": c.column, "earlier": c.earlier, "later": c.later });
    let table = |(table, e): &(&'static str, Editions)| {
        json!({
            "table": table, "same": e.same, "differing": e.differing.iter().map(cell).collect::<Vec<_>>(),
            "rows_only_earlier": e.rows_of_one[0], "rows_only_later": e.rows_of_one[1],
            "columns_only_earlier": e.columns_of_one[0], "columns_only_later": e.columns_of_one[1],
        })
    };
    let part = |m: &MadeOf| json!({ "what": m.what, "earlier": m.earlier, "later": m.later });
    json!({
        "tables": told.iter().map(table).collect::<Vec<_>>(),
        "made_of": made.iter().map(part).collect::<Vec<_>>(),
    })
}
