//! A second expansion without brackets: "The Early Years Nursing Partnership, as the EYNP is known".

use super::super::{Draft, Messages};
use super::{Acronyms, Expansion, finding, one_meaning, words};
use crate::findings::Finding;
use crate::language::cues::Cue;
use crate::rules::{Check, fold};
use crate::text::{Prose, Span};

/// Most words between an acronym and its expansion.
const BETWEEN: usize = 5;

impl Acronyms {
    /// In a sentence with an explained acronym, words with its first letters that share at least half of the words of its
    /// expansion.
    pub(super) fn again(&self, check: &Check, draft: &Draft<'_>, expansions: &[Expansion<'_>]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (number, expansion) in expansions.iter().enumerate() {
            let first = expansions[..number].iter().all(|other| other.acronym != expansion.acronym);
            if !expansion.fits || !first || expansion.folded.len() < 3 {
                continue;
            }
            let same = |other: &&Expansion<'_>| other.acronym == expansion.acronym;
            let explained: Vec<Span<Prose>> = expansions.iter().filter(same).map(|other| other.words).collect();
            let found = draft.analysis.sentences.iter().find_map(|sentence| {
                let text = sentence.text();
                let link = |cue: &Cue| cue.list == self.link;
                let linked = text.contains(expansion.acronym) && sentence.cues().iter().any(link);
                if !draft.own_voice(sentence.span, &[]) {
                    return None;
                }
                let span = self.another(draft, text, expansion).filter(|_| linked);
                // A writer who has introduced a term uses it; before, other words may be another term.
                let later = sentence.span.start >= expansion.words.start;
                let span = span.or_else(|| self.reworded(draft, text, expansion).filter(|_| later))?;
                let (from, to) = (sentence.span.start as usize + span.0, sentence.span.start as usize + span.1);
                let span = Span::new(from, to);
                (!explained.iter().any(|words| words.overlaps(span))).then_some(span)
            });
            if let Some(span) = found {
                let (one, other) = (draft.one_line(expansion.words), draft.one_line(span));
                let values = [("acronym", expansion.acronym), ("words", other.as_str()), ("other", one.as_str())];
                let related = vec![Messages::new(check, &values).conflict(draft, expansion.words, "label.one")];
                findings.push(Finding { related, ..finding(check, draft, span, &values, ("message", "label.other")) });
            }
        }
        findings
    }

    /// The bytes of small words of which all but one inside are those of the expansion, and that one begins with its letter:
    /// "recovery process objective"; names of organisations often differ so.
    fn reworded(&self, draft: &Draft<'_>, text: &str, expansion: &Expansion<'_>) -> Option<(usize, usize)> {
        let small = |word: &str| draft.analysis.cues().contains(self.small, &word.to_lowercase());
        let all: Vec<(usize, &str)> = words(text).filter(|(_, word)| !small(word)).collect();
        let count = expansion.folded.len();
        all.windows(count).find_map(|window| {
            let folded: Vec<String> = window.iter().map(|(_, word)| fold(word)).collect();
            let pairs = || folded.iter().zip(&expansion.folded);
            let initials = pairs().all(|(one, other)| one.chars().next() == other.chars().next());
            let (from, (last, word)) = (window[0].0, window[count - 1]);
            let whole = !text[from..last].contains([',', '.', '(', ';', ':']);
            let others = pairs().filter(|(one, other)| one != other).count();
            let small = window.iter().all(|(_, word)| word.starts_with(char::is_lowercase));
            let ends = folded[0] == expansion.folded[0] && folded[count - 1] == expansion.folded[count - 1];
            (initials && whole && small && ends && others == 1 && !one_meaning(&folded, &expansion.folded))
                .then_some((from, last + word.len()))
        })
    }

    /// The bytes of such words in a sentence.
    fn another(&self, draft: &Draft<'_>, text: &str, expansion: &Expansion<'_>) -> Option<(usize, usize)> {
        let small = |word: &str| draft.analysis.cues().contains(self.small, &word.to_lowercase());
        let all: Vec<(usize, &str)> = words(text).filter(|(_, word)| !small(word)).collect();
        let count = expansion.folded.len();
        all.windows(count).find_map(|window| {
            let folded: Vec<String> = window.iter().map(|(_, word)| fold(word)).collect();
            let initial = |word: &String| word.chars().next();
            let initials = folded.iter().zip(&expansion.folded).all(|(one, other)| initial(one) == initial(other));
            let shared = folded.iter().zip(&expansion.folded).filter(|(one, other)| one == other).count();
            let (from, (last, word)) = (window[0].0, window[count - 1]);
            let end = last + word.len();
            let acronym = text.find(expansion.acronym).unwrap_or(0);
            let between = if acronym < from { text.get(acronym..from) } else { text.get(end..acronym) };
            let near = between.is_some_and(|between| words(between).count() <= BETWEEN);
            let whole = text[from..last].bytes().all(|byte| byte != b',' && byte != b'.' && byte != b'(');
            (initials && whole && near && shared * 2 >= count && !one_meaning(&folded, &expansion.folded))
                .then_some((from, end))
        })
    }
}
