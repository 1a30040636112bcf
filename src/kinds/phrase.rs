//! Kind `phrase`: forbidden words and template tags, and pairs of words that must not be used together in a draft, paragraph
//! or sentence.

use super::{Draft, Kind, Messages, Outcome, Run, one_line};
use crate::document::{OBJECT, template_tag};
use crate::findings::Finding;
use crate::language::cues::Cues;
use crate::language::phrases::Phrases;
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec, Words};
use crate::text::{Prose, Span};

const PLACEHOLDERS: &[&str] = &["phrase", "other"];

const PHRASES: OptionSpec = OptionSpec { name: "phrases", sort: OptionSort::Texts };
const EXACT: OptionSpec = OptionSpec { name: "exact", sort: OptionSort::Texts };
const EXCEPT: OptionSpec = OptionSpec { name: "except", sort: OptionSort::Texts };
const UNLESS: OptionSpec = OptionSpec { name: "unless", sort: OptionSort::Groups };
const INITIALS: OptionSpec = OptionSpec { name: "initials", sort: OptionSort::Flag };
const APART: OptionSpec = OptionSpec { name: "apart", sort: OptionSort::Groups };
const SCOPE: OptionSpec = OptionSpec { name: "scope", sort: OptionSort::Text };
const QUOTATIONS: OptionSpec = OptionSpec { name: "quotations", sort: OptionSort::Flag };
const UNDATED: OptionSpec = OptionSpec { name: "undated", sort: OptionSort::Flag };
const TAGS: OptionSpec = OptionSpec { name: "tags", sort: OptionSort::Texts };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "phrase",
        messages: &[("message", PLACEHOLDERS), ("label.phrase", PLACEHOLDERS), ("label.other", PLACEHOLDERS)],
        required: &["message"],
        options: &[PHRASES, EXACT, EXCEPT, UNLESS, INITIALS, APART, SCOPE, QUOTATIONS, UNDATED, TAGS],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, _: &Cues) -> Box<dyn Run> {
    let exact = check.texts(EXACT);
    let alone = check.texts(PHRASES).iter().chain(exact);
    let pairs = |option: OptionSpec| {
        let lists = check.groups(option).chunks_exact(2);
        lists.map(|pair| [Phrases::new(&pair[0]), Phrases::new(&pair[1])]).collect()
    };
    Box::new(PhraseCheck {
        alone: Phrases::new(alone),
        plain: check.texts(PHRASES).len(),
        exact: exact.to_vec(),
        except: Phrases::new(check.texts(EXCEPT)),
        unless: pairs(UNLESS),
        initials: check.flag(INITIALS),
        pairs: pairs(APART),
        scope: match check.text(SCOPE) {
            Some(text) if text == SENTENCE => Scope::Sentence,
            Some(text) if text == PARAGRAPH => Scope::Paragraph,
            _ => Scope::Document,
        },
        quotations: check.flag(QUOTATIONS),
        undated: check.flag(UNDATED),
        tags: check.texts(TAGS).to_vec(),
    })
}

const SENTENCE: &str = "sentence";
const PARAGRAPH: &str = "paragraph";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Sentence,
    Paragraph,
    Document,
}

#[derive(Debug)]
struct PhraseCheck {
    alone: Phrases,
    /// How many of them are compared without case.
    plain: usize,
    /// The others, which are case-sensitive.
    exact: Vec<String>,
    /// Contexts in which the case-sensitive ones are allowed.
    except: Phrases,
    /// Pairs of lists: an item of the first is allowed in a draft that has one of the second.
    unless: Vec<[Phrases; 2]>,
    /// Whether case-sensitive ones may be a person's initials.
    initials: bool,
    /// Pairs of lists whose items must not be used together.
    pairs: Vec<[Phrases; 2]>,
    scope: Scope,
    quotations: bool,
    /// Whether a phrase counts only in a sentence that gives no year.
    undated: bool,
    /// How the template tags begin that are forbidden: "{{".
    tags: Vec<String>,
}

impl Run for PhraseCheck {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let mut findings: Vec<Finding> =
            self.alone(draft).into_iter().map(|span| describe(check, draft, span, None)).collect();
        findings.extend(self.tags(draft).into_iter().map(|span| describe(check, draft, span, None)));
        let mut read = findings.len();
        for pair in &self.pairs {
            let [ones, others] = pair.each_ref().map(|phrases| self.places(draft, phrases));
            read += ones.len() + others.len();
            if let Some((one, other)) = self.together(draft, &ones, &others) {
                let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
                findings.push(describe(check, draft, second, Some(first)));
            }
        }
        // A draft without the phrase is as it should be, and counts as read.
        Outcome { findings, read: read.max(draft.analysis.sentences.len()) }
    }
}

impl PhraseCheck {
    fn alone(&self, draft: &Draft<'_>) -> Vec<Span<Prose>> {
        let prose = draft.analysis.prose();
        let mut found = Vec::new();
        let mut excepted = None;
        for phrase in draft.analysis.phrases(&self.alone) {
            let stands = phrase.number < self.plain
                || prose[phrase.from..phrase.to] == self.exact[phrase.number - self.plain]
                    && !*excepted.get_or_insert_with(|| draft.analysis.phrases(&self.except).next().is_some());
            let span = Span::new(phrase.from, phrase.to);
            let stands = stands && !self.is_allowed(draft, span) && !(self.initials && are_initials(draft, span));
            if stands && self.is_own(draft, span) && !(self.undated && is_dated(draft, span)) {
                found.push(span);
            }
        }
        found
    }

