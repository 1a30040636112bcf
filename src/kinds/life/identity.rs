//! Whether a draft says that somebody it names is the person of the facts with that name.
//!
//! For it: an office that the person held, what the person is known for next to the name, dates of the life, an
//! organisation of the person. Against it: another title or occupation, another age, a town.

use super::acts::{Act, Statement};
use crate::kinds::Draft;
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::names::vocabulary::holds;
use crate::language::people::{How, Mention, Referent, Seat};
use crate::language::pieces::PieceKind;
use crate::language::tokens::{Token, TokenKind};
use crate::rules::{Meaning, OfficeId, Person, PersonId, TenureId, Words};
use crate::text::{Prose, Span};
use crate::time::{Day, When};

/// Texts whose name begins so hold the words of one occupation each.
const OCCUPATION: &str = "life-of-";
/// Most words between a name and the noun of its apposition.
const REACH: usize = 8;
/// Years by which a stated birth or death may be off before it is another person's.
const OTHER_LIFE: i16 = 12;
/// The kinds of places that employ people, but are not governed by them.
const EMPLOYERS: [&str; 1] = ["company"];

/// The word lists of occupations.
#[derive(Debug)]
pub(super) struct Lives {
    /// The words of each occupation, sorted.
    occupations: Vec<(String, String)>,
    other: String,
    rank: String,
    neutral: String,
    behind: ListId,
    origin: ListId,
    copula: ListId,
    determiner: ListId,
    definite: ListId,
    courtesy: ListId,
    coordination: ListId,
    regnal: ListId,
    namesake: ListId,
    another: ListId,
}

/// A mention with the nouns that name the occupation.
struct Scene<'a> {
    lives: &'a Lives,
    draft: &'a Draft<'a>,
    person: &'a Person,
    sentence: &'a Sentence<'a>,
    tokens: &'a [Token],
    mention: &'a Mention,
}

impl Lives {
    pub(super) fn new(words: &Words, cues: &Cues) -> Self {
        let text = |name: &str| words.text.get(name).cloned().unwrap_or_default();
        let of = |(name, text): (&String, &String)| Some((name.strip_prefix(OCCUPATION)?.to_owned(), text.clone()));
        Self {
            occupations: words.text.iter().filter_map(of).collect(),
            other: text("life-other"),
            rank: text("life-rank"),
            neutral: text("life-neutral"),
            behind: cues.list("life-behind"),
            origin: cues.list("life-origin"),
            copula: cues.list("predicate-link"),
            determiner: cues.list("determiner"),
            definite: cues.list("definite"),
            courtesy: cues.list("courtesy"),
            coordination: cues.list("coordination"),
            regnal: cues.list("life-number"),
            namesake: cues.list("life-namesake"),
            another: cues.list("life-another"),
        }
    }

    /// The only one of the facts who a person of the draft, named in full or with a number, may be.
    pub(super) fn known(&self, draft: &Draft<'_>, whom: usize) -> Option<PersonId> {
        let whom = &draft.analysis.people(draft.table).people[whom];
        let &known = whom.known.first()?;
        let numbered = || {
            let last = whom.introduced.of(&draft.document.prose).rsplit_once(' ');
            last.is_some_and(|(_, last)| draft.analysis.cues().contains(self.regnal, &last.to_lowercase()))
        };
        let one = whom.known.iter().all(|&other| other == known);
        (one && (whom.given.is_some() || numbered())).then_some(known)
    }

    /// The words that say that a person of the draft is one of the facts, if nothing says otherwise.
    /// For ages, another age is no reason against it.
    pub(super) fn identify(
        &self,
        draft: &Draft<'_>,
        whom: usize,
        id: PersonId,
        acts: &[Act],
        ages: bool,
    ) -> Option<Span<Prose>> {
        let (people, person) = (draft.analysis.people(draft.table), draft.table.person(id));
        let Dates::Fit(mut proof) = dates(person, acts) else { return None };
        proof = proof.or_else(|| acts.iter().find(|act| fits(person, act)).map(|act| act.span));
        for seat in &people.people[whom].seats {
            let is = |words: &str| seat.title.split(' ').any(|word| holds(words, word));
            let national = !seat.titles.is_empty() && !seat.places.is_empty();
            let own = self.own(person, &seat.title);
            let long = self.has_three_names(draft, people.people[whom].introduced);
            if self.held(draft, person, seat) || own && (national || long || !is(&self.rank)) {
                proof = proof.or(Some(seat.span));
            } else if !is(&self.neutral) {
                return None;
            }
        }
        for scene in self.scenes(draft, whom, person) {
            if scene.is_somebody_else() || !ages && scene.has_another_age() {
                return None;
            }
            proof = proof.or_else(|| scene.named_by_occupation()).or_else(|| scene.has_a_number());
        }
        proof
            .or_else(|| employer(draft, person))
            .or_else(|| self.fellow(draft, whom, person))
            .or_else(|| self.noun(draft, whom, person))
    }

