//! Patterns as plain data: words, classes of words and typed captures.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Wrong;
use super::sorts::{Sort, Type};

/// Most words that `...` passes.
pub(super) const WIDEST: u8 = 8;
/// Most captures of one pattern, and most parts: enough for any sentence, and a bound on the work a pattern can make.
const MOST_CAPTURES: usize = 24;
const MOST_PARTS: usize = 400;
/// Deepest nesting of brackets.
const DEEPEST: usize = 20;

/// Words that may be skipped: up to a maximum, within one clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap(pub u8);

/// A named place of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// As expressions and messages call it.
    pub name: String,
    /// Its type.
    pub sort: Sort,
    /// For [`Sort::Item`]: the word list.
    pub list: Option<String>,
    /// Whether it takes a list, "A, B and C".
    pub many: bool,
}

impl std::fmt::Display for Capture {
    /// As a pattern writes it: `{a:money}`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sort = self.list.as_deref().unwrap_or_else(|| self.sort.name());
        write!(f, "{{{}:{sort}{}}}", self.name, if self.many { "*" } else { "" })
    }
}

impl Capture {
    /// The type of this capture in expressions.
    pub fn value(&self) -> Type {
        let one = self.sort.value();
        if self.many { one.listed() } else { one }
    }
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// One after the other.
    All(Vec<Node>),
    /// One of these, the first that fits.
    Any(Vec<Node>),
    /// This or nothing.
    Maybe(Box<Node>),
    /// Literal words and marks, lower case.
    Words(String),
    /// An item of a word list.
    List(String),
    /// A recognised value without a name.
    Value(Sort),
    /// A capture, by its number.
    Capture(u8),
    /// `...`
    Gap(Gap),
    /// `^`: the sentence begins here.
    Start,
    /// `$`: it ends here.
    End,
}

/// A pattern, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// The root of its parts.
    pub root: Node,
    /// Its captures.
    pub captures: Vec<Capture>,
}

