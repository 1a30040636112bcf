//! Current holders with a start: "Joe Biden, president since 2021,", "Joe Biden, who has been president since 2021,".

use super::{Finder, Form};

impl Finder<'_> {
    /// One past "since 2021" or "since Jan. 20, 2021", if it occurs at a token.
    pub(super) fn since(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let start = view.tokens.get(view.starts(self.lists.since, at)?)?.span.start;
        let (date, span) = view.sentence.dates().find(|(_, span)| span.start == start)?;
        date.when(None)?;
        Some(view.tokens.partition_point(|token| token.span.start < span.end))
    }

    /// The copula before a title, and the construction that it forms; with "since", "has been" is one.
    pub(super) fn copula(&self, title: usize, since: bool) -> Option<(usize, Form)> {
        let view = self.view;
        let end = view.ends(self.lists.claimed_current, title).unwrap_or(title);
        if let Some(verb) = view.ends(self.lists.copula_now, end) {
            return Some((verb, Form::Copula));
        }
        let verb = view.ends(self.lists.copula_perfect, end).filter(|_| since)?;
        Some((verb, Form::Perfect))
    }

    /// Before ", who": the end of the name that the verb is about.
    pub(super) fn before_who(&self, verb: usize) -> usize {
        let view = self.view;
        let who = view.ends(self.lists.who, verb).filter(|&who| who > 0 && view.is_mark(who - 1, ","));
        who.map_or(verb, |who| who - 1)
    }
}
