//! Kind `changed-numbers`: one number of a draft that is given twice with another value.
//!
//! Two numbers are one if two of three signs agree: the later one refers back ("the 421 volunteers") or is in a part that
//! repeats the text, both belong to one noun, and they differ as slips of the hand do: two digits changed places, or one is
//! wrong.

use rustc_hash::FxHashMap;

use super::topic::alike;
use super::{Draft, Kind, Messages, Outcome, Run};
use crate::findings::{Confidence, Finding};
use crate::language::cues::{Cues, ListId};
use crate::language::digits::{self, DigitSlip};
use crate::language::quantities::{Part, Quantity, QuantityLists, RATE, phrase};
use crate::language::values::ValueKind;
use crate::rules::{Check, KindSpec, Words};

const PLACEHOLDERS: &[&str] = &["one", "other"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "changed-numbers",
        messages: &[("message", PLACEHOLDERS), ("label.one", PLACEHOLDERS), ("label.other", PLACEHOLDERS)],
        required: &["message", "label.one", "label.other"],
        options: &[],
    },
    prepare,
};

fn prepare(_: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(ChangedNumbers {
        lists: QuantityLists::new(cues),
        vague: cues.list("quantity-vague"),
        apart: cues.list("quantity-apart"),
        elsewhere: cues.list("quantity-elsewhere"),
    })
}

#[derive(Debug)]
struct ChangedNumbers {
    lists: QuantityLists,
    /// Nouns that count anything.
    vague: ListId,
    /// Words in a sentence whose number is another one: "another", "instead".
    apart: ListId,
    /// Words in a sentence about something else: "in the earlier case".
    elsewhere: ListId,
}

/// How two numbers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// Two digits changed places.
    Swapped,
    /// One digit is another one.
    Digit,
    /// The scale is another one: million and billion.
    Scale,
    /// In another way.
    None,
}

/// Fewest digits of two numbers that are compared whatever they count.
const DIGITS: usize = 3;
/// Smaller numbers have no scale.
const SCALED: f64 = 1e3;
/// Numbers from here on are written with a word for their scale.
const MILLION: f64 = 1e6;
/// Most numbers of three digits and one kind in a draft in which two with swapped digits are one.
const MANY: usize = 12;

/// How two numbers of one kind differ.
fn slip(one: &Quantity<'_>, other: &Quantity<'_>) -> Slip {
    if !is_comparable(one, other) {
        let scale = (one.amount / other.amount).abs().log10();
        let scaled = one.digits == other.digits && one.digits.len() >= 2 && (scale - scale.round()).abs() < 1e-9;
        return if scaled && scale.abs() > 0.5 { Slip::Scale } else { Slip::None };
    }
    if one.places != other.places || one.digits.len().max(other.digits.len()) < 2 {
        return Slip::None;
    }
    match digits::slip(&padded(one), &padded(other)) {
        Some(DigitSlip::Changed) => Slip::Digit,
        Some(DigitSlip::Swapped) => Slip::Swapped,
        None => Slip::None,
    }
}

/// The digits of a number with its zeros at the end.
fn padded(quantity: &Quantity<'_>) -> String {
    format!("{:0<width$}", quantity.digits, width = quantity.places)
}

/// The numbers so far by what a slip leaves unchanged, so that a number is compared only with those that it may be a slip of.
#[derive(Debug, Default)]
struct Seen<'q> {
    by_key: FxHashMap<(&'q str, String), Vec<usize>>,
}

/// Digits of the longest number that is looked for.
const LONGEST: usize = 12;
/// Times that a number is greater than one which it is no slip of.
const ANOTHER: f64 = 2.5;
/// Letters in which the forms of a noun agree.
const STEM: usize = 4;
/// Most earlier numbers with one key that a number is compared with.
const ALIKE: usize = 32;

