//! Signs that a capitalised word names a person.

use super::Draft;
use crate::language::clauses::Role;
use crate::language::cues::{Cues, ListId};
use crate::language::names::Names;
use crate::language::tokens::{Token, TokenKind};

/// The word lists that show a person.
#[derive(Debug)]
pub(super) struct PersonSigns {
    courtesy: ListId,
    verb: ListId,
}

impl PersonSigns {
    pub(super) fn new(cues: &Cues) -> Self {
        Self { courtesy: cues.list("courtesy"), verb: cues.list("person-verb") }
    }

    /// Returns `true` if a courtesy title precedes a word, with a point or without.
    pub(super) fn has_courtesy(&self, draft: &Draft<'_>, names: &Names, at: usize) -> bool {
        let word = names.words[at];
        let tokens = draft.analysis.sentences[word.sentence].tokens();
        let from = tokens.partition_point(|token| token.span.start < word.span.start);
        let is = |at: usize| draft.analysis.cues().contains(self.courtesy, &tokens[at].lower);
        from > 0 && is(from - 1) || from > 1 && tokens[from - 1].lower == "." && is(from - 2)
    }

    /// Returns `true` if a courtesy title or a verb of speech next to a word shows that it names a person.
    pub(super) fn shows(&self, draft: &Draft<'_>, names: &Names, at: usize) -> bool {
        let (tokens, from, to) = Self::tokens(draft, names, at);
        let said =
            |at: usize| tokens.get(at).is_some_and(|token| draft.analysis.cues().contains(self.verb, &token.lower));
        self.has_courtesy(draft, names, at) || said(to) || from > 1 && said(from - 1)
    }

    /// Returns `true` if also a possessive ending, its part in the clause or its place at the start of a sentence shows it.
    pub(super) fn may_show(&self, draft: &Draft<'_>, names: &Names, at: usize) -> bool {
        let (tokens, from, to) = Self::tokens(draft, names, at);
        let sentence = &draft.analysis.sentences[names.words[at].sentence];
        let possessive = tokens.get(to).is_some_and(|token| token.kind == TokenKind::Possessive);
        // "Lindqvist digs some of her own clay".
        let opens = from == 0 && tokens.get(to).is_some_and(|next| next.kind == TokenKind::Word && !next.capital);
        possessive
            || opens
            || self.shows(draft, names, at)
            || sentence.clauses(draft.table).of_mention(from, to).role == Role::Subject
    }

    fn tokens<'d>(draft: &'d Draft<'_>, names: &Names, at: usize) -> (&'d [Token], usize, usize) {
        let word = names.words[at];
        let tokens = draft.analysis.sentences[word.sentence].tokens();
        let on = |byte: u32| tokens.partition_point(|token| token.span.start < byte);
        (tokens, on(word.span.start), on(word.span.end))
    }
}
