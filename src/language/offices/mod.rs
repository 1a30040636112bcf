//! Office mentions: people who are said to hold an office, in the constructions of news prose.
//!
//! Before the name ("President Donald Trump", "Poland's foreign minister, Radosław Sikorski"), after it ("Angela
//! Merkel, chancellor of Germany,"), with a copula ("Francis is the pope"), and with metonyms of a government ("the
//! Biden administration", "the administration of President Joe Biden"); and places that hold something ("NATO member
//! Finland", "the Kazakh capital, Astana").

mod abbreviated_titles;
mod back;
mod heads;
mod in_seat;
mod labelled;
mod lists;
mod metonym;
pub(crate) mod modifiers;
mod organ;
mod plural;
mod readings;
mod seat;
mod status;

use super::analysis::Analysis;
use super::annotated::{Annotated, Hit};
use super::people::Referent;
use super::pieces::{Beside, Link, Named, Phrase, people};
use crate::rules::{EntityId, Meaning, OfficeId, PersonId, Table, TenureId, TitleId};
use crate::text::{Prose, Span};
pub use back::{back_mention, own_government};
pub use labelled::labelled;
pub use lists::OfficeLists;
use modifiers::{Mark, Modifiers};
pub use plural::of_offices;

/// The construction that joins office and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// "President Joe Biden".
    Before,
    /// "Joe Biden, president of the United States,".
    Behind,
    /// "Joe Biden is president", "Joe Biden, who is president,", "The president is Joe Biden".
    Copula,
    /// "when Joe Biden was president".
    Was,
    /// "As president, Joe Biden".
    As,
    /// "Joe Biden, president since 2021,".
    Since,
    /// "Joe Biden has been president since 2021", "Joe Biden, who has been president since 2021,".
    Perfect,
    /// "the Biden administration".
    Metonym,
    /// "Boris Johnson's cabinet", "senior Biden administration officials".
    Organ,
    /// "| President | Joe Biden |", "President: Joe Biden".
    Label,
}

impl From<Beside> for Form {
    fn from(beside: Beside) -> Self {
        match beside {
            Beside::Before | Beside::Alone => Self::Before,
            Beside::Behind => Self::Behind,
            Beside::Copula => Self::Copula,
            Beside::Was => Self::Was,
            Beside::As => Self::As,
            Beside::Since => Self::Since,
            Beside::Perfect => Self::Perfect,
            Beside::Label => Self::Label,
        }
    }
}

/// A place in the draft that gives a person an office.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the words, independent of the others")]
pub struct OfficeMention {
    /// The span marked in a finding: without determiners, except "the" of "the administration of".
    pub span: Span<Prose>,
    /// Its tokens.
    pub from: usize,
    /// One past its last token; a possessive ending is not part of it.
    pub to: usize,
    /// The shape.
    pub form: Form,
    /// Where "former" would be put: the first token of country or title.
    pub insert_at: Span<Prose>,
    /// The title as written, or the name if there is none.
    pub title: Span<Prose>,
    /// The name as written.
    pub name: Span<Prose>,
    /// Whether the full name is given.
    pub full: bool,
    /// Whether the words name the place of the office.
    pub placed: bool,
    /// Words near the title that change the statement.
    pub marks: Vec<Mark>,
    /// First token of the whole phrase, including the determiner: what governs it precedes this token.
    pub phrase: usize,
    /// Whether the title is abbreviated and one that its holders keep for life: "Michigan Gov. Jane Roe".
    pub kept: bool,
    /// Whether the office belongs to a person ("Obama's secretary of state"), who may have left.
    pub owned: bool,
    /// Whether it belongs to a place that is named elsewhere: "its prime minister", "the country's president".
    pub its: bool,
    /// All listed tenures that the words may mean.
    pub tenures: Vec<TenureId>,
    /// The only office meant, complete, which the only person meant never held.
    pub never: Option<(OfficeId, PersonId)>,
    /// The stated number of simultaneous holders: "all 32 NATO members".
    pub count: Option<(OfficeId, u32)>,
}

