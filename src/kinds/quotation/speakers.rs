//! The same words, quoted from two speakers.

use super::super::Draft;
use super::alike::candidates;
use super::{Quotation, raw_words, words};
use crate::document::BlockKind;
use crate::language::cues::{Cues, ListId};
use crate::language::names::edit::one_edit;
use crate::language::people::{How, Mention, Referent};
use crate::language::tokens::TokenKind;
use crate::text::{Prose, Span};

/// Most tokens between a verb of speech and its speaker: "said the rector, the Rev. Ottilie Marsh".
const REACH: usize = 5;
/// Most tokens between "Dunmore's phrase" and the quotation.
const PHRASE: usize = 10;
/// Most letters of a word that titles write small.
const SMALL: usize = 3;
/// Most quotations with one run of words; a refrain has no speaker.
const FEW: usize = 4;

/// The word lists that show whose words are quoted.
#[derive(Debug)]
pub(super) struct Speakers {
    verbs: [ListId; 2],
    /// "phrase", "words": a speaker's.
    noun: ListId,
    /// "quoting", "slogan": two may have said it.
    echo: ListId,
    preposition: ListId,
    /// "as saying".
    saying: ListId,
}

/// A quotation with the place of its speaker's name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken {
    pub(super) person: usize,
    pub(super) name: Span<Prose>,
}

impl Speakers {
    pub(super) fn new(cues: &Cues) -> Self {
        Self {
            verbs: [cues.list("person-verb"), cues.list("verb-spoken")],
            noun: cues.list("quoted-noun"),
            echo: cues.list("quote-echo"),
            preposition: cues.list("guard-preposition"),
            saying: cues.list("quote-saying"),
        }
    }

    /// Pairs of quotations, of which one is the other or a part of it, with two speakers.
    pub(super) fn two(&self, draft: &Draft<'_>, quotations: &[Quotation], run: usize) -> Vec<(usize, [Spoken; 2])> {
        let mut found: Vec<(usize, [Spoken; 2])> = Vec::new();
        for (one, other) in candidates(quotations, run, FEW) {
            let texts = [one, other].map(|at| words(draft.document.text(quotations[at].span)));
            let (short, long) =
                if texts[0].len() <= texts[1].len() { (&texts[0], &texts[1]) } else { (&texts[1], &texts[0]) };
            let part = long.windows(short.len()).any(|window| window == short.as_slice());
            let reported = found.iter().any(|(reported, _)| *reported == other);
            let title = is_title(draft.document.text(quotations[other].span));
            if !part || title || reported || [one, other].iter().any(|&at| self.is_echo(draft, &quotations[at])) {
                continue;
            }
            let speakers = [one, other].map(|at| self.speaker(draft, &quotations[at]));
            if let [Some(first), Some(second)] = speakers
                && Self::are_two(draft, first.person, second.person)
            {
                found.push((other, [first, second]));
            }
        }
        found
    }

    fn are_two(draft: &Draft<'_>, first: usize, second: usize) -> bool {
        let people = &draft.analysis.people(draft.table).people;
        let (one, other) = (&people[first], &people[second]);
        let alike = one.surname == other.surname || one_edit(&one.surname, &other.surname).is_some();
        let part = [(one, other), (other, one)]
            .iter()
            .any(|(a, b)| a.given.as_ref() == Some(&b.surname) || a.given.is_some() && a.given == b.given);
        first != second && !alike && !part
    }

    /// Returns `true` if the sentence of a quotation says that several may have said it.
    fn is_echo(&self, draft: &Draft<'_>, quotation: &Quotation) -> bool {
        let Some(number) = draft.sentence_at(quotation.span) else { return true };
        draft.analysis.sentences[number].cues().iter().any(|cue| cue.list == self.echo)
    }

    /// The person whose words are quoted: "..., said Jane Roe", "in Roe's phrase", and the line below a block quotation.
    fn speaker(&self, draft: &Draft<'_>, quotation: &Quotation) -> Option<Spoken> {
        let analysis = draft.analysis;
        if analysis.blocks[quotation.block].kind == BlockKind::Quote {
            return Self::signed(draft, quotation);
        }
        let last = Span::new(quotation.span.end as usize - 1, quotation.span.end as usize);
        let number = draft.sentence_at(last)?;
        self.beside(draft, number, quotation.span)
            .or_else(|| self.said_next(draft, number + 1, quotation.block))
            .or_else(|| Self::signed(draft, quotation))
    }

