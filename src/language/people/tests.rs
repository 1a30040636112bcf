//! Referents of later mentions.

use std::sync::Arc;

use super::{How, People, Referent};
use crate::document::{self, Format};
use crate::language::analysis::{Analysis, AnalysisReader};
use crate::language::cues::Cues;
use crate::language::sentences::Abbreviations;
use crate::text::{Input, Prose, Span};

/// Every later mention of a draft, one per line: its words, and the first words of its referent.
fn shown(text: &str) -> Vec<String> {
    let rules = crate::embedded::rules();
    let words = &rules.words[0];
    let document = document::read(Format::Markdown, &Input::file("a.md", text));
    let reader = AnalysisReader::new(words, &Arc::new(Cues::new(words)));
    let analysis = Analysis::new(&document, &Abbreviations::new(words), &reader);
    let people = analysis.people(&rules.table);
    let text = |span: Span<Prose>| span.of(analysis.prose());
    let whom = |people: &People, to: Referent| match to {
        Referent::Person(at) => text(people.people[at].introduced).to_owned(),
        Referent::Body(at) => text(people.bodies[at].introduced).to_owned(),
        Referent::Group(at) => text(people.groups[at].span).to_owned(),
        Referent::Unclear => "?".to_owned(),
    };
    let later = people.mentions.iter().filter(|mention| mention.how != How::Name);
    later.map(|mention| format!("{} = {}", text(mention.span), whom(people, mention.to_whom))).collect()
}

/// Asserts all later mentions of a draft, in order.
fn check(text: &str, mentions: &[&str]) {
    assert_eq!(shown(text), mentions, "{text}");
}

#[test]
fn surnames_mean_the_one_who_has_them() {
    check("Daniel Okafor asked for calm. Okafor said more.", &["Okafor = Daniel Okafor"]);
    check("Okafor steps down\n\nDaniel Okafor left on Friday.", &["Okafor = Daniel Okafor"]);
    check("Ilse Brandhorst rejected it. Mrs. Brandhorst spoke.", &["Brandhorst = Ilse Brandhorst"]);
    // Two of one name: by the courtesy title, by the title, or not at all.
    check("Ann Holt and Peter Holt came. Mr Holt spoke.", &["Holt = Peter Holt"]);
    check("Mayor Ann Holt and Peter Holt came. Mayor Holt spoke.", &["Holt = Ann Holt"]);
    check("Ann Holt and Peter Holt came. Holt spoke.", &["Holt = ?"]);
    // Forms of one given name.
    check("William Holt came. Bill Holt spoke. Holt left.", &["Holt = William Holt"]);
    check("J. K. Marsh came. Then Marsh left.", &["Marsh = J. K. Marsh"]);
    // Particles, accents and hyphens.
    check("Ursula von der Leyen spoke. Then von der Leyen left.", &["von der Leyen = Ursula von der Leyen"]);
    check("Zo\u{eb} M\u{fc}ller came, and M\u{fc}ller's hat.", &["M\u{fc}ller = Zo\u{eb} M\u{fc}ller"]);
    check("Anna Smith-Jones came. It was Smith-Jones.", &["Smith-Jones = Anna Smith-Jones"]);
    // Given names are used of children and in features.
    check("Martha Oddie is seven. We met Martha at school.", &["Martha = Martha Oddie"]);
}

#[test]
fn who_is_a_singer_is_nobody_else() {
    check("Ann Holt was an American singer. In 2016 she left.", &["she = Ann Holt"]);
    check("Ann Holt met an American singer. In 2016 she left.", &["she = ?"]);
}

#[test]
fn a_name_with_a_title_or_a_verb_of_speech_is_somebody() {
    check("Mr Hasslam left. The bill of Hasslam was high.", &["Hasslam = Hasslam", "Hasslam = Hasslam"]);
    check("Nobody came, Ogunleye said. Then Ogunleye left.", &["Ogunleye = Ogunleye", "Ogunleye = Ogunleye"]);
    // A horse and a town are not people.
    check("The filly Silver Lining won at Penmarrow.", &[]);
    check("Gallowglass Brannigan, 43, was fined. In court Brannigan wept.", &["Brannigan = Gallowglass Brannigan"]);
    check("Gallowglass Brannigan was launched in 1912. She sank.", &["She = ?"]);
}