impl<'q> Seen<'q> {
    /// What two numbers have in common if they differ in their scale (the digits), if two digits changed places (the digits in
    /// order), and if one digit is another one (the other digits).
    fn keys(quantity: &Quantity<'q>) -> Vec<(&'q str, String)> {
        let digits = padded(quantity);
        let mut sorted: Vec<char> = digits.chars().collect();
        sorted.sort_unstable();
        let mut keys = vec![format!("={}", quantity.digits), sorted.into_iter().collect()];
        if digits.len() <= LONGEST && digits.is_ascii() {
            keys.extend((0..digits.len()).map(|at| format!("{}*{}", &digits[..at], &digits[at + 1..])));
        }
        // What a whole may be counted as.
        keys.extend(quantity.counted.map(|noun| format!("#{}", noun.chars().take(STEM).collect::<String>())));
        keys.into_iter().map(|key| (quantity.dimension, key)).collect()
    }

    fn add(&mut self, at: usize, quantity: &Quantity<'q>) {
        for key in Self::keys(quantity) {
            let alike = self.by_key.entry(key).or_default();
            if alike.len() < ALIKE {
                alike.push(at);
            }
        }
    }

    /// The earlier numbers that a number may be a slip of, in order.
    fn alike(&self, quantity: &Quantity<'q>) -> Vec<usize> {
        let mut found: Vec<usize> =
            Self::keys(quantity).iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Run for ChangedNumbers {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let all = self.lists.read(draft.analysis);
        let mut seen = Seen::default();
        let mut findings: Vec<Finding> = Vec::new();
        for (at, other) in all.iter().enumerate() {
            let mut before = seen.alike(other).into_iter().map(|at| &all[at]);
            if let Some(one) = before.find(|one| self.is_one(draft, &all, one, other)) {
                findings.push(describe(check, draft, one, other));
            }
            seen.add(at, other);
        }
        Outcome { findings, read: all.len() }
    }
}

impl ChangedNumbers {
    /// Returns `true` if two numbers are one thing with two values.
    fn is_one(&self, draft: &Draft<'_>, all: &[Quantity<'_>], one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
        if one.dimension != other.dimension
            || one.sentence == other.sentence && !(other.whole && is_parted(draft, one, other))
            || (one.amount - other.amount).abs() < 1e-9
            || one.value.hedge.is_some() != other.value.hedge.is_some()
            || one.compared
            || other.compared
            || is_year(one)
            || is_year(other)
            || other.dimension == "%"
            || is_name(draft, one)
            || is_name(draft, other)
        {
            return false;
        }
        let refers = other.definite && other.part == Part::Text || one.definite && one.part.repeats();
        let repeats = one.part.repeats() != other.part.repeats() && one.part != Part::Cell && other.part != Part::Cell;
        let found = match slip(one, other) {
            Slip::Swapped => {
                let long = other.whole && other.places > DIGITS || self.is_only_measure(all, one, other);
                let many = one.digits.len().max(other.digits.len()) >= DIGITS || long;
                let refers = refers || other.whole && one.part == Part::Text || self.is_only_measure(all, one, other);
                let owner = || self.same_owner(draft, one, other) || is_fine(one) && is_fine(other);
                refers && (many || owner()) || repeats && self.is_repeated(all, one, other, many)
            }
            Slip::Digit => {
                let measured = !one.dimension.is_empty() && one.dimension != "%";
                let direct = other.direct && other.part == Part::Text && !other.limited;
                direct && (one.places >= DIGITS || measured) && self.is_only_pair(draft, all, one, other)
            }
            Slip::Scale => {
                let thousands = [1e3, 1e6].iter().any(|&scale| {
                    is_equal(one.amount * scale, other.amount) || is_equal(other.amount * scale, one.amount)
                });
                let owner = self.same_owner(draft, one, other);
                (refers || repeats)
                    && one.amount.min(other.amount) >= SCALED
                    && (owner && (thousands || one.amount.min(other.amount) >= MILLION)
                        || thousands && refers && one.digits.len() >= DIGITS)
            }
            Slip::None => false,
        };
        let found = found || self.is_the_whole(draft, all, one, other);
        found
            && !is_explained(all, one, other)
            && !is_given_before(all, one, other)
            && !self.is_apart(draft, one)
            && !self.is_apart(draft, other)
    }

