//! Measures the linter on collections of published text: `cargo run --release --example measure -- FOLDER`.
//!
//! FOLDER holds JSON Lines files of drafts with `text`, `title` and `date`, or files of pairs. What each test does stands at the
//! head of its module; one module a test. News is other people's copyright: nothing of it is written but with `--list`, `--compare` and
//! `--save`, and what these write belongs into no repository.

mod cases;
mod corpus;
mod counts;
mod findings;
mod labels;
mod marker;
mod pairs;
mod planted;
mod redated;
mod retitled;
mod story;
mod swap;
mod table;
mod weights;

use std::time::Instant;

use factlint::engine::{Engine, Options};

use corpus::{Collection, Folder, is_pairs};

/// The tests, by the names that choose them.
const TESTS: [&str; 8] = ["findings", "labels", "swap", "marker", "story", "cases", "weights", "pairs"];

/// Those that can count without showing text.
const BLIND: [&str; 2] = ["findings", "pairs"];

const USAGE: &str = "usage: measure FOLDER [NAME...] [--test TEST]... [--list] [--hints] [--save FILE] [--compare FILE]
       measure FOLDER [NAME...] --blind [--test TEST]...
       measure FILE [--list] [--hints]
  FOLDER         a folder of collections (.jsonl) and of files of pairs (.txt)
  FILE           one file of pairs
  NAME           only these collections; without names, those that false alarms are counted on
  --test TEST    findings, labels, swap, marker, story, cases, weights or pairs; all unless named
  --blind        only how many findings each rule gives at each severity, in all collections of the folder: no text is shown
  --list         print each finding, and each planted slip that was missed, with its sentence
  --hints        hints too
  --save FILE    write the findings as JSON
  --compare FILE list what was added and removed since a file that --save wrote";

/// What the caller wants.
#[derive(Default)]
struct Wanted {
    folder: Option<String>,
    names: Vec<String>,
    tests: Vec<String>,
    list: bool,
    hints: bool,
    blind: bool,
    save: Option<String>,
    compare: Option<String>,
}

impl Wanted {
    fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut wanted = Self::default();
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--list" => wanted.list = true,
                "--hints" => wanted.hints = true,
                "--blind" => wanted.blind = true,
                "--save" => wanted.save = Some(value()?),
                "--compare" => wanted.compare = Some(value()?),
                "--test" => wanted.tests.push(value()?),
                unknown if unknown.starts_with("--") => return Err(format!("{unknown} is no option")),
                _ if wanted.folder.is_none() => wanted.folder = Some(argument),
                _ => wanted.names.push(argument),
            }
        }
        if wanted.folder.as_deref().is_some_and(is_pairs) && wanted.tests.is_empty() {
            wanted.tests.push("pairs".to_owned());
        }
        if wanted.blind {
            wanted.be_blind()?;
        }
        match wanted.tests.iter().find(|test| !TESTS.contains(&test.as_str())) {
            Some(unknown) => Err(format!("{unknown} is no test")),
            None => Ok(wanted),
        }
    }

    /// Leaves only what shows no text.
    fn be_blind(&mut self) -> Result<(), String> {
        if self.list || self.save.is_some() || self.compare.is_some() {
            return Err("--blind shows no text: it excludes --list, --save and --compare".to_owned());
        }
        if self.tests.is_empty() {
            self.tests = BLIND.map(str::to_owned).to_vec();
        }
        match self.tests.iter().find(|test| !BLIND.contains(&test.as_str())) {
            Some(test) => Err(format!("{test} is no test for --blind, which has {}", BLIND.join(" and "))),
            None => Ok(()),
        }
    }

    fn test(&self, name: &str) -> bool {
        self.tests.is_empty() || self.tests.iter().any(|test| test == name)
    }
}

/// What every test is given.
struct Bench {
    engine: Engine,
    collections: Vec<Collection>,
    list: bool,
    hints: bool,
    blind: bool,
}

#[expect(clippy::disallowed_methods, reason = "an instrument run by hand reads arguments and the clock")]
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "it prints its tables, and how long they took")]
fn main() -> std::process::ExitCode {
    let wanted = match Wanted::read(std::env::args().skip(1)) {
        Ok(wanted) if wanted.folder.is_some() => wanted,
        Ok(_) => {
            eprintln!("{USAGE}");
            return 2.into();
        }
        Err(error) => {
            eprintln!("{error}\n{USAGE}");
            return 2.into();
        }
    };
    let folder = match Folder::read(wanted.folder.as_deref().unwrap_or_default(), &wanted.names, wanted.blind) {
        Ok(folder) => folder,
        Err(error) => {
            eprintln!("{error}");
            return 2.into();
        }
    };
    let engine = Engine::new(factlint::embedded::rules(), Options::default());
    let (list, hints, blind) = (wanted.list, wanted.hints, wanted.blind);
    let bench = Bench { engine, collections: folder.text, list, hints, blind };
    let timed = |name: &str, run: &dyn Fn() -> String| {
        if wanted.test(name) {
            let start = Instant::now();
            println!("{}", run());
            eprintln!("({name}: {:.1} s)", start.elapsed().as_secs_f64());
        }
    };
    timed("findings", &|| findings::run(&bench, wanted.save.as_deref(), wanted.compare.as_deref()));
    timed("labels", &|| labels::run(&bench));
    timed("swap", &|| swap::run(&bench));
    timed("marker", &|| marker::run(&bench));
    timed("story", &|| story::run(&bench));
    timed("weights", &|| weights::run(&bench));
    timed("cases", &|| cases::run(&bench, folder.cases.as_ref(), folder.contradictory.as_ref()));
    timed("pairs", &|| pairs::run(&bench, &folder.pairs));
    0.into()
}
