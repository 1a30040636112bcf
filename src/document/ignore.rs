//! Ignore comments: `factlint-ignore office-holder: the reason`, in a comment of the draft or in its front matter.
//!
//! A reader recognises the comments of its format and passes each one to [`Builder::comment`](super::builder::Builder::comment)
//! with its place; the syntax of the text is the same in every format.

use std::ops::Range;
use std::sync::Arc;

use super::opening::{Opening, Scope, TOOL, opening};
use super::{Block, BlockKind, Covers, Ignore, Mended, Trouble};
use crate::text::{Input, Place, Span};

/// The front matter key for the whole file. Its value has the syntax of `factlint-ignore-file` in a comment.
pub(super) const KEY: &str = "factlint-ignore";

/// Returns `true` if a key of front matter is nearly [`KEY`]: `factlint_ignore`, `factlintIgnore`, `factlint-disable`.
pub(super) fn is_near_key(key: &str) -> bool {
    key != KEY && (opening(key).is_some() || ["factlintIgnore", TOOL].iter().any(|near| key.eq_ignore_ascii_case(near)))
}

/// A mark, before the blocks that it covers are known.
#[derive(Debug)]
pub(super) struct IgnoreMark {
    input: u16,
    /// Bytes of the source: the comment with its signs.
    range: Range<usize>,
    /// What it is attached to, if comments are separate from the text: the index of an input and bytes of it.
    on: Option<(u16, Range<usize>)>,
    /// What goes away with it: bytes of the source, widened to whole lines. `None`: nothing is known that may.
    gone: Option<Range<usize>>,
    /// Bytes of the source with the names of rules.
    list: Range<usize>,
    /// Number of bytes of prose before it.
    after: usize,
    /// Whether it is inside a block.
    inside: bool,
    scope: Option<Scope>,
    /// The words that it opens with.
    word: String,
    /// Bytes of the source with them, and the right ones, where they are wrong.
    mended: Option<(Range<usize>, Opening)>,
    /// Whether it is text of the draft and no comment.
    is_text: bool,
    rules: Vec<String>,
    reason: Option<String>,
}

impl IgnoreMark {
    /// The position that counts for it: the index of an input and bytes of it.
    fn spot(&self) -> (u16, Range<usize>) {
        self.on.clone().unwrap_or_else(|| (self.input, self.range.clone()))
    }
}

/// The position of a comment.
#[derive(Debug, Clone)]
pub(super) struct At {
    pub(super) input: u16,
    /// Bytes of the source: the comment with its signs.
    pub(super) range: Range<usize>,
    /// Bytes of prose before it.
    pub(super) after: usize,
    /// Whether a block is open there.
    pub(super) inside: bool,
    /// What it is attached to, if comments are separate from the text: the index of an input and bytes of it.
    pub(super) on: Option<(u16, Range<usize>)>,
}

/// Parses a comment, given its text without the comment syntax, the start of that text in the source, and the position
/// of the comment. `None` if it is not an ignore comment.
pub(super) fn mark(inner: &str, source: usize, at: At) -> Option<IgnoreMark> {
    let trimmed = inner.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let opening = opening(trimmed)?;
    let begin = inner.len() - trimmed.len();
    let end = begin + opening.len;
    let mut found = listed(&inner[end..], source + end, at);
    found.scope = opening.scope;
    trimmed[..opening.len].clone_into(&mut found.word);
    found.mended = opening.scope.is_none().then_some((source + begin..source + end, opening));
    Some(found)
}

/// A mark that is text of the draft, because its format has other comments.
pub(super) fn text_mark(text: &str, input: u16, range: Range<usize>) -> Option<IgnoreMark> {
    let start = range.start;
    let found = mark(text, start, At { input, range, after: 0, inside: false, on: None })?;
    Some(IgnoreMark { is_text: true, gone: None, list: start..start, ..found })
}

/// Parses the value of the key [`KEY`] in front matter; `whole` is what to remove with it, if known.
pub(super) fn value(text: &str, source: usize, at: At, whole: Option<Range<usize>>) -> IgnoreMark {
    IgnoreMark { gone: whole, ..listed(text, source, at) }
}

