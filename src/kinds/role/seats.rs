//! Positions of a thing that the draft names once: "the ferry's captain, A", "its captain, B"; "C, who chairs the trustees".
//!
//! Reads a title with what it belongs to and the name next to it, or a verb of a position with its object.

use rustc_hash::FxHashMap;

use super::super::Draft;
use super::mentions::Roles;
use crate::document::BlockKind;
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId, ListSet};
use crate::language::people::{Mention, Referent};
use crate::language::pieces::{Piece, PieceKind};
use crate::language::tokens::{Token, TokenKind};
use crate::rules::{Words, fold};
use crate::text::{Prose, Span, hash};

/// Most words of the object of a verb: "the library board".
const OBJECT: usize = 3;

/// What a title belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// "the trust's", "of the museum's trustees", "club": the noun, and the word before it.
    Thing(String, Option<String>),
    /// "its".
    It,
    /// "our".
    Ours,
    /// The title alone.
    Bare,
}

/// How somebody has a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Held,
    /// It is only about to begin.
    Incoming,
    /// Nobody is named: "the role of chief executive".
    Unnamed,
    /// "deputy", "assistant".
    Deputy,
}

/// Somebody with a position.
#[derive(Debug)]
pub(super) struct Seated {
    /// The title with the name.
    pub(super) span: Span<Prose>,
    pub(super) name: Span<Prose>,
    /// The words of the name, folded.
    pub(super) words: Vec<String>,
    /// The number of the group of titles.
    pub(super) seat: usize,
    pub(super) owner: Owner,
    /// Who has it, a number of the draft's people.
    pub(super) person: Option<usize>,
    pub(super) sentence: usize,
    pub(super) stage: Stage,
    /// Whether the title alone says which position it is: "the head teacher, Jane Roe,", "Chief executive Jane Roe".
    pub(super) definite: bool,
    /// Whether what it belongs to is a noun for things with positions, not a name.
    pub(super) of_noun: bool,
    /// Tokens of the title.
    pub(super) title: (usize, usize),
}

/// Titles or verbs of positions by the hash of their first word: for each its words, the longest first, and the position.
#[derive(Debug, Default)]
struct Items(FxHashMap<u64, Vec<(Vec<String>, usize)>>);

impl Items {
    fn add(&mut self, item: &str, seat: usize) {
        let words: Vec<String> = item.split(' ').map(str::to_owned).collect();
        let same = self.0.entry(hash(&words[0])).or_default();
        same.push((words, seat));
        same.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
}

/// Titles and verbs of positions, made ready.
#[derive(Debug)]
pub(super) struct Seats {
    titles: Items,
    verbs: Items,
    labels: Vec<String>,
    /// Words that occur in them.
    any: ListSet,
    /// Nouns for what titles belong to.
    things: [ListId; 4],
    its: ListId,
    ours: ListId,
    definite: ListId,
    courtesy: [ListId; 2],
    who: ListId,
    of: ListId,
    incoming: ListId,
    deputy: ListId,
    ends: [ListId; 2],
    appoint: ListId,
    said: ListId,
    /// "as".
    opener: ListId,
    /// "role", "post".
    post: ListId,
    /// "she": somebody of the sentence.
    pronoun: ListId,
}

impl Seats {
    /// Reads groups of titles, parted by semicolons; "~" precedes a verb.
    pub(super) fn new(words: &Words, cues: &Cues) -> Self {
        let (mut titles, mut verbs, mut labels) = (Items::default(), Items::default(), Vec::new());
        let text = words.text.get("seats").map_or("", String::as_str);
        for (seat, group) in text.split(';').map(str::trim).filter(|group| !group.is_empty()).enumerate() {
            for item in group.split(',').map(str::trim) {
                match item.strip_prefix('~') {
                    Some(verb) => verbs.add(verb, seat),
                    None => titles.add(item, seat),
                }
            }
            labels.push(group.split(',').next().unwrap_or_default().trim().to_owned());
        }
        let list = |name: &str| cues.list(name);
        let mut any = ListSet::default();
        any.add(list("seat-word"));
        Self {
            titles,
            verbs,
            labels,
            any,
            things: ["body-noun", "body-company", "title-owner", "seat-owner"].map(list),
            its: list("seat-its"),
            ours: list("role-ours"),
            definite: list("definite"),
            courtesy: [list("courtesy"), list("seat-courtesy")],
            who: list("relative-pronoun"),
            of: list("seat-link"),
            incoming: list("seat-incoming"),
            deputy: list("seat-deputy"),
            ends: [list("guard-preposition"), list("coordination")],
            appoint: list("seat-appoint"),
            said: list("person-verb"),
            opener: list("role-opener"),
            post: list("seat-post"),
            pronoun: list("seat-pronoun"),
        }
    }

