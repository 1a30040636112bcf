//! Letters in brackets that do not fit the words before them, while the draft has others that do: "the Shallow Water Acoustic
//! Monitoring Programme (SWARM)", and later "the SWAMP team".

use memchr::memmem;

use super::super::{Draft, Messages};
use super::{Acronyms, Bracket, Expansion, KNOWN, LEAST_MISUSED, finding, one_meaning, words};
use crate::findings::Finding;
use crate::language::analysis::Sentence;
use crate::language::names::edit::one_edit;
use crate::rules::{Check, fold};
use crate::text::{Prose, Span};

impl Acronyms {
    /// Brackets that do not fit, for each the acronym that the draft uses instead: it fits the words, or is one letter off and
    /// is explained nowhere else.
    pub(super) fn unfit(
        &self,
        check: &Check,
        draft: &Draft<'_>,
        brackets: &[Bracket<'_>],
        expansions: &[Expansion<'_>],
        known: impl Fn(Span<Prose>) -> bool,
    ) -> Vec<Finding> {
        let used = used(draft);
        let explained = |text: &str| brackets.iter().any(|bracket| bracket.letters == text);
        let mut findings = Vec::new();
        for bracket in brackets.iter().filter(|bracket| bracket.letters.len() >= LEAST_MISUSED) {
            if expansions.iter().any(|one| one.acronym == bracket.letters) || self.is_known(check, bracket.letters) {
                continue;
            }
            // "World Health Organization (OMS)": an acronym in another language has another first letter.
            let first = |text: &str| text.as_bytes()[0] == bracket.letters.as_bytes()[0];
            let fitting = |&&(text, _): &&(&str, Span<Prose>)| {
                let as_other = Bracket { letters: text, before: bracket.before, base: bracket.base };
                first(text) && self.words_before(draft, &as_other).is_some_and(|words| words.fits)
            };
            let near = |&&(text, span): &&(&str, Span<Prose>)| {
                let once = memmem::find_iter(draft.analysis.prose().as_bytes(), bracket.letters).count() == 1;
                let later = span.start as usize > bracket.base + bracket.before.len();
                once && later
                    && first(text)
                    && one_edit(bracket.letters, text).is_some()
                    && capitals(bracket.before) > 1
            };
            let free: Vec<&(&str, Span<Prose>)> = used.iter().filter(|(text, _)| !explained(text)).collect();
            let found =
                free.iter().copied().find(|one| fitting(one)).or_else(|| free.iter().copied().find(|one| near(one)));
            let last = words(bracket.before).last().map_or(0, |(at, _)| at);
            let before = Span::new(bracket.base + last, bracket.base + bracket.before.len());
            if let Some(&(text, span)) = found.filter(|_| !known(before)) {
                let end = bracket.base + bracket.before.len();
                let open = end + draft.analysis.prose()[end..].find('(').unwrap_or(0);
                let bracketed = Span::new(open, open + bracket.letters.len() + 2);
                let name = last_words(bracket.before, bracket.letters.len());
                let values = [("acronym", text), ("words", name), ("other", bracket.letters)];
                let related = vec![Messages::new(check, &values).conflict(draft, span, "label.other")];
                let found = finding(check, draft, bracketed, &values, ("note.misused", "label.one"));
                findings.push(Finding { related, ..found });
            }
        }
        findings
    }

    fn is_known(&self, check: &Check, letters: &str) -> bool {
        check.texts(KNOWN).iter().any(|known| known == letters)
    }

    /// The same letters behind words that they do not fit, most of which are those that they do: "the mean time to acknowledge
    /// (MTTR)", and "the mean time to resolve (MTTR)".
    pub(super) fn twice(
        &self,
        check: &Check,
        draft: &Draft<'_>,
        brackets: &[Bracket<'_>],
        expansions: &[Expansion<'_>],
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for one in expansions.iter().filter(|one| one.fits) {
            let own: Vec<String> = words(one.words.of(draft.analysis.prose())).map(|(_, word)| fold(word)).collect();
            for bracket in brackets.iter().filter(|bracket| bracket.letters == one.acronym) {
                let end = bracket.base + bracket.before.len();
                if expansions.iter().any(|other| other.words.end as usize == end) || own.len() < 3 {
                    continue;
                }
                let taken: Vec<(usize, &str)> = words(bracket.before).collect();
                let Some(from) = taken.len().checked_sub(own.len()) else { continue };
                let theirs: Vec<String> = taken[from..].iter().map(|(_, word)| fold(word)).collect();
                let shared = own.iter().zip(&theirs).filter(|(a, b)| a == b).count();
                if shared * 2 >= own.len() && own[0] == theirs[0] && !one_meaning(&own, &theirs) {
                    let span = Span::new(bracket.base + taken[from].0, end);
                    let (first, second) = (draft.one_line(one.words), draft.one_line(span));
                    let values = [("acronym", one.acronym), ("words", second.as_str()), ("other", first.as_str())];
                    let related = vec![Messages::new(check, &values).conflict(draft, one.words, "label.one")];
                    findings
                        .push(Finding { related, ..finding(check, draft, span, &values, ("message", "label.other")) });
                }
            }
        }
        findings
    }
}

/// Words in capitals in the draft's own voice that are in no brackets, each once.
fn used<'t>(draft: &Draft<'t>) -> Vec<(&'t str, Span<Prose>)> {
    let prose = draft.analysis.prose();
    let mut found: Vec<(&str, Span<Prose>)> = Vec::new();
    for token in draft.analysis.sentences.iter().flat_map(Sentence::tokens) {
        let text = token.span.of(prose);
        let capitals = (LEAST_MISUSED..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let bracketed = prose[..token.span.start as usize].ends_with('(');
        if capitals && !bracketed && !found.iter().any(|(known, _)| *known == text) {
            found.push((text, token.span));
        }
    }
    found
}

/// How many of the last words of a text begin with capitals.
fn capitals(text: &str) -> usize {
    words(text).rev().take(4).filter(|(_, word)| word.starts_with(char::is_uppercase)).count()
}

fn last_words(text: &str, count: usize) -> &str {
    words(text).rev().nth(count.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}
