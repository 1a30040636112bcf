//! Sentences of news prose; units are in braces.

use std::ops::Range;

use super::{ClauseKind, ClauseWords, Clauses};
use crate::embedded;
use crate::language::tokens::{Token, tokens};
use crate::text::Span;

/// A sentence with its tokens and units.
fn marked(words: &ClauseWords, text: &str) -> (String, Vec<Token>, Vec<Range<usize>>, Clauses) {
    let (mut plain, mut bytes) = (String::new(), Vec::new());
    for c in text.chars() {
        match c {
            '{' => bytes.push(plain.len()..plain.len()),
            '}' => bytes.last_mut().expect("opened").end = plain.len(),
            c => plain.push(c),
        }
    }
    let tokens = tokens(&plain, Span::new(0, plain.len()));
    let at = |byte: usize| tokens.partition_point(|token| (token.span.start as usize) < byte);
    let units: Vec<Range<usize>> = bytes.into_iter().map(|range| at(range.start)..at(range.end)).collect();
    let clauses = Clauses::read(words, &tokens, &units);
    (plain, tokens, units, clauses)
}

fn words() -> ClauseWords {
    ClauseWords::new(&embedded::words()[0])
}

/// Role, verb and tense of each unit.
fn read(words: &ClauseWords, text: &str) -> Vec<String> {
    let (plain, tokens, units, clauses) = marked(words, text);
    let shown = |unit: &Range<usize>| {
        let reading = clauses.of_mention(unit.start, unit.end);
        let verb =
            reading.verb.map_or("-".into(), |verb| format!("{} {:?}", tokens[verb.head].span.of(&plain), verb.tense));
        format!("{:?} {verb}", reading.role)
    };
    units.iter().map(shown).collect()
}

