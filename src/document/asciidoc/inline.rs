//! Marks and macros within a paragraph of `AsciiDoc`.

use crate::document::lines::{Construct, OBJECT, closing, opens, plain_closing};

/// Attributes that represent characters.
const CHARACTERS: [(&str, &str); 24] = [
    ("nbsp", "\u{a0}"),
    ("empty", ""),
    ("blank", ""),
    ("sp", " "),
    ("zwsp", "\u{200b}"),
    ("wj", "\u{2060}"),
    ("apos", "'"),
    ("quot", "\""),
    ("lsquo", "\u{2018}"),
    ("rsquo", "\u{2019}"),
    ("ldquo", "\u{201c}"),
    ("rdquo", "\u{201d}"),
    ("deg", "\u{b0}"),
    ("plus", "+"),
    ("vbar", "|"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("startsb", "["),
    ("endsb", "]"),
    ("caret", "^"),
    ("asterisk", "*"),
    ("tilde", "~"),
    ("backslash", "\\"),
];
/// Macros whose text in brackets is prose.
const LINKS: [&str; 9] = ["link", "mailto", "xref", "http", "https", "ftp", "irc", "btn", "menu"];
/// Macros without prose.
const OBJECTS: [&str; 9] = ["image", "icon", "kbd", "stem", "latexmath", "asciimath", "pass", "indexterm", "anchor"];

/// The inline construct at a byte.
pub(super) fn find(text: &str, at: usize) -> Option<Construct<'static>> {
    let rest = &text[at..];
    let inner = |mark: &str, constrained: bool| {
        let from = at + mark.len();
        let may = !constrained || opens(text, at, mark.len());
        let end = may.then(|| closing(text, from, mark, constrained)).flatten()?;
        Some(Construct::Inner(mark.len(), end - at, end - at + mark.len()))
    };
    match rest.as_bytes()[0] {
        b'\\' if rest[1..].starts_with(['*', '_', '`', '#', '^', '~', '{', '[', '<', '+', '&', '\'', '"']) => {
            Some(Construct::Escape(1))
        }
        b'`' if rest.starts_with("`\"") => Some(Construct::Read("\u{201d}", 2)),
        b'`' if rest.starts_with("`'") => Some(Construct::Read("\u{2019}", 2)),
        b'`' => {
            let mark = if rest.starts_with("``") { "``" } else { "`" };
            let end = plain_closing(text, at + mark.len(), mark)?;
            Some(Construct::Read(OBJECT, end + mark.len() - at))
        }
        b'"' if rest.starts_with("\"`") => Some(Construct::Read("\u{201c}", 2)),
        b'\'' if rest.starts_with("'`") => Some(Construct::Read("\u{2018}", 2)),
        b'*' if rest.starts_with("**") => inner("**", false),
        b'_' if rest.starts_with("__") => inner("__", false),
        b'#' if rest.starts_with("##") => inner("##", false),
        b'*' => inner("*", true),
        b'_' => inner("_", true),
        b'#' => inner("#", true),
        b'+' if text[..at].ends_with(' ') && rest[1..].starts_with('\n') => Some(Construct::Read("\n", 2)),
        b'+' if text[..at].ends_with(' ') && rest[1..].starts_with("\r\n") => Some(Construct::Read("\n", 3)),
        b'+' if text[..at].ends_with(' ') && rest.len() == 1 => Some(Construct::Drop(1)),
        b'+' if rest.starts_with("+++") => {
            plain_closing(text, at + 3, "+++").map(|end| Construct::Read(OBJECT, end + 3 - at))
        }
        b'+' => inner("+", true),
        b'<' if rest.starts_with("<<") => {
            let end = plain_closing(text, at + 2, ">>")?;
            let label = text[at + 2..end].find(',').map(|comma| at + 3 + comma);
            Some(label.map_or(Construct::Read(OBJECT, end + 2 - at), |label| {
                Construct::Inner(label - at, end - at, end + 2 - at)
            }))
        }
        b'[' if rest.starts_with("[[") => plain_closing(text, at, "]]").map(|end| Construct::Drop(end + 2 - at)),
        b'[' => {
            let end = plain_closing(text, at, "]")?;
            text[end + 1..].starts_with(['#', '*', '_', '`']).then_some(Construct::Drop(end + 1 - at))
        }
        b'(' if rest.starts_with("(((") => plain_closing(text, at, ")))").map(|end| Construct::Drop(end + 3 - at)),
        b'(' if rest.starts_with("((") => {
            plain_closing(text, at, "))").map(|end| Construct::Inner(2, end - at, end + 2 - at))
        }
        b'{' => {
            let end = plain_closing(text, at, "}")?;
            let name = &text[at + 1..end];
            let fits = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
            let read = CHARACTERS.iter().find(|(known, _)| *known == name).map_or(OBJECT, |(_, read)| read);
            fits.then_some(Construct::Read(read, end + 1 - at))
        }
        b'a'..=b'z' if !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '/') => macros(text, at),
        _ => None,
    }
}

/// `link:x[text]`, `https://x[text]`, `image:x[]`, `footnote:[text]`.
fn macros(text: &str, at: usize) -> Option<Construct<'static>> {
    let rest = &text[at..];
    let name = &rest[..rest.bytes().take_while(u8::is_ascii_lowercase).count()];
    let target = rest[name.len()..].strip_prefix(':')?;
    let (note, link, object) = (name.starts_with("footnote"), LINKS.contains(&name), OBJECTS.contains(&name));
    if !note && !link && !object || target.starts_with(' ') {
        return None;
    }
    let open = target.find(|c: char| c == '[' || c.is_whitespace()).filter(|&open| target[open..].starts_with('['))?;
    let first = name.len() + 1 + open + 1;
    let last = plain_closing(text, at + first, "]")? - at;
    Some(match () {
        () if object => Construct::Read(OBJECT, last + 1),
        () if note => Construct::Note(first, last, last + 1),
        // "[text,window=_blank]", "[text^]".
        () => Construct::Inner(first, first + rest[first..last].find([',', '^']).unwrap_or(last - first), last + 1),
    })
}
