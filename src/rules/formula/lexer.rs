//! Tokens of an expression.

use std::ops::Range;

use super::Wrong;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Lexeme {
    Number(f64),
    Text(String),
    Name(String),
    Mark(&'static str),
}

const MARKS: [&str; 14] = ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "%"];

pub(super) fn lexemes(text: &str) -> Result<Vec<(Lexeme, Range<usize>)>, Wrong> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (lexeme, len) = one(&text[at..], at)?;
        found.push((lexeme, at..at + len));
        at += len;
    }
    Ok(found)
}

fn one(rest: &str, at: usize) -> Result<(Lexeme, usize), Wrong> {
    let first = rest.chars().next().unwrap_or(' ');
    let run = |keep: fn(char) -> bool| rest.find(|c: char| !keep(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        let len = run(|c| c.is_ascii_digit() || c == '.' || c == '_');
        let digits: String = rest[..len].chars().filter(|c| *c != '_').collect();
        let number = digits.parse().map_err(|_| Wrong::at(at..at + len, format!("`{digits}` is not a number")))?;
        return Ok((Lexeme::Number(number), len));
    }
    if first.is_alphabetic() || first == '_' {
        let len = run(|c| c.is_alphanumeric() || c == '_');
        return Ok((Lexeme::Name(rest[..len].to_owned()), len));
    }
    if first == '\'' || first == '"' {
        let end = rest[1..].find(first).ok_or_else(|| Wrong::at(at..at + rest.len(), "unterminated quotation"))?;
        return Ok((Lexeme::Text(rest[1..=end].to_owned()), end + 2));
    }
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
    mark.map(|mark| (Lexeme::Mark(mark), mark.len())).ok_or_else(|| {
        let len = first.len_utf8();
        let mut wrong = Wrong::at(at..at + len, format!("unexpected `{first}`"));
        if first == '=' {
            wrong.notes.push("use `==` for equality".to_owned());
        }
        wrong
    })
}
