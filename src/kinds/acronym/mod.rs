//! Kind `acronym`: one acronym has one expansion, and its letters are those of its words.
//!
//! Reads "World Health Organization (WHO)": the words before the brackets whose first letters are the letters in them. `known`
//! compares them with well-known acronyms, and `again` finds expansions without brackets.

mod again;
mod known;
mod unfit;

use std::collections::BTreeMap;

use memchr::{memchr_iter, memmem};

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::document::BlockKind;
use crate::findings::{Confidence, Finding, Severity};
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::names::edit::{Edit, one_edit};
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec, Words, fold};
use crate::text::{Prose, Span};

use known::{Known, Misnamed};

const PLACEHOLDERS: &[&str] = &["acronym", "words", "other", "letters"];

const KNOWN: OptionSpec = OptionSpec { name: "known", sort: OptionSort::Texts };
const NAMES: OptionSpec = OptionSpec { name: "names", sort: OptionSort::Groups };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "acronym",
        messages: &[
            ("message", PLACEHOLDERS),
            ("label.one", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
            ("label.letters", PLACEHOLDERS),
            ("note.letters", PLACEHOLDERS),
            ("note.misused", PLACEHOLDERS),
            ("note.another", PLACEHOLDERS),
            ("note.known", PLACEHOLDERS),
            ("note.letter", PLACEHOLDERS),
            ("note.early", PLACEHOLDERS),
            ("label.early", PLACEHOLDERS),
            ("label.late", PLACEHOLDERS),
        ],
        required: &["message", "label.one", "label.other"],
        options: &[KNOWN, NAMES],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    let small = cues.list("acronym-small");
    let known = Known::all(check.groups(NAMES), |word| cues.contains(small, &word.to_lowercase()));
    Box::new(Acronyms { small, known, link: cues.list("acronym-link") })
}

/// Letters of an acronym that may be another one with its letters in the wrong order.
const LEAST_MISUSED: usize = 4;

#[derive(Debug)]
struct Acronyms {
    /// Words whose letters may be left out.
    small: ListId,
    known: Vec<Known>,
    /// "stands for", "known as": an expansion is near.
    link: ListId,
}

/// Letters in brackets, and the text before them in their block.
#[derive(Debug)]
struct Bracket<'t> {
    letters: &'t str,
    before: &'t str,
    /// Where that text begins.
    base: usize,
}

/// An acronym with the words before it.
#[derive(Debug)]
struct Expansion<'t> {
    acronym: &'t str,
    words: Span<Prose>,
    /// Folded, without small words; an abbreviation keeps its point.
    folded: Vec<String>,
    /// Whether the letters fit; else they are those of the words in another order.
    fits: bool,
}

impl Run for Acronyms {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let brackets = brackets(draft);
        let expansions: Vec<Expansion<'_>> =
            brackets.iter().filter_map(|bracket| self.words_before(draft, bracket)).collect();
        let mut by_acronym: BTreeMap<&str, Vec<&Expansion<'_>>> = BTreeMap::new();
        let mut findings = Vec::new();
        for expansion in &expansions {
            if expansion.fits {
                by_acronym.entry(expansion.acronym).or_default().push(expansion);
            } else {
                findings.push(misfit(check, draft, expansion));
            }
        }
        for bracket in &brackets {
            if let Some(misnamed) = self.misnamed(draft, bracket, &expansions)
                && !expansions.iter().any(|other| !other.fits && other.words.overlaps(misnamed.words))
            {
                findings.push(strange(check, draft, &misnamed));
            }
        }
        findings.extend(self.misused(check, draft, &expansions));
        findings.extend(self.again(check, draft, &expansions));
        let known = |span: Span<Prose>| {
            let place = draft.document.place(span);
            findings.iter().any(|finding| finding.primary.place.span.overlaps(place.span))
        };
        let unfit = self.unfit(check, draft, &brackets, &expansions, known);
        findings.extend(unfit);
        findings.extend(self.twice(check, draft, &brackets, &expansions));
        for group in by_acronym.values() {
            findings.extend(early(check, draft, group[0]));
            if let Some(other) = group[1..].iter().find(|other| !one_meaning(&group[0].folded, &other.folded)) {
                findings.push(clash(check, draft, group[0], other));
            }
        }
        // Two mechanisms may find one place.
        let mut places = Vec::new();
        findings.retain(|finding| {
            let span = finding.primary.place.span;
            let new = !places.contains(&span);
            places.push(span);
            new
        });
        Outcome { findings, read: expansions.len() }
    }
}

