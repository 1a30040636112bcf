//! Office mentions: people who are said to hold an office, in the constructions of news prose.
//!
//! Before the name ("President Donald Trump", "Poland's foreign minister, Radosław Sikorski"), after it ("Angela
//! Merkel, chancellor of Germany,"), with a copula ("Francis is the pope"), and with metonyms of a government ("the
//! Biden administration", "the administration of President Joe Biden"); and places that hold something ("NATO member
//! Finland", "the Kazakh capital, Astana").

mod abbreviated_titles;
mod back;
mod metonym;
pub(crate) mod modifiers;
mod readings;
mod seat;
mod since;
mod status;

use super::annotated::{Annotated, Hit, MEMBERS};
use super::cues::{Cues, ListId};
use crate::rules::{EntityId, Meaning, OfficeId, PersonId, Table, TenureId, TitleId, Words};
use crate::text::{Prose, Span};
use abbreviated_titles::ShortTitles;
pub use back::{back_mention, own_government};
use modifiers::{Mark, ModifierLists, Modifiers};

/// The construction that joins office and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// "President Joe Biden".
    Before,
    /// "Joe Biden, president of the United States,".
    Behind,
    /// "Joe Biden is president", "Joe Biden, who is president,".
    Copula,
    /// "Joe Biden, president since 2021,".
    Since,
    /// "Joe Biden has been president since 2021", "Joe Biden, who has been president since 2021,".
    Perfect,
    /// "the Biden administration".
    Metonym,
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
    /// All listed tenures that the words may mean.
    pub tenures: Vec<TenureId>,
    /// The only office meant, complete, which the only person meant never held.
    pub never: Option<(OfficeId, PersonId)>,
    /// The stated number of simultaneous holders: "all 32 NATO members".
    pub count: Option<(OfficeId, u32)>,
}

/// Word lists that the shapes read.
#[derive(Debug)]
pub struct OfficeLists {
    prefix: ModifierLists,
    metonym: ListId,
    name_blocker: ListId,
    opener: ListId,
    joiner: ListId,
    seat_link: ListId,
    seat_tag: ListId,
    party_letter: ListId,
    determiner: ListId,
    indefinite: ListId,
    coordination: ListId,
    copula_now: ListId,
    copula_perfect: ListId,
    who: ListId,
    since: ListId,
    elect: ListId,
    future_after: ListId,
    claimed_current: ListId,
    all_of: ListId,
    member_count: ListId,
    member_noun: ListId,
    member_part: ListId,
    back: ListId,
    short: ShortTitles,
}

