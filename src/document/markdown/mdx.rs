//! MDX: Markdown with imports, tags of components and expressions, none of which is prose. `{/* ... */}` is a comment.

use std::ops::Range;

use super::prepare::{Prepared, prepare as prepare_markdown, spaces};
use crate::document::lines::OBJECT;
use crate::document::markdown_comments::Hidden;
use crate::text::boundary;

/// Longest tag, expression or stretch of code in a line, in bytes: what never closes is text.
const LONGEST: usize = 5_000;

/// Takes everything out of a text that is not Markdown.
pub(super) fn prepare(text: &str) -> Prepared<'static> {
    let mut scan = Scan { text, plain: String::with_capacity(text.len()), comments: Vec::new(), tags: Vec::new() };
    scan.lines();
    let outdents = scan.outdents();
    let Scan { plain, comments, .. } = scan;
    prepare_markdown(&plain, &outdents).into_owned(comments)
}

/// A walk through the text, which writes it without its syntax, in the same number of bytes.
struct Scan<'a> {
    text: &'a str,
    plain: String,
    comments: Vec<Hidden>,
    /// Tags that open (`true`) or close, at a byte.
    tags: Vec<(usize, bool)>,
}

impl Scan<'_> {
    fn lines(&mut self) {
        let mut fence: Option<&str> = None;
        // A paragraph that begins with `import` or `export`, with the braces that are open in it.
        let mut module: Option<i32> = None;
        let mut blank = true;
        let text = self.text;
        while let Some(line) = text[self.plain.len()..].split_inclusive('\n').next() {
            let trimmed = line.trim();
            let run = &trimmed[..trimmed.bytes().take_while(|&byte| byte == b'`' || byte == b'~').count()];
            if let Some(open) = fence {
                self.plain.push_str(line);
                let closes = run.len() >= open.len() && run.len() == trimmed.len() && run[..1] == open[..1];
                fence = fence.filter(|_| !closes);
            } else if run.len() >= 3 {
                self.plain.push_str(line);
                fence = Some(run);
            } else if module.is_some() || blank && is_module(line) {
                let braces = module.unwrap_or(0) + braces(line);
                module = Some(braces).filter(|&braces| braces > 0 || !trimmed.is_empty());
                self.plain.push_str(&spaces(line));
            } else {
                self.line(line.len());
            }
            blank = trimmed.is_empty();
        }
    }

    /// Takes a line, and whatever it begins that ends on a later one.
    fn line(&mut self, length: usize) {
        let end = self.plain.len() + length;
        while self.plain.len() < end {
            let at = self.plain.len();
            let rest = &self.text[at..];
            let Some(c) = rest.chars().next() else { return };
            match c {
                '\\' => self.plain.extend(rest.chars().take(2)),
                '`' => {
                    let code = code(rest).unwrap_or_else(|| rest.bytes().take_while(|&byte| byte == b'`').count());
                    self.plain.push_str(&rest[..code]);
                }
                '{' => self.expression(rest, at),
                '<' => match tag(rest) {
                    Some(length) => {
                        let tag = &rest[..length];
                        if !tag.ends_with("/>") {
                            self.tags.push((at, !tag.starts_with("</")));
                        }
                        self.plain.push_str(&spaces(tag));
                    }
                    None => self.plain.push(c),
                },
                _ => self.plain.push(c),
            }
        }
    }

    fn expression(&mut self, rest: &str, at: usize) {
        // `{#id}` is the id of a heading.
        let Some(length) = closing(rest).filter(|_| !rest.starts_with("{#")) else {
            self.plain.push('{');
            return;
        };
        let whole = &rest[..length];
        let inner = whole[1..length - 1].trim();
        if let Some(comment) = inner.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")) {
            let start = at + comment.as_ptr() as usize - rest.as_ptr() as usize;
            let inner = start..start + comment.len();
            self.comments.push(Hidden { range: at..at + length, inner, is_definition: false });
            self.plain.push_str(&spaces(whole));
        } else if whole.contains('\n') || whole.len() < OBJECT.len() || inner.starts_with(['"', '\'', '`']) {
            // `{" "}` is a space.
            self.plain.push_str(&spaces(whole));
        } else {
            self.plain.push_str(OBJECT);
            self.plain.push_str(&" ".repeat(whole.len() - OBJECT.len()));
        }
    }

    /// For each line, the width of the margin that the text of its component has.
    fn outdents(&self) -> Vec<usize> {
        let mut tags = self.tags.iter().peekable();
        let mut open: Vec<Option<usize>> = Vec::new();
        let mut at = 0;
        let mut found = Vec::new();
        for line in self.plain.split_inclusive('\n') {
            let margin = line.len() - line.trim_start_matches([' ', '\t']).len();
            let text = !line.trim().is_empty();
            found.push(match open.last_mut().filter(|_| text) {
                Some(width) => *width.get_or_insert(margin),
                None => 0,
            });
            at += line.len();
            while let Some((_, opens)) = tags.next_if(|(tag, _)| *tag < at) {
                if *opens {
                    open.push(None);
                } else {
                    open.pop();
                }
            }
        }
        if self.tags.is_empty() { Vec::new() } else { found }
    }
}