impl Acronyms {
    /// Acronyms in use that nobody explains, and that have the letters of one that is explained in another order: "MAIB", and
    /// later "MIAB".
    fn misused(&self, check: &Check, draft: &Draft<'_>, expansions: &[Expansion<'_>]) -> Vec<Finding> {
        let sorted = |text: &str| {
            let mut letters: Vec<u8> = text.bytes().collect();
            letters.sort_unstable();
            letters
        };
        let explained = |text: &str| expansions.iter().any(|expansion| expansion.acronym == text);
        let mut findings: Vec<Finding> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for token in draft.analysis.sentences.iter().flat_map(Sentence::tokens) {
            let text = token.span.of(draft.analysis.prose());
            let capitals =
                (LEAST_MISUSED..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
            // "NAFTA (North American Free Trade Agreement)" explains itself.
            let itself = draft.analysis.prose()[token.span.end as usize..].starts_with(" (");
            if !capitals || itself || explained(text) || seen.contains(&text) {
                continue;
            }
            let meant = expansions.iter().find(|expansion| {
                let edit = one_edit(expansion.acronym, text);
                let swapped = matches!(edit, Some((Edit::Swapped, _)));
                // "IPCC", and "IPPC": the same letters, one of them twice.
                let same = || {
                    let (mut a, mut b) = (sorted(expansion.acronym), sorted(text));
                    a.dedup();
                    b.dedup();
                    a == b
                };
                // "SEBS", never used again, and "SEBT".
                let unused = || {
                    let prose = draft.analysis.prose().as_bytes();
                    // VRSA, in a text on MRSA: the other one comes first.
                    let first = memmem::find(prose, text.as_bytes());
                    memmem::find_iter(prose, expansion.acronym).count() == 1
                        && first.is_some_and(|first| first > expansion.words.end as usize && prose[first - 1] != b'(')
                        && !self.known.iter().any(|known| known.is(text))
                        && !check.texts(KNOWN).iter().any(|known| known == text)
                };
                swapped || matches!(edit, Some((Edit::Substituted, _))) && (same() || unused())
            });
            if let Some(expansion) = meant {
                seen.push(text);
                let words = draft.one_line(expansion.words);
                let values = [("acronym", text), ("words", words.as_str()), ("other", expansion.acronym)];
                let related = vec![Messages::new(check, &values).conflict(draft, expansion.words, "label.one")];
                let found = finding(check, draft, token.span, &values, ("note.misused", "label.other"));
                findings.push(Finding { related, ..found });
            }
        }
        findings
    }

    /// The words whose first letters are the acronym's, read backwards from the bracket.
    fn words_before<'t>(&self, draft: &Draft<'t>, bracket: &Bracket<'t>) -> Option<Expansion<'t>> {
        let &Bracket { letters, before: text, base } = bracket;
        let words: Vec<(usize, &str)> = words(text).rev().take(letters.len() * 2 + 2).collect();
        let small = |word: &str| draft.analysis.cues().contains(self.small, &word.to_lowercase());
        let mut wanted = letters.chars().rev().map(|c| c.to_ascii_lowercase()).peekable();
        let mut taken: Vec<(usize, &str)> = Vec::new();
        for &(at, word) in &words {
            let Some(&letter) = wanted.peek() else { break };
            let first = fold(word).chars().next();
            if first == Some(letter) {
                wanted.next();
            } else if !small(word) || taken.is_empty() {
                break;
            }
            taken.push((at, word));
        }
        if wanted.peek().is_none() {
            let first = taken.last()?.0;
            return Some(self.expansion(
                letters,
                Span::new(base + first, base + text.len()),
                (text, &taken),
                true,
                &small,
            ));
        }
        self.scrambled(&words, letters, base, text, &small)
    }

    /// "UN High Commissioner for Refugees (UNCHR)": the letters of the words, in another order.
    fn scrambled<'t>(
        &self,
        words: &[(usize, &str)],
        letters: &'t str,
        base: usize,
        text: &str,
        small: &impl Fn(&str) -> bool,
    ) -> Option<Expansion<'t>> {
        if letters.len() < 4 {
            return None;
        }
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let taken: Vec<(usize, &str)> =
            words.iter().copied().take_while(|(_, word)| capital(word) || small(word)).collect();
        let parts = |word: &str| {
            if word.len() <= 3 && word.bytes().all(|b| b.is_ascii_uppercase()) {
                word.to_owned()
            } else {
                word.chars().take(1).collect()
            }
        };
        for count in 1..=taken.len() {
            let run: String =
                taken[..count].iter().rev().filter(|(_, word)| !small(word)).map(|(_, word)| parts(word)).collect();
            // "U.S. Agriculture Department (USDA)" is sound: the last word may go before.
            let plain = taken[..count].iter().all(|(_, word)| word.len() > 3 || small(word));
            let swapped =
                matches!(one_edit(&run, letters), Some((Edit::Swapped, at)) if plain || at + 2 < letters.len());
            if swapped && run.starts_with(&letters[..1]) {
                return Some(self.expansion(
                    letters,
                    Span::new(base + taken[count - 1].0, base + text.len()),
                    (text, &taken[..count]),
                    false,
                    small,
                ));
            }
        }
        None
    }

    fn expansion<'t>(
        &self,
        acronym: &'t str,
        words: Span<Prose>,
        (text, taken): (&str, &[(usize, &str)]),
        fits: bool,
        small: &impl Fn(&str) -> bool,
    ) -> Expansion<'t> {
        let folded = |&(at, word): &(usize, &str)| {
            let point = if text[at + word.len()..].starts_with('.') { "." } else { "" };
            fold(word).replace(['\'', '\u{2019}'], "") + point
        };
        let folded = taken.iter().rev().filter(|(_, word)| !small(word)).map(folded).collect();
        Expansion { acronym, words, folded, fits }
    }
}