impl OfficeMention {
    /// A mention of a full name and a known place at tokens `[from, to)`, which is its own title and name.
    fn whole(view: &Annotated<'_>, (from, to): (usize, usize), form: Form, tenures: Vec<TenureId>) -> Self {
        let span = view.span_of(from, to);
        Self {
            span,
            from,
            to,
            form,
            insert_at: view.span_of(from, from),
            title: span,
            name: span,
            full: true,
            placed: true,
            marks: Vec::new(),
            phrase: from,
            kept: false,
            owned: false,
            its: false,
            tenures,
            never: None,
            count: None,
        }
    }
}

/// Who can hold the offices of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holders {
    People,
    Places,
}

/// A title with its context, before a name is found.
struct Title<'a> {
    hit: &'a Hit,
    id: TitleId,
    holders: Holders,
    prefix: Modifiers,
    /// The place: before the title, or after it with "of".
    places: Option<Vec<EntityId>>,
    /// One past title, "-elect" and "of PLACE".
    to: usize,
    marks: Vec<Mark>,
}

/// A name in a sentence.
struct Name {
    from: usize,
    to: usize,
    full: bool,
    holders: Holders,
    persons: Vec<PersonId>,
}

/// What the whole draft says of the names in a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The draft.
    pub analysis: &'a Analysis<'a>,
    /// Number of the sentence.
    pub sentence: usize,
}

impl Around<'_> {
    /// The person whom the draft names in full, among those whom a surname may mean.
    fn named_in_full(&self, table: &Table, known: &[PersonId]) -> Option<PersonId> {
        self.analysis.people(table).named_in_full(known)
    }

    /// Returns `true` if the draft names an organisation.
    fn names(&self, table: &Table, body: EntityId) -> bool {
        self.analysis.people(table).bodies.iter().any(|named| named.known.contains(&body))
    }

    /// The organisation to which words at a token refer: "the Bank", "the company".
    fn body_at(&self, table: &Table, token: usize) -> Option<Vec<EntityId>> {
        let people = self.analysis.people(table);
        let Referent::Body(body) = people.at(self.sentence, token)?.to_whom else { return None };
        Some(people.bodies[body].known.clone()).filter(|known| !known.is_empty())
    }
}

/// Finds office mentions of one sentence.
pub fn office_mentions(view: &Annotated, table: &Table, lists: &OfficeLists, around: Around<'_>) -> Vec<OfficeMention> {
    let spelled = lists.short.spelled_out(view, table);
    let (view, short) = spelled.as_ref().map_or((view, &[][..]), |(view, short)| (view, short));
    let is = |wanted: fn(&Meaning) -> bool| view.hits.iter().any(|hit| hit.meanings.iter().any(wanted));
    let titles = is(|meaning| matches!(meaning, Meaning::Title(_)));
    let heading = [lists.heads, lists.headed, lists.headed_by].into_iter().any(|list| view.any(list).is_some());
    let person = is(|meaning| matches!(meaning, Meaning::Name(_) | Meaning::Surname(_)));
    let pieces = if person && (titles || heading) { view.sentence.pieces(table) } else { &[] };
    let mut finder = Finder { view, table, lists, around, people: people(pieces), places: Vec::new() };
    if is(|meaning| matches!(meaning, Meaning::Status(_))) {
        finder.places = finder.members();
    }
    let mut found: Vec<OfficeMention> = Vec::new();
    for hit in view.hits.iter() {
        for meaning in &hit.meanings {
            let mention = match meaning {
                Meaning::Title(id) => finder.titled(hit, *id, Holders::People),
                Meaning::Status(id) => finder.status(hit, *id),
                Meaning::Name(_) | Meaning::Surname(_) | Meaning::Member(_) | Meaning::Adjective(_) => None,
                Meaning::Place(_) => finder.counted_behind(hit),
            };
            if let Some(mention) = mention {
                found.push(mention);
            }
        }
    }
    if heading {
        found.extend(finder.heads(pieces));
    }
    let standing_for = person && lists.government.iter().any(|&list| view.any(list).is_some());
    for hit in view.hits.iter().filter(|_| standing_for) {
        let inside = found.iter().position(|m| m.from <= hit.from && hit.to <= m.to);
        if let Some(mention) = finder.metonym(hit, inside.map(|at| &found[at])) {
            match inside {
                Some(at) => found[at] = mention,
                None => found.push(mention),
            }
        }
    }
    finder.keep_clear(&mut found, short);
    found.sort_by_key(|m| (m.from, m.to));
    found
}

