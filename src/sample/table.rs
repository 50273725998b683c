//! Delimited text and lines of JSON into memory. Nothing here can fail: the bytes go to a `Vec`.

/// How a delimited text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Between the fields.
    pub delimiter: char,
    /// Whether every field stands in quotes.
    pub quote_all: bool,
    /// At the end of a record.
    pub ending: &'static str,
}

impl Style {
    /// Commas, quotes where needed, LF.
    pub const COMMA: Self = Self { delimiter: ',', quote_all: false, ending: "\n" };
    /// Semicolons, quotes where needed, CRLF: what an Indonesian spreadsheet saves.
    pub const SEMICOLON: Self = Self { delimiter: ';', quote_all: false, ending: "\r\n" };
    /// Commas, everything quoted, CRLF: the national system's way.
    pub const NATIONAL: Self = Self { delimiter: ',', quote_all: true, ending: "\r\n" };

    /// One record as text.
    pub fn record<T: AsRef<str>>(self, fields: &[T]) -> String {
        let mut line = String::with_capacity(64 * fields.len());
        for (place, field) in fields.iter().enumerate() {
            if place > 0 {
                line.push(self.delimiter);
            }
            let field = field.as_ref();
            let special = |c: char| c == self.delimiter || matches!(c, '"' | '\r' | '\n');
            if self.quote_all || field.contains(special) {
                line.push('"');
                line.push_str(&field.replace('"', "\"\""));
                line.push('"');
            } else {
                line.push_str(field);
            }
        }
        line.push_str(self.ending);
        line
    }
}

/// One JSON object on a line, its keys in the order given; an empty value becomes `null`.
pub(super) fn json_line(members: &[(&str, &str)]) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(key, value)| {
            let value = if value.is_empty() { serde_json::Value::Null } else { serde_json::Value::from(*value) };
            format!("{}:{value}", serde_json::Value::from(*key))
        })
        .collect();
    format!("{{{}}}\n", members.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_need_quotes_get_them() {
        assert_eq!(Style::COMMA.record(&["a", "b,c", "d\"e", ""]), "a,\"b,c\",\"d\"\"e\",\n");
        assert_eq!(Style::SEMICOLON.record(&["a", "b,c", "d;e"]), "a;b,c;\"d;e\"\r\n");
        assert_eq!(Style::NATIONAL.record(&["a", ""]), "\"a\",\"\"\r\n");
    }

    #[test]
    fn json_keeps_the_order_of_the_keys() {
        assert_eq!(json_line(&[("z", "a\"b"), ("a", "")]), "{\"z\":\"a\\\"b\",\"a\":null}\n");
    }
}