impl OfficeLists {
    /// Looks the lists up by name.
    pub fn new(cues: &Cues, words: &Words) -> Self {
        Self {
            prefix: ModifierLists::new(cues),
            metonym: cues.list("metonym"),
            name_blocker: cues.list("name-blocker"),
            opener: cues.list("opener"),
            joiner: cues.list("joiner"),
            seat_link: cues.list("seat-link"),
            seat_tag: cues.list("seat-tag"),
            party_letter: cues.list("party-letter"),
            determiner: cues.list("determiner"),
            indefinite: cues.list("indefinite"),
            coordination: cues.list("coordination"),
            copula_now: cues.list("copula-now"),
            copula_perfect: cues.list("copula-perfect"),
            who: cues.list("relative-pronoun"),
            since: cues.list("term-since"),
            elect: cues.list("marker-elect"),
            future_after: cues.list("marker-future-after"),
            claimed_current: cues.list("claimed-current"),
            all_of: cues.list("all-of"),
            member_count: cues.list("member-count"),
            member_noun: cues.list(MEMBERS),
            member_part: cues.list("member-part"),
            back: cues.list("back-pronoun"),
            short: ShortTitles::new(cues, words),
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

/// The person whom the draft names in full, among those whom a surname may mean.
type NamedInFull<'a> = &'a dyn Fn(&[PersonId]) -> Option<PersonId>;

/// Finds office mentions of one sentence.
pub fn office_mentions(
    view: &Annotated,
    table: &Table,
    lists: &OfficeLists,
    named_in_full: NamedInFull<'_>,
) -> Vec<OfficeMention> {
    let spelled = lists.short.spelled_out(view, table);
    let (view, short) = spelled.as_ref().map_or((view, &[][..]), |(view, short)| (view, short));
    let finder = Finder { view, table, lists, named_in_full };
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
    let standing_for = view.any(lists.metonym).is_some();
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
    named_in_full: NamedInFull<'a>,
}

impl Finder<'_> {
    fn titled(&self, hit: &Hit, id: TitleId, holders: Holders) -> Option<OfficeMention> {
        let prefix = Modifiers::read(self.view, hit.from, &self.lists.prefix)?;
        let title = self.title(hit, id, holders, prefix);
        if holders == Holders::Places && !self.stands_alone(&title) {
            return None;
        }
        self.name_behind_title(&title).or_else(|| self.name_before_title(&title))
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
            if places.is_none() {
                places = Some(of);
            }
            to = end;
        }
        Title { hit, id, holders, prefix, places, to, marks }
    }

    /// "of Poland", "of the European Commission", "of Russia's Security Council".
    fn of_place(&self, at: usize) -> Option<(usize, Vec<EntityId>)> {
        let view = self.view;
        let mut at = view.starts(self.lists.joiner, at)?;
        at = view.starts(self.lists.determiner, at).unwrap_or(at);
        let mut hit = view.hit_at(at)?;
        if view.is_possessive(hit.to) {
            if let Some(next) = view.hit_at(hit.to + 1).filter(|next| !places(next).is_empty()) {
                hit = next;
            } else {
                return None;
            }
        } else if let Some(next) = view.hit_at(hit.to).filter(|next| !places(next).is_empty()) {
            // "of the Russian Security Council": the nearer place is the seat's.
            hit = next;
        }
        let found = places(hit);
        (!found.is_empty()).then_some((hit.to, found))
    }

    /// Returns `true` if the place that ends at a token is a noun rather than an adjective.
    fn noun_ends(&self, end: usize) -> bool {
        let hit = self.view.hit_before(end);
        hit.is_some_and(|hit| hit.meanings.iter().any(|meaning| matches!(meaning, Meaning::Place(_))))
    }

    fn name_behind_title(&self, title: &Title<'_>) -> Option<OfficeMention> {
        let view = self.view;
        let comma = view.is_mark(title.to, ",");
        let name = self.name_at(title.to + usize::from(comma), title.holders)?;
        if comma {
            // "Poland's foreign minister, Radosław Sikorski, said": a definite title, a full name, and the comma closed.
            let definite =
                title.prefix.determiner || title.prefix.owned || title.prefix.possessive || title.places.is_some();
            if !definite || !name.full || !self.closes(name.to) {
                return None;
            }
            return self.mention(title, &name, Form::Before, title.to);
        }
        self.mention(title, &name, Form::Before, title.to).map(|mention| self.with_seat(mention))
    }

    fn name_before_title(&self, title: &Title<'_>) -> Option<OfficeMention> {
        let view = self.view;
        let start = title.prefix.phrase;
        if start == 0 {
            return None;
        }
        let since = self.since(title.to);
        let end = since.unwrap_or(title.to);
        if view.is_mark(start - 1, ",") || view.is_mark(start - 1, "(") {
            let closed = self.closes(end) || view.is_mark(end, ")");
            let mut name = self.name_ending(start - 1, title.holders).filter(|_| closed)?;
            if !name.full {
                // "Biden, the U.S. president, said", of a Joe Biden.
                name.persons = vec![(self.named_in_full)(&name.persons)?];
            }
            let form = if since.is_some() { Form::Since } else { Form::Behind };
            return self.mention(title, &name, form, end);
        }
        let (verb, form) = self.copula(start, since.is_some())?;
        let name = self.name_ending(self.before_who(verb), title.holders)?;
        // "is president and chief executive of", "is chair of the Rowing Club": another body's office.
        if view.starts(self.lists.joiner, end).is_some()
            || since.is_none() && view.starts(self.lists.coordination, end).is_some()
            || view.is_mark(end, "-")
        {
            return None;
        }
        self.mention(title, &name, form, end)
    }

    /// A comma, the end, or another mark that closes an apposition; the point of "Gov." before a name is none.
    fn closes(&self, at: usize) -> bool {
        if self.view.is_mark(at, ".") && self.view.tokens.get(at + 1).is_some_and(|token| token.capital) {
            return false;
        }
        at >= self.view.tokens.len()
            || [",", ".", ";", ":", ")", "!", "?", "\u{2014}", "\u{2013}"].iter().any(|m| self.view.is_mark(at, m))
    }

    fn name_at(&self, at: usize, holders: Holders) -> Option<Name> {
        let hit = self.view.hit_at(at)?;
        let name = name_of(hit, holders)?;
        (!self.blocked(&name)).then_some(name)
    }

    fn name_ending(&self, at: usize, holders: Holders) -> Option<Name> {
        let hit = self.view.hit_before(at)?;
        let name = name_of(hit, holders)?;
        let fresh = name.from == 0 || !self.joined_capital(name.from - 1, name.from);
        (fresh || name.full).then_some(name)
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

    fn mention(&self, title: &Title<'_>, name: &Name, form: Form, end: usize) -> Option<OfficeMention> {
        let view = self.view;
        let (tenures, never) = self.readings(title, name)?;
        let from = title.prefix.start.min(name.from);
        let to = end.max(name.to);
        Some(OfficeMention {
            span: view.span_of(from, to),
            from,
            to,
            form,
            insert_at: view.span_of(title.prefix.bare, title.prefix.bare),
            title: view.span_of(title.hit.from, title.hit.to),
            name: view.span_of(name.from, name.to),
            full: name.full,
            placed: title.places.is_some(),
            marks: title.marks.clone(),
            phrase: title.prefix.phrase.min(name.from),
            kept: false,
            owned: title.prefix.owned,
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
