//! The job of the program, on articles written for it: a stale office-holder is found, with both places; sound drafts pass.

use crate::common::Folder;

const ARTICLE: &str = "\
President Donald Trump may meet the leaders of Poland and Ukraine next week, two officials said, as talks about a border force go on.\n\
\n\
Secretary of State Marco Rubio announced on Monday that he would fly to Warsaw first.\n\
\n\
Poland's foreign minister, Radoslaw Sikorski, has asked for a written pledge before the visit.\n\
\n\
Dmitry Medvedev, deputy chairman of Russia's Security Council, said on Tuesday that such a force would be a gift to those who want a longer war.\n\
\n\
The force would cost about 2 billion euros a year. The administration of President Joe Biden has not endorsed the proposal.\n";

const BIDEN: &str = "The administration of President Joe Biden";

fn check(text: &str, more: &[&str]) -> (i32, Vec<(String, String, Vec<String>)>) {
    let folder = Folder::new(&[("draft.md", text)]);
    let mut arguments = vec!["check", "draft.md", "--format", "json"];
    arguments.extend(more);
    let ran = folder.run(&arguments);
    (ran.status, ran.findings())
}

#[test]
fn the_stale_administration_is_the_one_finding() {
    let (status, findings) = check(ARTICLE, &[]);
    assert_eq!(status, 1);
    let against = vec!["President Donald Trump".to_owned(), "Secretary of State Marco Rubio".to_owned()];
    assert_eq!(findings, [("error".to_owned(), BIDEN.to_owned(), against)]);
}

#[test]
fn positions_are_those_of_the_file() {
    let folder = Folder::new(&[("draft.md", ARTICLE)]);
    let json = folder.run(&["check", "draft.md", "--format", "json"]).json();
    let primary = &json["findings"][0]["primary"];
    let at = ARTICLE.find(BIDEN).expect("it is there");
    let column = at - ARTICLE[..at].rfind('\n').expect("a line break");
    assert_eq!(primary["start"], serde_json::json!({"offset": at, "line": 9, "column": column}));
    assert_eq!(primary["end"]["offset"], at + BIDEN.len());
    assert_eq!(json["findings"][0]["fixes"][0]["edits"][0]["start"], at + "The administration of ".len());
}

#[test]
fn a_day_of_the_old_administration_turns_it_round() {
    let (status, findings) = check(ARTICLE, &["--as-of", "2024-05-01"]);
    let wrong: Vec<&str> = findings.iter().map(|(_, text, _)| text.as_str()).collect();
    assert_eq!((status, wrong), (1, vec!["President Donald Trump", "Secretary of State Marco Rubio"]));
}

#[test]
fn former_and_a_past_tense_make_it_sound() {
    let sound = ARTICLE.replace(
        "The administration of President Joe Biden has not endorsed",
        "The administration of former President Joe Biden had not endorsed",
    );
    assert_eq!(check(&sound, &[]), (0, vec![]));
}

#[test]
fn one_against_one_is_still_an_error() {
    let without = ARTICLE.replace("Secretary of State Marco Rubio", "An aide");
    let (status, findings) = check(&without, &[]);
    assert_eq!(status, 1);
    assert_eq!(findings, [("error".to_owned(), BIDEN.to_owned(), vec!["President Donald Trump".to_owned()])]);
}

#[test]
fn surnames_are_enough() {
    let text =
        "The Biden administration has not endorsed the plan. President Trump will meet the senators on Friday.\n";
    let (status, findings) = check(text, &[]);
    assert_eq!(status, 1);
    assert_eq!(
        findings,
        [("error".to_owned(), "President Trump".to_owned(), vec!["The Biden administration".to_owned()])]
    );
}

#[test]
fn names_go_on_over_the_end_of_a_line() {
    let wrapped = "The\nBiden\r\nadministration has not endorsed it. President Donald\n  Trump will meet the senators on Friday.\n";
    let (status, findings) = check(wrapped, &[]);
    let against = vec!["The\nBiden\r\nadministration".to_owned()];
    assert_eq!((status, findings), (1, vec![("error".to_owned(), "President Donald\n  Trump".to_owned(), against)]));
    let apart = wrapped.replace("Biden\r\n", "Biden\r\n\r\n");
    assert_eq!(check(&apart, &[]), (0, vec![]));
}

#[test]
fn the_day_of_the_handover_may_name_both() {
    let text = "---\ndate: 2025-01-20\n---\n\nPresident Joe Biden has left the house. President Donald Trump is to speak at noon.\n";
    assert_eq!(check(text, &[]), (0, vec![]));
}

#[test]
fn two_threads_and_one_say_the_same() {
    let files: Vec<(String, &str)> = (0..40).map(|number| (format!("{number}.md"), ARTICLE)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = Folder::new(&files);
    let one = folder.run(&["check", ".", "--format", "json", "--threads", "1"]);
    let two = folder.run(&["check", ".", "--format", "json", "--threads", "2"]);
    assert_eq!(one.findings().len(), 40);
    assert!(one.out == two.out, "the output depends on the threads");
}

#[test]
fn another_language_gets_no_english_rules() {
    let text = format!("---\nlang: de\n---\n\n{ARTICLE}");
    assert_eq!(check(&text, &[]), (0, vec![]));
}
