//! Resolves later mentions: surnames, titles, nouns and pronouns, in the order of the draft.

use super::introduce::{Named, is_a_person, is_text, starts, two_words};
use super::{Body, Gender, How, Mention, People, PeopleReader, Person, Referent, Seat};
use crate::language::analysis::{Analysis, Sentence};
use crate::language::clauses::Role;
use crate::language::cues::Cue;
use crate::language::pieces::{Beside, OfficeTitle, PersonName, Piece, PieceKind};
use crate::language::tokens::TokenKind;
use crate::rules::{Table, fold};
use crate::text::Span;

/// Who was named so far in a paragraph, and what makes a pronoun unclear there.
#[derive(Debug, Default)]
struct Paragraph {
    /// Those who were named, the last last; the same once.
    people: Vec<usize>,
    /// Other people without a name, or with an unknown or unclear one: male, female, or either.
    others: Vec<Option<Gender>>,
}

/// An event on the way through a sentence.
enum Event<'p> {
    Piece(&'p Piece),
    Cue(Cue),
}

impl Paragraph {
    fn add(&mut self, person: usize) {
        self.people.retain(|&other| other != person);
        self.people.push(person);
    }
}

fn fits(one: Option<Gender>, other: Gender) -> bool {
    one.is_none_or(|one| one == other)
}

impl People {
    pub(super) fn resolve(&mut self, analysis: &Analysis<'_>, reader: &PeopleReader, table: &Table, named: Named) {
        let paragraph = Paragraph::default();
        let mut resolver = Resolver { people: self, analysis, reader, table, named, paragraph, courteous: Vec::new() };
        resolver.courteous = resolver.courteous();
        let mut before = Paragraph::default();
        let mut block = usize::MAX;
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            if sentence.block != block {
                block = sentence.block;
                let last = std::mem::take(&mut resolver.paragraph);
                if is_text(analysis.blocks[block].kind) {
                    before = if last.people.is_empty() && last.others.is_empty() { before } else { last };
                }
            }
            resolver.sentence(number, sentence, &before);
        }
    }
}

struct Resolver<'a> {
    people: &'a mut People,
    analysis: &'a Analysis<'a>,
    reader: &'a PeopleReader,
    table: &'a Table,
    named: Named,
    paragraph: Paragraph,
    /// Those whom the draft calls "Mrs Holt" somewhere: "Holt" alone is somebody else, where two have that surname.
    courteous: Vec<usize>,
}