    /// What messages call a position.
    pub(super) fn label(&self, seat: usize) -> &str {
        self.labels.get(seat).map_or("", String::as_str)
    }

    /// Everybody with a position whose clause speaks of no other time, in the order of the draft.
    pub(super) fn seated(&self, draft: &Draft<'_>, roles: &Roles) -> Vec<Seated> {
        let analysis = draft.analysis;
        let mut found: Vec<Seated> = Vec::new();
        for (number, (sentence, presence)) in analysis.sentences.iter().zip(&analysis.presences().each).enumerate() {
            let block = &analysis.blocks[sentence.block];
            if !self.any.meets(&presence.lists) || !block.is_own(&[BlockKind::Cell, BlockKind::Heading]) {
                continue;
            }
            let reading = Reading { seats: self, draft, number, sentence, tokens: sentence.tokens() };
            for at in 0..reading.tokens.len() {
                let read = reading.titled(at).or_else(|| reading.does(at));
                found.extend(read.filter(|one| {
                    let known = found.last().is_some_and(|last| last.name.overlaps(one.name));
                    !known
                        && (one.stage == Stage::Unnamed || !analysis.is_quoted(sentence.block, one.name))
                        && (one.stage == Stage::Incoming
                            || !roles.is_of_another_time(sentence, one.span, Some(one.title)))
                }));
            }
        }
        if found.len() > 1 {
            let people = analysis.people(draft.table);
            for one in &mut found {
                let here = |mention: &&Mention| mention.span.overlaps(one.name);
                let first = people.mentions.partition_point(|mention| mention.sentence < one.sentence);
                let of_sentence =
                    people.mentions[first..].iter().take_while(|mention| mention.sentence == one.sentence);
                if let Some(Referent::Person(person)) = of_sentence.into_iter().find(here).map(|named| named.to_whom)
                    && one.stage != Stage::Unnamed
                {
                    one.person = Some(person);
                }
            }
        }
        found
    }
}

/// A sentence while its positions are read.
struct Reading<'a> {
    seats: &'a Seats,
    draft: &'a Draft<'a>,
    number: usize,
    sentence: &'a Sentence<'a>,
    tokens: &'a [Token],
}

