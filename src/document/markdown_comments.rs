//! Comments of Markdown besides those of HTML: `[//]: # (a comment)`, which is a link definition that nothing uses, and those of
//! MDX and of templates, `{/* a comment */}` and `{# a comment #}`. Only ignore comments are looked for.

use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

use super::opening::opening;

/// A comment that is not in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hidden {
    /// Bytes of the source, signs included.
    pub(super) range: Range<usize>,
    /// Bytes of the source between the signs.
    pub(super) inner: Range<usize>,
    /// Whether it is a link definition, which is one only outside of paragraphs.
    pub(super) is_definition: bool,
}

/// How comments begin, and what ends each.
const BRACES: [(&str, &str); 5] = [("{/*", "*/}"), ("{{/*", "*/}}"), ("{{!--", "--}}"), ("{#", "#}"), ("{{#", "#}}")];
/// Longest comment, in bytes.
const LONGEST: usize = 2_000;

/// The ignore comments of a source from a byte on, in order.
pub(super) fn hidden(text: &str, from: usize) -> Vec<Hidden> {
    if memchr::memmem::find(&text.as_bytes()[from..], b"lint").is_none() {
        return Vec::new();
    }
    let mut found = definitions(text, from);
    found.extend(braces(text, from));
    found.retain(|hidden| opening(text[hidden.inner.clone()].trim_start()).is_some());
    found.sort_by_key(|hidden| hidden.range.start);
    found
}

fn definitions(text: &str, from: usize) -> Vec<Hidden> {
    static DEFINITION: OnceLock<Regex> = OnceLock::new();
    let definition = DEFINITION.get_or_init(|| {
        let title = r#"(?:\((?P<a>[^\n]*)\)|"(?P<b>[^\n]*)"|'(?P<c>[^\n]*)')"#;
        Regex::new(&format!(r"(?m)^[ \t]*(?P<all>\[[^\]\n]{{1,40}}\]:[ \t]*(?:#|<>|<#>)[ \t]+{title})[ \t]*\r?$"))
            .expect("a regular expression")
    });
    let of = |found: regex::Captures<'_>| {
        let inner = ["a", "b", "c"].into_iter().find_map(|name| found.name(name))?;
        let whole = found.name("all")?;
        let below = |range: Range<usize>| range.start + from..range.end + from;
        Some(Hidden { range: below(whole.range()), inner: below(inner.range()), is_definition: true })
    };
    definition.captures_iter(&text[from..]).filter_map(of).collect()
}

fn braces(text: &str, from: usize) -> Vec<Hidden> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(start) = memchr::memchr(b'{', &text.as_bytes()[at..]).map(|next| at + next) {
        let comment = BRACES.iter().find_map(|(open, close)| {
            let inner = start + text[start..].strip_prefix(open).map(|_| open.len())?;
            let near = &text.as_bytes()[inner..text.len().min(inner + LONGEST)];
            let end = inner + memchr::memmem::find(near, close.as_bytes())?;
            Some(Hidden { range: start..end + close.len(), inner: inner..end, is_definition: false })
        });
        at = comment.as_ref().map_or(start + 1, |comment| comment.range.end);
        found.extend(comment);
    }
    found
}
