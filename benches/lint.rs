//! Speed: opening the rules, one article, bytes a second. Run with `cargo bench`; compare ratios within one run.

use divan::counter::BytesCount;
use factlint::document::{self, Format};
use factlint::engine::{Engine, Options};
use factlint::report::{self, Look, Run, Style};
use factlint::text::Input;

fn main() {
    divan::main();
}

const ARTICLE: &str = include_str!("../examples/flawed.md");

fn engine() -> Engine {
    Engine::new(factlint::embedded::rules(), Options::default())
}

/// What every start pays before it reads a draft.
#[divan::bench]
fn start() -> Engine {
    engine()
}

/// One article, read and checked.
#[divan::bench]
fn article(bencher: divan::Bencher) {
    let engine = engine();
    let input = Input::file("article.md", ARTICLE);
    bencher
        .counter(BytesCount::of_str(ARTICLE))
        .bench(|| engine.check(&document::read(Format::Markdown, &input)).findings.len());
}

/// A megabyte of paragraphs that name nobody.
#[divan::bench]
fn prose_without_names(bencher: divan::Bencher) {
    let text =
        "The road over the pass is closed in winter, and the villages behind it wait for spring.\n\n".repeat(12_000);
    let engine = engine();
    let input = Input::file("prose.txt", text.as_str());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| engine.check(&document::read(Format::Plain, &input)).findings.len());
}

/// A megabyte of articles in one document, each with many mentions.
#[divan::bench]
fn prose_full_of_names(bencher: divan::Bencher) {
    let text = ARTICLE.split("---\n").nth(2).expect("the text below the front matter").repeat(1_000);
    let engine = engine();
    let input = Input::file("names.txt", text.as_str());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| engine.check(&document::read(Format::Plain, &input)).findings.len());
}

/// One finding, drawn for people.
#[divan::bench]
fn human_report(bencher: divan::Bencher) {
    let engine = engine();
    let document = document::read(Format::Markdown, &Input::file("article.md", ARTICLE));
    let mut run = Run::default();
    run.add(&document, engine.check(&document));
    bencher.bench(|| report::render(&run, Style::Human, &Look::default()).len());
}
