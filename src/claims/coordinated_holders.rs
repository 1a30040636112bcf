//! Two coordinated holders of one seat: "President A and President B" does not claim that either holds the office now.

use super::{Claim, Statement};
use crate::frame::Ledger;
use crate::language::analysis::Analysis;
use crate::language::tokens::{Token, TokenKind};
use crate::rules::Table;

/// The word list of what joins them, besides commas.
const COORDINATION: &str = "coordination";

/// Discounts claims about people who are coordinated as holders of an office with one seat.
pub fn discount_coordinated(analysis: &Analysis<'_>, table: &Table, ledger: &Ledger, claims: &mut [Claim]) {
    let mut order: Vec<usize> = (0..claims.len()).filter(|&at| holds(&claims[at])).collect();
    order.sort_by_key(|&at| claims[at].span.start);
    for pair in order.windows(2) {
        let (one, other) = (&claims[pair[0]], &claims[pair[1]]);
        if one_seat(table, one, other) && side_by_side(analysis, one, other) {
            for &at in pair {
                claims[at].frame.add(&ledger.weights.one_breath, None);
            }
        }
    }
}

fn holds(claim: &Claim) -> bool {
    claim.statement == Statement::Holds && claim.sort.filtered
}

/// Returns `true` if both are said to hold an office with one seat, and they are different people.
fn one_seat(table: &Table, one: &Claim, other: &Claim) -> bool {
    let meant = |claim: &Claim| claim.tenures.iter().map(|&id| table.tenure(id)).collect::<Vec<_>>();
    let (first, second) = (meant(one), meant(other));
    let pairs = || first.iter().flat_map(|a| second.iter().map(move |b| (a, b)));
    pairs().all(|(a, b)| a.holder != b.holder)
        && pairs().any(|(a, b)| a.office == b.office && table.office(a.office).seats == 1)
}

/// Returns `true` if only commas, possessive endings and conjunctions are between two claims of a sentence.
fn side_by_side(analysis: &Analysis<'_>, one: &Claim, other: &Claim) -> bool {
    let at = analysis.sentences.partition_point(|sentence| sentence.span.end < other.span.end);
    let Some(sentence) = analysis.sentences.get(at).filter(|sentence| sentence.span.start <= one.span.start) else {
        return false;
    };
    let list = analysis.cues().list(COORDINATION);
    let joins = |token: &Token| {
        token.kind == TokenKind::Possessive || token.lower == "," || analysis.cues().contains(list, &token.lower)
    };
    let between = |token: &&Token| one.span.end <= token.span.start && token.span.end <= other.span.start;
    let tokens = || sentence.tokens().iter().filter(between);
    tokens().next().is_some() && tokens().all(joins)
}
