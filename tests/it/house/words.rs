//! Rust text as words: comments, texts in quotes and everything for tests only are gone.

/// A word (a name or a number) or a sign, with its line from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What stands there; `::` is one sign.
    pub text: String,
    /// The line.
    pub line: usize,
}

/// The words of a file that are compiled into the program.
pub fn of(text: &str) -> Vec<Word> {
    without_tests(split(&blank(text)))
}

/// The modules that a file declares for tests only: `#[cfg(test)] mod name;`.
pub fn test_modules(text: &str) -> Vec<String> {
    let words = split(&blank(text));
    let mut names = Vec::new();
    for at in 0..words.len() {
        if !is_test_mark(&words, at) {
            continue;
        }
        let rest: Vec<&str> = words[at + 7..].iter().take(8).map(|w| w.text.as_str()).collect();
        let declared = rest.iter().position(|w| *w == "mod").and_then(|m| Some((rest.get(m + 1)?, rest.get(m + 2)?)));
        if let Some((name, &";")) = declared {
            names.push((*name).to_owned());
        }
    }
    names
}

/// The same text with comments and the inside of quotes turned to blanks; lines stay where they are.
pub fn blank(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = hidden_end(&chars, at);
        if end > at {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        } else if is_name(chars[at]) {
            // A name is taken whole, so that the r of `for` opens no raw text.
            let end = (at..chars.len()).find(|i| !is_name(chars[*i])).unwrap_or(chars.len());
            out.extend(&chars[at..end]);
            at = end;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// Where the comment or text that begins here ends; `at` itself where none begins.
fn hidden_end(chars: &[char], at: usize) -> usize {
    let rest = &chars[at..];
    let begins = |what: &str| what.chars().eq(rest.iter().copied().take(what.chars().count()));
    if begins("//") {
        return at + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len());
    }
    if begins("/*") {
        let mut depth = 0;
        for (i, pair) in rest.windows(2).enumerate() {
            match pair {
                ['/', '*'] => depth += 1,
                ['*', '/'] => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                return at + i + 2;
            }
        }
        return chars.len();
    }
    let prefix = rest.iter().take_while(|c| matches!(c, 'b' | 'r' | 'c')).count();
    let hashes = rest[prefix..].iter().take_while(|c| **c == '#').count();
    let raw = prefix > 0 && rest[..prefix].contains(&'r');
    if raw && rest.get(prefix + hashes) == Some(&'"') {
        let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
        let body = at + prefix + hashes + 1;
        let found = chars[body..].windows(close.len()).position(|w| w == close);
        return found.map_or(chars.len(), |i| body + i + close.len());
    }
    if rest.get(prefix) == Some(&'"') && (prefix == 0 || !raw) {
        return quoted_end(chars, at + prefix + 1, '"');
    }
    // 'a' and '\n' are characters, 'a without the second quote is a lifetime.
    let quote = usize::from(rest.first() == Some(&'b'));
    if rest.get(quote) == Some(&'\'') && (rest.get(quote + 1) == Some(&'\\') || rest.get(quote + 2) == Some(&'\'')) {
        return quoted_end(chars, at + quote + 1, '\'');
    }
    at
}

fn quoted_end(chars: &[char], mut at: usize, quote: char) -> usize {
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn split(code: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if is_name(first) {
                rest.find(|c| !is_name(c)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            words.push(Word { text: rest[..length].to_owned(), line: number + 1 });
            rest = rest[length..].trim_start();
        }
    }
    words
}

fn is_test_mark(words: &[Word], at: usize) -> bool {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    words.len() >= at + mark.len() && words[at..].iter().zip(mark).all(|(word, sign)| word.text == sign)
}

/// Leaves out every item marked `#[cfg(test)]`: to its closing brace, or to its semicolon.
fn without_tests(words: Vec<Word>) -> Vec<Word> {
    let mut kept = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if !is_test_mark(&words, at) {
            kept.push(words[at].clone());
            at += 1;
            continue;
        }
        let mut depth = 0_i32;
        at += 7;
        while at < words.len() {
            let sign = words[at].text.as_str();
            depth += i32::from(sign == "{") - i32::from(sign == "}");
            at += 1;
            if depth == 0 && (sign == "}" || sign == ";") {
                break;
            }
        }
    }
    kept
}

/// What follows each `name::`: the name behind it, or each name that leads a branch of its braces.
pub fn behind<'a>(words: &'a [Word], name: &str) -> Vec<&'a Word> {
    let starts = |i: &usize| words[*i].text == name && words.get(i + 1).is_some_and(|w| w.text == "::");
    (0..words.len()).filter(starts).flat_map(|i| heads(words, i + 2)).collect()
}

/// The first name at this place, or each first name of the braces that open here.
pub fn heads(words: &[Word], at: usize) -> Vec<&Word> {
    match words.get(at) {
        Some(open) if open.text == "{" => {
            let mut depth = 0_i32;
            let mut found = Vec::new();
            let mut leads = false;
            for word in &words[at..] {
                match word.text.as_str() {
                    "{" => {
                        depth += 1;
                        leads = depth == 1;
                    }
                    "}" => depth -= 1,
                    "," => leads = depth == 1,
                    _ => {
                        if leads {
                            found.push(word);
                        }
                        leads = false;
                    }
                }
                if depth == 0 {
                    break;
                }
            }
            found
        }
        Some(word) => vec![word],
        None => Vec::new(),
    }
}
