//! What words may be, as far as clauses need it: forms of verbs, and the small words between them.

use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::language::tokens::{Token, TokenKind};
use crate::rules::Words;
use crate::text;

/// The possible classes of a word, one bit for each.
pub(super) type Class = u64;

macro_rules! classes {
    ($($name:ident = $bit:expr),* $(,)?) => { $(pub(super) const $name: Class = 1 << $bit;)* };
}

classes! {
    BASE = 0, THIRD = 1, PAST = 2, PARTICIPLE = 3, ING = 4, NOUNISH = 5, GUESS = 6, BE = 7, HAVE = 8, DO = 9, MODAL = 10,
    PRESENT = 11, PASSED = 12, FUTURE = 13, CONDITIONAL = 14, LINK = 15, TO = 16, NOT = 17, ADVERB = 18, OPENS = 19,
    MAY_OPEN = 20, CONDITION = 21, CONTENT = 22, RELATIVE = 23, GENITIVE = 24, AGENT = 25, PREPOSITION = 26, SUBJECT = 27,
    PLURAL = 28, OBJECT = 29, DETERMINER = 30, AND = 31, TIME = 32, SPEECH = 33, UNIT = 34, NUMBER = 35, POSSESSIVE = 36,
    COMMA = 37, STOP = 38, OPEN = 39, CLOSE = 40, DASH = 41, QUOTE = 42, MARK = 43, CAPITAL = 44, CLITIC = 45, NO_FORM = 46,
    HYPHEN = 47, DEFINITE = 48,
}

/// Forms of verbs.
pub(super) const FORM: Class = BASE | THIRD | PAST | PARTICIPLE | ING;
/// Auxiliaries with tense.
pub(super) const AUXILIARY: Class = PRESENT | PASSED | FUTURE | CONDITIONAL;
pub(super) const MARKS: Class = COMMA | STOP | OPEN | CLOSE | DASH | QUOTE | MARK | HYPHEN;
/// Words of closed classes, which are not nouns.
const CLOSED: Class =
    BE | HAVE | DO | MODAL | LINK | TO | NOT | ADVERB | OPENS | MAY_OPEN | CONTENT | RELATIVE | PREPOSITION | AND;

/// Returns `true` if a word may end a noun phrase.
pub(super) fn is_noun(class: Class) -> bool {
    class & (UNIT | NUMBER | TIME | SUBJECT | OBJECT) != 0
        || class & (MARKS | CLOSED | DETERMINER | POSSESSIVE) == 0
            && (class & FORM == 0 || class & (NOUNISH | CAPITAL) != 0)
}

const LISTS: [(&str, Class); 35] = [
    ("be-present", BE | PRESENT),
    ("be-past", BE | PASSED),
    ("have-present", HAVE | PRESENT),
    ("have-past", HAVE | PASSED),
    ("do-present", DO | PRESENT),
    ("do-past", DO | PASSED),
    ("be-other", BE | LINK),
    ("be-participle", BE | LINK | PARTICIPLE),
    ("have-other", HAVE | LINK),
    ("do-other", DO | LINK),
    ("modal-future", MODAL | FUTURE),
    ("modal-present", MODAL | PRESENT),
    ("modal-conditional", MODAL | CONDITIONAL),
    ("infinitive-marker", TO),
    ("negation", NOT | ADVERB),
    ("subordinator", OPENS),
    ("subordinator-maybe", MAY_OPEN | PREPOSITION),
    ("condition", CONDITION),
    ("content-opener", CONTENT),
    ("relative", RELATIVE),
    ("genitive", GENITIVE | PREPOSITION),
    ("agent", AGENT | PREPOSITION),
    ("preposition", PREPOSITION),
    ("subject-pronoun", SUBJECT),
    ("plural-subject", PLURAL),
    ("object-pronoun", OBJECT),
    ("noun-opener", DETERMINER),
    ("conjunction", AND),
    ("adverb-plain", ADVERB),
    ("time-noun", TIME),
    ("weekday", TIME),
    ("verb-speech", SPEECH),
    ("verb-report", SPEECH),
    ("no-participle", NO_FORM),
    ("ing-noun", ING | NOUNISH),
];

/// An ending of verb forms: its letters, what replaces them in the verb, and whether the letter before is doubled.
#[derive(Debug)]
struct Ending {
    letters: String,
    instead: String,
    doubled: bool,
}

/// The words that clauses are read with.
#[derive(Debug)]
pub struct ClauseWords {
    /// Words separated by a space or line end, with their class: split when the first clause is read.
    lists: Vec<(Class, String)>,
    irregular: String,
    classes: OnceLock<FxHashMap<u64, Class>>,
    endings: Vec<(Class, Vec<Ending>)>,
    negative: Vec<String>,
    adverb: Vec<String>,
}

