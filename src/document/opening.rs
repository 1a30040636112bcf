//! How an ignore comment opens: `factlint-ignore`, and what people write in its place.

use std::sync::OnceLock;

use regex::Regex;

/// What a mark covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Next,
    Line,
    File,
    Start,
    End,
}

/// The words that open a mark, with what each covers.
const WORDS: [(&str, Scope); 5] = [
    ("factlint-ignore", Scope::Next),
    ("factlint-ignore-line", Scope::Line),
    ("factlint-ignore-file", Scope::File),
    ("factlint-ignore-start", Scope::Start),
    ("factlint-ignore-end", Scope::End),
];

/// The name of the tool in them.
pub(super) const TOOL: &str = "factlint";

/// What other tools call the same, with the number of the word in [`WORDS`], and whether nothing else can be meant: some tools
/// read `disable` up to the end of the file, others for one line.
const OTHERS: [(&str, usize, bool); 23] = [
    ("ignore", 0, true),
    ("ignore-next", 0, true),
    ("ignore-block", 0, true),
    ("ignore-paragraph", 0, true),
    ("ignore-line", 1, true),
    ("ignore-next-line", 1, true),
    ("ignore-file", 2, true),
    ("ignore-all", 2, true),
    ("ignore-start", 3, true),
    ("ignore-begin", 3, true),
    ("ignore-end", 4, true),
    ("ignore-stop", 4, true),
    ("disable", 0, false),
    ("disable-line", 1, true),
    ("disable-next-line", 1, true),
    ("disable-file", 2, true),
    ("disable-start", 3, true),
    ("disable-end", 4, true),
    ("enable", 4, false),
    ("skip", 0, false),
    ("noqa", 1, false),
    ("off", 3, false),
    ("on", 4, false),
];

/// Those that may follow the tool's name after a space, where a sentence could go on as well.
const AFTER_SPACE: [&str; 6] = ["ignore", "disable", "enable", "skip", "off", "noqa"];

/// Openings that have the name of the tool last: "nofactlint".
const REVERSED: [&str; 7] = [
    "nofactlint",
    "no-factlint",
    "ignore-factlint",
    "ignore factlint",
    "disable-factlint",
    "disable factlint",
    "skip-factlint",
];

/// The start of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    /// Bytes of its words.
    pub(super) len: usize,
    /// What it covers, if the word is right.
    pub(super) scope: Option<Scope>,
    /// The right word.
    pub(super) word: &'static str,
    /// Whether nothing else can be meant.
    pub(super) is_sure: bool,
}

/// Reads the start of a comment; `None` if it neither is an ignore comment nor resembles one.
pub(super) fn opening(text: &str) -> Option<Opening> {
    let token = text.find(|c: char| matches!(c, ':' | '=' | '(') || c.is_whitespace()).unwrap_or(text.len());
    if let Some(&(word, scope)) = WORDS.iter().find(|(known, _)| *known == &text[..token]) {
        return Some(Opening { len: token, scope: Some(scope), word, is_sure: true });
    }
    let ends = |len: usize| {
        text[len..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ':' | ',' | '(' | '[' | '='))
    };
    let is_first = |word: &&&str| text.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word));
    if let Some(reversed) = REVERSED.iter().find(is_first).filter(|word| ends(word.len())) {
        return Some(Opening { len: reversed.len(), scope: None, word: WORDS[0].0, is_sure: false });
    }
    let words = words(text);
    let tool = tool(text, &words)?;
    let rest = &words[tool..];
    let run = rest.iter().skip(1).take_while(|word| !word.after_space).count() + 1;
    // The longest run of words that means something.
    let (number, is_sure, count) = (1..=rest.len().min(3)).rev().find_map(|count| {
        let joined = rest[..count].iter().map(|word| text[word.from..word.to].to_ascii_lowercase());
        let joined = joined.collect::<Vec<_>>().join("-");
        let other = OTHERS.iter().find(|(other, ..)| *other == joined);
        if let Some(&(_, number, is_sure)) = other {
            return (!rest[0].after_space || AFTER_SPACE.contains(&&text[rest[0].from..rest[0].to]))
                .then_some((number, is_sure, count));
        }
        (count == run).then_some(())?;
        let number = slip(&joined).filter(|_| !rest[0].after_space)?;
        Some((number, true, count))
    })?;
    let len = rest[count - 1].to;
    ends(len).then_some(Opening { len, scope: None, word: WORDS[number].0, is_sure })
}

/// Largest distance of a slip, in letters.
const SLIP: usize = 2;

/// The number of the word that another one is a slip of.
fn slip(joined: &str) -> Option<usize> {
    let distances = WORDS
        .iter()
        .enumerate()
        .map(|(number, (word, _))| (strsim::damerau_levenshtein(&word[TOOL.len() + 1..], joined), number));
    distances.min().filter(|&(distance, _)| distance <= SLIP).map(|(_, number)| number)
}

/// A word of a comment, as bytes of it.
#[derive(Debug, Clone, Copy)]
struct Word {
    from: usize,
    to: usize,
    after_space: bool,
}

/// Most words that an opening has: "fact-lint-ignore-next-line".
const MOST: usize = 5;