#[track_caller]
fn assert_read(rows: &[(&str, &str)]) {
    let words = words();
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let found = read(&words, text).join("; ");
            (found != *expected).then(|| format!("{text}\n  expected {expected}\n  found    {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_clause_between_subject_and_verb() {
    assert_read(&[
        ("{Ann Roe}, who joined the meeting years ago, said on Monday it was late.", "Subject said Past"),
        ("At a news conference in Washington {the Fed's chair Ann Roe} described it.", "Subject described Past"),
        (
            "On 14 May 2013 {Ann Roe} and her counterpart, {Bo Day}, announced it.",
            "Subject announced Past; Subject announced Past",
        ),
        ("It followed the sitting on Sunday, at which {Mayor Ann Roe} announced a fund.", "Subject announced Past"),
        ("It followed a meeting, during which the host, {Ann Roe}, signed it.", "Subject signed Past"),
        ("{Mayor Ann Roe}, whose party lost in 2010, will step down.", "Subject step Future"),
        ("The man who met {Ann Roe} in May has resigned.", "Object met Past"),
        ("{Ann Roe}, elected in 2010, leads the party.", "Subject leads Present"),
        ("{Ann Roe}, speaking in Berlin, rejected the plan.", "Subject rejected Past"),
        ("The treaty, signed in 2010 by {President Roe}, expires in February.", "Agent signed Past"),
        ("The bill {Ann Roe} signed in 2004 expires in May.", "Subject signed Past"),
        ("The bill signed by {President Roe} in 2004 expires in May.", "Agent signed Past"),
        ("{President Roe} responded by claiming that in Holt people are late.", "Subject responded Past"),
        ("{Ann Roe} answered by naming, in Holt, those who were there.", "Subject answered Past"),
        (
            "{Ann Roe}, who kept time for Leeds, Selby and {Bo Day}, died in May.",
            "Subject died Past; Unknown died Past",
        ),
        (
            "{Ann Roe} (a pupil of {Bo Day}), painter and for years a teacher at {Cy Fox}, died.",
            "Subject died Past; Oblique -; Oblique died Past",
        ),
        ("{Ann Roe} (1903\u{2013}1976), who sang in {Bo Day}, died.", "Subject died Past; Oblique sang Past"),
        ("{Ann Roe}, {Bo Day} and {Cy Fox}, died.", "Subject died Past; Subject died Past; Subject died Past"),
        ("{Ann Roe} (born in 1950) has been ill.", "Subject been Perfect"),
        ("{Ann Roe} \u{2014} who left the party in 2010 \u{2014} is back.", "Subject is Present"),
        ("{Ann Roe}, the mayor of {Ghent}, has resigned.", "Subject resigned Perfect; Oblique resigned Perfect"),
        ("The law that {President Roe} enacted is unpopular.", "Subject enacted Past"),
        ("The company, which {Ann Roe} founded in 1999, lost money.", "Subject founded Past"),
        ("{Ann Roe}, the state's only judge in Congress, called it off.", "Subject called Past"),
        ("Labour lost, the party's election chief {Ann Roe} has said.", "Subject said Perfect"),
        (
            "In addition, former chairman {Ann Roe} and former official {Jim Doe} left.",
            "Subject left Past; Subject left Past",
        ),
        (
            "{Ann Roe}, along with {Jim Doe} and {Sue Poe}, wrote a letter.",
            "Subject wrote Past; Oblique wrote Past; Oblique wrote Past",
        ),
        ("{Ann Roe}, asked about the report, declined to comment.", "Subject declined Past"),
    ]);
}

#[test]
fn what_is_said_and_who_says_it() {
    assert_read(&[
        ("\u{201c}We will go,\u{201d} {Ann Roe} said on Monday.", "Subject said Past"),
        ("\u{201c}We will go,\u{201d} said {Ann Roe} on Monday.", "Subject said Past"),
        ("The plan was dropped, {President Roe} said.", "Subject said Past"),
        ("{President Roe} said {Ann Doe} would resign.", "Subject said Past; Subject resign Conditional"),
        ("{President Roe} said that {Ann Doe} had resigned.", "Subject said Past; Subject resigned PastPerfect"),
        ("{President Roe} told reporters on Monday he would go.", "Subject told Past"),
        ("{President Roe} believes the bill is dead.", "Subject believes Present"),
        ("Asked whether {Ann Roe} will run, he smiled.", "Subject run Future"),
        ("The plan, {Ann Roe} says, is dead.", "Subject says Present"),
        ("Prices rose in May, according to {Ann Roe}.", "Oblique rose Past"),
        ("{Ann Roe}: the law has failed.", "Unknown -"),
    ]);
}

#[test]
fn what_stands_before_the_subject() {
    assert_read(&[
        ("In 2016 {Ann Roe} bought the company.", "Subject bought Past"),
        ("On Monday, {Ann Roe} flew to Paris.", "Subject flew Past"),
        ("In 2010, when {Ann Roe} lost the election, prices rose.", "Subject lost Past"),
        ("Last week {President Roe} vetoed the bill.", "Subject vetoed Past"),
        ("After {Ann Roe} left the Senate, taxes rose.", "Subject left Past"),
        ("When asked about it, {Ann Roe} smiled.", "Subject smiled Past"),
        ("Speaking in Berlin, {Ann Roe} praised the army.", "Subject praised Past"),
        ("Born in Hawaii, {Ann Roe} moved to Ohio.", "Subject moved Past"),
        ("In a statement, {Ann Roe} apologized.", "Subject apologized Past"),
        ("If {Ann Roe} wins, the law will change.", "Subject wins Present"),
        ("Under {President Roe}, taxes fell.", "Oblique fell Past"),
        ("A former lawyer, {Ann Roe} won the seat in 2004.", "Subject won Past"),
        ("Since {President Roe} took office, prices have risen.", "Subject took Past"),
        ("While in office, {Ann Roe} signed two laws.", "Subject signed Past"),
    ]);
}

#[test]
fn coordination() {
    assert_read(&[
        ("{Ann Roe} signed the bill in 2010 and leaves office in May.", "Subject signed Past"),
        ("{Ann Roe} and {Jim Doe} agree on the plan.", "Subject agree Present; Subject agree Present"),
        ("{Ann Roe} left and {Jim Doe} stayed.", "Subject left Past; Subject stayed Past"),
        ("{Ann Roe}, {Jim Doe} and {Sue Poe} were there.", "Subject were Past; Subject were Past; Subject were Past"),
        ("{Ann Roe}, who came in 2010 and left in 2012, has died.", "Subject died Perfect"),
        ("He met {Ann Roe} and {Jim Doe} on Monday.", "Object met Past; Object met Past"),
        (
            "{Ann Roe} met {Jim Doe}, but {Sue Poe} stayed away.",
            "Subject met Past; Object met Past; Subject stayed Past",
        ),
        ("He said {Ann Roe} was ill and {Jim Doe} would go.", "Subject was Past; Subject go Conditional"),
        ("{Ann Roe} wants to cut taxes and raise wages.", "Subject wants Present"),
    ]);
}

#[test]
fn questions_passives_and_auxiliaries() {
    assert_read(&[
        ("Will {President Roe} sign the bill?", "Subject sign Future"),
        ("Did {Ann Roe} know about it?", "Subject know Past"),
        ("Why has {Ann Roe} not resigned?", "Subject resigned Perfect"),
        ("Is {Ann Roe} a lawyer?", "Subject Is Present"),
        ("{Ann Roe} was arrested in May.", "Subject arrested Past"),
        ("The bill was signed by {President Roe} on Monday.", "Agent signed Past"),
        ("The bill has not been signed by {President Roe}.", "Agent signed Perfect"),
        ("{President Roe} is to meet {Ann Doe} on Monday.", "Subject is Present; Object is Present"),
        ("{Ann Roe} would have won.", "Subject won Conditional"),
        ("{Ann Roe} had never signed it.", "Subject signed PastPerfect"),
        ("{Ann Roe} didn't sign it.", "Subject sign Past"),
        ("{Ann Roe} often says so.", "Subject says Present"),
        ("{Ann Roe} is expected to win.", "Subject expected Present"),
    ]);
}

#[test]
fn owners_objects_and_other_roles() {
    assert_read(&[
        ("{President Roe}'s plan is dead.", "Possessor is Present"),
        ("The talks with {President Roe} failed.", "Oblique failed Past"),
        ("{Roe} supporters cheered.", "Modifier cheered Past"),
        ("The Senate confirmed {Ann Roe} on Monday.", "Object confirmed Past"),
        ("The president of {Ghana} has died.", "Oblique died Perfect"),
        ("Democrat {Ann Roe} won.", "Subject won Past"),
        ("His rival, {Ann Roe}, won.", "Subject won Past"),
        ("He wants to meet {Ann Roe}.", "Object wants Present"),
        ("Thank you, {President Roe}.", "Unknown Thank Present"),
        ("A portrait of {President Roe} hangs in the hall.", "Oblique hangs Present"),
        ("He met his lawyer, {Ann Roe}, in May.", "Object met Past"),
        ("It was {Ann Roe} who signed it.", "Object was Past"),
    ]);
}

#[test]
fn own_words_of_a_clause() {
    let words = words();
    for (text, expected) in [
        ("{Ann Roe}, who joined years ago, said so on Monday.", "Ann Roe , , said so on Monday ."),
        ("The treaty, signed in 2010 by {Ann Roe}, expires in May.", "signed in 2010 by Ann Roe"),
        ("In 2010, when {Ann Roe} lost, prices rose.", "In 2010 when Ann Roe lost"),
        ("{Ann Roe}, speaking in Berlin in 2019, said no.", "Ann Roe , speaking in Berlin in 2019 , said no ."),
        ("{Ann Roe}, elected in 2010, said no.", "Ann Roe , , said no ."),
        ("{Ann Roe} signed it in 2010 and leaves in May.", "Ann Roe signed it in 2010 and"),
    ] {
        let (plain, tokens, units, clauses) = marked(&words, text);
        let clause = clauses.clause_of(units[0].start);
        let own: Vec<&str> = clauses.own_tokens(clause).map(|token| tokens[token].span.of(&plain)).collect();
        assert_eq!(own.join(" "), expected, "{text}");
    }
}

#[test]
fn kinds_attachment_and_conditions() {
    let words = words();
    let (_, tokens, units, clauses) = marked(&words, "If {Ann Roe}, who lost, wins, the law will change.");
    let clause = clauses.clause_of(units[0].start);
    assert!(clauses.conditional(clause) && clauses.clauses[clause].kind == ClauseKind::Subordinate);
    let relative = clauses.clauses.iter().find(|clause| clause.kind == ClauseKind::Relative).expect("who lost");
    assert_eq!(relative.attaches_to.map(|at| &*tokens[at].lower), Some("roe"));
    assert!(!clauses.conditional(clauses.clause_of(tokens.len() - 1)));
}

#[test]
fn words_in_any_order_are_read() {
    let words = words();
    let parts = "the bill { who , \u{2014} ( ) and said signed by which if as to has been X 's 2010 Monday } \" ; not will going her of - that in ."
        .split(' ')
        .filter(|part| !"{}".contains(part))
        .collect::<Vec<_>>();
    let mut seed = 7_u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..14 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text += parts[(seed >> 33) as usize % parts.len()];
            text.push(' ');
        }
        let tokens = tokens(&text, Span::new(0, text.len()));
        let units = [0..2, 1..3, 5..5, 8..9, 13..40];
        let clauses = Clauses::read(&words, &tokens, &units);
        for token in 0..=tokens.len() {
            assert!(clauses.clause_of(token) < clauses.clauses.len(), "{text}");
            clauses.of_mention(token, token + 1);
            clauses.own_tokens(token).count();
        }
    }
}