    /// "— Jane Roe, coach": the first name after the quotation in its block or the next one, behind a dash.
    fn signed(draft: &Draft<'_>, quotation: &Quotation) -> Option<Spoken> {
        let analysis = draft.analysis;
        let people = analysis.people(draft.table);
        let from = people.mentions.partition_point(|mention| mention.span.start < quotation.span.end);
        let near = |mention: &&Mention| analysis.sentences[mention.sentence].block <= quotation.block + 1;
        let named = people.mentions[from..].iter().take_while(near).find(|mention| mention.how == How::Name)?;
        let block = analysis.sentences[named.sentence].block;
        let between = Span::<Prose>::new(quotation.span.end as usize, named.span.start as usize);
        let dash = between.of(analysis.prose()).trim_start().starts_with(['\u{2014}', '\u{2013}', '-']);
        let own = block == quotation.block || analysis.blocks[block].kind == BlockKind::Quote;
        (own && dash).then(|| spoken(named))?
    }

    fn beside(&self, draft: &Draft<'_>, number: usize, span: Span<Prose>) -> Option<Spoken> {
        let sentence = &draft.analysis.sentences[number];
        let tokens = sentence.tokens();
        let at = |byte: u32| tokens.partition_point(|token| token.span.start < byte);
        let (from, to) = (at(span.start), at(span.end));
        let verb = |from: usize, to: usize| {
            sentence.cues().iter().any(|cue| self.verbs.contains(&cue.list) && cue.from() == from && cue.to() <= to)
        };
        let mark = |at: usize| tokens.get(at).is_some_and(|token| token.lower == ",");
        // "said a pollster of Merrick Garland".
        let preposition =
            |at: usize| sentence.cues().iter().any(|cue| cue.list == self.preposition && cue.from() == at);
        let people = draft.analysis.people(draft.table);
        let here = people.mentions.iter().filter(|mention| {
            mention.sentence == number && matches!(mention.how, How::Name | How::Short) && spoken(mention).is_some()
        });
        let start = to + usize::from(mark(to));
        let speaker = here.clone().find(|mention| {
            let behind = mention.from >= start;
            // "said the organist, Nora Lindqvist", "Lindqvist said".
            let said = verb(start, start + 1)
                && mention.from <= start + 1 + REACH
                && !(start..mention.from).any(|at| mark(at) && at + 1 != mention.from || preposition(at));
            let says = mention.from == start && verb(mention.to, mention.to + 1);
            behind && (said || says)
        });
        let owner = || {
            here.clone().find(|mention| {
                let possessive = mention.to + 1;
                let noun = sentence.cues().iter().find(|cue| cue.list == self.noun && cue.from() == possessive);
                let direct = tokens.get(mention.to).is_some_and(|token| token.kind == TokenKind::Possessive)
                    && (possessive..=possessive + 1).contains(&from);
                direct || noun.is_some_and(|noun| noun.to() <= from && from <= noun.to() + PHRASE)
            })
        };
        // "the words of Piers Lang", "Lang said".
        let ahead = || {
            let before = here.clone().rfind(|mention| mention.to <= from)?;
            let near = from <= before.to + PHRASE;
            let noun = sentence
                .cues()
                .iter()
                .any(|cue| cue.list == self.noun && cue.to() + 1 == before.from && preposition(cue.to()));
            let says = sentence
                .cues()
                .iter()
                .any(|cue| cue.from() == before.to && [self.saying, self.verbs[1]].contains(&cue.list));
            // "The line of the day comes from Jane Roe, who sold tickets: ...".
            let colon = from > 0 && tokens[from - 1].lower == ":";
            let line = || {
                let from_her = before.from > 0 && preposition(before.from - 1);
                sentence.cues().iter().any(|cue| cue.list == self.noun && cue.to() < before.from) && from_her
            };
            (near && (noun || says) || colon && line()).then_some(before)
        };
        speaker.or_else(owner).or_else(ahead).and_then(spoken)
    }

    /// "Those words were Jane Roe's": the next sentence of the block says whose they are.
    fn said_next(&self, draft: &Draft<'_>, number: usize, block: usize) -> Option<Spoken> {
        let sentence = draft.analysis.sentences.get(number).filter(|sentence| sentence.block == block)?;
        let noun = sentence.cues().iter().find(|cue| cue.list == self.noun && cue.from() == 1)?;
        let people = draft.analysis.people(draft.table);
        let named =
            people.mentions.iter().find(|mention| mention.sentence == number && mention.from == noun.to() + 1)?;
        let owner = sentence.tokens().get(named.to).is_some_and(|token| token.kind == TokenKind::Possessive);
        owner.then(|| spoken(named))?
    }
}

fn spoken(mention: &Mention) -> Option<Spoken> {
    if let Referent::Person(person) = mention.to_whom { Some(Spoken { person, name: mention.span }) } else { None }
}

/// "State of the Union": every long word begins with a capital.
fn is_title(text: &str) -> bool {
    raw_words(text).all(|(word, _)| word.len() <= SMALL || word.starts_with(char::is_uppercase))
}