    /// Somebody whom the draft names in full who held an office that the person held.
    fn fellow(&self, draft: &Draft<'_>, whom: usize, person: &Person) -> Option<Span<Prose>> {
        let office = |&id: &TenureId| draft.table.tenure(id).office;
        let own: Vec<OfficeId> = person.tenures.iter().map(office).collect();
        if own.is_empty() {
            return None;
        }
        let people = &draft.analysis.people(draft.table).people;
        let held = |other: &PersonId| draft.table.person(*other).tenures.iter().any(|id| own.contains(&office(id)));
        let mut others = people.iter().enumerate().filter(|&(at, other)| at != whom && other.given.is_some());
        let (_, fellow) = others.find(|(_, other)| matches!(other.known.as_slice(), [one] if held(one)))?;
        Some(fellow.introduced)
    }

    /// Returns `true` if words next to the name say that a person of the draft is somebody else of that name.
    pub(super) fn is_somebody_else(&self, draft: &Draft<'_>, whom: usize, id: PersonId) -> bool {
        self.scenes(draft, whom, draft.table.person(id)).any(|scene| scene.is_somebody_else())
    }

    /// Returns `true` if a sentence with the name says that somebody else has it too.
    pub(super) fn has_a_namesake(&self, draft: &Draft<'_>, whom: usize) -> bool {
        let people = draft.analysis.people(draft.table);
        let mut own = people.mentions.iter().filter(|mention| mention.to_whom == Referent::Person(whom));
        own.any(|mention| self.names_another(&draft.analysis.sentences[mention.sentence], mention))
    }

    fn names_another(&self, sentence: &Sentence<'_>, mention: &Mention) -> bool {
        sentence
            .cues()
            .iter()
            .any(|cue| cue.list == self.namesake || cue.list == self.another && cue.to() == mention.from)
    }

    fn scenes<'a>(&'a self, draft: &'a Draft<'a>, whom: usize, person: &'a Person) -> impl Iterator<Item = Scene<'a>> {
        let mentions = draft.analysis.people(draft.table).mentions.iter();
        mentions.filter(move |mention| mention.to_whom == Referent::Person(whom)).map(move |mention| {
            let sentence = &draft.analysis.sentences[mention.sentence];
            Scene { lives: self, draft, person, sentence, tokens: sentence.tokens(), mention }
        })
    }

    /// "Ruth Bader Ginsburg": hardly anybody else has three such names.
    fn has_three_names(&self, draft: &Draft<'_>, name: Span<Prose>) -> bool {
        name.of(&draft.document.prose).split_whitespace().filter(|word| word.chars().count() > 2).count() > 2
    }

    /// Returns `true` if a title is of an office that the person held.
    fn held(&self, draft: &Draft<'_>, person: &Person, seat: &Seat) -> bool {
        let offices = person.tenures.iter().map(|&id| draft.table.office(draft.table.tenure(id).office));
        offices.into_iter().flat_map(|office| &office.title_ids).any(|title| seat.titles.contains(title))
    }

    /// Returns `true` if a word of a title names what the person is known for.
    fn own(&self, person: &Person, title: &str) -> bool {
        title.split(' ').any(|word| self.is_own(person, word))
    }

    fn is_own(&self, person: &Person, word: &str) -> bool {
        let own = self.occupations.iter().filter(|(name, _)| person.occupations.contains(name));
        own.into_iter().any(|(_, words)| holds(words, word))
    }

    /// "the physicist", where the paragraph names nobody else.
    fn noun(&self, draft: &Draft<'_>, whom: usize, person: &Person) -> Option<Span<Prose>> {
        let people = draft.analysis.people(draft.table);
        let cues = draft.analysis.cues();
        let mut blocks: Vec<usize> = people
            .mentions
            .iter()
            .filter(|mention| mention.to_whom == Referent::Person(whom))
            .map(|mention| draft.analysis.sentences[mention.sentence].block)
            .collect();
        blocks.dedup();
        let alone = |block: &usize| {
            let own = draft.analysis.blocks[*block].sentences.clone();
            people
                .mentions
                .iter()
                .filter(|mention| own.contains(&mention.sentence))
                .all(|mention| !matches!(mention.to_whom, Referent::Person(other) if other != whom))
        };
        blocks.into_iter().filter(alone).find_map(|block| {
            draft.analysis.of_block(block).iter().find_map(|sentence| {
                let tokens = sentence.tokens();
                let at = (1..tokens.len()).find(|&at| {
                    let next = tokens.get(at + 1);
                    cues.contains(self.definite, &tokens[at - 1].lower)
                        && self.is_own(person, &tokens[at].lower)
                        && !tokens[at].capital
                        && next.is_none_or(|next| !next.capital && !cues.contains(self.behind, &next.lower))
                })?;
                Some(sentence.span_of(at - 1, at + 1))
            })
        })
    }
}