    /// Returns `true` if the later number is the whole of what the draft counted before: "16 stops", "each of its 18 stops".
    fn is_the_whole(&self, draft: &Draft<'_>, all: &[Quantity<'_>], one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
        let plain = |quantity: &Quantity<'_>| {
            let plural = quantity.counted.is_some_and(|noun| noun.ends_with('s'));
            quantity.amount >= 2.0 && quantity.amount.fract() == 0.0 && quantity.dimension.is_empty() && plural
        };
        let near = one.amount <= other.amount * ANOTHER && other.amount <= one.amount * ANOTHER;
        let whole = other.whole && other.part == Part::Text && !other.limited;
        let elsewhere = |quantity: &Quantity<'_>| {
            let sentence = &draft.analysis.sentences[quantity.sentence];
            sentence.cues().iter().any(|cue| cue.list == self.elsewhere)
        };
        whole
            && !one.whole
            && near
            && !elsewhere(one)
            && !elsewhere(other)
            && plain(one)
            && plain(other)
            && self.is_only_pair(draft, all, one, other)
    }

    /// Returns `true` if a number of a part that repeats the text has enough digits, and the text does not give it.
    fn is_repeated(&self, all: &[Quantity<'_>], one: &Quantity<'_>, other: &Quantity<'_>, many: bool) -> bool {
        let head = if one.part.repeats() { one } else { other };
        let given = all.iter().any(|quantity| {
            !quantity.part.repeats() && quantity.dimension == head.dimension && is_equal(quantity.amount, head.amount)
        });
        let long = many || one.places >= DIGITS || one.digits.len() >= 2 && one.amount.fract() != 0.0;
        long && !given
    }

    /// Returns `true` if a draft has two measures of a dimension and no others, one of which has three digits.
    fn is_only_measure(&self, all: &[Quantity<'_>], one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
        let measured = matches!(one.value.kind, ValueKind::Quantity(_)) && one.dimension != RATE;
        let both = |quantity: &Quantity<'_>| [one, other].iter().any(|this| is_equal(this.amount, quantity.amount));
        let long = one.places.max(other.places) >= DIGITS;
        measured && long && all.iter().filter(|quantity| quantity.dimension == one.dimension).all(both)
    }

    /// Returns `true` if the draft gives a noun these two numbers and no other ones.
    fn is_only_pair(&self, draft: &Draft<'_>, all: &[Quantity<'_>], one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
        let same =
            |quantity: &&Quantity<'_>| quantity.dimension == one.dimension && self.same_owner(draft, quantity, other);
        let both = |quantity: &Quantity<'_>| [one, other].iter().any(|this| is_equal(this.amount, quantity.amount));
        let wide = one.part == Part::Text || one.part.repeats();
        wide && self.same_owner(draft, one, other) && all.iter().filter(same).all(both)
    }

    /// Returns `true` if one noun is counted, or both amounts are of one noun.
    fn same_owner(&self, draft: &Draft<'_>, one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
        let vague = |noun: &str| draft.analysis.cues().contains(self.vague, noun);
        let mut own = [one.counted, one.of].into_iter().flatten().filter(|noun| !vague(noun));
        own.any(|noun| [other.counted, other.of].into_iter().flatten().any(|theirs| alike(noun, theirs)))
    }

    fn is_apart(&self, draft: &Draft<'_>, quantity: &Quantity<'_>) -> bool {
        let sentence = &draft.analysis.sentences[quantity.sentence];
        let near = |from: usize, to: usize| from <= quantity.tokens.1 + 2 && to + 2 >= quantity.tokens.0;
        sentence.cues().iter().any(|cue| cue.list == self.apart && near(cue.from(), cue.to()))
    }
}

/// Returns `true` if a colon or a semicolon is between two numbers of a sentence: "Sixteen stops: that is the line, and each of its
/// 18 stops".
fn is_parted(draft: &Draft<'_>, one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
    let tokens = draft.analysis.sentences[one.sentence].tokens();
    let between = one.tokens.1.min(other.tokens.0)..other.tokens.0;
    tokens[between].iter().any(|token| matches!(&*token.lower, ":" | ";"))
}

