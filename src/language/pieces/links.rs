//! Who has a title: the constructions that join a title and a name.

use crate::language::annotated::Annotated;
use crate::language::cues::{Cues, ListId};
use crate::language::tokens::{Token, TokenKind};

/// The construction that joins a title and a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// "Mayor Jane Ortega", "the mayor, Jane Ortega,".
    Before,
    /// "Jane Ortega, the mayor,", "Jane Ortega (mayor)".
    Behind,
    /// "Jane Ortega is the mayor", "Jane Ortega, who is the mayor,", "the mayor is Jane Ortega".
    Copula,
    /// "when Jane Ortega was mayor".
    Was,
    /// "As mayor, Jane Ortega", "Jane Ortega, as mayor of Springfield,".
    As,
    /// "Jane Ortega, mayor since 2021,".
    Since,
    /// "Jane Ortega has been mayor since 2021", "Jane Ortega, who has been mayor since 2021,".
    Perfect,
    /// "Mayor: Jane Ortega", and "Jane Ortega, MP, Mayor" below a foreword.
    Label,
    /// "the mayor said": there is no name next to it.
    Alone,
}

/// A name that may have a title, at tokens `[from, to)`.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Whether it is a full name.
    pub full: bool,
}

/// A title with the words around it that belong to it, at tokens `[from, to)`.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// First token, with its determiner.
    pub from: usize,
    /// One past the last token, with the place that it belongs to.
    pub to: usize,
    /// Whether the words identify one office: an article, an owner or a place.
    pub definite: bool,
    /// Whether the place is part of it.
    pub placed: bool,
    /// Whether it begins with an article or an owner, with no other words between.
    pub determined: bool,
}

/// A name joined to a title.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// The construction.
    pub beside: Beside,
    /// The name.
    pub name: Named,
    /// One past the last token of the title's side: "since 2021" belongs to it.
    pub end: usize,
}

/// Most tokens of the letters after a signed name, and of a date below it.
const LETTERS: usize = 4;

/// Word lists of the constructions.
#[derive(Debug)]
pub struct Links {
    coordination: ListId,
    copula: ListId,
    copula_perfect: ListId,
    copula_past: ListId,
    claimed_current: ListId,
    indefinite: ListId,
    joiner: ListId,
    role: ListId,
    since: ListId,
    when: ListId,
    who: ListId,
}

impl Links {
    /// Looks the lists up.
    pub fn new(cues: &Cues) -> Self {
        let list = |name: &str| cues.list(name);
        Self {
            coordination: list("coordination"),
            copula: list("copula-now"),
            copula_perfect: list("copula-perfect"),
            copula_past: list("copula-past"),
            claimed_current: list("claimed-current"),
            indefinite: list("indefinite"),
            joiner: list("joiner"),
            role: list("role-opener"),
            since: list("term-since"),
            when: list("term-when"),
            who: list("relative-pronoun"),
        }
    }

    /// The name that has a title.
    pub fn link(&self, view: &Annotated<'_>, title: Phrase, names: &[Named]) -> Option<Link> {
        if let Some(name) = signature(view, title, names) {
            return Some(Link { beside: Beside::Label, name, end: title.to });
        }
        self.after(view, title, names).or_else(|| self.ahead(view, title, names))
    }

    /// A name after the title.
    fn after(&self, view: &Annotated<'_>, title: Phrase, names: &[Named]) -> Option<Link> {
        let starts = |at: usize| names.iter().find(|name| name.from == at).copied();
        let end = title.to;
        let link = |beside: Beside, name: Named| Some(Link { beside, name, end });
        if let Some(name) = starts(end) {
            return link(Beside::Before, name);
        }
        let comma = view.is_mark(end, ",");
        if comma && let Some(name) = starts(end + 1) {
            if self.opens_role(view, title) {
                return link(Beside::As, name);
            }
            if title.definite && name.full && closes(view, name.to) {
                return link(Beside::Before, name);
            }
        }
        let label = title.from == 0 && view.is_mark(end, ":");
        if let Some(name) = starts(end + 1).filter(|name| label && name.full && closes(view, name.to)) {
            return link(Beside::Label, name);
        }
        // "The prime minister of France is Jane Ortega", "was Jane Ortega": nothing more is said of the person.
        if let Some(was) = view.starts(self.copula_past, end).filter(|_| title.determined)
            && let Some(name) = starts(was).filter(|name| name.full && closes(view, name.to))
        {
            return link(Beside::Was, name);
        }
        let is = view.starts(self.copula, end).filter(|_| title.determined)?;
        let name = starts(is).filter(|name| name.full && closes(view, name.to))?;
        link(Beside::Copula, name)
    }