/// What the stated births and deaths say of who is meant.
enum Dates {
    /// They are another person's.
    Others,
    /// One of them fits, or there is none.
    Fit(Option<Span<Prose>>),
}

/// Compares the stated births and deaths with those of a person.
fn dates(person: &Person, acts: &[Act]) -> Dates {
    let stated = |act: &&Act| matches!(act.statement, Statement::Born | Statement::Died);
    let (mut proof, mut missed) = (None, Vec::new());
    for act in acts.iter().filter(stated) {
        let listed = if act.statement == Statement::Born { person.born } else { person.died };
        let Some(listed) = listed else { continue };
        let meets = |when: &When| when.earliest <= listed.latest && listed.earliest <= when.latest;
        if act.when.iter().any(meets) {
            proof = proof.or(Some(act.span));
        } else {
            let years = act.when.iter().map(|when| (when.earliest.year() - listed.earliest.year()).abs()).min();
            missed.push((act.statement, years.unwrap_or(0)));
        }
    }
    missed.dedup_by_key(|(statement, _)| *statement);
    let far = missed.iter().any(|&(_, years)| years > OTHER_LIFE);
    let others = missed.len() > 1 || proof.is_none() && far;
    if others { Dates::Others } else { Dates::Fit(proof) }
}

/// Days by which a birthday may be celebrated late, or early.
const PARTY: i32 = 7;

/// Returns `true` if the birthday, or the age at a time in the past, is that of the person.
fn fits(person: &Person, act: &Act) -> bool {
    let Some(born) = person.born.filter(|born| born.known().is_some()) else { return false };
    let (_, month, number) = born.earliest.ymd();
    match act.statement {
        Statement::Turned(_) => act.when.iter().any(|when| {
            Day::new(when.earliest.year(), month, number)
                .is_some_and(|day| when.earliest.plus(-PARTY) <= day && day <= when.latest.plus(PARTY))
        }),
        Statement::Aged(stated) => act.when.iter().all(|when| {
            let short = when.latest.since(when.earliest) < 366;
            let alive = person.died.is_none_or(|died| when.latest <= died.earliest);
            let age = |day: Day| {
                let (year, day_month, day_number) = day.ymd();
                year - born.earliest.year() - i16::from((day_month, day_number) < (month, number))
            };
            short && alive && (age(when.earliest)..=age(when.latest)).contains(&stated)
        }),
        _ => false,
    }
}

/// A company of the person that the draft names.
fn employer(draft: &Draft<'_>, person: &Person) -> Option<Span<Prose>> {
    let table = draft.table;
    let own: Vec<_> = person
        .tenures
        .iter()
        .map(|&id| table.office(table.tenure(id).office).of)
        .filter(|&of| EMPLOYERS.contains(&table.entity(of).kind.as_str()))
        .collect();
    if own.is_empty() {
        return None;
    }
    let is = |meaning: &Meaning| matches!(meaning, Meaning::Place(id) if own.contains(id));
    draft.analysis.sentences.iter().find_map(|sentence| {
        let hit = sentence.hits(table).iter().find(|hit| hit.meanings.iter().any(is))?;
        Some(sentence.span_of(hit.from, hit.to))
    })
}

