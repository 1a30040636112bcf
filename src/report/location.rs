//! Places as the formats of others count them.

use super::Look;
use crate::findings::{Finding, Related, Relation};
use crate::text::{Place, Position, boundary};

/// A place in a file. For a JSON Lines record it is the whole line of the record; for a package such as DOCX, only the
/// first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// Path, `./` away.
    pub(super) path: String,
    /// Start: line and column from 1, columns in Unicode scalar values.
    pub(super) start: Position,
    /// One past its end.
    pub(super) end: Position,
    /// Columns in bytes of UTF-8, from 1, start and end.
    pub(super) bytes: (u32, u32),
    /// The place inside the record or the part: "record 3 (a7), text 2:14", "word/document.xml, paragraph 3, character 14".
    pub(super) inside: Option<String>,
}

impl Spot {
    pub(super) fn of(place: &Place) -> Self {
        let input = &place.input;
        let path = shown(&input.path);
        let (start, end) = (place.start(), place.end());
        let whole = |line: u32, inside: String| {
            let line = Position { offset: 0, line, column: 1 };
            Self { path: shown(&input.path), start: line, end: line, bytes: (1, 1), inside: Some(inside) }
        };
        if let Some(part) = &input.part {
            return whole(1, format!("{part}, {}", input.in_words(start)));
        }
        let Some(record) = input.record else {
            let text = &input.text;
            let column = |at: u32| {
                let at = boundary(text, at as usize);
                (at - text[..at].rfind('\n').map_or(0, |line| line + 1)) as u32 + 1
            };
            return Self { path, bytes: (column(place.span.start), column(place.span.end)), start, end, inside: None };
        };
        let document = input.document.as_ref().map_or(String::new(), |id| format!(" ({id})"));
        let inside = format!("record {record}{document}, {} {}:{}", input.field, start.line, start.column);
        whole(input.record_lines.map_or(record, |(first, _)| first), inside)
    }

    /// "draft.md:3:14", or "drafts.jsonl:3 (record 3 (a7), text 2:14)".
    pub(super) fn describe(&self) -> String {
        match &self.inside {
            Some(inside) => format!("{}:{} ({inside})", self.path, self.start.line),
            None => format!("{}:{}:{}", self.path, self.start.line, self.start.column),
        }
    }
}

/// A path relative to the repository folder of the CI host, if it is inside that folder.
pub(super) fn hosted(path: &str, look: &Look<'_>) -> String {
    let path = shown(path);
    let Some((root, here)) = look.repository else { return path };
    let is_absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
    let whole = if is_absolute { path.clone() } else { format!("{here}/{path}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let below = parts.join("/");
    let below = below.strip_prefix(root.trim_end_matches('/')).and_then(|rest| rest.strip_prefix('/'));
    below.map_or(path, str::to_owned)
}

/// A path without the `./` that a call such as `factlint check .` puts before it.
pub fn shown(path: &str) -> String {
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path.to_owned()
}

/// Text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The places shown by short output in addition to the primary one: all but repeats of it.
pub(super) fn others(finding: &Finding) -> impl Iterator<Item = &Related> {
    finding.related.iter().filter(|related| related.role != Relation::Same)
}

/// "\"President Holt\" at draft.md:3:14".
pub(super) fn quoted(place: &Place) -> String {
    format!("\"{}\" at {}", one_line(place.text()), Spot::of(place).describe())
}

/// The message and its reason: "these do not fit (in office until 20 January 2025)".
pub(super) fn reasoned(finding: &Finding) -> String {
    let (message, reason) = (one_line(&finding.message), one_line(&finding.primary.text));
    if message.contains(&reason) { message } else { format!("{message} ({reason})") }
}

/// The whole finding in one line: "these do not fit (in office until 20 January 2025); see \"President Holt\" at draft.md:3:14".
pub(super) fn in_one_line(finding: &Finding) -> String {
    let others: Vec<String> = others(finding).map(|related| quoted(&related.label.place)).collect();
    let see = if others.is_empty() { String::new() } else { format!("; see {}", others.join(", ")) };
    format!("{}{}{see}", inside(&finding.primary.place), reasoned(finding))
}

/// Where a place is in a record or part, before a message: "record 3 (a7), text 2:14: "; empty for places of plain files.
pub(super) fn inside(place: &Place) -> String {
    Spot::of(place).inside.map_or(String::new(), |inside| format!("{inside}: "))
}

/// "draft.md:3:14:", as editors read it, with the path as given.
pub(super) fn prefix(place: &Place) -> String {
    let start = Spot::of(place).start;
    format!("{}:{}:{}:", place.input.path, start.line, start.column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_counts_paths_from_its_repository() {
        let look = |root, here| Look { repository: Some((root, here)), ..Look::default() };
        let below = look("/work/site", "/work/site/docs");
        for (path, expected) in [
            ("a.md", "docs/a.md"),
            ("./sub/a.md", "docs/sub/a.md"),
            ("../news/a.md", "news/a.md"),
            ("/work/site/news/a.md", "news/a.md"),
            ("/elsewhere/a.md", "/elsewhere/a.md"),
            ("../../a.md", "../../a.md"),
        ] {
            assert_eq!(hosted(path, &below), expected);
        }
        assert_eq!(hosted("a.md", &look("/work/site", "/work/site-2")), "a.md");
        assert_eq!(hosted("a.md", &look("D:/a/site/", "D:/a/site/docs")), "docs/a.md");
        assert_eq!(hosted("./a.md", &Look::default()), "a.md");
    }
}