/// "RULE, RULE: reason".
fn listed(text: &str, source: usize, at: At) -> IgnoreMark {
    let (list, reason) = text.split_once(':').map_or((text, None), |(list, reason)| (list, Some(reason)));
    let before = list.len() - list.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '(')).len();
    let names = list[before..].trim_end_matches(|c: char| c.is_whitespace() || c == ')');
    let start = source + before;
    let rules = names.split([',', ';', ' ', '\t', '\n', '\r', '[', ']', '(', ')', '"', '\'']);
    let reason = reason.map(|reason| reason.split_whitespace().collect::<Vec<_>>().join(" "));
    IgnoreMark {
        input: at.input,
        gone: Some(at.range.clone()),
        range: at.range,
        on: at.on,
        list: start..start + names.len(),
        after: at.after,
        inside: at.inside,
        scope: Some(Scope::File),
        word: String::new(),
        mended: None,
        is_text: false,
        rules: rules.filter(|rule| !rule.is_empty()).map(str::to_owned).collect(),
        reason: reason.filter(|reason| !reason.is_empty()),
    }
}

/// Every HTML comment in a piece of the source: its text, the start of the text, and the bytes of the whole comment.
pub(super) fn html_comments(text: &str, source: usize) -> Vec<(&str, usize, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("<!--").map(|at| from + at) {
        let inner = open + "<!--".len();
        let Some(close) = text[inner..].find("-->").map(|at| inner + at) else {
            break;
        };
        let end = close + "-->".len();
        // "<!--- note --->".
        let written = &text[inner..close];
        let bare = written.trim_start_matches('-');
        let begin = source + inner + written.len() - bare.len();
        found.push((bare.trim_end_matches('-'), begin, source + open..source + end));
        from = end;
    }
    found
}

/// Finds what each mark covers, once all blocks are there. `place` leads from prose to the source.
pub(super) fn settle(
    marks: &[IgnoreMark],
    inputs: &[Arc<Input>],
    blocks: &[Block],
    place: impl Fn(&Block) -> Place,
) -> Vec<Ignore> {
    let ends = pairs(marks);
    let mut found = Vec::with_capacity(marks.len());
    for (number, mark) in marks.iter().enumerate() {
        let input = &inputs[usize::from(mark.input)];
        let of = |input: &Arc<Input>, range: Range<usize>| Place {
            input: Arc::clone(input),
            span: Span::new(range.start, range.end),
        };
        let at = |range: Range<usize>| of(input, range);
        let (covers, trouble) = match mark.scope {
            _ if mark.is_text => (Vec::new(), Some(Trouble::NoComment)),
            None => (Vec::new(), Some(Trouble::UnknownWord)),
            Some(Scope::End) if ends.iter().all(|&(_, end)| end != Some(number)) => {
                (Vec::new(), Some(Trouble::EndWithoutStart))
            }
            // It belongs to its start.
            Some(Scope::End) => continue,
            Some(Scope::File) => (vec![Covers::Everything], None),
            Some(Scope::Line) => {
                let covered = match &mark.on {
                    Some((home, range)) => of(&inputs[usize::from(*home)], range.clone()),
                    None => at(line(&input.text, &mark.range)),
                };
                (vec![Covers::Stretch(covered)], None)
            }
            Some(Scope::Next) => (next(mark, blocks).iter().map(|block| Covers::Stretch(place(block))).collect(), None),
            Some(Scope::Start) => {
                let end = ends.iter().find(|(start, _)| *start == number).and_then(|&(_, end)| end);
                let (home, from) = mark.spot();
                let text = &inputs[usize::from(home)];
                let ends = end.map(|end| marks[end].spot()).filter(|(other, _)| *other == home);
                let until = ends.map_or(text.text.len(), |(_, range)| range.end);
                (vec![Covers::Stretch(of(text, from.start..until.max(from.start)))], None)
            }
        };
        let end = ends.iter().find(|(start, _)| *start == number).and_then(|&(_, end)| end);
        let gone = mark.gone.iter().chain(end.map(|end| &marks[end].range));
        found.push(Ignore {
            rules: mark.rules.clone(),
            list: at(mark.list.clone()),
            reason: mark.reason.clone(),
            covers,
            place: at(mark.range.clone()),
            removal: gone.map(|range| at(removal(&input.text, range))).collect(),
            is_open: mark.scope == Some(Scope::Start) && end.is_none() && !mark.is_text,
            trouble: trouble.map(|trouble| (trouble, mark.word.clone())),
            mended: mark.mended.as_ref().filter(|_| !mark.is_text).map(|(range, opening)| Mended {
                place: at(range.clone()),
                word: opening.word,
                is_sure: opening.is_sure,
            }),
        });
    }
    found
}