impl Scene<'_> {
    fn is(&self, list: ListId, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.draft.analysis.cues().contains(list, &token.lower))
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && token.lower == mark)
    }

    fn is_own(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.lives.is_own(self.person, &token.lower))
    }

    /// The token before the name, a courtesy title and a comma passed over.
    fn before(&self) -> Option<usize> {
        let mut at = self.mention.from;
        while at > 0 && (self.is(self.lives.courtesy, at - 1) || self.is_mark(at - 1, ".")) {
            at -= 1;
        }
        at = at.checked_sub(1)?;
        if self.is_mark(at, ",") { at.checked_sub(1) } else { Some(at) }
    }

    /// "Elizabeth II": a name with a number is one person's.
    fn has_a_number(&self) -> Option<Span<Prose>> {
        let last = self.tokens.get(self.mention.to.checked_sub(1)?)?;
        let named = matches!(self.mention.how, How::Name | How::Short);
        let number = named && self.is(self.lives.regnal, self.mention.to - 1);
        number.then(|| self.mention.span.join(last.span))
    }

    /// The noun before the first name of a list: "the novelists Ann Bell, Jane Holt and Eve Moss".
    fn before_the_list(&self) -> Option<usize> {
        let people = self.draft.analysis.people(self.draft.table);
        let mut at = self.mention.from;
        let mut names = 0;
        while let Some(before) = at.checked_sub(1) {
            let joined = self.is_mark(before, ",") || self.is(self.lives.coordination, before);
            if !joined {
                return (names > 0).then_some(before);
            }
            let end = if before > 0 && self.is_mark(before - 1, ",") { before - 1 } else { before };
            let name = |other: &&Mention| other.sentence == self.mention.sentence && other.to == end;
            at = people.mentions.iter().find(name)?.from;
            names += 1;
        }
        None
    }

    /// "the physicist Jane Holt", "Jane Holt, the cosmologist,", "Jane Holt was an English physicist".
    fn named_by_occupation(&self) -> Option<Span<Prose>> {
        let plural = |&at: &usize| {
            let word = &self.tokens[at].lower;
            word.strip_suffix('s').is_some_and(|word| self.lives.is_own(self.person, word))
        };
        if let Some(at) = self.before_the_list().filter(plural) {
            return Some(self.sentence.span_of(at, self.mention.to));
        }
        let before = self.before().filter(|at| self.is_own(*at) || plural(at));
        if let Some(at) = before {
            return Some(self.sentence.span_of(at, self.mention.to));
        }
        let at = self.apposition(&|at| self.is_own(at))?;
        Some(self.sentence.span_of(self.mention.from, at + 1))
    }

    /// The noun of a kind in an apposition or after "is", before any mark.
    fn apposition(&self, wanted: &dyn Fn(usize) -> bool) -> Option<usize> {
        let to = self.mention.to;
        let comma = self.is_mark(to, ",") || self.is_mark(to, "(");
        let copula = self.is(self.lives.copula, to);
        if !comma && !copula {
            return None;
        }
        let first = to + 1;
        let article = self.is(self.lives.determiner, first);
        if !article && (copula || !wanted(first) && !wanted(first + 1)) {
            return None;
        }
        let words = (first..(first + REACH).min(self.tokens.len()))
            .take_while(|&at| self.tokens[at].kind != TokenKind::Mark || self.is_mark(at, "-"));
        let ends = |at: usize| {
            self.tokens.get(at + 1).is_none_or(|next| next.kind == TokenKind::Mark)
                || self.is(self.lives.behind, at + 1)
        };
        words.into_iter().find(|&at| wanted(at) && ends(at))
    }

    /// Another occupation next to the name, or a town after it.
    fn is_somebody_else(&self) -> bool {
        // "peanut farmer, president and peacemaker": one of several.
        let own = |at: usize| (at..at + REACH).any(|at| self.is_own(at));
        let other =
            |at: usize| self.tokens.get(at).is_some_and(|token| holds(&self.lives.other, &token.lower)) && !own(at);
        self.lives.names_another(self.sentence, self.mention)
            || self.before().is_some_and(other)
            || self.apposition(&other).is_some()
            || self.comes_from_a_place()
    }

    /// "Jane Holt of Springfield", "Jane Holt, from Leeds,".
    fn comes_from_a_place(&self) -> bool {
        let at = self.mention.to + usize::from(self.is_mark(self.mention.to, ","));
        let pieces = self.sentence.pieces(self.draft.table);
        self.is(self.lives.origin, at)
            && pieces
                .iter()
                .any(|piece| piece.from == at + 1 && matches!(piece.kind, PieceKind::Place(_) | PieceKind::Name))
    }

    /// "Jane Holt, 34,": not the age at death, nor one that the birth gives on the day of the draft.
    fn has_another_age(&self) -> bool {
        let to = self.mention.to;
        let opens = self.is_mark(to, ",") || self.is_mark(to, "(");
        let closes = [",", ".", ")", ";"].iter().any(|mark| self.is_mark(to + 2, mark));
        let age = self.tokens.get(to + 1).filter(|token| token.kind == TokenKind::Number && opens && closes);
        let Some(age) = age.and_then(|token| token.lower.parse::<i16>().ok()).filter(|age| *age < 120) else {
            return false;
        };
        let (Some(born), Some(died)) = (self.person.born, self.person.died) else { return false };
        let at_death = died.earliest.year() - born.latest.year() - 1..=died.latest.year() - born.earliest.year();
        !at_death.contains(&age)
    }
}
