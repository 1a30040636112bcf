//! One draft, one story: drafts with one contradiction each, and the same drafts made right. Each shape is written out with ten sets of names.
#![allow(clippy::literal_string_with_formatting_args, reason = "the braces are places for names")]

use factlint::document::{Format, read};
use factlint::engine::{Engine, Options};
use factlint::findings::{Finding, Severity};
use factlint::text::Input;

/// A draft with one contradiction.
struct Shape {
    /// The check that must find it.
    rule: &'static str,
    /// The draft; `{flaw}` is where the contradiction is put.
    draft: &'static str,
    /// What contradicts, and what is right there.
    flaw: &'static str,
    right: &'static str,
    /// The primary place, where it is not the flaw.
    marked: &'static str,
}

const SHAPES: &[Shape] = &[
    Shape {
        rule: "near-name",
        draft: "# A new clerk for {town}\n\nThe county named {given} {surname} its clerk on Monday. {given} {surname} has worked there since May.\n\nThe post had been vacant. {flaw} said the desk is hers.\n",
        flaw: "{given} {misspelt}",
        right: "{given} {surname}",
        marked: "",
    },
    Shape {
        rule: "near-name",
        draft: "The choir of {town} sang on Friday under {given} {surname}. The hall was full.\n\nReaders wrote to {flaw} for days, and {given} {surname} answered all of them.\n",
        flaw: "{given} {misspelt}",
        right: "{given} {surname}",
        marked: "",
    },
    Shape {
        rule: "role-holder",
        draft: "{town} Mayor {given} {surname} opened the bridge on Monday.\n\nThe bridge took four years. {flaw} said that tolls stay low.\n",
        flaw: "{town} Mayor {other}",
        right: "Shelbyville Mayor {other}",
        marked: "",
    },
    Shape {
        rule: "role-holder",
        draft: "Shares of {firm} fell on Tuesday. {firm} CEO {given} {surname} blamed the weather.\n\nSummer will be better, {flaw} told investors.\n",
        flaw: "{firm} chief executive {other}",
        right: "former {firm} chief executive {other}",
        marked: "{firm} chief executive {other}",
    },
    Shape {
        rule: "role-holder",
        draft: "{given} {surname}, the police chief of {town}, asked drivers to be patient.\n\nRoads are closed. {flaw}, warned of ice.\n",
        flaw: "{other}, police chief of {town}",
        right: "{other}, deputy police chief of {town}",
        marked: "",
    },
    Shape {
        rule: "role-title",
        draft: "Police Chief {given} {surname} asked for calm on Monday.\n\nThe station in {town} was closed. {flaw} said that nobody was hurt.\n",
        flaw: "Fire Chief {given} {surname}",
        right: "Police Chief {given} {surname}",
        marked: "",
    },
    Shape {
        rule: "role-title",
        draft: "Finance Minister {given} {surname} presented the budget. The house cheered.\n\nFarmers get less. {flaw} thanked her staff.\n",
        flaw: "Health Minister {surname}",
        right: "Finance Minister {surname}",
        marked: "",
    },
    Shape {
        rule: "acronym",
        draft: "The {town} Water Authority ({letter}WA) raised its rates. The {flaw} ({letter}WA) has asked a judge to stop it.\n",
        flaw: "{town} Workers Alliance",
        right: "{town} Water Authority",
        marked: "",
    },
    Shape {
        rule: "quotation",
        draft: "\"We will not sell the yard in {town}, and we will not close it this year,\" {given} {surname} said on Monday.\n\nThe yard has 400 workers. \"We will not sell the yard in {town}, and we will not close it {flaw} year,\" she told them.\n",
        flaw: "next",
        right: "this",
        marked: "\"We will not sell the yard in {town}, and we will not close it next year,\"",
    },
    Shape {
        rule: "repeated-date",
        draft: "The old mill of {town} burned down on March 12, 2014, and {given} {surname} lost her shop.\n\nThe mill was built again. {flaw}, the mill burned for nine hours.\n",
        flaw: "On March 12, 2015",
        right: "On March 12, 2014",
        marked: "March 12, 2015",
    },
    Shape {
        rule: "placeholder",
        draft: "The library of {town} has {flaw} books, {given} {surname} said.\n",
        flaw: "TK",
        right: "4,000",
        marked: "",
    },
    Shape {
        rule: "place",
        draft: "{given} {surname} flies to {flaw}, on Monday, and comes back to {town} in May.\n",
        flaw: "{city}, {wrong}",
        right: "{city}, {country}",
        marked: "",
    },
    Shape {
        rule: "spelling-variant",
        draft: "{given} {surname} took the train to {one} at noon. From {one} it takes nine hours to {town}.\n\nIn {flaw} the talks went on.\n",
        flaw: "{two}",
        right: "{one}",
        marked: "",
    },
    Shape {
        rule: "headline-body",
        draft: "# {town} council orders {flaw} buses of {firm}\n\nThe {town} council ordered seven buses of {firm} on Monday. They run on gas.\n",
        flaw: "nine",
        right: "seven",
        marked: "",
    },
    Shape {
        rule: "headline-body",
        draft: "# {town} pays {firm} {flaw} for a new port\n\nThe town will pay {firm} for a new port, {given} {surname} said. The port costs $5 million, and half of that is borrowed.\n",
        flaw: "$5 billion",
        right: "$5 million",
        marked: "",
    },
    Shape {
        rule: "headline-body",
        draft: "# Ferry workers of {town} strike on {flaw}\n\nFerry workers of {town} will strike on Thursday, said {given} {surname} of their union.\n",
        flaw: "Tuesday",
        right: "Thursday",
        marked: "",
    },
    Shape {
        rule: "slot-toll",
        draft: "# Three killed in bus crash near {town}\n\nThe road was icy. {flaw} people were killed when the bus left the road, and the crash closed it for hours.\n",
        flaw: "Four",
        right: "Three",
        marked: "",
    },
    Shape {
        rule: "slot-toll",
        draft: "A ferry of {firm} sank off {town} on Friday and five people were injured. The ferry was new.\n\nDivers looked for the wreck of the ferry. It sank in minutes, and {flaw} people were injured.\n",
        flaw: "six",
        right: "five",
        marked: "",
    },
    Shape {
        rule: "slot-founded",
        draft: "{firm} Bank was founded in 1987 by {given} {surname}.\n\nIt has forty branches around {town}. {firm} Bank was founded in {flaw}, its chairman likes to say.\n",
        flaw: "1978",
        right: "1987",
        marked: "",
    },
    Shape {
        rule: "slot-population",
        draft: "{town} has a population of 12,400 and one school.\n\nIts market was on Friday, {given} {surname} said. {town}, a town with a population of {flaw}, wants a second one.\n",
        flaw: "14,200",
        right: "12,400",
        marked: "",
    },
    Shape {
        rule: "slot-deadline",
        draft: "The club of {town} sells boats. The application deadline is March 3, and {given} {surname} keeps the list.\n\nForms lie in the hall. The application deadline is {flaw}, a clerk of {firm} writes.\n",
        flaw: "March 13",
        right: "March 3",
        marked: "",
    },
    Shape {
        rule: "slot-price",
        draft: "{firm} Plus costs $12 a month. It has films and music.\n\n{given} {surname} of {town} pays for it. {firm} Plus costs {flaw}, the page says.\n",
        flaw: "$15 a month",
        right: "$12 a month",
        marked: "",
    },
    Shape {
        rule: "slot-headquarters",
        draft: "{firm} Bank is headquartered in {town} and has forty branches.\n\nTwo sisters run it. {firm} Bank is based in {flaw} and lends to farmers.\n",
        flaw: "Shelbyville",
        right: "{town}",
        marked: "",
    },
    Shape {
        rule: "slot-port",
        draft: "The server of {firm} is small. The server listens on port 8080.\n\nOpen it in a browser. When all is well, the server runs on port {flaw}.\n",
        flaw: "8000",
        right: "8080",
        marked: "",
    },
    Shape {
        rule: "slot-version",
        draft: "The tool of {firm} requires Python 3.8 or later. Install it with the usual command.\n\nTo build it from source, you need Python {flaw} or newer.\n",
        flaw: "3.10",
        right: "3.8",
        marked: "",
    },
    Shape {
        rule: "role-title",
        draft: "New York Gov. {given} {surname} signed the bill on Friday.\n\nFarmers of {town} like it. {flaw} said that it was overdue.\n",
        flaw: "Sen. {given} {surname}",
        right: "Gov. {given} {surname}",
        marked: "",
    },
];

