//! Scores the sentence splitter on a reference: `cargo run --release --example sentences -- FILE [--list]`.
//!
//! FILE is JSON Lines of `input` and `expect`, the sentences that people see in it.

use factlint::language::sentences::{Abbreviations, sentences};
use factlint::text::Span;

#[expect(clippy::disallowed_methods, reason = "an instrument run by hand reads files and arguments")]
#[expect(clippy::print_stdout, reason = "it prints its score")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&arguments[0]).expect("the file can be read");
    let words = factlint::embedded::words();
    let abbreviations = Abbreviations::new(words.iter().find(|words| words.language == "en").expect("English"));
    let (mut right, mut all) = (0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        let text = row["input"].as_str().expect("a text");
        let wanted: Vec<&str> =
            row["expect"].as_array().expect("sentences").iter().filter_map(|s| s.as_str()).collect();
        let wanted: Vec<&str> = wanted.iter().map(|sentence| sentence.trim()).collect();
        let found = sentences(text, Span::new(0, text.len()), &abbreviations);
        let found: Vec<&str> = found.iter().map(|span| span.of(text).trim()).collect();
        all += 1;
        if found == wanted {
            right += 1;
        } else if arguments.iter().any(|argument| argument == "--list") {
            println!("wanted {wanted:?}\n found {found:?}\n");
        }
    }
    println!("{right} of {all}");
}
