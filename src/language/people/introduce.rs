//! People and organisations that a draft names in full.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::{Body, Gender, How, Mention, People, PeopleReader, Person, Referent, Seat, owner};
use crate::document::BlockKind;
use crate::language::analysis::{Analysis, Sentence};
use crate::language::cues::{Cue, Cues, ListId};
use crate::language::pieces::{OfficeTitle, PersonName, Piece, PieceKind};
use crate::language::tokens::{Token, TokenKind};
use crate::rules::{EntityId, Table, fold};

/// Referents of pieces, by index of sentence and first token.
pub(super) type Named = FxHashMap<(usize, usize), Referent>;

/// Maximum age that is read next to a name.
const OLDEST: u32 = 120;

impl People {
    /// Collects full names, with the titles next to them, and organisations.
    pub(super) fn introduce(&mut self, analysis: &Analysis<'_>, reader: &PeopleReader, table: &Table) -> Named {
        let mut named = Named::default();
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            let pieces = sentence.pieces(table);
            for piece in pieces {
                let person = match &piece.kind {
                    PieceKind::Person(person) if person.given.is_some() => person.clone(),
                    PieceKind::Name => {
                        let known = || is_a_person((number, sentence), piece, analysis, table);
                        match two_words(sentence, piece) {
                            Some(person) if known() || is_a_title(number, &person, analysis, table) => person,
                            _ => continue,
                        }
                    }
                    PieceKind::Organisation(known) => {
                        self.organisation(number, piece, known, analysis.prose(), &mut named);
                        continue;
                    }
                    _ => continue,
                };
                let kin = || reader.gender_of_relative(sentence, piece, analysis.cues());
                let gender = reader.gender(&person, sentence, analysis.cues()).or_else(kin);
                let whom = self.person(&person, piece, reader, gender);
                named.insert((number, piece.from), Referent::Person(whom));
                self.mention(number, piece, How::Name, Referent::Person(whom));
            }
            // "Acme CEO": a name before such a title is an organisation, whatever its form; "the Commission's" is a part
            // of one.
            let is_whole = |piece: &&Piece| {
                let text = fold(piece.span.of(analysis.prose()));
                piece.kind == PieceKind::Name && !analysis.cues().contains(reader.organisation, &text)
            };
            for office in pieces.iter().filter_map(Piece::office) {
                let lead = office.of.and_then(|of| pieces.iter().find(|piece| (piece.from, piece.to) == of));
                if let Some(piece) = lead.filter(is_whole).filter(|_| office.person.is_some()) {
                    self.organisation(number, piece, &[], analysis.prose(), &mut named);
                }
                let seat = self.seat(office, (sentence, pieces), analysis, table);
                if let Some(Referent::Person(person)) = office.person.and_then(|at| named.get(&(number, at))) {
                    self.people[*person].seats.extend(seat);
                }
            }
        }
        named
    }

    pub(super) fn mention(&mut self, sentence: usize, piece: &Piece, how: How, to_whom: Referent) {
        let &Piece { from, to, span, .. } = piece;
        self.mentions.push(Mention { sentence, from, to, span, how, to_whom });
    }

    /// The index of a person named in full: a new or an existing one.
    pub(super) fn person(
        &mut self,
        name: &PersonName,
        piece: &Piece,
        reader: &PeopleReader,
        gender: Option<Gender>,
    ) -> usize {
        let same = |one: &Person| {
            one.surname == name.surname
                && match (&one.given, &name.given) {
                    (Some(given), Some(other)) => reader.one_given_name(given, other),
                    _ => false,
                }
                || !name.known.is_empty() && one.known == name.known && one.given.is_some() == name.given.is_some()
        };
        let found = self.people.iter().position(same);
        if let Some(number) = found {
            let one = &mut self.people[number];
            one.gender = one.gender.or(gender);
            if one.known.is_empty() {
                one.known.clone_from(&name.known);
            }
            return number;
        }
        self.people.push(Person {
            given: name.given.clone(),
            surname: name.surname.clone(),
            known: name.known.clone(),
            gender,
            seats: Vec::new(),
            introduced: piece.span,
        });
        self.people.len() - 1
    }

    /// The title as a seat of a person.
    pub(super) fn seat(
        &self,
        office: &OfficeTitle,
        (sentence, pieces): (&Sentence<'_>, &[Piece]),
        analysis: &Analysis<'_>,
        table: &Table,
    ) -> Option<Seat> {
        let span = pieces.iter().find(|piece| piece.office() == Some(office))?.span;
        let local = analysis.people_reader().local;
        let title = &sentence.tokens()[office.title.0..office.title.1];
        let title: Vec<&str> = title.iter().map(|token| token.lower.as_str()).collect();
        Some(Seat {
            title: title.join(" "),
            list: office.list.filter(|&list| list != local),
            titles: office.titles.clone(),
            of: owner(office, pieces, analysis.prose(), table),
            places: office.places.clone(),
            marked: office.marked,
            span,
        })
    }

    fn organisation(&mut self, sentence: usize, piece: &Piece, known: &[EntityId], prose: &str, named: &mut Named) {
        let name = fold(piece.span.of(prose));
        // "Calder", of Calder Robotics.
        let part = |body: &Body| {
            let rest = body.name.strip_prefix(name.as_str());
            piece.kind == PieceKind::Name && rest.is_some_and(|rest| rest.starts_with(' '))
        };
        let same = |body: &Body| body.name == name || !known.is_empty() && body.known == known || part(body);
        let number = self.bodies.iter().position(same).unwrap_or_else(|| {
            self.bodies.push(Body { name: name.clone(), known: known.to_vec(), introduced: piece.span });
            self.bodies.len() - 1
        });
        if named.insert((sentence, piece.from), Referent::Body(number)).is_none() {
            let how = if self.bodies[number].name == name { How::Name } else { How::Short };
            self.mention(sentence, piece, how, Referent::Body(number));
        }
    }
}

