//! Kind `step-references`: "the key you generated in step 2", where another step generates it.
//!
//! The clause that names a step shares words with one item of the numbered list that no other item has, and none with the step
//! that it names.

use super::topic::alike;
use super::{Draft, Kind, Messages, Outcome, Run};
use crate::findings::{Confidence, Finding};
use crate::language::analysis::Sentence;
use crate::language::cues::{Cues, ListId};
use crate::language::structure::List;
use crate::language::tokens::{Token, TokenKind};
use crate::rules::{Check, KindSpec, Words};

const PLACEHOLDERS: &[&str] = &["named", "step"];

pub(super) const KIND: Kind = Kind {
    spec: KindSpec {
        name: "step-references",
        messages: &[("message", PLACEHOLDERS), ("label.step", PLACEHOLDERS), ("label.named", PLACEHOLDERS)],
        required: &["message", "label.step", "label.named"],
        options: &[],
    },
    prepare,
};

fn prepare(_: &Check, _: &Words, cues: &Cues) -> Box<dyn Run> {
    Box::new(StepReferences {
        small: cues.list("matter-small"),
        step: cues.list("step-noun"),
        done: cues.list("step-done"),
    })
}

#[derive(Debug)]
struct StepReferences {
    small: ListId,
    /// "step".
    step: ListId,
    /// "you", "from": the words before the step say what was done in it.
    done: ListId,
}

/// Fewest and most steps of a list.
const STEPS: std::ops::RangeInclusive<usize> = 3..=20;
/// Most tokens of what was done in a step.
const REACH: usize = 7;
/// Fewest words that the clause shares with another step alone.
const SHARED: usize = 2;

impl Run for StepReferences {
    fn run(&self, check: &Check, draft: &Draft<'_>) -> Outcome {
        let structure = draft.analysis.structure();
        let mut lists = structure.lists.iter().filter(|list| list.ordered && list.depth == 0);
        let (Some(list), None) = (lists.next(), lists.next()) else { return Outcome::default() };
        if !STEPS.contains(&list.items.len()) {
            return Outcome::default();
        }
        let items: Vec<Vec<&str>> = list.items.iter().map(|item| self.words(draft, item.clone())).collect();
        let mut found = Outcome::default();
        for sentence in &draft.analysis.sentences {
            for (at, pair) in sentence.tokens().windows(2).enumerate() {
                let number = pair[1].lower.parse::<usize>().ok().filter(|number| (1..=items.len()).contains(number));
                if let Some(number) = number.filter(|_| draft.analysis.cues().contains(self.step, &pair[0].lower)) {
                    found.read += 1;
                    let own = list.items.iter().position(|item| item.contains(&sentence.block));
                    if let Some(step) = self.meant(draft, sentence, at, (number - 1, own), &items) {
                        found.findings.push(describe(check, draft, list, (number, step), &pair[1]));
                    }
                }
            }
        }
        found
    }
}

impl StepReferences {
    fn words<'a>(&self, draft: &Draft<'a>, blocks: std::ops::Range<usize>) -> Vec<&'a str> {
        let tokens = blocks.flat_map(|block| draft.analysis.of_block(block)).flat_map(Sentence::tokens);
        tokens.filter(|token| self.is_content(draft, token)).map(|token| token.lower.as_str()).collect()
    }

    fn is_content(&self, draft: &Draft<'_>, token: &Token) -> bool {
        token.kind == TokenKind::Word
            && token.lower.len() > 2
            && !draft.analysis.cues().contains(self.small, &token.lower)
    }

    /// The step that the words before a reference describe, if it is not the one that is named.
    fn meant(
        &self,
        draft: &Draft<'_>,
        sentence: &Sentence<'_>,
        at: usize,
        (named, own): (usize, Option<usize>),
        items: &[Vec<&str>],
    ) -> Option<usize> {
        let tokens = sentence.tokens();
        let from = (at.saturating_sub(REACH)..at).rev().take_while(|&at| tokens[at].kind == TokenKind::Word).last()?;
        let clause = &tokens[from..at];
        if !clause.iter().any(|token| draft.analysis.cues().contains(self.done, &token.lower)) {
            return None;
        }
        let words: Vec<&Token> = clause.iter().filter(|token| self.is_content(draft, token)).collect();
        let shares =
            |item: usize| words.iter().filter(|word| items[item].iter().any(|other| alike(other, &word.lower))).count();
        let best = (0..items.len()).filter(|&item| Some(item) != own).max_by_key(|&item| shares(item))?;
        let alone = (0..items.len()).filter(|&item| Some(item) != own && shares(item) == shares(best)).count() == 1;
        (alone && best != named && shares(best) >= SHARED && shares(named) == 0).then_some(best)
    }
}

fn describe(check: &Check, draft: &Draft<'_>, list: &List, (named, step): (usize, usize), token: &Token) -> Finding {
    let values = [("named", named.to_string()), ("step", (step + 1).to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let messages = Messages::new(check, &values);
    let block = draft.analysis.blocks[list.items[step].start].span;
    Finding {
        confidence: Confidence::Medium,
        related: vec![messages.conflict(draft, block, "label.step")],
        ..messages.at(draft, token.span, "label.named")
    }
}