/// Names for the places in the shapes.
const KEYS: [&str; 13] = [
    "{given}",
    "{surname}",
    "{misspelt}",
    "{other}",
    "{town}",
    "{letter}",
    "{firm}",
    "{city}",
    "{country}",
    "{wrong}",
    "{one}",
    "{two}",
    "{flaw}",
];

#[rustfmt::skip]
const NAMES: [[&str; 12]; 10] = [
    ["Jane", "Krueger", "Kreuger", "Paul Whitcombe", "Springfield", "S", "Acme", "Kampala", "Uganda", "Kenya", "Kyiv", "Kiev"],
    ["Marcus", "Delgado", "Delgdo", "Lena Ashby", "Harborview", "H", "Norvex", "Nairobi", "Kenya", "Uganda", "Mumbai", "Bombay"],
    ["Rosa", "Whitfield", "Whitfeild", "Daniel Okafor", "Millbrook", "M", "Tessaly", "Bucharest", "Romania", "Hungary", "Kharkiv", "Kharkov"],
    ["Thomas", "Lindqvist", "Lindqist", "Ann Holt", "Ferndale", "F", "Quillon", "Budapest", "Hungary", "Romania", "Lviv", "Lvov"],
    ["Helen", "Castellano", "Castelano", "Victor Marsh", "Oakridge", "O", "Brightwell", "Vilnius", "Lithuania", "Latvia", "Hezbollah", "Hizbullah"],
    ["Oliver", "Pemberton", "Pembertin", "Maria Sandoval", "Rivertown", "R", "Calloway", "Riga", "Latvia", "Estonia", "Bengaluru", "Bangalore"],
    ["Sofia", "Yamaguchi", "Yamagucchi", "Peter Lund", "Eastham", "E", "Dornier", "Tallinn", "Estonia", "Latvia", "Chennai", "Madras"],
    ["Walter", "Abernathy", "Abernahty", "Grace Nolan", "Pinehurst", "P", "Vantora", "Bogota", "Colombia", "Ecuador", "Gaddafi", "Qaddafi"],
    ["Diana", "Rosenthal", "Rosenthral", "Henry Boyd", "Lakeville", "L", "Stratton", "Quito", "Ecuador", "Colombia", "Kolkata", "Calcutta"],
    ["Samuel", "Fitzgerald", "Fitzgerlad", "Nora Quist", "Thornbury", "T", "Meridian", "Hanoi", "Vietnam", "Cambodia", "Balochistan", "Baluchistan"],
];