#[test]
fn titles_mean_the_one_who_has_them() {
    check("Springfield Mayor Jane Ortega opened it. The mayor spoke of tolls.", &["mayor = Jane Ortega"]);
    check("Alan Birch, the harbour master, put it up. The harbour master was firm.", &["harbour master = Alan Birch"]);
    check("Principal Ana Ruiz knew. It was the principal.", &["principal = Ana Ruiz"]);
    // Two mayors, or that of another place.
    check("Springfield Mayor Jane Ortega met Shelbyville Mayor Paul Whitcombe. The mayor spoke.", &["mayor = ?"]);
    check(
        "Springfield Mayor Jane Ortega met Shelbyville Mayor Paul Whitcombe. The mayor of Springfield spoke.",
        &["mayor of Springfield = Jane Ortega"],
    );
    check("Former Mayor Jane Ortega came. The mayor spoke.", &[]);
    check("President Jane Ortega came. The president of the Yacht Club spoke.", &[]);
    // A title that the draft gives to nobody.
    check("Jane Ortega came. The governor spoke.", &[]);
}

#[test]
fn pronouns_mean_the_only_one_left() {
    check("Jane Ortega came. She spoke.", &["She = Jane Ortega"]);
    check("Jane Ortega came.\n\nShe spoke, and her staff left.", &["She = Jane Ortega", "her = Jane Ortega"]);
    check("Jane Ortega met Paul Whitcombe. She spoke to him.", &["She = Jane Ortega", "him = Paul Whitcombe"]);
    check("Jane Ortega met Ann Holt. She spoke.", &["She = ?"]);
    // A pronoun determines the gender of an unknown given name.
    check("Adebayo Ogunleye, 19, scored. He ran.", &["He = Adebayo Ogunleye"]);
    check("Adebayo Ogunleye, 19, met Chidi Eze, 20. He ran.", &["He = ?"]);
    // A person without a name is mentioned in between.
    check("Paul Whitcombe met a man. He spoke.", &["He = ?"]);
    check("Jane Ortega met a man. She spoke.", &["She = Jane Ortega"]);
    check("Paul Whitcombe, a postman, came. He spoke.", &["He = Paul Whitcombe"]);
    check("Paul Whitcombe is a driver. He spoke.", &["He = Paul Whitcombe"]);
    // A paragraph about others.
    check("Paul Whitcombe came.\n\nAnn Holt and Tom Ashby came.\n\nHe spoke.", &["He = Tom Ashby"]);
    check("Quiet came.\n\nHe spoke.", &[]);
}

#[test]
fn relatives_make_it_unclear() {
    check("Paul Whitcombe's father was a miner. He died.", &["He = ?"]);
    check("Paul Whitcombe's mother was a miner. He died.", &["He = Paul Whitcombe"]);
    check("Jane Ortega and her husband came. She spoke.", &["her = Jane Ortega", "She = Jane Ortega"]);
    check("Jane Ortega's cousin wants the shop. She waits.", &["She = ?"]);
}

#[test]
fn quotations_speak_of_others() {
    check("Jane Ortega came. \u{201c}She was late,\u{201d} the paper said.", &["She = ?"]);
}

#[test]
fn organisations_by_a_part_of_the_name_and_by_their_sort() {
    check(
        "Brennock Marine Ltd fell. The company denied it, and Brennock rose.",
        &["The company = Brennock Marine Ltd", "Brennock = Brennock Marine Ltd"],
    );
    check("Holt Foods sued Dorn Systems. The company won.", &["The company = ?"]);
    check("The University of Leeds paid. The university was glad.", &["The university = University of Leeds"]);
    check("Acme CEO Lena Dorn came. The firm was glad.", &["The firm = Acme"]);
    check("The Holt Primary School closed. The bank was glad.", &[]);
    check("The Royal Yacht Association met. It was RYA day.", &["RYA = Royal Yacht Association"]);
}

#[test]
fn groups_by_count_and_state() {
    check("Five workers died in the fire. The five who died were young.", &["five who died = Five workers died"]);
    check("The crash injured 17 people. All 17 injured went home.", &["17 injured = 17 people"]);
    check("Nine people drowned and four were hurt. The nine dead were miners.", &["nine dead = Nine people drowned"]);
    check(
        "Two men were arrested. All four who were arrested were freed.",
        &["four who were arrested = Two men were arrested"],
    );
    // A part, another group, or two that may be meant.
    check("Five workers died. The five who died at the scene were young.", &[]);
    check("Five workers died. The other two workers who died were young.", &[]);
    check(
        "Five workers died in May. Six workers died in June. The five workers who died were young.",
        &["five workers who died = ?"],
    );
    check("Five workers died. The three who were injured were young.", &[]);
}

#[test]
fn titles_of_a_body_by_a_part_of_its_name() {
    check(
        "It is good, said Martin Hale, chief executive officer of Calder Robotics. Sandra Whitfield, Calder's chief executive, left.",
        &["Calder = Calder Robotics"],
    );
}
