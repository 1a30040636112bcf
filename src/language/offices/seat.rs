//! The seat of an office behind the name: "Gov. Jane Roe of Michigan".
//!
//! May name: `rules`, `language`.

use super::{Finder, OfficeMention};
use crate::rules::{EntityId, TenureId};

impl Finder<'_> {
    /// The mention with the place behind it, where that is the seat of an office that may be meant.
    pub(super) fn with_seat(&self, mention: OfficeMention) -> OfficeMention {
        let Some((to, places)) = self.seat_behind(mention.to) else {
            return mention;
        };
        let of = |&id: &TenureId| self.table.office(self.table.tenure(id).office).of;
        let seated = |id: &TenureId| self.seated(of(id), Some(&places));
        let tenures: Vec<TenureId> = mention.tenures.iter().copied().filter(seated).collect();
        if tenures.is_empty() {
            return mention;
        }
        OfficeMention { span: self.view.span_of(mention.from, to), to, placed: true, tenures, ..mention }
    }

    /// "of Michigan", where no more of a name follows: "of Georgia Tech", "of California-based".
    fn seat_behind(&self, at: usize) -> Option<(usize, Vec<EntityId>)> {
        let view = self.view;
        view.starts(self.lists.seat_link, at)?;
        let (end, places) = self.of_place(at)?;
        let named = self.joined_capital(end, end) && view.starts(self.lists.opener, end).is_none();
        (self.noun_ends(end) && !named && !view.is_mark(end, "-")).then_some((end, places))
    }
}
