//! The outcome that a headline gives, and an opposed one in the first sentences: "rejects" and "voted to approve".

use super::super::topic::Matter;
use super::{Clash, Pair};
use crate::findings::Severity;
use crate::language::analysis::Sentence;
use crate::language::cues::{Cue, Cues, ListId};
use crate::rules::{Check, OptionSort, OptionSpec};

/// Names of word lists that are opposed; with a third word, only the first may be in the headline.
pub(super) const OPPOSED: OptionSpec = OptionSpec { name: "opposed", sort: OptionSort::Groups };

/// Sentences of the text that give the outcome.
const LEAD: usize = 3;
/// Tokens between a negation and what is negated.
const NEGATED: usize = 3;

/// Opposed lists made ready.
#[derive(Debug)]
pub(super) struct Outcomes {
    /// Two lists, and whether the headline may have either.
    opposed: Vec<([ListId; 2], bool)>,
    negation: ListId,
}

impl Outcomes {
    pub(super) fn new(check: &Check, cues: &Cues) -> Self {
        let pairs = check.groups(OPPOSED).iter();
        let lists =
            pairs.filter_map(|group| Some(([cues.list(group.first()?), cues.list(group.get(1)?)], group.len() == 2)));
        Self { opposed: lists.collect(), negation: cues.list("outcome-negation") }
    }
}

impl Pair<'_> {
    /// An outcome of the headline whose opposite is in the first sentences, which do not give it themselves.
    pub(super) fn outcomes(&self) -> Vec<Clash> {
        let both =
            self.outcomes.opposed.iter().flat_map(|&([one, other], either)| {
                std::iter::once((one, other)).chain(either.then_some((other, one)))
            });
        both.filter_map(|(said, opposite)| self.outcome(said, opposite)).take(1).collect()
    }

    fn outcome(&self, said: ListId, opposite: ListId) -> Option<Clash> {
        let head = self.plain(self.headline.sentence, said)?;
        if self.any(self.headline.sentence, opposite) || self.negated(self.headline.sentence, &head) {
            return None;
        }
        let lead: Vec<&Sentence<'_>> = self.body.iter().copied().take(LEAD).collect();
        if lead.iter().any(|sentence| self.any(sentence, said)) {
            return None;
        }
        let cues = self.draft.analysis.cues();
        lead.iter().find_map(|sentence| {
            let found = self.plain(sentence, opposite)?;
            let shared = self.headline.shared(&Matter::new(sentence, cues, self.lists));
            let span = |sentence: &Sentence<'_>, cue: &Cue| {
                sentence.tokens()[cue.from()].span.join(sentence.tokens()[cue.to() - 1].span)
            };
            (shared > 0 && !self.negated(sentence, &found)).then(|| Clash {
                headline: span(self.headline.sentence, &head),
                body: span(sentence, &found),
                severity: Severity::Warning,
            })
        })
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
