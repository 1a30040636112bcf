//! Speed of the recognisers: megabytes of prose with no value, with some, with many. Compare ratios within one run.

use divan::counter::BytesCount;
use factlint::language::tokens::{Token, tokens};
use factlint::language::values::ValueReader;
use factlint::text::Span;

fn main() {
    divan::main();
}

const PLAIN: &str = "The road over the pass is closed in winter, and the villages behind it wait for spring. ";
const SOME: &str =
    "The council met on Tuesday and agreed to close the road, which a third of the villages had asked for. ";
const MANY: &str = "On Wednesday, 24 September 2025, sales rose 12.5 percent from $3.1 million to about $3.5 million, for \
                    the 43-year-old firm's two plants, 6ft 8in of snow and 15 litres per hour, three years ago. ";

fn reader() -> ValueReader {
    ValueReader::new(factlint::embedded::words().first().expect("a language"))
}

/// What every start pays.
#[divan::bench]
fn start(bencher: divan::Bencher) {
    let words = factlint::embedded::words();
    bencher.bench(|| ValueReader::new(&words[0]));
}

/// A thousand sentences, their tokens made before.
#[divan::bench(args = [PLAIN, SOME, MANY])]
fn thousand_sentences(bencher: divan::Bencher, sentence: &str) {
    let (reader, text) = (reader(), sentence.repeat(1_000));
    let sentences: Vec<Vec<Token>> = (0..1_000)
        .map(|number| tokens(&text, Span::new(number * sentence.len(), (number + 1) * sentence.len())))
        .collect();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| sentences.iter().map(|tokens| reader.values(&text, tokens).len()).sum::<usize>());
}

/// One sentence of growing length: the time must grow with it and no faster.
#[divan::bench(args = [100, 1_000, 10_000])]
fn one_long_sentence(bencher: divan::Bencher, times: usize) {
    let (reader, text) = (reader(), "5 \" and 3 to ".repeat(times));
    let tokens = tokens(&text, Span::new(0, text.len()));
    bencher.counter(BytesCount::of_str(&text)).bench(|| reader.values(&text, &tokens).len());
}