/// The first words of a text: letters between hyphens of any kind, underscores, colons and spaces.
fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let (mut from, mut after_space) = (None, false);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_ascii_alphabetic() {
            from = from.or(Some(at));
            continue;
        }
        if let Some(from) = from.take() {
            found.push(Word { from, to: at, after_space });
            after_space = false;
        }
        let joins = matches!(c, '-' | '_' | ':' | ' ' | '\t' | '\u{2010}'..='\u{2015}' | '\u{2212}');
        if !joins || found.len() == MOST {
            break;
        }
        after_space |= c == ' ' || c == '\t';
    }
    found
}

/// How many words the name of the tool takes up, if the text begins with it or with a slip of it.
fn tool(text: &str, words: &[Word]) -> Option<usize> {
    let is_tool = |name: &str| strsim::damerau_levenshtein(name, TOOL) <= 1;
    (1..=words.len().min(2)).find(|&count| {
        let joined: String = words[..count].iter().map(|word| &text[word.from..word.to]).collect();
        words[0].from == 0 && is_tool(&joined.to_ascii_lowercase())
    })
}

/// Bytes of the openings in a text that stand after the signs of a comment of some language.
pub(super) fn after_signs(text: &str) -> Vec<usize> {
    static SIGNS: OnceLock<Regex> = OnceLock::new();
    if memchr::memmem::find(text.as_bytes(), b"lint").is_none() {
        return Vec::new();
    }
    let signs = SIGNS.get_or_init(|| {
        let signs =
            r#"<\s?!\s?-+|@+|\[|//+|/\*+|#+|%+|\.\.|--+|;+|\{%?#|\{\{?/\*|\{\{!-*|<%#|\[[^\]\n]{0,40}\]:\s*(?:#|<>)?\s*[("']"#;
        Regex::new(&format!(r"(?m)(?:^|\s)(?:{signs})\s*([Ff]\w)")).expect("a regular expression")
    });
    let starts = signs.captures_iter(text).filter_map(|found| Some(found.get(1)?.start()));
    starts.filter(|&start| opening(&text[start..]).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Option<(&'static str, bool)> {
        opening(text).map(|opening| (opening.word, opening.scope.is_some()))
    }

    #[test]
    fn slips_and_words_of_other_tools_are_near_misses() {
        for (text, word) in [
            ("factlint-ingore office-holder", "factlint-ignore"),
            ("factlint ignore weekday", "factlint-ignore"),
            ("factlint: ignore weekday", "factlint-ignore"),
            ("factlint_ignore", "factlint-ignore"),
            ("Factlint-Ignore weekday: why", "factlint-ignore"),
            ("factlint\u{2013}ignore weekday", "factlint-ignore"),
            ("fact-lint-ignore weekday", "factlint-ignore"),
            ("factlnt-ignore weekday", "factlint-ignore"),
            ("factlint-disable weekday", "factlint-ignore"),
            ("factlint-disable-next-line weekday", "factlint-ignore-line"),
            ("factlint:ignore-next-line", "factlint-ignore-line"),
            ("factlint ignore file", "factlint-ignore-file"),
            ("factlint-enable", "factlint-ignore-end"),
            ("factlint-ignore-begin weekday", "factlint-ignore-start"),
            ("factlint-ignore-lines weekday", "factlint-ignore-line"),
            ("factlint-off", "factlint-ignore-start"),
            ("factlint_ignore age", "factlint-ignore"),
            ("factlint:disable=weekday", "factlint-ignore"),
            ("factlint: noqa", "factlint-ignore-line"),
            ("factlint off", "factlint-ignore-start"),
            ("nofactlint", "factlint-ignore"),
            ("Ignore-factlint weekday", "factlint-ignore"),
        ] {
            assert_eq!(meant(text), Some((word, false)), "{text}");
        }
        assert_eq!(meant("factlint-ignore: quotes a letter"), Some(("factlint-ignore", true)));
        assert_eq!(meant("factlint-ignore-file"), Some(("factlint-ignore-file", true)));
        assert_eq!(meant("factlint-ignore=weekday"), Some(("factlint-ignore", true)));
        assert_eq!(meant("factlint-ignore-line(weekday)"), Some(("factlint-ignore-line", true)));
    }

    #[test]
    fn other_comments_are_none() {
        for text in [
            "factlint is run here",
            "factlint on this page finds nothing",
            "factlint skips code",
            "factlint skipped",
            "nofactlinting",
            "factlint-house-rules apply",
            "factlint",
            "textlint-disable no-todo",
            "markdownlint-disable",
            "prettier-ignore",
            "vale off",
            "ignore this",
            "factlint-ignore.md is the page",
            "",
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn signs_of_any_language_may_precede() {
        for text in [
            "The hall. <!-- factlint-ignore weekday -->",
            "// factlint-ignore weekday",
            "x\n# factlint-ignore weekday\ny",
            "% factlint ignore weekday",
            "[//]: # (factlint-ignore weekday)",
            "[comment]: <> (factlint-ignore weekday)",
            "{/* factlint-ignore weekday */}",
            "{# factlint-ignore weekday #}",
            ".. factlint-ignore weekday",
            "@factlint-ignore weekday",
            "[factlint-ignore weekday]",
            "< !-- factlint-ignore weekday -->",
        ] {
            assert_eq!(after_signs(text).len(), 1, "{text}");
        }
        for text in [
            "See https://factlint.org/#factlint-ignore",
            "See [factlint-ignore](suppression.md)",
            "`factlint-ignore` is",
            "# factlint",
            "-- factlint is run",
        ] {
            assert_eq!(after_signs(text), [0_usize; 0], "{text}");
        }
    }
}
