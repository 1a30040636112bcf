//! Whose event a statement is about.

use super::cast::{Lead, of_surname};
use super::view::View;
use crate::language::clauses::ClauseKind;
use crate::language::cues::ListId;
use crate::language::people::{Gender, How, Mention, Referent};
use crate::language::tokens::TokenKind;
use crate::text::{Prose, Span};

/// Whose event it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Its number in the list of people.
    Named(usize),
    /// "he" or "she" in a draft that names nobody: whether female.
    Unnamed(bool),
    /// The two people of whom the draft says "both".
    Couple,
    /// A subject of one sentence without a name: the number of the sentence, and the first token.
    Local(usize, usize),
}

/// How a subject was found, the clearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Route {
    /// By the name, in the statement's own clause or next to it.
    Name,
    /// By a pronoun whose referent is clear.
    Pronoun,
    /// By a pronoun that may be the person whom the draft is about.
    Lead,
}

/// Most tokens from the comma behind a name to the noun of its apposition.
const APPOSITION: usize = 8;
/// Clauses around one in which its subject is looked for.
const DEPTH: usize = 4;

/// The subject of a clause.
enum Found {
    /// A person.
    Somebody((Who, Route)),
    /// Somebody or something else.
    Else,
    /// The clause has none that says anything.
    Unsaid,
}

