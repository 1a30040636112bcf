//! The keys of `[[check.pattern]]` and of its evidence.

use super::formula::{Scope, Sort, SubjectSort, Transform, Within};
use super::keys::{Key, Keys, SEVERITY, Takes, may, must, severities};

fn withins() -> Vec<&'static str> {
    Within::ALL.iter().map(|(_, word)| *word).collect()
}

fn scopes() -> Vec<&'static str> {
    Scope::ALL.iter().map(|(_, name)| *name).collect()
}

fn transforms() -> Vec<&'static str> {
    Transform::ALL.iter().map(|(_, word)| *word).collect()
}

fn subjects() -> Vec<&'static str> {
    SubjectSort::ALL.iter().map(|(_, word)| *word).collect()
}

/// The types of figures, alone and with the star of several.
fn figures() -> Vec<&'static str> {
    super::patterns::FIGURE_WORDS.to_vec()
}

fn sorts() -> Vec<&'static str> {
    Sort::names().collect()
}

const EVIDENCE_KEYS: &[Key] = &[
    may("text", Takes::Texts, "Patterns; what they capture must be the figures of the reading."),
    may("between", Takes::Texts, "Patterns that match between two figures of a sentence."),
    may("if", Takes::Text, "A condition on the figures."),
    may("same-noun", Takes::Texts, "The names of figures that count the same thing."),
    may("apart", Takes::Boolean, "If true, it counts for each sentence between the first figure and the farthest one."),
    may("spare", Takes::Boolean, "If true, it counts for each figure of the same type that the reading does not use."),
    must("weight", Takes::Number, "Points for the reading, or against it."),
];

const EVIDENCE_OF_PATTERN: Keys = Keys { header: "[[check.pattern.evidence]]", keys: EVIDENCE_KEYS };

/// Evidence for every pattern of a check that has the figures it names.
pub const EVIDENCE: Keys = Keys { header: "[[check.evidence]]", keys: EVIDENCE_KEYS };

/// A pattern of a check whose kind has patterns.
pub const PATTERN: Keys = Keys {
    header: "[[check.pattern]]",
    keys: &[
        may(
            "text",
            Takes::Texts,
            "Words, word lists and recognised values to match. Several texts share the other keys.",
        ),
        may("regex", Takes::Text, "A regular expression instead of `text`."),
        may(
            "part",
            Takes::NamedLists,
            "Parts instead of `text`: the patterns of each, of which one must fit, anywhere and in any order. The first is the trigger.",
        ),
        may(
            "figure",
            Takes::NamedWords(figures),
            "Figures instead of `text`: the type of each. The first is derived from the others; a star after the type means two or more.",
        ),
        may(
            "needs",
            Takes::Texts,
            "For `figure`: patterns of which one must match in the sentence of the first figure; if they capture it, only what they capture is tried.",
        ),
        may(
            "evidence",
            Takes::Tables(&EVIDENCE_OF_PATTERN),
            "What speaks for a reading of figures, and what against it.",
        ),
        may("enough", Takes::Number, "The least sum of evidence for a reading that is reported. Default: 1."),
        may("within", Takes::Word(withins), "Where the parts or figures must be. Default: \"sentence\"."),
        may(
            "most",
            Takes::Integer(1, 20),
            "Maximum number of readings of one trigger: with more, nothing is reported. Default: 2.",
        ),
        may("groups", Takes::NamedWords(sorts), "The types of the values in the named groups of `regex`."),
        may("with", Takes::Text, "A second pattern to pair with. Needs `same`."),
        may("same", Takes::Text, "The capture that both matches of a pair share; the key of a slot."),
        may("value", Takes::Text, "The capture that holds the value of a slot."),
        may(
            "scope",
            Takes::Word(scopes),
            "The part of the draft that must contain both matches of a pair. Default: \"sentence\".",
        ),
        may("where", Takes::Text, "A condition: the match counts only if this is certainly true."),
        may("holds", Takes::Text, "The expression that must be true."),
        may("message", Takes::Text, "The headline of a finding."),
        may("note", Takes::Text, "The message at the primary place."),
        may(
            "primary",
            Takes::Text,
            "The capture that is the primary place, or a range `a..b`. Default: the whole match.",
        ),
        may("identity", Takes::Texts, "The values that identify a finding. Default: the words of all captures."),
        may("label", Takes::NamedTexts, "Messages at other captures."),
        may("fix", Takes::NamedTexts, "Replacements for a capture."),
        may("severity", Takes::Word(severities), SEVERITY),
        may("except", Takes::Texts, "Patterns that suppress it anywhere in the sentence."),
        may("except-paragraph", Takes::Texts, "Patterns that suppress it anywhere in the paragraph."),
        may("except-inside", Takes::Texts, "Patterns that suppress it inside the match."),
        may("except-before", Takes::Texts, "Patterns that suppress it before the match."),
        may("except-after", Takes::Texts, "Patterns that suppress it after the match."),
        may("inside", Takes::Texts, "Patterns of which one must fit inside the match."),
        may("except-between", Takes::Texts, "Patterns that suppress it between two parts of the match."),
        may("quoted", Takes::Boolean, "If true, quotations are checked too."),
        may("gives", Takes::Text, "The event that a match dates, as messages call it: \"the birth\". For kind `line`."),
        may("by", Takes::Word(transforms), "How its days follow from the anchor. Default: \"date\"."),
        may("of", Takes::Word(subjects), "Whose event it is. Default: \"person\"."),
        may(
            "at",
            Takes::Texts,
            "Where the day that it counts from is looked for, in order: \"own\", \"clause\", \"sentence\", \"any\", \"before\", \"entry\", \"now\", \"day\", or another event.",
        ),
    ],
};
