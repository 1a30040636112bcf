//! The outcome that a headline gives, and an opposed one in the first sentences: "rejects" and "voted to approve".

use super::super::topic::{Matter, alike};
use super::{Clash, Pair};
use crate::findings::Severity;
use crate::language::analysis::Sentence;
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::tokens::Token;
use crate::rules::{Check, OptionSort, OptionSpec};

/// Names of word lists that are opposed; with a third word, only the first may be in the headline.
pub(super) const OPPOSED: OptionSpec = OptionSpec { name: "opposed", sort: OptionSort::Groups };

/// Sentences of the text that give the outcome, and further ones that give it if they are about the matter of the headline.
const LEAD: usize = 3;
const BODY: usize = 14;
/// Tokens before a verb that are its subject.
const SUBJECT: usize = 4;
/// Letters of words that say nothing.
const SMALL: usize = 3;
/// Tokens between a negation and what is negated.
const NEGATED: usize = 3;

/// In a group of opposed lists: only the first may be in the headline.
const ONE_WAY: &str = "one-way";
/// In a group of opposed lists: both have one subject.
const ONE_SUBJECT: &str = "one-subject";

/// Two opposed lists.
#[derive(Debug, Clone, Copy)]
struct Opposed {
    lists: [ListId; 2],
    /// Whether the headline may have either.
    either: bool,
    /// Whether the words before both have to be of one noun.
    one_subject: bool,
}

/// Opposed lists made ready.
#[derive(Debug)]
pub(super) struct Outcomes {
    opposed: Vec<Opposed>,
    negation: ListId,
}

impl Outcomes {
    pub(super) fn new(check: &Check, cues: &Cues) -> Self {
        let pairs = check.groups(OPPOSED).iter();
        let lists = pairs.filter_map(|group| {
            let has = |word: &str| group.iter().skip(2).any(|other| other == word);
            Some(Opposed {
                lists: [cues.list(group.first()?), cues.list(group.get(1)?)],
                either: !has(ONE_WAY),
                one_subject: has(ONE_SUBJECT),
            })
        });
        Self { opposed: lists.collect(), negation: cues.list("outcome-negation") }
    }
}

impl Pair<'_> {
    /// An outcome of the headline whose opposite is in the first sentences, which do not give it themselves.
    pub(super) fn outcomes(&self) -> Vec<Clash> {
        let both = self.outcomes.opposed.iter().flat_map(|&opposed| {
            let [one, other] = opposed.lists;
            std::iter::once((one, other, opposed)).chain(opposed.either.then_some((other, one, opposed)))
        });
        both.filter_map(|(said, opposite, opposed)| self.outcome(said, opposite, opposed)).take(1).collect()
    }

    fn outcome(&self, said: ListId, opposite: ListId, opposed: Opposed) -> Option<Clash> {
        let head = self.plain(self.headline.sentence, said)?;
        if self.any(self.headline.sentence, opposite) || self.negated(self.headline.sentence, &head) {
            return None;
        }
        let lead: Vec<&Sentence<'_>> = self.body.iter().copied().take(LEAD).collect();
        if lead.iter().any(|sentence| self.any(sentence, said)) {
            return None;
        }
        let body = self.body.iter().copied().take(if opposed.one_subject { LEAD } else { BODY });
        if body.clone().skip(LEAD).any(|sentence| self.any(sentence, said)) && !opposed.one_subject {
            return lead.iter().find_map(|sentence| self.opposite(sentence, (head, opposite), opposed, 1));
        }
        body.enumerate().find_map(|(number, sentence)| {
            self.opposite(sentence, (head, opposite), opposed, if number < LEAD { 1 } else { 2 })
        })
    }

    /// The opposite in a sentence that has some words of the headline.
    fn opposite(
        &self,
        sentence: &Sentence<'_>,
        (head, opposite): (Cue, ListId),
        opposed: Opposed,
        least: usize,
    ) -> Option<Clash> {
        let found = self.plain(sentence, opposite)?;
        let shared = self.headline.shared(&Matter::new(sentence, self.draft.analysis.cues(), self.lists));
        let span = |sentence: &Sentence<'_>, cue: &Cue| {
            sentence.tokens()[cue.from()].span.join(sentence.tokens()[cue.to() - 1].span)
        };
        let one = !opposed.one_subject || self.is_one_subject(&head, sentence, &found);
        (shared >= least && one && !self.negated(sentence, &found)).then(|| Clash {
            headline: span(self.headline.sentence, &head),
            body: span(sentence, &found),
            severity: Severity::Warning,
        })
    }

    /// Returns `true` if the word before the verb of the text is a form of one before that of the headline: "Profit slips", "Its profit climbed".
    fn is_one_subject(&self, head: &Cue, sentence: &Sentence<'_>, found: &Cue) -> bool {
        let content = |tokens: &[Token]| -> Vec<String> {
            tokens.iter().filter(|token| token.lower.len() > SMALL).map(|token| token.lower.to_string()).collect()
        };
        let before = |tokens: &[Token], cue: &Cue| content(&tokens[cue.from().saturating_sub(SUBJECT)..cue.from()]);
        let headline = self.headline.sentence.tokens();
        // "Rents in Leeds fall": the word before a preposition, or the last one.
        let small = headline.get(1).is_some_and(|token| token.lower.len() <= SMALL);
        let first = content(&headline[..1]).pop().filter(|_| small);
        let heads = [first, before(headline, head).pop()];
        before(sentence.tokens(), found)
            .last()
            .is_some_and(|word| heads.iter().flatten().any(|other| alike(word, other)))
    }

    /// The first item of a list in a sentence that is not quoted.
    fn plain(&self, sentence: &Sentence<'_>, list: ListId) -> Option<Cue> {
        let quoted = |cue: &Cue| self.draft.analysis.is_quoted(sentence.block, sentence.tokens()[cue.from()].span);
        sentence.cues().iter().find(|cue| cue.list == list && !quoted(cue)).copied()
    }

    fn any(&self, sentence: &Sentence<'_>, list: ListId) -> bool {
        sentence.cues().iter().any(|cue| cue.list == list)
    }

    fn negated(&self, sentence: &Sentence<'_>, found: &Cue) -> bool {
        let near = |cue: &Cue| cue.to() <= found.from() && cue.to() + NEGATED >= found.from();
        sentence.cues().iter().any(|cue| cue.list == self.outcomes.negation && near(cue))
    }
}
