//! The tables of a page as rows of texts.

/// A table: its heading first, then its rows; a cell's second line stands behind a blank.
pub type PageTable = Vec<Vec<String>>;

/// Every table of a page, in order.
pub fn tables(html: &str) -> Vec<PageTable> {
    let within = |text: &str, open: &str, close: &str| -> Vec<String> {
        text.split(open).skip(1).filter_map(|part| part.split_once(close)).map(|(inner, _)| inner.to_owned()).collect()
    };
    let rows = |table: &String| {
        within(table, "<tr", "</tr>")
            .iter()
            .map(|row| {
                let heads = within(row, "<th", "</th>");
                let cells = if heads.is_empty() { within(row, "<td", "</td>") } else { heads };
                cells.iter().map(|cell| text(&format!("<td{cell}"))).collect()
            })
            .collect()
    };
    within(html, "<table", "</table>").iter().map(rows).collect()
}

/// The text of a piece of a page, without tags, blanks made one.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => {
                inside = true;
                out.push(' ');
            }
            '>' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&#x2f;", "/").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The row of a table whose first cell begins so.
#[track_caller]
pub fn row<'t>(table: &'t PageTable, begins: &str) -> &'t [String] {
    let found = table.iter().find(|row| row.first().is_some_and(|cell| cell.starts_with(begins)));
    found.unwrap_or_else(|| panic!("no row '{begins}' in {table:?}"))
}

/// The table whose heading holds all these words.
#[track_caller]
pub fn with_heading<'t>(tables: &'t [PageTable], words: &[&str]) -> &'t PageTable {
    let has = |table: &&PageTable| words.iter().all(|w| table.first().is_some_and(|head| head.iter().any(|h| h == w)));
    tables.iter().find(has).unwrap_or_else(|| panic!("no table with {words:?}"))
}