    /// A name before the title.
    fn ahead(&self, view: &Annotated<'_>, title: Phrase, names: &[Named]) -> Option<Link> {
        let ends = |at: usize| names.iter().find(|name| name.to == at).copied();
        let from = title.from.checked_sub(1)? + 1;
        let since = self.since(view, title.to);
        let end = since.unwrap_or(title.to);
        let closed = closes(view, end) || view.is_mark(end, ")");
        let link = |beside: Beside, name: Named| Some(Link { beside, name, end });
        if view.is_mark(from - 1, ",") || view.is_mark(from - 1, "(") {
            let name = ends(from - 1).filter(|_| closed)?;
            return link(if since.is_some() { Beside::Since } else { Beside::Behind }, name);
        }
        if let Some(comma) = view.ends(self.role, from).filter(|&role| role > 0 && view.is_mark(role - 1, ","))
            && title.placed
            && closed
        {
            return link(Beside::As, ends(comma - 1)?);
        }
        // "is president and chief executive of", "is chair of the Rowing Club": another body's office.
        let goes_on = view.starts(self.joiner, end).is_some()
            || since.is_none() && view.starts(self.coordination, end).is_some()
            || view.is_mark(end, "-");
        if let Some(verb) = view.ends(self.copula_past, from) {
            let name =
                ends(verb).filter(|name| (name.full || view.ends(self.when, name.from).is_some()) && !goes_on)?;
            return link(Beside::Was, name);
        }
        let (verb, beside) = self.copula(view, from, since.is_some())?;
        let name = ends(self.before_who(view, verb)).filter(|_| !goes_on)?;
        link(beside, name)
    }

    /// Returns `true` if "as" before a title opens the sentence or its part.
    fn opens_role(&self, view: &Annotated<'_>, title: Phrase) -> bool {
        let opens = |at: usize| at == 0 || view.tokens[at - 1].kind == TokenKind::Mark;
        view.ends(self.role, title.from).is_some_and(opens) && view.starts(self.indefinite, title.from).is_none()
    }

    /// One past "since 2021" or "since Jan. 20, 2021", if it occurs at a token.
    fn since(&self, view: &Annotated<'_>, at: usize) -> Option<usize> {
        let start = view.tokens.get(view.starts(self.since, at)?)?.span.start;
        let (date, span) = view.sentence.dates().find(|(_, span)| span.start == start)?;
        date.when(None)?;
        Some(view.tokens.partition_point(|token| token.span.start < span.end))
    }

    /// The copula before a title, and the construction that it forms; with "since", "has been" is one.
    fn copula(&self, view: &Annotated<'_>, title: usize, since: bool) -> Option<(usize, Beside)> {
        let end = view.ends(self.claimed_current, title).unwrap_or(title);
        if let Some(verb) = view.ends(self.copula, end) {
            return Some((verb, Beside::Copula));
        }
        let verb = view.ends(self.copula_perfect, end).filter(|_| since)?;
        Some((verb, Beside::Perfect))
    }

    /// Before ", who": the end of the name that the verb is about.
    fn before_who(&self, view: &Annotated<'_>, verb: usize) -> usize {
        let who = view.ends(self.who, verb).filter(|&who| who > 0 && view.is_mark(who - 1, ","));
        who.map_or(verb, |who| who - 1)
    }
}

/// The signature of a foreword: nothing but a name, its letters, the title, and perhaps a date.
fn signature(view: &Annotated<'_>, title: Phrase, names: &[Named]) -> Option<Named> {
    let name = names.iter().find(|name| name.from == 0 && name.full && name.to <= title.from)?;
    let is = |at: usize, word: fn(&Token) -> bool| word(&view.tokens[at]) || view.tokens[at].kind == TokenKind::Mark;
    let letters = (name.to..title.from).all(|at| is(at, |token| token.capital));
    let dated = (title.to..view.tokens.len()).all(|at| is(at, |token| token.digit || token.capital));
    let day = title.to == view.tokens.len() || view.sentence.years().any(|year| year.span.end == view.span.end);
    let near = title.from - name.to <= LETTERS && view.tokens.len() - title.to <= LETTERS;
    (letters && dated && day && near).then_some(*name)
}

/// Returns `true` if an apposition ends at a token; the point of "Gov." before a name ends none.
pub(crate) fn closes(view: &Annotated<'_>, at: usize) -> bool {
    if view.is_mark(at, ".") && view.tokens.get(at + 1).is_some_and(|token| token.capital) {
        return false;
    }
    view.tokens.get(at).is_none_or(|token| {
        token.kind == TokenKind::Mark
            && matches!(&*token.lower, "," | "." | ";" | ":" | ")" | "!" | "?" | "\u{2014}" | "\u{2013}")
    })
}
