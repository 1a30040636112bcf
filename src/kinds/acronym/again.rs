//! A second expansion without brackets: "The Early Years Nursing Partnership, as the EYNP is known".

use std::cell::OnceCell;

use super::super::{Draft, Messages};
use super::{Acronyms, Expansion, finding, one_meaning, words};
use crate::findings::Finding;
use crate::language::analysis::Sentence;
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
        let sentences = OnceCell::new();
        for (number, expansion) in expansions.iter().enumerate() {
            let first = expansions[..number].iter().all(|other| other.acronym != expansion.acronym);
            if !expansion.fits || !first || expansion.folded.len() < 3 {
                continue;
            }
            let same = |other: &&Expansion<'_>| other.acronym == expansion.acronym;
            let explained: Vec<Span<Prose>> = expansions.iter().filter(same).map(|other| other.words).collect();
            let [first, .., last] = expansion.folded.as_slice() else { continue };
            let may_be_reworded = draft.analysis.may_have_small(first) && draft.analysis.may_have_small(last);
            let sentences: &Vec<Own<'_>> = sentences.get_or_init(|| self.own_sentences(draft));
            let found = sentences.iter().find_map(|own| {
                let sentence = own.sentence;
                let link = |cue: &Cue| cue.list == self.link;
                let is_linked = sentence.text().contains(expansion.acronym) && sentence.cues().iter().any(link);
                let span = if is_linked { own.another(expansion) } else { None };
                // A writer who has introduced a term uses it; before, other words may be another term.
                let is_later = may_be_reworded && sentence.span.start >= expansion.words.start;
                let span = span.or_else(|| if is_later { own.reworded(expansion) } else { None })?;
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

    /// The sentences in the draft's own voice.
    fn own_sentences<'d>(&self, draft: &'d Draft<'_>) -> Vec<Own<'d>> {
        let is_small = |word: &str| draft.analysis.cues().contains(self.small, &word.to_lowercase());
        let own = draft.analysis.sentences.iter().filter(|sentence| draft.own_voice(sentence.span, &[]));
        let of_sentence = |sentence: &'d Sentence<'d>| {
            let words = words(sentence.text()).filter(|(_, word)| !is_small(word)).collect();
            Own { sentence, words }
        };
        own.map(of_sentence).collect()
    }
}

/// A sentence in the draft's own voice.
struct Own<'d> {
    sentence: &'d Sentence<'d>,
    /// Its words but articles and the like, each with its first byte.
    words: Vec<(usize, &'d str)>,
}

impl Own<'_> {
    /// The bytes of words in lower case of which all but one inside are those of the expansion, and that one begins with its
    /// letter: "recovery process objective"; names of organisations often differ so.
    fn reworded(&self, expansion: &Expansion<'_>) -> Option<(usize, usize)> {
        let (text, count) = (self.sentence.text(), expansion.folded.len());
        self.words.windows(count).find_map(|window| {
            let pairs = || window.iter().zip(&expansion.folded);
            // Letters are compared before words, which are costlier.
            let is_small = |word: &str| word.starts_with(char::is_lowercase);
            let has_initials = |(one, other): (&(usize, &str), &String)| {
                is_small(one.1) && (!one.1.is_ascii() || one.1.as_bytes()[0] == other.as_bytes()[0])
            };
            if !pairs().all(has_initials) {
                return None;
            }
            let folded: Vec<String> = window.iter().map(|(_, word)| fold(word)).collect();
            let pairs = || folded.iter().zip(&expansion.folded);
            let initials = pairs().all(|(one, other)| one.chars().next() == other.chars().next());
            let (from, (last, word)) = (window[0].0, window[count - 1]);
            let whole = !text[from..last].contains([',', '.', '(', ';', ':']);
            let others = pairs().filter(|(one, other)| one != other).count();
            let ends = folded[0] == expansion.folded[0] && folded[count - 1] == expansion.folded[count - 1];
            (initials && whole && ends && others == 1 && !one_meaning(&folded, &expansion.folded))
                .then_some((from, last + word.len()))
        })
    }

    /// The bytes of words near the acronym that have its first letters, and half of which are those of the expansion.
    fn another(&self, expansion: &Expansion<'_>) -> Option<(usize, usize)> {
        let (text, count) = (self.sentence.text(), expansion.folded.len());
        self.words.windows(count).find_map(|window| {
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