/// The number of every start, with that of its end: an end that names rules closes the last open start of the same rules, one
/// that names none the last that is open.
fn pairs(marks: &[IgnoreMark]) -> Vec<(usize, Option<usize>)> {
    let mut found: Vec<(usize, Option<usize>)> = Vec::new();
    for (number, mark) in marks.iter().enumerate() {
        match mark.scope {
            Some(Scope::Start) => found.push((number, None)),
            Some(Scope::End) => {
                let fits = |start: usize| {
                    marks[start].input == mark.input && (mark.rules.is_empty() || marks[start].rules == mark.rules)
                };
                if let Some(open) = found.iter_mut().rev().find(|(start, end)| end.is_none() && fits(*start)) {
                    open.1 = Some(number);
                }
            }
            _ => {}
        }
    }
    found
}

/// The block that contains the comment, or else the next one; before a list, a table or a quotation, all of it.
fn next<'b>(mark: &IgnoreMark, blocks: &'b [Block]) -> &'b [Block] {
    let first = if mark.inside {
        blocks.partition_point(|block| (block.span.end as usize) < mark.after)
    } else {
        blocks.partition_point(|block| (block.span.start as usize) < mark.after)
    };
    let Some(block) = blocks.get(first) else {
        return &[];
    };
    let many = matches!(block.kind, BlockKind::Item | BlockKind::Cell | BlockKind::Quote);
    let within = first.checked_sub(1).is_some_and(|before| blocks[before].kind == block.kind);
    let count =
        if many && !within { blocks[first..].iter().take_while(|next| next.kind == block.kind).count() } else { 1 };
    &blocks[first..first + count]
}

/// The line of a comment; if it is alone on its line, the next non-blank line. The bytes include the line break.
fn line(text: &str, comment: &Range<usize>) -> Range<usize> {
    let (from, until) = lines(text, comment);
    if !alone(text, comment) {
        return from..until;
    }
    let rest = &text[until..];
    let blank = rest.len() - rest.trim_start().len();
    until..rest[blank..].find('\n').map_or(text.len(), |at| until + blank + at + 1)
}

/// Bytes of the lines that a comment touches, line break included.
fn lines(text: &str, comment: &Range<usize>) -> (usize, usize) {
    let from = text[..comment.start].rfind('\n').map_or(0, |at| at + 1);
    let last = comment.end.max(comment.start + 1).min(text.len());
    if text[..last].ends_with('\n') {
        return (from, last);
    }
    (from, text[comment.end..].find('\n').map_or(text.len(), |at| comment.end + at + 1))
}

fn alone(text: &str, comment: &Range<usize>) -> bool {
    let (from, until) = lines(text, comment);
    let blank = |part: &str| part.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
    blank(&text[from..comment.start]) && blank(&text[comment.end.min(until)..until])
}

