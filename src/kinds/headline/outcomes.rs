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

/// An outcome that two words give together: its list, and those of the two words: "voted nine to four" and "in its favour".
pub(super) const JOINT: OptionSpec = OptionSpec { name: "joint", sort: OptionSort::Groups };

/// Sentences of the text that give the outcome, and further ones that give it if they are about the matter of the headline.
const LEAD: usize = 3;
const BODY: usize = 14;
/// Tokens before a verb that are its subject.
const SUBJECT: usize = 4;
/// Letters of words that say nothing.
const SMALL: usize = 3;
/// Most tokens of a headline that gives one outcome.
const HEADLINE: usize = 20;
/// Tokens between two words that give an outcome together.
const JOINED: usize = 8;
/// Tokens between a verb and its number.
const NUMBER: usize = 3;
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
    /// A list, and two lists whose words together say the same.
    joint: Vec<[ListId; 3]>,
    negation: ListId,
    /// A clause begins.
    stop: ListId,
    /// "third".
    ordinal: ListId,
    /// "of", "the": an object follows.
    object: ListId,
    /// "against": there are two sides.
    split: ListId,
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
        let joint = check.groups(JOINT).iter().filter_map(|group| {
            let [whole, first, second] = group.as_slice() else { return None };
            Some([whole, first, second].map(|name| cues.list(name)))
        });
        Self {
            opposed: lists.collect(),
            joint: joint.collect(),
            negation: cues.list("outcome-negation"),
            stop: cues.list("outcome-stop"),
            ordinal: cues.list("outcome-ordinal"),
            object: cues.list("outcome-object"),
            split: cues.list("outcome-split"),
        }
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
        if !self.is_of_the_matter(sentence, &found, &head) {
            return None;
        }
        let number = opposed.one_subject && self.is_one_number(&head, sentence, &found);
        let one = !opposed.one_subject || self.is_one_subject(&head, sentence, &found) || number;
        ((shared >= least || number) && one && !self.negated(sentence, &found)).then(|| Clash {
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

    /// Returns `true` if the object of two words that give an outcome together is in the headline: not "voted in favour of the
    /// strike" below "Workers reject deal".
    fn is_of_the_matter(&self, sentence: &Sentence<'_>, found: &Cue, head: &Cue) -> bool {
        let tokens = sentence.tokens();
        let object = tokens
            .get(found.to())
            .is_some_and(|token| self.draft.analysis.cues().contains(self.outcomes.object, &token.lower));
        // What the headline's own verb is about, if anything follows it.
        let all = self.headline.sentence.tokens();
        let said = if head.to() < all.len() { &all[head.to()..] } else { all };
        let behind = &tokens[found.to()..tokens.len().min(found.to() + JOINED)];
        sentence.cues().contains(found)
            || !object
            || behind
                .iter()
                .any(|token| said.iter().any(|word| alike(&word.lower, &token.lower) && word.lower.len() > SMALL))
    }

    /// Returns `true` if one number is next to both words: "falls to 4.1%" and "climbed to 4.1%", "for third quarter in a row" and
    /// "the third increase in succession".
    fn is_one_number(&self, head: &Cue, sentence: &Sentence<'_>, found: &Cue) -> bool {
        let numbers = |tokens: &[Token], cue: &Cue| -> Vec<String> {
            let near = &tokens[cue.from().saturating_sub(NUMBER)..tokens.len().min(cue.to() + NUMBER)];
            let number = |token: &&Token| {
                let many = token.lower.chars().filter(char::is_ascii_digit).count() > 1;
                many || self.draft.analysis.cues().contains(self.outcomes.ordinal, &token.lower)
            };
            near.iter().filter(number).map(|token| token.lower.to_string()).collect()
        };
        let of_text = numbers(sentence.tokens(), found);
        numbers(self.headline.sentence.tokens(), head).iter().any(|number| of_text.contains(number))
    }

    /// The first item of a list in a sentence that is not quoted, or two words that say the same.
    fn plain(&self, sentence: &Sentence<'_>, list: ListId) -> Option<Cue> {
        let quoted = |cue: &Cue| self.draft.analysis.is_quoted(sentence.block, sentence.tokens()[cue.from()].span);
        self.all(sentence, list).find(|cue| !quoted(cue))
    }

    fn any(&self, sentence: &Sentence<'_>, list: ListId) -> bool {
        self.all(sentence, list).next().is_some()
    }

    fn all<'s>(&'s self, sentence: &'s Sentence<'_>, list: ListId) -> impl Iterator<Item = Cue> + 's {
        let cues = sentence.cues();
        let of = move |list: ListId| cues.iter().filter(move |cue| cue.list == list);
        // A long standfirst gives several outcomes.
        let short = self.headline.sentence.tokens().len() <= HEADLINE;
        let whole = short && of(self.outcomes.split).next().is_none();
        let joint = self.outcomes.joint.iter().filter(move |joint| whole && joint[0] == list);
        let pairs = joint.flat_map(move |&[_, first, second]| {
            of(first).filter_map(move |one| {
                let other = of(second).find(|other| (one.to()..=one.to() + JOINED).contains(&other.from()))?;
                let stop = of(self.outcomes.stop).any(|stop| one.to() <= stop.from() && stop.to() <= other.from());
                (!stop).then(|| Cue::new(one.from(), other.to(), list))
            })
        });
        of(list).copied().chain(pairs)
    }

    fn negated(&self, sentence: &Sentence<'_>, found: &Cue) -> bool {
        let near = |cue: &Cue| cue.to() <= found.from() && cue.to() + NEGATED >= found.from();
        sentence.cues().iter().any(|cue| cue.list == self.outcomes.negation && near(cue))
    }
}
