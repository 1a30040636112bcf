//! Pieces of sentences.

use std::sync::Arc;

use super::{Beside, PieceKind};
use crate::document::{self, Format};
use crate::language::analysis::{Analysis, AnalysisReader};
use crate::language::cues::Cues;
use crate::language::sentences::Abbreviations;
use crate::text::Input;

/// The pieces of a text, one a line.
fn shown(text: &str) -> Vec<String> {
    let rules = crate::embedded::rules();
    let words = &rules.words[0];
    let document = document::read(Format::Plain, &Input::file("a.txt", text));
    let reader = AnalysisReader::new(words, &Arc::new(Cues::new(words)));
    let analysis = Analysis::new(&document, &Abbreviations::new(words), &reader);
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        let tokens = sentence.tokens();
        let text = |(from, to): (usize, usize)| tokens[from].span.join(tokens[to - 1].span).of(analysis.prose());
        for piece in sentence.pieces(&rules.table) {
            let name = |known: usize| if known == 0 { "" } else { "!" };
            let rest = match &piece.kind {
                PieceKind::Person(person) => {
                    let given = person.given.as_deref().unwrap_or("-");
                    format!("person{} {given} {}", name(person.known.len()), person.surname)
                }
                PieceKind::Office(office) => {
                    let beside = match office.beside {
                        Beside::Before => ">",
                        Beside::Behind => "<",
                        Beside::Copula => "=",
                        Beside::Alone => ".",
                        Beside::Label => ":",
                        Beside::Was => "was",
                        Beside::As => "as",
                        Beside::Since => "since",
                        Beside::Perfect => "has been",
                    };
                    let marks = [(office.marked, "marked "), (office.owned, "owned "), (office.definite, "the ")];
                    let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, text)| *text).collect();
                    let of = office.of.map_or("-", text);
                    format!("office{} {marks}{} of {of} {beside}", name(office.titles.len()), text(office.title))
                }
                PieceKind::Place(ids) => format!("place{}", name(ids.len())),
                PieceKind::Organisation(ids) => format!("organisation{}", name(ids.len())),
                PieceKind::Nationality(_) => "nationality".to_owned(),
                PieceKind::Titled(offices) => rules.table.office(offices[0]).fluent.clone(),
                PieceKind::Name => "name".to_owned(),
            };
            found.push(format!("{} | {rest}", piece.span.of(analysis.prose())));
        }
    }
    found
}

/// Asserts all pieces of a text, in order.
fn check(text: &str, pieces: &[&str]) {
    assert_eq!(shown(text), pieces, "{text}");
}

#[test]
fn titles_before_names_with_the_place_they_belong_to() {
    check(
        "Slovenian Prime Minister Robert Fico met Mr. Trump in Paris on Tuesday.",
        &[
            "Slovenian Prime Minister | office! Prime Minister of Slovenian >",
            "Slovenian | nationality",
            "Robert Fico | person! robert fico",
            "Trump | person! - trump",
            "Paris | place!",
        ],
    );
    check(
        "Acme's chief executive, Tom Ashby, told Principal Ana Ruiz of Lincoln High School.",
        &[
            "Acme's chief executive | office! chief executive of Acme >",
            "Acme | name",
            "Tom Ashby | person tom ashby",
            "Principal | office Principal of - >",
            "Ana Ruiz | person ana ruiz",
            "Lincoln High School | organisation",
        ],
    );
    check(
        "New York Gov. Ann Holt and Sen. Jane Roe, R-Vt., met Republican governor Jim Poe.",
        &[
            "New York Gov | office! Gov of New York >",
            "New York | place!",
            "Ann Holt | person ann holt",
            "Sen | office! Sen of - >",
            "Jane Roe | person jane roe",
            "R-Vt | name",
            "Republican | party",
            "governor | office! governor of - >",
            "Jim Poe | person jim poe",
        ],
    );
    check(
        "Council leader Gareth Poole told Chief Inspector Alison Fairbairn of Mersham Police.",
        &[
            "Council leader | office Council leader of - >",
            "Gareth Poole | person gareth poole",
            "Chief Inspector | office Chief Inspector of - >",
            "Alison Fairbairn | person alison fairbairn",
            "Mersham Police | organisation",
        ],
    );
    check(
        "NATO Secretary General Mark Rutte and Secretary General Jens Stoltenberg",
        &[
            "NATO Secretary General | office! Secretary General of NATO >",
            "NATO | organisation!",
            "NATO | union",
            "Mark Rutte | person! mark rutte",
            "Secretary General | office! Secretary General of - >",
            "Jens Stoltenberg | person! jens stoltenberg",
        ],
    );
}