/// Letters in brackets in the draft's own blocks.
fn brackets<'t>(draft: &Draft<'t>) -> Vec<Bracket<'t>> {
    let prose = draft.analysis.prose();
    let mut found = Vec::new();
    for open in memchr_iter(b'(', prose.as_bytes()) {
        let inside = &prose[open + 1..];
        let Some(close) = inside.as_bytes().iter().take(12).position(|&byte| byte == b')') else { continue };
        let acronym = &inside[..close];
        let letters = acronym.strip_suffix('s').unwrap_or(acronym);
        if !(3..=8).contains(&letters.len()) || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
            continue;
        }
        let block = draft.block_at(Span::new(open, open + 1)).map(|at| &draft.analysis.blocks[at]);
        let Some(block) = block.filter(|block| block.is_own(&[])) else { continue };
        let base = block.span.start as usize;
        if base < open {
            let mut from = base.max(open.saturating_sub(WINDOW));
            while !prose.is_char_boundary(from) {
                from -= 1;
            }
            found.push(Bracket { letters, before: prose[from..open].trim_end(), base: from });
        }
    }
    found
}

/// Bytes before a bracket that are read.
const WINDOW: usize = 200;

/// Words of a text with their places; hyphens part them.
fn words(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}')
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - start, word))
}

/// Returns `true` if a word with a point is short for another one: "Opt." for "Optimization", "U." for "United".
fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.strip_suffix('.').is_some_and(|letters| {
        letters.chars().next() == long.chars().next() && letters.chars().all(|letter| rest.any(|other| other == letter))
    })
}

/// Returns `true` if two expansions are equal up to an ending, a letter or an abbreviation.
fn one_meaning(one: &[String], other: &[String]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(a, b)| {
            let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
            a == b || one_edit(a, b).is_some() || common >= 4 || abbreviates(a, b) || abbreviates(b, a)
        })
}

fn clash(check: &Check, draft: &Draft<'_>, one: &Expansion<'_>, other: &Expansion<'_>) -> Finding {
    let (first, second) = (draft.one_line(one.words), draft.one_line(other.words));
    let values = [("acronym", one.acronym), ("words", second.as_str()), ("other", first.as_str())];
    let messages = Messages::new(check, &values);
    let related = vec![messages.conflict(draft, one.words, "label.one")];
    Finding { related, ..finding(check, draft, other.words, &values, ("message", "label.other")) }
}

/// A hint if a paragraph uses the acronym before it is explained; headings, quotations and well-known acronyms are ignored.
fn early(check: &Check, draft: &Draft<'_>, expansion: &Expansion<'_>) -> Option<Finding> {
    let (prose, acronym) = (draft.analysis.prose(), expansion.acronym);
    if !check.messages.contains_key("note.early") || check.texts(KNOWN).iter().any(|known| known == acronym) {
        return None;
    }
    let inside =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '\u{2019}' | '\'' | '.' | '@' | '#' | '/' | '&' | '_');
    let mut places = memmem::find_iter(&prose.as_bytes()[..expansion.words.start as usize], acronym.as_bytes());
    let early = places.find_map(|from| {
        let span = Span::new(from, from + acronym.len());
        let (before, behind) = (&prose[..from], &prose[from + acronym.len()..]);
        let part =
            before.ends_with(inside) || behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let paragraph = draft.analysis.blocks[draft.block_at(span)?].kind == BlockKind::Paragraph;
        (!part && paragraph && draft.own_voice(span, &[])).then_some(span)
    })?;
    let words = draft.one_line(expansion.words);
    let values = [("acronym", acronym), ("words", words.as_str()), ("other", "")];
    let related = vec![Messages::new(check, &values).conflict(draft, expansion.words, "label.late")];
    let found = finding(check, draft, early, &values, ("note.early", "label.early"));
    Some(Finding { severity: Severity::Hint, related, ..found })
}

fn strange(check: &Check, draft: &Draft<'_>, misnamed: &Misnamed<'_>) -> Finding {
    let words = draft.one_line(misnamed.words);
    let values = [("acronym", misnamed.acronym), ("words", words.as_str()), ("other", misnamed.other.as_str())];
    finding(check, draft, misnamed.words, &values, (misnamed.message, "label.one"))
}

fn misfit(check: &Check, draft: &Draft<'_>, expansion: &Expansion<'_>) -> Finding {
    let words = draft.one_line(expansion.words);
    let values = [("acronym", expansion.acronym), ("words", words.as_str()), ("other", "")];
    finding(check, draft, expansion.words, &values, ("note.letters", "label.letters"))
}

fn finding(
    check: &Check,
    draft: &Draft<'_>,
    span: Span<Prose>,
    values: &[(&str, &str)],
    (headline, primary): (&str, &str),
) -> Finding {
    let messages = Messages::new(check, values);
    Finding {
        severity: check.severity.min(Severity::Warning),
        confidence: Confidence::Medium,
        message: messages.text(headline),
        ..messages.at(draft, span, primary)
    }
}
