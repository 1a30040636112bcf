//! Block quotations that are the author's own words: callouts such as `> [!INFO]` and notes such as `> **Note:** ...`.

use crate::text::boundary;

/// Labels of notes that authors write, in lower case.
const LABELS: [&str; 44] = [
    "abstract",
    "attention",
    "background",
    "best practice",
    "bug",
    "caution",
    "caveat",
    "correction",
    "danger",
    "deprecated",
    "disclaimer",
    "disclosure",
    "editor's note",
    "error",
    "example",
    "faq",
    "fun fact",
    "heads up",
    "heads-up",
    "hint",
    "important",
    "important note",
    "in short",
    "info",
    "information",
    "key point",
    "key points",
    "key takeaway",
    "key takeaways",
    "note",
    "notes",
    "notice",
    "please note",
    "prerequisites",
    "pro tip",
    "reminder",
    "see also",
    "summary",
    "tip",
    "tips",
    "tl;dr",
    "todo",
    "update",
    "warning",
];
/// Callouts that quote somebody.
const QUOTES: [&str; 2] = ["quote", "cite"];
/// Bytes of a quotation in which its label is.
const REACH: usize = 400;
/// Longest label, in bytes.
const LONGEST: usize = 40;

/// Returns `true` if the source of a block quotation opens with the label of a note.
pub(super) fn is_own(quote: &str) -> bool {
    let first = quote[..boundary(quote, REACH)].trim_start_matches(['>', ' ', '\t', '\r', '\n']);
    if let Some((name, _)) = first.strip_prefix("[!").and_then(|rest| rest.split_once(']')) {
        return !QUOTES.iter().any(|known| known.eq_ignore_ascii_case(name));
    }
    // A picture before the label: "⚠️ **Warning**", ":warning: Note:".
    let first = first.strip_prefix(':').and_then(|rest| rest.split_once(": ")).map_or(first, |(_, rest)| rest);
    let first = first.trim_start_matches(|c: char| !c.is_alphanumeric() && !['*', '_'].contains(&c));
    let line = first.lines().next().unwrap_or_default();
    let strong = ["**", "__"].iter().find_map(|mark| line.strip_prefix(mark)?.split_once(mark));
    let label = match strong {
        Some((label, _)) => Some(label.trim_start_matches(|c: char| !c.is_alphanumeric())),
        None => line.trim_start_matches(['*', '_']).split_once(':').map(|(label, _)| label),
    };
    label.filter(|label| label.len() <= LONGEST).is_some_and(|label| {
        let label = label.trim_matches(|c: char| c.is_whitespace() || [':', '*', '_', '!', '.'].contains(&c));
        LABELS.contains(&label.replace('\u{2019}', "'").to_lowercase().as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_notes_are_known() {
        for quote in [
            "> **Note:** It is old.",
            "> **Note**: It is old.",
            "> __Warning__\n> It is old.",
            "> Note: It is old.",
            "> *Tip:* It is old.",
            "> \u{26a0}\u{fe0f} **Important!** It is old.",
            "> :warning: **Caution:** It is old.",
            "> [!info]- Title\n> It is old.",
            "> **Editor\u{2019}s note:** It is old.",
            ">\n> **TL;DR** It is old.",
        ] {
            assert!(is_own(quote), "{quote}");
        }
        for quote in [
            "> It is old.",
            "> **Jane Holt:** It is old.",
            "> Jane: it is old.",
            "> [!quote] Jane Holt\n> It is old.",
            "> Notes are old.",
            "> **It is old.** Note this.",
            ">",
        ] {
            assert!(!is_own(quote), "{quote}");
        }
    }
}