/// Returns `true` if a bare number is a version ("the 1.64 release") or part of a name ("The 859 Taproom").
fn is_name(draft: &Draft<'_>, quantity: &Quantity<'_>) -> bool {
    let tokens = draft.analysis.sentences[quantity.sentence].tokens();
    let number = tokens.get(quantity.tokens.0);
    let version = number.is_some_and(|token| token.lower.contains('.'));
    let behind = tokens.iter().find(|token| number.is_some_and(|number| token.span.start >= number.span.end));
    quantity.dimension.is_empty() && (version || behind.is_some_and(|token| token.capital))
}

/// Returns `true` if a bare number may be a year.
fn is_year(quantity: &Quantity<'_>) -> bool {
    quantity.dimension.is_empty()
        && !quantity.grouped
        && quantity.places == 4
        && (1000.0..2200.0).contains(&quantity.amount)
}

/// Returns `true` if two numbers are written in one scale, so that their digits can be compared.
fn is_comparable(one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
    // The digits with the zeros of `padded`, as a number.
    let number = |quantity: &Quantity<'_>| {
        let digits = quantity.digits.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit.saturating_sub(b'0')));
        let zeros = quantity.places.saturating_sub(quantity.digits.len());
        (0..zeros).fold(digits, |sum, _| sum * 10.0)
    };
    is_equal(one.amount * number(other), other.amount * number(one))
}

fn is_equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

/// Returns `true` if a quantity is written with a scale, so that two digits are many: "£8.4 million".
fn is_fine(quantity: &Quantity<'_>) -> bool {
    !quantity.dimension.is_empty() && quantity.digits.len() >= 2 && quantity.amount >= SCALED
}

/// Returns `true` if the draft gives the later value again, so that there are two things, if a third number makes up the
/// difference, or if there are many numbers of the kind.
fn is_explained(all: &[Quantity<'_>], one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
    let same = |quantity: &&Quantity<'_>| quantity.dimension == one.dimension;
    let times = |amount: f64| all.iter().filter(same).filter(|quantity| is_equal(quantity.amount, amount)).count();
    let near = |quantity: &&Quantity<'_>| {
        let beside = |sentence: usize| quantity.sentence.abs_diff(sentence) <= 1;
        beside(one.sentence) || beside(other.sentence)
    };
    let difference = (one.amount - other.amount).abs();
    let long = |quantity: &&Quantity<'_>| quantity.places >= DIGITS && quantity.places.abs_diff(one.places) <= 1;
    times(one.amount) > 1 && times(other.amount) > 1
        || all
            .iter()
            .filter(same)
            .filter(near)
            .any(|quantity| quantity.digits.len() > 1 && is_equal(quantity.amount, difference))
        || all.iter().filter(same).filter(long).count() > MANY
}

/// Returns `true` if the text gives the later value before, so that "the 120 homes" are those: "120 homes", and "had asked for
/// 180 homes".
fn is_given_before(all: &[Quantity<'_>], one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
    let same = |quantity: &&Quantity<'_>| {
        quantity.dimension == one.dimension && quantity.part == Part::Text && quantity.sentence < other.sentence
    };
    one.part == Part::Text
        && slip(one, other) != Slip::Swapped
        && all.iter().filter(same).any(|quantity| is_equal(quantity.amount, other.amount))
}

fn describe(check: &Check, draft: &Draft<'_>, one: &Quantity<'_>, other: &Quantity<'_>) -> Finding {
    let span = |quantity: &Quantity<'_>| phrase(quantity, &draft.analysis.sentences[quantity.sentence]);
    let (first, second) = (draft.one_line(span(one)), draft.one_line(span(other)));
    let values = [("one", first.as_str()), ("other", second.as_str())];
    let messages = Messages::new(check, &values);
    Finding {
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, span(one), "label.one")],
        ..messages.at(draft, span(other), "label.other")
    }
}