impl Resolver<'_> {
    fn courteous(&self) -> Vec<usize> {
        let mut found = Vec::new();
        for sentence in &self.analysis.sentences {
            for name in sentence.pieces(self.table).iter().filter_map(Piece::person) {
                if name.courtesy.is_none() || name.given.is_some() {
                    continue;
                }
                let Some(gender) = self.reader.gender(name, sentence, self.analysis.cues()) else { continue };
                found.extend(self.all(|one| one.surname == name.surname && one.gender == Some(gender)));
            }
        }
        found
    }

    fn sentence(&mut self, number: usize, sentence: &Sentence<'_>, before: &Paragraph) {
        let pieces = sentence.pieces(self.table);
        let mut events: Vec<(usize, Event<'_>)> =
            pieces.iter().map(|piece| (piece.from, Event::Piece(piece))).collect();
        let nouns = sentence.cues().iter().filter(|cue| self.reader.nouns.may_hold(cue.list));
        events.extend(nouns.map(|cue| (cue.from(), Event::Cue(*cue))));
        events.sort_by_key(|(at, event)| (*at, matches!(event, Event::Cue(_))));
        // Somebody named in a relative clause or as a possessor counts as named.
        for (_, event) in events {
            match event {
                Event::Piece(piece) => self.piece(number, sentence, piece, pieces),
                Event::Cue(cue) => self.cue(number, sentence, cue, pieces, before),
            }
        }
    }

    fn piece(&mut self, number: usize, sentence: &Sentence<'_>, piece: &Piece, pieces: &[Piece]) {
        match self.named.get(&(number, piece.from)) {
            Some(&Referent::Person(person)) if piece.office().is_none() => return self.paragraph.add(person),
            Some(_) if piece.office().is_none() => return,
            _ => {}
        }
        match &piece.kind {
            PieceKind::Person(name) => self.surname(number, sentence, piece, name, pieces),
            PieceKind::Name if !self.describes(piece, pieces) => self.name(number, sentence, piece),
            PieceKind::Office(office) if office.beside == Beside::Alone => {
                self.title((number, sentence), piece, office, pieces);
            }
            _ => {}
        }
    }

    /// "Democratic voters": the word of a party or a nation, and no part of an organisation's name.
    fn describes(&self, piece: &Piece, pieces: &[Piece]) -> bool {
        let word = fold(piece.span.of(self.analysis.prose()));
        self.analysis.cues().contains(self.reader.modifier, &word)
            || pieces.iter().any(|other| {
                let of_many = matches!(other.kind, PieceKind::Titled(_) | PieceKind::Nationality(_));
                of_many && other.from == piece.from
            })
    }

    fn link(&mut self, number: usize, piece: &Piece, how: How, to_whom: Referent) {
        match to_whom {
            Referent::Person(person) => self.paragraph.add(person),
            Referent::Unclear => self.paragraph.others.push(None),
            Referent::Body(_) | Referent::Group(_) => {}
        }
        self.people.mention(number, piece, how, to_whom);
    }

    /// "Mr. Holt", "Mayor Holt", "Holt": the one person of that surname; by the sex of a courtesy title and by the title, where more
    /// have it.
    fn surname(&mut self, number: usize, sentence: &Sentence<'_>, piece: &Piece, name: &PersonName, pieces: &[Piece]) {
        let gender = self.reader.gender(name, sentence, self.analysis.cues());
        let of_name =
            |one: &Person| one.surname == name.surname && gender.is_none_or(|gender| fits(one.gender, gender));
        let mut found = self.all(of_name);
        let office = pieces.iter().filter_map(Piece::office).find(|office| office.person == Some(piece.from));
        let seat = office.and_then(|office| self.people.seat(office, (sentence, pieces), self.analysis, self.table));
        if let Some(seat) = seat.as_ref().filter(|_| found.len() > 1) {
            found.retain(|&one| self.holds(&self.people.people[one], seat));
        }
        let titled = seat.is_some() || name.courtesy.is_some();
        if found.len() > 1 && !titled && name.given.is_none() {
            found.retain(|one| !self.courteous.contains(one));
        }
        // A given name may be the surname of somebody listed.
        if found.is_empty() && !titled && name.given.is_none() {
            found = self.all(|one| one.given.as_deref() == Some(name.surname.as_str()));
        }
        let to_whom = match found.as_slice() {
            &[one] => Referent::Person(one),
            [] if titled || is_a_person((number, sentence), piece, self.analysis, self.table) => {
                Referent::Person(self.people.person(name, piece, self.reader, gender))
            }
            // A place or an organisation is named, most likely.
            [] => {
                self.body_part(number, piece, &name.surname);
                return;
            }
            _ => Referent::Unclear,
        };
        if let Referent::Person(person) = to_whom {
            self.people.people[person].seats.extend(seat);
        }
        self.link(number, piece, How::Short, to_whom);
    }

    /// A capitalised word in no list: a person's surname or given name, a part of an organisation's name, or another name.
    fn name(&mut self, number: usize, sentence: &Sentence<'_>, piece: &Piece) {
        let text = fold(piece.span.of(self.analysis.prose()));
        // A name in full of somebody who is known to be a person elsewhere.
        if let Some(name) = two_words(sentence, piece) {
            let same = |one: &Person| one.surname == name.surname && one.given == name.given;
            if let &[one] = self.all(same).as_slice() {
                return self.link(number, piece, How::Name, Referent::Person(one));
            }
        }
        let mut found = self.all(|one| one.surname == text);
        if found.is_empty() && text.contains('-') {
            found = self.all(|one| fold(one.introduced.of(self.analysis.prose())).ends_with(&text));
        }
        if found.len() > 1 {
            found.retain(|one| !self.courteous.contains(one));
        }
        if found.is_empty() {
            found = self.all(|one| one.given.as_deref() == Some(text.as_str()));
        }
        if found.len() == 1 {
            return self.link(number, piece, How::Short, Referent::Person(found[0]));
        }
        if found.len() > 1 {
            return self.link(number, piece, How::Short, Referent::Unclear);
        }
        if self.body_part(number, piece, &text) {
            return;
        }
        let listed = self.is_listed(sentence, piece.from);
        if !listed && is_a_person((number, sentence), piece, self.analysis, self.table) && !text.contains(' ') {
            let gender = self.reader.gender_of_relative(sentence, piece, self.analysis.cues());
            let gender = gender.or_else(|| self.reader.gender_of_name(&text));
            let name = PersonName { known: Vec::new(), given: None, surname: text.into(), courtesy: None };
            let person = self.people.person(&name, piece, self.reader, gender);
            return self.link(number, piece, How::Short, Referent::Person(person));
        }
        // "in Lusaka", "the Vladimir region", "Reporters": unlikely to be a person.
        if !self.is_governed(sentence, piece.from) && (piece.from > 0 || piece.to > 1) {
            self.paragraph.others.push(None);
        }
    }

    /// Returns `true` if a preposition or an article governs the name at a token, or the first of a list of names that it ends.
    fn is_governed(&self, sentence: &Sentence<'_>, from: usize) -> bool {
        let before = |cue: &Cue| [self.reader.guard, self.reader.definite].contains(&cue.list) && cue.to() == from;
        sentence.cues().iter().any(before) || self.is_listed(sentence, from)
    }

    /// Returns `true` if a name goes on with a list whose first name a preposition governs: "the cathedrals of Lincoln, Southwell and Ripon".
    fn is_listed(&self, sentence: &Sentence<'_>, from: usize) -> bool {
        let tokens = sentence.tokens();
        let mark = |at: usize| tokens[at].lower == ",";
        let and = |at: usize| self.analysis.cues().contains(self.reader.coordination, &tokens[at].lower);
        let Some(before) = from.checked_sub(1).filter(|&at| mark(at) || and(at)) else { return false };
        let end = if before > 0 && and(before) && mark(before - 1) { before - 1 } else { before };
        let first = (0..end).rev().take_while(|&at| tokens[at].capital && tokens[at].kind == TokenKind::Word).last();
        first.is_some_and(|first| self.is_governed(sentence, first))
    }

    /// Links the first words, the type or the initials of an organisation's name; whether they are some.
    fn body_part(&mut self, number: usize, piece: &Piece, text: &str) -> bool {
        let typed = self.analysis.cues().contains(self.reader.organisation, text);
        let last = |name: &str| name.strip_suffix(text).is_some_and(|rest| rest.ends_with(' '));
        let part =
            |name: &str| name.strip_prefix(text).is_some_and(|rest| rest.starts_with(' ')) || typed && last(name);
        let initials = |name: &str| name.split(' ').filter_map(|word| word.chars().next()).collect::<String>() == text;
        let bodies = self.people.bodies.iter().enumerate();
        let begins = |name: &str| typed || name.as_bytes().first() == text.as_bytes().first();
        let named = |body: &Body| begins(&body.name) && (part(&body.name) || text.len() > 1 && initials(&body.name));
        let bodies: Vec<usize> = bodies.filter(|(_, body)| named(body)).map(|(at, _)| at).collect();
        match bodies.as_slice() {
            &[body] => self.link(number, piece, How::Short, Referent::Body(body)),
            [] => return false,
            _ => self.link(number, piece, How::Short, Referent::Unclear),
        }
        true
    }

    /// "the mayor": the holder of the title, if nobody else may be meant.
    fn title(
        &mut self,
        (number, sentence): (usize, &Sentence<'_>),
        piece: &Piece,
        office: &OfficeTitle,
        pieces: &[Piece],
    ) {
        // "X was an American singer": X, and nobody else.
        let predicate = |cue: &Cue| cue.list == self.reader.predicate && cue.to() == office.phrase;
        if !office.definite && sentence.cues().iter().any(predicate) {
            return;
        }
        if office.marked || !(office.definite || office.of.is_some()) {
            // "an assistant principal", "her spokesman".
            if office.definite || office.owned || office.phrase < office.title.0 {
                self.paragraph.others.push(None);
            }
            return;
        }
        let Some(seat) = self.people.seat(office, (sentence, pieces), self.analysis, self.table) else { return };
        let fits = |one: &Person| {
            one.seats.iter().any(|other| {
                // "the president of the society" is not just anybody called president.
                !other.marked && seat.is_titled_like(other) && (seat.of.is_none() || seat.of == other.of)
            })
        };
        match self.all(fits).as_slice() {
            &[one] => self.link(number, piece, How::Title, Referent::Person(one)),
            [] => self.paragraph.others.push(None),
            _ => self.link(number, piece, How::Title, Referent::Unclear),
        }
    }

    fn all(&self, wanted: impl Fn(&Person) -> bool) -> Vec<usize> {
        let all = self.people.people.iter().enumerate();
        all.filter(|(_, one)| wanted(one)).map(|(at, _)| at).collect()
    }

    /// Returns `true` if a person has a title according to the draft, or had it according to the facts.
    fn holds(&self, one: &Person, seat: &Seat) -> bool {
        let tenures = one.known.iter().flat_map(|&id| &self.table.person(id).tenures);
        let mut offices = tenures.map(|&id| self.table.office(self.table.tenure(id).office));
        one.seats.iter().any(|other| seat.is_titled_like(other))
            || offices.any(|office| office.title_ids.iter().any(|title| seat.titles.contains(title)))
    }

    fn cue(&mut self, number: usize, sentence: &Sentence<'_>, cue: Cue, pieces: &[Piece], before: &Paragraph) {
        let reader = self.reader;
        for (gender, words) in [(Gender::Male, &reader.male), (Gender::Female, &reader.female)] {
            if cue.list == words.pronoun {
                self.pronoun(number, sentence, cue, gender, before);
            } else if cue.list == words.kin || cue.list == words.person && self.is_somebody(sentence, cue, pieces) {
                self.paragraph.others.push(Some(gender));
            }
        }
        if cue.list == reader.kin_any || cue.list == reader.person_any && self.is_somebody(sentence, cue, pieces) {
            self.paragraph.others.push(None);
        }
        if reader.is_body(cue.list) {
            self.body(number, sentence, cue);
        }
    }

    /// Returns `true` if a noun introduces another person: "a driver", unlike "Ruiz, a driver," or "is a driver".
    fn is_somebody(&self, sentence: &Sentence<'_>, cue: Cue, pieces: &[Piece]) -> bool {
        if pieces.iter().any(|piece| piece.from <= cue.from() && cue.to() <= piece.to) {
            return false;
        }
        let (tokens, cues) = (sentence.tokens(), sentence.cues());
        // Over adjectives, back to the determiner.
        let from = (0..=2).find_map(|gap: usize| {
            let at = cue.from().checked_sub(gap)?;
            cues.iter().find(|cue| cue.list == self.reader.determiner && cue.to() == at).map(Cue::from)
        });
        let Some(from) = from else { return false };
        let mark = |at: usize| tokens.get(at).is_some_and(|token| token.lower == ",");
        let apposition = from > 0 && mark(from - 1) && pieces.iter().any(|piece| piece.to == from - 1);
        let predicate = cues.iter().any(|cue| cue.list == self.reader.predicate && cue.to() == from);
        // "a retired postman, Gareth Llewelyn,".
        let named = pieces.iter().any(|piece| {
            piece.person().is_some() && (piece.from == cue.to() || mark(cue.to()) && piece.from == cue.to() + 1)
        });
        !apposition && !predicate && !named
    }

    /// The person who is the subject of the clause of "him", and so somebody else.
    fn subject_beside(&self, number: usize, sentence: &Sentence<'_>, cue: Cue) -> Option<usize> {
        let object = self.analysis.cues().contains(self.reader.object, &sentence.tokens()[cue.from()].lower);
        let mentions = || self.people.mentions.iter().filter(|mention| mention.sentence == number);
        if !object || mentions().next().is_none() {
            return None;
        }
        let clauses = sentence.clauses(self.table);
        let clause = clauses.clause_of(cue.from());
        let subject = |mention: &&Mention| {
            let reading = clauses.of_mention(mention.from, mention.to);
            reading.clause == clause && reading.role == Role::Subject
        };
        match mentions().find(subject)?.to_whom {
            Referent::Person(person) => Some(person),
            _ => None,
        }
    }

    /// "he", "her": the one person named in the paragraph before, or else in the paragraph before it.
    fn pronoun(&mut self, number: usize, sentence: &Sentence<'_>, cue: Cue, gender: Gender, before: &Paragraph) {
        let span = sentence.tokens()[cue.from()].span.join(sentence.tokens()[cue.to() - 1].span);
        let quoted = self.analysis.is_quoted(sentence.block, span);
        let subject = self.subject_beside(number, sentence, cue);
        let among = |paragraph: &Paragraph| {
            let people = paragraph.people.iter().copied();
            let possible = |one: &usize| fits(self.people.people[*one].gender, gender) && subject != Some(*one);
            let people: Vec<usize> = people.filter(possible).collect();
            (people, paragraph.others.iter().any(|&other| fits(other, gender)))
        };
        let (mut people, mut others) = among(&self.paragraph);
        if people.is_empty() && !others {
            (people, others) = among(before);
        }
        let to_whom = match people.as_slice() {
            &[one] if !others && !quoted => Referent::Person(one),
            [] if !others => return,
            _ => Referent::Unclear,
        };
        if let Referent::Person(one) = to_whom {
            // A person referred to as "she" is not "he" later.
            self.people.people[one].gender = Some(gender);
            self.paragraph.add(one);
        }
        let piece = Piece { from: cue.from(), to: cue.to(), span, possessive: false, kind: PieceKind::Name };
        self.people.mention(number, &piece, How::Pronoun, to_whom);
    }

    /// "the company", "the bank": the only organisation of that type.
    fn body(&mut self, number: usize, sentence: &Sentence<'_>, cue: Cue) {
        let tokens = sentence.tokens();
        let the = cue.from() > 0 && starts(sentence, self.reader.definite, cue.from() - 1) == Some(cue.from());
        // "the bank manager", "the school of", "the company that": another one, or more is said.
        let plain = tokens.get(cue.to()).is_none_or(|token| {
            token.kind != TokenKind::Word || sentence.cues().iter().any(|next| next.from() == cue.to())
        });
        let inside = sentence.pieces(self.table).iter().any(|piece| piece.from <= cue.from() && cue.to() <= piece.to);
        if !the || !plain || inside || starts(sentence, self.reader.joiner, cue.to()).is_some() {
            return;
        }
        let noun = &tokens[cue.from()].lower;
        let cues = self.analysis.cues();
        let is = |body: &Body| {
            body.name.split(' ').any(|word| {
                word == noun.as_str()
                    || cue.list == self.reader.company && cues.contains(self.reader.company_type, word)
            }) || cue.list == self.reader.company
                && (body.known.iter().any(|&id| self.table.entity(id).kind == "company") || !body.name.contains(' '))
        };
        let bodies = self.people.bodies.iter().enumerate();
        let found: Vec<usize> = bodies.filter(|(_, body)| is(body)).map(|(at, _)| at).collect();
        let to_whom = match found.as_slice() {
            &[one] => Referent::Body(one),
            [] => return,
            _ => Referent::Unclear,
        };
        let span: Span<_> = tokens[cue.from() - 1].span.join(tokens[cue.to() - 1].span);
        let piece = Piece { from: cue.from() - 1, to: cue.to(), span, possessive: false, kind: PieceKind::Name };
        self.people.mention(number, &piece, How::Noun, to_whom);
    }
}

impl Seat {
    /// Returns `true` if two titles are equivalent.
    pub fn is_titled_like(&self, other: &Self) -> bool {
        self.title == other.title
            || self.list.is_some() && self.list == other.list
            || self.titles.iter().any(|title| other.titles.contains(title))
    }
}