impl PeopleReader {
    /// By a relative's word right before a name: "his daughter Chiara", "her mother, Ludmila,".
    pub(super) fn gender_of_relative(&self, sentence: &Sentence<'_>, piece: &Piece, cues: &Cues) -> Option<Gender> {
        let tokens = sentence.tokens();
        let mark = |at: usize| tokens.get(at).is_some_and(|token| token.lower == ",");
        let apposed = piece.from > 1 && mark(piece.from - 1) && mark(piece.to);
        let before = piece.from.checked_sub(1 + usize::from(apposed))?;
        let is = |list| cues.contains(list, &tokens[before].lower);
        match (is(self.male.kin), is(self.female.kin)) {
            (true, _) => Some(Gender::Male),
            (_, true) => Some(Gender::Female),
            _ => None,
        }
    }

    /// By the courtesy title before a name, or by the given name.
    pub(super) fn gender(&self, name: &PersonName, sentence: &Sentence<'_>, cues: &Cues) -> Option<Gender> {
        let courtesy = name.courtesy.map(|at| &sentence.tokens()[at].lower);
        let is = |list| courtesy.is_some_and(|word| cues.contains(list, word));
        match (is(self.courtesy.0), is(self.courtesy.1)) {
            (true, _) => Some(Gender::Male),
            (_, true) => Some(Gender::Female),
            _ => name.given.as_deref().and_then(|given| self.gender_of_name(given)),
        }
    }
}

/// Returns `true` if an item of a list starts at a token.
pub(super) fn starts(sentence: &Sentence<'_>, list: ListId, at: usize) -> Option<usize> {
    let cues = sentence.cues();
    let first = cues.partition_point(|cue| cue.from() < at);
    cues[first..].iter().take_while(|cue| cue.from() == at).find(|cue| cue.list == list).map(Cue::to)
}

/// Returns `true` if capitalised words name a person, judging by the context: an age, a verb of speech, "who".
pub(super) fn is_a_person(
    (number, sentence): (usize, &Sentence<'_>),
    piece: &Piece,
    analysis: &Analysis<'_>,
    table: &Table,
) -> bool {
    let alone = piece.to == piece.from + 1;
    let proper = !alone || is_a_proper_name(number, &sentence.tokens()[piece.from], analysis, table);
    proper && acts_as_a_person(sentence, piece, analysis)
}

/// Returns `true` if what is next to capitalised words is said of people: an age, a verb of speech, "who".
fn acts_as_a_person(sentence: &Sentence<'_>, piece: &Piece, analysis: &Analysis<'_>) -> bool {
    let (tokens, reader) = (sentence.tokens(), analysis.people_reader());
    let mark = |at: usize, marks: &[&str]| {
        tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && marks.contains(&token.lower.as_str()))
    };
    if piece.possessive {
        return false;
    }
    // "the Son of Man, 80", "John Bishop of Manor Newton, who": neither is said of the last name.
    let governed = |cue: &Cue| {
        let alone = piece.to == piece.from + 1;
        let named =
            cue.from().checked_sub(1).is_some_and(|at| tokens[at].capital && tokens[at].kind == TokenKind::Word);
        cue.list == reader.guard && cue.to() == piece.from && (alone || named)
    };
    if mark(piece.to, &[","]) && sentence.cues().iter().any(governed) {
        return false;
    }
    let comma = mark(piece.to, &[","]);
    let aged = |at: usize| {
        let number = tokens.get(at).filter(|token| token.kind == TokenKind::Number);
        number.and_then(|token| token.lower.parse().ok()).is_some_and(|age: u32| (1..=OLDEST).contains(&age))
    };
    let age = aged(piece.to + 1);
    let before = sentence.cues().iter().any(|cue| cue.list == reader.person_verb && cue.to() == piece.from);
    let headings = tokens.iter().filter(|token| token.kind == TokenKind::Word).all(|token| token.capital);
    !headings
        && (comma && age && mark(piece.to + 2, &[",", "."])
            || mark(piece.to, &["("]) && age && mark(piece.to + 2, &[")"])
            || starts(sentence, reader.person_verb, piece.to + usize::from(comma)).is_some()
            || starts(sentence, reader.person_predicate, piece.to + usize::from(comma || mark(piece.to, &["("])))
                .is_some()
            || comma
                && piece.from == 0
                && apposition(tokens, piece.to)
                    .is_some_and(|at| starts(sentence, reader.person_predicate, at).is_some())
            || starts(sentence, reader.age_verb, piece.to).is_some_and(aged)
            || mark(piece.to, &["("]) && is_a_life(&tokens[piece.to + 1..])
            || before && piece.from > 1)
}

