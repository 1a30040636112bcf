//! Statuses of places: "NATO member Finland", "the Kazakh capital, Astana", a name since a day, "all 32 NATO members".

use super::{Finder, Form, Holders, OfficeMention, Title};
use crate::language::annotated::Hit;
use crate::language::tokens::TokenKind;
use crate::rules::{Meaning, NAME, OfficeId, TenureId, TitleId};

/// The context of a status that needs no name.
struct Bare {
    from: usize,
    tenures: Vec<TenureId>,
    count: Option<(OfficeId, u32)>,
}

impl Finder<'_> {
    pub(super) fn status(&self, hit: &Hit, id: TitleId) -> Option<OfficeMention> {
        let offices = self.table.offices_with(id);
        if let &[office] = offices {
            let row = self.table.office(office);
            if row.fluent == NAME {
                return Some(self.bare(hit, Bare { from: hit.from, tenures: row.tenures.clone(), count: None }));
            }
            if let Some((from, count)) = self.counted(hit) {
                return Some(self.bare(hit, Bare { from, tenures: Vec::new(), count: Some((office, count)) }));
            }
        }
        self.titled(hit, id, Holders::Places)
    }

    /// A status that several places can give is read only without an unknown modifier: "the fashion capital of Italy".
    pub(super) fn stands_alone(&self, title: &Title<'_>) -> bool {
        let view = self.view;
        if self.table.offices_with(title.id).len() == 1 {
            return !title.prefix.owned;
        }
        let at = title.prefix.phrase;
        if title.prefix.determiner || title.prefix.possessive || at == 0 {
            return !title.prefix.owned;
        }
        let before = &view.tokens[at - 1];
        let plain = before.kind != TokenKind::Word || view.ends(self.lists.opener, at).is_some();
        plain && !title.prefix.owned
    }

    /// "all 32 NATO members", "the 32-member alliance": how many they are, all together.
    fn counted(&self, hit: &Hit) -> Option<(usize, u32)> {
        let view = self.view;
        let hyphen = hit.from > 0 && view.is_mark(hit.from - 1, "-");
        let number = hit.from.checked_sub(1 + usize::from(hyphen))?;
        let count: u32 = view.word(number).parse().ok()?;
        if hyphen {
            return Some((number, count));
        }
        let from = view.ends(self.lists.all_of, number)?;
        Some((from, count))
    }

    /// "NATO's 32 members", "the European Union, which has 27 member states": the number of members after the place.
    pub(super) fn counted_behind(&self, hit: &Hit) -> Option<OfficeMention> {
        let (view, lists) = (self.view, self.lists);
        let number = if view.is_possessive(hit.to) {
            hit.to + 1
        } else {
            view.starts(lists.member_count, hit.to + usize::from(view.is_mark(hit.to, ",")))?
        };
        let count: u32 = view.word(number).parse().ok()?;
        let to = view.starts(lists.member_noun, number + 1)?;
        // "NATO's 11 members that border Russia": not all of them.
        if view.starts(lists.member_part, to).is_some() {
            return None;
        }
        let words: Vec<&str> = (hit.from..hit.to).chain(number + 1..to).map(|at| view.word(at)).collect();
        let phrase = words.join(" ");
        let (_, meanings) = self.table.longest(&phrase, 0).filter(|(end, _)| *end == phrase.len())?;
        let office = meanings.iter().find_map(|meaning| match meaning {
            Meaning::Status(id) => match self.table.offices_with(*id) {
                &[office] => Some(office),
                _ => None,
            },
            _ => None,
        })?;
        let whole = Hit { from: hit.from, to, meanings: Vec::new() };
        Some(self.bare(&whole, Bare { from: hit.from, tenures: Vec::new(), count: Some((office, count)) }))
    }

    fn bare(&self, hit: &Hit, bare: Bare) -> OfficeMention {
        let view = self.view;
        let own = view.span_of(hit.from, hit.to);
        let whole = OfficeMention::whole(view, (bare.from, hit.to), Form::Before, bare.tenures);
        OfficeMention { title: own, name: own, count: bare.count, ..whole }
    }
}
