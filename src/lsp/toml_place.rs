//! Where the cursor is in a TOML file that is being written, and need not be valid: table, key, value and word.

use std::ops::Range;

/// A place in a TOML file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct At<'t> {
    /// The names of its table.
    pub(super) table: Vec<&'t str>,
    /// The key of its statement, without quotes.
    pub(super) key: &'t str,
    /// Whether it is in the value.
    pub(super) in_value: bool,
    /// Whether an equals sign follows the key.
    pub(super) has_equals: bool,
    /// The bytes of the word at the place, with its quotes.
    pub(super) word: Range<usize>,
}

impl At<'_> {
    /// The word without its quotes.
    pub(super) fn bare<'t>(&self, text: &'t str) -> &'t str {
        unquoted(&text[self.word.clone()])
    }
}

/// The quotes of strings over several lines.
const LONG_QUOTES: [&str; 2] = ["\"\"\"", "'''"];

/// What the lines above a place leave open.
#[derive(Debug, Default)]
struct Above<'t> {
    table: Vec<&'t str>,
    key: &'t str,
    /// Brackets that are open.
    depth: i32,
    /// The quotes of the string over several lines that is open.
    string: Option<&'static str>,
}

impl<'t> Above<'t> {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.string.is_some()
    }

    fn read(&mut self, line: &'t str) {
        if let Some(quotes) = self.string {
            if line.matches(quotes).count() % 2 == 1 {
                self.string = None;
            }
            return;
        }
        // A header ends an array that somebody forgot to close.
        if let Some(table) = header(line) {
            *self = Self { table, ..Self::default() };
            return;
        }
        let value = match line.split_once('=').filter(|_| self.depth == 0) {
            Some((key, value)) => {
                self.key = unquoted(key);
                value
            }
            None => line,
        };
        self.string = LONG_QUOTES.into_iter().find(|quotes| value.matches(quotes).count() % 2 == 1);
        self.depth = if self.string.is_some() { 0 } else { (self.depth + brackets(value)).max(0) };
    }
}

/// The names of a table in its header.
fn header(line: &str) -> Option<Vec<&str>> {
    let line = line.split('#').next().unwrap_or(line).trim_end();
    let names = line.strip_prefix('[')?.strip_suffix(']')?;
    let names = names.strip_prefix('[').and_then(|names| names.strip_suffix(']')).unwrap_or(names);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    (!names.is_empty() && names.chars().all(is_part)).then(|| names.split('.').map(str::trim).collect())
}

/// Brackets opened less those closed, outside strings and comments.
fn brackets(text: &str) -> i32 {
    let mut quote = None;
    let mut depth = 0;
    for c in text.chars() {
        match (quote, c) {
            (Some(open), _) => quote = (c != open).then_some(open),
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            (None, _) => {}
        }
    }
    depth
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

/// The place of a byte.
pub(super) fn at(text: &str, offset: usize) -> At<'_> {
    let start = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text[offset..].find(['\n', '\r']).map_or(text.len(), |at| offset + at);
    let mut above = Above::default();
    text[..start].lines().for_each(|line| above.read(line));
    let line = &text[start..end];
    let equals = line.find('=').filter(|_| !above.is_open());
    let in_value = above.is_open() || equals.is_some_and(|equals| start + equals < offset);
    let key = if above.is_open() { above.key } else { unquoted(&line[..equals.unwrap_or(line.len())]) };
    let (from, to) = match equals {
        Some(equals) if in_value => (start + equals + 1, end),
        Some(equals) => (start, start + equals),
        None => (start, end),
    };
    At { table: above.table, key, in_value, has_equals: equals.is_some(), word: word(text, from..to, offset) }
}

/// The word around a byte of a part of a line: a string with its quotes, or letters, digits and hyphens.
fn word(text: &str, part: Range<usize>, offset: usize) -> Range<usize> {
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text[part.start..offset.max(part.start)].char_indices().map(|(at, c)| (at + part.start, c)) {
        open = match open {
            Some((_, quote)) if quote == c => None,
            None if matches!(c, '"' | '\'') => Some((at, c)),
            open => open,
        };
    }
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let behind = &text[offset..part.end.max(offset)];
    let end = offset + behind.find(|c| !is_part(c)).unwrap_or(behind.len());
    if let Some((start, quote)) = open {
        return start..behind.find(quote).map_or(end, |at| offset + at + 1);
    }
    let before = &text[part.start..offset.max(part.start)];
    let start = before
        .rfind(|c| !is_part(c))
        .map_or(part.start, |at| part.start + at + before[at..].chars().next().map_or(1, char::len_utf8));
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Table, key, whether it is a value, and the word of the place of a bar.
    fn place(marked: &str) -> (String, String, bool, String) {
        let offset = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        let at = at(&text, offset);
        (at.table.join("."), at.key.to_owned(), at.in_value, text[at.word.clone()].to_owned())
    }

    #[test]
    fn places_of_unfinished_files_are_known() {
        let cases = [
            ("sel|", ("", "sel", false, "sel")),
            ("fail-on = |", ("", "fail-on", true, "")),
            ("fail-on = \"wa|r\"", ("", "fail-on", true, "\"war\"")),
            ("[severity] # ours\nweek|", ("severity", "week", false, "week")),
            ("[severity]\n\"week|day\" = 1", ("severity", "weekday", false, "\"weekday\"")),
            ("ignore = [\n  \"age\",\n  \"wee|\n", ("", "ignore", true, "\"wee")),
            ("ignore = [\n  \"age\", wee|\n]\n", ("", "ignore", true, "wee")),
            ("ignore = [\"[\"]\n\n[[check.pattern]]\nte|", ("check.pattern", "te", false, "te")),
            ("text = \"\"\"\n[check]\nid = 5\n\"\"\"\nid|", ("", "id", false, "id")),
            ("ignore = [\n[severity]\nage = |", ("severity", "age", true, "")),
            ("a = 1\r\nb|\r\n", ("", "b", false, "b")),
        ];
        for (marked, (table, key, in_value, word)) in cases {
            let expected = (table.to_owned(), key.to_owned(), in_value, word.to_owned());
            assert_eq!(place(marked), expected, "{marked:?}");
        }
    }
}