impl ClauseWords {
    /// Makes the words of a language ready.
    pub fn new(words: &Words) -> Self {
        let listed = |name| words.text.get(name).cloned().unwrap_or_default();
        let ending = |item: &String| {
            let (letters, instead) = item.split_once('>').unwrap_or((item, ""));
            let doubled = letters.starts_with('+');
            Ending { letters: letters.trim_start_matches('+').into(), instead: instead.into(), doubled }
        };
        let endings = [("verb-ending-s", THIRD), ("verb-ending-ed", PAST | PARTICIPLE), ("verb-ending-ing", ING)];
        let mut lists: Vec<_> = LISTS.iter().map(|(list, class)| (*class, words.items(list).join(" "))).collect();
        lists.extend([(BASE, listed("verbs")), (BASE | NOUNISH, listed("noun-verbs"))]);
        Self {
            lists,
            irregular: listed("irregular-verbs"),
            classes: OnceLock::new(),
            endings: endings.map(|(list, class)| (class, words.items(list).iter().map(ending).collect())).into(),
            negative: words.items("negative-ending").to_vec(),
            adverb: words.items("adverb-ending").to_vec(),
        }
    }

    /// The classes of a listed word; empty if it is in no list.
    fn listed(&self, hash: u64) -> Class {
        let classes = self.classes.get_or_init(|| {
            let mut classes = FxHashMap::with_capacity_and_hasher(4096, FxBuildHasher);
            let mut add = |word: &str, class: Class| *classes.entry(text::hash(word)).or_default() |= class;
            self.lists.iter().for_each(|(class, list)| list.split_whitespace().for_each(|word| add(word, *class)));
            for line in self.irregular.lines() {
                line.split(' ').zip([BASE, PAST, PARTICIPLE]).for_each(|(form, class)| add(form, class));
            }
            classes
        });
        classes.get(&hash).copied().unwrap_or(0)
    }

    /// The possible classes of a token.
    pub(super) fn class(&self, token: &Token) -> Class {
        match token.kind {
            TokenKind::Number => NUMBER,
            TokenKind::Possessive => POSSESSIVE,
            TokenKind::Mark => match &*token.lower {
                "," => COMMA,
                ";" | ":" | "?" | "!" => STOP,
                "(" | "[" => OPEN,
                ")" | "]" => CLOSE,
                "\u{2013}" | "\u{2014}" => DASH,
                "-" if token.spaced => DASH,
                "-" => HYPHEN,
                "\"" | "\u{201c}" | "\u{201d}" | "\u{2018}" | "\u{2019}" | "'" => QUOTE,
                "&" => AND,
                "$" | "\u{20ac}" | "\u{a3}" | "%" => NUMBER,
                _ => MARK,
            },
            TokenKind::Word => self.word(token) | if token.capital { CAPITAL } else { 0 },
        }
    }

    fn word(&self, token: &Token) -> Class {
        let lower = &*token.lower;
        let negated = if self.negative.iter().any(|ending| lower.ends_with(ending.as_str())) { NOT } else { 0 };
        let small = self.listed(token.hash);
        if small & !SPEECH & !NO_FORM != 0 {
            return small | negated;
        }
        if let Some(at) = lower.find('\'') {
            let part = |part: &str| self.listed(text::hash(part));
            let clitic = part(&lower[at..]);
            return if clitic == 0 { 0 } else { clitic | part(&lower[..at]) & (SUBJECT | PLURAL) | CLITIC };
        }
        let form = self.form(lower, small);
        let adverb = form == 0 && lower.len() > 4 && self.adverb.iter().any(|ending| lower.ends_with(ending.as_str()));
        small | form | if adverb && !token.capital { ADVERB } else { 0 }
    }

    /// Which inflected forms of verbs a word in no list of verbs may be.
    fn form(&self, lower: &str, small: Class) -> Class {
        let mut guess = 0;
        for (form, endings) in &self.endings {
            for ending in endings {
                let Some(stem) = lower.strip_suffix(ending.letters.as_str()).filter(|stem| stem.len() > 1) else {
                    continue;
                };
                let bytes = stem.as_bytes();
                if ending.doubled && bytes[bytes.len() - 1] != bytes[bytes.len() - 2] {
                    continue;
                }
                let stem = if ending.doubled { &stem[..stem.len() - 1] } else { stem };
                let lemma = match &*ending.instead {
                    "" => self.lemma(stem),
                    instead => self.lemma(&[stem, instead].concat()),
                };
                if lemma != 0 {
                    let noun = if *form == THIRD { NOUNISH } else { 0 };
                    return form | lemma & noun;
                }
                if small & NO_FORM == 0 && stem.len() > 2 {
                    guess = form | GUESS;
                }
            }
            if guess != 0 {
                return guess | if *form == PAST | PARTICIPLE { 0 } else { NOUNISH };
            }
        }
        0
    }

    /// Returns the class of a word that is a verb in its bare form.
    fn lemma(&self, word: &str) -> Class {
        let class = self.listed(text::hash(word));
        if class & BASE == 0 { 0 } else { class & (BASE | NOUNISH) }
    }
}
