//! Reads `[[check.evidence]]` and `[[check.pattern.evidence]]`: what speaks for a reading, and what against it.

use std::cell::Cell;
use std::ops::Range;

use toml::Spanned;

use super::expressions::{ExpressionReader, pattern};
use super::formula::{Capture, Evidence, Sign};
use super::patterns::Use;
use super::toml_reader::{Section, Sink};

/// A weight is a number of hundredths, so that sums are exact.
const SCALE: f64 = 100.0;
/// The largest weight, either way.
const LARGEST: f64 = 100.0;

/// One row, as written.
#[derive(Debug)]
pub(super) struct Row {
    header: Range<usize>,
    text: Vec<Spanned<String>>,
    between: Vec<Spanned<String>>,
    condition: Option<Spanned<String>>,
    same_noun: Vec<Spanned<String>>,
    apart: bool,
    spare: bool,
    weight: i32,
    /// Whether a rule has the captures that it names.
    used: Cell<bool>,
}

/// The rows of a table, each with its faults reported.
pub(super) fn rows(section: &mut Section<'_>, sink: &mut Sink) -> Vec<Row> {
    section.sections("evidence", sink).into_iter().filter_map(|table| Row::of(table, sink)).collect()
}

/// A number of points in hundredths.
pub(super) fn points(section: &mut Section<'_>, key: &'static str, sink: &mut Sink) -> Option<i32> {
    let number = section.number(key, sink)?;
    if number.abs() > LARGEST {
        let message = format!("`{key}` must be a number from -{LARGEST} to {LARGEST}");
        sink.fault("wrong-type", section.range_of(key), message);
        return None;
    }
    Some((number * SCALE).round() as i32)
}

impl Row {
    fn of(mut section: Section<'_>, sink: &mut Sink) -> Option<Self> {
        let header = section.range.clone();
        let weight = points(&mut section, "weight", sink);
        if !section.has("weight") {
            section.missing("weight", "evidence needs a `weight`", sink);
        }
        let row = Self {
            header: header.clone(),
            text: section.strings("text", sink),
            between: section.strings("between", sink),
            condition: section.string("if", sink),
            same_noun: section.strings("same-noun", sink),
            apart: section.boolean("apart", sink).unwrap_or(false),
            spare: section.boolean("spare", sink).unwrap_or(false),
            weight: weight.unwrap_or(0),
            used: Cell::new(false),
        };
        section.finish(sink);
        let given = [
            !row.text.is_empty(),
            !row.between.is_empty(),
            row.condition.is_some(),
            !row.same_noun.is_empty(),
            row.apart,
            row.spare,
        ];
        if given.into_iter().filter(|given| *given).count() != 1 {
            let message = "evidence needs one of `text`, `between`, `if`, `same-noun`, `apart` and `spare`";
            sink.fault("missing-key", header, message);
            return None;
        }
        weight.map(|_| row)
    }

    /// What it means for a rule with some captures. A row of the whole check (`shared`) is for the rules that have all captures it
    /// names; a row of one rule that names others is a fault.
    pub(super) fn ready(
        &self,
        captures: &[Capture],
        shared: bool,
        uses: &mut Vec<Use>,
        sink: &mut Sink,
    ) -> Option<Evidence> {
        if shared && !self.names_only(captures) {
            return None;
        }
        // What a row of the whole check names is reported once.
        let (mut spare, again) = (Vec::new(), self.used.replace(true));
        let uses = if again { &mut spare } else { uses };
        let reader = ExpressionReader { captures, bare: false };
        let patterns = |texts: &[Spanned<String>], uses: &mut Vec<Use>, sink: &mut Sink| {
            let one = |text: &Spanned<String>| {
                let pattern = pattern(text, uses, sink)?;
                let number = |capture: &Capture| {
                    let name = Spanned::new(text.span(), capture.name.clone());
                    reader.capture(&name, sink)
                };
                let numbers = pattern.captures.iter().map(number).collect::<Option<Vec<u8>>>()?;
                Some((pattern, numbers))
            };
            texts.iter().map(one).collect::<Option<Vec<_>>>()
        };
        let sign = if !self.text.is_empty() {
            Sign::Text(patterns(&self.text, uses, sink)?)
        } else if !self.between.is_empty() {
            Sign::Between(patterns(&self.between, uses, sink)?.into_iter().map(|(pattern, _)| pattern).collect())
        } else if let Some(condition) = &self.condition {
            Sign::If(reader.truth(condition, sink)?)
        } else if !self.same_noun.is_empty() {
            Sign::SameNoun(self.same_noun.iter().map(|name| reader.capture(name, sink)).collect::<Option<_>>()?)
        } else if self.apart {
            Sign::Apart
        } else {
            Sign::Spare
        };
        Some(Evidence { sign, weight: self.weight })
    }