struct Finder<'a> {
    view: &'a Annotated<'a>,
    table: &'a Table,
    lists: &'a OfficeLists,
    around: Around<'a>,
    people: Vec<Named>,
    places: Vec<Named>,
}

impl Finder<'_> {
    fn titled(&self, hit: &Hit, id: TitleId, holders: Holders) -> Option<OfficeMention> {
        if self.names(holders).is_empty() {
            return None;
        }
        let mut prefix = Modifiers::read(self.view, hit.from, &self.lists.prefix)?;
        if holders == Holders::People {
            self.read_owner(&mut prefix)?;
        }
        let title = self.title(hit, id, holders, prefix);
        if holders == Holders::Places && !self.stands_alone(&title) {
            return None;
        }
        let own = title.prefix.determiner || title.prefix.owned || title.prefix.possessive;
        let (placed, from) = (title.places.is_some(), title.prefix.phrase);
        let determined = title.prefix.its || !title.prefix.owned && (own || from < title.prefix.start);
        let phrase = Phrase { from, to: title.to, definite: own || placed, placed, determined };
        let link = self.lists.links.link(self.view, phrase, self.names(holders))?;
        let mut name = self.name(link.name, holders)?;
        if !name.full && matches!(link.beside, Beside::Behind | Beside::Since) {
            // "Biden, the U.S. president, said", of a Joe Biden.
            name.persons = vec![self.around.named_in_full(self.table, &name.persons)?];
        }
        let mention = self.mention(&title, &name, link)?;
        let before = link.beside == Beside::Before && link.name.from == title.to;
        Some(if before { self.with_seat(mention) } else { mention })
    }

    /// The people of the sentence, or the places of the facts that are members of something.
    fn names(&self, holders: Holders) -> &[Named] {
        match holders {
            Holders::People => &self.people,
            Holders::Places => &self.places,
        }
    }

    /// The places that may be members of something, or capitals.
    fn members(&self) -> Vec<Named> {
        let names = self.view.hits.iter().filter_map(|hit| name_of(hit, Holders::Places));
        let names = names.filter(|name| !self.blocked(name));
        names.map(|Name { from, to, full, .. }| Named { from, to, full }).collect()
    }

    /// Who may be meant by a name.
    fn name(&self, named: Named, holders: Holders) -> Option<Name> {
        name_of(self.view.hits.iter().find(|hit| (hit.from, hit.to) == (named.from, named.to))?, holders)
    }

    fn title<'h>(&self, hit: &'h Hit, id: TitleId, holders: Holders, prefix: Modifiers) -> Title<'h> {
        let view = self.view;
        let mut to = hit.to;
        let mut marks = prefix.marks.clone();
        let mut places = prefix.places.clone();
        if view.is_mark(to, "-") && !view.tokens.get(to + 1).is_some_and(|t| t.spaced) {
            if let Some(end) = view.starts(self.lists.elect, to + 1) {
                marks.push(Mark { list: self.lists.elect, from: to + 1, loose: false });
                to = end;
            } else if let Some(end) = view.starts(self.lists.future_after, to + 1) {
                marks.push(Mark { list: self.lists.future_after, from: to + 1, loose: false });
                to = end;
            }
        } else if let Some(end) = view.starts(self.lists.future_after, to).or_else(|| view.starts(self.lists.elect, to))
        {
            marks.push(Mark { list: self.lists.future_after, from: to, loose: false });
            to = end;
        }
        // "the capital of the Canadian province of Nova Scotia": an adjective is not the place of the capital.
        if let Some((end, of)) = self.of_place(to).filter(|&(end, _)| holders == Holders::People || self.noun_ends(end))
        {
            // "the Maltese president of the European Parliament" is from Malta.
            if places.is_none() || holders == Holders::People {
                places = Some(of);
            }
            to = end;
        }
        Title { hit, id, holders, prefix, places, to, marks }
    }

    /// Returns `true` if the following text makes it another name: "Trump Tower", "Trump Jr.", "Carter Smith".
    fn blocked(&self, name: &Name) -> bool {
        let view = self.view;
        if view.starts(self.lists.name_blocker, name.to).is_some() && view.starts(self.lists.metonym, name.to).is_none()
        {
            return true;
        }
        let Some(next) = view.tokens.get(name.to) else {
            return false;
        };
        if next.lower == "-" && !next.spaced {
            return view.tokens.get(name.to + 1).is_some_and(|t| t.capital && !t.spaced);
        }
        next.capital
            && next.spaced
            && (!name.full || name.holders == Holders::Places)
            && view.starts(self.lists.opener, name.to).is_none()
            && view.starts(self.lists.metonym, name.to).is_none()
    }

    fn joined_capital(&self, at: usize, next: usize) -> bool {
        let view = self.view;
        view.tokens.get(at).is_some_and(|t| t.capital && t.kind == super::tokens::TokenKind::Word)
            && view.tokens.get(next).is_some_and(|t| t.spaced)
            && view.starts(self.lists.opener, at).is_none()
    }

    fn mention(&self, title: &Title<'_>, name: &Name, link: Link) -> Option<OfficeMention> {
        let view = self.view;
        let (tenures, never) = self.readings(title, name)?;
        let from = title.prefix.start.min(name.from);
        let to = link.end.max(name.to);
        let labelled = link.beside == Beside::Label;
        Some(OfficeMention {
            span: if labelled { view.span_of(name.from, name.to) } else { view.span_of(from, to) },
            from,
            to,
            form: link.beside.into(),
            insert_at: view.span_of(title.prefix.bare, title.prefix.bare),
            title: view.span_of(title.hit.from, title.hit.to),
            name: view.span_of(name.from, name.to),
            full: name.full,
            placed: title.places.is_some(),
            marks: title.marks.clone(),
            phrase: title.prefix.phrase.min(name.from),
            kept: false,
            owned: title.prefix.owned,
            its: title.prefix.its,
            tenures,
            never,
            count: None,
        })
    }
}

fn places(hit: &Hit) -> Vec<EntityId> {
    let of = |m: &Meaning| match m {
        Meaning::Place(id) | Meaning::Adjective(id) => Some(*id),
        Meaning::Name(_) | Meaning::Surname(_) | Meaning::Member(_) | Meaning::Title(_) | Meaning::Status(_) => None,
    };
    hit.meanings.iter().filter_map(of).collect()
}

fn name_of(hit: &Hit, holders: Holders) -> Option<Name> {
    let all = |of: fn(&Meaning) -> Option<PersonId>| hit.meanings.iter().filter_map(of).collect::<Vec<PersonId>>();
    let full = match holders {
        Holders::People => all(|m| if let Meaning::Name(id) = m { Some(*id) } else { None }),
        Holders::Places => all(|m| if let Meaning::Member(id) = m { Some(*id) } else { None }),
    };
    if !full.is_empty() || holders == Holders::Places {
        let name = Name { from: hit.from, to: hit.to, full: true, holders, persons: full };
        return (!name.persons.is_empty()).then_some(name);
    }
    let persons = all(|m| if let Meaning::Surname(id) = m { Some(*id) } else { None });
    (!persons.is_empty()).then_some(Name { from: hit.from, to: hit.to, full: false, holders, persons })
}
