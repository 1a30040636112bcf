//! Prints what drafts are read as: `cargo run --example claims -- [--as-of DAY] FILE...`.
//!
//! One line a claim: the words, what is claimed, the label of its time with the rule that gave it, and the days on which it can
//! be true. For authors of rules who wonder why a draft is flagged, or is not.

use factlint::document::{self, Format};
use factlint::engine::{Engine, Options};
use factlint::text::Input;
use factlint::time::Day;

#[expect(clippy::disallowed_methods, reason = "an instrument run by hand reads files and arguments")]
#[expect(clippy::print_stdout, reason = "it prints what it reads")]
fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut options = Options::default();
    if let Some(at) = arguments.iter().position(|argument| argument == "--as-of") {
        options.as_of = arguments.get(at + 1).and_then(|day| Day::parse(day));
        arguments.drain(at..(at + 2).min(arguments.len()));
    }
    let engine = Engine::new(factlint::embedded::rules(), options);
    for path in &arguments {
        let text = std::fs::read_to_string(path).expect("the file can be read");
        let format = Format::from_path(path).unwrap_or(Format::Plain);
        let document = document::read(format, &Input::file(path, text));
        let Some(reading) = engine.read(&document) else {
            continue;
        };
        println!("{path}: {:?}", reading.day);
        for claim in &reading.claims {
            let (words, frame) = (document.text(claim.span), &claim.frame);
            println!(
                "  {words:?} = {}\n    {:?} by {} {:?}",
                claim.key,
                frame.label(),
                frame.reason().0,
                frame.reason().1.map(|cue| document.text(cue))
            );
            println!("    possible {:?}", claim.window.possible);
        }
        println!("  conflicts: {:?}", reading.sweep.conflicts);
    }
}
