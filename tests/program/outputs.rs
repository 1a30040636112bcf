//! The outputs, whole, as snapshots: read them before you accept a change.

use crate::common::Folder;

const DRAFT: &str = "---\ntitle: Plan stalls\n---\n\nPresident Donald Trump is to meet the allies 😀 on Friday. Zoë wrote\tthat Secretary of State Marco Rubio will come too.\r\n\r\nThe administration of President Joe Biden has not endorsed it. \"President Barack Obama will win\", they sang. The Biden administration is silent.\n";
const DATED: &str = "WARSAW, May 5, 2025 - Chancellor Angela Merkel will speak on Monday.\n";

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn folder() -> Folder {
    Folder::new(&[("draft.md", DRAFT), ("wire.txt", DATED)])
}

#[test]
fn human() {
    let ran = folder().run(&["check", "draft.md", "wire.txt"]);
    settings().bind(|| insta::assert_snapshot!("human", format!("{}{}", ran.out, ran.err)));
}

#[test]
fn human_in_color() {
    let ran = folder().run(&["check", "wire.txt", "--color", "always"]);
    settings().bind(|| insta::assert_snapshot!("human-color", ran.out.replace('\u{1b}', "ESC")));
}

#[test]
fn short() {
    let ran = folder().run(&["check", "draft.md", "wire.txt", "none.md", "--format", "short"]);
    settings().bind(|| insta::assert_snapshot!("short", format!("{}{}", ran.out, ran.err)));
}

#[test]
fn json() {
    let ran = folder().run(&["check", "draft.md", "wire.txt", "none.md", "--format", "json"]);
    settings().bind(|| insta::assert_snapshot!("json", ran.out));
}

#[test]
fn json_positions_are_those_of_the_bytes() {
    let json = folder().run(&["check", "draft.md", "--format", "json"]).json();
    let findings = json["findings"].as_array().expect("findings");
    let mut seen = 0;
    for finding in findings {
        let related = finding["related"].as_array().expect("related").iter();
        for place in std::iter::once(&finding["primary"]).chain(related) {
            let text = place["text"].as_str().expect("a text");
            let at = usize::try_from(place["start"]["offset"].as_u64().expect("an offset")).expect("small");
            assert_eq!(&DRAFT[at..at + text.len()], text);
            let before = &DRAFT[..at];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            assert_eq!((&place["start"]["line"], &place["start"]["column"]), (&line.into(), &column.into()), "{text}");
            assert_eq!(place["end"]["offset"], at + text.len());
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen} places");
}
