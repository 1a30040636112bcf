//! The words behind a name that mean its government: "administration", "-led coalition", "'s Labour cabinet",
//! "administration officials".

use super::{Finder, Name};
use crate::language::clauses::Role;
use crate::language::tokens::TokenKind;
use crate::rules::TenureId;

/// Most words between a possessive and the noun: "Sunak's minority Conservative government".
const MODIFIERS: usize = 3;

/// Most unknown adjectives between an article and the name: "the increasingly unpopular Sunak government".
const ADJECTIVES: usize = 3;

/// The words behind a name that mean the government of its holder.
#[derive(Debug)]
pub(super) struct Organ {
    /// First token of the noun.
    pub noun: usize,
    /// One past the noun.
    pub end: usize,
    /// One past the people who work for it: "administration officials".
    pub staff: Option<usize>,
    /// Whether it is a part of the government rather than the whole.
    pub part: bool,
    /// Whether a possessive joins it to the name.
    pub owned: bool,
}

impl Finder<'_> {
    /// The government, or a part of it, behind the name that ends before a token.
    pub(super) fn organ_behind(&self, to: usize, titled: bool) -> Option<Organ> {
        let (view, lists) = (self.view, self.lists);
        let owned = view.is_possessive(to);
        // "the Scholz-led coalition"
        let led = if view.is_mark(to, "-") { Some(view.starts(lists.led, to + 1)?) } else { None };
        let first = led.unwrap_or(to + usize::from(owned));
        let mut noun = first;
        for _ in 0..=MODIFIERS {
            let part = view.starts(lists.organ, noun);
            let loose = || view.starts(lists.organ_of_titled, noun).filter(|_| titled);
            let whole = view.starts(lists.metonym, noun).filter(|&end| part.is_none_or(|part| part < end));
            if let Some(end) = whole.or(part).or_else(loose) {
                let staff = view.starts(lists.officials, end);
                let organ = Organ { noun, end, staff, part: whole.is_none(), owned };
                return (!self.is_of_another(&organ)).then_some(organ);
            }
            noun = view.starts(lists.organ_modifier, noun).or_else(|| view.starts(lists.prefix.modifier, noun))?;
        }
        None
    }

    /// "Johnson's cabinet maker", "the Lincoln Administration Building", "Biden's press secretary, Jane Roe".
    fn is_of_another(&self, organ: &Organ) -> bool {
        let (view, lists) = (self.view, self.lists);
        let capital = |at: usize| view.tokens.get(at).is_some_and(|token| token.capital);
        let named = capital(organ.noun) && capital(organ.end);
        let person = || view.starts(lists.organ_person, organ.noun) == Some(organ.end);
        let name = organ.end + usize::from(view.is_mark(organ.end, ","));
        view.starts(lists.organ_blocker, organ.end).is_some()
            || named && view.starts(lists.name_blocker, organ.end).is_some()
            || capital(name) && person()
    }

    /// Returns `true` if a noun follows that the words at tokens `[from, to)` modify: "a Biden administration plan".
    pub(super) fn modifies(&self, from: usize, to: usize) -> bool {
        self.view.sentence.clauses(self.table).of_mention(from, to).role == Role::Modifier
    }

    /// The article before unknown adjectives: "the increasingly unpopular Sunak government".
    pub(super) fn article_before(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let plain = |at: &usize| {
            let token = &view.tokens[*at];
            let word = token.kind == TokenKind::Word && !token.capital || view.is_mark(*at, "-");
            word && !self.lists.prefix.stops(view, at + 1)
        };
        let mut words =
            (at.saturating_sub(ADJECTIVES)..at).rev().take_while(plain).map(|at| view.ends(self.lists.determiner, at));
        words.find_map(|article| article)
    }

    /// "senior Biden officials": one who has a rank serves now, unless a marker says otherwise.
    pub(super) fn ranked_staff(&self, name: &Name) -> Option<(usize, usize)> {
        let rank = self.view.ends(self.lists.staff_rank, name.from)?;
        Some((rank, self.view.starts(self.lists.officials, name.to)?))
    }

    /// Returns `true` if the draft says who is meant: by a full name, here or elsewhere.
    pub(super) fn is_known(&self, name: &Name) -> bool {
        name.full || self.around.named_in_full(self.table, &name.persons).is_some()
    }

    /// The name before a part of a government, as the one whom the draft names in full; `None` if it must name somebody
    /// and does not: "the Kim regime", "the May cabinet".
    pub(super) fn resolved(&self, name: Name, organ: &Organ) -> Option<Name> {
        let (view, lists) = (self.view, self.lists);
        let unsure = view.starts(lists.organ_of_known, organ.noun) == Some(organ.end)
            || !organ.owned && view.starts(lists.opener, name.from) == Some(name.to);
        if name.full || !organ.part && !unsure {
            return Some(name);
        }
        match self.around.named_in_full(self.table, &name.persons) {
            Some(one) => Some(Name { persons: vec![one], ..name }),
            None => (!unsure).then_some(name),
        }
    }

    /// Returns `true` if the holder of an office heads a government of ministers.
    pub(super) fn is_premier(&self, tenure: TenureId) -> bool {
        let office = self.table.office(self.table.tenure(tenure).office);
        office.metonyms.iter().any(|word| self.lists.premier_metonym.contains(word))
    }

    /// Returns `true` for an office of a country: "a senior Romney adviser" works for a candidate or a governor.
    pub(super) fn is_national(&self, tenure: TenureId) -> bool {
        let office = self.table.office(self.table.tenure(tenure).office);
        self.table.entity(office.of).within.is_none()
    }
}