    /// Returns `true` if it names no capture that is missing. Faults in its texts count as no name.
    fn names_only(&self, captures: &[Capture]) -> bool {
        let known = |name: &str| captures.iter().any(|capture| capture.name == name);
        let of_text = |text: &Spanned<String>| match super::formula::pattern(text.get_ref()) {
            Ok(pattern) => pattern.captures.iter().all(|capture| known(&capture.name)),
            Err(_) => true,
        };
        self.text.iter().all(of_text)
            && self.same_noun.iter().all(|name| known(name.get_ref()))
            && self.condition.as_ref().is_none_or(|text| super::formula::expression(text.get_ref(), captures).is_ok())
    }

    /// Reports a row that no rule of its check has the captures for.
    pub(super) fn finish(&self, sink: &mut Sink) {
        if !self.used.get() {
            let message = "no pattern of this check has `figure` and all captures that this evidence names";
            sink.fault("unknown-capture", self.header.clone(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::{Facts, read};
    use crate::text::Input;

    /// The codes of the faults of a check with a pattern, and the texts at their places.
    fn faults(pattern: &str) -> Vec<(&'static str, String)> {
        let text = format!(
            "[check]\nid = \"a\"\nkind = \"formula\"\nseverity = \"hint\"\nsummary = \"s\"\nmanual = \"m\"\n{pattern}\n\
             [[check.flag]]\ndraft = \"a\"\n[[check.pass]]\ndraft = \"b\"\n"
        );
        let input = Input::file("a.toml", text);
        let read = read(Facts::default(), std::slice::from_ref(&input), &[]);
        let at = |fault: &crate::findings::Fault| fault.place.as_ref().map_or("", |place| place.text()).to_owned();
        read.faults.iter().map(|fault| (fault.code, at(fault))).collect()
    }

    const FIGURES: &str =
        "[[check.pattern]]\nfigure.p = \"percent\"\nfigure.xs = \"amount*\"\nholds = \"sum(xs) == p\"\n";

    #[test]
    fn evidence_is_read_with_its_captures() {
        let rows =
            "evidence = [{ text = [\"of {p:percent}\"], weight = 1 }, { if = \"count(xs) > 2\", weight = -0.5 }]\n";
        assert_eq!(faults(&format!("{FIGURES}{rows}")), []);
        assert_eq!(faults(&format!("[[check.evidence]]\nsame-noun = [\"p\", \"xs\"]\nweight = 1\n{FIGURES}")), []);
    }

    #[test]
    fn faulty_evidence_is_reported_at_its_place() {
        let with = |row: &str| faults(&format!("{FIGURES}evidence = [{{ {row} }}]\n"));
        assert_eq!(
            with("text = [\"of {q:percent}\"], weight = 1"),
            [("unknown-capture", "\"of {q:percent}\"".to_owned())]
        );
        assert_eq!(with("if = \"q > 1\", weight = 1")[0].0, "bad-expression");
        assert_eq!(with("same-noun = [\"q\"], weight = 1"), [("unknown-capture", "\"q\"".to_owned())]);
        assert_eq!(with("apart = true")[0].0, "missing-key");
        assert_eq!(with("apart = true, spare = true, weight = 1")[0].0, "missing-key");
        assert_eq!(with("weight = 1")[0].0, "missing-key");
        assert_eq!(with("apart = true, weight = 1000"), [("wrong-type", "1000".to_owned())]);
        assert_eq!(with("apart = true, weigt = 1, weight = 1"), [("unknown-key", "weigt".to_owned())]);
    }

    #[test]
    fn evidence_of_a_check_needs_a_pattern_with_its_figures() {
        let shared = "[[check.evidence]]\nif = \"q > 1\"\nweight = 1\n";
        assert_eq!(faults(&format!("{shared}{FIGURES}")), [("unknown-capture", "[[check.evidence]]".to_owned())]);
    }

    #[test]
    fn figures_need_types_that_figures_have() {
        let figures = |keys: &str| faults(&format!("[[check.pattern]]\n{keys}\nholds = \"p > 1\"\n"));
        assert_eq!(
            figures("figure.p = \"percent\"\nfigure.a = \"weekday\""),
            [("unknown-sort", "\"weekday\"".to_owned())]
        );
        assert_eq!(figures("figure.p = \"percent*\"\nfigure.a = \"amount\"")[0].0, "bad-pattern");
        assert_eq!(figures("figure.p = \"percent\"")[0].0, "bad-pattern");
        assert_eq!(figures("text = \"{p:percent}\"\nneeds = [\"a\"]"), [("missing-key", "[\"a\"]".to_owned())]);
    }
}
