//! Scores the recognisers on reference cases: `cargo run --release --example values -- FOLDER [--list FILE] [--out FILE]`.
//!
//! FOLDER holds the reference files. `--read FILE KIND` shows instead what is read in a file of drafts.
//! `--list` shows what is wrong in one of them, `--out` which rows are out of scope.

#![allow(clippy::float_cmp, clippy::cast_precision_loss, reason = "values are compared as references tell them")]

mod cases;
mod classes;
mod gold;
mod judge;
mod read;
mod scope;

use std::collections::BTreeMap;

use cases::{Case, Want};
use factlint::language::values::ValueReader;
use judge::{Marks, judge};

/// What is counted.
#[derive(Default)]
struct Count {
    all: usize,
    span: usize,
    compared: usize,
    value: usize,
}

impl Count {
    fn add(&mut self, marks: Marks) {
        self.all += 1;
        self.span += usize::from(marks.span);
        if let Some(value) = marks.value {
            self.compared += 1;
            self.value += usize::from(value);
        }
    }

    fn shown(&self) -> String {
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        format!(
            "{:5} rows  spans {:5} {:5.1}%  values {:5} of {:5} {:5.1}%",
            self.all,
            self.span,
            share(self.span, self.all),
            self.value,
            self.compared,
            share(self.value, self.compared)
        )
    }
}

#[expect(clippy::disallowed_methods, reason = "an instrument run by hand reads files and arguments")]
#[expect(clippy::print_stdout, reason = "it prints its score")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |flag: &str| arguments.iter().position(|a| a == flag).and_then(|at| arguments.get(at + 1));
    let folder = std::path::Path::new(arguments.first().expect("a folder"));
    let words = factlint::embedded::words();
    let words = words.iter().find(|words| words.language == "en").expect("English");
    let reader = ValueReader::new(words);
    if let Some(file) = after("--read") {
        let text = std::fs::read_to_string(file).expect("the file can be read");
        let start = std::time::Instant::now();
        let lines = read::lines(&reader, words, &text, arguments.last().map_or("", String::as_str));
        let seconds = start.elapsed().as_secs_f64();
        lines.iter().for_each(|line| println!("{line}"));
        println!("{} values, {:.1} MB in {seconds:.2} s", lines.len(), text.len() as f64 / 1e6);
        return;
    }
    for (name, read) in cases::FILES {
        let path = folder.join(format!("{name}.jsonl"));
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("{name}: not there");
            continue;
        };
        let rows = text.lines().filter(|line| !line.trim().is_empty());
        let cases: Vec<Case> =
            rows.filter_map(|row| read(&serde_json::from_str(row).expect("a row of JSON"))).collect();
        let (mut within, mut whole, mut reasons) = (Count::default(), Count::default(), BTreeMap::new());
        for case in &cases {
            for (want, marks) in judge(&reader, case) {
                whole.add(marks);
                match want.out {
                    None => within.add(marks),
                    Some(reason) => *reasons.entry(reason).or_insert(0) += 1,
                }
                let wrong = want.out.is_none() && !(marks.span && marks.value != Some(false));
                if wrong && after("--list").is_some_and(|file| file == name) {
                    println!("{}", row(case, want, marks, &reader));
                }
                if want.out.is_some() && after("--out").is_some_and(|file| file == name) {
                    println!("{:?}: {:?}", want.out.unwrap_or(""), want.shown);
                }
            }
        }
        let out = whole.all - within.all;
        println!("{name}");
        println!("  in scope   {}", within.shown());
        println!("  whole file {}", whole.shown());
        println!("  out        {out:5} rows  {:.1}%", 100.0 * out as f64 / whole.all.max(1) as f64);
        for (reason, count) in reasons {
            println!("    {count:5} {reason}");
        }
    }
}

fn row(case: &Case, want: &Want, marks: Marks, reader: &ValueReader) -> String {
    let read = judge::shown(reader, &case.text);
    let text: String = case.text.chars().take(160).collect();
    format!(
        "{} span {} value {:?}\n  in {text:?} {:?}\n  wants {:?} {:?}\n  reads {read}",
        case.id, marks.span, marks.value, case.draft, want.shown, want.gold
    )
}
