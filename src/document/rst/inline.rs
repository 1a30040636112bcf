//! Marks within a paragraph of `reStructuredText`.

use crate::document::lines::{Construct, OBJECT, closing, opens, plain_closing};

/// Roles whose text is not prose.
const OBJECTS: [&str; 6] = ["math", "code", "raw", "literal", "file", "command"];

/// The inline construct at a byte.
pub(super) fn find(text: &str, at: usize) -> Option<Construct<'static>> {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    match rest.as_bytes()[0] {
        b'\\' => match rest[1..].chars().next() {
            Some(c) if c.is_whitespace() => Some(Construct::Drop(1 + c.len_utf8())),
            Some(_) => Some(Construct::Escape(1)),
            None => Some(Construct::Drop(1)),
        },
        b'`' if rest.starts_with("``") => {
            let end = closing(text, at + 2, "``", false)?;
            Some(Construct::Read(OBJECT, end + 2 - at))
        }
        b'`' if opens(text, at, 1) => interpreted(text, at, 0),
        b':' if !before.is_some_and(char::is_alphanumeric) => {
            let name = rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || b"-_+.:".contains(b)).count();
            let role = rest[1..=name].strip_suffix(':')?;
            if role.is_empty() || !rest[1 + name..].starts_with('`') {
                return None;
            }
            if OBJECTS.contains(&role) {
                let end = plain_closing(text, at + name + 2, "`")?;
                return Some(Construct::Read(OBJECT, end + 1 - at));
            }
            interpreted(text, at, name + 1)
        }
        b'*' => {
            let mark = if rest.starts_with("**") { "**" } else { "*" };
            let end = opens(text, at, mark.len()).then(|| closing(text, at + mark.len(), mark, true)).flatten()?;
            Some(Construct::Inner(mark.len(), end - at, end - at + mark.len()))
        }
        b'|' if opens(text, at, 1) => {
            let end = closing(text, at + 1, "|", true).filter(|&end| !text[at + 1..end].contains('\n'))?;
            Some(Construct::Read(OBJECT, end + 1 - at))
        }
        b'[' => {
            let end = rest.find("]_").filter(|&end| end <= 40)?;
            let name = &rest[1..end];
            let fits = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"#*-_.".contains(&b));
            fits.then_some(Construct::Drop(end + 2))
        }
        b'_' if before.is_some_and(char::is_alphanumeric) => {
            let marks = if rest.starts_with("__") { 2 } else { 1 };
            let ends = rest[marks..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '_');
            ends.then_some(Construct::Drop(marks))
        }
        b'_' if rest.starts_with("_`") => interpreted(text, at, 1),
        _ => None,
    }
}

/// `` `text <target>`_ `` from the backquote `skip` bytes after `at`.
fn interpreted(text: &str, at: usize, skip: usize) -> Option<Construct<'static>> {
    let first = at + skip + 1;
    let end = plain_closing(text, first, "`").filter(|&end| end > first)?;
    let inner = &text[first..end];
    let target = inner.rfind('<').filter(|_| inner.ends_with('>'));
    let last = target.map_or(end, |target| first + inner[..target].trim_end().len());
    let after = text[end + 1..].bytes().take_while(|&b| b == b'_').count().min(2);
    Some(Construct::Inner(first - at, last - at, end + 1 + after - at))
}