    /// Returns `true` if other words of the draft show that a phrase is meant: "[to do]" next to "[done]" is a status.
    fn is_allowed(&self, draft: &Draft<'_>, span: Span<Prose>) -> bool {
        let has = |phrases: &Phrases, at: Option<usize>| {
            draft.analysis.phrases(phrases).any(|phrase| at.is_none_or(|at| phrase.from == at))
        };
        self.unless.iter().any(|[phrases, others]| has(phrases, Some(span.start as usize)) && has(others, None))
    }

    /// Forbidden template tags, each an object of the prose with spaces after it.
    fn tags(&self, draft: &Draft<'_>) -> Vec<Span<Prose>> {
        let prose = draft.analysis.prose();
        if self.tags.is_empty() {
            return Vec::new();
        }
        let tag = |(at, object): (usize, &str)| {
            let place = draft.document.place(Span::new(at, at + object.len()));
            let source = &place.input.text[place.span.start as usize..];
            let is_wanted = self.tags.iter().any(|open| source.starts_with(open.as_str()));
            let length = template_tag(source).filter(|_| is_wanted)?;
            let after = &prose[at + object.len()..];
            let spaces = after.len() - after.trim_start_matches(' ').len();
            Some(Span::new(at, at + length.min(object.len() + spaces)))
        };
        let found = prose.match_indices(OBJECT).filter_map(tag);
        found.filter(|&span| self.is_own(draft, span)).collect()
    }

    fn places(&self, draft: &Draft<'_>, phrases: &Phrases) -> Vec<Span<Prose>> {
        let found = draft.analysis.phrases(phrases).map(|phrase| Span::new(phrase.from, phrase.to));
        found.filter(|&span| self.is_own(draft, span)).collect()
    }

    /// Returns `true` for text in the draft's own voice.
    fn is_own(&self, draft: &Draft<'_>, span: Span<Prose>) -> bool {
        self.quotations || draft.own_voice(span, &[])
    }

    /// The first items of one list and of the other that are used together.
    fn together(
        &self,
        draft: &Draft<'_>,
        ones: &[Span<Prose>],
        others: &[Span<Prose>],
    ) -> Option<(Span<Prose>, Span<Prose>)> {
        let unit = |span: Span<Prose>| match self.scope {
            Scope::Document => Some(0),
            Scope::Paragraph => draft.block_at(span),
            Scope::Sentence => draft.sentence_at(span),
        };
        ones.iter().find_map(|&one| {
            let other = others
                .iter()
                .copied()
                .find(|&other| !one.overlaps(other) && unit(one).is_some() && unit(one) == unit(other))?;
            Some((one, other))
        })
    }
}

/// Returns `true` if capitals are a person's initials, as in minutes: "TK: ..." where others speak as well, "WH, TK, AB" or
/// "AB/TK".
fn are_initials(draft: &Draft<'_>, span: Span<Prose>) -> bool {
    let prose = draft.analysis.prose();
    let capitals = span.of(prose);
    if !is_initials(capitals) {
        return false;
    }
    let heads = draft.analysis.sentences.iter().filter_map(|sentence| sentence.span.of(prose).split_once(':'));
    let heads: Vec<&str> = heads.map(|(head, _)| head).filter(|head| parts(head).all(is_initials)).collect();
    let speaks = heads.iter().any(|head| parts(head).any(|part| part == capitals));
    let others = heads.iter().flat_map(|head| parts(head)).any(|part| part != capitals);
    speaks && others
        || draft.analysis.phrases(&Phrases::new([capitals])).any(|phrase| is_listed(prose, phrase.from, phrase.to))
}

/// Returns `true` for a place between other initials: "WH, TK, AB", "AB/TK".
fn is_listed(prose: &str, from: usize, to: usize) -> bool {
    let beside = |text: &str, mark: char| {
        let rest = text.strip_prefix(mark)?.trim_start_matches(' ');
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        is_initials(&rest[..end]).then_some(())
    };
    let before: String = prose[..from].chars().rev().take(LONGEST_INITIALS + 3).collect();
    let near = |mark| [beside(&before, mark), beside(&prose[to..], mark)].iter().flatten().count();
    let listed = |text: &str| {
        let text = text.trim_start_matches(' ');
        beside(text, ',').is_some()
    };
    near('/') > 0 || listed(&prose[to..]) && before.starts_with(' ') && listed(&before)
}

/// The names at the head of a turn.
fn parts(head: &str) -> impl Iterator<Item = &str> {
    head.split(['/', '&', ',']).map(str::trim)
}

/// Letters of the longest initials.
const LONGEST_INITIALS: usize = 4;

fn is_initials(text: &str) -> bool {
    (2..=LONGEST_INITIALS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Returns `true` if the sentence of a place gives a year.
fn is_dated(draft: &Draft<'_>, span: Span<Prose>) -> bool {
    draft.sentence_at(span).is_some_and(|at| draft.analysis.sentences[at].years().next().is_some())
}

fn describe(check: &Check, draft: &Draft<'_>, span: Span<Prose>, other: Option<Span<Prose>>) -> Finding {
    let words = |span: Span<Prose>| {
        let is_tag = span.of(draft.analysis.prose()).starts_with(OBJECT);
        if is_tag { one_line(&draft.document.place(span)) } else { draft.one_line(span) }
    };
    let (phrase, beside) = (words(span), other.map(words).unwrap_or_default());
    let values = [("phrase", phrase.as_str()), ("other", beside.as_str())];
    let messages = Messages::new(check, &values);
    let related = other.map(|span| messages.conflict(draft, span, "label.other"));
    Finding { related: related.into_iter().collect(), ..messages.at(draft, span, "label.phrase") }
}
