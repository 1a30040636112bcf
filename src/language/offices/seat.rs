//! Whose an office is: "of the European Commission", "the Bank's", and a seat after the name: "Gov. Jane Roe of Michigan".

use super::modifiers::Modifiers;
use super::{Finder, Holders, OfficeMention, name_of, places};
use crate::rules::{EntityId, Meaning, ORGANISATION, TenureId, fold};

impl Finder<'_> {
    /// "the Bank's governor", "the company's boss": of the organisation that the draft names; `None` if a noun has it
    /// that may be anything.
    pub(super) fn read_owner(&self, prefix: &mut Modifiers) -> Option<()> {
        let view = self.view;
        let noun = prefix.start.checked_sub(2).filter(|&noun| prefix.owned && view.is_possessive(noun + 1));
        let Some(noun) = noun.filter(|_| prefix.places.is_none()) else { return Some(()) };
        let the = view.ends(self.lists.determiner, noun);
        if let Some(body) = self.body(the.unwrap_or(noun)) {
            (prefix.places, prefix.owned, prefix.possessive) = (Some(body), false, true);
            (prefix.start, prefix.phrase) = (noun, the.unwrap_or(noun));
        } else if let Some(the) = the.filter(|_| view.starts(self.lists.place_noun, noun) == Some(noun + 1)) {
            (prefix.its, prefix.start, prefix.phrase) = (true, noun, the);
        } else {
            return view.tokens[noun].capital.then_some(());
        }
        if prefix.marks.is_empty() {
            prefix.bare = noun;
        }
        Some(())
    }

    /// The organisation to which a noun, with or without its article, refers.
    pub(super) fn body(&self, at: usize) -> Option<Vec<EntityId>> {
        let name = self.view.starts(self.lists.determiner, at).unwrap_or(at);
        // Resolving the mentions of a draft takes long, and most nouns refer to no organisation.
        let reader = self.around.analysis.people_reader();
        let noun = || self.view.cues_at(name).any(|cue| reader.is_body(cue.list));
        let capital = |at: usize| self.view.tokens.get(at).is_some_and(|token| token.capital);
        let known = |at: usize| self.around.body_at(self.table, at);
        let refers = capital(at) || capital(name) || noun();
        let named = if refers { known(at).or_else(|| known(name)) } else { None };
        named.or_else(|| self.body_of_somebody(name).filter(|_| refers))
    }

    /// "the Commission", "the bank": of several that the draft names, or none, the one in which somebody in the sentence
    /// held an office.
    fn body_of_somebody(&self, noun: usize) -> Option<Vec<EntityId>> {
        let token = self.view.tokens.get(noun)?;
        let hits = self.view.hits.iter().filter_map(|hit| name_of(hit, Holders::People)).filter(|name| name.full);
        let held = hits.flat_map(|name| name.persons).flat_map(|id| self.table.person(id).tenures.clone());
        let of = held.map(|id| self.table.office(self.table.tenure(id).office).of);
        let mut bodies: Vec<EntityId> = of
            .filter(|&of| {
                let body = self.table.entity(of);
                let called = || fold(&body.name).split(' ').any(|word| word == token.lower);
                body.kind == ORGANISATION && called() && (token.capital || self.around.names(self.table, of))
            })
            .collect();
        bodies.dedup();
        (bodies.len() == 1).then_some(bodies)
    }

    /// "of Poland", "of the European Commission", "of Russia's Security Council".
    pub(super) fn of_place(&self, at: usize) -> Option<(usize, Vec<EntityId>)> {
        let view = self.view;
        let joined = view.starts(self.lists.joiner, at)?;
        let at = view.starts(self.lists.determiner, joined).unwrap_or(joined);
        let Some(mut hit) = view.hit_at(at) else {
            return Some((at + 1, self.body(joined)?));
        };
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
    pub(super) fn noun_ends(&self, end: usize) -> bool {
        let hit = self.view.hit_before(end);
        hit.is_some_and(|hit| hit.meanings.iter().any(|meaning| matches!(meaning, Meaning::Place(_))))
    }

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