#[test]
fn titles_behind_names_and_alone() {
    check(
        "Nicu\u{15f}or Dan, the mayor of Budapest, and Biden, the U.S. president, said so.",
        &[
            "Nicu\u{15f}or Dan | person! nicusor dan",
            "mayor of Budapest | office! the mayor of Budapest <",
            "Budapest | place!",
            "Biden | person! - biden",
            "U.S. president | office! the president of U.S. <",
            "U.S. | place!",
            "U.S. | nationality",
        ],
    );
    check(
        "Ursula von der Leyen, president of the European Commission, met her spokesman; the mayor stayed.",
        &[
            "Ursula von der Leyen | person! ursula von der leyen",
            "president of the European Commission | office! president of European Commission <",
            "European Commission | organisation!",
            "spokesman | office owned spokesman of - .",
            "mayor | office! the mayor of - .",
        ],
    );
    check(
        "Joe Biden is the president.",
        &["Joe Biden | person! joe biden", "president | office! the president of - ="],
    );
    // A word of the language, not a title.
    check("To judge a major change in general is private.", &[]);
}

#[test]
fn marks_of_other_times_and_ranks() {
    check(
        "Former Secretary of State John Kerry and then-President Barack Obama met President-elect Joe Biden.",
        &[
            "Secretary of State | office! marked Secretary of State of - >",
            "John Kerry | person! john kerry",
            "President | office! marked President of - >",
            "Barack Obama | person! barack obama",
            "President-elect | office! marked President of - >",
            "Joe Biden | person! joe biden",
        ],
    );
}

#[test]
fn people_whom_the_facts_do_not_know() {
    check(
        "Secretary and treasurer Ann Holt met Mrs Hasslam and Dr. J. K. Marsh Jr. in Springfield.",
        &[
            "Secretary | office! Secretary of - >",
            "treasurer | office! treasurer of - >",
            "Ann Holt | person ann holt",
            "Hasslam | person - hasslam",
            "J. K. Marsh Jr. | person j marsh",
            "Springfield | place!",
        ],
    );
    // A title or an adjective may be a surname, and a country a given name.
    check(
        "Dawn French, Lena Baker and Jordan Smith of Jordan",
        &[
            "Dawn French | person dawn french",
            "Lena Baker | person lena baker",
            "Jordan Smith | person jordan smith",
            "Jordan | person! - jordan",
            "Jordan | place!",
        ],
    );
    check("Anne-Marie O\u{2019}Neill\u{2019}s son", &["Anne-Marie O\u{2019}Neill | person anne marie o'neill"]);
}

#[test]
fn organisations_places_and_money() {
    check(
        "The University of Leeds and the Holt Foundation gave 40 zlotys to Marlow House, General Motors and Johnson & Johnson.",
        &[
            "University of Leeds | organisation",
            "Leeds | place!",
            "Holt Foundation | organisation",
            "zlotys | currency",
            "Marlow House | place",
            "General Motors | organisation!",
            "Johnson & Johnson | organisation",
        ],
    );
    check(
        "George Washington University President Ellen Granberg spoke at Mill Lane.",
        &[
            "George Washington University President | office! President of George Washington University >",
            "George Washington University | organisation",
            "Ellen Granberg | person ellen granberg",
            "Mill Lane | place",
        ],
    );
}

#[test]
fn a_title_is_of_no_person() {
    check(
        "Martin Hale, chief executive officer of Calder Robotics. Sandra Whitfield, Calder's chief executive, left.",
        &[
            "Martin Hale | person martin hale",
            "chief executive officer of Calder Robotics | office! chief executive officer of Calder Robotics <",
            "Calder Robotics | name",
            "Sandra Whitfield | person sandra whitfield",
            "Calder's chief executive | office! chief executive of Calder <",
            "Calder | name",
        ],
    );
}

#[test]
fn titles_with_verbs_and_as_officials() {
    check(
        "As mayor of Springfield, Ann Holt chairs it.",
        &[
            "mayor of Springfield | office! mayor of Springfield as",
            "Springfield | place!",
            "Ann Holt | person ann holt",
        ],
    );
    check(
        "The mayor is Ann Holt, and Jim Poe, as mayor, said so when Tom Ashby was mayor.",
        &[
            "mayor | office! the mayor of - =",
            "Ann Holt | person ann holt",
            "Jim Poe | person jim poe",
            "mayor | office! mayor of - .",
            "Tom Ashby | person tom ashby",
            "mayor | office! mayor of - was",
        ],
    );
    check(
        "Ann Holt, mayor since 2019, met Jim Poe, who has been sheriff since May 2020.",
        &[
            "Ann Holt | person ann holt",
            "mayor | office! mayor of - since",
            "Jim Poe | person jim poe",
            "sheriff | office sheriff of - has been",
        ],
    );
}