#[test]
fn the_subject_of_a_relative_clause_without_a_name() {
    assert_read(&[
        ("The new rules, which the {Roe administration} unveiled on Monday, are strict.", "Subject unveiled Past"),
        ("The rules, which the {Roe administration} unveiled on Monday, are strict.", "Subject unveiled Past"),
        ("The rules, which the {Roe administration} unveiled, are strict.", "Subject unveiled Past"),
        ("The rules which the {Roe administration} unveiled are strict.", "Subject unveiled Past"),
        ("The rules, that the {Roe administration} unveiled, are strict.", "Subject unveiled Past"),
        ("The new rules that the Biden administration unveiled with {Ann Roe} are strict.", "Oblique unveiled Past"),
        ("The rules that the {Roe} administration unveiled are strict.", "Modifier unveiled Past"),
        ("The rules that the Roe {administration} unveiled are strict.", "Subject unveiled Past"),
        ("The rules that the government of {Ann Roe} unveiled are strict.", "Oblique unveiled Past"),
        ("The firm said that the bridge built in 2010 by {Ann Roe} is strong.", "Agent built Past"),
        ("The report that the firm named in {Ann Roe} was late is wrong.", "Oblique named Past"),
    ]);
}

#[test]
fn a_plural_head_before_a_preposition() {
    assert_read(&[
        ("Officials in the {Roe administration} insist the target will be met.", "Oblique insist Present"),
        ("Critics of the {Roe administration} say a deal is near.", "Oblique say Present"),
        ("The house in the street near {Ann Roe} say.", "Modifier -"),
    ]);
}