/// Most words of what is said of a name between commas: ", cello,".
const APPOSITION: usize = 5;

/// The token behind what is said of a name between two commas, of which the first one is at a token.
fn apposition(tokens: &[Token], comma: usize) -> Option<usize> {
    let close = (comma + 2..tokens.len().min(comma + 2 + APPOSITION)).find(|&at| tokens[at].kind == TokenKind::Mark)?;
    (tokens[close].lower == ",").then_some(close + 1)
}

/// Returns `true` if a name is that of the first heading, and its last word, alone, is a person further down: "Ansel Roodt: a chronology".
fn is_a_title(number: usize, name: &PersonName, analysis: &Analysis<'_>, table: &Table) -> bool {
    let sentence = &analysis.sentences[number];
    let short = |sentence: &Sentence<'_>| {
        let alone = |piece: &&Piece| piece.kind == PieceKind::Name && piece.to == piece.from + 1;
        let surname = |piece: &&Piece| fold(piece.span.of(analysis.prose())) == name.surname.as_str();
        let mut same = sentence.pieces(table).iter().filter(alone).filter(surname);
        same.any(|piece| acts_as_a_person(sentence, piece, analysis))
    };
    let titled = sentence.block == 0 && analysis.blocks[0].kind == BlockKind::Heading;
    titled && analysis.sentences[number + 1..].iter().any(short)
}

/// "3 March 1891 – 19": a day, a month, a year and a dash.
fn is_a_life(tokens: &[Token]) -> bool {
    let Some([first, second, third, dash, ..]) = tokens.get(..5) else { return false };
    let year = |token: &Token| token.kind == TokenKind::Number && token.lower.len() == 4;
    let day = |token: &Token| token.kind == TokenKind::Number && token.lower.len() <= 2;
    day(first)
        && second.kind == TokenKind::Word
        && second.capital
        && year(third)
        && matches!(dash.lower.as_str(), "-" | "\u{2013}" | "\u{2014}")
}

/// Returns `true` if a capitalised word is a name: not just because it starts a sentence, nor a word for many
/// ("Democrats", "Palestinians").
fn is_a_proper_name(sentence: usize, token: &Token, analysis: &Analysis<'_>, table: &Table) -> bool {
    let (reader, cues, names) = (analysis.people_reader(), analysis.cues(), analysis.names());
    let [male, female] = [&reader.male, &reader.female].map(|words| cues.contains(words.pronoun, &token.lower));
    let many = token.lower.strip_suffix('s').is_some_and(|one| {
        cues.contains(reader.modifier, one) || table.longest(one, 0).is_some_and(|(end, _)| end == one.len())
    });
    let first = names.words.partition_point(|word| word.sentence < sentence);
    let here = names.words[first..].iter().find(|word| word.span.start == token.span.start);
    let proper = here.is_some_and(|here| names.of(here.key).iter().any(|&at| !names.words[at].opens));
    proper && token.lower.len() > 1 && !male && !female && !many
}

/// A name of two or three words that no list knows, as a person's.
pub(super) fn two_words(sentence: &Sentence<'_>, piece: &Piece) -> Option<PersonName> {
    let tokens = &sentence.tokens()[piece.from..piece.to];
    let words: Vec<&CompactString> = tokens.iter().filter(|token| token.capital).map(|token| &token.lower).collect();
    let plain = tokens.iter().all(|token| token.kind == TokenKind::Word || token.lower == "-");
    let &[first, .., last] = words.as_slice() else { return None };
    (plain && words.len() <= 3).then(|| PersonName {
        known: Vec::new(),
        given: Some(fold(first).into()),
        surname: fold(last).into(),
        courtesy: None,
    })
}

/// Returns `true` if a block is running text of the draft.
pub(super) fn is_text(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Cell | BlockKind::Heading | BlockKind::Quote)
}