fn fill(text: &str, names: &[&str; 12]) -> String {
    KEYS.iter().zip(names).fold(text.to_owned(), |text, (key, name)| text.replace(key, name))
}

fn check(engine: &Engine, draft: &str) -> Vec<Finding> {
    engine.check(&read(Format::Markdown, &Input::file("draft.md", draft))).findings
}

#[test]
fn every_planted_contradiction_is_found_and_none_when_made_right() {
    let engine = Engine::new(factlint::embedded::rules(), Options::default());
    let mut wrong = Vec::new();
    let mut drafts = 0;
    for shape in SHAPES {
        for names in &NAMES {
            drafts += 1;
            let draft = |flaw: &str| fill(&shape.draft.replace("{flaw}", flaw), names);
            let marked = fill(if shape.marked.is_empty() { shape.flaw } else { shape.marked }, names);
            let found = check(&engine, &draft(shape.flaw));
            let told: Vec<(&str, &str)> = found.iter().map(|finding| (finding.rule.as_str(), at(finding))).collect();
            if told != [(shape.rule, marked.as_str())] {
                wrong.push(format!("{}: {told:?} and not {marked:?} in\n{}", shape.rule, draft(shape.flaw)));
            }
            let right = check(&engine, &draft(shape.right));
            if right.iter().any(|finding| finding.severity >= Severity::Hint) {
                let told: Vec<&str> = right.iter().map(|finding| finding.message.as_str()).collect();
                wrong.push(format!("made right, and told {told:?} in\n{}", draft(shape.right)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {drafts} drafts:\n{}", wrong.len(), wrong.join("\n"));
    assert!(drafts >= 120);
}

fn at(finding: &Finding) -> &str {
    let place = &finding.primary.place;
    &place.input.text[place.span.start as usize..place.span.end as usize]
}