impl View<'_> {
    /// The person about whom the words at tokens `[first, to)` are, of which `from` matters, and how that is known. A captured name comes
    /// first, then "his" at the beginning.
    pub(super) fn person(
        &self,
        (from, first, to): (usize, usize, usize),
        named: Option<Span<Prose>>,
        lead: &Lead,
    ) -> Option<(Who, Route)> {
        if let Some(named) = named {
            let end = self.end(named);
            let mention = self.people.iter().find(|mention| mention.to == end && mention.how != How::Noun)?;
            return self.who(mention, lead);
        }
        let owner = self.people.iter().find(|mention| mention.from == first && self.is_owner(mention));
        if let Some(found) = owner.and_then(|owner| self.who(owner, lead)) {
            return Some(found);
        }
        let clause = self.home(first, from);
        let beside = self.beside(from).filter(|mention| !self.is_apart(from, mention, clause));
        if let Some(mention) = beside.or_else(|| self.apposed_to(first)) {
            return self.who(mention, lead);
        }
        if self.is_of_object(first, clause) || self.is_of_kin(first, clause) {
            return None;
        }
        match self.subject_of(clause, lead, DEPTH) {
            Found::Somebody(found) => Some(found),
            // "She left when the mill closed in 1998, aged 51": not the mill.
            Found::Else if self.is_adjunct(from) => match self.subject_above(clause, lead) {
                Found::Somebody(found) => Some(found),
                _ => None,
            },
            // "Born in Split, in what was then another state, she": who is the subject of the sentence.
            Found::Else => self.subject_behind(first, to, lead),
            Found::Unsaid => {
                let behind = self.subject_behind(first, to, lead);
                behind.or_else(|| self.only(from, to, lead)).or_else(|| self.implied(to, lead))
            }
        }
    }

    /// The clause of a phrase that begins at a token: the one before its comma, if that is about a person and the enclosing one is not: "the
    /// route, which she walked in 1931, at 49, in a day".
    pub(super) fn home(&self, first: usize, at: usize) -> usize {
        let own = self.clauses.clause_of(at);
        let comma = first.checked_sub(1).filter(|&comma| self.tokens()[comma].lower == ",");
        let Some(left) = comma.and_then(|comma| comma.checked_sub(1)).map(|at| self.clauses.clause_of(at)) else {
            return own;
        };
        let about = |clause: usize| {
            let (from, to) = self.clauses.clauses[clause].subject?;
            self.people.iter().find(|one| from <= one.from && one.to <= to && !self.is_owner(one))
        };
        let inner = left != own && self.clauses.around(left).any(|clause| clause == own);
        if inner && about(own).is_none() && about(left).is_some() { left } else { own }
    }

    /// "she lost her son Tom to a fever at the age of 6": a relative with a name, no subject, precedes in the clause.
    fn is_of_kin(&self, first: usize, clause: usize) -> bool {
        let subject = self.clauses.clauses[clause].subject.map_or(0, |(_, to)| to);
        let named = |at: usize| self.people.iter().any(|one| one.from == at && self.is_named(one));
        (subject..first).any(|at| self.clauses.clause_of(at) == clause && self.has_kin(at, at + 1) && named(at + 1))
    }

    /// "he had picked a victim, aged 72": a noun for a person that is not the subject precedes the comma.
    fn is_of_object(&self, first: usize, clause: usize) -> bool {
        let comma = |at: usize| self.tokens().get(at).is_some_and(|token| token.lower == ",");
        let end = if comma(first) { first } else { first.saturating_sub(1) };
        let noun = end.checked_sub(1).filter(|_| comma(end));
        let person =
            |at: usize| self.is(self.lists.described, at) || self.lists.person.iter().any(|&list| self.is(list, at));
        let subject = self.clauses.clauses[clause].subject;
        noun.is_some_and(|at| person(at) && subject.is_some_and(|(from, to)| !(from <= at && at < to)))
    }

    /// Returns `true` if a participle opens the sentence at a token.
    fn opens_participle(&self, at: usize) -> bool {
        let mut groups = self.clauses.groups.iter();
        self.is(self.lists.born, at) || groups.any(|group| group.from == at && !group.finite)
    }

    /// For a participle that opens the sentence, the person who is the subject of the first main clause behind it.
    fn subject_behind(&self, first: usize, to: usize, lead: &Lead) -> Option<(Who, Route)> {
        if first > 0 || !self.opens_participle(first) {
            return None;
        }
        let main = self.clauses.clauses.iter().filter(|clause| clause.kind == ClauseKind::Main);
        let mention =
            main.filter_map(|clause| clause.subject).filter(|&(from, _)| from >= to).find_map(|(from, end)| {
                let mention = self.people.iter().find(|one| from <= one.from && one.to <= end && !self.is_owner(one));
                mention.filter(|_| !self.has_kin(from, end))
            });
        self.who(mention?, lead)
    }

    /// Returns `true` if a phrase follows a comma and its lead word, and ends the sentence: ", aged 51."
    fn is_adjunct(&self, at: usize) -> bool {
        let mark = |at: usize| self.tokens().get(at).is_none_or(|token| token.kind == TokenKind::Mark);
        at >= 2 && mark(at - 2) && mark(at + 1)
    }

    /// The subject of the clause around one that says when.
    fn subject_above(&self, clause: usize, lead: &Lead) -> Found {
        let own = &self.clauses.clauses[clause];
        let parent = own.parent.filter(|_| own.kind == ClauseKind::Subordinate);
        parent.map_or(Found::Unsaid, |parent| self.subject_of(parent, lead, DEPTH))
    }

    /// The name directly before a verb, or with a comma or an age between: "starts with Ann Bell, born in 1889"; "Ann Bell, 59, was killed and Jane Holt, 56, died".
    fn beside(&self, at: usize) -> Option<&Mention> {
        let verb =
            self.clauses.groups.iter().find(|group| group.from <= at && at < group.to).map_or(at, |group| group.from);
        // ", now 46,".
        let adverb = |at: usize| at > 0 && (self.is(self.lists.adverb, at - 1) || self.is(self.lists.same_age, at - 1));
        let mut verb = verb;
        while adverb(verb) {
            verb -= 1;
        }
        let mark = |at: usize| self.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Mark);
        let number = |at: usize| self.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Number);
        self.people.iter().find(|mention| {
            let to = mention.to;
            matches!(mention.how, How::Name | How::Short)
                && (to == verb
                    || to + 1 == verb && mark(to)
                    || to + 3 == verb && mark(to) && number(to + 1) && mark(to + 2))
        })
    }

    /// The name before a comma and a phrase: "Ann Bell, aged 17".
    fn apposed_to(&self, first: usize) -> Option<&Mention> {
        let comma = |at: usize| self.tokens().get(at).is_some_and(|token| token.lower == ",");
        let behind =
            |mention: &&Mention| mention.to == first && comma(first) || mention.to + 1 == first && comma(mention.to);
        self.people.iter().find(|mention| self.is_named(mention) && behind(mention))
    }

    /// Returns `true` if the verb at a token has another name as its subject: "Ann Bell, who sang for Hale, Roe and Day, died".
    fn is_apart(&self, verb: usize, mention: &Mention, clause: usize) -> bool {
        if !self.clauses.groups.iter().any(|group| group.finite && group.from <= verb && verb < group.to) {
            return false;
        }
        let Some((from, to)) = self.clauses.clauses[clause].subject else { return false };
        let inside = |mention: &Mention| from <= mention.from && mention.to <= to;
        let named = |other: &Mention| inside(other) && matches!(other.how, How::Name | How::Short);
        to < mention.from && self.people.iter().any(named)
    }

    /// Returns `true` if a verb or the end of a phrase is at a token: what precedes it is no adjective.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        let token = self.tokens().get(at);
        token.is_none_or(|token| token.kind == TokenKind::Mark && token.lower != "-")
            || self.clauses.groups.iter().any(|group| group.from == at)
            || self.is(self.lists.relative, at)
            || self.is(self.lists.described, at)
            || self.is(self.lists.preposition, at)
    }

    /// The person who is the subject of a clause.
    fn subject_of(&self, clause: usize, lead: &Lead, depth: usize) -> Found {
        let Some(own) = self.clauses.clauses.get(clause).filter(|_| depth > 0) else { return Found::Unsaid };
        let found = |mention: &Mention| self.who(mention, lead).map_or(Found::Else, Found::Somebody);
        let Some((from, to)) = own.subject else {
            let inherits =
                matches!(own.kind, ClauseKind::Participial | ClauseKind::Subordinate | ClauseKind::Parenthesis);
            let at = own.attaches_to.filter(|_| own.kind == ClauseKind::Relative || inherits);
            let head = at.and_then(|at| self.people.iter().find(|mention| mention.from <= at && at < mention.to));
            if let Some(mention) = head {
                return found(mention);
            }
            let parent = own.parent.filter(|_| inherits);
            return parent.map_or(Found::Unsaid, |parent| self.subject_of(parent, lead, depth - 1));
        };
        // "who" is the name before it.
        if own.kind == ClauseKind::Relative && self.is(self.lists.relative, from) {
            // "the fees of his mother, who died last year at 88".
            if own.attaches_to.is_some_and(|at| self.has_kin(at, at + 1)) {
                return Found::Else;
            }
            let before = own.attaches_to.map_or(from, |at| at + 1);
            let name = self.people.iter().rev().find(|mention| mention.to <= from && mention.to + 2 >= before);
            return name.map_or(Found::Unsaid, found);
        }
        // "The daughter of a miller, Ann Bell", "our founder, Ann Bell": the name behind what is said of it.
        let comma = |mention: &&Mention| mention.from > from + 1 && self.tokens()[mention.from - 1].lower == ",";
        let last = self.people.iter().find(|mention| mention.to == to && self.is_named(mention));
        if let Some(mention) = last.filter(comma).filter(|_| self.opens_apposition(from)) {
            return found(mention);
        }
        let named = |mention: &Mention| mention.from > from && mention.to <= to && mention.how == How::Name;
        // "The farmer's son": nobody who is named, but one person.
        if self.has_kin(from, to) && !self.people.iter().any(named) {
            return Found::Somebody((Who::Local(self.number, from), Route::Name));
        }
        // "Her debut came in 1996, at nine."
        if let Some(owner) = self.people.iter().find(|mention| mention.from == from && mention.to < to)
            && self.is_owner(owner)
            && (owner.to..to).any(|at| self.is(self.lists.stage, at))
        {
            return found(owner);
        }
        let inside = |mention: &&Mention| from <= mention.from && mention.to <= to.max(from + 1);
        match self.people.iter().filter(inside).find(|mention| !self.is_owner(mention)) {
            Some(mention) if self.is_head((from, to), mention) => found(mention),
            Some(_) => Found::Else,
            None => self.unnamed_subject((from, to), lead),
        }
    }

    fn is_named(&self, mention: &Mention) -> bool {
        matches!(mention.how, How::Name | How::Short)
    }

    /// Returns `true` if a noun with an article, behind a comma or at the beginning, is at a token.
    fn opens_apposition(&self, at: usize) -> bool {
        let mark = |at: usize| self.tokens()[at].kind == TokenKind::Mark;
        let article = [self.lists.definite, self.lists.indefinite, self.lists.owner];
        article.iter().any(|&list| self.is(list, at)) && at.checked_sub(1).is_none_or(mark)
    }

    /// Returns `true` if a person is all that a subject names, with no more than a description before: not "X and Y".
    fn is_head(&self, (from, to): (usize, usize), mention: &Mention) -> bool {
        let and = |at: usize| self.is(self.lists.coordination, at);
        let marks = (from..mention.from).any(|at| self.tokens()[at].kind == TokenKind::Mark);
        let joined = |other: &Mention| {
            other.from > mention.to && other.to <= to.max(from + 1) && (mention.to..other.from).any(and)
        };
        let behind_and = mention.from > from && and(mention.from - 1);
        !(marks || behind_and || self.people.iter().any(joined))
    }

    /// A subject without a name: "it", "she" in a draft without names, "the painter", or an apposition of a name.
    fn unnamed_subject(&self, (from, to): (usize, usize), lead: &Lead) -> Found {
        let is_any = |lists: &[ListId], at: usize| lists.iter().any(|&list| self.is(list, at));
        // A subject that says nothing is no reason to give up; a noun is.
        if (from..to).all(|at| self.is(self.lists.empty, at) || self.tokens()[at].kind == TokenKind::Mark) {
            return Found::Unsaid;
        }
        if from + 1 == to && is_any(&self.lists.pronoun, from) {
            let found = self.unnamed(from).or_else(|| self.unmentioned(from, lead));
            return found.map_or(Found::Else, Found::Somebody);
        }
        if let Some(mention) = self.apposed(from, to) {
            return self.who(mention, lead).map_or(Found::Else, Found::Somebody);
        }
        if let Some(found) = self.described(from, to, lead) {
            return Found::Somebody(found);
        }
        if (from..to).any(|at| is_any(&self.lists.person, at)) {
            return Found::Somebody((Who::Local(self.number, from), Route::Name));
        }
        Found::Else
    }

    /// "Jane Holt, for years the voice of the town, died": the name before an apposition that is taken for the subject.
    fn apposed(&self, from: usize, to: usize) -> Option<&Mention> {
        let mark = |at: usize| self.tokens().get(at).is_some_and(|token| token.lower == ",");
        let mention = self.people.iter().rev().find(|mention| mention.to < from && mark(mention.to))?;
        let plain = (mention.to + 1..from).all(|at| self.tokens()[at].kind == TokenKind::Word);
        let named = matches!(mention.how, How::Name | How::Short);
        (named && plain && from - mention.to <= APPOSITION && !self.has_kin(mention.to, to)).then_some(mention)
    }

    /// The only person named before a token in the sentence, or else in the one before it.
    pub(super) fn person_before(&self, at: usize, lead: &Lead) -> Option<(Who, Route)> {
        let (mentioned, found) = self.only_one(self.people.iter().filter(|mention| mention.to <= at), lead);
        if mentioned {
            return found.map(|(who, route)| (who, route.max(Route::Pronoun)));
        }
        let before = self.number.checked_sub(1)?;
        if self.draft.analysis.sentences[before].block != self.sentence.block {
            return None;
        }
        // "His brother was arrested. The 19-year-old": not he.
        let before = View::new(self.draft, self.lists, before);
        if before.has_kin(0, before.tokens().len()) {
            return None;
        }
        let (mentioned, found) = before.only_one(before.people.iter(), lead);
        if !mentioned {
            return None;
        }
        found.map(|(who, route)| (who, route.max(Route::Pronoun))).or_else(|| self.leading(&before, lead))
    }

    /// Whether some mentions are of people, and the one person that they are of.
    fn only_one<'m>(&self, mentions: impl Iterator<Item = &'m Mention>, lead: &Lead) -> (bool, Option<(Who, Route)>) {
        let mut only: Option<(Who, Route)> = None;
        let mut mentioned = false;
        for mention in mentions.filter(|one| matches!(one.to_whom, Referent::Person(_) | Referent::Unclear)) {
            let found = self.who(mention, lead);
            if mentioned && only.map(|(who, _)| who) != found.map(|(who, _)| who) {
                return (true, None);
            }
            (mentioned, only) = (true, found);
        }
        (mentioned, only)
    }

    /// The person with whose name a sentence begins, if its main clause names nobody else.
    fn leading(&self, before: &View<'_>, lead: &Lead) -> Option<(Who, Route)> {
        let opens = before.people.first().filter(|mention| mention.from == 0 && self.is_named(mention))?;
        let Referent::Person(one) = opens.to_whom else { return None };
        let main = before.clauses.clause_of(0);
        let subject = before.clauses.clauses[main].subject.is_some_and(|(from, to)| from == 0 && opens.to == to);
        let apart = |other: &Mention| !self.is_named(other) || before.clauses.clause_of(other.from) != main;
        let alone = before.people[1..].iter().all(apart);
        (subject && alone).then(|| (lead.named(one), Route::Lead))
    }

    /// "X's", "her": not the subject, but whose it is.
    pub(super) fn is_owner(&self, mention: &Mention) -> bool {
        let next = self.tokens().get(mention.to);
        next.is_some_and(|token| token.kind == TokenKind::Possessive)
            || mention.how == How::Pronoun && self.is(self.lists.owner, mention.from) && !self.is_object(mention)
    }

    /// "her" before a mark or a small word: the person, not whose it is.
    fn is_object(&self, mention: &Mention) -> bool {
        self.tokens().get(mention.to).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    /// The only person of the sentence, if no relative is in it.
    fn only(&self, from: usize, to: usize, lead: &Lead) -> Option<(Who, Route)> {
        if self.has_kin(0, to) {
            return None;
        }
        let mut found: Option<(Who, Route)> = None;
        for mention in self.people {
            if !matches!(mention.to_whom, Referent::Person(_) | Referent::Unclear) {
                continue;
            }
            let (who, route) = self.who(mention, lead)?;
            match found {
                Some((known, _)) if known != who => return None,
                Some((_, known)) => found = Some((who, known.min(route))),
                None => found = Some((who, route)),
            }
        }
        found.or_else(|| self.unnamed(from))
    }

    /// "he" or "she" in a draft that names nobody.
    fn unnamed(&self, from: usize) -> Option<(Who, Route)> {
        let people = self.draft.analysis.people(self.draft.table);
        let is = |list| (0..self.tokens().len()).any(|at| self.is(list, at));
        let [male, female] = self.lists.pronoun.map(is);
        let alone = people.people.is_empty() && from < self.tokens().len();
        (alone && male != female).then_some((Who::Unnamed(female), Route::Pronoun))
    }

    pub(super) fn who(&self, mention: &Mention, lead: &Lead) -> Option<(Who, Route)> {
        if mention.how == How::Short && self.is_of_another(mention) {
            return None;
        }
        match (mention.to_whom, mention.how) {
            (Referent::Person(one), How::Name | How::Short) => Some((lead.named(one), Route::Name)),
            (Referent::Person(one), _) => Some((lead.named(one), Route::Pronoun)),
            // The surname of several, one of whom the draft is about.
            (Referent::Unclear, How::Short) => {
                let one = of_surname(self.draft, mention).filter(|_| mention.to == mention.from + 1)?;
                (lead.person == Some(one)).then(|| (lead.named(one), Route::Lead))
            }
            (Referent::Unclear, How::Pronoun) => {
                let female = self.is(self.lists.pronoun[1], mention.from);
                let of_lead = || lead.as_pronoun(female).filter(|&one| !self.others_before(mention, one));
                let one = of_lead()
                    .or_else(|| self.remaining(mention, female))
                    .or_else(|| self.centre(mention, female))
                    .or_else(|| self.sole(mention, female));
                one.map(|one| (lead.named(one), Route::Lead))
            }
            _ => None,
        }
    }

    /// Returns `true` if another name precedes a surname, or is taken for a title: neither "Kyle Ashworth" nor "Dean Ashworth" is
    /// Ann Ashworth.
    fn is_of_another(&self, mention: &Mention) -> bool {
        let name = |at: usize| {
            let token = self.tokens().get(at);
            token.is_some_and(|token| token.kind == TokenKind::Word && token.capital) && !self.is(self.lists.title, at)
        };
        let before = if mention.to > mention.from + 1 { Some(mention.from) } else { mention.from.checked_sub(1) };
        // "Elizabeth (Austin) Whitehead".
        if before.is_some_and(|at| self.tokens()[at].lower == ")") {
            return true;
        }
        before.is_some_and(name)
    }

    /// Returns `true` if the sentence names somebody else before a pronoun, or the one before it does.
    fn others_before(&self, mention: &Mention, one: usize) -> bool {
        let all = &self.draft.analysis.people(self.draft.table).mentions;
        // "He" at the beginning of a paragraph is the person whom the draft is about.
        let opens = self.draft.analysis.blocks[self.sentence.block].sentences.start == self.number;
        let first = all.partition_point(|other| other.sentence + usize::from(!opens) < self.number);
        let gender = self.is(self.lists.pronoun[1], mention.from);
        let people = &self.draft.analysis.people(self.draft.table).people;
        let mut near = all[first..].iter().take_while(|other| {
            other.sentence < self.number || other.sentence == self.number && other.from < mention.from
        });
        near.any(|other| match other.to_whom {
            Referent::Person(other) => {
                other != one && people[other].gender.is_none_or(|known| (known == Gender::Female) == gender)
            }
            Referent::Unclear => other.how != How::Pronoun,
            _ => false,
        })
    }
}
