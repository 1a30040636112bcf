//! The seat of an office after the name: "Gov. Jane Roe of Michigan".

use super::{Finder, OfficeMention, places};
use crate::rules::{EntityId, TenureId};

impl Finder<'_> {
    /// The mention with the place after it, if that is the seat of an office that may be meant.
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

    /// "Sen. Jane Roe, R-Ohio,", "Rep. Jane Roe (D-Calif.)": the tag says that the country's house is meant, and not a state's.
    pub(super) fn tagged(&self, at: usize) -> bool {
        let view = self.view;
        let opened = view.is_mark(at, ",") || view.is_mark(at, "(");
        let letter = view.starts(self.lists.party_letter, at + 1).filter(|&end| opened && view.is_mark(end, "-"));
        let unspaced = |at: usize| view.tokens.get(at).is_some_and(|token| !token.spaced && token.capital);
        letter.is_some_and(|end| unspaced(end + 1) && view.starts(self.lists.seat_tag, end + 1).is_some())
    }

    /// Returns `true` if a place after the name, a tag, or a place before the title that is not the office's own
    /// determines the office.
    pub(super) fn says_seat(&self, mention: &OfficeMention, title: usize) -> bool {
        let own = |id: &TenureId| self.table.office(self.table.tenure(*id).office).of;
        let before = self.view.hit_before(title).map(places).unwrap_or_default();
        let whole = !before.is_empty() && !mention.tenures.iter().any(|id| before.contains(&own(id)));
        whole || mention.name.end < mention.span.end || self.tagged(mention.to)
    }

    /// "of Michigan", unless the name continues: "of Georgia Tech", "of California-based".
    fn seat_behind(&self, at: usize) -> Option<(usize, Vec<EntityId>)> {
        let view = self.view;
        view.starts(self.lists.seat_link, at)?;
        let (end, places) = self.of_place(at)?;
        let named = self.joined_capital(end, end) && view.starts(self.lists.opener, end).is_none();
        (self.noun_ends(end) && !named && !view.is_mark(end, "-")).then_some((end, places))
    }
}