/// The bytes to remove: the comment with the space before it; its whole line if it is alone there, with the blank line
/// below if there is another one above.
fn removal(text: &str, comment: &Range<usize>) -> Range<usize> {
    if !alone(text, comment) {
        let before = &text[..comment.start];
        let start = before.trim_end_matches([' ', '\t']).len();
        return start..comment.end;
    }
    let (mut from, mut until) = lines(text, comment);
    if text[from..comment.start].starts_with('\u{feff}') {
        from += '\u{feff}'.len_utf8();
    }
    let above = text[..from].strip_suffix('\n').map(|above| above.rsplit('\n').next().unwrap_or(""));
    if above.is_none_or(|above| above.trim().is_empty())
        && let Some(end) = text[until..].find('\n').map(|at| until + at + 1)
        && text[until..end].trim().is_empty()
    {
        until = end;
    }
    from..until
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Format, read};
    use super::*;

    fn markdown(text: &str) -> Document {
        read(Format::Markdown, &Input::file("a.md", text))
    }

    /// The texts that the marks of a document cover.
    fn covered(document: &Document) -> Vec<Vec<String>> {
        let text = |covers: &Covers| match covers {
            Covers::Everything => "*".to_owned(),
            Covers::Stretch(place) => place.text().to_owned(),
        };
        document.ignores.iter().map(|ignore| ignore.covers.iter().map(text).collect()).collect()
    }

    #[test]
    fn the_next_block_is_covered_and_a_list_is_one() {
        let d = markdown(
            "One.\n\n<!-- factlint-ignore a, b: why\n so -->\n\nTwo.\n\n<!-- factlint-ignore -->\n- x\n- y\n\nThree.\n",
        );
        assert_eq!(covered(&d), [vec!["Two.".to_owned()], vec!["x".to_owned(), "y".to_owned()]]);
        let first = &d.ignores[0];
        assert_eq!((first.rules.as_slice(), first.list.text()), (&["a".to_owned(), "b".to_owned()][..], "a, b"));
        assert_eq!(first.reason.as_deref(), Some("why so"));
        assert_eq!(first.removal[0].text(), "<!-- factlint-ignore a, b: why\n so -->\n\n");
        assert!(d.ignores[1].rules.is_empty() && d.ignores[1].reason.is_none());
    }

    #[test]
    fn a_mark_inside_a_block_covers_that_block() {
        let d = markdown("One <!-- factlint-ignore a --> more.\n\nTwo.\n\n- x\n- y <!-- factlint-ignore b -->\n- z\n");
        assert_eq!(d.text(d.blocks[0].span), "One  more.");
        assert_eq!(covered(&d), [vec!["One <!-- factlint-ignore a --> more.".to_owned()], vec!["y ".to_owned()]]);
    }

    #[test]
    fn a_line_is_its_own_or_the_next() {
        let text = "One\ntwo <!-- factlint-ignore-line a -->\nthree.\n\n<!-- factlint-ignore-line b -->\nFour\nfive.\n";
        let d = markdown(text);
        assert_eq!(covered(&d), [vec!["two <!-- factlint-ignore-line a -->\n".to_owned()], vec!["Four\n".to_owned()]]);
        assert_eq!(d.ignores[0].removal[0].text(), " <!-- factlint-ignore-line a -->");
    }

    #[test]
    fn starts_and_ends_pair_by_their_rules() {
        let text = "<!-- factlint-ignore-start a -->\n\nOne.\n\n<!-- factlint-ignore-start b -->\n\nTwo.\n\n<!-- factlint-ignore-end a -->\n\nThree.\n\n<!-- factlint-ignore-end -->\n\nFour.\n\n<!-- factlint-ignore-end -->\n";
        let d = markdown(text);
        let found = covered(&d);
        assert!(found[0][0].contains("Two.") && !found[0][0].contains("Three."));
        assert!(found[1][0].contains("Three.") && !found[1][0].contains("Four."));
        assert_eq!(d.ignores[2].trouble, Some((Trouble::EndWithoutStart, "factlint-ignore-end".to_owned())));
        let open = markdown("<!-- factlint-ignore-start a -->\n\nOne.\n\nTwo.\n");
        assert!(covered(&open)[0][0].ends_with("Two.\n") && open.ignores[0].is_open);
        assert!(d.ignores.iter().all(|ignore| !ignore.is_open));
    }

    #[test]
    fn a_misspelt_mark_is_one_and_another_comment_is_none() {
        let d = markdown(
            "<!-- factlint-ingore a -->\n\nOne.\n\n<!-- factlint is run here -->\n\n<!-- factlint-house-rules apply -->\n",
        );
        assert_eq!(d.ignores.len(), 1);
        assert_eq!(d.ignores[0].trouble, Some((Trouble::UnknownWord, "factlint-ingore".to_owned())));
        assert!(d.ignores[0].covers.is_empty());
    }

    #[test]
    fn front_matter_covers_the_file() {
        for text in [
            "---\ntitle: T\nfactlint-ignore: a, b\n---\nOne.\n",
            "---\nfactlint-ignore: [a, \"b\"]\ntitle: T\n---\nOne.\n",
            "---\nfactlint-ignore:\n  - \"a: quotes a letter\"\n  - b\ntitle: T\n---\nOne.\n",
            "+++\ntitle = \"T\"\nfactlint-ignore = [\"a: quotes a letter\", \"b\"]\n+++\nOne.\n",
            "+++\nfactlint-ignore = \"a, b\"\n+++\nOne.\n",
        ] {
            let d = markdown(text);
            let rules: Vec<&str> = d.ignores.iter().flat_map(|ignore| &ignore.rules).map(String::as_str).collect();
            assert_eq!(rules, ["a", "b"], "{text}");
            assert!(d.ignores.iter().all(|ignore| ignore.covers == [Covers::Everything]), "{text}");
            let reason = text.contains("letter").then_some("quotes a letter");
            assert_eq!(d.ignores[0].reason.as_deref(), reason, "{text}");
        }
    }
}