impl Pattern {
    /// Every word list that it names.
    pub fn lists(&self) -> Vec<&str> {
        fn walk<'n>(node: &'n Node, found: &mut Vec<&'n str>) {
            match node {
                Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| walk(part, found)),
                Node::Maybe(inner) => walk(inner, found),
                Node::List(name) => found.push(name),
                Node::Words(_) | Node::Value(_) | Node::Capture(_) | Node::Gap(_) | Node::Start | Node::End => {}
            }
        }
        let mut found: Vec<&str> = self.captures.iter().filter_map(|capture| capture.list.as_deref()).collect();
        walk(&self.root, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Reads a pattern.
pub fn pattern(text: &str) -> Result<Pattern, Wrong> {
    let mut reader = Reader { text, at: 0, captures: Vec::new(), parts: 0, depth: 0 };
    let root = reader.alternatives()?;
    if reader.at < text.len() {
        return Err(Wrong::at(reader.at..reader.at + 1, "unmatched `)`"));
    }
    if is_empty(&root) {
        return Err(Wrong::at(
            0..text.len(),
            "the pattern matches everywhere: it needs a word or capture that is not optional",
        ));
    }
    Ok(Pattern { root, captures: reader.captures })
}

/// Returns `true` if a part matches the empty text, or any words.
fn is_empty(node: &Node) -> bool {
    match node {
        Node::All(parts) => parts.iter().all(is_empty),
        Node::Any(parts) => parts.iter().any(is_empty),
        Node::Maybe(_) | Node::Gap(_) | Node::Start | Node::End => true,
        Node::Words(_) | Node::List(_) | Node::Value(_) | Node::Capture(_) => false,
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    captures: Vec<Capture>,
    parts: usize,
    depth: usize,
}

/// Marks that mean something in a pattern; a backslash before one makes it a mark of the draft.
const SPECIAL: [char; 9] = ['(', ')', '{', '}', '|', '?', '^', '$', '\\'];

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_space(&mut self) {
        while let Some(c) = self.peek().filter(|c| c.is_whitespace()) {
            self.at += c.len_utf8();
        }
    }

    fn alternatives(&mut self) -> Result<Node, Wrong> {
        let mut found = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            found.push(self.sequence()?);
        }
        Ok(if found.len() == 1 { found.remove(0) } else { Node::Any(found) })
    }

    fn sequence(&mut self) -> Result<Node, Wrong> {
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            let from = self.at;
            let Some(part) = self.part()? else { break };
            self.parts += 1;
            if self.parts > MOST_PARTS {
                return Err(Wrong::at(from..self.at, format!("a pattern has at most {MOST_PARTS} parts")));
            }
            if self.peek() == Some('?') {
                self.at += 1;
                parts.push(Node::Maybe(Box::new(part)));
            } else {
                parts.push(part);
            }
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Node::All(parts) })
    }

    fn part(&mut self) -> Result<Option<Node>, Wrong> {
        let from = self.at;
        match self.peek() {
            None | Some(')' | '|') => Ok(None),
            Some('(') => {
                self.at += 1;
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Wrong::at(from..self.at, "the brackets are nested too deeply"));
                }
                let inner = self.alternatives()?;
                self.depth -= 1;
                if self.peek() != Some(')') {
                    return Err(Wrong::at(from..from + 1, "unmatched `(`"));
                }
                self.at += 1;
                Ok(Some(inner))
            }
            Some('{') => self.braces().map(Some),
            Some(mark @ ('^' | '$')) => {
                self.at += 1;
                Ok(Some(if mark == '^' { Node::Start } else { Node::End }))
            }
            Some('}') => Err(Wrong::at(from..from + 1, "unmatched `}`")),
            Some('?') => Err(Wrong::at(from..from + 1, "`?` must directly follow the optional word or bracket")),
            Some(_) if self.text[from..].starts_with("...") => self.gap().map(Some),
            Some(_) => self.words().map(Some),
        }
    }

    fn gap(&mut self) -> Result<Node, Wrong> {
        let from = self.at;
        self.at += 3;
        let digits = self.text[self.at..].bytes().take_while(u8::is_ascii_digit).count();
        let number = &self.text[self.at..self.at + digits];
        self.at += digits;
        let widest = if number.is_empty() { Some(WIDEST) } else { number.parse().ok() };
        match widest.filter(|widest| (1..=WIDEST).contains(widest)) {
            Some(widest) => Ok(Node::Gap(Gap(widest))),
            None => Err(Wrong::at(from..self.at, format!("`...` skips at most {WIDEST} words"))),
        }
    }

    fn words(&mut self) -> Result<Node, Wrong> {
        let mut words = String::new();
        while let Some(c) = self.peek() {
            if c == '\\' {
                let next = self.text[self.at + 1..].chars().next().filter(|next| SPECIAL.contains(next));
                let Some(next) = next else {
                    return Err(Wrong::at(self.at..self.at + 1, "a backslash may only precede one of ( ) { } | ? ^ $"));
                };
                words.push(next);
                self.at += 1 + next.len_utf8();
            } else if c.is_whitespace() || SPECIAL.contains(&c) {
                break;
            } else {
                words.extend(c.to_lowercase());
                self.at += c.len_utf8();
            }
        }
        Ok(Node::Words(words))
    }

    fn braces(&mut self) -> Result<Node, Wrong> {
        let from = self.at;
        let Some(len) = self.text[from..].find('}') else {
            return Err(Wrong::at(from..from + 1, "unmatched `{`"));
        };
        self.at = from + len + 1;
        let inner = &self.text[from + 1..from + len];
        let Some((name, sort)) = inner.split_once(':') else {
            let at = from + 1..from + len;
            judge_name(inner, at)?;
            return Ok(Sort::from_name(inner).map_or_else(|| Node::List(inner.to_owned()), Node::Value));
        };
        let name_at = from + 1..from + 1 + name.len();
        judge_name(name, name_at.clone())?;
        if name.contains('-') {
            return Err(Wrong::at(name_at, format!("`{name}` is used in expressions and must not contain hyphens")));
        }
        let (sort, many) = sort.strip_suffix('*').map_or((sort, false), |sort| (sort, true));
        let sort_at = name_at.end + 1..name_at.end + 1 + sort.len();
        judge_name(sort, sort_at)?;
        let known = Sort::from_name(sort);
        let list = if known.is_none() { Some(sort.to_owned()) } else { None };
        let capture = Capture { name: name.to_owned(), sort: known.unwrap_or(Sort::Item), list, many };
        self.capture(capture, name_at)
    }

    fn capture(&mut self, capture: Capture, at: Range<usize>) -> Result<Node, Wrong> {
        if let Some(number) = self.captures.iter().position(|known| known.name == capture.name) {
            // The same name in two alternatives is one capture, which then takes one thing.
            if self.captures[number] != capture {
                return Err(Wrong::at(at, format!("`{}` has another type above", capture.name)));
            }
            return Ok(Node::Capture(number as u8));
        }
        if self.captures.len() >= MOST_CAPTURES {
            return Err(Wrong::at(at, format!("a pattern has at most {MOST_CAPTURES} captures")));
        }
        self.captures.push(capture);
        Ok(Node::Capture((self.captures.len() - 1) as u8))
    }
}

/// Names are words of lower-case letters, digits and marks, beginning with a letter.
fn judge_name(name: &str, at: Range<usize>) -> Result<(), Wrong> {
    let good = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'));
    if good {
        return Ok(());
    }
    Err(Wrong::at(
        at,
        format!("invalid name `{name}`: write {{sort}}, {{list}} or {{name:sort}} in lower-case letters"),
    ))
}
