//! Two matches of one draft whose captures name the same.

use super::find::Fit;
use super::value::Val;
use crate::kinds::Draft;
use crate::rules::formula::{Capture, Rule, Scope, Sort};

/// Most matches of one half that are paired: more make a table, not a text.
const MOST: usize = 60;

/// Every pair within the scope of a rule, as one match with the captures of both.
pub(super) fn pairs(rule: &Rule, first: &[Fit], second: &[Fit], draft: &Draft<'_>) -> Vec<Fit> {
    let Some((a, b)) = rule.same else { return Vec::new() };
    let (a, b) = (usize::from(a), usize::from(b));
    let count = rule.source.captures().len();
    let itself = rule.with.as_ref().is_some_and(|with| *with == rule.source);
    let mut found = Vec::new();
    for one in first.iter().take(MOST) {
        for other in second.iter().take(MOST) {
            let later = if itself { one.span < other.span } else { !one.span.overlaps(other.span) };
            let (Some(key), Some(twin)) = (one.values.get(a), other.values.get(b.saturating_sub(count))) else {
                continue;
            };
            if later && near(rule.scope, one, other, draft) && same(&rule.captures[a], key, twin, draft) {
                found.push(joined(one, other));
            }
        }
    }
    found
}

fn joined(one: &Fit, other: &Fit) -> Fit {
    Fit {
        span: one.span,
        sentence: one.sentence,
        values: one.values.iter().chain(&other.values).cloned().collect(),
        spans: one.spans.iter().chain(&other.spans).copied().collect(),
        trigger: one.span,
        far: one.sentence != other.sentence,
        drawn: Vec::new(),
    }
}

fn near(scope: Scope, one: &Fit, other: &Fit, draft: &Draft<'_>) -> bool {
    let block = |fit: &Fit| draft.analysis.sentences[fit.sentence].block;
    match scope {
        Scope::Sentence => one.sentence == other.sentence,
        Scope::Paragraph => block(one) == block(other),
        Scope::Section => draft.section_of(block(one)) == draft.section_of(block(other)),
        // A pair across documents is searched for when all reports are available.
        Scope::Document | Scope::Project => true,
    }
}

/// Returns `true` if two captures name the same person or thing.
fn same(capture: &Capture, one: &Val, other: &Val, draft: &Draft<'_>) -> bool {
    match (one, other) {
        (Val::Text(one), Val::Text(other)) if capture.sort == Sort::Name => same_name(one, other, draft),
        (Val::Text(one), Val::Text(other)) => one.to_lowercase() == other.to_lowercase(),
        (Val::Unknown, _) | (_, Val::Unknown) => false,
        (one, other) => one == other,
    }
}

/// Returns `true` if two names belong to one person: the same final words, no different first names, and no other person with
/// that surname.
fn same_name(one: &str, other: &str, draft: &Draft<'_>) -> bool {
    let (one, other) = (bare(one, draft), bare(other, draft));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if short.is_empty() || !long.ends_with(short) {
        return false;
    }
    short.len() > 1 || long.len() == 1 || alone(long, draft)
}

/// The words of a name without titles, lower case.
fn bare(name: &str, draft: &Draft<'_>) -> Vec<String> {
    let titles = draft.words.items("name-title");
    let words = name.split_whitespace().map(|word| word.trim_end_matches('.').to_lowercase());
    words.skip_while(|word| titles.contains(word)).collect()
}

/// Returns `true` if nobody else with the surname is in the draft: no other capitalised word directly precedes it.
fn alone(full: &[String], draft: &Draft<'_>) -> bool {
    let Some(surname) = full.last() else { return false };
    let titles = draft.words.items("name-title");
    let openers = draft.words.items("opener");
    draft.analysis.sentences.iter().filter(|sentence| contains(sentence.text(), surname)).all(|sentence| {
        let tokens = sentence.tokens();
        (1..tokens.len()).filter(|&at| tokens[at].lower == *surname).all(|at| {
            let before = &tokens[at - 1];
            let known = [full, titles, openers].iter().any(|words| words.iter().any(|word| before.lower == **word));
            !before.capital || known
        })
    })
}

fn contains(text: &str, word: &str) -> bool {
    let mut chars = word.chars();
    let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    text.contains(&capital)
}
