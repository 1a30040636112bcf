//! Which of all holders somebody was: "Jane Roe, the 44th mayor", "the 44th mayor, Jane Roe,".

use super::stated::{Office, Reader, Stated};
use crate::language::annotated::Hit;
use crate::language::tokens::TokenKind;
use crate::rules::PersonId;

impl Reader<'_> {
    /// What is said of a name by number.
    pub(super) fn numbered(&self, hit: &Hit, person: PersonId) -> Option<Stated> {
        let (number, office, (from, end)) = self.numbered_behind(hit).or_else(|| self.numbered_before(hit))?;
        let made = self.made(hit, person, &office, (None, None), end)?;
        Some(Stated { number: Some(number), span: self.view.span_of(from, end), ..made })
    }

    /// "Jane Roe, the 44th mayor,", "Jane Roe was the 44th mayor".
    fn numbered_behind(&self, hit: &Hit) -> Option<(u32, Office, (usize, usize))> {
        let apposed = self.view.is_mark(hit.to, ",").then_some(hit.to + 1).filter(|_| self.takes_apposition(hit));
        let linked = [self.lists.link, self.lists.start].iter().find_map(|&list| self.view.starts(list, hit.to));
        let (number, office) = self.number(apposed.or(linked)?)?;
        let end = office.next;
        self.ends_clause(end, linked.is_some()).then_some((number, office, (hit.from, end)))
    }

    /// "the 44th mayor, Jane Roe,": not behind a comma, where it may be said of somebody before.
    fn numbered_before(&self, hit: &Hit) -> Option<(u32, Office, (usize, usize))> {
        let comma = hit.from.checked_sub(1).filter(|&at| self.view.is_mark(at, ",")).unwrap_or(hit.from);
        let from = (0..comma).find(|&at| self.number(at).is_some_and(|(_, office)| office.next == comma))?;
        let (number, office) = self.number(from)?;
        let behind_a_mark = from > 0 && self.view.tokens[from - 1].kind == TokenKind::Mark;
        let closed = comma == hit.from || self.ends_clause(hit.to, false);
        (closed && !behind_a_mark).then_some((number, office, (from, hit.to)))
    }

    /// "the 44th U.S. president".
    fn number(&self, at: usize) -> Option<(u32, Office)> {
        let at = self.view.starts(self.lists.determiner, at)?;
        let number = self.view.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?.lower.parse().ok()?;
        let ending = self.view.starts(self.lists.ordinal, at + 1).filter(|_| !self.view.tokens[at + 1].spaced)?;
        Some((number, self.office(ending)?))
    }

    /// Whether nothing that makes another thing of an office stands at a token: a mark, the end, "and"; behind a verb a date too.
    fn ends_clause(&self, at: usize, dated: bool) -> bool {
        let mark = |token: &crate::language::tokens::Token| {
            token.kind == TokenKind::Mark && !matches!(&*token.lower, "-" | "(")
        };
        self.view.tokens.get(at).is_none_or(mark)
            || self.view.starts(self.lists.goes_on, at).is_some()
            || dated && self.view.starts(self.lists.on, at).is_some()
    }

    /// Whether what stands behind the comma is said of the name: at the start of a sentence, or behind "by" and its like inside one.
    /// "Like Jane Roe, the 44th mayor, Jo Holt," speaks of two.
    fn takes_apposition(&self, hit: &Hit) -> bool {
        let phrase = self.phrase_of(hit);
        let opens =
            |at: usize| [self.lists.guard, self.lists.clause].iter().any(|&list| self.view.starts(list, at).is_some());
        phrase == 0 || self.view.ends(self.lists.guard, phrase).is_some_and(|at| at > 0) && !opens(0)
    }
}
