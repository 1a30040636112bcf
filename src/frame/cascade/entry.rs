//! Acts that an entry of a timeline tells of, on the day at its head.

use super::Cascade;
use crate::frame::Entry;
use crate::language::annotated::Annotated;
use crate::language::offices::{Form, OfficeMention};
use crate::language::tokens::TokenKind;

impl Cascade {
    /// Whether a sentence of an entry tells of an act of the one mentioned: the mention opens it, or stands right behind the date,
    /// and a verb follows that tells of no state: "is born", "was elected", "had left".
    pub fn acts_in(&self, view: &Annotated, mention: &OfficeMention, entry: &Entry) -> bool {
        let mut between = view.tokens[..mention.phrase].iter().filter(|token| token.span.start >= entry.date.end);
        let verb = |lists: [_; 2]| lists.iter().any(|&list| view.starts(list, mention.to).is_some());
        !entry.days.is_empty()
            && between.all(|token| token.kind == TokenKind::Mark)
            && mention.form != Form::Metonym
            && self.marker(mention).is_none()
            && verb([self.present, self.past])
            && !verb([self.auxiliary, self.finite_past])
    }
}