fn is_module(line: &str) -> bool {
    ["import ", "export ", "import{", "export{"].iter().any(|word| line.starts_with(word))
}

fn braces(line: &str) -> i32 {
    line.bytes().map(|byte| i32::from(matches!(byte, b'{' | b'(')) - i32::from(matches!(byte, b'}' | b')'))).sum()
}

/// The length of code in backticks that a text begins with.
fn code(text: &str) -> Option<usize> {
    let run = text.bytes().take_while(|&byte| byte == b'`').count();
    let window = &text[..boundary(text, LONGEST)];
    let paragraph = window.find("\n\n").unwrap_or(window.len());
    let mut at = run;
    while let Some(start) = memchr::memchr(b'`', text.as_bytes().get(at..paragraph)?).map(|found| at + found) {
        let length = text[start..].bytes().take_while(|&byte| byte == b'`').count();
        if length == run {
            return Some(start + length);
        }
        at = start + length;
    }
    None
}

/// The length of a tag that a text begins with: of an element, a component or a fragment.
fn tag(text: &str) -> Option<usize> {
    let name = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '>') {
        return None;
    }
    ends(text, 1, b'>')
}

/// The length of an expression that a text begins with.
fn closing(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix("{/*") {
        let window = &rest.as_bytes()[..rest.len().min(LONGEST)];
        let end = memchr::memmem::find(window, b"*/")? + "{/**/".len();
        let close = text[end..].trim_start();
        return close.starts_with('}').then(|| text.len() - close.len() + 1);
    }
    ends(text, 1, b'}')
}

/// The length of a text up to a byte that is in no string and in no braces.
fn ends(text: &str, from: usize, close: u8) -> Option<usize> {
    let (mut depth, mut quote) = (0_i32, None);
    let range: Range<usize> = from..text.len().min(LONGEST);
    let window = &text.as_bytes()[range];
    // Most of what never closes is known at once.
    memchr::memchr(close, window)?;
    for (at, &byte) in window.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') if close == b'>' || depth > 0 => quote = Some(byte),
            (None, byte) if byte == close && depth == 0 => return Some(from + at + 1),
            (None, b'{') => depth += 1,
            (None, b'}') => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, Document, Format, read};
    use crate::text::Input;

    fn document(text: &str) -> Document {
        read(Format::Mdx, &Input::file("a.mdx", text))
    }

    fn texts(text: &str) -> Vec<String> {
        let d = document(text);
        let all = d.blocks.iter().map(|block| d.text(block.span).split_whitespace().collect::<Vec<_>>().join(" "));
        all.collect()
    }

    #[test]
    fn expressions_may_begin_with_any_letter() {
        for inner in ["\u{1f600}x", "é", "éé", "\u{2019}", "\u{1f600}"] {
            assert_eq!(texts(&format!("Anna {{{inner}}} met.")), ["Anna \u{fffc} met."], "{inner}");
        }
    }

    #[test]
    fn tags_imports_and_expressions_are_no_prose() {
        let text = "---\ntitle: T\n---\nimport A from './a'\nimport {\n  B,\n\n  C\n} from './b'\n\nexport const meta = {x: 1}\n\n# Head {#id}\n\n<Note type=\"x\" items={['a', 'b > c']}>\n\n    Anna **Holt** met {props.name} in `a {b}`.\n\n    1. One\n\n</Note>\n\nThen<br/> {\" \"} a < b.\n\n```js\nimport x\n```\n";
        assert_eq!(texts(text), ["T", "Head", "Anna Holt met \u{fffc} in \u{fffc}.", "One", "Then a < b."]);
        let d = document(text);
        for word in ["Anna", "Holt", "met", "One", "Then"] {
            let at = d.prose.find(word).expect("it is read");
            assert_eq!(d.place(crate::text::Span::new(at, at + word.len())).text(), word);
        }
    }

    #[test]
    fn comments_hold_marks() {
        let text = "One.\n\n{/* factlint-ignore a: as printed */}\n\nTwo.\n\nThree {/* factlint-ignore-line b */} four.\n\n{/*factlint-ignore-file c*/}\n";
        let d = document(text);
        let marks: Vec<(&str, &str)> = d.ignores.iter().map(|mark| (mark.list.text(), mark.place.text())).collect();
        assert_eq!(
            marks,
            [
                ("a", "{/* factlint-ignore a: as printed */}"),
                ("b", "{/* factlint-ignore-line b */}"),
                ("c", "{/*factlint-ignore-file c*/}")
            ]
        );
        assert!(d.ignores[0].covers(&d.place(d.blocks[1].span)) && !d.ignores[0].covers(&d.place(d.blocks[0].span)));
        assert_eq!(d.blocks[2].kind, BlockKind::Paragraph);
        assert_eq!(texts(text)[2], "Three four.");
    }

    #[test]
    fn what_never_closes_is_text() {
        for text in ["a { b", "a <b", "{/* never", "<Note", "`a {b", "import", "a </ b", "{"] {
            let _ = document(text);
        }
        assert_eq!(texts("It is { open and <b never ends.\n"), ["It is { open and <b never ends."]);
    }
}
