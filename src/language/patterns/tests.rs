//! What fits where, and how many steps it takes.

use super::{Line, Match, Matcher, Piece, Scratch, SortSet};
use crate::language::cues::Cues;
use crate::language::tokens::{Token, TokenKind, tokens};
use crate::rules::formula::{Sort, pattern};
use crate::rules::{WordList, Words};
use crate::text::Span;
use std::collections::BTreeMap;

fn words() -> Words {
    let list = |items: &[&str]| WordList { items: items.iter().map(|&i| i.into()).collect(), ..WordList::default() };
    let lists = BTreeMap::from([
        ("rise".into(), list(&["rose", "went up"])),
        ("list-separator".into(), list(&["and", "or"])),
        ("clause-break".into(), list(&["but", "while"])),
    ]);
    Words { lists, ..Words::default() }
}

/// Every number is a number, and also a percentage if a sign follows.
fn line(tokens: &[Token]) -> Line {
    let mut pieces = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Number) {
        let percent = tokens.get(at + 1).is_some_and(|next| next.lower == "%");
        let (to, sort) = if percent { (at + 2, Sort::Percent) } else { (at + 1, Sort::Number) };
        pieces.push(Piece { from: at, to, value: Some(pieces.len()), sorts: SortSet::one(sort), solid: true });
    }
    Line::new(tokens, pieces)
}

fn search(text: &str, within: &str) -> (Vec<Match>, Vec<Token>, usize) {
    let words = words();
    let cues = Cues::new(&words);
    let matcher = Matcher::new(&pattern(text).expect("a pattern"), &cues);
    let tokens = tokens(within, Span::new(0, within.len()));
    let mut scratch = Scratch::default();
    let found = matcher.find(&tokens, &cues.find(&tokens).cues, &line(&tokens), &mut scratch);
    (found, tokens, scratch.steps)
}

/// The text of every match, and of its captures.
fn found<'t>(text: &str, within: &'t str) -> Vec<(&'t str, Vec<Vec<&'t str>>)> {
    let (found, tokens, _) = search(text, within);
    let cut = |from: usize, to: usize| &within[tokens[from].span.start as usize..tokens[to - 1].span.end as usize];
    let captures = |each: &Match| {
        each.captures.iter().map(|all| all.iter().map(|taken| cut(taken.from, taken.to)).collect()).collect()
    };
    found.iter().map(|each| (cut(each.from, each.to), captures(each))).collect()
}

#[test]
fn words_lists_and_values() {
    let text = "Rents went up from 80 to 100 a month, a 50% rise, and prices rose from 2 to 3.";
    let rises = found("{rise} from {a:quantity} to {b:quantity}", text);
    assert_eq!(
        rises,
        [("went up from 80 to 100", vec![vec!["80"], vec!["100"]]), ("rose from 2 to 3", vec![vec!["2"], vec!["3"]])]
    );
    assert_eq!(found("{r:rise} from", text)[0].1, [["went up"]]);
    assert_eq!(found("{p:percent} (fall|rise)", text), [("50% rise", vec![vec!["50%"]])]);
    assert_eq!(found("prices {w:word} from", text), [("prices rose from", vec![vec!["rose"]])]);
}

#[test]
fn what_is_optional_may_be_missing() {
    let text = "12 of the 20 members, 3 of 7";
    assert_eq!(
        found("{a:number} of the? {b:number} {who:word}?", text),
        [
            ("12 of the 20 members", vec![vec!["12"], vec!["20"], vec!["members"]]),
            ("3 of 7", vec![vec!["3"], vec!["7"], vec![]])
        ]
    );
    // An optional part that matches is dropped if the rest needs it.
    assert_eq!(found("(a|a b) c", "a b c").len(), 1);
    assert_eq!(found("a? a? a", "a a").len(), 1);
}

#[test]
fn gaps_stay_in_a_clause_and_pass_no_number() {
    let pattern = "rose ... {p:percent}";
    assert_eq!(found(pattern, "It rose in the north, by some 5%").len(), 1);
    assert_eq!(found(pattern, "It rose, but others fell 5%").len(), 0);
    assert_eq!(found(pattern, "It rose; others fell 5%").len(), 0);
    assert_eq!(found(pattern, "It rose from 3 by 5%").len(), 0);
    assert_eq!(found(pattern, "It rose one two three four five six seven eight 5%").len(), 1);
    assert_eq!(found(pattern, "It rose one two three four five six seven eight nine 5%").len(), 0);
    assert_eq!(found("rose ...2 {p:percent}", "It rose one two three 5%").len(), 0);
    assert_eq!(found("rose ...1 and fell", "It rose, and fell").len(), 1);
    // The nearest fit wins.
    assert_eq!(found(pattern, "It rose by 5% and then 6%")[0].1, [["5%"]]);
}

#[test]
fn lists_are_captured_whole() {
    let list =
        |text| found("{xs:number*}", text).into_iter().map(|(_, captures)| captures[0].clone()).collect::<Vec<_>>();
    assert_eq!(list("of 3, 4, 5 and 6 men"), [["3", "4", "5", "6"]]);
    assert_eq!(list("3, 4, and 5"), [["3", "4", "5"]]);
    assert_eq!(list("3 or 4"), [["3", "4"]]);
    assert_eq!(list("3 men"), [["3"]]);
    // The same name again goes on with the list.
    assert_eq!(found("{xs:number*} ...2 and {xs:number*}", "3 men and 4 women")[0].1, [["3", "4"]]);
}

#[test]
fn work_grows_with_the_text_and_not_faster() {
    // Patterns that take exponential or cubic time where every way is tried again and again.
    let nasty = [
        ("(a? a? a? a? a? a? a? a? a a a a a a a a) b", "a "),
        ("a ... a ... a ... a ... a ... b", "a "),
        ("{xs:number*} and {ys:number*} and {zs:number*} b", "1 and "),
        ("(({x:number}|{x:number} and) (and {y:number}|{y:number}))? and and b", "1 and "),
    ];
    for (pattern, piece) in nasty {
        let steps = |times: usize| {
            let text = format!("{} c b", piece.repeat(times));
            search(pattern, &text).2
        };
        let (short, long) = (steps(200), steps(800));
        assert!(short > 0 && long <= short * 5, "`{pattern}`: {short} steps, then {long}");
        assert!(long < 800 * 2 * 400, "`{pattern}`: {long} steps");
    }
}

#[test]
fn a_sentence_without_the_words_costs_nothing() {
    let (found, _, steps) = search("{rise} from {a:quantity}", "Nothing of that sort stands here, whatever 5 means");
    assert!(found.is_empty());
    assert_eq!(steps, 0);
    assert_eq!(search("(fell|{rise}) ... {p:percent}", "It stood at 5 rose").2, 0);
}
