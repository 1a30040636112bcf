//! Kind `variants`: spellings of one name, of which a draft should use one, or the preferred one.

use super::{Draft, Kind, Messages, Outcome, Run};
use crate::findings::{Edit, Finding, Fix, Safety};
use crate::language::cues::Cues;
use crate::language::phrases::Phrases;
use crate::rules::{Check, KindSpec, OptionSort, OptionSpec, Words};
use crate::text::{Prose, Span};

const PLACEHOLDERS: &[&str] = &["odd", "other", "odds", "others"];

/// The name of the kind.
pub(super) const NAME: &str = "variants";

/// The spellings that a check of this kind puts together.
pub(super) fn groups(check: &Check) -> impl Iterator<Item = &Vec<String>> {
    check.groups(GROUPS).iter().chain(check.groups(HOUSE))
}

const GROUPS: OptionSpec = OptionSpec { name: "groups", sort: OptionSort::Groups };
const HOUSE: OptionSpec = OptionSpec { name: "house", sort: OptionSort::Groups };
const EXCEPT: OptionSpec = OptionSpec { name: "except", sort: OptionSort::Texts };

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: NAME,
        messages: &[
            ("message", PLACEHOLDERS),
            ("label.odd", PLACEHOLDERS),
            ("label.other", PLACEHOLDERS),
            ("label.house", PLACEHOLDERS),
            ("fix.house", PLACEHOLDERS),
        ],
        required: &["message"],
        options: &[GROUPS, HOUSE, EXCEPT],
    },
    prepare,
};

fn prepare(check: &Check, _: &Words, _: &Cues) -> Box<dyn Run> {
    let (groups, house) = (check.groups(GROUPS), check.groups(HOUSE));
    let all = || groups.iter().chain(house);
    let except = check.texts(EXCEPT);
    Box::new(Variants {
        // Exceptions are longer, so they are found first, and belong to no group.
        phrases: Phrases::new(all().flatten().chain(except)),
        group: all().enumerate().flat_map(|(number, group)| group.iter().map(move |_| number)).collect(),
        spelling: all().flat_map(|group| 0..group.len()).collect(),
        texts: all().flatten().cloned().collect(),
        house: groups.len(),
    })
}

#[derive(Debug)]
struct Variants {
    phrases: Phrases,
    /// Of each phrase: its group, its number in the group, its text.
    group: Vec<usize>,
    spelling: Vec<usize>,
    texts: Vec<String>,
    /// From this group on the first spelling is the house's.
    house: usize,
}

/// An occurrence of a spelling.
struct Occurrence {
    span: Span<Prose>,
    group: usize,
    spelling: usize,
}

impl Run for Variants {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let stands = self.stands(draft);
        let mut groups: Vec<usize> = stands.iter().map(|found| found.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let findings = groups.iter().flat_map(|&group| {
            let of_group: Vec<&Occurrence> = stands.iter().filter(|found| found.group == group).collect();
            self.judge(check, draft, group, &of_group)
        });
        Outcome { findings: findings.collect(), read: stands.len() }
    }
}

impl Variants {
    fn stands(&self, draft: &Draft<'_>) -> Vec<Occurrence> {
        let prose = draft.analysis.prose();
        let mut found = Vec::new();
        for phrase in draft.analysis.phrases(&self.phrases) {
            let Some((&group, &spelling)) = self.group.get(phrase.number).zip(self.spelling.get(phrase.number)) else {
                continue;
            };
            let span = Span::new(phrase.from, phrase.to);
            // A name has its capital; "turkey" is a bird.
            let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
            if capital(&self.texts[phrase.number]) == capital(span.of(prose)) && draft.own_voice(span, &[]) {
                found.push(Occurrence { span, group, spelling });
            }
        }
        found
    }

    fn judge(&self, check: &Check, draft: &Draft<'_>, group: usize, stands: &[&Occurrence]) -> Vec<Finding> {
        let preferred = |text: &str| {
            self.texts
                .iter()
                .zip(&self.group)
                .find(|&(_, of)| *of == group)
                .map_or_else(|| text.to_owned(), |(text, _)| text.clone())
        };
        if group >= self.house {
            let wrong: Vec<Span<Prose>> =
                stands.iter().filter(|found| found.spelling > 0).map(|found| found.span).collect();
            let Some(&first) = wrong.first() else {
                return Vec::new();
            };
            let house = preferred(draft.document.text(first));
            return vec![describe(check, draft, &wrong, &[], &house)];
        }
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for found in stands {
            match counts.iter_mut().find(|(_, spelling)| *spelling == found.spelling) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, found.spelling)),
            }
        }
        // The rarer spelling is marked; of equals the later.
        let commonest = counts.iter().rev().max_by_key(|(count, _)| *count).map(|&(_, spelling)| spelling);
        let spans = |spelling: usize| -> Vec<Span<Prose>> {
            stands.iter().filter(|found| found.spelling == spelling).map(|found| found.span).collect()
        };
        let Some(others) = commonest.map(spans) else {
            return Vec::new();
        };
        let odd = counts.iter().map(|&(_, spelling)| spelling).filter(|&spelling| Some(spelling) != commonest);
        odd.map(|spelling| describe(check, draft, &spans(spelling), &others, "")).collect()
    }
}

fn describe(check: &Check, draft: &Draft<'_>, odds: &[Span<Prose>], others: &[Span<Prose>], house: &str) -> Finding {
    let odd = draft.one_line(odds[0]);
    let other = others.first().map_or_else(|| house.to_owned(), |&span| draft.one_line(span));
    let (odd_count, other_count) = (odds.len().to_string(), others.len().to_string());
    let values = [("odd", &*odd), ("other", &other), ("odds", &odd_count), ("others", &other_count)];
    let messages = Messages::new(check, &values);
    let fix = (!house.is_empty() && check.messages.contains_key("fix.house")).then(|| Fix {
        title: messages.text("fix.house"),
        safety: Safety::Safe,
        edits: odds.iter().map(|&span| Edit { place: draft.document.place(span), insert: house.to_owned() }).collect(),
    });
    Finding {
        related: messages.others(draft, &odds[1..], others, "label.other"),
        fixes: fix.into_iter().collect(),
        ..messages.at(draft, odds[0], if house.is_empty() { "label.odd" } else { "label.house" })
    }
    .known_by([odd.as_str(), other.as_str()])
}