impl Reading<'_> {
    fn is(&self, list: ListId, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.draft.analysis.cues().contains(list, &token.lower))
    }

    fn mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.lower == mark)
    }

    fn word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// One past the longest item of some that starts at a token, with its position.
    fn starts(&self, items: &Items, at: usize) -> Option<(usize, usize)> {
        let fits = |words: &[String]| {
            let tokens = self.tokens.get(at..at + words.len());
            tokens.is_some_and(|tokens| tokens.iter().zip(words).all(|(token, word)| token.lower == word.as_str()))
        };
        let items = items.0.get(&self.tokens.get(at)?.hash)?;
        items.iter().find(|(words, _)| fits(words)).map(|(words, seat)| (at + words.len(), *seat))
    }

    /// A full name that starts at a token: one past it.
    fn name_at(&self, at: usize) -> Option<(usize, usize)> {
        let mut from = at;
        while self.seats.courtesy.iter().any(|&list| self.is(list, from)) {
            from += 1 + usize::from(self.mark(from + 1, "."));
        }
        self.pieces().iter().find(|piece| piece.from == from && self.is_full(piece)).map(|piece| (from, piece.to))
    }

    /// A surname directly behind a title in capitals: "Deputy Chief Constable Stratham".
    fn surname_at(&self, title: usize, at: usize) -> Option<(usize, usize)> {
        let capital = self.tokens[title..at].iter().all(|token| token.capital);
        let piece = self.pieces().iter().find(|piece| piece.from == at && piece.to == at + 1)?;
        (capital && piece.person().is_some()).then_some((piece.from, piece.to))
    }

    fn pieces(&self) -> &[Piece] {
        self.sentence.pieces(self.draft.table)
    }

    /// Two or three capitalised words that are no organisation.
    fn is_full(&self, piece: &Piece) -> bool {
        let person = match &piece.kind {
            PieceKind::Person(person) => person.given.is_some(),
            PieceKind::Name => true,
            _ => false,
        };
        let words = self.tokens[piece.from..piece.to].iter().filter(|token| token.kind == TokenKind::Word);
        person && words.clone().count() >= 2 && words.clone().all(|token| token.capital || token.lower.len() <= 3)
    }

    /// The full name that ends before a token.
    fn name_before(&self, at: usize) -> Option<(usize, usize)> {
        let ends = |piece: &&Piece| piece.to == at && self.is_somebody(piece);
        self.pieces().iter().find(ends).map(|piece| (piece.from, piece.to))
    }

    fn closes(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| {
            token.kind == TokenKind::Mark && matches!(token.lower.as_str(), "," | "." | ";" | ":" | ")" | "!" | "?")
        })
    }

    fn seated(
        &self,
        seat: usize,
        owner: Owner,
        name: (usize, usize),
        around: (usize, usize),
        incoming: bool,
    ) -> Seated {
        let title = around;
        let of_noun = match &owner {
            Owner::Thing(noun, _) => {
                self.seats.things.iter().any(|&list| self.draft.analysis.cues().contains(list, noun))
            }
            _ => true,
        };
        let span = |from: usize, to: usize| self.sentence.span_of(from, to);
        let own = span(name.0, name.1);
        let words = fold(own.of(self.draft.analysis.prose())).split(' ').map(str::to_owned).collect();
        let span = span(name.0.min(around.0), name.1.max(around.1));
        let definite = self.is(self.seats.definite, title.0.saturating_sub(1)) || title.1 - title.0 > 1;
        let sentence = self.number;
        let deputy = (around.0..around.1).any(|at| self.is(self.seats.deputy, at));
        let stage = match (incoming, deputy) {
            (_, true) => Stage::Deputy,
            (true, false) => Stage::Incoming,
            (false, false) => Stage::Held,
        };
        Seated { span, name: own, words, seat, owner, person: None, sentence, stage, definite, of_noun, title }
    }

    /// "the trust's chief executive, Jane Roe,", "club treasurer Jane Roe", "Jane Roe, chair of the board,".
    fn titled(&self, at: usize) -> Option<Seated> {
        let (end, seat) = self.starts(&self.seats.titles, at)?;
        // "names Jane Roe managing director", "Jane Roe appointed managing director".
        let appoint = |at: usize| self.is(self.seats.appoint, at);
        let active = self.name_before(at).filter(|name| name.0 > 0 && appoint(name.0 - 1));
        let passive = || at.checked_sub(1).filter(|&verb| appoint(verb)).and_then(|verb| self.name_before(verb));
        if let Some(name) = active.or_else(passive) {
            return Some(self.seated(seat, Owner::Bare, name, (at, end), true));
        }
        let deputy = at.checked_sub(1).filter(|&before| self.is(self.seats.deputy, before));
        let (start, before, incoming) = self.owner_before(deputy.unwrap_or(at))?;
        let at = deputy.unwrap_or(at);
        let (to, owner) = match self.owner_behind(end) {
            Some((to, behind)) if before == Owner::Bare => (to, behind),
            Some(_) => return None,
            None => (end, before),
        };
        let name = self.name_at(to).or_else(|| self.surname_at(at, to));
        if let Some(name) = name.filter(|_| to == end) {
            return Some(self.seated(seat, owner, name, (at, to), incoming));
        }
        if self.mark(to, ",") {
            // "The expedition's leader, the geologist Tuva Hallgren,".
            let next = to + 1 + 2 * usize::from(self.is(self.seats.definite, to + 1) && self.word(to + 2));
            let name = self.name_at(next).filter(|&(_, end)| self.closes(end));
            if let Some(name) = name {
                return Some(self.seated(seat, owner, name, (at, to), incoming));
            }
        }
        if start > 0 && (self.mark(start - 1, ",") || self.mark(start - 1, "\u{2014}")) && self.closes(to) {
            let name = self.name_before(start - 1)?;
            return Some(self.seated(seat, owner, name, (start, to), incoming));
        }
        let named = |name| Some(self.seated(seat, owner.clone(), name, (at, to), false));
        if let Some(name) = self.as_holder(start, to) {
            return named(name);
        }
        // "Jane Roe (chair), Tom Ashby and Lena Dorn".
        if start > 0 && self.mark(start - 1, "(") && self.mark(to, ")") {
            let name = self.name_before(start - 1)?;
            return Some(Seated { definite: true, ..self.seated(seat, owner, name, (at, to), false) });
        }
        // "the role of chief executive": whose it is, the sentence says elsewhere.
        if start > 1 && self.is(self.seats.of, start - 1) && self.is(self.seats.post, start - 2) {
            return Some(Seated { stage: Stage::Unnamed, ..self.seated(seat, owner, (at, end), (at, to), false) });
        }
        // "has appointed Jane Roe as its managing director".
        let name = (start.saturating_sub(2)..start).rev().find_map(|to| self.name_before(to))?;
        (name.0 > 0 && appoint(name.0 - 1)).then(|| self.seated(seat, owner, name, (at, to), true))
    }

    /// "As chief executive, Roe", "Roe, who as chief executive has": a title after "as".
    fn as_holder(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let opener = start.checked_sub(1).filter(|&at| self.is(self.seats.opener, at))?;
        if opener == 0 && self.mark(end, ",") {
            let piece = self.pieces().iter().find(|piece| piece.from == end + 1 && self.is_somebody(piece))?;
            return Some((piece.from, piece.to));
        }
        // "Ms Roe said that as finance director she would": the only person of the sentence.
        if self.is(self.seats.pronoun, end) {
            let mut people = self.pieces().iter().filter(|piece| piece.person().is_some());
            let (Some(one), None) = (people.next(), people.next()) else { return None };
            return (one.to <= opener).then_some((one.from, one.to));
        }
        let who = opener.checked_sub(1).filter(|&at| self.is(self.seats.who, at)).unwrap_or(opener);
        let comma = who.checked_sub(1).filter(|&at| self.mark(at, ","))?;
        self.name_before(comma)
    }

    fn is_somebody(&self, piece: &Piece) -> bool {
        self.is_full(piece) || piece.person().is_some() || piece.kind == PieceKind::Name
    }

    /// The words before a title: the first token of the phrase, whose it is, and whether it is only about to begin. `None` if other
    /// words make it another title.
    fn owner_before(&self, title: usize) -> Option<(usize, Owner, bool)> {
        let mut at = title;
        let mut incoming = false;
        while at > 0 && self.is(self.seats.incoming, at - 1) {
            (at, incoming) = (at - 1, true);
        }
        let Some(last) = at.checked_sub(1) else { return Some((at, Owner::Bare, incoming)) };
        let token = &self.tokens[last];
        if token.kind == TokenKind::Possessive && last > 0 && self.word(last - 1) {
            return Some((self.phrase_from(last - 1), self.thing(last - 1), incoming));
        }
        if self.is(self.seats.its, last) {
            return Some((last, Owner::It, incoming));
        }
        if self.is(self.seats.ours, last) {
            return Some((last, Owner::Ours, incoming));
        }
        if self.is(self.seats.definite, last) {
            return Some((last, Owner::Bare, incoming));
        }
        if token.kind == TokenKind::Word && self.seats.things.iter().any(|&list| self.is(list, last)) {
            return Some((self.phrase_from(last), self.thing(last), incoming));
        }
        // "said head coach": a verb or a preposition; "opposition leader" is another title.
        // "After the meeting Superintendent Jane Roe".
        let rank = self.tokens[at].capital && !token.capital;
        let free = token.kind != TokenKind::Word
            || rank
            || self.seats.ends.iter().any(|&list| self.is(list, last))
            || self.is(self.seats.said, last)
            || self.is(self.seats.who, last)
            || incoming;
        free.then_some((at, Owner::Bare, incoming))
    }

    /// The first token of "the museum's" or "library board", from its last word.
    fn phrase_from(&self, last: usize) -> usize {
        let from = last.saturating_sub(OBJECT);
        (from..last).rev().find(|&at| self.is(self.seats.definite, at)).unwrap_or(last)
    }

    fn thing(&self, last: usize) -> Owner {
        let before = last.checked_sub(1).filter(|&at| self.word(at) && !self.is(self.seats.definite, at));
        let own = |at: usize| self.tokens[at].lower.to_string();
        let plain = |&at: &usize| !self.seats.ends.iter().any(|&list| self.is(list, at));
        Owner::Thing(own(last), before.filter(plain).map(own))
    }

    /// "of the board", "of the museum's trustees": one past it.
    fn owner_behind(&self, end: usize) -> Option<(usize, Owner)> {
        if !self.is(self.seats.of, end) {
            return None;
        }
        let (to, last) = self.object(end + 1)?;
        Some((to, self.thing(last)))
    }

    /// A noun phrase with "the": one past it, and its last word.
    fn object(&self, from: usize) -> Option<(usize, usize)> {
        let mut at = from + usize::from(self.is(self.seats.definite, from));
        let start = at;
        while at < start + OBJECT + 1
            && (self.word(at) || self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Possessive))
            && !self.seats.ends.iter().any(|&list| self.is(list, at))
        {
            at += 1;
        }
        (at > start && self.word(at - 1)).then_some((at, at - 1))
    }

    /// "Jane Roe, who chairs the library board,".
    fn does(&self, at: usize) -> Option<Seated> {
        let (end, seat) = self.starts(&self.seats.verbs, at)?;
        let who =
            at.checked_sub(1).filter(|&who| who > 1 && self.is(self.seats.who, who) && self.mark(who - 1, ","))?;
        let name = self.name_before(who - 1)?;
        // "who leads the opposition": the object is a part of it.
        if end > at + 2 {
            return Some(self.seated(seat, Owner::Bare, name, (at, end), false));
        }
        let owned = self.is(self.seats.definite, end) || self.is(self.seats.its, end) || self.is(self.seats.ours, end);
        let (to, last) = self.object(end + usize::from(owned && !self.is(self.seats.definite, end)))?;
        owned.then(|| self.seated(seat, self.thing(last), name, (at, to), false))
    }
}
